//! Nothing in the engine knows the demo: with the expected blocks deleted, every key renamed and everything put in
//! another order, the same figures come out; and no key or name of the demo stands in the code.

use super::engine::{Lot, demo_tree, evaluated_tree};
use crate::files;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const DEMOS: [&str; 3] = ["a_hvb.json", "b_supervision.json", "c_beds_digital.json"];

/// Members that hold keys as values, and members whose own names are keys.
const HOLDERS: [&str; 13] = [
    "person",
    "function",
    "method",
    "key",
    "lot",
    "supplier",
    "bid",
    "criterion",
    "requirement",
    "organisation",
    "line",
    "relative_to",
    "better_criterion",
];
const LISTED: [&str; 3] = ["functions", "methods", "participants"];
const KEYED: [&str; 3] = ["prices", "products", "answers"];

/// Gives every key a new name, counted from the end so that their order turns round.
fn rename(tree: &mut Value, names: &mut BTreeMap<String, String>) {
    let mut renamed = |old: &str| {
        let number = 9_999 - names.len();
        names.entry(old.to_owned()).or_insert_with(|| format!("k{number}")).clone()
    };
    match tree {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                match value {
                    Value::String(text) if HOLDERS.contains(&name.as_str()) => *text = renamed(text),
                    Value::Array(items) if LISTED.contains(&name.as_str()) => {
                        for item in items {
                            if let Value::String(text) = item {
                                *text = renamed(text);
                            }
                        }
                    }
                    Value::Object(keyed) if KEYED.contains(&name.as_str()) => {
                        *keyed = std::mem::take(keyed).into_iter().map(|(key, value)| (renamed(&key), value)).collect();
                    }
                    _ => {}
                }
            }
            members.values_mut().for_each(|value| rename(value, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}

/// All figures of a lot, by nothing but rank: every placement with its scores, and every traced value.
fn figures(lot: &Lot) -> Vec<String> {
    let mut figures: Vec<String> = Vec::new();
    for placement in lot.outcome.placements() {
        let by = placement.decided_by.split(':').next().unwrap();
        figures
            .push(format!("{} {} {} {} {by}", placement.rank, placement.tied, placement.price, placement.comparison));
        figures.extend(placement.scores().map(|score| format!("{} {} {}", score.level, score.factor, score.amount)));
    }
    figures.push(format!("{} rejected", lot.outcome.rejected.len()));
    let mut steps: Vec<String> =
        lot.document.trace.iter().map(|s| format!("{} {} {} {}", s.rule, s.name, s.operation, s.value)).collect();
    steps.sort();
    figures.extend(steps);
    figures
}

#[test]
fn renaming_every_key_and_deleting_the_expected_results_changes_no_figure() {
    for demo in DEMOS {
        let mut tree = demo_tree(demo);
        let before: Vec<_> = evaluated_tree(tree.clone()).iter().map(figures).collect();
        tree.as_object_mut().unwrap().remove("expected");
        let mut names = BTreeMap::new();
        rename(&mut tree, &mut names);
        for list in ["suppliers", "submissions", "examinations", "panel_scores"] {
            tree[list].as_array_mut().unwrap().reverse();
        }
        let after: Vec<_> = evaluated_tree(tree).iter().map(figures).collect();
        assert!(names.len() > 30, "{demo}: only {} keys were renamed", names.len());
        assert_eq!(before, after, "{demo}");
    }
}

#[test]
fn the_order_of_a_file_changes_no_byte_of_the_outcome() {
    for demo in DEMOS {
        let mut tree = demo_tree(demo);
        let before: Vec<_> =
            evaluated_tree(tree.clone()).iter().map(|lot| serde_json::to_string(&lot.document).unwrap()).collect();
        for list in ["suppliers", "submissions", "examinations", "panel_scores"] {
            tree[list].as_array_mut().unwrap().reverse();
        }
        for supplier in tree["suppliers"].as_array_mut().unwrap() {
            supplier["name"] = Value::String("another name".to_owned());
        }
        let after: Vec<_> =
            evaluated_tree(tree).iter().map(|lot| serde_json::to_string(&lot.document).unwrap()).collect();
        assert_eq!(before, after, "{demo}");
    }
}

#[test]
fn no_key_or_name_of_the_demo_stands_in_the_code() {
    let mut words = BTreeSet::new();
    for demo in DEMOS {
        let tree = demo_tree(demo);
        words.insert(tree["procurement"]["key"].as_str().unwrap().to_owned());
        for supplier in tree["suppliers"].as_array().unwrap() {
            words.extend(["key", "name", "identifier"].map(|member| supplier[member].as_str().unwrap().to_owned()));
        }
        for submission in tree["submissions"].as_array().unwrap() {
            for bid in submission["content"]["bids"].as_array().into_iter().flatten() {
                words.insert(bid["key"].as_str().unwrap().to_owned());
            }
        }
    }
    assert!(words.len() > 100);
    let code: Vec<_> =
        files::all().into_iter().filter(|file| file.has_extension("rs") && !file.path.contains("tests/")).collect();
    assert!(code.len() > 50);
    for file in code {
        for word in &words {
            assert!(!file.text.contains(word.as_str()), "{} names {word}", file.path);
        }
    }
}
