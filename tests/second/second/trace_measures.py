"""Steps of the staffing measures (record.md, section 8.5)."""

from fractions import Fraction

from .exact import rounded
from .faults import only
from .measures import MEASURES, methods_trained, month_number, night_levels, span, staff_per_shift


class Measuring:
    """The steps of one measure of one bid."""

    def __init__(self, trace, bid, leaf, base):
        self.trace, self.bid, self.leaf = trace, bid, leaf
        self.rule, self.needs = only(only(leaf["scale"])[1]["assessed_by"]["plan"])
        self.base, self.plan = f"{base}/{self.rule}", bid["plan"]
        self.lines, self.groups = self.plan["staff"], {}
        for index, line in enumerate(self.lines):
            self.groups.setdefault(line["person"], []).append(index)

    def step(self, detail, name, operation, operands, unit, value=None):
        """A step about the bid, the leaf and a row."""
        about = {"bid": self.bid["key"], "criterion": self.leaf["key"], **({"detail": detail} if detail else {})}
        if value is None:
            return self.trace.compute(about, self.rule, name, operation, operands, unit)
        return self.trace.add(about, self.rule, name, operation, operands, Fraction(value), unit)

    def own(self, pointer, value, text=None):
        """Something in the plan."""
        return self.trace.at_bid(self.bid["key"], f"/plan/{pointer}", value, text)

    def asked(self, name):
        """Something that the measure needs, as it is shown."""
        value = self.needs[name]
        if isinstance(value, list):
            return self.trace.at_model(f"{self.base}/{name}", value, ", ".join(value))
        if isinstance(value, dict):
            text = f"{value['from']}\u2013{value['to']}"
            return self.trace.at_model(f"{self.base}/{name}", value, text)
        if name == "last_month":
            return self.trace.at_model(f"{self.base}/{name}", value, value)
        return self.trace.at_model(f"{self.base}/{name}", value)

    def included(self):
        """Whether each line's function is included."""
        return [self.step(f"staff/{index}", "included", "includes",
                          [self.own(f"staff/{index}/function", None, line["function"]), self.asked("functions")], "yes_no",
                          int(line["function"] in self.needs["functions"])) for index, line in enumerate(self.lines)]

    def hours(self, sleeping):
        """Hours of each line."""
        row = [self.own(f"staff/{index}/waking_hours", line["waking_hours"]) for index, line in enumerate(self.lines)]
        if not sleeping:
            return row
        return [self.step(f"staff/{index}", "line_hours", "sum",
                          [row[index], self.own(f"staff/{index}/sleeping_hours", line["sleeping_hours"])], "hours")
                for index, line in enumerate(self.lines)]

    def counted(self):
        """Whether each person counts."""
        included, hours, result = self.included(), self.hours(True), {}
        for name, indices in self.groups.items():
            at = f"staff/{indices[0]}"
            operands = [item for index in indices for item in (included[index], hours[index])]
            total = self.step(at, "person_hours", "sum_of", operands, "hours")
            result[name] = self.step(at, "counted", "above_zero", [total], "yes_no")
        return result

    def percent(self, part, whole, unit):
        """A hundred times the part, by the whole."""
        times = self.step(None, "hundredfold", "multiply", [part, self.trace.constant(100)], unit)
        return self.step(None, "percent", "divide", [times, whole], "percent")

    def cut(self, value):
        """The cut, always a step."""
        cut = self.needs["cut"]
        operands = [value, self.trace.at_model(f"{self.base}/cut", cut["decimals"])]
        return self.step(None, "measured", "round", operands, only(self.leaf["scale"])[1]["unit"], rounded(value.value, cut))

    def paired(self, yes, values):
        """Operands in pairs."""
        return [item for pair in zip(yes, values) for item in pair]

    def share_of_hours(self):
        """Share of hours."""
        included, qualified = self.included(), []
        hours = self.hours(self.needs["sleeping_duty"] == "counted")
        for index, line in enumerate(self.lines):
            at, first = f"staff/{index}", self.groups[line["person"]][0]
            credits = self.own(f"staff/{first}/credits", line["credits"])
            enough = self.step(at, "enough_credits", "at_least", [credits, self.asked("minimum_credits")], "yes_no")
            qualified.append(self.step(at, "qualified", "multiply", [included[index], enough], "yes_no"))
        total = self.step(None, "total_hours", "sum_of", self.paired(included, hours), "hours")
        part = self.step(None, "qualified_hours", "sum_of", self.paired(qualified, hours), "hours")
        return self.cut(self.percent(part, total, "hours"))

    def share_of_heads(self):
        """Share of heads."""
        counted, trained = self.counted(), []
        for name, indices in self.groups.items():
            at, line = f"staff/{indices[0]}", self.lines[indices[0]]
            text = ", ".join(f"{item['method']} {item['days']}" for item in line.get("trainings", []))
            operands = [self.own(f"{at}/trainings", None, text), self.asked("methods"), self.asked("minimum_days")]
            methods = self.step(at, "methods", "methods_trained", operands, "number", methods_trained(line, self.needs))
            enough = self.step(at, "enough_methods", "at_least", [methods, self.asked("minimum_methods")], "yes_no")
            trained.append(self.step(at, "trained", "multiply", [counted[name], enough], "yes_no"))
        heads = self.step(None, "heads", "sum", list(counted.values()), "number")
        part = self.step(None, "trained_heads", "sum", trained, "number")
        return self.cut(self.percent(part, heads, "number"))

    def years(self, counted):
        """Pairs of persons who count and their years."""
        row = [self.own(f"staff/{indices[0]}/years_with_target_group", self.lines[indices[0]]["years_with_target_group"])
               for indices in self.groups.values()]
        return self.paired(counted.values(), row)

    def median_years(self):
        """Median of years."""
        return self.cut(self.step(None, "median", "median_of", self.years(self.counted()), "years"))

    def mean_years(self):
        """Mean of years."""
        counted = self.counted()
        heads = self.step(None, "heads", "sum", list(counted.values()), "number")
        total = self.step(None, "total_years", "sum_of", self.years(counted), "years")
        return self.cut(self.step(None, "mean", "divide", [total, heads], "years"))

    def supervision_per_head(self):
        """Supervision per head."""
        counted, groups = self.counted(), []
        for index, group in enumerate(self.plan["supervision"]):
            at, names = f"supervision/{index}", group["participants"]
            shown = self.own(f"{at}/participants", Fraction(0), f"{len(names)} participants")
            here = self.step(at, "participants", "participating", [shown] + [counted[name] for name in names], "number")
            groups.append(self.step(at, "group_hours", "multiply", [here, self.own(f"{at}/hours", group["hours"])], "hours"))
        total = self.step(None, "total_hours", "sum", groups, "hours")
        heads = self.step(None, "heads", "sum", list(counted.values()), "number")
        return self.cut(self.step(None, "hours_per_head", "divide", [total, heads], "hours"))

    def fte_per_place(self):
        """Full-time equivalents per place."""
        included, hours = self.included(), self.hours(self.needs["sleeping_duty"] == "counted")
        total = self.step(None, "total_hours", "sum_of", self.paired(included, hours), "hours")
        full = self.step(None, "full_time_equivalents", "divide", [total, self.asked("hours_per_full_time_month")], "number")
        places = self.trace.at_bid(self.bid["key"], "/unit/places", self.bid["unit"]["places"])
        return self.cut(self.step(None, "per_place", "divide", [full, places], "number"))

    def rota(self):
        """The rota as it is shown."""
        return self.own("rota", None, f"{len(self.plan['rota'])} shifts")

    def staff_per_shift(self):
        """Staff on duty."""
        length = 7 * span(self.needs["part"])[1]
        whole = self.step(None, "part_minutes", "part_minutes", [self.asked("part")], "number", length)
        staff = staff_per_shift(self.needs, self.plan, None, None) * length
        minutes = self.step(None, "staff_minutes", "staff_minutes", [self.asked("part"), self.rota()], "number", staff)
        return self.cut(self.step(None, "average", "divide", [minutes, whole], "number"))

    def night_cover(self):
        """Night cover."""
        operands = [self.asked("part"), self.rota(), self.asked("back_up_within_minutes")]
        for index, level in enumerate(self.needs["levels"]):
            operands += [self.trace.at_model(f"{self.base}/levels/{index}/{name}", level[name])
                         for name in ("waking", "sleeping", "back_up")]
        nights = [self.step(f"day/{day}", "night_level", "level_covered", operands, "level", level)
                  for day, level in enumerate(night_levels(self.needs, self.plan))]
        return self.step(None, "measured", "minimum", nights, "level")

    def continuity(self):
        """Continuity."""
        within, months, permanent = [], [], []
        last = month_number(self.needs["last_month"])
        for index, row in enumerate(self.plan["payroll"]):
            at = f"payroll/{index}"
            counts = 0 <= last - month_number(row["month"]) < self.needs["months"]
            operands = [self.own(f"{at}/month", None, row["month"]), self.asked("last_month"), self.asked("months")]
            within.append(self.step(at, "within", "within_months", operands, "yes_no", int(counts)))
            parts = [self.own(f"{at}/{name}", row[name]) for name in ("permanent", "fixed_term", "hourly")]
            months.append(self.step(at, "month_hours", "sum", parts, "hours"))
            permanent.append(parts[0])
        total = self.step(None, "total_hours", "sum_of", self.paired(within, months), "hours")
        part = self.step(None, "permanent_hours", "sum_of", self.paired(within, permanent), "hours")
        return self.cut(self.percent(part, total, "hours"))


def measure_steps(trace, bid, leaf, base):
    """All steps of the measure of a leaf; gives the last."""
    measuring = Measuring(trace, bid, leaf, base)
    assert measuring.rule in MEASURES
    return getattr(measuring, measuring.rule.partition("@")[0])()
