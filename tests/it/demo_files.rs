//! The demo files are complete and agree with themselves: nothing is counted twice, nothing is missing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use anbud::casefile::Case;
use procedure::document::MandateActKind::{Granted, Withdrawn};
use scoring::document::{Assessor, BidDocument, Criterion, ExaminationOutcome, Ground, PriceRule, Scale};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};
use values::{Exact, Instant, canonical};

const FILES: [&str; 3] = ["a_hvb", "b_supervision", "c_beds_digital"];

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("demo/{name}.json"));
    fs::read_to_string(path).expect("the file is there")
}

/// One demo file.
pub fn case(name: &str) -> Case {
    let tree = canonical::read(&text(name)).expect("is strict JSON");
    canonical::from_tree(tree).expect("has the shape of a case")
}

fn cases() -> [Case; 3] {
    FILES.map(case)
}

/// Opened bids, each with the key of its supplier.
pub fn bids(case: &Case) -> impl Iterator<Item = (&str, &BidDocument)> {
    case.submissions.iter().flat_map(|submission| {
        let supplier = submission.envelope.supplier.as_str();
        let bids = submission.content.iter().flat_map(|opened| &opened.bids);
        bids.map(move |bid| (supplier, bid))
    })
}

fn leaves(criteria: &[Criterion]) -> Vec<&Criterion> {
    criteria
        .iter()
        .flat_map(|criterion| match criterion.children.as_slice() {
            [] => vec![criterion],
            children => leaves(children),
        })
        .collect()
}

/// Keys of a lot's price lines or products, with their quantities.
pub fn lines(price: &PriceRule) -> BTreeMap<&str, &str> {
    match price {
        PriceRule::PriceList(list) => {
            (list.lines.iter()).map(|line| (line.key.as_str(), line.quantity.as_str())).collect()
        }
        PriceRule::LifeCycleCost(cost) => {
            (cost.products.iter()).map(|product| (product.key.as_str(), product.quantity.as_str())).collect()
        }
    }
}

fn exact(text: &str) -> Exact {
    Exact::decimal(text).expect("is a decimal")
}

/// What all municipalities bring together to one line of a lot.
pub fn volume(case: &Case, lot: &str, line: &str) -> Exact {
    (case.mandates.iter().flat_map(|mandate| &mandate.volumes))
        .filter(|volume| volume.lot.as_str() == lot && volume.line.as_str() == line)
        .fold(Exact::ZERO, |sum, volume| &sum + &exact(&volume.quantity))
}

fn instant(text: &str) -> Instant {
    text.parse().expect("is a moment")
}

#[test]
fn every_file_reads_and_is_printed_alike() {
    for name in FILES {
        let (text, _) = (text(name), case(name));
        assert!(text.starts_with("{\n  \"format\""), "{name}: two spaces");
        assert!(text.ends_with("\n}\n"), "{name}: one line end at the end");
        assert!(!text.contains("\\u"), "{name}: letters are not escaped");
    }
}

#[test]
fn the_numbers_of_everything_are_as_told() {
    let cases = cases();
    let count = |of: fn(&Case) -> usize| cases.each_ref().map(of);
    assert_eq!(count(|case| case.lots.len()), [4, 3, 2]);
    assert_eq!(count(|case| case.organisations.len()), [33, 33, 46]);
    assert_eq!(count(|case| case.mandates.len()), [33, 33, 46]);
    assert_eq!(count(|case| case.suppliers.len()), [20, 17, 11]);
    assert_eq!(count(|case| case.submissions.len()), [43, 17, 11]);
    assert_eq!(count(|case| bids(case).count()), [42, 22, 11]);
    let organisations: BTreeSet<_> = (cases.iter().flat_map(|case| &case.organisations))
        .map(|organisation| (&organisation.key, &organisation.name))
        .collect();
    assert_eq!(organisations.len(), 46);
    let suppliers = || cases.iter().flat_map(|case| &case.suppliers);
    let keys: BTreeSet<_> = suppliers().map(|supplier| &supplier.key).collect();
    let names: BTreeSet<_> = suppliers().map(|supplier| &supplier.name).collect();
    assert_eq!((keys.len(), names.len()), (48, 48));
    for supplier in suppliers() {
        assert_eq!(supplier.scheme, "X-DEMO");
        assert_eq!(supplier.identifier, supplier.key.as_str());
        assert!(supplier.name.contains("Demo"), "{} is fictional", supplier.name);
    }
}

#[test]
fn every_mandate_brings_volumes_and_the_sums_are_those_of_the_models() {
    for (name, case) in FILES.into_iter().zip(cases()) {
        for lot in &case.lots {
            for (line, quantity) in lines(&lot.model.price) {
                let lines = (case.mandates.iter().flat_map(|mandate| &mandate.volumes))
                    .filter(|volume| volume.lot == lot.key && volume.line.as_str() == line);
                assert_eq!(lines.count(), case.mandates.len());
                if name != "a_hvb" {
                    let sum = volume(&case, lot.key.as_str(), line);
                    assert_eq!(sum, exact(quantity), "{name} {} {line}", lot.key);
                }
            }
        }
    }
}

