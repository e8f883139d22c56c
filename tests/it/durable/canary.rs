//! A canary: a case whose awards are not announced, with unique words in every text, key and price that it may hold, is
//! imported beside an announced one. Afterwards everything that can be asked is answered byte for byte as before. What
//! can be asked is taken from the schema itself, so that a new field is asked for without anybody thinking of it.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{Folder, Served, anbud, exchange, post, serve_database, text};
use crate::stored::house::DEMOS;
use anbud::database::Database;
use anbud::read::{GlobalId, NOUNS};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What every word of the canary begins with, and what every price of it is.
const WORDS: [&str; 3] = ["CANARY", "Kanariefågel", "864209.75"];

/// A demo with its secrets changed into words that nothing else holds, and no award announced.
fn canary(demo: &str) -> String {
    let mut tree: Value = serde_json::from_str(demo).unwrap();
    let mut keys = BTreeSet::new();
    for (list, member) in [("suppliers", "key"), ("suppliers", "identifier")] {
        keys.extend(tree[list].as_array().unwrap().iter().map(|one| one[member].as_str().unwrap().to_owned()));
    }
    for submission in tree["submissions"].as_array().unwrap() {
        keys.insert(submission["envelope"]["key"].as_str().unwrap().to_owned());
        let bids = submission["content"]["bids"].as_array().into_iter().flatten();
        keys.extend(bids.map(|bid| bid["key"].as_str().unwrap().to_owned()));
    }
    tree.as_object_mut().unwrap().remove("expected");
    tree["procurement"]["key"] = json!("CANARY-PROCUREMENT");
    for lot in tree["lots"].as_array_mut().unwrap() {
        lot["terms"].as_object_mut().unwrap().remove("announced_at");
    }
    mark(&mut tree, "", &keys);
    let text = tree.to_string();
    assert!(WORDS.iter().all(|word| text.matches(word).count() > 20), "the canary sings");
    text
}

/// Marks texts, names and keys; organisations are the same in every case, and stay.
fn mark(tree: &mut Value, name: &str, keys: &BTreeSet<String>) {
    match tree {
        Value::Object(members) => {
            for (name, value) in members.iter_mut().filter(|(name, _)| *name != "organisations") {
                mark(value, name, keys);
            }
            if name == "prices" {
                members.values_mut().for_each(|price| *price = json!(WORDS[2]));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, name, keys)),
        Value::String(text) if keys.contains(text.as_str()) => *text = format!("CANARY-{text}"),
        Value::String(text) if ["person", "evaluator", "participants"].contains(&name) => {
            *text = format!("CANARY-{text}");
        }
        Value::String(text) if ["sv", "en", "name", "object_name", "permit", "buyer"].contains(&name) => {
            *text = format!("Kanariefågel {text}");
        }
        _ => {}
    }
}

/// Everything that the schema lets anybody ask: each list from both ends with every field of its things, and what they
/// lead to, counted.
fn questions(server: &Served) -> Vec<String> {
    let schema = post(
        &server.address,
        "{ __schema { types { name kind fields { name args { name } type { name kind ofType { name kind } } } } } }",
    );
    let types: BTreeMap<String, Value> = schema["data"]["__schema"]["types"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap().to_owned(), one.clone()))
        .collect();
    let lists = types["Query"]["fields"].as_array().unwrap();
    let lists = lists.iter().filter(|field| bare(field).0.ends_with("Connection"));
    let mut questions = Vec::new();
    for list in lists {
        let noun = bare(list).0.trim_end_matches("Connection").to_owned();
        let inner: Vec<String> = types[&noun]["fields"].as_array().unwrap().iter().map(asked).collect();
        for end in ["first", "last"] {
            questions.push(format!(
                "{{ {}({end}: 100) {{ totalCount nodes {{ {} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}",
                list["name"].as_str().unwrap(),
                inner.join(" ")
            ));
        }
    }
    questions
}

/// A field's type without what it is wrapped in.
fn bare(field: &Value) -> (String, String) {
    let one = if field["type"]["name"].is_null() { &field["type"]["ofType"] } else { &field["type"] };
    (one["name"].as_str().unwrap_or("").to_owned(), one["kind"].as_str().unwrap_or("").to_owned())
}

fn asked(field: &Value) -> String {
    let name = field["name"].as_str().unwrap();
    match bare(field) {
        (ty, _) if ty.ends_with("Connection") => format!("{name}(first: 100) {{ totalCount nodes {{ id }} }}"),
        (ty, _) if ty == "Bilingual" => format!("{name} {{ sv en }}"),
        (_, kind) if kind == "OBJECT" => format!("{name} {{ id }}"),
        _ => name.to_owned(),
    }
}

fn answers(server: &Served, questions: &[String]) -> Vec<String> {
    let answer = |question: &String| {
        let (head, body) =
            exchange(&server.address, "POST /graphql", &json!({ "query": question }).to_string()).unwrap();
        assert!(head.starts_with("HTTP/1.1 200") && !body.contains("\"errors\""), "{question}: {body}");
        body
    };
    questions.iter().map(answer).collect()
}

/// Every row id of every noun's table.
async fn ids(url: &str) -> BTreeSet<(&'static str, Uuid)> {
    let database = Database::open(url, 1).await.unwrap();
    let mut all = BTreeSet::new();
    for noun in NOUNS {
        let backend = database.reader.get_database_backend();
        let sql = format!("SELECT {} FROM {}", noun.id.unquoted(), noun.table.unquoted());
        for row in database.reader.query_all_raw(Statement::from_string(backend, sql)).await.unwrap() {
            all.insert((noun.name, row.try_get_by_index(0).unwrap()));
        }
    }
    database.close().await.unwrap();
    all
}

