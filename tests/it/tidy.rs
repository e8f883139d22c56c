//! The test of tidiness: every file says what it is, fits a head, leaves nothing undone, and points at what exists.
//!
//! The two lists below are the only exceptions, and may only shrink. `measure` counts, `words` searches texts.

mod measure;
mod words;

use crate::files;
use measure::Size;

/// Lines that a Rust file should not exceed.
const FILE_LINES: usize = 400;
/// Lines that a function should not exceed, from `fn` to the closing brace.
const FUNCTION_LINES: usize = 70;

/// Files that are longer, with their lines today: `("src/a.rs", 431)`. May only shrink.
const LONG_FILES: &[(&str, usize)] = &[];
/// Functions that are longer, as `file::Type::function`: `("src/a.rs::Plan::page", 83)`. May only shrink.
const LONG_FUNCTIONS: &[(&str, usize)] = &[];

#[test]
fn every_rust_file_says_what_it_is() {
    let silent = files::rust().into_iter().filter(|file| !measure::opens_with_doc(&file.text));
    let silent: Vec<String> =
        silent.map(|file| format!("{}:1: begins without `//!`: say what lives here", file.path)).collect();
    none(&silent);
}

#[test]
fn every_public_module_has_docs() {
    let bare = files::rust().into_iter().flat_map(|file| measure::modules_without_docs(&file.path, &file.text));
    none(&bare.collect::<Vec<_>>());
}

#[test]
fn files_fit_a_head() {
    let sizes = files::rust().into_iter().map(|file| Size { lines: file.text.lines().count(), name: file.path });
    none(&measure::complaints("LONG_FILES", FILE_LINES, LONG_FILES, &sizes.collect::<Vec<_>>()));
}

#[test]
fn functions_fit_a_screen() {
    let sizes = files::rust().into_iter().flat_map(|file| measure::functions(&file.path, &file.text));
    none(&measure::complaints("LONG_FUNCTIONS", FUNCTION_LINES, LONG_FUNCTIONS, &sizes.collect::<Vec<_>>()));
}

#[test]
fn nothing_is_left_undone() {
    let files = files::all().into_iter().filter(|file| file.has_extension("rs") || file.has_extension("md"));
    none(&files.flat_map(|file| words::left_undone(&file.path, &file.text)).collect::<Vec<_>>());
}

#[test]
fn no_test_is_ignored() {
    none(&files::rust().into_iter().flat_map(|file| words::ignored_tests(&file.path, &file.text)).collect::<Vec<_>>());
}

#[test]
fn nothing_of_one_persons_machine_is_committed() {
    none(&files::all().into_iter().flat_map(|file| words::private_paths(&file.path, &file.text)).collect::<Vec<_>>());
}

#[test]
fn links_lead_somewhere() {
    let pages = files::all().into_iter().filter(|file| file.has_extension("md"));
    none(&pages.flat_map(|page| words::dead_links(&page.path, &page.text)).collect::<Vec<_>>());
}

fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
