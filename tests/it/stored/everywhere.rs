//! An outcome is the same bytes wherever the case is kept: in a file, in SQLite, in PostgreSQL.

use super::house::{DEMOS, House, cases};
use crate::databases::{Backend, run};
use anbud::service::evaluate_case;
use entity::{document, evaluation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;
use values::{Digest, canonical};

/// Digest and text.
type Outcomes = BTreeSet<(String, String)>;

/// The demo of which something is to be decided by every means: cost over years, with thirds and discount factors.
const DEMO: usize = 2;

async fn kept_in(backend: Backend) -> Outcomes {
    let house = House::new(backend).await;
    house.import(DEMOS[DEMO]).await.unwrap();
    let case = cases().remove(DEMO);
    for lot in &case.lots {
        house.run(&case, &lot.key).await.unwrap();
    }
    let reader = &house.database.reader;
    let kept = document::Entity::find().filter(document::Column::Kind.eq("anbud-outcome/1")).all(reader).await.unwrap();
    let named = evaluation::Entity::find().all(reader).await.unwrap();
    assert_eq!(kept.len(), named.len());
    assert!(kept.iter().all(|one| named.iter().any(|run| run.outcome_digest == one.digest)));
    kept.into_iter().map(|one| (one.digest, one.body)).collect()
}

#[test]
fn an_outcome_is_the_same_bytes_from_a_file_from_sqlite_and_from_postgresql() {
    run(Backend::Postgres, async |_| {
        let from_file = evaluate_case(&cases().remove(DEMO), None).unwrap();
        let from_file = from_file.iter().map(|lot| canonical::to_text(&lot.document).unwrap());
        let from_file: Outcomes = from_file.map(|text| (Digest::of(text.as_bytes()).to_string(), text)).collect();
        assert_eq!(from_file.len(), 2);
        assert_eq!(kept_in(Backend::Sqlite).await, from_file);
        assert_eq!(kept_in(Backend::Postgres).await, from_file);
    });
}
