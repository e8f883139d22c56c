"""Random lots for a comparison of engines: valid ones, full of borders and ties. Everything comes from one seed."""

from fractions import Fraction

from .exact import Refused, text_of
from .lots import thresholds
from .faults import leaves, only
from .plans import MEASURED, measure_of, plan_of

COMBINATIONS = ["added_value_deduction", "relative_price_points", "percentage_surcharge", "lowest_cost"]
PRICES = ["price_list", "life_cycle_cost"]
SCALES = ["stepped_table", "described_levels"]
RULES = COMBINATIONS + PRICES + SCALES + ["mandatory_requirements", "tie_chain"] + MEASURED
MODES = ["half_away_from_zero", "half_even", "toward_zero", "away_from_zero", "floor", "ceiling"]
WORD = {"sv": "Text"}


def dec(number, places=0):
    """A whole number of 10^-places as a plain decimal."""
    return text_of(Fraction(number, 10**places))


def price_rule(rng, rule, kind):
    """A price list or products, of few lines."""
    tight = rule in ("relative_price_points", "percentage_surcharge")
    domain = rng.choice(["above_zero", "total_above_zero"] + ([] if tight else ["zero_or_above"]))
    decimals = rng.choice([0, 1, 2, 2, 4])
    count = rng.randint(1, 3)
    if kind == "price_list":
        lines = [{"key": f"P{i}", "title": WORD, "unit": "piece", "quantity": dec(rng.randint(1, 400), rng.choice([0, 0, 1, 2]))}
                 for i in range(count)]
        return {"price_list@1": {"domain": domain, "decimals": decimals, "lines": lines}}
    products = [{
        "key": f"P{i}", "title": WORD, "unit": "piece", "quantity": dec(rng.randint(1, 90)),
        "life_years": rng.randint(1, 12), "residual_share": dec(rng.choice([0, 5, 10, 100]), 2),
    } for i in range(count)]
    years = sorted(rng.sample(range(1, 14), rng.randint(0, 4)))
    return {"life_cycle_cost@1": {
        "domain": domain, "decimals": decimals, "discount_rate": rng.choice(["0", "0.035", "0.04", "0.25", "0.1"]),
        "electricity_price": rng.choice(["0", "1.60", "2"]), "technician_rate": rng.choice(["0", "780", "99.5"]),
        "reconditioning_years": years, "products": products,
    }}


def offer_into(rng, model, bid):
    """Prices of a bid, from a small stock so that equal ones are frequent."""
    kind, needs = only(model["price"])
    low = 1 if needs["domain"] == "above_zero" else 0
    places = min(needs["decimals"], rng.choice([0, 0, needs["decimals"]]))
    stock = [max(low, rng.choice([0, 1, 100, 120, 150, 200, 333, rng.randint(1, 9999)])) for _ in range(3)]
    rows = needs["lines" if kind == "price_list@1" else "products"]
    prices = [rng.choice(stock) for _ in rows]
    if not any(prices):
        prices[0] = 7
    for row, price in zip(rows, prices):
        if kind == "price_list@1":
            bid.setdefault("prices", {})[row["key"]] = dec(price, places)
        else:
            bid.setdefault("products", {})[row["key"]] = {
                "price": dec(price, places), "kwh_per_year": dec(rng.choice([0, 11, 105]), 1),
                "service_per_year": dec(rng.choice([0, 450, 1250]), 1),
                "warranty_years": rng.choice([0, 1, 2, row["life_years"], row["life_years"] + 1, 30]),
                "reconditioning_hours": dec(rng.choice([0, 6, 18]), 1),
            }


def factors(rng, count, falling):
    """Factors from 0 to 1 in order."""
    row = sorted(rng.choice([0, 10, 25, 40, 50, 75, 100]) for _ in range(count))
    row[0], row[-1] = 0, 100
    return [dec(factor, 2) for factor in (row[::-1] if falling else row)]


def scale_of(rng, rule, kind, falling, parameters):
    """A scale of a leaf."""
    count = rng.randint(2, 5)
    if rule in MEASURED and kind == "measured":
        return measure_of(rng, rule, count, factors(rng, count, falling))
    row = factors(rng, count, falling)
    if kind == "described_levels":
        levels = [{"factor": factor, "text": WORD} for factor in row]
        return {"described_levels@1": {"assessed_by": rng.choice(["statement", "panel"]), "levels": levels}}
    decimals = rng.randint(0, 3)
    borders = sorted(rng.sample(range(1, 40), count - 1))
    levels = [{"factor": row[0], "text": WORD}]
    levels += [{"from": dec(border, decimals), "factor": factor, "text": WORD} for border, factor in zip(borders, row[1:])]
    table = {"unit": "percent", "decimals": decimals, "levels": levels}
    if rng.random() < 0.5:
        table["relative_to"] = rng.choice(parameters)["key"]
    if rng.random() < 0.4:
        table["maximum"] = "100"
    return {"stepped_table@1": table}


