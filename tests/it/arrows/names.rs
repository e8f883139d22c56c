//! What a path means where it is written: `crate`, `self`, `super`, the names a module's `use` items bring in, crates.
//! An approximation from one file alone: names that a glob brings in from another file are not known here.

use super::LAYERS;
use super::place::{Home, Place, SERVER};
use std::collections::{BTreeMap, BTreeSet};
use syn::ext::IdentExt;
use syn::visit::Visit;

/// A path as far as it can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Segments from a crate's name on if `known`, else as written.
    pub segments: Vec<String>,
    /// How many segments in front come from the `use` item that brought in the first name; they were judged there.
    pub through_use: usize,
    /// Whether the first segment is a crate.
    pub known: bool,
}

/// One leaf of a use tree.
pub struct Leaf {
    /// The path as written, a glob ending in `*`.
    pub path: Vec<String>,
    /// The name brought in, none for a glob or `_`.
    pub name: Option<String>,
    /// The line of the leaf.
    pub line: usize,
    /// Whether the path begins with `::`.
    pub absolute: bool,
}

/// The names of one module.
#[derive(Clone, Default)]
pub struct Scope {
    modules: BTreeSet<String>,
    brought: BTreeMap<String, Vec<String>>,
}

impl Scope {
    /// The names that these items declare or bring in; a child module with `use super::*` sees its parent's too.
    pub fn of(items: &[syn::Item], place: &Place, outside: &BTreeSet<String>, parent: Option<&Scope>) -> Scope {
        let mut uses = Uses(Vec::new());
        items.iter().for_each(|item| uses.visit_item(item));
        let climbs = uses.0.iter().any(|leaf| leaf.path == ["super", "*"]);
        let mut scope = parent.filter(|_| climbs).cloned().unwrap_or_default();
        for item in items {
            if let syn::Item::Mod(module) = item {
                scope.modules.insert(module.ident.unraw().to_string());
            }
        }
        let declared = scope.clone();
        for leaf in uses.0 {
            let Some(name) = leaf.name.clone() else {
                continue;
            };
            let meaning = resolve(&leaf.path, leaf.absolute, place, &declared, outside);
            scope.brought.insert(name, meaning.segments);
        }
        scope
    }

    /// Whether a path that begins with this name begins with a crate, unless a `use` item brought in the name.
    pub fn is_crate(&self, name: &str, outside: &BTreeSet<String>) -> bool {
        !self.modules.contains(name) && (is_ours(name) || is_standard(name) || outside.contains(name))
    }
}

/// Follows a path from the place where it is written.
pub fn resolve(path: &[String], absolute: bool, place: &Place, scope: &Scope, outside: &BTreeSet<String>) -> Meaning {
    let first = path.first().map_or("", String::as_str);
    if absolute {
        return meaning(path.to_vec(), 0, true);
    }
    match first {
        "crate" => from_module(place, &[], &path[1..]),
        "self" if path.get(1).is_some_and(|second| second == "super") => climb(place, &path[1..]),
        "self" => from_module(place, &place.module, &path[1..]),
        "super" => climb(place, path),
        _ => from_name(first, path, scope, outside),
    }
}

fn climb(place: &Place, path: &[String]) -> Meaning {
    let steps = path.iter().take_while(|segment| *segment == "super").count();
    let kept = place.module.len().saturating_sub(steps);
    from_module(place, &place.module[..kept], &path[steps..])
}

fn from_module(place: &Place, module: &[String], rest: &[String]) -> Meaning {
    let package = std::slice::from_ref(&place.package);
    meaning([package, module, rest].concat(), 0, true)
}

fn from_name(first: &str, path: &[String], scope: &Scope, outside: &BTreeSet<String>) -> Meaning {
    if let Some(target) = scope.brought.get(first) {
        let full = [target.as_slice(), &path[1..]].concat();
        return meaning(full, target.len(), true);
    }
    meaning(path.to_vec(), 0, scope.is_crate(first, outside))
}

fn meaning(mut segments: Vec<String>, through_use: usize, known: bool) -> Meaning {
    if known && segments.first().is_some_and(|first| is_standard(first)) {
        segments[0] = "std".to_owned();
    }
    Meaning { segments, through_use, known }
}

/// Whether this is the name of a crate of the workspace.
pub fn is_ours(name: &str) -> bool {
    name == SERVER || LAYERS.iter().any(|layer| layer.name == name && layer.home == Home::Crate)
}

/// Whether this is one of the language's own crates.
pub fn is_standard(name: &str) -> bool {
    ["std", "core", "alloc"].contains(&name)
}

/// The `use` items of one module, those in function bodies included, those of inner modules not.
struct Uses(Vec<Leaf>);

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.0.extend(leaves(item));
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.0.extend(extern_leaf(item));
    }

    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}
}

/// The leaves of a `use` item.
pub fn leaves(item: &syn::ItemUse) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(&item.tree, Vec::new(), item.leading_colon.is_some(), &mut found);
    found
}

/// `extern crate x as y` read as `use ::x as y`; `extern crate self` as the crate's root.
pub fn extern_leaf(item: &syn::ItemExternCrate) -> Option<Leaf> {
    let own = item.ident == "self";
    let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
    let path = vec![if own { "crate".to_owned() } else { item.ident.unraw().to_string() }];
    Some(Leaf { path, name: Some(name.unraw().to_string()), line: item.ident.span().start().line, absolute: !own })
}

fn collect(tree: &syn::UseTree, mut prefix: Vec<String>, absolute: bool, found: &mut Vec<Leaf>) {
    let mut leaf = |path: Vec<String>, name: Option<String>, span: proc_macro2::Span| {
        found.push(Leaf { path, name, line: span.start().line, absolute });
    };
    match tree {
        syn::UseTree::Path(step) => {
            prefix.push(step.ident.unraw().to_string());
            collect(&step.tree, prefix, absolute, found);
        }
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|tree| collect(tree, prefix.clone(), absolute, found))
        }
        syn::UseTree::Glob(glob) => {
            prefix.push("*".to_owned());
            leaf(prefix, None, glob.star_token.spans[0]);
        }
        syn::UseTree::Name(last) => {
            let path = ended(prefix, &last.ident);
            let name = path.last().cloned();
            leaf(path, name, last.ident.span());
        }
        syn::UseTree::Rename(last) => {
            let name = Some(last.rename.unraw().to_string()).filter(|name| name != "_");
            leaf(ended(prefix, &last.ident), name, last.ident.span());
        }
    }
}

/// `x::{self}` brings in `x`.
fn ended(mut prefix: Vec<String>, last: &syn::Ident) -> Vec<String> {
    if prefix.is_empty() || last != "self" {
        prefix.push(last.unraw().to_string());
    }
    prefix
}
