//! The worked example of the stepped table.

use crate::card::{ExampleStep, WorkedExample};
use values::text::Bilingual;

pub(super) const EXAMPLE: WorkedExample = WorkedExample {
    source: Bilingual { sv: "Räknat här, steg för steg.", en: "Worked out here, step by step." },
    working: &[
        "The floor lies 0.10 above the guideline 1.40: B = 0.10 + 1.40 = 1.50",
        "Thresholds 1.50 + 0.10 = 1.60, 1.50 + 0.20 = 1.70",
        "A answers 1.69: reaches 1.60 only, level 1, factor 0.4",
        "B answers 1.70: the border belongs to the level above, level 2, factor 1",
        "C answers 1.5: level 0, factor 0",
    ],
    model: r#"{
  "format": "anbud-model/1", "basis": "best_price_quality", "currency": "SEK", "tax_basis": "excluding",
  "requirements": [],
  "parameters": [
    {"key": "guideline", "title": {"sv": "Riktvärde"}, "unit": "fte_per_place", "value": "1.40"},
    {"key": "floor", "title": {"sv": "Golv"}, "unit": "fte_per_place", "value": "0.10", "relative_to": "guideline"}
  ],
  "price": {"price_list@1": {"domain": "above_zero", "decimals": 2, "lines": [{"key": "P", "title": {"sv": "Pris"}, "unit": "unit", "quantity": "1"}]}},
  "criteria": [
    {"key": "B1", "title": {"sv": "Personaltäthet"}, "weight": "100", "scale": {"stepped_table@1": {"unit": "fte_per_place", "decimals": 2, "relative_to": "floor", "levels": [{"factor": "0", "text": {"sv": "Golvet"}}, {"from": "0.10", "factor": "0.4", "text": {"sv": "Minst 0,10 över"}}, {"from": "0.20", "factor": "1", "text": {"sv": "Minst 0,20 över"}}]}}}
  ],
  "combination": {"added_value_deduction@1": {"maximum_deduction": "100"}}, "rounding": [], "tie_chain": ["draw"]
}"#,
    inputs: r#"{
  "format": "anbud-inputs/1",
  "bids": {
    "A": {"key": "A", "lot": "LOT-1", "prices": {"P": "500"}, "answers": {"B1": "1.69"}},
    "B": {"key": "B", "lot": "LOT-1", "prices": {"P": "500"}, "answers": {"B1": "1.70"}},
    "C": {"key": "C", "lot": "LOT-1", "prices": {"P": "500"}, "answers": {"B1": "1.5"}}
  },
  "examinations": {
    "A": {"bid": "A", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "B": {"bid": "B", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"},
    "C": {"bid": "C", "decided_at": "2026-01-15T09:00:00Z", "outcome": "admitted"}
  }
}"#,
    steps: &[
        ExampleStep { bid: "", name: "base", operation: "sum", value: "1.5", unit: "fte_per_place" },
        ExampleStep { bid: "", name: "threshold", operation: "sum", value: "1.6", unit: "fte_per_place" },
        ExampleStep { bid: "", name: "threshold", operation: "sum", value: "1.7", unit: "fte_per_place" },
        ExampleStep { bid: "A", name: "level", operation: "level_reached", value: "1", unit: "level" },
        ExampleStep { bid: "A", name: "factor", operation: "pick", value: "0.4", unit: "number" },
        ExampleStep { bid: "B", name: "level", operation: "level_reached", value: "2", unit: "level" },
        ExampleStep { bid: "B", name: "factor", operation: "pick", value: "1", unit: "number" },
        ExampleStep { bid: "C", name: "level", operation: "level_reached", value: "0", unit: "level" },
        ExampleStep { bid: "C", name: "factor", operation: "pick", value: "0", unit: "number" },
    ],
};
