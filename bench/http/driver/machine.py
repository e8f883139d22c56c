"""Processes and requests: asking a server, asking the database, reading what a process takes."""

import json
import os
import subprocess
import time
import urllib.request
from pathlib import Path

# One tick in milliseconds.
TICK = 1000 / os.sysconf("SC_CLK_TCK")


class Process:
    """A server that runs: its name, port and process id."""

    def __init__(self, name, port, pid):
        self.name, self.port, self.pid = name, int(port), int(pid)
        self.url = f"http://127.0.0.1:{port}/graphql"

    def ask(self, document, variables):
        """The data of an answer; an answer with errors ends the run."""
        body = json.dumps({"query": document, "variables": variables}).encode()
        headers = {"content-type": "application/json", "accept": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.url, body, headers), timeout=120) as answer:
            text = answer.read()
        answer = json.loads(text)
        if answer.get("errors") or not answer.get("data"):
            raise SystemExit(f"error: {self.name} answers {text[:2000].decode()}\nto {document}\nwith {variables}")
        return answer["data"], len(text)

    def wait(self, seconds=60):
        """Until it answers at its port."""
        end = time.monotonic() + seconds
        while True:
            try:
                body = b'{"query":"{__typename}"}'
                headers = {"content-type": "application/json"}
                urllib.request.urlopen(urllib.request.Request(self.url, body, headers), timeout=5).read()
                return
            except OSError as error:
                if time.monotonic() > end:
                    raise SystemExit(f"error: {self.name} does not answer at {self.url}: {error}")
                time.sleep(0.1)

    def memory(self):
        """Resident memory now and at its peak, in megabytes."""
        found = {}
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                found[name] = int(rest.split()[0]) / 1000 * 1.024
        return {"now": round(found["VmRSS"], 1), "peak": round(found["VmHWM"], 1)}

    def ticks(self):
        """Processor time so far, in the kernel's ticks."""
        return ticks(self.pid)


def ticks(pid, ended=False):
    """Processor time of a process so far, in the kernel's ticks; also that of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(field) for field in fields[11:15 if ended else 13])


class Postgres:
    """The private cluster, asked through psql."""

    def __init__(self, socket, database):
        self.pid = int((Path(socket) / "cluster" / "postmaster.pid").read_text().split()[0])
        self.command = ["psql", "-X", "-At", "-F", "\t", "-h", socket, "-U", "postgres", "-d", database]

    def rows(self, statement):
        """The rows of a statement, as texts."""
        command = [*self.command, "-v", "ON_ERROR_STOP=1", "-c", statement]
        out = subprocess.run(command, check=True, capture_output=True, text=True)
        return [line.split("\t") for line in out.stdout.splitlines()]

    def busy(self):
        """How many statements run."""
        running = "state <> 'idle' AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return int(self.rows(f"SELECT count(*) FROM pg_stat_activity WHERE {running}")[0][0])

    def ticks(self):
        """Processor time of the whole cluster so far, in the kernel's ticks."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return ticks(self.pid, ended=True) + sum(ticks(child) for child in children)


def read(files):
    """Reads files from end to end: whatever the system had put away of them is in memory again."""
    for file in files:
        with file.open("rb", buffering=0) as opened:
            while opened.read(1 << 22):
                pass


def settle(processes, postgres, seconds=120):
    """Waits until nobody works on what an earlier measurement left behind. Whether it came to that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before = sum(process.ticks() for process in processes)
        time.sleep(0.15)
        if sum(process.ticks() for process in processes) - before <= 2 and postgres.busy() == 0:
            return True
    return False
