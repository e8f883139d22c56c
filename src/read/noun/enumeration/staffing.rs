//! The closed sets of staffing plans and of what measures them. The words are those of `scoring::document`.

use super::{Enumeration, value};
use crate::read::noun::words;

/// What a published word is.
pub static PUBLISHED_WORD_KIND: Enumeration = Enumeration {
    name: "PublishedWordKind",
    description: words("Vad ett publicerat ord är", "What a published word is"),
    values: &[
        value("FUNCTION", "function", "Funktion som någon har", "A function that somebody has"),
        value("METHOD", "method", "Metod som någon är utbildad i", "A method that somebody is trained in"),
    ],
};

/// Whether hours of sleeping duty count.
pub static SLEEPING_DUTY: Enumeration = Enumeration {
    name: "SleepingDuty",
    description: words("Om timmar med sovande jour räknas", "Whether hours of sleeping duty (sovande jour) count"),
    values: &[
        value("COUNTED", "counted", "De räknas", "They count as hours"),
        value("NOT_COUNTED", "not_counted", "De räknas inte", "They do not count"),
    ],
};

/// Kind of duty.
pub static DUTY: Enumeration = Enumeration {
    name: "Duty",
    description: words("Slag av tjänstgöring", "Kind of duty"),
    values: &[
        value("WAKING", "waking", "Vaken, på plats", "Awake and on site"),
        value("SLEEPING", "sleeping", "Sovande jour, på plats", "Asleep on site, on call (sovande jour)"),
        value("BACK_UP", "back_up", "Bakjour, på annan plats", "Elsewhere, on call (bakjour)"),
    ],
};

/// Level of education.
pub static DEGREE: Enumeration = Enumeration {
    name: "Degree",
    description: words("Utbildningsnivå", "Level of education"),
    values: &[
        value("UPPER_SECONDARY", "upper_secondary", "Gymnasium", "Upper secondary school (gymnasium)"),
        value(
            "POST_SECONDARY",
            "post_secondary",
            "Minst två år efter gymnasiet",
            "At least two years after upper secondary school",
        ),
        value("BACHELOR", "bachelor", "Examen om minst 180 högskolepoäng", "A degree of at least 180 credits"),
        value("MASTER", "master", "Examen om minst 240 högskolepoäng", "A degree of at least 240 credits"),
    ],
};

/// Form of employment.
pub static EMPLOYMENT: Enumeration = Enumeration {
    name: "Employment",
    description: words("Anställningsform", "Form of employment"),
    values: &[
        value("PERMANENT", "permanent", "Tillsvidare", "Until further notice (tillsvidare)"),
        value("FIXED_TERM", "fixed_term", "Visstid", "For a fixed term"),
        value("HOURLY", "hourly", "Per timme", "By the hour"),
    ],
};

/// What happens to a value that lies between. The words are those of `values::Mode`.
pub static ROUNDING_MODE: Enumeration = Enumeration {
    name: "RoundingMode",
    description: words("Vad som händer med ett värde mitt emellan", "What happens to a value that lies between"),
    values: &[
        value(
            "HALF_AWAY_FROM_ZERO",
            "half_away_from_zero",
            "Till närmaste; hälften bort från noll",
            "To the nearer; exactly half goes away from zero",
        ),
        value(
            "HALF_EVEN",
            "half_even",
            "Till närmaste; hälften till det jämna",
            "To the nearer; exactly half goes to the even one",
        ),
        value("TOWARD_ZERO", "toward_zero", "Mot noll: skärs av", "To the one nearer zero: a cut"),
        value("AWAY_FROM_ZERO", "away_from_zero", "Bort från noll", "To the one farther from zero"),
        value("FLOOR", "floor", "Nedåt", "To the lower"),
        value("CEILING", "ceiling", "Uppåt", "To the higher"),
    ],
};
