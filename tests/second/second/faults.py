"""What makes a model or inputs faulty (record.md, sections 5 and 6; what it leaves open is in QUESTIONS.md)."""

import re
from fractions import Fraction

from .exact import Refused, decimals_of, number

CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z", re.ASCII)
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\Z", re.ASCII)


def only(choice):
    """The one member of an object with one member."""
    ((name, needs),) = choice.items()
    return name, needs


def leaves(model):
    """Leaves depth first, in the order of the document."""
    found = []
    for criterion in model.get("criteria", []):
        if criterion.get("children"):
            found += leaves({"criteria": criterion["children"]})
        else:
            found.append(criterion)
    return found


def need(truth, place, reason):
    """Refuse unless it holds."""
    if not truth:
        raise Refused(place, reason)


def unique(items, place):
    """Keys stand once."""
    need(len(items) == len(set(items)), place, "a key stands twice")


def check_group(criterion, keys):
    """A group's weight is the sum of its children's; a criterion has a scale or children, not both."""
    place = f"/criteria/{criterion['key']}"
    keys.append(criterion["key"])
    weight = number(criterion["weight"], place, decimals=6, above=0)
    children = criterion.get("children")
    need(bool(children) != (criterion.get("scale") is not None), place, "scale or children, one of them")
    if children:
        total = sum((check_group(child, keys) for child in children), Fraction(0))
        need(total == weight, place, "weight of the group is not the sum of its members'")
    return weight


def check_factors(model, levels, place):
    """Factors from 0 to 1, at least two, never the wrong way."""
    need(len(levels) >= 2, place, "fewer than two levels")
    factors = [number(level["factor"], place, decimals=6, low=0, high=1) for level in levels]
    falling = "percentage_surcharge@1" in model["combination"]
    row = factors[::-1] if falling else factors
    need(row == sorted(row), place, "factors go the wrong way")


def check_part(part, place):
    """A part of the day is two times HH:MM."""
    for name in ("from", "to"):
        need(CLOCK.match(part[name]), place, f"{part[name]} is not a time")


def check_measure(model, measure, rule, scale, place):
    """A measure of a scale; night cover gives levels, the others numbers that are cut."""
    name, needs = only(measure)
    need((name == "night_cover@1") == (rule == "described_levels@1"), place, "measure and scale do not fit")
    for member, words in (("functions", "functions"), ("methods", "methods")):
        if member in needs:
            known = [word["key"] for word in model.get(words, [])]
            need(needs[member], place, f"no {member}")
            unique(needs[member], place)
            need(all(word in known for word in needs[member]), place, f"{member} not published")
    if "part" in needs:
        check_part(needs["part"], place)
    if name == "night_cover@1":
        need(len(needs["levels"]) + 1 == len(scale["levels"]), place, "levels do not match")
        return
    cut = needs.get("cut")
    need(cut is not None, place, "no cut")
    need(cut["decimals"] <= 6, place, "cut has more than 6 decimals")
    need(cut["mode"] == "toward_zero", place, "a cut goes toward zero")
    need(cut["decimals"] <= scale["decimals"], place, "cut has more decimals than the answer")
    if name == "share_of_heads@1":
        number(needs["minimum_days"], place, decimals=2, low=0)
        need(needs["minimum_methods"] <= len(needs["methods"]), place, "more methods asked than published")
    if name == "fte_per_place@1":
        month = number(needs["hours_per_full_time_month"], place, above=0)
        year = number(needs["hours_per_full_time_year"], place, above=0)
        need(year == 12 * month, place, "a year is twelve months")
    if name == "continuity@1":
        need(MONTH.match(needs["last_month"]), place, "not a month")
        need(1 <= needs["months"] <= 60, place, "months 1 to 60")


def check_scale(model, leaf):
    """A leaf's scale."""
    place = f"/criteria/{leaf['key']}"
    rule, scale = only(leaf["scale"])
    check_factors(model, scale["levels"], place)
    by = scale.get("assessed_by", "statement")
    if rule == "stepped_table@1":
        need(by != "panel", place, "a panel gives no measured answers")
        need(0 <= scale["decimals"] <= 6, place, "decimals 0 to 6")
        froms = scale["levels"]
        need(froms[0].get("from") is None, place, "the first level has no border")
        need(all(level.get("from") is not None for level in froms[1:]), place, "a level without a border")
        borders = [number(level["from"], place) for level in froms[1:]]
        need(all(a < b for a, b in zip(borders, borders[1:])), place, "borders do not rise")
        check_relative(model, scale, borders, place)
    if isinstance(by, dict):
        check_measure(model, by["plan"], rule, scale, place)


