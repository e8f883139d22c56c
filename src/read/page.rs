//! Pages of lists, as Relay connections: which parts are asked for, which rows that takes, and how they are written.
//! A list stands at the root, or under each row of a level; one statement finds the pages of all of them.

mod written;

use super::condition::Turned;
use super::cursor::Cursor;
use super::execute::{Look, Rows, grouped};
use super::filter::{self, Condition};
use super::level::{Level, View};
use super::list::List;
use super::noun::{Filter, Noun, Relation};
use super::ordering::Ordered;
use super::selection::{Merged, Selected, merge};
use super::sorting::{self, Sorting};
use super::write::key;
use super::{Page, ReadError, number, statement};
use crate::database::Cells;
use sea_orm::entity::prelude::Uuid;
use std::collections::HashMap;

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
    pub(super) size: u64,
    turned: Turned,
    after: Option<Cursor>,
    before: Option<Cursor>,
    filter: Option<Condition>,
    /// Which list of the noun's things it is at the root, whatever its order and the page.
    list: String,
    /// What a relation means by its list.
    meant: &'static [Filter],
    sorting: Sorting,
    pub(super) level: Level,
    parts: Vec<(String, Part)>,
}

/// The pages that were found: one under each key, or one at the root under no key.
pub(super) struct Found {
    rows: Rows,
    pages: HashMap<Uuid, Members>,
    totals: HashMap<Uuid, i64>,
}

/// The rows of one page, in its order, and whether its list goes on.
#[derive(Default)]
struct Members {
    rows: Vec<usize>,
    goes_on: bool,
}

