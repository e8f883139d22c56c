//! What letters say of bids that are alike in everything: of a demo lot in which some bids say what another one says.

use super::file;
use anbud::report::Language;
use anbud::service::{check_case, write_letter};
use serde_json::{Value, json};

const PATH: &str = "demo/a_hvb.json";
/// They come fifth.
const ALIKE: [&str; 2] = ["L2-B03", "L2-B04"];

fn bid<'a>(case: &'a mut Value, key: &str) -> &'a mut Value {
    let submissions = case["submissions"].as_array_mut().unwrap().iter_mut();
    let mut bids = submissions.filter_map(|one| one["content"]["bids"].as_array_mut()).flatten();
    bids.find(|bid| bid["key"] == key).unwrap()
}

/// The demo with these bids alike to the first of them in price, plan, answers and the panel's scores.
fn alike(keys: &[&str], award_limit: u32, last: &str) -> Value {
    let mut case: Value = serde_json::from_str(&file(PATH)).unwrap();
    case.as_object_mut().unwrap().remove("expected");
    let [one, others @ ..] = keys else { panic!("alike to whom?") };
    for other in others {
        for member in ["prices", "plan", "answers"] {
            let said = bid(&mut case, one)[member].clone();
            bid(&mut case, other)[member] = said;
        }
        let places = bid(&mut case, one)["unit"]["places"].clone();
        bid(&mut case, other)["unit"]["places"] = places;
        let scores = case["panel_scores"].as_array_mut().unwrap();
        let own: Vec<Value> = scores.iter().filter(|score| score["bid"] == *one).cloned().collect();
        for score in scores.iter_mut().filter(|score| score["bid"] == *other) {
            let said = own.iter().find(|said| said["criterion"] == score["criterion"]).unwrap();
            *score = said.clone();
            score["bid"] = json!(other);
        }
    }
    case["lots"][1]["terms"]["award_limit"] = json!(award_limit);
    let chain = case["lots"][1]["model"]["tie_chain"].as_array_mut().unwrap();
    *chain.last_mut().unwrap() = json!(last);
    case
}

fn letter(case: &Value, bid: &str, language: Language) -> String {
    let case = check_case(&case.to_string()).unwrap();
    write_letter(&case, (&bid.parse().unwrap(), None), PATH, language).unwrap()
}

fn opening(letter: &str) -> &str {
    letter.lines().find(|line| line.starts_with("**")).unwrap()
}

/// The opening of the letters to both, in both languages; they say the same.
fn openings(award_limit: u32, last: &str) -> [String; 2] {
    let case = alike(&ALIKE, award_limit, last);
    [Language::English, Language::Swedish].map(|language| {
        let letters = ALIKE.map(|bid| letter(&case, bid, language));
        assert_eq!(opening(&letters[0]), opening(&letters[1]));
        opening(&letters[0]).to_owned()
    })
}

#[test]
fn bids_that_share_a_rank_are_told_so() {
    assert_eq!(
        openings(8, "shared_rank"),
        [
            "**Your bid came fifth of 10 and is awarded a framework agreement.** Another bid has exactly the same comparison value, and they share their rank.",
            "**Ert anbud kom på femte plats av 10 och får ramavtal.** Ett annat anbud har exakt samma jämförelsetal, och de delar plats.",
        ]
    );
    let three = alike(&["L2-B03", "L2-B04", "L2-B08"], 8, "shared_rank");
    for (bid, others) in [("L2-B03", ["L2-B04", "L2-B08"]), ("L2-B08", ["L2-B03", "L2-B04"])] {
        let letter = letter(&three, bid, Language::English);
        assert!(
            opening(&letter)
                .ends_with("2 other bids have exactly the same comparison value, and they share their rank.")
        );
        for other in others {
            assert!(
                letter.contains(&format!("({other}) also has SEK 5,203.00. None of this separates them")),
                "{letter}"
            );
        }
    }
}

#[test]
fn a_drawing_that_decides_about_the_agreement_is_told_as_one() {
    let separates = "Another bid has exactly the same comparison value, and a drawing of lots is to separate them.";
    let [english, swedish] = openings(8, "draw");
    assert_eq!(english, format!("**Your bid came fifth of 10 and is awarded a framework agreement.** {separates}"));
    assert!(swedish.ends_with("Ett annat anbud har exakt samma jämförelsetal, och lottning ska skilja dem åt."));
    let [english, swedish] = openings(5, "draw");
    let decides = "a drawing of lots decides whether you are awarded a framework agreement";
    assert_eq!(english, format!("**Your bid came fifth of 10, and {decides}.** {separates}"));
    assert!(swedish.starts_with("**Ert anbud kom på femte plats av 10, och lottning avgör om ni får ramavtal.**"));
    let [english, _] = openings(4, "draw");
    let first = "Framework agreements are made with the first 4, so you get no agreement here.";
    assert!(english.starts_with(&format!("**Your bid came fifth of 10. {first}** You were SEK ")), "{english}");
    assert!(english.ends_with(separates), "{english}");
}

