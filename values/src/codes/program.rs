//! Codes of the program and of what it runs on.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "file.unreadable",
        "Filen går inte att läsa.",
        "The file cannot be read.",
        "Ange en fil som finns.",
        "Name a file that is there.",
    ),
    code(
        "output.failed",
        "Utdata går inte att skriva.",
        "The output cannot be written.",
        "Se till att platsen finns och har utrymme.",
        "See that the place exists and has room.",
    ),
    code(
        "runtime.failed",
        "Programmets körmiljö startar inte.",
        "The runtime of the program does not start.",
        "Se operativsystemets meddelande.",
        "See the message of the operating system.",
    ),
    code(
        "serve.address_not_loopback",
        "Adressen kan nås utifrån.",
        "The address can be reached from outside.",
        "Lyssna på 127.0.0.1 eller [::1].",
        "Listen on 127.0.0.1 or [::1].",
    ),
    code(
        "serve.address_unavailable",
        "Adressen är upptagen eller går inte att ta.",
        "The address is taken or cannot be had.",
        "Stoppa det som lyssnar där, eller välj en annan port.",
        "Stop what listens there, or choose another port.",
    ),
    code(
        "serve.run_id",
        "Körningen fick inget id.",
        "The run got no id.",
        "Starta om; rapportera det om det händer igen.",
        "Start again; report it if it happens again.",
    ),
    code(
        "storage.damaged",
        "Det som är lagrat går inte att läsa som vad det ska vara.",
        "What is stored does not read as what it should be.",
        "Återställ databasen från en säkerhetskopia.",
        "Restore the database from a backup.",
    ),
    code(
        "storage.document_changed",
        "Ett lagrat dokument har en annan kontrollsumma än sin egen.",
        "A stored document has another digest than its own.",
        "Återställ databasen från en säkerhetskopia.",
        "Restore the database from a backup.",
    ),
    code(
        "storage.document_missing",
        "Ett lagrat dokument saknas.",
        "A stored document is missing.",
        "Återställ databasen från en säkerhetskopia.",
        "Restore the database from a backup.",
    ),
    code(
        "storage.failed",
        "Databasen vägrade eller tappade en sats.",
        "The database refused or lost a statement.",
        "Se programmets logg.",
        "See the log of the program.",
    ),
    code(
        "storage.head_differs",
        "Raderna stämmer inte med upphandlingens dokument.",
        "The rows do not agree with the procurement's document.",
        "Återställ databasen från en säkerhetskopia.",
        "Restore the database from a backup.",
    ),
];
