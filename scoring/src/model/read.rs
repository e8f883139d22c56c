//! Reads a model document: parts in the order of the document, all faults together.

use super::criteria::{self, Weights};
use super::parameters::Parameters;
use super::{Combining, Model, Pricing, Shared, Stages};
use crate::document::{AwardBasis, Combination, ModelDocument, PriceRule, Stage};
use crate::reading::Reading;
use crate::rules::{
    added_value_deduction, life_cycle_cost, lowest_cost, percentage_surcharge, price_list, relative_price_points,
    tie_chain,
};
use crate::trace::Term;
use crate::trace::unit::Number;
use std::sync::Arc;
use values::{Digest, Exact, Faults, Place, canonical};

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// Every fault of the document, with code, place, cause and hint.
    pub fn read(document: ModelDocument) -> Result<Self, Faults> {
        let (model, faults) = Self::examine(document)?;
        faults.or(model)
    }

    /// A model with its faults. One that has any may be looked at, but never evaluated with.
    pub(crate) fn examine(document: ModelDocument) -> Result<(Self, Faults), Faults> {
        let digest = Digest::of(canonical::to_text(&document)?.as_bytes());
        let root = Place::root();
        let mut reading = Reading::default();
        read_lists(&document, &root, &mut reading);
        let pricing = read_price(&document.price, &root.at("price"), &mut reading);
        let weights = Weights::of(&document.combination);
        let parameters = Parameters::read(&document.parameters, &root.at("parameters"), &mut reading);
        let criteria = criteria::read(&document, &parameters, weights, &mut reading);
        let combining = read_combination(&document, &root.at("combination"), &mut reading);
        let rounding = read_rounding(&document, &root.at("rounding"), &mut reading);
        let ties = tie_chain::read(&document, &root.at("tie_chain"), &mut reading);
        check_total(&combining, &criteria, &document, &mut reading);
        check_basis(&document, &mut reading);
        let (published, words, faults) = reading.finish();
        let shared = Arc::new(Shared::new(&document, &criteria, &combining, &rounding, &ties));
        Ok((Self { document, digest, published, words, shared, pricing, criteria, combining, rounding, ties }, faults))
    }
}

fn read_lists(document: &ModelDocument, root: &Place, reading: &mut Reading) {
    let requirements = root.at("requirements");
    reading.unique(document.requirements.iter().enumerate().map(|(i, item)| (&item.key, requirements.at(i))));
    for (index, requirement) in document.requirements.iter().enumerate() {
        reading.text(&requirement.text, &requirements.at(index).at("text"));
    }
    for (list, name) in [(&document.functions, "functions"), (&document.methods, "methods")] {
        let place = root.at(name);
        reading.unique(list.iter().enumerate().map(|(i, word)| (&word.key, place.at(i))));
        for (index, word) in list.iter().enumerate() {
            reading.text(&word.title, &place.at(index).at("title"));
        }
    }
}

fn read_price(rule: &PriceRule, place: &Place, reading: &mut Reading) -> Pricing {
    match rule {
        PriceRule::PriceList(list) => {
            Pricing::List(price_list::PriceList::read(list, &place.at(price_list::ID), reading))
        }
        PriceRule::LifeCycleCost(cost) => {
            Pricing::LifeCycle(life_cycle_cost::LifeCycleCost::read(cost, &place.at(life_cycle_cost::ID), reading))
        }
    }
}

fn read_combination(document: &ModelDocument, place: &Place, reading: &mut Reading) -> Combining {
    match &document.combination {
        Combination::AddedValueDeduction(rule) => {
            let place = place.at(added_value_deduction::ID);
            Combining::Deduction(added_value_deduction::AddedValueDeduction::read(rule, &place, reading))
        }
        Combination::RelativePricePoints(rule) => {
            let place = place.at(relative_price_points::ID);
            let rule = relative_price_points::RelativePricePoints::read(rule, &document.price, &place, reading);
            Combining::Points(rule)
        }
        Combination::PercentageSurcharge(_) => {
            Combining::Surcharge(percentage_surcharge::PercentageSurcharge::read(&document.price, reading))
        }
        Combination::LowestCost(_) => Combining::Cost(lowest_cost::LowestCost),
    }
}

