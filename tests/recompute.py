#!/usr/bin/env python3
"""Recomputes the results of a procurement, independently of the program that made them.

    anbud evaluate CASE.json --format json > OUTCOMES.json
    python3 tests/recompute.py CASE.json OUTCOMES.json

Reads the case (models, bids, examinations, the panel's levels) and the outcomes; shares no code with the program and
uses nothing but Python's own fractions of whole numbers. Exit code 0 means that for every lot this is proved:

1. Every number follows. Each step names its operands; they stand where it says, in the published model, in that very
   bid, in the panel's levels or in an earlier step, and the operation on them gives exactly the value of the step.
2. Nothing is made up. The only other numbers are 0, 1, 100 and, as an exponent, the year.
3. Nothing is left over. Each step serves some rank. Each price, property, answer and panel level of a ranked bid is
   behind its own comparison value, and each number of the model is behind some rank. Only the steps `admitted` are
   ends of their own: nothing is computed from them. They say who is compared, and exactly those bids are ranked.
4. All are treated alike. Every ranked bid went through the same steps with the same published numbers.
5. The order is right. Each rank follows the one before by the first value that differs, in the published order of
   values and in the right direction; placements, ties, draws and rejections say what the steps say.

It does not judge whether the steps are those of the law or of the rule named (RULEBOOK.md has the formulas), nor an
examination's decision or a panel's level; and it does not check digests.
"""

import json
import sys
from fractions import Fraction

# Each operation takes its operands in the order in which the step names them. A new one is a line here.
OPERATIONS = {
    "sum": lambda *terms: sum(terms, Fraction(0)),
    "subtract": lambda term, less: term - less,
    "multiply": lambda left, right: left * right,
    "divide": lambda dividend, divisor: dividend / divisor,
    "power": lambda base, exponent: base ** whole(exponent),
    "minimum": lambda *terms: min(terms),
    "level_reached": lambda answer, *thresholds: sum(answer >= threshold for threshold in thresholds),
    "level_given": lambda level: level,
    "pick": lambda number, *choices: choices[whole(number)],
    "admit": lambda decision: decision,
    "includes": lambda word, words: word in words,
    "at_least": lambda value, least: value >= least,
    "above_zero": lambda value: value > 0,
    "sum_of": lambda *pairs: sum((flag * value for flag, value in zip(pairs[::2], pairs[1::2], strict=True)), Fraction(0)),
    "median_of": lambda *pairs: median([value for flag, value in zip(pairs[::2], pairs[1::2], strict=True) if flag]),
    "methods_trained": lambda trainings, methods, days: sum(
        any(one["method"] == method and Fraction(one["days"]) >= days for one in trainings) for method in methods),
    "participating": lambda names, *counted: sum(counted, Fraction(0)),
    "part_minutes": lambda part: 7 * len(minutes(0, part)),
    "within_months": lambda month, last, count: 0 <= months(last) - months(month) < count,
}
# Measures of a staffing plan: as many steps as the plan has rows.
MEASURES = {f"{name}@1" for name in ("share_of_hours", "share_of_heads", "median_years", "mean_years", "fte_per_place",
                                     "supervision_per_head", "staff_per_shift", "night_cover", "continuity")}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Which comparison value and which amount of a criterion is better; what the amount and the sum of amounts are called.
COMBINATIONS = {
    "added_value_deduction@1": ("lower", "higher", "deduction", "total_deduction"),
    "relative_price_points@1": ("higher", "higher", "quality_points", "total_quality_points"),
    "percentage_surcharge@1": ("lower", "lower", "surcharge", "total_surcharge"),
    "lowest_cost@1": ("lower", None, None, None),
}
INPUTS = {"bid": "bids", "panel": "panel_scores", "examination": "examinations"}
# Members of a model without numbers of the calculation: names, texts, and how finely one may write.
NOT_COMPUTED = {"format", "key", "unit", "currency", "relative_to", "title", "text", "definition", "evidence",
                "decimals", "requirements", "tie_chain", "maximum", "hours_per_full_time_year"}
