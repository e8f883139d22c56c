//! The letter to one bidder: the outcome in a sentence, how it was made, how it stands beside the best bid, what it
//! would have needed, how to check it, and what the law says. Every number comes from the outcome, from the model, or
//! from a new evaluation by the engine; nothing is decided here.

mod beside;
mod figures;
mod goals;
mod law;
mod price;
mod quality;
mod rejected;
mod ties;
mod words;

use super::{Language, NamedBids};
use figures::{cell, exact};
use law::Law;
use procedure::award::Award;
use scoring::{InputsDocument, Model, Needed, OutcomeDocument, PlacementDocument, Rejection};
use std::fmt::Write as _;
use values::law::Profile;
use values::{Instant, Key, Text};
use words::{Words, magnitude};

/// What a letter is made of.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The language.
    pub language: Language,
    /// Who buys.
    pub buyer: &'a str,
    /// Key and title of the procurement.
    pub procurement: (&'a Key, &'a Text),
    /// Key and title of the lot.
    pub lot: (&'a Key, &'a Text),
    /// When the decision was announced, if it was.
    pub announced_at: Option<Instant>,
    /// Which part of the law applies.
    pub profile: Profile,
    /// How many bids are accepted in the lot.
    pub award_limit: u32,
    /// Whether the procurement is made up.
    pub fictional: bool,
    /// Suppliers by bid.
    pub names: &'a NamedBids,
    /// The file that holds the procurement, as commands name it.
    pub file: &'a str,
    /// The model.
    pub model: &'a Model,
    /// Bids, decisions and the panel's reasons.
    pub inputs: &'a InputsDocument,
    /// What was found.
    pub outcome: &'a OutcomeDocument,
    /// The bid's decision, where it was rejected.
    pub rejection: Option<&'a Rejection>,
    /// What the bid would have needed, goal by goal.
    pub needed: &'a [Needed],
    /// The bid.
    pub bid: &'a Key,
}

