#!/usr/bin/env python3
"""Verifies an evaluation record: `verify.py RECORD.json` (record.md, section 10).

Exit code 0 if the results follow from the model and the inputs, 1 if something differs, 2 if the record is refused.
"""

import json
import re
import sys
import unicodedata

from second.exact import Refused, canonical, digest
from second.lots import evaluate
from second.shape import check_shape

RULES = {
    name + "@1" for name in (
        "mandatory_requirements", "price_list", "life_cycle_cost", "share_of_hours", "share_of_heads", "median_years",
        "mean_years", "supervision_per_head", "fte_per_place", "staff_per_shift", "night_cover", "continuity",
        "stepped_table", "described_levels", "added_value_deduction", "relative_price_points", "percentage_surcharge",
        "lowest_cost", "tie_chain")
}
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{0,2}[1-9])?Z\Z", re.ASCII)
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z", re.ASCII)


def refuse(truth, place, reason):
    """Refuse unless it holds."""
    if not truth:
        raise Refused(place, reason)


def once(pairs):
    """An object in which every name stands once."""
    refuse(len({name for name, _ in pairs}) == len(pairs), "/", "a name stands twice")
    return dict(pairs)


def whole(text):
    """A bare number: 0 to 1000000000, without sign, fraction or exponent."""
    refuse(re.fullmatch("0|[1-9][0-9]{0,9}", text) and int(text) <= 10**9, "/", f"the bare number {text}")
    return int(text)


def never(text):
    """No fractions, exponents, NaN or infinity."""
    raise Refused("/", f"the bare number {text}")


def read(data):
    """The JSON value of the bytes, which are its canonical form."""
    refuse(not data.startswith(b"\xef\xbb\xbf"), "/", "a byte order mark")
    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=once, parse_int=whole, parse_float=never, parse_constant=never)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Refused("/", str(error)) from error
    walk(value, "", 1)
    try:
        same = canonical(value).encode("utf-8") == data
    except UnicodeEncodeError as error:
        raise Refused("/", "a lone surrogate") from error
    refuse(same, "/", "the bytes are not the canonical form")
    return value


def walk(value, place, depth):
    """Depth, U+0000, and normal form C of the texts that people wrote."""
    refuse(depth <= 48 or not isinstance(value, (dict, list)), place, "more than 48 levels")
    if isinstance(value, str):
        refuse("\0" not in value, place, "the sign U+0000")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            walk(item, f"{place}/{index}", depth + 1)
    elif isinstance(value, dict):
        for name, item in value.items():
            refuse("\0" not in name, place, "the sign U+0000")
            walk(item, f"{place}/{name}", depth + 1)
        if set(value) in ({"sv"}, {"sv", "en"}):
            refuse(all(unicodedata.is_normalized("NFC", text) for text in value.values()), place, "not in form C")


def keys_agree(record):
    """Section 10, step 4."""
    inputs, lot = record["inputs"], record["lot"]["key"]
    bids = inputs["bids"]
    for key, bid in bids.items():
        refuse(KEY.match(key) and bid["key"] == key and bid["lot"] == lot, f"/inputs/bids/{key}", "keys do not agree")
    refuse(set(inputs["examinations"]) == set(bids), "/inputs/examinations", "not exactly the bids")
    for key, decision in inputs["examinations"].items():
        refuse(decision["bid"] == key, f"/inputs/examinations/{key}", "keys do not agree")
        refuse(MOMENT.match(decision["decided_at"]), f"/inputs/examinations/{key}", "not a moment in UTC")
    for key, scores in inputs["panel_scores"].items():
        refuse(key in bids, f"/inputs/panel_scores/{key}", "no such bid")
        for criterion, score in scores.items():
            refuse(score["bid"] == key and score["criterion"] == criterion, f"/inputs/panel_scores/{key}", "keys do not agree")
    orders = [draw["order"] for draw in inputs.get("draws", [])]
    refuse(orders == sorted(orders), "/inputs/draws", "not sorted")
    for draw in inputs.get("draws", []):
        refuse(MOMENT.match(draw["drawn_at"]), "/inputs/draws", "not a moment in UTC")


def digests(record):
    """The digests that differ."""
    wanted = {f"{name}_digest": digest(record[name]) for name in ("model", "inputs", "outcome")}
    wanted["digest"] = digest({name: item for name, item in record.items() if name != "digest"})
    for name, value in wanted.items():
        if record[name] != value:
            yield f"/{name}: the record says {record[name]}, it is {value}"
    for name in ("model", "inputs"):
        if record["outcome"][name] != wanted[f"{name}_digest"]:
            yield f"/outcome/{name}: differs from the digest of /{name}"
    if record["rules"] != record["outcome"]["rules"]:
        yield "/rules: differs from /outcome/rules"


def compare(place, said, right):
    """Every difference, with its place; for a step its number, rule and quantity."""
    if isinstance(said, dict) and isinstance(right, dict):
        for name in sorted(set(said) | set(right)):
            yield from compare(f"{place}/{name}", said.get(name), right.get(name))
    elif isinstance(said, list) and isinstance(right, list):
        for index in range(max(len(said), len(right))):
            ours = right[index] if index < len(right) else None
            told = f"{place}/{index}"
            if place == "/outcome/trace" and ours:
                told += f" (step {ours['number']}, {ours['rule']}, {ours['name']})"
            yield from compare(told, said[index] if index < len(said) else None, ours)
    elif said != right or type(said) is not type(right):
        yield f"{place}: the record says {said!r}, by the rules it is {right!r}"


def verify(data):
    """Differences of a record, and its digests; raises Refused."""
    record = read(data)
    refuse(isinstance(record, dict), "/", "not an object")
    for rule in record.get("rules", []):
        refuse(rule in RULES, "/rules", f"the revision {rule} is not known here")
    check_shape(record)
    keys_agree(record)
    told = list(digests(record))
    outcome = evaluate(record["model"], record["inputs"])
    told += compare("/outcome", record["outcome"], outcome)
    return told, record


def main(path):
    """Verifies one file."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        told, record = verify(data)
    except Refused as refusal:
        print(f"refused: {refusal}")
        return 2
    for line in told:
        print(line)
    for name in ("model", "inputs"):
        print(f"{name}: {digest(record[name])}")
    print(f"record: {digest({name: item for name, item in record.items() if name != 'digest'})}")
    print("Compare these with the digests that were published.")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
