//! A new version through the program: what it asks for, what it prints, and that a key answers for it as well.

use super::acts;
use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{Folder, anbud, text};
use serde_json::{Value, json};

async fn a_changed_file_is_refused_unless_it_comes_with_a_reason(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::There).url;
    let folder = Folder::new(&format!("versions-{backend:?}"));
    let mut tree: Value = serde_json::from_str(include_str!("../../../demo/b_supervision.json")).unwrap();
    tree["procurement"]["title"]["sv"] = json!("Rättad");
    let changed = &folder.path("changed.json");
    std::fs::write(changed, tree.to_string()).unwrap();
    let import = |file: &str, more: &[&str]| {
        let output = anbud(&[&["import", file, "--database", url], more].concat());
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(import("demo/b_supervision.json", &[]).0, Some(0));
    let (code, _, told) = import(changed, &[]);
    assert_eq!(code, Some(2));
    assert!(told.contains("import.another_case") && told.matches("sha256:").count() == 2, "{told}");
    assert!(told.contains("way out: ") && told.contains("--new-version --reason"), "{told}");
    for (arguments, says) in [
        (["--new-version"].as_slice(), "--reason <REASON>"),
        (&["--reason", "Rättad"], "--new-version"),
        (&["--new-version", "--reason", "  "], "version.reason at /reason"),
    ] {
        let (code, _, told) = import(changed, arguments);
        assert!(code == Some(2) && told.contains(says), "{arguments:?}: {told}");
    }
    assert_eq!(acts(url).await, ["case_imported"]);
    let with_key = ["--new-version", "--reason", "Titeln var fel", "--idempotency-key", "k"];
    for _ in 0..2 {
        let (code, printed, told) = import(changed, &with_key);
        assert_eq!((code, printed.as_str()), (Some(0), "SK-DEMO-2026-021: new version, 3 lots\n"), "{told}");
    }
    let (_, printed, _) = import(changed, &with_key[..3]);
    assert_eq!(printed, "SK-DEMO-2026-021: already there, nothing changed\n");
    assert_eq!(acts(url).await, ["case_imported", "case_version_added"]);
}

on_both!(a_changed_file_is_refused_unless_it_comes_with_a_reason);
