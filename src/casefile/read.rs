//! Reads a case file: strictly as JSON, into its types, and then everything that points from one part to another.
//! All faults of that last kind come together.

use super::{Case, Submission};
use procedure::receipt::Receipt;
use serde_json::Value;
use std::collections::BTreeSet;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::{Exact, Faults, Key, Place, canonical};

/// Reads a case from the text of its file.
///
/// # Errors
/// What is wrong with it, where, and what to write instead.
pub fn read(text: &str) -> Result<Case, Faults> {
    read_tree(canonical::read(text)?)
}

/// Reads a case from a JSON tree.
///
/// # Errors
/// As [`read`].
pub fn read_tree(tree: Value) -> Result<Case, Faults> {
    let case: Case = canonical::from_tree(tree)?;
    let mut check = Check { faults: Faults::none() };
    check.keys(&case);
    check.suppliers(&case);
    check.lots(&case);
    check.mandates(&case);
    check.submissions(&case);
    check.expected(&case);
    check.faults.or(case)
}

struct Check {
    faults: Faults,
}

impl Check {
    fn unique<'a>(&mut self, place: &Place, member: &str, keys: impl Iterator<Item = &'a Key>) -> BTreeSet<&'a Key> {
        let mut seen = BTreeSet::new();
        for (index, key) in keys.enumerate() {
            if !seen.insert(key) {
                self.faults.add(
                    "case.key_repeated",
                    &place.at(index).at(member),
                    format!("{key} is there before"),
                    "give every item of the list a key of its own",
                );
            }
        }
        seen
    }

    fn known(&mut self, known: &BTreeSet<&Key>, key: &Key, place: &Place, what: &str) {
        if !known.contains(key) {
            self.faults.add(
                "case.reference_unknown",
                place,
                format!("there is no {what} {key} in this file"),
                format!("add the {what}, or correct the key"),
            );
        }
    }

    fn keys(&mut self, case: &Case) {
        let root = Place::root();
        self.unique(&root.at("lots"), "key", case.lots.iter().map(|lot| &lot.key));
        self.unique(&root.at("organisations"), "key", case.organisations.iter().map(|one| &one.key));
        self.unique(&root.at("mandates"), "organisation", case.mandates.iter().map(|mandate| &mandate.organisation));
        self.unique(&root.at("suppliers"), "key", case.suppliers.iter().map(|supplier| &supplier.key));
        let envelopes = case.submissions.iter().map(|submission| &submission.envelope.key);
        self.unique(&root.at("submissions"), "envelope", envelopes);
    }

    /// Two suppliers with one identifier would silently become one.
    fn suppliers(&mut self, case: &Case) {
        let mut seen = BTreeSet::new();
        for (index, supplier) in case.suppliers.iter().enumerate() {
            let place = Place::root().at("suppliers").at(index).at("identifier");
            if supplier.identifier.trim().is_empty() || supplier.scheme.trim().is_empty() {
                let hint = "write the register and the identifier in it";
                self.faults.add("case.identifier_missing", &place, "this supplier has no identifier", hint);
            }
            if !seen.insert((&supplier.scheme, &supplier.identifier)) {
                let cause = format!("another supplier has the identifier {} too", supplier.identifier);
                self.faults.add("case.identifier_repeated", &place, cause, "give each supplier its own identifier");
            }
        }
    }

    fn lots(&mut self, case: &Case) {
        if case.lots.is_empty() {
            let place = Place::root().at("lots");
            self.faults.add(
                "case.lots_missing",
                &place,
                "the procurement has no lot",
                "a procurement has at least one lot",
            );
        }
        for (index, lot) in case.lots.iter().enumerate() {
            let place = Place::root().at("lots").at(index);
            let terms = place.at("terms");
            self.amount(&lot.terms.estimated_value, MONEY_SCALE, &terms.at("estimated_value"));
            self.amount(&lot.terms.maximum_value, MONEY_SCALE, &terms.at("maximum_value"));
            if lot.terms.award_limit == 0 {
                let hint = "write how many bids are admitted at most, from 1";
                self.faults.add("case.award_limit", &terms.at("award_limit"), "no bid could be admitted", hint);
            }
            let same_currency = lot.model.currency == case.procurement.currency;
            if !same_currency || lot.model.tax_basis != case.procurement.tax_basis {
                let hint = "write the same in the model and in the procurement";
                let member = if same_currency { "tax_basis" } else { "currency" };
                let cause = "the model counts in another currency or on another tax basis than the procurement";
                self.faults.add("case.currency_or_tax_differs", &place.at("model").at(member), cause, hint);
            }
        }
    }

    fn mandates(&mut self, case: &Case) {
        let organisations: BTreeSet<&Key> = case.organisations.iter().map(|one| &one.key).collect();
        for (index, mandate) in case.mandates.iter().enumerate() {
            let place = Place::root().at("mandates").at(index);
            self.known(&organisations, &mandate.organisation, &place.at("organisation"), "organisation");
            if mandate.acts.windows(2).any(|pair| pair[0].at > pair[1].at) {
                let hint = "list what happened oldest first";
                self.faults.add("case.mandate_order", &place.at("acts"), "the acts are not in the order of time", hint);
            }
            for (index, volume) in mandate.volumes.iter().enumerate() {
                let place = place.at("volumes").at(index);
                self.amount(&volume.quantity, MEASURE_SCALE, &place.at("quantity"));
                match case.lots.iter().find(|lot| lot.key == volume.lot) {
                    Some(lot) => self.known(&lot.lines(), &volume.line, &place.at("line"), "price line or product"),
                    None => self.known(&BTreeSet::new(), &volume.lot, &place.at("lot"), "lot"),
                }
            }
        }
    }

    fn submissions(&mut self, case: &Case) {
        let suppliers: BTreeSet<&Key> = case.suppliers.iter().map(|supplier| &supplier.key).collect();
        let lots: BTreeSet<&Key> = case.lots.iter().map(|lot| &lot.key).collect();
        let mut bids = BTreeSet::new();
        for (index, submission) in case.submissions.iter().enumerate() {
            let place = Place::root().at("submissions").at(index);
            self.known(&suppliers, &submission.envelope.supplier, &place.at("envelope").at("supplier"), "supplier");
            self.receipt(case, submission, &place);
            for (index, bid) in submission.bids().iter().enumerate() {
                let place = place.at("content").at("bids").at(index);
                self.known(&lots, &bid.lot, &place.at("lot"), "lot");
                if !bids.insert(&bid.key) {
                    let hint = "give every bid a key of its own";
                    self.faults.add(
                        "case.key_repeated",
                        &place.at("key"),
                        format!("{} is there before", bid.key),
                        hint,
                    );
                }
            }
        }
        for (index, examination) in case.examinations.iter().enumerate() {
            self.known(&bids, &examination.bid, &Place::root().at("examinations").at(index).at("bid"), "bid");
        }
        for (index, score) in case.panel_scores.iter().enumerate() {
            self.known(&bids, &score.bid, &Place::root().at("panel_scores").at(index).at("bid"), "bid");
        }
    }

    /// A submission in time is opened; a late one never is.
    fn receipt(&mut self, case: &Case, submission: &Submission, place: &Place) {
        let receipt = Receipt::of(submission.envelope.received_at, case.procurement.deadline_at);
        match (receipt, &submission.content) {
            (Receipt::Late, Some(_)) => self.faults.add(
                "case.late_opened",
                &place.at("content"),
                "this submission came after the deadline and has content",
                "remove the content: a late submission has a receipt and is never opened",
            ),
            (Receipt::InTime, None) => self.faults.add(
                "case.content_missing",
                place,
                "this submission came in time and has no content",
                "add its content, or correct the time of receipt",
            ),
            _ => {}
        }
    }

    fn expected(&mut self, case: &Case) {
        let lots: BTreeSet<&Key> = case.lots.iter().map(|lot| &lot.key).collect();
        for (lot, expected) in &case.expected {
            let place = Place::root().at("expected").at(lot);
            self.known(&lots, lot, &place, "lot");
            let bids: BTreeSet<&Key> = case.bids(lot).map(|bid| &bid.key).collect();
            for (bid, text) in &expected.comparison {
                let place = place.at("comparison").at(bid);
                self.known(&bids, bid, &place, "bid of this lot");
                if Exact::decimal(text).is_err() {
                    let hint = "write a decimal in quotes, with the decimals to compare at";
                    self.faults.add("case.number", &place, "this is not a comparison value", hint);
                }
            }
            for (index, bid) in expected.ranking.iter().flatten().enumerate() {
                self.known(&bids, bid, &place.at("ranking").at(index), "bid of this lot");
            }
        }
    }

    fn amount(&mut self, text: &str, decimals: u32, place: &Place) {
        let read = Exact::decimal(text).ok().filter(|value| !value.is_negative());
        if read.and_then(|value| value.to_scaled_i64(decimals)).is_none() {
            self.faults.add(
                "case.number",
                place,
                format!("{text:?} is not an amount here"),
                format!("write a decimal in quotes, 0 or above, with at most {decimals} decimals"),
            );
        }
    }
}
