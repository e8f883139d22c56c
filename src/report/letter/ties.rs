//! How bids with the same comparison value were separated, where this bid is one of them.

use super::Letter;
use super::figures::exact;
use scoring::PlacementDocument;
use scoring::document::TieBreaker;
use std::fmt::Write as _;
use values::{Exact, Key};

impl Letter<'_> {
    pub(super) fn write_ties(&self, text: &mut String, own: &PlacementDocument, index: usize) {
        if !own.tied {
            return;
        }
        let words = self.words();
        let title = words.say("Hur lika anbud skildes åt", "How equal bids were separated");
        let _ = writeln!(text, "## {title}\n\n{}\n", self.chain());
        let equal = |other: &PlacementDocument| exact(&other.comparison_value) == exact(&own.comparison_value);
        for (place, other) in self.outcome.placements.iter().enumerate().filter(|(_, other)| equal(other)) {
            // The next ones on either side, and all that nothing separates from this one.
            let beside = place.abs_diff(index) == 1 || other.rank == own.rank;
            if place < index && beside {
                let _ = writeln!(text, "{}\n", self.apart(other, own, &other.decided_by));
            } else if place > index && beside {
                let _ = writeln!(text, "{}\n", self.apart(own, other, &own.decided_by));
            }
        }
    }

    /// The published order in which equal bids are separated.
    fn chain(&self) -> String {
        let words = self.words();
        let link = |link: &TieBreaker| match link {
            TieBreaker::BetterCriterion(key) => {
                format!("{} {}", words.say("bättre i", "the better in"), self.titled(key))
            }
            TieBreaker::BetterQuality => {
                words.say("bättre kvalitet sammanlagt", "the better quality in all").to_owned()
            }
            TieBreaker::LowerPrice => words.say("lägre pris", "the lower price").to_owned(),
            TieBreaker::Draw => words.say("lottning", "a drawing of lots").to_owned(),
            TieBreaker::SharedRank => words.say("delad plats", "a shared rank").to_owned(),
        };
        let links: Vec<String> = self.model.document().tie_chain.iter().map(link).collect();
        let intro = words.say(
            "Modellen säger i vilken ordning anbud med samma jämförelsetal skiljs åt:",
            "The model says in which order bids with the same comparison value are separated:",
        );
        format!("{intro} {}.", links.join(words.say(", därefter ", ", then ")))
    }

    /// What put one bid before another; one of them is the bid that the letter is about.
    fn apart(&self, before: &PlacementDocument, after: &PlacementDocument, by: &str) -> String {
        let words = self.words();
        let other = if before.bid == *self.bid { after } else { before };
        let value = words.amount(&exact(&other.comparison_value), &other.comparison_unit);
        let other = self.named(&other.bid);
        let same = match words.say("sv", "en") {
            "sv" => format!("{other} har också {value}."),
            _ => format!("{other} also has {value}."),
        };
        format!("{same} {}", self.decided(before, after, by))
    }

    /// Why a bid goes before an equal one, to be said of it: `is better in B Staffing`. Nothing where it does not.
    pub(super) fn because(&self, by: &str) -> Option<String> {
        let words = self.words();
        if let Some(group) = by.strip_prefix("better_criterion:").and_then(|key| key.parse::<Key>().ok()) {
            return Some(format!("{} {}", words.say("är bättre i", "is better in"), self.titled(&group)));
        }
        let reason = match by {
            "better_quality" => words.say("har bättre kvalitet sammanlagt", "has the better quality in all"),
            "lower_price" => words.say("har lägre pris", "has the lower price"),
            "draw" => words.say("drogs tidigare i lottningen", "was drawn earlier"),
            _ => return None,
        };
        Some(reason.to_owned())
    }

    fn decided(&self, before: &PlacementDocument, after: &PlacementDocument, by: &str) -> String {
        let words = self.words();
        if let Some(group) = by.strip_prefix("better_criterion:").and_then(|key| key.parse::<Key>().ok()) {
            let (left, right) = (self.summed(before, &group), self.summed(after, &group));
            let name = |bid: &Key| match bid == self.bid {
                true => words.say("ert anbud", "your bid").to_owned(),
                false => bid.to_string(),
            };
            let (first, second) = (name(&before.bid), name(&after.bid));
            return match words.say("sv", "en") {
                "sv" => format!("I {group} har {first} {left} och {second} {right}. Det avgjorde; ingen lott drogs."),
                _ => format!(
                    "In {group}, {first} has {left} and {second} has {right}. That decided; no lots were drawn."
                ),
            };
        }
        let sentence = match by {
            "better_quality" => words.say("Den sammanlagda kvaliteten avgjorde.", "Quality in all decided."),
            "lower_price" => words.say("Det lägre priset avgjorde.", "The lower price decided."),
            "draw" => words.say("Lottningen avgjorde.", "The drawing of lots decided."),
            "draw_needed" => words.say(
                "Inget av detta skiljer dem åt, och lottning återstår.",
                "None of this separates them, and a drawing of lots remains.",
            ),
            _ => words.say(
                "Inget av detta skiljer dem åt, och de delar plats.",
                "None of this separates them, and they share their rank.",
            ),
        };
        sentence.to_owned()
    }

    /// `560.00 + 240.00 + 70.00 = SEK 870.00`.
    fn summed(&self, placement: &PlacementDocument, group: &Key) -> String {
        let words = self.words();
        let unit = placement.scores.first().map_or("", |score| score.unit.as_str());
        let (parts, sum): (Vec<Exact>, Exact) = self.group_amount(placement, group);
        let sum = words.amount(&sum, unit);
        let parts: Vec<String> = parts.iter().map(|part| words.number(part, unit)).collect();
        if parts.len() < 2 { sum } else { format!("{} = {sum}", parts.join(" + ")) }
    }

    /// Supplier and key of a bid.
    pub(super) fn named(&self, bid: &Key) -> String {
        format!("{} ({bid})", self.supplier(bid))
    }
}
