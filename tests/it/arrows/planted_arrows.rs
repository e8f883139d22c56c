//! One forbidden arrow of each kind, planted as source text: the test must find it at its line, and pass lawful code.

use super::judge::{judge, manifest_broken};
use super::place;
use std::collections::BTreeSet;

/// What the planted files could name from outside.
pub const OUTSIDE: &[&str] =
    &["sea_orm", "sqlx", "axum", "async_graphql", "serde", "serde_json", "rand", "proptest", "uuid", "jiff"];

/// The violations as `line: target (path)`, in order.
pub fn found(path: &str, text: &str) -> Vec<String> {
    let outside: BTreeSet<String> = OUTSIDE.iter().map(|name| (*name).to_owned()).collect();
    let place = place::of(path).expect("a planted file is in a layer");
    let messages = judge(&place, path, text, &outside);
    messages.iter().map(|message| brief(path, message)).collect()
}

fn brief(path: &str, message: &str) -> String {
    let rest =
        message.strip_prefix(path).and_then(|rest| rest.strip_prefix(':')).expect("a message begins with the file");
    let (line, rest) = rest.split_once(": layer `").expect("then the line and the layer");
    let (_, rest) = rest.split_once("` may not use `").expect("then the target");
    let (target, rest) = rest.split_once("` (found: ").expect("then the path");
    format!("{line}: {target} ({})", rest.strip_suffix(')').expect("the path is in parentheses"))
}

#[test]
fn the_message_says_file_line_layers_and_path() {
    let place = place::of("src/graphql/lot.rs").expect("a layer");
    let messages = judge(&place, "src/graphql/lot.rs", "//! x\n\nuse crate::store::Lot;\n", &BTreeSet::new());
    assert_eq!(messages, ["src/graphql/lot.rs:3: layer `graphql` may not use `store` (found: crate::store::Lot)"]);
}

#[test]
fn a_grouped_use_is_found_at_the_line_of_its_leaf() {
    let text = "use crate::{\n    service::open,\n    store::{bids, Unit},\n};\n";
    assert_eq!(found("src/graphql/a.rs", text), ["3: store (crate::store::Unit)", "3: store (crate::store::bids)"]);
}

#[test]
fn a_renamed_use_is_found() {
    assert_eq!(found("src/http/a.rs", "use crate::read as r;\nfn f() { r::all() }"), ["1: read (crate::read)"]);
    assert_eq!(found("src/http/a.rs", "use crate::read::Plan as _;"), ["1: read (crate::read::Plan)"]);
    assert_eq!(found("src/http/a.rs", "use crate::r#read::Plan;"), ["1: read (crate::read::Plan)"]);
}

#[test]
fn a_public_use_is_found() {
    assert_eq!(found("src/report.rs", "pub use crate::service::Report;"), ["1: service (crate::service::Report)"]);
    assert_eq!(found("src/report.rs", "pub(crate) use crate::read::Row;"), ["1: read (crate::read::Row)"]);
}

#[test]
fn a_glob_is_found() {
    assert_eq!(found("src/read/a.rs", "use crate::store::*;"), ["1: store (crate::store::*)"]);
    assert_eq!(found("src/read/a.rs", "use scoring::*;"), ["1: scoring (scoring::*)"]);
}

#[test]
fn the_crate_root_cannot_be_gone_through() {
    for text in ["use crate as root;", "use crate::{self as root};", "use crate::*;", "use super::super as root;"] {
        let found = found("src/read/a.rs", text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with("1: the crate root ("), "{text}: {found:?}");
    }
    assert_eq!(found("src/read.rs", "extern crate self as me;"), ["1: the crate root (crate)"]);
    assert_eq!(found("src/read.rs", "fn f() { crate::shortcut() }"), ["1: the crate root (crate::shortcut)"]);
}

