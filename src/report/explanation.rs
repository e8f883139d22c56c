//! How a bid came to its place, step by step, from the trace alone: every number with its rule, what was done and
//! what it was made from.

use super::result_table::decided;
use super::{Language, shown};
use scoring::document::{Criterion, ModelDocument, Scale};
use scoring::{Model, OutcomeDocument, ReferenceDocument, StepDocument, card};
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
    let mut heading = None;
    for step in concerning(outcome, bid) {
        let subject = (step.bid.is_some(), step.criterion.clone(), step.line.clone());
        if heading.as_ref() != Some(&subject) {
            let _ = writeln!(text, "\n{}", title(step, model.document(), language));
            heading = Some(subject);
        }
        write_step(&mut text, step, model.document(), language);
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

fn write_step(text: &mut String, step: &StepDocument, model: &ModelDocument, language: Language) {
    let name = step.rule.split_once('@').map_or(step.rule.as_str(), |(name, _)| name);
    let quantity = card(name).and_then(|card| card.quantities.iter().find(|quantity| quantity.name == step.name));
    let label = quantity.map_or(step.name, |quantity| language.say(quantity.title));
    let year = step.year.map(|year| format!(" (t = {year})")).unwrap_or_default();
    let year = step.detail.as_ref().map_or(year, |detail| format!(" ({detail})"));
    let working = working(step, language);
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

/// What was done with what. An operand shows its value and where it came from: an earlier step by number, or the
/// model, the bid, the panel or the examination. The pointers stand in `evaluate --format json`.
fn working(step: &StepDocument, language: Language) -> String {
    let say = |sv, en| language.say(Bilingual { sv, en });
    let all: Vec<String> = step.from.iter().map(|reference| operand(reference, language)).collect();
    let values = |from: usize| {
        let rest = step.from.get(from..).unwrap_or_default();
        rest.iter().map(|reference| shown(&reference.value)).collect::<Vec<_>>().join(", ")
    };
    let first = all.first().cloned().unwrap_or_default();
    match step.operation {
        "sum" if all.is_empty() => "0".to_owned(),
        "sum" => all.join(" + "),
        "subtract" => all.join(" − "),
        "multiply" => all.join(" × "),
        "divide" => all.join(" / "),
        "power" => all.join(" ^ "),
        "minimum" => format!("min({})", values(0)),
        "level_reached" => format!("{first}, {} {}", say("trösklar", "thresholds"), values(1)),
        "pick" => format!("{} {first} {} {}", language.say(LEVEL), say("ger en av", "gives one of"), values(1)),
        "includes" => format!("{first} {} {}", say("bland", "among"), values(1)),
        "at_least" => format!("{first} ≥ {}", values(1)),
        "above_zero" => format!("{first} > 0"),
        "sum_of" => format!("{} {}", say("summan av", "the sum of"), flagged(step)),
        "median_of" => format!("{} {}", say("medianen av", "the median of"), flagged(step)),
        "methods_trained" | "participating" | "staff_minutes" | "level_covered" | "within_months" => {
            format!("{first}; {}", values(1))
        }
        "rank_after" => format!(
            "{} {first}; {} {}",
            say("efter placering", "after rank"),
            say("eget värde och dess:", "own value and its:"),
            values(1)
        ),
        _ => all.join(", "),
    }
}

/// The values of those pairs whose first is 1.
fn flagged(step: &StepDocument) -> String {
    let pairs = step.from.chunks(2).filter(|pair| pair[0].value == "1");
    let values: Vec<String> = pairs.filter_map(|pair| pair.get(1)).map(|value| shown(&value.value)).collect();
    if values.is_empty() { "0".to_owned() } else { values.join(", ") }
}

fn operand(reference: &ReferenceDocument, language: Language) -> String {
    let say = |sv, en| language.say(Bilingual { sv, en });
    let value = shown(&reference.value);
    match reference.source {
        "constant" => value,
        "step" => format!("{value} [{}]", reference.target),
        "model" => format!("{value} [{}]", say("modell", "model")),
        "bid" => format!("{value} [{}]", say("anbud", "bid")),
        "panel" => format!("{value} [{}]", say("utvärderingsgrupp", "panel")),
        _ => format!("{value} [{}]", say("prövning", "examination")),
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
