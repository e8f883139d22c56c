//! Care homes: deduction for added value.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{
    bid, list, original, plain, same_criteria, same_head, same_offer, same_outcome, same_requirements, same_results,
    same_volumes,
};
use crate::demo_files::{case, volume};
use scoring::document::Combination;
use values::{Exact, Instant};

#[test]
fn a_agrees_with_its_original() {
    let (case, original) = (case("a_hvb"), original("a_hvb"));
    same_head(&case, &original);
    assert_eq!(case.procurement.buyer, original["central_purchasing_body"]);
    assert_eq!(Some(case.procurement.deadline_at), plain(&original["deadline"]).parse().ok());
    let note = original["note"].as_str().unwrap();
    assert!(case.remarks.iter().any(|it| it.en.as_ref().is_some_and(|en| en.contains(note))));
    for (lot, from) in case.lots.iter().zip(list(&original["lots"])) {
        same_requirements(lot, &list(&original["mandatory_requirements"]).iter().collect::<Vec<_>>());
        same_criteria(&lot.model.criteria, list(&original["criteria"]));
        let Combination::AddedValueDeduction(deduction) = &lot.model.combination else {
            unreachable!("the method of the original");
        };
        assert_eq!(deduction.maximum_deduction, plain(&from["maxded"]));
        assert_eq!(lot.model.parameters[0].value, from["floor_fte_per_place"]);
        assert_eq!(lot.terms.award_limit.to_string(), plain(&from["award"]));
        assert_eq!(lot.terms.estimated_value, plain(&from["estimated_value_sek_4y"]));
        assert_eq!(lot.terms.maximum_value, plain(&from["max_value_sek_4y"]));
        let days = Exact::decimal(&plain(&from["days"])).unwrap();
        assert_eq!(volume(&case, lot.key.as_str(), "P"), days);
        same_volumes(&case, lot.key.as_str(), "P", &from["volumes_per_municipality_days_per_year"]);
        same_results(&case, &from["id"], &original["expected_results"][lot.key.as_str()], "comparison_price");
    }
    for (supplier, from) in case.suppliers.iter().zip(list(&original["suppliers"])) {
        assert_eq!((supplier.key.as_str(), &supplier.name), (from["id"].as_str().unwrap(), &plain(&from["name"])));
    }
    for from in list(&original["bids"]) {
        let received = plain(&from["received"]).parse::<Instant>().unwrap();
        let sent = case
            .submissions
            .iter()
            .find(|it| it.envelope.received_at == received && it.envelope.supplier.as_str() == from["supplier_id"]);
        let Some(opened) = &sent.expect("was received").content else {
            assert_eq!(from["status"], "late_not_opened");
            continue;
        };
        let own = bid(&case, &from["lot"], &from["supplier"]);
        assert_eq!(opened.bids.as_slice(), std::slice::from_ref(own));
        assert_eq!(own.key.as_str(), from["bid_id"]);
        let unit = own.unit.as_ref().unwrap();
        assert_eq!(unit.name, from["unit_name"]);
        assert_eq!(unit.permit, from["permit_number"]);
        assert_eq!(unit.places.to_string(), plain(&from["permit_places"]));
        same_offer(&case, own, from, &from["answers"]);
        same_outcome(
            &case,
            own,
            &from["status"],
            &from["failed_requirement"],
            (&from["notes_sv"], from.get("notes_en")),
        );
    }
}
