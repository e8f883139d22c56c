//! Codes of requests that come more than once, and of cases that come in a new version.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "request.key_length",
        "En nyckel mot upprepning är tom eller för lång.",
        "An idempotency key is empty or too long.",
        "Välj en nyckel på 1 till 200 tecken, till exempel ett slumpat UUID.",
        "Choose a key of 1 to 200 characters, such as a random UUID.",
    ),
    code(
        "request.key_reused",
        "Nyckeln hör redan till en annan begäran.",
        "The key belongs to another request already.",
        "Upprepa den första begäran oförändrad, eller ta en ny nyckel.",
        "Repeat the first request as it was, or take a new key.",
    ),
    code(
        "version.announcement_missing",
        "Ett meddelat tilldelningsbeslut saknas i den nya versionen.",
        "An award decision that was announced is missing in the new version.",
        "Behåll tidpunkten för meddelandet.",
        "Keep the time of the announcement.",
    ),
    code(
        "version.award_limit_locked",
        "Antalet anbud som antas ändras efter öppningen.",
        "The number of bids that are admitted changes after the opening.",
        "Lämna antalet som det annonserades.",
        "Hand in the number that was published.",
    ),
    code(
        "version.bid_missing",
        "Ett öppnat anbud saknas i den nya versionen, eller ligger i ett annat område.",
        "A bid that was opened is missing in the new version, or is in another lot.",
        "Behåll det i sitt område och förkasta det med ett beslut.",
        "Keep it in its lot, and reject it by a decision.",
    ),
    code(
        "version.deadline_locked",
        "Anbudstidens utgång ändras efter öppningen.",
        "The tender deadline changes after the opening.",
        "Lämna tidpunkten som den annonserades.",
        "Hand in the deadline that was published.",
    ),
    code(
        "version.lots_locked",
        "Anbudsområden tillkommer eller försvinner efter öppningen.",
        "Lots come or go after the opening.",
        "Lämna områdena som de annonserades.",
        "Hand in the lots that were published.",
    ),
    code(
        "version.model_locked",
        "Utvärderingsmodell eller minimikrav ändras efter öppningen.",
        "The evaluation model or its minimum requirements change after the opening.",
        "Lämna modellen som den annonserades, eller börja en ny upphandling.",
        "Hand in the model as it was published, or begin a new procurement.",
    ),
    code(
        "version.no_case",
        "Det finns inget ärende att lämna en ny version av.",
        "There is no case for this to be a new version of.",
        "Rätta nyckeln, eller importera utan --new-version.",
        "Correct the key, or import it without --new-version.",
    ),
    code(
        "version.reason",
        "Skälet till en ny version är tomt eller för långt.",
        "The reason for a new version is empty or too long.",
        "Skriv på svenska vad som har ändrats och varför.",
        "Say in Swedish what has changed, and why.",
    ),
    code(
        "version.submission_missing",
        "Ett mottaget anbud saknas i den nya versionen.",
        "A submission that was received is missing in the new version.",
        "Behåll det, och förkasta dess anbud med ett beslut.",
        "Keep it, and reject its bids by a decision.",
    ),
];
