//! Every field and every relation of every noun has an answer: columns, types and required ends are as the tables say.

use super::{data, filled};
use crate::databases::{Backend, on_both};
use anbud::read::GlobalId;
use anbud::read::noun::{Cardinality, Kind, NOUNS, Noun, Target};
use serde_json::json;

/// A row of each noun in the announced lot, see `data`.
const ROWS: [(&str, u128); 38] = [
    ("Procurement", 1),
    ("Classification", 21),
    ("Lot", 11),
    ("Requirement", 202),
    ("Criterion", 204),
    ("CriterionLevel", 210),
    ("PriceLine", 200),
    ("Organisation", 41),
    ("Mandate", 51),
    ("MandateAct", 61),
    ("MandateVolume", 201),
    ("Supplier", 31),
    ("Bid", 101),
    ("BidPrice", 234),
    ("BidProperty", 238),
    ("BidAnswer", 235),
    ("Examination", 236),
    ("PanelScore", 237),
    ("Evaluation", 220),
    ("Placement", 230),
    ("Score", 231),
    ("TraceStep", 232),
    ("TraceReference", 233),
    ("PublishedWord", 260),
    ("Measure", 262),
    ("MeasureWord", 263),
    ("NightLevel", 264),
    ("StaffingPlan", 265),
    ("RoleLine", 266),
    ("Training", 267),
    ("Shift", 268),
    ("SupervisionGroup", 269),
    ("SupervisionParticipant", 270),
    ("PayrollMonth", 271),
    ("IndividualScore", 272),
    ("Draw", 273),
    ("DrawnBid", 274),
    ("Finding", 275),
];

fn everything(noun: &Noun) -> String {
    let fields = noun.fields.iter().map(|field| match field.kind {
        Kind::Bilingual(..) => format!("{} {{ sv en }}", field.name),
        _ => field.name.to_owned(),
    });
    let relations = noun.relations.iter().map(|relation| match relation.cardinality {
        Cardinality::Many => format!("{}(first: 9) {{ nodes {{ id __typename }} }}", relation.name),
        Cardinality::One(_) => format!("{} {{ id __typename }}", relation.name),
    });
    fields.chain(relations).collect::<Vec<_>>().join(" ")
}

async fn every_field_and_relation_has_an_answer(backend: Backend) {
    let api = filled(backend).await;
    for noun in NOUNS {
        let (_, row) = ROWS.into_iter().find(|(name, _)| *name == noun.name).unwrap();
        let id = GlobalId { noun, id: data::id(row) }.encode();
        let query =
            format!("query($id: ID!) {{ node(id: $id) {{ ... on {} {{ {} }} }} }}", noun.name, everything(noun));
        let answer = api.ask_with(&query, json!({ "id": id })).await["node"].clone();
        assert_eq!(answer["id"], id, "{}", noun.name);
        for relation in noun.relations {
            let Target::Noun { noun: target, .. } = relation.target else {
                continue;
            };
            let end = &answer[relation.name];
            let ends = if relation.cardinality == Cardinality::Many {
                end["nodes"].as_array().unwrap().clone()
            } else {
                vec![end.clone()]
            };
            for end in ends.iter().filter(|end| !end.is_null()) {
                assert_eq!(end["__typename"], target.name, "{}.{}", noun.name, relation.name);
            }
        }
    }
}

on_both!(every_field_and_relation_has_an_answer);
