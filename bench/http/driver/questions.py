"""The questions: the same fields, pages and orders for every server, each in the words of that server, and how its answer
is brought to the form of ours.

Where the servers differ, an answer is brought to what the database holds: moments are milliseconds, amounts integers of
the column's scale. Nothing else is changed, but that scores of one bid are compared as a set where the server cannot
order them by their criteria.
"""

from datetime import datetime
from decimal import Decimal

OURS = {
    "q1": """query ($key: String!) { procurement(key: $key) { key title { sv } buyer publishedAt
        lots(first: 10) { nodes { key title { sv } stage estimatedValue } } } }""",
    "q2": """query ($after: String) { procurements(first: 20, after: $after, orderBy: [{field: KEY}]) { nodes {
        key title { sv } lots(first: 10) { nodes { key title { sv } bids(first: 10) { nodes {
        key supplier { name } scores(first: 10) { nodes { level amount unit } } } } } } } } }""",
    "q3": """query ($profile: LegalProfile!, $after: String) { procurements(first: 20, after: $after,
        filter: {profile: {eq: $profile}}, orderBy: [{field: PUBLISHED_AT, direction: DESC}]) {
        totalCount nodes { key title { sv } buyer publishedAt deadlineAt } } }""",
    "q4": """query ($after: String) { suppliers(first: 50, after: $after, orderBy: [{field: NAME}]) { nodes {
        name bids(first: 1) { totalCount } } } }""",
}

POSTGRAPHILE = {
    "q1": """query ($key: String!) { procurementByKey(key: $key) { key titleSv buyer publishedAt
        lotsByProcurementId(first: 10, orderBy: [POSITION_ASC]) { nodes { key titleSv stage estimatedValue } } } }""",
    "q2": """query ($offset: Int, $after: Cursor) { allProcurements(first: 20, offset: $offset, after: $after,
        orderBy: [KEY_ASC]) { nodes { key titleSv lotsByProcurementId(first: 10, orderBy: [POSITION_ASC]) { nodes {
        key titleSv bidsByLotId(first: 10, orderBy: [KEY_ASC]) { nodes { key supplierBySupplierId { name }
        scoresByBidId(first: 10, condition: {current: true}) { nodes { level amount unit } } } } } } } } }""",
    "q3": """query ($profile: String!, $offset: Int) { allProcurements(first: 20, offset: $offset,
        condition: {profile: $profile}, orderBy: [PUBLISHED_AT_DESC]) {
        totalCount nodes { key titleSv buyer publishedAt deadlineAt } } }""",
    "q4": """query ($offset: Int) { allSuppliers(first: 50, offset: $offset, orderBy: [NAME_SORT_ASC]) { nodes {
        name bidsBySupplierId { totalCount } } } }""",
}

SEAOGRAPHY = {
    "q1": """query ($key: String!) { procurement(filters: {key: {eq: $key}}) { nodes { key titleSv buyer publishedAt
        lot(orderBy: {position: ASC}, pagination: {page: {limit: 10, page: 0}}) {
        nodes { key titleSv stage estimatedValue } } } } }""",
    "q2": """query ($page: Int!) { procurement(orderBy: {key: ASC}, pagination: {page: {limit: 20, page: $page}}) { nodes {
        key titleSv lot(orderBy: {position: ASC}, pagination: {page: {limit: 10, page: 0}}) { nodes {
        key titleSv bid(orderBy: {key: ASC}, pagination: {page: {limit: 10, page: 0}}) { nodes { key supplier { name }
        score(filters: {current: {eq: true}}, pagination: {page: {limit: 10, page: 0}}) {
        nodes { level amount unit } } } } } } } } }""",
    "q3": """query ($profile: String!, $page: Int!) { procurement(filters: {profile: {eq: $profile}},
        orderBy: {publishedAt: DESC, id: ASC}, pagination: {page: {limit: 20, page: $page}}) {
        paginationInfo { total } nodes { key titleSv buyer publishedAt deadlineAt } } }""",
    "q4": """query ($page: Int!) { supplier(orderBy: {nameSort: ASC, id: ASC},
        pagination: {page: {limit: 50, page: $page}}) { nodes {
        name bid(pagination: {page: {limit: 1, page: 0}}) { paginationInfo { total } } } } }""",
}

SQLJSON = {
    "q1": "query ($key: String!) { q1(key: $key) }",
    "q2": "query ($after: String!) { q2(after: $after) }",
    "q3": """query ($profile: String!, $published: String!, $id: String!) {
        q3(profile: $profile, published: $published, id: $id) }""",
}


