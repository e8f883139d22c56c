//! A rule never changes under its revision: what every worked example gives is locked in `scoring/rules.lock`, step by
//! step, and so is what the card says is computed. A changed rule is a new revision beside the old one.

use super::cards::run;
use scoring::RULEBOOK;
use scoring::card::RuleCard;
use std::collections::BTreeMap;
use values::{Digest, canonical};

/// What a line of the lock holds: digest of the example's outcome, and digest of the card's formula.
type Locked = (String, String);

fn locked() -> BTreeMap<String, Locked> {
    let line = |line: &str| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [rule, trace, card] = parts[..] else { panic!("scoring/rules.lock: {line:?} is not rule, trace, card") };
        (rule.to_owned(), (trace.to_owned(), card.to_owned()))
    };
    include_str!("../../rules.lock").lines().filter(|line| !line.starts_with('#')).map(line).collect()
}

/// What the card says is computed: the formula with its symbols and how it is read, the quantities, where it
/// rounds.
fn said(card: &RuleCard) -> Digest {
    let mut text = format!("{}\n{}\n{}\n{}\n", card.id, card.formula, card.rounding.sv, card.rounding.en);
    for point in card.precisely {
        text += &format!("{}\n{}\n", point.sv, point.en);
    }
    for symbol in card.symbols {
        text += &format!("{} | {} | {} | {}\n", symbol.name, symbol.meaning.sv, symbol.meaning.en, symbol.unit);
    }
    for quantity in card.quantities {
        text +=
            &format!("{} | {} | {} | {}\n", quantity.name, quantity.title.sv, quantity.title.en, quantity.expression);
    }
    Digest::of(text.as_bytes())
}

fn now() -> BTreeMap<String, Locked> {
    let of = |card: &&RuleCard| {
        let trace = Digest::of(canonical::to_text(&run(&card.example)).unwrap().as_bytes());
        (card.id.to_string(), (trace.to_string(), said(card).to_string()))
    };
    RULEBOOK.iter().map(of).collect()
}

/// What is wrong with today's rules by the lock.
fn complaints(locked: &BTreeMap<String, Locked>, now: &BTreeMap<String, Locked>) -> Vec<String> {
    let mut complaints = Vec::new();
    for (rule, (trace, card)) in now {
        match locked.get(rule) {
            None => complaints.push(format!("{rule} is new: add the line\n{rule} {trace} {card}")),
            Some((before, _)) if before != trace => complaints.push(format!(
                "{rule} gives another trace for its worked example than it did: records that name {rule} would no longer \
                 verify. Keep {rule} as it was, and give the changed rule a new revision"
            )),
            Some((_, before)) if before != card => complaints.push(format!(
                "the card of {rule} says something else of what is computed. If the rule changed, it needs a new revision; \
                 if only the words did, write the line\n{rule} {trace} {card}"
            )),
            Some(_) => {}
        }
    }
    let gone = locked.keys().filter(|rule| !now.contains_key(*rule));
    complaints.extend(gone.map(|rule| format!("{rule} is gone: records that name it would no longer verify")));
    complaints
}

#[test]
fn no_rule_changes_without_a_new_revision() {
    let complaints = complaints(&locked(), &now());
    assert!(complaints.is_empty(), "scoring/rules.lock:\n{}\n", complaints.join("\n"));
}

#[test]
fn the_lock_notices_a_changed_trace_a_changed_card_a_new_rule_and_one_that_is_gone() {
    let locked = now();
    let first = locked.keys().next().unwrap().clone();
    let with = |change: &dyn Fn(&mut BTreeMap<String, Locked>)| {
        let mut changed = locked.clone();
        change(&mut changed);
        complaints(&locked, &changed)
    };
    assert_eq!(with(&|_| {}), [""; 0]);
    let told = [
        (with(&|now| now.get_mut(&first).unwrap().0.push('0')), "gives another trace"),
        (with(&|now| now.get_mut(&first).unwrap().1.push('0')), "says something else"),
        (with(&|now| drop(now.insert("other@1".to_owned(), locked[&first].clone()))), "other@1 is new"),
        (with(&|now| drop(now.remove(&first))), "is gone"),
    ];
    for (complaints, words) in told {
        assert!(complaints.len() == 1 && complaints[0].contains(words), "{words}: {complaints:?}");
    }
}
