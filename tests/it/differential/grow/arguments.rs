//! Random lists: from which end, how many, which, in which order, and from which place on.

use super::super::document::{Field, Term};
use super::super::meaning::Noun;
use super::super::slow::{asked_order, capitals};
use super::{Grower, Under};

impl Grower<'_> {
    /// A list with its arguments and what is asked of it.
    pub(super) fn list(&mut self, field: &mut Field, noun: &'static Noun, own: &str, under: Under, depth: usize) {
        field.arguments = self.arguments(noun, own, under);
        let alone = |(name, term): &(String, Term)| matches!(name.as_str(), "first" | "last") && *term == Term::Int(1);
        let below = if field.arguments.iter().any(alone) { under } else { Under::Several };
        field.items = self.connection(noun, below, depth);
    }

    pub fn arguments(&mut self, noun: &'static Noun, own: &str, under: Under) -> Vec<(String, Term)> {
        let mut given = Vec::new();
        let end = *self.chance.one(&["first", "last"]);
        self.note(end);
        let number = Term::Int(*self.chance.one(&[1, 1, 2, 2, 3, 4, 6, 100]));
        given.push((end.to_owned(), self.held(number, "Int")));
        if self.chance.once_in(6) {
            let other = if end == "first" { "last" } else { "first" };
            given.push((other.to_owned(), self.nothing("Int")));
        }
        match self.chance.below(8) {
            0 => {
                let ty = format!("{}Filter", noun.name);
                given.push(("filter".to_owned(), self.nothing(&ty)));
            }
            1..=3 => {
                self.note("filter");
                let filter = self.filter(noun, 0);
                given.push(("filter".to_owned(), self.held(filter, &format!("{}Filter", noun.name))));
            }
            _ => {}
        }
        let mut order = own.to_owned();
        let ty = format!("[{}Order!]", noun.name);
        match self.chance.below(8) {
            0 => given.push(("orderBy".to_owned(), self.nothing(&ty))),
            1..=3 => {
                let asked = self.order(noun);
                let asked = self.held(asked, &ty);
                if let Some(value) = self.document.value(&asked) {
                    order = asked_order(noun, &value).0;
                }
                given.push(("orderBy".to_owned(), asked));
            }
            _ => {}
        }
        for name in ["after", "before"] {
            if self.chance.once_in(8) {
                given.push((name.to_owned(), self.nothing("String")));
            } else if under == Under::One && self.chance.once_in(2) {
                let fitting: Vec<&String> = self
                    .cursors
                    .iter()
                    .filter(|(_, place)| place.noun == noun.name && place.order == order)
                    .map(|(cursor, _)| cursor)
                    .collect();
                if fitting.is_empty() {
                    continue;
                }
                self.note(name);
                let cursor = Term::Text((**self.chance.one(&fitting)).clone());
                given.push((name.to_owned(), self.held(cursor, "String")));
            }
        }
        self.chance.shuffled(given)
    }

    fn order(&mut self, noun: &'static Noun) -> Term {
        self.note("orderBy");
        let sortable: Vec<&str> =
            noun.fields.iter().filter(|field| field.sorts().is_some()).map(|field| field.name).collect();
        let mut steps = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let field = Term::Word(capitals(self.chance.one::<&str>(&sortable)));
            let mut step = vec![("field".to_owned(), self.held(field, &format!("{}OrderField!", noun.name)))];
            if !self.chance.once_in(4) {
                let way = *self.chance.one(&["ASC", "DESC", "DESC"]);
                if way == "DESC" {
                    self.note("DESC");
                }
                step.push(("direction".to_owned(), self.held(Term::Word(way.to_owned()), "OrderDirection!")));
            }
            let step = Term::Object(self.chance.shuffled(step));
            steps.push(self.held(step, &format!("{}Order!", noun.name)));
        }
        if steps.len() > 1 {
            self.note("orderBy two fields");
        }
        if steps.len() == 1 && self.chance.once_in(2) {
            self.note("one thing for a list");
            return steps.remove(0);
        }
        Term::List(steps)
    }
}
