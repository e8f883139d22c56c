//! Texts of any length in any script are kept as they were handed in, and stand in indexes without breaking them.

use super::house::{House, cases, trees};
use crate::databases::{Backend, on_both};
use anbud::service::Imported;
use entity::{lot, supplier};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;

/// Letters that nothing compresses well.
fn letters(count: usize) -> String {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(state >> 59).unwrap() % 26
    };
    (0..count).map(|_| char::from(b'a' + next())).collect()
}

async fn long_texts_in_any_script_are_kept(backend: Backend) {
    let house = House::new(backend).await;
    let mut tree = trees().remove(1);
    let name = letters(20_000);
    let title = format!("Östra 東京 עברית 👩‍👩‍👧 \u{10ffff} {}", letters(5_000));
    let identifier = "𝟙".repeat(200);
    tree["suppliers"][0]["name"] = json!(name);
    tree["suppliers"][0]["identifier"] = json!(identifier);
    tree["suppliers"][0]["scheme"] = json!("å".repeat(200));
    tree["lots"][0]["title"]["sv"] = json!(title);
    assert_eq!(house.import(&tree.to_string()).await.unwrap(), Imported::New);
    let case = cases().remove(1);
    assert_eq!(house.run(&case, &case.lots[0].key).await.unwrap().number, 1);

    let rows = supplier::Entity::find().order_by_asc(supplier::Column::NameSort).all(&house.database.reader).await;
    let rows = rows.unwrap();
    let kept = rows.iter().find(|row| row.identifier == identifier).unwrap();
    assert_eq!((kept.name.as_str(), kept.name_sort.as_str()), (name.as_str(), &name[..1000]));
    assert!(rows.is_sorted_by_key(|row| row.name_sort.as_bytes()));
    let lots = lot::Entity::find().all(&house.database.reader).await.unwrap();
    assert!(lots.iter().any(|lot| lot.title_sv == title));
}

#[test]
fn an_identifier_that_an_index_could_not_hold_is_refused() {
    for member in ["scheme", "identifier"] {
        let mut tree = trees().remove(1);
        tree["suppliers"][0][member] = json!("1".repeat(201));
        let faults = anbud::casefile::read(&tree.to_string()).unwrap_err();
        let told: Vec<_> = faults.list().iter().map(|fault| (fault.code, fault.place.as_str())).collect();
        assert_eq!(told, [("case.identifier_long", "/suppliers/0/identifier")]);
    }
}

on_both!(long_texts_in_any_script_are_kept);