fn read_rounding(document: &ModelDocument, place: &Place, reading: &mut Reading) -> Stages {
    let mut read = Stages::default();
    for (index, entry) in document.rounding.iter().enumerate() {
        let place = place.at(index);
        if entry.rounding.decimals > 12 {
            reading.faults.add(
                "model.rounding_decimals",
                &place.at("rounding").at("decimals"),
                format!("{} decimals are more than a model may keep", entry.rounding.decimals),
                "write 0 to 12, or leave the stage out to round nowhere",
            );
        }
        let points = matches!(document.combination, Combination::RelativePricePoints(_));
        let idle = match entry.stage {
            Stage::PricePoints => !points,
            Stage::CriterionAmount => document.criteria.is_empty(),
            Stage::Price | Stage::ComparisonValue => false,
        };
        if idle {
            reading.faults.add(
                "model.rounding_without_effect",
                &place.at("stage"),
                "the model has no such stage, so that this rounds nothing",
                "remove it",
            );
        }
        let decimals: Term<Number> = reading.published(entry.rounding.decimals.into(), &place);
        let slot = match entry.stage {
            Stage::Price => &mut read.price,
            Stage::CriterionAmount => &mut read.criterion_amount,
            Stage::PricePoints => &mut read.price_points,
            Stage::ComparisonValue => &mut read.comparison_value,
        };
        if slot.replace((entry.rounding, decimals.source)).is_some() {
            reading.faults.add(
                "model.rounding_repeated",
                &place.at("stage"),
                "this stage is rounded before in the list",
                "round each stage once",
            );
        }
    }
    read
}

fn check_total(combining: &Combining, criteria: &[super::Leaf], document: &ModelDocument, reading: &mut Reading) {
    let weights: Exact = criteria.iter().map(|leaf| leaf.weight.value.clone()).sum();
    let (total, parts) = match combining {
        Combining::Deduction(_) => (weights, "the weights of the criteria"),
        Combining::Points(rule) => {
            (&weights + &rule.price_weight.value, "the price weight and the weights of the criteria")
        }
        Combining::Surcharge(_) | Combining::Cost(_) => return,
    };
    if total != Exact::HUNDRED && !document.criteria.is_empty() {
        reading.faults.add(
            "model.weights_sum",
            &Place::root().at("criteria"),
            format!("{parts} make {total}, not 100"),
            match total > Exact::HUNDRED {
                true => format!("take {} off the weights", &total - &Exact::HUNDRED),
                false => format!("add {} to the weights", &Exact::HUNDRED - &total),
            },
        );
    }
}

fn check_basis(document: &ModelDocument, reading: &mut Reading) {
    let place = Place::root().at("criteria");
    let priced_only = matches!(document.combination, Combination::LowestCost(_));
    if priced_only && !document.criteria.is_empty() {
        reading.faults.add(
            "model.criteria_without_effect",
            &place,
            "criteria are published, but the combination rule weighs only price or cost",
            "remove the criteria, or choose a rule that weighs them",
        );
    }
    if !priced_only && document.criteria.is_empty() {
        reading.faults.add(
            "model.criteria_missing",
            &place,
            "the combination rule weighs quality, but no criterion is published",
            "publish criteria, or choose lowest_cost@1",
        );
    }
    let quality = document.basis == AwardBasis::BestPriceQuality;
    if quality == priced_only {
        reading.faults.add(
            "model.basis_mismatch",
            &Place::root().at("basis"),
            format!("the basis {} and the combination rule do not go together", document.basis.as_str()),
            "best_price_quality weighs quality; price and cost use lowest_cost@1",
        );
    }
    let life_cycle = matches!(document.price, PriceRule::LifeCycleCost(_));
    if document.basis == AwardBasis::Price && life_cycle {
        reading.faults.add(
            "model.basis_mismatch",
            &Place::root().at("basis"),
            "a life-cycle cost is a cost, but the basis says price",
            "write the basis cost",
        );
    }
}