impl Letter<'_> {
    /// The letter as Markdown.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write_head(&mut text);
        match (self.rejection, self.placement(self.bid)) {
            (Some(rejection), _) => self.write_rejected(&mut text, rejection),
            (None, Some((index, own))) => {
                self.write_outcome(&mut text, own, index);
                self.write_reckoning(&mut text, own);
                self.write_ties(&mut text, own, index);
                self.write_beside(&mut text, own, index);
                self.write_goals(&mut text, own);
            }
            (None, None) => {}
        }
        self.write_check(&mut text);
        self.write_law(&mut text);
        text
    }

    fn words(&self) -> Words<'_> {
        Words { language: self.language, currency: self.currency() }
    }

    fn currency(&self) -> &str {
        self.model.document().currency.as_str()
    }

    fn write_head(&self, text: &mut String) {
        let words = self.words();
        let ((key, title), (lot, lot_title)) = (self.procurement, self.lot);
        let (title, lot_title) = (self.language.of(title), self.language.of(lot_title));
        let _ = writeln!(text, "# {} {}\n", words.say("Besked om ert anbud", "About your bid"), self.bid);
        let _ = writeln!(text, "{} {}\\", words.say("Till", "To"), cell(self.supplier(self.bid)));
        let _ = writeln!(text, "{} {}\\", words.say("Från", "From"), cell(self.buyer));
        let _ = write!(text, "{title} ({key})\\\n{lot_title} ({lot})");
        if let Some(at) = self.announced_at {
            let _ = write!(
                text,
                "\\\n{} {}",
                words.say("Beslutet meddelades den", "The decision was announced on"),
                words.day(at)
            );
        }
        let _ = writeln!(text, "\n");
        if self.fictional {
            let note = words.say(
                "Upphandlingen, leverantörerna och siffrorna är påhittade.",
                "The procurement, the suppliers and the figures are made up.",
            );
            let _ = writeln!(text, "*{note}*\n");
        }
    }

    fn award(&self, own: &PlacementDocument) -> Award {
        let sharing = self.outcome.draws.iter().find(|group| group.contains(&own.bid)).map_or(1, Vec::len);
        Award::of(own.rank, u32::try_from(sharing).unwrap_or(u32::MAX), self.award_limit)
    }

    fn is_beyond(&self, own: &PlacementDocument) -> bool {
        self.award(own) == Award::Beyond
    }

    fn waits_for_draw(&self, own: &PlacementDocument) -> bool {
        self.outcome.draws.iter().any(|group| group.contains(&own.bid))
    }

    fn write_outcome(&self, text: &mut String, own: &PlacementDocument, index: usize) {
        let words = self.words();
        let (rank, all, limit) = (own.rank, self.outcome.placements.len(), self.award_limit);
        let swedish = words.say("sv", "en") == "sv";
        let sentence = match (self.award(own), swedish) {
            (Award::Within, true) => format!("Ert anbud kom på plats {rank} av {all} och antas."),
            (Award::Within, false) => format!("Your bid came at rank {rank} of {all} and is accepted."),
            (Award::Beyond, true) => format!(
                "Ert anbud kom på plats {rank} av {all} och antas inte, eftersom upphandlingen antar högst {limit} anbud på det här området."
            ),
            (Award::Beyond, false) => format!(
                "Your bid came at rank {rank} of {all} and is not accepted, because this lot accepts at most {limit}."
            ),
            (Award::AwaitsDraw, true) => {
                format!("Ert anbud kom på plats {rank} av {all}, och lottning avgör om det antas.")
            }
            (Award::AwaitsDraw, false) => {
                format!("Your bid came at rank {rank} of {all}, and a drawing of lots decides whether it is accepted.")
            }
        };
        let _ = writeln!(text, "**{sentence}** {}\n", self.distance(own, index));
        let thanks = words.say(
            "Tack för ert anbud. Här står hur resultatet räknades, hur det står sig mot andra, vad som hade ändrat det och hur ni själva kontrollerar det.",
            "Thank you for your bid. This letter says how the result was made, how it stands beside others, what would have changed it, and how to check it yourself.",
        );
        let _ = writeln!(text, "{thanks}\n");
    }

    /// How far it is to the bid that matters most: the last accepted one, the first, or for the first the second.
    fn distance(&self, own: &PlacementDocument, index: usize) -> String {
        let words = self.words();
        let placements = &self.outcome.placements;
        let last = (self.award_limit as usize).saturating_sub(1);
        let other = if index == 0 {
            1
        } else if self.is_beyond(own) {
            last
        } else {
            0
        };
        let Some(other) = placements.get(other) else {
            return words.say("Inget annat anbud jämfördes.", "No other bid was compared.").to_owned();
        };
        let between = magnitude(&(&exact(&own.comparison_value) - &exact(&other.comparison_value)));
        let (size, rank) = (words.amount(&between, &own.comparison_unit), other.rank);
        let tied = match own.tied {
            true => words.say(
                " Ett annat anbud har exakt samma jämförelsetal, och nedan står vad som skilde dem åt.",
                " Another bid has exactly the same comparison value; what separated them is told below.",
            ),
            false => "",
        };
        match words.say("sv", "en") {
            "sv" => format!("Det skiljer {size} i jämförelsetal till plats {rank}.{tied}"),
            _ => format!("In comparison value it is {size} from rank {rank}.{tied}"),
        }
    }

    fn write_check(&self, text: &mut String) {
        let words = self.words();
        let (file, bid, lot) = (self.file, self.bid, self.lot.0);
        let language = words.say("sv", "en");
        let title = words.say("Så kontrollerar ni själva", "How to check this yourself");
        let intro = words.say(
            "Resultatet kan räknas om från upphandlingens fil, utan oss:",
            "The result can be computed again from the procurement's file, without us:",
        );
        let out = words.say("utfall.json", "outcomes.json");
        let _ = writeln!(
            text,
            "## {title}\n\n{intro}\n\n```sh\nanbud explain {file} {bid} --lang {language}\nanbud letter {file} {bid} --lang {language}\nanbud evaluate {file} --lot {lot} --format json > {out}\npython3 tests/recompute.py {file} {out}\n```\n"
        );
        let (model, inputs) = (&self.outcome.model, &self.outcome.inputs);
        let told = match language {
            "sv" => format!(
                "Det första kommandot visar varje steg bakom resultatet, det andra skriver det här brevet på nytt, och det sista räknar om alla steg med ett fristående program. Modellen har kontrollsumman `{model}` och underlaget `{inputs}`; ändras något i dem ändras summan."
            ),
            _ => format!(
                "The first command shows every step behind the result, the second writes this letter again, and the last one computes all steps again with a separate program. The model has the digest `{model}`, the inputs `{inputs}`; if anything in them changes, the digest changes."
            ),
        };
        let _ = writeln!(text, "{told}\n");
    }

    fn law(&self) -> Law {
        Law::of(self.profile)
    }

    fn write_law(&self, text: &mut String) {
        let words = self.words();
        let asked = match self.rejection {
            Some(_) => words.say("skälen för att anbudet förkastades", "the reasons why the bid was rejected"),
            None => {
                words.say("de relativa fördelarna med det valda anbudet", "the relative advantages of the chosen bid")
            }
        };
        let title = words.say("Vad lagen säger", "What the law says");
        let _ = writeln!(text, "## {title}\n\n{}", self.law().paragraph(words, asked));
    }
}
