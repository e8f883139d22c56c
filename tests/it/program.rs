//! The program as people run it: its output, its errors and its exit codes.

use crate::databases::{Backend, Fresh, Tables, on_both, run};
use crate::process::{Folder, anbud, post, serve, text};
use serde_json::Value;
use std::path::Path;

#[test]
fn the_demo_prints_a_table_for_each_lot_with_the_winner_and_what_decided() {
    let output = anbud(&["demo", "--no-serve"]);
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for winner in ["L1-B08 Demo Topas Behandlingshem AB: lowest comparison value", "highest comparison value"] {
        assert!(printed.contains(winner), "{winner} is not in\n{printed}");
    }
    assert_eq!(printed.matches("First: ").count(), 9);
    assert!(printed.contains("tie; better in B"));
    assert!(printed.contains("SUB-40 came after the deadline and was never opened: 2026-11-17 00:04:12 +01:00"));
}

#[test]
fn evaluate_compares_with_what_the_file_expects() {
    let folder = Folder::new("expects");
    let mut tree: Value = serde_json::from_str(include_str!("../../demo/b_supervision.json")).unwrap();
    let same = anbud(&["evaluate", "demo/b_supervision.json", "--lot", "LOT-1"]);
    assert_eq!(same.status.code(), Some(0));
    assert!(text(&same.stdout).contains("74.3484"));
    let bid = tree["expected"]["LOT-1"]["ranking"][0][0].as_str().unwrap().to_owned();
    tree["expected"]["LOT-1"]["comparison"][&bid] = "74.348428".into();
    std::fs::write(folder.path("case.json"), tree.to_string()).unwrap();
    let other = anbud(&["evaluate", &folder.path("case.json")]);
    assert_eq!(other.status.code(), Some(1));
    assert_eq!(text(&other.stderr), format!("/expected/LOT-1/comparison/{bid}: expected 74.348428, found 74.348427\n"));
}

#[test]
fn no_text_of_a_case_acts_on_the_terminal() {
    let folder = Folder::new("acting");
    let acting = "X\u{1b}[2J\u{9b}31m\nFirst: \u{202e}Y";
    let mut tree: Value = serde_json::from_str(include_str!("../../demo/c_beds_digital.json")).unwrap();
    for pointer in ["/lots/0/title", "/lots/1/model/criteria/0/title"] {
        *tree.pointer_mut(pointer).unwrap() = serde_json::json!({"sv": acting, "en": acting});
    }
    tree["procurement"]["title"]["sv"] = acting.into();
    tree["suppliers"].as_array_mut().unwrap().iter_mut().for_each(|supplier| supplier["name"] = acting.into());
    let bid = tree["submissions"][0]["content"]["bids"][0]["key"].as_str().unwrap().to_owned();
    std::fs::write(folder.path("case.json"), tree.to_string()).unwrap();
    tree[acting] = 1.into();
    tree["suppliers"][1]["identifier"] = acting.into();
    tree["suppliers"][0] = tree["suppliers"][1].clone();
    std::fs::write(folder.path("wrong.json"), tree.to_string()).unwrap();
    let (case, wrong) = (folder.path("case.json"), folder.path("wrong.json"));
    let runs: [&[&str]; 4] =
        [&["evaluate", &case, "--lang", "sv"], &["explain", &case, &bid], &["evaluate", &wrong], &["lint", &wrong]];
    for arguments in runs {
        let output = anbud(arguments);
        let said = text(&output.stdout) + &text(&output.stderr);
        let acts = |letter: &char| letter.is_control() && *letter != '\n' || *letter == '\u{202e}';
        assert_eq!(said.chars().find(acts), None, "{arguments:?}");
        assert!(!said.contains("\nFirst: Y") && !said.contains(acting), "{arguments:?}");
        assert!(arguments[0] == "explain" || said.contains(r"X\u{1b}[2J\u{9b}31m\u{a}First: \u{202e}Y"), "{said}");
    }
}

