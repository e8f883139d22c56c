//! Levels that are described in words: which measures can give them, and what is checked of those that persons give.

use super::{bid, described, inputs, model, outcome, read};
use scoring::measures;
use serde_json::{Value, json};
use values::canonical;

fn told(model: &Value, inputs: &Value) -> Vec<(&'static str, String)> {
    let faults = read(model, inputs).err().unwrap_or_default();
    faults.list().iter().map(|fault| (fault.code, fault.place.as_str().to_owned())).collect()
}

fn parse(text: &str) -> Value {
    canonical::read(text).unwrap()
}

const SCALE: &str = "/criteria/0/scale";
const PLAN: &str = "/criteria/0/scale/described_levels@1/assessed_by/plan";

#[test]
fn a_measure_that_gives_a_number_cannot_be_described_in_levels() {
    let card = &measures::median_years::CARD;
    let mut model = parse(card.example.model);
    let stepped = model.pointer(SCALE).unwrap()["stepped_table@1"].clone();
    let levels = json!([{"factor": "0", "text": {"sv": "Nivå 0"}}, {"factor": "1", "text": {"sv": "Nivå 1"}}]);
    *model.pointer_mut(SCALE).unwrap() =
        json!({"described_levels@1": {"assessed_by": stepped["assessed_by"], "levels": levels}});
    assert_eq!(told(&model, &parse(card.example.inputs)), [("model.measure_without_level", PLAN.to_owned())]);
}

/// Night cover asks for three levels above 0 in its example, so that four are described.
#[test]
fn as_many_levels_are_described_as_the_measure_can_give() {
    let card = &measures::night_cover::CARD;
    let (model, inputs) = (parse(card.example.model), parse(card.example.inputs));
    assert_eq!(told(&model, &inputs), []);
    let described = format!("{SCALE}/described_levels@1/levels");
    let list = |model: &mut Value| model.pointer(&described).unwrap().as_array().unwrap().clone();
    let with = |levels: Vec<Value>| {
        let mut model = model.clone();
        *model.pointer_mut(&described).unwrap() = levels.into();
        told(&model, &inputs)
    };
    let whole = list(&mut model.clone());
    assert_eq!(with(whole[..3].to_vec()), [("model.measure_without_level", PLAN.to_owned())]);
    let more = [whole.clone(), vec![json!({"factor": "1", "text": {"sv": "Nivå 4"}})]].concat();
    assert_eq!(with(more), [("model.measure_without_level", PLAN.to_owned())]);
    let faults = read(
        &{
            let mut model = model.clone();
            *model.pointer_mut(&described).unwrap() = whole[..3].to_vec().into();
            model
        },
        &inputs,
    )
    .unwrap_err();
    assert_eq!(faults.list()[0].cause, "the measure gives levels 0 to 3, and 3 levels are described");
    assert_eq!(faults.list()[0].hint, "describe 4 levels, or let the measure ask for 2 above 0");
}

/// Two criteria that the panel judges, with three levels and with two.
fn judged() -> (Value, Value) {
    let criteria =
        json!([described("R", "60", &["0", "0.5", "1"], "panel"), described("S", "40", &["0", "1"], "panel")]);
    let combination = json!({"added_value_deduction@1": {"maximum_deduction": "100"}});
    let mut inputs = inputs(&[bid("A", "500", &json!({}))]);
    let alone =
        |evaluator: &str, level: u32| json!({"evaluator": evaluator, "level": level, "reason": {"sv": "Skäl."}});
    for criterion in ["R", "S"] {
        inputs["panel_scores"]["A"][criterion] = json!({
            "bid": "A", "criterion": criterion, "level": 1, "reason": {"sv": "Skäl."},
            "individual": [alone("E1", 0), alone("E2", 1)]
        });
    }
    (model(&combination, &criteria, &json!([]), &json!(["draw"])), inputs)
}

#[test]
fn what_each_member_of_the_panel_gave_alone_must_be_a_published_level() {
    let (model, inputs) = judged();
    assert_eq!(told(&model, &inputs), []);
    let place = |criterion: &str, index: u32| format!("/panel_scores/A/{criterion}/individual/{index}/level");
    // Level 2 is described for R, and not for S.
    for (criterion, index, level, expected) in [
        ("R", 0, 2, None),
        ("R", 1, 3, Some("bid.level_unknown")),
        ("S", 0, 1, None),
        ("S", 1, 2, Some("bid.level_unknown")),
    ] {
        let mut changed = inputs.clone();
        *changed.pointer_mut(&place(criterion, index)).unwrap() = json!(level);
        let expected: Vec<_> = expected.into_iter().map(|code| (code, place(criterion, index))).collect();
        assert_eq!(told(&model, &changed), expected, "{criterion} {level}");
    }
}

#[test]
fn each_member_of_the_panel_is_heard_once_and_changes_nothing_by_it() {
    let (model, inputs) = judged();
    let mut twice = inputs.clone();
    twice["panel_scores"]["A"]["S"]["individual"][1]["evaluator"] = json!("E1");
    let place = "/panel_scores/A/S/individual/1/evaluator".to_owned();
    assert_eq!(told(&model, &twice), [("inputs.repeated", place)]);
    // 500 - 60 x 0.5 - 40 x 1 = 430, whatever the members gave alone.
    let mut others = inputs.clone();
    others["panel_scores"]["A"]["R"]["individual"] = json!([]);
    others["panel_scores"]["A"]["S"]["individual"][0]["level"] = json!(1);
    for inputs in [&inputs, &others] {
        assert_eq!(outcome(&model, inputs).placements[0].comparison_value, "430");
    }
}