#[test]
fn one_mandate_came_late_and_one_was_withdrawn_and_given_again() {
    for (name, case) in FILES.into_iter().zip(cases()) {
        let (mut late, mut again) = (Vec::new(), Vec::new());
        for mandate in &case.mandates {
            let kinds: Vec<_> = mandate.acts.iter().map(|act| act.act).collect();
            let moments: Vec<_> = mandate.acts.iter().map(|act| act.at).collect();
            assert!(moments.is_sorted());
            let last = *moments.last().expect("has acts");
            assert!(last < case.procurement.published_at);
            if kinds == [Granted, Withdrawn, Granted] {
                again.push(mandate);
            } else {
                assert_eq!(kinds, [Granted], "{name} {}", mandate.organisation);
            }
            if last > case.procurement.mandates_due_at {
                late.push(mandate);
            }
        }
        let expected = usize::from(name == "a_hvb");
        assert_eq!((late.len(), again.len()), (expected, expected), "{name}");
        for act in late.iter().chain(&again).flat_map(|mandate| &mandate.acts) {
            assert!(act.note.is_some());
        }
    }
}

#[test]
fn everything_happens_in_its_order() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    for case in cases() {
        let procurement = &case.procurement;
        assert!(procurement.mandates_due_at < procurement.published_at);
        let open = procurement.deadline_at.millis() - procurement.published_at.millis();
        assert!(open >= 35 * DAY);
        let envelopes = || case.submissions.iter().map(|submission| &submission.envelope);
        let moments: BTreeSet<_> = envelopes().map(|envelope| envelope.received_at).collect();
        assert_eq!(moments.len(), case.submissions.len());
        assert!(envelopes().is_sorted_by_key(|envelope| &envelope.key));
        assert!(!envelopes().is_sorted_by_key(|envelope| envelope.received_at));
        for submission in &case.submissions {
            let late = submission.envelope.received_at > procurement.deadline_at;
            assert_eq!(late, submission.content.is_none());
        }
        let announced: BTreeMap<_, _> =
            (case.lots.iter()).map(|lot| (&lot.key, lot.terms.announced_at.expect("is announced"))).collect();
        for examination in &case.examinations {
            let bid = bids(&case).find(|(_, bid)| bid.key == examination.bid);
            let announced = announced[&bid.expect("was opened").1.lot];
            assert!(procurement.deadline_at < examination.decided_at);
            assert!(examination.decided_at < announced);
            assert!(announced > instant("2026-12-01T00:00:00+01:00"));
            assert!(announced < instant("2026-12-31T00:00:00+01:00"));
        }
    }
}

#[test]
fn every_opened_bid_is_examined_once() {
    let mut rejected = Vec::new();
    for case in cases() {
        let examined: BTreeSet<_> = (case.examinations.iter()).map(|it| &it.bid).collect();
        let opened: BTreeSet<_> = bids(&case).map(|(_, bid)| &bid.key).collect();
        assert_eq!(examined, opened);
        assert_eq!(case.examinations.len(), bids(&case).count());
        for examination in &case.examinations {
            if let ExaminationOutcome::Rejected { ground, reason } = &examination.outcome {
                assert!(reason.en.is_some());
                if *ground == Ground::AbnormallyLow {
                    assert!(examination.decided_at > instant("2026-11-27T00:00:00+01:00"));
                }
                rejected.push(ground.clone());
            }
        }
    }
    let requirement = |key: &str| Ground::Requirement(key.parse().expect("is a key"));
    assert_eq!(
        rejected,
        [requirement("K1"), Ground::AbnormallyLow, requirement("K7"), requirement("S2"), requirement("V2"),]
    );
}

#[test]
fn suppliers_answer_what_they_state_and_the_panel_scores_the_rest() {
    let mut empty = Vec::new();
    for case in cases() {
        let (mut panel, mut scored) = (BTreeSet::new(), BTreeSet::new());
        for (_, bid) in bids(&case) {
            let lot = (case.lots.iter().find(|lot| lot.key == bid.lot)).expect("is a lot");
            let (judged, stated): (Vec<_>, Vec<_>) = (leaves(&lot.model.criteria).into_iter())
                .partition(|leaf| {
                    matches!(&leaf.scale, Some(Scale::DescribedLevels(levels)) if levels.assessed_by == Assessor::Panel)
                });
            panel.extend(judged.iter().map(|leaf| (&bid.key, &leaf.key)));
            let stated: BTreeSet<_> = stated.iter().map(|leaf| &leaf.key).collect();
            assert_eq!(bid.answers.keys().collect::<BTreeSet<_>>(), stated);
            for line in lines(&lot.model.price).into_keys() {
                let filled = (bid.prices.iter().map(|(key, it)| (key, it.is_some())))
                    .chain(bid.products.iter().map(|(key, it)| (key, it.is_some())))
                    .any(|(key, is_filled)| key.as_str() == line && is_filled);
                if !filled {
                    empty.push(line.to_owned());
                }
            }
        }
        scored.extend(case.panel_scores.iter().map(|it| (&it.bid, &it.criterion)));
        assert_eq!(scored, panel);
        assert_eq!(case.panel_scores.len(), panel.len());
    }
    assert_eq!(empty, ["P2"], "the one line that was left empty");
}

#[test]
fn ceilings_are_the_estimates_and_three_tenths() {
    for case in cases() {
        let estimates = case.lots.iter().map(|lot| exact(&lot.terms.estimated_value));
        for (estimate, lot) in estimates.clone().zip(&case.lots) {
            assert_eq!(&estimate * &exact("1.3"), exact(&lot.terms.maximum_value));
        }
        let sum = estimates.fold(Exact::ZERO, |sum, estimate| &sum + &estimate);
        assert!(sum >= exact("8109450"), "the threshold of social services");
    }
}
