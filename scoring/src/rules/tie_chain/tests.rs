//! Edge tests of the tie chain.

use super::EXAMPLE;
use crate::testing::{example, faults, ranks, values_of};

#[test]
fn a_tie_that_nothing_separates_shares_its_rank_and_asks_for_a_draw() {
    let same = [("\"B\": \"1\", \"C\": \"1\"", "\"B\": \"0\", \"C\": \"2\"")];
    let outcome = example(&EXAMPLE, &[], &same);
    let draws = outcome.as_ref().map(|outcome| outcome.draws.iter().map(Vec::len).collect::<Vec<_>>());
    assert_eq!(draws, Ok(vec![2]));
    assert_eq!(ranks(outcome), [("A".to_owned(), 1), ("B".to_owned(), 1), ("C".to_owned(), 3)]);
}

#[test]
fn a_witnessed_draw_gives_the_order_and_its_place_stands_in_the_trace() {
    let same = ("\"B\": \"1\", \"C\": \"1\"", "\"B\": \"0\", \"C\": \"2\"");
    let held = |order: &str, witness: &str| {
        let draw = format!(
            "\"draws\": [{{\"order\": {order}, \"drawn_at\": \"2026-01-20T09:00:00Z\", \"witnesses\": [\"{witness}\"]}}], \"bids\""
        );
        example(&EXAMPLE, &[], &[same, ("\"bids\"", &draw)])
    };
    let drawn = held("[\"B\", \"A\"]", "W");
    assert_eq!(drawn.as_ref().map(|outcome| outcome.draws.len()), Ok(0));
    let last = drawn
        .as_ref()
        .ok()
        .and_then(|outcome| outcome.trace.iter().rfind(|step| step.name == "rank" && step.value == "2"));
    let targets: Vec<_> =
        last.map(|step| step.from.iter().map(|one| one.target.as_str()).collect()).unwrap_or_default();
    assert_eq!(targets[targets.len() - 2..], ["/draws/0/order/1", "/draws/0/order/0"]);
    assert_eq!(ranks(drawn), [("B".to_owned(), 1), ("A".to_owned(), 2), ("C".to_owned(), 3)]);
    assert_eq!(faults(held("[\"B\", \"A\"]", " "))[0].0, "inputs.draw_unwitnessed");
    assert_eq!(faults(held("[\"B\", \"B\"]", "W"))[0].0, "inputs.draw_bid");
    assert_eq!(faults(held("[\"B\", \"C\"]", "W"))[0].0, "inputs.draw_unneeded");
}

#[test]
fn a_drawing_held_where_nobody_is_admitted_is_refused() {
    let rejected = r#"{"rejected": {"ground": "abnormally_low", "reason": {"sv": "Förklarades inte."}}}"#;
    let draw = r#""draws": [{"order": ["A", "B"], "drawn_at": "2026-01-20T09:00:00Z", "witnesses": ["W"]}], "bids""#;
    let nobody = example(&EXAMPLE, &[], &[("\"admitted\"", rejected), ("\"bids\"", draw)]);
    assert_eq!(faults(nobody), [("inputs.draw_unneeded", "/draws/0".to_owned())]);
}

#[test]
fn where_the_model_says_so_ranks_are_shared_and_no_draw_is_asked_for() {
    let same = [("\"B\": \"1\", \"C\": \"1\"", "\"B\": \"0\", \"C\": \"2\"")];
    let shared = example(&EXAMPLE, &[("\"draw\"]", "\"shared_rank\"]")], &same);
    assert_eq!(shared.as_ref().map(|outcome| outcome.draws.len()), Ok(0));
    assert_eq!(ranks(shared), [("A".to_owned(), 1), ("B".to_owned(), 1), ("C".to_owned(), 3)]);
}

#[test]
fn the_chain_works_only_on_ties() {
    let apart = example(&EXAMPLE, &[], &[("\"520\"", "\"521\"")]);
    assert_eq!(values_of(apart, "C", "tie_value"), Vec::<String>::new());
}

#[test]
fn values_that_only_look_alike_are_not_tied() {
    let close = example(
        &EXAMPLE,
        &[],
        &[("{\"P\": \"480\"}, \"answers\": {\"B\": \"0\"", "{\"P\": \"479.99\"}, \"answers\": {\"B\": \"0\"")],
    );
    assert_eq!(ranks(close), [("A".to_owned(), 1), ("B".to_owned(), 2), ("C".to_owned(), 3)]);
}

#[test]
fn a_chain_ends_in_the_draw_and_names_what_is_there() {
    let open = example(&EXAMPLE, &[(", \"draw\"]", "]")], &[]);
    assert_eq!(faults(open), [("model.tie_chain_open", "/tie_chain".to_owned())]);
    let unknown = example(&EXAMPLE, &[("\"better_criterion\": \"B\"", "\"better_criterion\": \"Z\"")], &[]);
    assert_eq!(faults(unknown), [("model.criterion_unknown", "/tie_chain/0/better_criterion".to_owned())]);
    let after = example(&EXAMPLE, &[("\"draw\"]", "\"draw\", \"lower_price\"]")], &[]);
    let codes: Vec<_> = faults(after).into_iter().map(|fault| fault.0).collect();
    assert_eq!(codes, ["model.tie_breaker_without_effect", "model.tie_chain_open"]);
}
