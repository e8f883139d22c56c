//! Processes that are killed at any moment leave nothing half-written and lose nothing that they have acknowledged.
//! The moments come from a seed. `ANBUD_KILLS` says how many each database has to live through; 10 unless it is set.

use super::whole::{Found, Whole, copy};
use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{Folder, anbud, ask, command, post, serve_database, text};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Files of one import, and lots of each.
const FILES: usize = 3;
const LOTS: usize = 3;
/// After so many rounds the next database begins, so that looking at everything stays quick.
const ROUNDS: usize = 5;

/// Moments between nothing and a little more than the whole, always the same for a seed.
struct Moments(u64);

impl Moments {
    fn within(&mut self, whole: Duration) -> Duration {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        whole.mul_f64((self.0 >> 33) as f64 / f64::from(1_u32 << 31) * 1.1)
    }
}

/// Starts an import, kills it after `moment`, and gives back what it had said by then, and how long it took.
fn import(url: &str, files: &[String], moment: Duration) -> (Vec<String>, Duration) {
    let begun = Instant::now();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let arguments = [&["import", "--database", url], files.as_slice()].concat();
    let mut child = command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let (tell, told) = channel();
    let reader = std::thread::spawn(move || lines.for_each(|line| tell.send(line).unwrap()));
    let mut said = Vec::new();
    while let Ok(line) = told.recv_timeout(moment.saturating_sub(begun.elapsed())) {
        said.push(line);
    }
    let took = begun.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    // What stood in the pipe was said before the end.
    said.extend(told.try_iter());
    (said, took)
}

/// Serves, lets three callers ask for every lot to be evaluated, kills the server after `moment`, and gives back the
/// evaluations that were acknowledged, and how long it took.
fn evaluate(url: &str, keys: &[String], moment: Duration) -> (Vec<String>, Duration) {
    let mut server = serve_database(url);
    let lots: Vec<String> = keys
        .iter()
        .flat_map(|key| {
            let answer = post(
                &server.address,
                &format!("{{ procurement(key: {}) {{ lots(first: 100) {{ nodes {{ id }} }} }} }}", json!(key)),
            );
            let lots = answer["data"]["procurement"]["lots"]["nodes"].as_array().unwrap().clone();
            lots.into_iter().map(|lot| lot["id"].to_string())
        })
        .collect();
    let begun = Instant::now();
    let (tell, told) = channel();
    let mut acknowledged = Vec::new();
    std::thread::scope(|scope| {
        for lots in lots.chunks(LOTS) {
            let (tell, address) = (tell.clone(), server.address.clone());
            scope.spawn(move || {
                for lot in lots {
                    let query = format!("mutation {{ runEvaluation(input: {{lotId: {lot}, idempotencyKey: {lot}}}) {{ evaluation {{ id }} }} }}");
                    let Ok(answer) = ask(&address, &query) else { return };
                    tell.send(answer).unwrap();
                }
            });
        }
        drop(tell);
        while let Ok(answer) = told.recv_timeout(moment.saturating_sub(begun.elapsed())) {
            acknowledged.push(answer);
        }
        server.kill();
    });
    let took = begun.elapsed();
    acknowledged.extend(told.try_iter());
    let id = |answer: &String| {
        let answer: Value = serde_json::from_str(answer).unwrap();
        let id = answer["data"]["runEvaluation"]["evaluation"]["id"].as_str().map(str::to_owned);
        let id = id.unwrap_or_else(|| panic!("{answer}"));
        anbud::read::GlobalId::decode(&id).unwrap().id.to_string()
    };
    (acknowledged.iter().map(id).collect(), took)
}

#[derive(Default)]
struct Tally {
    kills: usize,
    acknowledged: usize,
    kept_untold: usize,
    interrupted: usize,
}

impl Tally {
    fn add(&mut self, acknowledged: usize, kept: usize, asked: usize) {
        self.kills += 1;
        self.acknowledged += acknowledged;
        self.kept_untold += kept - acknowledged;
        self.interrupted += usize::from(acknowledged < asked);
    }
}

async fn nothing_is_half_written_and_nothing_acknowledged_is_lost(backend: Backend) {
    let kills: usize = std::env::var("ANBUD_KILLS").map_or(10, |kills| kills.parse().unwrap());
    let folder = Folder::new(&format!("killed-{backend:?}"));
    let whole = Whole::of(backend).await;
    let (mut moments, mut tally) = (Moments(2_026), Tally::default());
    let (mut import_takes, mut evaluation_takes) = (None, None);
    let mut fresh = Fresh::shared(backend, Tables::There);
    let mut before = Found { cases: [].into(), evaluations: [].into(), answered: 0 };
    for round in 0.. {
        if tally.kills >= kills {
            break;
        }
        if round % ROUNDS == 0 {
            fresh = Fresh::shared(backend, Tables::There);
            before = Found { cases: [].into(), evaluations: [].into(), answered: 0 };
        }
        let url = &fresh.url;
        let keys: Vec<String> = (0..FILES).map(|file| format!("KILLED-{round}-{file}")).collect();
        let files: Vec<String> = keys.iter().map(|key| folder.path(&format!("{key}.json"))).collect();
        for (key, file) in keys.iter().zip(&files) {
            std::fs::write(file, copy(key)).unwrap();
        }
        let moment = import_takes.map_or(Duration::from_secs(60), |whole| moments.within(whole));
        let (said, took) = import(url, &files, moment);
        let found = whole.check(url).await;
        for line in &said {
            let key = line.split(": imported").next().unwrap();
            assert!(found.cases.contains(key), "{line}: it is lost");
        }
        if import_takes.is_some() {
            tally.add(said.len(), found.cases.len() - before.cases.len(), FILES);
        }
        // Whoever got to the end says how long the whole takes by now.
        if said.len() == FILES || import_takes.is_none() {
            import_takes = Some(took);
        }
        let again = anbud(
            &[&["import", "--database", url], files.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat(),
        );
        assert!(again.status.success(), "{}", text(&again.stderr));

        let moment = evaluation_takes.map_or(Duration::from_secs(60), |whole| moments.within(whole));
        let (told, took) = evaluate(url, &keys, moment);
        let found = whole.check(url).await;
        for id in &told {
            assert!(found.evaluations.contains(id), "{id}: it is lost");
        }
        assert!(before.evaluations.is_subset(&found.evaluations), "what earlier rounds left is lost");
        assert!(found.answered >= before.answered + told.len());
        if evaluation_takes.is_some() {
            tally.add(told.len(), found.evaluations.len() - before.evaluations.len(), FILES * LOTS);
        }
        if told.len() == FILES * LOTS || evaluation_takes.is_none() {
            evaluation_takes = Some(took);
        }
        before = found;
    }
    let Tally { kills, acknowledged, kept_untold, interrupted } = tally;
    println!(
        "{backend:?}: killed {kills} times, {interrupted} of them before all was done; {acknowledged} acts acknowledged and there, \
         {kept_untold} there whole and not told any more; 0 lost, 0 half-written"
    );
    assert!(interrupted * 3 > kills, "most of the moments came too late");
}

on_both!(nothing_is_half_written_and_nothing_acknowledged_is_lost);
