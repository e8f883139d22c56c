//! The rule card: what a rule says of itself. One card serves RULEBOOK.md, the API, the explanations and the tests,
//! so that they cannot disagree. A missing part is a compile error.

use crate::rules::RuleId;
use values::law::LegalReference;
use values::text::Bilingual;

/// Everything published about one rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleCard {
    /// Name and revision.
    pub id: RuleId,
    /// Title.
    pub title: Bilingual,
    /// The formula, in plain text with the symbols below.
    pub formula: &'static str,
    /// The symbols of the formula.
    pub symbols: &'static [Symbol],
    /// The quantities that the rule computes, by the names its trace steps bear.
    pub quantities: &'static [Quantity],
    /// How the formula is to be read where it could be read in two ways, one sentence or more to each point.
    pub precisely: &'static [Bilingual],
    /// Why a buyer uses it and why it is written so.
    pub why: Bilingual,
    /// Known troubles.
    pub limits: Bilingual,
    /// What it rounds.
    pub rounding: Bilingual,
    /// Whether another bid can change the order of two bids under this rule.
    pub rank_reversal: RankReversal,
    /// The law it rests on, for every profile.
    pub law: &'static [LegalReference],
    /// A worked example that the engine repeats.
    pub example: WorkedExample,
}

/// How every rule is to be read, one sentence or more to each point.
pub const IN_COMMON: &[Bilingual] = &[
    Bilingual {
        sv: "Varje tal läses som det decimaltal det är skrivet som, nollor sist bland decimalerna räknas inte som \
             decimaler, och allt räknas som exakta bråk. Ingenting avrundas utom där modellen har publicerat det.",
        en: "Every number is read as the decimal that it is written as, zeros at the end of its decimals are no \
             decimals, and everything is computed as exact fractions. Nothing is rounded except where the model has \
             published it.",
    },
    Bilingual {
        sv: "En publicerad avrundning har ett antal decimaler n och ett sätt. Ett värde som är en multipel av 10^-n \
             står kvar. Annars väljs en av de två multiplerna intill: `half_away_from_zero` och `half_even` tar den \
             närmaste, och exakt halvvägs den längre från noll respektive den vars sista siffra är jämn; `toward_zero` \
             (kapning) den närmare noll, `away_from_zero` den längre från noll, `floor` den lägre, `ceiling` den \
             högre.",
        en: "A published rounding has a number of decimals n and a mode. A value that is a multiple of 10^-n stays. \
             Otherwise one of its two neighbours among the multiples is taken: `half_away_from_zero` and `half_even` \
             take the nearer one, and exactly half-way the one further from zero, or the one whose last digit is even; \
             `toward_zero` (a cut) the one nearer to zero, `away_from_zero` the one further from it, `floor` the \
             lower, `ceiling` the higher.",
    },
    Bilingual {
        sv: "En modell kan publicera avrundning i fyra steg: `price`, anbudets summa eller livscykelkostnad; \
             `criterion_amount`, vad ett kriterium ger i avdrag, poäng eller påslag; `price_points`, prispoängen; \
             `comparison_value`, jämförelsevärdet. Allt som räknas efter ett steg räknas med det avrundade värdet: \
             summor, det lägsta priset, jämförelsevärdet, ordningen och särskiljningen.",
        en: "A model can publish rounding in four stages: `price`, the sum or the life-cycle cost of the bid; \
             `criterion_amount`, what one criterion gives as deduction, points or surcharge; `price_points`, the price \
             points; `comparison_value`, the comparison value. All that is computed after a stage is computed with the \
             rounded value: sums, the lowest price, the comparison value, the order and the tie chain.",
    },
    Bilingual {
        sv: "Kriterier kan stå i grupper. Det är de innersta kriterierna som bedöms och räknas; en grupps vikt är \
             summan av vikterna i den, och dess belopp summan av deras belopp, som inte avrundas en gång till. En \
             nyckel är ensam bland sådant av samma slag: ett anbud och ett kriterium kan heta lika.",
        en: "Criteria can stand in groups. It is the innermost criteria that are judged and computed; the weight of a \
             group is the sum of the weights in it, and its amount the sum of their amounts, which is not rounded once \
             more. A key is unique among things of its own kind: a bid and a criterion may have the same.",
    },
    Bilingual {
        sv: "En rad i en bemanningsplan ingår i ett mått om radens funktion är en av de funktioner som måttet räknar \
             upp i modellen. Rader med samma person är en person; dess poäng, utbildningar och år står likadant på \
             varje rad. Ett namn på en person gäller inom ett anbud. En tom lista i planen säger att inget sådant finns. \
             Timmar är timmar i månaden. Planens tal är noll eller mer med högst två decimaler; `share` är högst 1 \
             med högst sex decimaler; personer, poäng och minuter är hela tal. Inget mått läser `degree`, `employment` eller `share`. I tabellerna över storheter \
             är w_i och s_i radens vakna och sovande timmar, h_i de som räknas, I raderna som ingår och P personerna \
             med timmar på dem; ett villkor är 1 där det gäller och annars 0.",
        en: "A line of a staffing plan is included in a measure if its function is one of the functions that the \
             measure lists in the model. Lines with the same person are one person, whose credits, trainings and years \
             are written alike on every line. A name of a person holds within one bid. An empty list in a plan says that \
             there is nothing of it. Hours are hours a month. Numbers in a plan are zero or above with at most two \
             decimals; `share` is at most 1 with at most six; staff, credits and minutes are whole numbers. No measure reads `degree`, `employment` or \
             `share`. In the tables of quantities w_i and s_i are the waking and the sleeping hours of line i, h_i \
             those that count, I the lines that are included and P the persons with hours on them; a condition is 1 \
             where it holds and 0 where not.",
    },
    Bilingual {
        sv: "Ett antaget anbud svarar på allt som modellen frågar efter. Ett svar som saknas eller inte är tillåtet är \
             aldrig noll: anbudsområdet räknas inte alls förrän det är kompletterat eller anbudet är förkastat. Ett \
             svar i ett kriterium som mäts ur planen får saknas, och hela fältet `answers` där inget annat svar \
             behövs; det läses som andra svar, jämförs till sitt värde med måttet efter kapningen och används inte. \
             Skiljer de sig åt antecknas det för prövningen.",
        en: "An admitted bid answers all that the model asks for. An answer that is missing or not permitted is never \
             zero: the lot is not computed at all until it has been completed or the bid rejected. An answer in a \
             criterion that is measured from the plan may be missing, and with it the whole field `answers` where no \
             other answer is needed; it is read as other answers are, compared by its value with the measure after the \
             cut, and not used. A difference is recorded as a finding for the examination.",
    },
    Bilingual {
        sv: "Allt som inte är som här sägs, i en modell, ett anbud, ett beslut eller en lottning, gör att \
             anbudsområdet inte räknas förrän det är rättat. I en modell: vikter vars summa är en annan, en kapning \
             som inte är mot noll, en faktor som sjunker från en nivå till nästa (vid procentuellt påslag: som \
             stiger), en särskiljning som inte slutar med `draw` eller `shared_rank`. I ett anbud: ett svar eller en \
             plan som ingen har frågat efter, en person med olika uppgifter på två rader, en deltagare som inte finns, \
             en dag eller månad som nämns två gånger. I besluten: två beslut om ett anbud, en av panelens nivåer som \
             ingen har frågat efter, som finns två gånger eller inte finns i skalan, en lottning som ingen bevittnat.",
        en: "Whatever is not as is said here, in a model, a bid, a decision or a drawing, means that the lot is not \
             computed until it has been put right. In a model: weights with another sum, a cut that is not toward \
             zero, a factor that falls from one level to the next (in a percentage surcharge: that rises), a tie chain \
             that does not end with `draw` or `shared_rank`. In a bid: an answer or a plan that nobody asked for, a \
             person with other data on a second line, a participant who is not there, a day or a month named twice. In \
             the decisions: two decisions on one bid, a level of the panel that nobody asked for, that is there twice \
             or not on the scale, a drawing that nobody witnessed.",
    },
    Bilingual {
        sv: "Det som inte nämns i någon regel räknas inte med: `tax_basis` beskriver beloppen, `basis` ska passa \
             till regeln och ändrar inget tal, tider visar \
             vad som hände när, värden av området och villkor för ramavtalet hör till avtalet. Hur många anbud som \
             antas, `award_limit`, avgör tilldelningen efter ordningen här och ändrar den inte.",
        en: "What no rule names is not computed with: `tax_basis` describes the amounts, `basis` must fit \
             the rule and changes no figure, times show what \
             happened when, values of the lot and terms of the framework belong to the contract. How many bids are \
             accepted, `award_limit`, is for the award, which follows the order found here and does not change it.",
    },
];

