//! Codes of evaluation records and of their verification.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "record.digest_differs",
        "En kontrollsumma i protokollet är inte den som innehållet har.",
        "A digest in the record is not that of what it holds.",
        "Begär protokollet som det publicerades.",
        "Ask for the record that was published.",
    ),
    code(
        "record.draws_unsorted",
        "Lottningarna i protokollet står inte i ordning.",
        "The drawings of lots in the record are not in order.",
        "Ordna dem efter sina anbud, eller begär protokollet som det publicerades.",
        "Sort them by their bids, or ask for the published record.",
    ),
    code(
        "record.key_differs",
        "En nyckel i protokollet är en annan än den som den står under.",
        "A key in the record is another than the one it stands under.",
        "Skriv nyckeln som meddelandet anger, eller begär protokollet som det publicerades.",
        "Write the key that the message names, or ask for the published record.",
    ),
    code(
        "record.not_canonical",
        "Protokollets text är inte den kanoniska formen av sitt innehåll.",
        "The text of the record is not the canonical form of what it says.",
        "Använd protokollet som det publicerades, byte för byte.",
        "Take the record as it was published, byte for byte.",
    ),
    code(
        "record.not_evaluated",
        "Området har ingen lagrad utvärdering av ärendet som det är.",
        "The lot has no stored evaluation of the case as it is.",
        "Utvärdera området först.",
        "Evaluate the lot first.",
    ),
    code(
        "record.result_differs",
        "Ett resultat i protokollet följer inte av dess modell och indata.",
        "A result in the record does not follow from its model and inputs.",
        "Begär protokollet som det publicerades, eller begär överprövning av resultatet.",
        "Ask for the record that was published, or contest the result.",
    ),
    code(
        "record.rule_unknown",
        "Protokollet använder en regel eller revision som programmet inte har.",
        "The record uses a rule or a revision that this program does not have.",
        "Verifiera med ett program vars regelbok har revisionen.",
        "Verify it with a program whose rulebook has the revision.",
    ),
    code(
        "record.step_differs",
        "Ett steg i protokollet är inte det som regeln ger.",
        "A step in the record is not what the rule gives.",
        "Begär protokollet som det publicerades, eller begär överprövning av resultatet.",
        "Ask for the record that was published, or contest the result.",
    ),
];
