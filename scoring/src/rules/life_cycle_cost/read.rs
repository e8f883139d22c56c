//! Reads the life-cycle cost of a model, and what bids state for it.

use super::{LifeCycleCost, Offer, Product};
use crate::document::{self, OfferedProduct};
use crate::reading::{Range, Reading, number};
use crate::rules::price_list::{check_decimals, range, refuse_all_zero, refuse_empty, refuse_unknown};
use std::collections::{BTreeMap, BTreeSet};
use values::money::MEASURE_SCALE;
use values::{Exact, Faults, Key, Place};

impl LifeCycleCost {
    pub(crate) fn read(document: &document::LifeCycleCost, place: &Place, reading: &mut Reading) -> Self {
        check_decimals(document.decimals, place, reading);
        let rate = &place.at("discount_rate");
        let discount_rate = reading.number(&document.discount_rate, rate, MEASURE_SCALE, Range::Share);
        let mut price =
            |text: &str, name: &str| reading.number(text, &place.at(name), MEASURE_SCALE, Range::ZeroOrAbove);
        let electricity_price = price(&document.electricity_price, "electricity_price");
        let technician_rate = price(&document.technician_rate, "technician_rate");
        let ordered = document.reconditioning_years.windows(2).all(|pair| pair[0] < pair[1]);
        if !ordered || document.reconditioning_years.first() == Some(&0) {
            reading.faults.add(
                "model.reconditioning_years",
                &place.at("reconditioning_years"),
                "the years are not rising numbers from 1",
                "write each year once, the earliest first, such as [3, 6, 9]",
            );
        }
        let years = (0..).zip(&document.reconditioning_years).map(|(index, year)| {
            let place: Place = place.at("reconditioning_years").at(index as usize);
            reading.published(Exact::from(*year), &place)
        });
        let reconditioning_years = years.collect();
        let products = read_products(&document.products, &place.at("products"), reading);
        Self {
            domain: document.domain,
            decimals: document.decimals,
            discount_rate,
            electricity_price,
            technician_rate,
            reconditioning_years,
            products,
        }
    }

    /// What a bid states, product by product. An empty product is a fault, never a zero.
    pub(crate) fn read_offer(
        &self,
        products: &BTreeMap<Key, Option<OfferedProduct>>,
        place: &Place,
        faults: &mut Faults,
    ) -> Vec<Offer> {
        let known: BTreeSet<&Key> = self.products.iter().map(|product| &product.key).collect();
        refuse_unknown(products.keys(), &known, place, faults);
        let read: Vec<Offer> = self
            .products
            .iter()
            .filter_map(|product| {
                let place = place.at(&product.key);
                match products.get(&product.key).and_then(Option::as_ref) {
                    Some(offer) => self.read_product(offer, &place, faults),
                    None => {
                        refuse_empty(&product.key, &place, faults);
                        None
                    }
                }
            })
            .collect();
        let prices: Vec<Exact> = read.iter().map(|offer| offer.price.clone()).collect();
        refuse_all_zero(self.domain, &prices, place, faults);
        read
    }

    fn read_product(&self, offer: &OfferedProduct, place: &Place, faults: &mut Faults) -> Option<Offer> {
        let price = number("bid.price", &offer.price, &place.at("price"), self.decimals, range(self.domain), faults);
        let mut stated = |text: &str, name: &str| {
            number("bid.property", text, &place.at(name), MEASURE_SCALE, Range::ZeroOrAbove, faults)
        };
        let energy = stated(&offer.kwh_per_year, "kwh_per_year");
        let service = stated(&offer.service_per_year, "service_per_year");
        let hours = stated(&offer.reconditioning_hours, "reconditioning_hours");
        Some(Offer {
            price: price?,
            energy: energy?,
            service: service?,
            warranty_years: offer.warranty_years,
            hours: hours?,
        })
    }
}

fn read_products(products: &[document::Product], place: &Place, reading: &mut Reading) -> Vec<Product> {
    reading.unique(products.iter().enumerate().map(|(i, product)| (&product.key, place.at(i))));
    if products.is_empty() {
        reading.faults.add(
            "model.price_lines_missing",
            place,
            "the cost has no product",
            "publish at least one product",
        );
    }
    let read_product = |(index, product): (usize, &document::Product)| {
        let place = place.at(index);
        reading.text(&product.title, &place.at("title"));
        if !(1..=100).contains(&product.life_years) {
            reading.faults.add(
                "model.life_years",
                &place.at("life_years"),
                format!("a life of {} years cannot be calculated", product.life_years),
                "write 1 to 100 years",
            );
        }
        Product {
            key: product.key.clone(),
            quantity: reading.number(&product.quantity, &place.at("quantity"), MEASURE_SCALE, Range::AboveZero),
            life: product.life_years.clamp(1, 100),
            life_years: reading.published(Exact::from(product.life_years), &place.at("life_years")),
            residual_share: reading.number(
                &product.residual_share,
                &place.at("residual_share"),
                MEASURE_SCALE,
                Range::Share,
            ),
        }
    };
    products.iter().enumerate().map(read_product).collect()
}
