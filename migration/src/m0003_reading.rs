//! Step 3: what reading many things at a time needs. A bid's scores are read in the order of the criteria, many bids at a
//! time; that order stands in the row and in an index, so that nothing has to be looked up and sorted for each of them.
//! Whether a procurement is to be seen is asked of an index that holds announced lots alone, and the newest come first by
//! an index too.

use sea_orm_migration::prelude::*;

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ADD: &str = "ALTER TABLE score ADD COLUMN position integer NOT NULL DEFAULT 0";
const FILL: &str = "UPDATE score SET position = (
    SELECT COUNT(*) FROM score AS other
    JOIN criterion AS its ON its.id = other.criterion_id
    JOIN criterion AS own ON own.id = score.criterion_id
    WHERE other.placement_id = score.placement_id AND its.position < own.position)";
const ANNOUNCED: &str =
    "CREATE INDEX lot_announced_by_procurement_id ON lot (procurement_id) WHERE announced_at IS NOT NULL";
const NEWEST: &str = "CREATE INDEX procurement_by_published_at ON procurement (published_at)";
const BY_BID: &str = "score_by_bid_id";
const IN_ORDER: &str = "score_by_bid_id_current_position_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection.execute_unprepared(ADD).await?;
        connection.execute_unprepared(FILL).await?;
        let columns = ["bid_id", "current", "position", "id"];
        let mut index = Index::create();
        index.name(IN_ORDER).table("score");
        columns.into_iter().for_each(|column| {
            index.col(column);
        });
        manager.create_index(index).await?;
        // The new index begins with the same column.
        manager.drop_index(Index::drop().name(BY_BID).table("score").to_owned()).await?;
        connection.execute_unprepared(ANNOUNCED).await?;
        connection.execute_unprepared(NEWEST).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["lot_announced_by_procurement_id", "procurement_by_published_at"] {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX {index}")).await?;
        }
        manager.create_index(Index::create().name(BY_BID).table("score").col("bid_id").to_owned()).await?;
        manager.drop_index(Index::drop().name(IN_ORDER).table("score").to_owned()).await?;
        manager.get_connection().execute_unprepared("ALTER TABLE score DROP COLUMN position").await?;
        Ok(())
    }
}