def criteria_of(rng, rule, combination, parameters, lowest=1):
    """A tree of criteria and, for points, the weight of the price."""
    if combination == "lowest_cost":
        return [], None
    count = rng.randint(lowest, 4)
    places = rng.choice([0, 0, 1])
    shares = sorted(rng.sample(range(1, 100 * 10**places), count))
    parts = [b - a for a, b in zip([0] + shares, shares)]
    weight = None
    if combination == "relative_price_points":
        weight = dec(100 * 10**places - shares[-1], places)
    elif combination == "added_value_deduction":
        parts[-1] += 100 * 10**places - shares[-1]
    kinds = [rng.choice(SCALES) for _ in parts]
    if rule in SCALES:
        kinds[0] = rule
    if rule in MEASURED:
        kinds[0] = "measured"
    falling = combination == "percentage_surcharge"
    row = [{"key": f"K{i}", "title": WORD, "weight": dec(part, places), "scale": scale_of(rng, rule, kind, falling, parameters)}
           for i, (part, kind) in enumerate(zip(parts, kinds))]
    while len(row) > 1 and rng.random() < 0.5:
        at = rng.randrange(len(row) - 1)
        members = row[at:at + 2]
        total = sum(Fraction(member["weight"]) for member in members)
        row[at:at + 2] = [{"key": f"G{rng.randrange(10**6)}", "title": WORD, "weight": text_of(total), "children": members}]
    return row, weight


def chain_of(rng, criteria):
    """A tie chain."""
    links = []
    if criteria:
        links = ["lower_price"]
        keys = [criterion["key"] for criterion in criteria] + [leaf["key"] for leaf in leaves({"criteria": criteria})]
        links += ["better_quality"] + [{"better_criterion": key} for key in sorted(set(keys))]
    return rng.sample(links, rng.randint(0, min(3, len(links)))) + [rng.choice(["draw", "shared_rank"])]


def rounding_of(rng, combination):
    """Rounding stages."""
    names = ["price", "comparison_value"] + (["criterion_amount"] if combination != "lowest_cost" else [])
    names += ["price_points"] if combination == "relative_price_points" else []
    if rng.random() < 0.5:
        return []
    picked = [name for name in names if rng.random() < 0.5]
    return [{"stage": name, "rounding": {"decimals": rng.choice([0, 1, 2, 5]), "mode": rng.choice(MODES)}} for name in picked]


def model_for(rng, rule):
    """A model in which `rule` has a say."""
    combination = rule if rule in COMBINATIONS else rng.choice(COMBINATIONS[:3] + COMBINATIONS[3:] * (rule in PRICES + ["tie_chain", "mandatory_requirements"]))
    kind = rule if rule in PRICES else rng.choice(PRICES + ["price_list"] * 2)
    parameters = [{"key": "GUIDE", "title": WORD, "unit": "percent", "value": dec(rng.randint(0, 9), rng.randint(0, 2))},
                  {"key": "FLOOR", "title": WORD, "unit": "percent", "value": dec(rng.randint(0, 9), 1), "relative_to": "GUIDE"}]
    criteria, weight = criteria_of(rng, rule, combination, parameters)
    needs = {"added_value_deduction": {"maximum_deduction": dec(rng.choice([800, 1000, 12345, 300]), rng.choice([0, 1]))},
             "relative_price_points": {"price_weight": weight}}.get(combination, {})
    basis = "best_price_quality"
    if combination == "lowest_cost":
        basis = "cost" if kind == "life_cycle_cost" else "price"
    model = {
        "format": "anbud-model/1", "basis": basis, "currency": "SEK", "tax_basis": "excluding",
        "requirements": [{"key": "R1", "text": WORD}, {"key": "R2", "text": WORD}],
        "price": price_rule(rng, combination, kind), "criteria": criteria, "combination": {combination + "@1": needs},
        "rounding": rounding_of(rng, combination), "tie_chain": chain_of(rng, criteria),
    }
    named = {only(leaf["scale"])[1].get("relative_to") for leaf in leaves(model)} - {None}
    if "FLOOR" in named:
        named.add("GUIDE")
    if named:
        model["parameters"] = [parameter for parameter in parameters if parameter["key"] in named]
    if any(isinstance(only(leaf["scale"])[1].get("assessed_by"), dict) for leaf in leaves(model)):
        model["functions"] = [{"key": key, "title": WORD} for key in ("care", "manager", "kitchen")]
        model["methods"] = [{"key": key, "title": WORD} for key in ("MI", "TMO", "KBT")]
    return model


