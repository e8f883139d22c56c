//! How quality became deductions, points or surcharges, criterion by criterion with levels and reasons, and how price
//! and quality became the comparison value.

use super::Letter;
use super::figures::{assessor, cell, exact, unit};
use scoring::document::{Assessor, Combination, PanelScore};
use scoring::{PlacementDocument, ScoreDocument, card};
use std::fmt::Write as _;
use values::text::visible;
use values::{Exact, Key};

impl Letter<'_> {
    pub(super) fn write_reckoning(&self, text: &mut String, own: &PlacementDocument) {
        let words = self.words();
        let title = words.say("Så räknades ert jämförelsetal", "How your comparison value was made");
        let _ = writeln!(text, "## {title}\n\n{} {}\n", self.rule_named(), self.rule_in_words());
        self.write_price(text, own);
        if !own.scores.is_empty() {
            self.write_criteria(text, own);
            self.write_reasons(text, own);
            self.write_findings(text);
        }
        let _ = writeln!(text, "{}\n", self.combined(own));
    }

    fn rule_named(&self) -> String {
        let rule = self.model.combination_rule().to_string();
        let name = rule.split_once('@').map_or(rule.as_str(), |(name, _)| name);
        let title = card(name).map_or(name, |card| self.words().language.say(card.title));
        match self.words().say("sv", "en") {
            "sv" => format!("Anbuden jämfördes med regeln *{title}* (`{rule}`)."),
            _ => format!("Bids were compared by the rule *{title}* (`{rule}`)."),
        }
    }

    fn rule_in_words(&self) -> &'static str {
        let words = self.words();
        match self.model.document().combination {
            Combination::AddedValueDeduction(_) => words.say(
                "Från priset dras ett avdrag i pengar för den kvalitet som anbudet visar, och lägst jämförelsetal kommer först. Hur stort avdrag varje nivå ger står i den publicerade modellen och är lika för alla.",
                "From the price, an amount of money is deducted for the quality that the bid shows, and the lowest comparison value comes first. What each level is worth stands in the published model and is the same for everyone.",
            ),
            Combination::RelativePricePoints(_) => words.say(
                "Priset ger poäng efter hur det står sig mot det lägsta priset, kvaliteten ger poäng för sig, och högst summa kommer först. Hur mycket varje nivå ger står i den publicerade modellen och är lika för alla.",
                "The price gives points by how it stands beside the lowest price, quality gives points of its own, and the highest sum comes first. What each level is worth stands in the published model and is the same for everyone.",
            ),
            Combination::PercentageSurcharge(_) => words.say(
                "På priset läggs ett påslag i procent för den kvalitet som anbudet saknar, och lägst jämförelsetal kommer först. Hur stort påslag varje nivå ger står i den publicerade modellen och är lika för alla.",
                "To the price, a percentage is added for the quality that the bid lacks, and the lowest comparison value comes first. What each level adds stands in the published model and is the same for everyone.",
            ),
            Combination::LowestCost(_) => words.say(
                "Bara beloppet jämförs, och lägst kommer först. Kvaliteten är säkrad genom ska-kraven.",
                "Only the amount is compared, and the lowest comes first. Quality is secured by the mandatory requirements.",
            ),
        }
    }

    /// What the amounts of criteria are called, and what their sum.
    pub(super) fn amount_words(&self) -> (&'static str, &'static str) {
        let words = self.words();
        match self.model.document().combination {
            Combination::AddedValueDeduction(_) => {
                (words.say("Avdrag", "Deduction"), words.say("Summa avdrag", "Total deduction"))
            }
            Combination::RelativePricePoints(_) => {
                (words.say("Poäng", "Points"), words.say("Summa kvalitetspoäng", "Total quality points"))
            }
            Combination::PercentageSurcharge(_) | Combination::LowestCost(_) => {
                (words.say("Påslag (%)", "Surcharge (%)"), words.say("Summa påslag (%)", "Total surcharge (%)"))
            }
        }
    }

    /// The step that holds the sum of the amounts.
    pub(super) const fn total_name(&self) -> &'static str {
        match self.model.document().combination {
            Combination::AddedValueDeduction(_) => "total_deduction",
            Combination::RelativePricePoints(_) => "total_quality_points",
            Combination::PercentageSurcharge(_) | Combination::LowestCost(_) => "total_surcharge",
        }
    }

    fn write_criteria(&self, text: &mut String, own: &PlacementDocument) {
        let words = self.words();
        let (amount, _) = self.amount_words();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {amount} |\n|---|---|---|---:|",
            words.say("Kriterium", "Criterion"),
            words.say("Underlag", "What was found"),
            words.say("Nivå som nåddes", "Level reached")
        );
        for score in &own.scores {
            let _ = writeln!(
                text,
                "| {} | {} | {}: {} | {}{} |",
                self.titled(&score.criterion),
                self.found(score),
                score.level,
                self.level_text(&score.criterion, score.level),
                words.number(&exact(&score.amount), &score.unit),
                self.model
                    .largest_amount(&score.criterion)
                    .map(|largest| self.of(largest, &score.unit))
                    .unwrap_or_default()
            );
        }
        let Some(total) = self.step(self.bid, self.total_name()) else { return };
        let largest: Exact = own.scores.iter().filter_map(|score| self.model.largest_amount(&score.criterion)).sum();
        let _ = writeln!(
            text,
            "| **{}** | | | **{}**{} |\n",
            words.say("Summa", "Total"),
            words.number(&exact(&total.value), &total.unit),
            self.of(&largest, &total.unit)
        );
    }

    /// ` of 280.00`.
    fn of(&self, largest: &Exact, unit: &str) -> String {
        let words = self.words();
        format!(" {} {}", words.say("av", "of"), words.number(largest, unit))
    }

    /// What the level rests on.
    fn found(&self, score: &ScoreDocument) -> String {
        let words = self.words();
        let Some(criterion) = self.criterion(&score.criterion) else { return String::new() };
        let stated = self.inputs.bids.get(self.bid).and_then(|bid| bid.answers.get(&score.criterion));
        match (assessor(criterion), unit(criterion), stated) {
            (Some(Assessor::Panel), _, _) => words.say("panelens bedömning", "the panel's judgement").to_owned(),
            (Some(Assessor::Plan(_)), Some(unit), _) => {
                let measured = self.measured(&score.criterion);
                let measured = measured.map(|step| words.measure(&step.value, unit.as_str())).unwrap_or_default();
                format!("{measured} {}", words.say("enligt planen", "by the plan"))
            }
            (Some(Assessor::Plan(_)), None, _) => words.say("bemanningsplanen", "the staffing plan").to_owned(),
            (_, Some(unit), Some(stated)) => {
                format!("{} {}", words.measure(stated, unit.as_str()), words.say("enligt anbudet", "by the bid"))
            }
            _ => words.say("anbudets svar", "the bid's answer").to_owned(),
        }
    }

    fn write_reasons(&self, text: &mut String, own: &PlacementDocument) {
        let words = self.words();
        let given = self.inputs.panel_scores.get(self.bid);
        let scored = own.scores.iter().filter_map(|score| given?.get(&score.criterion));
        let scores: Vec<&PanelScore> = scored.collect();
        if scores.is_empty() {
            return;
        }
        let foreign = scores.iter().filter(|score| self.is_foreign(score)).count();
        let intro = match foreign {
            0 => words.say("Panelens skäl, ord för ord:", "The panel's reasons, word for word:"),
            all if all == scores.len() => "The panel's reasons, word for word, in Swedish as they were given:",
            _ => "The panel's reasons, word for word, some in Swedish as they were given:",
        };
        let _ = writeln!(text, "{intro}\n");
        for score in scores {
            let level = words.say("nivå", "level");
            let _ = writeln!(
                text,
                "- **{}, {level} {}.** {}",
                self.titled(&score.criterion),
                score.level,
                self.reason(score)
            );
        }
        let _ = writeln!(text);
    }

    fn reason(&self, score: &PanelScore) -> String {
        let words = self.words();
        let missing = words.say("Panelen har inte skrivit ner något skäl.", "The panel has written down no reason.");
        match (&score.reason, words.say("sv", "en")) {
            (None, _) => missing.to_owned(),
            (Some(reason), "en") if reason.en.is_none() => visible(&reason.sv).into_owned(),
            (Some(reason), _) => words.language.of(reason).into_owned(),
        }
    }

    /// Whether a reason was given in Swedish only and the letter is not.
    fn is_foreign(&self, score: &PanelScore) -> bool {
        self.words().say("sv", "en") == "en" && score.reason.as_ref().is_some_and(|reason| reason.en.is_none())
    }

    /// Where the plan measures something else than the bid states.
    fn write_findings(&self, text: &mut String) {
        let words = self.words();
        for finding in self.outcome.findings.iter().filter(|finding| finding.bid == *self.bid) {
            let unit = self.criterion(&finding.criterion).and_then(unit).map_or("", Key::as_str);
            let (stated, measured) = (words.measure(&finding.stated, unit), words.measure(&finding.measured, unit));
            let _ = match words.say("sv", "en") {
                "sv" => writeln!(
                    text,
                    "Ni uppgav {stated} för {}. Er plan visar {measured}, och det uppmätta räknas.\n",
                    finding.criterion
                ),
                _ => writeln!(
                    text,
                    "You stated {stated} for {}. Your plan shows {measured}, and the measured figure counts.\n",
                    finding.criterion
                ),
            };
        }
    }

    /// Price and quality together, as the rule puts them together.
    fn combined(&self, own: &PlacementDocument) -> String {
        let words = self.words();
        let value = |name: &str| {
            self.stage(self.bid, name).map(|step| words.number(&exact(&step.value), &step.unit)).unwrap_or_default()
        };
        let price = words.number(&exact(&own.price), self.currency());
        let is = words.say("ert jämförelsetal", "your comparison value");
        let unrounded = self.before_rounding("comparison_value");
        let result = words.equals(&exact(&own.comparison_value), &own.comparison_unit);
        let rounded = format!(
            "{} {}",
            words.say("avrundat till", "rounded to"),
            words.amount(&exact(&own.comparison_value), &own.comparison_unit)
        );
        let end = match &unrounded {
            Some(before) => format!("{}, **{rounded}**, {is}.", words.equals(before, &own.comparison_unit)),
            None => format!("**{result}**, {is}."),
        };
        match self.model.document().combination {
            Combination::AddedValueDeduction(_) => {
                format!("{price} − {} {end}", value("total_deduction"))
            }
            Combination::RelativePricePoints(_) => {
                format!(
                    "{}\n\n{} + {} {end}",
                    self.price_points(&price),
                    value("price_points"),
                    value("total_quality_points")
                )
            }
            Combination::PercentageSurcharge(_) => {
                format!("{price} × {} {end}", value("multiplier"))
            }
            Combination::LowestCost(_) if unrounded.is_some() => match words.say("sv", "en") {
                "sv" => format!("Det är, **{rounded}**, också ert jämförelsetal."),
                _ => format!("That, **{rounded}**, is also your comparison value."),
            },
            Combination::LowestCost(_) => {
                words.say("Det är också ert jämförelsetal.", "That is also your comparison value.").to_owned()
            }
        }
    }

    fn price_points(&self, price: &str) -> String {
        let words = self.words();
        let weight = self.shared_step("weighted_lowest_price", None).and_then(|step| step.from.first());
        let weight = weight.map(|one| words.written(&one.value)).unwrap_or_default();
        let lowest = self.shared_step("lowest_price", None).map(|step| words.number(&exact(&step.value), &step.unit));
        let lowest = cell(&lowest.unwrap_or_default());
        let points = self
            .step(self.bid, "price_points")
            .map(|step| words.equals(&exact(&step.value), &step.unit))
            .unwrap_or_default();
        let rounded = self.before_rounding("price_points").and(self.stage(self.bid, "price_points")).map(|step| {
            let amount = words.amount(&exact(&step.value), &step.unit);
            format!(", {} {amount}", words.say("avrundat till", "rounded to"))
        });
        let points = format!("{points}{}", rounded.unwrap_or_default());
        match words.say("sv", "en") {
            "sv" => format!(
                "Prispoäng: {weight} × {lowest} / {price} {points}. Det lägsta priset bland de jämförda anbuden är {lowest}."
            ),
            _ => format!(
                "Price points: {weight} × {lowest} / {price} {points}. The lowest price among the compared bids is {lowest}."
            ),
        }
    }
}
