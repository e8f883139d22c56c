//! The planned reads against a second, slow implementation: random databases, random documents, the same answer byte for
//! byte. What the nouns mean stands in `meaning`, how a document is answered in `slow` and `filter`; neither knows the
//! read model. Cursors are opaque: what they lead to is compared, not how they are written.

mod document;
mod filter;
mod grow;
mod meaning;
mod shrink;
mod slow;
mod walks;
mod world;

use crate::databases::{Backend, on_both};
use crate::read;
use crate::recompute::chance::Chance;
use anbud::clock::SystemClock;
use anbud::http::{Limits, RequestId, RequestIds, Site, router};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http;
use document::Document;
use grow::Grower;
use serde_json::json;
use slow::{CURSOR, Cursors, Place, Slow};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;
use world::World;

/// How many worlds, and how many documents are asked of each.
const WORLDS: u64 = 4;
const DOCUMENTS: u64 = 1_300;

/// A world in a database, and the cursors that the API has given there.
struct Asked {
    door: Router,
    world: World,
    cursors: Cursors,
}

impl Asked {
    async fn new(backend: Backend, seed: u64) -> Self {
        let (api, world) = (read::empty(backend).await, World::random(seed));
        world.put(&api.database.writer).await;
        let request_ids = RequestIds::of_run(&RequestId::parse("run").unwrap());
        let limits = Limits { question: u64::MAX, bucket: u64::MAX, ..Limits::default() };
        let site = Site { limits, ..Site::new(request_ids, Arc::new(SystemClock)) };
        Self { door: router(api.schema, site), world, cursors: Cursors::new() }
    }

    /// What the API answers to a caller from outside: the bytes of `data`.
    async fn answer(&self, document: &Document) -> Result<String, String> {
        let body = json!({ "query": document.text(), "variables": document.sent() }).to_string();
        let request =
            http::Request::post("/graphql").header("host", "localhost").header("content-type", "application/json");
        let response = self.door.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        let data = body.strip_prefix("{\"data\":").and_then(|rest| rest.rsplit_once(",\"extensions\":"));
        let data = data.map(|(data, _)| data);
        data.map(str::to_owned).ok_or_else(|| body.clone())
    }

    /// The cursors of an answer, in order, if it is the slow reader's answer too; or else what is wrong.
    async fn compared(&self, document: &Document) -> Result<Vec<(String, Place)>, String> {
        let (expected, places) = Slow::answer(&self.world, document, &self.cursors);
        let answer = self.answer(document).await;
        let wrong = |answer: &str| format!("slow:    {expected}\nplanned: {answer}");
        let answer = answer.map_err(|errors| wrong(&errors))?;
        // Now the document is known, and its questions may be put to the read model at once.
        let again = self.answer(document).await.map_err(|errors| wrong(&errors))?;
        if again != answer {
            return Err(format!("{}\nagain:   {again}", wrong(&answer)));
        }
        let mut cursors = Vec::new();
        let mut rest = answer.as_str();
        let mut pieces = expected.split(CURSOR);
        rest = rest.strip_prefix(pieces.next().unwrap()).ok_or_else(|| wrong(&answer))?;
        for piece in pieces {
            let Some((cursor, behind)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                return Err(wrong(&answer));
            };
            cursors.push(cursor.to_owned());
            rest = behind.strip_prefix(piece).ok_or_else(|| wrong(&answer))?;
        }
        if !rest.is_empty() {
            return Err(wrong(&answer));
        }
        Ok(cursors.into_iter().zip(places).collect())
    }

    /// The same, or the end of the test with the smallest document that goes wrong.
    async fn hold(&mut self, document: Document, what: &str) -> Vec<(String, Place)> {
        let mut wrong = match self.compared(&document).await {
            Ok(cursors) => {
                for (cursor, place) in &cursors {
                    let known = self.cursors.insert(cursor.clone(), place.clone());
                    assert!(known.is_none_or(|known| known == *place), "{what}: one cursor for two places");
                }
                return cursors;
            }
            Err(wrong) => wrong,
        };
        let mut smallest = document;
        'smaller: loop {
            for smaller in shrink::smaller(&smallest) {
                if let Err(still) = self.compared(&smaller).await {
                    (smallest, wrong) = (smaller, still);
                    continue 'smaller;
                }
            }
            break;
        }
        panic!("{what}\n{}\nvariables: {}\n{wrong}", smallest.text(), smallest.sent());
    }
}

/// In how many of a hundred documents a feature must come up at least, so that a generator that has gone quiet fails.
const FLOORS: &[(&str, u64)] = &[
    ("root list", 40),
    ("node", 8),
    ("nodes", 8),
    ("procurement by key", 8),
    ("lot by key", 8),
    ("list under things", 25),
    ("one", 20),
    ("one or none", 7),
    ("three levels", 10),
    ("a list under an alias", 15),
    ("a list in two parts", 4),
    ("alias", 25),
    ("bilingual", 15),
    ("__typename", 15),
    ("inline fragment", 25),
    ("named fragment", 25),
    ("fragment in a fragment", 5),
    ("fragment spread again", 3),
    ("fragment on Node", 15),
    ("fragment on a noun of an interface", 12),
    ("fragment on a page", 8),
    ("directive", 25),
    ("directive by variable", 12),
    ("variable", 25),
    ("variable beside its default", 25),
    ("variable with its default", 25),
    ("variable that is not sent", 15),
    ("variable that is null", 15),
    ("null", 15),
    ("first", 30),
    ("last", 30),
    ("after", 12),
    ("before", 12),
    ("totalCount", 25),
    ("pageInfo", 25),
    ("edges", 15),
    ("nodes of a page", 25),
    ("filter", 25),
    ("and", 5),
    ("and of nothing", 1),
    ("or", 8),
    ("or of nothing", 2),
    ("not", 12),
    ("filter along one", 12),
    ("some", 5),
    ("none", 5),
    ("filter by a language", 6),
    ("filter that says nothing", 5),
    ("eq", 15),
    ("in", 15),
    ("in nothing", 5),
    ("lt", 3),
    ("lte", 3),
    ("gt", 3),
    ("gte", 3),
    ("contains", 10),
    ("isNull", 10),
    ("orderBy", 25),
    ("orderBy two fields", 15),
    ("DESC", 20),
    ("one thing for a list", 4),
];

async fn the_planned_answer_is_the_slow_one(backend: Backend) {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..WORLDS {
        let mut asked = Asked::new(backend, seed).await;
        for number in 0..DOCUMENTS {
            let chance = Chance::of("a document to ask", seed * DOCUMENTS + number);
            let grown = Grower::grown(&asked.world, &asked.cursors, chance);
            for feature in grown.features {
                *counts.entry(feature).or_default() += 1;
            }
            asked.hold(grown.document, &format!("world {seed}, document {number}")).await;
        }
    }
    println!("of {} documents on {backend:?}:", WORLDS * DOCUMENTS);
    for (feature, count) in &counts {
        println!("{count:>6} {feature}");
    }
    for (feature, floor) in FLOORS {
        let count = counts.get(feature).copied().unwrap_or(0);
        assert!(count >= floor * WORLDS * DOCUMENTS / 100, "{feature}: only {count} documents have it");
    }
}

on_both!(the_planned_answer_is_the_slow_one);