#[test]
fn evaluate_prints_outcomes_as_json_with_the_whole_trace() {
    let output = anbud(&["evaluate", "demo/c_beds_digital.json", "--format", "json"]);
    let outcomes: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(outcomes.as_array().unwrap().len(), 2);
    assert_eq!(outcomes[0]["format"], "anbud-outcome/1");
    assert!(outcomes[0]["trace"].as_array().unwrap().len() > 100);
}

#[test]
fn explain_shows_every_step_in_both_languages() {
    let swedish = text(&anbud(&["explain", "demo/a_hvb.json", "L1-B08", "--lang", "sv"]).stdout);
    assert!(swedish.starts_with("L1-B08: plats 1 / 7\njämförelsetal 5380.8 SEK\n"), "{swedish}");
    assert!(swedish.contains("avdrag = 308 [9] × 0.7 [") && swedish.contains("nivå 2: Minst 40 %"), "{swedish}");
    let english = text(&anbud(&["explain", "demo/a_hvb.json", "L4-B09"]).stdout);
    assert!(english.contains("not evaluated\n1.55 FTE per place, the floor is 1.60."), "{english}");
}

#[test]
fn explain_shows_what_was_measured_and_where_the_bid_states_otherwise() {
    let folder = Folder::new("measured");
    let whole = include_str!("../../demo/a_hvb.json");
    let mut tree: Value = serde_json::from_str(whole).unwrap();
    let submissions = tree["submissions"].as_array_mut().unwrap().iter_mut();
    let mut bids = submissions.filter_map(|one| one.get_mut("content")?["bids"].as_array_mut()).flatten();
    bids.find(|bid| bid["key"] == "L1-B01").unwrap()["answers"]["A1"] = "55".into();
    let path = folder.path("states_more.json");
    std::fs::write(&path, tree.to_string()).unwrap();
    let english = text(&anbud(&["explain", &path, "L1-B01"]).stdout);
    for part in [
        "Measured from the staffing plan\n  A1 Level of education: 45 percent [",
        "\n     Finding for the examination: the bid states 55; the measured figure scores\n  A2 ",
        "\n  B2 Night staffing: level 1 [",
        "share after the cut = ≈ 45.633738 [115] to 0 decimals, cut toward zero [model] = 45 percent\n",
        "methods with enough days (staff/17) = none [bid]; among mi, low_arousal, cbt, tmo, art, bbic; at least 3 days",
        "8 shifts; back-up within 30 minutes; levels ask for (waking+sleeping+back-up) 1+0+1, 1+1+0, 2+0+0 = 1\n",
        "; 6 months up to 2026-10 [model] = 1\n",
    ] {
        assert!(english.contains(part), "{part} is not in\n{english}");
    }
    let swedish = text(&anbud(&["explain", &path, "L1-B01", "--lang", "sv"]).stdout);
    assert!(swedish.contains("Iakttagelse för prövningen: anbudet uppger 55; det uppmätta räknas\n"), "{swedish}");
    assert_eq!(text(&anbud(&["explain", "demo/a_hvb.json", "L1-B01"]).stdout).matches("Finding").count(), 0);
    let unmeasured = text(&anbud(&["explain", "demo/a_hvb.json", "L3-B01"]).stdout);
    assert!(!unmeasured.contains("Measured from"), "{unmeasured}");
}

