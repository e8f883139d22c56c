"""Lots made faulty on purpose, one fault each: both engines must refuse them."""

import copy

from .faults import leaves, only


def first_bid(part):
    """The first admitted bid."""
    for bid, decision in zip(part["bids"], part["examinations"]):
        if decision["outcome"] == "admitted":
            return bid
    return None


def row_of(bid):
    """Name of the member with prices, and its first line."""
    name = "prices" if "prices" in bid else "products"
    return name, next(iter(bid[name]))


def price(text):
    """A price that is written like this."""
    def change(part, bid):
        name, key = row_of(bid)
        bid[name] = dict(bid[name])
        if name == "prices":
            bid[name][key] = text
        else:
            bid[name][key] = {**bid[name][key], "price": text} if text is not None else None
        return True
    return change


def no_line(part, bid):
    """A line without an entry."""
    name, key = row_of(bid)
    bid[name] = {row: item for row, item in bid[name].items() if row != key}
    return True


def extra_line(part, bid):
    """A line that the list does not have."""
    name, key = row_of(bid)
    bid[name] = {**bid[name], "UNKNOWN": bid[name][key]}
    return True


def too_fine(part, bid):
    """One decimal too many."""
    decimals = only(part["lot"]["model"]["price"])[1]["decimals"]
    return price("7." + "0" * decimals + "1")(part, bid)


def all_zero(part, bid):
    """Every price is zero where they may not all be."""
    needs = only(part["lot"]["model"]["price"])[1]
    if needs["domain"] == "zero_or_above":
        return False
    name, _ = row_of(bid)
    bid[name] = {key: "0" if name == "prices" else {**item, "price": "0"} for key, item in bid[name].items()}
    return True


def leaf_by(part, kind, rule=None):
    """The first leaf that is answered by `kind`."""
    for leaf in leaves(part["lot"]["model"]):
        name, scale = only(leaf["scale"])
        by = scale.get("assessed_by", "statement")
        if (by if isinstance(by, str) else "plan") == kind and (rule is None or rule == name):
            return leaf
    return None


def answer(text, rule=None, kind="statement"):
    """An answer that is written like this; None leaves it out."""
    def change(part, bid):
        leaf = leaf_by(part, kind, rule)
        if leaf is None:
            return False
        bid["answers"] = {key: item for key, item in bid.get("answers", {}).items() if key != leaf["key"]}
        if text is not None:
            bid["answers"][leaf["key"]] = text
        return True
    return change


def above_maximum(part, bid):
    """An answer above the maximum."""
    leaf = leaf_by(part, "statement", "stepped_table@1")
    if leaf is None or not only(leaf["scale"])[1].get("maximum"):
        return False
    return answer("101", "stepped_table@1")(part, bid)


def strange_answer(part, bid):
    """An answer to no criterion."""
    bid["answers"] = {**bid.get("answers", {}), "UNKNOWN": "1"}
    return True


def panel_answer(part, bid):
    """A statement where the panel gives the level."""
    return answer("1", kind="panel")(part, bid)


def no_score(part, bid):
    """A level that the panel has not given."""
    kept = [score for score in part["panel_scores"] if score["bid"] != bid["key"]]
    changed = len(kept) < len(part["panel_scores"])
    part["panel_scores"] = kept
    return changed


def high_score(part, bid):
    """A level that is not published."""
    for index, score in enumerate(part["panel_scores"]):
        if score["bid"] == bid["key"]:
            part["panel_scores"][index] = {**score, "level": 9}
            return True
    return False


def unasked_score(part, bid):
    """A level of the panel where the bid states its own."""
    leaf = leaf_by(part, "statement")
    if leaf is None:
        return False
    part["panel_scores"].append({"bid": bid["key"], "criterion": leaf["key"], "level": 0})
    return True


def strange_score(part, bid):
    """A level of the panel for no criterion."""
    part["panel_scores"].append({"bid": bid["key"], "criterion": "UNKNOWN", "level": 0})
    return True


