//! Rules: a constant noun. Its things are JSON trees, written by the scoring layer's rule cards, and a
//! selection projects them. Here stands the shape of the tree; what a rule says stands with the rule.

use super::ReadError;
use super::noun::{Enumeration, LEGAL_PROFILE};
use super::selection::{Merged, Selected, merge};
use serde_json::Value;
use values::text::Bilingual;

/// An object type whose things are constant.
pub struct Shape {
    /// Its type name in the API.
    pub name: &'static str,
    /// What it is.
    pub description: Bilingual,
    /// Its members.
    pub members: &'static [Member],
}

/// One member of a shape. The tree spells its name in the same way.
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub description: Bilingual,
    /// What stands there.
    pub content: Content,
    /// How many of it.
    pub number: Number,
}

/// What a member holds.
#[derive(Clone, Copy)]
pub enum Content {
    /// What it is asked for by.
    Id,
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A word of a closed set, in the tree as it is stored.
    Enumerated(&'static Enumeration),
    /// An object.
    Shape(&'static Shape),
}

/// How many values a member has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Exactly one.
    One,
    /// One or none.
    Perhaps,
    /// A list.
    Many,
}

const fn member(name: &'static str, content: Content, number: Number, sv: &'static str, en: &'static str) -> Member {
    Member { name, description: Bilingual { sv, en }, content, number }
}

use Content::{Boolean, Enumerated, Id, Integer, Shape as Of, Text};
use Number::{Many, One, Perhaps};

/// A text in both languages. Also what a noun's bilingual fields hold.
pub static BILINGUAL: Shape = Shape {
    name: "Bilingual",
    description: Bilingual { sv: "Text på svenska och engelska", en: "A text in Swedish and English" },
    members: &[
        member("sv", Text, One, "På svenska", "In Swedish"),
        member("en", Text, Perhaps, "På engelska, om det finns", "In English, where there is a translation"),
    ],
};

/// A rule.
pub static RULE: Shape = Shape {
    name: "Rule",
    description: Bilingual {
        sv: "Regel i regelboken: hur anbud mäts, poängsätts eller rangordnas",
        en: "A rule of the rulebook: how bids are measured, scored or ranked",
    },
    members: &[
        member("id", Id, One, "Regelns namn", "The rule's name, such as `stepped_table`"),
        member("revision", Integer, One, "Gällande utgåva", "Its present revision"),
        member("title", Of(&BILINGUAL), One, "Rubrik", "Title"),
        member("formula", Text, One, "Formel", "Formula"),
        member("symbols", Of(&SYMBOL), Many, "Formelns symboler", "The formula's symbols"),
        member("precisely", Of(&BILINGUAL), Many, "Så läses formeln", "How the formula is to be read, point by point"),
        member(
            "inCommon",
            Of(&BILINGUAL),
            Many,
            "Så läses varje regel",
            "How this and every other rule is to be read, point by point",
        ),
        member("why", Of(&BILINGUAL), One, "Varför regeln finns", "Why it exists"),
        member("limits", Of(&BILINGUAL), One, "När den inte passar", "Where it does not fit"),
        member("rounding", Of(&BILINGUAL), One, "Avrundning", "How it rounds"),
        member(
            "rankReversalPossible",
            Boolean,
            One,
            "Om ordningen mellan två anbud kan bero på ett tredje",
            "Whether the order of two bids can depend on a third",
        ),
        member("rankReversalReason", Of(&BILINGUAL), One, "Varför", "Why it can or cannot"),
        member("law", Of(&LAW), Many, "Rättsligt stöd", "Where the law says so"),
        member("example", Of(&EXAMPLE), One, "Genomräknat exempel", "A worked example"),
    ],
};

static SYMBOL: Shape = Shape {
    name: "RuleSymbol",
    description: Bilingual { sv: "Symbol i en formel", en: "A symbol of a formula" },
    members: &[
        member("name", Text, One, "Symbolen", "The symbol"),
        member("meaning", Of(&BILINGUAL), One, "Vad den står för", "What it stands for"),
        member("unit", Text, One, "Enhet", "Its unit"),
    ],
};

static LAW: Shape = Shape {
    name: "LegalReference",
    description: Bilingual { sv: "Hänvisning till lag", en: "A reference to law" },
    members: &[
        member("profiles", Enumerated(&LEGAL_PROFILE), Many, "Profiler den gäller", "The profiles it applies to"),
        member("statute", Text, One, "Författning", "The statute"),
        member("chapter", Text, One, "Kapitel", "Chapter"),
        member("section", Text, One, "Paragraf", "Section"),
        member("quotation", Text, One, "Ordagrant", "Word for word, in Swedish"),
        member("meaning", Of(&BILINGUAL), One, "Vad det innebär här", "What it means here"),
        member("readOn", Text, One, "När den lästes", "The day it was read, ISO 8601"),
    ],
};

static EXAMPLE: Shape = Shape {
    name: "RuleExample",
    description: Bilingual { sv: "Genomräknat exempel", en: "A worked example, run against the engine" },
    members: &[
        member("source", Of(&BILINGUAL), One, "Varifrån det kommer", "Where it comes from"),
        member("working", Text, Many, "Uträkningen, rad för rad", "The working, line by line"),
        member("steps", Of(&STEP), Many, "Stegen som motorn ska ge", "The steps that the engine must give"),
    ],
};

static STEP: Shape = Shape {
    name: "RuleExampleStep",
    description: Bilingual { sv: "Steg i ett exempel", en: "A step of an example" },
    members: &[
        member(
            "bid",
            Text,
            Perhaps,
            "Anbudet; saknas för steg som gäller alla",
            "The bid; absent for steps that serve all",
        ),
        member("name", Text, One, "Storheten", "The quantity, a symbol of the formula"),
        member("operation", Text, One, "Räkneoperation", "The operation"),
        member("value", Text, One, "Resultatet, exakt", "The result, exact"),
        member("unit", Text, One, "Enhet", "Its unit"),
    ],
};

/// All rules as trees of the shape `RULE`, in the rulebook's order.
#[derive(Clone, Debug, Default)]
pub struct Rulebook(Vec<Value>);

impl Rulebook {
    /// Keeps these trees.
    pub fn new(rules: Vec<Value>) -> Self {
        Self(rules)
    }

