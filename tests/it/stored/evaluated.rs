//! The rows that an evaluation should have, from the engine's outcome document.

use super::own::{canonical, digest, scaled, shown};
use super::published::{add, document, items, lot, word};
use super::rows::Rows;
use super::tables::called;
use serde_json::{Value, json};

/// An evaluation that was made.
pub struct Run<'a> {
    pub case: &'a Value,
    pub lot: &'a Value,
    pub outcome: &'a Value,
    pub number: usize,
    pub current: bool,
    pub at: i64,
}

/// Adds all of it.
pub fn expect(rows: &mut Rows, run: &Run<'_>) {
    let lot = lot(run.case, &run.lot["key"]);
    let name = called("evaluation", &[&lot, &run.number.to_string()]);
    document(rows, "anbud-outcome/1", run.outcome);
    let row = json!({
        "lot_id": lot, "number": run.number, "current": run.current,
        "draw_needed": !items(&run.outcome["draws"]).is_empty(), "model_digest": run.outcome["model"],
        "inputs_digest": run.outcome["inputs"], "outcome_digest": digest(&canonical(run.outcome)),
        "evaluated_at": run.at,
    });
    add(rows, "evaluation", row);
    let placements = items(&run.outcome["placements"]);
    let placed: Vec<&Value> = placements.iter().map(|one| &one["bid"]).collect();
    for (position, one) in placements.iter().enumerate() {
        placement(rows, run, (&lot, &name), (position, one));
    }
    for (position, one) in items(&run.outcome["findings"]).iter().enumerate() {
        let inside = |table: &str, key: &Value| called(table, &[&lot, word(key)]);
        let (bid, criterion) = (inside("bid", &one["bid"]), inside("criterion", &one["criterion"]));
        let row = json!({
            "lot_id": lot, "evaluation_id": name, "placement_id": called("placement", &[&name, &bid]), "bid_id": bid,
            "criterion_id": criterion, "position": position, "stated": scaled(&one["stated"], 6),
            "measured": scaled(&one["measured"], 6),
        });
        add(rows, "finding", row);
    }
    for step in items(&run.outcome["trace"]) {
        step_rows(rows, (&lot, &name), step, placed.contains(&&step["bid"]));
    }
}

fn placement(rows: &mut Rows, run: &Run<'_>, (lot, evaluation): (&str, &str), (position, one): (usize, &Value)) {
    let bid = called("bid", &[lot, word(&one["bid"])]);
    let name = called("placement", &[evaluation, &bid]);
    let limit = run.lot["terms"]["award_limit"].as_u64().unwrap();
    let row = json!({
        "lot_id": lot, "evaluation_id": evaluation, "bid_id": bid, "current": run.current, "position": position,
        "rank": one["rank"], "tied": one["tied"], "awarded": one["rank"].as_u64().unwrap() <= limit,
        "price": shown(&one["price"], 4), "price_exact": one["price"],
        "comparison": shown(&one["comparison_value"], 6), "comparison_exact": one["comparison_value"],
        "comparison_unit": one["comparison_unit"], "decided_by": one["decided_by"],
    });
    add(rows, "placement", row);
    for (position, score) in items(&one["scores"]).iter().enumerate() {
        let row = json!({
            "lot_id": lot, "placement_id": name, "bid_id": bid, "current": run.current,
            "criterion_id": called("criterion", &[lot, word(&score["criterion"])]), "position": position, "level": score["level"],
            "factor": shown(&score["factor"], 6), "amount": shown(&score["amount"], 6),
            "amount_exact": score["amount"], "unit": score["unit"],
        });
        add(rows, "score", row);
    }
}

/// A step about a bid that was not compared has no placement.
fn step_rows(rows: &mut Rows, (lot, evaluation): (&str, &str), step: &Value, placed: bool) {
    let inside = |table: &str, member: &str| step.get(member).map(|key| called(table, &[lot, word(key)]));
    let name = called("trace_step", &[evaluation, &step["number"].to_string()]);
    let placement = inside("bid", "bid").filter(|_| placed).map(|bid| called("placement", &[evaluation, &bid]));
    let criterion = inside("criterion", "criterion");
    let score = placement.as_ref().zip(criterion.as_ref()).map(|(one, other)| called("score", &[one, other]));
    let row = json!({
        "lot_id": lot, "evaluation_id": evaluation, "placement_id": placement, "score_id": score,
        "number": step["number"], "rule": step["rule"], "name": step["name"], "criterion_id": criterion,
        "price_line_id": inside("price_line", "line"), "year": step["year"], "detail": step["detail"],
        "operation": step["operation"], "value_exact": step["value"], "unit": step["unit"],
    });
    add(rows, "trace_step", row);
    for (position, from) in items(&step["from"]).iter().enumerate() {
        let row = json!({
            "lot_id": lot, "trace_step_id": name, "position": position, "source": from["source"],
            "target": from["target"], "value_exact": from["value"],
        });
        add(rows, "trace_reference", row);
    }
}
