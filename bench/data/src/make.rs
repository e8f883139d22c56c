//! Makes the rows. What comes of the bids is worked out by the engine, so that prices, points, ranks and ties are what
//! the models say of them.

mod bid;
mod evaluation;
mod head;
mod lot;
mod submission;

use crate::chance::Chance;
use crate::failure::Failure;
use crate::kind::{self, Kind};
use crate::rows::Rows;
use crate::size::Size;
use crate::words::{FIRST, MUNICIPALITIES, SECOND, THIRD};
use entity::{document, organisation, supplier};
use uuid::Uuid;
use values::Key;
use values::text::swedish_sort_key;

/// Streams of chance that are no procurement's.
const SUPPLIERS: u64 = 1 << 40;
const ORGANISATIONS: u64 = 2 << 40;

/// Makes the rows of one size.
#[derive(Debug)]
pub(crate) struct Maker {
    size: Size,
    kinds: Vec<Kind>,
}

impl Maker {
    /// Prepares the models.
    ///
    /// # Errors
    /// The faults of a model, which would be one of this program.
    pub(crate) fn new(size: Size) -> Result<Self, Failure> {
        Ok(Self { size, kinds: kind::all(&size)? })
    }

    /// What procurements share: models and municipalities.
    pub(crate) fn shared(&self) -> Rows {
        let documents = self.kinds.iter().map(|kind| document::Model {
            digest: kind.model.digest().to_string(),
            kind: "anbud-model/1".to_owned(),
            body: kind.text.clone(),
        });
        let organisations = MUNICIPALITIES.iter().enumerate().map(|(at, (key, name))| organisation::Model {
            id: self.organisation(at),
            key: (*key).to_owned(),
            name: (*name).to_owned(),
            name_sort: swedish_sort_key(name),
        });
        Rows { document: documents.collect(), organisation: organisations.collect(), ..Rows::default() }
    }

    /// A supplier's row.
    pub(crate) fn supplier_row(&self, number: usize) -> supplier::Model {
        let mut chance = self.stream(SUPPLIERS + number as u64);
        let id = chance.id();
        let name = format!("{}{} {}", chance.pick(FIRST), chance.pick(SECOND), chance.pick(THIRD));
        supplier::Model {
            id,
            scheme: "X-BENCH".to_owned(),
            identifier: format!("BENCH-{:07}", number + 1),
            name_sort: swedish_sort_key(&name),
            name,
        }
    }

    fn supplier(&self, number: usize) -> Uuid {
        self.stream(SUPPLIERS + number as u64).id()
    }

    fn organisation(&self, number: usize) -> Uuid {
        self.stream(ORGANISATIONS + number as u64).id()
    }

    fn stream(&self, number: u64) -> Chance {
        Chance::new(self.size.seed, number)
    }

    /// Adds one procurement with everything in it.
    ///
    /// # Errors
    /// The faults of its bids, which would be ones of this program.
    pub(crate) fn procurement(&self, number: u32, rows: &mut Rows) -> Result<(), Failure> {
        let mut chance = self.stream(number.into());
        let head = head::procurement(self, number, &mut chance, rows);
        let bidders = submission::Bidders::draw(self, &mut chance);
        let mut lots = Vec::new();
        let mut received = Vec::new();
        for position in 0..self.size.lots as usize {
            let lot = lot::lot(self, &head, position, &mut chance, rows);
            received.extend(bid::bids(self, (&head, &lot), &bidders, &mut chance, rows)?);
            lots.push(lot);
        }
        head::mandates(self, &head, &lots, &mut chance, rows);
        submission::submissions(&head, &bidders, received, &mut chance, rows)?;
        head::events(self, &head, &lots, &mut chance, rows)
    }
}

/// A position or count in a column.
fn small(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A key that this program wrote by the rules of keys.
fn key(text: &str) -> Result<Key, Failure> {
    text.parse().map_err(|why: &str| Failure::Own(format!("{text:?} is no key: {why}")))
}
