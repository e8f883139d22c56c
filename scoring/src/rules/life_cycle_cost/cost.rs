//! Calculates the life-cycle cost: present values that serve all bids, then the cost of each bid.

use super::{Factors, ID, LifeCycleCost, Offer, Product, ProductFactors};
use crate::trace::unit::{Hours, Money, Number};
use crate::trace::{Label, Ledger, Operation, ProductPart, Sink, Source, Subject, Term};
use std::iter;
use values::Exact;

const fn money(name: &'static str) -> Label<Money> {
    Label::new(&ID, name)
}

const fn pure(name: &'static str) -> Label<Number> {
    Label::new(&ID, name)
}

impl LifeCycleCost {
    /// The present values that serve all bids, worked out once.
    pub(crate) fn prepare<S: Sink>(&self, ledger: &mut Ledger<S>) -> Factors {
        let one: Term<Number> = Term::constant(1);
        let growth = ledger.sum(pure("growth"), [&one, &self.discount_rate]);
        let longest = self.products.iter().map(|product| product.life).max().unwrap_or(0);
        let mut discount = vec![one.clone()];
        let mut annuity = vec![Term::constant(0)];
        for year in 1..=longest {
            ledger.turn_to(Subject::Year(year));
            let power = growth.value.to_the(year);
            let operands = [growth.source, Source::Constant(year)];
            let power = ledger.note(pure("growth_to_year"), Operation::Power, operands, power);
            // The growth is at least 1, so the quotient exists.
            let share = ledger.divide(pure("discount"), &one, &power).unwrap_or_else(|| Term::constant(0));
            let before = &annuity[annuity.len() - 1];
            let total = ledger.sum(pure("annuity"), [before, &share]);
            annuity.push(total);
            discount.push(share);
        }
        let products = (0..).zip(&self.products).map(|(index, product)| {
            ledger.turn_to(Subject::Line(index));
            self.product_factors(product, &discount, &annuity, ledger)
        });
        let products = products.collect();
        ledger.turn_to(Subject::Whole);
        Factors { annuity, products }
    }

    fn product_factors<S: Sink>(
        &self,
        product: &Product,
        discount: &[Term<Number>],
        annuity: &[Term<Number>],
        ledger: &mut Ledger<S>,
    ) -> ProductFactors {
        let annuity_over_life = pick("annuity_over_life", &product.life_years, annuity, ledger);
        let discount_at_end = pick("discount_at_end", &product.life_years, discount, ledger);
        // By year from 0: before the end of life its present value, then nothing.
        let mut counted = discount[..product.life as usize].to_vec();
        counted.push(Term::constant(0));
        let mut shares = Vec::with_capacity(self.reconditioning_years.len());
        for year in &self.reconditioning_years {
            let year = capped("reconditioning_year", year, &product.life_years, ledger);
            shares.push(pick("reconditioning_share", &year, &counted, ledger));
        }
        let reconditioning = ledger.sum(pure("reconditioning_factor"), &shares);
        ProductFactors { annuity_over_life, discount_at_end, reconditioning }
    }

    /// The cost of all products over their lives. `amounts` is room that bids use one after the other.
    pub(crate) fn price<S: Sink>(
        &self,
        bid: u32,
        offers: &[Offer],
        factors: &Factors,
        amounts: &mut Vec<Term<Money>>,
        ledger: &mut Ledger<S>,
    ) -> Term<Money> {
        amounts.clear();
        for (index, (product, offer)) in (0..).zip(self.products.iter().zip(offers)) {
            ledger.turn_to(Subject::Line(index));
            let unit = self.unit_cost((bid, index), product, offer, factors, ledger);
            amounts.push(ledger.multiply(money("line_amount"), &product.quantity, &unit));
        }
        ledger.turn_to(Subject::Whole);
        ledger.sum(money("price"), &*amounts)
    }

    fn unit_cost<S: Sink>(
        &self,
        (bid, line): (u32, u32),
        product: &Product,
        offer: &Offer,
        factors: &Factors,
        ledger: &mut Ledger<S>,
    ) -> Term<Money> {
        let at = |part| Source::Product(bid, line, part);
        let purchase: Term<Money> = Term::new(offer.price.clone(), at(ProductPart::Price));
        let of_product = &factors.products[line as usize];

        let energy: Term<Number> = Term::new(offer.energy.clone(), at(ProductPart::Energy));
        let yearly = ledger.multiply(money("energy_per_year"), &energy, &self.electricity_price);
        let energy = ledger.multiply(money("energy"), &yearly, &of_product.annuity_over_life);

        let warranty = Term::new(offer.warranty_years.into(), at(ProductPart::Warranty));
        let covered = capped("covered_years", &warranty, &product.life_years, ledger);
        let covered = pick("annuity_covered", &covered, &factors.annuity, ledger);
        let paid = ledger.subtract(pure("service_factor"), &of_product.annuity_over_life, &covered);
        let service: Term<Money> = Term::new(offer.service.clone(), at(ProductPart::Service));
        let service = ledger.multiply(money("service"), &service, &paid);

        let hours: Term<Hours> = Term::new(offer.hours.clone(), at(ProductPart::Hours));
        let once = ledger.multiply(money("reconditioning_once"), &hours, &self.technician_rate);
        let reconditioning = ledger.multiply(money("reconditioning"), &once, &of_product.reconditioning);

        let left = ledger.multiply(money("residual_at_end"), &purchase, &product.residual_share);
        let residual = ledger.multiply(money("residual"), &left, &of_product.discount_at_end);

        let costs = ledger.sum(money("costs"), [&purchase, &energy, &service, &reconditioning]);
        ledger.subtract(money("unit_cost"), &costs, &residual)
    }
}

/// A year, or the end of life where that comes first.
fn capped<S: Sink>(
    name: &'static str,
    year: &Term<Number>,
    life: &Term<Number>,
    ledger: &mut Ledger<S>,
) -> Term<Number> {
    let value = (&year.value).min(&life.value).clone();
    ledger.note(pure(name), Operation::Minimum, [year.source, life.source], value)
}

/// The present value for a number of years, recorded as chosen among all of them.
fn pick<S: Sink>(
    name: &'static str,
    years: &Term<Number>,
    values: &[Term<Number>],
    ledger: &mut Ledger<S>,
) -> Term<Number> {
    let operands = iter::once(years).chain(values).map(|term| term.source);
    let chosen = years.value.to_u32().and_then(|years| values.get(years as usize));
    // Years are capped at the life before they get here, so that one is always there.
    let value = chosen.map_or(Exact::ZERO, |value| value.value.clone());
    ledger.note(pure(name), Operation::Pick, operands, value)
}
