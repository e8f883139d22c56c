//! The settings of a server: what outweighs what, what is refused and how, and that no password is ever shown.

use crate::files;
use crate::process::{Folder, command, exchange, post, serve, text};
use anbud::config::{Flags, SETTINGS, Settings, environment};
use anbud::http::{BODY_BYTES, Limits, Patience, REQUESTS_AT_ONCE};
use std::ffi::OsString;
use std::path::Path;

fn given(values: &[(&str, &str)]) -> Flags {
    values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn in_file(name: &str, content: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    let path = folder.path("anbud.toml");
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

#[test]
fn a_flag_outweighs_a_variable_and_a_variable_the_file() {
    let content = "readers = 5\nbody_seconds = 6\nturn_seconds = 7\ncors_origins = [\"https://a.example\"]\n";
    let (_folder, file) = in_file("settings-weight", content);
    let variables = [("ANBUD_BODY_SECONDS", "16"), ("ANBUD_TURN_SECONDS", "17"), ("OTHER", "1")];
    let variables = environment(variables.into_iter().map(|(name, value)| (OsString::from(name), value.into())));
    let settings = Settings::read(Some(Path::new(&file)), variables, given(&[("turn_seconds", "27")])).unwrap();
    let shown = settings.shown(str::to_owned);
    let origin = |name: &str| {
        let line = shown.iter().find(|line| line[0] == name).unwrap();
        (line[1].clone(), line[2].split(" /").next().unwrap().split(" ..").next().unwrap().to_owned())
    };
    let expected = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(origin("readers"), expected("5", "file"));
    assert_eq!(origin("body_seconds"), expected("16", "environment ANBUD_BODY_SECONDS"));
    assert_eq!(origin("turn_seconds"), expected("27", "flag --turn-seconds"));
    assert_eq!(origin("head_seconds"), expected("30", "default"));
    assert_eq!(settings.list("cors_origins"), ["https://a.example"]);
    assert_eq!(shown.len(), SETTINGS.len());
}

#[test]
fn what_is_not_set_is_as_the_layers_have_it() {
    let settings = Settings::read(None, Flags::new(), Flags::new()).unwrap();
    let patience = Patience::default();
    for (name, value) in [
        ("head_seconds", patience.head),
        ("body_seconds", patience.body),
        ("turn_seconds", patience.turn),
        ("request_seconds", patience.request),
        ("write_seconds", patience.write),
        ("ready_seconds", patience.ready),
        ("stop_seconds", patience.stop),
    ] {
        assert_eq!(settings.seconds(name), value, "{name}");
    }
    let terms = anbud::database::Terms::default();
    assert_eq!(settings.whole("readers"), u64::from(terms.readers));
    assert_eq!(settings.seconds("statement_seconds"), terms.statement);
    assert_eq!(settings.seconds("connection_seconds"), terms.connection);
    assert_eq!(settings.whole("body_bytes"), BODY_BYTES as u64);
    assert_eq!(settings.whole("requests_at_once"), REQUESTS_AT_ONCE as u64);
    let limits = Limits::default();
    assert_eq!(settings.whole("question_cost"), limits.question);
    assert_eq!(settings.whole("caller_budget"), limits.bucket);
    assert_eq!(settings.whole("caller_budget_per_second"), limits.per_second);
    assert_eq!(settings.whole("callers"), limits.callers as u64);
}

#[test]
fn every_fault_is_told_with_its_key_its_origin_and_the_way_out_and_no_password() {
    let content = "databse = \"postgres://u:hemligt@h/d\"\nreaders = \"four\"\nlisten = 8080\n";
    let (_folder, file) = in_file("settings-faults", content);
    let mut serve =
        command(&["serve", "--config", &file, "--body-bytes", "-1", "--cors-origins", "https://a.example/x"]);
    let output = serve.env("ANBUD_LOG_LEVEL", "loud").output().unwrap();
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{said}");
    for (code, key, origin, way_out) in [
        ("config.unknown_key", "/databse", "(file ", "take it out, or write database"),
        ("config.wrong_value", "/readers", "(file ", "write a whole number from 1 to 200, such as readers = 4"),
        ("config.wrong_value", "/listen", "(file ", "write a text, such as listen = \"127.0.0.1:8080\""),
        ("config.wrong_value", "/log_level", "(environment ANBUD_LOG_LEVEL)", "write one of off, error, warn, info"),
        ("config.wrong_value", "/body_bytes", "(flag --body-bytes)", "write a whole number from 1024 to"),
        ("config.wrong_value", "/cors_origins", "(flag --cors-origins)", "without a path"),
    ] {
        let told = said.split("\n\n").find(|told| told.starts_with(&format!("{code} at {key}\n")));
        let told = told.unwrap_or_else(|| panic!("{key} is not told: {said}"));
        assert!(told.contains(origin) && told.contains(way_out), "{told}");
    }
    let (_folder, broken) = in_file("settings-broken", "database = \"postgres://u:hemligt@h/d\n");
    for file in [broken.as_str(), "/nowhere/anbud.toml"] {
        let output = command(&["serve", "--config", file]).output().unwrap();
        let told = text(&output.stderr);
        assert!(output.status.code() == Some(2) && told.starts_with("config.file at /config\n"), "{told}");
        assert!(!(said.clone() + &told).contains("hemligt"), "{told}");
    }
}

#[test]
fn a_server_prints_its_settings_and_logs_a_line_for_each_request() {
    let (_folder, file) = in_file("settings-served", "log_format = \"json\"\nrequests_at_once = 3\n");
    let flags = ["serve", "--config", &file, "--database", "sqlite::memory:", "--listen", "127.0.0.1:0"];
    let server = serve(&flags);
    post(&server.address, "query Asked($hidden: String = \"hemligt\") { procurement(key: $hidden) { key } }");
    let (head, _) = exchange(&server.address, "GET /hemligt?hemligt=1", "").unwrap();
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    let (head, _) = exchange(&server.address, "GET /readyz", "").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let lines = server.wait_for("\"route\":\"/readyz\"");
    let lines: Vec<serde_json::Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let told = |route: &str| lines.iter().find(|line| line["route"] == route).unwrap_or_else(|| panic!("{lines:?}"));
    let asked = told("/graphql");
    assert_eq!((&asked["status"], &asked["method"]), (&200.into(), &"POST".into()));
    assert_eq!(asked["operation"], "Asked");
    assert!(asked["microseconds"].is_u64() && asked["bytes"].is_u64() && asked["request"].is_string(), "{asked}");
    assert_eq!(told("other")["status"], 404);
    assert!(!server.said().contains("hemligt"), "{}", server.said());
}

#[test]
fn what_questions_and_callers_may_cost_is_as_the_operator_says() {
    let flags = ["--question-cost", "10001", "--caller-budget", "10500", "--caller-budget-per-second", "1"];
    let server = serve(&[&["serve", "--database", "sqlite::memory:", "--listen", "127.0.0.1:0"][..], &flags].concat());
    let lots = |first| format!("lots(first: {first}) {{ nodes {{ bids(first: 100) {{ nodes {{ key }} }} }} }}");
    let answer = post(&server.address, &format!("{{ rateLimit {{ limit }} {} }}", lots(99)));
    assert_eq!(answer["data"]["rateLimit"]["limit"], 10_500);
    assert_eq!(answer["extensions"]["cost"], serde_json::json!({ "requested": 1 + 99 * 101, "limit": 10_001 }));
    let refused = post(&server.address, &format!("{{ {} }}", lots(100)));
    assert_eq!(refused["errors"][0]["extensions"]["code"], "QUERY_TOO_COMPLEX", "{refused}");
    let body = serde_json::json!({ "query": format!("{{ {} }}", lots(99)) }).to_string();
    let (head, _) = exchange(&server.address, "POST /graphql", &body).unwrap();
    let wait = head.lines().find_map(|line| line.strip_prefix("retry-after: ")).unwrap_or_default();
    let wait: u64 = wait.parse().unwrap_or_else(|_| panic!("{head}"));
    // Some 500 are left of 9,999: the rest comes one by one.
    assert!(head.starts_with("HTTP/1.1 429") && (9_000..9_502).contains(&wait), "{head}");
}

#[test]
fn the_page_about_settings_names_them_all() {
    let page = std::fs::read_to_string(files::root().join("docs/configuration.md")).unwrap();
    for setting in SETTINGS {
        let default = if setting.default.is_empty() { "none" } else { setting.default };
        let line = format!("| `{}` | `{default}` | {} |", setting.name, setting.about);
        assert!(page.lines().any(|told| told == line), "docs/configuration.md lacks the line\n{line}");
    }
}
