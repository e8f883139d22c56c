//! Small random databases: announced and secret lots, absent values, values that tie, empty and long lists, Swedish
//! letters. The rows are kept in memory as they are put, for the slow reader.

use super::meaning::{self, Kind, NOUNS, Noun, Presence, Seen};
use crate::recompute::chance::Chance;
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What stands in a column. Absent values come before all others, and texts compare byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Nothing,
    Truth(bool),
    Int(i32),
    Large(i64),
    Text(String),
    Id(u128),
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: u128,
    pub cells: BTreeMap<&'static str, Cell>,
}

impl Row {
    pub fn cell(&self, column: &str) -> &Cell {
        &self.cells[column]
    }
}

/// All rows, by the name of their noun.
pub struct World {
    pub rows: BTreeMap<&'static str, Vec<Row>>,
    /// Those that may be seen.
    pub visible: BTreeMap<&'static str, Vec<Row>>,
    /// The submissions, of which the API does not speak: id, procurement and supplier.
    submissions: Vec<[u128; 3]>,
}

/// Moments, and how RFC 3339 writes them.
pub const MOMENTS: [(i64, &str); 6] = [
    (0, "1970-01-01T00:00:00Z"),
    (951_782_400_000, "2000-02-29T00:00:00Z"),
    (1_700_000_000_000, "2023-11-14T22:13:20Z"),
    (1_700_000_000_001, "2023-11-14T22:13:20.001Z"),
    (1_709_210_096_007, "2024-02-29T12:34:56.007Z"),
    (1_763_333_940_000, "2025-11-16T22:59:00Z"),
];
/// Texts, few, so that they tie.
pub const TEXTS: [&str; 12] =
    ["", "a", "A", "Öppen vård", "ö", "å_ä", "50 %", "\"citat\"", "O'Brien \\", "zebra", "𝔸", "två\nrader"];
/// Numbers, few as well.
pub const NUMBERS: [i64; 9] = [0, 1, -1, 5_000, 10_000, 67_655_000, 1_050_000, -2_500_000, 9_000_000_000_000_000_000];

struct Maker {
    chance: Chance,
    rows: BTreeMap<&'static str, Vec<Row>>,
    submissions: Vec<[u128; 3]>,
}

impl Maker {
    fn number(&mut self, end: usize) -> i32 {
        i32::try_from(self.chance.below(end)).unwrap()
    }

    fn id(&mut self) -> u128 {
        let half = |chance: &mut Chance| u128::try_from(chance.below(usize::MAX)).unwrap();
        half(&mut self.chance) << 64 | half(&mut self.chance)
    }

    fn cell(&mut self, kind: Kind) -> Cell {
        match kind {
            Kind::Id => Cell::Nothing,
            Kind::Text(_) | Kind::Both(..) => Cell::Text((*self.chance.one(&TEXTS)).to_owned()),
            Kind::Int(_) => Cell::Int(self.number(4)),
            Kind::Truth(_) => Cell::Truth(self.chance.once_in(2)),
            Kind::Money(_) | Kind::Measure(_) => Cell::Large(*self.chance.one(&NUMBERS)),
            Kind::Moment(_) => Cell::Large(self.chance.one(&MOMENTS).0),
            Kind::Word(_, words) => Cell::Text(self.chance.one(words.words).1.to_owned()),
        }
    }

    /// Puts a row with these columns, and all others by chance.
    fn put(&mut self, name: &'static str, given: &[(&'static str, Cell)]) -> u128 {
        let noun: &Noun = meaning::noun(name);
        let mut cells = BTreeMap::new();
        for field in noun.fields {
            let absent = field.presence == Presence::Perhaps && self.chance.once_in(3);
            let made = |maker: &mut Self| if absent { Cell::Nothing } else { maker.cell(field.kind) };
            match field.kind {
                Kind::Id => {}
                Kind::Both(sv, en) => {
                    cells.insert(sv, made(self));
                    let none = absent || self.chance.once_in(2);
                    let english = if none { Cell::Nothing } else { self.cell(field.kind) };
                    cells.insert(en, english);
                }
                Kind::Text(own) | Kind::Int(own) | Kind::Truth(own) | Kind::Money(own) => {
                    cells.insert(own, made(self));
                }
                Kind::Measure(own) | Kind::Moment(own) | Kind::Word(own, _) => {
                    cells.insert(own, made(self));
                }
            }
            if let Some(sort) = field.sort {
                let text = *self.chance.one(&["a", "b", "c"]);
                cells.insert(sort, Cell::Text(text.to_owned()));
            }
        }
        let id = self.id();
        cells.insert("id", Cell::Id(id));
        cells.extend(given.iter().cloned());
        self.rows.entry(name).or_default().push(Row { id, cells });
        id
    }

    /// Some of these, in the order of their ids.
    fn some(&mut self, of: &[u128]) -> Vec<u128> {
        of.iter().copied().filter(|_| self.chance.once_in(2)).collect()
    }
}

fn text(text: String) -> Cell {
    Cell::Text(text)
}

