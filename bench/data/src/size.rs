//! How much is made, and from which seed.

/// How much is made. Equal sizes make equal rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Procurements.
    pub procurements: u32,
    /// Lots of each procurement.
    pub lots: u32,
    /// Bids on each lot. A bid in a hundred lots is rejected and has no scores.
    pub bids: u32,
    /// Criteria of each lot, and so scores of each admitted bid.
    pub scores: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// Weights are whole points and share what is left of a hundred beside the price.
pub(crate) const MOST_SCORES: u32 = 40;
/// Keys of bids have two parts of at most three digits.
const MOST_BIDS: u32 = 900;

impl Default for Size {
    /// 2,000 procurements, 8,000 lots, 80,000 bids, 480,000 scores.
    fn default() -> Self {
        Self { procurements: 2_000, lots: 4, bids: 10, scores: 6, seed: 2027 }
    }
}

impl Size {
    /// What is wrong with it, if anything.
    ///
    /// # Errors
    /// A sentence that names the number and what it may be.
    pub fn check(&self) -> Result<(), String> {
        let all = [
            ("procurements", self.procurements, 1_000_000),
            ("lots of a procurement", self.lots, MOST_BIDS),
            ("bids on a lot", self.bids, MOST_BIDS),
            ("scores of a bid", self.scores, MOST_SCORES),
        ];
        match all.iter().find(|(_, number, most)| *number < 1 || number > most) {
            None => Ok(()),
            Some((what, number, most)) => Err(format!("{number} {what}: there can be 1 to {most}")),
        }
    }

    /// How many suppliers bid on something in a procurement.
    pub(crate) fn bidders(&self) -> usize {
        (self.bids + self.bids / 2 + 1) as usize
    }

    /// How many suppliers there are. Twice as many as bid on a procurement, so that drawing them without repetition ends
    /// soon.
    pub(crate) fn suppliers(&self) -> usize {
        ((self.procurements + self.procurements / 2) as usize).max(2 * self.bidders())
    }
}
