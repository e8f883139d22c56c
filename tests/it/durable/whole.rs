//! Whether a database that was left in the middle of something is whole: every act entire or not there, its event in
//! its place, every digest that of its text. The cases in it are one demo under many keys, so that one that was
//! imported and evaluated in peace says how many rows each lot has.

use crate::databases::{Backend, Fresh, Tables};
use crate::process::anbud;
use crate::stored::house::DEMOS;
use crate::stored::own::{canonical, digest};
use crate::stored::tables::TABLES;
use anbud::casefile;
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::service::{LotReference, run_evaluation};
use entity::{document, evaluation, event, event_payload, idempotency, submission_content};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, QueryOrder, Statement};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use values::Instant;

/// The demo under another key, as a file.
pub fn copy(key: &str) -> String {
    let mut tree: Value = serde_json::from_str(DEMOS[1]).unwrap();
    tree["procurement"]["key"] = json!(key);
    tree.to_string()
}

/// Rows by lot or procurement, and by table.
type Counts = BTreeMap<String, BTreeMap<String, i64>>;

/// Tables that an evaluation writes.
const EVALUATED: [&str; 6] = ["evaluation", "placement", "score", "finding", "trace_step", "trace_reference"];

/// How many rows the demo has when nothing interrupts.
pub struct Whole {
    counts: Counts,
}

/// What a whole database holds.
pub struct Found {
    /// Procurements by key.
    pub cases: BTreeSet<String>,
    /// Evaluations by id.
    pub evaluations: BTreeSet<String>,
    /// Requests that were answered under a key.
    pub answered: usize,
}

impl Whole {
    pub async fn of(backend: Backend) -> Self {
        let url = &Fresh::shared(backend, Tables::None).url;
        assert!(anbud(&["import", "demo/b_supervision.json", "--database", url]).status.success());
        let database = Database::open(url, 1).await.unwrap();
        let case = casefile::read(DEMOS[1]).unwrap();
        for lot in case.lots {
            let lot = LotReference::Key(case.procurement.key.clone(), lot.key);
            run_evaluation(&database, &SystemClock, "test", &lot).await.unwrap();
        }
        let counts = counts(&database.reader).await;
        let counts = counts.into_iter().map(|(name, tables)| (within(&name).to_owned(), tables)).collect();
        Self { counts }
    }

    /// Looks at everything.
    pub async fn check(&self, url: &str) -> Found {
        let database = Database::open(url, 1).await.unwrap();
        database.migrate().await.unwrap();
        let reader = &database.reader;
        let (acts, sequence) = history(reader).await;
        texts(reader).await;
        let counts = counts(reader).await;
        for (name, tables) in &counts {
            let expected = &self.counts[within(name)];
            let evaluated = tables.contains_key("evaluation");
            let expected = expected.iter().filter(|(table, _)| evaluated || !EVALUATED.contains(&table.as_str()));
            assert!(tables.iter().eq(expected), "{name}: {tables:?}");
        }
        let cases: BTreeSet<String> = counts.keys().filter(|name| !name.contains('/')).cloned().collect();
        assert_eq!(counts.len(), cases.len() * self.counts.len(), "a case without its lots");
        let evaluations = evaluation::Entity::find().all(reader).await.unwrap();
        assert_eq!(acts.get("case_imported").copied().unwrap_or_default(), cases.len());
        assert_eq!(acts.get("lot_evaluated").copied().unwrap_or_default(), evaluations.len());
        let evaluations: BTreeSet<String> = evaluations.iter().map(|row| row.id.to_string()).collect();
        let answers = idempotency::Entity::find().all(reader).await.unwrap();
        for answer in &answers {
            let payload: Value = serde_json::from_str(&answer.payload).unwrap();
            assert!(evaluations.contains(payload["evaluation"].as_str().unwrap()), "an answer without its act");
            assert!(answer.event_seq.is_none_or(|seq| (1..=sequence).contains(&seq)), "an answer without its event");
        }
        database.close().await.unwrap();
        Found { cases, evaluations, answered: answers.len() }
    }
}

/// The lot's key, or nothing for a procurement as such.
fn within(name: &str) -> &str {
    name.split_once('/').map_or("", |(_, lot)| lot)
}

