//! Checks what points from one part of a case to another, and what the parts must have in common. It speaks only of
//! what could be read.

use super::draft::{Draft, Item, Keys, LotDraft, SubmissionDraft};
use procedure::document::{LotTerms, Mandate, Procurement};
use procedure::receipt::Receipt;
use scoring::document::ModelDocument;
use std::collections::BTreeSet;
use values::money::{MEASURE_SCALE, MONEY_SCALE};
use values::spelling::nearest;
use values::{Exact, Faults, Key, Place, shown};

/// How many characters a register and an identifier in it may have: both stand in an index, whose entries have a limit.
const LONGEST_IDENTIFIER: usize = 200;

/// Every fault between the parts of a case.
pub(super) fn check(draft: &Draft) -> Faults {
    let mut check = Check { draft, faults: Faults::none() };
    check.times();
    check.keys();
    check.suppliers();
    check.lots();
    check.mandates();
    check.submissions();
    check.decisions();
    check.drawings();
    check.expected();
    check.faults
}

struct Check<'a> {
    draft: &'a Draft,
    faults: Faults,
}

impl<'a> Check<'a> {
    fn unique<T>(&mut self, place: &Place, member: &str, items: &'a [Item<T>], seen: &mut BTreeSet<&'a Key>) {
        for (index, item) in items.iter().enumerate() {
            let Some(key) = &item.key else { continue };
            if !seen.insert(key) {
                let place = member.split('/').fold(place.at(index), |place, step| place.at(step));
                let cause = format!("the key {key} is there before");
                self.faults.add("case.key_repeated", &place, cause, "give this one a key of its own");
            }
        }
    }

    fn known(&mut self, keys: &Keys<'_>, key: &Key, place: &Place, what: &str) {
        if keys.lack(key) {
            let cause = format!("there is no {what} {key} in this file");
            let hint = match nearest(key.as_str(), keys.known.iter().map(|key| key.as_str())) {
                Some(meant) => format!("write {meant}, or add the {what} {key}"),
                None => format!("add the {what}, or correct the key"),
            };
            self.faults.add("case.reference_unknown", place, cause, hint);
        }
    }

    /// What was asked for before it was published, received before anybody was asked, or decided on before it was opened.
    fn times(&mut self) {
        let Some(procurement) = &self.draft.procurement else { return };
        let (published, deadline) = (procurement.published_at, procurement.deadline_at);
        let root = Place::root();
        let head = root.at("procurement");
        if procurement.mandates_due_at > published {
            let cause = "mandates are due after the publication, which freezes their list";
            let hint = "correct one of the two: mandates are due before the procurement is published";
            self.faults.add("case.time_order", &head.at("mandates_due_at"), cause, hint);
        }
        if deadline <= published {
            let cause = "the deadline is not after the publication";
            let hint = "correct one of the two: the deadline comes after the publication";
            self.faults.add("case.time_order", &head.at("deadline_at"), cause, hint);
        }
        for (index, submission) in self.draft.submissions.read_items() {
            if submission.received_at.is_some_and(|received| received < published) {
                let place = root.at("submissions").at(index).at("envelope").at("received_at");
                let hint = "correct the time of receipt, or that of the publication";
                self.faults.add("case.time_order", &place, "this was received before the publication", hint);
            }
        }
        let early = self.draft.examinations.read_items().filter(|(_, one)| one.decided_at < deadline);
        for (index, _) in early {
            let place = root.at("examinations").at(index).at("decided_at");
            let hint = "correct the time of the decision: no bid is opened before the deadline";
            self.faults.add("case.time_order", &place, "this was decided before the deadline", hint);
        }
    }

    fn keys(&mut self) {
        let (root, draft) = (Place::root(), self.draft);
        self.unique(&root.at("lots"), "key", &draft.lots.items, &mut BTreeSet::new());
        self.unique(&root.at("organisations"), "key", &draft.organisations.items, &mut BTreeSet::new());
        self.unique(&root.at("mandates"), "organisation", &draft.mandates.items, &mut BTreeSet::new());
        self.unique(&root.at("suppliers"), "key", &draft.suppliers.items, &mut BTreeSet::new());
        self.unique(&root.at("submissions"), "envelope/key", &draft.submissions.items, &mut BTreeSet::new());
        let mut bids = BTreeSet::new();
        for (index, submission) in draft.submissions.read_items() {
            let place = root.at("submissions").at(index).at("content").at("bids");
            self.unique(&place, "key", &submission.bids.items, &mut bids);
        }
    }

