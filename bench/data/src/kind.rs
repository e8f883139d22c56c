//! Models: each subject with each way of combining price and quality. Lots of a kind share its model.

use crate::size::Size;
use crate::words::{Both, LEVELS, REQUIREMENTS, SENTENCES, SUBJECTS, Subject};
use scoring::Model;
use scoring::document::ModelDocument;
use serde_json::{Value, json};
use values::{Faults, Key, Text, canonical};

/// A subject under one model.
#[derive(Debug)]
pub(crate) struct Kind {
    /// What is bought.
    pub(crate) subject: &'static Subject,
    /// The model.
    pub(crate) model: Model,
    /// Its canonical text.
    pub(crate) text: String,
    /// Keys of the price lines, in order.
    pub(crate) lines: Vec<Key>,
    /// The criteria, in order.
    pub(crate) criteria: Vec<Award>,
}

/// A criterion as bids answer it.
#[derive(Debug)]
pub(crate) struct Award {
    /// Its key.
    pub(crate) key: Key,
    /// Whether the panel gives its level; otherwise bids state a percentage.
    pub(crate) by: By,
}

/// Who says how good a bid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The panel gives a level.
    Panel,
    /// The bid states a percentage.
    Statement,
}

/// Steps between the levels of a percentage.
const PERCENT_OF_LEVEL: usize = 20;

/// How price and quality are combined, and how much all criteria weigh together, thousandths.
const COMBINATIONS: &[(&str, u32)] =
    &[("relative_price_points@1", 60_000), ("added_value_deduction@1", 100_000), ("percentage_surcharge@1", 30_000)];

/// All kinds.
///
/// # Errors
/// The faults of a model, which would be one of this program.
pub(crate) fn all(size: &Size) -> Result<Vec<Kind>, Faults> {
    let pairs = SUBJECTS.iter().flat_map(|subject| COMBINATIONS.iter().map(move |combination| (subject, combination)));
    pairs.map(|(subject, combination)| kind(subject, *combination, size.scores as usize)).collect()
}

fn kind(subject: &'static Subject, combination: (&str, u32), criteria: usize) -> Result<Kind, Faults> {
    let tree = model(subject, combination, criteria);
    let document: ModelDocument = canonical::from_tree(tree)?;
    let text = canonical::to_text(&document)?;
    let model = Model::read(document)?;
    let lines = model.document().lines().iter().map(|line| line.key.clone()).collect();
    let criteria = model.criteria().cloned().enumerate();
    let criteria = criteria.map(|(position, key)| Award { key, by: by(position) }).collect();
    Ok(Kind { subject, model, text, lines, criteria })
}

const fn by(position: usize) -> By {
    if position.is_multiple_of(2) { By::Panel } else { By::Statement }
}

/// Both languages.
pub(crate) fn both((sv, en): Both) -> Text {
    Text { sv: sv.to_owned(), en: Some(en.to_owned()) }
}

/// The first so many sentences in a row.
pub(crate) fn sentences(many: usize) -> Text {
    let chosen = &SENTENCES[..many.min(SENTENCES.len())];
    let of = |one: fn(&Both) -> &'static str| chosen.iter().map(one).collect::<Vec<_>>().join(" ");
    Text { sv: of(|both| both.0), en: Some(of(|both| both.1)) }
}

fn model(subject: &Subject, (rule, weight): (&str, u32), criteria: usize) -> Value {
    let total: i64 = subject.lines.iter().map(|line| line.usual * line.quantity).sum();
    let parameters = match rule {
        "relative_price_points@1" => json!({"price_weight": "40"}),
        "added_value_deduction@1" => json!({"maximum_deduction": (total / 500).to_string()}),
        _ => json!({}),
    };
    let ties = match rule {
        "relative_price_points@1" => json!(["better_quality", "lower_price", "draw"]),
        _ => json!(["lower_price", "draw"]),
    };
    let requirements = (1..).zip(REQUIREMENTS).map(|(at, text)| json!({"key": format!("R{at}"), "text": both(*text)}));
    let lines = (1..).zip(subject.lines).map(|(at, line)| {
        let (title, quantity) = (both(line.title), line.quantity.to_string());
        json!({"key": format!("P{at}"), "title": title, "unit": line.unit, "quantity": quantity})
    });
    json!({
        "format": "anbud-model/1",
        "basis": "best_price_quality",
        "currency": "SEK",
        "tax_basis": "excluding",
        "requirements": requirements.collect::<Vec<_>>(),
        "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": lines.collect::<Vec<_>>()}},
        "criteria": weights(weight, criteria).iter().enumerate().map(|(at, weight)| criterion(subject, at, weight, worth(rule)))
            .collect::<Vec<_>>(),
        "combination": {rule: parameters},
        "rounding": [],
        "tie_chain": ties,
    })
}

/// Shares that are as equal as thousandths allow; the first takes the rest.
fn weights(total: u32, many: usize) -> Vec<String> {
    let parts = u32::try_from(many).unwrap_or(1).max(1);
    let thousandths = |weight: u32| format!("{}.{:03}", weight / 1_000, weight % 1_000);
    (0..parts).map(|at| thousandths(total / parts + if at == 0 { total % parts } else { 0 })).collect()
}

fn criterion(subject: &Subject, position: usize, weight: &str, worth: Worth) -> Value {
    let (sv, en) = subject.criteria[position % subject.criteria.len()];
    let again = position / subject.criteria.len();
    let title = match again {
        0 => both((sv, en)),
        _ => Text { sv: format!("{sv}, del {}", again + 1), en: Some(format!("{en}, part {}", again + 1)) },
    };
    // The first has a definition of more than a page, the others a sentence or two.
    let definition = sentences(if position == 0 { SENTENCES.len() } else { 1 + position % 2 });
    json!({
        "key": format!("Q{}", position + 1),
        "title": title,
        "weight": weight,
        "definition": definition,
        "scale": scale(by(position), worth),
    })
}

/// What the levels of a criterion are worth, the lowest first.
type Worth = [&'static str; 5];

/// A surcharge falls from level to level, and everything else rises.
fn worth(rule: &str) -> Worth {
    match rule {
        "percentage_surcharge@1" => ["1", "0.75", "0.5", "0.25", "0"],
        _ => ["0", "0.25", "0.5", "0.75", "1"],
    }
}

fn scale(by: By, worth: Worth) -> Value {
    let levels = LEVELS.iter().enumerate().map(|(level, text)| {
        let factor = worth[level.min(4)];
        match by {
            By::Panel => json!({"factor": factor, "text": both(*text)}),
            By::Statement if level == 0 => json!({"factor": factor, "text": both(*text)}),
            By::Statement => {
                let from = level * PERCENT_OF_LEVEL;
                let text = Text { sv: format!("Minst {from} %"), en: Some(format!("At least {from}%")) };
                json!({"factor": factor, "from": from.to_string(), "text": text})
            }
        }
    });
    let levels: Vec<Value> = levels.collect();
    match by {
        By::Panel => json!({"described_levels@1": {"assessed_by": "panel", "levels": levels}}),
        By::Statement => {
            json!({"stepped_table@1": {"unit": "percent", "decimals": 0, "maximum": "100", "levels": levels}})
        }
    }
}
