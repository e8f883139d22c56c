//! The rulebook: every rule's card as Markdown, in one language.

use super::Language;
use scoring::RULEBOOK;
use scoring::card::{IN_COMMON, RankReversal, RuleCard};
use std::fmt::Write as _;
use values::law::LegalReference;
use values::text::Bilingual;

const TITLE: Bilingual = Bilingual { sv: "Regelbok", en: "Rulebook" };
const PREAMBLE: Bilingual = Bilingual {
    sv: "Varje anbud räknas med dessa regler och inga andra. Reglerna räknar exakt: inget tal avrundas om inte \
         modellen har publicerat det. Denna sida skrivs av `anbud rulebook` ur samma kort som motorn, \
         gränssnittet och förklaringarna läser.",
    en: "Every bid is computed by these rules and no others. The rules compute exactly: no number is rounded unless \
         the model has published it. This page is written by `anbud rulebook` from the same cards that the engine, \
         the API and the explanations read.",
};

/// The rulebook in one language.
#[must_use]
pub fn rulebook(language: Language) -> String {
    let mut page = format!("# {}\n\n{}\n\n", language.say(TITLE), language.say(PREAMBLE));
    for card in RULEBOOK {
        let _ = writeln!(page, "- [{}](#{}) `{}`", language.say(card.title), anchor(card), card.id);
    }
    let heading = language.say(Bilingual { sv: "Gemensamt för alla regler", en: "Common to all rules" });
    let _ = writeln!(page, "\n## {heading}\n");
    write_points(&mut page, IN_COMMON, language);
    for card in RULEBOOK {
        write_card(&mut page, card, language);
    }
    page
}

fn anchor(card: &RuleCard) -> String {
    format!("rule-{}", card.id.name.replace('_', "-"))
}

fn write_card(page: &mut String, card: &RuleCard, language: Language) {
    let say = |text: Bilingual| language.say(text);
    let _ = writeln!(page, "\n<a id=\"{}\"></a>\n\n## {} `{}`\n", anchor(card), say(card.title), card.id);
    let _ = writeln!(page, "```text\n{}\n```\n", card.formula);
    write_symbols(page, card, language);
    let _ = writeln!(page, "**{}.**\n", say(Bilingual { sv: "Så läses formeln", en: "How the formula is read" }));
    write_points(page, card.precisely, language);
    page.push('\n');
    let reversal = match card.rank_reversal {
        RankReversal::Possible(_) => {
            Bilingual { sv: "Kan ett annat anbud ändra ordningen? Ja", en: "Can another bid change the order? Yes" }
        }
        RankReversal::Impossible(_) => {
            Bilingual { sv: "Kan ett annat anbud ändra ordningen? Nej", en: "Can another bid change the order? No" }
        }
    };
    let parts = [
        (Bilingual { sv: "Varför", en: "Why" }, card.why),
        (Bilingual { sv: "Gränser", en: "Limits" }, card.limits),
        (Bilingual { sv: "Avrundning", en: "Rounding" }, card.rounding),
        (reversal, card.rank_reversal.reason()),
    ];
    for (heading, text) in parts {
        let _ = writeln!(page, "**{}.** {}\n", say(heading), say(text));
    }
    let _ = writeln!(page, "### {}\n", say(Bilingual { sv: "Lag", en: "Law" }));
    for law in card.law {
        write_law(page, law, language);
    }
    write_example(page, card, language);
}

fn write_points(page: &mut String, points: &[Bilingual], language: Language) {
    for point in points {
        let _ = writeln!(page, "- {}", language.say(*point));
    }
}

fn write_symbols(page: &mut String, card: &RuleCard, language: Language) {
    let heads = match language {
        Language::Swedish => ["Symbol", "Betydelse", "Enhet", "Storhet i spåret", "Uttryck"],
        Language::English => ["Symbol", "Meaning", "Unit", "Quantity in the trace", "Expression"],
    };
    let _ = writeln!(page, "| {} | {} | {} |\n|---|---|---|", heads[0], heads[1], heads[2]);
    for symbol in card.symbols {
        let _ = writeln!(page, "| {} | {} | {} |", cell(symbol.name), language.say(symbol.meaning), symbol.unit);
    }
    let _ = writeln!(page, "\n| {} | {} | {} |\n|---|---|---|", heads[3], heads[1], heads[4]);
    for quantity in card.quantities {
        let expression = cell(quantity.expression);
        let _ = writeln!(page, "| `{}` | {} | {expression} |", quantity.name, language.say(quantity.title));
    }
    page.push('\n');
}

/// A bar would end the table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn write_law(page: &mut String, law: &LegalReference, language: Language) {
    let profiles: Vec<&str> = law.profiles.iter().map(|profile| language.say(profile.title())).collect();
    let (place, read) = match language {
        Language::Swedish => (format!("{} kap. {} § lagen ({})", law.chapter, law.section, law.statute), "läst"),
        Language::English => (format!("Act ({}) {}:{}", law.statute, law.chapter, law.section), "read"),
    };
    let _ = writeln!(page, "- **{}**: {place}, {read} {}.", profiles.join("; "), law.read_on);
    let _ = writeln!(page, "  > {}\n\n  {}\n", law.quotation, language.say(law.meaning));
}

fn write_example(page: &mut String, card: &RuleCard, language: Language) {
    let heading = language.say(Bilingual { sv: "Genomräknat exempel", en: "Worked example" });
    let _ = writeln!(page, "### {heading}\n\n{}\n", language.say(card.example.source));
    for line in card.example.working {
        let _ = writeln!(page, "- {line}");
    }
    let heads = match language {
        Language::Swedish => "Anbud | Storhet | Operation | Exakt värde | Enhet",
        Language::English => "Bid | Quantity | Operation | Exact value | Unit",
    };
    let _ = writeln!(page, "\n| {heads} |\n|---|---|---|---|---|");
    for step in card.example.steps {
        let _ = writeln!(
            page,
            "| {} | `{}` | `{}` | {} | {} |",
            step.bid, step.name, step.operation, step.value, step.unit
        );
    }
}
