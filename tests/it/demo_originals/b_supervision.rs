//! Supervision: points for the relative price.

use super::{
    bid, list, members, original, plain, same_criteria, same_head, same_lines, same_offer, same_outcome,
    same_requirements, same_results, same_volumes,
};
use crate::demo_files::{bids, case};
use scoring::document::Combination;

#[test]
fn b_agrees_with_its_original() {
    let (case, original) = (case("b_supervision"), original("b_supervision"));
    same_head(&case, &original);
    for (lot, from) in case.lots.iter().zip(list(&original["lots"])) {
        same_requirements(lot, &list(&original["mandatory_requirements"]).iter().collect::<Vec<_>>());
        same_criteria(&lot.model.criteria, &list(&original["criteria"])[1..]);
        assert_eq!(lot.terms.award_limit.to_string(), plain(&from["rank_award"]));
        let Combination::RelativePricePoints(points) = &lot.model.combination else {
            unreachable!("the method of the original");
        };
        assert_eq!(points.price_weight, plain(&original["criteria"][0]["weight"]));
        same_lines(lot, &original["price_items"]);
        for (line, volumes) in members(&from["item_volumes_per_municipality"]) {
            same_volumes(&case, lot.key.as_str(), line, volumes);
        }
        same_results(&case, &from["id"], &original["expected_results"][lot.key.as_str()], "total");
    }
    for from in list(&original["bids"]) {
        let own = bid(&case, &from["lot"], &from["supplier"]);
        same_offer(&case, own, from, &from["levels"]);
        same_outcome(&case, own, &from["status"], &from["reason"][0], (&from["reason"][1], None));
    }
    assert_eq!(bids(&case).count(), list(&original["bids"]).len());
}