def no_plan(part, bid):
    """No plan where it is measured."""
    return bid.pop("plan", None) is not None


def plan_change(change):
    """Something in the plan."""
    def changed(part, bid):
        if "plan" not in bid:
            return False
        bid["plan"] = copy.deepcopy(bid["plan"])
        change(bid["plan"])
        return True
    return changed


def set_line(name, value):
    """A member of the first staff line."""
    return plan_change(lambda plan: plan["staff"][0].__setitem__(name, value))


def model_change(change):
    """Something in the model; False where it cannot be."""
    return lambda part, bid: change(part["lot"]["model"]) is not False


def first_leaf(model):
    """The first leaf, or None."""
    row = leaves(model)
    return row[0] if row else None


def weight_off(model):
    """A weight that breaks the sum."""
    leaf = first_leaf(model)
    if leaf is None or "percentage_surcharge@1" in model["combination"] and leaf in model["criteria"]:
        return False
    leaf["weight"] = "0.37"
    return None


def levels_change(change):
    """Something in the levels of the first leaf."""
    def changed(model):
        leaf = first_leaf(model)
        if leaf is None:
            return False
        return change(only(leaf["scale"])[1]["levels"])
    return model_change(changed)


def border_falls(model):
    """Borders that do not rise."""
    for leaf in leaves(model):
        name, scale = only(leaf["scale"])
        if name == "stepped_table@1" and len(scale["levels"]) > 2:
            scale["levels"][2]["from"] = scale["levels"][1]["from"]
            return None
    return False


def needs_zero(name, text):
    """A published figure of the price rule or of its first line."""
    def changed(model):
        rule, needs = only(model["price"])
        row = needs["lines" if rule == "price_list@1" else "products"][0]
        target = needs if name in needs else row
        if name not in target:
            return False
        target[name] = text
        return None
    return model_change(changed)


def twice_key(model):
    """A criterion's key twice."""
    row = leaves(model)
    if len(row) < 2:
        return False
    row[1]["key"] = row[0]["key"]
    return None


def draw_of(keys, witnesses=("Demo",)):
    """A drawing that separates nothing."""
    def change(part, bid):
        order = [member["key"] for member in part["bids"]][:keys]
        part["draws"] = [{"order": order, "drawn_at": "2026-11-20T10:00:00Z", "witnesses": list(witnesses)}]
        return part["lot"]["model"]["tie_chain"][-1] != "draw"
    return change


def no_decision(part, bid):
    """A bid that nobody decided about."""
    part["examinations"] = [item for item in part["examinations"] if item["bid"] != bid["key"]]
    return True


def strange_ground(part, bid):
    """A rejection for a requirement that is not published."""
    for item in part["examinations"]:
        if item["bid"] == bid["key"]:
            item["outcome"] = {"rejected": {"ground": {"requirement": "NONE"}, "reason": {"sv": "Text"}}}
    return True


def measure_change(change):
    """Something in what a measure needs."""
    def changed(model):
        leaf = leaf_by({"lot": {"model": model}}, "plan")
        return False if leaf is None else change(*only(only(leaf["scale"])[1]["assessed_by"]["plan"]))
    return model_change(changed)


def set_needs(name, value):
    """A member of what a measure needs."""
    def change(rule, needs):
        if name not in needs:
            return False
        needs[name] = value
        return None
    return measure_change(change)


def nobody_works(part, bid):
    """A plan without hours, where the measure divides by hours or persons."""
    leaf = leaf_by(part, "plan")
    if leaf is None:
        return False
    rule = only(only(leaf["scale"])[1]["assessed_by"]["plan"])[0]
    if rule in ("fte_per_place@1", "staff_per_shift@1", "night_cover@1", "continuity@1"):
        return False
    return plan_change(lambda plan: [line.update(waking_hours="0", sleeping_hours="0") for line in plan["staff"]])(part, bid)


