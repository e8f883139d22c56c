//! What the nouns of the API mean, written down a second time, by hand, in the plainest way: columns are names, nothing
//! is shared with the read model, and a difference between the two is what the test is there to find.

/// A noun.
pub struct Noun {
    pub name: &'static str,
    pub table: &'static str,
    /// Its list at the root, and the fields that order it when nothing else is asked for.
    pub list: &'static str,
    pub order: &'static [&'static str],
    pub seen: Seen,
    pub fields: &'static [Field],
    pub relations: &'static [Relation],
}

/// Which of its rows may be seen.
#[derive(Clone, Copy)]
pub enum Seen {
    /// A lot whose award decision is announced.
    Announced,
    /// What belongs to such a lot, by `lot_id`.
    WithLot,
    /// What belongs to a procurement that has such a lot, by this column.
    WithProcurement(&'static str),
    /// What belongs to a mandate in such a procurement, by `mandate_id`.
    WithMandate,
    /// Who has a bid in such a lot.
    Bidder,
    /// Who has given a mandate in such a procurement.
    Mandator,
}

/// A field.
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub presence: Presence,
    /// The column that orders it, where that is not its own.
    pub sort: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Always,
    Perhaps,
}

/// What a field's column holds.
#[derive(Clone, Copy)]
pub enum Kind {
    Id,
    Text(&'static str),
    Int(&'static str),
    Truth(&'static str),
    /// A whole number of ten-thousandths.
    Money(&'static str),
    /// A whole number of millionths.
    Measure(&'static str),
    /// Milliseconds since 1970.
    Moment(&'static str),
    /// Swedish and English.
    Both(&'static str, &'static str),
    Word(&'static str, &'static Words),
}

/// A closed set of words: as the API writes each, and as its row does.
pub struct Words {
    pub name: &'static str,
    pub words: &'static [(&'static str, &'static str)],
}

/// A way to another noun: to its rows whose `to` is this row's `from`.
pub struct Relation {
    pub name: &'static str,
    pub noun: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub end: End,
    pub only: Only,
    pub order: &'static [By],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    One,
    Perhaps,
    Many,
}

/// Which of the rows there.
#[derive(Clone, Copy)]
pub enum Only {
    All,
    True(&'static str),
    Without(&'static str),
    With(&'static str, &'static str),
}

/// By which column a list is ordered.
#[derive(Clone, Copy)]
pub enum By {
    Own(&'static str),
    /// By a column of the row of another noun whose id stands in `.0`.
    Behind(&'static str, &'static str, &'static str),
}

/// The noun of this name.
pub fn noun(name: &str) -> &'static Noun {
    NOUNS.iter().find(|noun| noun.name == name).unwrap()
}

impl Noun {
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub fn relation(&self, name: &str) -> Option<&'static Relation> {
        self.relations.iter().find(|relation| relation.name == name)
    }
}

impl Field {
    /// The column that orders it, if it has an order.
    pub fn sorts(&self) -> Option<&'static str> {
        self.sort.or(match self.kind {
            Kind::Id => None,
            Kind::Text(own) | Kind::Int(own) | Kind::Truth(own) | Kind::Money(own) => Some(own),
            Kind::Measure(own) | Kind::Moment(own) | Kind::Both(own, _) | Kind::Word(own, _) => Some(own),
        })
    }

    const fn maybe(self) -> Self {
        Self { presence: Presence::Perhaps, ..self }
    }

    const fn sorted(self, column: &'static str) -> Self {
        Self { sort: Some(column), ..self }
    }
}

impl Relation {
    const fn only(self, only: Only) -> Self {
        Self { only, ..self }
    }
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, presence: Presence::Always, sort: None }
}

const fn key() -> Field {
    field("key", Kind::Text("key"))
}

const fn title() -> Field {
    field("title", Kind::Both("title_sv", "title_en"))
}

const fn one(name: &'static str, noun: &'static str, from: &'static str) -> Relation {
    Relation { name, noun, from, to: "id", end: End::One, only: Only::All, order: &[] }
}

const fn maybe(name: &'static str, noun: &'static str, from: &'static str, to: &'static str) -> Relation {
    Relation { name, noun, from, to, end: End::Perhaps, only: Only::All, order: &[] }
}

const fn many(name: &'static str, noun: &'static str, to: &'static str, order: &'static [By]) -> Relation {
    Relation { name, noun, from: "id", to, end: End::Many, only: Only::All, order }
}

const ID: Field = field("id", Kind::Id);
const POSITION: &[By] = &[By::Own("position")];
const KEY: &[By] = &[By::Own("key")];
const NUMBER: &[By] = &[By::Own("number")];
const BY_PRICE_LINE: &[By] = &[By::Behind("price_line_id", "PriceLine", "position")];
const BY_ORGANISATION: &[By] = &[By::Behind("organisation_id", "Organisation", "name_sort")];

static TAX_BASIS: Words =
    Words { name: "TaxBasis", words: &[("EXCLUDING", "excluding"), ("INCLUDING", "including"), ("EXEMPT", "exempt")] };
static PROFILE: Words = Words {
    name: "LegalProfile",
    words: &[
        ("DIRECTIVE", "directive"),
        ("ANNEX_TWO_AT_OR_ABOVE_THRESHOLD", "annex_two_at_or_above_threshold"),
        ("ANNEX_TWO_BELOW_THRESHOLD", "annex_two_below_threshold"),
        ("OTHER_BELOW_THRESHOLD", "other_below_threshold"),
    ],
};
static SCHEME: Words = Words { name: "ClassificationScheme", words: &[("CPV", "CPV"), ("NUTS", "NUTS")] };
static STAGE: Words = Words { name: "LotStage", words: &[("EVALUATION", "evaluation"), ("ANNOUNCED", "announced")] };
static BASIS: Words = Words {
    name: "AwardBasis",
    words: &[("BEST_PRICE_QUALITY", "best_price_quality"), ("COST", "cost"), ("PRICE", "price")],
};
static ASSESSOR: Words =
    Words { name: "Assessor", words: &[("STATEMENT", "statement"), ("PANEL", "panel"), ("PLAN", "plan")] };
static STANDING: Words = Words {
    name: "MandateStanding",
    words: &[
        ("GRANTED", "granted"),
        ("GRANTED_LATE", "granted_late"),
        ("WITHDRAWN", "withdrawn"),
        ("MISSING", "missing"),
    ],
};
static ACTION: Words = Words { name: "MandateAction", words: &[("GRANTED", "granted"), ("WITHDRAWN", "withdrawn")] };
static OUTCOME: Words =
    Words { name: "ExaminationOutcome", words: &[("ADMITTED", "admitted"), ("REJECTED", "rejected")] };
static GROUND: Words =
    Words { name: "RejectionGround", words: &[("REQUIREMENT", "requirement"), ("ABNORMALLY_LOW", "abnormally_low")] };

mod nouns;
pub use nouns::NOUNS;
