//! Which law governs, and how a rule, a condition or a refusal points at it.

use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which part of the Procurement Act (2016:1145, LOU) governs a procurement, by 1:4 and 19:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// At or above the threshold and not an annex 2 service: all of LOU but chapters 19 and 19 a.
    Directive,
    /// A service in annex 2 at or above the threshold: chapter 19.
    AnnexTwoAtOrAboveThreshold,
    /// A service in annex 2 below the threshold: chapter 19.
    AnnexTwoBelowThreshold,
    /// Anything else below the threshold: chapter 19.
    OtherBelowThreshold,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 4] =
        [Self::Directive, Self::AnnexTwoAtOrAboveThreshold, Self::AnnexTwoBelowThreshold, Self::OtherBelowThreshold];
    /// The profile governed by the directive.
    pub const DIRECTIVE: &'static [Self] = &[Self::Directive];
    /// The profiles governed by chapter 19.
    pub const CHAPTER_19: &'static [Self] =
        &[Self::AnnexTwoAtOrAboveThreshold, Self::AnnexTwoBelowThreshold, Self::OtherBelowThreshold];

    /// The word that documents and columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Directive => "directive",
            Self::AnnexTwoAtOrAboveThreshold => "annex_two_at_or_above_threshold",
            Self::AnnexTwoBelowThreshold => "annex_two_below_threshold",
            Self::OtherBelowThreshold => "other_below_threshold",
        }
    }

    /// The profile in words.
    #[must_use]
    pub const fn title(self) -> Bilingual {
        match self {
            Self::Directive => Bilingual { sv: "Direktivstyrd upphandling", en: "Directive-governed procurement" },
            Self::AnnexTwoAtOrAboveThreshold => Bilingual {
                sv: "Tjänst enligt bilaga 2, från tröskelvärdet",
                en: "Annex 2 service at or above the threshold",
            },
            Self::AnnexTwoBelowThreshold => Bilingual {
                sv: "Tjänst enligt bilaga 2, under tröskelvärdet",
                en: "Annex 2 service below the threshold",
            },
            Self::OtherBelowThreshold => {
                Bilingual { sv: "Annan upphandling under tröskelvärdet", en: "Other procurement below the threshold" }
            }
        }
    }
}

/// A place in a statute that a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LegalReference {
    /// The profiles in which it applies.
    pub profiles: &'static [Profile],
    /// The statute, by its number: `2016:1145`.
    pub statute: &'static str,
    /// Chapter.
    pub chapter: &'static str,
    /// Section.
    pub section: &'static str,
    /// The words relied on, at most 30 of them, as they stand in the section.
    pub quotation: &'static str,
    /// What they mean for the rule that points here.
    pub meaning: Bilingual,
    /// When the section was read, `YYYY-MM-DD`.
    pub read_on: &'static str,
}

/// The Procurement Act's number.
pub const LOU: &str = "2016:1145";

#[cfg(test)]
mod tests {
    use super::Profile;
    use std::collections::BTreeSet;

    #[test]
    fn each_profile_has_a_word_and_a_title_of_its_own_and_one_part_of_the_act() {
        let titles: BTreeSet<&str> = Profile::ALL.iter().flat_map(|one| [one.title().sv, one.title().en]).collect();
        assert_eq!(titles.len(), 2 * Profile::ALL.len());
        for profile in Profile::ALL {
            assert_eq!(serde_json::to_value(profile).ok(), Some(profile.as_str().into()));
            assert_ne!(Profile::DIRECTIVE.contains(&profile), Profile::CHAPTER_19.contains(&profile));
        }
    }
}
