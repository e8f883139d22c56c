//! What an operator may set: read from a file, the environment and flags, in this order of growing weight, and held
//! against one table. Every value knows where it came from. What is unknown or of the wrong kind is refused, with its
//! origin and the way out; no value of a secret is ever part of a text made here.

mod layer;
mod table;
mod value;

pub use layer::{Flags, environment};
pub use table::{Kind, SETTINGS, Setting};

use config::{Config, ConfigError, File, FileFormat, Value};
use layer::Layer;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use values::{Faults, Place};

/// The code of a file that cannot be read.
const FILE: &str = "config.file";
/// The code of a key that is not one of the table.
const UNKNOWN_KEY: &str = "config.unknown_key";
/// The code of a value that its key does not take.
const WRONG_VALUE: &str = "config.wrong_value";

/// What begins the name of every variable of the environment that is read.
pub const PREFIX: &str = "ANBUD_";

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Read {
    Text(String),
    Whole(u64),
    List(Vec<String>),
}

/// All settings, each with its origin. The values are what the table says they are.
#[derive(Clone)]
pub struct Settings(BTreeMap<&'static str, (Read, String)>);

impl Settings {
    /// Reads all sources. A file that is named must be there.
    ///
    /// # Errors
    /// `config.file`, `config.unknown_key`, `config.wrong_value`: all that are found, at their keys.
    pub fn read(file: Option<&Path>, environment: Flags, flags: Flags) -> Result<Self, Faults> {
        let mut sources = Config::builder().add_source(Layer::defaults());
        if let Some(file) = file {
            sources = sources.add_source(File::from(file).format(FileFormat::Toml).required(true));
        }
        let environment = Layer::given(environment, |name| format!("environment {}", table::variable(name)));
        let flags = Layer::given(flags, |name| format!("flag --{}", table::flag(name)));
        let read = sources.add_source(environment).add_source(flags).build();
        let read = read.and_then(|read| read.cache.into_table()).map_err(|error| unreadable(file, &error))?;
        check(read)
    }

    /// A text. Empty for a name that the table does not have, which a test rules out.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some((Read::Text(text), _)) => text,
            _ => "",
        }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self, name: &str) -> u64 {
        match self.0.get(name) {
            Some((Read::Whole(number), _)) => *number,
            _ => 0,
        }
    }

    /// A number of seconds.
    #[must_use]
    pub fn seconds(&self, name: &str) -> Duration {
        Duration::from_secs(self.whole(name))
    }

    /// A list of texts.
    #[must_use]
    pub fn list(&self, name: &str) -> &[String] {
        match self.0.get(name) {
            Some((Read::List(list), _)) => list,
            _ => &[],
        }
    }

    /// Every setting with its value and its origin, for people. `veil` makes the value of a secret one that may be seen.
    pub fn shown(&self, veil: impl Fn(&str) -> String) -> Vec<[String; 3]> {
        let line = |setting: &Setting| {
            let (value, origin) = self.0.get(setting.name)?;
            let value = match (value, setting.kind) {
                (Read::Text(text), Kind::Secret) => veil(text),
                (Read::Text(text), _) => text.clone(),
                (Read::Whole(number), _) => number.to_string(),
                (Read::List(list), _) if list.is_empty() => "none".to_owned(),
                (Read::List(list), _) => list.join(", "),
            };
            Some([setting.name.to_owned(), value, origin.clone()])
        };
        SETTINGS.iter().filter_map(line).collect()
    }
}

/// Holds what was read against the table.
fn check(read: impl IntoIterator<Item = (String, Value)>) -> Result<Settings, Faults> {
    let mut settings = BTreeMap::new();
    let mut faults = Faults::none();
    for (name, value) in read {
        let origin = value.origin().unwrap_or("an unknown origin").to_owned();
        let origin = if origin.contains(' ') || origin == layer::DEFAULT { origin } else { format!("file {origin}") };
        let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
            let cause = format!("no setting has this name ({origin})");
            faults.add(UNKNOWN_KEY, &Place::root().at(&name), cause, nearest(&name));
            continue;
        };
        match value::read(setting.kind, value.kind, origin.starts_with("file ")) {
            Ok(read) => {
                settings.insert(setting.name, (read, origin));
            }
            Err(wrong) => {
                let cause = format!("the value {wrong} ({origin})");
                faults.add(WRONG_VALUE, &Place::root().at(&name), cause, setting.way_out());
            }
        }
    }
    if faults.is_empty() { Ok(Settings(settings)) } else { Err(faults) }
}

/// The way out of an unknown name: all there are, those that begin alike first.
fn nearest(name: &str) -> String {
    let begins = |setting: &&Setting| name.len() >= 3 && setting.name.as_bytes().starts_with(&name.as_bytes()[..3]);
    let alike: Vec<&str> = SETTINGS.iter().filter(begins).map(|setting| setting.name).collect();
    let all: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    if alike.is_empty() {
        format!("take it out, or write one of {}", all.join(", "))
    } else {
        format!("take it out, or write {}", alike.join(" or "))
    }
}

/// A file that is not there or is not TOML. The parser's words show the line, which may hold a password: only the place
/// is told.
fn unreadable(file: Option<&Path>, error: &ConfigError) -> Faults {
    let name = file.map(|file| file.display().to_string()).unwrap_or_default();
    let cause = match error {
        ConfigError::FileParse { cause, .. } => {
            let said = cause.to_string();
            let place = said.lines().next().and_then(|line| line.split_once(" at ")).map(|(_, place)| place.to_owned());
            format!("{name} is not TOML, at {}", place.unwrap_or_else(|| "an unknown line".to_owned()))
        }
        _ => format!("{name} cannot be read"),
    };
    let hint = "name a file that is there and holds lines such as `readers = 4` or `listen = \"127.0.0.1:8080\"`";
    Faults::one(FILE, &Place::root().at("config"), cause, hint)
}
