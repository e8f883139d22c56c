//! The register of fault codes is the truth: no code is told that is not registered, none is registered that is not
//! told, and docs/errors.md is printed from it.

use crate::files;
use std::collections::{BTreeMap, BTreeSet};
use values::codes;

/// Code literals of a source text, with their lines: `"area.name"`, alone or before a colon. Unit tests are left out.
fn told(text: &str) -> Vec<(usize, &str)> {
    let shipped = text.split("\n#[cfg(test)]").next().unwrap();
    let areas: BTreeSet<&str> = codes::all().map(|code| code.code.split('.').next().unwrap()).collect();
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let mut found = Vec::new();
    for (line, words) in shipped.lines().enumerate() {
        for literal in words.split('"').skip(1) {
            let code = literal.split(':').next().unwrap();
            // Those of the database are one word, from the time before areas.
            let of_the_database = code.starts_with("DATABASE_");
            let of_an_area = code.split_once('.').is_some_and(|(area, name)| areas.contains(area) && is_name(name));
            if of_the_database || of_an_area {
                found.push((line + 1, code));
            }
        }
    }
    found
}

/// Every code that the shipped sources tell, with one of the places.
fn told_in_sources() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in files::rust() {
        let is_source = file.path.starts_with("src/") || file.path.contains("/src/");
        let is_register = file.path.starts_with("values/src/codes");
        let is_test = file.path.ends_with("/tests.rs") || file.path.ends_with("/testing.rs");
        if is_source && !is_register && !is_test {
            all.extend(
                told(&file.text).into_iter().map(|(line, code)| (code.to_owned(), format!("{}:{line}", file.path))),
            );
        }
    }
    all
}

#[test]
fn every_code_that_is_told_is_registered_and_every_registered_one_is_told() {
    let told = told_in_sources();
    let registered: BTreeSet<&str> = codes::all().map(|code| code.code).collect();
    let strange: Vec<String> = told
        .iter()
        .filter(|(code, _)| !registered.contains(code.as_str()))
        .map(|(code, place)| format!("{place}: {code} is not registered: add it to values/src/codes/"))
        .collect();
    let idle: Vec<String> = registered
        .iter()
        .filter(|code| !told.contains_key(**code))
        .map(|code| format!("values/src/codes/: {code} is told nowhere: take it out"))
        .collect();
    let complaints = [strange, idle].concat();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_code_says_something_in_both_languages_once() {
    let mut seen = BTreeSet::new();
    for code in codes::all() {
        assert!(seen.insert(code.code), "{} is registered twice", code.code);
        let texts = [code.meaning.sv, code.meaning.en, code.way_out.sv, code.way_out.en];
        assert!(texts.iter().all(|text| text.len() > 5 && text.ends_with('.')), "{code:?}");
        for text in [code.meaning.sv, code.meaning.en] {
            assert!(seen.insert(text), "{text} is said of two codes");
        }
    }
}

#[test]
fn codes_are_found_in_sources_but_not_in_their_unit_tests() {
    let text = "fn a() {\n    add(\"model.x\", \"storage.failed: {error}\", \"e.g.\", \"DATABASE_X\");\n}\n#[cfg(test)]\n\"model.y\"";
    assert_eq!(told(text), [(2, "model.x"), (2, "storage.failed"), (2, "DATABASE_X")]);
}

#[test]
fn the_committed_page_is_that_of_the_register() {
    let committed = std::fs::read_to_string(files::root().join("docs/errors.md")).unwrap_or_default();
    assert!(
        committed == anbud::report::errors(),
        "docs/errors.md is not that of the register; refresh it with: cargo run -- schema errors > docs/errors.md"
    );
}
