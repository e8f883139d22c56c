"""Asks running servers the same questions, checks that they answer alike, measures them and prints the report.

run.sh starts the servers and calls this; it needs Python 3.11 and nothing besides.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from driver import check, load, machine, places, questions, report


# How the names of servers on the large database end.
LARGE = "-large"


def tell(text):
    print(text, file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=Path, required=True, help="a file with name, port and process id on each line")
    parser.add_argument("--socket", required=True, help="folder of the cluster's socket")
    parser.add_argument("--database", required=True, help="its database")
    parser.add_argument("--large", help="a second, larger database; its servers are named with -large")
    parser.add_argument("--file", type=Path, action="append", default=[], help="read before each measurement, so that it is in memory")
    parser.add_argument("--seconds", type=int, default=3, help="length of one measurement")
    parser.add_argument("--seed", type=int, default=2027, help="the same seed asks the same")
    parser.add_argument("--only", default="", help="questions with commas between them, such as Q1,Q3; all if left out")
    parser.add_argument("--json", type=Path, required=True, help="where all figures go")
    return parser.parse_args()


def ready(given, processes, database, servers):
    """The servers of one database, once they answer alike and it is known where their pages begin."""
    for process in processes.values():
        process.wait()
    servers = [server for server in servers if server.process in processes]
    known = places.collect(processes, machine.Postgres(given.socket, database))
    tell(f"{database}: checking that {', '.join(server.name for server in servers)} answer alike")
    check.alike(servers, processes, known, given.seed, tell)
    for server in servers:
        server.places = known
    return servers


def main():
    given = arguments()
    lines = [line.split() for line in given.processes.read_text().splitlines()]
    processes = {name: machine.Process(name, port, pid) for name, port, pid in lines}
    chosen = [one for one in given.only.split(",") if one]
    wanted = [asked for asked in places.ASKED if not chosen or asked.split()[0] in chosen]
    small = {name: one for name, one in processes.items() if not name.endswith(LARGE)}
    # A question whose file has to come from the disk first could take longer than a server gives it.
    machine.read(given.file)
    servers = ready(given, small, given.database, questions.servers())
    if given.large:
        wanted = [asked for asked in wanted if asked.startswith(("Q1", "Q2"))]
        large = {name: one for name, one in processes.items() if name.endswith(LARGE)}
        servers += ready(given, large, given.large, [questions.ours(name) for name in large])
    postgres = machine.Postgres(given.socket, given.database)
    cells = []
    with tempfile.TemporaryDirectory() as folder:
        for asked in wanted:
            at_hand = lambda: machine.read(given.file)
            cells += load.run(servers, processes, postgres, asked, given.seconds, given.seed, Path(folder), at_hand, tell)
    found = report.Cells(cells)
    aims = report.growth(found, LARGE) if given.large else report.goals(found)
    print("\n\n".join([*(report.table(found, asked) for asked in wanted), report.listed(aims)]))
    figures = {"seconds": given.seconds, "seed": given.seed, "cells": cells, "aims": aims}
    given.json.write_text(json.dumps(figures, indent=1) + "\n")
    tell(f"all figures: {given.json}")


if __name__ == "__main__":
    main()