#[test]
fn full_paths_are_found_in_expressions_types_patterns_and_bounds() {
    let text = "fn f(x: &crate::store::Unit) {\n    crate::service::act();\n    match x {\n        crate::cli::Kind::A => (),\n    }\n}";
    let expected =
        ["1: store (crate::store::Unit)", "2: service (crate::service::act)", "4: cli (crate::cli::Kind::A)"];
    assert_eq!(found("src/read/a.rs", text), expected);
    assert_eq!(found("src/read/a.rs", "struct S<T: crate::store::Has>(Vec<T>);"), ["1: store (crate::store::Has)"]);
    assert_eq!(found("src/read/a.rs", "impl<T> crate::store::Has for T {}"), ["1: store (crate::store::Has)"]);
    assert_eq!(found("src/read/a.rs", "type X = Vec<Option<crate::store::Unit>>;"), ["1: store (crate::store::Unit)"]);
    assert_eq!(
        found("src/read/a.rs", "fn f() { <crate::store::Unit as Default>::default() }")[0],
        "1: store (crate::store::Unit)"
    );
}

#[test]
fn paths_inside_macros_are_found() {
    let call = "fn f() {\n    assert_eq!(\n        1,\n        crate::store::count(),\n    );\n}";
    assert_eq!(found("src/read/a.rs", call), ["4: store (crate::store::count)"]);
    let rules = "macro_rules! m {\n    () => {{\n        use $crate::{read::x, store as s};\n        $crate::store::y()\n    }};\n}";
    assert_eq!(found("src/read/a.rs", rules), ["3: store (crate::store)", "4: store (crate::store::y)"]);
    assert_eq!(found("src/read/a.rs", "fn f() { vec![vec![::scoring::x()]]; }"), ["1: scoring (::scoring::x)"]);
    assert_eq!(found("src/read/a.rs", "fn f() { crate::store::save!(1) }"), ["1: store (crate::store::save!)"]);
}

#[test]
fn a_path_that_a_macro_completes_is_found() {
    let rules = "macro_rules! m {\n    ($layer:ident) => {\n        $crate::$layer::save()\n    };\n}";
    assert_eq!(found("src/read/a.rs", rules), ["3: the crate root (crate::$)"]);
    let own = "macro_rules! m { ($x:ident) => { $crate::read::$x::page() } }";
    assert_eq!(found("src/read/a.rs", own), [""; 0]);
}

#[test]
fn climbing_with_super_is_found() {
    assert_eq!(
        found("src/read/plan/page.rs", "use super::super::super::store::X;"),
        ["1: store (super::super::super::store::X)"]
    );
    assert_eq!(found("src/read/mod.rs", "use super::store::X;"), ["1: store (super::store::X)"]);
    assert_eq!(
        found("src/read.rs", "mod inner {\n    fn f() { super::super::store::x() }\n}"),
        ["2: store (super::super::store::x)"]
    );
    assert_eq!(found("src/read.rs", "use self::super::store::X;"), ["1: store (self::super::store::X)"]);
}

#[test]
fn attributes_and_derives_are_found() {
    assert_eq!(
        found("src/read/a.rs", "#[derive(Debug, crate::store::Row)]\nstruct S;"),
        ["1: store (crate::store::Row)"]
    );
    assert_eq!(found("src/read/a.rs", "#[crate::store::table]\nstruct S;"), ["1: store (crate::store::table)"]);
    let with = "struct S {\n    #[serde(with = \"crate::store::text\")]\n    a: u8,\n}";
    assert_eq!(found("src/read/a.rs", with), ["2: store (crate::store::text)"]);
    assert_eq!(found("src/read/a.rs", "#[path = \"../store/a.rs\"]\nmod a;"), ["1: #[path] (#[path])"]);
    assert_eq!(found("src/read/a.rs", "include!(\"../store/a.rs\");"), ["1: include! (include!)"]);
}

