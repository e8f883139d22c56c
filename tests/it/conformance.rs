//! The committed conformance cases: all agree, every expected leaf counts, and a broken file is refused.

use anbud::casefile::{ConformanceCase, Expectation};
use anbud::service::{Verdict, run_conformance};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn texts() -> Vec<String> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let paths = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn read(text: &str) -> ConformanceCase {
    ConformanceCase::read(text).unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

#[test]
fn every_case_agrees_and_every_kind_occurs() {
    let mut kinds = BTreeSet::new();
    let (mut run, mut open) = (0, 0);
    for text in texts() {
        let case = read(&text);
        kinds.extend(case.expected.as_ref().map(Expectation::kind));
        match run_conformance(&case) {
            Verdict::NotCovered(rule) => {
                assert!(!rule.is_empty(), "{}", case.key);
                open += 1;
            }
            Verdict::Run(found) => {
                assert!(found.is_empty(), "{}: {found:?}", case.key);
                run += 1;
            }
        }
    }
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    assert!(run >= 19 && open >= 1, "{run} run, {open} not covered");
}

/// Pointers to the leaves of a tree.
fn leaves(tree: &Value, at: &str, found: &mut Vec<String>) {
    match tree {
        Value::Object(members) => members.iter().for_each(|(key, value)| leaves(value, &format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| leaves(value, &format!("{at}/{index}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn every_expected_leaf_changed_alone_is_the_one_difference() {
    let mut changed = 0;
    for text in texts() {
        let tree: Value = serde_json::from_str(&text).unwrap();
        let mut places = Vec::new();
        if tree.get("expected").is_some() {
            leaves(&tree["expected"], "/expected", &mut places);
        }
        for place in places {
            let mut other = tree.clone();
            let leaf = other.pointer_mut(&place).unwrap();
            *leaf = match &*leaf {
                Value::Bool(held) => json!(!held),
                Value::Number(number) => json!(number.as_u64().unwrap() + 1),
                text => json!(format!("{}9", text.as_str().unwrap())),
            };
            let Verdict::Run(found) = run_conformance(&read(&other.to_string())) else { panic!("{place} was not run") };
            let told: Vec<&str> = found.iter().map(|one| one.place.as_str()).collect();
            assert_eq!(told, [place.as_str()], "{}", tree["key"]);
            changed += 1;
        }
    }
    println!("{changed} expected leaves changed one by one");
    assert!(changed > 150, "{changed}");
}

#[test]
fn broken_files_are_refused_with_code_and_place() {
    let text = texts().into_iter().find(|text| text.contains("\"key\": \"se-eavrop-paslag-procent\"")).unwrap();
    let tree: Value = serde_json::from_str(&text).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut broken = tree.clone();
        change(&mut broken);
        let faults = ConformanceCase::read(&broken.to_string()).unwrap_err();
        faults.list().iter().map(|fault| (fault.code, fault.place.as_str().to_owned())).collect::<Vec<_>>()
    };
    let unknown = refused(&|case| case["expected"]["award"]["surprise"] = json!(1));
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert_eq!(unknown[0].1, "/expected/award/surprise");
    let source = refused(&|case| _ = case["provenance"].as_object_mut().unwrap().remove("source"));
    assert_eq!(source, [("conformance.source_missing", "/provenance/source".to_owned())]);
    let nothing = refused(&|case| case["expected"] = json!({"award": {"placements": []}}));
    assert_eq!(nothing, [("conformance.expects_nothing", "/expected".to_owned())]);
    let format = refused(&|case| case["format"] = json!("anbud-conformance/2"));
    assert_eq!(format[0].1, "/format");
}

#[test]
fn the_committed_schema_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/conformance.schema.json");
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == anbud::casefile::conformance_schema(),
        "refresh it with: cargo run -- schema conformance > docs/conformance.schema.json"
    );
}
