//! Searches texts: what is left undone, tests switched off, paths of one person's machine, links that lead nowhere.
//! The words stand here in two halves, so that this file does not find itself.

use crate::files;
use std::path::{Component, Path, PathBuf};

/// Marks of unfinished work; those that end in `!` are macros.
const UNDONE: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("todo", "!"),
    concat!("unimplemented", "!"),
    concat!("dbg", "!"),
];

/// How absolute paths begin that exist on one machine only.
const PRIVATE: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/tm", "p/wt"), concat!("/ro", "ot/"), concat!("/Us", "ers/")];

/// Marks of unfinished work.
pub fn left_undone(path: &str, text: &str) -> Vec<String> {
    let undone = |line: &str| UNDONE.iter().find(|mark| has_word(line, mark)).copied();
    on_lines(path, text, |line| {
        undone(line).map(|mark| format!("`{mark}`: finish it, or write an issue and take it out"))
    })
}

/// Tests switched off, always or under some condition.
pub fn ignored_tests(path: &str, text: &str) -> Vec<String> {
    let plain = concat!("#[", "ignore");
    let conditional = |line: &str| line.contains(concat!("#[cfg_", "attr(")) && has_word(line, concat!("ign", "ore"));
    on_lines(path, text, |line| {
        (line.contains(plain) || conditional(line)).then(|| "an ignored test: make it run, or delete it".to_owned())
    })
}

/// Absolute paths of one person's machine.
pub fn private_paths(path: &str, text: &str) -> Vec<String> {
    let private = |line: &str| PRIVATE.iter().find(|start| begins_a_path(line, start)).copied();
    on_lines(path, text, |line| {
        private(line).map(|start| format!("`{start}` exists on one machine only: say it relative to the repository"))
    })
}

/// Links of a Markdown page to files of the repository that do not exist.
pub fn dead_links(path: &str, text: &str) -> Vec<String> {
    let mut fenced = false;
    on_lines(path, text, |line| {
        fenced ^= line.trim_start().starts_with("```");
        let dead = targets(line).into_iter().find(|target| !fenced && !exists(path, target));
        dead.map(|target| format!("the link `{target}` leads nowhere"))
    })
}

fn on_lines(path: &str, text: &str, mut complaint: impl FnMut(&str) -> Option<String>) -> Vec<String> {
    let found = text.lines().enumerate().filter_map(|(index, line)| Some((index + 1, complaint(line)?)));
    found.map(|(line, complaint)| format!("{path}:{line}: {complaint}")).collect()
}

fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].ends_with(part_of_word);
        let after = line[start + word.len()..].starts_with(part_of_word);
        !before && (!after || word.ends_with('!'))
    })
}

/// Whether the path begins here, and is not the middle of another path or of an address.
fn begins_a_path(line: &str, start: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || ['.', '-', '_', '~', '}', '*', '>'].contains(&c);
    line.match_indices(start).any(|(at, _)| !line[..at].ends_with(inside))
}

/// The link targets of one line, inline (`](target)`) and by reference (`[name]: target`), outside inline code.
fn targets(line: &str) -> Vec<String> {
    let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let inline = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let reference =
        prose.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target);
    let bare = |target: &str| target.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']).to_owned();
    inline.chain(reference).map(bare).collect()
}

fn exists(page: &str, target: &str) -> bool {
    let file = target.split(['#', '?']).next().unwrap_or_default();
    if file.is_empty() || target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let from = match file.strip_prefix('/') {
        Some(below_root) => PathBuf::from(below_root),
        None => Path::new(page).parent().unwrap_or(Path::new("")).join(file),
    };
    within(&from).is_some_and(|path| files::root().join(path).exists())
}

/// The path without `.` and `..`, `None` if it leaves the repository.
fn within(path: &Path) -> Option<PathBuf> {
    path.components().try_fold(PathBuf::new(), |mut kept, component| {
        match component {
            Component::Normal(name) => kept.push(name),
            Component::ParentDir if !kept.pop() => return None,
            _ => {}
        }
        Some(kept)
    })
}

#[test]
fn marks_of_unfinished_work_are_found_as_words() {
    let mark = UNDONE[0];
    assert_eq!(left_undone("a.md", &format!("x\n// {mark}: later")).len(), 1);
    assert_eq!(left_undone("a.rs", &format!("fn f() {{ {}() }}", UNDONE[3])).len(), 1);
    assert_eq!(left_undone("a.rs", &format!("let a = {}x);", UNDONE[5])).len(), 1);
    assert_eq!(left_undone("a.rs", &format!("MY{mark} {mark}S not_{}", UNDONE[5])), Vec::<String>::new());
}

#[test]
fn ignored_tests_are_found() {
    let plain = format!("#[test]\n{}]\nfn f() {{}}", concat!("#[", "ignore"));
    assert_eq!(ignored_tests("a.rs", &plain), ["a.rs:2: an ignored test: make it run, or delete it"]);
    let conditional = format!("{}windows, {})]", concat!("#[cfg_", "attr("), concat!("ign", "ore"));
    assert_eq!(ignored_tests("a.rs", &conditional).len(), 1);
    assert_eq!(ignored_tests("a.rs", "#[must_use]\n// we ignore this"), Vec::<String>::new());
}

#[test]
fn private_paths_are_found_where_they_begin() {
    for start in PRIVATE {
        assert_eq!(private_paths("a.toml", &format!("x = \"{start}a\"")).len(), 1, "{start}");
        assert_eq!(private_paths("a.md", &format!("file://{start}a")).len(), 1, "{start}");
        assert_eq!(private_paths("a.md", &format!("https://example.com{start}a and ./x{start}")).len(), 0, "{start}");
    }
}

#[test]
fn links_to_missing_files_are_found() {
    let dead = |line: &str| dead_links("docs/a.md", line).len();
    assert_eq!(dead("[x](missing.md)") + dead("[x]: missing.md") + dead("![x](../missing.png \"title\")"), 3);
    assert_eq!(dead("[x](../../Cargo.toml)"), 1, "outside the repository");
    assert_eq!(dead("[x](../Cargo.toml) [y](/Cargo.toml#top) [z](#here) [w](https://example.com/a.md)"), 0);
    assert_eq!(dead("`[x](missing.md)`"), 0);
    assert_eq!(dead("```\n[x](missing.md)\n```\n"), 0);
}
