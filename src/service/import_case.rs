//! Imports a case: every model and every bid is read before anything is written, and everything is written in one
//! transaction. The same case again changes nothing; another case under the same key is refused, unless it comes as a
//! new version with a reason and `procedure` lets it follow.

use super::case_version::{self, Reason};
use super::idempotency::{IdempotencyKey, Once};
use super::write_case::{Written, write};
use super::{Failure, evaluate_case};
use crate::casefile::Case;
use crate::clock::Clock;
use crate::database::Database;
use crate::store;
use serde::{Deserialize, Serialize};
use values::{Digest, Faults, Key, Place};

/// What is asked for: a case, perhaps as a new version, perhaps under a key of the caller.
#[derive(Clone, Debug)]
pub struct CaseImport {
    /// The case.
    pub case: Case,
    /// The text that it was read from, to be kept as it is; none if it came otherwise.
    pub file: Option<String>,
    /// Why it may replace the version that is kept.
    pub new_version: Option<Reason>,
    /// The key that makes repeated requests one.
    pub key: Option<IdempotencyKey>,
}

impl From<Case> for CaseImport {
    fn from(case: Case) -> Self {
        Self { case, file: None, new_version: None, key: None }
    }
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imported {
    /// The case is new and is kept now.
    New,
    /// The very same case was there already.
    AlreadyThere,
    /// The case is kept in a new version.
    NewVersion {
        /// How many lots had a current evaluation that the new version does not bear out.
        outdated: u32,
    },
}

/// What the digest of a request stands for.
#[derive(Serialize)]
struct Asked<'a> {
    case: &'a Digest,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_version: Option<&'a Reason>,
}

/// Imports a case.
///
/// # Errors
/// Every fault of the case; that another case is there under its key; that there is none to be a new version of; what
/// the new version may not change; that the idempotency key came with another request. Nothing is kept then.
pub async fn import_case(
    database: &Database,
    clock: &dyn Clock,
    actor: &str,
    import: impl Into<CaseImport>,
) -> Result<Imported, Failure> {
    let CaseImport { case, file, new_version, key } = import.into();
    // Evaluating proves that the stored case can be evaluated; the result is made again by `run_evaluation`.
    let evaluated = evaluate_case(&case, None)?;
    let parts = case.into_parts()?;
    let asked = Asked { case: &parts.head.digest, new_version: new_version.as_ref() };
    let once = key.as_ref().map(|key| Once::of((actor, "import_case"), key, &asked)).transpose()?;
    let transaction = database.begin_act().await?;
    if let Some(once) = &once
        && let Some(imported) = once.answered(&transaction).await?
    {
        return Ok(imported);
    }
    let key = &parts.head.document.procurement.key;
    let handed_in = parts.head.digest.as_str();
    let standing = store::standing(&transaction, key).await?;
    let at = clock.now();
    let given = (&parts, evaluated.as_slice(), file.as_deref());
    let written = match (&standing, new_version) {
        (Some(there), _) if there.head_digest == handed_in => Written { imported: Imported::AlreadyThere, event: None },
        (Some(there), None) => return Err(Failure::Refused(another(key, &there.head_digest, handed_in))),
        (None, Some(_)) => return Err(Failure::Refused(no_case(key))),
        (None, None) => write(&transaction, clock, (actor, at), given, None).await?,
        (Some(there), Some(reason)) => {
            let next = case_version::version(&parts);
            case_version::check(there, &parts, &next)?;
            store::make_room(&transaction, there, &next).await?;
            write(&transaction, clock, (actor, at), given, Some((there, &reason))).await?
        }
    };
    if let Some(once) = once {
        once.keep(&transaction, &written.imported, (written.event, at)).await?;
    }
    transaction.commit().await?;
    Ok(written.imported)
}

fn another(key: &Key, there: &str, handed_in: &str) -> Faults {
    Faults::one(
        "import.another_case",
        &Place::root().at("procurement").at("key"),
        format!("another case is kept under {key}: its digest is {there}, the one handed in has {handed_in}"),
        "if it is a new version of that case, import it with --new-version --reason \"what has changed, and why\"; if not, give it a key of its own",
    )
}

fn no_case(key: &Key) -> Faults {
    Faults::one(
        "version.no_case",
        &Place::root().at("procurement").at("key"),
        format!("there is no case {key} that this could be a new version of"),
        "correct the key, or import it without --new-version",
    )
}
