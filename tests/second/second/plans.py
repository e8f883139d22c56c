"""Random staffing plans and measures for the comparison of engines."""

from fractions import Fraction

from .exact import text_of
from .measures import DAYS

MEASURED = ["share_of_hours", "share_of_heads", "median_years", "mean_years", "supervision_per_head",
            "fte_per_place", "staff_per_shift", "night_cover", "continuity"]
UNITS = {"share_of_hours": "percent", "share_of_heads": "percent", "median_years": "years", "mean_years": "years",
         "supervision_per_head": "hours_per_month", "fte_per_place": "fte_per_place", "staff_per_shift": "staff",
         "continuity": "percent"}
TIMES = ["22:00", "21:00", "23:30", "00:00", "06:00", "07:00", "07:15", "14:00"]
WORD = {"sv": "Text"}


def part_of(rng):
    """A part of the day, often past midnight, sometimes exactly a day long."""
    return {"from": rng.choice(TIMES), "to": rng.choice(TIMES)}


def measure_of(rng, rule, count, factors):
    """A scale that is measured from the plan."""
    decimals = rng.randint(0, 2)
    functions = rng.choice([["care"], ["care", "manager"], ["kitchen", "care"]])
    needs = {}
    if rule in ("share_of_hours", "share_of_heads", "median_years", "mean_years", "supervision_per_head", "fte_per_place"):
        needs["functions"] = functions
    if rule in ("share_of_hours", "fte_per_place"):
        needs["sleeping_duty"] = rng.choice(["counted", "not_counted"])
    if rule == "share_of_hours":
        needs["minimum_credits"] = rng.choice([120, 180, 181])
    if rule == "share_of_heads":
        needs["methods"] = rng.choice([["MI", "TMO"], ["MI", "TMO", "KBT"], ["KBT"]])
        needs["minimum_methods"] = rng.randint(1, len(needs["methods"]))
        needs["minimum_days"] = rng.choice(["3", "2.5", "0.5"])
    if rule == "fte_per_place":
        month = rng.choice([160, 165, Fraction(3315, 20)])
        needs["hours_per_full_time_month"], needs["hours_per_full_time_year"] = text_of(month), text_of(12 * month)
    if rule == "staff_per_shift":
        needs["part"], needs["duty"] = part_of(rng), rng.choice(["waking", "waking", "sleeping", "back_up"])
    if rule == "continuity":
        needs["last_month"], needs["months"] = "2026-02", rng.choice([1, 2, 3, 4])
    if rule == "night_cover":
        levels = [{"waking": rng.randint(0, 2), "sleeping": rng.randint(0, 1), "back_up": rng.randint(0, 1)} for _ in factors[1:]]
        needs = {"part": part_of(rng), "back_up_within_minutes": rng.choice([15, 30]), "levels": levels}
        return {"described_levels@1": {"assessed_by": {"plan": {rule + "@1": needs}},
                                       "levels": [{"factor": factor, "text": WORD} for factor in factors]}}
    needs["cut"] = {"decimals": rng.randint(0, decimals), "mode": "toward_zero"}
    top = {"percent": 100 * 10**decimals, "years": 8 * 10**decimals, "hours_per_month": 4 * 10**decimals}.get(UNITS[rule], 4 * 10**decimals)
    stock = [number for number in range(1, top + 1) if top < 20 or number % (top // 20) == 0 or rng.random() < 0.05]
    borders = sorted(rng.sample(stock, min(count - 1, len(stock))))
    factors = factors[:len(borders)] + factors[-1:]
    levels = [{"factor": factors[0], "text": WORD}]
    levels += [{"from": text_of(Fraction(border, 10**decimals)), "factor": factor, "text": WORD}
               for border, factor in zip(borders, factors[1:])]
    return {"stepped_table@1": {"assessed_by": {"plan": {rule + "@1": needs}}, "unit": UNITS[rule],
                                "decimals": decimals, "levels": levels}}


def plan_of(rng, bid):
    """A plan whose figures lie on round values often; the bid gets a unit."""
    bid["unit"] = {"name": "Demo", "permit": "X", "places": rng.choice([1, 4, 6, 7])}
    staff = []
    for person in range(rng.randint(1, 7)):
        credits = rng.choice([0, 120, 180, 180, 210])
        trainings = [{"method": method, "days": rng.choice(["0.5", "2.49", "2.5", "3", "5"])}
                     for method in ("MI", "TMO", "KBT") if rng.random() < 0.6]
        years = rng.choice(["0", "1.5", "3", "4.15", "6", "8"])
        functions = rng.sample(["care", "manager", "kitchen"], rng.choice([1, 1, 2]))
        if person == 0:
            functions = ["care"]
        for function in functions:
            waking = rng.choice([40, 60, 80, 100]) if person == 0 else rng.choice([0, 40, 60, 80])
            sleeping = rng.choice([0, 0, 20, 40])
            line = {"person": f"p{person}", "function": function, "degree": "post_secondary" if credits < 180 else "bachelor",
                    "credits": credits, "years_with_target_group": years, "employment": "permanent",
                    "share": text_of(Fraction(rng.choice([25, 40, 50]), 100)), "waking_hours": text_of(Fraction(waking)),
                    "sleeping_hours": text_of(Fraction(sleeping))}
            if trainings:
                line["trainings"] = trainings
            staff.append(line)
    rota = [{"days": DAYS, "from": "21:00", "to": rng.choice(["07:00", "06:00", "07:15"]), "duty": "waking", "staff": rng.choice([1, 1, 2])}]
    for _ in range(rng.randint(0, 5)):
        duty = rng.choice(["waking", "sleeping", "back_up"])
        shift = {"days": sorted(rng.sample(DAYS, rng.choice([1, 2, 7])), key=DAYS.index), "from": rng.choice(TIMES),
                 "to": rng.choice(TIMES), "duty": duty, "staff": rng.choice([1, 1, 2])}
        if duty == "back_up":
            shift["response_minutes"] = rng.choice([15, 16, 30, 31])
        rota.append(shift)
    names = sorted({line["person"] for line in staff})
    supervision = [{"hours": rng.choice(["1", "1.5", "2", "0.75"]), "participants": rng.sample(names, rng.randint(1, len(names)))}
                   for _ in range(rng.randint(0, 3))]
    payroll = [{"month": month, "permanent": text_of(Fraction(rng.choice([750, 800, 900]))), "fixed_term": rng.choice(["0", "100", "50.25"]),
                "hourly": rng.choice(["0", "100", "200"])}
               for month in ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03")]
    return {"invented": True, "staff": staff, "rota": rota, "supervision": supervision, "payroll": payroll}
