//! The files of the repository as the tests about the repository read them: every text file below the workspace
//! root, build output and hidden directories left out. Judges nothing.

use std::fs;
use std::path::Path;

/// Directories that hold no source of ours: build output, and what tools put beside it.
const NOT_OURS: &[&str] = &["target", "node_modules", "dist"];
/// Hidden directories that are committed.
const COMMITTED_THOUGH_HIDDEN: &[&str] = &[".github", ".cargo", ".config"];

/// One text file: its path from the workspace root, with `/`, and its content.
pub struct TextFile {
    /// Path from the workspace root, with forward slashes.
    pub path: String,
    /// The whole content.
    pub text: String,
}

impl TextFile {
    /// Whether the path ends with `.` and this extension.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
    }
}

/// The workspace root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of the repository, in the order of their paths. What is not UTF-8 is not text.
pub fn all() -> Vec<TextFile> {
    let mut files = below(root());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Every Rust file of the repository.
pub fn rust() -> Vec<TextFile> {
    all().into_iter().filter(|file| file.has_extension("rs")).collect()
}

fn below(directory: &Path) -> Vec<TextFile> {
    let entries = fs::read_dir(directory).expect("a directory of the repository can be read");
    entries.map(|entry| entry.expect("a directory entry can be read").path()).flat_map(|path| read(&path)).collect()
}

fn read(path: &Path) -> Vec<TextFile> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if path.is_dir() {
        let hidden = name.starts_with('.') && !COMMITTED_THOUGH_HIDDEN.contains(&name.as_str());
        return if hidden || NOT_OURS.contains(&name.as_str()) { Vec::new() } else { below(path) };
    }
    // A worktree keeps a file `.git` that points at the main checkout.
    if name == ".git" {
        return Vec::new();
    }
    fs::read_to_string(path).map(|text| TextFile { path: relative(path), text }).into_iter().collect()
}

fn relative(path: &Path) -> String {
    let below_root = path.strip_prefix(root()).expect("a walked path is below the root");
    below_root.to_string_lossy().replace('\\', "/")
}
