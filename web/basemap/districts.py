"""The districts of Pakistan, about 2018, from a drawing without coordinates that is fitted to the country's outline.

The drawing is in pixels, with y downwards. A cubic polynomial maps it to degrees. Its coefficients fit the drawing's
outer edge to Natural Earth's outline of the country, by iterated closest points without the worst fifth in each
round. Half of the edge is then within about 0.7 km of that outline, and 95 % within 3 km. Lines between districts
are not verified otherwise, so each is marked `approximate`.
"""

from __future__ import annotations

import json
import re

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from inputs import find
from names import DISTRICTS_RENAMED

KM = np.array([96.0, 111.0])  # kilometres per degree of longitude and latitude, at 30 N
CENTRE, HALF = np.array([840.0, 800.0]), np.array([840.0, 800.0])  # of the drawing, pixels
STEPS = ((60, 1), (50, 2), (50, 3))  # rounds, and the polynomial's degree in them
TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")


def rings(path: str) -> list[np.ndarray]:
    """The rings of an SVG path, with curves replaced by straight lines."""
    tokens = TOKEN.findall(path)
    done: list[np.ndarray] = []
    ring: list[np.ndarray] = []
    here, command, at = np.zeros(2), "", 0

    def take(count: int) -> list[float]:
        nonlocal at
        at += count
        return [float(token) for token in tokens[at - count:at]]

    def close() -> None:
        nonlocal ring
        if len(ring) > 2:
            done.append(np.array(ring))
        ring = []

    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        relative, kind = command.islower(), command.lower()
        if kind == "z":
            here = ring[0] if ring else here
            close()
            continue
        start = here if relative else np.zeros(2)
        if kind in "ml":
            here = start + take(2)
            if kind == "m":
                close()
                command = "l" if relative else "L"
        elif kind == "h":
            here = np.array([start[0] + take(1)[0], here[1]])
        elif kind == "v":
            here = np.array([here[0], start[1] + take(1)[0]])
        elif kind == "c":
            here = start + take(6)[4:]
        else:
            raise ValueError(f"path command {command}")
        ring.append(here)
    close()
    return done


def terms(pixels: np.ndarray, degree: int) -> np.ndarray:
    """The polynomial's terms at each point."""
    x, y = ((pixels - CENTRE) / HALF).T
    return np.stack([x**i * y**j for total in range(degree + 1)
                     for i, j in ((total - k, k) for k in range(total + 1))], 1)


def fit(edge: np.ndarray, outline: Polygon) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients that map `edge` (pixels) to `outline` (degrees), and the residuals in kilometres."""
    target = shapely.get_coordinates(shapely.segmentize(outline.exterior, 0.004))
    nearest = cKDTree(target * KM)
    low, high = edge.min(0), edge.max(0)
    west, south, east, north = outline.bounds
    corners = np.array([[low[0], low[1]], [high[0], low[1]], [low[0], high[1]], [high[0], high[1]]])
    degrees = np.array([[west, north], [east, north], [west, south], [east, south]])
    matrix = np.linalg.lstsq(terms(corners, 1), degrees, rcond=None)[0]
    misfit = np.zeros(len(edge))
    for rounds, degree in STEPS:
        columns = terms(edge, degree)
        matrix = np.vstack([matrix, np.zeros((columns.shape[1] - len(matrix), 2))])
        for _ in range(rounds):
            misfit, index = nearest.query(columns @ matrix * KM)
            close = misfit <= max(np.percentile(misfit, 80), 1.0)
            matrix = np.linalg.lstsq(columns[close], target[index[close]], rcond=None)[0]
    return matrix, misfit


def districts(country: Polygon) -> dict[str, BaseGeometry]:
    """Polygons in degrees by name. The former frontier regions are part of their districts."""
    text = find("pakistan.districts", "index.js").read_text()
    drawing = json.loads(text[text.index("{"):text.rindex("}") + 1])
    drawn: dict[str, list[np.ndarray]] = {}
    for location in drawing["locations"]:
        name = location["name"].removesuffix(" Subdivision")
        drawn.setdefault(DISTRICTS_RENAMED.get(name, name), []).extend(rings(location["path"]))
    whole = shapely.union_all([Polygon(r).buffer(1.2) for rs in drawn.values() for r in rs]).buffer(-1.2)
    edge = max(shapely.get_parts(whole), key=lambda part: part.area).exterior
    points = shapely.get_coordinates(edge.interpolate(np.linspace(0, 1, 1600), normalized=True))
    matrix, misfit = fit(points, country)
    print("  districts' misfit on the outline, km: median %.2f, p80 %.2f, p95 %.2f"
          % tuple(np.percentile(misfit, (50, 80, 95))))
    degree = STEPS[-1][1]
    return {name: shapely.union_all([Polygon(terms(r, degree) @ matrix).buffer(0) for r in rs])
            for name, rs in drawn.items()}


def lines(areas: dict[str, BaseGeometry], drawn_already: BaseGeometry) -> BaseGeometry:
    """The borders between districts, without those beside a border from a better source."""
    borders = shapely.union_all([area.boundary for area in areas.values()])
    return shapely.line_merge(borders.simplify(0.002).difference(drawn_already.buffer(0.035)))
