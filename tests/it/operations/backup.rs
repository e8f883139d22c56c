//! The commands of docs/operations.md, run as they stand there while acts are being written: what was acknowledged before
//! a backup began is in it, what is restored is whole and answers alike, and its history still only grows.

use crate::databases::{Backend, Fresh, Tables, run_with, server};
use crate::durable::whole::{Whole, copy};
use crate::process::{Folder, anbud, command, post, serve_database, text};
use anbud::database::Database;
use sea_orm::ConnectionTrait;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;

/// Files of the import that goes on meanwhile.
const FILES: usize = 24;
/// Acts that are acknowledged before the backup begins.
const BEFORE: usize = 3;

/// The commands under a heading of the page; `part` is the heading above it.
fn commands(part: &str, step: &str) -> String {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations.md")).unwrap();
    let below = |text: &str, heading: &str| text.split_once(&format!("\n{heading}\n")).unwrap().1.to_owned();
    let part = below(&page, &format!("## {part}"));
    let part = part.split("\n## ").next().unwrap().to_owned();
    let step = if step.is_empty() { part } else { below(&part, &format!("### {step}")) };
    step.split_once("```sh\n").unwrap().1.split_once("\n```").unwrap().0.to_owned()
}

/// The shell that a person has who does what the page says.
struct Shell {
    variables: Vec<(&'static str, String)>,
    path: String,
}

impl Shell {
    fn new(backend: Backend, folder: &Folder, url: &str, restored: &str) -> Self {
        let file = |url: &str| url.trim_start_matches("sqlite:").to_owned();
        let name = restored.split(['/', '?']).nth(3).unwrap_or_default().to_owned();
        let restored = if backend == Backend::Sqlite { file(restored) } else { restored.to_owned() };
        let variables = vec![
            ("DATABASE", url.to_owned()),
            ("FILE", file(url)),
            ("NAME", name),
            ("RESTORED", restored),
            ("BACKUP", folder.path("backup")),
            ("ASIDE", folder.path("aside")),
            ("CHECK", folder.path("check")),
        ];
        let own = Path::new(env!("CARGO_BIN_EXE_anbud")).parent().unwrap().display().to_string();
        let programs = if backend == Backend::Postgres { server().programs.as_str() } else { "" };
        Self { variables, path: format!("{own}:{programs}:{}", std::env::var("PATH").unwrap()) }
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value.to_owned()));
    }

    fn run(&self, commands: &str) {
        let mut shell = Command::new("sh");
        shell.args(["-euc", commands]).env("PATH", &self.path).envs(self.variables.iter().cloned());
        let output = shell.stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{commands}\n{}{}", text(&output.stdout), text(&output.stderr));
    }
}

/// Everything that a case shows, by its keys.
fn answers(url: &str, keys: &[String]) -> Vec<String> {
    let server = serve_database(url);
    let question = |key: &String| {
        format!(
            "{{ procurement(key: {}) {{ id title {{ sv en }} lots(first: 100) {{ nodes {{ id key bids(first: 20) {{ totalCount \
             nodes {{ id key supplier {{ id name }} prices(first: 100) {{ nodes {{ id amount }} }} }} }} }} }} }} }}",
            json!(key)
        )
    };
    let answers: Vec<String> = keys.iter().map(|key| post(&server.address, &question(key)).to_string()).collect();
    assert!(
        answers.iter().all(|answer| answer.contains("\"amount\"") && !answer.contains("errors")),
        "{keys:?}: {answers:?}"
    );
    answers
}

