//! What no column could hold is refused before anything is stored, with its place.

use super::house::{House, bids, leaves, trees};
use crate::databases::{Backend, on_both};
use anbud::service::Failure;
use serde_json::{Value, json};

async fn told(backend: Backend, tree: &Value) -> Vec<(String, String)> {
    let Err(Failure::Refused(faults)) = House::new(backend).await.import(&tree.to_string()).await else {
        panic!("it should have been refused")
    };
    faults.list().iter().map(|fault| (fault.code.to_owned(), fault.place.to_string())).collect()
}

fn bid<'a>(tree: &'a mut Value, key: &str) -> &'a mut Value {
    bids(tree).find(|bid| bid["key"] == key).unwrap()
}

async fn a_plan_finer_than_its_columns_is_refused_whatever_quantity_it_is(backend: Backend) {
    for (place, text) in [
        ("/staff/1/years_with_target_group", "13.801"),
        ("/staff/1/share", "0.1234567"),
        ("/staff/1/waking_hours", "148.501"),
        ("/staff/1/sleeping_hours", "0.001"),
        ("/staff/1/trainings/0/days", "3.0001"),
        ("/supervision/0/hours", "2.005"),
        ("/payroll/0/permanent", "2435.251"),
        ("/payroll/0/fixed_term", "161.751"),
        ("/payroll/0/hourly", "294.751"),
        ("/payroll/0/hourly", "9300000000000"),
    ] {
        let mut tree = trees().remove(0);
        *bid(&mut tree, "L1-B01")["plan"].pointer_mut(place).unwrap() = json!(text);
        let told = told(backend, &tree).await;
        assert_eq!(told.len(), 1, "{place} {text}: {told:?}");
        assert_eq!(told[0].0, "bid.plan_number");
        assert!(told[0].1.ends_with(&format!("/bids/L1-B01/plan{place}")), "{told:?}");
    }
}

async fn a_measured_figure_larger_than_its_column_is_refused(backend: Backend) {
    let mut tree = trees().remove(0);
    for criterion in leaves(&mut tree["lots"][0]["model"]["criteria"]) {
        if let Some(measure) = criterion.pointer_mut("/scale/stepped_table@1/assessed_by/plan/fte_per_place@1") {
            measure["hours_per_full_time_year"] = json!("0.12");
            measure["hours_per_full_time_month"] = json!("0.01");
        }
    }
    let large = bid(&mut tree, "L1-B01");
    for line in [1, 2] {
        large["plan"]["staff"][line]["waking_hours"] = json!("9000000000000");
    }
    let told = told(backend, &tree).await;
    let place = "/lots/0/bids/L1-B01".to_owned();
    assert_eq!(told, [("bid.result_too_large".to_owned(), place)]);
}

on_both!(
    a_plan_finer_than_its_columns_is_refused_whatever_quantity_it_is,
    a_measured_figure_larger_than_its_column_is_refused,
);
