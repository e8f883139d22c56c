//! How a page is written: its parts as they are asked for, from the rows that were found.

use super::{Connection, Edge, Found, Info, Members, PAGE_INFO, Part, ROOT};
use crate::read::ReadError;
use crate::read::condition::Turned;
use crate::read::cursor::Cursor;
use crate::read::write::Writer;
use sea_orm::entity::prelude::Uuid;

impl Connection {
    /// Writes the page at the root.
    pub(in crate::read) fn write_root(&self, found: &Found, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        self.write(found, ROOT, writer)
    }

    /// Writes the page under a key.
    pub(in crate::read) fn write(&self, found: &Found, list: Uuid, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        let empty = Members::default();
        let members = found.pages.get(&list).unwrap_or(&empty);
        let total = found.totals.get(&list).copied().unwrap_or(0);
        writer.sequence(*b"{}", &self.parts, |writer, (key, part)| {
            writer.bare(key);
            self.write_part(part, found, members, total, writer)
        })
    }

    fn write_part(
        &self,
        part: &Part,
        found: &Found,
        members: &Members,
        total: i64,
        writer: &mut Writer<'_>,
    ) -> Result<(), ReadError> {
        match part {
            Part::Typename => writer.text(&self.noun.connection()),
            Part::TotalCount => {
                writer.bare(&total.to_string());
                Ok(())
            }
            Part::Nodes(view) => writer
                .sequence(*b"[]", &members.rows, |writer, row| writer.object(&self.level, view, &found.rows, *row)),
            Part::Edges(edges) => writer.sequence(*b"[]", &members.rows, |writer, row| {
                writer.sequence(*b"{}", edges, |writer, (key, edge)| {
                    writer.bare(key);
                    self.write_edge(edge, found, *row, writer)
                })
            }),
            Part::Info(info) => writer.sequence(*b"{}", info, |writer, (key, info)| {
                writer.bare(key);
                self.write_info(info, found, members, writer)
            }),
        }
    }

    fn write_edge(&self, edge: &Edge, found: &Found, row: usize, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        match edge {
            Edge::Typename => writer.text(&self.noun.edge()),
            Edge::Cursor => self.write_cursor(found, Some(&row), writer),
            Edge::Node(view) => writer.object(&self.level, view, &found.rows, row),
        }
    }

    fn write_info(
        &self,
        info: &Info,
        found: &Found,
        members: &Members,
        writer: &mut Writer<'_>,
    ) -> Result<(), ReadError> {
        match info {
            Info::Typename => writer.text(PAGE_INFO),
            Info::Start => self.write_cursor(found, members.rows.first(), writer),
            Info::End => self.write_cursor(found, members.rows.last(), writer),
            Info::HasNext => {
                writer.bare(word(self.goes_on(members, Turned::No)));
                Ok(())
            }
            Info::HasPrevious => {
                writer.bare(word(self.goes_on(members, Turned::Yes)));
                Ok(())
            }
        }
    }

    /// Writes the place of a row, which stands behind its columns; null for no row.
    fn write_cursor(&self, found: &Found, row: Option<&usize>, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        match row.and_then(|row| found.rows.cells.row(*row)) {
            Some(row) => {
                let cursor = Cursor::of(row, &self.sorting, self.level.columns.len())?;
                writer.text(&cursor.encode(self.noun, &self.sorting))
            }
            None => {
                writer.bare("null");
                Ok(())
            }
        }
    }

    /// Whether the list goes on, upwards or turned. At the end that the page was filled towards the extra row tells;
    /// at the other one, whoever came from a cursor has had the thing that it stands for.
    fn goes_on(&self, members: &Members, way: Turned) -> bool {
        let from = if way == Turned::No { &self.before } else { &self.after };
        match way == self.turned {
            true => members.goes_on,
            false => from.is_some(),
        }
    }
}

const fn word(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}
