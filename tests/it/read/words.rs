//! The constant tables themselves: names, words, and that every name leads somewhere.

use anbud::read::noun::{Cardinality, LEGAL_PROFILE, LOT_STAGE, MANDATE_STANDING, NOUNS, Presence, Target};
use procedure::mandate::Standing;
use procedure::stage::Stage;
use std::collections::BTreeSet;
use values::law::Profile;

#[test]
fn names_are_unique_and_described() {
    let mut types = BTreeSet::new();
    for noun in NOUNS {
        assert!(types.insert(noun.name), "{} twice", noun.name);
        let mut names = BTreeSet::new();
        let fields = noun.fields.iter().map(|field| (field.name, field.description));
        let relations = noun.relations.iter().map(|relation| (relation.name, relation.description));
        for (name, words) in fields.chain(relations).chain([("", noun.description)]) {
            assert!(names.insert(name), "{}.{name} twice", noun.name);
            assert!(!words.sv.is_empty() && !words.en.is_empty(), "{}.{name} has no words", noun.name);
            assert!(!words.en.ends_with('.') && !words.sv.ends_with('.'), "{}.{name} ends with a stop", noun.name);
        }
        assert_eq!(noun.fields[0].name, "id");
    }
}

#[test]
fn every_target_is_a_noun_of_the_api() {
    for noun in NOUNS {
        for relation in noun.relations {
            if let Target::Noun { noun: target, to, .. } = relation.target {
                assert!(NOUNS.iter().any(|known| known.name == target.name), "{}.{}", noun.name, relation.name);
                // Only a row id makes sure that there is exactly one.
                let by_id = to.unquoted() == target.id.unquoted();
                let sure = relation.cardinality == Cardinality::One(Presence::Required);
                assert!(by_id || !sure, "{}.{}", noun.name, relation.name);
            }
        }
    }
}

#[test]
fn closed_sets_hold_the_words_that_are_stored() {
    for profile in Profile::ALL {
        assert!(LEGAL_PROFILE.name_of(profile.as_str()).is_some(), "{profile:?}");
    }
    for stage in [Stage::Evaluation, Stage::Announced] {
        assert!(LOT_STAGE.name_of(stage.as_str()).is_some(), "{stage:?}");
    }
    for standing in [Standing::Granted, Standing::GrantedLate, Standing::Withdrawn, Standing::Missing] {
        assert!(MANDATE_STANDING.name_of(standing.as_str()).is_some(), "{standing:?}");
    }
}
