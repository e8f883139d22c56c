//! The audits of GraphQL over HTTP, by the reference implementation's own auditor, which needs node.

use super::sample::server;
use anbud::http::Patience;
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Set to 1 where node must be there, as in continuous integration.
const REQUIRE_NODE: &str = "ANBUD_REQUIRE_NODE";

fn is_there(program: &str) -> bool {
    let mut command = Command::new(program);
    let quiet = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs a program in a folder; panics with what it printed if it fails.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.expect("a program that starts");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}:\n{printed}{complaint}");
    printed
}

/// A folder that is gone when the test is.
struct Folder(std::path::PathBuf);

impl Folder {
    fn with_the_audit() -> Self {
        let folder = std::env::temp_dir().join(format!("anbud-http-audit-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http_audit");
        for file in ["audit.mjs", "package.json", "package-lock.json"] {
            std::fs::copy(source.join(file), folder.join(file)).expect("a copied file");
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http_audit() {
    if !is_there("node") || !is_there("npm") {
        let required = std::env::var(REQUIRE_NODE).is_ok_and(|value| value == "1");
        assert!(!required, "{REQUIRE_NODE}=1, but node and npm are not both on PATH");
        eprintln!("SKIPPED http_audit: node and npm are not both on PATH; {REQUIRE_NODE}=1 makes this a failure");
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/graphql", listener.local_addr().expect("an address"));
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let serving = tokio::spawn(anbud::http::serve(listener, server(), Patience::default(), shutdown));

    let printed = tokio::task::spawn_blocking(move || {
        let folder = Folder::with_the_audit();
        run(&folder.0, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        run(&folder.0, "node", &["audit.mjs", &url])
    });
    let printed = printed.await.expect("audits that all pass");
    assert_eq!(printed.trim(), "61 of 61 audits ok");

    stop.send(()).expect("a server that still runs");
    serving.await.expect("a server that stops").expect("a clean stop");
}
