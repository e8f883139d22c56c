//! Who sees what when. Until viewers have roles there is one viewer, the public, and one question: is the lot's
//! award decision announced? Before that nobody outside learns who, or how many, have bid.

use crate::source::Source;
use crate::stage::Stage;
use values::text::Bilingual;

/// What the rule rests on. The statute is the Public Access to Information and Secrecy Act, 19:3; its text is not
/// among those this project quotes from, so that this stands as the house's policy.
pub const SOURCE: Source = Source::HousePolicy(Bilingual {
    sv: "Anbud, anbudsgivare och deras antal visas först när delområdets tilldelningsbeslut har meddelats.",
    en: "Bids, bidders and their number are shown only when the lot's award decision has been announced.",
});

/// Whether the public sees a lot in this stage, with everything in it.
#[must_use]
pub const fn is_public(stage: Stage) -> bool {
    matches!(stage, Stage::Announced)
}
