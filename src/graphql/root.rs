//! The read model's questions as fields of the query, from two tables: the lists of the nouns, and the questions for one thing,
//! for some, or for the rules.

use super::describe::{Described, both, word};
use super::{adapter, inputs, planned};
use crate::read::noun::{LOT, NODE, PROCUREMENT};
use crate::read::rule::RULE;
use crate::read::{LISTS, List, Page, Question};
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerError, ServerResult,
    Value as Known, resolver_utils::resolve_container,
};
use serde_json::Value;
use std::borrow::Cow;

/// The questions of the read model, as part of the query.
#[derive(Default)]
pub struct Root;

/// A question that is no list.
struct Asking {
    words: Described,
    arguments: &'static [(&'static str, Described)],
    /// How many there are in the answer, and of what type.
    answer: (Number, &'static str),
    question: fn(&Given<'_>) -> Question,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// One, or null.
    One,
    /// A list in which some may be null.
    Some,
    /// A list.
    All,
}

static ASKINGS: [Asking; 6] = [
    Asking {
        words: word("node", "Det som har detta globala id", "The thing with this global id, whatever it is"),
        arguments: &[("ID!", word("id", "Globalt id", "Global id"))],
        answer: (Number::One, NODE),
        question: |given| Question::Node { id: given.text("id") },
    },
    Asking {
        words: word(
            "nodes",
            "Det som har dessa globala id, i deras ordning",
            "The things with these global ids, in their order; null for each that does not exist",
        ),
        arguments: &[("[ID!]!", word("ids", "Globala id, högst 100", "Global ids, at most 100"))],
        answer: (Number::Some, NODE),
        question: |given| Question::Nodes { ids: given.texts("ids") },
    },
    Asking {
        words: word("procurement", "Upphandlingen med denna nyckel", "The procurement with this published key"),
        arguments: &[("String!", word("key", "Publicerad nyckel", "Published key"))],
        answer: (Number::One, PROCUREMENT.name),
        question: |given| Question::Procurement { key: given.text("key") },
    },
    Asking {
        words: word("lot", "Anbudsområdet med denna nyckel", "The lot (anbudsområde) with this published key"),
        arguments: &[
            ("String!", word("procurement", "Upphandlingens nyckel", "The procurement's key")),
            ("String!", word("key", "Anbudsområdets nyckel", "The lot's key")),
        ],
        answer: (Number::One, LOT.name),
        question: |given| Question::Lot { procurement: given.text("procurement"), key: given.text("key") },
    },
    Asking {
        words: word("rule", "Regeln med detta namn", "The rule with this id"),
        arguments: &[("ID!", word("id", "Regelns namn", "The rule's id, such as `stepped_table`"))],
        answer: (Number::One, RULE.name),
        question: |given| Question::Rule { id: given.text("id") },
    },
    Asking {
        words: word("rulebook", "Hela regelboken", "All rules"),
        arguments: &[],
        answer: (Number::All, RULE.name),
        question: |_| Question::Rulebook,
    },
];

/// Whether a field of the query is a question to the read model.
pub(super) fn is_question(field: &str) -> bool {
    List::named(field).is_some() || Asking::named(field).is_some()
}

/// The question that a field of the query with these arguments puts to the read model; `None` for what it is not asked.
pub(super) fn question(field: &str, given: &[(&str, Value)]) -> Option<Question> {
    let given = Given(given);
    if let Some(list) = List::named(field) {
        return Some(Question::List(list, Page::of(given.0.iter().map(|(name, value)| (*name, value)))));
    }
    Asking::named(field).map(|asking| (asking.question)(&given))
}

/// Whether null never stands for this field of the query or mutation: where it has a fault, there is no data at all.
#[must_use]
pub fn never_null(field: &str) -> bool {
    let asked = Asking::named(field).map(|asking| asking.answer.0 != Number::One);
    asked.unwrap_or_else(|| List::named(field).is_some() || matches!(field, "viewer" | "runEvaluation"))
}

/// The arguments of a field, which the library has held against their types.
struct Given<'a>(&'a [(&'a str, Value)]);

impl Given<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// A text. An id may be written as a number, and is none of ours then.
    fn text(&self, name: &str) -> String {
        self.value(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The texts of a list; one value stands for a list of itself.
    fn texts(&self, name: &str) -> Vec<String> {
        let one = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match self.value(name) {
            Some(Value::Array(items)) => items.iter().map(one).collect(),
            Some(value) => vec![one(value)],
            None => Vec::new(),
        }
    }
}

impl Asking {
    fn named(name: &str) -> Option<&'static Self> {
        ASKINGS.iter().find(|asking| asking.words.name == name)
    }

    /// The type of its answer.
    fn ty(&self) -> String {
        let (number, name) = self.answer;
        match number {
            Number::One => name.to_owned(),
            Number::Some => format!("[{name}]!"),
            Number::All => format!("[{name}!]!"),
        }
    }
}

impl OutputType for Root {
    fn type_name() -> Cow<'static, str> {
        "Root".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        adapter::register(registry);
        let lists =
            LISTS.iter().map(|list| adapter::listed(list.name, adapter::words(list.noun.description), list.noun));
        let askings = ASKINGS.iter().map(|asking| {
            let arguments = asking.arguments.iter().map(|(ty, words)| inputs::argument(words, ty));
            let field = adapter::field(asking.words.name, both(asking.words.en, asking.words.sv), asking.ty());
            adapter::with_arguments(field, arguments)
        });
        let fields = lists.chain(askings).collect();
        adapter::object(registry, &Self::type_name(), String::new(), fields);
        Self::type_name().into_owned()
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Known> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for Root {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Known>> {
        let (name, place) = (ctx.item.node.name.node.as_str(), ctx.item.pos);
        if !is_question(name) {
            return Ok(None);
        }
        let arguments = ctx.field().arguments()?;
        let mut given = Vec::with_capacity(arguments.len());
        for (name, value) in &arguments {
            let value =
                serde_json::to_value(value).map_err(|cause| ServerError::new(cause.to_string(), Some(place)))?;
            given.push((name.as_str(), value));
        }
        let Some(question) = question(name, &given) else { return Ok(None) };
        let inner = ctx.with_selection_set(&ctx.item.node.selection_set);
        planned::answer(&inner, place, &question).await.map(Some)
    }
}

impl ObjectType for Root {}
