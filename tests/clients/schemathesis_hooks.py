"""What an OpenAPI description cannot say of a parameter, told to schemathesis: it makes only such values."""

from datetime import date, timedelta

import schemathesis
from hypothesis import strategies as st

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


schemathesis.openapi.format("partial-date", st.one_of(days, months, years))
schemathesis.openapi.format("interval", st.one_of(days, months, years, times, intervals()))


@schemathesis.hook
def map_query(context, query):
    """Of a box, the south is not north of the north, and all lies on the Earth."""
    box = (query or {}).get("bbox")
    if isinstance(box, list) and len(box) in (4, 6) and all(type(n) in (int, float) for n in box):
        half = len(box) // 2
        lons = [max(-180, min(180, box[0])), max(-180, min(180, box[half]))]
        lats = sorted(max(-90, min(90, lat)) for lat in (box[1], box[half + 1]))
        heights = [[box[2]], [box[5]]] if half == 3 else [[], []]
        query["bbox"] = [lons[0], lats[0], *heights[0], lons[1], lats[1], *heights[1]]
    return query
