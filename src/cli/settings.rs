//! The flags of a server: one for each setting of the table, and the file with the rest.

use crate::config::{Flags, Kind, SETTINGS, Settings, environment};
use crate::database::without_password;
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};
use std::io::Write;
use std::path::PathBuf;
use values::Faults;

/// What was said on the command line.
#[derive(Clone, Default)]
pub(super) struct Given {
    file: Option<PathBuf>,
    flags: Flags,
}

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Values may hold a password.
        f.debug_struct("Given").field("file", &self.file).field("flags", &self.flags.keys()).finish()
    }
}

const CONFIG: &str = "config";

impl Given {
    /// The settings of a command that has flags only.
    pub(super) fn only(flags: &[(&str, &str)]) -> Result<Settings, Faults> {
        let flags = flags.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Settings::read(None, Flags::new(), flags.collect())
    }

    /// Reads file, environment and flags.
    pub(super) fn read(self) -> Result<Settings, Faults> {
        Settings::read(self.file.as_deref(), environment(std::env::vars_os()), self.flags)
    }
}

impl Args for Given {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new(CONFIG).long(CONFIG).value_name("FILE").value_parser(clap::value_parser!(PathBuf));
        let command = command.arg(file.help("File with settings in TOML, such as `readers = 4`"));
        SETTINGS.iter().fold(command, |command, setting| {
            let value = match setting.kind {
                Kind::Whole { .. } => "NUMBER",
                Kind::Choice(_) => "WORD",
                Kind::Origins => "ORIGIN,...",
                Kind::Text | Kind::Secret => "TEXT",
            };
            let default = if setting.default.is_empty() { "none" } else { setting.default };
            let help = format!("{} [default: {default}] [env: {}]", setting.about, setting.variable());
            // A value that begins with a dash is told what it should be by the table.
            let flag = Arg::new(setting.name).long(setting.flag()).value_name(value).allow_hyphen_values(true);
            command.arg(flag.help(help))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut given = Self::default();
        given.update_from_arg_matches(matches)?;
        Ok(given)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.file = matches.get_one::<PathBuf>(CONFIG).cloned();
        for setting in SETTINGS {
            if let Some(value) = matches.get_one::<String>(setting.name) {
                self.flags.insert(setting.name.to_owned(), value.clone());
            }
        }
        Ok(())
    }
}

/// Prints every setting with its value and its origin.
pub(super) fn print(out: &mut impl Write, settings: &Settings) -> std::io::Result<()> {
    writeln!(out, "Settings:")?;
    let lines = settings.shown(without_password);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let (names, values) = (width(0), width(1));
    for [name, value, origin] in &lines {
        writeln!(out, "  {name:names$}  {value:values$}  {origin}")?;
    }
    Ok(())
}
