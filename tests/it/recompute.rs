//! Results can be recomputed without the program: `tests/recompute.py` derives every number of the demo procurements
//! and of random lots again, and refuses outcomes that have been tampered with, naming the step. Without Python 3 it
//! is skipped aloud, unless `ANBUD_REQUIRE_PYTHON=1` says that it must run.

#[path = "../../scoring/tests/engine/fairness/chance.rs"]
pub mod chance;
mod damage;
mod drawn;
#[path = "../../scoring/tests/engine/fairness/sample.rs"]
#[allow(dead_code, reason = "random lots are made as the engine's tests make them, which need more")]
mod sample;

use crate::files;
use chance::Chance;
use damage::{DAMAGES, Damage};
use sample::{RULES, Sample, Wish};
use scoring::document::PriceRule;
use scoring::{Inputs, InputsDocument, evaluate};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};

const A: &str = "demo/a_hvb.json";
const B: &str = "demo/b_supervision.json";
const C: &str = "demo/c_beds_digital.json";

/// Whether there is a Python to run the script with.
pub fn python() -> bool {
    let found = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    let required = std::env::var("ANBUD_REQUIRE_PYTHON").is_ok_and(|value| value == "1");
    assert!(found || !required, "ANBUD_REQUIRE_PYTHON=1, but there is no python3");
    if !found {
        // Straight to the terminal: what a passing test prints is not shown.
        let words = "SKIPPED: no python3, so what needs it was not run; ANBUD_REQUIRE_PYTHON=1 makes this a failure";
        std::io::stderr().write_all(format!("{words}\n").as_bytes()).unwrap();
    }
    found
}

/// A case and its outcomes as files, gone when the test ends.
struct Pair(PathBuf);

