//! What others hold against us, which needs node: the audits of GraphQL over HTTP by the reference implementation's own
//! auditor, and the rules for schemas of graphql-eslint.

use super::node::{Project, is_there};
use super::sample::server;
use anbud::http::Patience;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http_audit() {
    if !is_there("http_audit") {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/graphql", listener.local_addr().expect("an address"));
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let serving = tokio::spawn(anbud::http::serve(listener, server(), Patience::default(), shutdown));

    let audited = move || Project::fetched("http_audit").run("node", &["audit.mjs", &url]);
    let printed = tokio::task::spawn_blocking(audited).await.expect("audits that all pass");
    assert_eq!(printed.trim(), "61 of 61 audits ok");

    stop.send(()).expect("a server that still runs");
    serving.await.expect("a server that stops").expect("a clean stop");
}

#[test]
fn the_schema_keeps_the_rules_of_graphql_eslint() {
    if !is_there("the_schema_keeps_the_rules_of_graphql_eslint") {
        return;
    }
    let project = Project::fetched("schema_lint");
    project.write("schema.graphql", &anbud::graphql::printed());
    assert_eq!(project.run("node", &["lint.mjs"]).trim(), "no complaints");
    // It does complain: about each of these.
    let planted = "type Stray {\n  strayName: String\n}\n";
    project.write("schema.graphql", &format!("{}\n{planted}", anbud::graphql::printed()));
    let complaints = project.run("node", &["lint.mjs"]);
    for rule in ["no-typename-prefix", "no-unreachable-types", "require-description", "strict-id-in-types"] {
        assert!(complaints.contains(&format!("@graphql-eslint/{rule}")), "{rule} is not in\n{complaints}");
    }
}
