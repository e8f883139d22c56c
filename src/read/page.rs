//! Pages of a list, as Relay connections: which parts are asked for, which rows that takes, and how they are written.

use super::execute::{Look, Rows};
use super::noun::{Column, Noun, PROCUREMENT, SUPPLIER};
use super::plan::{Level, View};
use super::selection::{Merged, Selected, Selection, merge};
use super::write::{Writer, key};
use super::{Cursor, Page, ReadError, statement};
use entity::{procurement, supplier};

/// How many things one page holds at most.
pub(super) const LARGEST: i64 = 100;

/// A list that can be paged: its noun, and the text by which it is ordered before the row id.
#[derive(Clone, Copy)]
pub struct List {
    /// What it holds.
    pub noun: &'static Noun,
    /// What it is ordered by.
    pub(super) sort: Column,
}

/// The procurements, by key.
pub static PROCUREMENTS: List = List { noun: &PROCUREMENT, sort: &procurement::Column::Key };

/// The suppliers, by name in Swedish order.
pub static SUPPLIERS: List = List { noun: &SUPPLIER, sort: &supplier::Column::NameSort };

/// The type that tells where a page stands in its list.
pub const PAGE_INFO: &str = "PageInfo";

impl List {
    /// The type name of its pages.
    pub fn connection(&self) -> String {
        format!("{}Connection", self.noun.name)
    }

    /// The type name of a page's edges.
    pub fn edge(&self) -> String {
        format!("{}Edge", self.noun.name)
    }
}

enum Part {
    Typename,
    TotalCount,
    Nodes(View),
    Edges(Vec<(String, Edge)>),
    Info(Vec<(String, Info)>),
}

enum Edge {
    Typename,
    Cursor,
    Node(View),
}

enum Info {
    Typename,
    HasNext,
    HasPrevious,
    Start,
    End,
}

/// A page with what is asked of it.
pub(super) struct Connection<'a> {
    list: &'static List,
    first: u64,
    after: Option<Cursor>,
    level: Level,
    sort: usize,
    parts: Vec<(String, Part)>,
    page: &'a Page,
}

struct Found {
    rows: Rows,
    cursors: Vec<String>,
    more: Next,
    total: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Exists,
    None,
}

impl<'a> Connection<'a> {
    /// Plans a page.
    ///
    /// # Errors
    /// `PageSize`, `Cursor`, and those of a selection.
    pub(super) fn plan(list: &'static List, page: &'a Page, selection: &Selection) -> Result<Self, ReadError> {
        let first = match u64::try_from(page.first) {
            Ok(first) if (1..=LARGEST).contains(&page.first) => first,
            _ => return Err(ReadError::PageSize { first: page.first }),
        };
        let decode = |text: &String| Cursor::decode(text, list.noun).ok_or(ReadError::Cursor);
        let after = page.after.as_ref().map(decode).transpose()?;
        let mut level = Level::new(list.noun);
        let sort = level.column(list.sort);
        let mut connection = Self { list, first, after, level, sort, parts: Vec::new(), page };
        let name = list.connection();
        for field in merge(&selection.fields(), &name)? {
            let part = connection.part(&field)?;
            connection.parts.push((key(field.key), part));
        }
        Ok(connection)
    }

    fn part(&mut self, field: &Merged<'_>) -> Result<Part, ReadError> {
        Ok(match field.name {
            "__typename" => Part::Typename,
            "totalCount" => Part::TotalCount,
            "nodes" => Part::Nodes(self.level.view(&field.inner)?),
            "edges" => Part::Edges(self.edges(&field.inner)?),
            "pageInfo" => Part::Info(info(&field.inner)?),
            other => return Err(unknown(self.list.noun, other)),
        })
    }

    fn edges(&mut self, fields: &[&Selected]) -> Result<Vec<(String, Edge)>, ReadError> {
        let mut edges = Vec::new();
        for field in merge(fields, &self.list.edge())? {
            let edge = match field.name {
                "__typename" => Edge::Typename,
                "cursor" => Edge::Cursor,
                "node" => Edge::Node(self.level.view(&field.inner)?),
                other => return Err(unknown(self.list.noun, other)),
            };
            edges.push((key(field.key), edge));
        }
        Ok(edges)
    }

