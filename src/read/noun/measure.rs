//! The noun Measure: how a criterion is measured from the staffing plan; what a measure does not need is absent.

use super::visibility::of_lot;
use super::{
    CRITERION, Filter, MEASURE_WORD, NIGHT_LEVEL, Noun, Order, Scale, decimal, enumerated, enumeration, field, id,
    integer, many, one, rule, text, words,
};
use entity::measure::{self, Column as C};
use entity::{criterion, measure_word, night_level};

/// How a criterion is measured from the staffing plan; what a measure does not need is absent.
pub static MEASURE: Noun = Noun {
    name: "Measure",
    description: words(
        "Hur ett kriterium mäts ur bemanningsplanen",
        "How a criterion is measured from the staffing plan; what a measure does not need is absent",
    ),
    table: &measure::Entity,
    id: &C::Id,
    visibility: of_lot(&C::LotId),
    fields: &[
        id(),
        field("ruleRevision", text(&C::Rule), "Regel och utgåva", "Rule and revision, such as `fte_per_place@1`"),
        field(
            "sleepingDuty",
            enumerated(&C::SleepingDuty, &enumeration::SLEEPING_DUTY),
            "Om sovande jour räknas",
            "Whether hours of sleeping duty (sovande jour) count",
        )
        .optional(),
        field(
            "minimumCredits",
            integer(&C::MinimumCredits),
            "Högskolepoäng som minst krävs",
            "Credits (högskolepoäng) that count as qualified, at least",
        )
        .optional(),
        field(
            "minimumMethods",
            integer(&C::MinimumMethods),
            "Antal metoder som minst krävs",
            "In how many methods a person is trained, at least",
        )
        .optional(),
        field(
            "minimumDays",
            decimal(&C::MinimumDays, Scale::Measure),
            "Utbildningsdagar per metod som minst krävs",
            "Days of training per method, at least",
        )
        .optional(),
        field(
            "hoursPerFullTimeYear",
            decimal(&C::HoursPerFullTimeYear, Scale::Measure),
            "Timmar på ett helårsarbete",
            "Hours of a full-time year (årsarbetare)",
        )
        .optional(),
        field(
            "hoursPerFullTimeMonth",
            decimal(&C::HoursPerFullTimeMonth, Scale::Measure),
            "Timmar på en heltidsmånad",
            "Hours of a full-time month",
        )
        .optional(),
        field(
            "from",
            text(&C::PartFrom),
            "När den del av dygnet som räknas börjar, HH:MM",
            "When the part of the day that counts begins, HH:MM",
        )
        .optional(),
        field("to", text(&C::PartTo), "När den slutar", "When it ends; at or before its beginning is the next day")
            .optional(),
        field(
            "duty",
            enumerated(&C::Duty, &enumeration::DUTY),
            "Slag av tjänstgöring som räknas",
            "Kind of duty that counts",
        )
        .optional(),
        field(
            "backUpWithinMinutes",
            integer(&C::BackUpWithinMinutes),
            "Inom hur många minuter bakjour ska vara på plats",
            "Within how many minutes back-up (bakjour) has to be there to count",
        )
        .optional(),
        field(
            "lastMonth",
            text(&C::LastMonth),
            "Sista månaden som räknas, ÅÅÅÅ-MM",
            "Last month of payroll that counts, YYYY-MM",
        )
        .optional(),
        field(
            "months",
            integer(&C::Months),
            "Antal månader som räknas",
            "How many months count, up to and with the last",
        )
        .optional(),
        field("cutDecimals", integer(&C::CutDecimals), "Decimaler som behålls", "Decimals that the cut keeps")
            .optional(),
        field(
            "cutMode",
            enumerated(&C::CutMode, &enumeration::ROUNDING_MODE),
            "Hur resten skärs av",
            "What the cut does with a value that lies between",
        )
        .optional(),
    ],
    relations: &[
        one("criterion", &CRITERION, &C::CriterionId, &criterion::Column::Id, "Kriteriet", "The criterion"),
        rule("rule", &C::Rule, "Regeln som mäter", "The rule that measures"),
        many(
            "functions",
            &MEASURE_WORD,
            &C::Id,
            &measure_word::Column::MeasureId,
            "Funktioner som räknas",
            "Functions that are included",
        )
        .only(&[Filter::Equals(&measure_word::Column::Kind, "function")])
        .ordered(&[Order::By(&measure_word::Column::Position)]),
        many(
            "methods",
            &MEASURE_WORD,
            &C::Id,
            &measure_word::Column::MeasureId,
            "Metoder som räknas",
            "Methods that count",
        )
        .only(&[Filter::Equals(&measure_word::Column::Kind, "method")])
        .ordered(&[Order::By(&measure_word::Column::Position)]),
        many(
            "nightLevels",
            &NIGHT_LEVEL,
            &C::Id,
            &night_level::Column::MeasureId,
            "Vad nivåerna av nattbemanning kräver",
            "What the levels of night cover ask for, the lowest first",
        )
        .ordered(&[Order::By(&night_level::Column::Number)]),
    ],
};
