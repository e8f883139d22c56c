//! The test of allowed arrows: which layer may use which, and what each may reach outside the project.
//!
//! The tables below are the only place where this is written. Everything else in this module reads source: `place`
//! says which layer a file is, `names` what a written path means there, `tokens` and `mentions` collect the paths of a
//! file, `judge` holds them against the tables, `planted_arrows` and `planted_reach` prove that it sees.
//!
//! It reads one file at a time and resolves names as far as that file tells. It does not see: a layer's things that an
//! allowed layer re-exports, a forbidden method called on a value whose type is never named, names that a macro pastes
//! together, and code that a derive or procedural macro writes.

mod judge;
mod mentions;
mod names;
mod place;
mod tokens;

#[cfg(test)]
mod planted_arrows;
#[cfg(test)]
mod planted_reach;

use crate::files;
use place::Home::{Crate, Module};

/// One layer and what it may use of ours.
pub struct Layer {
    name: &'static str,
    home: place::Home,
    may_use: Names,
}

/// A set of layers.
pub enum Names {
    /// These and no others.
    Only(&'static [&'static str]),
    /// Every layer but these.
    AllBut(&'static [&'static str]),
}

use Names::{AllBut, Only};

impl Names {
    fn hold(&self, name: &str) -> bool {
        match self {
            Only(names) => names.contains(&name),
            AllBut(names) => !names.contains(&name),
        }
    }
}

/// The allowed arrows. A layer may always use itself; `src/lib.rs` and `src/main.rs` may see every layer.
#[rustfmt::skip]
const LAYERS: &[Layer] = &[
    layer("cli", Module, AllBut(&["store", "entity"])),
    layer("http", Module, Only(&["graphql", "service", "auth", "config", "clock", "values"])),
    layer("graphql", Module, Only(&["service", "read", "report", "scoring", "procedure", "values"])),
    layer("service", Module, Only(&["store", "read", "database", "casefile", "exchange", "report", "analysis",
                                    "scoring", "procedure", "values", "auth", "clock"])),
    layer("read", Module, Only(&["database", "entity", "procedure", "values"])),
    layer("store", Module, Only(&["database", "entity", "scoring", "procedure", "values"])),
    layer("database", Module, Only(&["config", "migration", "values"])),
    layer("casefile", Module, Only(&["scoring", "procedure", "values"])),
    layer("exchange", Module, Only(&["scoring", "procedure", "values"])),
    layer("report", Module, Only(&["scoring", "procedure", "values"])),
    layer("auth", Module, Only(&["procedure", "values", "config"])),
    layer("config", Module, Only(&["values"])),
    layer("clock", Module, Only(&["values"])),
    layer("analysis", Crate, Only(&["scoring", "values"])),
    layer("scoring", Crate, Only(&["values"])),
    layer("procedure", Crate, Only(&["values"])),
    layer("values", Crate, Only(&[])),
    layer("entity", Crate, Only(&[])),
    layer("migration", Crate, Only(&[])),
    layer("bench/data", Crate, Only(&["entity", "migration", "procedure", "scoring", "values"])),
    layer("bench/http/sqljson", Crate, AllBut(&["cli"])),
];

const fn layer(name: &'static str, home: place::Home, may_use: Names) -> Layer {
    Layer { name, home, may_use }
}

/// Something outside our layers, or a way of doing, that only some layers may name.
pub struct Reach {
    /// Runs of path segments. `ab*` is any segment that begins so, `*` alone a glob, `x!` a macro, `.x` a method.
    what: &'static [&'static str],
    /// Who may.
    only_in: Names,
}

/// What the pure crates are: same inputs, same bytes, on any machine.
const PURE: &[&str] = &["values", "scoring", "procedure"];
/// The name under which a float literal is reported.
const FLOAT_LITERAL: &str = "a float literal";

