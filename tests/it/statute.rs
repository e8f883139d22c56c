//! The statutes that the project quotes, read from `tests/law/` so that a quotation can be held against its section.
//! Finds and cleans the text of one section; which quotation stands in which section is the rule cards' business.

use crate::files;
use std::fs;

/// A statute whose text is committed.
#[derive(Clone, Copy, Debug)]
pub enum Statute {
    /// Lagen (2016:1145) om offentlig upphandling.
    Lou,
    /// Socialtjänstförordningen (2025:468).
    SocialServicesOrdinance,
}

impl Statute {
    fn text(self) -> String {
        let name = match self {
            Statute::Lou => "lou-2016-1145.md",
            Statute::SocialServicesOrdinance => "socialtjanstforordning-2025-468.md",
        };
        let path = files::root().join("tests/law").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// The text of one section on one line, without its heading, or `None` if the statute has no such section.
///
/// `chapter` and `section` are written as in a citation, without "kap." and "§": `("19 a", "2")`, `("1", "11 a")`.
pub fn section(statute: Statute, chapter: &str, section: &str) -> Option<String> {
    in_statute(&statute.text(), chapter, section)
}

/// The same for a text that holds a quotation, so that both sides are cleaned alike.
pub fn normalised(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = String::new();
    for (position, word) in words.iter().enumerate() {
        let before = position.checked_sub(1).map_or("", |earlier| words[earlier]);
        line.push_str(&joint(before, word));
        line.push_str(word);
    }
    without_soft_hyphens(&line)
}

fn in_statute(text: &str, chapter: &str, section: &str) -> Option<String> {
    let in_chapter = text.lines().skip_while(|line| chapter_of(line) != Some(chapter)).skip(1);
    let in_chapter = in_chapter.take_while(|line| !line.starts_with("## "));
    let body = in_chapter.skip_while(|line| section_of(line) != Some(section)).skip(1);
    let lines: Vec<&str> = body.take_while(|line| !line.starts_with('#')).collect();
    let paragraphs: Vec<&str> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    let paragraphs = without_stray_heading(&paragraphs);
    if paragraphs.is_empty() {
        return None;
    }
    Some(normalised(&without_links(&paragraphs.join("\n"))))
}

/// `## 19 a kap. Direktupphandling` is chapter `19 a`.
fn chapter_of(line: &str) -> Option<&str> {
    let (number, _) = line.strip_prefix("## ")?.split_once(" kap.")?;
    Some(number)
}

/// `#### /24/ 11 a §` is section `11 a`: the source sometimes moves parts of the text's slashes into the heading.
fn section_of(line: &str) -> Option<&str> {
    let heading = line.strip_prefix("#### ")?.strip_suffix(" §")?;
    Some(heading.rsplit_once("/ ").map_or(heading, |(_, number)| number))
}

/// The source prints some headings of the *next* section as a paragraph of this one; they end without a stop.
fn without_stray_heading<'a, 'b>(paragraphs: &'b [&'a str]) -> &'b [&'a str] {
    match paragraphs {
        [kept @ .., last] if !kept.is_empty() && !closes(last) => kept,
        _ => paragraphs,
    }
}

fn closes(paragraph: &str) -> bool {
    let listed = paragraph.starts_with("- ") || paragraph.starts_with(|first: char| first.is_ascii_digit());
    listed || paragraph.trim_end().ends_with(['.', ')', ':', ';', ','])
}

/// `[3 §](#kap16.3)` becomes `3 §`. The texts have no brackets of their own before a parenthesis.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((label_end, target_end)) = next_link(rest) {
        let (before, label) = rest[..label_end].rsplit_once('[').expect("a label opens before it closes");
        plain.push_str(before);
        plain.push_str(label);
        rest = &rest[target_end..];
    }
    plain.push_str(rest);
    plain
}

/// Where the next link's label ends and where the text goes on behind its target.
fn next_link(text: &str) -> Option<(usize, usize)> {
    let label_end = text.find("](")?;
    let target_end = label_end + text[label_end..].find(')')? + 1;
    text[..label_end].contains('[').then_some((label_end, target_end))
}

/// What stands between two words: a space, or nothing where the source broke a word at a line's end
/// (`genom- förandet`, `icke- diskriminerande`, `80110000- 8`). In `miljö- och klimatprestanda` the space is the author's.
fn joint(before: &str, word: &str) -> String {
    const CONJUNCTIONS: &[&str] = &["och", "eller", "samt", "respektive", "som", "men", "till"];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let broken = before.len() > 1 && before.ends_with('-') && word.starts_with(char::is_alphanumeric);
    if before.is_empty() || (broken && !CONJUNCTIONS.contains(&bare)) {
        // A private mark, so that only hyphens of a broken word are taken away, not those of `icke-diskriminerande`.
        return if broken { BROKEN.to_string() } else { String::new() };
    }
    " ".to_owned()
}

const BROKEN: char = '\u{ad}';