/// The key of the list at the root.
const ROOT: Uuid = Uuid::nil();

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
    /// Plans a page of a list at the root.
    ///
    /// # Errors
    /// `PageEnds`, `PageSize`, `Cursor`, `Filter`, `OrderBy`, and those of a selection.
    pub(super) fn plan(list: &'static List, page: &Page, fields: &[&Selected<'_>]) -> Result<Self, ReadError> {
        let own = Sorting::of(&sorting::fields(list.noun, list.order));
        Self::of(list.noun, &[], own, page, fields)
    }

    /// Plans a page of the list that a relation leads to.
    ///
    /// # Errors
    /// As [`Self::plan`].
    pub(super) fn under(
        noun: &'static Noun,
        relation: &'static Relation,
        page: &Page,
        fields: &[&Selected<'_>],
    ) -> Result<Self, ReadError> {
        Self::of(noun, relation.filter, Sorting::of_relation(noun, relation), page, fields)
    }

    fn of(
        noun: &'static Noun,
        meant: &'static [Filter],
        own: Sorting,
        page: &Page,
        fields: &[&Selected<'_>],
    ) -> Result<Self, ReadError> {
        let (turned, size) = ends(page)?;
        let sorting = page.order_by.as_ref().map_or(Ok(own), |given| Sorting::read(noun, given))?;
        let decode = |text: &String| Cursor::decode(text, noun, &sorting).ok_or(ReadError::Cursor);
        let after = page.after.as_ref().map(decode).transpose()?;
        let before = page.before.as_ref().map(decode).transpose()?;
        let filter = page.filter.as_ref().map(|given| filter::read(noun, given)).transpose()?;
        let list = page.filter.as_ref().map_or_else(|| noun.name.to_owned(), |given| format!("{} {given}", noun.name));
        let (level, parts) = (Level::new(noun), Vec::new());
        let mut connection = Self { noun, size, turned, after, before, filter, list, meant, sorting, level, parts };
        for field in merge(fields, &noun.connection())? {
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

    fn edges(&mut self, fields: &[&Selected<'_>]) -> Result<Vec<(String, Edge)>, ReadError> {
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

    pub(super) fn asks_for_rows(&self) -> bool {
        self.parts.iter().any(|(_, part)| !matches!(part, Part::Typename | Part::TotalCount))
    }

    pub(super) fn asks_for_total(&self) -> bool {
        self.parts.iter().any(|(_, part)| matches!(part, Part::TotalCount))
    }

    /// The number of statements that it takes under other things, those under it included.
    pub(super) fn statements(&self) -> usize {
        usize::from(self.asks_for_total()) + if self.asks_for_rows() { self.level.statements() } else { 0 }
    }

    /// The same at the root, where rows come with their number.
    pub(super) fn statements_at_root(&self) -> usize {
        self.statements() - usize::from(self.asks_for_total() && self.asks_for_rows())
    }

    fn wanted(&self) -> statement::Part<'_> {
        statement::Part {
            sorting: &self.sorting,
            filter: self.filter.as_ref(),
            meant: self.meant,
            after: self.after.as_ref(),
            before: self.before.as_ref(),
            turned: self.turned,
            limit: self.size,
        }
    }

    /// Finds the page at the root. Rows and count are read only when they are asked for.
    pub(super) async fn at_root(&self, look: &mut Look) -> Result<Found, ReadError> {
        let (backend, wanted) = (look.backend(), self.wanted());
        let (rows, total) = match (self.asks_for_rows(), self.asks_for_total()) {
            (true, true) => {
                let counting =
                    |backend, known: Option<&_>| number::part_and_number(backend, &self.level, &wanted, known);
                let rows = look.number(&self.list, counting).await?;
                let total = rows.row(0).map(|row| row.known(0)).transpose()?;
                (rows.behind_first(), total)
            }
            (true, false) => (look.run(statement::part(backend, &self.level, &wanted)).await?, None),
            (false, true) => {
                let filter = self.filter.as_ref();
                let counting = |backend, known: Option<&_>| number::number(backend, self.noun, filter, known);
                let counted = look.number(&self.list, counting).await?;
                (Cells::default(), counted.row(0).map(|row| row.known(0)).transpose()?)
            }
            (false, false) => (Cells::default(), None),
        };
        let list = (0..rows.len()).collect();
        let totals = total.map(|total| (ROOT, total)).into_iter().collect();
        self.found(look, rows, HashMap::from([(ROOT, list)]), totals).await
    }

    /// Finds the page under each of these keys.
    ///
    /// # Errors
    /// `ManyLists` for a cursor where there is more than one list.
    pub(super) async fn under_each(
        &self,
        look: &mut Look,
        index: usize,
        under: &statement::Under<'_>,
    ) -> Result<Found, ReadError> {
        let keys = under.keys;
        if keys.len() > 1 && (self.after.is_some() || self.before.is_some()) {
            return Err(ReadError::ManyLists);
        }
        let (mut rows, mut lists, mut totals) = (Cells::default(), HashMap::new(), HashMap::new());
        if self.asks_for_rows() && !keys.is_empty() {
            let mut statement = statement::parts(look.backend(), &self.level, &self.wanted(), under);
            statement.limit(look.most());
            rows = look.run(statement).await?;
            lists = grouped(&rows, index)?;
        }
        if self.asks_for_total() && !keys.is_empty() {
            let counts = number::counts(look.backend(), self.noun, under.to, &self.wanted(), keys)?;
            for row in look.run(counts).await?.iter() {
                totals.insert(row.known(0)?, row.known(1)?);
            }
        }
        self.found(look, rows, lists, totals).await
    }

    /// The order of its lists, which what joins rows does not have to keep.
    fn ordered(&self) -> Ordered<'_> {
        Ordered { sorting: &self.sorting, turned: self.turned, from: self.level.columns.len() }
    }

    /// Puts lists in order, makes pages of them, takes off what is one too many, and reads what hangs under them.
    async fn found(
        &self,
        look: &mut Look,
        mut rows: Cells,
        lists: HashMap<Uuid, Vec<usize>>,
        totals: HashMap<Uuid, i64>,
    ) -> Result<Found, ReadError> {
        let full = usize::try_from(self.size).unwrap_or(usize::MAX);
        let mut pages = HashMap::with_capacity(lists.len());
        let mut kept = Vec::with_capacity(rows.len());
        for (key, mut list) in lists {
            self.ordered().sort(&rows, &mut list)?;
            let goes_on = list.len() > full;
            list.truncate(full);
            let mut members: Vec<usize> = (kept.len()..kept.len() + list.len()).collect();
            if self.turned == Turned::Yes {
                members.reverse();
            }
            kept.append(&mut list);
            pages.insert(key, Members { rows: members, goes_on });
        }
        rows.keep(&kept);
        Ok(Found { rows: look.descend(&self.level, rows).await?, pages, totals })
    }
}

fn info(fields: &[&Selected<'_>]) -> Result<Vec<(String, Info)>, ReadError> {
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