/// The reach outside.
#[rustfmt::skip]
const REACHES: &[Reach] = &[
    Reach {
        what: &["sea_orm", "sea_query", "sqlx", "sea_orm_migration"],
        only_in: Only(&["service", "store", "read", "database", "entity", "migration", "bench/data"]),
    },
    Reach {
        what: &["async_graphql", "async_graphql_*", "axum", "axum_core", "axum_extra"],
        only_in: Only(&["http", "graphql", "cli"]),
    },
    // Time, ids and chance are parameters; one place asks the system.
    Reach {
        what: &["SystemTime", "Instant::now", "Timestamp::now", "Zoned::now", "Utc::now", "Local::now",
                "Uuid::now_v7", "Uuid::new_v4"],
        only_in: Only(&["clock"]),
    },
    Reach {
        what: &[".begin", ".begin_with_*", ".transaction", ".transaction_with_*", "TransactionTrait",
                "Connection::begin", "Pool::begin"],
        only_in: Only(&["service", "database"]),
    },
    Reach {
        what: &["std::fs", "std::net", "std::time", "std::env", "std::process", "std::thread", "std::io",
                "std::os", "std::*"],
        only_in: AllBut(PURE),
    },
    Reach {
        what: &["print!", "println!", "eprint!", "eprintln!", "thread_local!"],
        only_in: AllBut(PURE),
    },
    Reach {
        what: &["HashMap", "HashSet", "hash_map", "hash_set", "RandomState", "DefaultHasher", "std::collections::*"],
        only_in: AllBut(PURE),
    },
    Reach {
        what: &["f32", "f64", "to_f32", "to_f64", "as_f32", "as_f64", "from_f32", "from_f64", FLOAT_LITERAL],
        only_in: AllBut(PURE),
    },
    // Both would hide code from this test.
    Reach { what: &["include!", "#[path]"], only_in: Only(&[]) },
];

/// The crates from outside that a pure crate may name, in code and in its Cargo.toml.
#[rustfmt::skip]
const CRATES_ALLOWED: &[(&str, &[&str])] = &[
    ("values", &["serde", "serde_json", "serde_json_canonicalizer", "serde_path_to_error", "schemars", "num_rational",
                 "num_bigint", "num_integer", "num_traits", "jiff", "sha2", "unicode_normalization"]),
    ("scoring", &["serde", "schemars"]),
    ("procedure", &["serde", "schemars"]),
];

/// What a pure crate may name besides under `#[cfg(test)]`.
const CRATES_ALLOWED_IN_TESTS: &[&str] = &["proptest", "insta", "serde_json"];

#[test]
fn every_layer_uses_only_what_it_may() {
    let outside = place::locked_crates();
    let files = files::rust();
    let mut broken = Vec::new();
    let mut seen = 0;
    for file in &files {
        let Some(place) = place::of(&file.path) else {
            continue;
        };
        seen += 1;
        broken.extend(judge::judge(&place, &file.path, &file.text, &outside));
    }
    assert!(seen > 20, "only {seen} source files were found; the walk is broken");
    assert!(broken.is_empty(), "\n{}\nThe allowed arrows are the tables in tests/it/arrows.rs.\n", broken.join("\n"));
}

#[test]
fn every_crate_depends_only_on_what_it_may() {
    let broken = place::members().iter().flat_map(|member| judge::judge_manifest(member)).collect::<Vec<_>>();
    assert!(broken.is_empty(), "\n{}\nThe allowed arrows are the tables in tests/it/arrows.rs.\n", broken.join("\n"));
}

#[test]
fn every_crate_and_module_is_a_layer_of_the_table() {
    for member in place::members() {
        let known = LAYERS.iter().any(|layer| layer.name == member && layer.home == Crate);
        assert!(known, "the workspace member `{member}` is no layer: add it to LAYERS in tests/it/arrows.rs");
    }
    for file in files::rust() {
        if let Some(place) = place::of(&file.path) {
            let known = place.is_roof() || LAYERS.iter().any(|layer| layer.name == place.layer);
            assert!(known, "{}: `{}` is no layer: add it to LAYERS in tests/it/arrows.rs", file.path, place.layer);
        }
    }
}

#[test]
fn the_test_covers_every_crate() {
    let files = files::rust();
    for name in ["values", "scoring", "procedure", "entity", "migration"] {
        let covered = files.iter().filter_map(|file| place::of(&file.path)).any(|place| place.layer == name);
        assert!(covered, "no source file of `{name}` was read");
    }
}

#[test]
fn the_arrows_point_one_way() {
    for layer in LAYERS {
        assert!(!reachable(layer.name).contains(&layer.name), "`{}` can reach itself through others", layer.name);
        for name in named(&layer.may_use) {
            assert!(
                LAYERS.iter().any(|other| other.name == *name),
                "`{}` names `{name}`, which is no layer",
                layer.name
            );
        }
    }
}

fn named(names: &Names) -> &'static [&'static str] {
    match names {
        Only(names) | AllBut(names) => names,
    }
}

/// Every layer that code in this one can come to, itself only if there is a circle.
fn reachable(from: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        let layer = LAYERS.iter().find(|layer| layer.name == name).expect("a layer of the table");
        // What may use everything is on top; it would only find itself.
        let steps = LAYERS.iter().filter(|other| layer.may_use.hold(other.name) && other.name != name);
        for step in steps.filter(|step| !found.contains(&step.name)).collect::<Vec<_>>() {
            found.push(step.name);
            open.push(step.name);
        }
    }
    found
}