# Rules whose steps rightly differ from bid to bid: only tied bids meet the tie chain.
DIFFERING = {"tie_chain@1"} | MEASURES


class Wrong(Exception):
    """Something that is not as it should be, in words."""


def demand(condition, words):
    if not condition:
        raise Wrong(words)


def whole(number):
    demand(number.denominator == 1 and number >= 0, f"{number} is not a whole number from 0")
    return number.numerator


def at(document, pointer):
    """What stands where an RFC 6901 pointer points."""
    for name in pointer.split("/")[1:]:
        name = name.replace("~1", "/").replace("~0", "~")
        document = document[int(name) if isinstance(document, list) else name]
    return document


def number_or_words(found):
    """A number as it is; words, lists and rows as they stand."""
    try:
        return Fraction(found)
    except (ValueError, TypeError):
        return found


def rounded(value, decimals, mode):
    below, rest, half = value * 10**decimals // 1, value * 10**decimals % 1, Fraction(1, 2)
    return Fraction(below + {
        "floor": False,
        "ceiling": rest > 0,
        "toward_zero": rest > 0 > value,
        "away_from_zero": rest > 0 and value > 0,
        "half_even": rest > half or (rest == half and below % 2 == 1),
        "half_away_from_zero": rest > half or (rest == half and value > 0),
    }[mode], 10**decimals)


def median(values):
    values = sorted(values)
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def months(text):
    year, month = text.split("-")
    return int(year) * 12 + int(month)


def minutes(day, part):
    """The minutes of the week of a part of the day; one that ends at or before its beginning ends the next day."""
    first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (part["from"], part["to"]))
    last += 1440 if last <= first else 0
    return range(day * 1440 + first, day * 1440 + last)


def on_duty(rota, duty, minute, within=None):
    """How many people are on a kind of duty at a minute of the week; weeks follow each other alike."""
    there = 0
    for shift in rota:
        soon = within is None or shift.get("response_minutes", within + 1) <= within
        spans = [minutes(DAYS.index(day), shift) for day in shift["days"]]
        if shift["duty"] == duty and soon and any(minute % 10080 + week in span for span in spans for week in (0, 10080)):
            there += shift["staff"]
    return there


def lowest_level(day, part, rota, within, *levels):
    """The lowest level at any minute of a night; a level is people awake, asleep on site, and on back-up duty."""
    asked = [levels[index:index + 3] for index in range(0, len(levels), 3)]
    spans = [minutes(DAYS.index(begun), shift) for shift in rota for begun in shift["days"]]
    changes = {edge % 10080 for span in spans for edge in (span.start, span.stop)}
    night, found = minutes(day, part), []
    for minute in night:
        if minute != night.start and minute % 10080 not in changes:
            continue  # nobody comes or goes
        there = [on_duty(rota, "waking", minute), on_duty(rota, "sleeping", minute), on_duty(rota, "back_up", minute, within)]
        met = [index + 1 for index, level in enumerate(asked) if all(have >= least for have, least in zip(there, level))]
        found.append(max(met, default=0))
    return min(found)


