//! `anbud demo`: three complete procurements, evaluated, stored, printed and served by one command.

use super::exit::{Exit, runtime};
use super::location::Location;
use super::serve::{Listen, serve};
use super::settings::Given;
use super::{evaluate, import, language, logging};
use crate::clock::SystemClock;
use crate::service::{CaseImport, LotReference, check_case, evaluate_case, import_case, run_evaluation};
use clap::Args;
use std::io::Write;
use std::process::ExitCode;

/// The demo procurements, as they stand in the repository.
const DEMOS: [&str; 3] = [
    include_str!("../../demo/a_hvb.json"),
    include_str!("../../demo/b_supervision.json"),
    include_str!("../../demo/c_beds_digital.json"),
];

/// Evaluate three complete demo procurements, print the results, and serve them
///
/// Everything about them is invented but the municipalities. They are loaded into a database in memory, or into the
/// one you name, evaluated by their own models, and served on a loopback address until you stop the program.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Database URL; in memory unless you say otherwise
    #[arg(long, default_value = "sqlite::memory:")]
    database: String,
    #[command(flatten)]
    listen: Listen,
    /// Print the results and end
    #[arg(long)]
    no_serve: bool,
    /// Language of texts and headings
    #[arg(long, value_enum, default_value_t = language::Choice::En)]
    lang: language::Choice,
}

impl Demo {
    pub(super) fn run(self) -> Result<ExitCode, Exit> {
        runtime()?.block_on(async {
            let settings = Given::only(&[("database", &self.database), ("listen", &self.listen.listen)])?;
            logging::begin(&settings);
            let listener = if self.no_serve { None } else { Some(self.listen.bind().await?) };
            let database = Location { database: self.database }.open_current().await?;
            let mut code = ExitCode::SUCCESS;
            for demo in DEMOS {
                let case = check_case(demo)?;
                let evaluated = evaluate_case(&case, None)?;
                let mut out = std::io::stdout().lock();
                evaluate::print(&mut out, &case, &evaluated, self.lang.into())?;
                writeln!(out)?;
                drop(out);
                if evaluated.iter().any(|lot| !lot.mismatches.is_empty()) {
                    code = evaluate::differences(&evaluated);
                }
                let key = case.procurement.key.clone();
                let lots: Vec<_> = case.lots.iter().map(|lot| lot.key.clone()).collect();
                let import = CaseImport { file: Some(demo.to_owned()), ..CaseImport::from(case) };
                import_case(&database, &SystemClock, import::ACTOR, import).await?;
                for lot in lots {
                    let lot = LotReference::Key(key.clone(), lot);
                    run_evaluation(&database, &SystemClock, import::ACTOR, &lot).await?;
                }
            }
            match listener {
                Some(listener) => serve(database, listener, &settings).await,
                None => Ok(code),
            }
        })
    }
}
