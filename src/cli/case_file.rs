//! Reads and checks a case file from the path that an argument names.

use super::exit::Exit;
use crate::casefile::Case;
use crate::service::check_case;
use std::collections::BTreeMap;
use std::path::Path;
use values::{Faults, Key, Place};

/// The case in a file, checked in every respect; `-` is the standard input.
pub(super) fn read(path: &Path) -> Result<Case, Exit> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let shown = path.display();
    let bytes = bytes.map_err(|error| {
        Exit::Failed(format!("file.unreadable: {shown}: {error}\n  way out: name a case file, such as demo/a_hvb.json"))
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let cause = format!("{shown} is not UTF-8 at byte {}", error.utf8_error().valid_up_to());
        Faults::one("document.not_utf8", &Place::root(), cause, "save the file as UTF-8")
    })?;
    Ok(check_case(&text)?)
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
