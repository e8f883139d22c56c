//! Closed sets of words: the database writes them in snake_case, the API in capitals.

mod staffing;

pub use staffing::{DEGREE, DUTY, EMPLOYMENT, PUBLISHED_WORD_KIND, ROUNDING_MODE, SLEEPING_DUTY};

use super::words;
use values::text::Bilingual;

/// One closed set.
pub struct Enumeration {
    /// Its type name in the API.
    pub name: &'static str,
    /// What it tells apart.
    pub description: Bilingual,
    /// Its words.
    pub values: &'static [EnumValue],
}

/// One word of a closed set.
pub struct EnumValue {
    /// As the API writes it.
    pub name: &'static str,
    /// As the database writes it.
    pub stored: &'static str,
    /// What it means.
    pub description: Bilingual,
}

impl Enumeration {
    /// How the database writes a word of the API.
    pub fn stored(&self, name: &str) -> Option<&'static str> {
        self.values.iter().find(|value| value.name == name).map(|value| value.stored)
    }

    /// How the API writes a stored word.
    pub fn name_of(&self, stored: &str) -> Option<&'static str> {
        self.values.iter().find(|value| value.stored == stored).map(|value| value.name)
    }
}

const fn value(name: &'static str, stored: &'static str, sv: &'static str, en: &'static str) -> EnumValue {
    EnumValue { name, stored, description: words(sv, en) }
}

/// Whether amounts include value added tax.
pub(super) static TAX_BASIS: Enumeration = Enumeration {
    name: "TaxBasis",
    description: words("Om belopp anges med eller utan moms", "Whether amounts include value added tax"),
    values: &[
        value("EXCLUDING", "excluding", "Utan moms", "Without value added tax"),
        value("INCLUDING", "including", "Med moms", "With value added tax"),
        value("EXEMPT", "exempt", "Momsfritt", "Exempt from value added tax"),
    ],
};

/// What the award rests on.
pub(super) static AWARD_BASIS: Enumeration = Enumeration {
    name: "AwardBasis",
    description: words("Utvärderingsgrund", "Award basis (utvärderingsgrund)"),
    values: &[
        value(
            "BEST_PRICE_QUALITY",
            "best_price_quality",
            "Bästa förhållandet mellan pris och kvalitet",
            "Best price-quality ratio",
        ),
        value("COST", "cost", "Kostnad", "Cost-effectiveness"),
        value("PRICE", "price", "Pris", "Price alone"),
    ],
};

/// Which classification a code belongs to.
pub(super) static CLASSIFICATION_SCHEME: Enumeration = Enumeration {
    name: "ClassificationScheme",
    description: words("Klassifikation som koden hör till", "The classification that a code belongs to"),
    values: &[
        value("CPV", "CPV", "Vad som köps", "Common Procurement Vocabulary: what is bought"),
        value("NUTS", "NUTS", "Var det utförs", "Territorial units: where it is performed"),
    ],
};

/// Who says which level a bid reaches.
pub(super) static ASSESSOR: Enumeration = Enumeration {
    name: "Assessor",
    description: words("Vem som avgör nivån", "Who says which level a bid reaches"),
    values: &[
        value("STATEMENT", "statement", "Anbudsgivarens egen uppgift", "The supplier's own statement"),
        value("PANEL", "panel", "Bedömargruppen", "The evaluation panel (bedömargrupp)"),
        value("PLAN", "plan", "Mätt ur bemanningsplanen", "Measured from the staffing plan (bemanningsplan)"),
    ],
};

/// What happened to a mandate.
pub(super) static MANDATE_ACTION: Enumeration = Enumeration {
    name: "MandateAction",
    description: words("Vad som hände med fullmakten", "What happened to a mandate (fullmakt)"),
    values: &[
        value("GRANTED", "granted", "Lämnad", "It was given"),
        value("WITHDRAWN", "withdrawn", "Återkallad", "It was taken back"),
    ],
};

/// What the examination of a bid led to.
pub(super) static EXAMINATION_OUTCOME: Enumeration = Enumeration {
    name: "ExaminationOutcome",
    description: words("Vad prövningen ledde till", "What the examination of a bid led to"),
    values: &[
        value("ADMITTED", "admitted", "Anbudet utvärderas", "The bid is evaluated"),
        value("REJECTED", "rejected", "Anbudet förkastas", "The bid is rejected"),
    ],
};

