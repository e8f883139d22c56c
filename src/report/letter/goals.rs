//! What the bid would have needed, and for the first one which margin it had.

use super::Letter;
use super::figures::exact;
use super::price::Named;
use super::words::magnitude;
use scoring::{Equal, Limit, Needed, PlacementDocument, PriceNeeded, Raised};
use std::fmt::Write as _;
use values::{Exact, Key};

impl Letter<'_> {
    pub(super) fn write_goals(&self, text: &mut String, own: &PlacementDocument) {
        let words = self.words();
        if own.rank == 1 && !self.waits_for_draw(own) {
            for needed in self.needed.iter().filter(|needed| needed.goal == 1) {
                let title = words.say("Vilken marginal ni hade", "What margin you had");
                let _ = writeln!(text, "## {title}\n\n{}\n", self.margin(own, needed));
            }
            return;
        }
        let title = words.say("Vad som hade krävts", "What would have been needed");
        let intro = words.say(
            "Här ändras bara ert anbud; alla andra anbud är som de är. Varje svar är prövat genom att räkna om hela utvärderingen.",
            "Only your bid is changed here; all others are as they are. Each answer has been tried by computing the whole evaluation again.",
        );
        let _ = writeln!(text, "## {title}\n\n{intro}\n");
        for needed in self.needed {
            let _ = writeln!(text, "**{}:**\n", self.goal_title(own, needed.goal));
            let _ = writeln!(
                text,
                "- {} {}",
                words.say("Med samma kvalitet:", "At the same quality:"),
                self.price_needed(own, needed)
            );
            self.write_quality(text, own, needed);
            let _ = writeln!(text);
        }
    }

    fn goal_title(&self, own: &PlacementDocument, goal: u32) -> String {
        let words = self.words();
        let (swedish, place) = (words.say("sv", "en") == "sv", words.place(goal));
        match (goal, swedish) {
            (1, true) => "För att komma först".to_owned(),
            (1, false) => "To come first".to_owned(),
            (_, true) if self.is_beyond(own) && goal == self.award_limit => {
                format!("För att få ramavtal ({place} plats)")
            }
            (_, false) if self.is_beyond(own) && goal == self.award_limit => {
                format!("To get an agreement ({place} place)")
            }
            (_, true) if self.waits_for_draw(own) && goal == self.award_limit => {
                format!("För att få ramavtal utan lottning ({place} plats)")
            }
            (_, false) if self.waits_for_draw(own) && goal == self.award_limit => {
                format!("To get an agreement without a drawing ({place} place)")
            }
            (_, true) => format!("För {place} plats, före anbudet med samma jämförelsetal"),
            (_, false) => format!("For the {place} place, before the bid with the same comparison value"),
        }
    }

    fn margin(&self, own: &PlacementDocument, needed: &Needed) -> String {
        let words = self.words();
        let (Named { word: price, article, yours }, currency) = (self.price_word(), self.currency());
        let swedish = words.say("sv", "en") == "sv";
        match &needed.price {
            PriceNeeded::AtMost(limit) if limit.price <= self.offered(own) => self.no_margin(limit.equal.as_ref()),
            PriceNeeded::AtMost(limit) => {
                let above = words.number(&(&limit.price - &self.offered(own)), currency);
                let most = words.amount(&limit.price, currency);
                let (equal, hundredth) = (self.at_exactly(limit.equal.as_ref()), self.hundredth());
                if swedish {
                    format!(
                        "Med samma kvalitet hade ni varit först med {article} {price} upp till **{most}**, {above} högre än {yours}. {equal}Med {hundredth} mer hade ni inte varit först."
                    )
                } else {
                    format!(
                        "At the same quality you would have been first with {article} {price} of up to **{most}**, {above} above {yours}. {equal}With {hundredth} more you would not have been first."
                    )
                }
            }
            PriceNeeded::Any => words
                .say(
                    "Med samma kvalitet hade ni varit först till vilket pris som helst.",
                    "At the same quality you would have been first at any price.",
                )
                .to_owned(),
            PriceNeeded::None => words.say("Ingen marginal kan räknas ut.", "No margin can be worked out.").to_owned(),
        }
    }

    /// Said of a bid that one step more would have cost the first place, as where a drawing of lots or less than a step
    /// decided.
    fn no_margin(&self, equal: Option<&Equal>) -> String {
        let (words, step) = (self.words(), self.hundredth());
        let equal = self.at_exactly(equal);
        match words.say("sv", "en") {
            "sv" => format!("{equal}Med samma kvalitet och {step} mer hade ni inte varit först."),
            _ => format!("{equal}At the same quality and with {step} more you would not have been first."),
        }
    }

    fn price_needed(&self, own: &PlacementDocument, needed: &Needed) -> String {
        let words = self.words();
        let (Named { word: price, article, yours }, currency) = (self.price_word(), self.currency());
        let swedish = words.say("sv", "en") == "sv";
        match &needed.price {
            PriceNeeded::AtMost(Limit { price: most, .. }) => {
                let below = words.number(&magnitude(&(&self.offered(own) - most)), currency);
                let most = words.amount(most, currency);
                let more = capital(self.hundredth());
                if swedish {
                    format!(
                        "{article} {price} på högst **{most}**, {below} lägre än {yours}. {more} mer hade inte räckt."
                    )
                } else {
                    format!(
                        "{article} {price} of at most **{most}**, {below} below {yours}. {more} more would not have been enough."
                    )
                }
            }
            PriceNeeded::Any => words.say("vilket pris som helst.", "any price.").to_owned(),
            PriceNeeded::None => words
                .say(
                    "det var **omöjligt**; inget pris hade räckt.",
                    "it was **impossible**; no price would have been enough.",
                )
                .to_owned(),
        }
    }

    /// What puts the bid before an equal one at the largest price that it would have been first with.
    fn at_exactly(&self, equal: Option<&Equal>) -> String {
        let words = self.words();
        let Some((Equal { bid, .. }, why)) = equal.and_then(|equal| Some((equal, self.because(&equal.decided_by)?)))
        else {
            return String::new();
        };
        let other = self.named(bid);
        match words.say("sv", "en") {
            "sv" => format!(
                "Vid precis det priset hade ni haft samma jämförelsetal som {other}, och ert anbud hade gått före eftersom det {why}. "
            ),
            _ => format!(
                "At exactly that price you would have had the same comparison value as {other}, and your bid would have gone before because it {why}. "
            ),
        }
    }

    /// The smallest step of a price.
    fn hundredth(&self) -> &'static str {
        match self.currency() {
            "SEK" => self.words().say("ett öre", "one öre"),
            _ => self.words().say("en hundradel", "one hundredth"),
        }
    }

    fn write_quality(&self, text: &mut String, own: &PlacementDocument, needed: &Needed) {
        let words = self.words();
        if own.scores.is_empty() {
            let line = words.say(
                "Kvalitet räknas inte i den här modellen, så bara beloppet kunde ha ändrat platsen.",
                "Quality does not count in this model, so that only the amount could have changed the rank.",
            );
            let _ = writeln!(text, "- {line}");
            return;
        }
        let head = words.say("Med samma pris:", "At the same price:");
        if !needed.alone.is_empty() {
            let line = words.say(
                "en enda förbättring hade räckt, vilken som helst av dessa:",
                "one improvement would have been enough, any one of these:",
            );
            let _ = writeln!(text, "- {head} {line}");
            for raised in &needed.alone {
                self.write_raised(text, own, raised);
            }
            self.write_not_alone(text, needed);
        } else if let Some(together) = &needed.together {
            let value = words.amount(&together.comparison, &own.comparison_unit);
            let line = match words.say("sv", "en") {
                "sv" => format!(
                    "inget enskilt kriterium hade räckt. De här nivåerna tillsammans hade gett {value} och räckt; ingen av dem kan sänkas:"
                ),
                _ => format!(
                    "no criterion alone would have been enough. These levels together would have come to {value} and been enough; none of them can be lowered:"
                ),
            };
            let _ = writeln!(text, "- {head} {line}");
            for (key, level) in &together.levels {
                let _ = writeln!(text, "  - {}", self.level_named(key, *level));
            }
        } else {
            let _ = writeln!(text, "- {head} {}", self.impossible(own, needed));
        }
    }

    /// The criteria that could be better and would not have been enough alone.
    fn write_not_alone(&self, text: &mut String, needed: &Needed) {
        let words = self.words();
        let suffices = |key: &Key| needed.alone.iter().any(|raised| raised.criterion == *key);
        let others: Vec<String> =
            needed.best.levels.iter().filter(|(key, _)| !suffices(key)).map(|(key, _)| key.to_string()).collect();
        let Some((last, rest)) = others.split_last() else { return };
        let line = match (words.say("sv", "en"), rest.is_empty()) {
            ("sv", true) => format!("{last} hade inte räckt ensamt, ens på högsta nivån."),
            ("sv", false) => {
                format!("{} och {last} hade inte räckt vart för sig, ens på högsta nivån.", rest.join(", "))
            }
            (_, true) => format!("{last} would not have been enough alone, even at its highest level."),
            (_, false) => {
                format!(
                    "{} and {last} would not have been enough alone, even at their highest levels.",
                    rest.join(", ")
                )
            }
        };
        let _ = writeln!(text, "\n  {line}");
    }

    fn write_raised(&self, text: &mut String, own: &PlacementDocument, raised: &Raised) {
        let words = self.words();
        let value = words.amount(&raised.comparison, &own.comparison_unit);
        let gives = words.say("jämförelsetal", "comparison value");
        let _ = writeln!(text, "  - {}: {gives} {value}", self.level_named(&raised.criterion, raised.level));
    }

    fn level_named(&self, key: &Key, level: u32) -> String {
        let word = self.words().say("nivå", "level");
        format!("{}, {word} {level} ({})", self.titled(key), self.level_text(key, level))
    }

    fn impossible(&self, own: &PlacementDocument, needed: &Needed) -> String {
        let words = self.words();
        let best = &needed.best;
        let value = words.amount(&best.comparison, &own.comparison_unit);
        let place = words.place(best.rank);
        let holder = self.outcome.placements.get((needed.goal as usize).saturating_sub(1));
        let short = holder.map(|holder| magnitude(&(&exact(&holder.comparison_value) - &best.comparison)));
        let short = words.number(&short.unwrap_or(Exact::ZERO), &own.comparison_unit);
        let goal = words.place(needed.goal);
        if best.rank <= needed.goal && !best.levels.is_empty() {
            return match words.say("sv", "en") {
                "sv" => format!(
                    "med högsta nivån på alla kriterier hade jämförelsetalet blivit {value}, detsamma som ett annat anbuds, och då hade platsen inte varit er ensam."
                ),
                _ => format!(
                    "at the highest level of every criterion the comparison value would have been {value}, the same as another bid's, and the place would not have been yours alone."
                ),
            };
        }
        match (words.say("sv", "en"), best.levels.is_empty()) {
            ("sv", true) => "det var **omöjligt**. Ert anbud har redan högsta nivån på alla kriterier.".to_owned(),
            ("sv", false) => format!(
                "det var **omöjligt**. Med högsta nivån på alla kriterier hade jämförelsetalet blivit {value}, och det hade gett {place} plats, {short} från {goal}."
            ),
            (_, true) => "it was **impossible**. Your bid has the highest level of every criterion already.".to_owned(),
            (_, false) => format!(
                "it was **impossible**. At the highest level of every criterion the comparison value would have been {value}, which gives the {place} place, {short} from the {goal}."
            ),
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
