//! Text in Swedish and English. Swedish is required, because it is the language of the procurement documents.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A text in Swedish and, where there is one, in English; both in Unicode normal form C.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Swedish.
    #[serde(deserialize_with = "normalised")]
    pub sv: String,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "normalised_option")]
    pub en: Option<String>,
}

/// A text in both languages, for what the program itself says: rules, errors, help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// Swedish.
    pub sv: &'static str,
    /// English.
    pub en: &'static str,
}

fn nfc(text: String) -> String {
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

fn normalised<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(nfc)
}

fn normalised_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer).map(|text: Option<String>| text.map(nfc))
}

/// Somebody's text as a terminal may show it: what would move the cursor, colour, begin a line or turn the direction of
/// writing stands there as an escape, such as `\u{1b}`, so that no text looks like a line of the program's own.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let acts =
        |letter: char| letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match acts(letter) {
            true => shown.extend(letter.escape_unicode()),
            false => shown.push(letter),
        }
    }
    Cow::Owned(shown)
}

/// Characters of a sort key. It stands in an index, whose entries have a limit; who differs only after so many
/// characters is ordered by what comes after the key.
const LONGEST_SORT_KEY: usize = 1_000;

/// A key that sorts as a Swedish reader expects when compared byte by byte: case and accents do not count,
/// å, ä and ö come after z in that order. It is ASCII and has at most 1000 characters.
#[must_use]
pub fn swedish_sort_key(text: &str) -> String {
    text.nfc()
        .flat_map(char::to_lowercase)
        .flat_map(|letter| match letter {
            'å' => vec!['{', '1'],
            'ä' | 'æ' => vec!['{', '2'],
            'ö' | 'ø' => vec!['{', '3'],
            other => other.nfd().filter(char::is_ascii).collect(),
        })
        .take(LONGEST_SORT_KEY)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Text, swedish_sort_key, visible};

    #[test]
    fn swedish_letters_come_last_in_their_order() {
        let mut names = ["Östra", "Ängelholm", "Åstorp", "Zoo", "Éslöv", "Eslov", "alfa"];
        names.sort_by_key(|name| swedish_sort_key(name));
        assert_eq!(names, ["alfa", "Eslov", "Éslöv", "Zoo", "Åstorp", "Ängelholm", "Östra"]);
    }

    #[test]
    fn a_sort_key_is_ascii_and_has_a_length_at_most() {
        assert_eq!(swedish_sort_key("A\u{30a}ÆØ é 1"), "{1{2{3 e 1");
        assert_eq!(swedish_sort_key(&"ab".repeat(600)).len(), 1_000);
    }

    #[test]
    fn texts_are_read_in_normal_form_c_and_english_may_be_missing() {
        let read = |text: &str| serde_json::from_str::<Text>(text).map_err(|error| error.to_string());
        let both = Text { sv: "\u{e5}".to_owned(), en: Some("\u{e9}".to_owned()) };
        assert_eq!(read("{\"sv\": \"a\u{30a}\", \"en\": \"e\u{301}\"}"), Ok(both));
        assert_eq!(read(r#"{"sv": "x"}"#), Ok(Text { sv: "x".to_owned(), en: None }));
        assert_eq!(read(r#"{"sv": "x", "en": null}"#), Ok(Text { sv: "x".to_owned(), en: None }));
        assert!(read(r#"{"en": "x"}"#).is_err() && read(r#"{"sv": "x", "de": "y"}"#).is_err());
    }

    #[test]
    fn what_acts_on_a_terminal_is_shown_and_does_not_act() {
        assert_eq!(visible("Hemmet på Öland – 4"), "Hemmet på Öland – 4");
        assert_eq!(visible("A\u{1b}[31mB\u{9b}0m\nC\r\t"), r"A\u{1b}[31mB\u{9b}0m\u{a}C\u{d}\u{9}");
        assert_eq!(visible("\u{202e}8\u{2066}"), r"\u{202e}8\u{2066}");
    }
}
