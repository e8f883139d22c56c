//! Columns that are called by their numbers, where a statement stands within another one.

use sea_orm::sea_query::DynIden;

/// As many as nearly all statements have.
const FIRST: [&str; 24] = [
    "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17",
    "c18", "c19", "c20", "c21", "c22", "c23",
];

/// The name of a column.
#[must_use]
pub fn numbered(index: usize) -> DynIden {
    FIRST.get(index).map_or_else(|| format!("c{index}").into(), |name| (*name).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_has_a_name_of_its_own() {
        for index in 0..FIRST.len() + 3 {
            assert_eq!(numbered(index).to_string(), format!("c{index}"));
        }
    }
}
