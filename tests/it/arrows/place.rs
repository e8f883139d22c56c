//! Where a file stands: its layer, its crate and its module path, from its path alone. Also which crates there are.

use crate::files;
use std::collections::BTreeSet;
use std::fs;

/// Whether a layer is a module of the server package or a crate of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// `src/<name>.rs` or `src/<name>/`.
    Module,
    /// `<name>/src/`.
    Crate,
}

/// The name of the server package's library.
pub const SERVER: &str = "anbud";
/// The layer name of `src/lib.rs` and `src/main.rs`.
pub const ROOF: &str = "the roof";

/// Where a file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The layer.
    pub layer: String,
    /// The crate, as code names it.
    pub package: String,
    /// The module path below the crate root.
    pub module: Vec<String>,
}

impl Place {
    /// Whether this is a crate root of the server package, which may see every layer.
    pub fn is_roof(&self) -> bool {
        self.layer == ROOF
    }
}

/// The place of a source file of a layer, `None` for tests, benches and other files that are no layer.
pub fn of(path: &str) -> Option<Place> {
    let (package, below) = match path.strip_prefix("src/") {
        Some(below) => (SERVER, below),
        None => path.split_once("/src/").filter(|(package, _)| !package.contains('/'))?,
    };
    let module = module_path(below.strip_suffix(".rs")?);
    let layer = match module.first() {
        _ if package != SERVER => package.to_owned(),
        Some(first) => first.clone(),
        None => ROOF.to_owned(),
    };
    Some(Place { layer, package: package.to_owned(), module })
}

fn module_path(below: &str) -> Vec<String> {
    if below == "lib" || below == "main" {
        return Vec::new();
    }
    below.strip_suffix("/mod").unwrap_or(below).split('/').map(str::to_owned).collect()
}

/// The workspace's member crates.
pub fn members() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let line =
        manifest.lines().find(|line| line.starts_with("members")).expect("the workspace lists its members on one line");
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A crate's own Cargo.toml.
pub fn manifest(member: &str) -> String {
    read(&format!("{member}/Cargo.toml"))
}

/// Every crate from outside that anything here could name, from Cargo.lock.
pub fn locked_crates() -> BTreeSet<String> {
    let lock = read("Cargo.lock");
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    names.map(|name| name.replace('-', "_")).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(files::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_path_tells_the_place() {
    let place = |path| of(path).map(|place| (place.layer, place.package, place.module.join("::")));
    let owned =
        |layer: &str, package: &str, module: &str| Some((layer.to_owned(), package.to_owned(), module.to_owned()));
    assert_eq!(place("src/read/plan/page.rs"), owned("read", SERVER, "read::plan::page"));
    assert_eq!(place("src/read/mod.rs"), owned("read", SERVER, "read"));
    assert_eq!(place("src/clock.rs"), owned("clock", SERVER, "clock"));
    assert_eq!(place("src/lib.rs"), owned(ROOF, SERVER, ""));
    assert_eq!(place("scoring/src/rules/lowest_price.rs"), owned("scoring", "scoring", "rules::lowest_price"));
    assert_eq!(place("tests/it/main.rs"), None);
    assert_eq!(place("values/benches/exact.rs"), None);
}
