//! Holds what a file mentions against the tables: the arrows between layers, the reach outside, the allowed crates.

use super::mentions::{self, Mention};
use super::names::{is_ours, is_standard};
use super::place::{self, Place, SERVER};
use super::{CRATES_ALLOWED, CRATES_ALLOWED_IN_TESTS, LAYERS, Names, REACHES, Reach};
use std::collections::BTreeSet;

/// The violations of one file, in the order of its lines, as `file:line: layer ...`.
pub fn judge(place: &Place, path: &str, text: &str, outside: &BTreeSet<String>) -> Vec<String> {
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => {
            return vec![format!("{path}:{}: cannot be read: {error}", error.span().start().line)];
        }
    };
    let mut broken = Vec::new();
    for mention in mentions::of(&file, place, outside) {
        let line = mention.line;
        for target in targets(place, &mention, outside) {
            let found = &mention.written;
            broken.push((
                line,
                format!("{path}:{line}: layer `{}` may not use `{target}` (found: {found})", place.layer),
            ));
        }
    }
    broken.sort();
    broken.dedup();
    broken.into_iter().map(|(_, message)| message).collect()
}

/// The things that this mention uses and this place may not.
fn targets(place: &Place, mention: &Mention, outside: &BTreeSet<String>) -> Vec<String> {
    let arrow = forbidden_layer(place, mention);
    let foreign = forbidden_crate(place, mention, outside);
    let reach = REACHES.iter().filter(|reach| !may_reach(place, reach));
    let reach = reach.flat_map(|reach| reach.what).filter(|what| names(mention, what)).max_by_key(|what| what.len());
    arrow.into_iter().chain(foreign).chain(reach.map(|what| (*what).to_owned())).collect()
}

/// The roof may name what anybody may.
fn may_reach(place: &Place, reach: &Reach) -> bool {
    match place.is_roof() {
        true => !matches!(reach.only_in, Names::Only([])),
        false => reach.only_in.hold(&place.layer),
    }
}

fn forbidden_layer(place: &Place, mention: &Mention) -> Option<String> {
    let meaning = &mention.meaning;
    if place.is_roof() || !meaning.known || meaning.through_use > 0 {
        return None;
    }
    let first = meaning.segments.first()?;
    if first == SERVER && place.package == SERVER {
        let layer = meaning.segments.get(1).map_or("*", String::as_str);
        let known = LAYERS.iter().any(|known| known.home == place::Home::Module && known.name == layer);
        return match known {
            true => Some(layer).filter(|layer| !may_use(&place.layer, layer)).map(str::to_owned),
            false if layer == place.layer => None,
            // The root holds every layer, so what goes through it goes anywhere.
            false => Some("the crate root".to_owned()),
        };
    }
    let crate_of_ours = is_ours(first) && (meaning.segments.len() > 1 || mention.in_use);
    (crate_of_ours && *first != place.package && !may_use(&place.layer, first)).then(|| first.clone())
}

fn may_use(from: &str, to: &str) -> bool {
    from == to || LAYERS.iter().any(|layer| layer.name == from && layer.may_use.hold(to))
}

/// A crate from outside that a pure crate may not name.
fn forbidden_crate(place: &Place, mention: &Mention, outside: &BTreeSet<String>) -> Option<String> {
    let (_, allowed) = CRATES_ALLOWED.iter().find(|(name, _)| *name == place.layer)?;
    let meaning = &mention.meaning;
    let first = meaning.segments.first()?;
    let lone = meaning.segments.len() == 1 && !mention.in_use;
    if !meaning.known || meaning.through_use > 0 || lone || is_ours(first) || is_standard(first) {
        return None;
    }
    let fine =
        allowed.contains(&first.as_str()) || mention.in_test && CRATES_ALLOWED_IN_TESTS.contains(&first.as_str());
    let is_crate = outside.contains(first) || mention.written.starts_with("::");
    (is_crate && !fine).then(|| first.clone())
}

/// Whether a mention contains this run of segments, and not only in what an earlier `use` was judged for.
fn names(mention: &Mention, what: &str) -> bool {
    let wanted: Vec<&str> = what.split("::").collect();
    let meaning = &mention.meaning;
    let fits = |run: &[String]| run.iter().zip(&wanted).all(|(segment, wanted)| matches(segment, wanted));
    let runs = meaning.segments.windows(wanted.len()).enumerate();
    runs.filter(|(start, _)| start + wanted.len() > meaning.through_use).any(|(_, run)| fits(run))
}

fn matches(segment: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(prefix) if !prefix.is_empty() => segment.starts_with(prefix),
        _ => segment == wanted || segment.strip_prefix('.') == Some(wanted),
    }
}

/// The violations of one crate's Cargo.toml.
pub fn judge_manifest(member: &str) -> Vec<String> {
    manifest_broken(member, &place::manifest(member))
}

/// The same for a text.
pub fn manifest_broken(member: &str, manifest: &str) -> Vec<String> {
    let mut section = "";
    let mut broken = Vec::new();
    for (line, text) in manifest.lines().enumerate().map(|(index, text)| (index + 1, text.trim())) {
        if text.starts_with('[') {
            section = text.trim_matches(['[', ']']);
        }
        for name in dependency(section, text).filter(|name| !may_depend(member, name)) {
            broken.push(format!("{member}/Cargo.toml:{line}: layer `{member}` may not use `{name}` (found: {text})"));
        }
    }
    broken
}

/// The crates that a line under `[dependencies]` names, also the real name of a renamed one.
fn dependency<'a>(section: &'a str, text: &'a str) -> impl Iterator<Item = String> + 'a {
    let dependencies = section.ends_with("dependencies") && !section.ends_with("dev-dependencies");
    let table = section.split_once("dependencies.").filter(|(kind, _)| !kind.ends_with("dev-"));
    let in_header = table.map(|(_, name)| name).filter(|_| text.starts_with('['));
    let key = text
        .split(['=', '.', ' '])
        .next()
        .filter(|key| dependencies && !key.is_empty() && !key.starts_with(['#', '[']));
    let renamed = text.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
    let renamed = renamed.filter(|_| dependencies || table.is_some());
    in_header.into_iter().chain(key).chain(renamed).map(|name| name.replace('-', "_"))
}

fn may_depend(member: &str, name: &str) -> bool {
    if is_ours(name) {
        return may_use(member, name);
    }
    CRATES_ALLOWED.iter().filter(|(pure, _)| *pure == member).all(|(_, allowed)| allowed.contains(&name))
}
