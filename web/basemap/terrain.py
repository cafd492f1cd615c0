"""The terrain: NOAA's elevations in lossless WebP tiles z2-z6, in Terrarium encoding, for hillshading and 3D terrain in
the browser.

An elevation is red * 256 + green + blue / 256 - 32768 metres. z6 has 91 pixels per degree, GLOBE has 120.
"""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from pmtiles.tile import Compression, TileType
from scipy import ndimage

from heights import Heights
from inputs import OUT
from tiles import SIZE, cover, latitudes, longitudes, write

ZOOMS = (2, 6)
MARGIN = 32  # pixels around a row of tiles, for filters
LARGEST_STEP = 64  # metres; in such terrain GLOBE itself is no more accurate


def stepped(height: np.ndarray) -> np.ndarray:
    """Elevations quantized by the local roughness: fine on plains, coarse in mountains, where nobody could tell and where they
    would take most of the bytes."""
    rough = ndimage.gaussian_filter(np.abs(height - ndimage.gaussian_filter(height, 4)), 6)
    step = 2 ** np.clip(np.round(np.log2(np.maximum(rough, 1))), 0, np.log2(LARGEST_STEP))
    return np.round(height / step) * step


def terrarium(height: np.ndarray) -> bytes:
    """A tile of elevations."""
    above = np.round(height).astype(np.int32) + 32768
    picture = np.stack([above >> 8, above & 255, np.zeros_like(above)], -1).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "WEBP", lossless=True, quality=100, method=6)
    return buffer.getvalue()


def build() -> None:
    """Writes out/terrain.pmtiles."""
    heights = Heights()
    tiles: dict[tuple[int, int, int], bytes] = {}
    for zoom in range(ZOOMS[0], ZOOMS[1] + 1):
        columns, rows = cover(zoom)
        total = 0
        left, width = columns[0] * SIZE - MARGIN, len(columns) * SIZE + 2 * MARGIN
        lons = longitudes(zoom, left, left + width)
        for y in rows:
            top = y * SIZE - MARGIN
            lats = latitudes(zoom, top, top + SIZE + 2 * MARGIN)
            band = stepped(heights.land(zoom, lats, lons))[MARGIN:-MARGIN, MARGIN:-MARGIN]
            for index, x in enumerate(columns):
                tiles[zoom, x, y] = terrarium(band[:, index * SIZE:(index + 1) * SIZE])
                total += len(tiles[zoom, x, y])
        print(f"  z{zoom}: {len(columns) * len(rows)} tiles, {total} B", flush=True)
    write(OUT / "terrain.pmtiles", tiles, TileType.WEBP, Compression.NONE, ZOOMS,
          {"name": "Oreatlas terrain", "attribution": "NOAA GLOBE", "encoding": "terrarium"})


if __name__ == "__main__":
    build()