    /// Two suppliers with one identifier would silently become one.
    fn suppliers(&mut self) {
        let mut seen = BTreeSet::new();
        for (index, supplier) in self.draft.suppliers.read_items() {
            let place = Place::root().at("suppliers").at(index).at("identifier");
            if supplier.identifier.trim().is_empty() || supplier.scheme.trim().is_empty() {
                let hint = "write the register and the identifier in it";
                self.faults.add("case.identifier_missing", &place, "this supplier has no identifier", hint);
            }
            let longest = supplier.scheme.chars().count().max(supplier.identifier.chars().count());
            if longest > LONGEST_IDENTIFIER {
                let cause = format!("the register or the identifier has {longest} characters");
                let hint = format!("write them with at most {LONGEST_IDENTIFIER} characters each");
                self.faults.add("case.identifier_long", &place, cause, hint);
            }
            if !seen.insert((&supplier.scheme, &supplier.identifier)) {
                let cause = format!("another supplier has the identifier {} too", supplier.identifier);
                self.faults.add("case.identifier_repeated", &place, cause, "give each supplier its own identifier");
            }
        }
    }

    fn lots(&mut self) {
        let place = Place::root().at("lots");
        if self.draft.lots.is_empty() {
            let hint = "add a lot: a procurement has at least one";
            self.faults.add("case.lots_missing", &place, "the procurement has no lot", hint);
        }
        for (index, LotDraft { terms, model }) in self.draft.lots.read_items() {
            let place = place.at(index);
            if let Some(terms) = terms {
                self.terms(terms, &place.at("terms"));
            }
            if let (Some(model), Some(procurement)) = (model, &self.draft.procurement) {
                self.counting(model, procurement, &place.at("model"));
            }
        }
    }

    fn terms(&mut self, terms: &LotTerms, place: &Place) {
        self.amount(&terms.estimated_value, MONEY_SCALE, &place.at("estimated_value"));
        self.amount(&terms.maximum_value, MONEY_SCALE, &place.at("maximum_value"));
        if terms.award_limit == 0 {
            let hint = "write how many bids are admitted at most, from 1";
            self.faults.add("case.award_limit", &place.at("award_limit"), "no bid could be admitted", hint);
        }
    }

    /// One currency and one tax basis: amounts of two kinds can never be compared.
    fn counting(&mut self, model: &ModelDocument, procurement: &Procurement, place: &Place) {
        let (own, common) = (model.currency, procurement.currency);
        if own != common {
            let cause = format!("the model counts in {own} and the procurement in {common}");
            let hint = format!("write \"{common}\" here, or \"{own}\" in the procurement and in every other lot");
            self.faults.add("case.currency_differs", &place.at("currency"), cause, hint);
        }
        let (own, common) = (model.tax_basis.as_str(), procurement.tax_basis.as_str());
        if own != common {
            let cause = format!("the tax basis of the model is \"{own}\" and that of the procurement \"{common}\"");
            let hint = format!("write \"{common}\" here, or \"{own}\" in the procurement and in every other lot");
            self.faults.add("case.tax_basis_differs", &place.at("tax_basis"), cause, hint);
        }
    }

    fn mandates(&mut self) {
        let organisations = self.draft.organisations.keys();
        for (index, mandate) in self.draft.mandates.read_items() {
            let place = Place::root().at("mandates").at(index);
            self.known(&organisations, &mandate.organisation, &place.at("organisation"), "organisation");
            if mandate.acts.windows(2).any(|pair| pair[0].at > pair[1].at) {
                let hint = "list what happened oldest first";
                self.faults.add("case.mandate_order", &place.at("acts"), "the acts are not in the order of time", hint);
            }
            self.volumes(mandate, &place.at("volumes"));
        }
    }

