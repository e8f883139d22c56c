//! The inputs of lists, shown to the library: filters, orders and pages, all from the read model's tables.

use super::adapter::{enumeration, object_input, value, words};
use super::describe::{self, Described, both};
use crate::read::filter::FilterKind;
use crate::read::noun::{Cardinality, Enumeration, Kind, NOUNS, Noun, Presence, Target};
use crate::read::sorting::constant_name;
use async_graphql::registry::{MetaEnumValue, MetaInputValue, Registry};
use values::text::Bilingual;

/// The arguments of a list of a noun, beside which there is nothing to say of it.
pub(super) fn arguments(noun: &Noun) -> Vec<MetaInputValue> {
    vec![
        argument(&describe::FIRST, "Int"),
        argument(&describe::AFTER, "String"),
        argument(&describe::LAST, "Int"),
        argument(&describe::BEFORE, "String"),
        argument(&describe::FILTER, &noun.filter()),
        argument(&describe::ORDER_BY, &format!("[{}!]", noun.order())),
    ]
}

/// Registers the input types of all lists.
pub(super) fn register(registry: &mut Registry) {
    direction(registry);
    for scalar in ["Int", describe::DECIMAL.name, describe::INSTANT.name] {
        let name = FilterKind::Ordered(scalar).input();
        let operators = describe::ORDERED.iter().map(|word| argument(word, scalar));
        let fields = operators.chain([listed(scalar), nothing()]).collect();
        object_input(registry, &name, both(&format!("Compares a value of {scalar}"), "Jämför ett värde"), fields);
    }
    let text =
        vec![argument(&describe::EQ, "String"), argument(&describe::CONTAINS, "String"), listed("String"), nothing()];
    object_input(
        registry,
        "StringFilter",
        both("Compares a text, letter by letter", "Jämför en text, tecken för tecken"),
        text,
    );
    let id = vec![argument(&describe::EQ, "ID"), listed("ID")];
    object_input(registry, "IDFilter", both("Compares a global id", "Jämför ett globalt id"), id);
    let truth = vec![argument(&describe::EQ, "Boolean"), nothing()];
    object_input(registry, "BooleanFilter", both("Compares true and false", "Jämför sant och falskt"), truth);
    let languages = vec![argument(&describe::SV, "StringFilter"), argument(&describe::EN, "StringFilter")];
    object_input(
        registry,
        "BilingualFilter",
        both("Compares a text in each language", "Jämför en text på varje språk"),
        languages,
    );
    for noun in NOUNS {
        register_noun(registry, noun);
    }
}

fn register_noun(registry: &mut Registry, noun: &'static Noun) {
    let mut fields = vec![
        argument(&describe::AND, &format!("[{}!]", noun.filter())),
        argument(&describe::OR, &format!("[{}!]", noun.filter())),
        argument(&describe::NOT, &noun.filter()),
    ];
    for field in noun.fields {
        if let Kind::Enumerated(_, of) = field.kind {
            words_filter(registry, of);
        }
        fields.push(value(field.name, words(field.description), FilterKind::of(field.kind).input()));
    }
    for relation in noun.relations {
        let Target::Noun { noun: target, .. } = relation.target else { continue };
        let filter = match relation.cardinality {
            Cardinality::One(Presence::Required | Presence::Optional) => target.filter(),
            Cardinality::Many => target.list_filter(),
        };
        fields.push(value(relation.name, words(relation.description), filter));
    }
    let (en, sv) = (format!("Which of the list of {}", noun.name), format!("Vilka i listan med {}", noun.name));
    object_input(registry, &noun.filter(), both(&en, &sv), fields);
    let some = vec![argument(&describe::SOME, &noun.filter()), argument(&describe::NONE, &noun.filter())];
    let (en, sv) =
        (format!("By things of a list of {}", noun.name), format!("Efter poster i en lista med {}", noun.name));
    object_input(registry, &noun.list_filter(), both(&en, &sv), some);
    register_order(registry, noun);
}

fn register_order(registry: &mut Registry, noun: &'static Noun) {
    let fields = noun.sortable().map(|field| constant(constant_name(field.name), words(field.description))).collect();
    let (en, sv) =
        (format!("What a list of {} can be ordered by", noun.name), format!("Vad {} kan ordnas efter", noun.name));
    enumeration(registry, &noun.order_field(), both(&en, &sv), fields);
    let mut direction = argument(&describe::DIRECTION, "OrderDirection!");
    direction.default_value = Some("ASC".to_owned());
    let fields = vec![argument(&describe::FIELD, &format!("{}!", noun.order_field())), direction];
    let (en, sv) =
        (format!("One step in the order of a list of {}", noun.name), format!("Ett led i ordningen för {}", noun.name));
    object_input(registry, &noun.order(), both(&en, &sv), fields);
}

fn words_filter(registry: &mut Registry, of: &'static Enumeration) {
    let name = FilterKind::Enumerated(of).input();
    let fields = vec![argument(&describe::EQ, of.name), listed(of.name), nothing()];
    let Bilingual { sv, en } = of.description;
    object_input(registry, &name, both(&format!("Compares: {en}"), &format!("Jämför: {sv}")), fields);
}

fn direction(registry: &mut Registry) {
    let values = [&describe::ASC, &describe::DESC].map(|word| constant(word.name.to_owned(), both(word.en, word.sv)));
    let about = both("Which way a list is ordered", "Åt vilket håll en lista ordnas");
    enumeration(registry, "OrderDirection", about, values.into());
}

fn constant(name: String, description: String) -> MetaEnumValue {
    MetaEnumValue {
        name,
        description: Some(description),
        deprecation: Default::default(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    }
}

pub(super) fn argument(words: &Described, ty: &str) -> MetaInputValue {
    value(words.name, both(words.en, words.sv), ty.to_owned())
}

fn listed(ty: &str) -> MetaInputValue {
    argument(&describe::IN, &format!("[{ty}!]"))
}

fn nothing() -> MetaInputValue {
    argument(&describe::IS_NULL, "Boolean")
}
