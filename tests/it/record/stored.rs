//! A record from a database is, byte for byte, the one from the file.

use super::lots;
use crate::databases::{Backend, on_both};
use crate::stored::house::House;
use anbud::clock::SystemClock;
use anbud::graphql::schema;
use anbud::read::{ReadModel, Rulebook};
use anbud::service::{Desk, Failure, LotReference, record_case, record_stored};
use async_graphql::Request;
use sea_orm::ConnectionTrait;
use std::sync::Arc;

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

/// Through the API it is the same record, and a lot that is not to be seen has none, nor has one without an evaluation.
async fn the_api_gives_the_record_byte_for_byte(backend: Backend) {
    let house = House::full(backend).await;
    let desk = Desk::new(house.database.clone(), Arc::new(SystemClock));
    let api = schema(ReadModel::new(&house.database, Rulebook::default()), desk);
    let ask = async |question: String| serde_json::to_value(api.execute(Request::new(question)).await).unwrap();
    let mut count = 0;
    for (case, lot) in lots() {
        let of = format!("{{ lot(procurement: \"{}\", key: \"{lot}\") {{ id }} }}", case.procurement.key);
        let id = ask(of).await["data"]["lot"]["id"].as_str().unwrap().to_owned();
        let asked = format!("{{ evaluationRecord(lotId: \"{id}\") {{ digest modelDigest inputsDigest document }} }}");
        let answer = ask(asked.clone()).await;
        let record = record_case(&case, &lot).unwrap();
        let told = &answer["data"]["evaluationRecord"];
        assert!(told["document"] == record.to_text().unwrap(), "{lot}");
        assert_eq!(told["digest"], record.digest.to_string());
        assert_eq!(told["modelDigest"], record.model_digest.to_string());
        assert_eq!(told["inputsDigest"], record.inputs_digest.to_string());
        count += 1;
        if count == 9 {
            let hide = "UPDATE lot SET announced_at = NULL";
            house.database.writer.execute_unprepared(hide).await.unwrap();
            assert_eq!(ask(asked).await, serde_json::json!({ "data": { "evaluationRecord": null } }));
        }
    }
    assert_eq!(count, 9);
    for id in ["no id", "UHJvY3VyZW1lbnQ6"] {
        let answer = ask(format!("{{ evaluationRecord(lotId: \"{id}\") {{ digest }} }}")).await;
        assert_eq!(answer, serde_json::json!({ "data": { "evaluationRecord": null } }));
    }
}

on_both!(
    the_api_gives_the_record_byte_for_byte,
    a_lot_without_an_evaluation_has_no_record,
    the_record_of_a_stored_evaluation_is_that_of_the_file
);
