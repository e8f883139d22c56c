//! Random documents over the nouns of the second meaning. Everything that the API promises to understand comes up, and
//! what came up is noted, so that a generator that has gone quiet is found out.

mod arguments;
mod filters;
mod roots;

use super::document::{Directive, Document, Field, Fragment, Item, Term, Variable};
use super::meaning::{End, Kind, Noun, Relation};
use super::slow::Cursors;
use super::world::World;
use crate::recompute::chance::Chance;
use std::collections::{BTreeMap, BTreeSet};

/// How many things one selection is asked of. A cursor belongs to one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    One,
    Several,
}

/// A document, and what it has in it.
pub struct Grown {
    pub document: Document,
    pub features: BTreeSet<&'static str>,
}

pub struct Grower<'a> {
    pub world: &'a World,
    pub chance: Chance,
    pub cursors: &'a Cursors,
    pub document: Document,
    pub features: BTreeSet<&'static str>,
    /// Fragments by their type that can be spread again, and for how many things they are made.
    known: Vec<(String, String, Under)>,
    /// The arguments of lists that are asked for under their own names, which must be the same each time.
    plain: BTreeMap<(&'static str, &'static str), Vec<(String, Term)>>,
    names: usize,
    /// How many more selections may be made.
    left: usize,
}

impl<'a> Grower<'a> {
    pub fn new(world: &'a World, cursors: &'a Cursors, mut chance: Chance) -> Self {
        let left = 3 + chance.below(12);
        Self {
            world,
            chance,
            cursors,
            document: Document::default(),
            features: BTreeSet::new(),
            known: Vec::new(),
            plain: BTreeMap::new(),
            names: 0,
            left,
        }
    }

    pub fn grown(world: &'a World, cursors: &'a Cursors, chance: Chance) -> Grown {
        let mut grower = Self::new(world, cursors, chance);
        for _ in 0..=grower.chance.below(2) {
            let item = grower.root();
            grower.document.items.push(item);
        }
        super::shrink::tidy(&mut grower.document);
        Grown { document: grower.document, features: grower.features }
    }

    fn name(&mut self, begin: &str) -> String {
        self.names += 1;
        format!("{begin}{}", self.names)
    }

    fn note(&mut self, feature: &'static str) {
        self.features.insert(feature);
    }

    /// Items as a fragment on a type, written in place or under a name.
    fn wrapped(&mut self, on: &str, items: Vec<Item>, under: Under) -> Item {
        let directives = self.directives();
        if self.chance.once_in(2) {
            self.note("inline fragment");
            return Item::Inline { on: Some(on.to_owned()), directives, items };
        }
        self.note("named fragment");
        if items.iter().any(|item| matches!(item, Item::Spread { .. })) {
            self.note("fragment in a fragment");
        }
        let name = self.name("F");
        self.known.push((on.to_owned(), name.clone(), under));
        self.document.fragments.push(Fragment { name: name.clone(), on: on.to_owned(), items });
        Item::Spread { name, directives }
    }

    fn directives(&mut self) -> Vec<Directive> {
        if !self.chance.once_in(10) {
            return Vec::new();
        }
        let name = *self.chance.one(&["skip", "include"]);
        // Mostly something is left to answer.
        let truth = (name == "include") != self.chance.once_in(3);
        let when = self.held(Term::Truth(truth), "Boolean!");
        self.note(if matches!(when, Term::Variable(_)) { "directive by variable" } else { "directive" });
        vec![Directive { name, when }]
    }

    /// What is asked of things of a noun.
    fn things(&mut self, noun: &'static Noun, under: Under, depth: usize) -> Vec<Item> {
        if depth >= 3 {
            self.note("three levels");
        }
        let mut items = vec![self.plain_field(noun)];
        for _ in 0..self.chance.below(4) {
            let item = self.item(noun, under, depth);
            items.push(item);
        }
        items
    }

    fn item(&mut self, noun: &'static Noun, under: Under, depth: usize) -> Item {
        let relations = noun.relations;
        match self.chance.below(12) {
            0 => {
                self.note("__typename");
                Item::Field(Field::new("__typename"))
            }
            1 => {
                let items = vec![Item::Field(Field::new("id"))];
                self.note("fragment on Node");
                self.wrapped("Node", items, Under::Several)
            }
            2 | 3 => {
                let again = self
                    .known
                    .iter()
                    .filter(|(on, _, made)| on == noun.name && (*made == Under::Several || under == Under::One));
                let again: Vec<String> = again.map(|(_, name, _)| name.clone()).collect();
                if !again.is_empty() && self.chance.once_in(2) {
                    self.note("fragment spread again");
                    return Item::Spread { name: self.chance.one(&again).clone(), directives: self.directives() };
                }
                self.left = self.left.saturating_sub(1);
                let items = if self.left == 0 { vec![self.plain_field(noun)] } else { self.things(noun, under, depth) };
                self.wrapped(noun.name, items, under)
            }
            4 => Item::Inline { on: None, directives: self.directives(), items: vec![self.plain_field(noun)] },
            5..=9 if !relations.is_empty() && depth < 4 && self.left > 0 => {
                self.left -= 1;
                let relation = self.chance.one(relations);
                self.related(noun, relation, under, depth)
            }
            _ => self.plain_field(noun),
        }
    }

