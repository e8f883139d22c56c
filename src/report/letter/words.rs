//! Numbers, units and dates as letters write them: `6 140,00 kronor` in Swedish, `SEK 6,140.00` in English.

use crate::report::Language;
use values::text::Bilingual;
use values::{Exact, Instant};

/// How one letter writes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) language: Language,
    pub(super) currency: &'a str,
}

/// What stands before a number that is not all.
const NEARLY: &str = "≈\u{a0}";

/// A space that no line is broken at.
const JOINED: char = '\u{a0}';

impl Words<'_> {
    pub(super) const fn say(self, sv: &'static str, en: &'static str) -> &'static str {
        self.language.say(Bilingual { sv, en })
    }

    /// An amount, points or percent without its unit; `≈` where it is not all.
    pub(super) fn number(self, value: &Exact, unit: &str) -> String {
        let decimals = if unit == self.currency { 2 } else { 6 };
        let text = value.to_fixed(decimals);
        let whole = text.parse::<Exact>().is_ok_and(|shown| shown == *value);
        let text = if unit == self.currency { text } else { without_zeros(&text).to_owned() };
        format!("{}{}", if whole { "" } else { "≈\u{a0}" }, self.grouped(&text))
    }

    /// The same with its unit.
    pub(super) fn amount(self, value: &Exact, unit: &str) -> String {
        let number = self.number(value, unit);
        match (unit, self.language) {
            ("SEK", Language::Swedish) => format!("{number} kronor"),
            ("points", _) if number == "1" => format!("{number} {}", self.say("poäng", "point")),
            ("points", _) => format!("{number} {}", self.say("poäng", "points")),
            ("percent", _) => format!("{number} {}", self.say("procent", "percent")),
            (currency, Language::Swedish) => format!("{number} {currency}"),
            (currency, Language::English) => match number.strip_prefix(NEARLY) {
                Some(number) => format!("{NEARLY}{currency} {number}"),
                None => format!("{currency} {number}"),
            },
        }
    }

    /// An amount in the model's currency, to two decimals, for tables that say that they round.
    pub(super) fn rounded(self, value: &Exact) -> String {
        self.grouped(&value.to_fixed(2))
    }

    /// A difference with its sign.
    pub(super) fn difference(self, value: &Exact, unit: &str) -> String {
        let sign = match (value.is_zero(), value.is_negative()) {
            (true, _) => "",
            (_, true) => "−",
            (_, false) => "+",
        };
        let number = self.number(&magnitude(value), unit);
        match number.strip_prefix(NEARLY) {
            Some(number) => format!("{NEARLY}{sign}{number}"),
            None => format!("{sign}{number}"),
        }
    }

    /// The same with its unit, after the sign that says whether it is all: `= 5` or `≈ 5`.
    pub(super) fn equals(self, value: &Exact, unit: &str) -> String {
        let amount = self.amount(value, unit);
        if amount.starts_with(NEARLY) { amount } else { format!("= {amount}") }
    }

    /// An exact number as it stands in a document, in this language's writing.
    pub(super) fn written(self, text: &str) -> String {
        text.parse::<Exact>().map_or_else(|_| text.to_owned(), |value| self.number(&value, "number"))
    }

    fn grouped(self, text: &str) -> String {
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("−", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (group, point) = match self.language {
            Language::Swedish => (JOINED, ','),
            Language::English => (',', '.'),
        };
        let mut shown = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                shown.push(group);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(point);
            shown.push_str(fraction);
        }
        shown
    }

    /// A place in the order, as a word: `ninth`, `11th`.
    pub(super) fn place(self, rank: u32) -> String {
        let names = match self.language {
            Language::Swedish => PLACES_SV,
            Language::English => PLACES_EN,
        };
        let name = rank.checked_sub(1).and_then(|index| names.get(index as usize));
        name.map_or_else(|| format!("{rank}{}", self.ending(rank)), |name| (*name).to_owned())
    }

    const fn ending(self, rank: u32) -> &'static str {
        match (self.language, rank % 10, rank % 100) {
            (Language::Swedish, 1 | 2, teens) if teens != 11 && teens != 12 => ":a",
            (Language::Swedish, ..) => ":e",
            (Language::English, _, 11..=13) => "th",
            (Language::English, 1, _) => "st",
            (Language::English, 2, _) => "nd",
            (Language::English, 3, _) => "rd",
            (Language::English, ..) => "th",
        }
    }

    /// A measured or stated answer with its unit.
    pub(super) fn measure(self, value: &str, unit: &str) -> String {
        let number = self.written(value);
        match unit {
            "percent" => format!("{number}{}", self.say("\u{a0}%", "%")),
            "years" => format!("{number} {}", self.say("år", "years")),
            "hours_per_month" => format!("{number} {}", self.say("timmar per månad", "hours a month")),
            "fte_per_place" => {
                format!("{number} {}", self.say("årsarbetare per plats", "full-time equivalents per place"))
            }
            other => format!("{number} {}", other.replace('_', " ")),
        }
    }

    /// A day in Sweden: `11 december 2026`.
    pub(super) fn day(self, instant: Instant) -> String {
        let text = instant.in_sweden();
        let mut parts = text.get(..10).unwrap_or_default().splitn(3, '-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let month = month.and_then(|month| month.parse::<usize>().ok()).and_then(|month| month.checked_sub(1));
        let names = match self.language {
            Language::Swedish => MONTHS_SV,
            Language::English => MONTHS_EN,
        };
        match (year, month.and_then(|month| names.get(month)), day) {
            (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
            _ => text,
        }
    }
}

const PLACES_SV: [&str; 10] =
    ["första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"];
const PLACES_EN: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Without its sign.
pub(super) fn magnitude(value: &Exact) -> Exact {
    if value.is_negative() { -value } else { value.clone() }
}

fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::report::Language;
    use values::Exact;

    #[test]
    fn each_language_has_its_own_writing() {
        let value: Exact = "6140".parse().unwrap_or(Exact::ZERO);
        let third: Exact = "1/3".parse().unwrap_or(Exact::ZERO);
        let swedish = Words { language: Language::Swedish, currency: "SEK" };
        let english = Words { language: Language::English, currency: "SEK" };
        assert_eq!(swedish.amount(&value, "SEK"), "6\u{a0}140,00 kronor");
        assert_eq!(english.amount(&value, "SEK"), "SEK 6,140.00");
        assert_eq!(swedish.amount(&third, "points"), "≈\u{a0}0,333333 poäng");
        assert_eq!(english.difference(&-&value, "SEK"), "−6,140.00");
        assert_eq!(swedish.measure("1.50", "fte_per_place"), "1,5 årsarbetare per plats");
        let places = |words: Words<'_>| [1, 10, 11, 12, 13, 21, 22, 23, 111].map(|rank| words.place(rank)).join(" ");
        assert_eq!(places(swedish), "första tionde 11:e 12:e 13:e 21:a 22:a 23:e 111:e");
        assert_eq!(places(english), "first tenth 11th 12th 13th 21st 22nd 23rd 111th");
    }
}
