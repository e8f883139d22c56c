//! The letter to one bidder: the outcome in a sentence, how it was made, how it stands beside the best bid, what it
//! would have needed, how to check it, and what the law says. Every number comes from the outcome, from the model, or
//! from a new evaluation by the engine; nothing is decided here.

mod beside;
mod figures;
mod goals;
mod law;
mod opening;
mod price;
mod quality;
mod rejected;
mod ties;
mod words;

use super::{Language, NamedBids};
use figures::cell;
use law::Law;
use scoring::{InputsDocument, Model, Needed, OutcomeDocument, Rejection};
use std::fmt::Write as _;
use values::law::Profile;
use values::{Instant, Key, Text};
use words::Words;

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
                self.write_opening(&mut text, own, index);
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
