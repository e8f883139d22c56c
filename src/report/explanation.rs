//! How a bid came to its place, step by step, from the trace alone: every number with its rule, what was done and
//! what it was made from.

use super::result_table::decided;
use super::working::Working;
use super::{Language, shown};
use scoring::document::{Criterion, ModelDocument, Scale};
use scoring::{Model, OutcomeDocument, StepDocument, card};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use values::text::Bilingual;
use values::{Key, Text};

/// The explanation of one bid, or nothing if the outcome does not know it.
#[must_use]
pub fn explanation(outcome: &OutcomeDocument, model: &Model, bid: &Key, language: Language) -> Option<String> {
    let known = outcome.trace.iter().any(|step| step.bid.as_ref() == Some(bid));
    if !known {
        return None;
    }
    let mut text = String::new();
    write_head(&mut text, outcome, bid, language);
    write_measured(&mut text, outcome, model.document(), bid, language);
    let tree = serde_json::to_value(model.document()).unwrap_or_default();
    let working = Working { model: &tree, language };
    let mut heading = None;
    for step in concerning(outcome, bid) {
        let subject = (step.bid.is_some(), step.criterion.clone(), step.line.clone());
        if heading.as_ref() != Some(&subject) {
            let _ = writeln!(text, "\n{}", title(step, model.document(), language));
            heading = Some(subject);
        }
        write_step(&mut text, step, model.document(), &working);
    }
    write_rules(&mut text, outcome, bid, language);
    Some(text)
}

fn write_head(text: &mut String, outcome: &OutcomeDocument, bid: &Key, language: Language) {
    let say = |sv, en| language.say(Bilingual { sv, en });
    if let Some(placement) = outcome.placements.iter().find(|placement| placement.bid == *bid) {
        let of = outcome.placements.len();
        let head = say("plats", "rank");
        let _ = writeln!(text, "{bid}: {head} {} / {of}", placement.rank);
        let (value, unit) = (shown(&placement.comparison_value), &placement.comparison_unit);
        let _ = writeln!(text, "{} {value} {unit}", say("jämförelsetal", "comparison value"));
        let by = decided(&placement.decided_by, language);
        if !by.is_empty() {
            let _ = writeln!(text, "{}: {by}", say("skiljs från nästa anbud av", "set apart from the next bid by"));
        }
    }
    if let Some(rejection) = outcome.rejected.iter().find(|rejection| rejection.bid == *bid) {
        let _ = writeln!(text, "{bid}: {}", say("ej utvärderat", "not evaluated"));
        let _ = writeln!(text, "{}", language.of(&rejection.reason));
    }
}

/// What was measured from the bid's staffing plan, criterion by criterion, and what the bid states where that differs.
fn write_measured(text: &mut String, outcome: &OutcomeDocument, model: &ModelDocument, bid: &Key, language: Language) {
    let say = |sv, en| language.say(Bilingual { sv, en });
    let measured = |step: &&StepDocument| step.bid.as_ref() == Some(bid) && step.name == MEASURED;
    let mut steps = outcome.trace.iter().filter(measured).peekable();
    if steps.peek().is_some() {
        let _ = writeln!(text, "\n{}", say("Uppmätt ur bemanningsplanen", "Measured from the staffing plan"));
    }
    for (step, key) in steps.filter_map(|step| Some((step, step.criterion.as_ref()?))) {
        let title = find(&model.criteria, key).map(|criterion| language.of(&criterion.title)).unwrap_or_default();
        let value = match step.unit.as_str() {
            "level" => format!("{} {}", language.say(LEVEL), step.value),
            unit => format!("{} {unit}", shown(&step.value)),
        };
        let _ = writeln!(text, "  {key} {title}: {value} [{}]", step.number);
        for finding in outcome.findings.iter().filter(|one| one.bid == *bid && one.criterion == *key) {
            let head = say("Iakttagelse för prövningen: anbudet uppger", "Finding for the examination: the bid states");
            let scores = say("det uppmätta räknas", "the measured figure scores");
            let _ = writeln!(text, "     {head} {}; {scores}", shown(&finding.stated));
        }
    }
}

/// The quantity that every measure ends with.
const MEASURED: &str = "measured";

