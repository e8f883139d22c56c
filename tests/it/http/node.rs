//! Node and its packages, for what only they can say: the folder of a small project is copied, what its lock file names
//! is fetched, and its program is run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Set to 1 where node must be there, as in continuous integration.
const REQUIRE_NODE: &str = "ANBUD_REQUIRE_NODE";

/// Whether node and npm are there; if they are not, the named test is skipped, or fails where they must be.
pub fn is_there(test: &str) -> bool {
    let starts = |program: &str| {
        let mut command = Command::new(program);
        let quiet = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    };
    if starts("node") && starts("npm") {
        return true;
    }
    assert!(!is_required(), "{REQUIRE_NODE}=1, but node and npm are not both on PATH");
    eprintln!("SKIPPED {test}: node and npm are not both on PATH; {REQUIRE_NODE}=1 makes this a failure");
    false
}

/// Whether node, and what is built with it, must be there.
pub fn is_required() -> bool {
    std::env::var(REQUIRE_NODE).is_ok_and(|value| value == "1")
}

/// A project of npm's, fetched into a folder that is gone when the test is.
pub struct Project(PathBuf);

impl Project {
    /// The project in a folder of `tests/`.
    pub fn fetched(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("anbud-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let project = Self(folder);
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
        for file in std::fs::read_dir(source).expect("a project") {
            let file = file.expect("a file");
            if file.file_type().expect("a file's type").is_file() {
                std::fs::copy(file.path(), project.0.join(file.file_name())).expect("a copied file");
            }
        }
        project.run("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        project
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("a written file");
    }

    /// Runs a program in it; panics with what it printed if it fails.
    pub fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = Command::new(program).args(arguments).current_dir(&self.0).output();
        let output = output.expect("a program that starts");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}:\n{printed}{complaint}");
        printed
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
