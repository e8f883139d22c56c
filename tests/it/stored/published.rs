//! The rows that a case's published part should have: procurement, lots with their models, organisations, mandates.

use super::own::{digest, millis, scaled, sealed_text, sort_key};
use super::rows::Rows;
use super::staffing;
use super::tables::called;
use serde_json::{Value, json};

/// The items of a list; none where there is no list.
pub fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// A text of the tree.
pub fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The digest under which a part of the tree is stored.
pub fn sealed(tree: &Value) -> String {
    digest(&sealed_text(tree))
}

/// Adds a row.
pub fn add(rows: &mut Rows, table: &str, row: Value) {
    rows.entry(table.to_owned()).or_default().push(row);
}

/// Adds a row unless the very same document, organisation or supplier is there already.
fn add_once(rows: &mut Rows, table: &str, row: Value) {
    if !rows.get(table).is_some_and(|there| there.contains(&row)) {
        add(rows, table, row);
    }
}

/// Adds a document.
pub fn document(rows: &mut Rows, kind: &str, tree: &Value) {
    let body = sealed_text(tree);
    add_once(rows, "document", json!({"digest": digest(&body), "kind": kind, "body": body}));
}

/// The name of a case's row.
pub fn procurement(case: &Value) -> String {
    called("procurement", &[word(&case["procurement"]["key"])])
}

/// The name of a lot's row.
pub fn lot(case: &Value, key: &Value) -> String {
    called("lot", &[&procurement(case), word(key)])
}

/// The name and the content of a choice.
pub fn only_member(choice: &Value) -> (&str, &Value) {
    let members = choice.as_object().unwrap();
    assert_eq!(members.len(), 1);
    members.iter().next().map(|(name, value)| (name.as_str(), value)).unwrap()
}

/// The opened bids of a lot.
fn bids_of<'a>(case: &'a Value, lot: &'a Value) -> Vec<&'a Value> {
    let bids = items(&case["submissions"]).iter().flat_map(|one| items(&one["content"]["bids"]));
    bids.filter(|bid| bid["lot"] == lot["key"]).map(|bid| &bid["key"]).collect()
}

/// What was decided about the bids of a lot, as it is stored.
pub fn assessment(case: &Value, lot: &Value) -> Value {
    let bids = bids_of(case, lot);
    let of_lot =
        |list: &str| -> Vec<&Value> { items(&case[list]).iter().filter(|one| bids.contains(&&one["bid"])).collect() };
    let mut decided = json!({"examinations": of_lot("examinations"), "panel_scores": of_lot("panel_scores")});
    let draws = draws_of(case, lot);
    if !draws.is_empty() {
        decided["draws"] = json!(draws);
    }
    decided
}

/// The drawings among the bids of a lot.
pub fn draws_of<'a>(case: &'a Value, lot: &'a Value) -> Vec<&'a Value> {
    let bids = bids_of(case, lot);
    items(&case["draws"]).iter().filter(|draw| items(&draw["order"]).iter().any(|bid| bids.contains(&bid))).collect()
}

/// The head under whose digest the whole case stands.
pub fn head(case: &Value) -> Value {
    let lots = items(&case["lots"]).iter().map(|lot| {
        let (model, decided) = (sealed(&lot["model"]), sealed(&assessment(case, lot)));
        json!({"key": lot["key"], "title": lot["title"], "terms": lot["terms"], "model": model, "assessment": decided})
    });
    let submissions = items(&case["submissions"]).iter().map(|one| match one.get("content") {
        None => json!({"envelope": one["envelope"]}),
        Some(content) => json!({"envelope": one["envelope"], "content": sealed(content)}),
    });
    json!({
        "format": "anbud-procurement/1", "fictional": case["fictional"], "remarks": items(&case["remarks"]),
        "procurement": case["procurement"], "lots": lots.collect::<Vec<_>>(),
        "organisations": case["organisations"], "mandates": case["mandates"], "suppliers": case["suppliers"],
        "submissions": submissions.collect::<Vec<_>>(),
    })
}

/// Adds all of it.
pub fn expect(rows: &mut Rows, case: &Value) {
    let (name, head) = (procurement(case), head(case));
    document(rows, "anbud-procurement/1", &head);
    let one = &case["procurement"];
    let row = json!({
        "key": one["key"], "title_sv": one["title"]["sv"], "title_en": one["title"]["en"],
        "title_sort": sort_key(&one["title"]["sv"]), "buyer": one["buyer"], "profile": one["profile"],
        "currency": one["currency"], "tax_basis": one["tax_basis"], "fictional": case["fictional"],
        "published_at": millis(&one["published_at"]), "deadline_at": millis(&one["deadline_at"]),
        "announced_at": items(&case["lots"]).iter().filter_map(|lot| lot["terms"].get("announced_at").map(millis)).min(),
        "document_digest": sealed(&head),
    });
    add(rows, "procurement", row);
    for (scheme, codes) in [("CPV", &one["cpv"]), ("NUTS", &one["nuts"])] {
        for (position, code) in items(codes).iter().enumerate() {
            let row = json!({"procurement_id": name, "scheme": scheme, "code": code, "position": position});
            add(rows, "classification", row);
        }
    }
    for (position, lot) in items(&case["lots"]).iter().enumerate() {
        lot_rows(rows, case, position, lot);
    }
    for one in items(&case["organisations"]) {
        let row = json!({"key": one["key"], "name": one["name"], "name_sort": sort_key(&one["name"])});
        add_once(rows, "organisation", row);
    }
    for mandate in items(&case["mandates"]) {
        mandate_rows(rows, case, mandate);
    }
}

