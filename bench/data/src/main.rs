//! Fills a database with invented procurements: reads what is asked for, shows how far it is, says how long it took.

use anbud_bench_data::{Failure, How, Size, load};
use clap::{Parser, ValueEnum};
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;
use std::time::Instant;

/// Fill a database with invented procurements, for measurements.
#[derive(Debug, Parser)]
#[command(name = "anbud-bench-data", version)]
struct Arguments {
    /// `sqlite:FILE` or `postgres://USER@HOST/DATABASE`; it must hold no procurements
    #[arg(long, value_name = "URL")]
    database: String,
    /// Procurements
    #[arg(long, value_name = "N", default_value_t = Size::default().procurements)]
    procurements: u32,
    /// Lots of each procurement
    #[arg(long, value_name = "N", default_value_t = Size::default().lots)]
    lots_per: u32,
    /// Bids on each lot
    #[arg(long, value_name = "N", default_value_t = Size::default().bids)]
    bids_per: u32,
    /// Criteria of each lot, and so scores of each bid
    #[arg(long, value_name = "N", default_value_t = Size::default().scores)]
    scores_per: u32,
    /// The same seed makes the same rows
    #[arg(long, value_name = "S", default_value_t = Size::default().seed)]
    seed: u64,
    /// How rows are written
    #[arg(long, value_enum, default_value_t = Way::Bulk)]
    how: Way,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Way {
    /// COPY, or statements of many rows
    Bulk,
    /// One statement of the ORM for each row
    Rows,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    let size = Size {
        procurements: arguments.procurements,
        lots: arguments.lots_per,
        bids: arguments.bids_per,
        scores: arguments.scores_per,
        seed: arguments.seed,
    };
    let how = match arguments.how {
        Way::Bulk => How::Bulk,
        Way::Rows => How::Rows,
    };
    let shown = stderr().is_terminal();
    let started = Instant::now();
    let mut tell = |done: u32| {
        if shown {
            eprint!("\r{done} of {} procurements", size.procurements);
            // A line that is shown late is no reason to stop.
            let _ = stderr().flush();
        }
    };
    let rows = load(&arguments.database, size, how, &mut tell).await?;
    if shown {
        eprintln!();
    }
    println!("{rows} rows in {} ms", started.elapsed().as_millis());
    Ok(())
}