impl World {
    /// The world of this number.
    pub fn random(seed: u64) -> Self {
        let chance = Chance::of("a world to ask", seed);
        let mut maker = Maker { chance, rows: BTreeMap::new(), submissions: Vec::new() };
        let suppliers: Vec<u128> =
            (0..8).map(|number| maker.put("Supplier", &[("identifier", text(number.to_string()))])).collect();
        let bodies: Vec<u128> =
            (0..6).map(|number| maker.put("Organisation", &[("key", text(number.to_string()))])).collect();
        for (number, lots) in [4, 2, 0, 1, 3].into_iter().enumerate() {
            let procurement = maker.put("Procurement", &[("key", text(format!("P{number}")))]);
            maker.around(procurement, &bodies);
            for lot in 0..lots {
                // The last procurement with lots has secret ones only.
                let secret = number == 3 || maker.chance.once_in(3);
                maker.lot(procurement, lot, secret, &suppliers);
            }
            maker.announce(procurement);
        }
        let mut world = Self { rows: maker.rows, visible: BTreeMap::new(), submissions: maker.submissions };
        for noun in &NOUNS {
            let rows = world.rows.entry(noun.name).or_default().clone();
            let seen = rows.into_iter().filter(|row| world.sees(noun, row)).collect();
            world.visible.insert(noun.name, seen);
        }
        world
    }

    /// Whether a row may be seen.
    fn sees(&self, noun: &Noun, row: &Row) -> bool {
        let announced = |lot: &Row| *lot.cell("announced_at") != Cell::Nothing;
        let lots = || self.rows["Lot"].iter().filter(|lot| announced(lot));
        let lot = |id: &Cell| lots().any(|lot| lot.cell("id") == id);
        let procurement = |id: &Cell| lots().any(|lot| lot.cell("procurement_id") == id);
        let mandates = |column: &'static str, id: &Cell| {
            let given = self.rows["Mandate"].iter().filter(|given| given.cell(column) == id);
            given.map(|given| given.cell("procurement_id")).any(procurement)
        };
        match noun.seen {
            Seen::Announced => announced(row),
            Seen::WithLot => lot(row.cell("lot_id")),
            Seen::WithProcurement(column) => procurement(row.cell(column)),
            Seen::WithMandate => mandates("id", row.cell("mandate_id")),
            Seen::Mandator => mandates("organisation_id", row.cell("id")),
            Seen::Bidder => {
                let bids = self.rows["Bid"].iter().filter(|bid| bid.cell("supplier_id") == row.cell("id"));
                bids.map(|bid| bid.cell("lot_id")).any(lot)
            }
        }
    }

    /// Puts all rows into a database.
    pub async fn put(&self, db: &DatabaseConnection) {
        for noun in &NOUNS {
            if noun.name == "Bid" {
                self.put_submissions(db).await;
            }
            for row in &self.rows[noun.name] {
                // What is absent is left out.
                let given: Vec<_> = row.cells.iter().filter(|(_, cell)| **cell != Cell::Nothing).collect();
                let columns = given.iter().map(|(column, _)| Alias::new(**column));
                let values = given.iter().map(|(_, cell)| match cell {
                    Cell::Nothing => unreachable!(),
                    Cell::Truth(truth) => Expr::val(*truth),
                    Cell::Int(number) => Expr::val(*number),
                    Cell::Large(number) => Expr::val(*number),
                    Cell::Text(text) => Expr::val(text.clone()),
                    Cell::Id(id) => Expr::val(Uuid::from_u128(*id)),
                });
                let mut insert = Query::insert();
                insert.into_table(Alias::new(noun.table)).columns(columns).values_panic(values);
                db.execute(&insert).await.unwrap();
            }
        }
    }

    async fn put_submissions(&self, db: &DatabaseConnection) {
        for [id, procurement, supplier] in &self.submissions {
            let row = entity::submission::Model {
                id: Uuid::from_u128(*id),
                procurement_id: Uuid::from_u128(*procurement),
                supplier_id: Uuid::from_u128(*supplier),
                key: id.to_string(),
                received_at: 0,
                receipt: "in_time".to_owned(),
            };
            crate::read::data::put(db, row).await;
        }
    }
}

impl Maker {
    fn around(&mut self, procurement: u128, bodies: &[u128]) {
        for position in 0..self.number(6) {
            let position = Cell::Int(position / 2);
            self.put("Classification", &[("procurement_id", Cell::Id(procurement)), ("position", position)]);
        }
        for body in self.some(bodies) {
            let ends = [("procurement_id", Cell::Id(procurement)), ("organisation_id", Cell::Id(body))];
            let mandate = self.put("Mandate", &ends);
            for position in 0..self.number(4) {
                self.put("MandateAct", &[("mandate_id", Cell::Id(mandate)), ("position", Cell::Int(position))]);
            }
        }
    }

