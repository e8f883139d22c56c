//! What letters say of bids that are alike in everything: of a demo lot in which one bid says what another one says.

use super::file;
use anbud::report::Language;
use anbud::service::{check_case, write_letter};
use serde_json::{Value, json};

const PATH: &str = "demo/a_hvb.json";
const ALIKE: [&str; 2] = ["L2-B03", "L2-B04"];

fn bid<'a>(case: &'a mut Value, key: &str) -> &'a mut Value {
    let submissions = case["submissions"].as_array_mut().unwrap().iter_mut();
    let mut bids = submissions.filter_map(|one| one["content"]["bids"].as_array_mut()).flatten();
    bids.find(|bid| bid["key"] == key).unwrap()
}

/// The demo with its second bid alike to the first one in price, plan, answers and the panel's scores. They come fifth.
fn alike(award_limit: u32, last: &str) -> Value {
    let mut case: Value = serde_json::from_str(&file(PATH)).unwrap();
    case.as_object_mut().unwrap().remove("expected");
    let [one, other] = ALIKE;
    for member in ["prices", "plan", "answers"] {
        let said = bid(&mut case, one)[member].clone();
        bid(&mut case, other)[member] = said;
    }
    let scores = case["panel_scores"].as_array_mut().unwrap();
    let own: Vec<Value> = scores.iter().filter(|score| score["bid"] == one).cloned().collect();
    for score in scores.iter_mut().filter(|score| score["bid"] == other) {
        let said = own.iter().find(|said| said["criterion"] == score["criterion"]).unwrap();
        *score = said.clone();
        score["bid"] = json!(other);
    }
    case["lots"][1]["terms"]["award_limit"] = json!(award_limit);
    let chain = case["lots"][1]["model"]["tie_chain"].as_array_mut().unwrap();
    *chain.last_mut().unwrap() = json!(last);
    case
}

/// The opening of the letters to both, in both languages; they say the same.
fn opening(award_limit: u32, last: &str) -> [String; 2] {
    let case = check_case(&alike(award_limit, last).to_string()).unwrap();
    [Language::English, Language::Swedish].map(|language| {
        let openings = ALIKE.map(|bid| {
            let letter = write_letter(&case, (&bid.parse().unwrap(), None), PATH, language).unwrap();
            letter.lines().find(|line| line.starts_with("**")).unwrap().to_owned()
        });
        assert_eq!(openings[0], openings[1]);
        openings[0].clone()
    })
}

#[test]
fn bids_that_share_a_rank_are_told_so() {
    assert_eq!(
        opening(8, "shared_rank"),
        [
            "**Your bid came fifth of 10 and is awarded a framework agreement.** Another bid has exactly the same comparison value, and they share their rank.",
            "**Ert anbud kom på femte plats av 10 och får ramavtal.** Ett annat anbud har exakt samma jämförelsetal, och de delar plats.",
        ]
    );
}

#[test]
fn a_drawing_that_decides_about_the_agreement_is_told_as_one() {
    let separates = "Another bid has exactly the same comparison value, and a drawing of lots is to separate them.";
    let [english, swedish] = opening(8, "draw");
    assert_eq!(english, format!("**Your bid came fifth of 10 and is awarded a framework agreement.** {separates}"));
    assert!(swedish.ends_with("Ett annat anbud har exakt samma jämförelsetal, och lottning ska skilja dem åt."));
    let [english, swedish] = opening(5, "draw");
    let decides = "a drawing of lots decides whether you are awarded a framework agreement";
    assert_eq!(english, format!("**Your bid came fifth of 10, and {decides}.** {separates}"));
    assert!(swedish.starts_with("**Ert anbud kom på femte plats av 10, och lottning avgör om ni får ramavtal.**"));
    let [english, _] = opening(4, "draw");
    let first = "Framework agreements are made with the first 4, so you get no agreement here.";
    assert!(english.starts_with(&format!("**Your bid came fifth of 10. {first}** You were SEK ")), "{english}");
    assert!(english.ends_with(separates), "{english}");
}
