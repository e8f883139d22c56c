//! What can be done. One input and one payload for each mutation; a refusal is data of the payload, with code, path,
//! message and the way out, and top-level errors are kept for faults of the caller's request or of the server.

use super::planned::{Evaluation, RowOf};
use crate::read::GlobalId;
use crate::service::{Desk, EvaluationRequest, Failure, IdempotencyKey, LotReference};
use async_graphql::{Context, Error, ErrorExtensions, ID, InputObject, Object, SimpleObject};
use values::{Fault, Faults, Place};

/// Who acts when a caller of the API does, until callers have roles.
const ACTOR: &str = "api";

/// What can be done.
pub struct Mutation;

/// What can be done.
/// *Svenska:* Vad som kan göras.
#[Object]
impl Mutation {
    /// Evaluates a lot by its locked model and keeps the result. The same documents again give the evaluation that is
    /// there already, as long as it is current.
    /// *Svenska:* Utvärderar ett anbudsområde enligt dess låsta modell.
    async fn run_evaluation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which lot. *Svenska:* Vilket anbudsområde.")] input: RunEvaluationInput,
    ) -> Result<RunEvaluationPayload, Error> {
        let Some(lot) = GlobalId::decode(&input.lot_id.0).filter(|id| id.noun.name == "Lot") else {
            return Ok(RunEvaluationPayload::refused(&not_a_lot()));
        };
        let key = input.idempotency_key.map(|key| IdempotencyKey::parse(&key, &Place::root().at("idempotencyKey")));
        let key = match key.transpose() {
            Ok(key) => key,
            Err(faults) => return Ok(RunEvaluationPayload::refused(&faults)),
        };
        let desk = context.data::<Desk>().map_err(|error| internal(error.message))?;
        match desk.run_evaluation(ACTOR, EvaluationRequest { lot: LotReference::Id(lot.id), key }).await {
            Ok(run) => Ok(RunEvaluationPayload {
                evaluation: Some(RowOf::new(run.id)),
                already_there: run.already_there,
                user_errors: Vec::new(),
            }),
            Err(failure) => match failure.faults() {
                Some(faults) => Ok(RunEvaluationPayload::refused(faults)),
                None => Err(broken(failure)),
            },
        }
    }
}

/// Whether the read model answers this field of a payload, with all that is asked of it at once.
pub(super) fn is_read(field: &str) -> bool {
    field == "evaluation"
}

/// Which lot is to be evaluated.
/// *Svenska:* Vilket anbudsområde som ska utvärderas.
#[derive(InputObject)]
pub struct RunEvaluationInput {
    /// The lot's global id.
    /// *Svenska:* Anbudsområdets globala id.
    lot_id: ID,
    /// A key of the caller's own, 1 to 200 characters. However often a request comes with the same key, it is done once
    /// and answered alike; another request with that key is refused.
    /// *Svenska:* En egen nyckel på 1 till 200 tecken. Samma begäran med samma nyckel utförs en gång.
    idempotency_key: Option<String>,
}

/// What came of an evaluation.
/// *Svenska:* Vad utvärderingen ledde till.
#[derive(SimpleObject)]
pub struct RunEvaluationPayload {
    /// The evaluation; null if it was refused.
    /// *Svenska:* Utvärderingen; null om den vägrades.
    evaluation: Option<RowOf<Evaluation>>,
    /// Whether the very same evaluation was there already.
    /// *Svenska:* Om samma utvärdering redan fanns.
    already_there: bool,
    /// Why it was refused; empty if it was done.
    /// *Svenska:* Varför den vägrades; tom om den gjordes.
    user_errors: Vec<UserError>,
}

impl RunEvaluationPayload {
    fn refused(faults: &Faults) -> Self {
        Self { evaluation: None, already_there: false, user_errors: faults.list().iter().map(UserError::of).collect() }
    }
}

/// Why an act was refused.
/// *Svenska:* Varför något vägrades.
#[derive(SimpleObject)]
pub struct UserError {
    /// Stable code.
    /// *Svenska:* Fast felkod.
    code: String,
    /// Which part of the input it is about.
    /// *Svenska:* Vilken del av indata det gäller.
    path: Vec<String>,
    /// What is wrong.
    /// *Svenska:* Vad som är fel.
    message: String,
    /// The way out.
    /// *Svenska:* Vad man kan göra.
    hint: String,
}

impl UserError {
    fn of(fault: &Fault) -> Self {
        let steps = fault.place.as_str().split('/').skip(1).map(str::to_owned);
        let path = std::iter::once("input".to_owned()).chain(steps).collect();
        Self { code: fault.code.to_owned(), path, message: fault.cause.clone(), hint: fault.hint.clone() }
    }
}

fn not_a_lot() -> Faults {
    let place = Place::root().at("lotId");
    Faults::one("lot.id_malformed", &place, "this is not the id of a lot", "take the id of a lot from a query")
}

/// Something of ours is broken: the log has the cause, the caller a code.
pub(super) fn broken(failure: Failure) -> Error {
    let mut error = internal("the server failed; nothing was changed".to_owned());
    error.source = Some(std::sync::Arc::new(failure));
    error
}

pub(super) fn internal(message: String) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", "INTERNAL"))
}
