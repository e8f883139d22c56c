//! What a step did with what, in words: its operation with its operands, each with its value and where it came from.

use super::{Language, shown};
use scoring::{ReferenceDocument, StepDocument};
use serde_json::Value;
use values::text::Bilingual;
use values::{Mode, Rounding};

/// How steps of one outcome are told.
pub(super) struct Working<'a> {
    /// The model as a tree, for what a pointer into it stands for.
    pub(super) model: &'a Value,
    pub(super) language: Language,
}

impl Working<'_> {
    /// What was done with what. An operand shows its value and where it came from: an earlier step by number, or the
    /// model, the bid, the panel or the examination. The pointers stand in `evaluate --format json`.
    pub(super) fn of(&self, step: &StepDocument) -> String {
        let all: Vec<String> = step.from.iter().map(|reference| self.operand(reference)).collect();
        let values = |from: usize| self.values(step, from);
        let first = all.first().cloned().unwrap_or_default();
        match step.operation.as_ref() {
            "sum" if all.is_empty() => "0".to_owned(),
            "sum" => all.join(" + "),
            "subtract" => all.join(" − "),
            "multiply" => all.join(" × "),
            "divide" => all.join(" / "),
            "power" => all.join(" ^ "),
            "minimum" => format!("min({})", values(0)),
            "round" => format!("{first} {}", self.rounding(step)),
            "level_reached" => format!("{first}, {} {}", self.say("trösklar", "thresholds"), values(1)),
            "pick" => {
                let gives = self.say("ger en av", "gives one of");
                format!("{} {first} {gives} {}", self.say("nivå", "level"), values(1))
            }
            "includes" => format!("{first} {} {}", self.say("bland", "among"), values(1)),
            "at_least" => format!("{first} ≥ {}", values(1)),
            "above_zero" => format!("{first} > 0"),
            "sum_of" => format!("{} {}", self.say("summan av", "the sum of"), self.flagged(step)),
            "median_of" => format!("{} {}", self.say("medianen av", "the median of"), self.flagged(step)),
            "methods_trained" => format!("{first}; {}", self.methods(step)),
            "participating" => format!("{first}; {} {}", self.say("räknas:", "count:"), values(1)),
            "level_covered" => format!("{first}; {}", self.nights(step)),
            "within_months" => format!("{first}; {}", self.months(step)),
            "staff_minutes" => format!("{first}; {}", values(1)),
            "rank_after" => format!(
                "{} {first}; {} {}",
                self.say("efter placering", "after rank"),
                self.say("eget värde och dess:", "own value and its:"),
                values(1)
            ),
            _ => all.join(", "),
        }
    }

    const fn say(&self, sv: &'static str, en: &'static str) -> &'static str {
        self.language.say(Bilingual { sv, en })
    }

    fn values(&self, step: &StepDocument, from: usize) -> String {
        let rest = step.from.get(from..).unwrap_or_default();
        rest.iter().map(|reference| self.value(reference)).collect::<Vec<_>>().join(", ")
    }

    /// A list of words that is empty says so.
    fn value(&self, reference: &ReferenceDocument) -> String {
        if reference.value.is_empty() { self.say("inga", "none").to_owned() } else { shown(&reference.value) }
    }

    fn operand(&self, reference: &ReferenceDocument) -> String {
        let value = self.value(reference);
        match reference.source.as_ref() {
            "constant" => value,
            "step" => format!("{value} [{}]", reference.target),
            "model" => format!("{value} [{}]", self.say("modell", "model")),
            "bid" => format!("{value} [{}]", self.say("anbud", "bid")),
            "panel" => format!("{value} [{}]", self.say("utvärderingsgrupp", "panel")),
            _ => format!("{value} [{}]", self.say("prövning", "examination")),
        }
    }

    /// To how many decimals, and how: the trace holds the decimals, and the model at their place the way.
    fn rounding(&self, step: &StepDocument) -> String {
        let Some(published) = step.from.get(1) else { return String::new() };
        let place = self.model.pointer(&published.target);
        let read = |value: &Value| serde_json::from_value::<Rounding>(value.clone()).ok();
        let found = place.and_then(|place| read(place).or_else(|| read(&place["rounding"])));
        let way = found.map(|rounding| format!(", {}", self.mode(rounding.mode))).unwrap_or_default();
        let (to, decimals) = (self.say("till", "to"), self.say("decimaler", "decimals"));
        format!("{to} {} {decimals}{way} [{}]", published.value, self.say("modell", "model"))
    }

    const fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::HalfAwayFromZero => self.say("närmast, hälften bort från noll", "to the nearer, half away from zero"),
            Mode::HalfEven => self.say("närmast, hälften till jämnt", "to the nearer, half to even"),
            Mode::TowardZero => self.say("kapat mot noll", "cut toward zero"),
            Mode::AwayFromZero => self.say("bort från noll", "away from zero"),
            Mode::Floor => self.say("nedåt", "downward"),
            Mode::Ceiling => self.say("uppåt", "upward"),
        }
    }

    fn methods(&self, step: &StepDocument) -> String {
        let at = |index: usize| step.from.get(index).map(|reference| self.value(reference)).unwrap_or_default();
        let (among, days) = (self.say("bland", "among"), self.say("dagar i var och en", "days in each"));
        format!("{among} {}; {} {} {days}", at(1), self.say("minst", "at least"), at(2))
    }

    fn months(&self, step: &StepDocument) -> String {
        let at = |index: usize| step.from.get(index).map(|reference| self.value(reference)).unwrap_or_default();
        let (until, months) = (self.say("månader till och med", "months up to"), at(2));
        format!("{months} {until} {} [{}]", at(1), self.say("modell", "model"))
    }

    /// What the levels of night cover ask for, the lowest first: awake, asleep and on back-up duty.
    fn nights(&self, step: &StepDocument) -> String {
        let at = |index: usize| step.from.get(index).map(|reference| self.value(reference)).unwrap_or_default();
        let asked = step
            .from
            .get(3..)
            .unwrap_or_default()
            .chunks(3)
            .map(|level| level.iter().map(|least| self.value(least)).collect::<Vec<_>>().join("+"));
        format!(
            "{}; {} {} {}; {} {}",
            at(1),
            self.say("bakjour inom", "back-up within"),
            at(2),
            self.say("minuter", "minutes"),
            self.say("nivåerna kräver (vakna+sovande+bakjour)", "levels ask for (waking+sleeping+back-up)"),
            asked.collect::<Vec<_>>().join(", ")
        )
    }

    /// The values of those pairs whose first is 1.
    fn flagged(&self, step: &StepDocument) -> String {
        let pairs = step.from.chunks(2).filter(|pair| pair[0].value == "1");
        let values: Vec<String> = pairs.filter_map(|pair| pair.get(1)).map(|value| self.value(value)).collect();
        if values.is_empty() { "0".to_owned() } else { values.join(", ") }
    }
}