    /// Reads the page and writes it. Rows and count are read only when they are asked for.
    pub(super) async fn answer(&self, look: &mut Look, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        let found = self.find(look).await?;
        writer.sequence(*b"{}", &self.parts, |writer, (key, part)| {
            writer.bare(key);
            self.write(part, &found, writer)
        })
    }

    async fn find(&self, look: &mut Look) -> Result<Found, ReadError> {
        let mut rows = Vec::new();
        if self.parts.iter().any(|(_, part)| !matches!(part, Part::Typename | Part::TotalCount)) {
            let sort = self.list.sort;
            rows =
                look.run(&statement::page(look.backend(), &self.level, sort, self.first, self.after.as_ref())).await?;
        }
        let full = usize::try_from(self.first).unwrap_or(usize::MAX);
        let more = if rows.len() > full { Next::Exists } else { Next::None };
        rows.truncate(full);
        let mut cursors = Vec::with_capacity(rows.len());
        for row in &rows {
            let cursor = Cursor { sort: row.try_get_by_index(self.sort)?, id: row.try_get_by_index(0)? };
            cursors.push(cursor.encode(self.list.noun));
        }
        let rows = look.descend(&self.level, rows).await?;
        let total = self.count(look).await?;
        Ok(Found { rows, cursors, more, total })
    }

    async fn count(&self, look: &mut Look) -> Result<i64, ReadError> {
        if !self.parts.iter().any(|(_, part)| matches!(part, Part::TotalCount)) {
            return Ok(0);
        }
        let counted = look.run(&statement::count(self.list.noun)).await?;
        Ok(counted.first().map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or(0))
    }

    fn write(&self, part: &Part, found: &Found, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        let indexes = 0..found.cursors.len();
        match part {
            Part::Typename => writer.text(&self.list.connection()),
            Part::TotalCount => {
                writer.bare(&found.total.to_string());
                Ok(())
            }
            Part::Nodes(view) => {
                writer.sequence(*b"[]", indexes, |writer, row| writer.object(&self.level, view, &found.rows, row))
            }
            Part::Edges(edges) => writer.sequence(*b"[]", indexes, |writer, row| {
                writer.sequence(*b"{}", edges, |writer, (key, edge)| {
                    writer.bare(key);
                    self.write_edge(edge, found, row, writer)
                })
            }),
            Part::Info(info) => writer.sequence(*b"{}", info, |writer, (key, info)| {
                writer.bare(key);
                self.write_info(info, found, writer)
            }),
        }
    }

    fn write_edge(&self, edge: &Edge, found: &Found, row: usize, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        match edge {
            Edge::Typename => writer.text(&self.list.edge()),
            Edge::Cursor => writer.text(found.cursors.get(row).map_or("", String::as_str)),
            Edge::Node(view) => writer.object(&self.level, view, &found.rows, row),
        }
    }

    fn write_info(&self, info: &Info, found: &Found, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        let cursor = |cursor: Option<&String>, writer: &mut Writer<'_>| match cursor {
            Some(cursor) => writer.text(cursor),
            None => {
                writer.bare("null");
                Ok(())
            }
        };
        match info {
            Info::Typename => writer.text(PAGE_INFO),
            Info::Start => cursor(found.cursors.first(), writer),
            Info::End => cursor(found.cursors.last(), writer),
            Info::HasNext => {
                writer.bare(if found.more == Next::Exists { "true" } else { "false" });
                Ok(())
            }
            // Whoever goes on after a cursor has had the thing that the cursor stands for.
            Info::HasPrevious => {
                writer.bare(if self.page.after.is_some() { "true" } else { "false" });
                Ok(())
            }
        }
    }
}

fn info(fields: &[&Selected]) -> Result<Vec<(String, Info)>, ReadError> {
    let part = |field: &Merged<'_>| {
        let info = match field.name {
            "__typename" => Info::Typename,
            "hasNextPage" => Info::HasNext,
            "hasPreviousPage" => Info::HasPrevious,
            "startCursor" => Info::Start,
            "endCursor" => Info::End,
            other => {
                return Err(ReadError::UnknownField { noun: PAGE_INFO, field: other.to_owned() });
            }
        };
        Ok((key(field.key), info))
    };
    merge(fields, PAGE_INFO)?.iter().map(part).collect()
}

fn unknown(noun: &'static Noun, field: &str) -> ReadError {
    ReadError::UnknownField { noun: noun.name, field: field.to_owned() }
}
