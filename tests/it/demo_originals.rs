//! Every datum of the demo files that the originals have is the same there. The originals are read as plain JSON.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod a_hvb;
mod b_supervision;
mod c_beds_digital;

use crate::demo_files::bids;
use anbud::casefile::{Case, CaseLot};
use scoring::document::{BidDocument, Criterion, ExaminationOutcome, Ground, PriceRule, Scale, TieBreaker};
use serde_json::Value;
use std::collections::BTreeMap;
use std::{fs, path::Path};
use values::Text;

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/originals");
    fs::read_to_string(folder.join(name)).expect("the original is there")
}

fn original(name: &str) -> Value {
    serde_json::from_str(&file(&format!("demo_{name}.json"))).expect("is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// A text or a number, as text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn text(value: &Value, sv: &str, en: &str) -> Text {
    let (sv, en) = (plain(&value[sv]), Some(plain(&value[en])));
    Text { sv, en }
}

fn levels(scale: &Scale) -> Vec<(Option<String>, String, Text)> {
    match scale {
        Scale::SteppedTable(table) => {
            (table.levels.iter()).map(|it| (it.from.clone(), it.factor.clone(), it.text.clone())).collect()
        }
        Scale::DescribedLevels(described) => {
            (described.levels.iter()).map(|it| (None, it.factor.clone(), it.text.clone())).collect()
        }
    }
}

fn same_criteria(criteria: &[Criterion], originals: &[Value]) {
    assert_eq!(criteria.len(), originals.len());
    for (criterion, original) in criteria.iter().zip(originals) {
        assert_eq!(criterion.key.as_str(), original["id"]);
        assert_eq!(criterion.title, text(original, "sv", "en"));
        let surcharge = original.get("max_surcharge_percent");
        assert_eq!(criterion.weight, plain(surcharge.unwrap_or(&original["weight"])));
        for (own, name) in [(&criterion.definition, "definition"), (&criterion.evidence, "evidence")] {
            if let Some(words) = original.get(name) {
                assert_eq!(*own, Some(text(words, "sv", "en")));
            }
        }
        same_criteria(&criterion.children, list(&original["children"]));
        let expected = list(&original["levels"]).iter().enumerate().map(|(index, level)| {
            let below = index.checked_sub(1);
            let from = below.and_then(|below| original["thresholds"].get(below)).map(plain);
            let factor = level.get("share").or_else(|| original["factors"].get(index));
            let quarters = ["0", "0.25", "0.5", "0.75", "1"];
            let factor = factor.map_or_else(|| quarters[index].to_owned(), plain);
            (from, factor, text(level, "sv", "en"))
        });
        let own = criterion.scale.as_ref().map(levels).unwrap_or_default();
        assert_eq!(own, expected.collect::<Vec<_>>(), "{}", criterion.key);
        if let (Some(Scale::SteppedTable(table)), Some(unit)) = (&criterion.scale, original.get("unit")) {
            assert_eq!(table.unit.as_str(), unit);
            let relative = original.get("thresholds_relative_to").map(plain);
            assert_eq!(table.relative_to.is_some(), relative.is_some());
        }
    }
}

fn same_head(case: &Case, original: &Value) {
    let procurement = &case.procurement;
    assert!(case.fictional && original["fictional"] == true);
    assert_eq!(procurement.key.as_str(), original["id"]);
    assert_eq!(procurement.title, text(original, "title_sv", "title_en"));
    assert_eq!(procurement.currency.as_str(), original["currency"]);
    assert_eq!(Value::from(procurement.cpv.clone()), original["cpv"]);
    assert_eq!(Value::from(procurement.nuts.clone()), original["nuts"]);
    assert_eq!(case.lots.len(), list(&original["lots"]).len());
    for (lot, from) in case.lots.iter().zip(list(&original["lots"])) {
        assert_eq!(lot.key.as_str(), from["id"]);
        assert_eq!(lot.title, text(from, "sv", "en"));
        assert!(lot.model.rounding.is_empty());
        assert_eq!(lot.model.tie_chain.last(), Some(&TieBreaker::Draw));
    }
    let csv = file("municipalities.csv");
    let names: BTreeMap<_, _> = (csv.lines().map(|line| line.split(',').collect::<Vec<_>>()))
        .filter(|row| row[6] == "yes")
        .map(|row| (row[1].to_owned(), row[5].to_owned()))
        .collect();
    for organisation in &case.organisations {
        assert_eq!(names[organisation.key.as_str()], organisation.name);
    }
}

fn same_requirements(lot: &CaseLot, originals: &[&Value]) {
    let own: Vec<_> = (lot.model.requirements.iter()).map(|it| (it.key.to_string(), it.text.clone())).collect();
    let expected: Vec<_> = (originals.iter()).map(|it| (plain(&it["id"]), text(it, "sv", "en"))).collect();
    assert_eq!(own, expected);
}

fn same_volumes(case: &Case, lot: &str, line: &str, original: &Value) {
    for (code, quantity) in members(original) {
        let mandate = (case.mandates.iter()).find(|it| it.organisation.as_str() == code);
        let volumes = &mandate.expect("gave a mandate").volumes;
        let own = (volumes.iter()).find(|it| it.lot.as_str() == lot && it.line.as_str() == line);
        assert_eq!(own.expect("brings a volume").quantity, plain(quantity));
    }
    assert_eq!(members(original).count(), case.mandates.len());
}

/// The bid of a supplier, by name, in a lot.
fn bid<'a>(case: &'a Case, lot: &Value, supplier: &Value) -> &'a BidDocument {
    let key = (case.suppliers.iter().find(|it| it.name == *supplier)).expect("is a supplier");
    let mut own = bids(case).filter(|(from, bid)| *from == key.key.as_str() && bid.lot.as_str() == lot);
    let (_, bid) = own.next().expect("has a bid");
    assert!(own.next().is_none(), "has one bid in the lot");
    bid
}