fn silent(what: &str, said: &str) {
    for word in WORDS {
        assert!(!said.contains(word), "{what} tells {word}: {said}");
    }
}

async fn what_is_not_announced_shows_nowhere(backend: Backend) {
    let folder = Folder::new(&format!("canary-{backend:?}"));
    let url = &Fresh::shared(backend, Tables::There).url;
    assert!(anbud(&["import", "demo/b_supervision.json", "--database", url]).status.success());
    let server = serve_database(url);
    let questions = questions(&server);
    assert!(questions.len() >= 2 * NOUNS.len(), "{}", questions.len());
    let before = (answers(&server, &questions), ids(url).await);

    let file = folder.path("canary.json");
    std::fs::write(&file, canary(DEMOS[0])).unwrap();
    let imported = anbud(&["import", &file, "--database", url]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let hidden: Vec<(&str, Uuid)> = ids(url).await.difference(&before.1).copied().collect();
    assert!(hidden.len() > 1_000, "{}", hidden.len());
    for ((question, answer), now) in questions.iter().zip(&before.0).zip(answers(&server, &questions)) {
        assert_eq!(*answer, now, "{question}");
        silent(question, &now);
    }
    nodes_are_hidden(&server, &hidden);
    acts_are_refused(&server, &hidden);
    for path in ["/", "/graphiql", "/graphql", "/metrics", "/healthz", "/readyz", "/CANARY"] {
        let (head, body) = exchange(&server.address, &format!("GET {path}"), "").unwrap();
        silent(path, &(head + &body));
    }
    let lines = server.wait_for("route=\"other\"");
    assert!(lines.matches("answered").count() >= questions.len(), "a line for each question: {lines}");
    silent("the log", &lines);
    filters_find_nothing(&server);
    println!(
        "{backend:?}: {} questions answered as before, {} hidden rows that are no nodes, {} filters that find nothing",
        questions.len(),
        hidden.len(),
        FILTERS.len()
    );
}

/// No row of the canary is a node, whoever guesses its id.
fn nodes_are_hidden(server: &Served, hidden: &[(&str, Uuid)]) {
    for some in hidden.chunks(100) {
        let ids: Vec<String> = some
            .iter()
            .map(|(name, id)| {
                let noun = NOUNS.into_iter().find(|noun| noun.name == *name).unwrap();
                GlobalId { noun, id: *id }.encode()
            })
            .collect();
        let answer = post(&server.address, &format!("{{ nodes(ids: {}) {{ id }} }}", json!(ids)));
        let nodes = answer["data"]["nodes"].as_array().unwrap();
        let seen = nodes.iter().zip(some).filter(|(node, _)| !node.is_null()).map(|(_, row)| row);
        assert_eq!(seen.collect::<Vec<_>>(), Vec::<&(&str, Uuid)>::new());
    }
}

/// An act on a hidden lot answers as one on no lot at all.
fn acts_are_refused(server: &Served, hidden: &[(&str, Uuid)]) {
    let run = |id: Uuid| {
        let noun = NOUNS.into_iter().find(|noun| noun.name == "Lot").unwrap();
        let id = json!(GlobalId { noun, id }.encode());
        let query = format!(
            "mutation {{ runEvaluation(input: {{lotId: {id}}}) {{ evaluation {{ id }} userErrors {{ code path message hint }} }} }}"
        );
        post(&server.address, &query)["data"]["runEvaluation"].clone()
    };
    let nobody = run(Uuid::from_u128(7));
    assert_eq!(nobody["userErrors"][0]["code"], "lot.not_found");
    let lots = hidden.iter().filter(|(name, _)| *name == "Lot");
    assert_eq!(lots.clone().count(), 4);
    for (_, lot) in lots {
        assert_eq!(run(*lot), nobody);
    }
}

const FILTERS: [&str; 8] = [
    "suppliers(first: 1, filter: {name: {contains: \"Kanariefågel\"}})",
    "suppliers(first: 1, filter: {bids: {some: {key: {contains: \"CANARY\"}}}})",
    "bids(first: 1, filter: {or: [{key: {contains: \"CANARY\"}}, {prices: {some: {amount: {eq: \"864209.75\"}}}}]})",
    "bids(first: 1, filter: {lot: {procurement: {key: {eq: \"CANARY-PROCUREMENT\"}}}})",
    "procurements(first: 1, filter: {key: {eq: \"CANARY-PROCUREMENT\"}}, orderBy: {field: TITLE})",
    "organisations(first: 1, filter: {mandates: {some: {procurement: {key: {contains: \"CANARY\"}}}}})",
    "roleLines(first: 1, filter: {person: {contains: \"CANARY\"}})",
    "bidPrices(first: 1, filter: {amount: {gte: \"864209.75\", lte: \"864209.75\"}})",
];

/// Neither filter nor order looks at what is hidden.
fn filters_find_nothing(server: &Served) {
    for filter in FILTERS {
        let answer = post(&server.address, &format!("{{ {filter} {{ totalCount nodes {{ id }} }} }}"));
        let found = answer["data"].as_object().unwrap().values().next().unwrap();
        assert_eq!(*found, json!({"totalCount": 0, "nodes": []}), "{filter}");
    }
}

on_both!(what_is_not_announced_shows_nowhere);
