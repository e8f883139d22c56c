//! What the statute says about the letter itself, per legal profile: only what its text says. Read in the
//! wording of the Act as last amended by Act 2025:360.

use super::words::Words;
use values::law::Profile;

/// The sections that apply in a procurement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Law {
    /// Notification of the decision: chapter and section.
    notice: (&'static str, &'static str),
    /// Information on request.
    request: (&'static str, &'static str),
    /// Abnormally low bids.
    low: (&'static str, &'static str),
}

impl Law {
    pub(super) const fn of(profile: Profile) -> Self {
        match profile {
            Profile::Directive => Self { notice: ("12", "12"), request: ("12", "13"), low: ("16", "7") },
            Profile::AnnexTwoAtOrAboveThreshold | Profile::AnnexTwoBelowThreshold | Profile::OtherBelowThreshold => {
                Self { notice: ("19", "19"), request: ("19", "20"), low: ("19", "18") }
            }
        }
    }

    pub(super) fn abnormally_low(self, words: Words<'_>) -> String {
        let (chapter, section) = self.low;
        match words.say("sv", "en") {
            "sv" => format!(
                "Ett onormalt lågt anbud får förkastas först sedan myndigheten har begärt en förklaring av priset och inte fått ett tillfredsställande svar ({chapter} kap. {section} § lagen (2016:1145) om offentlig upphandling)."
            ),
            _ => format!(
                "An abnormally low bid may be rejected only after the authority has asked for an explanation of the price and has had no satisfactory answer (chapter {chapter}, section {section} of the Swedish Public Procurement Act, 2016:1145)."
            ),
        }
    }

    /// What the law says about this letter. `asked` is what is told on request.
    pub(super) fn paragraph(self, words: Words<'_>, asked: &str) -> String {
        let ((chapter, section), (asked_chapter, asked_section)) = (self.notice, self.request);
        match words.say("sv", "en") {
            "sv" => format!(
                "Enligt {chapter} kap. {section} § lagen (2016:1145) om offentlig upphandling ska anbudsgivarna skriftligen underrättas om beslutet och om skälen för det; det här brevet är skälen. Underrättelsen ska också ange avtalsspärren, den tid då avtal inte får ingås: minst 10 dagar från det att underrättelsen skickades elektroniskt, eller 15 dagar om den skickades till någon på annat sätt (20 kap. 1 §). En ansökan om överprövning ska ha kommit in till förvaltningsrätten före avtalsspärrens utgång (20 kap. 11 §). På begäran lämnas upplysningar om {asked}, snarast möjligt och senast 15 dagar från det att en skriftlig begäran kom in ({asked_chapter} kap. {asked_section} §)."
            ),
            _ => format!(
                "Under chapter {chapter}, section {section} of the Swedish Public Procurement Act (2016:1145), bidders are to be notified in writing of the decision and of the reasons for it; this letter is the reasons. The notification also states the standstill period, during which no contract may be concluded: at least 10 days from when the notification was sent electronically, or 15 days if it was sent to anyone by other means (chapter 20, section 1). An application for review must have reached the administrative court before the standstill period ends (chapter 20, section 11). On request, {asked} are explained, as soon as possible and at the latest 15 days after a written request came in (chapter {asked_chapter}, section {asked_section})."
            ),
        }
    }
}
