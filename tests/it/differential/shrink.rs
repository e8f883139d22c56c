//! Smaller documents that may still go wrong: one thing less than before, here or further down.

use super::document::{Document, Field, Item, Term};
use std::collections::BTreeSet;

/// All documents that have one thing less. What nothing refers to any more goes with it.
pub fn smaller(document: &Document) -> Vec<Document> {
    let mut all: Vec<Document> =
        less(&document.items).into_iter().map(|items| Document { items, ..document.clone() }).collect();
    for (index, fragment) in document.fragments.iter().enumerate() {
        for items in less(&fragment.items) {
            let mut other = document.clone();
            other.fragments[index].items = items;
            all.push(other);
        }
    }
    all.iter_mut().for_each(tidy);
    all
}

fn less(items: &[Item]) -> Vec<Vec<Item>> {
    let mut all = Vec::new();
    for index in 0..items.len() {
        let with = |new: Vec<Item>| [&items[..index], &new, &items[index + 1..]].concat();
        if items.len() > 1 {
            all.push(with(Vec::new()));
        }
        match &items[index] {
            Item::Field(field) => all.extend(simpler(field).into_iter().map(|field| with(vec![Item::Field(field)]))),
            Item::Inline { on, directives, items } => {
                for items in less(items) {
                    let (on, directives) = (on.clone(), directives.clone());
                    all.push(with(vec![Item::Inline { on, directives, items }]));
                }
            }
            Item::Spread { .. } => {}
        }
    }
    all
}

fn simpler(field: &Field) -> Vec<Field> {
    let mut all: Vec<Field> = less(&field.items).into_iter().map(|items| Field { items, ..field.clone() }).collect();
    if !field.directives.is_empty() {
        all.push(Field { directives: Vec::new(), ..field.clone() });
    }
    for (index, (name, term)) in field.arguments.iter().enumerate() {
        if ["filter", "orderBy", "after", "before"].contains(&name.as_str()) {
            let mut other = field.clone();
            other.arguments.remove(index);
            all.push(other);
        }
        if let (true, Term::Object(members)) = (name == "filter", term) {
            for member in 0..members.len() {
                let mut members = members.clone();
                members.remove(member);
                let mut other = field.clone();
                other.arguments[index].1 = Term::Object(members);
                all.push(other);
            }
        }
    }
    all
}

/// Takes away the fragments and variables that nothing refers to.
pub fn tidy(document: &mut Document) {
    let mut used = BTreeSet::new();
    let mut open = vec![document.items.clone()];
    while let Some(items) = open.pop() {
        for item in items {
            match item {
                Item::Field(field) => open.push(field.items),
                Item::Inline { items, .. } => open.push(items),
                Item::Spread { name, .. } => {
                    if let Some(fragment) = document.fragments.iter().find(|fragment| fragment.name == name)
                        && used.insert(name)
                    {
                        open.push(fragment.items.clone());
                    }
                }
            }
        }
    }
    document.fragments.retain(|fragment| used.contains(&fragment.name));
    let all = std::mem::take(&mut document.variables);
    let text = document.text();
    let named = |name: &str| {
        let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_ascii_digit());
        text.split(&format!("${name}")).skip(1).any(ends)
    };
    document.variables = all.into_iter().filter(|variable| named(&variable.name)).collect();
}
