"""One lot by the rulebook: admission, price, levels, amounts, comparison values and order."""

from fractions import Fraction

from .exact import Refused, digest, rounded, text_of
from .faults import check_bid, check_draws, check_model, leaves, only
from .measures import measured


def stage(model, name, value):
    """The value after the rounding stage `name`, if the model has published it."""
    for entry in model["rounding"]:
        if entry["stage"] == name:
            return rounded(value, entry["rounding"])
    return value


def price_list(needs, bid):
    """S = Σ q_i × p_i."""
    return sum(Fraction(line["quantity"]) * Fraction(bid["prices"][line["key"]]) for line in needs["lines"])


def unit_cost(needs, product, offer):
    """L, the life-cycle cost of one unit, year by year."""
    growth = 1 + Fraction(needs["discount_rate"])
    life = product["life_years"]
    price = Fraction(offer["price"])
    energy = Fraction(offer["kwh_per_year"]) * Fraction(needs["electricity_price"])
    service = Fraction(offer["service_per_year"])
    once = Fraction(offer["reconditioning_hours"]) * Fraction(needs["technician_rate"])
    cost = price
    for year in range(1, life + 1):
        cost += (energy + (service if year > offer["warranty_years"] else 0)) / growth**year
        cost += once * (year < life) * needs["reconditioning_years"].count(year) / growth**year
    return cost - price * Fraction(product["residual_share"]) / growth**life


def life_cycle_cost(needs, bid):
    """J = Σ q_i × L_i."""
    return sum(
        Fraction(product["quantity"]) * unit_cost(needs, product, bid["products"][product["key"]])
        for product in needs["products"]
    )


def thresholds(model, table):
    """B + g_j of each level with a threshold."""
    base, key = Fraction(0), table.get("relative_to")
    parameters = {parameter["key"]: parameter for parameter in model.get("parameters", [])}
    while key is not None:
        base += Fraction(parameters[key]["value"])
        key = parameters[key].get("relative_to")
    return [base + Fraction(level["from"]) for level in table["levels"][1:]]


def answer_of(leaf, bid, panel):
    """The answer in a leaf: the panel's level, the bid's statement, or what its plan measures."""
    _, scale = only(leaf["scale"])
    by = scale.get("assessed_by", "statement")
    if by == "panel":
        return Fraction(panel[leaf["key"]]["level"])
    if by == "statement":
        return Fraction(bid["answers"][leaf["key"]])
    return measured(by["plan"], bid["plan"], bid.get("unit"), f"/bids/{bid['key']}/plan")


def level_of(model, leaf, bid, panel, findings):
    """The level of a bid in a leaf, and a finding where the bid states another number than its plan measures."""
    rule, scale = only(leaf["scale"])
    answer = answer_of(leaf, bid, panel)
    stated = bid.get("answers", {}).get(leaf["key"])
    if stated is not None and Fraction(stated) != answer:
        findings.append({
            "bid": bid["key"], "criterion": leaf["key"],
            "stated": text_of(Fraction(stated)), "measured": text_of(answer),
        })
    if rule == "stepped_table@1":
        return sum(answer >= border for border in thresholds(model, scale))
    return int(answer)


class Scored:
    """An admitted bid with everything the comparison needs."""

    def __init__(self, model, bid, panel, findings):
        self.key = bid["key"]
        rule, needs = only(model["price"])
        raw = price_list(needs, bid) if rule == "price_list@1" else life_cycle_cost(needs, bid)
        self.price = stage(model, "price", raw)
        self.scores, self.amounts = [], {}
        for leaf in leaves(model):
            level = level_of(model, leaf, bid, panel, findings)
            factor = Fraction(only(leaf["scale"])[1]["levels"][level]["factor"])
            amount = stage(model, "criterion_amount", largest_amount(model, leaf) * factor)
            self.amounts[leaf["key"]] = amount
            self.scores.append({
                "criterion": leaf["key"], "level": level, "factor": text_of(factor),
                "amount": text_of(amount), "unit": amount_unit(model),
            })
        self.quality = sum(self.amounts.values(), Fraction(0))
        self.value = None
        self.keys = []


def largest_amount(model, leaf):
    """A × v_c / 100 with the deduction; otherwise the weight itself."""
    rule, needs = only(model["combination"])
    weight = Fraction(leaf["weight"])
    return Fraction(needs["maximum_deduction"]) * weight / 100 if rule == "added_value_deduction@1" else weight


def amount_unit(model):
    """Unit of amounts: the currency, points or percent."""
    units = {"relative_price_points@1": "points", "percentage_surcharge@1": "percent"}
    return units.get(only(model["combination"])[0], model["currency"])