#[test]
fn the_crates_of_the_workspace_are_layers() {
    assert_eq!(found("src/graphql/a.rs", "use entity::bid::Column;"), ["1: entity (entity::bid::Column)"]);
    assert_eq!(
        found("src/graphql/a.rs", "fn f() -> ::entity::bid::Model { x() }"),
        ["1: entity (::entity::bid::Model)"]
    );
    assert_eq!(found("src/graphql/a.rs", "extern crate entity as tables;"), ["1: entity (::entity)"]);
    assert_eq!(found("src/graphql/a.rs", "use {entity, values};"), ["1: entity (entity)"]);
    assert_eq!(found("src/graphql/a.rs", "use entity::bid as entity;"), ["1: entity (entity::bid)"]);
    assert_eq!(found("src/graphql/a.rs", "use anbud::store::X;"), ["1: store (anbud::store::X)"]);
    assert_eq!(found("scoring/src/a.rs", "use procedure::Stage;"), ["1: procedure (procedure::Stage)"]);
    assert_eq!(found("values/src/a.rs", "fn f() { anbud::clock::now() }"), ["1: anbud (anbud::clock::now)"]);
    assert_eq!(found("entity/src/a.rs", "use values::Money;"), ["1: values (values::Money)"]);
    assert_eq!(found("migration/src/a.rs", "use entity::bid;"), ["1: entity (entity::bid)"]);
}

#[test]
fn test_modules_keep_to_the_arrows_too() {
    let text = "#[cfg(test)]\nmod tests {\n    use super::*;\n    use crate::store::Unit;\n}";
    assert_eq!(found("src/read/a.rs", text), ["4: store (crate::store::Unit)"]);
}

#[test]
fn lawful_code_passes() {
    let nothing: Vec<String> = Vec::new();
    let service = "use crate::{read, store::{self, Unit}, clock};\nuse scoring::Model;\npub use values::Text;\nfn f(m: &Model) { store::save(m); clock::now(); self::g(); super::x() }";
    assert_eq!(found("src/service/a.rs", service), nothing);
    let names = "mod scoring;\nuse scoring::Thing;\nfn store(read: u8) -> u8 { read }\nfn f() { let entity = 1; entity.store(); scoring::g() }";
    assert_eq!(found("src/read/a.rs", names), nothing, "local names may be called like layers");
    let inner = "pub(crate) mod a { use super::b; use super::super::c; pub(in crate::read) fn f() {} }\nmod b {}";
    assert_eq!(found("src/read/plan.rs", inner), nothing);
    let entity = "use sea_orm::entity::prelude::*;\n#[derive(DeriveRelation)]\nenum R {\n #[sea_orm(belongs_to = \"super::lot::Entity\")]\n Lot }";
    assert_eq!(found("entity/src/bid.rs", entity), nothing);
    assert_eq!(found("src/main.rs", "use anbud::{store, cli};\nfn main() { anbud::cli::run() }"), nothing);
    assert_eq!(
        found("src/lib.rs", "pub mod store;\npub use store::X;\npub use crate::cli::Y;\nuse sea_orm::Z;"),
        nothing
    );
    assert_eq!(
        found(
            "src/cli/a.rs",
            "use crate::{service, http, read, database, report};\nuse migration::Migrator;\nuse axum::serve;"
        ),
        nothing
    );
}

#[test]
fn a_manifest_may_not_depend_past_the_arrows() {
    let head = "[package]\nname = \"scoring\"\n\n[dependencies]\n";
    let broken = |line: &str| manifest_broken("scoring", &format!("{head}{line}\n")).len();
    assert_eq!(broken("values.workspace = true\nserde = \"1\" # for documents"), 0);
    assert_eq!(broken("[dev-dependencies]\nproptest = \"1\"\n\n[lints]\nworkspace = true"), 0);
    assert_eq!(broken("procedure.workspace = true"), 1);
    assert_eq!(broken("rand = \"0.9\""), 1);
    assert_eq!(broken("serde = { package = \"rand\", version = \"1\" }"), 1);
    assert_eq!(broken("[dependencies.rand]\nversion = \"1\""), 1);
    assert_eq!(broken("[target.'cfg(unix)'.dependencies]\nlibc = \"1\""), 1);
    assert_eq!(broken("[build-dependencies]\ncc = \"1\""), 1);
    assert_eq!(manifest_broken("entity", "[dependencies]\nvalues.workspace = true\n").len(), 1);
    assert_eq!(manifest_broken("entity", "[dependencies]\nsea-orm.workspace = true\n").len(), 0);
}
