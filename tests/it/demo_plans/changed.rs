//! One line of a plan or one included function is changed in the file, and the program measures what was worked out by
//! hand.

use crate::process::{Folder, anbud};
use crate::stored::house::{bids, leaves, trees};
use serde_json::{Value, json};

/// The first demo, with a change, as the program evaluates it from a file: what the plan of bid L1-B01 measures.
fn measured(name: &str, criterion: &str, change: impl Fn(&mut Value)) -> String {
    let mut tree = trees().remove(0);
    tree.as_object_mut().unwrap().remove("expected");
    change(&mut tree);
    let folder = Folder::new(name);
    std::fs::write(folder.path("case.json"), tree.to_string()).unwrap();
    let output = anbud(&["evaluate", &folder.path("case.json"), "--format", "json"]);
    let outcomes: Value = serde_json::from_slice(&output.stdout).unwrap();
    let steps = outcomes[0]["trace"].as_array().unwrap();
    let of_it = |step: &&Value| step["bid"] == "L1-B01" && step["criterion"] == criterion && step["name"] == "measured";
    steps.iter().find(of_it).unwrap()["value"].as_str().unwrap().to_owned()
}

/// A change of one member of a person's line.
fn line(person: &'static str, member: &'static str, value: Value) -> impl Fn(&mut Value) {
    move |tree| {
        let bid = bids(tree).find(|bid| bid["key"] == "L1-B01").unwrap();
        let lines = bid["plan"]["staff"].as_array_mut().unwrap();
        lines.iter_mut().find(|line| line["person"] == person).unwrap()[member] = value.clone();
    }
}

/// One function more that a criterion of the first lot includes.
fn including(criterion: &'static str, rule: &'static str) -> impl Fn(&mut Value) {
    move |tree| {
        let mut all = leaves(&mut tree["lots"][0]["model"]["criteria"]);
        let found = all.iter_mut().find(|one| one["key"] == criterion).unwrap();
        let measure = &mut found["scale"]["stepped_table@1"]["assessed_by"]["plan"][rule];
        measure["functions"].as_array_mut().unwrap().push(json!("manager"));
    }
}

#[test]
fn one_line_or_one_function_changes_the_measure_as_worked_out_by_hand() {
    let same = |_: &mut Value| {};
    // Care and treatment: 22 people, 2181.5 hours a month, 995.5 of them by people with 180 credits; 8 places; the
    // years in the middle are 4 and 4.9. The manager has 148.5 hours, 210 credits and 12.7 years.
    assert_eq!(measured("a1", "A1", same), "45", "995.5 / 2181.5 = 45.6 %");
    assert_eq!(measured("a1-line", "A1", line("P07", "credits", json!(180))), "53", "1160.5 / 2181.5 = 53.1 %");
    assert_eq!(measured("a1-function", "A1", including("A1", "share_of_hours@1")), "49", "1144 / 2330 = 49.09 %");
    assert_eq!(measured("b1", "B1", same), "1.65", "2181.5 / 165 / 8 = 1.652");
    assert_eq!(
        measured("b1-line", "B1", line("P02", "waking_hours", json!("115.5"))),
        "1.62",
        "2148.5 / 165 / 8 = 1.627"
    );
    assert_eq!(measured("b1-function", "B1", including("B1", "fte_per_place@1")), "1.76", "2330 / 165 / 8 = 1.765");
    assert_eq!(measured("a3", "A3", same), "4.4", "(4 + 4.9) / 2 = 4.45");
    assert_eq!(
        measured("a3-line", "A3", line("P12", "years_with_target_group", json!("4.6"))),
        "4.7",
        "9.5 / 2 = 4.75"
    );
    assert_eq!(measured("a3-function", "A3", including("A3", "median_years@1")), "4.9", "the twelfth of 23");
}
