//! Pages of a list, as Relay connections: which parts are asked for, which rows that takes, and how they are written.

use super::condition::Turned;
use super::cursor::Cursor;
use super::execute::{Look, Rows};
use super::filter::{self, Condition};
use super::list::List;
use super::noun::Noun;
use super::plan::{Level, View};
use super::selection::{Merged, Selected, Selection, merge};
use super::sorting::{self, Sorting};
use super::write::{Writer, key};
use super::{Page, ReadError, statement};

/// How many things one page holds at most.
pub(super) const LARGEST: i64 = 100;

/// The type that tells where a page stands in its list.
pub const PAGE_INFO: &str = "PageInfo";

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
pub(super) struct Connection {
    noun: &'static Noun,
    size: u64,
    turned: Turned,
    after: Option<Cursor>,
    before: Option<Cursor>,
    filter: Option<Condition>,
    sorting: Sorting,
    level: Level,
    /// Where the ordered columns stand.
    sorted: Vec<usize>,
    parts: Vec<(String, Part)>,
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

/// From which end, and how many.
fn ends(page: &Page) -> Result<(Turned, u64), ReadError> {
    let (turned, size) = match (page.first, page.last) {
        (Some(first), None) => (Turned::No, first),
        (None, Some(last)) => (Turned::Yes, last),
        _ => return Err(ReadError::PageEnds),
    };
    match u64::try_from(size) {
        Ok(known) if (1..=LARGEST).contains(&size) => Ok((turned, known)),
        _ => Err(ReadError::PageSize { first: size }),
    }
}

impl Connection {
    /// Plans a page.
    ///
    /// # Errors
    /// `PageEnds`, `PageSize`, `Cursor`, `Filter`, `OrderBy`, and those of a selection.
    pub(super) fn plan(list: &'static List, page: &Page, selection: &Selection) -> Result<Self, ReadError> {
        let noun = list.noun;
        let (turned, size) = ends(page)?;
        let sorting = match &page.order_by {
            Some(given) => Sorting::read(noun, given)?,
            None => Sorting::of(&sorting::fields(noun, list.order)),
        };
        let decode = |text: &String| Cursor::decode(text, noun, &sorting).ok_or(ReadError::Cursor);
        let after = page.after.as_ref().map(decode).transpose()?;
        let before = page.before.as_ref().map(decode).transpose()?;
        let filter = page.filter.as_ref().map(|given| filter::read(noun, given)).transpose()?;
        let mut level = Level::new(noun);
        let sorted = sorting.by.iter().map(|by| level.column(by.column)).collect();
        let parts = Vec::new();
        let mut connection = Self { noun, size, turned, after, before, filter, sorting, level, sorted, parts };
        for field in merge(&selection.fields(), &noun.connection())? {
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
            other => return Err(unknown(self.noun, other)),
        })
    }

    fn edges(&mut self, fields: &[&Selected]) -> Result<Vec<(String, Edge)>, ReadError> {
        let mut edges = Vec::new();
        for field in merge(fields, &self.noun.edge())? {
            let edge = match field.name {
                "__typename" => Edge::Typename,
                "cursor" => Edge::Cursor,
                "node" => Edge::Node(self.level.view(&field.inner)?),
                other => return Err(unknown(self.noun, other)),
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
            let part = statement::Part {
                sorting: &self.sorting,
                filter: self.filter.as_ref(),
                after: self.after.as_ref(),
                before: self.before.as_ref(),
                turned: self.turned,
                limit: self.size,
            };
            rows = look.run(&statement::part(look.backend(), &self.level, &part)).await?;
        }
        let full = usize::try_from(self.size).unwrap_or(usize::MAX);
        let more = if rows.len() > full { Next::Exists } else { Next::None };
        rows.truncate(full);
        if self.turned == Turned::Yes {
            rows.reverse();
        }
        let mut cursors = Vec::with_capacity(rows.len());
        for row in &rows {
            let cursor = Cursor::of(row, &self.sorting, &self.sorted)?;
            cursors.push(cursor.encode(self.noun, &self.sorting));
        }
        let rows = look.descend(&self.level, rows).await?;
        let total = self.count(look).await?;
        Ok(Found { rows, cursors, more, total })
    }

    async fn count(&self, look: &mut Look) -> Result<i64, ReadError> {
        if !self.parts.iter().any(|(_, part)| matches!(part, Part::TotalCount)) {
            return Ok(0);
        }
        let counted = look.run(&statement::count(look.backend(), self.noun, self.filter.as_ref())).await?;
        Ok(counted.first().map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or(0))
    }

    fn write(&self, part: &Part, found: &Found, writer: &mut Writer<'_>) -> Result<(), ReadError> {
        let indexes = 0..found.cursors.len();
        match part {
            Part::Typename => writer.text(&self.noun.connection()),
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
            Edge::Typename => writer.text(&self.noun.edge()),
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
                writer.bare(word(self.goes_on(found, Turned::No)));
                Ok(())
            }
            Info::HasPrevious => {
                writer.bare(word(self.goes_on(found, Turned::Yes)));
                Ok(())
            }
        }
    }

    /// Whether the list goes on, upwards or turned. At the end that the page was filled towards the extra row tells;
    /// at the other one, whoever came from a cursor has had the thing that it stands for.
    fn goes_on(&self, found: &Found, way: Turned) -> bool {
        let from = if way == Turned::No { &self.before } else { &self.after };
        match way == self.turned {
            true => found.more == Next::Exists,
            false => from.is_some(),
        }
    }
}

const fn word(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
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
