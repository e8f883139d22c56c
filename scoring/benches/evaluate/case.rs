//! Made-up cases of any size: half the criteria have described levels, half stepped tables with five levels each.
//! The numbers come from a counter, so that `bench/scoring/peers.py` makes the same ones without reading a file.

use scoring::{Inputs, Model};
use values::{Faults, canonical};

/// How price and quality are combined.
#[derive(Clone, Copy, Debug)]
pub enum Combination {
    /// Points for price relative to the lowest price: one division per bid.
    Points,
    /// Price less a deduction: no division per bid.
    Deduction,
}

/// How many bids and criteria.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Bids.
    pub bids: u32,
    /// Criteria, 8 or 20.
    pub criteria: u32,
}

/// A model and inputs, read and ready to be evaluated.
pub struct Case {
    /// The model.
    pub model: Model,
    /// The inputs.
    pub inputs: Inputs,
}

impl Case {
    /// Reads a case of this size.
    pub fn new(combination: Combination, size: Size) -> Result<Self, Faults> {
        let model = Model::read(canonical::from_tree(canonical::read(&model_text(combination, size))?)?)?;
        let inputs = Inputs::read(&model, &canonical::from_tree(canonical::read(&inputs_text(size))?)?)?;
        Ok(Self { model, inputs })
    }
}

/// SplitMix64 as a function of a counter.
const fn noise(counter: u64) -> u64 {
    let z = counter.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A bid's price in hundredths, 1 000.00 to 9 999.99.
fn price(bid: u32) -> u64 {
    100_000 + noise(u64::from(bid) * 64) % 900_000
}

/// A bid's level on a criterion, 0 to 4.
fn level(bid: u32, criterion: u32) -> u64 {
    noise(u64::from(bid) * 64 + 1 + u64::from(criterion)) % 5
}

/// A criterion's weight in tenths. Points: eight criteria weigh 4 to 11, twenty 1.1 to 4.9, together 60 beside the
/// price's 40. Deduction: 9 to 16 or 3.1 to 6.9, together 100.
const fn weight(combination: Combination, criterion: u32, criteria: u32) -> u64 {
    let (least, rise) = match (combination, criteria) {
        (Combination::Points, 8) => (40, 10),
        (Combination::Points, _) => (11, 2),
        (Combination::Deduction, 8) => (90, 10),
        (Combination::Deduction, _) => (31, 2),
    };
    least + rise * criterion as u64
}

fn decimal(units: u64, parts: u64) -> String {
    format!("{}.{:0width$}", units / parts, units % parts, width = parts.ilog10() as usize)
}

fn inputs_text(size: Size) -> String {
    let all = |text: fn(u32, Size) -> String| (0..size.bids).map(|bid| text(bid, size)).collect::<Vec<_>>().join(", ");
    let (bids, examinations) = (all(bid_text), all(examination_text));
    format!(r#"{{"format": "anbud-inputs/1", "bids": {{{bids}}}, "examinations": {{{examinations}}}}}"#)
}

fn bid_text(bid: u32, size: Size) -> String {
    let answer = |criterion: u32| match criterion % 2 {
        0 => format!(r#""C{criterion:02}": "{}""#, level(bid, criterion)),
        _ => format!(r#""C{criterion:02}": "{}""#, decimal(level(bid, criterion) * 100 + 35, 10)),
    };
    let answers = (0..size.criteria).map(answer).collect::<Vec<_>>().join(", ");
    let price = decimal(price(bid), 100);
    format!(
        r#""B{bid:06}": {{"key": "B{bid:06}", "lot": "LOT-1", "prices": {{"P": "{price}"}}, "answers": {{{answers}}}}}"#
    )
}

fn examination_text(bid: u32, _: Size) -> String {
    format!(r#""B{bid:06}": {{"bid": "B{bid:06}", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}}"#)
}

fn model_text(combination: Combination, size: Size) -> String {
    let rule = match combination {
        Combination::Points => r#"{"relative_price_points@1": {"price_weight": "40"}}"#,
        Combination::Deduction => r#"{"added_value_deduction@1": {"maximum_deduction": "3000"}}"#,
    };
    let criteria = (0..size.criteria).map(|criterion| criterion_text(combination, criterion, size.criteria));
    format!(
        r#"{{"format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
        "requirements": [],
        "price": {{"price_list@1": {{"domain": "above_zero", "decimals": 2,
            "lines": [{{"key": "P", "title": {{"sv": "Pris"}}, "unit": "unit", "quantity": "1"}}]}}}},
        "criteria": [{}], "combination": {rule}, "rounding": [], "tie_chain": ["draw"]}}"#,
        criteria.collect::<Vec<_>>().join(", ")
    )
}

fn criterion_text(combination: Combination, criterion: u32, criteria: u32) -> String {
    let weight = decimal(weight(combination, criterion, criteria), 10);
    let levels =
        ["0", "0.25", "0.5", "0.75", "1"].iter().enumerate().map(|(level, factor)| match (criterion % 2, level) {
            (0, _) | (_, 0) => format!(r#"{{"factor": "{factor}", "text": {{"sv": "Nivå"}}}}"#),
            _ => format!(r#"{{"from": "{level}0", "factor": "{factor}", "text": {{"sv": "Nivå"}}}}"#),
        });
    let levels = levels.collect::<Vec<_>>().join(", ");
    let scale = match criterion % 2 {
        0 => format!(r#"{{"described_levels@1": {{"assessed_by": "statement", "levels": [{levels}]}}}}"#),
        _ => format!(r#"{{"stepped_table@1": {{"unit": "hours", "decimals": 1, "levels": [{levels}]}}}}"#),
    };
    format!(r#"{{"key": "C{criterion:02}", "title": {{"sv": "Kriterium"}}, "weight": "{weight}", "scale": {scale}}}"#)
}