    fn plain_field(&mut self, noun: &'static Noun) -> Item {
        let known = self.chance.one(noun.fields);
        let mut field = Field::new(known.name);
        if self.chance.once_in(6) {
            self.note("alias");
            field.alias = Some(self.name("a"));
        }
        if matches!(known.kind, Kind::Both(..)) {
            self.note("bilingual");
            let parts = self.chance.shuffled(["sv", "en", "__typename"]);
            let number = 1 + self.chance.below(3);
            field.items = parts.into_iter().take(number).map(|part| Item::Field(Field::new(part))).collect();
        }
        field.directives = self.directives();
        Item::Field(field)
    }

    fn related(&mut self, noun: &'static Noun, relation: &'static Relation, under: Under, depth: usize) -> Item {
        let there = super::meaning::noun(relation.noun);
        let mut field = Field::new(relation.name);
        match relation.end {
            End::One | End::Perhaps => {
                self.note(if relation.end == End::One { "one" } else { "one or none" });
                field.items = self.things(there, under, depth + 1);
            }
            End::Many => {
                self.note("list under things");
                let order = format!("~{}", relation.name);
                if self.chance.once_in(2) {
                    self.note("a list under an alias");
                    field.alias = Some(self.name("l"));
                    self.list(&mut field, there, &order, under, depth + 1);
                } else {
                    return self.plain_list(noun, relation, depth);
                }
            }
        }
        field.directives = self.directives();
        Item::Field(field)
    }

    /// A list under its own name: the same arguments wherever it is asked for, and now and then in two parts.
    fn plain_list(&mut self, noun: &'static Noun, relation: &'static Relation, depth: usize) -> Item {
        let there = super::meaning::noun(relation.noun);
        let at = (noun.name, relation.name);
        if !self.plain.contains_key(&at) {
            let given = self.arguments(there, &format!("~{}", relation.name), Under::Several);
            self.plain.insert(at, given);
        }
        let parts = if self.chance.once_in(3) { 2 } else { 1 };
        if parts == 2 {
            self.note("a list in two parts");
        }
        let mut items = Vec::new();
        for _ in 0..parts {
            let arguments = self.plain[&at].clone();
            let items_there = self.connection(there, Under::Several, depth + 1);
            let directives = self.directives();
            items.push(Item::Field(Field { arguments, directives, items: items_there, ..Field::new(relation.name) }));
        }
        if parts == 1 {
            return items.remove(0);
        }
        Item::Inline { on: None, directives: self.directives(), items }
    }

    /// The parts of a page.
    fn connection(&mut self, noun: &'static Noun, under: Under, depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let mut field;
            match self.chance.below(8) {
                0 | 1 => {
                    self.note("totalCount");
                    field = Field::new("totalCount");
                }
                2 => field = Field::new("__typename"),
                3 | 4 => {
                    self.note("pageInfo");
                    field = Field::new("pageInfo");
                    let parts = ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"];
                    let parts = self.chance.shuffled(parts);
                    let number = 1 + self.chance.below(4);
                    field.items = parts.into_iter().take(number).map(|part| Item::Field(Field::new(part))).collect();
                }
                5 => {
                    self.note("edges");
                    field = Field::new("edges");
                    let mut node = Field::new("node");
                    node.items = self.things(noun, under, depth);
                    field.items = vec![Item::Field(Field::new("cursor")), Item::Field(node)];
                }
                _ => {
                    self.note("nodes of a page");
                    field = Field::new("nodes");
                    field.items = self.things(noun, under, depth);
                }
            }
            // The library does not see a variable that only a directive of `__typename` uses.
            if field.name != "__typename" {
                field.directives = self.directives();
            }
            items.push(Item::Field(field));
        }
        if self.chance.once_in(10) {
            self.note("fragment on a page");
            let wrapped = self.wrapped(&format!("{}Connection", noun.name), items, under);
            return vec![wrapped];
        }
        items
    }

    /// A value in a place of this type, as it is or by a variable.
    fn held(&mut self, term: Term, ty: &str) -> Term {
        // What stands for a variable holds none itself.
        if !self.chance.once_in(4) || term.has_variables() {
            return term;
        }
        let name = self.name("v");
        let nullable = ty.trim_end_matches('!');
        let (ty, default, sent) = match self.chance.below(3) {
            0 => {
                self.note("variable with its default");
                (nullable, Some(term), None)
            }
            1 => {
                self.note("variable beside its default");
                let other = match &term {
                    Term::Int(_) => Term::Int(7),
                    Term::Truth(truth) => Term::Truth(!truth),
                    same => same.clone(),
                };
                (nullable, Some(other), Some(term))
            }
            _ => {
                self.note("variable");
                (ty, None, Some(term))
            }
        };
        self.document.variables.push(Variable { name: name.clone(), ty: ty.to_owned(), default, sent });
        Term::Variable(name)
    }

    /// Nothing, in a place of this type: null, or a variable that is null or not sent at all.
    fn nothing(&mut self, ty: &str) -> Term {
        let sent = match self.chance.below(3) {
            0 => {
                self.note("null");
                return Term::Null;
            }
            1 => {
                self.note("variable that is null");
                Some(Term::Null)
            }
            _ => {
                self.note("variable that is not sent");
                None
            }
        };
        let name = self.name("v");
        self.document.variables.push(Variable { name: name.clone(), ty: ty.to_owned(), default: None, sent });
        Term::Variable(name)
    }
}
