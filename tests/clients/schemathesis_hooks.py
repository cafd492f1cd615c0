"""Constraints that OpenAPI cannot express, so that Schemathesis generates only valid values.

A format has a strategy where texts of the right shape may still be unknown (an id) or impossible (February 30).
Where one parameter decides what another may say, `before_call` brings the two together.
"""

import json
import os
import re
from datetime import date, timedelta

import requests
import schemathesis
from hypothesis import strategies as st

ITEMS = "/collections/{}/items?limit=10000"

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)



def formats():
    """The formats of items."""
    api = requests.get(os.environ["OREATLAS_URL"] + "/api?f=json", timeout=60).json()
    parameters = api["paths"]["/collections/sites/items"]["get"]["parameters"]
    named = [api["components"]["parameters"][it["$ref"].rsplit("/", 1)[1]] if "$ref" in it else it for it in parameters]
    return next(it["schema"]["enum"] for it in named if it["name"] == "f")


def is_whole(name):
    """Whether a format has all properties, in CRS84 only."""
    address = f"{os.environ['OREATLAS_URL']}/collections/sites/items?limit=1&properties=name&f={name}"
    return requests.get(address, timeout=60).status_code == 400


WHOLE = {name for name in formats() if is_whole(name)}

days = st.dates().map(date.isoformat)
months = days.map(lambda day: day[:7])
years = days.map(lambda day: day[:4])
times = st.dates(max_value=date(9000, 1, 1)).map(lambda day: f"{day.isoformat()}T12:00:00Z")


@st.composite
def intervals(draw):
    """The start is not after the end, and at least one of them is given (OGC API - Features, section 7.15.4)."""
    first = draw(st.dates(max_value=date(9000, 1, 1)))
    last = first + timedelta(days=draw(st.integers(0, 10_000)))
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/", f"/{last}"]))


# Conditions as CQL2 text and as CQL2 JSON: existing properties, values of matching types, positions in each of the
# reference systems.
CONDITIONS = [
    ("uncertainty_m < 5000", {"op": "<", "args": [{"property": "uncertainty_m"}, 5000]}),
    ("kind = 'deposit'", {"op": "=", "args": [{"property": "kind"}, "deposit"]}),
    ("name LIKE '%a_i%'", {"op": "like", "args": [{"property": "name"}, "%a_i%"]}),
    ("province IS NULL", {"op": "isNull", "args": [{"property": "province"}]}),
    ("kind IN ('belt','mine')", {"op": "in", "args": [{"property": "kind"}, ["belt", "mine"]]}),
    ("uncertainty_m BETWEEN 1 AND 900", {"op": "between", "args": [{"property": "uncertainty_m"}, 1, 900]}),
    ("A_CONTAINS(minerals,('copper'))", {"op": "a_contains", "args": [{"property": "minerals"}, ["copper"]]}),
    (
        "S_INTERSECTS(geometry,BBOX(60,24,78,37))",
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [60, 24, 78, 37]}]},
    ),
    (
        "S_WITHIN(geometry,POLYGON((61 24,77 24,77 37,61 24)))",
        {
            "op": "s_within",
            "args": [
                {"property": "geometry"},
                {"type": "Polygon", "coordinates": [[[61, 24], [77, 24], [77, 37], [61, 24]]]},
            ],
        },
    ),
    (
        "T_AFTER(datetime,DATE('2020-02-29'))",
        {"op": "t_after", "args": [{"property": "datetime"}, {"date": "2020-02-29"}]},
    ),
]
conditions = st.recursive(
    st.sampled_from(CONDITIONS),
    lambda parts: st.one_of(
        parts.map(lambda part: (f"NOT ({part[0]})", {"op": "not", "args": [part[1]]})),
        st.tuples(st.sampled_from(["AND", "OR"]), parts, parts).map(
            lambda two: (
                f"({two[1][0]}) {two[0]} ({two[2][0]})",
                {"op": two[0].lower(), "args": [two[1][1], two[2][1]]},
            )
        ),
    ),
    max_leaves=4,
)
# The other encoding of each generated expression.
twins = {text: json.dumps(parsed) for text, parsed in CONDITIONS}
# A condition that agreements support too: a strategy does not know for which collection it generates.
SHARED = "A_CONTAINS(minerals,('copper'))"


def expression(condition):
    text, parsed = condition
    twins[text] = json.dumps(parsed)
    return text


def ids(address, member):
    found = requests.get(os.environ["OREATLAS_URL"] + address, timeout=60).json()
    return st.sampled_from([record["id"] for record in found[member]])


schemathesis.openapi.format("partial-date", st.one_of(days, months, years))
schemathesis.openapi.format("interval", st.one_of(days, months, years, times, intervals()))
schemathesis.openapi.format("cql2", conditions.map(expression))
schemathesis.openapi.format("site-id", ids(ITEMS.format("sites"), "features"))
schemathesis.openapi.format("agreement-id", ids(ITEMS.format("agreements"), "features"))
schemathesis.openapi.format("source-id", ids("/sources", "sources"))


@schemathesis.hook
def before_call(context, case, kwargs):
    query = case.query
    if not isinstance(query, dict):
        return
    if "bbox" in query:
        query["bbox"] = ordered(query["bbox"])
    if "/agreements/" in case.operation.path and str(query.get("filter")) in twins:
        query["filter"] = SHARED
    # The expression is in the encoding named by filter-lang.
    if query.get("filter-lang") == "cql2-json":
        query.update({"filter": twins[text] for text in [query.get("filter")] if isinstance(text, str) and text in twins})
    # A page has one starting point.
    if "offset" in query or "after" in query:
        query.pop("before", None)
    if "offset" in query:
        query.pop("after", None)
    if str(query.get("f")) in WHOLE and query.keys() & {"crs", "properties"}:
        query["f"] = "geojson"


def ordered(box):
    """A box with no minimum above its maximum, in degrees and in either axis order; anything else is returned as it is."""
    parts = box.split(",") if isinstance(box, str) else box
    if not isinstance(parts, list) or len(parts) not in (4, 6) or not all(map(NUMBER.fullmatch, map(str, parts))):
        return box
    numbers = [max(-80.0, min(80.0, float(part))) for part in parts]
    half = len(numbers) // 2
    pairs = [sorted(pair) for pair in zip(numbers[:half], numbers[half:])]
    made = [least for least, _ in pairs] + [greatest for _, greatest in pairs]
    return ",".join(map(str, made)) if isinstance(box, str) else made
