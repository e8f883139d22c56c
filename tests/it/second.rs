//! A second engine, in Python, written from RULEBOOK.md, docs/record.md and the schema of cases by someone who had not read
//! this one (`tests/second/`): it agrees on the demos and on random models of every rule, with ties, values on borders,
//! rejections, drawings and refusals, and it verifies every record that is kept here. Without Python 3 it is skipped
//! aloud, unless `ANBUD_REQUIRE_PYTHON=1` says that it must run.

use crate::files;
use crate::recompute::python;
use std::process::Command;

/// Models made for each rule in every run. `ANBUD_MODELS=300` makes as many as a rule is to be held against once.
const MODELS: &str = "12";

fn run(script: &str, arguments: &[String]) -> (bool, String) {
    let mut command = Command::new("python3");
    command.arg("-B").arg(files::root().join("tests/second").join(script)).args(arguments);
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn both_engines_agree() {
    if !python() {
        return;
    }
    let models = std::env::var("ANBUD_MODELS").unwrap_or_else(|_| MODELS.to_owned());
    let mut arguments = vec!["--seed".to_owned(), "7".to_owned(), "--models".to_owned(), models.clone()];
    arguments.extend(["--binary".to_owned(), env!("CARGO_BIN_EXE_anbud").to_owned()]);
    let demos = ["a_hvb", "b_supervision", "c_beds_digital"];
    arguments.extend(demos.map(|name| files::root().join(format!("demo/{name}.json")).display().to_string()));
    let (agree, said) = run("agree.py", &arguments);
    println!("{said}");
    assert!(agree, "{said}");
    let least: u32 = models.parse().unwrap();
    let rules: Vec<u32> =
        said.lines().skip(1).filter_map(|line| line.split_whitespace().nth(1)?.parse().ok()).collect();
    assert_eq!(rules.len(), demos.len() + scoring::rules::RULEBOOK.len(), "{said}");
    assert!(rules[demos.len()..].iter().all(|models| *models >= least), "{said}");
}

#[test]
fn the_second_engine_verifies_every_record_that_is_kept() {
    if !python() {
        return;
    }
    let mut verified = 0;
    for record in std::fs::read_dir(files::root().join("tests/data/records")).unwrap() {
        let path = record.unwrap().path().display().to_string();
        let (right, said) = run("verify.py", std::slice::from_ref(&path));
        assert!(right, "{path}: {said}");
        verified += 1;
    }
    assert!(verified >= 23, "{verified}");
}

/// It does not say yes to everything: the last digit of a comparison value, with all digests made anew or not.
#[test]
fn the_second_engine_refuses_a_changed_record() {
    if !python() {
        return;
    }
    let path = files::root().join("tests/data/records/demo_c_beds_digital-LOT-2.json");
    let text = std::fs::read_to_string(path).unwrap();
    let changed = text.replacen("\"rank\":1", "\"rank\":2", 1);
    assert_ne!(changed, text);
    let file = std::env::temp_dir().join(format!("anbud-second-{}.json", std::process::id()));
    std::fs::write(&file, changed).unwrap();
    let (right, said) = run("verify.py", &[file.display().to_string()]);
    std::fs::remove_file(&file).unwrap();
    assert!(!right && said.contains("rank"), "{said}");
}
