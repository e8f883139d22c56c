"""The load: wrk, one thread, so many connections, one server after the other."""

import json
import subprocess
from pathlib import Path

from . import machine, places

CONNECTIONS = (1, 8, 64)
BODIES = 500
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


def measure(process, bodies, connections, seconds, seed, postgres, rest):
    """One cell. What is looked at before and after what is measured tells how long its answers must be; `rest` waits for
    the machine to come to rest."""
    looks = [look(process, bodies, connections, seed + 1)]
    rest()
    before = process.ticks(), postgres.ticks()
    told = wrk(process, bodies, connections, seconds, seed, "counted")
    after = process.ticks(), postgres.ticks()
    rest()
    looks.append(look(process, bodies, connections, seed + 2))
    rest()
    failed, good, length = (sum(one) for one in zip(*looks))
    found = cell(told, failed, length / good if good else bodies.mean)
    answered = found["answered"]
    found["cpu"] = [round((b - a) * machine.TICK / answered, 3) if answered else None for a, b in zip(before, after)]
    return found


def cell(told, looked_at, mean):
    """Requests a second, p50 and p99 in milliseconds, answers and failures, of which so many as looked at. Where bytes
    lack, so do answers: only so many as there are bytes for are good."""
    whole = min(told["answered"], int(told["bytes"] / (mean * WHOLE)))
    bad = max(told["bad"], told["answered"] - whole)
    return {
        "rps": round((told["answered"] - bad) / (told["microseconds"] / 1e6), 2),
        "p50": told["p50"] / 1000 if told["answered"] else None,
        "p99": told["p99"] / 1000 if told["answered"] else None,
        "answered": told["answered"], "failed": bad + told["lost"] + looked_at,
        "bytes": told["bytes"] // max(told["answered"], 1),
    }


def run(servers, processes, postgres, asked, seconds, seed, folder, at_hand, tell):
    """Measures all servers in every cell, one after the other; who begins changes from cell to cell. `at_hand` sees before
    each that what is asked for is in memory."""
    question = places.ASKED[asked][0]
    able = [server for server in servers if server.knows(question)]
    bodies = {s.name: Bodies(folder, s, processes[s.process], asked, seed) for s in able}

    def rest():
        # Servers that go on with what nobody waits for any longer would be measured with it.
        if not machine.settle(processes.values(), postgres):
            tell(f"  the machine did not come to rest beside {server.name}")

    cells = []
    for turn, connections in enumerate(CONNECTIONS):
        for server in able[turn:] + able[:turn]:
            process = processes[server.process]
            at_hand()
            found = measure(process, bodies[server.name], connections, seconds, seed, postgres, rest)
            found |= {"server": server.name, "asked": asked, "connections": connections, "memory": process.memory()}
            cells.append(found)
            tell(f"  {asked}, {connections} connections, {server.name}: {found['rps']} a second, "
                 f"p50 {found['p50']} ms, p99 {found['p99']} ms, {found['failed']} failed")
    return cells
