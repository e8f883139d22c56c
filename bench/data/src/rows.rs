//! Rows of all tables that are filled, each table after those that it points at.

use crate::failure::Failure;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel};

/// Someone who takes the rows of one table after the other.
pub(crate) trait Taker {
    /// Takes the rows of one table.
    async fn take<E>(&mut self, rows: Vec<E::Model>) -> Result<(), Failure>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send;
}

macro_rules! tables {
    ($($table:ident),+ $(,)?) => {
        /// Rows, by table.
        #[derive(Debug, Default)]
        pub(crate) struct Rows { $(pub(crate) $table: Vec<entity::$table::Model>),+ }

        impl Rows {
            /// How many rows there are.
            pub(crate) fn count(&self) -> usize {
                [$(self.$table.len()),+].iter().sum()
            }

            /// Hands over everything, each table after those that it points at.
            pub(crate) async fn hand_to<T: Taker>(self, taker: &mut T) -> Result<(), Failure> {
                $(taker.take::<entity::$table::Entity>(self.$table).await?;)+
                Ok(())
            }
        }
    };
}

tables!(
    document,
    procurement,
    classification,
    lot,
    requirement,
    criterion,
    criterion_level,
    price_line,
    organisation,
    mandate,
    mandate_act,
    mandate_volume,
    supplier,
    submission,
    submission_content,
    bid,
    bid_price,
    bid_answer,
    examination,
    panel_score,
    draw,
    drawn_bid,
    evaluation,
    placement,
    score,
    event,
    event_payload,
);
