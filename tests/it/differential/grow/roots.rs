//! Where a random document begins: a list, a thing by its id or its key, things by their ids.

use super::super::document::{Field, Item, Term};
use super::super::meaning::{NOUNS, Noun, noun};
use super::super::slow::{global_id, own_order};
use super::{Grower, Under};

impl Grower<'_> {
    pub(super) fn root(&mut self) -> Item {
        let choice = self.chance.below(10);
        let mut field = match choice {
            0 => self.node(),
            1 => self.nodes(),
            2 | 3 => self.keyed(),
            _ => {
                let noun = self.chance.one(&NOUNS);
                self.note("root list");
                let mut field = Field::new(noun.list);
                self.list(&mut field, noun, &own_order(noun).0, Under::One, 0);
                field
            }
        };
        field.alias = Some(self.name("r"));
        field.directives = self.directives();
        let item = Item::Field(field);
        if self.chance.once_in(12) {
            return Item::Inline { on: Some("Query".to_owned()), directives: self.directives(), items: vec![item] };
        }
        item
    }

    /// A global id: of a thing, of a hidden one, or of none.
    fn some_id(&mut self) -> (Option<&'static Noun>, String) {
        let noun = self.chance.one(&NOUNS);
        let rows = &self.world.rows[noun.name];
        match self.chance.below(12) {
            0 => (None, "no-such-id".to_owned()),
            1 => (Some(noun), global_id(noun.name, 1)),
            _ if rows.is_empty() => (None, "AAAA".to_owned()),
            _ => (Some(noun), global_id(noun.name, self.chance.one(rows).id)),
        }
    }

    fn node(&mut self) -> Field {
        self.note("node");
        let (noun, id) = self.some_id();
        let mut field = Field::new("node");
        field.arguments.push(("id".to_owned(), self.held(Term::Text(id), "ID!")));
        field.items = self.of_node(noun.into_iter().collect(), Under::One);
        field
    }

    fn nodes(&mut self) -> Field {
        self.note("nodes");
        let ids: Vec<_> = (0..self.chance.below(5)).map(|_| self.some_id()).collect();
        let nouns: Vec<_> = ids.iter().filter_map(|(noun, _)| *noun).collect();
        let terms = ids.into_iter().map(|(_, id)| Term::Text(id)).collect();
        let mut field = Field::new("nodes");
        field.arguments.push(("ids".to_owned(), self.held(Term::List(terms), "[ID!]!")));
        field.items = self.of_node(nouns, Under::Several);
        field
    }

    fn keyed(&mut self) -> Field {
        let procurement = Term::Text(format!("P{}", self.chance.below(6)));
        let lot = Term::Text(format!("L{}", self.chance.below(5)));
        if self.chance.once_in(2) {
            self.note("procurement by key");
            let mut field = Field::new("procurement");
            field.arguments.push(("key".to_owned(), self.held(procurement, "String!")));
            field.items = self.things(noun("Procurement"), Under::One, 0);
            return field;
        }
        self.note("lot by key");
        let mut field = Field::new("lot");
        field.arguments.push(("key".to_owned(), self.held(lot, "String!")));
        field.arguments.push(("procurement".to_owned(), self.held(procurement, "String!")));
        field.items = self.things(noun("Lot"), Under::One, 0);
        field
    }

    /// What is asked of whatever an id stands for.
    fn of_node(&mut self, nouns: Vec<&'static Noun>, under: Under) -> Vec<Item> {
        let mut items = vec![Item::Field(Field::new("id"))];
        if self.chance.once_in(2) {
            items.push(Item::Field(Field::new("__typename")));
        }
        let stranger: &'static Noun = self.chance.one(&NOUNS);
        for noun in nouns.into_iter().chain([stranger]) {
            self.note("fragment on a noun of an interface");
            let inner = self.things(noun, under, 0);
            items.push(self.wrapped(noun.name, inner, under));
        }
        self.chance.shuffled(items)
    }
}