def compare(model, scored):
    """The comparison value of every admitted bid."""
    rule, needs = only(model["combination"])
    lowest = min(bid.price for bid in scored)
    for bid in scored:
        if rule == "added_value_deduction@1":
            value = bid.price - bid.quality
        elif rule == "relative_price_points@1":
            if bid.price <= 0:
                raise Refused(f"/bids/{bid.key}", "a price of zero has no relative points")
            points = Fraction(needs["price_weight"]) * lowest / bid.price
            value = stage(model, "price_points", points) + bid.quality
        elif rule == "percentage_surcharge@1":
            if bid.price <= 0:
                raise Refused(f"/bids/{bid.key}", "a surcharge needs a price above zero")
            value = bid.price * (1 + bid.quality / 100)
        else:
            value = bid.price
        bid.value = stage(model, "comparison_value", value)


def group_leaves(criteria, key):
    """Keys of the leaves under the criterion or group `key`."""
    for criterion in criteria:
        if criterion["key"] == key:
            return [leaf["key"] for leaf in leaves({"criteria": [criterion]})]
        found = group_leaves(criterion.get("children", []), key)
        if found:
            return found
    return []


def link_key(model, link, bid, draws, group):
    """What a link of the tie chain sorts by, the lower the better."""
    sign = 1 if "percentage_surcharge@1" in model["combination"] else -1
    if isinstance(link, dict):
        names = group_leaves(model.get("criteria", []), link["better_criterion"])
        return sign * sum((bid.amounts[name] for name in names), Fraction(0))
    if link == "better_quality":
        return sign * bid.quality
    if link == "lower_price":
        return bid.price
    if link == "draw":
        order = draws.get(frozenset(member.key for member in group))
        return order.index(bid.key) + 1 if order else None
    return None


def separate(model, group, links, draws, used):
    """Order one group of equal bids by the rest of the chain; fills in what sets each apart from the next."""
    if len(group) == 1:
        return [(group[0], None)]
    if not links:
        return [(bid, "shared_rank") for bid in group[:-1]] + [(group[-1], None)]
    link, rest = links[0], links[1:]
    keys = {bid.key: link_key(model, link, bid, draws, group) for bid in group}
    if None in keys.values():
        word = "draw_needed" if link == "draw" else "shared_rank"
        return [(bid, word) for bid in group[:-1]] + [(group[-1], None)]
    if link == "draw":
        used.add(frozenset(keys))
    name = link if isinstance(link, str) else f"better_criterion:{link['better_criterion']}"
    result = []
    for key in sorted(set(keys.values())):
        inner = [bid for bid in group if keys[bid.key] == key]
        part = separate(model, inner, rest, draws, used)
        if result:
            result[-1] = (result[-1][0], name)
        result += part
    return result


def order(model, scored, draws, used):
    """Placements: order, ranks, ties and what decided them."""
    sign = -1 if "relative_price_points@1" in model["combination"] else 1
    row = []
    for value in sorted({bid.value for bid in scored}, key=lambda value: sign * value):
        group = [bid for bid in scored if bid.value == value]
        part = separate(model, group, model["tie_chain"], draws, used)
        if row:
            row[-1] = (row[-1][0], "comparison_value")
        row += part
    placements, rank = [], 1
    for index, (bid, decided) in enumerate(row):
        before = row[index - 1][1] if index else None
        if before not in ("draw_needed", "shared_rank"):
            rank = index + 1
        tied = any(0 <= at < len(row) and row[at][0].value == bid.value for at in (index - 1, index + 1))
        placements.append({
            "bid": bid.key, "rank": rank, "tied": tied, "price": text_of(bid.price),
            "comparison_value": text_of(bid.value),
            "comparison_unit": "points" if sign == -1 else model["currency"],
            "decided_by": decided or "last", "scores": bid.scores,
        })
    return placements


def evaluate(model, inputs, traced=True):
    """The outcome of a lot, with its trace if wanted; raises Refused where nothing may be computed."""
    check_model(model)
    for bid in inputs["bids"].values():
        check_bid(model, bid, inputs)
    admitted, rejected = [], []
    for key in sorted(inputs["bids"]):
        decision = inputs["examinations"][key]["outcome"]
        if decision == "admitted":
            admitted.append(inputs["bids"][key])
        else:
            rejected.append({"bid": key, **decision["rejected"]})
    findings = []
    scored = [Scored(model, bid, inputs["panel_scores"].get(bid["key"], {}), findings) for bid in admitted]
    draws = check_draws(inputs)
    used = set()
    if scored:
        compare(model, scored)
    placements = order(model, scored, draws, used)
    for held in draws:
        if held not in used:
            raise Refused("/draws", "a drawing was not held among exactly the bids that are tied")
    wanted = []
    if model["tie_chain"] and model["tie_chain"][-1] == "draw":
        ranks = {}
        for placed in placements:
            ranks.setdefault(placed["rank"], []).append(placed["bid"])
        wanted = [bids for bids in ranks.values() if len(bids) > 1]
    findings.sort(key=lambda found: (found["bid"], found["criterion"]))
    outcome = {"format": "anbud-outcome/1", "placements": placements, "rejected": rejected, "draws": wanted,
               "findings": findings}
    if traced:
        from .trace import Trace, rules_of
        steps = Trace(model, inputs, placements).run()
        outcome.update(rules=rules_of(steps), trace=steps, model=digest(model), inputs=digest(inputs))
    return outcome
