//! A disk that is full and a server that goes away in the middle: told with code, cause and way out, nothing
//! half-written, and the same import works when there is room or a server again.

use super::whole::{Whole, copy};
use crate::databases::{Backend, Fresh, Tables, run};
use crate::process::{Folder, anbud, text};
use anbud::database::Database;
use sea_orm::ConnectionTrait;
use std::process::{Command, Stdio};

/// The size that a file may have stands in for the size of a disk: beyond it the system refuses to write.
async fn within(blocks: u32, url: &str) -> (Option<i32>, String) {
    let script =
        format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" import demo/b_supervision.json --database \"$1\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_anbud"), url]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = shell.stdin(Stdio::null()).output().unwrap();
    (output.status.code(), text(&output.stderr))
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    run(Backend::Sqlite, async |backend| {
        let whole = Whole::of(backend).await;
        let mut full = 0;
        // From a disk that has hardly room for the log's index up to one that holds half of the case.
        for blocks in [65, 70, 100, 200, 400, 800, 1_200] {
            let url = &Fresh::shared(backend, Tables::None).url;
            assert!(anbud(&["migrate", "--database", url]).status.success());
            let (code, told) = within(blocks, url).await;
            let found = whole.check(url).await;
            assert_eq!(found.cases.len(), usize::from(code == Some(0)), "{blocks} blocks: {told}");
            if code != Some(0) {
                full += 1;
                assert_eq!(code, Some(3), "{blocks} blocks: {told}");
                assert!(
                    told.starts_with("DATABASE_DISK: the disk of the database is full or fails"),
                    "{blocks}: {told}"
                );
                assert!(told.contains("way out: make room") && told.matches('\n').count() < 4, "{told}");
            }
            let again = anbud(&["import", "demo/b_supervision.json", "--database", url]);
            assert!(again.status.success(), "{}", text(&again.stderr));
            assert_eq!(whole.check(url).await.cases.len(), 1);
        }
        assert!(full >= 5, "only {full} of the disks were too small");
    });
}

#[test]
fn a_server_that_goes_away_is_told_and_leaves_nothing_half_written() {
    run(Backend::Postgres, gone);
}

/// The server ends all sessions of its database while an act is under way, as it does when it is stopped: by a trigger,
/// at the first row of the act or at its last.
async fn gone(backend: Backend) {
    const BEFORE: usize = 2;
    let whole = Whole::of(backend).await;
    let folder = Folder::new("gone");
    let files: Vec<String> = (0..4).map(|number| folder.path(&format!("{number}.json"))).collect();
    for (number, file) in files.iter().enumerate() {
        std::fs::write(file, copy(&format!("GONE-{number}"))).unwrap();
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    for (table, procurement) in [("procurement", "NEW.id"), ("event", "NEW.procurement_id")] {
        let fresh = Fresh::shared(backend, Tables::There);
        let key = format!("GONE-{BEFORE}");
        let end = format!(
            "CREATE FUNCTION go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
               IF (SELECT key FROM procurement WHERE id = {procurement}) = '{key}' THEN
                 PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database();
               END IF;
               RETURN NULL;
             END $$;
             CREATE TRIGGER go AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION go()"
        );
        order(&fresh.url, &end).await;
        let arguments = [&["import", "--database", &fresh.url], files.as_slice()].concat();
        let output = anbud(&arguments);
        let (said, told) = (text(&output.stdout), text(&output.stderr));
        assert_eq!((output.status.code(), said.lines().count()), (Some(3), BEFORE), "{table}: {said} {told}");
        assert!(told.starts_with("DATABASE_LOST: ") && told.contains("way out: "), "{told}");
        assert!(told.contains(&format!("nothing was kept of {}", files[BEFORE])), "{told}");
        order(&fresh.url, "DROP FUNCTION go CASCADE").await;
        let found = whole.check(&fresh.url).await;
        assert!(found.cases.len() == BEFORE && !found.cases.contains(&key), "{table}: {:?}", found.cases);
        assert!(anbud(&arguments).status.success());
        assert_eq!(whole.check(&fresh.url).await.cases.len(), files.len());
    }
}

/// Has the owner of a database change it.
async fn order(url: &str, sql: &str) {
    let database = Database::open(url, 1).await.unwrap();
    database.writer.execute_unprepared(sql).await.unwrap();
    database.close().await.unwrap();
}
