"""Before anything is measured: all servers answer the same."""

from . import places, questions

SAMPLES = 6


def alike(servers, processes, known, seed, tell):
    """Compares every server's answers with ours, value by value, for several parameters of every question, the first and
    the last page among them. The first difference ends the run."""
    ours = servers[0]
    for asked, (question, _, _) in places.ASKED.items():
        sizes = {}
        for one in samples(asked, known, seed):
            wanted = answer(ours, processes, question, one, known, sizes)
            for server in servers[1:]:
                if not server.knows(question):
                    continue
                got = answer(server, processes, question, one, known, sizes)
                adjust = (lambda x: x) if server.ordered else (lambda x: questions.scores_as_sets(question, x))
                if adjust(got) != adjust(wanted):
                    raise SystemExit(f"error: {server.name} does not answer {asked} {one} as {ours.name} does:\n"
                                     + difference(adjust(wanted), adjust(got)))
        tell(f"  {asked}: the same from all; bytes of an answer: "
             + ", ".join(f"{name} {size:,}" for name, size in sizes.items()) + f"; things: {things(question, wanted)}")


def samples(asked, known, seed):
    """Some parameters, and the ends of each list."""
    question, pages, _ = places.ASKED[asked]
    if question == "q1":
        ends = [{"key": key} for key in (known["keys"][0], known["keys"][-1])]
        return ends + places.parameters(asked, known, seed, SAMPLES)
    ends = []
    for (name, profile), cursors in known["ours"].items():
        if name == question:
            with_profile = {"profile": profile} if profile else {}
            last = len(cursors) if pages == "all" else min(len(cursors), places.FIRST_PAGES)
            ends += [{"page": page} | with_profile for page in (0, last - 1)]
    return ends + places.parameters(asked, known, seed, SAMPLES)


def answer(server, processes, question, one, known, sizes):
    document = " ".join(server.documents[question].split())
    data, size = processes[server.process].ask(document, server.variables(question, one, known))
    sizes.setdefault(server.name, size)
    return server.answer(question, data)


def things(question, answer):
    """How many objects an answer of ours holds."""
    if question == "q1":
        return 1 + len(answer[4])
    if question == "q2":
        lots = [lot for one in answer for lot in one[2]]
        bids = [bid for lot in lots for bid in lot[2]]
        return len(answer) + len(lots) + 2 * len(bids) + sum(len(bid[2]) for bid in bids)
    return len(answer[1]) if question == "q3" else len(answer)


def difference(wanted, got, place=""):
    """Where two answers differ first."""
    sequences = (list, tuple)
    if isinstance(wanted, sequences) and isinstance(got, sequences):
        if len(wanted) != len(got):
            return f"at {place or '/'}: {len(wanted)} wanted, {len(got)} found"
        for at, (one, other) in enumerate(zip(wanted, got)):
            if one != other:
                return difference(one, other, f"{place}/{at}")
    return f"at {place or '/'}: {wanted!r} wanted, {got!r} found"
