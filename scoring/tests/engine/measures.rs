//! Staffing measured from the plan: twelve cases worked out by hand, each by changing one thing in a rule's own
//! worked example, so that what a line or a published word is worth can be read off.

use scoring::card::RuleCard;
use scoring::{Inputs, Model, OutcomeDocument, evaluate, measures};
use values::{Faults, canonical};

/// The outcome of a card's example after replacing words in its model and its inputs.
pub(super) fn changed(
    card: &RuleCard,
    model: &[(&str, &str)],
    inputs: &[(&str, &str)],
) -> Result<OutcomeDocument, Faults> {
    let change = |text: &str, changes: &[(&str, &str)]| {
        changes.iter().fold(text.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from} is not in the example of {}", card.id);
            text.replacen(from, to, 1)
        })
    };
    let model = Model::read(canonical::from_tree(canonical::read(&change(card.example.model, model))?)?)?;
    let inputs = canonical::from_tree(canonical::read(&change(card.example.inputs, inputs))?)?;
    let inputs = Inputs::read(&model, &inputs)?;
    Ok(evaluate(&model, &inputs)?.document(&model, &inputs))
}

fn measured(card: &RuleCard, model: &[(&str, &str)], inputs: &[(&str, &str)]) -> String {
    let outcome = changed(card, model, inputs).unwrap_or_else(|faults| panic!("{faults}"));
    let rule = card.id.to_string();
    let mut steps = outcome.trace.iter().filter(|step| step.rule == rule && step.name == "measured");
    steps.next().unwrap().value.clone()
}

fn refused(card: &RuleCard, inputs: &[(&str, &str)]) -> (&'static str, String) {
    let faults = changed(card, &[], inputs).unwrap_err();
    let fault = &faults.list()[0];
    (fault.code, fault.place.as_str().to_owned())
}