/// A place that hangs on a drawing is not reached: a hundredth less is needed to have it for sure.
#[test]
fn what_would_have_made_a_drawing_unneeded_is_told() {
    let case = alike(&ALIKE, 5, "draw");
    let english = letter(&case, ALIKE[0], Language::English);
    assert!(english.contains("**To get an agreement without a drawing (fifth place):**\n\n- At the same quality: a price of at most **SEK 6,539.99**, 0.01 below yours."), "{english}");
    let swedish = letter(&case, ALIKE[1], Language::Swedish);
    assert!(swedish.contains("**För att få ramavtal utan lottning (femte plats):**"), "{swedish}");
}

/// Whoever came first by a drawing had no margin, and was first all the same.
#[test]
fn a_winner_by_drawing_is_not_told_a_margin_below_its_price() {
    let winners = ["L2-B09", "L2-B04"];
    let mut case = alike(&winners, 8, "draw");
    case["draws"] = json!([{"order": winners, "drawn_at": "2026-12-10T09:00:00+01:00", "witnesses": ["A. Demo"]}]);
    let first = letter(&case, winners[0], Language::English);
    assert!(first.contains("At the same quality and with one öre more you would not have been first."), "{first}");
    assert!(first.contains("yours goes before that one because it was drawn earlier."), "{}", opening(&first));
    let second = letter(&case, winners[1], Language::Swedish);
    assert!(second.contains("det går före ert eftersom det drogs tidigare i lottningen."), "{}", opening(&second));
    // Before it was held, both stand in the first place.
    let waiting = letter(&alike(&winners, 8, "draw"), winners[1], Language::English);
    assert!(
        waiting
            .contains("## Beside a bid in the same place\n\nIn the same place stands Demo Rutil Stiftelse (L2-B09).")
    );
    let third = letter(&alike(&winners, 8, "draw"), "L2-B06", Language::Swedish);
    assert!(third.contains("## Jämfört med ett anbud på första plats\n\nBland de första står Demo "), "{third}");
}

#[test]
fn how_far_it_was_to_the_first_is_told_on_the_right_side() {
    let case: Value = serde_json::from_str(&file(PATH)).unwrap();
    let letters = [Language::English, Language::Swedish].map(|language| letter(&case, "L2-B03", language));
    assert!(opening(&letters[0]).ends_with("Your comparison value is SEK 617.00 above that of the first bid."));
    assert!(opening(&letters[1]).ends_with("Ert jämförelsetal ligger 617,00 kronor över det första anbudets."));
}

#[test]
fn a_letter_cites_the_chapter_of_its_procurement() {
    for (path, bid, sections) in [
        (PATH, "L2-B03", [("chapter 19, section 19", "19 kap. 19 §"), ("chapter 19, section 20", "19 kap. 20 §")]),
        (
            "demo/c_beds_digital.json",
            "L1-B02",
            [("chapter 12, section 12", "12 kap. 12 §"), ("chapter 12, section 13", "12 kap. 13 §")],
        ),
    ] {
        let case: Value = serde_json::from_str(&file(path)).unwrap();
        let [english, swedish] = [Language::English, Language::Swedish].map(|language| letter(&case, bid, language));
        for (en, sv) in sections {
            assert!(english.contains(en) && swedish.contains(sv), "{path}: {en}");
        }
    }
}

/// Equations that are told hold: where the model rounds between two figures, it says so.
#[test]
fn what_is_rounded_is_told_before_and_after() {
    let mut case = alike(&ALIKE, 8, "shared_rank");
    bid(&mut case, ALIKE[0])["prices"]["P"] = json!("6540.60");
    let to =
        |stage: &str, decimals: u32| json!([{"stage": stage, "rounding": {"decimals": decimals, "mode": "half_even"}}]);
    case["lots"][1]["model"]["rounding"] = to("comparison_value", 0);
    let [english, swedish] =
        [Language::English, Language::Swedish].map(|language| letter(&case, ALIKE[0], language).replace('\u{a0}', " "));
    assert!(
        english.contains("6,540.60 − 1,337.00 = SEK 5,203.60, **rounded to SEK 5,204.00**, your comparison value."),
        "{english}"
    );
    assert!(swedish.contains("= 5 203,60 kronor, **avrundat till 5 204,00 kronor**, ert jämförelsetal."), "{swedish}");
    case["lots"][1]["model"]["rounding"] = to("price", 0);
    let english = letter(&case, ALIKE[0], Language::English);
    assert!(english.contains("is SEK 6,540.60, rounded to SEK 6,541.00."), "{english}");
    assert!(english.contains("6,541.00 − 1,337.00 **= SEK 5,204.00**, your comparison value."), "{english}");
    // What it takes is told from what was offered.
    assert!(english.contains("a price of at most **SEK 5,923.49**, 617.11 below yours."), "{english}");
}