def leaves(document, pointer=""):
    """Pointers to everything below that is a text or a number."""
    if not isinstance(document, (dict, list)):
        return [pointer]
    members = document.items() if isinstance(document, dict) else enumerate(document)
    return [leaf for name, value in members
            for leaf in leaves(value, f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}")]


class Lot:
    def __init__(self, case, lot, outcome):
        self.model, self.outcome, self.steps = lot["model"], outcome, outcome["trace"]
        contents = [submission.get("content") or {} for submission in case["submissions"]]
        offered = [bid for content in contents for bid in content.get("bids", [])]
        bids = {bid["key"]: bid for bid in offered if bid["lot"] == lot["key"]}
        decisions = {one["bid"]: one for one in case["examinations"] if one["bid"] in bids}
        levels = {bid: {one["criterion"]: one for one in case["panel_scores"] if one["bid"] == bid} for bid in bids}
        draws = [draw for draw in case.get("draws", []) if bids.keys() & set(draw["order"])]
        draws.sort(key=lambda draw: draw["order"])
        self.inputs = {"bids": bids, "examinations": decisions, "panel_scores": levels, "draws": draws}
        self.admitted = sorted(bid for bid, one in decisions.items() if one["outcome"] == "admitted")
        (rule,) = self.model["combination"]
        better, better_amount, self.amount, self.total = COMBINATIONS[rule]
        self.places, self.members = {}, {}  # where each criterion with a scale stands; those below each key
        self.walk(self.model.get("criteria", []), "/criteria", [])
        self.chain = [("comparison_value", better)]  # what separates two bids, and which value is better
        *links, self.end = self.model["tie_chain"]
        self.chain += [(link, "lower" if link == "lower_price" else better_amount) for link in links]
        self.named, self.ranks, self.decided_by = {}, [], {}

    def walk(self, criteria, pointer, above):
        for index, criterion in enumerate(criteria):
            keys = [*above, criterion["key"]]
            self.walk(criterion.get("children", []), f"{pointer}/{index}/children", keys)
            if "scale" in criterion:
                self.places[criterion["key"]] = f"{pointer}/{index}"
                for key in keys:
                    self.members.setdefault(key, []).append(criterion["key"])

    def prove(self):
        for index, step in enumerate(self.steps):
            try:
                demand(step["number"] == index, f"is the step number {index}: one before it is missing or added")
                self.recompute(step)
            except (Wrong, ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as wrong:
                what = wrong if isinstance(wrong, Wrong) else f"{type(wrong).__name__} {wrong}"
                raise Wrong(f"step {step['number']} {step.get('bid', '')} {step['name']}: {what}") from None
        self.prove_placements()
        self.prove_nothing_left_over()
        self.prove_same_treatment()

    # Every number follows, and nothing is made up.

    def recompute(self, step):
        values = []
        for position, reference in enumerate(step["from"]):
            source, target, said = reference["source"], reference["target"], reference["value"]
            values.append(self.operand(step, position, source, target))
            # Words and lists are taken from where they stand; what the step shows of them is for the reader.
            same = not isinstance(values[-1], Fraction) or Fraction(said) == values[-1]
            demand(same, f"{source} {target} is {values[-1]}, but the step says {said}")
        operation = step["operation"]
        if operation == "round":
            found = at(self.model, step["from"][1]["target"])
            mode = found.get("rounding", found)["mode"]
            value = rounded(values[0], whole(values[1]), mode)
        elif operation == "level_covered":
            value = lowest_level(int(step["detail"].removeprefix("day/")), *values)
        elif operation == "staff_minutes":
            duty = at(self.model, step["from"][0]["target"].removesuffix("part") + "duty")
            week = [minute for day in range(7) for minute in minutes(day, values[0])]
            value = sum(on_duty(values[1], duty, minute) for minute in week)
        elif operation in ("rank_first", "rank_after"):
            value = self.rank(step, values)
        else:
            demand(operation in OPERATIONS, f"unknown operation {operation}")
            if operation == "participating":
                self.prove_participants(step, values[0])
            value = OPERATIONS[operation](*values)
        demand(value == Fraction(step["value"]), f"{operation} gives {value}, but {step['value']} stands there")
        # A rounded quantity stands in for the exact one from here on.
        name = self.amount if step["name"] == "rounded_amount" else step["name"].removeprefix("rounded_")
        operands = self.references(step) if name == "tie_value" else ()
        self.named[step.get("bid"), step.get("criterion"), name, *operands] = step["number"]

    def operand(self, step, position, source, target):
        bid, criterion = step.get("bid"), step.get("criterion")
        if source == "step":
            demand(0 <= int(target) < step["number"], f"step {target} is not an earlier one")
            return Fraction(self.steps[int(target)]["value"])
        if source == "constant":
            exponent = step["operation"] == "power" and position == 1 and target == str(step["year"])
            demand(target in ("0", "1", "100") or exponent, f"the constant {target} comes from nowhere")
            return Fraction(target)
        if source == "model":
            own = not target.startswith("/criteria/") or target.startswith(self.places[criterion] + "/")
            demand(own, f"{target} is about another criterion")
            found = at(self.model, target)
            if step["operation"] == "round" and position == 1:
                return Fraction(found.get("rounding", found)["decimals"])
            return number_or_words(found)
        place = target.split("/")
        if source == "draw":
            whose = step["bid"] if position % 2 else self.ranks[-1]["bid"]
            demand(place[1] == "draws" and at(self.inputs, target) == whose, f"{target} is not the place of {whose}")
            return Fraction(int(place[4]) + 1)
        demand(place[1:3] == [INPUTS[source], bid], f"{target} is about another bid")
        own = source == "examination" or place[3] in ("plan", "unit") or (criterion or step.get("line")) in place[3:5]
        demand(own, f"{target} is about another criterion or line")
        # Whoever has no training lists none.
        found = [] if place[-1] == "trainings" and "trainings" not in at(self.inputs, target[:-10]) else at(self.inputs, target)
        return Fraction(found == "admitted") if source == "examination" else number_or_words(found)

    def prove_participants(self, step, names):
        """The operands are the counted persons whom the group names, in its order."""
        staff = self.inputs["bids"][step["bid"]]["plan"]["staff"]
        lines = [self.steps[number]["detail"].removeprefix("staff/") for number in self.references(step)]
        demand([staff[int(line)]["person"] for line in lines] == names, "does not count those who take part")

    def references(self, step):
        return [int(reference["target"]) for reference in step["from"] if reference["source"] == "step"]

    # The order is right.

    def rank(self, step, values):
        before = self.ranks[-1] if self.ranks else None
        self.ranks.append(step)
        if step["operation"] == "rank_first":
            demand(not before and self.references(step) == [self.key(step["bid"], "comparison_value")],
                   "not the first, or not by its comparison value")
            return Fraction(1)
        pairs = list(zip(values[1::2], values[2::2], strict=True))
        links = (self.chain + [("draw", "lower")] * (self.end == "draw"))[:len(pairs)]
        keys = [self.key(bid, link) for link, _ in links if link != "draw" for bid in (step["bid"], before["bid"])]
        demand(pairs and self.references(step) == [before["number"], *keys],
               f"should hold the bid against {before['bid']}, the one before, by the steps {keys}")
        demand(all(own == other for own, other in pairs[:-1]), "an earlier pair of values decides already")
        (own, other), (link, better) = pairs[-1], links[-1]
        if own == other:
            demand(len(pairs) == len(self.chain), f"{own} = {other}, but the tie chain goes on")
            self.decided_by[before["bid"]] = "draw_needed" if self.end == "draw" else self.end
            return values[0]
        demand((other < own) == (better == "lower"), f"{own} is better than {other} of the bid before: {better} first")
        name = link if isinstance(link, str) else "better_criterion:" + link["better_criterion"]
        self.decided_by[before["bid"]] = name
        return Fraction(len(self.ranks))

    def key(self, bid, link):
        """The step with the value that a link of the chain looks at."""
        if isinstance(link, str):
            name = {"lower_price": "price", "better_quality": self.total}.get(link, link)
            return self.named[bid, None, name]
        amounts = [self.named[bid, leaf, self.amount] for leaf in self.members[link["better_criterion"]]]
        return self.named[bid, None, "tie_value", *amounts]

    def prove_placements(self):
        placed, groups = self.outcome["placements"], {}
        demand([one["bid"] for one in placed] == [step["bid"] for step in self.ranks], "placements: another order")
        demand(sorted(one["bid"] for one in placed) == self.admitted, "placements: not the admitted bids")
        everyone = sorted(self.inputs["bids"])
        rejected = [one["bid"] for one in self.outcome["rejected"]]
        demand(sorted(rejected + self.admitted) == everyone, "rejected: not the bids that were rejected")
        decided = sorted(step["bid"] for step in self.steps if step["operation"] == "admit")
        demand(decided == everyone, "admitted: not one such step for each bid")
        values = [one["comparison_value"] for one in placed]
        for one, step in zip(placed, self.ranks):
            bid = one["bid"]
            groups.setdefault(one["rank"], []).append(bid)
            self.agree(bid, "rank", step["number"], one["rank"])
            for name in ("price", "comparison_value"):
                self.agree(bid, name, self.named[bid, None, name], one[name])
            criteria = [score["criterion"] for score in one["scores"]]
            demand(criteria == list(self.places), f"placement {bid}: has scores for {criteria}")
            for score in one["scores"]:
                for member, name in ("level", "level"), ("factor", "factor"), ("amount", self.amount):
                    what = f"{score['criterion']} {member}"
                    self.agree(bid, what, self.named[bid, score["criterion"], name], score[member])
            demand(one["tied"] == (values.count(one["comparison_value"]) > 1), f"placement {bid}: tied or not?")
            why = self.decided_by.get(bid, "last")
            demand(one["decided_by"] == why, f"placement {bid}: says {one['decided_by']}, but {why} decided")
        draws = [bids for bids in groups.values() if len(bids) > 1 and self.end == "draw"]
        demand(self.outcome["draws"] == draws, f"draws: must be {draws}")
        for draw in self.inputs["draws"]:
            order, first = draw["order"], [one["bid"] for one in placed].index(draw["order"][0])
            drawn = [one["bid"] for one in placed[first:] if one["bid"] in order]
            alone = [bid for bid in order[:-1] if self.decided_by[bid] != "draw"]
            demand(drawn == order and not alone, f"draws: {order} was not held among exactly the tied bids")

    def agree(self, bid, what, number, said):
        step = self.steps[number]
        demand(Fraction(said) == Fraction(step["value"]),
               f"step {number} {bid} {step['name']}: gives {step['value']}, but the placement says {what} {said}")

    # Nothing is left over, and all are treated alike.

    def behind(self, ends):
        """The steps behind these steps, and the places in model and inputs that they refer to."""
        steps, places, ahead = set(), set(), list(ends)
        while ahead:
            number = ahead.pop()
            if number not in steps:
                steps.add(number)
                ahead += self.references(self.steps[number])
                places.update(one["target"] for one in self.steps[number]["from"] if one["source"] != "step")
        return steps, places

    def prove_nothing_left_over(self):
        used, places = self.behind(step["number"] for step in self.ranks)
        for step in self.steps:
            what = f"step {step['number']} {step.get('bid', '')} {step['name']}"
            demand(step["number"] in used or step["operation"] == "admit", f"{what}: serves no rank")
        for pointer in leaves(self.model) if self.ranks else ():
            demand(pointer in places or not self.is_computed(pointer), f"model {pointer}: is behind no rank")
        for pointer in leaves([draw["order"] for draw in self.inputs["draws"]]):
            index, place = pointer.split("/")[1:]
            demand(f"/draws/{index}/order/{place}" in places, f"draws {pointer}: is behind no rank")
        for index in range(len(self.model["rounding"]) if self.ranks else 0):
            demand(f"/rounding/{index}" in places, f"model /rounding/{index}: is behind no rank")
        for bid in self.admitted:
            number = self.named[bid, None, "comparison_value"]
            _, places = self.behind([number])
            bid_document, findings = self.inputs["bids"][bid], []
            offered = [f"/bids/{bid}" + leaf for part in ("prices", "products", "answers")
                       for leaf in leaves(bid_document.get(part, {}), "/" + part)]
            offered += [f"/bids/{bid}/plan/staff/{index}/function"
                        for index in range(len(bid_document.get("plan", {}).get("staff", [])))]
            for criterion in self.places:  # what a plan measures scores; what is stated beside it is only compared
                measured = self.named.get((bid, criterion, "measured"))
                stated = bid_document.get("answers", {}).get(criterion)
                if measured is not None and stated is not None:
                    offered.remove(f"/bids/{bid}/answers/{criterion}")
                    value = self.steps[measured]["value"]
                    if Fraction(stated) != Fraction(value):
                        findings.append({"bid": bid, "criterion": criterion, "stated": stated, "measured": value})
            told = [one for one in self.outcome["findings"] if one["bid"] == bid]
            demand(told == findings, f"findings: must be {findings} for {bid}")
            given = [f"/panel_scores/{bid}/{criterion}/level" for criterion in self.inputs["panel_scores"][bid]]
            for pointer in offered + given:
                demand(pointer in places, f"step {number} {bid} comparison_value: {pointer} is not behind it")

    def is_computed(self, pointer):
        """Whether the model has a number here; a group's weight only adds up those of its members."""
        names = pointer.split("/")
        if NOT_COMPUTED & set(names) or (names[-1] == "weight" and pointer[:-7] not in self.places.values()):
            return False
        try:
            return Fraction(at(self.model, pointer)) is not None
        except (ValueError, TypeError):
            return False

    def prove_same_treatment(self):
        ways = {bid: [] for bid in self.admitted}
        for step in self.steps:
            if step.get("bid") in ways and step["rule"] not in DIFFERING:
                ways[step["bid"]].append(step)
            elif "bid" not in step and step["operation"] == "minimum":
                whose = sorted(self.steps[number].get("bid", "") for number in self.references(step))
                published = all(one["source"] == "model" for one in step["from"])
                demand(published or whose == self.admitted, f"step {step['number']} {step['name']}: not over all admitted bids")
        for bid in self.admitted:
            first, own = ways[self.admitted[0]], ways[bid]
            demand(len(first) == len(own), f"bid {bid}: {len(own)} steps, but {len(first)} for {first[0]['bid']}")
            for one, other, way, wanted in zip(first, own, self.way(own), self.way(first)):
                demand(way == wanted, f"step {other['number']} {bid} {other['name']}: "
                       f"is made otherwise than step {one['number']} of {one['bid']}")

    def way(self, own):
        """What was done, with the bid's own steps counted from its first and its own key left out."""
        position = {("step", str(step["number"])): f"own {index}" for index, step in enumerate(own)}
        for step in self.steps:
            if step["name"] == "measured":
                position["step", str(step["number"])] = f"measured {step['criterion']}"
        for step in own:
            operands = [(one["source"], position.get((one["source"], one["target"])) or
                         one["target"].replace(f"/{step['bid']}/", "/*/", 1)) for one in step["from"]]
            yield [step.get(name) for name in ("criterion", "line", "year", "rule", "name", "operation")], operands


def main(case_file, outcomes_file):
    with open(case_file, encoding="utf-8") as case, open(outcomes_file, encoding="utf-8") as outcomes:
        case, outcomes = json.load(case, parse_float=Fraction), json.load(outcomes, parse_float=Fraction)
    wrong = len(case["lots"]) != len(outcomes) and f"{len(outcomes)} outcomes for {len(case['lots'])} lots"
    for lot, outcome in zip(case["lots"], outcomes):
        try:
            Lot(case, lot, outcome).prove()
            print(f"{lot['key']}: {len(outcome['trace'])} steps recomputed, {len(outcome['placements'])} bids ranked")
        except (Wrong, LookupError, ValueError, TypeError) as what:
            wrong = True
            print(f"{lot['key']}: {what if isinstance(what, Wrong) else repr(what)}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
