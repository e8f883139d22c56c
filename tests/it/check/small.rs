//! A small house that has rows in every table, so that it can be checked hundreds of times.

use crate::databases::Backend;
use crate::stored::house::{House, bids, differing, rare, trees};
use anbud::casefile;
use anbud::service::{CaseImport, IdempotencyKey, Imported, import_case};
use serde_json::{Value, json};
use values::Place;

/// Three cases of a lot each, evaluated, with drawings and individual scores, plans and findings, products, and an
/// answer under a key. One case was replaced twice: once so that its run is not borne out, and once so that it is.
pub async fn small(backend: Backend) -> House {
    let house = House::new(backend).await;
    let mut drawn = only(rare(), &["L1-B01", "L1-B04"]);
    drawn["panel_scores"][0]["individual"] = json!([
        {"evaluator": "E2", "level": 0, "reason": {"sv": "för kort", "en": "too short"}},
        {"evaluator": "E1", "level": 2, "reason": {"sv": "räcker"}},
    ]);
    let mut planned = only(differing(), &["L1-B03"]);
    bids(&mut planned).for_each(|bid| shorten(&mut bid["plan"]));
    let products = only(trees().remove(2), &["L1-B01"]);
    for tree in [&drawn, &planned, &products] {
        assert_eq!(keyed(&house, tree).await, Imported::New);
        assert_eq!(keyed(&house, tree).await, Imported::New, "answered again");
        evaluate(&house, tree).await;
    }
    // Both bids alike, so that they stay tied.
    let criterion = drawn["panel_scores"][0]["criterion"].clone();
    for score in drawn["panel_scores"].as_array_mut().unwrap().iter_mut().filter(|one| one["criterion"] == criterion) {
        score["level"] = json!(if score["level"] == 0 { 1 } else { 0 });
    }
    assert_eq!(house.replace(&drawn).await.unwrap(), Imported::NewVersion { outdated: 1 });
    evaluate(&house, &drawn).await;
    drawn["procurement"]["title"]["sv"] = json!("Rättad");
    assert_eq!(house.replace(&drawn).await.unwrap(), Imported::NewVersion { outdated: 0 });
    house
}

async fn keyed(house: &House, tree: &Value) -> Imported {
    let case = casefile::read(&tree.to_string()).unwrap();
    let key = IdempotencyKey::parse(case.procurement.key.as_str(), &Place::root()).unwrap();
    let import = CaseImport { case, file: Some(tree.to_string()), new_version: None, key: Some(key) };
    import_case(&house.database, &house.clock, "importer", import).await.unwrap()
}

async fn evaluate(house: &House, tree: &Value) {
    let case = casefile::read(&tree.to_string()).unwrap();
    assert!(!house.run(&case, &case.lots[0].key).await.unwrap().already_there);
}

/// The case with its first lot, these bids and two mandates.
fn only(mut tree: Value, bids: &[&str]) -> Value {
    let known = |key: &Value| bids.iter().any(|bid| key == bid);
    let list = |tree: &mut Value, name: &str, keep: &dyn Fn(&Value) -> bool| {
        if let Some(list) = tree.get_mut(name).and_then(Value::as_array_mut) {
            list.retain(keep);
        }
    };
    tree.as_object_mut().unwrap().remove("expected");
    tree["lots"].as_array_mut().unwrap().truncate(1);
    let lot = tree["lots"][0]["key"].clone();
    for submission in tree["submissions"].as_array_mut().unwrap().iter_mut().filter(|one| one.get("content").is_some())
    {
        list(&mut submission["content"], "bids", &|bid| known(&bid["key"]));
    }
    list(&mut tree, "submissions", &|one| one.get("content").is_some_and(|content| content["bids"] != json!([])));
    list(&mut tree, "examinations", &|one| known(&one["bid"]));
    list(&mut tree, "panel_scores", &|one| known(&one["bid"]));
    list(&mut tree, "draws", &|draw| draw["order"].as_array().unwrap().iter().all(known));
    // The third and fourth have notes, where there are any.
    let mandates = tree["mandates"].as_array().unwrap()[2..4].to_vec();
    list(&mut tree, "organisations", &|one| mandates.iter().any(|mandate| mandate["organisation"] == one["key"]));
    tree["mandates"] = mandates.into();
    for mandate in tree["mandates"].as_array_mut().unwrap() {
        list(mandate, "volumes", &|volume| volume["lot"] == lot);
    }
    let sent: Vec<Value> =
        tree["submissions"].as_array().unwrap().iter().map(|one| one["envelope"]["supplier"].clone()).collect();
    list(&mut tree, "suppliers", &|one| sent.contains(&one["key"]));
    tree
}

/// A plan of two rows of staff and what they do.
fn shorten(plan: &mut Value) {
    for (name, rows) in [("staff", 2), ("rota", 2), ("supervision", 1)] {
        plan[name].as_array_mut().unwrap().truncate(rows);
    }
    plan["supervision"][0]["participants"] = json!([plan["staff"][0]["person"]]);
}
