//! The register of fault codes: every code that the project ever tells, with its meaning and the way out. A code that
//! is not here is not used, and one that is here is used somewhere; `tests/it/codes.rs` holds the sources to that.
//! docs/errors.md is printed from here.

mod bid;
mod case;
mod check;
mod document;
mod model;
mod plan;
mod program;
mod record;
mod repeated;

use crate::text::Bilingual;

/// A code of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, stable for ever: area and name.
    pub code: &'static str,
    /// What it means.
    pub meaning: Bilingual,
    /// The way out.
    pub way_out: Bilingual,
}

/// The codes, area by area.
pub const AREAS: [(Bilingual, &[Code]); 9] = [
    (Bilingual { sv: "Dokumentets text och form", en: "Text and shape of documents" }, document::CODES),
    (Bilingual { sv: "Utvärderingsmodeller", en: "Evaluation models" }, model::CODES),
    (Bilingual { sv: "Anbud och beslut om dem", en: "Bids and decisions about them" }, bid::CODES),
    (Bilingual { sv: "Bemanningsplaner", en: "Staffing plans" }, plan::CODES),
    (Bilingual { sv: "Ärendet som helhet", en: "The case as a whole" }, case::CODES),
    (
        Bilingual { sv: "Nya versioner och upprepade begäranden", en: "New versions and repeated requests" },
        repeated::CODES,
    ),
    (Bilingual { sv: "Kontroll av det lagrade", en: "The check of what is stored" }, check::CODES),
    (Bilingual { sv: "Utvärderingsprotokoll", en: "Evaluation records" }, record::CODES),
    (Bilingual { sv: "Programmet och det som det körs på", en: "The program and what it runs on" }, program::CODES),
];

/// Every code.
pub fn all() -> impl Iterator<Item = &'static Code> {
    AREAS.into_iter().flat_map(|(_, codes)| codes)
}

const fn code(
    code: &'static str,
    sv: &'static str,
    en: &'static str,
    way_out_sv: &'static str,
    way_out_en: &'static str,
) -> Code {
    Code { code, meaning: Bilingual { sv, en }, way_out: Bilingual { sv: way_out_sv, en: way_out_en } }
}

#[cfg(test)]
mod tests {
    use super::{AREAS, all};
    use std::collections::BTreeSet;

    #[test]
    fn every_code_stands_once_and_says_what_it_means_and_the_way_out() {
        let codes: BTreeSet<&str> = all().map(|one| one.code).collect();
        assert_eq!(codes.len(), AREAS.iter().map(|(_, codes)| codes.len()).sum::<usize>());
        assert!(codes.contains("document.not_json") && codes.contains("DATABASE_BUSY"));
        for one in all() {
            for text in [one.meaning.sv, one.meaning.en, one.way_out.sv, one.way_out.en] {
                assert!(text.len() > 6, "{}: {text}", one.code);
            }
        }
    }
}
