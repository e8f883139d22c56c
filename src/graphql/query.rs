//! The questions of the API. What can be asked of their answers stands in `read`.

use super::rate_limit::RateLimit;
use super::record::{self, EvaluationRecord};
use super::root::Root;
use super::viewer::Viewer;
use async_graphql::{Context, Error, ID, MergedObject, Object};

/// The questions of the API.
/// *Svenska:* API:ets frågor.
#[derive(MergedObject, Default)]
pub struct Query(Questions, Root);

/// Questions that the read model is not asked.
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
}
