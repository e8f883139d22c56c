//! Reads and checks a case file from the path that an argument names.

use super::exit::Exit;
use crate::casefile::Case;
use crate::service::check_case;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use values::{Faults, Key, Place};

/// Bytes that a case file has at most; hundreds of times more than the largest procurement that we know.
const LARGEST: u64 = 256 << 20;

/// The case in a file, checked in every respect; `-` is the standard input.
pub(super) fn read(path: &Path) -> Result<Case, Exit> {
    Ok(check_case(&text(path)?)?)
}

/// The text of a case file; `-` is the standard input.
pub(super) fn text(path: &Path) -> Result<String, Exit> {
    let shown = path.display();
    let bytes = bytes(path).map_err(|error| {
        Exit::Failed(format!("file.unreadable: {shown}: {error}\n  way out: name a case file, such as demo/a_hvb.json"))
    })?;
    if bytes.len() as u64 > LARGEST {
        let cause = format!("{shown} has more than {LARGEST} bytes");
        return Err(Faults::one("file.too_large", &Place::root(), cause, "name a case file: one procurement").into());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let cause = format!("{shown} is not UTF-8 at byte {}", error.utf8_error().valid_up_to());
        Faults::one("document.not_utf8", &Place::root(), cause, "save the file as UTF-8")
    })?;
    Ok(text)
}

/// What stands there, one byte more than is accepted at most.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().take(LARGEST + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Supplier's name by bid.
pub(super) fn names(case: &Case) -> BTreeMap<Key, String> {
    let suppliers: BTreeMap<&Key, &str> = case.suppliers.iter().map(|one| (&one.key, one.name.as_str())).collect();
    let mut names = BTreeMap::new();
    for submission in &case.submissions {
        let name = suppliers.get(&submission.envelope.supplier).copied().unwrap_or_default();
        names.extend(submission.bids().iter().map(|bid| (bid.key.clone(), name.to_owned())));
    }
    names
}