def millis(text):
    """An instant as our API writes it, in milliseconds."""
    return round(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def scaled(text, decimals):
    """A decimal as our API writes it, as the integer that the column holds."""
    return int(Decimal(text).scaleb(decimals))


def own(question, data):
    """An answer of ours, or of the fixed statements, which have our form."""
    if question == "q1":
        p = data.get("procurement") or data["q1"]
        lot = lambda x: (x["key"], x["title"]["sv"], x["stage"].lower(), scaled(x["estimatedValue"], 4))
        lots = [lot(x) for x in p["lots"]["nodes"]]
        return (p["key"], p["title"]["sv"], p["buyer"], millis(p["publishedAt"]), lots)
    if question == "q2":
        nodes = (data.get("procurements") or data["q2"])["nodes"]
        score = lambda x: (x["level"], scaled(x["amount"], 6), x["unit"])
        bid = lambda x: (x["key"], x["supplier"]["name"], [score(y) for y in x["scores"]["nodes"]])
        lot = lambda x: (x["key"], x["title"]["sv"], [bid(y) for y in x["bids"]["nodes"]])
        return [(x["key"], x["title"]["sv"], [lot(y) for y in x["lots"]["nodes"]]) for x in nodes]
    if question == "q3":
        page = data.get("procurements") or data["q3"]
        row = lambda x: (x["key"], x["title"]["sv"], x["buyer"], millis(x["publishedAt"]), millis(x["deadlineAt"]))
        return (page["totalCount"], [row(x) for x in page["nodes"]])
    return [(x["name"], x["bids"]["totalCount"]) for x in data["suppliers"]["nodes"]]


def by_columns(question, data, names):
    """An answer of a server that shows columns as they are; `names` are its names of lists and relations."""
    nodes = lambda of, name: of[names[name]]["nodes"]
    if question == "q1":
        found = data[names["procurement"]]
        p = found["nodes"][0] if "nodes" in found else found
        lots = [(x["key"], x["titleSv"], x["stage"], int(x["estimatedValue"])) for x in nodes(p, "lots")]
        return (p["key"], p["titleSv"], p["buyer"], int(p["publishedAt"]), lots)
    if question == "q2":
        score = lambda x: (x["level"], int(x["amount"]), x["unit"])
        bid = lambda x: (x["key"], x[names["supplier"]]["name"], [score(y) for y in nodes(x, "scores")])
        lot = lambda x: (x["key"], x["titleSv"], [bid(y) for y in nodes(x, "bids")])
        return [(x["key"], x["titleSv"], [lot(y) for y in nodes(x, "lots")]) for x in nodes(data, "procurements")]
    if question == "q3":
        page = data[names["procurements"]]
        row = lambda x: (x["key"], x["titleSv"], x["buyer"], int(x["publishedAt"]), int(x["deadlineAt"]))
        return (names["total"](page), [row(x) for x in page["nodes"]])
    return [(x["name"], names["total"](x[names["supplier bids"]])) for x in nodes(data, "suppliers")]


POSTGRAPHILE_NAMES = {
    "procurement": "procurementByKey", "procurements": "allProcurements", "suppliers": "allSuppliers",
    "lots": "lotsByProcurementId", "bids": "bidsByLotId", "scores": "scoresByBidId",
    "supplier": "supplierBySupplierId", "supplier bids": "bidsBySupplierId", "total": lambda page: page["totalCount"],
}
SEAOGRAPHY_NAMES = {
    "procurement": "procurement", "procurements": "procurement", "suppliers": "supplier",
    "lots": "lot", "bids": "bid", "scores": "score", "supplier": "supplier", "supplier bids": "bid",
    "total": lambda page: page["paginationInfo"]["total"],
}


def scores_as_sets(question, answer):
    """An answer without the order of the scores of each bid."""
    if question != "q2":
        return answer
    sets = lambda bids: [(bid, supplier, sorted(scores)) for bid, supplier, scores in bids]
    return [(p, title, [(lot, of, sets(bids)) for lot, of, bids in lots]) for p, title, lots in answer]


class Server:
    """One server in its own words: what it is asked, with which variables, and what its answer means."""

    def __init__(self, name, process, documents, answer, variables, ordered):
        self.name, self.process, self.documents = name, process, documents
        self.answer, self.variables, self.ordered = answer, variables, ordered
        # What pages of its database begin after, when that is known.
        self.places = None

    def knows(self, question):
        """Whether it can be asked this."""
        return question in self.documents


def ours(name):
    """Our server."""
    return Server(name, name, OURS, own, ours_variables, True)


def servers():
    """All servers. Two that share a process differ in how they are asked for a page."""
    columns = lambda names: lambda question, data: by_columns(question, data, names)
    postgraphile, seaography = columns(POSTGRAPHILE_NAMES), columns(SEAOGRAPHY_NAMES)
    after = {"q2": POSTGRAPHILE["q2"]}
    return [
        ours("anbud"),
        ours("anbud-sqlite"),
        Server("sqljson", "sqljson", SQLJSON, own, sqljson_variables, True),
        Server("postgraphile", "postgraphile", POSTGRAPHILE, postgraphile, offset_variables, False),
        Server("postgraphile-after", "postgraphile", after, postgraphile, after_variables, False),
        Server("seaography", "seaography", SEAOGRAPHY, seaography, page_variables, False),
    ]


# What a page is asked for by: `one` is a parameter of a question, `places` what was collected beforehand.

def ours_variables(question, one, places):
    """Our API goes on after a cursor."""
    if question == "q1":
        return {"key": one["key"]}
    after = {"after": places["ours"][question, one.get("profile")][one["page"]]}
    return after | ({"profile": one["profile"].upper()} if question == "q3" else {})


def sqljson_variables(question, one, places):
    """The fixed statements go on after the columns that pages are ordered by."""
    if question == "q1":
        return {"key": one["key"]}
    place = places["columns"][question, one.get("profile")][one["page"]]
    if question == "q2":
        return {"after": place[0]}
    return {"profile": one["profile"], "published": place[0], "id": place[1]}


def offset_variables(question, one, places):
    """Pages by their offset."""
    if question == "q1":
        return {"key": one["key"]}
    profile = {"profile": one["profile"]} if question == "q3" else {}
    return {"offset": one["page"] * (50 if question == "q4" else 20)} | profile


def after_variables(question, one, places):
    """Pages after a cursor of PostGraphile's."""
    return {"after": places["postgraphile"][one["page"]]}


def page_variables(question, one, places):
    """Pages by their number."""
    if question == "q1":
        return {"key": one["key"]}
    return {"page": one["page"]} | ({"profile": one["profile"]} if question == "q3" else {})
