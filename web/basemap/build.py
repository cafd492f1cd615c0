"""Builds the archives in out/ and out/PROVENANCE.md. Run by ./build."""

from __future__ import annotations

import sys

import labels
import relief
import terrain
import tiles
import vectors
from inputs import OUT, PACKAGES, WORK, WORLD, fetch, sha256

ATTRIBUTION = "Natural Earth; GeoNames (CC BY 4.0)"
AREAS = ["coast", "lake", "river", "admin0", "claim", "admin1line"]
SHARED = ["admin1", "districtline"]
WORLDWIDE = ["world_land", "world_lake", "world_line"]
POINTS = ["place", "phys", "country", "admin1pt", "districtpt"]

CITATIONS = [
    "Written by hand, from no package: `names.py` (Urdu names, usual spellings, positions of the labels of "
    "countries and landforms).\n",
    "## Citations\n",
    "- Heights: Hastings, D. A., Dunbar, P. K. (eds.), 1999. Global Land One-kilometer Base Elevation (GLOBE), "
    "version 1.0. NOAA, National Geophysical Data Center. doi:10.7289/V52R3PMS",
    "- Depths: ETOPO5, 1988. Data Announcement 88-MGG-02, Digital relief of the Surface of the Earth. NOAA, "
    "National Geophysical Data Center. doi:10.7289/V5D798BF",
    "- Lines and outlines: Made with Natural Earth. Places: GeoNames, CC BY 4.0; names were selected, some respelt.\n",
]


def basemap() -> None:
    """Writes the layers as GeoJSON, tiles them and joins them into one archive."""
    OUT.mkdir(exist_ok=True)
    urdu = labels.build()
    vectors.build(urdu)
    # Layers of one archive share their maximum zoom, because a layer is not overzoomed beyond the archive's tiles.
    archives = [
        tiles.tippecanoe("land", ["wland"], "-Z0", "-z5"),
        tiles.tippecanoe("areas", AREAS, "-Z2", "-z8", "--simplify-only-low-zooms"),
        tiles.tippecanoe("shared", SHARED, "-Z4", "-z8", "--detect-shared-borders"),
        tiles.tippecanoe("points", POINTS, "-Z2", "-z8"),
    ]
    tiles.merge(OUT / "basemap.pmtiles", archives, ATTRIBUTION)


def world() -> None:
    """Writes the coarse basemap of the whole Earth."""
    OUT.mkdir(exist_ok=True)
    vectors.world()
    archive = tiles.tippecanoe("world", WORLDWIDE, "-Z0", "-z4")
    tiles.merge(OUT / "world.pmtiles", [archive], "Natural Earth", WORLD)


def provenance() -> None:
    """Writes the provenance of all files, with checksums."""
    text = ["# Provenance of the basemap\n", "Written by `web/basemap/build`. Checksums are SHA-256.\n",
            "## Inputs\n"]
    registry = {"pip": "PyPI", "npm": "npm", "apt": "Debian 12"}
    for p in PACKAGES:
        text += [f"### {p.name} {p.version} ({registry[p.client]})\n",
                 f"- content: {p.content}", f"- files: {', '.join(f'`{name}`' for name in p.files)}",
                 f"- licence: {p.licence}", f"- `{p.archive}`: `{p.sha256}`\n"]
    text += CITATIONS + ["## Outputs\n", "| file | bytes | SHA-256 |", "| --- | --- | --- |"]
    for name in ("basemap.pmtiles", "relief.pmtiles", "terrain.pmtiles", "world.pmtiles"):
        path = OUT / name
        text.append(f"| {name} | {path.stat().st_size:,} | `{sha256(path)}` |")
    (OUT / "PROVENANCE.md").write_text("\n".join(text) + "\n", encoding="utf-8")


def main(wanted: list[str]) -> None:
    WORK.mkdir(exist_ok=True)
    fetch()
    if not wanted or "basemap" in wanted:
        basemap()
    if not wanted or "world" in wanted:
        world()
    if not wanted or "relief" in wanted:
        relief.build()
    if not wanted or "terrain" in wanted:
        terrain.build()
    provenance()


if __name__ == "__main__":
    main(sys.argv[1:])
