"""Tiles: Web Mercator arithmetic, tippecanoe and PMTiles archives.

Tiles have 512 pixels; y grows southwards; latitudes and longitudes are in degrees.
"""

from __future__ import annotations

import gzip
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from inputs import REGION, WORK

SIZE = 512
GEO = WORK / "geo"
Tile = tuple[int, int, int]


def longitudes(zoom: int, first: int, last: int) -> np.ndarray:
    """Longitudes of the centres of world pixels first..last-1 at a zoom."""
    return (np.arange(first, last) + 0.5) / (SIZE << zoom) * 360 - 180


def latitudes(zoom: int, first: int, last: int) -> np.ndarray:
    """Latitudes of the centres of world pixel rows first..last-1 at a zoom."""
    turn = math.pi * (1 - 2 * (np.arange(first, last) + 0.5) / (SIZE << zoom))
    return np.degrees(np.arctan(np.sinh(turn)))


def column(lon: float | np.ndarray, zoom: int) -> float | np.ndarray:
    """World pixel column of a longitude."""
    return (np.asarray(lon) + 180) / 360 * (SIZE << zoom)


def row(lat: float | np.ndarray, zoom: int) -> float | np.ndarray:
    """World pixel row of a latitude."""
    turn = np.arcsinh(np.tan(np.radians(np.clip(lat, -85.05, 85.05))))
    return (1 - turn / math.pi) / 2 * (SIZE << zoom)


def cover(zoom: int) -> tuple[range, range]:
    """The tile columns and rows that cover the region at a zoom."""
    west, south, east, north = REGION
    columns = range(int(column(west, zoom) // SIZE), int(column(east, zoom) // SIZE) + 1)
    return columns, range(int(row(north, zoom) // SIZE), int(row(south, zoom) // SIZE) + 1)


def write(path: Path, tiles: dict[Tile, bytes], kind: TileType, packing: Compression,
          zooms: tuple[int, int], metadata: dict, bounds: tuple[float, float, float, float] = REGION) -> None:
    """Writes a PMTiles archive."""
    path.parent.mkdir(exist_ok=True)
    e7 = [int(value * 1e7) for value in bounds]
    with path.open("wb") as handle:
        writer = Writer(handle)
        for tile in sorted(tiles, key=lambda t: zxy_to_tileid(*t)):
            writer.write_tile(zxy_to_tileid(*tile), tiles[tile])
        writer.finalize({
            "tile_type": kind, "tile_compression": packing,
            "min_zoom": zooms[0], "max_zoom": zooms[1],
            "min_lon_e7": e7[0], "min_lat_e7": e7[1], "max_lon_e7": e7[2], "max_lat_e7": e7[3],
            "center_zoom": 5, "center_lon_e7": int(69e7), "center_lat_e7": int(30e7),
        }, metadata)


def tippecanoe(name: str, layers: list[str], *options: str) -> Path:
    """Cuts GeoJSON layers of the work folder into tiles; returns the archive."""
    out = WORK / f"{name}.pmtiles"
    program = Path(sys.executable).parent / "tippecanoe"
    sources = [part for layer in layers for part in ("-L", f"{layer}:{GEO / layer}.geojsonl")]
    subprocess.run([program, "-q", "-f", "-P", "--no-tile-stats", "-S4", "-r1",
                    "--no-feature-limit", "--no-tile-size-limit", *options, "-o", out, *sources],
                   check=True)
    return out


def merge(path: Path, archives: list[Path], attribution: str,
          bounds: tuple[float, float, float, float] = REGION) -> None:
    """Joins archives of disjoint layers into one.

    A vector tile is a protobuf of repeated layers, so tiles are joined by joining their bytes
    (tile-join of the pinned package crashes).
    """
    joined: dict[Tile, bytes] = {}
    layers: list[dict] = []
    low, high = 99, 0
    for archive in archives:
        with archive.open("rb") as handle:
            source = MmapSource(handle)
            reader = Reader(source)
            header = reader.header()
            low, high = min(low, header["min_zoom"]), max(high, header["max_zoom"])
            layers += reader.metadata()["vector_layers"]
            for tile, data in all_tiles(source):
                joined[tile] = joined.get(tile, b"") + gzip.decompress(data)
    packed = {tile: gzip.compress(data, 9, mtime=0) for tile, data in joined.items()}
    write(path, packed, TileType.MVT, Compression.GZIP, (low, high),
          {"name": f"Oreatlas {path.stem}", "attribution": attribution, "vector_layers": layers}, bounds)
    for zoom in range(low, high + 1):
        sizes = [len(data) for tile, data in packed.items() if tile[0] == zoom]
        print(f"  z{zoom}: {len(sizes)} tiles, {sum(sizes)} B, largest {max(sizes)} B")
