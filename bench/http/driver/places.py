"""What is asked: the parameters of every question, from one seed, and the places at which pages begin."""

import random

PROFILES = ("directive", "annex_two_at_or_above_threshold")
FIRST_PAGES = 5
# What comes before the newest of all: a moment in milliseconds, and an id.
NEWEST = ("9223372036854775807", "00000000-0000-0000-0000-000000000000")
INFO = "nodes { __typename } pageInfo { hasNextPage endCursor }"

# Questions as they are reported: a question, and from which pages of its list.
ASKED = {
    "Q1": ("q1", None, "a procurement by key, with its lots"),
    "Q2 first pages": ("q2", "first", "20 procurements, their lots, bids, suppliers and scores; the first five pages"),
    "Q2 random depth": ("q2", "all", "the same; any page of the list"),
    "Q3": ("q3", "first", "procurements of a legal profile, the newest first, 20 and how many there are"),
    "Q4": ("q4", "all", "50 suppliers by name, each with the number of its bids; any page of the list"),
}


def parameters(asked, places, seed, many):
    """Parameters of a question, as many as asked for."""
    question, pages, _ = ASKED[asked]
    chance = random.Random(f"{seed} {asked}")
    made = []
    for _ in range(many):
        profile = chance.choice(PROFILES) if question == "q3" else None
        if question == "q1":
            made.append({"key": chance.choice(places["keys"])})
            continue
        last = len(places["ours"][question, profile])
        one = {"page": chance.randrange(min(last, FIRST_PAGES) if pages == "first" else last)}
        made.append(one | ({"profile": profile} if profile else {}))
    return made


def ours(process):
    """The cursors before each full page of our lists; none before the first."""
    lists = {
        ("q2", None): "procurements(first: 20, after: $after, orderBy: [{field: KEY}])",
        ("q4", None): "suppliers(first: 50, after: $after, orderBy: [{field: NAME}])",
    }
    for profile in PROFILES:
        filter = f"filter: {{profile: {{eq: {profile.upper()}}}}}"
        order = "orderBy: [{field: PUBLISHED_AT, direction: DESC}]"
        lists["q3", profile] = f"procurements(first: 20, after: $after, {filter}, {order})"
    found = {}
    for name, text in lists.items():
        document = f"query ($after: String) {{ list: {text} {{ {INFO} }} }}"
        found[name] = walk(process, document, 50 if name[0] == "q4" else 20)
    return found


def postgraphile(process):
    """The cursors before each page of PostGraphile's list of procurements."""
    text = "allProcurements(first: 20, after: $after, orderBy: [KEY_ASC])"
    return walk(process, f"query ($after: Cursor) {{ list: {text} {{ {INFO} }} }}", 20)


def walk(process, document, size):
    """The cursors before each full page of a list; a last page that is shorter is left out, so that all take the same."""
    found, cursor, more = [], None, True
    while more:
        page = process.ask(document, {"after": cursor})[0]["list"]
        if len(page["nodes"]) == size:
            found.append(cursor)
        more, cursor = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
    return found


def columns(postgres):
    """What the last row before each page holds of the columns that the list is ordered by; before the first page, what no
    row comes before."""
    keys = [row[0] for row in postgres.rows("SELECT key FROM procurement ORDER BY key")]
    found = {("q2", None): [("",), *[(key,) for key in keys[19::20]]]}
    for profile in PROFILES:
        order = "ORDER BY published_at DESC, id"
        rows = postgres.rows(f"SELECT published_at, id FROM procurement WHERE profile = '{profile}' {order}")
        found["q3", profile] = [NEWEST, *map(tuple, rows[19::20])]
    return keys, found


def collect(processes, postgres):
    """All places, for the servers that run."""
    keys, held = columns(postgres)
    first = next(process for name, process in processes.items() if name.startswith("anbud"))
    places = {"keys": keys, "columns": held, "ours": ours(first)}
    if "postgraphile" in processes:
        places["postgraphile"] = postgraphile(processes["postgraphile"])
    return places
