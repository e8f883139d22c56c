"""The load: wrk, one thread, so many connections, one server after the other."""

import json
import math
import statistics
import subprocess
from pathlib import Path

from . import machine, places

CONNECTIONS = (1, 8, 64)
BODIES = 500
# On a machine that others share, speed comes and goes by a third within a minute: the median of rounds is told.
ROUNDS = 3
# So many answers make a round; where a server needs longer for them than the time that is set, it is given it, up to LONGEST.
FEWEST = 20
LONGEST = 15
HERE = Path(__file__).resolve().parent.parent
# The bytes that arrived while answers were only counted come to at least this part of what good ones take.
WHOLE = 0.98


class Bodies:
    """Prepared bodies of a server for a question, and how long good answers are."""

    def __init__(self, folder, server, process, asked, seed):
        question, known = places.ASKED[asked][0], server.places
        document = " ".join(server.documents[question].split())
        self.file = folder / f"{server.name}-{asked.replace(' ', '-')}.txt"
        with self.file.open("w") as out:
            for one in places.parameters(asked, known, seed, BODIES):
                variables = server.variables(question, one, known)
                out.write(json.dumps({"query": document, "variables": variables}) + "\n")
        one = places.parameters(asked, known, seed, 1)[0]
        # The body's length; what all that were looked at came to takes its place.
        self.mean = process.ask(document, server.variables(question, one, known))[1]
        # No good answer is half as long as another one; what is only an error is far shorter.
        self.least = self.mean // 4


def wrk(process, bodies, connections, seconds, seed, how):
    """One run of the client: what it counted."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "120s", "-s", str(HERE / "load.lua"),
               process.url, "--", str(bodies.file), str(seed), str(bodies.least), how]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(out.strip().splitlines()[-1])


def look(process, bodies, connections, seed):
    """A second in which every answer is looked at: how many failed, how many were good, and the bytes of these."""
    told = wrk(process, bodies, connections, 1, seed, "looked-at")
    return told["bad"] + told["lost"], told["good"], told["length"]


def length(look, seconds):
    """How many seconds a round of a server takes of which a second was looked at. One that gave nothing gets the most: it may
    only have been late."""
    _, good, _ = look
    return max(seconds, min(LONGEST, math.ceil(FEWEST / good) if good else LONGEST))


def measure(process, bodies, connections, seconds, seed, postgres):
    """One round of a cell: what the client counted, and the processor's time that it took in the server and in the
    database."""
    before = process.ticks(), postgres.ticks()
    told = wrk(process, bodies, connections, seconds, seed, "counted")
    after = process.ticks(), postgres.ticks()
    return told, [b - a for a, b in zip(before, after)]


def cell(rounds, looks, mean):
    """Requests a second, p50 and p99 in milliseconds, each the median of the rounds; answers, failures and bytes of all; the
    processor's time for an answer. `mean` is how many bytes a good answer takes, if no look told it."""
    failed, good, length = (sum(one) for one in zip(*looks))
    mean = length / good if good else mean
    rates, answered, bytes_read = [], 0, 0
    for told, _ in rounds:
        # Where bytes lack, so do answers: only so many as there are bytes for are good.
        whole = min(told["answered"], int(told["bytes"] / (mean * WHOLE)))
        bad = max(told["bad"], told["answered"] - whole)
        rates.append((told["answered"] - bad) / (told["microseconds"] / 1e6))
        failed, answered, bytes_read = failed + bad + told["lost"], answered + told["answered"], bytes_read + told["bytes"]
    middle = lambda name: [told[name] / 1000 for told, _ in rounds if told["answered"]]
    ticks = [sum(one) for one in zip(*(ticks for _, ticks in rounds))]
    return {
        "rps": round(statistics.median(rates), 2), "rates": [round(rate, 2) for rate in rates],
        "p50": statistics.median(middle("p50")) if answered else None,
        "p99": statistics.median(middle("p99")) if answered else None,
        "answered": answered, "failed": failed, "bytes": bytes_read // max(answered, 1),
        "cpu": [round(one * machine.TICK / answered, 3) if answered else None for one in ticks],
    }


def run(servers, processes, postgres, asked, seconds, seed, folder, at_hand, tell):
    """Measures all servers in every cell, in rounds: in each, one after the other; who begins changes from round to round.
    `at_hand` sees before each that what is asked for is in memory."""
    question = places.ASKED[asked][0]
    able = [server for server in servers if server.knows(question)]
    bodies = {s.name: Bodies(folder, s, processes[s.process], asked, seed) for s in able}

    def rest(server):
        # Servers that go on with what nobody waits for any longer would be measured with it.
        if not machine.settle(processes.values(), postgres):
            tell(f"  the machine did not come to rest beside {server.name}")

    def looked(number):
        for server in able:
            looks[server.name].append(look(processes[server.process], bodies[server.name], connections, seed + number))
            rest(server)

    cells = []
    for connections in CONNECTIONS:
        looks, rounds = ({server.name: [] for server in able} for _ in range(2))
        looked(1)
        for turn in range(ROUNDS):
            first = turn * len(able) // ROUNDS
            for server in able[first:] + able[:first]:
                at_hand()
                process = processes[server.process]
                taken = length(looks[server.name][0], seconds)
                rounds[server.name].append(measure(process, bodies[server.name], connections, taken, seed + turn, postgres))
                rest(server)
        looked(2)
        for server in able:
            found = cell(rounds[server.name], looks[server.name], bodies[server.name].mean)
            memory = processes[server.process].memory()
            cells.append(found | {"server": server.name, "asked": asked, "connections": connections, "memory": memory})
            tell(f"  {asked}, {connections} connections, {server.name}: {found['rps']} a second, "
                 f"p50 {found['p50']} ms, p99 {found['p99']} ms, {found['failed']} failed")
    return cells
