//! How many things lists hold, as they were counted before, each with the moment of that count. Whoever sees the same moment
//! would count the same: the statement asks for the moment itself, and counts only where it is another one.
//!
//! To count a list takes longer the longer it is, and everybody who turns its pages asks again.

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;

/// What the numbers that are kept may weigh together, in bytes.
const BYTES: u64 = 1024 * 1024;
/// What one weighs beside the name of its list.
const EACH: u64 = 200;

/// A number, and when it was counted.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) moment: String,
    pub(super) number: i64,
}

/// The numbers of one read model, under the names of their lists. Clones share them.
#[derive(Clone)]
pub(super) struct Numbers(Arc<Cache<Box<str>, Arc<Counted>, Bytes>>);

#[derive(Clone)]
struct Bytes;

impl Weighter<Box<str>, Arc<Counted>> for Bytes {
    fn weight(&self, list: &Box<str>, _: &Arc<Counted>) -> u64 {
        list.len() as u64 + EACH
    }
}

impl Default for Numbers {
    fn default() -> Self {
        let lists = usize::try_from(BYTES / (2 * EACH)).unwrap_or(usize::MAX);
        Self(Arc::new(Cache::with_weighter(lists, BYTES, Bytes)))
    }
}

impl Numbers {
    /// What was counted last of a list.
    pub(super) fn known(&self, list: &str) -> Option<Arc<Counted>> {
        self.0.get(list)
    }

    /// Keeps what was counted, or known, at a moment.
    pub(super) fn keep(&self, list: &str, counted: Counted) {
        let known = self.0.get(list).is_some_and(|known| known.moment == counted.moment);
        if !known {
            self.0.insert(list.into(), Arc::new(counted));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Counted, Numbers};

    #[test]
    fn the_last_count_of_a_list_is_known_and_bytes_have_a_bound() {
        let numbers = Numbers::default();
        assert!(numbers.known("Lot").is_none());
        for (moment, number) in [("1", 5), ("2", 6)] {
            numbers.keep("Lot", Counted { moment: moment.to_owned(), number });
        }
        assert_eq!(numbers.known("Lot").map(|known| (known.moment.clone(), known.number)), Some(("2".to_owned(), 6)));
        for number in 0..20_000 {
            numbers.keep(&format!("Lot {number}"), Counted { moment: "3".to_owned(), number });
        }
        assert!((BYTES / 2..=BYTES).contains(&numbers.0.weight()), "{}", numbers.0.weight());
    }
}
