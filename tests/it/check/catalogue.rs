//! Tables and columns as the database itself lists them.

use crate::databases::Backend;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

/// A column of a table.
pub struct Column {
    pub table: String,
    pub name: String,
    kind: String,
}

/// Every column of every table.
pub async fn columns(connection: &DatabaseConnection, backend: Backend) -> Vec<Column> {
    let sql = match backend {
        Backend::Sqlite => {
            "SELECT t.name AS tab, c.name AS col, c.type AS kind FROM sqlite_schema t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid"
        }
        Backend::Postgres => {
            "SELECT table_name::text AS tab, column_name::text AS col, data_type::text AS kind \
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        }
    };
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
    let text = |row: &sea_orm::QueryResult, name: &str| row.try_get::<String>("", name).unwrap();
    rows.iter()
        .map(|row| Column { table: text(row, "tab"), name: text(row, "col"), kind: text(row, "kind").to_lowercase() })
        .collect()
}

impl Column {
    /// Another value than the one that stands.
    pub fn other_value(&self, backend: Backend) -> String {
        let name = &self.name;
        match (self.kind.as_str(), backend) {
            (kind, Backend::Sqlite) if kind.contains("uuid") => "randomblob(16)".to_owned(),
            (kind, Backend::Postgres) if kind.contains("uuid") => "gen_random_uuid()".to_owned(),
            (kind, _) if kind.contains("bool") => format!("NOT {name}"),
            (kind, _) if kind.contains("int") => format!("coalesce({name}, 0) + 7919"),
            (kind, _) if kind.contains("text") || kind.contains("char") => format!("coalesce({name}, '') || 'x'"),
            (kind, _) => panic!("{}.{name} is a {kind}", self.table),
        }
    }
}

/// Lets anything be written: no triggers, no foreign keys.
pub async fn unguarded(connection: &DatabaseConnection, backend: Backend) {
    let statements = match backend {
        Backend::Sqlite => {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
            let query = Statement::from_string(connection.get_database_backend(), sql);
            let triggers = connection.query_all_raw(query).await.unwrap();
            let drop =
                |row: &sea_orm::QueryResult| format!("DROP TRIGGER {}", row.try_get::<String>("", "name").unwrap());
            triggers.iter().map(drop).chain(["PRAGMA foreign_keys = OFF".to_owned()]).collect()
        }
        Backend::Postgres => vec![
            "ALTER TABLE event DISABLE TRIGGER ALL".to_owned(),
            "ALTER TABLE document DISABLE TRIGGER ALL".to_owned(),
            "SET session_replication_role = replica".to_owned(),
        ],
    };
    for statement in statements {
        connection.execute_unprepared(&statement).await.unwrap();
    }
}
