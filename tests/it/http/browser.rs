//! GraphiQL in a real browser: it asks this server and no other, and shows what came back.

use super::graphiql::embedded;
use super::node::{Project, is_there};
use super::sample::{server_on, site};
use anbud::http::{Patience, Site};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Set to 1 where a browser must be there, as in continuous integration.
const REQUIRE_BROWSER: &str = "ANBUD_REQUIRE_BROWSER";

/// The browser on this machine, if there is one; without it the named test is skipped, or fails where it must be.
fn browser(test: &str) -> Option<String> {
    let finds = |name: &&str| {
        let mut command = Command::new("which");
        command.arg(name).stderr(Stdio::null()).output().ok().filter(|found| found.status.success())
    };
    let found = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(finds);
    if found.is_none() {
        let required = std::env::var(REQUIRE_BROWSER).is_ok_and(|value| value == "1");
        assert!(!required, "{REQUIRE_BROWSER}=1, but no chromium is on PATH");
        eprintln!("SKIPPED {test}: no chromium is on PATH; {REQUIRE_BROWSER}=1 makes this a failure");
    }
    found.map(|found| String::from_utf8_lossy(&found.stdout).trim().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn graphiql_asks_this_server_and_no_other() {
    const TEST: &str = "graphiql_asks_this_server_and_no_other";
    if !is_there(TEST) {
        return;
    }
    let (Some(bundle), Some(browser)) = (embedded(TEST), browser(TEST)) else { return };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let server = server_on(Site { bundle: Some(bundle), ..site() });
    let serving = tokio::spawn(anbud::http::serve(listener, server, Patience::default(), shutdown));

    let at = origin.clone();
    let looked = move || Project::fetched("graphiql_page").run("node", &["look.mjs", &browser, &at]);
    let printed = tokio::task::spawn_blocking(looked).await.expect("a page that works");
    let seen: Value = serde_json::from_str(&printed).expect("what was seen, in JSON");
    assert_eq!((&seen["origins"], &seen["complaints"]), (&json!([origin]), &json!([])));
    assert_eq!(seen["answer"]["data"], json!({"hello": "hello <1>"}));
    assert!(seen["shown"].as_str().is_some_and(|shown| shown.contains("\"hello <1>\"")), "{seen}");
    let documented = seen["documented"].as_array().expect("names");
    assert!(documented.contains(&json!("hello")) && documented.contains(&json!("lot")), "{seen}");
    let workers = ["/graphiql/editor.worker.js", "/graphiql/graphql.worker.js", "/graphiql/json.worker.js"];
    assert_eq!(seen["workers"], json!(workers));

    stop.send(()).expect("a server that still runs");
    serving.await.expect("a server that stops").expect("a clean stop");
}