/// Takes away the hyphen of a word broken at a line's end, unless the hyphen belongs to the word.
fn without_soft_hyphens(line: &str) -> String {
    const HYPHENATED: &[&str] = &["icke-"];
    let mut pieces = line.split(BROKEN);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digit = piece.starts_with(|first: char| first.is_ascii_digit());
        let belongs = digit || HYPHENATED.iter().any(|prefix| whole.ends_with(prefix));
        if !belongs && whole.ends_with('-') {
            whole.pop();
        }
        whole.push_str(piece);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{Statute, in_statute, normalised, section};

    fn lou(chapter: &str, number: &str) -> String {
        section(Statute::Lou, chapter, number).unwrap_or_else(|| panic!("LOU has no {chapter} kap. {number} §"))
    }

    #[test]
    fn the_principles_are_4_kap_1() {
        let text = lou("4", "1");
        assert!(text.starts_with("Upphandlande myndigheter ska behandla leverantörer på ett likvärdigt"), "{text}");
        assert!(text.ends_with("principerna om ömsesidigt erkännande och proportionalitet."), "{text}");
    }

    #[test]
    fn lists_and_links_read_as_running_text() {
        let text = lou("4", "10");
        assert!(text.contains("kommer att tillämpa enligt 6 § och de krav"), "{text}");
        assert!(text.contains("enligt 14 kap. 1–5 §§."), "{text}");
        assert!(text.contains("kontrollera 1. att anbudet uppfyller"), "{text}");
        assert!(text.ends_with("Vid en kontroll ska myndigheten tillämpa 15 kap."), "{text}");
    }

    #[test]
    fn the_grounds_and_the_weighting_are_16_kap_1_and_6() {
        let grounds = lou("16", "1");
        assert!(
            grounds.contains("1. bästa förhållandet mellan pris och kvalitet, 2. kostnad, eller 3. pris."),
            "{grounds}"
        );
        let weighting = lou("16", "6");
        assert!(weighting.contains("De får viktas inom intervall med en lämplig största tillåtna spridning."));
        assert!(!weighting.contains("Onormalt låga anbud"), "the next heading does not belong: {weighting}");
    }

    #[test]
    fn the_annex_2_rules_are_19_kap() {
        let documents = lou("19", "9");
        assert!(
            documents
                .contains("4. vilka tilldelningskriterier som ska användas och deras viktning eller prioritetsordning")
        );
        assert!(documents.ends_with("Lag (2021:1110)."), "{documents}");
        let record = lou("19", "22");
        assert!(
            record.starts_with("En upphandlande myndighet ska löpande dokumentera genomförandet av en upphandling."),
            "{record}"
        );
        assert!(record.contains("12 kap. 15 och 16 §§ om individuella rapporter"), "{record}");
    }

    #[test]
    fn both_statutes_have_a_1_kap_4() {
        assert!(lou("1", "4").contains("tröskelvärde"));
        let ordinance = section(Statute::SocialServicesOrdinance, "1", "4").expect("the ordinance has 1 kap. 4 §");
        assert!(!ordinance.is_empty() && ordinance != lou("1", "4"), "{ordinance}");
    }

    #[test]
    fn headings_with_stray_slashes_are_found() {
        assert!(lou("1", "11").starts_with("Med central upphandlande myndighet avses"));
        assert!(lou("1", "11 a").starts_with("Med CPV-kod avses"));
        assert!(lou("5", "1").len() > 50);
    }

    #[test]
    fn chapters_with_letters_are_their_own() {
        assert_ne!(lou("19 a", "1"), lou("19", "1"));
        assert_eq!(section(Statute::Lou, "4", "99"), None);
        assert_eq!(section(Statute::Lou, "99", "1"), None);
        assert_eq!(section(Statute::Lou, "16", "10"), None, "10 § of the next chapter is not 16 kap. 10 §");
    }

    #[test]
    fn a_heading_that_lost_its_mark_is_left_out() {
        assert!(!lou("4", "7").contains("Om en anbudssökande eller anbudsgivare har deltagit"));
        assert!(lou("19", "6").ends_with("Lag (2021:1110)."));
        assert!(lou("16", "9").ends_with("tilldelas kontraktet."));
    }

    #[test]
    fn broken_words_are_joined_and_meant_hyphens_stay() {
        assert_eq!(
            normalised("genom- förandet  av\n miljö- och klimatprestanda"),
            "genomförandet av miljö- och klimatprestanda"
        );
        assert_eq!(
            normalised("80110000- 8, CPV-kod och icke- diskriminerande"),
            "80110000-8, CPV-kod och icke-diskriminerande"
        );
        assert_eq!(normalised("sträckan 1 - 2"), "sträckan 1 - 2");
    }

    #[test]
    fn no_section_keeps_markdown() {
        let text = Statute::Lou.text();
        for chapter in text.lines().filter_map(super::chapter_of) {
            let sections = (1..60).filter_map(|number| in_statute(&text, chapter, &number.to_string()));
            for found in sections {
                assert!(!found.contains("](") && !found.contains('#'), "{chapter} kap.: {found}");
            }
        }
    }
}