    fn lot(&mut self, procurement: u128, position: i32, secret: bool, suppliers: &[u128]) {
        let announced = if secret { Cell::Nothing } else { Cell::Large(self.chance.one(&MOMENTS).0) };
        let given = [
            ("procurement_id", Cell::Id(procurement)),
            ("position", Cell::Int(position / 2)),
            ("key", text(format!("L{position}"))),
            ("announced_at", announced),
        ];
        let lot = self.put("Lot", &given);
        let keyed = |number: i32| {
            let position = Cell::Int(number / 2);
            [("lot_id", Cell::Id(lot)), ("key", text(format!("K{number}"))), ("position", position)]
        };
        let requirements: Vec<u128> =
            (0..self.number(4)).map(|number| self.put("Requirement", &keyed(number))).collect();
        let lines: Vec<u128> = (0..self.number(4)).map(|number| self.put("PriceLine", &keyed(number))).collect();
        let mut criteria: Vec<u128> = Vec::new();
        for number in 0..self.number(7) {
            let group = if criteria.is_empty() || self.chance.once_in(2) {
                Cell::Nothing
            } else {
                Cell::Id(*self.chance.one(&criteria))
            };
            let mut given = keyed(number).to_vec();
            given.push(("parent_id", group));
            let criterion = self.put("Criterion", &given);
            // One list is longer than the longest page.
            let levels = if position == 1 && number == 1 { 104 } else { self.number(4) };
            for level in 0..levels {
                let ends = [("lot_id", Cell::Id(lot)), ("criterion_id", Cell::Id(criterion))];
                self.put("CriterionLevel", &[&ends[..], &[("number", Cell::Int(level / 2))]].concat());
            }
            criteria.push(criterion);
        }
        let bids = self.bids(procurement, lot, position, suppliers);
        self.said(lot, &bids, &requirements, &lines);
        self.evaluated(lot, &bids, &criteria);
    }

    /// A procurement's row knows when its first lot was announced.
    fn announce(&mut self, procurement: u128) {
        let lots = self.rows.get("Lot").into_iter().flatten();
        let its = lots.filter(|lot| *lot.cell("procurement_id") == Cell::Id(procurement));
        let moments = its.filter_map(|lot| match lot.cell("announced_at") {
            Cell::Large(moment) => Some(*moment),
            _ => None,
        });
        let first = moments.min().map_or(Cell::Nothing, Cell::Large);
        let rows = self.rows.get_mut("Procurement").unwrap();
        let row = rows.iter_mut().find(|row| row.id == procurement).unwrap();
        row.cells.insert("announced_at", first);
    }

    fn bids(&mut self, procurement: u128, lot: u128, position: i32, suppliers: &[u128]) -> Vec<u128> {
        let number = if position == 0 { 11 } else { self.number(4) };
        let mut bids = Vec::new();
        for number in 0..number {
            let (supplier, submission) = (*self.chance.one(suppliers), self.id());
            self.submissions.push([submission, procurement, supplier]);
            let given = [
                ("submission_id", Cell::Id(submission)),
                ("supplier_id", Cell::Id(supplier)),
                ("lot_id", Cell::Id(lot)),
                ("key", text(format!("B{}", number / 2))),
            ];
            bids.push(self.put("Bid", &given));
        }
        bids
    }

    fn said(&mut self, lot: u128, bids: &[u128], requirements: &[u128], lines: &[u128]) {
        for bid in bids {
            let of = [("lot_id", Cell::Id(lot)), ("bid_id", Cell::Id(*bid))];
            for line in self.some(lines) {
                self.put("BidPrice", &[&of[..], &[("price_line_id", Cell::Id(line))]].concat());
            }
            if self.chance.once_in(3) {
                continue;
            }
            let needed = match requirements {
                [] => Cell::Nothing,
                _ if self.chance.once_in(2) => Cell::Nothing,
                _ => Cell::Id(*self.chance.one(requirements)),
            };
            self.put("Examination", &[&of[..], &[("requirement_id", needed)]].concat());
        }
    }

    fn evaluated(&mut self, lot: u128, bids: &[u128], criteria: &[u128]) {
        let runs = self.number(3);
        for number in 1..=runs {
            let (of, current) = (("lot_id", Cell::Id(lot)), ("current", Cell::Truth(number == runs)));
            let run = self.put("Evaluation", &[of.clone(), current.clone(), ("number", Cell::Int(number))]);
            for (position, bid) in self.some(bids).into_iter().enumerate() {
                let position = Cell::Int(i32::try_from(position / 2).unwrap());
                let bid = ("bid_id", Cell::Id(bid));
                let own = [("evaluation_id", Cell::Id(run)), ("position", position)];
                let common = [of.clone(), current.clone(), bid];
                let placement = self.put("Placement", &[&common[..], &own].concat());
                for (position, criterion) in self.some(criteria).into_iter().enumerate() {
                    let position = Cell::Int(i32::try_from(position / 2).unwrap());
                    let own = [
                        ("placement_id", Cell::Id(placement)),
                        ("criterion_id", Cell::Id(criterion)),
                        ("position", position),
                    ];
                    self.put("Score", &[&common[..], &own].concat());
                }
            }
        }
    }
}
