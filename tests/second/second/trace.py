"""The trace of a lot, step by step (record.md, section 8), from values computed anew by each operation."""

from fractions import Fraction

from .exact import rounded, text_of
from .faults import leaves, only
from .lots import group_leaves
from .steps import Steps, escape
from .trace_measures import measure_steps


class Trace(Steps):
    """All steps of one lot."""

    def __init__(self, model, inputs, placements):
        super().__init__(model, inputs)
        self.placements = placements
        self.price_rule, self.price_needs = only(model["price"])
        self.combination, self.needs = only(model["combination"])
        self.money = model["currency"]
        self.unit = {"relative_price_points@1": "points", "percentage_surcharge@1": "percent"}.get(
            self.combination, self.money)
        self.prepared, self.prices, self.amounts, self.totals, self.values = {}, {}, {}, {}, {}

    def stage(self, about, name, step, quantity, rule, unit):
        """A rounding step, where the model has the stage."""
        for index, entry in enumerate(self.model["rounding"]):
            if entry["stage"] == name:
                operands = [step, self.at_model(f"/rounding/{index}", entry["rounding"]["decimals"])]
                return self.add(about, rule, quantity, "round", operands, rounded(step.value, entry["rounding"]), unit)
        return step

    def run(self):
        """Sections 8.1 to 8.6."""
        admitted = []
        for key in sorted(self.inputs["bids"]):
            yes = self.inputs["examinations"][key]["outcome"] == "admitted"
            operand = self.operand("examination", f"/examinations/{escape(key)}/outcome", int(yes))
            self.add({"bid": key}, "mandatory_requirements@1", "admitted", "admit", [operand], int(yes), "yes_no")
            admitted += [key] * yes
        if not admitted:
            return self.steps
        if self.price_rule == "life_cycle_cost@1":
            self.prepare_costs()
        for leaf, pointer in self.leaf_pointers():
            self.prepare_leaf(leaf, pointer)
        for key in admitted:
            self.price(key)
            for leaf, pointer in self.leaf_pointers():
                self.score(key, leaf, pointer)
        self.compare(admitted)
        self.order(admitted)
        return self.steps

    def leaf_pointers(self, criteria=None, base="/criteria"):
        """Leaves with their pointers."""
        criteria = self.model.get("criteria", []) if criteria is None else criteria
        for index, criterion in enumerate(criteria):
            if criterion.get("children"):
                yield from self.leaf_pointers(criterion["children"], f"{base}/{index}/children")
            else:
                yield criterion, f"{base}/{index}"

    def prepare_costs(self):
        """Growth, discounts and annuities; then factors of each product."""
        rule, base, needs = self.price_rule, f"/price/{self.price_rule}", self.price_needs
        rate = self.at_model(f"{base}/discount_rate", needs["discount_rate"])
        growth = self.compute({}, rule, "growth", "sum", [self.constant(1), rate], "number")
        annuities, discounts, before = [], [], self.constant(0)
        for year in range(1, max(product["life_years"] for product in needs["products"]) + 1):
            about = {"year": year}
            power = self.compute(about, rule, "growth_to_year", "power", [growth, self.constant(year)], "number")
            discounts.append(self.compute(about, rule, "discount", "divide", [self.constant(1), power], "number"))
            before = self.compute(about, rule, "annuity", "sum", [before, discounts[-1]], "number")
            annuities.append(before)
        self.prepared["annuities"] = annuities
        for index, product in enumerate(needs["products"]):
            about = {"line": product["key"]}
            life = self.at_model(f"{base}/products/{index}/life_years", product["life_years"])
            over = self.compute(about, rule, "annuity_over_life", "pick", [life, self.constant(0)] + annuities, "number")
            end = self.compute(about, rule, "discount_at_end", "pick", [life, self.constant(1)] + discounts, "number")
            shares = []
            for at, year in enumerate(needs["reconditioning_years"]):
                asked = self.at_model(f"{base}/reconditioning_years/{at}", year)
                when = self.compute(about, rule, "reconditioning_year", "minimum", [asked, life], "number")
                row = [when, self.constant(1)] + discounts[:product["life_years"] - 1] + [self.constant(0)]
                shares.append(self.compute(about, rule, "reconditioning_share", "pick", row, "number"))
            factor = self.compute(about, rule, "reconditioning_factor", "sum", shares, "number")
            self.prepared[product["key"]] = (over, end, factor)

    def prepare_leaf(self, leaf, pointer):
        """Thresholds of a table that is counted from a parameter, and the largest amount."""
        rule, scale = only(leaf["scale"])
        about, base = {"criterion": leaf["key"]}, f"{pointer}/scale/{rule}"
        if rule == "stepped_table@1":
            froms = [self.at_model(f"{base}/levels/{index}/from", level["from"])
                     for index, level in enumerate(scale["levels"]) if index]
            if scale.get("relative_to"):
                keys = [parameter["key"] for parameter in self.model["parameters"]]
                values, key = [], scale["relative_to"]
                while key:
                    index = keys.index(key)
                    values.append(self.at_model(f"/parameters/{index}/value", self.model["parameters"][index]["value"]))
                    key = self.model["parameters"][index].get("relative_to")
                start = values[0]
                if len(values) > 1:
                    start = self.compute(about, rule, "base", "sum", values, scale["unit"])
                froms = [self.compute(about, rule, "threshold", "sum", [start, border], scale["unit"]) for border in froms]
            self.prepared["borders", leaf["key"]] = froms
        largest = self.at_model(f"{pointer}/weight", leaf["weight"])
        if self.combination == "added_value_deduction@1":
            most = self.at_model("/combination/added_value_deduction@1/maximum_deduction", self.needs["maximum_deduction"])
            weighted = self.compute(about, self.combination, "weighted_maximum", "multiply", [most, largest], self.money)
            largest = self.compute(about, self.combination, "criterion_maximum", "divide", [weighted, self.constant(100)],
                                   self.money)
        self.prepared["largest", leaf["key"]] = largest

    def price(self, key):
        """The price of a bid."""
        bid, rule, needs, lines = self.inputs["bids"][key], self.price_rule, self.price_needs, []
        if rule == "price_list@1":
            for index, line in enumerate(needs["lines"]):
                quantity = self.at_model(f"/price/{rule}/lines/{index}/quantity", line["quantity"])
                offer = self.at_bid(key, f"/prices/{escape(line['key'])}", bid["prices"][line["key"]])
                lines.append(self.compute({"bid": key, "line": line["key"]}, rule, "line_amount", "multiply",
                                          [quantity, offer], self.money))
        else:
            lines = [self.unit_cost(key, index, product) for index, product in enumerate(needs["products"])]
        price = self.compute({"bid": key}, rule, "price", "sum", lines, self.money)
        self.prices[key] = self.stage({"bid": key}, "price", price, "rounded_price", rule, self.money)

    def unit_cost(self, key, index, product):
        """The life-cycle cost of one product."""
        rule, money, about = self.price_rule, self.money, {"bid": key, "line": product["key"]}
        offer = self.inputs["bids"][key]["products"][product["key"]]

        def stated(name):
            return self.at_bid(key, f"/products/{escape(product['key'])}/{name}", offer[name])

        def published(name):
            return self.at_model(f"/price/{rule}/{name}", self.price_needs[name])

        def own(name):
            return self.at_model(f"/price/{rule}/products/{index}/{name}", product[name])

        def step(name, operation, operands, unit):
            return self.compute(about, rule, name, operation, operands, unit)

        over, end, factor = self.prepared[product["key"]]
        year = step("energy_per_year", "multiply", [stated("kwh_per_year"), published("electricity_price")], money)
        energy = step("energy", "multiply", [year, over], money)
        covered = step("covered_years", "minimum", [stated("warranty_years"), own("life_years")], "number")
        free = step("annuity_covered", "pick", [covered, self.constant(0)] + self.prepared["annuities"], "number")
        left = step("service_factor", "subtract", [over, free], "number")
        service = step("service", "multiply", [stated("service_per_year"), left], money)
        once = step("reconditioning_once", "multiply", [stated("reconditioning_hours"), published("technician_rate")], money)
        again = step("reconditioning", "multiply", [once, factor], money)
        rest = step("residual_at_end", "multiply", [stated("price"), own("residual_share")], money)
        residual = step("residual", "multiply", [rest, end], money)
        costs = step("costs", "sum", [stated("price"), energy, service, again], money)
        cost = step("unit_cost", "subtract", [costs, residual], money)
        return step("line_amount", "multiply", [own("quantity"), cost], money)

    def score(self, key, leaf, pointer):
        """Level, factor and amount of a leaf."""
        bid, (rule, scale) = self.inputs["bids"][key], only(leaf["scale"])
        about, by = {"bid": key, "criterion": leaf["key"]}, scale.get("assessed_by", "statement")
        if by == "panel":
            level = self.inputs["panel_scores"][key][leaf["key"]]["level"]
            answer = self.operand("panel", f"/panel_scores/{escape(key)}/{escape(leaf['key'])}/level", level)
        elif by == "statement":
            answer = self.at_bid(key, f"/answers/{escape(leaf['key'])}", bid["answers"][leaf["key"]])
        else:
            answer = measure_steps(self, bid, leaf, f"{pointer}/scale/{rule}/assessed_by/plan")
        if rule == "stepped_table@1":
            level = self.compute(about, rule, "level", "level_reached", [answer] + self.prepared["borders", leaf["key"]],
                                 "level")
        else:
            level = self.compute(about, rule, "level", "level_given", [answer], "level")
        row = [self.at_model(f"{pointer}/scale/{rule}/levels/{index}/factor", item["factor"])
               for index, item in enumerate(scale["levels"])]
        factor = self.compute(about, rule, "factor", "pick", [level] + row, "number")
        name = {"relative_price_points@1": "quality_points", "percentage_surcharge@1": "surcharge"}.get(
            self.combination, "deduction")
        amount = self.compute(about, self.combination, name, "multiply", [self.prepared["largest", leaf["key"]], factor],
                              self.unit)
        self.amounts[key, leaf["key"]] = self.stage(about, "criterion_amount", amount, "rounded_amount", self.combination,
                                                    self.unit)

    def compare(self, admitted):
        """Comparison values."""
        rule, money, weighted = self.combination, self.money, None
        if rule == "relative_price_points@1":
            lowest = self.compute({}, rule, "lowest_price", "minimum", [self.prices[key] for key in admitted], money)
            weight = self.at_model(f"/combination/{rule}/price_weight", self.needs["price_weight"])
            weighted = self.compute({}, rule, "weighted_lowest_price", "multiply", [weight, lowest], money)
        for key in admitted:
            about, price = {"bid": key}, self.prices[key]
            amounts = [self.amounts[key, leaf["key"]] for leaf in leaves(self.model)]
            unit = money
            if rule == "added_value_deduction@1":
                total = self.compute(about, rule, "total_deduction", "sum", amounts, money)
                value = self.compute(about, rule, "comparison_value", "subtract", [price, total], money)
            elif rule == "relative_price_points@1":
                points = self.compute(about, rule, "price_points", "divide", [weighted, price], "points")
                points = self.stage(about, "price_points", points, "rounded_price_points", rule, "points")
                total = self.compute(about, rule, "total_quality_points", "sum", amounts, "points")
                unit = "points"
                value = self.compute(about, rule, "comparison_value", "sum", [points, total], unit)
            elif rule == "percentage_surcharge@1":
                total = self.compute(about, rule, "total_surcharge", "sum", amounts, "percent")
                part = self.compute(about, rule, "surcharge_share", "divide", [total, self.constant(100)], "number")
                times = self.compute(about, rule, "multiplier", "sum", [self.constant(1), part], "number")
                value = self.compute(about, rule, "comparison_value", "multiply", [price, times], money)
            else:
                total = None
                value = self.compute(about, rule, "comparison_value", "sum", [price], money)
            self.totals[key] = total
            self.values[key] = self.stage(about, "comparison_value", value, "rounded_comparison_value", rule, unit)

    def link_step(self, link, key, group):
        """The operand by which a link sorts a bid; None where it separates nothing."""
        if isinstance(link, dict):
            names = group_leaves(self.model["criteria"], link["better_criterion"])
            return self.compute({"bid": key}, "tie_chain@1", "tie_value", "sum",
                                [self.amounts[key, name] for name in names], self.unit)
        if link == "better_quality":
            return self.totals[key]
        if link == "lower_price":
            return self.prices[key]
        if link == "draw":
            for index, draw in enumerate(self.inputs.get("draws", [])):
                if set(draw["order"]) == set(group):
                    place = draw["order"].index(key)
                    return self.operand("draw", f"/draws/{index}/order/{place}", place + 1)
        return None

    def separate(self, group, links, keys):
        """Orders one group by the rest of the chain, into a group before the one after it."""
        if len(group) == 1 or not links:
            return group
        link = links[0]
        found = {key: self.link_step(link, key, group) for key in group}
        if None in found.values():
            return group
        for key in group:
            keys[key].append(found[key])
        lower = link in ("lower_price", "draw") or self.combination == "percentage_surcharge@1"
        sign, result = 1 if lower else -1, []
        for value in sorted({found[key].value for key in group}, key=lambda value: sign * value):
            result += self.separate([key for key in group if found[key].value == value], links[1:], keys)
        return result

    def order(self, admitted):
        """Tie values and ranks."""
        sign = -1 if self.combination == "relative_price_points@1" else 1
        keys, row = {key: [self.values[key]] for key in admitted}, []
        for value in sorted({self.values[key].value for key in admitted}, key=lambda value: sign * value):
            group = [key for key in admitted if self.values[key].value == value]
            row += self.separate(group, self.model["tie_chain"], keys)
        before = None
        for position, key in enumerate(row, 1):
            if before is None:
                step = self.add({"bid": key}, "tie_chain@1", "rank", "rank_first", [keys[key][0]], Fraction(1), "rank")
            else:
                operands, differs = [before[1]], False
                for own, other in zip(keys[key], keys[before[0]]):
                    operands += [own, other]
                    differs = own.value != other.value
                    if differs:
                        break
                rank = Fraction(position) if differs else before[1].value
                step = self.add({"bid": key}, "tie_chain@1", "rank", "rank_after", operands, rank, "rank")
            before = (key, step)


def rules_of(steps):
    """The rules with steps in a trace, each once, by name and then revision."""
    names = {step["rule"] for step in steps}
    return sorted(names, key=lambda name: (name.partition("@")[0], int(name.partition("@")[2])))


__all__ = ["Trace", "rules_of", "text_of"]
