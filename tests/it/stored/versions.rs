//! A new version of a case: its rows are those of the new file alone, what it replaced can still be read, evaluations
//! stay as history, and what bids were made for stands once they are opened.

use super::evaluated::{self, Run};
use super::house::{DEMOS, House, outcome, told, trees};
use super::own::{canonical, digest};
use super::published::{self, head, items, sealed, word};
use super::received;
use super::rows::{Rows, dump, read};
use crate::databases::{Backend, on_both};
use anbud::casefile::{self, Case};
use anbud::service::{CaseImport, Failure, Imported, Reason, import_case};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use values::Place;

const REASON: &str = "Rättat: panelens nivå för ett anbud, efter ny prövning på Öland";

fn case(tree: &Value) -> Case {
    casefile::read(&tree.to_string()).unwrap()
}

impl House {
    /// Imports a case as a new version.
    pub async fn replace(&self, tree: &Value) -> Result<Imported, Failure> {
        let new_version = Some(Reason::parse(REASON, &Place::root()).unwrap());
        let import = CaseImport { case: case(tree), file: None, new_version, key: None };
        import_case(&self.database, &self.clock, "importer", import).await
    }
}

/// The demo with other decisions about its first lot and another bid in its second; the third has the same inputs.
fn corrected() -> Value {
    let mut tree = trees().remove(1);
    tree["procurement"]["title"]["sv"] = json!("Rättad handledning");
    tree["mandates"].as_array_mut().unwrap().pop();
    let score = tree["panel_scores"].as_array_mut().unwrap().iter_mut();
    let score = score.into_iter().find(|score| word(&score["bid"]).starts_with("L1-")).unwrap();
    score["level"] = json!(if score["level"] == 0 { 1 } else { 0 });
    let bid = super::house::bids(&mut tree).find(|bid| word(&bid["key"]).starts_with("L2-")).unwrap();
    for price in bid["prices"].as_object_mut().unwrap().values_mut() {
        *price = json!("999.5");
    }
    tree
}

/// Tables whose rows tell what was done, and not what the case says.
const DONE: [&str; 9] = [
    "document",
    "evaluation",
    "placement",
    "score",
    "finding",
    "trace_step",
    "trace_reference",
    "event",
    "event_payload",
];

async fn the_rows_are_those_of_the_new_version_and_history_stays(backend: Backend) {
    let house = House::new(backend).await;
    let (old, new) = (trees().remove(1), corrected());
    house.import(DEMOS[1]).await.unwrap();
    for lot in &case(&old).lots {
        house.run(&case(&old), &lot.key).await.unwrap();
    }
    let before = read(&house.database.writer).await;
    assert_eq!(house.replace(&new).await.unwrap(), Imported::NewVersion { outdated: 2 });
    let there = read(&house.database.writer).await;
    let mut expected = Rows::new();
    published::expect(&mut expected, &new);
    received::expect(&mut expected, &new);
    // Organisations and suppliers are shared between cases: one that a version leaves out stays.
    let shared = ["organisation", "supplier"];
    for (table, rows) in &there {
        if DONE.contains(&table.as_str()) || shared.contains(&table.as_str()) {
            continue;
        }
        super::same(table, rows, expected.remove(table).unwrap_or_default());
    }
    let documents = |rows: &Rows| rows["document"].iter().map(canonical).collect::<BTreeSet<_>>();
    assert!(documents(&before).is_subset(&documents(&there)), "a document is gone");
    let readable = |text: &str| there["document"].iter().any(|row| row["digest"] == text);
    for content in &before["submission_content"] {
        assert!(readable(word(&content["digest"])), "a replaced submission cannot be read any more");
    }
    assert!(readable(&sealed(&head(&old))) && readable(&sealed(&head(&new))));
    let event = there["event"].iter().find(|row| row["act"] == "case_version_added").unwrap();
    assert_eq!(event["seq"], 5);
    let about = json!({"before": sealed(&head(&old)), "procurement": sealed(&head(&new)), "reason": {"sv": REASON}});
    assert!(there["event_payload"].iter().any(|row| row["body"] == canonical(&about)));
    let mut runs: Vec<(&Value, usize, usize, bool, i64)> =
        (0..3).map(|index| (&old, index, 1, index == 2, told(index + 1))).collect();
    evaluations(&there, &runs);
    for (index, moment) in [(0, 5), (1, 6)] {
        let run = house.run(&case(&new), &case(&new).lots[index].key).await.unwrap();
        assert_eq!((run.number, run.already_there), (2, false));
        runs.push((&new, index, 2, true, told(moment)));
    }
    assert!(house.run(&case(&new), &case(&new).lots[2].key).await.unwrap().already_there);
    evaluations(&read(&house.database.writer).await, &runs);
}

