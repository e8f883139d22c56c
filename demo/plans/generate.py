#!/usr/bin/env python3
"""Writes staffing plans into the demo procurement of care homes.

Everything in these plans is invented: no person, unit, rota or payroll behind them exists.

    python3 demo/plans/generate.py [demo/a_hvb.json]

Every opened bid in a lot whose model measures staffing gets a plan. Five plans were written by hand and lie in
`by_hand`; the others are drawn here, each from a seed of its own, so that the stated figures follow exactly. The
script measures all plans, by hand or drawn, before it writes, and stops when a figure does not follow. Nothing else in
the file is touched, and running the script again changes nothing. It needs the standard library only, and draws by
`random.random` alone, whose numbers are the same in every version of Python.
"""

import json
import math
import pathlib
import random
import statistics
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
SEED = "anbud demo plans 1"
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WORKDAYS, WEEKEND = WEEK[:5], WEEK[5:]
MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
FULL_TIME = 165
# Lots whose mandatory night is one person awake. In the others it is sleeping duty.
AWAKE_AT_NIGHT = {"LOT-1"}
# Jourtid: at most 50 hours a month and person.
SLEEPING_AT_MOST = 50


# ---- what is measured


def cut(value, decimals):
    """The value with this many decimals, the rest cut off."""
    return Fraction(math.floor(value * 10**decimals), 10**decimals)


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def span(day, start, end):
    """Minutes of the week, from and up to; an end at or before the beginning lies on the next day."""
    first, last = minutes(start), minutes(end)
    return day * 1440 + first, day * 1440 + (last if last > first else last + 1440)


def night_cover(plan, rule):
    """The highest level whose numbers are met in every minute of every night."""
    needs = {"waking": [], "sleeping": [], "back_up": []}
    for shift in plan["rota"]:
        if shift["duty"] == "back_up" and shift["response_minutes"] > rule["back_up_within_minutes"]:
            continue
        spans = [span(WEEK.index(day), shift["from"], shift["to"]) for day in shift["days"]]
        needs[shift["duty"]] += [(start, end, shift["staff"]) for start, end in spans]

    def present(duty, minute):
        week = 7 * 1440
        return sum(n for a, b, n in needs[duty] if a <= minute % week < b or a <= minute % week + week < b)

    nights = [span(day, rule["part"]["from"], rule["part"]["to"]) for day in range(7)]
    least = {duty: min(present(duty, m) for start, end in nights for m in range(start, end)) for duty in needs}
    met = [n for n, level in enumerate(rule["levels"], 1) if all(least[duty] >= level[duty] for duty in needs)]
    return max(met, default=0)


def measured(plan, places, rules):
    """The figure of every measured criterion."""
    figures = {}
    for criterion, (name, rule) in rules.items():
        lines = [line for line in plan["staff"] if line["function"] in rule.get("functions", ())]
        persons = {}
        for line in lines:
            both = Fraction(line["waking_hours"]) + Fraction(line["sleeping_hours"])
            hours, _ = persons.get(line["person"], (0, None))
            persons[line["person"]] = (hours + both, line)
        persons = {person: line for person, (hours, line) in persons.items() if hours > 0}

        def hours_of(lines, rule=rule):
            asleep = rule["sleeping_duty"] == "counted"
            return sum(Fraction(x["waking_hours"]) + (Fraction(x["sleeping_hours"]) if asleep else 0) for x in lines)

        if name == "share_of_hours@1":
            qualified = [line for line in lines if line["credits"] >= rule["minimum_credits"]]
            value = 100 * hours_of(qualified) / hours_of(lines)
        elif name == "share_of_heads@1":
            enough = Fraction(rule["minimum_days"])
            trained = 0
            for line in persons.values():
                long = {t["method"] for t in line.get("trainings", ()) if Fraction(t["days"]) >= enough}
                trained += len(long & set(rule["methods"])) >= rule["minimum_methods"]
            value = Fraction(100 * trained, len(persons))
        elif name == "median_years@1":
            value = statistics.median(Fraction(line["years_with_target_group"]) for line in persons.values())
        elif name == "supervision_per_head@1":
            shares = (Fraction(g["hours"]) * len(persons.keys() & set(g["participants"])) for g in plan["supervision"])
            value = sum(shares) / len(persons)
        elif name == "fte_per_place@1":
            value = hours_of(lines) / Fraction(rule["hours_per_full_time_month"]) / places
        elif name == "night_cover@1":
            value = Fraction(night_cover(plan, rule))
        elif name == "continuity@1":
            last = MONTHS.index(rule["last_month"]) + 1
            counted = MONTHS[last - rule["months"] : last]
            rows = [row for row in plan["payroll"] if row["month"] in counted]
            permanent = sum(Fraction(row["permanent"]) for row in rows)
            value = 100 * permanent / sum(Fraction(r[k]) for r in rows for k in ("permanent", "fixed_term", "hourly"))
        else:
            raise SystemExit(f"no measure {name}")
        figures[criterion] = cut(value, rule["cut"]["decimals"]) if "cut" in rule else value
    return figures


