//! The outcome in a sentence, and how far it was to the bid that matters most.

use super::Letter;
use super::figures::exact;
use super::words::magnitude;
use procedure::award::Award;
use scoring::PlacementDocument;
use std::fmt::Write as _;

impl Letter<'_> {
    fn award(&self, own: &PlacementDocument) -> Award {
        let sharing = self.outcome.draws.iter().find(|group| group.contains(&own.bid)).map_or(1, Vec::len);
        Award::of(own.rank, u32::try_from(sharing).unwrap_or(u32::MAX), self.award_limit)
    }

    pub(super) fn is_beyond(&self, own: &PlacementDocument) -> bool {
        self.award(own) == Award::Beyond
    }

    pub(super) fn waits_for_draw(&self, own: &PlacementDocument) -> bool {
        self.outcome.draws.iter().any(|group| group.contains(&own.bid))
    }

    pub(super) fn write_opening(&self, text: &mut String, own: &PlacementDocument, index: usize) {
        let words = self.words();
        let (place, all, limit) = (words.place(own.rank), self.outcome.placements.len(), self.award_limit);
        let swedish = words.say("sv", "en") == "sv";
        let sentence = match (self.award(own), swedish) {
            (Award::Within, true) => format!("Ert anbud kom på {place} plats av {all} och får ramavtal."),
            (Award::Within, false) => {
                format!("Your bid came {place} of {all} and is awarded a framework agreement.")
            }
            (Award::Beyond, true) if limit == 1 => {
                format!(
                    "Ert anbud kom på {place} plats av {all}. Ramavtal sluts med det första, så ni får inget avtal här."
                )
            }
            (Award::Beyond, true) => {
                format!(
                    "Ert anbud kom på {place} plats av {all}. Ramavtal sluts med de {limit} första, så ni får inget avtal här."
                )
            }
            (Award::Beyond, false) if limit == 1 => format!(
                "Your bid came {place} of {all}. A framework agreement is made with the first, so you get no agreement here."
            ),
            (Award::Beyond, false) => format!(
                "Your bid came {place} of {all}. Framework agreements are made with the first {limit}, so you get no agreement here."
            ),
            (Award::AwaitsDraw, true) => {
                format!("Ert anbud kom på {place} plats av {all}, och lottning avgör om ni får ramavtal.")
            }
            (Award::AwaitsDraw, false) => format!(
                "Your bid came {place} of {all}, and a drawing of lots decides whether you are awarded a framework agreement."
            ),
        };
        let _ = writeln!(text, "**{sentence}** {}\n", self.beside_others(own, index));
        let thanks = words.say(
            "Tack för ert anbud. Här står hur resultatet räknades, hur det står sig mot andra, vad som hade ändrat det och hur ni själva kontrollerar det.",
            "Thank you for your bid. This letter says how the result was made, how it stands beside others, what would have changed it, and how to check it yourself.",
        );
        let _ = writeln!(text, "{thanks}\n");
    }

    /// How far it was to a place that would have meant an agreement, or what separated it from an equal one, or how far it
    /// is to the first, and from the first to the second.
    fn beside_others(&self, own: &PlacementDocument, index: usize) -> String {
        let placements = &self.outcome.placements;
        let equal = |other: &&PlacementDocument| exact(&other.comparison_value) == exact(&own.comparison_value);
        let before = index.checked_sub(1).and_then(|before| placements.get(before)).filter(equal);
        let after = placements.get(index + 1).filter(equal);
        let last = placements.get((self.award_limit as usize).saturating_sub(1));
        let mut sentences = Vec::new();
        if let Some(last) = last.filter(|last| self.is_beyond(own) && !equal(last)) {
            sentences.push(self.short_of(own, last));
        }
        match (before, after) {
            (Some(before), _) => sentences.push(self.tied(own, before, &before.decided_by, false)),
            (None, Some(after)) => sentences.push(self.tied(own, after, &own.decided_by, true)),
            (None, None) if sentences.is_empty() => sentences.push(self.beside_first(own, index)),
            (None, None) => {}
        }
        sentences.join(" ")
    }

    fn short_of(&self, own: &PlacementDocument, last: &PlacementDocument) -> String {
        let (size, place) = (self.between(own, last), self.words().place(last.rank));
        match self.words().say("sv", "en") {
            "sv" => format!("Det skilde {size} i jämförelsetal till {place} plats."),
            _ => format!("You were {size} in comparison value from the {place} place."),
        }
    }

    fn beside_first(&self, own: &PlacementDocument, index: usize) -> String {
        let words = self.words();
        let Some(other) = self.outcome.placements.get(usize::from(index == 0)) else {
            return words.say("Inget annat anbud jämfördes.", "No other bid was compared.").to_owned();
        };
        let (size, place) = (self.between(own, other), words.place(other.rank));
        let (lowest, above) = match self.more_is_better() {
            true => (words.say("högsta", "highest"), words.say("under", "below")),
            false => (words.say("lägsta", "lowest"), words.say("över", "above")),
        };
        let other_way = if self.more_is_better() { words.say("över", "above") } else { words.say("under", "below") };
        match (words.say("sv", "en"), index) {
            ("sv", 0) => format!("Ert jämförelsetal är det {lowest}, {size} {other_way} anbudet på {place} plats."),
            ("sv", _) => format!("Ert jämförelsetal ligger {size} {above} det {place} anbudets."),
            (_, 0) => format!("Your comparison value is the {lowest}, {size} {other_way} the bid in {place} place."),
            _ => format!("Your comparison value is {size} {above} that of the {place} bid."),
        }
    }

    /// Beside a bid with the same comparison value, in front of which this one came or not.
    fn tied(&self, own: &PlacementDocument, other: &PlacementDocument, by: &str, in_front: bool) -> String {
        let words = self.words();
        let place = words.place(other.rank);
        let alike = self.outcome.placements.iter().filter(|one| one.rank == own.rank).count().saturating_sub(1);
        let same = match (words.say("sv", "en"), own.rank == other.rank) {
            ("sv", true) if alike > 1 => format!("{alike} andra anbud har exakt samma jämförelsetal"),
            (_, true) if alike > 1 => format!("{alike} other bids have exactly the same comparison value"),
            ("sv", true) => "Ett annat anbud har exakt samma jämförelsetal".to_owned(),
            ("sv", false) => format!("Ert jämförelsetal är exakt detsamma som anbudet på {place} plats har"),
            (_, true) => "Another bid has exactly the same comparison value".to_owned(),
            (_, false) => format!("Your comparison value is exactly that of the bid in {place} place"),
        };
        let (mine, theirs) = (words.say("ert", "yours"), words.say("det", "that one"));
        let (first, second) = if in_front { (mine, theirs) } else { (theirs, mine) };
        match (self.because(by), words.say("sv", "en")) {
            (Some(why), "sv") => format!("{same}, och {first} går före {second} eftersom det {why}."),
            (Some(why), _) => format!("{same}, and {first} goes before {second} because it {why}."),
            (None, "sv") if by == "draw_needed" => format!("{same}, och lottning ska skilja dem åt."),
            (None, "sv") => format!("{same}, och de delar plats."),
            (None, _) if by == "draw_needed" => format!("{same}, and a drawing of lots is to separate them."),
            (None, _) => format!("{same}, and they share their rank."),
        }
    }

    fn between(&self, own: &PlacementDocument, other: &PlacementDocument) -> String {
        let between = magnitude(&(&exact(&own.comparison_value) - &exact(&other.comparison_value)));
        self.words().amount(&between, &own.comparison_unit)
    }
}
