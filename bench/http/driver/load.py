"""The load: wrk, one thread, so many connections, one server after the other."""

import json
import subprocess
from pathlib import Path

from . import machine, places

CONNECTIONS = (1, 8, 64)
BODIES = 500
HERE = Path(__file__).resolve().parent.parent


class Bodies:
    """Prepared bodies of a server for a question, and how long a good answer is at least."""

    def __init__(self, folder, server, process, asked, seed):
        question, known = places.ASKED[asked][0], server.places
        document = " ".join(server.documents[question].split())
        self.file = folder / f"{server.name}-{asked.replace(' ', '-')}.txt"
        with self.file.open("w") as out:
            for one in places.parameters(asked, known, seed, BODIES):
                variables = server.variables(question, one, known)
                out.write(json.dumps({"query": document, "variables": variables}) + "\n")
        one = places.parameters(asked, known, seed, 1)[0]
        # No good answer is half as long as another one; what is only an error is far shorter.
        self.least = process.ask(document, server.variables(question, one, known))[1] // 4


def press(process, bodies, connections, seconds, seed, how):
    """One measurement: requests a second, p50 and p99 in milliseconds, answers and failures."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "120s", "-s", str(HERE / "load.lua"),
               process.url, "--", str(bodies.file), str(seed), str(bodies.least), how]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(out.strip().splitlines()[-1])
    good = told["answered"] - told["bad"]
    if good and told["bytes"] < told["answered"] * bodies.least:
        raise RuntimeError(f"{bodies.file.stem}: answers are shorter than good ones")
    return {
        "rps": round(good / (told["microseconds"] / 1e6), 2),
        "p50": told["p50"] / 1000 if told["answered"] else None,
        "p99": told["p99"] / 1000 if told["answered"] else None,
        "answered": told["answered"], "failed": told["bad"] + told["lost"],
        "bytes": told["bytes"] // max(told["answered"], 1),
    }


def run(servers, processes, postgres, asked, seconds, seed, folder, tell):
    """Measures all servers in every cell, one after the other; who begins changes from cell to cell."""
    question = places.ASKED[asked][0]
    able = [server for server in servers if server.knows(question)]
    bodies = {s.name: Bodies(folder, s, processes[s.process], asked, seed) for s in able}
    cells = []
    for turn, connections in enumerate(CONNECTIONS):
        for server in able[turn:] + able[:turn]:
            process = processes[server.process]
            warm = press(process, bodies[server.name], connections, 1, seed + 1, "looked-at")
            # Servers that go on with what nobody waits for any longer would be measured with it.
            if not machine.settle(processes.values(), postgres):
                tell(f"  the machine did not come to rest before {server.name}")
            before = process.ticks(), postgres.ticks()
            cell = press(process, bodies[server.name], connections, seconds, seed, "counted")
            after = process.ticks(), postgres.ticks()
            cell["failed"] += warm["failed"]
            cell["cpu"] = [round((b - a) * machine.TICK / cell["answered"], 3) if cell["answered"] else None
                           for a, b in zip(before, after)]
            cell |= {"server": server.name, "asked": asked, "connections": connections, "memory": process.memory()}
            cells.append(cell)
            machine.settle(processes.values(), postgres)
            tell(f"  {asked}, {connections} connections, {server.name}: {cell['rps']} a second, "
                 f"p50 {cell['p50']} ms, p99 {cell['p99']} ms, {cell['failed']} failed")
    return cells