# ---- what is drawn


class Dice:
    """Chance that falls alike in every version of Python."""

    def __init__(self, seed):
        self.random = random.Random(f"{SEED} {seed}").random

    def chance(self, share):
        return self.random() < share

    def between(self, low, high):
        return low + (high - low) * self.random()

    def whole(self, low, high):
        return low + math.floor(self.random() * (high - low + 1))

    def one(self, items):
        return items[math.floor(self.random() * len(items))]

    def mixed(self, items):
        return [item for _, _, item in sorted((self.random(), n, item) for n, item in enumerate(items))]


def quarter(value):
    return Fraction(round(value * 4), 4)


def decimal(value):
    """A decimal of at most two places, without zeros at its end."""
    text = f"{float(value):.2f}"
    return text.rstrip("0").rstrip(".")


def heads(full_time, share):
    """How many people, and how many of them trained, so that the share of the trained is the one stated."""
    found = []
    for people in range(math.ceil(full_time * 1.06), math.floor(full_time * 2) + 1):
        trained = -(-share * people // 100)
        if 100 * trained // people == share:
            found.append((abs(people / full_time - 1.3), people, trained))
    return min(found)[1:]


def hours_each(dice, count, total):
    """Hours for so many people that sum up to the total: most of them with a real share, some by the hour."""
    mean = lambda few: (total - 30 * few) / (count - few) / FULL_TIME
    few = min(range(count), key=lambda few: abs(mean(few) - 0.84))
    while True:
        large = [dice.one([0.5, 0.6, 0.75, 0.75, 0.8, 0.85, 0.9, 1, 1, 1]) for _ in range(count - few - 1)]
        hours = [quarter(share * FULL_TIME) for share in large]
        hours += [Fraction(dice.whole(6, 44), 1) + dice.one([0, 0, Fraction(1, 2)]) for _ in range(few)]
        last = total - sum(hours)
        if FULL_TIME * 0.3 <= last <= FULL_TIME:
            return sorted([*hours, last], reverse=True)


class Person:
    """One of those who work in care and treatment."""

    def __init__(self, hours, qualified):
        self.hours, self.qualified = hours, qualified
        self.regular = hours >= FULL_TIME * 0.3
        self.employment = "permanent" if self.regular else "hourly"
        self.function, self.beside, self.sleeping = "care", None, Fraction(0)
        self.trainings, self.years = [], Fraction(0)

    def bent(self, dice):
        """Who stays longer, and is sent on courses first."""
        return 2 * self.regular + self.qualified + dice.between(0, 2)


def educate(dice, people, share):
    rough = [0, 0, 60, 90, 120, 120] if share < 40 else [0, 60, 90, 120, 120, 150]
    exceptions = 2 if share < 30 else 1 if share < 50 else 0
    for person in people:
        if person.qualified:
            treats = dice.chance(0.65)
            person.function = "treatment" if treats else "care"
            person.credits = dice.one([210, 210, 210, 210, 240] if treats else [180, 180, 210])
        else:
            person.credits = dice.one(rough)
            # A degree in another subject, with some relevant credits.
            other = person.credits == 90 and dice.chance(0.4)
            person.degree = "bachelor" if other else "post_secondary"
    treating = [person for person in people if person.function == "treatment"]
    if treating and dice.chance(0.7):
        # A psychologist, often by part time.
        treating[-1].credits = 300
    for person in people:
        if person.qualified:
            person.degree = "master" if person.credits >= 240 else "bachelor"
    plain = [person for person in people if not person.qualified and not person.regular]
    for person in plain[-exceptions:] if exceptions else []:
        person.credits, person.degree = 0, "upper_secondary"


DAYS = {"mi": (3, 6), "low_arousal": (3, 5), "cbt": (5, 25), "tmo": (3, 5), "art": (4, 10), "bbic": (3, 8)}


def train(dice, people, trained):
    order = sorted(people, key=lambda person: -person.bent(dice))
    for place, person in enumerate(order):
        likely = ["mi", "bbic", "tmo", "cbt"] if person.function == "treatment" else ["low_arousal", "tmo", "mi", "art"]
        methods = dice.mixed(likely)
        if place < trained:
            methods = methods[: dice.one([2, 2, 2, 3, 3])]
            person.trainings = [(method, str(dice.whole(*DAYS[method]))) for method in methods]
        else:
            # One long training at most; what else there is was too short.
            long = dice.chance(0.55)
            short = [(method, dice.one(["1", "2", "2", "2.5"])) for method in methods[1 : dice.one([1, 1, 2])]]
            first = [(methods[0], str(dice.whole(3, 4)))] if long else []
            person.trainings = first + short


def give_years(dice, people, median):
    """Years whose median is the one stated; with an even number the two in the middle lie on either side of it."""
    half, odd = divmod(len(people), 2)
    tenth = lambda value: Fraction(round(value * 10), 10)
    gap = Fraction(0) if odd else Fraction(dice.whole(0, 4), 10)
    low, high = median - gap, median + gap + (0 if odd else dice.one([0, Fraction(1, 10)]))
    middle = [median] if odd else [low, high]
    rest = half - (0 if odd else 1)
    below = [tenth(dice.between(float(low) * 0.15, float(low))) for _ in range(rest)]
    above = [tenth(dice.between(float(high), float(high) * 2.1 + 2)) for _ in range(rest)]
    years = sorted(below + middle + above, reverse=True)
    for person, value in zip(sorted(people, key=lambda person: -person.bent(dice)), years):
        person.years = value


def employ(dice, people, share):
    """Forms of employment near the share that payroll shows; a little above it, since leave is filled by the hour."""
    counted = sum(person.hours for person in people)
    # Those who are not counted here are nearly all permanent.
    beside = counted * Fraction(3, 25)
    total = counted + beside
    permanent = lambda: 100 * (beside + sum(p.hours for p in people if p.employment == "permanent")) / total
    for person in dice.mixed([p for p in people if p.regular]):
        after = permanent() - 100 * person.hours / total
        if permanent() > share + 4 and after >= share + Fraction(1, 2):
            person.employment = "fixed_term"
    for person in sorted(people, key=lambda person: -person.hours):
        if person.employment == "hourly" and permanent() < share + 1:
            person.employment = "permanent"


def rota_of(dice, lot, level, places, total):
    """Shifts of a normal week: the night that the level asks for, then days and evenings within the hours there are.

    A few per cent stay free for documentation, meetings and supervision."""
    budget = float(total) * 12 / 52
    awake = level > 0 or lot in AWAKE_AT_NIGHT
    night = dice.one([("21:30", "07:15"), ("21:45", "07:15"), ("21:30", "07:30"), ("21:15", "07:15")])
    nights, evening_end = [], dice.one(["22:00", "22:00", "22:15"])
    if awake:
        nights.append((WEEK, *night, "waking", 1))
    else:
        evening_end = dice.one(["22:30", "23:00"])
        nights.append((WEEK, "22:00", "07:00", "sleeping", 2 if places >= 12 else 1))
    if level == 2:
        nights.append((WEEK, *dice.one([("22:00", "07:00"), ("21:45", "07:15"), ("21:30", "07:00")]), "sleeping", 1))
    if level == 3:
        nights.append((WEEK, "22:00", "07:00", "waking", 1))
    back_up = []
    if level == 1:
        back_up = [(WEEK, dice.one(["21:30", "22:00"]), "07:00", "back_up", 1, dice.one([15, 20, 25, 30]))]
    elif dice.chance(0.5):
        back_up = [(WEEK, "21:00", "08:00", "back_up", 1, dice.one([45, 60]))]
    late = dice.one(["14:00", "14:30", "14:45"])
    shapes = {
        "morning": (WORKDAYS, dice.one(["06:45", "07:00"]), dice.one(["15:00", "15:30"])),
        "morning at weekends": (WEEKEND, "07:00", dice.one(["15:00", "15:30"])),
        "middle": (WORKDAYS, *dice.one([("09:00", "17:00"), ("10:00", "18:00"), ("08:30", "16:30")])),
        "middle at weekends": (WEEKEND, *dice.one([("10:00", "18:00"), ("11:00", "19:00"), ("12:00", "20:00")])),
        "evening": (WEEK, late, evening_end),
        "short evening": (WORKDAYS, "16:00", "20:30"),
        "short evening at weekends": (WEEKEND, "16:00", "20:30"),
    }
    staff = dict.fromkeys(shapes, 0) | {"morning": 2, "morning at weekends": 2, "evening": 2}
    length = lambda days, start, end: len(days) * (span(0, start, end)[1] - span(0, start, end)[0]) / 60
    used = sum(length(*shift[:3]) * shift[4] for shift in nights if shift[3] == "waking")
    used += sum(length(*shapes[name]) * number for name, number in staff.items())
    order = ["middle", "evening", "middle at weekends", "morning", "morning at weekends"]
    room = True
    while room:
        room = False
        for name in [*order, "short evening", "short evening at weekends"]:
            weekday = name.removesuffix(" at weekends")
            most = staff[weekday] if weekday != name else 9
            often = staff[name] < (1 if name.startswith("short") else most)
            if often and used + length(*shapes[name]) <= budget * 0.97:
                staff[name], used, room = staff[name] + 1, used + length(*shapes[name]), True
    shifts = [(*shapes[name], "waking", number) for name, number in staff.items() if number]
    rota = []
    for days, start, end, duty, number, *response in [*shifts, *nights, *back_up]:
        shift = {"days": list(days), "from": start, "to": end, "duty": duty, "staff": number}
        rota.append(shift | ({"response_minutes": response[0]} if response else {}))
    return rota


def lay_to_sleep(dice, people, rota):
    """Hours of sleeping duty a month, among those who care, within what the law lets one person do."""
    total = Fraction(0)
    for shift in rota:
        if shift["duty"] == "sleeping":
            first, last = span(0, shift["from"], shift["to"])
            total += Fraction((last - first) * len(shift["days"]) * shift["staff"], 60) * 52 / 12
    total = quarter(total)
    if not total:
        return
    number = math.ceil(total / 44)
    care = sorted((p for p in people if p.function == "care"), key=lambda person: (not person.regular, dice.random()))
    for person in care[:number]:
        person.sleeping = Fraction(math.floor(total / number * 4), 4)
    care[0].sleeping += total - sum(person.sleeping for person in people)
    assert sum(person.sleeping for person in people) == total
    assert max(person.sleeping for person in people) <= SLEEPING_AT_MOST


def supervision_of(dice, names, each, manager):
    """Two or three groups. Each meets a supervisor for at least what is required; together it is what is stated."""
    number = 2 if len(names) <= 14 else 3
    names = dice.mixed(names)
    groups = [sorted(names[n::number]) for n in range(number)]
    hours = [each] * number
    shift = Fraction(1, 2)
    bound = Fraction(len(names), 10)
    if each >= 2 and 0 <= shift * (len(groups[0]) - len(groups[-1])) < bound and dice.chance(0.6):
        hours[0], hours[-1] = each + shift, each - shift
    elif Fraction(1, 4) * len(groups[-1]) < bound and dice.chance(0.6):
        hours[-1] = each + Fraction(1, 4)
    if manager not in groups[0] and manager not in names:
        groups[0] = sorted([*groups[0], manager])
    return [{"hours": decimal(hour), "participants": group} for hour, group in zip(hours, groups)]


def payroll_of(dice, base, share, fixed):
    """Six months of hours. In summer more is worked by the hour; over the months the share is the one stated."""
    # Fractions, since sums of floating-point numbers differ between versions of Python.
    totals = [base * per / 100 + Fraction(dice.between(-9, 9)) for per in (100, 101, 102, 101, 99, 100)]
    drift = [Fraction(swing + dice.between(-0.6, 0.6)) for swing in (1.8, 0.9, -3.2, -2.6, 1.2, 1.9)]
    middle = sum(t * d for t, d in zip(totals, drift)) / sum(totals)
    target = share + Fraction(dice.between(0.2, 0.8))
    rows = []
    for month, total, swing in zip(MONTHS, totals, drift):
        permanent = quarter(total * (target + swing - middle) / 100)
        rest = total - permanent
        term = quarter(rest * fixed * (Fraction(3, 4) if month in ("2026-07", "2026-08") else 1))
        hourly = quarter(rest - term)
        hours = {"permanent": permanent, "fixed_term": term, "hourly": hourly}
        rows.append({"month": month} | {form: decimal(value) for form, value in hours.items()})
    return rows


def line(person, function, facts, waking, sleeping=0):
    degree, credits, trainings, years, employment = facts
    head = {"person": person, "function": function, "degree": degree, "credits": credits}
    if trainings:
        head["trainings"] = [{"method": method, "days": days} for method, days in trainings]
    return head | {
        "years_with_target_group": decimal(years),
        "employment": employment,
        "share": decimal(Fraction(waking) / FULL_TIME),
        "waking_hours": decimal(waking),
        "sleeping_hours": decimal(sleeping),
    }


def others(dice, lot, places, first):
    """Those who are not counted: kitchen, cleaning, administration, in some homes a teacher."""
    shares = [("kitchen", 0.06 * places + 0.15), ("cleaning", 0.05 * places), ("administration", 0.03 * places + 0.15)]
    found = []
    for function, share in shares:
        share = min(1, round((share + dice.between(-0.1, 0.1)) * 20) / 20)
        degree = dice.one(["upper_secondary", "upper_secondary", "post_secondary"])
        degree = "post_secondary" if function == "administration" else degree
        form = "hourly" if function == "cleaning" and dice.chance(0.3) else "permanent"
        found.append((function, (degree, 0, [], 0, form), quarter(share * FULL_TIME)))
    if lot == "LOT-2" and dice.chance(0.5):
        facts = ("master", 270, [("low_arousal", "3")], Fraction(dice.whole(20, 90), 10), "permanent")
        found.append(("teaching", facts, quarter(0.5 * FULL_TIME)))
    return [line(f"P{first + n:02}", *one) for n, one in enumerate(found)]


def drawn(bid):
    """A plan from which the bid's answers follow."""
    dice, places, lot = Dice(bid["key"]), bid["unit"]["places"], bid["lot"]
    stated = {criterion: Fraction(answer) for criterion, answer in bid["answers"].items()}
    low = stated["B1"] * FULL_TIME * places
    total = quarter(low + dice.between(0.1, 0.9) * 0.01 * FULL_TIME * places)
    number, trained = heads(float(stated["B1"] * places), int(stated["A2"]))
    qualified = quarter(float(total) * (float(stated["A1"]) + dice.between(0.15, 0.85)) / 100)
    some = max(2, round(number * float(stated["A1"]) / 100 * dice.between(0.85, 1)))
    while qualified / some > FULL_TIME * 0.95:
        some += 1
    people = [Person(hours, True) for hours in hours_each(dice, some, qualified)]
    people += [Person(hours, False) for hours in hours_each(dice, number - some, total - qualified)]
    educate(dice, people, stated["A1"])
    employ(dice, people, float(stated["B3"]))
    # A manager may treat besides: one of the qualified whose hours leave room for it.
    leads = [p for p in people if p.qualified and p.hours <= 50]
    manager = leads[0] if leads and dice.chance(0.6) else None
    if manager:
        manager.function, manager.employment, manager.beside = "treatment", "permanent", "manager"
    cooks = [p for p in people if not p.qualified and p.regular and p.hours <= FULL_TIME * 0.8]
    if cooks and dice.chance(0.5):
        dice.one(cooks).beside = "kitchen"
    train(dice, people, trained)
    give_years(dice, people, stated["A3"])
    rota = rota_of(dice, lot, int(stated["B2"]), places, total)
    lay_to_sleep(dice, people, rota)

    order = {"treatment": 0, "care": 1}
    people.sort(key=lambda p: (p is not manager, not p.regular, order[p.function], -p.hours))
    staff, first = [], 1 if manager else 2
    if not manager:
        facts = ("bachelor", 210, [("bbic", "5"), ("mi", "3")], Fraction(dice.whole(70, 170), 10), "permanent")
        staff.append(line("P01", "manager", facts, quarter(FULL_TIME * dice.one([0.9, 1, 1]))))
    names = [f"P{first + n:02}" for n in range(len(people))]
    for name, person in zip(names, people):
        facts = (person.degree, person.credits, person.trainings, person.years, person.employment)
        if person.beside == "manager":
            staff.append(line(name, "manager", facts, quarter(FULL_TIME * 0.95) - person.hours))
        staff.append(line(name, person.function, facts, person.hours, person.sleeping))
        if person.beside == "kitchen":
            staff.append(line(name, "kitchen", facts, Fraction(33)))
    staff += others(dice, lot, places, first + len(people))

    base = sum(Fraction(one["waking_hours"]) + Fraction(one["sleeping_hours"]) for one in staff)
    loose = {form: sum(p.hours for p in people if p.employment == form) for form in ("fixed_term", "hourly")}
    fixed = Fraction(loose["fixed_term"]) / (sum(loose.values()) or 1)
    return {
        "invented": True,
        "staff": staff,
        "rota": rota,
        "supervision": supervision_of(dice, names, stated["A4"], "P01"),
        "payroll": payroll_of(dice, base, stated["B3"], min(Fraction(7, 10), max(Fraction(3, 20), fixed))),
    }


# ---- what is written


def rules_of(criteria):
    """Measured criteria, each with the name of its measure and what the model publishes for it."""
    found = {}
    for criterion in criteria:
        found |= rules_of(criterion.get("children", ()))
        for scale in criterion.get("scale", {}).values():
            by = scale.get("assessed_by")
            if isinstance(by, dict):
                found[criterion["key"]] = next(iter(by["plan"].items()))
    return found


def main(path):
    case = json.loads(path.read_text(encoding="utf-8"))
    rules = {lot["key"]: rules_of(lot["model"].get("criteria", ())) for lot in case["lots"]}
    for submission in case["submissions"]:
        bids = submission.get("content", {}).get("bids", [])
        for place, bid in enumerate(bids):
            if not rules[bid["lot"]]:
                continue
            by_hand = HERE / "by_hand" / f"{bid['key']}.json"
            plan = json.loads(by_hand.read_text(encoding="utf-8")) if by_hand.exists() else drawn(bid)
            for criterion, figure in measured(plan, bid["unit"]["places"], rules[bid["lot"]]).items():
                if figure != Fraction(bid["answers"][criterion]):
                    raise SystemExit(f"{bid['key']} {criterion}: {float(figure)}, not {bid['answers'][criterion]}")
            bid.pop("plan", None)
            answers = bid.pop("answers")
            bids[place] = bid | {"plan": plan, "answers": answers}
    path.write_text(json.dumps(case, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "a_hvb.json")
