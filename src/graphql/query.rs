//! The questions of the API. What can be asked of their answers stands in `read`.

use super::planned::{Planned, Read, Shape};
use crate::read::noun::{LOT, PROCUREMENT};
use crate::read::page::{PROCUREMENTS, SUPPLIERS};
use crate::read::{Page, Question};
use async_graphql::{ID, Object};

/// What can be read.
pub struct Query;

/// The questions of the API.
/// *Svenska:* API:ets frågor.
#[Object]
impl Query {
    /// The thing with this global id, whatever it is.
    /// *Svenska:* Det som har detta globala id.
    async fn node(&self, #[graphql(desc = "Global id. *Svenska:* Globalt id.")] id: ID) -> Read<Node> {
        Read(Node(id.0))
    }

    /// The procurements that have an announced lot, by key.
    /// *Svenska:* Upphandlingar med meddelat tilldelningsbeslut, efter nyckel.
    async fn procurements(
        &self,
        #[graphql(desc = "How many, from 1 to 100. *Svenska:* Hur många, 1 till 100.")] first: i32,
        #[graphql(desc = "Go on after this cursor. *Svenska:* Fortsätt efter denna markör.")] after: Option<String>,
    ) -> Read<Procurements> {
        Read(Procurements(page(first, after)))
    }

    /// The suppliers that have a bid in an announced lot, by name.
    /// *Svenska:* Leverantörer med anbud i ett meddelat anbudsområde, efter namn.
    async fn suppliers(
        &self,
        #[graphql(desc = "How many, from 1 to 100. *Svenska:* Hur många, 1 till 100.")] first: i32,
        #[graphql(desc = "Go on after this cursor. *Svenska:* Fortsätt efter denna markör.")] after: Option<String>,
    ) -> Read<Suppliers> {
        Read(Suppliers(page(first, after)))
    }

    /// The procurement with this published key.
    /// *Svenska:* Upphandlingen med denna nyckel.
    async fn procurement(
        &self,
        #[graphql(desc = "Published key. *Svenska:* Publicerad nyckel.")] key: String,
    ) -> Read<ByKey> {
        Read(ByKey(key))
    }

    /// The lot (anbudsområde) with this published key.
    /// *Svenska:* Anbudsområdet med denna nyckel.
    async fn lot(
        &self,
        #[graphql(desc = "The procurement's key. *Svenska:* Upphandlingens nyckel.")] procurement: String,
        #[graphql(desc = "The lot's key. *Svenska:* Anbudsområdets nyckel.")] key: String,
    ) -> Read<LotOf> {
        Read(LotOf { procurement, key })
    }

    /// The rule with this id.
    /// *Svenska:* Regeln med detta namn.
    async fn rule(
        &self,
        #[graphql(desc = "The rule's id, such as `stepped_table`. *Svenska:* Regelns namn.")] id: String,
    ) -> Read<Rule> {
        Read(Rule(id))
    }

    /// All rules.
    /// *Svenska:* Hela regelboken.
    async fn rulebook(&self) -> Read<Rulebook> {
        Read(Rulebook)
    }
}

fn page(first: i32, after: Option<String>) -> Page {
    Page { first: i64::from(first), after }
}

/// Asks by global id.
pub(super) struct Node(String);

impl Planned for Node {
    fn shape() -> Shape {
        Shape::Node
    }

    fn question(&self) -> Question {
        Question::Node { id: self.0.clone() }
    }
}

/// Asks for a page of procurements.
pub(super) struct Procurements(Page);

impl Planned for Procurements {
    fn shape() -> Shape {
        Shape::Connection(&PROCUREMENTS)
    }

    fn question(&self) -> Question {
        Question::Procurements(self.0.clone())
    }
}

/// Asks for a page of suppliers.
pub(super) struct Suppliers(Page);

impl Planned for Suppliers {
    fn shape() -> Shape {
        Shape::Connection(&SUPPLIERS)
    }

    fn question(&self) -> Question {
        Question::Suppliers(self.0.clone())
    }
}

/// Asks for a procurement.
pub(super) struct ByKey(String);

impl Planned for ByKey {
    fn shape() -> Shape {
        Shape::Noun(&PROCUREMENT)
    }

    fn question(&self) -> Question {
        Question::Procurement { key: self.0.clone() }
    }
}

/// Asks for a lot.
pub(super) struct LotOf {
    procurement: String,
    key: String,
}

impl Planned for LotOf {
    fn shape() -> Shape {
        Shape::Noun(&LOT)
    }

    fn question(&self) -> Question {
        Question::Lot { procurement: self.procurement.clone(), key: self.key.clone() }
    }
}

/// Asks for a rule.
pub(super) struct Rule(String);

impl Planned for Rule {
    fn shape() -> Shape {
        Shape::Rule
    }

    fn question(&self) -> Question {
        Question::Rule { id: self.0.clone() }
    }
}

/// Asks for all rules.
pub(super) struct Rulebook;

impl Planned for Rulebook {
    fn shape() -> Shape {
        Shape::Rules
    }

    fn question(&self) -> Question {
        Question::Rulebook
    }
}