#[test]
fn faults_are_named_with_code_place_cause_and_way_out() {
    let folder = Folder::new("faults");
    let whole = include_str!("../../demo/b_supervision.json");
    let mut tree: Value = serde_json::from_str(whole).unwrap();
    tree["lots"][0]["model"]["criteria"][0]["children"][0]["weight"] = "15.5".into();
    tree["lots"][1]["model"]["tie_chain"] = serde_json::json!(["better_quality"]);
    tree["submissions"][0]["envelope"]["supplier"] = "NOBODY".into();
    let cases = [
        ("missing.json", None, 3, "file.unreadable"),
        ("broken.json", Some("{\"format\":".to_owned()), 2, "document.not_json"),
        (
            "twice.json",
            Some(whole.replacen("\"fictional\": true", "\"fictional\": true, \"fictional\": true", 1)),
            2,
            "document.duplicate_key at /fictional",
        ),
        (
            "unknown.json",
            Some(whole.replacen("\"fictional\": true", "\"fictional\": true, \"extra\": 1", 1)),
            2,
            "document.unknown_member at /extra",
        ),
        ("wrong.json", Some(tree.to_string()), 2, "case.reference_unknown at /submissions/0/envelope/supplier"),
    ];
    for (name, content, code, says) in cases {
        if let Some(content) = content {
            std::fs::write(folder.path(name), content).unwrap();
        }
        let output = anbud(&["evaluate", &folder.path(name)]);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{name}: {error}");
        assert!(error.contains(says) && error.contains("way out: "), "{name}: {error}");
        assert!(output.stdout.is_empty());
    }
    tree["submissions"][0]["envelope"]["supplier"] = "DEMO-S21".into();
    std::fs::write(folder.path("model.json"), tree.to_string()).unwrap();
    let error = text(&anbud(&["evaluate", &folder.path("model.json")]).stderr);
    for says in [
        "model.group_weight at /lots/0/model/criteria/0/weight",
        "model.weights_sum at /lots/0/model/criteria",
        "model.tie_chain_open at /lots/1/model/tie_chain",
    ] {
        assert!(error.contains(says), "{says} is not in\n{error}");
    }
}

#[test]
fn lint_prints_all_faults_or_none_and_every_command_refuses_alike() {
    let sound = anbud(&["lint", "demo/c_beds_digital.json"]);
    assert_eq!((sound.status.code(), text(&sound.stdout).as_str()), (Some(0), "no faults\n"));
    let planted = "tests/data/faults/fifteen.json";
    let printed = anbud(&["lint", planted]);
    assert_eq!(printed.status.code(), Some(2));
    assert!(text(&printed.stdout).ends_with("\n\n15 faults\n") && printed.stderr.is_empty());
    let listed = anbud(&["lint", planted, "--format", "json"]);
    assert_eq!(listed.status.code(), Some(2));
    let faults: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(faults.as_array().unwrap().len(), 15);
    assert_eq!(faults[1]["place"], "/lots/0/model/criteria");
    let report = text(&printed.stdout).replace("15 faults\n", "15 faults; nothing was done\n");
    for arguments in [["evaluate", planted].as_slice(), &["explain", planted, "L1-B1"]] {
        let refused = anbud(arguments);
        assert_eq!((refused.status.code(), text(&refused.stderr)), (Some(2), report.clone()), "{arguments:?}");
    }
    assert_eq!(anbud(&["lint", "demo/nothing.json"]).status.code(), Some(3));
}

#[test]
fn only_loopback_is_served() {
    let output = anbud(&["serve", "--database", "sqlite::memory:", "--listen", "0.0.0.0:0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("serve.address_not_loopback"), "{}", text(&output.stderr));
}

#[test]
fn the_committed_rulebooks_are_those_of_the_cards() {
    for (language, committed) in
        [("en", include_str!("../../RULEBOOK.md")), ("sv", include_str!("../../RULEBOOK.sv.md"))]
    {
        let printed = text(&anbud(&["rulebook", "--lang", language]).stdout);
        assert!(printed == committed, "refresh it with: cargo run -- rulebook --lang {language}");
    }
}

/// Where `part` holds something that `whole` does not. Lists may be cut: what is left of them stands in order.
fn missing(part: &Value, whole: &Value, at: String) -> Option<String> {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) if part.keys().eq(whole.keys()) => {
            part.iter().find_map(|(name, value)| missing(value, &whole[name], format!("{at}/{name}")))
        }
        (Value::Array(part), Value::Array(whole)) => {
            let mut rest = whole.iter();
            let mut numbered = part.iter().enumerate();
            let lost = numbered.find(|(_, item)| !rest.any(|other| missing(item, other, String::new()).is_none()));
            lost.map(|(index, _)| format!("{at}/{index}"))
        }
        _ if part == whole => None,
        _ => Some(at),
    }
}

