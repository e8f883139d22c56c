//! Many files, one after the other: each whole or not at all, a bad one told with its faults and the others kept; what
//! stands on which output, and a bar on a terminal.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::durable::acts;
use crate::durable::whole::{Whole, copy};
use crate::process::{Folder, anbud, command, text};
use crate::recompute::python;
use std::io::Write as _;
use std::process::{Command, Stdio};

async fn bad_files_are_told_and_the_others_are_kept(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::None).url;
    let folder = Folder::new(&format!("import-{backend:?}"));
    let faulty = copy("FAULTY").replacen("\"fictional\":true", "\"fictional\":true,\"extra\":1", 1);
    for (name, bytes) in [
        ("a.json", copy("FIRST").as_bytes()),
        ("b.json", faulty.as_bytes()),
        ("c.json", b"{\"format\": "),
        ("e.json", b"\"\xff\""),
        ("f.json", copy("SECOND").as_bytes()),
        ("g.json", copy("FIRST").as_bytes()),
    ] {
        std::fs::write(folder.path(name), bytes).unwrap();
    }
    let files = ["a", "b", "c", "d", "e", "f", "g"].map(|name| folder.path(&format!("{name}.json")));
    let arguments: Vec<&str> =
        ["import", "--database", url].into_iter().chain(files.iter().map(String::as_str)).collect();
    let output = anbud(&arguments);
    let (printed, told) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert_eq!(printed, "FIRST: imported, 3 lots\nSECOND: imported, 3 lots\nFIRST: already there, nothing changed\n");
    let mut rest = told.as_str();
    for says in [
        "b.json:\ndocument.unknown_member at /extra",
        "1 fault; nothing was kept of ",
        "c.json:\ndocument.not_json",
        "file.unreadable: ",
        "e.json:\ndocument.not_utf8",
        "7 files: 2 imported, 0 new versions, 1 unchanged, 3 refused, 1 unreadable; ",
        " s\n",
    ] {
        let (_, after) = rest.split_once(says).unwrap_or_else(|| panic!("{says} does not follow in\n{told}"));
        rest = after;
    }
    assert!(rest.is_empty() && !told.contains(['\r', '\u{1b}']), "a log has no bar: {told:?}");
    assert_eq!(acts(url).await, ["case_imported", "case_imported"]);
    assert_eq!(Whole::of(backend).await.check(url).await.cases.len(), 2);
    let again = anbud(&["import", &files[0], &files[5], "--database", url]);
    assert_eq!((again.status.code(), text(&again.stdout).matches("already there").count()), (Some(0), 2));
    let refused = anbud(&["import", &files[1], &files[5], "--database", url]);
    assert_eq!(refused.status.code(), Some(2));
}

async fn the_standard_input_is_a_file_too(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::There).url;
    let mut import = command(&["import", "-", "demo/c_beds_digital.json", "--database", url]);
    let mut child = import.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(copy("PIPED").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("PIPED: imported, 3 lots\nSK-DEMO-2026-"), "{}", text(&output.stdout));
}

on_both!(bad_files_are_told_and_the_others_are_kept, the_standard_input_is_a_file_too);

#[test]
fn whoever_reads_along_may_go_and_the_files_are_imported() {
    crate::databases::run(Backend::Sqlite, async |backend| {
        let url = &Fresh::shared(backend, Tables::There).url;
        let files = ["demo/b_supervision.json", "demo/c_beds_digital.json"];
        let mut import = command(&["import", files[0], files[1], "--database", url]);
        let mut child = import.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert_eq!(acts(url).await, ["case_imported", "case_imported"]);
    });
}

#[test]
fn nobody_needs_to_read_what_is_wrong_for_the_others_to_be_imported() {
    crate::databases::run(Backend::Sqlite, async |backend| {
        let url = &Fresh::shared(backend, Tables::There).url;
        let files = ["no/such/file.json", "Cargo.toml", "demo/b_supervision.json"];
        let mut import = command(&["import", files[0], files[1], files[2], "--database", url]);
        let mut child = import.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stderr.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{}", text(&output.stdout));
        assert_eq!(acts(url).await, ["case_imported"]);
    });
}

#[test]
fn a_file_that_is_no_procurement_by_its_size_is_refused_before_it_fills_memory() {
    let folder = Folder::new("large");
    let file = folder.path("large.json");
    std::fs::File::create(&file).unwrap().set_len((256 << 20) + 1).unwrap();
    let output = anbud(&["lint", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).starts_with("file.too_large at "), "{}", text(&output.stdout));
}

#[test]
fn a_terminal_gets_a_bar_with_the_lines_above_it() {
    if !python() {
        return;
    }
    let folder = Folder::new("terminal");
    let url = format!("sqlite:{}", folder.path("a.sqlite"));
    let script = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";
    let mut terminal = Command::new("python3");
    terminal.args(["-c", script, env!("CARGO_BIN_EXE_anbud"), "import", "--database", &url]);
    terminal.args(["demo/b_supervision.json", "demo/c_beds_digital.json"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = terminal.env("TERM", "xterm").stdin(Stdio::null()).output().unwrap();
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{shown}");
    for says in
        ["] 0 of 2 files, ", "] 1 of 2 files, ", "b_supervision.json", "imported, 3 lots\r\n", "2 files: 2 imported"]
    {
        assert!(shown.contains(says), "{says} is not in {shown:?}");
    }
}
