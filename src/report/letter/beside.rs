//! The bid beside the one in first place, or the first one beside the second: criterion by criterion.

use super::Letter;
use super::figures::exact;
use super::words::magnitude;
use scoring::document::{Combination, PriceRule};
use scoring::{PlacementDocument, ScoreDocument};
use std::fmt::Write as _;
use values::Exact;

impl Letter<'_> {
    pub(super) fn write_beside(&self, text: &mut String, own: &PlacementDocument, index: usize) {
        let words = self.words();
        let Some(other) = self.outcome.placements.get(usize::from(index == 0)) else { return };
        let (supplier, bid) = (self.supplier(&other.bid), &other.bid);
        let place = words.place(other.rank);
        let shared = self.outcome.placements.iter().filter(|one| one.rank == other.rank).count() > 1;
        let head = match (words.say("sv", "en"), index) {
            ("sv", _) if other.rank == own.rank => {
                format!("Jämfört med ett anbud på samma plats\n\nPå samma plats står {supplier} ({bid}).")
            }
            (_, _) if other.rank == own.rank => {
                format!("Beside a bid in the same place\n\nIn the same place stands {supplier} ({bid}).")
            }
            ("sv", 1..) if shared => {
                format!("Jämfört med ett anbud på första plats\n\nBland de första står {supplier} ({bid}).")
            }
            (_, 1..) if shared => {
                format!("Beside a bid in first place\n\nAmong the first stands {supplier} ({bid}).")
            }
            ("sv", 0) => format!("Jämfört med närmaste anbud\n\nNärmast kom {supplier} ({bid}) på {place} plats."),
            ("sv", _) => format!("Jämfört med anbudet på första plats\n\nFörst kom {supplier} ({bid})."),
            (_, 0) => format!("Beside the nearest bid\n\nNearest came {supplier} ({bid}) in {place} place."),
            _ => format!("Beside the bid in first place\n\nFirst came {supplier} ({bid})."),
        };
        let _ = writeln!(text, "## {head} {}\n", self.what_is_good());
        let columns = words.say("Ert anbud", "Your bid");
        let _ =
            writeln!(text, "| | {columns} | {bid} | {} |\n|---|---:|---:|---:|", words.say("Skillnad", "Difference"));
        self.write_rows(text, own, other);
        let _ = writeln!(text, "\n{}\n", self.in_short(own, other));
    }

    /// Whether the highest comparison value comes first.
    pub(super) const fn more_is_better(&self) -> bool {
        matches!(self.model.document().combination, Combination::RelativePricePoints(_))
    }

    fn what_is_good(&self) -> &'static str {
        let words = self.words();
        match self.model.document().combination {
            Combination::AddedValueDeduction(_) => {
                words.say("Lågt pris och högt avdrag är bra.", "A low price and a high deduction are good.")
            }
            Combination::RelativePricePoints(_) => words.say("Många poäng är bra.", "Many points are good."),
            Combination::PercentageSurcharge(_) => {
                words.say("Lågt pris och lågt påslag är bra.", "A low price and a low surcharge are good.")
            }
            Combination::LowestCost(_) => words.say("Lågt belopp är bra.", "A low amount is good."),
        }
    }

    fn write_rows(&self, text: &mut String, own: &PlacementDocument, other: &PlacementDocument) {
        let words = self.words();
        let currency = self.currency();
        let mut price = self.price_word().word.to_owned();
        price[..1].make_ascii_uppercase();
        self.write_row(text, &price, (&exact(&own.price), &exact(&other.price)), currency);
        let level = words.say("nivå", "level");
        for (score, theirs) in own.scores.iter().zip(&other.scores) {
            let (mine, yours) = (exact(&score.amount), exact(&theirs.amount));
            let cell = |score: &ScoreDocument, amount: &Exact| {
                format!("{} ({level} {})", words.number(amount, &score.unit), score.level)
            };
            let difference = words.difference(&(&mine - &yours), &score.unit);
            let (left, right) = (cell(score, &mine), cell(theirs, &yours));
            let _ = writeln!(text, "| {} | {left} | {right} | {difference} |", self.titled(&score.criterion));
        }
        let (_, total) = self.amount_words();
        for (name, title) in [(self.total_name(), total), ("price_points", words.say("Prispoäng", "Price points"))] {
            if let (Some(mine), Some(yours)) = (self.stage(&own.bid, name), self.stage(&other.bid, name)) {
                self.write_row(text, title, (&exact(&mine.value), &exact(&yours.value)), &mine.unit);
            }
        }
        let title = words.say("**Jämförelsetal**", "**Comparison value**");
        let values = (&exact(&own.comparison_value), &exact(&other.comparison_value));
        self.write_row(text, title, values, &own.comparison_unit);
    }

    fn write_row(&self, text: &mut String, title: &str, (mine, yours): (&Exact, &Exact), unit: &str) {
        let words = self.words();
        let difference = words.difference(&(mine - yours), unit);
        let _ =
            writeln!(text, "| {title} | {} | {} | {difference} |", words.number(mine, unit), words.number(yours, unit));
    }

    /// The difference in one sentence: what price and what quality did to it.
    fn in_short(&self, own: &PlacementDocument, other: &PlacementDocument) -> String {
        let words = self.words();
        let (mut price, currency) = (&exact(&own.price) - &exact(&other.price), self.currency());
        let mut unit = currency;
        let (mut more, mut less) = (words.say("högre", "higher"), words.say("lägre", "lower"));
        let mut subject = self.your_price_is().to_owned();
        let mut same = match self.model.document().price {
            PriceRule::LifeCycleCost(_) => words.say("densamma", "the same"),
            PriceRule::PriceList(_) => words.say("detsamma", "the same"),
        };
        if let (Some(mine), Some(yours)) =
            (self.stage(&own.bid, "price_points"), self.stage(&other.bid, "price_points"))
        {
            (price, unit) = (&exact(&mine.value) - &exact(&yours.value), &mine.unit);
            (more, less) = (words.say("fler", "more"), words.say("färre", "fewer"));
            subject = words.say("Ert pris gav", "Your price gave").to_owned();
            same = words.say("lika mycket", "just as much");
        }
        let priced = price;
        let price = self.compared(&priced, unit, (more, less, same));
        let totals = (self.step(&own.bid, self.total_name()), self.step(&other.bid, self.total_name()));
        let (Some(mine), Some(yours)) = totals else { return format!("{subject} {price}.") };
        let quality = &exact(&mine.value) - &exact(&yours.value);
        if unit == mine.unit
            && let Some(shares) = self.shares(own, other, (&priced, &quality))
        {
            return shares;
        }
        let (more, less) = self.quality_words();
        let quality = self.compared(&quality, &mine.unit, (more, less, words.say("lika mycket", "just as much")));
        let joined = words.say("och er kvalitet gav", "and your quality gave");
        format!("{subject} {price}, {joined} {quality}.")
    }

    /// How much of the difference is due to each, where price and quality both put the same bid in front and together make
    /// up all of it.
    fn shares(
        &self,
        own: &PlacementDocument,
        other: &PlacementDocument,
        (price, quality): (&Exact, &Exact),
    ) -> Option<String> {
        let words = self.words();
        let whole = magnitude(&(&exact(&own.comparison_value) - &exact(&other.comparison_value)));
        let (price, quality) = (magnitude(price), magnitude(quality));
        if price.is_zero() || quality.is_zero() || &price + &quality != whole {
            return None;
        }
        let unit = &own.comparison_unit;
        let (whole, price) = (words.amount(&whole, unit), words.number(&price, unit));
        let quality = words.number(&quality, unit);
        Some(match words.say("sv", "en") {
            "sv" => format!("Av skillnaden på {whole} beror {price} på priset och {quality} på kvaliteten."),
            _ => format!("Of the difference of {whole}, {price} is due to price and {quality} to quality."),
        })
    }

    /// The beginning of a sentence about the price that is compared.
    fn your_price_is(&self) -> &'static str {
        let words = self.words();
        match &self.model.document().price {
            PriceRule::LifeCycleCost(_) => words.say("Er livscykelkostnad är", "Your life-cycle cost is"),
            PriceRule::PriceList(_) if self.is_one_price() => words.say("Ert pris är", "Your price is"),
            PriceRule::PriceList(_) => words.say("Ert utvärderade pris är", "Your evaluated price is"),
        }
    }

    fn quality_words(&self) -> (&'static str, &'static str) {
        let words = self.words();
        match self.model.document().combination {
            Combination::AddedValueDeduction(_) => {
                (words.say("mer i avdrag", "more in deductions"), words.say("mindre i avdrag", "less in deductions"))
            }
            Combination::RelativePricePoints(_) => (words.say("fler", "more"), words.say("färre", "fewer")),
            Combination::PercentageSurcharge(_) | Combination::LowestCost(_) => {
                (words.say("mer i påslag", "more in surcharge"), words.say("mindre i påslag", "less in surcharge"))
            }
        }
    }

    fn compared(&self, difference: &Exact, unit: &str, (more, less, same): (&str, &str, &str)) -> String {
        if difference.is_zero() {
            return same.to_owned();
        }
        let size = self.words().amount(&magnitude(difference), unit);
        format!("{size} {}", if difference.is_negative() { less } else { more })
    }
}
