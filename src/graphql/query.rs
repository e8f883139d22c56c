//! The questions of the API. What can be asked of their answers stands in `read`.

use super::lists::Lists;
use super::planned::{Planned, Read, Shape};
use super::rate_limit::RateLimit;
use super::record::{self, EvaluationRecord};
use super::viewer::Viewer;
use crate::read::Question;
use crate::read::noun::{LOT, PROCUREMENT};
use async_graphql::{Context, Error, ID, MergedObject, Object};

/// The questions of the API.
/// *Svenska:* API:ets frågor.
#[derive(MergedObject, Default)]
pub struct Query(Questions, Lists);

/// Questions for one thing, or for the rules.
#[derive(Default)]
pub struct Questions;

#[Object]
impl Questions {
    /// Who asks, as the server sees it.
    /// *Svenska:* Den som frågar, som servern ser det.
    async fn viewer(&self) -> Viewer {
        Viewer::anonymous()
    }

    /// What this request costs, and what is left to ask for. Null where nothing is counted.
    /// *Svenska:* Vad denna fråga kostar, och vad som återstår.
    async fn rate_limit(&self, context: &Context<'_>) -> Option<RateLimit> {
        context.data_opt::<RateLimit>().copied()
    }

    /// The thing with this global id, whatever it is.
    /// *Svenska:* Det som har detta globala id.
    async fn node(&self, #[graphql(desc = "Global id. *Svenska:* Globalt id.")] id: ID) -> Read<Node> {
        Read(Node(id.0))
    }

    /// The things with these global ids, in their order; null for each that does not exist.
    /// *Svenska:* Det som har dessa globala id, i deras ordning.
    async fn nodes(
        &self,
        #[graphql(desc = "Global ids, at most 100. *Svenska:* Globala id, högst 100.")] ids: Vec<ID>,
    ) -> Read<Nodes> {
        Read(Nodes(ids.into_iter().map(|id| id.0).collect()))
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

    /// The record of the lot's current evaluation, from which anyone can compute the award again. Null where there is none
    /// to be seen.
    /// *Svenska:* Utvärderingsprotokollet för anbudsområdet, om det finns och får ses.
    async fn evaluation_record(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The lot's global id. *Svenska:* Anbudsområdets globala id.")] lot_id: ID,
    ) -> Result<Option<EvaluationRecord>, Error> {
        record::of_lot(context, &lot_id).await
    }

    /// The rule with this id.
    /// *Svenska:* Regeln med detta namn.
    async fn rule(
        &self,
        #[graphql(desc = "The rule's id, such as `stepped_table`. *Svenska:* Regelns namn.")] id: ID,
    ) -> Read<Rule> {
        Read(Rule(id.0))
    }

    /// All rules.
    /// *Svenska:* Hela regelboken.
    async fn rulebook(&self) -> Read<Rulebook> {
        Read(Rulebook)
    }
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

/// Asks by many global ids.
pub(super) struct Nodes(Vec<String>);

impl Planned for Nodes {
    fn shape() -> Shape {
        Shape::Nodes
    }

    fn question(&self) -> Question {
        Question::Nodes { ids: self.0.clone() }
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
