//! `anbud check` as people run it: its output and its exit codes.

use crate::databases::{Backend, Fresh, Tables, on_both};
use crate::process::{Folder, anbud, text};
use anbud::database::Database;
use sea_orm::ConnectionTrait;

/// What the program says of a database, and how it ends.
fn check(url: &str) -> (Option<i32>, String) {
    let output = anbud(&["check", "--database", url]);
    (output.status.code(), format!("{}{}", text(&output.stdout), text(&output.stderr)))
}

async fn the_program_says_what_differs_and_what_to_do(backend: Backend) {
    let url = Fresh::shared(backend, Tables::None).url;
    assert!(anbud(&["import", "demo/c_beds_digital.json", "--database", &url]).status.success());
    let (code, printed) = check(&url);
    assert!(code == Some(0) && printed.ends_with(" rows checked, no differences\n"), "{printed}");
    let database = Database::open(&url, 1).await.unwrap();
    let change = "UPDATE lot SET stage = 'secret' WHERE key = 'LOT-2'";
    assert_eq!(database.writer.execute_unprepared(change).await.unwrap().rows_affected(), 1);
    let (code, printed) = check(&url);
    assert_eq!(code, Some(1), "{printed}");
    let lines: Vec<&str> = printed.lines().collect();
    let [line, way_out, count] = &lines[..] else { panic!("{printed}") };
    assert!(
        line.starts_with("check.value_differs at lot[") && line.contains(" / LOT-2].stage: \"secret\" is kept, by")
    );
    assert!(way_out.starts_with("check.value_differs: ") && way_out.contains("restore"), "{way_out}");
    assert!(count.ends_with(" rows checked, 1 difference"), "{count}");
    database.writer.execute_unprepared("UPDATE submission_content SET body = '{}'").await.unwrap();
    let (code, printed) = check(&url);
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.contains("].body: \"sha256:") && !printed.contains("LOT-2"), "{printed}");
    assert!(printed.contains("\ncheck.set_aside at "), "{printed}");
    database.close().await.unwrap();
}

async fn a_database_without_tables_is_refused(backend: Backend) {
    let url = Fresh::shared(backend, Tables::None).url;
    Database::open(&url, 1).await.unwrap().close().await.unwrap();
    let (code, printed) = check(&url);
    assert!(code == Some(3) && printed.starts_with("DATABASE_BEHIND: "), "{printed}");
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    let folder = Folder::new("check");
    let file = folder.path("none.sqlite");
    let (code, printed) = check(&format!("sqlite:{file}"));
    assert!(code == Some(3) && printed.starts_with("DATABASE_MISSING: "), "{printed}");
    assert!(!std::path::Path::new(&file).exists());
}

on_both!(the_program_says_what_differs_and_what_to_do, a_database_without_tables_is_refused);