fn lot_rows(rows: &mut Rows, case: &Value, position: usize, one: &Value) {
    let (name, terms, model) = (lot(case, &one["key"]), &one["terms"], &one["model"]);
    let decided = assessment(case, one);
    document(rows, "anbud-model/1", model);
    document(rows, "anbud-assessment/1", &decided);
    let announced = terms.get("announced_at").map(millis);
    let (price_rule, price) = only_member(&model["price"]);
    let row = json!({
        "procurement_id": procurement(case), "key": one["key"], "position": position,
        "title_sv": one["title"]["sv"], "title_en": one["title"]["en"], "title_sort": sort_key(&one["title"]["sv"]),
        "stage": if announced.is_some() { "announced" } else { "evaluation" }, "announced_at": announced,
        "estimated_value": scaled(&terms["estimated_value"], 4), "maximum_value": scaled(&terms["maximum_value"], 4),
        "award_limit": terms["award_limit"], "basis": model["basis"], "price_rule": price_rule,
        "combination_rule": only_member(&model["combination"]).0,
        "assessment_digest": sealed(&decided), "model_digest": sealed(model),
    });
    add(rows, "lot", row);
    for (position, one) in items(&model["requirements"]).iter().enumerate() {
        let (sv, en) = (&one["text"]["sv"], &one["text"]["en"]);
        let row = json!({"lot_id": name, "key": one["key"], "position": position, "text_sv": sv, "text_en": en});
        add(rows, "requirement", row);
    }
    let lines = price.get("lines").or_else(|| price.get("products")).unwrap();
    for (position, line) in items(lines).iter().enumerate() {
        let row = json!({
            "lot_id": name, "key": line["key"], "position": position, "title_sv": line["title"]["sv"],
            "title_en": line["title"]["en"], "unit": line["unit"], "quantity": scaled(&line["quantity"], 6),
        });
        add(rows, "price_line", row);
    }
    criteria(rows, &name, &Value::Null, &model["criteria"], &mut 0);
    staffing::words(rows, &name, model);
}

/// Depth first; `next` counts through the whole lot.
fn criteria(rows: &mut Rows, lot: &str, parent: &Value, list: &Value, next: &mut usize) {
    for one in items(list) {
        let name = called("criterion", &[lot, word(&one["key"])]);
        let (rule, scale) = one.get("scale").map_or((None, &Value::Null), |scale| {
            let (rule, scale) = only_member(scale);
            (Some(rule), scale)
        });
        let row = json!({
            "lot_id": lot, "parent_id": parent, "key": one["key"], "position": *next,
            "title_sv": one["title"]["sv"], "title_en": one["title"]["en"],
            "definition_sv": one["definition"]["sv"], "definition_en": one["definition"]["en"],
            "evidence_sv": one["evidence"]["sv"], "evidence_en": one["evidence"]["en"],
            "weight": scaled(&one["weight"], 6), "scale_rule": rule, "unit": scale["unit"],
            "assessed_by": assessor(scale),
        });
        add(rows, "criterion", row);
        *next += 1;
        for (number, level) in items(&scale["levels"]).iter().enumerate() {
            let row = json!({
                "lot_id": lot, "criterion_id": name, "number": number, "text_sv": level["text"]["sv"],
                "text_en": level["text"]["en"], "factor": scaled(&level["factor"], 6),
                "threshold": level.get("from").map(|from| scaled(from, 6)),
            });
            add(rows, "criterion_level", row);
        }
        staffing::measure(rows, lot, &name, scale);
        criteria(rows, lot, &json!(name), &one["children"], next);
    }
}

fn mandate_rows(rows: &mut Rows, case: &Value, one: &Value) {
    let organisation = called("organisation", &[word(&one["organisation"])]);
    let name = called("mandate", &[&procurement(case), &organisation]);
    let standing = standing(case, items(&one["acts"]));
    let row = json!({"procurement_id": procurement(case), "organisation_id": organisation, "standing": standing});
    add(rows, "mandate", row);
    for (position, act) in items(&one["acts"]).iter().enumerate() {
        let row = json!({
            "mandate_id": name, "position": position, "act": act["act"], "acted_at": millis(&act["at"]),
            "note_sv": act["note"]["sv"], "note_en": act["note"]["en"],
        });
        add(rows, "mandate_act", row);
    }
    for volume in items(&one["volumes"]) {
        let lot = lot(case, &volume["lot"]);
        let row = json!({
            "mandate_id": name, "lot_id": lot, "price_line_id": called("price_line", &[&lot, word(&volume["line"])]),
            "quantity": scaled(&volume["quantity"], 6), "unit": volume["unit"],
        });
        add(rows, "mandate_volume", row);
    }
}

/// What counts is the last act up to the publication; a mandate given after the day it was asked for is late.
fn standing(case: &Value, acts: &[Value]) -> &'static str {
    let due = millis(&case["procurement"]["mandates_due_at"]);
    let published = millis(&case["procurement"]["published_at"]);
    match acts.iter().rfind(|act| millis(&act["at"]) <= published) {
        None => "missing",
        Some(last) if last["act"] == "withdrawn" => "withdrawn",
        Some(last) if millis(&last["at"]) > due => "granted_late",
        Some(_) => "granted",
    }
}

/// Who or what answers a criterion: the supplier's statement unless its scale says otherwise; groups have nobody.
fn assessor(scale: &Value) -> Value {
    match &scale["assessed_by"] {
        Value::Object(_) => "plan".into(),
        Value::Null if scale.is_object() => "statement".into(),
        word => word.clone(),
    }
}
