//! Writes the letter to one bidder, from a case alone.

use super::evaluate_case::{EvaluatedLot, evaluate_case};
use crate::casefile::{Case, CaseLot};
use crate::report::{Language, Letter};
use scoring::{Needed, needed};
use std::collections::{BTreeMap, BTreeSet};
use values::{Faults, Key, Place};

/// The letter to whoever made a bid, as Markdown. `file` is how commands in the letter name the case.
///
/// # Errors
/// That no such bid was opened, or was not for the lot named; else as [`evaluate_case`].
pub fn write_letter(
    case: &Case,
    (bid, lot): (&Key, Option<&Key>),
    file: &str,
    language: Language,
) -> Result<String, Faults> {
    let found = find(case, bid, lot)?;
    let names = names(case);
    let inputs = case.inputs(&found.key)?;
    let mut text = String::new();
    for evaluated in evaluate_case(case, Some(&found.key))? {
        let needed = goals(&evaluated, bid, found.terms.award_limit)?;
        let letter = Letter {
            language,
            buyer: &case.procurement.buyer,
            procurement: (&case.procurement.key, &case.procurement.title),
            lot: (&found.key, &found.title),
            announced_at: found.terms.announced_at,
            profile: case.procurement.profile,
            award_limit: found.terms.award_limit,
            fictional: case.fictional,
            names: &names,
            file,
            model: &evaluated.model,
            inputs: &inputs,
            outcome: &evaluated.document,
            rejection: evaluated.outcome.rejected.iter().find(|rejection| rejection.bid == *bid),
            needed: &needed,
            bid,
        };
        text.push_str(&letter.text());
    }
    Ok(text)
}

/// The lot that a bid is for.
fn find<'a>(case: &'a Case, bid: &Key, lot: Option<&Key>) -> Result<&'a CaseLot, Faults> {
    let hint = "`anbud evaluate FILE` lists the bids of every lot";
    let of = |lot: &&CaseLot| case.bids(&lot.key).any(|one| one.key == *bid);
    let place = Place::root().at("submissions");
    let Some(found) = case.lots.iter().find(of) else {
        let cause = format!("there is no opened bid {bid} in this file");
        return Err(Faults::one("case.bid_unknown", &place, cause, hint));
    };
    match lot {
        Some(lot) if *lot != found.key => {
            let cause = format!("the bid {bid} is for {}, not for {lot}", found.key);
            Err(Faults::one(
                "case.bid_unknown",
                &place,
                cause,
                format!("leave out --lot, or write --lot {}", found.key),
            ))
        }
        _ => Ok(found),
    }
}

/// What the bid would have needed to be accepted, where it was not; to go before bids with the same comparison value;
/// and to come first.
fn goals(evaluated: &EvaluatedLot, bid: &Key, limit: u32) -> Result<Vec<Needed>, Faults> {
    let EvaluatedLot { model, inputs, outcome, .. } = evaluated;
    let placements: Vec<_> = outcome.placements().collect();
    let Some(index) = placements.iter().position(|placement| placement.bid == bid) else { return Ok(Vec::new()) };
    let own = placements[index];
    let equal = placements.iter().find(|other| other.comparison == own.comparison).map(|first| first.rank);
    let last = own.rank + outcome.drawn_with(bid).saturating_sub(1);
    let accepted = (last > limit && limit > 0).then_some(limit);
    let before = equal.filter(|rank| *rank < own.rank);
    let goals: BTreeSet<u32> = [accepted, before, Some(1)].into_iter().flatten().collect();
    let mut found = Vec::new();
    // The nearest goal first.
    for goal in goals.into_iter().rev() {
        found.extend(needed(model, inputs, outcome, bid, goal)?);
    }
    Ok(found)
}

/// Supplier's name by bid.
fn names(case: &Case) -> BTreeMap<Key, String> {
    let suppliers: BTreeMap<&Key, &str> = case.suppliers.iter().map(|one| (&one.key, one.name.as_str())).collect();
    let mut names = BTreeMap::new();
    for submission in &case.submissions {
        let name = suppliers.get(&submission.envelope.supplier).copied().unwrap_or_default();
        names.extend(submission.bids().iter().map(|bid| (bid.key.clone(), name.to_owned())));
    }
    names
}
