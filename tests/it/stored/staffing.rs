//! The rows that published words, measures and staffing plans should have.

use super::own::scaled;
use super::published::{add, items, only_member, word};
use super::rows::Rows;
use super::tables::called;
use serde_json::{Value, json};

/// The words that plans of a lot may use.
pub fn words(rows: &mut Rows, lot: &str, model: &Value) {
    for (kind, list) in [("function", &model["functions"]), ("method", &model["methods"])] {
        for (position, one) in items(list).iter().enumerate() {
            let row = json!({
                "lot_id": lot, "kind": kind, "key": one["key"], "position": position, "title_sv": one["title"]["sv"],
                "title_en": one["title"]["en"],
            });
            add(rows, "published_word", row);
        }
    }
}

/// How a criterion is measured, if it is: whatever its rule needs stands under the name of a column.
pub fn measure(rows: &mut Rows, lot: &str, criterion: &str, scale: &Value) {
    let Some(plan) = scale["assessed_by"].get("plan") else { return };
    let (rule, one) = only_member(plan);
    let measure = called("measure", &[criterion]);
    let decimal = |name: &str| one.get(name).map(|text| scaled(text, 6));
    let row = json!({
        "lot_id": lot, "criterion_id": criterion, "rule": rule, "sleeping_duty": one["sleeping_duty"],
        "minimum_credits": one["minimum_credits"], "minimum_methods": one["minimum_methods"],
        "minimum_days": decimal("minimum_days"), "hours_per_full_time_year": decimal("hours_per_full_time_year"),
        "hours_per_full_time_month": decimal("hours_per_full_time_month"), "part_from": one["part"]["from"],
        "part_to": one["part"]["to"], "duty": one["duty"], "back_up_within_minutes": one["back_up_within_minutes"],
        "last_month": one["last_month"], "months": one["months"], "cut_decimals": one["cut"]["decimals"],
        "cut_mode": one["cut"]["mode"],
    });
    add(rows, "measure", row);
    for (kind, list) in [("function", &one["functions"]), ("method", &one["methods"])] {
        for (position, key) in items(list).iter().enumerate() {
            let row = json!({
                "lot_id": lot, "measure_id": measure, "published_word_id": published(lot, kind, key), "kind": kind,
                "position": position,
            });
            add(rows, "measure_word", row);
        }
    }
    for (before, level) in items(&one["levels"]).iter().enumerate() {
        let row = json!({
            "lot_id": lot, "measure_id": measure, "number": before + 1, "waking": level["waking"],
            "sleeping": level["sleeping"], "back_up": level["back_up"],
        });
        add(rows, "night_level", row);
    }
}

fn published(lot: &str, kind: &str, key: &Value) -> String {
    called("published_word", &[lot, kind, word(key)])
}

/// The plan of a bid, if it has one. One whose hours are no numbers, as a rejected bid's may be, has no rows.
pub fn plan(rows: &mut Rows, (lot, bid): (&str, &str), one: &Value) {
    let Some(plan) = one.get("plan") else { return };
    let is_number = |hours: &Value| word(hours).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !items(&plan["staff"]).iter().all(|line| is_number(&line["waking_hours"])) {
        return;
    }
    let name = called("staffing_plan", &[bid]);
    let invented = plan["invented"].as_bool().unwrap_or(false);
    add(rows, "staffing_plan", json!({"lot_id": lot, "bid_id": bid, "invented": invented}));
    for (number, line) in items(&plan["staff"]).iter().enumerate() {
        staff(rows, (lot, &name), number, line);
    }
    for (number, shift) in items(&plan["rota"]).iter().enumerate() {
        let on = |day: &str| items(&shift["days"]).iter().any(|one| one == day);
        let row = json!({
            "lot_id": lot, "staffing_plan_id": name, "number": number, "monday": on("mon"), "tuesday": on("tue"),
            "wednesday": on("wed"), "thursday": on("thu"), "friday": on("fri"), "saturday": on("sat"),
            "sunday": on("sun"), "begins": shift["from"], "ends": shift["to"], "duty": shift["duty"],
            "staff": shift["staff"], "response_minutes": shift["response_minutes"],
        });
        add(rows, "shift", row);
    }
    for (number, group) in items(&plan["supervision"]).iter().enumerate() {
        let hours = scaled(&group["hours"], 6);
        let row = json!({"lot_id": lot, "staffing_plan_id": name, "number": number, "hours": hours});
        add(rows, "supervision_group", row);
        let group_id = called("supervision_group", &[&name, &number.to_string()]);
        for (position, person) in items(&group["participants"]).iter().enumerate() {
            let row = json!({"lot_id": lot, "supervision_group_id": group_id, "position": position, "person": person});
            add(rows, "supervision_participant", row);
        }
    }
    for (number, month) in items(&plan["payroll"]).iter().enumerate() {
        let row = json!({
            "lot_id": lot, "staffing_plan_id": name, "number": number, "month": month["month"],
            "permanent": scaled(&month["permanent"], 6), "fixed_term": scaled(&month["fixed_term"], 6),
            "hourly": scaled(&month["hourly"], 6),
        });
        add(rows, "payroll_month", row);
    }
}

fn staff(rows: &mut Rows, (lot, plan): (&str, &str), number: usize, line: &Value) {
    let row = json!({
        "lot_id": lot, "staffing_plan_id": plan, "number": number, "person": line["person"],
        "function_id": published(lot, "function", &line["function"]), "degree": line["degree"],
        "credits": line["credits"], "years_with_target_group": scaled(&line["years_with_target_group"], 6),
        "employment": line["employment"], "share": scaled(&line["share"], 6),
        "waking_hours": scaled(&line["waking_hours"], 6), "sleeping_hours": scaled(&line["sleeping_hours"], 6),
    });
    add(rows, "role_line", row);
    let name = called("role_line", &[plan, &number.to_string()]);
    for (position, training) in items(&line["trainings"]).iter().enumerate() {
        let row = json!({
            "lot_id": lot, "role_line_id": name, "method_id": published(lot, "method", &training["method"]),
            "position": position, "days": scaled(&training["days"], 6),
        });
        add(rows, "training", row);
    }
}