fn same_offer(case: &Case, bid: &BidDocument, original: &Value, answers: &Value) {
    let prices = bid.prices.iter().map(|(key, price)| (key.to_string(), Value::from(price.clone())));
    match original.get("price_per_day") {
        Some(price) => assert_eq!(prices.collect::<Vec<_>>(), [("P".to_owned(), price.clone())]),
        None => assert_eq!(
            prices.collect::<Value>(),
            original.get("prices").cloned().unwrap_or_else(|| Value::Object(serde_json::Map::new()))
        ),
    }
    let mut own: BTreeMap<_, _> = (bid.answers.iter()).map(|(key, answer)| (key.to_string(), answer.clone())).collect();
    let scores = case.panel_scores.iter().filter(|score| score.bid == bid.key);
    for score in scores {
        assert!(own.insert(score.criterion.to_string(), score.level.to_string()).is_none());
    }
    let expected: BTreeMap<_, _> = members(answers).map(|(key, it)| (key.clone(), plain(it))).collect();
    assert_eq!(own, expected);
}

fn same_outcome(case: &Case, bid: &BidDocument, status: &Value, failed: &Value, reason: (&Value, Option<&Value>)) {
    let examination = (case.examinations.iter()).find(|it| it.bid == bid.key);
    let outcome = &examination.expect("is examined").outcome;
    match (outcome, status.as_str()) {
        (ExaminationOutcome::Admitted, Some("admissible")) => {}
        (ExaminationOutcome::Rejected { ground, reason: own }, Some(status)) => {
            assert_eq!(own.sv, *reason.0);
            if let Some(en) = reason.1 {
                assert_eq!(own.en.as_deref(), en.as_str());
            }
            match ground {
                Ground::AbnormallyLow => assert_eq!(status, "rejected_abnormally_low"),
                Ground::Requirement(key) => {
                    assert_eq!((status, key.as_str()), ("rejected_mandatory", failed.as_str().unwrap()));
                }
            }
        }
        other => unreachable!("{}: {other:?}", bid.key),
    }
}

fn same_results(case: &Case, lot: &Value, results: &Value, value: &str) {
    let lot_key = plain(lot);
    let expected = &case.expected[&lot_key.parse().unwrap()];
    let ranking: Vec<_> =
        (list(results).iter()).map(|result| vec![bid(case, lot, &result["supplier"]).key.clone()]).collect();
    assert_eq!(expected.ranking, ranking);
    for (index, result) in list(results).iter().enumerate() {
        assert_eq!(result["rank"], index + 1);
        let own = &expected.comparison[&bid(case, lot, &result["supplier"]).key];
        assert_eq!(result[value], own.as_str());
    }
    assert_eq!(expected.comparison.len(), ranking.len());
}

/// The lines of a price list as the original names them; units are the same but for their spelling.
fn same_lines(lot: &CaseLot, original: &Value) {
    let PriceRule::PriceList(price) = &lot.model.price else {
        unreachable!("the method of the original");
    };
    assert_eq!(price.lines.len(), list(original).len());
    for (line, from) in price.lines.iter().zip(list(original)) {
        assert_eq!(line.key.as_str(), from["id"]);
        assert_eq!(line.title, text(from, "sv", "en"));
        assert_eq!(line.quantity, plain(&from["volume"]));
        let unit = plain(&from["unit"]).replace('-', "_").replace("pcs", "piece");
        assert_eq!(line.unit.as_str(), unit);
    }
}