def check_relative(model, scale, borders, place):
    """Parameters that borders are counted from: known, in one unit, without a circle; borders can be reached."""
    parameters = {parameter["key"]: parameter for parameter in model.get("parameters", [])}
    key, seen, base = scale.get("relative_to"), set(), Fraction(0)
    while key is not None:
        need(key in parameters and key not in seen, place, "no such parameter, or a circle")
        need(parameters[key]["unit"] == scale["unit"], place, "units differ")
        seen.add(key)
        base += number(parameters[key]["value"], place)
        key = parameters[key].get("relative_to")
    if scale.get("maximum") is not None:
        top = number(scale["maximum"], place, decimals=scale["decimals"], low=0)
        need(base + borders[-1] <= top, place, "a border above the maximum")


def check_price_rule(model):
    """The price rule's published figures."""
    rule, needs = only(model["price"])
    need(0 <= needs["decimals"] <= 4, "/price", "decimals 0 to 4")
    rows = needs["lines"] if rule == "price_list@1" else needs["products"]
    need(rows, "/price", "nothing is priced")
    unique([row["key"] for row in rows], "/price")
    for row in rows:
        number(row["quantity"], f"/price/{row['key']}", decimals=6, above=0)
    if rule == "life_cycle_cost@1":
        number(needs["discount_rate"], "/price", low=0, high=1)
        number(needs["electricity_price"], "/price", low=0)
        number(needs["technician_rate"], "/price", low=0)
        years = needs["reconditioning_years"]
        need(all(year >= 1 for year in years) and years == sorted(set(years)), "/price", "years do not rise")
        for row in rows:
            need(1 <= row["life_years"] <= 100, f"/price/{row['key']}", "life 1 to 100")
            number(row["residual_share"], f"/price/{row['key']}", low=0, high=1)


def check_chain(model, keys):
    """Draw and shared rank only as the last link, and one of them is; criteria exist."""
    chain = model["tie_chain"]
    need(chain, "/tie_chain", "no link")
    for index, link in enumerate(chain):
        last = index == len(chain) - 1
        need((link in ("draw", "shared_rank")) == last, "/tie_chain", "draw or shared rank last, and only there")
        if isinstance(link, dict):
            need(link["better_criterion"] in keys, "/tie_chain", "no such criterion")
        if link == "lower_price":
            need("lowest_cost@1" not in model["combination"], "/tie_chain", "the price is compared already")
        if link == "better_quality":
            need(keys, "/tie_chain", "no quality to compare")
    names = [str(link) for link in chain]
    unique(names, "/tie_chain")


def check_model(model):
    """Section 5 of record.md."""
    check_price_rule(model)
    for name in ("requirements", "parameters", "functions", "methods"):
        unique([item["key"] for item in model.get(name, [])], f"/{name}")
    keys = []
    total = sum((check_group(criterion, keys) for criterion in model.get("criteria", [])), Fraction(0))
    unique(keys, "/criteria")
    for leaf in leaves(model):
        check_scale(model, leaf)
    rule, needs = only(model["combination"])
    domain = only(model["price"])[1]["domain"]
    need(bool(keys) == (rule != "lowest_cost@1"), "/criteria", "criteria where quality counts, and only there")
    need((rule == "lowest_cost@1") == (model["basis"] != "best_price_quality"), "/basis", "basis does not fit")
    if rule == "added_value_deduction@1":
        number(needs["maximum_deduction"], "/combination", above=0)
        need(total == 100, "/criteria", "weights do not sum to 100")
    if rule == "relative_price_points@1":
        need(total + number(needs["price_weight"], "/combination", above=0) == 100, "/criteria", "not 100 points")
    if rule in ("relative_price_points@1", "percentage_surcharge@1"):
        need(domain != "zero_or_above", "/price", "the rule needs prices above zero")
    unique([entry["stage"] for entry in model["rounding"]], "/rounding")
    for entry in model["rounding"]:
        need(0 <= entry["rounding"]["decimals"] <= 12, "/rounding", "decimals 0 to 12")
        if entry["stage"] == "price_points":
            need(rule == "relative_price_points@1", "/rounding", "no price points here")
        if entry["stage"] == "criterion_amount":
            need(keys, "/rounding", "no amounts here")
    check_chain(model, keys)


def check_prices(model, bid, place):
    """Every line within the domain and the decimals, nothing else is priced."""
    rule, needs = only(model["price"])
    member, other = ("prices", "products") if rule == "price_list@1" else ("products", "prices")
    rows = [row["key"] for row in needs["lines" if member == "prices" else "products"]]
    offered = bid.get(member, {})
    need(not bid.get(other), place, f"{other} are not asked for")
    need(set(offered) <= set(rows), place, "a line that is not in the list")
    low = {"above": 0} if needs["domain"] == "above_zero" else {"low": 0}
    total = Fraction(0)
    for key in rows:
        offer = offered.get(key)
        need(offer is not None, f"{place}/{member}/{key}", "an empty line")
        text = offer["price"] if member == "products" else offer
        total += number(text, f"{place}/{member}/{key}", decimals=needs["decimals"], **low)
        if member == "products":
            for name in ("kwh_per_year", "service_per_year", "reconditioning_hours"):
                number(offer[name], f"{place}/{member}/{key}/{name}", low=0, decimals=4)
    need(needs["domain"] != "total_above_zero" or total > 0, place, "all prices are zero")


