//! Faults of a model: its criteria and what they measure.

use super::{BEDS, CARE, DIGITAL, Drop, Put, hold};
use serde_json::json;

#[test]
fn faults_of_weights_and_words_are_told() {
    hold(&[
        (
            CARE,
            Put("/model/criteria/0/children/0/weight", json!("13.99")),
            &[("model.group_weight", "/model/criteria/0/weight"), ("model.weights_sum", "/model/criteria")],
        ),
        (CARE, Put("/model/criteria/0/weight", json!("39")), &[("model.group_weight", "/model/criteria/0/weight")]),
        (DIGITAL, Put("/model/criteria/0/weight", json!("-1")), &[("model.number", "/model/criteria/0/weight")]),
        (
            CARE,
            Put("/model/criteria/0/children/0/key", json!("A2")),
            &[("model.key_repeated", "/model/criteria/0/children/1/key")],
        ),
        (
            CARE,
            Drop("/model/criteria/0/children/0/scale"),
            &[("model.criterion_shape", "/model/criteria/0/children/0"), ("model.weights_sum", "/model/criteria")],
        ),
        (
            CARE,
            Put("/model/criteria/0/children", json!([])),
            &[
                ("model.criterion_shape", "/model/criteria/0"),
                ("model.criterion_unknown", "/model/tie_chain/1/better_criterion"),
                ("model.weights_sum", "/model/criteria"),
            ],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/title/sv", json!("")),
            &[("model.text_missing", "/model/criteria/0/children/0/title/sv")],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/definition/en", json!("")),
            &[("model.text_missing", "/model/criteria/0/children/0/definition/en")],
        ),
    ]);
}

#[test]
fn faults_of_factors_and_thresholds_are_told() {
    hold(&[
        (
            DIGITAL,
            Put("/model/criteria/0/scale/described_levels@1/levels/1/factor", json!("1.1")),
            &[
                ("model.number", "/model/criteria/0/scale/described_levels@1/levels/1/factor"),
                ("model.factor_order", "/model/criteria/0/scale/described_levels@1/levels/2/factor"),
            ],
        ),
        (
            DIGITAL,
            Put("/model/criteria/0/scale/described_levels@1/levels/1/factor", json!("0.4")),
            &[("model.factor_order", "/model/criteria/0/scale/described_levels@1/levels/2/factor")],
        ),
        (DIGITAL, Put("/model/criteria/0/scale/described_levels@1/levels/1/factor", json!("0.5")), &[]),
        (
            DIGITAL,
            Put("/model/criteria/0/scale/described_levels@1/levels", json!([])),
            &[("model.levels_too_few", "/model/criteria/0/scale/described_levels@1/levels")],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/scale/stepped_table@1/levels/0/from", json!("0")),
            &[("model.first_level_from", "/model/criteria/0/children/0/scale/stepped_table@1/levels/0/from")],
        ),
        (
            CARE,
            Drop("/model/criteria/0/children/0/scale/stepped_table@1/levels/1/from"),
            &[("model.level_from_missing", "/model/criteria/0/children/0/scale/stepped_table@1/levels/1")],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/scale/stepped_table@1/levels/2/from", json!("1")),
            &[("model.level_overlap", "/model/criteria/0/children/0/scale/stepped_table@1/levels/2/from")],
        ),
    ]);
}

#[test]
fn faults_of_a_models_tables_are_told() {
    hold(&[
        (
            CARE,
            Put("/model/criteria/0/children/0/scale/stepped_table@1/levels/1/from", json!("many")),
            &[("model.number", "/model/criteria/0/children/0/scale/stepped_table@1/levels/1/from")],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/scale/stepped_table@1/maximum", json!("10")),
            &[
                ("model.threshold_above_maximum", "/model/criteria/0/children/0/scale/stepped_table@1/levels/1/from"),
                ("model.threshold_above_maximum", "/model/criteria/0/children/0/scale/stepped_table@1/levels/2/from"),
                ("model.threshold_above_maximum", "/model/criteria/0/children/0/scale/stepped_table@1/levels/3/from"),
            ],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/scale/stepped_table@1/decimals", json!(7)),
            &[("model.answer_decimals", "/model/criteria/0/children/0/scale/stepped_table@1/decimals")],
        ),
        (
            CARE,
            Put("/model/criteria/0/children/0/scale/stepped_table@1/relative_to", json!("nothing")),
            &[("model.parameter_unknown", "/model/criteria/0/children/0/scale/stepped_table@1/relative_to")],
        ),
        (DIGITAL, Put("/model/criteria", json!([])), &[("model.criteria_missing", "/model/criteria")]),
        (
            BEDS,
            Put(
                "/model/criteria",
                json!([{"key": "Q", "title": {"sv": "Q"}, "weight": "1", "scale": {"described_levels@1": { "assessed_by": "panel", "levels": [{"factor": "1", "text": {"sv": "l"}}, {"factor": "0", "text": {"sv": "h"}}] }}}]),
            ),
            &[
                ("model.factor_order", "/model/criteria/0/scale/described_levels@1/levels/1/factor"),
                ("model.criteria_without_effect", "/model/criteria"),
            ],
        ),
    ]);
}

#[test]
fn faults_of_measures_words_are_told() {
    hold(&[
        (
            CARE,
            Put(
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/functions/0",
                json!("nobody"),
            ),
            &[(
                "model.word_unknown",
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/functions/0",
            )],
        ),
        (
            CARE,
            Put(
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/functions/1",
                json!("care"),
            ),
            &[(
                "model.key_repeated",
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/functions/1",
            )],
        ),
        (
            CARE,
            Put(
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/functions",
                json!([]),
            ),
            &[(
                "model.criterion_unanswerable",
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/functions",
            )],
        ),
        (
            CARE,
            Drop("/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/cut"),
            &[(
                "model.rounding_missing",
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/cut",
            )],
        ),
        (
            CARE,
            Put(
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/cut/decimals",
                json!(13),
            ),
            &[(
                "model.rounding_missing",
                "/model/criteria/0/children/0/scale/stepped_table@1/assessed_by/plan/share_of_hours@1/cut",
            )],
        ),
    ]);
}

#[test]
fn faults_of_measures_numbers_are_told() {
    hold(&[
        (
            CARE,
            Put(
                "/model/criteria/0/children/1/scale/stepped_table@1/assessed_by/plan/share_of_heads@1/methods/0",
                json!("magic"),
            ),
            &[(
                "model.word_unknown",
                "/model/criteria/0/children/1/scale/stepped_table@1/assessed_by/plan/share_of_heads@1/methods/0",
            )],
        ),
        (
            CARE,
            Put(
                "/model/criteria/0/children/1/scale/stepped_table@1/assessed_by/plan/share_of_heads@1/minimum_days",
                json!("-1"),
            ),
            &[(
                "model.number",
                "/model/criteria/0/children/1/scale/stepped_table@1/assessed_by/plan/share_of_heads@1/minimum_days",
            )],
        ),
        (
            CARE,
            Put(
                "/model/criteria/0/children/1/scale/stepped_table@1/assessed_by/plan/share_of_heads@1/minimum_methods",
                json!(7),
            ),
            &[(
                "model.criterion_unanswerable",
                "/model/criteria/0/children/1/scale/stepped_table@1/assessed_by/plan/share_of_heads@1/minimum_methods",
            )],
        ),
        (CARE, Put("/model/functions/6/key", json!("kitchen")), &[("model.key_repeated", "/model/functions/6/key")]),
        (CARE, Put("/model/methods/1/title/sv", json!("")), &[("model.text_missing", "/model/methods/1/title/sv")]),
    ]);
}