FAULTS = {
    "price below zero": price("-1"), "price empty": price(None), "no line": no_line, "line unknown": extra_line,
    "price too fine": too_fine, "all zero": all_zero, "answer missing": answer(None), "answer negative": answer("-1"),
    "answer too fine": answer("1.2345678"), "level not whole": answer("0.5", "described_levels@1"),
    "level too high": answer("9", "described_levels@1"), "answer above maximum": above_maximum,
    "answer unknown": strange_answer, "answer for panel": panel_answer, "score missing": no_score, "score too high": high_score,
    "score unasked": unasked_score, "score of nothing": strange_score,
    "plan missing": no_plan, "weights": model_change(weight_off), "one level": levels_change(lambda row: row.__delitem__(slice(1, None))),
    "factor above one": levels_change(lambda row: row[0].__setitem__("factor", "1.01")),
    "factors turn": levels_change(lambda row: row.__setitem__(slice(None), [{**a, "factor": b["factor"]} for a, b in zip(row, row[::-1])])),
    "border falls": model_change(border_falls), "quantity zero": needs_zero("quantity", "0"),
    "rate negative": needs_zero("discount_rate", "-0.1"), "residual above one": needs_zero("residual_share", "1.1"),
    "key twice": model_change(twice_key), "draw not wanted": draw_of(2), "draw of one": draw_of(1), "no witness": draw_of(2, [" "]),
    "no decision": no_decision, "ground unknown": strange_ground,
    "chain without end": model_change(lambda model: model["tie_chain"].pop() and None),
    "chain unknown": model_change(lambda model: model["tie_chain"].insert(0, {"better_criterion": "NONE"})),
    "chain draw first": model_change(lambda model: model["tie_chain"].insert(0, "draw")),
    "stage twice": model_change(lambda model: model.__setitem__("rounding", [
        {"stage": "price", "rounding": {"decimals": 2, "mode": "floor"}}] * 2)),
    "basis": model_change(lambda model: model.__setitem__("basis", "price" if "lowest_cost@1" not in model["combination"] else "best_price_quality")),
    "function unknown": set_line("function", "NONE"), "share above one": set_line("share", "1.01"),
    "hours negative": set_line("waking_hours", "-1"), "hours too fine": set_line("sleeping_hours", "1.001"),
    "training unknown": set_line("trainings", [{"method": "NONE", "days": "1"}]),
    "time": plan_change(lambda plan: plan["rota"][0].__setitem__("from", "24:00")),
    "participant unknown": plan_change(lambda plan: plan["supervision"].append({"hours": "1", "participants": ["nobody"]})),
    "month twice": plan_change(lambda plan: plan["payroll"].append(plan["payroll"][0])),
    "month wrong": plan_change(lambda plan: plan["payroll"][0].__setitem__("month", "2025-13")),
    "back-up in no time": plan_change(lambda plan: plan["rota"].append(
        {"days": ["mon"], "from": "22:00", "to": "06:00", "duty": "back_up", "staff": 1})),
    "nobody works": nobody_works,
    "functions unknown": set_needs("functions", ["NONE"]), "methods unknown": set_needs("methods", ["NONE"]),
    "no functions": set_needs("functions", []), "months zero": set_needs("months", 0), "months many": set_needs("months", 61),
    "cut missing": set_needs("cut", None), "cut too fine": set_needs("cut", {"decimals": 7, "mode": "toward_zero"}),
    "exponent": price("1e2"), "leading zero": price("01"), "minus zero": price("-0"), "blank": price(" 1"), "too large": price("9300000000000"),
}


def faulty(part, name):
    """A copy of a lot with this fault, or None where it cannot have it."""
    changed = copy.deepcopy(part)
    bid = first_bid(changed)
    if bid is None or not FAULTS[name](changed, bid):
        return None
    return changed