    fn volumes(&mut self, mandate: &Mandate, place: &Place) {
        let lots = self.draft.lots.keys();
        for (index, volume) in mandate.volumes.iter().enumerate() {
            let place = place.at(index);
            self.amount(&volume.quantity, MEASURE_SCALE, &place.at("quantity"));
            self.known(&lots, &volume.lot, &place.at("lot"), "lot");
            let lot = self.draft.lots.items.iter().find(|lot| lot.key.as_ref() == Some(&volume.lot));
            if let Some(model) = lot.and_then(|lot| lot.read.as_ref()?.model.as_ref()) {
                let lines = model.lines().into_iter().map(|line| line.key).collect();
                self.known(&Keys::all(lines), &volume.line, &place.at("line"), "price line or product");
            }
        }
    }

    fn submissions(&mut self) {
        let (suppliers, lots) = (self.draft.suppliers.keys(), self.draft.lots.keys());
        for (index, submission) in self.draft.submissions.read_items() {
            let place = Place::root().at("submissions").at(index);
            if let Some(supplier) = &submission.supplier {
                self.known(&suppliers, supplier, &place.at("envelope").at("supplier"), "supplier");
            }
            self.receipt(submission, &place);
        }
        for (place, bid) in self.draft.bids() {
            self.known(&lots, &bid.lot, &place.at("lot"), "lot");
        }
    }

    /// A submission in time is opened; a late one never is.
    fn receipt(&mut self, submission: &SubmissionDraft, place: &Place) {
        let (Some(received), Some(procurement)) = (submission.received_at, &self.draft.procurement) else { return };
        match (Receipt::of(received, procurement.deadline_at), submission.is_opened) {
            (Receipt::Late, true) => self.faults.add(
                "case.late_opened",
                &place.at("content"),
                "this submission came after the deadline and has content",
                "remove the content: a late submission has a receipt and is never opened",
            ),
            (Receipt::InTime, false) => self.faults.add(
                "case.content_missing",
                &place.at("content"),
                "this submission came in time and has no content",
                "add its content, or correct the time of receipt",
            ),
            _ => {}
        }
    }

    /// What was decided is about bids that are there, and was decided once.
    fn decisions(&mut self) {
        let bids = self.draft.bid_keys();
        let (root, mut seen) = (Place::root(), BTreeSet::new());
        for (index, one) in self.draft.examinations.read_items() {
            let place = root.at("examinations").at(index);
            self.known(&bids, &one.bid, &place.at("bid"), "bid");
            if !seen.insert(&one.bid) {
                let cause = format!("{} is decided on before", one.bid);
                self.faults.add("inputs.repeated", &place, cause, "keep one of the two decisions");
            }
        }
        let mut seen = BTreeSet::new();
        for (index, one) in self.draft.panel_scores.read_items() {
            let place = root.at("panel_scores").at(index);
            self.known(&bids, &one.bid, &place.at("bid"), "bid");
            if !seen.insert((&one.bid, &one.criterion)) {
                let cause = format!("the panel's level of {} in {} is there before", one.bid, one.criterion);
                self.faults.add("inputs.repeated", &place, cause, "keep one of the two levels");
            }
        }
    }

    /// Whose lot a drawing belongs to is told by its bids; one without any that is there would be read by nobody.
    fn drawings(&mut self) {
        let bids = self.draft.bid_keys();
        for (index, draw) in self.draft.draws.read_items() {
            let place = Place::root().at("draws").at(index).at("order");
            if draw.order.is_empty() {
                let (cause, hint) = ("this drawing of lots names no bid", "name all bids that are tied, or remove it");
                self.faults.add("inputs.draw_too_few", &place, cause, hint);
            }
            if draw.order.iter().all(|bid| bids.lack(bid)) {
                for (position, bid) in draw.order.iter().enumerate() {
                    self.known(&bids, bid, &place.at(position), "bid");
                }
            }
        }
    }

    fn expected(&mut self) {
        let lots = self.draft.lots.keys();
        for lot in &self.draft.expected {
            self.known(&lots, lot, &Place::root().at("expected").at(lot), "lot");
        }
    }

    fn amount(&mut self, text: &str, decimals: u32, place: &Place) {
        let read = Exact::decimal(text).ok().filter(|value| !value.is_negative());
        if read.and_then(|value| value.to_scaled_i64(decimals)).is_none() {
            let hint = format!("write a decimal in quotes, 0 or above, with at most {decimals} decimals");
            self.faults.add("case.number", place, format!("{} is not an amount here", shown(text)), hint);
        }
    }
}
