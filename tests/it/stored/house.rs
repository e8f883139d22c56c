//! A database with the demos in it, and a clock whose every answer is known.

use crate::databases::{Backend, Fresh, Tables, migrated};
use anbud::casefile::{self, Case};
use anbud::clock::Clock;
use anbud::database::Database;
use anbud::service::{EvaluationRun, Failure, Imported, LotReference, import_case, run_evaluation};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tokio::sync::OnceCell;
use uuid::Uuid;
use values::Instant;

/// The demos, as files.
pub const DEMOS: [&str; 3] = [
    include_str!("../../../demo/a_hvb.json"),
    include_str!("../../../demo/b_supervision.json"),
    include_str!("../../../demo/c_beds_digital.json"),
];
/// When the clock starts.
const START: i64 = 1_796_000_000_000;

/// The moment that the clock tells when it is asked for the time so many times before.
pub fn told(before: usize) -> i64 {
    START + 7_000 * i64::try_from(before).unwrap()
}

/// Counts its ids and its moments. Ids that should tell nothing have the first bit.
pub struct Counting {
    series: u128,
    ids: AtomicU64,
    moments: AtomicI64,
    stuck: Option<(u64, Uuid)>,
}

impl Counting {
    /// One of several clocks whose ids never meet.
    pub const fn new(series: u128) -> Self {
        Self { series, ids: AtomicU64::new(0), moments: AtomicI64::new(START), stuck: None }
    }

    /// After so many ids it only gives the one.
    pub const fn stuck(series: u128, after: u64, on: Uuid) -> Self {
        Self { stuck: Some((after, on)), ..Self::new(series) }
    }

    /// How many ids it was asked for.
    pub fn asked(&self) -> u64 {
        self.ids.load(Ordering::SeqCst)
    }

    fn id(&self, mark: u128) -> Uuid {
        let before = self.ids.fetch_add(1, Ordering::SeqCst);
        let own = Uuid::from_u128(mark << 127 | self.series << 64 | u128::from(before));
        self.stuck.filter(|(after, _)| before >= *after).map_or(own, |(_, on)| on)
    }
}

impl Clock for Counting {
    fn now(&self) -> Instant {
        Instant::from_millis(self.moments.fetch_add(7_000, Ordering::SeqCst))
    }

    fn ordered_id(&self) -> Uuid {
        self.id(0)
    }

    fn random_id(&self) -> Uuid {
        self.id(1)
    }
}

/// What a full house is copied from.
struct Full {
    database: Fresh,
    ids: u64,
    moments: i64,
}

impl Full {
    async fn make(backend: Backend) -> Self {
        let fresh = Fresh::shared(backend, Tables::There);
        let database = Database::open(&fresh.url, 1).await.unwrap();
        database.migrate().await.unwrap();
        let house = House { database, clock: Counting::new(1) };
        for demo in DEMOS {
            assert_eq!(house.import(demo).await.unwrap(), Imported::New);
        }
        for case in cases() {
            for lot in &case.lots {
                assert!(!house.run(&case, &lot.key).await.unwrap().already_there);
            }
        }
        house.database.close().await.unwrap();
        Self { database: fresh, ids: house.clock.asked(), moments: house.clock.moments.into_inner() }
    }
}

/// A database and a clock.
pub struct House {
    pub database: Database,
    pub clock: Counting,
}

impl House {
    /// With empty tables.
    pub async fn new(backend: Backend) -> Self {
        Self { database: migrated(backend).await, clock: Counting::new(1) }
    }

    /// With all demos imported, and then all their lots evaluated. It is made once and copied.
    pub async fn full(backend: Backend) -> Self {
        static FULL: [OnceCell<Full>; 2] = [OnceCell::const_new(), OnceCell::const_new()];
        let full = FULL[backend as usize].get_or_init(|| Full::make(backend)).await;
        let database = Database::open(&Fresh::copy_of(&full.database).url, 1).await.unwrap();
        let clock = Counting { ids: full.ids.into(), moments: full.moments.into(), ..Counting::new(1) };
        Self { database, clock }
    }