async fn the_commands_of_the_page_keep_what_was_acknowledged(backend: Backend) {
    let part = if backend == Backend::Sqlite { "SQLite" } else { "PostgreSQL" };
    let folder = Folder::new(&format!("backup-{backend:?}"));
    let whole = Whole::of(backend).await;
    let fresh = Fresh::shared(backend, Tables::There);
    let restored = match backend {
        Backend::Sqlite => format!("sqlite:{}", folder.path("restored.sqlite")),
        Backend::Postgres => server().url("anbud", &format!("{}_restored", fresh.name())),
    };
    let mut shell = Shell::new(backend, &folder, &fresh.url, &restored);
    let files: Vec<String> = (0..FILES).map(|number| folder.path(&format!("{number}.json"))).collect();
    for (number, file) in files.iter().enumerate() {
        std::fs::write(file, copy(&format!("CASE-{number}"))).unwrap();
    }
    let arguments: Vec<&str> =
        ["import", "--database", &fresh.url].into_iter().chain(files.iter().map(String::as_str)).collect();
    let mut writer = command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(Result::unwrap);
    let (tell, told) = channel();
    let reader = std::thread::spawn(move || lines.for_each(|line| tell.send(line).unwrap()));
    let key = |line: String| line.split_once(": imported").unwrap().0.to_owned();
    let mut acknowledged: Vec<String> = told.iter().take(BEFORE).map(key).collect();
    acknowledged.extend(told.try_iter().map(key));

    shell.run(&commands(part, "Back up"));
    shell.run(&commands(part, "Restore beside"));
    let meanwhile = acknowledged.len() + told.try_iter().count();
    let goes_on = writer.try_wait().unwrap().is_none();
    let database = Database::open(&restored, 1).await.unwrap();
    assert_eq!(database.migrate().await.unwrap(), 0, "the tables that were restored are not up to date");
    history_only_grows(backend, &database).await;
    database.close().await.unwrap();
    shell.set("RESTORED", &restored);
    shell.run(&commands("After a restore", ""));
    let found = whole.check(&restored).await;
    for key in &acknowledged {
        assert!(found.cases.contains(key), "{key} was acknowledged before the backup began, and is lost");
    }
    reader.join().unwrap();
    assert!(writer.wait().unwrap().success());
    assert!(goes_on && found.cases.len() < FILES, "nobody wrote while the backup was made");
    let kept: Vec<String> = found.cases.iter().cloned().collect();
    assert!(answers(&restored, &kept) == answers(&fresh.url, &kept), "what was restored answers otherwise");
    // What was restored goes on where it was.
    let missing = files.iter().enumerate().filter(|(number, _)| !found.cases.contains(&format!("CASE-{number}")));
    let missing: Vec<&str> = missing.map(|(_, file)| file.as_str()).collect();
    let output = anbud(&[&["import", "--database", &restored], missing.as_slice()].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(whole.check(&restored).await.cases.len(), FILES);
    println!(
        "{backend:?}: {} acts acknowledged before the backup, {} in it, {meanwhile} when it was restored, {FILES} at last",
        acknowledged.len(),
        found.cases.len()
    );
    if backend == Backend::Sqlite {
        in_place(&mut shell, &fresh.url, &folder, (&whole, found.cases.len())).await;
    }
}

/// The log of a server that was killed does not get into what is restored.
async fn in_place(shell: &mut Shell, url: &str, folder: &Folder, (whole, backed_up): (&Whole, usize)) {
    let mut killed = serve_database(url);
    let lot = post(&killed.address, "{ lots(first: 1) { nodes { id } } }")["data"]["lots"]["nodes"][0]["id"].clone();
    let run = format!("mutation {{ runEvaluation(input: {{lotId: {lot}}}) {{ alreadyThere }} }}");
    assert_eq!(post(&killed.address, &run)["data"]["runEvaluation"]["alreadyThere"], false);
    killed.kill();
    let log = format!("{}-wal", url.trim_start_matches("sqlite:"));
    assert!(std::fs::metadata(&log).unwrap().len() > 0, "the server that was killed left no log");
    shell.run(&commands("SQLite", "Restore in place"));
    assert!(!Path::new(&log).exists() && Path::new(&folder.path("aside")).read_dir().unwrap().count() >= 2);
    shell.set("RESTORED", url);
    shell.set("CHECK", &folder.path("check-in-place"));
    shell.run(&commands("After a restore", ""));
    let found = whole.check(url).await;
    assert_eq!((found.cases.len(), found.evaluations.len()), (backed_up, 0));
}

/// Events and documents can be added to, and that is all.
async fn history_only_grows(backend: Backend, database: &Database) {
    let mut tried = vec![
        "UPDATE event SET actor = 'someone'",
        "DELETE FROM event",
        "UPDATE document SET body = ''",
        "DELETE FROM document",
    ];
    if backend == Backend::Postgres {
        tried.extend(["TRUNCATE event CASCADE", "SET session_replication_role = replica; DELETE FROM document"]);
    }
    for sql in tried {
        let refused = database.writer.execute_unprepared(sql).await.unwrap_err().to_string();
        assert!(refused.contains(" is append-only"), "{sql}: {refused}");
    }
}

/// Who may do what with a file.
fn mode(path: &str) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn sqlite() {
    run_with(&[], Backend::Sqlite, the_commands_of_the_page_keep_what_was_acknowledged);
}

#[test]
fn postgres() {
    let programs = ["pg_dump", "pg_restore", "createdb"];
    run_with(&programs, Backend::Postgres, the_commands_of_the_page_keep_what_was_acknowledged);
}

#[test]
fn a_backup_is_not_written_over_and_a_server_is_backed_up_by_its_own_programs() {
    run_with(&[], Backend::Sqlite, async |backend| {
        let folder = Folder::new("backup-refused");
        let url = &Fresh::shared(backend, Tables::There).url;
        assert!(anbud(&["migrate", "--database", url]).status.success());
        let backup = |url: &str| anbud(&["backup", "--database", url, "--to", &folder.path("a.sqlite")]);
        let first = backup(url);
        assert!(text(&first.stdout).ends_with(" kB, whole\n"), "{}", text(&first.stderr));
        let bytes = std::fs::read(folder.path("a.sqlite")).unwrap();
        assert_eq!(mode(&folder.path("a.sqlite")), 0o600);
        let second = backup(url);
        assert_eq!(second.status.code(), Some(2));
        assert!(text(&second.stderr).contains("output.in_the_way"), "{}", text(&second.stderr));
        assert!(std::fs::read(folder.path("a.sqlite")).unwrap() == bytes);
        assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 1);
    });
    run_with(&[], Backend::Postgres, async |backend| {
        let url = &Fresh::shared(backend, Tables::There).url;
        let refused = anbud(&["backup", "--database", url, "--to", "nowhere"]);
        assert_eq!(refused.status.code(), Some(2));
        let told = text(&refused.stderr);
        assert!(told.contains("argument.backup_of_server") && told.contains("pg_dump"), "{told}");
    });
}
