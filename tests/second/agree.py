#!/usr/bin/env python3
"""Holds the second engine against the first: `agree.py [--seed N] [--models N] [--binary PATH] [CASE.json ...]`.

The binary may also stand in ANBUD. Case files are evaluated by both, then random lots for every rule, then lots that
are faulty on purpose, which both must refuse. Prints counts and every disagreement; exit code 1 if there is any.
"""

import argparse
import collections
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from second.case import lots_of
from second.cases import RULES, case_of, random_lot
from second.exact import Refused
from second.faults import leaves, only
from second.faulty import FAULTS, faulty
from second.lots import answer_of, evaluate, thresholds

FIELDS = ["format", "model", "inputs", "rules", "placements", "rejected", "draws", "findings", "trace"]


NAMES = ["models", "bids", "tied", "borders", "rejected", "draws wanted", "draws held", "findings", "refused"]


class First:
    """The first engine, as a program."""

    def __init__(self, binary):
        self.binary = binary

    def run(self, command, case):
        """Standard output and exit code of a command on a case."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(case, file, ensure_ascii=False)
            file.flush()
            done = subprocess.run([self.binary, command, file.name, "--format", "json"], capture_output=True, check=False)
        return done.stdout, done.returncode, done.stderr

    def outcomes(self, case):
        """Outcome documents, or None with the reason."""
        out, code, error = self.run("evaluate", case)
        return (json.loads(out), None) if code in (0, 1) else (None, error.decode()[:2000])

    def faults(self, case):
        """Faults by the lot they are about; faults elsewhere under None."""
        out, _, _ = self.run("lint", case)
        lots = [lot["key"] for lot in case["lots"]]
        bids = {bid["key"]: bid["lot"] for sent in case["submissions"] for bid in sent["content"]["bids"]}
        by_lot = collections.defaultdict(list)
        for fault in json.loads(out):
            by_lot[lot_at(case, fault, lots, bids)].append((fault["code"], fault["place"]))
        return by_lot


def lot_at(case, fault, lots, bids):
    """The lot that a fault is about: by its pointer, or by the bid that it names."""
    steps = fault["place"].split("/")[1:]
    at = [int(step) for step in steps if re.fullmatch("[0-9]+", step)]
    if not at:
        named = [bids[word] for word in re.findall("[A-Z][0-9]{5}-B[0-9]", str(fault)) if word in bids]
        return named[0] if named else None
    if steps[0] == "lots":
        return lots[at[0]]
    if steps[0] == "submissions" and len(at) > 1:
        return case["submissions"][at[0]]["content"]["bids"][at[1]]["lot"]
    if steps[0] in ("examinations", "panel_scores"):
        return bids.get(case[steps[0]][at[0]]["bid"])
    if steps[0] == "draws":
        return bids.get(case["draws"][at[0]]["order"][0])
    return None


def second(case, traced=False):
    """Outcomes and refusals of the second engine, by lot."""
    outcomes, refused, inputs_by = {}, {}, {}
    for lot, model, inputs in lots_of(case):
        inputs_by[lot["key"]] = (model, inputs)
        try:
            outcomes[lot["key"]] = evaluate(model, inputs, traced)
        except Refused as refusal:
            refused[lot["key"]] = str(refusal)
    return outcomes, refused, inputs_by


def tally(count, model, inputs, outcome):
    """What a lot had in it that is hard: ties, borders, exclusions."""
    count["models"] += 1
    count["bids"] += len(inputs["bids"])
    count["rejected"] += len(outcome["rejected"])
    count["tied"] += sum(placed["tied"] for placed in outcome["placements"])
    count["draws wanted"] += len(outcome["draws"])
    count["draws held"] += len(inputs.get("draws", []))
    count["findings"] += len(outcome["findings"])
    for leaf in leaves(model):
        rule, scale = only(leaf["scale"])
        if rule == "stepped_table@1":
            borders = thresholds(model, scale)
            for placed in outcome["placements"]:
                bid = inputs["bids"][placed["bid"]]
                count["borders"] += answer_of(leaf, bid, {}) in borders


def differences(mine, theirs):
    """Members that differ."""
    for name in FIELDS:
        if name in mine and mine[name] != theirs[name]:
            yield name, mine[name], theirs[name]


def hold(first, case, label, count, told):
    """Both engines on one case file without faults."""
    outcomes, _, inputs_by = second(case, True)
    documents, error = first.outcomes(case)
    if documents is None:
        told.append(f"{label}: the first engine refuses: {error}")
        return
    for lot, theirs in zip(case["lots"], documents):
        mine = outcomes.get(lot["key"])
        if mine is None:
            told.append(f"{label} {lot['key']}: only the second engine refuses")
            continue
        tally(count, *inputs_by[lot["key"]], mine)
        for name, ours, others in differences(mine, theirs):
            told.append(f"{label} {lot['key']} {name}: second {str(ours)[:300]}, first {str(others)[:300]}")


def refusals(first, parts, label, count, told, must=None):
    """Which lots each refuses; gives back those that neither does."""
    case = case_of(parts)
    _, refused, _ = second(case)
    faults = first.faults(case)
    for fault in faults.pop(None, []):
        told.append(f"{label}: fault outside of lots {fault}")
    kept = []
    for part in parts:
        key = part["lot"]["key"]
        name = must[key] if must else label
        mine, theirs = refused.get(key), faults.get(key)
        if mine and theirs:
            count["refused"] += 1
        elif mine or theirs:
            told.append(f"{label} {key} [{name}]: second {mine or 'accepts'}, first {theirs or 'accepts'}")
        elif must:
            told.append(f"{label} {key} [{name}]: both accept")
        if not mine and not theirs:
            kept.append(part)
    return kept


def with_draws(rng, parts):
    """Some of the drawings that the tied bids need."""
    outcomes, _, _ = second(case_of(parts))
    for part in parts:
        for group in outcomes[part["lot"]["key"]]["draws"]:
            if rng.random() < 0.6:
                order = rng.sample(group, len(group))
                part["draws"].append({"order": order, "drawn_at": "2026-11-20T10:00:00+01:00", "witnesses": ["Demo"]})


def main():
    """All comparisons."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--models", type=int, default=300)
    ask.add_argument("--binary", default=os.environ.get("ANBUD", "anbud"))
    ask.add_argument("--rules", default="", help="only these, with commas between")
    ask.add_argument("cases", nargs="*")
    asked = ask.parse_args()
    first, rng, told = First(asked.binary), random.Random(asked.seed), []
    counts = collections.defaultdict(collections.Counter)
    print(f"{'rule':<24}" + "".join(f"{name:>13}" for name in NAMES))
    for path in asked.cases:
        with open(path, encoding="utf-8") as file:
            hold(first, json.load(file), os.path.basename(path), counts["case files"], told)
        row(os.path.basename(path), counts["case files"])
    for rule in asked.rules.split(",") if asked.rules else RULES:
        parts, at = [], 0
        while len(parts) < asked.models:
            fresh = [random_lot(rng, rule, at + i) for i in range(asked.models - len(parts) + 5)]
            at += len(fresh)
            parts += refusals(first, fresh, rule, counts[rule], told)
        with_draws(rng, parts)
        hold(first, case_of(parts), rule, counts[rule], told)
        broken, must = [], {}
        for index, part in enumerate(parts):
            for name in rng.sample(sorted(FAULTS), 3):
                wrong = faulty(copy.deepcopy({**part, "draws": []}), name)
                if wrong is not None:
                    rename(wrong, f"F{len(broken):05d}")
                    must[wrong["lot"]["key"]] = name
                    broken.append(wrong)
        refusals(first, broken, rule, counts[rule], told, must)
        row(rule, counts[rule])
    print(f"{len(told)} disagreements")
    for line in told:
        print("-", line)
    return 1 if told else 0


def rename(part, key):
    """Gives a lot and its bids new keys."""
    old = part["lot"]["key"]
    part["lot"]["key"] = key
    for bid in part["bids"]:
        bid["lot"], bid["key"] = key, bid["key"].replace(old, key)
    for item in part["examinations"] + part["panel_scores"]:
        item["bid"] = item["bid"].replace(old, key)
    for draw in part["draws"]:
        draw["order"] = [bid.replace(old, key) for bid in draw["order"]]


def row(rule, count):
    """Counts of one rule."""
    print(f"{rule:<24}" + "".join(f"{count[name]:>13}" for name in NAMES), flush=True)


if __name__ == "__main__":
    sys.exit(main())
