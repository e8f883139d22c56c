//! Codes of the check that holds rows against documents.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "check.row_missing",
        "En rad som följer av dokumenten finns inte.",
        "A row that follows from the documents is not there.",
        "Återställ databasen från en säkerhetskopia, och ta reda på vem som skrivit i den.",
        "Restore the database from a backup, and find out who has written into it.",
    ),
    code(
        "check.row_surplus",
        "En rad finns som inte följer av något dokument.",
        "A row is there that follows from no document.",
        "Tro dokumenten och inte raden; återställ databasen från en säkerhetskopia.",
        "Believe the documents and not the row; restore the database from a backup.",
    ),
    code(
        "check.set_aside",
        "Ärendets rader jämfördes inte: ett av dess dokument saknas eller är ett annat.",
        "The rows of the case were not compared: one of its documents is missing or is another.",
        "Återställ dokumentet från en säkerhetskopia och kontrollera igen.",
        "Restore the document from a backup and check again.",
    ),
    code(
        "check.value_differs",
        "En rad säger något annat än dokumenten, eller en text har inte sin kontrollsumma.",
        "A row says something else than the documents, or a text does not have its digest.",
        "Tro det värde som dokumenten ger; återställ databasen från en säkerhetskopia.",
        "Believe the value by the documents; restore the database from a backup.",
    ),
];