/// A quantity that a rule computes.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// Its name in the trace.
    pub name: &'static str,
    /// What it is.
    pub title: Bilingual,
    /// How it stands in the formula.
    pub expression: &'static str,
}

impl Quantity {
    /// A quantity: name, Swedish title, English title, expression.
    #[must_use]
    pub const fn new(name: &'static str, sv: &'static str, en: &'static str, expression: &'static str) -> Self {
        Self { name, title: Bilingual { sv, en }, expression }
    }
}

/// One symbol of a formula.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// How it is written.
    pub name: &'static str,
    /// What it is.
    pub meaning: Bilingual,
    /// Its unit.
    pub unit: &'static str,
}

impl Symbol {
    /// A symbol: how it is written, Swedish meaning, English meaning, unit.
    #[must_use]
    pub const fn new(name: &'static str, sv: &'static str, en: &'static str, unit: &'static str) -> Self {
        Self { name, meaning: Bilingual { sv, en }, unit }
    }
}

/// Whether adding or removing a bid can change the order of two other bids.
#[derive(Clone, Copy, Debug)]
pub enum RankReversal {
    /// It can, and this is how.
    Possible(Bilingual),
    /// It cannot, and this is why.
    Impossible(Bilingual),
}

impl RankReversal {
    /// The reason.
    #[must_use]
    pub const fn reason(&self) -> Bilingual {
        match self {
            Self::Possible(reason) | Self::Impossible(reason) => *reason,
        }
    }

    /// Whether it can happen.
    #[must_use]
    pub const fn is_possible(&self) -> bool {
        matches!(self, Self::Possible(_))
    }
}

/// A small complete model with bids, worked out by hand. The steps are what the engine must record for this rule.
#[derive(Clone, Copy, Debug)]
pub struct WorkedExample {
    /// Where it comes from, or that it was worked out here.
    pub source: Bilingual,
    /// The written working, line by line.
    pub working: &'static [&'static str],
    /// The model, as JSON.
    pub model: &'static str,
    /// The inputs, as JSON.
    pub inputs: &'static str,
    /// The rule's own steps in order.
    pub steps: &'static [ExampleStep],
}

/// One step of a worked example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleStep {
    /// The bid, or empty for steps that serve all bids.
    pub bid: &'static str,
    /// The quantity.
    pub name: &'static str,
    /// The operation.
    pub operation: &'static str,
    /// The exact value.
    pub value: &'static str,
    /// Its unit.
    pub unit: &'static str,
}
