//! Lists walked from page to page with the cursors that the API gave, forwards and backwards: nothing is left out, nothing
//! comes twice, and every page is the slow reader's.

use super::Asked;
use super::document::{Document, Field, Item, Term, Variable};
use super::grow::Grower;
use super::meaning::NOUNS;
use super::slow::{global_id, own_order};
use crate::databases::{Backend, on_both};
use crate::recompute::chance::Chance;

/// How many lists of each world are walked.
const LISTS: u64 = 120;

/// A way to walk a list: the document that asks for a page, with the arguments of the list still to come.
struct Walk {
    field: Field,
    /// The thing whose list it is.
    parent: Option<(&'static str, u128)>,
    variables: Vec<Variable>,
}

impl Walk {
    fn random(asked: &Asked, chance: Chance) -> Self {
        let mut grower = Grower::new(&asked.world, &asked.cursors, chance);
        let noun = grower.chance.one(&NOUNS);
        let lists: Vec<_> =
            noun.relations.iter().filter(|relation| relation.end == super::meaning::End::Many).collect();
        let rows = &asked.world.visible[noun.name];
        let (mut field, there, own, parent) = if lists.is_empty() || rows.is_empty() || grower.chance.once_in(3) {
            (Field::new(noun.list), noun, own_order(noun).0, None)
        } else {
            let relation = *grower.chance.one(&lists);
            let parent = Some((noun.name, grower.chance.one(rows).id));
            (Field::new(relation.name), super::meaning::noun(relation.noun), format!("~{}", relation.name), parent)
        };
        let given = grower.arguments(there, &own, super::grow::Under::Several);
        field.arguments = given.into_iter().filter(|(name, _)| name == "filter" || name == "orderBy").collect();
        Self { field, parent, variables: grower.document.variables }
    }

    /// Asks for a page, and says where its things stand.
    fn page(&self, ends: Vec<(String, Term)>) -> Document {
        let leaf = |name: &str| Item::Field(Field::new(name));
        let within = |name: &str, items: Vec<Item>| Item::Field(Field { items, ..Field::new(name) });
        let mut field = self.field.clone();
        field.arguments.extend(ends);
        let info = ["hasNextPage", "hasPreviousPage"].map(leaf).to_vec();
        field.items = vec![
            leaf("totalCount"),
            within("edges", vec![leaf("cursor"), within("node", vec![leaf("id")])]),
            within("pageInfo", info),
        ];
        let mut item = Item::Field(field);
        if let Some((noun, id)) = self.parent {
            let on = Item::Inline { on: Some(noun.to_owned()), directives: Vec::new(), items: vec![item] };
            let mut node = Field { items: vec![on], ..Field::new("node") };
            node.arguments.push(("id".to_owned(), Term::Text(global_id(noun, id))));
            item = Item::Field(node);
        }
        let variables = self.variables.clone();
        let mut document = Document { items: vec![item], variables, ..Document::default() };
        super::shrink::tidy(&mut document);
        document
    }
}

async fn pages_follow_on_pages_both_ways(backend: Backend) {
    let (mut pages, mut long) = (0, 0);
    for seed in 0..2 {
        let mut asked = Asked::new(backend, seed).await;
        for number in 0..LISTS {
            let what = format!("world {seed}, list {number}");
            let mut chance = Chance::of("a list to walk", seed * LISTS + number);
            let size = i64::try_from(1 + chance.below(5)).unwrap();
            let walk = Walk::random(&asked, chance);
            let mut both = Vec::new();
            for (end, way) in [("first", "after"), ("last", "before")] {
                let mut seen = Vec::new();
                let mut ends = vec![(end.to_owned(), Term::Int(size))];
                loop {
                    let page = asked.hold(walk.page(ends.clone()), &what).await;
                    let last = if end == "first" { page.last() } else { page.first() };
                    let Some((cursor, _)) = last.cloned() else { break };
                    pages += 1;
                    let ids: Vec<u128> = page.into_iter().map(|(_, place)| place.id).collect();
                    seen = if end == "first" { [seen, ids].concat() } else { [ids, seen].concat() };
                    ends.truncate(1);
                    ends.push((way.to_owned(), Term::Text(cursor)));
                }
                both.push(seen);
            }
            assert_eq!(both[0], both[1], "{what}: {}", walk.page(Vec::new()).text());
            long += usize::from(both[0].len() > 5);
        }
    }
    println!("{pages} pages on {backend:?}; {long} of the lists are longer than a page");
    assert!(pages > 1_500 && long > 60, "{pages} {long}");
}

on_both!(pages_follow_on_pages_both_ways);
