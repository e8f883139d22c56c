//! `anbud schema`: the formats, for machines.

use super::exit::Exit;
use crate::{casefile, graphql, report};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::process::ExitCode;

/// Print a schema: GraphQL's, the JSON Schema of case or conformance files, or the fault codes
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which schema
    #[arg(value_enum, default_value_t = Which::Graphql)]
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// The GraphQL schema, as in schema.graphql
    Graphql,
    /// The JSON Schema of anbud-case/1, as in docs/case.schema.json
    Case,
    /// The JSON Schema of anbud-conformance/1, as in docs/conformance.schema.json
    Conformance,
    /// The fault codes with their meanings, as in docs/errors.md
    Errors,
}

impl Schema {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        let text = match self.which {
            Which::Graphql => graphql::printed(),
            Which::Case => casefile::schema(),
            Which::Conformance => casefile::conformance_schema(),
            Which::Errors => report::errors(),
        };
        write!(std::io::stdout().lock(), "{text}")?;
        Ok(ExitCode::SUCCESS)
    }
}
