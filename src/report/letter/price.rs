//! The price of the bid, line by line, or its life-cycle cost, product by product.

use super::Letter;
use super::figures::{cell, exact};
use scoring::PlacementDocument;
use scoring::document::{Line, PriceRule};
use std::fmt::Write as _;
use values::{Exact, Key};

/// A name with the words that agree with it.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub(super) word: &'static str,
    /// `ett`, `en`, `a`, `an`.
    pub(super) article: &'static str,
    /// The one that is yours: `ert`, `er`, `yours`.
    pub(super) yours: &'static str,
}

impl Letter<'_> {
    /// What the model calls the sum that is compared, in the middle of a sentence.
    pub(super) fn price_word(&self) -> Named {
        let words = self.words();
        let named = |sv: (_, _, _), en: (_, _)| match words.say("sv", "en") {
            "sv" => Named { word: sv.1, article: sv.0, yours: sv.2 },
            _ => Named { word: en.1, article: en.0, yours: "yours" },
        };
        match &self.model.document().price {
            PriceRule::LifeCycleCost(_) => named(("en", "livscykelkostnad", "er"), ("a", "life-cycle cost")),
            PriceRule::PriceList(_) if self.is_one_price() => named(("ett", "pris", "ert"), ("a", "price")),
            PriceRule::PriceList(_) => named(("ett", "utvärderat pris", "ert"), ("an", "evaluated price")),
        }
    }

    /// Whether the price list is one line with the quantity 1, so that the unit price is what is compared.
    pub(super) fn is_one_price(&self) -> bool {
        let document = self.model.document();
        let lines = document.lines();
        let one = |line: &Line<'_>| exact(line.quantity) == Exact::from(1_u32);
        matches!(document.price, PriceRule::PriceList(_)) && lines.len() == 1 && lines.iter().all(one)
    }

    /// The sum that was offered, before the model rounds it.
    pub(super) fn offered(&self, own: &PlacementDocument) -> Exact {
        self.before_rounding("price").unwrap_or_else(|| exact(&own.price))
    }

    pub(super) fn write_price(&self, text: &mut String, own: &PlacementDocument) {
        let (words, currency) = (self.words(), self.currency());
        let price = words.amount(&exact(&own.price), currency);
        let rounded = words.say("avrundat till", "rounded to");
        let document = self.model.document();
        if let (true, [line]) = (self.is_one_price(), document.lines().as_slice()) {
            let title = lowered(&cell(&words.language.of(line.title)));
            let _ = writeln!(
                text,
                "{} ({title}) {} {}.\n",
                words.say("Ert pris", "Your price"),
                words.say("är", "is"),
                match self.before_rounding("price") {
                    Some(offered) => format!("{}, {rounded} {price}", words.amount(&offered, currency)),
                    None => price,
                }
            );
            return;
        }
        match &document.price {
            PriceRule::PriceList(_) => self.write_lines(text),
            PriceRule::LifeCycleCost(_) => self.write_products(text),
        }
        let sum = words.say("Summan, det som jämförs:", "The sum, which is what is compared:");
        let price = match self.before_rounding("price") {
            Some(before) => format!("{}, {rounded} **{price}**", words.amount(&before, currency)),
            None => format!("**{price}**"),
        };
        let _ = writeln!(text, "\n{sum} {price}.\n");
    }

    fn write_lines(&self, text: &mut String) {
        let words = self.words();
        let head = words
            .say("| Rad | Mängd | Ert pris | Mängd × pris |", "| Line | Quantity | Your price | Quantity × price |");
        let _ = writeln!(
            text,
            "{}\n\n{head}\n|---|---:|---:|---:|",
            words.say("Priset, i modellens valuta:", "The price, in the model's currency:")
        );
        for line in self.model.document().lines() {
            let Some(step) = self.line_step(line.key, "line_amount") else { continue };
            let unit_price = step.from.iter().find(|reference| reference.source == "bid");
            let unit_price =
                unit_price.map(|one| words.number(&exact(&one.value), self.currency())).unwrap_or_default();
            let _ = writeln!(
                text,
                "| {} {} | {} | {unit_price} | {} |",
                line.key,
                cell(&words.language.of(line.title)),
                words.written(line.quantity),
                words.number(&exact(&step.value), self.currency())
            );
        }
    }

    fn write_products(&self, text: &mut String) {
        let words = self.words();
        let intro = words.say(
            "Kostnaden per styck över produktens livslängd, räknad till dagens värde; beloppen är avrundade här men inte i räkningen:",
            "The cost per piece over the product's life, at present value; amounts are rounded here but not in the calculation:",
        );
        let head = words.say(
            "| Produkt | Inköp | El | Service | Rekonditionering | Restvärde | Per styck | Antal | Summa |",
            "| Product | Purchase | Electricity | Service | Reconditioning | Residual value | Per piece | Quantity | Sum |",
        );
        let _ = writeln!(text, "{intro}\n\n{head}\n|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for line in self.model.document().lines() {
            let of = |name: &str| self.rounded_step(line.key, name);
            let purchase = self.line_step(line.key, "costs").and_then(|step| step.from.first());
            let purchase = purchase.map(|one| words.rounded(&exact(&one.value))).unwrap_or_default();
            let _ = writeln!(
                text,
                "| {} {} | {purchase} | {} | {} | {} | {} | {} | {} | {} |",
                line.key,
                cell(&words.language.of(line.title)),
                of("energy"),
                of("service"),
                of("reconditioning"),
                minus(&of("residual")),
                of("unit_cost"),
                words.written(line.quantity),
                of("line_amount")
            );
        }
    }

    fn rounded_step(&self, line: &Key, name: &str) -> String {
        self.line_step(line, name).map(|step| self.words().rounded(&exact(&step.value))).unwrap_or_default()
    }
}

/// A title in the middle of a sentence: its first letter is small, unless the word is all capitals.
fn lowered(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next();
    match first {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

/// What is taken away, with its sign.
fn minus(amount: &str) -> String {
    let zero = amount.chars().all(|one| !one.is_ascii_digit() || one == '0');
    if zero { amount.to_owned() } else { format!("−{amount}") }
}