#[test]
fn the_demo_serves_what_it_evaluated() {
    let served = serve(&["demo", "--listen", "127.0.0.1:0"]);
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = |language: &str| {
        let (_, rest) = readme.split_once(&format!("```{language}\n")).unwrap();
        rest.split_once("\n```").unwrap().0.to_owned()
    };
    let answer = post(&served.address, &block("graphql"));
    let written: Value = serde_json::from_str(&block("json")).unwrap();
    if let Some(place) = missing(&written, &answer, String::new()) {
        panic!("README.md shows at {place} what its query does not give");
    }
}

async fn what_was_imported_is_there_after_a_restart(backend: Backend) {
    let url = &Fresh::shared(backend, Tables::None).url;
    let migrated = anbud(&["migrate", "--database", url]);
    assert!(migrated.status.success(), "{}", text(&migrated.stderr));
    assert!(text(&anbud(&["migrate", "--database", url]).stdout).ends_with(" is up to date\n"));
    for expected in ["imported, 3 lots", "already there, nothing changed"] {
        let output = anbud(&["import", "demo/b_supervision.json", "--database", url]);
        assert!(text(&output.stdout).contains(expected), "{}", text(&output.stderr));
    }
    let query =
        "{ procurements(first: 1) { nodes { lots(first: 100) { nodes { id currentEvaluation { number } } } } } }";
    let first = serve(&["serve", "--database", url, "--listen", "127.0.0.1:0"]);
    let lot = post(&first.address, query)["data"]["procurements"]["nodes"][0]["lots"]["nodes"][0].clone();
    assert_eq!(lot["currentEvaluation"], Value::Null);
    let run = format!("mutation {{ runEvaluation(input: {{lotId: {}}}) {{ alreadyThere }} }}", lot["id"]);
    assert_eq!(post(&first.address, &run)["data"]["runEvaluation"]["alreadyThere"], false);
    drop(first);
    let second = serve(&["serve", "--database", url, "--listen", "127.0.0.1:0"]);
    let lot = post(&second.address, query)["data"]["procurements"]["nodes"][0]["lots"]["nodes"][0].clone();
    assert_eq!(lot["currentEvaluation"]["number"], 1);
    assert_eq!(post(&second.address, &run)["data"]["runEvaluation"]["alreadyThere"], true);
}

async fn the_demo_can_be_kept(backend: Backend) {
    let kept = Fresh::shared(backend, Tables::None);
    let first = anbud(&["demo", "--no-serve", "--database", &kept.url]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let again = anbud(&["demo", "--no-serve", "--database", &kept.url]);
    assert_eq!(text(&again.stdout), text(&first.stdout));
}

on_both!(what_was_imported_is_there_after_a_restart, the_demo_can_be_kept);

#[test]
fn a_password_is_not_printed() {
    let command = |url: &str| {
        let output = anbud(&["import", "demo/b_supervision.json", "--database", url]);
        (output.status.code(), format!("{}{}", text(&output.stdout), text(&output.stderr)))
    };
    let (code, printed) = command("postgres://anna:hemligt@localhost/anbud?host=/nowhere");
    assert_eq!(code, Some(3));
    assert!(printed.starts_with("DATABASE_OPEN: ") && printed.contains("way out: "), "{printed}");
    assert!(!printed.contains("hemligt"), "{printed}");
    run(Backend::Postgres, async |backend| {
        let fresh = Fresh::new(backend, Tables::None);
        let url = fresh.url.replacen("anbud@", "anbud:hemligt@", 1);
        let migrated = anbud(&["migrate", "--database", &url]);
        let printed = text(&migrated.stdout);
        assert!(printed.starts_with("postgres://anbud:***@") && !printed.contains("hemligt"), "{printed}");
    });
}
