//! The letter to whoever made a bid that was rejected: on what ground, why, and what that means.

use super::Letter;
use super::figures::cell;
use scoring::Rejection;
use scoring::document::Ground;
use std::fmt::Write as _;

impl Letter<'_> {
    pub(super) fn write_rejected(&self, text: &mut String, rejection: &Rejection) {
        let words = self.words();
        let thanks = words.say(
            "Tack för ert anbud. Vi förstår att det här är ett tråkigt besked. Här står vad det grundas på, vad det innebär och hur ni kontrollerar det.",
            "Thank you for your bid. We understand that this is disappointing. This letter says what the decision rests on, what it means, and how to check it.",
        );
        let _ = writeln!(text, "**{}**\n\n{thanks}\n", self.rejected_in_short(&rejection.ground));
        let title = words.say("Grunden och skälet", "The ground and the reason");
        let _ = writeln!(text, "## {title}\n\n{}\n", self.ground(&rejection.ground));
        let _ = writeln!(text, "{}\n", self.reason_for(rejection));
        let _ = writeln!(text, "## {}\n", words.say("Vad det innebär", "What it means"));
        for meaning in self.meanings(&rejection.ground) {
            let _ = writeln!(text, "- {meaning}");
        }
        let title = words.say("Vad som hade krävts", "What would have been needed");
        let _ = writeln!(text, "\n## {title}\n\n{}\n", self.would_have_helped(&rejection.ground));
    }

    fn rejected_in_short(&self, ground: &Ground) -> String {
        match (self.words().say("sv", "en"), ground) {
            ("sv", Ground::Requirement(key)) => format!(
                "Ert anbud förkastades för att det inte uppfyller ska-krav {key}, och därför har det inte utvärderats."
            ),
            (_, Ground::Requirement(key)) => format!(
                "Your bid was rejected because it does not meet mandatory requirement {key}, and it has therefore not been evaluated."
            ),
            ("sv", Ground::AbnormallyLow) => {
                "Ert anbud förkastades som onormalt lågt, och därför har det inte utvärderats.".to_owned()
            }
            (_, Ground::AbnormallyLow) => {
                "Your bid was rejected as abnormally low, and it has therefore not been evaluated.".to_owned()
            }
        }
    }

    fn ground(&self, ground: &Ground) -> String {
        let words = self.words();
        match ground {
            Ground::Requirement(key) => {
                let requirement = self.model.document().requirements.iter().find(|known| known.key == *key);
                let published = requirement.map(|known| cell(&words.language.of(&known.text))).unwrap_or_default();
                match words.say("sv", "en") {
                    "sv" => format!("Ska-krav {key} lyder: ”{published}”."),
                    _ => format!("Mandatory requirement {key} reads: “{published}”."),
                }
            }
            Ground::AbnormallyLow => self.law().abnormally_low(words),
        }
    }

    fn reason_for(&self, rejection: &Rejection) -> String {
        let words = self.words();
        let reason = words.language.of(&rejection.reason);
        let decided = self.inputs.examinations.get(self.bid).map(|one| words.day(one.decided_at)).unwrap_or_default();
        match words.say("sv", "en") {
            "sv" => format!("Prövningens skäl, beslutat den {decided}: ”{reason}”"),
            _ => format!("The examination's reason, decided on {decided}: “{reason}”"),
        }
    }

    fn meanings(&self, ground: &Ground) -> [&'static str; 4] {
        let words = self.words();
        let first = match ground {
            Ground::Requirement(_) => words.say(
                "Ett ska-krav gäller lika för alla anbud. Det vägs inte mot pris eller kvalitet.",
                "A mandatory requirement is the same for all bids. It is not weighed against price or quality.",
            ),
            Ground::AbnormallyLow => words.say(
                "Beslutet säger ingenting om anbudets kvalitet. Det gäller om priset kunde förklaras.",
                "The decision says nothing about the bid's quality. It is about whether the price could be explained.",
            ),
        };
        [
            first,
            words.say("Anbudets pris och kvalitet har inte jämförts med andras. Det har inget jämförelsetal och ingen plats.", "The bid's price and quality have not been compared with others. It has no comparison value and no rank."),
            words.say("Anbudet har inte påverkat hur de andra anbuden räknades.", "The bid has not changed how the other bids were computed."),
            words.say("Beslutet gäller det här anbudet. Har ni lämnat andra anbud prövas de för sig.", "The decision is about this bid. Any other bids of yours are examined by themselves."),
        ]
    }

    fn would_have_helped(&self, ground: &Ground) -> &'static str {
        let words = self.words();
        match ground {
            Ground::Requirement(_) => words.say("Att kravet var uppfyllt. Inget pris och ingen kvalitet hade kunnat ändra utgången så länge det inte var det.", "That the requirement was met. As long as it was not, no price and no quality could have changed the outcome."),
            Ground::AbnormallyLow => words.say("En förklaring av priset som myndigheten fann tillfredsställande. Ingen kvalitet hade kunnat ändra utgången utan den.", "An explanation of the price that the authority found satisfactory. Without it, no quality could have changed the outcome."),
        }
    }
}
