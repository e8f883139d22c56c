//! The table of settings: names, kinds, defaults and what they are for. Flags, variables and docs follow from it.

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Text that may hold a password.
    Secret,
    /// A whole number between two bounds, both included.
    Whole {
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Origins of pages: a list in a file, elsewhere with commas between them.
    Origins,
}

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in a file.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds where nobody says otherwise, as text.
    pub default: &'static str,
    /// What it is for, with its unit.
    pub about: &'static str,
}

impl Setting {
    /// Its name as a flag, without the two dashes.
    #[must_use]
    pub fn flag(&self) -> String {
        flag(self.name)
    }

    /// Its name in the environment.
    #[must_use]
    pub fn variable(&self) -> String {
        variable(self.name)
    }

    /// What to write instead.
    pub(super) fn way_out(&self) -> String {
        match self.kind {
            Kind::Whole { least, most } => {
                format!("write a whole number from {least} to {most}, such as {} = {}", self.name, self.default)
            }
            Kind::Choice(all) => format!("write one of {}", all.join(", ")),
            Kind::Origins => {
                "write origins as a browser sends them, such as [\"https://app.example\"], without a path".to_owned()
            }
            Kind::Text | Kind::Secret => format!("write a text, such as {} = {:?}", self.name, self.default),
        }
    }
}

pub(super) fn flag(name: &str) -> String {
    name.replace('_', "-")
}

pub(super) fn variable(name: &str) -> String {
    format!("{}{}", super::PREFIX, name.to_ascii_uppercase())
}

const fn whole(least: u64, most: u64) -> Kind {
    Kind::Whole { least, most }
}

const fn setting(name: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Setting {
    Setting { name, kind, default, about }
}

/// The longest time that may be set, in seconds.
const HOUR: u64 = 3_600;
/// The least that one question, and one caller at once, must be able to cost: an act and what the schema says of itself
/// cost 1,000 each.
const LEAST_COST: u64 = 10_000;
/// The most that may be set as a cost: what 64 bits hold is far away also when it is counted in thousandths.
const MOST_COST: u64 = 1_000_000_000;

/// All settings.
#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    setting("database", Kind::Secret, "sqlite:anbud.sqlite",
        "Database URL: `sqlite:FILE`, `sqlite::memory:` or `postgres://USER@HOST/DATABASE`"),
    setting("listen", Kind::Text, "127.0.0.1:8080", "Loopback address and port; port 0 takes any free one"),
    setting("readers", whole(1, 200), "4", "Connections to the database that answer questions"),
    setting("connection_seconds", whole(1, HOUR), "10",
        "How long a statement waits for a free connection, and opening for the database, in seconds"),
    setting("statement_seconds", whole(1, HOUR), "10",
        "How long one statement of a question may take on PostgreSQL, in seconds"),
    setting("request_seconds", whole(1, HOUR), "15",
        "How long a question may take before it is cut off and its statement stopped, in seconds"),
    setting("requests_at_once", whole(1, 10_000), "16", "Requests executed at the same time; others wait for a turn"),
    setting("turn_seconds", whole(1, HOUR), "10", "How long a request waits for its turn, in seconds"),
    setting("head_seconds", whole(1, HOUR), "30",
        "How long a connection may take over the head of a request, and rest between two, in seconds"),
    setting("body_seconds", whole(1, HOUR), "10", "How long the body of a request may take to arrive, in seconds"),
    setting("write_seconds", whole(1, HOUR), "30",
        "How long a client may take next to nothing of its answer before its connection is closed, in seconds"),
    setting("stop_seconds", whole(0, HOUR), "3", "How long requests under way have when the server stops, in seconds"),
    setting("ready_seconds", whole(1, 60), "2", "How long the database has to answer /readyz, in seconds"),
    setting("body_bytes", whole(1_024, 64 * 1_024 * 1_024), "1048576", "The largest body of a request, in bytes"),
    setting("question_cost", whole(LEAST_COST, MOST_COST), "500000",
        "The most that one request may cost, in things that its answer can hold"),
    setting("caller_budget", whole(LEAST_COST, MOST_COST), "5000000",
        "What one caller may spend at once, in the same things; never less than `question_cost`"),
    setting("caller_budget_per_second", whole(1, MOST_COST), "500000",
        "How fast a caller's budget fills, in the same things for each second"),
    setting("callers", whole(1, 1_000_000), "10000",
        "Callers whose budgets are remembered; whoever has a full one is forgotten first"),
    setting("cors_origins", Kind::Origins, "", "Origins of other pages that may ask from a browser, besides the server's own"),
    setting("log_format", Kind::Choice(&["text", "json"]), "text", "How a line of the log looks"),
    setting("log_level", Kind::Choice(&["off", "error", "warn", "info"]), "info",
        "The least that the log tells: `info` is a line for each request, `error` only faults"),
];
