"""Asks running servers the same questions, checks that they answer alike, measures them and prints the report.

run.sh starts the servers and calls this; it needs Python 3.11 and nothing besides.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from driver import check, load, machine, places, questions, report


def tell(text):
    print(text, file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=Path, required=True, help="a file with name, port and process id on each line")
    parser.add_argument("--socket", required=True, help="folder of the cluster's socket")
    parser.add_argument("--database", required=True, help="its database")
    parser.add_argument("--large", help="a second, larger database; its servers are named with -large")
    parser.add_argument("--seconds", type=int, default=3, help="length of one measurement")
    parser.add_argument("--seed", type=int, default=2027, help="the same seed asks the same")
    parser.add_argument("--only", default="", help="questions with commas between them, such as Q1,Q3; all if left out")
    parser.add_argument("--json", type=Path, required=True, help="where all figures go")
    return parser.parse_args()


def measure(given, processes, database, wanted):
    """Checks and measures the servers of one database."""
    postgres = machine.Postgres(given.socket, database)
    for process in processes.values():
        process.wait()
    servers = [server for server in questions.servers() if server.process in processes]
    known = places.collect(processes, postgres)
    tell(f"checking that {', '.join(server.name for server in servers)} answer alike")
    check.alike(servers, processes, known, given.seed, tell)
    cells = []
    with tempfile.TemporaryDirectory() as folder:
        for asked in wanted:
            cells += load.run(servers, processes, postgres, known, asked, given.seconds, given.seed, Path(folder), tell)
    return report.Cells(cells)


def main():
    given = arguments()
    lines = [line.split() for line in given.processes.read_text().splitlines()]
    started = {name: machine.Process(name, port, pid) for name, port, pid in lines}
    chosen = [one for one in given.only.split(",") if one]
    wanted = [asked for asked in places.ASKED if not chosen or asked.split()[0] in chosen]
    if given.large:
        wanted = [asked for asked in wanted if asked.startswith(("Q1", "Q2"))]
    small = {name: one for name, one in started.items() if not name.endswith("-large")}
    cells = measure(given, small, given.database, wanted)
    out = {"seconds": given.seconds, "seed": given.seed, "cells": cells.all}
    if given.large:
        large = {name.removesuffix("-large"): one for name, one in started.items() if name.endswith("-large")}
        more = measure(given, large, given.large, wanted)
        out |= {"large": more.all, "aims": report.growth(cells, more)}
    else:
        print("\n\n".join(report.table(cells, asked) for asked in wanted), end="\n\n")
        out["aims"] = report.goals(cells)
    print(report.listed(out["aims"]))
    given.json.write_text(json.dumps(out, indent=1) + "\n")
    tell(f"all figures: {given.json}")


if __name__ == "__main__":
    main()