/// Holds the rows of evaluations against those of these runs: case, lot, number, whether current, when.
fn evaluations(there: &Rows, runs: &[(&Value, usize, usize, bool, i64)]) {
    let mut expected = Rows::new();
    for (tree, index, number, current, at) in runs {
        let (lot, outcome) = (&tree["lots"][*index], &outcome(&case(tree), *index));
        evaluated::expect(
            &mut expected,
            &Run { case: tree, lot, outcome, number: *number, current: *current, at: *at },
        );
    }
    for table in ["evaluation", "placement", "score", "trace_step", "trace_reference"] {
        super::same(table, &there[table], expected.remove(table).unwrap());
    }
}

async fn a_version_that_goes_back_is_evaluated_anew(backend: Backend) {
    let house = House::new(backend).await;
    let (old, new) = (trees().remove(1), corrected());
    house.import(DEMOS[1]).await.unwrap();
    let lot = case(&old).lots[0].key.clone();
    house.run(&case(&old), &lot).await.unwrap();
    assert_eq!(house.replace(&new).await.unwrap(), Imported::NewVersion { outdated: 1 });
    assert_eq!(house.replace(&new).await.unwrap(), Imported::AlreadyThere);
    assert_eq!(house.replace(&old).await.unwrap(), Imported::NewVersion { outdated: 0 });
    let run = house.run(&case(&old), &lot).await.unwrap();
    assert_eq!((run.number, run.already_there), (2, false), "an evaluation that is not current is not taken up again");
}

