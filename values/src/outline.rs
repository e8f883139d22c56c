//! The order of a document: where each place stands in its text, so that faults found by different checks can be told
//! from the first line to the last. A tree in memory does not keep the order of an object's members.

use crate::fault::Place;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// What a document holds, without its values: the parts of an object or list in order, and the object's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    names: BTreeMap<String, usize>,
    parts: Vec<Outline>,
}

impl Outline {
    /// The outline of a JSON text; an empty one for a text that is not JSON.
    #[must_use]
    pub fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Where a place stands: positions step by step, to be compared as a list. A place that is not there stands
    /// after everything in the part that should hold it.
    #[must_use]
    pub fn position(&self, place: &Place) -> Vec<usize> {
        let mut part = self;
        let mut position = Vec::new();
        for step in place.steps() {
            let by_name = part.names.get(&step).copied();
            let index = by_name.or_else(|| step.parse().ok().filter(|_| part.names.is_empty()));
            let Some((index, below)) = index.and_then(|index| Some((index, part.parts.get(index)?))) else {
                position.push(usize::MAX);
                break;
            };
            position.push(index);
            part = below;
        }
        position
    }
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Outline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Outline, E> {
        Ok(Outline::default())
    }

    fn visit_unit<E>(self) -> Result<Outline, E> {
        Ok(Outline::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Outline, E> {
        Ok(Outline::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Outline, E> {
        Ok(Outline::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Outline, E> {
        Ok(Outline::default())
    }

    #[expect(clippy::disallowed_types, reason = "a number without a name is refused, and nothing computes with it")]
    fn visit_f64<E>(self, _: f64) -> Result<Outline, E> {
        Ok(Outline::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Outline, A::Error> {
        let mut outline = Outline::default();
        while let Some(part) = items.next_element()? {
            outline.parts.push(part);
        }
        Ok(outline)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Outline, A::Error> {
        let mut outline = Outline::default();
        while let Some(name) = members.next_key::<String>()? {
            outline.names.insert(name, outline.parts.len());
            outline.parts.push(members.next_value()?);
        }
        Ok(outline)
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;
    use crate::fault::Place;

    #[test]
    fn places_stand_in_the_order_of_the_text_and_missing_ones_last_in_their_part() {
        let outline = Outline::of(r#"{"z": [{"b": 1, "a": 2}, 3], "a~b": 1.5}"#);
        let root = Place::root();
        let z = root.at("z");
        let ordered = [
            root.clone(),
            z.clone(),
            z.at(0),
            z.at(0).at("b"),
            z.at(0).at("a"),
            z.at(0).at("c"),
            z.at(1),
            root.at("a~b"),
            root.at("y"),
        ];
        let mut sorted = ordered.clone();
        sorted.reverse();
        sorted.sort_by_key(|place| outline.position(place));
        assert_eq!(sorted, ordered);
    }

    #[test]
    fn ten_items_are_in_order_of_number() {
        let outline = Outline::of("[0,1,2,3,4,5,6,7,8,9,10]");
        let root = Place::root();
        assert!(outline.position(&root.at(9)) < outline.position(&root.at(10)));
    }

    #[test]
    fn a_step_is_a_name_in_an_object_and_a_number_in_a_list() {
        let outline = Outline::of(r#"{"b": [true, null, "x", -1, 2, 1.5, {"c": 0}], "0": 1}"#);
        let root = Place::root();
        assert_eq!(outline.position(&root), [0_usize; 0]);
        for (number, item) in (0..7).zip(0..) {
            assert_eq!(outline.position(&root.at("b").at(number)), [0, item]);
        }
        assert_eq!(outline.position(&root.at("b").at(6).at("c")), [0, 6, 0]);
        assert_eq!(outline.position(&root.at("0")), [1]);
        assert_eq!(outline.position(&root.at("1")), [usize::MAX], "an object has no items");
        assert_eq!(outline.position(&root.at("b").at("x").at("y")), [0, usize::MAX]);
        assert_eq!(Outline::of("no JSON"), Outline::default());
    }
}
