//! A record from a database is, byte for byte, the one from the file.

use super::lots;
use crate::databases::{Backend, on_both};
use crate::stored::house::House;
use anbud::service::{Failure, LotReference, record_case, record_stored};

async fn the_record_of_a_stored_evaluation_is_that_of_the_file(backend: Backend) {
    let house = House::full(backend).await;
    let mut count = 0;
    for (case, lot) in lots() {
        let reference = LotReference::Key(case.procurement.key.clone(), lot.clone());
        let stored = record_stored(&house.database, &reference).await.unwrap().to_text().unwrap();
        assert!(stored == record_case(&case, &lot).unwrap().to_text().unwrap(), "{lot}");
        count += 1;
    }
    assert_eq!(count, 9);
}

async fn a_lot_without_an_evaluation_has_no_record(backend: Backend) {
    let house = House::new(backend).await;
    house.import(crate::stored::house::DEMOS[1]).await.unwrap();
    let (case, lot) = lots().nth(4).unwrap();
    let of = |lot| LotReference::Key(case.procurement.key.clone(), lot);
    let refused = record_stored(&house.database, &of(lot)).await.unwrap_err();
    assert!(
        matches!(&refused, Failure::NotFound(faults) if faults.list()[0].code == "record.not_evaluated"),
        "{refused}"
    );
    let unknown = record_stored(&house.database, &of("LOT-9".parse().unwrap())).await.unwrap_err();
    assert!(matches!(&unknown, Failure::NotFound(faults) if faults.list()[0].code == "lot.not_found"), "{unknown}");
}

on_both!(a_lot_without_an_evaluation_has_no_record, the_record_of_a_stored_evaluation_is_that_of_the_file);
