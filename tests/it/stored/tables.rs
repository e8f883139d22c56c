//! Every table with every column: the list that the comparison works through, held against the entities.

/// A table, the columns that name a row of it, and all its columns.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What tells its rows apart, beside ids.
    pub key: &'static str,
    /// Everything that is compared. `id` is compared by what points at it.
    pub columns: &'static str,
}

const fn table(name: &'static str, key: &'static str, columns: &'static str) -> Table {
    Table { name, key, columns }
}

/// All tables, each after those that it points at.
pub const TABLES: &[Table] = &[
    table("document", "digest", "digest kind body"),
    table(
        "procurement",
        "key",
        "id key title_sv title_en title_sort buyer profile currency tax_basis fictional published_at deadline_at announced_at document_digest",
    ),
    table("classification", "procurement_id scheme position", "id procurement_id scheme code position"),
    table("organisation", "key", "id key name name_sort"),
    table("supplier", "scheme identifier", "id scheme identifier name name_sort"),
    table(
        "lot",
        "procurement_id key",
        "id procurement_id key position title_sv title_en title_sort stage announced_at estimated_value maximum_value award_limit basis price_rule combination_rule assessment_digest model_digest",
    ),
    table("requirement", "lot_id key", "id lot_id key position text_sv text_en"),
    table(
        "criterion",
        "lot_id key",
        "id lot_id parent_id key position title_sv title_en definition_sv definition_en evidence_sv evidence_en weight scale_rule unit assessed_by",
    ),
    table("criterion_level", "criterion_id number", "id lot_id criterion_id number text_sv text_en factor threshold"),
    table("published_word", "lot_id kind key", "id lot_id kind key position title_sv title_en"),
    table(
        "measure",
        "criterion_id",
        "id lot_id criterion_id rule sleeping_duty minimum_credits minimum_methods minimum_days hours_per_full_time_year hours_per_full_time_month part_from part_to duty back_up_within_minutes last_month months cut_decimals cut_mode",
    ),
    table("measure_word", "measure_id kind position", "id lot_id measure_id published_word_id kind position"),
    table("night_level", "measure_id number", "id lot_id measure_id number waking sleeping back_up"),
    table("price_line", "lot_id key", "id lot_id key position title_sv title_en unit quantity"),
    table("mandate", "procurement_id organisation_id", "id procurement_id organisation_id standing"),
    table("mandate_act", "mandate_id position", "id mandate_id position act acted_at note_sv note_en"),
    table("mandate_volume", "mandate_id price_line_id", "id mandate_id lot_id price_line_id quantity unit"),
    table("submission", "procurement_id key", "id procurement_id supplier_id key received_at receipt"),
    table("submission_content", "submission_id", "submission_id digest body"),
    table("bid", "lot_id key", "id submission_id supplier_id lot_id key object_name permit places"),
    table("bid_price", "bid_id price_line_id", "id lot_id bid_id price_line_id amount"),
    table("bid_property", "bid_id price_line_id name", "id lot_id bid_id price_line_id name quantity"),
    table("bid_answer", "bid_id criterion_id", "id lot_id bid_id criterion_id answer"),
    table("staffing_plan", "bid_id", "id lot_id bid_id invented"),
    table(
        "role_line",
        "staffing_plan_id number",
        "id lot_id staffing_plan_id number person function_id degree credits years_with_target_group employment share waking_hours sleeping_hours",
    ),
    table("training", "role_line_id position", "id lot_id role_line_id method_id position days"),
    table(
        "shift",
        "staffing_plan_id number",
        "id lot_id staffing_plan_id number monday tuesday wednesday thursday friday saturday sunday begins ends duty staff response_minutes",
    ),
    table("supervision_group", "staffing_plan_id number", "id lot_id staffing_plan_id number hours"),
    table("supervision_participant", "supervision_group_id position", "id lot_id supervision_group_id position person"),
    table(
        "payroll_month",
        "staffing_plan_id number",
        "id lot_id staffing_plan_id number month permanent fixed_term hourly",
    ),
    table("examination", "bid_id", "id lot_id bid_id outcome ground requirement_id reason_sv reason_en decided_at"),
    table("panel_score", "bid_id criterion_id", "id lot_id bid_id criterion_id level reason_sv reason_en"),
    table(
        "individual_score",
        "panel_score_id position",
        "id lot_id panel_score_id position evaluator level reason_sv reason_en",
    ),
    table("draw", "lot_id position", "id lot_id position drawn_at witnesses"),
    table("drawn_bid", "draw_id number", "id lot_id draw_id bid_id number"),
    table(
        "evaluation",
        "lot_id number",
        "id lot_id number current draw_needed model_digest inputs_digest outcome_digest evaluated_at",
    ),
    table(
        "placement",
        "evaluation_id bid_id",
        "id lot_id evaluation_id bid_id current position rank tied awarded price price_exact comparison comparison_exact comparison_unit decided_by",
    ),
    table(
        "score",
        "placement_id criterion_id",
        "id lot_id placement_id bid_id criterion_id current level factor amount amount_exact unit position",
    ),
    table(
        "finding",
        "evaluation_id position",
        "id lot_id evaluation_id placement_id bid_id criterion_id position stated measured",
    ),
    table(
        "trace_step",
        "evaluation_id number",
        "id lot_id evaluation_id placement_id score_id number rule name criterion_id price_line_id year detail operation value_exact unit",
    ),
    table("trace_reference", "trace_step_id position", "id lot_id trace_step_id position source target value_exact"),
    table("event", "seq", "id seq procurement_id act actor acted_at payload_digest leaf_digest"),
    table("event_payload", "event_id", "event_id salt body"),
    table("idempotency", "key_digest", "key_digest request_digest payload event_seq kept_at"),
];

/// The table of that name.
pub fn named(name: &str) -> &'static Table {
    TABLES.iter().find(|table| table.name == name).unwrap()
}

/// The only name that a row with this key has, whatever its id is.
pub fn called(table: &str, key: &[&str]) -> String {
    format!("{table}[{}]", key.join(" "))
}
