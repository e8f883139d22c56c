//! What was imported comes out again, byte for byte, from either database and through both in turn; what is damaged, in
//! the way or cut off leaves nothing behind.

use crate::databases::{Backend, Fresh, Tables, on_both, run};
use crate::durable::whole::copy;
use crate::process::{Folder, anbud, text};
use crate::stored::house::DEMOS;
use crate::stored::own::digest;
use anbud::casefile;
use anbud::clock::SystemClock;
use anbud::database::Database;
use anbud::service::{LotReference, import_case, run_evaluation};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// All files below a folder, by path.
fn files(folder: &str) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder.as_ref(), folder.as_ref(), &mut found);
    found
}

fn export(url: &str, to: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let output = anbud(&[&["export", "--database", url, "--to", to], more].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The versions of a case as files that nobody's program writes alike: lines that end in two signs, members in another
/// order, numbers of blanks, letters as escapes, and no end of line at the end.
fn versions() -> [String; 2] {
    let mut tree: Value = serde_json::from_str(&copy("VERSIONS")).unwrap();
    let first = serde_json::to_string_pretty(&tree).unwrap().replace('\n', "\r\n").replace("ö", "\\u00f6");
    tree["procurement"]["title"]["sv"] = json!("Rättad");
    [first, format!("\n\t {tree} \n\n")]
}

const REASON: &str = "Titeln var fel på Öland";

/// Imports some demos and a case in two versions, and evaluates every lot.
async fn fill(url: &str, demos: &[usize], files: &[&str; 2]) {
    let names = ["demo/a_hvb.json", "demo/b_supervision.json", "demo/c_beds_digital.json"];
    let first: Vec<&str> = demos.iter().map(|demo| names[*demo]).chain([files[0]]).collect();
    for arguments in [first.as_slice(), &[files[1], "--new-version", "--reason", REASON]] {
        let output = anbud(&[&["import", "--database", url], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    let database = Database::open(url, 1).await.unwrap();
    for text in demos.iter().map(|demo| DEMOS[*demo].to_owned()).chain([versions()[1].clone()]) {
        let case = casefile::read(&text).unwrap();
        for lot in &case.lots {
            let lot = LotReference::Key(case.procurement.key.clone(), lot.key.clone());
            run_evaluation(&database, &SystemClock, "test", &lot).await.unwrap();
        }
    }
    database.close().await.unwrap();
}

/// What stands in the files themselves, worked out without the program.
fn check(found: &BTreeMap<String, String>) -> Value {
    let manifest: Value = serde_json::from_str(&found["manifest.json"]).unwrap();
    let sum = |path: &str| digest(&found[path]);
    for document in manifest["documents"].as_array().unwrap() {
        let path = document["file"].as_str().unwrap();
        assert_eq!(document["digest"], sum(path));
        assert_eq!(path, format!("documents/{}.json", sum(path).trim_start_matches("sha256:")));
    }
    for (event, seq) in manifest["events"].as_array().unwrap().iter().zip(1..) {
        assert_eq!(event["seq"], seq);
        assert_eq!(event["digest"], sum(event["file"].as_str().unwrap()));
        let leaf: Value = serde_json::from_str(&found[event["file"].as_str().unwrap()]).unwrap();
        for name in ["act", "actor", "procurement", "seq", "time"] {
            assert_eq!(leaf[name], event[name], "{name}");
        }
        assert_eq!(leaf["payload"], sum(event["payload"]["file"].as_str().unwrap()));
    }
    let sums: String = found["SHA256SUMS"].clone();
    let listed: BTreeMap<&str, &str> =
        sums.lines().map(|line| line.split_once("  ").unwrap()).map(|(a, b)| (b, a)).collect();
    assert!(found.keys().filter(|path| *path != "SHA256SUMS").eq(listed.keys()), "a file without its sum");
    assert!(listed.iter().all(|(path, hex)| sum(path) == format!("sha256:{hex}")));
    manifest
}

/// Cases and documents, which do not depend on where they are kept; times, salts and numbers of events do.
fn kept(found: &BTreeMap<String, String>) -> BTreeMap<&String, &String> {
    found.iter().filter(|(path, _)| path.starts_with("cases/") || path.starts_with("documents/")).collect()
}

async fn what_was_imported_comes_out_byte_for_byte(backend: Backend) {
    let folder = Folder::new(&format!("export-{backend:?}"));
    let url = &Fresh::shared(backend, Tables::None).url;
    let originals = versions();
    let names = [folder.path("first.json"), folder.path("second.json")];
    for (name, original) in names.iter().zip(&originals) {
        std::fs::write(name, original).unwrap();
    }
    fill(url, &[0, 1, 2], &[&names[0], &names[1]]).await;
    let (code, printed, told) = export(url, &folder.path("out"), &[]);
    assert_eq!(code, Some(0), "{told}");
    let found = files(&folder.path("out"));
    assert_eq!(std::fs::metadata(folder.path("out")).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(printed.contains(": 4 procurements, 5 case files, ") && printed.contains(", 17 events, "), "{printed}");
    let manifest = check(&found);
    for demo in DEMOS {
        let tree: Value = serde_json::from_str(demo).unwrap();
        assert!(found[&format!("cases/{}/1.json", tree["procurement"]["key"].as_str().unwrap())] == demo);
    }
    for (number, original) in (1..).zip(&originals) {
        assert!(found[&format!("cases/VERSIONS/{number}.json")] == *original, "version {number} has other bytes");
    }
    let procurements = manifest["procurements"].as_array().unwrap();
    let versions = procurements.iter().find(|one| one["key"] == "VERSIONS").unwrap();
    assert_eq!(versions["cases"][1]["reason"], json!({ "sv": REASON }));
    assert!(versions["cases"].as_array().unwrap().iter().all(|one| one["text"] == "handed_in"));
    assert_eq!(versions["evaluations"].as_array().unwrap().len(), 3);
    assert_eq!(
        export(url, &folder.path("out"), &[]).1,
        format!("{}: this very export is there already\n", folder.path("out"))
    );
    // Every document is there, once; VERSIONS is evaluated like the demo that it was copied from.
    let kinds: Vec<&Value> = manifest["documents"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
    let count = |kind: &str| kinds.iter().filter(|one| **one == kind).count();
    assert_eq!((count("anbud-procurement/1"), count("anbud-case/1")), (5, 0));
    assert!(count("anbud-outcome/1") == 9 && count("anbud-submission/1") > 40, "{kinds:?}");
    let (_, printed, _) = export(url, &folder.path("one"), &["--procurement", "VERSIONS"]);
    assert!(printed.contains(": 1 procurements, 2 case files, "), "{printed}");
    assert!(files(&folder.path("one")).keys().all(|path| !path.contains("SK-DEMO")));
}

async fn a_case_without_a_file_is_put_together_and_is_the_same_case(backend: Backend) {
    let folder = Folder::new(&format!("together-{backend:?}"));
    let url = &Fresh::shared(backend, Tables::There).url;
    let database = Database::open(url, 1).await.unwrap();
    database.migrate().await.unwrap();
    import_case(&database, &SystemClock, "test", casefile::read(DEMOS[0]).unwrap()).await.unwrap();
    database.close().await.unwrap();
    assert_eq!(export(url, &folder.path("out"), &[]).0, Some(0));
    let manifest = check(&files(&folder.path("out")));
    let case = &manifest["procurements"][0]["cases"][0];
    assert_eq!(case["text"], "put_together");
    let again = anbud(&["import", &folder.path(&format!("out/{}", case["file"].as_str().unwrap())), "--database", url]);
    assert!(text(&again.stdout).ends_with(": already there, nothing changed\n"), "{}", text(&again.stderr));
}

async fn what_is_in_the_way_or_missing_leaves_nothing_behind(backend: Backend) {
    let folder = Folder::new(&format!("refused-{backend:?}"));
    let url = &Fresh::shared(backend, Tables::There).url;
    assert!(anbud(&["import", "demo/b_supervision.json", "--database", url]).status.success());
    let (code, _, told) = export(url, &folder.path("out"), &["--procurement", "NOBODY"]);
    assert!(code == Some(2) && told.contains("export.procurement_unknown at /procurement"), "{told}");
    std::fs::create_dir(folder.path("out")).unwrap();
    std::fs::write(folder.path("out/notes.txt"), "mine").unwrap();
    let (code, _, told) = export(url, &folder.path("out"), &[]);
    assert!(code == Some(2) && told.contains("output.in_the_way") && told.contains("way out: "), "{told}");
    assert_eq!(files(&folder.path("out")), BTreeMap::from([("notes.txt".to_owned(), "mine".to_owned())]));
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 1);
}

async fn what_is_damaged_leaves_nothing_behind(backend: Backend) {
    let folder = Folder::new(&format!("damaged-{backend:?}"));
    let url = &Fresh::shared(backend, Tables::There).url;
    assert!(anbud(&["import", "demo/b_supervision.json", "--database", url]).status.success());
    let names = || std::fs::read_dir(folder.path("")).unwrap().map(|one| one.unwrap().file_name()).collect::<Vec<_>>();
    let database = Database::open(url, 1).await.unwrap();
    for table in ["document", "event"] {
        let sql = match backend {
            Backend::Sqlite => format!("DROP TRIGGER {table}_refuse_update"),
            Backend::Postgres => format!("ALTER TABLE {table} DISABLE TRIGGER {table}_refuse_update"),
        };
        database.writer.execute_unprepared(&sql).await.unwrap();
    }
    // What an act was about, who acted, and the file: each is given out only under its digest.
    for (damage, repair) in [
        ("UPDATE event_payload SET body = body || ' '", "UPDATE event_payload SET body = RTRIM(body)"),
        ("UPDATE event SET actor = 'someone'", "UPDATE event SET actor = 'command_line'"),
        ("UPDATE document SET body = REPLACE(body, 'LOT-1', 'LOT-9') WHERE kind = 'anbud-case/1'", "SELECT 1"),
    ] {
        database.writer.execute_unprepared(damage).await.unwrap();
        let (code, _, told) = export(url, &folder.path("out"), &[]);
        assert!(code == Some(3) && told.contains("storage.document_changed"), "{damage}: {told}");
        assert_eq!(names(), Vec::<std::ffi::OsString>::new());
        database.writer.execute_unprepared(repair).await.unwrap();
    }
    database.close().await.unwrap();
}

on_both!(
    what_was_imported_comes_out_byte_for_byte,
    a_case_without_a_file_is_put_together_and_is_the_same_case,
    what_is_in_the_way_or_missing_leaves_nothing_behind,
    what_is_damaged_leaves_nothing_behind
);

/// From one database through the other and back into a third: the same cases and the same documents.
#[test]
fn cases_and_documents_are_the_same_bytes_through_both_databases() {
    run(Backend::Postgres, async |postgres| {
        let folder = Folder::new("through");
        let original = folder.path("original");
        std::fs::create_dir(&original).unwrap();
        for (name, text) in ["first.json", "second.json"].into_iter().zip(versions()) {
            std::fs::write(format!("{original}/{name}"), text).unwrap();
        }
        let mut from = [format!("{original}/first.json"), format!("{original}/second.json")];
        let mut exports = Vec::new();
        for (number, backend) in [Backend::Sqlite, postgres, Backend::Sqlite].into_iter().enumerate() {
            let url = &Fresh::shared(backend, Tables::There).url;
            fill(url, &[2], &[&from[0], &from[1]]).await;
            let out = folder.path(&format!("out-{number}"));
            let (code, _, told) = export(url, &out, &[]);
            assert_eq!(code, Some(0), "{told}");
            from = ["1", "2"].map(|version| format!("{out}/cases/VERSIONS/{version}.json"));
            exports.push(files(&out));
        }
        for export in &exports {
            assert!(kept(export) == kept(&exports[0]));
        }
        assert!(kept(&exports[0]).len() > 40);
    });
}

#[test]
fn a_disk_that_is_full_and_a_file_that_is_not_there_leave_nothing_behind() {
    run(Backend::Sqlite, async |backend| {
        let folder = Folder::new("full");
        let url = &Fresh::shared(backend, Tables::There).url;
        assert!(anbud(&["import", "demo/a_hvb.json", "--database", url]).status.success());
        // The size that a file may have stands in for the size of the disk.
        for (command, to, code) in [("export", "out", "output.failed: "), ("backup", "out.sqlite", "DATABASE_DISK: ")] {
            let script = format!("trap '' XFSZ; ulimit -f 300; exec \"$0\" {command} --database \"$1\" --to \"$2\"");
            let to = folder.path(to);
            let output =
                Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_anbud"), url, &to]).output().unwrap();
            let told = text(&output.stderr);
            assert!(output.status.code() == Some(3) && told.starts_with(code) && told.contains("way out: "), "{told}");
            let missing = format!("sqlite:{}", folder.path("nothing.sqlite"));
            let output = anbud(&[command, "--database", &missing, "--to", &to]);
            let told = text(&output.stderr);
            assert!(output.status.code() == Some(3) && told.starts_with("DATABASE_MISSING: "), "{told}");
            assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 0, "something is left of {command}");
        }
        // Tables of an earlier version are left as they are.
        let old = &Fresh::shared(backend, Tables::None).url;
        drop(Database::open(old, 1).await.unwrap());
        let output = anbud(&["export", "--database", old, "--to", &folder.path("out")]);
        let told = text(&output.stderr);
        assert!(output.status.code() == Some(3) && told.starts_with("DATABASE_BEHIND: "), "{told}");
    });
}
