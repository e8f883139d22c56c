"""The report: a table for each question, and which aims are met. Every figure comes from the cells of one run."""

from . import places

OURS, SQLITE = "anbud", "anbud-sqlite"
MEMORY_MB = 100
COLUMNS = ("connections", "server", "requests/s", "p50 ms", "p99 ms", "answers", "failed", "ours / it", "CPU ms", "of the database",
           "KB", "MB now", "MB peak")


class Cells:
    """The measurements of a run, found by question, server and connections."""

    def __init__(self, cells):
        self.all = cells
        self.by = {(cell["asked"], cell["server"], cell["connections"]): cell for cell in cells}

    def get(self, asked, server, connections):
        return self.by.get((asked, server, connections))


def table(cells, asked):
    """The table of a question in Markdown."""
    lines = [f"### {asked}: {places.ASKED[asked][2]}", "",
             f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    rows = sorted((cell for cell in cells.all if cell["asked"] == asked), key=lambda cell: cell["connections"])
    order = list(dict.fromkeys(cell["server"] for cell in cells.all))
    for cell in sorted(rows, key=lambda cell: (cell["connections"], order.index(cell["server"]))):
        ours = cells.get(asked, OURS, cell["connections"])
        ratio = "" if cell["server"] == OURS else times(quotient(ours["rps"], cell["rps"]))
        memory = cell["memory"]
        row = [cell["connections"], cell["server"], f"{cell['rps']:,}", number(cell["p50"]), number(cell["p99"]),
               f"{cell['answered']:,}", cell["failed"], ratio, *(number(one) for one in cell["cpu"]), f"{cell['bytes'] / 1000:.1f}",
               *(f"{memory[one]:.0f}" for one in ("now", "peak"))]
        lines.append(f"| {' | '.join(str(one) for one in row)} |")
    return "\n".join(lines)


def number(value):
    return "-" if value is None else f"{value:,.2f}"


def quotient(one, other):
    return one / other if other else None


def times(value):
    return "none answered" if value is None else f"{value:.2f}x"


def goals(cells):
    """Every aim with what was measured and whether it is met."""
    found = []
    faster = [
        ("Q1", "postgraphile", 1.5), ("Q2 first pages", "postgraphile", 4), ("Q2 first pages", "seaography", 9),
        ("Q2 first pages", "sqljson", 1.4), ("Q2 random depth", "postgraphile", 30),
        ("Q3", "postgraphile", 2.5), ("Q3", "seaography", 1.7),
    ]
    for asked, peer, least in faster:
        for connections in (1, 8):
            ours, other = cells.get(asked, OURS, connections), cells.get(asked, peer, connections)
            if ours and other:
                ratio = quotient(ours["rps"], other["rps"])
                met = ours["rps"] > 0 and (ratio is None or ratio >= least)
                found.append(aim(f"{asked}: at least {least}x {peer} at {connections} connections", times(ratio), met))
    found += depth(cells) + spread(cells) + memory(cells) + sqlite(cells)
    return found


def aim(text, measured, met):
    return {"aim": text, "measured": measured, "met": bool(met)}


def depth(cells):
    """Pages deep in a list take as long as its first ones."""
    found = []
    for server in (OURS, SQLITE):
        for connections in (1, 8):
            deep, first = (cells.get(asked, server, connections) for asked in ("Q2 random depth", "Q2 first pages"))
            if deep and first:
                ratio = quotient(deep["p50"] or 0, first["p50"])
                text = f"{server}: p50 at random depth at most 1.2x that of first pages at {connections} connections"
                found.append(aim(text, times(ratio), ratio is not None and ratio <= 1.2))
    return found


def spread(cells):
    """Under many connections everybody is answered, and nobody much later than others."""
    found = []
    for server in (OURS, SQLITE):
        for asked in places.ASKED:
            cell = cells.get(asked, server, 64)
            if cell:
                ratio = quotient(cell["p99"] or 0, cell["p50"])
                met = cell["failed"] == 0 and cell["answered"] > 0 and ratio is not None and ratio <= 2.5
                text = f"{server}, {asked}: all answered at 64 connections, p99 at most 2.5x p50"
                found.append(aim(text, f"{cell['failed']} failed of {cell['answered']}, {times(ratio)}", met))
    return found


def memory(cells):
    """Our memory throughout."""
    found = []
    for server in (OURS, SQLITE):
        peaks = [cell["memory"]["peak"] for cell in cells.all if cell["server"] == server]
        if peaks:
            found.append(aim(f"{server}: below {MEMORY_MB} MB throughout", f"{max(peaks):.0f} MB", max(peaks) < MEMORY_MB))
    return found


def sqlite(cells):
    """SQLite keeps up with PostgreSQL."""
    found = []
    for asked in places.ASKED:
        for connections in (1, 8, 64):
            ours, other = cells.get(asked, OURS, connections), cells.get(asked, SQLITE, connections)
            if ours and other:
                ratio = quotient(other["rps"], ours["rps"])
                text = f"{asked}: {SQLITE} at least half of {OURS} at {connections} connections"
                found.append(aim(text, times(ratio), ratio is not None and ratio >= 0.5))
    return found


def growth(cells, ending, most=1.3):
    """By how much ten times the data slows our server down, over all rounds: the two stand beside each other in each, and
    the medians of three rounds can be of two in which the machine's speed was another. Both are told."""
    found = []
    for (asked, server, connections), cell in cells.by.items():
        other = cells.get(asked, server + ending, connections)
        if other:
            ratio = quotient(sum(cell["rates"]), sum(other["rates"]))
            text = f"{server}, {asked}: slower by less than {most}x on the large database at {connections} connections"
            medians = times(quotient(cell["rps"], other["rps"]))
            measured = f"{times(ratio)} ({cell['rps']:,} and {other['rps']:,} a second, {medians}, by the medians)"
            found.append(aim(text, measured, ratio is not None and ratio < most))
    return found


def listed(found):
    """The aims in Markdown."""
    lines = ["### Aims", "", "| aim | measured | met |", "|---|---|---|"]
    lines += [f"| {one['aim']} | {one['measured']} | {'yes' if one['met'] else '**no**'} |" for one in found]
    met = sum(one["met"] for one in found)
    return "\n".join([*lines, "", f"{met} of {len(found)} are met."])
