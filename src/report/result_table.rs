//! The result of one lot as a table for the terminal.

use super::{Language, grouped};
use comfy_table::{CellAlignment, Table, presets};
use procedure::award::Award;
use scoring::document::Ground;
use scoring::{Better, Model, Outcome, Placement};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use values::Key;
use values::text::{Bilingual, visible};

/// Supplier's name by bid.
pub type NamedBids = BTreeMap<Key, String>;

/// Ranked bids with price, comparison value and what decided each place; then the rejected ones with their reasons.
#[must_use]
pub fn result_table(
    outcome: &Outcome,
    model: &Model,
    names: &NamedBids,
    award_limit: u32,
    language: Language,
) -> String {
    let say = |sv, en| language.say(Bilingual { sv, en });
    let name = |bid: &Key| names.get(bid).map_or(Cow::Borrowed(""), |name| visible(name));
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header([
        say("plats", "rank"),
        say("anbud", "bid"),
        say("leverantör", "supplier"),
        say("pris", "price"),
        say("jämförelsetal", "comparison value"),
        say("skiljs från nästa av", "set apart from next by"),
        "",
    ]);
    for placement in outcome.placements() {
        let award = Award::of(placement.rank, outcome.drawn_with(placement.bid), award_limit);
        table.add_row([
            placement.rank.to_string(),
            placement.bid.to_string(),
            name(placement.bid).into_owned(),
            grouped(placement.price, 2),
            comparison(placement),
            decided(placement.decided_by, language),
            match award {
                Award::Within => say("antas", "awarded"),
                Award::AwaitsDraw => say("efter lottning", "after the draw"),
                Award::Beyond => "",
            }
            .to_owned(),
        ]);
    }
    for column in [0, 3, 4] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = table.to_string();
    write_notes(&mut text, outcome, model, names, language);
    text
}

/// What a reader needs beside the table: units, who came first, who was not evaluated, findings, draws.
fn write_notes(text: &mut String, outcome: &Outcome, model: &Model, names: &NamedBids, language: Language) {
    let say = |sv, en| language.say(Bilingual { sv, en });
    let name = |bid: &Key| names.get(bid).map_or(Cow::Borrowed(""), |name| visible(name));
    let unit = outcome.placements().next().map_or("", |first| first.comparison_unit);
    let currency = model.document().currency;
    let _ =
        write!(text, "\n{}: {currency}; {}: {unit}", say("pris", "price"), say("jämförelsetal", "comparison value"));
    if let Some(winner) = outcome.placements().next().filter(|winner| outcome.drawn_with(winner.bid) == 1) {
        let (head, by) = (say("Främst", "First"), why_first(outcome, model, language));
        let _ = write!(text, "\n{head}: {} {}: {by}", winner.bid, name(winner.bid));
    }
    for rejection in &outcome.rejected {
        let ground = match &rejection.ground {
            Ground::Requirement(key) => format!("{} {key}", say("ska-krav", "requirement")),
            Ground::AbnormallyLow => say("onormalt lågt", "abnormally low").to_owned(),
        };
        let head = say("Ej utvärderat", "Not evaluated");
        let reason = language.of(&rejection.reason);
        let _ = write!(text, "\n{head}: {} {} ({ground}): {reason}", rejection.bid, name(&rejection.bid));
    }
    for finding in &outcome.findings {
        let head = say("Iakttagelse för prövningen", "Finding for the examination");
        let (stated, measured) = (say("uppgivet", "stated"), say("uppmätt ur planen", "measured from the plan"));
        let (bid, criterion) = (&finding.bid, &finding.criterion);
        let _ =
            write!(text, "\n{head}: {bid} {criterion}: {stated} {}, {measured} {}", finding.stated, finding.measured);
    }
    for group in &outcome.draws {
        let keys: Vec<&str> = group.iter().map(Key::as_str).collect();
        let head = say("Lottning behövs mellan", "A draw is needed between");
        let _ = write!(text, "\n{head}: {}", keys.join(", "));
    }
}

/// What decided the first place, in words.
fn why_first(outcome: &Outcome, model: &Model, language: Language) -> String {
    let say = |sv, en| language.say(Bilingual { sv, en }).to_owned();
    match outcome.placements().next().map(|winner| winner.decided_by) {
        Some("last") => say("det enda anbud som utvärderades", "the only bid that was evaluated"),
        Some("comparison_value") => match model.better() {
            Better::Lower => say("lägst jämförelsetal", "lowest comparison value"),
            Better::Higher => say("högst jämförelsetal", "highest comparison value"),
        },
        Some(other) => decided(other, language),
        None => String::new(),
    }
}

/// Money with two decimals, points with four.
fn comparison(placement: Placement<'_>) -> String {
    let decimals = if placement.comparison_unit == "points" { 4 } else { 2 };
    grouped(placement.comparison, decimals)
}

/// What set a bid apart from the one after it, in words.
pub(super) fn decided(by: &str, language: Language) -> String {
    let say = |sv, en| language.say(Bilingual { sv, en }).to_owned();
    match by {
        "comparison_value" => say("jämförelsetal", "comparison value"),
        "better_quality" => say("lika; högre kvalitet", "tie; better quality"),
        "lower_price" => say("lika; lägre pris", "tie; lower price"),
        "draw_needed" => say("lika; lottning behövs", "tie; draw needed"),
        "draw" => say("lika; lottning", "tie; drawing of lots"),
        "shared_rank" => say("lika; delad plats", "tie; shared rank"),
        "last" => String::new(),
        other => match other.strip_prefix("better_criterion:") {
            Some(key) => format!("{} {key}", say("lika; bättre i", "tie; better in")),
            None => other.to_owned(),
        },
    }
}