/// The bid's own steps, and those steps for all bids that its own were made from, in the order of the trace.
fn concerning<'a>(outcome: &'a OutcomeDocument, bid: &Key) -> Vec<&'a StepDocument> {
    let mut wanted = BTreeSet::new();
    for step in outcome.trace.iter().rev() {
        let own = step.bid.as_ref() == Some(bid);
        let shared = step.bid.is_none() && wanted.contains(&step.number);
        if own || shared {
            wanted.insert(step.number);
            // The operands of a step about all bids, such as the lowest price, may be other bids' steps: those
            // stand in the operands themselves and are explained with their own bid.
            let operands = step.from.iter().filter(|reference| reference.source == "step");
            wanted.extend(operands.filter_map(|reference| reference.target.parse::<u32>().ok()));
        }
    }
    let shown =
        |step: &&StepDocument| wanted.contains(&step.number) && step.bid.as_ref().is_none_or(|owner| owner == bid);
    outcome.trace.iter().filter(shown).collect()
}

fn title(step: &StepDocument, model: &ModelDocument, language: Language) -> String {
    let say = |sv, en| language.say(Bilingual { sv, en });
    let about = match (&step.criterion, &step.line) {
        (Some(key), _) => {
            let found = find(&model.criteria, key).map(|criterion| language.of(&criterion.title)).unwrap_or_default();
            format!("{key} {found}")
        }
        (_, Some(key)) => {
            let lines = model.lines();
            let found = lines.iter().find(|line| line.key == key).map(|line| language.of(line.title));
            format!("{key} {}", found.unwrap_or_default())
        }
        _ => say("Hela anbudet", "The whole bid").to_owned(),
    };
    match (step.bid.is_some(), step.criterion.is_none() && step.line.is_none()) {
        (true, _) => about,
        (false, true) => say("Lika för alla anbud", "The same for all bids").to_owned(),
        (false, false) => format!("{about} ({})", say("lika för alla anbud", "the same for all bids")),
    }
}

fn find<'a>(criteria: &'a [Criterion], key: &Key) -> Option<&'a Criterion> {
    criteria.iter().find_map(
        |criterion| {
            if criterion.key == *key { Some(criterion) } else { find(&criterion.children, key) }
        },
    )
}

fn write_step(text: &mut String, step: &StepDocument, model: &ModelDocument, working: &Working<'_>) {
    let language = working.language;
    let name = step.rule.split_once('@').map_or(step.rule.as_str(), |(name, _)| name);
    let quantity = card(name).and_then(|card| card.quantities.iter().find(|quantity| quantity.name == step.name));
    let label = quantity.map_or(step.name.as_ref(), |quantity| language.say(quantity.title));
    let year = step.year.map(|year| format!(" (t = {year})")).unwrap_or_default();
    let year = step.detail.as_ref().map_or(year, |detail| format!(" ({detail})"));
    let working = working.of(step);
    let value = shown(&step.value);
    let equals = if value.starts_with('≈') { "" } else { "= " };
    let _ = write!(text, "  {:>4}  {label}{year} = {working} {equals}{value}", step.number);
    let _ = match step.unit.as_str() {
        "number" | "yes_no" | "level" | "rank" => writeln!(text),
        unit => writeln!(text, " {unit}"),
    };
    if let Some(meaning) = level_text(step, model) {
        let _ = writeln!(text, "        {} {}: {}", language.say(LEVEL), step.value, language.of(meaning));
    }
}

const LEVEL: Bilingual = Bilingual { sv: "nivå", en: "level" };

/// The published words of the level that a step found.
fn level_text<'a>(step: &StepDocument, model: &'a ModelDocument) -> Option<&'a Text> {
    if step.unit != "level" {
        return None;
    }
    let level: usize = step.value.parse().ok()?;
    match find(&model.criteria, step.criterion.as_ref()?)?.scale.as_ref()? {
        Scale::SteppedTable(table) => table.levels.get(level).map(|level| &level.text),
        Scale::DescribedLevels(levels) => levels.levels.get(level).map(|level| &level.text),
    }
}

fn write_rules(text: &mut String, outcome: &OutcomeDocument, bid: &Key, language: Language) {
    let used: BTreeSet<&str> = concerning(outcome, bid).into_iter().map(|step| step.rule.as_str()).collect();
    let _ = writeln!(text, "\n{}", language.say(Bilingual { sv: "Regler som användes", en: "Rules used" }));
    for rule in used {
        let name = rule.split_once('@').map_or(rule, |(name, _)| name);
        if let Some(card) = card(name) {
            let _ = writeln!(text, "  {rule}: {}. {}", language.say(card.title), card.formula.replace('\n', "; "));
        }
    }
    let _ = writeln!(
        text,
        "{} {}\n{} {}",
        language.say(Bilingual { sv: "Modell", en: "Model" }),
        outcome.model,
        language.say(Bilingual { sv: "Indata", en: "Inputs" }),
        outcome.inputs
    );
}