impl Pair {
    fn new(name: &str, case: &Value, outcomes: &Value) -> Self {
        let path = std::env::temp_dir().join(format!("anbud-recompute-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("case.json"), case.to_string()).unwrap();
        std::fs::write(path.join("outcomes.json"), outcomes.to_string()).unwrap();
        Self(path)
    }

    /// What the script says, and whether it is content.
    fn recomputed(&self) -> (bool, String) {
        let mut command = Command::new("python3");
        command.arg(files::root().join("tests/recompute.py"));
        told(&command.args([self.0.join("case.json"), self.0.join("outcomes.json")]).output().unwrap())
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn told(output: &Output) -> (bool, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    (output.status.success(), text)
}

/// A demo, and its outcomes as the program prints them.
fn demo(path: &str) -> (Value, Value) {
    let case = std::fs::read_to_string(files::root().join(path)).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_anbud"));
    let output = program.args(["evaluate", path, "--format", "json"]).current_dir(files::root()).output().unwrap();
    (serde_json::from_str(&case).unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

fn assert_recomputes(name: &str, case: &Value, outcomes: &Value) {
    let (content, said) = Pair::new(name, case, outcomes).recomputed();
    let wrong: Vec<&str> = said.lines().filter(|line| !line.contains("steps recomputed")).collect();
    assert!(
        content && wrong.is_empty(),
        "{} lots are wrong, such as\n{}",
        wrong.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
    assert_eq!(said.matches("steps recomputed").count(), outcomes.as_array().unwrap().len(), "\n{said}");
}

#[test]
fn demo_a_recomputes() {
    let (case, outcomes) = demo(A);
    python().then(|| assert_recomputes("a", &case, &outcomes));
}

#[test]
fn demo_b_recomputes() {
    let (case, outcomes) = demo(B);
    python().then(|| assert_recomputes("b", &case, &outcomes));
}

#[test]
fn demo_c_recomputes() {
    let (case, outcomes) = demo(C);
    python().then(|| assert_recomputes("c", &case, &outcomes));
}

/// A case file of random lots, as far as the script reads it, and its outcomes. `wanted` chooses among the samples.
fn random_lots(name: &str, wanted: fn(&Sample) -> bool) -> (Value, Value) {
    random_lots_with(name, wanted, |sample| sample.inputs.clone())
}

/// The same, with inputs that are made of each sample.
fn random_lots_with(name: &str, wanted: fn(&Sample) -> bool, of: fn(&Sample) -> InputsDocument) -> (Value, Value) {
    let (mut case, mut outcomes) =
        (json!({"lots": [], "submissions": [], "examinations": [], "panel_scores": [], "draws": []}), json!([]));
    let samples = (0..).map(|number| Sample::new(Wish::turn(number), &mut Chance::of(name, number)));
    for (number, sample) in samples.filter(wanted).take(100).enumerate() {
        let lot = format!("LOT-{number}");
        // Keys are unique in a procurement.
        let text = serde_json::to_string(&of(&sample)).unwrap();
        let text = text.replace("\"LOT-1\"", &format!("\"{lot}\"")).replace("\"K", &format!("\"L{number}-K"));
        let document: InputsDocument = serde_json::from_str(&text).unwrap();
        let inputs = Inputs::read(&sample.model, &document).unwrap();
        let outcome = evaluate(&sample.model, &inputs).unwrap().document(&sample.model, &inputs);
        let add = |list: &mut Value, item: Value| list.as_array_mut().unwrap().push(item);
        add(&mut outcomes, serde_json::to_value(outcome).unwrap());
        add(&mut case["lots"], json!({"key": lot, "model": sample.model.document()}));
        add(&mut case["submissions"], json!({"content": {"bids": document.bids.values().collect::<Vec<_>>()}}));
        document.draws.iter().for_each(|one| add(&mut case["draws"], json!(one)));
        document.examinations.values().for_each(|one| add(&mut case["examinations"], json!(one)));
        document.panel_scores.values().flat_map(|of| of.values()).for_each(|one| {
            add(&mut case["panel_scores"], json!(one));
        });
    }
    (case, outcomes)
}

fn somebody_is_admitted(sample: &Sample) -> bool {
    sample.outcome().placements().len() > 0
}

fn life_cycle(sample: &Sample) -> bool {
    matches!(sample.model.document().price, PriceRule::LifeCycleCost(_))
}

/// Whether a link of the tie chain before the draw separates two bids.
fn broken_tie(sample: &Sample) -> bool {
    let by_link = |by: &str| by.starts_with("better_") || by == "lower_price";
    sample.outcome().placements().any(|one| by_link(one.decided_by))
}

fn assert_occur(outcomes: &Value, words: &[&str]) {
    let text = outcomes.to_string();
    for word in words {
        assert!(text.contains(word), "{word} does not occur");
    }
}

#[test]
fn random_lots_recompute_by_every_rule() {
    let (case, outcomes) = random_lots("recompute", |sample| !life_cycle(sample) && somebody_is_admitted(sample));
    assert_occur(&outcomes, &RULES);
    assert_occur(&outcomes, &["stepped_table@1", "described_levels@1", "\"threshold\"", "draw_needed"]);
    assert_occur(
        &outcomes,
        &["\"rounded_price\"", "rounded_amount", "rounded_price_points", "rounded_comparison_value"],
    );
    python().then(|| assert_recomputes("random", &case, &outcomes));
}

#[test]
fn random_lots_with_broken_ties_recompute() {
    let (case, outcomes) = random_lots("recompute ties", |sample| !life_cycle(sample) && broken_tie(sample));
    let decided = ["better_criterion:C", "better_quality", "lower_price"];
    for by in decided {
        assert_occur(&outcomes, &[&format!("\"decided_by\":\"{by}")]);
    }
    python().then(|| assert_recomputes("ties", &case, &outcomes));
}

#[test]
fn random_life_cycle_costs_recompute() {
    let (case, outcomes) =
        random_lots("recompute life cycle", |sample| life_cycle(sample) && somebody_is_admitted(sample));
    python().then(|| assert_recomputes("life-cycle", &case, &outcomes));
}

#[test]
fn lots_without_admitted_bids_recompute() {
    let (case, outcomes) = random_lots("recompute nobody", |sample| !somebody_is_admitted(sample));
    python().then(|| assert_recomputes("nobody", &case, &outcomes));
}

/// Damages a demo in one way, and says what is wrong with the script's answer.
fn complaint(index: usize, demo: &(Value, Value), damage: &Damage) -> Option<String> {
    let (mut case, mut outcomes) = demo.clone();
    let lot = case["lots"][damage.lot]["key"].as_str().unwrap().to_owned();
    let named = (damage.does)(&mut case, &mut outcomes[damage.lot]);
    assert!((&case, &outcomes) != (&demo.0, &demo.1), "{}: nothing is damaged", damage.what);
    // Only the damaged lot: the others are whole.
    case["lots"] = json!([case["lots"][damage.lot].take()]);
    outcomes = json!([outcomes[damage.lot].take()]);
    let (content, said) = Pair::new(&format!("damage-{index}"), &case, &outcomes).recomputed();
    let refusal = said.lines().find(|line| line.starts_with(&format!("{lot}: {named}")) && line.contains(damage.says));
    let wrong = content || refusal.is_none();
    wrong.then(|| format!("{}: should say {lot}: {named}... {}, but says\n{said}", damage.what, damage.says))
}

#[test]
fn every_damage_to_an_outcome_is_refused_with_the_step_named() {
    if !python() {
        return;
    }
    let demos = [(A, demo(A)), (B, demo(B)), (C, demo(C))];
    let of = |path: &str| &demos.iter().find(|(one, _)| *one == path).unwrap().1;
    let complaints = DAMAGES.iter().enumerate().filter_map(|(index, one)| complaint(index, of(one.demo), one));
    let complaints: Vec<String> = complaints.collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    println!("{} kinds of damage are refused", DAMAGES.len());
}
