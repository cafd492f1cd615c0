"""What an OpenAPI description cannot say of a parameter, told to schemathesis: it makes only such values."""

import os
from datetime import date, timedelta

import requests
import schemathesis
from hypothesis import strategies as st

# The rules of a page's place, which no schema can state: one of offset, after and before. The first is tried here;
# the links of every client's pages are made of the others.
CURSORS = {"after", "before"}

days = st.dates().map(date.isoformat)
months = days.map(lambda day: day[:7])
years = days.map(lambda day: day[:4])
times = st.dates(min_value=date(1000, 1, 1)).map(lambda day: f"{day.isoformat()}T12:00:00Z")


@st.composite
def intervals(draw):
    """The first end is not after the last, and one at least is closed (OGC API - Features, section 7.15.4)."""
    first = draw(st.dates(max_value=date(9000, 1, 1)))
    last = first + timedelta(days=draw(st.integers(0, 10_000)))
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/", f"/{last}"]))


def ids():
    items = requests.get(os.environ["OREATLAS_URL"] + "/collections/sites/items?limit=10000", timeout=60).json()
    return [feature["id"] for feature in items["features"]]


schemathesis.openapi.format("partial-date", st.one_of(days, months, years))
schemathesis.openapi.format("interval", st.one_of(days, months, years, times, intervals()))
schemathesis.openapi.format("site-id", st.sampled_from(ids()))


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for operations in raw_schema["paths"].values():
        operation = operations["get"]
        operation["parameters"] = [one for one in operation["parameters"] if one["name"] not in CURSORS]


@schemathesis.hook
def map_query(context, query):
    """Of a box, no least is above its greatest, and both are degrees in either order of the axes."""
    box = (query or {}).get("bbox")
    if isinstance(box, list) and len(box) in (4, 6) and all(type(n) in (int, float) for n in box):
        half = len(box) // 2
        degrees = [max(-80, min(80, number)) for number in box]
        pairs = [sorted(pair) for pair in zip(degrees[:half], degrees[half:])]
        query["bbox"] = [least for least, _ in pairs] + [greatest for _, greatest in pairs]
    return query
