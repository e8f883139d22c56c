"""Members and their forms in a record (record.md, sections 4 to 7): unknown members are refused.

A form is `str`, `int`, `bool`, a list of one form, a tuple of alternatives, a set of words, `{"*": form}` for an
object by key, or an object whose names end in `?` where they are optional.
"""

import re

from .exact import Refused

TEXT = {"sv": str, "en?": str}
NAMED = {"key": str, "title": TEXT}
ROUND = {"decimals": int, "mode": {"half_away_from_zero", "half_even", "toward_zero", "away_from_zero", "floor", "ceiling"}}
PART = {"from": str, "to": str}
SLEEP = {"counted", "not_counted"}
DUTY = {"waking", "sleeping", "back_up"}
OVER = {"functions": [str], "cut": ROUND}
MEASURE = (
    {"share_of_hours@1": {"functions": [str], "sleeping_duty": SLEEP, "minimum_credits": int, "cut": ROUND}},
    {"share_of_heads@1": {"functions": [str], "methods": [str], "minimum_methods": int, "minimum_days": str, "cut": ROUND}},
    {"median_years@1": OVER}, {"mean_years@1": OVER}, {"supervision_per_head@1": OVER},
    {"fte_per_place@1": {"functions": [str], "sleeping_duty": SLEEP, "hours_per_full_time_year": str,
                         "hours_per_full_time_month": str, "cut": ROUND}},
    {"staff_per_shift@1": {"part": PART, "duty": DUTY, "cut": ROUND}},
    {"night_cover@1": {"part": PART, "back_up_within_minutes": int,
                       "levels": [{"waking": int, "sleeping": int, "back_up": int}]}},
    {"continuity@1": {"last_month": str, "months": int, "cut": ROUND}},
)
BY = ({"statement", "panel"}, {"plan": MEASURE})
SCALE = (
    {"stepped_table@1": {"assessed_by?": ({"plan": MEASURE},), "unit": str, "decimals": int, "relative_to?": str,
                         "maximum?": str, "levels": [{"from?": str, "factor": str, "text": TEXT}]}},
    {"described_levels@1": {"assessed_by": BY, "levels": [{"factor": str, "text": TEXT}]}},
)
CRITERION = {"key": str, "title": TEXT, "weight": str, "definition?": TEXT, "evidence?": TEXT, "scale?": SCALE}
CRITERION["children?"] = [CRITERION]
DOMAIN = {"above_zero", "total_above_zero", "zero_or_above"}
LINE = {"key": str, "title": TEXT, "unit": str, "quantity": str}
PRICE = (
    {"price_list@1": {"domain": DOMAIN, "decimals": int, "lines": [LINE]}},
    {"life_cycle_cost@1": {"domain": DOMAIN, "decimals": int, "discount_rate": str, "electricity_price": str,
                           "technician_rate": str, "reconditioning_years": [int],
                           "products": [{**LINE, "life_years": int, "residual_share": str}]}},
)
MODEL = {
    "format": {"anbud-model/1"}, "basis": {"best_price_quality", "cost", "price"}, "currency": str,
    "tax_basis": {"excluding", "exempt", "including"}, "requirements": [{"key": str, "text": TEXT}],
    "parameters?": [{**NAMED, "unit": str, "value": str, "relative_to?": str}], "functions?": [NAMED], "methods?": [NAMED],
    "price": PRICE, "criteria?": [CRITERION],
    "combination": ({"added_value_deduction@1": {"maximum_deduction": str}}, {"relative_price_points@1": {"price_weight": str}},
                    {"percentage_surcharge@1": {}}, {"lowest_cost@1": {}}),
    "rounding": [{"stage": {"price", "criterion_amount", "price_points", "comparison_value"}, "rounding": ROUND}],
    "tie_chain": [({"better_criterion": str}, {"better_quality", "lower_price", "draw", "shared_rank"})],
}
PLAN = {
    "invented?": bool,
    "staff": [{"person": str, "function": str, "degree": {"upper_secondary", "post_secondary", "bachelor", "master"},
               "credits": int, "trainings?": [{"method": str, "days": str}], "years_with_target_group": str,
               "employment": {"permanent", "fixed_term", "hourly"}, "share": str, "waking_hours": str, "sleeping_hours": str}],
    "rota": [{"days": [{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}], "from": str, "to": str, "duty": DUTY, "staff": int,
              "response_minutes?": int}],
    "supervision": [{"hours": str, "participants": [str]}],
    "payroll": [{"month": str, "permanent": str, "fixed_term": str, "hourly": str}],
}
PRODUCT = {"price": str, "kwh_per_year": str, "service_per_year": str, "warranty_years": int, "reconditioning_hours": str}
GROUND = ({"requirement": str}, {"abnormally_low"})
INPUTS = {
    "format": {"anbud-inputs/1"},
    "bids": {"*": {"key": str, "lot": str, "unit?": {"name": str, "permit": str, "places": int},
                   "prices?": {"*": (str, None)}, "products?": {"*": (PRODUCT, None)}, "plan?": PLAN, "answers?": {"*": str}}},
    "examinations": {"*": {"bid": str, "decided_at": str,
                           "outcome": ({"admitted"}, {"rejected": {"ground": GROUND, "reason": TEXT}})}},
    "panel_scores": {"*": {"*": {"bid": str, "criterion": str, "level": int, "reason?": TEXT,
                                 "individual?": [{"evaluator": str, "level": int, "reason": TEXT}]}}},
    "draws?": [{"order": [str], "drawn_at": str, "witnesses": [str]}],
}
RECORD = {
    "format": {"anbud-record/1"}, "procurement": NAMED, "lot": NAMED, "rules": [str], "model": MODEL, "model_digest": str,
    "inputs": INPUTS, "inputs_digest": str, "outcome": dict, "outcome_digest": str, "digest": str,
}


def fits(value, form, place):
    """Refuses a value that does not have the form; optional members that say nothing are not written."""
    if isinstance(form, tuple):
        for choice in form:
            try:
                fits(value, choice, place)
                return
            except Refused as refusal:
                last = refusal
        raise last
    if form is None:
        good = value is None
    elif isinstance(form, set):
        good = isinstance(value, str) and value in form
    elif isinstance(form, list):
        good = isinstance(value, list)
        for index, item in enumerate(value if good else []):
            fits(item, form[0], f"{place}/{index}")
    elif isinstance(form, dict):
        good = isinstance(value, dict)
        if good:
            members(value, form, place)
    else:
        good = type(value) is form
    if not good:
        raise Refused(place, f"{value!r} is not of the form that stands here")


def members(value, form, place):
    """The members of an object."""
    if "*" in form:
        for name, item in value.items():
            fits(item, form["*"], f"{place}/{name}")
        return
    known = {re.sub(r"\?\Z", "", name): (name.endswith("?"), inner) for name, inner in form.items()}
    for name, item in value.items():
        if name not in known:
            raise Refused(f"{place}/{name}", "a member that is not known")
        optional, inner = known[name]
        if optional and item in (None, [], {}, False) and type(item) is not int:
            raise Refused(f"{place}/{name}", "an optional member that says nothing")
        fits(item, inner, f"{place}/{name}")
    for name, (optional, _) in known.items():
        if not optional and name not in value:
            raise Refused(place, f"{name} is missing")


def check_shape(record):
    """A record has the members of sections 4 to 7, and no others."""
    fits(record, RECORD, "")
    for name in ("model", "inputs", "rules", "placements", "rejected", "draws", "findings", "trace", "format"):
        if name not in record["outcome"]:
            raise Refused("/outcome", f"{name} is missing")
