"""The lots of a case file as models and inputs (record.md, section 6)."""

from datetime import datetime, timezone

from .exact import Refused


def moment(text):
    """RFC 3339 in UTC with Z; fractions of a second without trailing zeros."""
    at = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)
    whole = at.strftime("%Y-%m-%dT%H:%M:%S")
    part = f"{at.microsecond // 1000:03d}".rstrip("0")
    return whole + ("." + part if part else "") + "Z"


EMPTY = (None, [], {}, False)
KEEP = {"staff", "rota", "supervision", "payroll", "participants", "days", "requirements", "rounding", "tie_chain",
        "functions", "methods", "reconditioning_years", "levels", "lowest_cost@1", "percentage_surcharge@1"}


def bare(value, keep=frozenset()):
    """Without optional members that have nothing to say."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    row = {}
    for name, item in value.items():
        if name == "products" or name == "prices":
            if item:
                row[name] = item
        elif item in EMPTY and name not in KEEP and item != 0:
            continue
        elif name == "assessed_by" and item == "statement" and "decimals" in value:
            continue
        else:
            row[name] = bare(item)
    return row


def model_of(lot):
    """The published model; lists of a price rule stay as they are."""
    model = bare(lot["model"])
    for name in ("functions", "methods"):
        if not model.get(name):
            model.pop(name, None)
    for rule, needs in lot["model"]["price"].items():
        kept = {name: ([bare(row) for row in item] if name in ("lines", "products") else item)
                for name, item in needs.items()}
        model["price"] = {rule: kept}
    return model


def lots_of(case):
    """Yields (lot, model, inputs) of every lot in order."""
    bids = [bid for sent in case["submissions"] for bid in (sent.get("content") or {}).get("bids", [])]
    decisions = {decision["bid"]: decision for decision in case["examinations"]}
    for lot in case["lots"]:
        mine = {bid["key"]: bare(bid) for bid in bids if bid["lot"] == lot["key"]}
        inputs = {"format": "anbud-inputs/1", "bids": mine, "examinations": {}, "panel_scores": {}}
        for key in mine:
            if key in decisions:
                decision = bare(decisions[key])
                inputs["examinations"][key] = {**decision, "decided_at": moment(decision["decided_at"])}
        for score in case["panel_scores"]:
            if score["bid"] in mine:
                inputs["panel_scores"].setdefault(score["bid"], {})[score["criterion"]] = bare(score)
        # One that names no bid is no lot's, and a fault wherever it is looked for.
        draws = [draw for draw in case.get("draws", []) if not draw["order"] or set(draw["order"]) & set(mine)]
        if draws:
            draws.sort(key=lambda draw: draw["order"])
            inputs["draws"] = [{**draw, "drawn_at": moment(draw["drawn_at"])} for draw in draws]
        yield lot, model_of(lot), inputs


def keys_once(case):
    """Keys that are unique in the procurement."""
    bids = [bid["key"] for sent in case["submissions"] for bid in (sent.get("content") or {}).get("bids", [])]
    for name, keys in (("bids", bids), ("lots", [lot["key"] for lot in case["lots"]])):
        if len(keys) != len(set(keys)):
            raise Refused(f"/{name}", "a key stands twice")
