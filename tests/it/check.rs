//! Rows are projections of documents: the check finds nothing in what acts wrote, and names whatever is changed behind
//! their backs.

mod catalogue;
mod program;
mod small;
mod walk;

use crate::databases::{Backend, on_both};
use crate::stored::house::House;
use anbud::service::{Checked, check_rows};
use small::small;

/// A check that finds nothing; so many rows it compared.
fn clean(checked: &Checked) -> usize {
    assert!(checked.differences.is_empty() && checked.set_aside.is_empty(), "{checked:#?}");
    checked.rows
}

async fn what_acts_write_follows_from_documents(backend: Backend) {
    let house = House::full(backend).await;
    assert!(clean(&check_rows(&house.database).await.unwrap()) > 10_000);
    let house = small(backend).await;
    assert!(clean(&check_rows(&house.database).await.unwrap()) > 1_000);
}

on_both!(what_acts_write_follows_from_documents);
