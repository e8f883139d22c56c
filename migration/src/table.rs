//! A short notation for tables, and its translation to DDL. Which tables there are stands in the steps.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// One table with its keys.
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its columns, in order.
    pub(crate) columns: &'static [Column],
    /// Columns that are unique together; empty when there are none.
    pub(crate) unique: &'static [&'static str],
    /// Further indexes.
    pub(crate) indexes: &'static [&'static [&'static str]],
}

#[derive(Clone, Copy)]
enum Type {
    Uuid,
    Text,
    Large,
    Integer,
    Boolean,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    Primary,
    Unique,
    Nullable,
}

/// One column.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    name: &'static str,
    kind: Type,
    role: Role,
    references: Option<&'static str>,
}

const fn column(name: &'static str, kind: Type) -> Column {
    Column { name, kind, role: Role::Plain, references: None }
}

/// A row id or a reference to one.
pub(crate) const fn uuid(name: &'static str) -> Column {
    column(name, Type::Uuid)
}

/// Text of any length.
pub(crate) const fn text(name: &'static str) -> Column {
    column(name, Type::Text)
}

/// A 64-bit integer: money, measures and instants.
pub(crate) const fn large(name: &'static str) -> Column {
    column(name, Type::Large)
}

/// A 32-bit integer: counts and positions.
pub(crate) const fn integer(name: &'static str) -> Column {
    column(name, Type::Integer)
}

/// True or false.
pub(crate) const fn boolean(name: &'static str) -> Column {
    column(name, Type::Boolean)
}

impl Column {
    /// Makes it the primary key.
    pub(crate) const fn primary(self) -> Self {
        Self { role: Role::Primary, ..self }
    }

    /// Makes it unique by itself.
    pub(crate) const fn unique(self) -> Self {
        Self { role: Role::Unique, ..self }
    }

    /// Lets it be absent.
    pub(crate) const fn nullable(self) -> Self {
        Self { role: Role::Nullable, ..self }
    }

    /// Makes it a foreign key to the primary key of a table.
    pub(crate) const fn references(self, table: &'static str) -> Self {
        Self { references: Some(table), ..self }
    }

    fn definition(self, backend: DatabaseBackend) -> ColumnDef {
        let mut definition = ColumnDef::new(self.name);
        match self.kind {
            Type::Uuid => definition.uuid(),
            Type::Text => definition.text().extra(byte_order(backend)),
            Type::Large => definition.big_integer(),
            Type::Integer => definition.integer(),
            Type::Boolean => definition.boolean(),
        };
        if self.role != Role::Nullable {
            definition.not_null();
        }
        match self.role {
            Role::Primary => definition.primary_key(),
            Role::Unique => definition.unique_key(),
            Role::Plain | Role::Nullable => &mut definition,
        };
        definition
    }
}

/// Texts compare byte by byte on every database, whatever language its server was set up in. What people read in order
/// has a column of sort keys beside it.
const fn byte_order(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Postgres => "COLLATE \"C\"",
        _ => "COLLATE BINARY",
    }
}

impl Table {
    /// Creates the table and its indexes.
    pub(crate) async fn create(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.statement(manager.get_database_backend())).await?;
        if !self.unique.is_empty() {
            let mut index = self.index("unique", self.unique);
            manager.create_index(index.unique().to_owned()).await?;
        }
        for columns in self.indexes {
            manager.create_index(self.index("by", columns)).await?;
        }
        Ok(())
    }

    fn statement(&self, backend: DatabaseBackend) -> TableCreateStatement {
        let mut statement = sea_query::Table::create();
        statement.table(self.name);
        for column in self.columns {
            statement.col(column.definition(backend));
            if let Some(table) = column.references {
                // Every table that is referred to has the primary key `id`.
                statement.foreign_key(ForeignKey::create().from(self.name, column.name).to(table, "id"));
            }
        }
        statement
    }

    fn index(&self, kind: &str, columns: &[&'static str]) -> IndexCreateStatement {
        let mut index = Index::create();
        index.name(format!("{}_{kind}_{}", self.name, columns.join("_"))).table(self.name);
        for column in columns {
            index.col(*column);
        }
        index
    }
}