def check_answers(model, bid, panel, place):
    """Every leaf is answered where it is asked, within its domain, and nothing else is."""
    answers = bid.get("answers", {})
    asked, judged, measured = set(), set(), False
    for leaf in leaves(model):
        key, (rule, scale) = leaf["key"], only(leaf["scale"])
        by = scale.get("assessed_by", "statement")
        at = f"{place}/answers/{key}"
        if by == "panel":
            need(key in panel, at, "the panel has given no level")
            need(panel[key]["level"] < len(scale["levels"]), at, "no such level")
            judged.add(key)
            continue
        asked.add(key)
        measured |= isinstance(by, dict)
        need(key in answers or by != "statement", at, "no answer")
        if key not in answers:
            continue
        if rule == "stepped_table@1":
            top = scale.get("maximum")
            number(answers[key], at, decimals=scale["decimals"], low=0, high=Fraction(top) if top else None)
        else:
            number(answers[key], at, decimals=0, low=0, high=len(scale["levels"]) - 1)
    need(set(answers) <= asked, place, "an answer that is not asked for")
    need(set(panel) <= judged, place, "a level of the panel that is not asked for")
    need((bid.get("plan") is not None) == measured, place, "a plan where it is measured, and only there")


def check_staff(model, staff, place):
    """Staff lines: published words, numbers from 0 with two decimals, the same person the same."""
    functions = [word["key"] for word in model.get("functions", [])]
    methods = [word["key"] for word in model.get("methods", [])]
    first, pairs = {}, []
    for line in staff:
        at = f"{place}/{line['person']}"
        need(line["function"] in functions, at, "a function that is not published")
        number(line["share"], at, decimals=2, low=0, high=1)
        for name in ("years_with_target_group", "waking_hours", "sleeping_hours"):
            number(line[name], at, decimals=2, low=0)
        trainings = line.get("trainings") or []
        for training in trainings:
            need(training["method"] in methods, at, "a method that is not published")
            number(training["days"], at, decimals=2, low=0)
        same = (line["credits"], Fraction(line["years_with_target_group"]), trainings)
        need(first.setdefault(line["person"], same) == same, at, "two lines of a person differ")
        pairs.append((line["person"], line["function"]))
    unique(pairs, place)


def check_plan(model, plan, place):
    """Section 6: a plan's four lists."""
    check_staff(model, plan["staff"], f"{place}/staff")
    for index, shift in enumerate(plan["rota"]):
        at = f"{place}/rota/{index}"
        check_part(shift, at)
        need(shift["days"], at, "no day")
        unique(shift["days"], at)
        response = shift.get("response_minutes")
        need((response is not None) == (shift["duty"] == "back_up"), at, "back-up, and nothing else, responds")
    known = {line["person"] for line in plan["staff"]}
    for index, group in enumerate(plan["supervision"]):
        at = f"{place}/supervision/{index}"
        number(group["hours"], at, decimals=2, low=0)
        unique(group["participants"], at)
        need(set(group["participants"]) <= known, at, "not a person of the plan")
    unique([row["month"] for row in plan["payroll"]], f"{place}/payroll")
    for index, row in enumerate(plan["payroll"]):
        need(MONTH.match(row["month"]), f"{place}/payroll/{index}", "not a month")
        for name in ("permanent", "fixed_term", "hourly"):
            number(row[name], f"{place}/payroll/{index}/{name}", decimals=2, low=0)


def check_bid(model, bid, inputs):
    """A rejected bid is not read further; an admitted one is complete."""
    place = f"/bids/{bid['key']}"
    decision = inputs["examinations"].get(bid["key"])
    need(decision is not None, place, "no decision about the bid")
    outcome = decision["outcome"]
    if outcome != "admitted":
        ground = outcome["rejected"]["ground"]
        known = [requirement["key"] for requirement in model["requirements"]]
        need(ground == "abnormally_low" or ground["requirement"] in known, place, "no such requirement")
        return
    check_prices(model, bid, place)
    check_answers(model, bid, inputs["panel_scores"].get(bid["key"], {}), place)
    if bid.get("plan") is not None:
        check_plan(model, bid["plan"], f"{place}/plan")


def check_draws(inputs):
    """Drawings by the set of their bids; a bid is in one at most, and a witness has a name."""
    draws, seen = {}, set()
    for draw in inputs.get("draws", []):
        need(any(name.strip() for name in draw["witnesses"]), "/draws", "no witness")
        need(len(draw["order"]) > 1, "/draws", "a drawing among fewer than two")
        unique(draw["order"], "/draws")
        need(not seen & set(draw["order"]), "/draws", "a bid in two drawings")
        need(set(draw["order"]) <= set(inputs["bids"]), "/draws", "a bid that is not here")
        seen |= set(draw["order"])
        draws[frozenset(draw["order"])] = draw["order"]
    return draws
