//! What a rule that combines price and quality must say, so that the engine can run any of them the same way.

use super::RuleId;
use crate::document::{PriceDomain, PriceRule};
use crate::model::{Better, Stages};
use crate::reading::Reading;
use crate::trace::unit::{Money, Number, Unit};
use crate::trace::{Label, Ledger, Operation, Sink, Source, Term};
use values::{Exact, Place};

/// A rule that combines price and quality.
pub(crate) trait Combine {
    /// What a criterion's amount counts.
    type Amount: Unit;
    /// What a comparison value counts.
    type Value: Unit;

    /// The rule.
    const RULE: &'static RuleId;
    /// Which comparison value is the better one.
    const BETTER: Better;
    /// Which amount of a criterion is the better one.
    const BETTER_AMOUNT: Better;
    /// The amount of a criterion: what its factor makes of the largest one.
    const AMOUNT: Label<Self::Amount>;

    /// What a criterion's factor is multiplied by, worked out once for all bids. A weight is a pure number until a
    /// rule says what it weighs in.
    fn largest<S: Sink>(&self, weight: &Term<Number>, ledger: &mut Ledger<S>) -> Term<Self::Amount>;

    /// What is taken from all bids for all bids. Most rules compare a bid with nobody.
    fn reference<'p, S: Sink>(
        &self,
        prices: impl Iterator<Item = &'p Term<Money>> + Clone,
        ledger: &mut Ledger<S>,
    ) -> Option<Reference> {
        let _ = (prices, ledger);
        None
    }

    /// Total quality, where there is any, and the comparison value, not rounded yet; nothing if the price is zero
    /// and the rule divides by it.
    fn compare<S: Sink>(
        &self,
        price: &Term<Money>,
        amounts: &impl Amounts,
        of_all: (Option<&Reference>, &Stages),
        ledger: &mut Ledger<S>,
    ) -> Option<Compared<Self::Amount, Self::Value>>;

    /// Records a bid's amount. The product is the same for every bid that reaches the level, so that it is worked out
    /// once; its operands are the bid's own.
    fn record_amount<S: Sink>(
        &self,
        largest: &Term<Self::Amount>,
        factor: Source,
        product: &Exact,
        ledger: &mut Ledger<S>,
    ) -> Source {
        ledger.record(Self::AMOUNT, Operation::Multiply, [largest.source, factor], || product.clone())
    }
}

/// What all criteria gave a bid.
pub(crate) trait Amounts {
    /// Their sum.
    fn total(&self) -> Exact;

    /// Where they stand.
    fn sources(&self) -> impl Iterator<Item = Source>;
}

/// Records the sum of what all criteria gave a bid.
pub(crate) fn total<U: Unit, S: Sink>(label: Label<U>, amounts: &impl Amounts, ledger: &mut Ledger<S>) -> Term<U> {
    ledger.note(label, Operation::Sum, amounts.sources(), amounts.total())
}

/// What relative price points take from all bids.
pub(crate) type Reference = Term<crate::trace::unit::WeighedMoney>;

/// What one bid comes to.
pub(crate) struct Compared<A, V> {
    /// The sum of its amounts; none where only price or cost counts.
    pub(crate) quality: Option<Term<A>>,
    /// Its comparison value.
    pub(crate) value: Term<V>,
}

/// Refuses a price domain that admits a total of zero, for a rule to which that total says nothing.
pub(super) fn refuse_zero(price: &PriceRule, why: &str, reading: &mut Reading) {
    let domain = match price {
        PriceRule::PriceList(list) => list.domain,
        PriceRule::LifeCycleCost(cost) => cost.domain,
    };
    if domain == PriceDomain::ZeroOrAbove {
        reading.faults.add(
            "model.ratio_needs_prices_above_zero",
            &Place::root().at("price"),
            format!("a total of zero is admitted, but {why}"),
            "publish the price domain above_zero or total_above_zero, or choose another combination rule",
        );
    }
}
