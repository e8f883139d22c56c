//! Rounding as a model publishes it: how many decimals, and what happens to a value that lies between.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happens to a value between two neighbours. There is no bare "half up": a model says which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// To the nearer neighbour; exactly half goes away from zero.
    HalfAwayFromZero,
    /// To the nearer neighbour; exactly half goes to the even one.
    HalfEven,
    /// To the neighbour nearer zero: a cut.
    TowardZero,
    /// To the neighbour farther from zero.
    AwayFromZero,
    /// To the lower neighbour.
    Floor,
    /// To the higher neighbour.
    Ceiling,
}

impl Mode {
    /// The word that documents and columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfAwayFromZero => "half_away_from_zero",
            Self::HalfEven => "half_even",
            Self::TowardZero => "toward_zero",
            Self::AwayFromZero => "away_from_zero",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
        }
    }
}

/// A published rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Decimals kept, 0 to 12.
    #[schemars(range(max = 12))]
    pub decimals: u32,
    /// What happens to a value between two neighbours.
    pub mode: Mode,
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn a_mode_has_the_word_of_the_documents() {
        let modes =
            [Mode::HalfAwayFromZero, Mode::HalfEven, Mode::TowardZero, Mode::AwayFromZero, Mode::Floor, Mode::Ceiling];
        for mode in modes {
            assert_eq!(serde_json::to_value(mode).ok(), Some(mode.as_str().into()));
        }
    }
}