    /// The rule with this id, in the revision named after `@` or in the present one. A revision that the book does not
    /// hold is not there, and is never answered by another.
    pub fn rule(&self, id: &str) -> Option<&Value> {
        let (name, revision) = id.split_once('@').map_or((id, None), |(name, revision)| (name, Some(revision)));
        self.0.iter().find(|rule| {
            let own = rule.get("revision").map(Value::to_string);
            rule.get("id").and_then(Value::as_str) == Some(name) && (revision.is_none() || revision == own.as_deref())
        })
    }

    /// All rules.
    pub fn rules(&self) -> &[Value] {
        &self.0
    }
}

/// What is asked of a constant tree.
pub(super) struct Projection(pub(super) Vec<(String, Projected)>);

/// One thing asked of a constant tree.
pub(super) enum Projected {
    Typename(&'static str),
    Plain(&'static str),
    Word(&'static str, &'static Enumeration),
    Object(&'static str, Projection),
}

impl Projection {
    /// Plans a selection of `shape`.
    pub(super) fn of(shape: &'static Shape, fields: &[&Selected<'_>]) -> Result<Self, ReadError> {
        let project = |field: &Merged<'_>| Ok((super::write::key(field.key), projected(shape, field)?));
        Ok(Self(merge(fields, shape.name)?.iter().map(project).collect::<Result<_, ReadError>>()?))
    }
}

fn projected(shape: &'static Shape, field: &Merged<'_>) -> Result<Projected, ReadError> {
    if field.name == "__typename" {
        return Ok(Projected::Typename(shape.name));
    }
    let Some(member) = shape.members.iter().find(|member| member.name == field.name) else {
        return Err(ReadError::UnknownField { noun: shape.name, field: field.name.to_owned() });
    };
    Ok(match member.content {
        Id | Text | Integer | Boolean => Projected::Plain(member.name),
        Enumerated(words) => Projected::Word(member.name, words),
        Of(inner) => Projected::Object(member.name, Projection::of(inner, &field.inner)?),
    })
}