#[test]
fn one_person_with_two_functions_is_one_head_and_only_the_included_hours_count() {
    // P1 works 100 + 20 hours in care and 40 in management: hours in care 180 as published; with management included
    // 120 + 60 + 40 + 160 = 380, of which qualified 120 + 40 + 160 = 320; 100 x 320 / 380 = 84.2.
    let card = &measures::share_of_hours::CARD;
    assert_eq!(measured(card, &[], &[]), "66");
    assert_eq!(measured(card, &[(r#""functions": ["care"]"#, r#""functions": ["care", "manager"]"#)], &[]), "84");
    // As heads: P1, P2, P3 work in care. A second line for P1 in care changes nothing.
    let card = &measures::share_of_heads::CARD;
    let second = r#"{"person": "P4", "function": "manager", "degree": "bachelor", "credits": 180, "trainings": [{"method": "mi", "days": "3"}, {"method": "tmo", "days": "3"}], "years_with_target_group": "9""#;
    let of_p1 = r#"{"person": "P1", "function": "care", "degree": "bachelor", "credits": 180, "trainings": [{"method": "mi", "days": "3"}, {"method": "tmo", "days": "5"}], "years_with_target_group": "6""#;
    assert_eq!(measured(card, &[], &[(second, of_p1)]), "33.3");
}

#[test]
fn a_shift_past_midnight_counts_on_the_night_it_began() {
    // 21:00-07:00 covers all of 22:00-07:00, also from Sunday to Monday. Without Sunday: 6 x 540 + 240 = 3480 of 3780.
    let card = &measures::staff_per_shift::CARD;
    assert_eq!(measured(card, &[], &[]), "1.06");
    assert_eq!(measured(card, &[], &[(r#", "sat", "sun"], "from": "21:00""#, r#", "sat"], "from": "21:00""#)]), "0.92");
    // Ending at 06:59 leaves one minute uncovered every night: 7 x 539 + 240 = 4013; 4013 / 3780 = 1.06164, and not
    // 4020 / 3780 = 1.06349. At two decimals both are 1.06, so four are published.
    let finer = [
        (r#""decimals": 2, "mode""#, r#""decimals": 4, "mode""#),
        (r#""staff", "decimals": 2"#, r#""staff", "decimals": 4"#),
    ];
    assert_eq!(measured(card, &finer, &[]), "1.0634");
    assert_eq!(measured(card, &finer, &[(r#""to": "07:00""#, r#""to": "06:59""#)]), "1.0616");
    // Two instead of one every night: 2 x 3780 + 240 = 7800; 7800 / 3780 = 2.063.
    assert_eq!(measured(card, &[], &[(r#""staff": 1"#, r#""staff": 2"#)]), "2.06");
    // A minute without anybody awake at either end of the night leaves it at level 0; none is missing from 22:00.
    let night = &measures::night_cover::CARD;
    assert_eq!(measured(night, &[], &[(r#""to": "07:30""#, r#""to": "06:59""#)]), "0");
    assert_eq!(measured(night, &[], &[(r#""from": "21:00""#, r#""from": "22:00""#)]), "2");
    assert_eq!(measured(night, &[], &[(r#""from": "21:00""#, r#""from": "22:01""#)]), "0");
}

#[test]
fn the_six_month_border_is_exact() {
    // Three months to October: 2560 of 3000. Four: July's 500 hourly hours come in, 2560 of 3500 = 73.1.
    let card = &measures::continuity::CARD;
    assert_eq!(measured(card, &[], &[]), "85");
    assert_eq!(measured(card, &[(r#""months": 3"#, r#""months": 4"#)], &[]), "73");
    assert_eq!(
        refused(card, &[("2026-08", "2026-06")]),
        ("bid.plan_months_missing", "/bids/A/plan/payroll".to_owned())
    );
}

#[test]
fn a_months_end_and_a_new_year_are_plain_arithmetic() {
    // The same months moved over New Year: November, December and January.
    let card = &measures::continuity::CARD;
    let moved = [
        ("2026-07", "2026-10"),
        ("2026-08", "2026-11"),
        ("2026-09", "2026-12"),
        (r#""2026-10", "permanent": "860""#, r#""2027-01", "permanent": "860""#),
    ];
    assert_eq!(measured(card, &[("2026-10", "2027-01")], &moved), "85");
    assert_eq!(refused(card, &[("2026-08", "2026-13")]).0, "bid.plan_month");
}

#[test]
fn whoever_has_no_hours_is_no_head() {
    // P3 has no hours. With one hundredth of an hour the years 1.5, 2.25, 3, 4.15, 6 have the median 3.
    let card = &measures::median_years::CARD;
    assert_eq!(measured(card, &[], &[]), "3.5");
    assert_eq!(
        measured(
            card,
            &[],
            &[(
                r#""years_with_target_group": "2.25", "employment": "permanent", "share": "1", "waking_hours": "0""#,
                r#""years_with_target_group": "2.25", "employment": "permanent", "share": "1", "waking_hours": "0.01""#
            )]
        ),
        "3"
    );
}

#[test]
fn the_manager_counts_only_where_the_model_includes_managers() {
    // 160 hours of care; with the 40 + 160 hours of management 360: 360 / 160 / 4 = 0.5625.
    let card = &measures::fte_per_place::CARD;
    assert_eq!(measured(card, &[], &[]), "0.2");
    assert_eq!(measured(card, &[(r#""functions": ["care"]"#, r#""functions": ["care", "manager"]"#)], &[]), "0.5");
}

#[test]
fn an_even_median_is_the_mean_of_the_middle_two() {
    let card = &measures::median_years::CARD;
    let (even, finer) = (
        measured(card, &[], &[]),
        measured(
            card,
            &[(r#""decimals": 1, "mode""#, r#""decimals": 3, "mode""#), (r#""decimals": 1"#, r#""decimals": 3"#)],
            &[],
        ),
    );
    assert_eq!((even.as_str(), finer.as_str()), ("3.5", "3.575"));
    let mean = &measures::mean_years::CARD;
    assert_eq!(measured(mean, &[], &[(r#""4.15""#, r#""4.95""#)]), "3.8");
}

#[test]
fn sleeping_duty_counts_only_where_the_model_says_so() {
    // Counted: 100 + 20 + 60 = 180 hours; 180 / 160 / 4 = 0.28125, at two decimals 0.28 instead of 0.25.
    let card = &measures::fte_per_place::CARD;
    let cut = [(r#""decimals": 1, "mode""#, r#""decimals": 2, "mode""#), (r#""decimals": 1"#, r#""decimals": 2"#)];
    assert_eq!(measured(card, &cut, &[]), "0.25");
    assert_eq!(measured(card, &[cut[0], cut[1], ("not_counted", "counted")], &[]), "0.28");
}

#[test]
fn back_up_in_31_minutes_is_no_back_up_within_30() {
    let card = &measures::night_cover::CARD;
    let asleep = r#""from": "22:00", "to": "07:00", "duty": "sleeping", "staff": 1"#;
    let back_up = |minutes: u32| {
        format!(r#""from": "22:00", "to": "07:00", "duty": "back_up", "staff": 1, "response_minutes": {minutes}"#)
    };
    assert_eq!(measured(card, &[], &[(asleep, &back_up(30))]), "1");
    assert_eq!(measured(card, &[], &[(asleep, &back_up(31))]), "0");
    let silent = r#""from": "22:00", "to": "07:00", "duty": "back_up", "staff": 1"#;
    assert_eq!(
        refused(card, &[(asleep, silent)]),
        ("bid.plan_response_missing", "/bids/A/plan/rota/1/response_minutes".to_owned())
    );
}

#[test]
fn an_unknown_function_is_refused_and_not_left_out() {
    let card = &measures::share_of_hours::CARD;
    let place = "/bids/A/plan/staff/0/function".to_owned();
    assert_eq!(
        refused(card, &[(r#""function": "care""#, r#""function": "nurse""#)]),
        ("bid.plan_function_unknown", place)
    );
}

#[test]
fn a_shared_employee_brings_the_hours_scheduled_here_and_is_one_head() {
    // P2 shared with another unit: 30 of the 60 hours here; 100 x 120 / 150 = 80.
    let card = &measures::share_of_hours::CARD;
    let shared = [(r#""share": "1", "waking_hours": "60""#, r#""share": "0.25", "waking_hours": "30""#)];
    assert_eq!(measured(card, &[], &shared), "80");
    let card = &measures::supervision_per_head::CARD;
    let shared = [(r#""share": "1", "waking_hours": "60""#, r#""share": "0.25", "waking_hours": "15""#)];
    assert_eq!(measured(card, &[], &shared), "2.3");
}

#[test]
fn a_stated_figure_off_by_a_hundredth_is_a_finding_and_the_plan_scores() {
    let card = &measures::fte_per_place::CARD;
    let cut = [(r#""decimals": 1, "mode""#, r#""decimals": 2, "mode""#), (r#""decimals": 1"#, r#""decimals": 2"#)];
    let stating = |figure: &str| {
        let inputs = format!(r#""payroll": []}}, "answers": {{"Q": "{figure}"}}"#);
        changed(card, &cut, &[(r#""payroll": []}"#, &inputs)]).unwrap()
    };
    assert_eq!(stating("0.25").findings, []);
    for off in ["0.26", "0.24"] {
        let outcome = stating(off);
        let found: Vec<_> = outcome
            .findings
            .iter()
            .map(|one| (one.bid.as_str(), one.criterion.as_str(), one.stated.as_str(), one.measured.as_str()))
            .collect();
        assert_eq!(found, [("A", "Q", off, "0.25")]);
        let scored = outcome.trace.iter().find(|step| step.name == "level").unwrap();
        assert_eq!(scored.from[0].value, "0.25");
    }
}

#[test]
fn a_method_counts_by_one_training_with_enough_days_wherever_it_stands_in_the_list() {
    // P2 lacks half a day of TMO. Two trainings of 2.5 days are not one of 3; a second one of 3 days is enough, and
    // then P1 and P2 of three are trained: 66.6.
    let card = &measures::share_of_heads::CARD;
    let own = r#"{"method": "tmo", "days": "2.5"}"#;
    let with = |days: &str| format!(r#"{own}, {{"method": "tmo", "days": "{days}"}}"#);
    assert_eq!(measured(card, &[], &[(own, &with("2.5"))]), "33.3");
    assert_eq!(measured(card, &[], &[(own, &with("3"))]), "66.6");
}

#[test]
fn a_person_who_differs_between_lines_is_refused() {
    let card = &measures::share_of_hours::CARD;
    let other = [(
        r#""function": "manager", "degree": "bachelor", "credits": 180"#,
        r#""function": "manager", "degree": "bachelor", "credits": 181"#,
    )];
    assert_eq!(refused(card, &other), ("bid.plan_person_differs", "/bids/A/plan/staff/2".to_owned()));
}

#[test]
fn a_plan_that_leaves_nothing_to_divide_by_is_refused() {
    let card = &measures::share_of_hours::CARD;
    let idle = [
        (r#""waking_hours": "100", "sleeping_hours": "20""#, r#""waking_hours": "0", "sleeping_hours": "0""#),
        (r#""waking_hours": "60""#, r#""waking_hours": "0""#),
    ];
    assert_eq!(refused(card, &idle), ("bid.measure_undefined", "/bids/A/plan".to_owned()));
}

#[test]
fn a_measure_without_a_cut_or_without_functions_is_a_fault_of_the_model() {
    let card = &measures::median_years::CARD;
    let codes = |model: &[(&str, &str)]| {
        let faults = changed(card, model, &[]).unwrap_err();
        faults.list().iter().map(|fault| (fault.code, fault.place.as_str().to_owned())).collect::<Vec<_>>()
    };
    let place = "/criteria/0/scale/stepped_table@1/assessed_by/plan/median_years@1";
    assert_eq!(
        codes(&[(r#", "cut": {"decimals": 1, "mode": "toward_zero"}"#, "")]),
        [("model.rounding_missing", format!("{place}/cut"))]
    );
    assert_eq!(
        codes(&[(r#""functions": ["care"]"#, r#""functions": []"#)]),
        [("model.criterion_unanswerable", format!("{place}/functions"))]
    );
}
