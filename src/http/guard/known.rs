//! Documents that have been answered before, so that they need not be counted, parsed and measured again. They are kept
//! under their whole text, and no more of them than a number of bytes.

use super::{Admitted, admit};
use crate::http::answer::Refusal;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;

/// What the documents that are kept may weigh together, in bytes.
const BYTES: u64 = 32 * 1024 * 1024;
/// What a parsed document weighs for each byte of its text: a field of four letters becomes a few hundred bytes.
const PARSED: u64 = 64;

/// Whether a document was answered before without a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Met {
    First,
    Before,
}

/// The documents of one server. Clones share them.
#[derive(Clone)]
pub(in crate::http) struct Documents(Arc<Cache<Box<str>, Arc<Admitted>, Bytes>>);

#[derive(Clone)]
struct Bytes;

impl Weighter<Box<str>, Arc<Admitted>> for Bytes {
    fn weight(&self, text: &Box<str>, _: &Arc<Admitted>) -> u64 {
        weight(text)
    }
}

fn weight(text: &str) -> u64 {
    (text.len() as u64).max(1) * (PARSED + 1)
}

impl Documents {
    pub(in crate::http) fn new() -> Self {
        Self::of(BYTES)
    }

    fn of(bytes: u64) -> Self {
        // A typical document has some hundred bytes.
        let documents = usize::try_from(bytes / weight(&"x".repeat(400))).unwrap_or(usize::MAX);
        Self(Arc::new(Cache::with_weighter(documents, bytes, Bytes)))
    }

    /// The document of a text, and whether it was answered before.
    pub(in crate::http) fn admit(&self, text: &str) -> Result<(Arc<Admitted>, Met), Refusal> {
        match self.0.get(text) {
            Some(known) => Ok((known, Met::Before)),
            None => Ok((Arc::new(admit(text)?), Met::First)),
        }
    }

    /// Keeps a document that was answered without a fault. What is refused is not kept: it would push out what is used.
    pub(in crate::http) fn keep(&self, text: &str, document: &Arc<Admitted>) {
        if !self.0.contains_key(text) {
            self.0.insert(text.into(), Arc::clone(document));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{BYTES, Documents, Met, weight};

    #[test]
    fn what_was_kept_is_found_and_bytes_have_a_bound() {
        let documents = Documents::new();
        let (first, met) = documents.admit("{ a }").unwrap();
        assert_eq!((met, documents.admit("{ a }").unwrap().1), (Met::First, Met::First));
        documents.keep("{ a }", &first);
        let (again, met) = documents.admit("{ a }").unwrap();
        assert!(std::sync::Arc::ptr_eq(&first, &again) && met == Met::Before);
        for number in 0..5_000 {
            let text = format!("{{ a{number} {} }}", "b ".repeat(500));
            documents.keep(&text, &documents.admit(&text).unwrap().0);
            assert!(documents.0.weight() <= BYTES);
        }
        assert!(documents.0.weight() > BYTES / 2);
        let small = Documents::of(10 * weight("{ a0 }"));
        for number in 0..100 {
            let text = format!("{{ a{number} }}");
            small.keep(&text, &small.admit(&text).unwrap().0);
        }
        assert!((1..=10).contains(&small.0.len()), "{}", small.0.len());
    }
}
