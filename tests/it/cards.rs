//! Every rule card keeps its word about the law: it is quoted as it stands, applies where it is cited, and no text is
//! borrowed from another card. That the engine does what the cards say stands in `scoring/tests/engine/cards.rs`.

use crate::statute::{self, Statute};
use scoring::RULEBOOK;
use std::collections::BTreeMap;
use values::law::Profile;

#[test]
fn every_quotation_stands_in_its_section_and_no_two_are_alike() {
    let mut quotations = BTreeMap::new();
    let mut meanings = BTreeMap::new();
    for card in RULEBOOK {
        for law in card.law {
            let name = format!("{} {} {}:{}", card.id, law.statute, law.chapter, law.section);
            let statute = match law.statute {
                values::law::LOU => Statute::Lou,
                other => panic!("{name}: no text of {other} is committed"),
            };
            let text = statute::section(statute, law.chapter, law.section)
                .unwrap_or_else(|| panic!("{name}: no such section"));
            let quotation = statute::normalised(law.quotation);
            assert!(text.contains(&quotation), "{name} does not say: {quotation}");
            let words = quotation.split_whitespace().count();
            assert!((4..=30).contains(&words), "{name}: a quotation of {words} words");
            for text in [law.meaning.sv, law.meaning.en] {
                assert!(text.ends_with('.') && text.len() > 40, "{name}: {text}");
                assert_eq!(meanings.insert(text, name.clone()), None, "the meaning in {name} stands twice");
            }
            assert_eq!(quotations.insert(quotation, name.clone()), None, "the quotation in {name} stands twice");
        }
        let profiles: Vec<Profile> = card.law.iter().flat_map(|law| law.profiles.iter().copied()).collect();
        assert!(Profile::ALL.iter().all(|profile| profiles.contains(profile)), "{} lacks a profile", card.id);
    }
}

#[test]
fn chapters_are_cited_only_where_they_apply() {
    for card in RULEBOOK {
        for law in card.law {
            let light = ["1", "2", "3", "5", "19", "20", "21"].contains(&law.chapter);
            let directive = !["19", "19 a"].contains(&law.chapter);
            for profile in law.profiles {
                let applies = if *profile == Profile::Directive { directive } else { light };
                assert!(applies, "{}: chapter {} does not apply under {}", card.id, law.chapter, profile.as_str());
            }
        }
    }
}

#[test]
fn what_the_procedure_quotes_stands_in_the_statute_too() {
    for source in [
        procedure::mandate::SOURCE,
        procedure::receipt::SOURCE,
        procedure::award::SOURCE,
        procedure::secrecy::SOURCE,
        procedure::version::DIRECTIVE,
        procedure::version::CHAPTER_19,
    ] {
        if let procedure::source::Source::Statute(law) = source {
            let text = statute::section(Statute::Lou, law.chapter, law.section).unwrap();
            assert!(text.contains(&statute::normalised(law.quotation)), "{law:?}");
        }
    }
}