/// Why a bid was rejected.
pub(super) static REJECTION_GROUND: Enumeration = Enumeration {
    name: "RejectionGround",
    description: words("Grund för att förkasta", "Ground of a rejection"),
    values: &[
        value(
            "REQUIREMENT",
            "requirement",
            "Ett obligatoriskt krav är inte uppfyllt",
            "A mandatory requirement is not met",
        ),
        value("ABNORMALLY_LOW", "abnormally_low", "Onormalt lågt anbud", "An abnormally low bid (onormalt lågt anbud)"),
    ],
};

/// What a stated property is about.
pub(super) static BID_PROPERTY_NAME: Enumeration = Enumeration {
    name: "BidPropertyName",
    description: words(
        "Uppgift för livscykelkostnaden",
        "Property of a product, for the life-cycle cost (livscykelkostnad)",
    ),
    values: &[
        value("KWH_PER_YEAR", "kwh_per_year", "Energianvändning, kWh per år", "Energy used, kWh per year"),
        value("SERVICE_PER_YEAR", "service_per_year", "Service per år", "Service per year"),
        value("WARRANTY_YEARS", "warranty_years", "Garanti, år", "Warranty, years"),
        value("RECONDITIONING_HOURS", "reconditioning_hours", "Rekonditionering, timmar", "Reconditioning, hours"),
    ],
};

/// Where a value in the trace comes from.
pub(super) static TRACE_SOURCE: Enumeration = Enumeration {
    name: "TraceSource",
    description: words("Varifrån ett värde i uträkningen kommer", "Where a value in the calculation comes from"),
    values: &[
        value("STEP", "step", "Ett tidigare steg", "An earlier step"),
        value("MODEL", "model", "Utvärderingsmodellen", "The evaluation model"),
        value("BID", "bid", "Anbudet", "The bid"),
        value("PANEL", "panel", "Bedömargruppen", "The evaluation panel"),
        value("EXAMINATION", "examination", "Prövningen av anbudet", "The examination of the bid"),
        value("DRAW", "draw", "En bevittnad lottning", "A witnessed drawing of lots"),
        value("CONSTANT", "constant", "En konstant i regeln", "A constant of the rule"),
    ],
};

/// Which part of the Procurement Act governs. The words are those of `values::law::Profile`.
pub static LEGAL_PROFILE: Enumeration = Enumeration {
    name: "LegalProfile",
    description: words(
        "Vilken del av lagen om offentlig upphandling som gäller",
        "Which part of the Procurement Act (LOU) governs",
    ),
    values: &[
        value("DIRECTIVE", "directive", "Direktivstyrd upphandling", "Directive-governed procurement"),
        value(
            "ANNEX_TWO_AT_OR_ABOVE_THRESHOLD",
            "annex_two_at_or_above_threshold",
            "Tjänst enligt bilaga 2, från tröskelvärdet",
            "Annex 2 service at or above the threshold",
        ),
        value(
            "ANNEX_TWO_BELOW_THRESHOLD",
            "annex_two_below_threshold",
            "Tjänst enligt bilaga 2, under tröskelvärdet",
            "Annex 2 service below the threshold",
        ),
        value(
            "OTHER_BELOW_THRESHOLD",
            "other_below_threshold",
            "Annan upphandling under tröskelvärdet",
            "Other procurement below the threshold",
        ),
    ],
};

/// Where a lot stands. The words are those of `procedure::stage`.
pub static LOT_STAGE: Enumeration = Enumeration {
    name: "LotStage",
    description: words("Anbudsområdets skede", "Stage of a lot"),
    values: &[
        value("EVALUATION", "evaluation", "Utvärdering", "Bids are evaluated"),
        value("ANNOUNCED", "announced", "Tilldelningsbeslutet är meddelat", "The award decision is announced"),
    ],
};

/// What a mandate is worth at publication. The words are those of `procedure::mandate`.
pub static MANDATE_STANDING: Enumeration = Enumeration {
    name: "MandateStanding",
    description: words(
        "Vad en fullmakt gäller för vid annonseringen",
        "What a mandate (fullmakt) is worth at publication",
    ),
    values: &[
        value("GRANTED", "granted", "Lämnad senast den dag den skulle", "Given by the date it was due"),
        value(
            "GRANTED_LATE",
            "granted_late",
            "Lämnad senare, men före annonseringen",
            "Given later, yet before publication",
        ),
        value("WITHDRAWN", "withdrawn", "Återkallad före annonseringen", "Taken back before publication"),
        value("MISSING", "missing", "Saknas vid annonseringen", "Not given by publication"),
    ],
};
