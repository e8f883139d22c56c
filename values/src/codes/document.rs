//! Codes of a document as such: its text and its shape.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "document.duplicate_key",
        "En nyckel står två gånger i samma objekt.",
        "A key is written twice in the same object.",
        "Behåll en av de två.",
        "Keep one of the two.",
    ),
    code(
        "document.missing_member",
        "En obligatorisk medlem saknas.",
        "A required member is missing.",
        "Lägg till den.",
        "Add it.",
    ),
    code(
        "document.not_canonical",
        "Dokumentet har ingen kanonisk form.",
        "The document has no canonical form.",
        "Rapportera det: varje dokumenttyp ska ha en.",
        "Report it: every document type should have one.",
    ),
    code(
        "document.not_json",
        "Texten är inte JSON.",
        "The text is not JSON.",
        "Rätta texten där felet står, så att helheten är ett JSON-dokument.",
        "Correct the text where it breaks, so that the whole is one JSON document.",
    ),
    code(
        "document.not_utf8",
        "Filen är inte UTF-8.",
        "The file is not UTF-8.",
        "Spara filen som UTF-8.",
        "Save the file as UTF-8.",
    ),
    code(
        "document.nul",
        "En text innehåller tecknet U+0000.",
        "A text holds the sign U+0000.",
        "Ta bort det.",
        "Take it out.",
    ),
    code(
        "document.number",
        "Ett tal utan citattecken är inte ett litet antal.",
        "A number without quotes is not a small count.",
        "Skriv decimaltal och stora tal inom citattecken.",
        "Write decimals and large numbers in quotes.",
    ),
    code(
        "document.pattern",
        "En text har inte den form som krävs, till exempel en nyckel, en valuta eller en tidpunkt.",
        "A text does not have the form that is asked for, such as a key, a currency or a moment.",
        "Skriv den i den form som meddelandet anger.",
        "Write it in the form that the message names.",
    ),
    code(
        "document.shape",
        "Dokumentet går inte att läsa in i sin typ.",
        "The document does not read into its type.",
        "Jämför med formatets JSON Schema.",
        "Compare with the JSON Schema of the format.",
    ),
    code(
        "document.unknown_member",
        "Objektet har en medlem som inte är känd där.",
        "The object has a member that is not known there.",
        "Skriv det namn som meddelandet föreslår, eller ta bort medlemmen.",
        "Write the name that the message proposes, or remove the member.",
    ),
    code(
        "document.unknown_word",
        "Ett ord hör inte till den slutna mängden.",
        "A word is not of the closed set.",
        "Välj ett av orden i meddelandet.",
        "Choose one of the words in the message.",
    ),
    code(
        "document.wrong_kind",
        "Ett värde är av fel slag, till exempel ett tal där en text ska stå.",
        "A value is of the wrong kind, such as a number where a text is expected.",
        "Skriv det slag som meddelandet anger.",
        "Write the kind that the message names.",
    ),
];