    pub async fn import(&self, text: &str) -> Result<Imported, Failure> {
        import_case(&self.database, &self.clock, "importer", casefile::read(text).unwrap()).await
    }

    pub async fn run(&self, case: &Case, lot: &values::Key) -> Result<EvaluationRun, Failure> {
        let lot = LotReference::Key(case.procurement.key.clone(), lot.clone());
        run_evaluation(&self.database, &self.clock, "evaluator", &lot).await
    }
}

/// The demos, as the program reads them: only for the engine.
pub fn cases() -> Vec<Case> {
    DEMOS.iter().map(|demo| casefile::read(demo).unwrap()).collect()
}

/// The demos, as JSON.
pub fn trees() -> Vec<Value> {
    DEMOS.iter().map(|demo| serde_json::from_str(demo).unwrap()).collect()
}

/// The engine's outcome document for one lot.
pub fn outcome(case: &Case, lot: usize) -> Value {
    let lot = &case.lots[lot];
    let model = lot.read_model().unwrap();
    let inputs = scoring::Inputs::read(&model, &case.inputs(&lot.key).unwrap()).unwrap();
    let outcome = scoring::evaluate(&model, &inputs).unwrap();
    serde_json::to_value(outcome.document(&model, &inputs)).unwrap()
}

/// A demo under another key, with what no demo has: mandates withdrawn, missing, and given or received at the very
/// border; reasons of the panel; drawings of lots; notes; texts without English; a lot that is not announced; a case that
/// is not invented.
pub fn rare() -> Value {
    let mut tree = trees().remove(1);
    tree["fictional"] = json!(false);
    tree.as_object_mut().unwrap().remove("remarks");
    tree["lots"][2]["terms"].as_object_mut().unwrap().remove("announced_at");
    tree["lots"][0]["title"].as_object_mut().unwrap().remove("en");
    let head = &mut tree["procurement"];
    head["key"] = json!("SK-RARE-2026-001");
    head["title"] = json!({"sv": "Ärenden på Öland – é"});
    let [due, published, deadline] =
        ["mandates_due_at", "published_at", "deadline_at"].map(|name| head[name].as_str().unwrap().to_owned());
    let (granted, withdrawn) = (tree["mandates"][0]["acts"][0].clone(), json!({"act": "withdrawn", "at": published}));
    tree["mandates"][0]["acts"] = json!([]);
    tree["mandates"][1]["acts"] = json!([granted, withdrawn]);
    let noted = json!({"act": "granted", "at": due, "note": {"sv": "i sista stund", "en": "at the last moment"}});
    tree["mandates"][2]["acts"] = json!([noted]);
    tree["mandates"][3]["acts"] = json!([{"act": "granted", "at": published, "note": {"sv": "sent"}}]);
    tree["mandates"][4]["acts"] = json!([{"act": "granted", "at": deadline}]);
    tree["submissions"][0]["envelope"]["received_at"] = json!(deadline);
    let scores = tree["panel_scores"].as_array_mut().unwrap();
    scores[0]["reason"] = json!({"sv": "tydlig", "en": "clear"});
    scores[1]["reason"] = json!({"sv": "otydlig"});
    scores[1]["individual"] = json!([
        {"evaluator": "E2", "level": 0, "reason": {"sv": "för kort", "en": "too short"}},
        {"evaluator": "E1", "level": 2, "reason": {"sv": "räcker"}},
    ]);
    for (one, other) in [("L1-B01", "L1-B04"), ("L1-B02", "L1-B05"), ("L3-B01", "L3-B02")] {
        tie(&mut tree, one, other);
    }
    let drawn = |order: [&str; 2], at: &str, seen: &[&str]| json!({"order": order, "drawn_at": at, "witnesses": seen});
    tree["draws"] = json!([
        drawn(["L3-B02", "L3-B01"], "2026-12-01T10:00:00+01:00", &["Demo Ett"]),
        drawn(["L1-B05", "L1-B02"], "2026-12-02T10:30:00+01:00", &["Demo Ett", "Demo Två"]),
        drawn(["L1-B04", "L1-B01"], "2026-12-02T11:00:00+01:00", &["Demo Två"]),
    ]);
    tree
}