def answer_into(rng, model, leaf, bid, scores):
    """An answer or a level, often exactly on a border or one step beside it."""
    rule, scale = only(leaf["scale"])
    by = scale.get("assessed_by", "statement")
    key = leaf["key"]
    if isinstance(by, dict):
        bid.setdefault("plan", plan_of(rng, bid))
        if rng.random() < 0.5:
            top = len(scale["levels"]) - 1 if rule == "described_levels@1" else 9
            bid.setdefault("answers", {})[key] = dec(rng.randint(0, top))
    elif rule == "described_levels@1":
        level = rng.randrange(len(scale["levels"]))
        if by == "panel":
            scores.append({"bid": bid["key"], "criterion": key, "level": level, "reason": WORD})
        else:
            bid.setdefault("answers", {})[key] = dec(level)
    else:
        step = Fraction(1, 10 ** scale["decimals"])
        border = rng.choice(thresholds(model, scale)) // step * step
        value = max(Fraction(0), border + rng.choice([0, 0, 0, -1, 1, 7]) * step)
        top = Fraction(scale["maximum"]) if scale.get("maximum") else None
        bid.setdefault("answers", {})[key] = text_of(min(value, top) if top is not None else value)


def random_lot(rng, rule, index):
    """A lot with bids, decisions, scores and, where lots are wanted, some drawings."""
    key = f"L{index:05d}"
    model = model_for(rng, rule)
    bids, decisions, scores = [], [], []
    copy_rate = 0.7 if rule == "tie_chain" else 0.25
    for number in range(rng.randint(2, 6) if rule != "tie_chain" else rng.randint(3, 6)):
        bid = {"key": f"{key}-B{number}", "lot": key}
        offer_into(rng, model, bid)
        if bids and rng.random() < copy_rate:
            name = "prices" if "prices" in bid else "products"
            bid[name] = bids[0][name]
        copied = bids and rng.random() < copy_rate
        for leaf in leaves(model):
            if copied and rng.random() < 0.9:
                answers, first = bid.setdefault("answers", {}), bids[0]
                if leaf["key"] in first.get("answers", {}):
                    answers[leaf["key"]] = first["answers"][leaf["key"]]
                for score in [score for score in scores if score["bid"] == first["key"] and score["criterion"] == leaf["key"]]:
                    scores.append({**score, "bid": bid["key"]})
                if "plan" in first:
                    bid["plan"] = first["plan"]
                    if "unit" in first:
                        bid["unit"] = first["unit"]
            else:
                answer_into(rng, model, leaf, bid, scores)
        bids.append(bid)
        rate = 0.4 if rule == "mandatory_requirements" else 0.1
        outcome = "admitted"
        if rng.random() < rate:
            ground = rng.choice([{"requirement": "R1"}, {"requirement": "R2"}, "abnormally_low"])
            outcome = {"rejected": {"ground": ground, "reason": WORD}}
        decisions.append({"bid": bid["key"], "decided_at": "2026-11-04T11:27:10.50+01:00", "outcome": outcome})
    for bid, decision in zip(bids, decisions):
        if decision["outcome"] != "admitted" and rng.random() < 0.5:
            name = "prices" if "prices" in bid else "products"
            bid[name] = {row: None for row in bid[name]}
    return {"lot": {"key": key, "title": WORD, "terms": {"award_limit": 1, "estimated_value": "1000", "maximum_value": "2000"},
                    "model": model}, "bids": bids, "examinations": decisions, "panel_scores": scores, "draws": []}


def case_of(parts):
    """One case file of many lots."""
    most = max(len(part["bids"]) for part in parts)
    sent = [[part["bids"][i] for part in parts if i < len(part["bids"])] for i in range(most)]
    at = "2026-10-14T12:00:00+02:00"
    return {
        "format": "anbud-case/1", "fictional": True,
        "procurement": {
            "key": "RANDOM", "title": WORD, "buyer": "Demo", "profile": "directive", "cpv": ["33192120-9"], "nuts": ["SE224"],
            "currency": "SEK", "tax_basis": "excluding", "mandates_due_at": "2026-04-30T23:59:00+02:00",
            "published_at": "2026-08-24T09:00:00+02:00", "deadline_at": "2026-10-14T23:59:00+02:00",
            "framework": {"term": WORD, "call_off": WORD},
        },
        "lots": [part["lot"] for part in parts], "organisations": [], "mandates": [],
        "suppliers": [{"key": f"S{i}", "name": f"Demo {i}", "scheme": "X-DEMO", "identifier": f"S{i}"} for i in range(most)],
        "submissions": [{"envelope": {"key": f"SUB{i}", "supplier": f"S{i}", "received_at": at}, "content": {"bids": bids}}
                        for i, bids in enumerate(sent)],
        "examinations": [item for part in parts for item in part["examinations"]],
        "panel_scores": [item for part in parts for item in part["panel_scores"]],
        "draws": [item for part in parts for item in part["draws"]],
    }


__all__ = ["RULES", "Refused", "case_of", "random_lot"]
