"""Staffing measures, each by its formula in the rulebook. Minutes are counted one by one."""

from fractions import Fraction

from .exact import Refused, rounded

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = 24 * 60
WEEK = 7 * DAY


def clock(text):
    """`HH:MM` as minutes from midnight."""
    return int(text[:2]) * 60 + int(text[3:])


def span(part):
    """First minute and length of a part of the day; one that ends at or before its beginning ends the next day."""
    start, end = clock(part["from"]), clock(part["to"])
    return start, (end - start if end > start else end - start + DAY)


def month_number(text):
    """Months counted as 12 × year + month."""
    year, month = text.split("-")
    return 12 * int(year) + int(month)


def share(part, whole, place):
    """100 × part / whole; a whole of zero has no share."""
    if whole == 0:
        raise Refused(place, "nothing to divide by")
    return 100 * Fraction(part) / whole


def line_hours(line, sleeping):
    """Hours of one staff line, with sleeping duty where it counts."""
    hours = Fraction(line["waking_hours"])
    return hours + Fraction(line["sleeping_hours"]) if sleeping else hours


def persons(plan, functions):
    """Persons with scheduled hours in an included function, each once: first line by pseudonym."""
    first, hours = {}, {}
    for line in plan["staff"]:
        name = line["person"]
        first.setdefault(name, line)
        if line["function"] in functions:
            hours[name] = hours.get(name, 0) + line_hours(line, True)
    return {name: line for name, line in first.items() if hours.get(name, 0) > 0}


def share_of_hours(needs, plan, unit, place):
    """S = 100 × Σ (h_i : q_i ≥ Q) / Σ h_i."""
    lines = [line for line in plan["staff"] if line["function"] in needs["functions"]]
    sleeping = needs["sleeping_duty"] == "counted"
    total = sum(line_hours(line, sleeping) for line in lines)
    enough = sum(line_hours(line, sleeping) for line in lines if line["credits"] >= needs["minimum_credits"])
    return share(enough, total, place)


def methods_trained(line, needs):
    """m_p: methods in which the person's longest training has at least D days."""
    days = Fraction(needs["minimum_days"])
    return sum(
        any(t["method"] == method and Fraction(t["days"]) >= days for t in line.get("trainings") or [])
        for method in needs["methods"]
    )


def share_of_heads(needs, plan, unit, place):
    """S = 100 × |{p : m_p ≥ M}| / |P|."""
    staff = persons(plan, needs["functions"])
    trained = sum(methods_trained(line, needs) >= needs["minimum_methods"] for line in staff.values())
    return share(trained, len(staff), place)


def years(needs, plan, place):
    """Years of the persons who count, in order; at least one person."""
    staff = persons(plan, needs["functions"])
    if not staff:
        raise Refused(place, "no person counts")
    return sorted(Fraction(line["years_with_target_group"]) for line in staff.values())


def median_years(needs, plan, unit, place):
    """m = (y_a + y_b) / 2 with the places in the middle."""
    row = years(needs, plan, place)
    count = len(row)
    return (row[(count + 1) // 2 - 1] + row[(count + 2) // 2 - 1]) / 2


def mean_years(needs, plan, unit, place):
    """ȳ = Σ y_p / |P|."""
    row = years(needs, plan, place)
    return sum(row) / len(row)


def supervision_per_head(needs, plan, unit, place):
    """H = Σ (t_g × n_g) / N."""
    staff = persons(plan, needs["functions"])
    if not staff:
        raise Refused(place, "no person counts")
    total = sum(
        Fraction(group["hours"]) * sum(name in staff for name in group["participants"])
        for group in plan["supervision"]
    )
    return Fraction(total) / len(staff)


def fte_per_place(needs, plan, unit, place):
    """B = Σ (w_i + u × s_i) / (T × L)."""
    if not unit or unit["places"] == 0:
        raise Refused(place, "no licensed places")
    sleeping = needs["sleeping_duty"] == "counted"
    total = sum(line_hours(line, sleeping) for line in plan["staff"] if line["function"] in needs["functions"])
    return Fraction(total) / (Fraction(needs["hours_per_full_time_month"]) * unit["places"])


def on_duty(plan, wanted):
    """People on duty in every minute of the week over the shifts that `wanted` picks."""
    row = [0] * WEEK
    for shift in plan["rota"]:
        if not wanted(shift):
            continue
        start, length = span(shift)
        for day in shift["days"]:
            begin = DAYS.index(day) * DAY + start
            for minute in range(begin, begin + length):
                row[minute % WEEK] += shift["staff"]
    return row


def staff_per_shift(needs, plan, unit, place):
    """A = Σ (n_s × o_s) / (7 × Z)."""
    row = on_duty(plan, lambda shift: shift["duty"] == needs["duty"])
    start, length = span(needs["part"])
    total = sum(row[(day * DAY + start + minute) % WEEK] for day in range(7) for minute in range(length))
    return Fraction(total, 7 * length)


def night_levels(needs, plan):
    """Lowest level of each night of the week, Monday first."""
    within = needs["back_up_within_minutes"]
    waking = on_duty(plan, lambda shift: shift["duty"] == "waking")
    sleeping = on_duty(plan, lambda shift: shift["duty"] == "sleeping")
    back_up = on_duty(
        plan,
        lambda shift: shift["duty"] == "back_up"
        and shift.get("response_minutes") is not None
        and shift["response_minutes"] <= within,
    )
    start, length = span(needs["part"])
    nights = []
    for day in range(7):
        lowest = None
        for minute in range(day * DAY + start, day * DAY + start + length):
            here = minute % WEEK
            level = 0
            for index, asked in enumerate(needs["levels"], 1):
                if (
                    waking[here] >= asked["waking"]
                    and sleeping[here] >= asked["sleeping"]
                    and back_up[here] >= asked["back_up"]
                ):
                    level = index
            lowest = level if lowest is None else min(lowest, level)
        nights.append(lowest)
    return nights


def night_cover(needs, plan, unit, place):
    """n = min over nights and minutes of n(t)."""
    return Fraction(min(night_levels(needs, plan)))


def continuity(needs, plan, unit, place):
    """K = 100 × Σ p_m / Σ (p_m + v_m + t_m) over the published months."""
    last = month_number(needs["last_month"])
    rows = [row for row in plan["payroll"] if 0 <= last - month_number(row["month"]) < needs["months"]]
    if len(rows) != needs["months"]:
        raise Refused(place, "a published month is missing")
    permanent = sum(Fraction(row["permanent"]) for row in rows)
    total = permanent + sum(Fraction(row["fixed_term"]) + Fraction(row["hourly"]) for row in rows)
    return share(permanent, total, place)


MEASURES = {
    f"{function.__name__}@1": function
    for function in (
        share_of_hours, share_of_heads, median_years, mean_years, supervision_per_head,
        fte_per_place, staff_per_shift, night_cover, continuity,
    )
}


def measured(measure, plan, unit, place):
    """A measure of a plan, cut as published; night cover is a level and is not cut."""
    (rule, needs), = measure.items()
    value = MEASURES[rule](needs, plan, unit, place)
    return rounded(value, needs["cut"]) if rule != "night_cover@1" else value
