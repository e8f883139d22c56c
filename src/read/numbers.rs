//! How many things lists hold, as they were counted before, each with the moment of that count. Whoever sees the same moment
//! would count the same: the statement asks for the moment itself, and counts only where it is another one.
//!
//! To count a list takes longer the longer it is, and everybody who turns its pages asks again.

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;

/// What the numbers that are kept may weigh together, in bytes.
const BYTES: u64 = 1024 * 1024;
/// What one weighs beside the names of its list and its moment.
const EACH: u64 = 200;

/// A number, and when it was counted.
#[derive(Debug)]
pub(super) struct Counted {
    /// How many connections were made before: with another one, the moment's name could be another moment's.
    pub(super) connections: u64,
    pub(super) moment: String,
    pub(super) number: i64,
}

/// The numbers of one read model, under the names of their lists. Clones share them.
#[derive(Clone)]
pub(super) struct Numbers(Arc<Cache<Box<str>, Arc<Counted>, Bytes>>);

#[derive(Clone)]
struct Bytes;

impl Weighter<Box<str>, Arc<Counted>> for Bytes {
    fn weight(&self, list: &Box<str>, counted: &Arc<Counted>) -> u64 {
        list.len() as u64 + counted.moment.len() as u64 + EACH
    }
}

impl Default for Numbers {
    fn default() -> Self {
        let lists = usize::try_from(BYTES / (2 * EACH)).unwrap_or(usize::MAX);
        Self(Arc::new(Cache::with_weighter(lists, BYTES, Bytes)))
    }
}

impl Numbers {
    /// What was counted last of a list, if no connection was made since.
    pub(super) fn known(&self, list: &str, connections: u64) -> Option<Arc<Counted>> {
        self.0.get(list).filter(|known| known.connections == connections)
    }

    /// Keeps what was counted, or known, at a moment.
    pub(super) fn keep(&self, list: &str, counted: Counted) {
        let same = |known: Arc<Counted>| known.moment == counted.moment && known.connections == counted.connections;
        let known = self.0.get(list).is_some_and(same);
        if !known {
            self.0.insert(list.into(), Arc::new(counted));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Counted, Numbers};

    fn counted(connections: u64, moment: &str, number: i64) -> Counted {
        Counted { connections, moment: moment.to_owned(), number }
    }

    #[test]
    fn the_last_count_of_a_list_is_known_until_a_connection_is_made() {
        let numbers = Numbers::default();
        assert!(numbers.known("Lot", 1).is_none());
        for (connections, moment, number) in [(1, "1", 5), (1, "2", 6), (2, "2", 7)] {
            numbers.keep("Lot", counted(connections, moment, number));
            let known = numbers.known("Lot", connections).map(|known| (known.moment.clone(), known.number));
            assert_eq!(known, Some((moment.to_owned(), number)));
        }
        assert!(numbers.known("Lot", 1).is_none() && numbers.known("Lot", 3).is_none());
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        for (list, moment) in
            [("Lot", "1".to_owned()), ("Lot", "1,".repeat(1_000)), (&"Lot".repeat(1_000), String::new())]
        {
            let numbers = Numbers::default();
            for number in 0..20_000 {
                numbers.keep(&format!("{list} {number}"), counted(1, &moment, number));
            }
            let each = u64::try_from(list.len() + moment.len()).unwrap_or(u64::MAX);
            let kept = u64::try_from(numbers.0.len()).unwrap_or(u64::MAX);
            assert!(kept * each <= BYTES && kept > 100, "{kept} of {each}");
        }
    }
}