/// Events without gaps and under their digests: how many of each act, and the last number.
async fn history(reader: &DatabaseConnection) -> (BTreeMap<String, usize>, i64) {
    let events = event::Entity::find().order_by_asc(event::Column::Seq).all(reader).await.unwrap();
    let last = i64::try_from(events.len()).unwrap();
    assert!(events.iter().map(|row| row.seq).eq(1..=last), "event numbers have gaps");
    let payloads = event_payload::Entity::find().all(reader).await.unwrap();
    assert_eq!(payloads.len(), events.len());
    let payloads: BTreeMap<_, _> = payloads.iter().map(|row| (row.event_id, row)).collect();
    let cases =
        pairs(reader, "SELECT CAST(id AS TEXT), key FROM procurement", "SELECT hex(id), key FROM procurement").await;
    let mut acts = BTreeMap::new();
    for row in events {
        let payload = payloads[&row.id];
        assert_eq!(row.payload_digest, digest(&format!("{}{}", payload.salt, payload.body)));
        let id = [row.procurement_id.to_string(), row.procurement_id.simple().to_string().to_uppercase()];
        let key = id.iter().find_map(|id| cases.get(id)).unwrap();
        let time = serde_json::to_value(Instant::from_millis(row.acted_at)).unwrap();
        let leaf = json!({
            "actor": row.actor, "act": row.act, "payload": row.payload_digest, "procurement": key, "seq": row.seq, "time": time,
        });
        assert_eq!(row.leaf_digest, digest(&canonical(&leaf)));
        *acts.entry(row.act).or_default() += 1;
    }
    (acts, last)
}

async fn pairs(reader: &DatabaseConnection, postgres: &str, sqlite: &str) -> BTreeMap<String, String> {
    let backend = reader.get_database_backend();
    let sql = if backend == sea_orm::DbBackend::Postgres { postgres } else { sqlite };
    let rows = reader.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    rows.iter().map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap())).collect()
}

/// Every text under its digest, and every digest that a row names with its text.
async fn texts(reader: &DatabaseConnection) {
    let documents = document::Entity::find().all(reader).await.unwrap();
    assert!(documents.iter().all(|row| digest(&row.body) == row.digest), "a document has another digest");
    let contents = submission_content::Entity::find().all(reader).await.unwrap();
    assert!(contents.iter().all(|row| digest(&row.body) == row.digest), "a submission has another digest");
    let there: BTreeSet<&str> = documents.iter().map(|row| row.digest.as_str()).collect();
    for sql in [
        "SELECT document_digest, key FROM procurement",
        "SELECT assessment_digest, key FROM lot",
        "SELECT model_digest, key FROM lot",
        "SELECT outcome_digest, outcome_digest FROM evaluation",
    ] {
        let named = pairs(reader, sql, sql).await;
        assert!(named.keys().all(|digest| there.contains(digest.as_str())), "{sql}: a document is missing");
    }
}

/// Counts the rows of every lot and of every procurement, table by table.
async fn counts(reader: &DatabaseConnection) -> Counts {
    let backend = reader.get_database_backend();
    let mut counts = Counts::new();
    let procurements = "JOIN procurement p ON p.id = ";
    let lots = format!(
        "SELECT p.key || '/' || l.key, COUNT(*) FROM TABLE x JOIN lot l ON l.id = x.lot_id {procurements} l.procurement_id GROUP BY 1"
    );
    let own = format!("SELECT p.key, COUNT(*) FROM TABLE x {procurements} x.procurement_id GROUP BY 1");
    for table in TABLES.iter().filter(|table| table.name != "event") {
        let has = |column| table.columns.split(' ').any(|one| one == column);
        for (sql, wanted) in [(&lots, has("lot_id")), (&own, has("procurement_id"))] {
            if !wanted {
                continue;
            }
            let sql = sql.replace("TABLE", table.name);
            for row in reader.query_all_raw(Statement::from_string(backend, sql)).await.unwrap() {
                let (name, count): (String, i64) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
                counts.entry(name).or_default().insert(table.name.to_owned(), count);
            }
        }
    }
    counts
}