/// What is changed in a case, and the codes and places of the refusal.
type Change = (fn(&mut Value), &'static [(&'static str, &'static str)]);

const LOCKED: &[Change] = &[
    (
        |tree| tree["lots"][1]["model"]["requirements"][0]["text"]["sv"] = json!("Lägre krav"),
        &[("version.model_locked", "/lots/1/model")],
    ),
    (
        |tree| tree["lots"][0]["terms"]["award_limit"] = json!(1),
        &[("version.award_limit_locked", "/lots/0/terms/award_limit")],
    ),
    (
        |tree| tree["procurement"]["deadline_at"] = json!("2026-10-22T00:00:00+02:00"),
        &[("version.deadline_locked", "/procurement/deadline_at")],
    ),
    (
        |tree| drop(tree["lots"][2]["terms"].as_object_mut().unwrap().remove("announced_at")),
        &[("version.announcement_missing", "/lots/2/terms/announced_at")],
    ),
    (
        |tree| without_last_lot(tree),
        &[("version.lots_locked", "/lots"), ("version.submission_missing", "/submissions")],
    ),
];

/// Takes away the third lot with all its bids.
fn without_last_lot(tree: &mut Value) {
    let gone = tree["lots"].as_array_mut().unwrap().pop().unwrap();
    for submission in tree["submissions"].as_array_mut().unwrap() {
        if let Some(bids) = submission.pointer_mut("/content/bids") {
            bids.as_array_mut().unwrap().retain(|bid| bid["lot"] != gone["key"]);
        }
    }
    let empty = |one: &Value| one.pointer("/content/bids").is_some_and(|bids| bids.as_array().unwrap().is_empty());
    tree["submissions"].as_array_mut().unwrap().retain(|one| !empty(one));
    let left = |key: &Value| !word(key).starts_with("L3-");
    tree["examinations"].as_array_mut().unwrap().retain(|one| left(&one["bid"]));
    tree["panel_scores"].as_array_mut().unwrap().retain(|one| left(&one["bid"]));
    for mandate in tree["mandates"].as_array_mut().unwrap() {
        mandate["volumes"].as_array_mut().unwrap().retain(|volume| volume["lot"] != gone["key"]);
    }
    tree["expected"].as_object_mut().unwrap().remove(word(&gone["key"]));
}

fn codes(refused: &Result<Imported, Failure>) -> BTreeSet<(String, String)> {
    let faults = refused.as_ref().unwrap_err().faults().unwrap().list();
    faults.iter().map(|fault| (fault.code.to_owned(), fault.place.to_string())).collect()
}

async fn what_bids_were_made_for_stands_once_they_are_opened(backend: Backend) {
    let house = House::new(backend).await;
    house.import(DEMOS[1]).await.unwrap();
    let before = dump(&house.database.writer).await;
    for (change, expected) in LOCKED {
        let mut tree = trees().remove(1);
        change(&mut tree);
        let refused = house.replace(&tree).await;
        let expected: BTreeSet<_> = expected.iter().map(|(code, place)| ((*code).into(), (*place).into())).collect();
        assert_eq!(codes(&refused), expected);
        assert_eq!(dump(&house.database.writer).await, before);
        let told = refused.unwrap_err().to_string();
        assert!(told.contains("of act 2016:1145: ") || !told.contains("model_locked"), "{told}");
        assert!(told.matches("sha256:").count() == 2 || !told.contains("model_locked"), "{told}");
    }
    let refused = house.import(&corrected().to_string()).await.unwrap_err().to_string();
    assert!(refused.contains("import.another_case") && refused.matches("sha256:").count() == 2, "{refused}");
    assert!(refused.contains("--new-version --reason"), "{refused}");
    let mut unknown = corrected();
    unknown["procurement"]["key"] = json!("SK-RARE-2026-009");
    assert_eq!(codes(&house.replace(&unknown).await), [("version.no_case".into(), "/procurement/key".into())].into());
    assert_eq!(dump(&house.database.writer).await, before);
}

/// The demo as it stands before the deadline: nothing received, nothing announced.
fn unopened() -> Value {
    let mut tree = trees().remove(1);
    for list in ["submissions", "examinations", "panel_scores", "suppliers"] {
        tree[list] = json!([]);
    }
    tree.as_object_mut().unwrap().remove("expected");
    for lot in tree["lots"].as_array_mut().unwrap() {
        lot["terms"].as_object_mut().unwrap().remove("announced_at");
    }
    tree
}

async fn before_the_opening_models_and_lots_may_change(backend: Backend) {
    let house = House::new(backend).await;
    let old = unopened();
    house.import(&old.to_string()).await.unwrap();
    let mut new = unopened();
    new["expected"] = json!({});
    for (change, _) in LOCKED {
        change(&mut new);
    }
    new.as_object_mut().unwrap().remove("expected");
    assert_eq!(house.replace(&new).await.unwrap(), Imported::NewVersion { outdated: 0 });
    let there = read(&house.database.writer).await;
    let mut expected = Rows::new();
    published::expect(&mut expected, &new);
    received::expect(&mut expected, &new);
    for (table, rows) in &there {
        if !DONE.contains(&table.as_str()) && table != "organisation" {
            super::same(table, rows, expected.remove(table).unwrap_or_default());
        }
    }
    let digests: BTreeSet<&str> = there["document"].iter().map(|row| word(&row["digest"])).collect();
    for lot in items(&old["lots"]) {
        assert!(digests.contains(digest(&super::own::sealed_text(&lot["model"])).as_str()), "{}", lot["key"]);
    }
    // What was closed is opened: from now on it is locked.
    assert_eq!(
        house.replace(&trees().remove(1)).await.map_err(|error| error.to_string()),
        Ok(Imported::NewVersion { outdated: 0 })
    );
    let mut locked = trees().remove(1);
    LOCKED[0].0(&mut locked);
    assert_eq!(codes(&house.replace(&locked).await), [("version.model_locked".into(), "/lots/1/model".into())].into());
}

on_both!(
    the_rows_are_those_of_the_new_version_and_history_stays,
    a_version_that_goes_back_is_evaluated_anew,
    what_bids_were_made_for_stands_once_they_are_opened,
    before_the_opening_models_and_lots_may_change
);
