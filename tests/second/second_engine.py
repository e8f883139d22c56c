#!/usr/bin/env python3
"""Evaluates every lot of a case file: `second_engine.py CASE.json`. Exit code 2 if a lot is refused."""

import json
import sys

from second.case import keys_once, lots_of
from second.exact import Refused
from second.lots import evaluate


def results(case):
    """(lot's key, outcome or None, Refused or None) of every lot."""
    keys_once(case)
    for lot, model, inputs in lots_of(case):
        try:
            yield lot["key"], evaluate(model, inputs), None
        except Refused as refusal:
            yield lot["key"], None, refusal


def main(path):
    """Prints outcomes as JSON and refusals on standard error."""
    with open(path, encoding="utf-8") as file:
        case = json.load(file)
    outcomes, refused = [], False
    for key, outcome, refusal in results(case):
        if refusal:
            refused = True
            print(f"{key} is refused: {refusal}", file=sys.stderr)
        else:
            outcomes.append({"lot": key, **outcome})
    print(json.dumps(outcomes, ensure_ascii=False, indent=1))
    return 2 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