/// Makes a bid offer what another offers, so that only a draw separates them.
fn tie(tree: &mut Value, from: &str, to: &str) {
    let like = bids(tree).find(|bid| bid["key"] == from).unwrap().clone();
    let bid = bids(tree).find(|bid| bid["key"] == to).unwrap();
    bid["prices"] = like["prices"].clone();
    bid["answers"] = like["answers"].clone();
    let scores = tree["panel_scores"].as_array_mut().unwrap();
    let levels: Vec<(Value, Value)> = scores
        .iter()
        .filter(|score| score["bid"] == from)
        .map(|score| (score["criterion"].clone(), score["level"].clone()))
        .collect();
    for score in scores.iter_mut().filter(|score| score["bid"] == to) {
        score["level"] = levels.iter().find(|(criterion, _)| *criterion == score["criterion"]).unwrap().1.clone();
    }
}

/// The first demo under another key, where bids state what their plans do not measure, criteria are measured as in no
/// demo, and the plan of a rejected bid has hours that nobody can read.
pub fn differing() -> Value {
    let mut tree = trees().remove(0);
    tree["procurement"]["key"] = json!("SK-RARE-2026-002");
    let model = &mut tree["lots"][0]["model"];
    model["functions"][1]["title"].as_object_mut().unwrap().remove("en");
    for criterion in leaves(&mut model["criteria"]) {
        let plan = |measure: Value| json!({ "plan": measure });
        let key = criterion["key"].as_str().unwrap().to_owned();
        let scale = &mut criterion["scale"];
        let cut = json!({"decimals": 1, "mode": "floor"});
        match key.as_str() {
            "A3" => {
                let mean = json!({"mean_years@1": {"functions": ["treatment", "care"], "cut": cut}});
                scale["stepped_table@1"]["assessed_by"] = plan(mean);
            }
            "B3" => {
                let part = json!({"from": "07:00", "to": "16:00"});
                let staff = json!({"staff_per_shift@1": {"part": part, "duty": "waking", "cut": cut}});
                scale["stepped_table@1"]["assessed_by"] = plan(staff);
            }
            "B1" => {
                let measure = &mut scale["stepped_table@1"]["assessed_by"]["plan"]["fte_per_place@1"];
                measure["sleeping_duty"] = json!("counted");
            }
            _ => {}
        }
    }
    for bid in bids(&mut tree) {
        match bid["key"].as_str().unwrap() {
            "L1-B03" => bid["answers"]["A1"] = json!("99"),
            "L1-B07" => bid["plan"]["staff"][2]["waking_hours"] = json!("många"),
            "L1-B08" => {
                bid["plan"].as_object_mut().unwrap().remove("invented");
                bid["answers"]["B2"] = json!("0");
            }
            _ => {}
        }
    }
    tree
}

/// Every criterion that is not a group.
pub fn leaves(criteria: &mut Value) -> Vec<&mut Value> {
    let criteria = criteria.as_array_mut().unwrap().iter_mut();
    criteria
        .flat_map(|one| if one.get("children").is_some() { leaves(&mut one["children"]) } else { vec![one] })
        .collect()
}

/// Every opened bid of a case.
pub fn bids(case: &mut Value) -> impl Iterator<Item = &mut Value> {
    let submissions = case["submissions"].as_array_mut().unwrap().iter_mut();
    let contents = submissions.filter_map(|one| one.get_mut("content"));
    contents.flat_map(|content| content["bids"].as_array_mut().unwrap())
}
