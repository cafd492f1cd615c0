"""GDAL's programs with the OAPIF driver, as QGIS and scripts use it."""

import json
import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import LISTS

ITEMS = "/collections/sites/items"


def run(*command):
    """What a program prints. Warnings about field types are allowed, errors are not."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "ERROR" not in done.stderr, done.stderr
    return done.stdout


def read(base_url, *options, layer="sites"):
    """The features that ogr2ogr reads, in order."""
    out = run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", f"OAPIF:{base_url}", layer, *options)
    return json.loads(out)["features"]


def ids(features):
    return [feature["properties"]["id"] for feature in features]


def positions(geometry):
    """Every position of a geometry of any type."""

    def flat(value):
        if isinstance(value[0], (int, float)):
            yield tuple(value[:2])
        else:
            for part in value:
                yield from flat(part)

    return list(flat(geometry["coordinates"])) if geometry else []


def same_facts(properties, feature):
    """Compares what GDAL read with the properties of the response. GDAL takes texts that are all days for dates."""
    for name, value in feature["properties"].items():
        read = properties[name]
        if name == "status_as_of" and read is not None:
            read = read.replace("/", "-")
        assert read == value, (feature["id"], name)


def test_ogrinfo_lists_layers_with_titles(base_url):
    out = run("ogrinfo", f"OAPIF:{base_url}")
    assert "1: sites (title: Mineral sites)" in out
    assert "2: agreements (title: Agreements)" in out


def test_ogrinfo_reports_count_extent_and_fields(base_url, features):
    out = run("ogrinfo", "-al", "-so", f"OAPIF:{base_url}", "sites")
    assert f"Feature Count: {len(features)}" in out
    extent = re.search(r"Extent: \((.+), (.+)\) - \((.+), (.+)\)", out)
    located = [position for feature in features.values() for position in positions(feature["geometry"])]
    west, south, east, north = map(float, extent.groups())
    assert (west, south) == pytest.approx([min(axis) for axis in zip(*located)], abs=1e-6)
    assert (east, north) == pytest.approx([max(axis) for axis in zip(*located)], abs=1e-6)
    # QGIS must see a number to style by and lists to search, whatever the first page contains.
    assert "uncertainty_m: Integer" in out
    for name in LISTS:
        assert f"{name}: StringList" in out, out


@pytest.mark.parametrize("size", [10, 7, 1000])
def test_paging_returns_every_feature_once(server, features, size):
    with server.requested_addresses() as addresses:
        seen = read(server.url, "-oo", f"PAGE_SIZE={size}")
    assert ids(seen) == list(features)
    for feature in seen:
        wanted = features[feature["properties"]["id"]]
        assert feature["geometry"] == wanted["geometry"]
        same_facts(feature["properties"], wanted)
    pages = [address for address in addresses if address.startswith(f"{ITEMS}?")]
    assert len(pages) >= len(features) / size


@pytest.mark.parametrize("box", [(66, 28, 68, 31), (60, 23, 78, 38), (62.061, 29.13, 62.061, 29.13), (0, 0, 1, 1)])
def test_spatial_filter_is_pushed_down_to_bbox(server, features, box):
    west, south, east, north = box
    with server.requested_addresses() as addresses:
        seen = set(ids(read(server.url, "-spat", *box)))
    assert any("bbox=" in address for address in addresses), addresses

    def points(feature):
        return positions(feature["geometry"])

    # A point is in the box or not. An outline must be found if a corner is inside, and must not be if its box is outside.
    def within(position):
        return west <= position[0] <= east and south <= position[1] <= north

    def outside(positions):
        xs, ys = zip(*positions)
        return max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north

    for id, feature in features.items():
        corners = points(feature)
        if any(map(within, corners)):
            assert id in seen, id
        if not corners or outside(corners):
            assert id not in seen, id


def fold(text):
    return text.casefold()


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("kind = 'deposit'", lambda facts: facts["kind"] == "deposit"),
        ("status <> 'operating'", lambda facts: facts["status"] not in (None, "operating")),
        ("status IS NULL", lambda facts: facts["status"] is None),
        ("names IS NULL", lambda facts: False),
        ("name LIKE 'R_k%'", lambda facts: re.match("R.k", facts["name"])),
        ("name ILIKE '%MINE%'", lambda facts: "mine" in fold(facts["name"])),
        ("NOT name ILIKE '%mine%' AND name LIKE '%n'", lambda facts: "mine" not in fold(facts["name"]) and facts["name"][-1] == "n"),
        ("name = 'Reko Diq'", lambda facts: facts["name"] == "Reko Diq"),
        ("name > 'Saindak' AND name < 'T'", lambda facts: "Saindak" < facts["name"] < "T"),
        ("uncertainty_m <= 1000", lambda facts: (facts["uncertainty_m"] or 1e9) <= 1000),
        ("uncertainty_m BETWEEN 1000 AND 3000", lambda facts: 1000 <= (facts["uncertainty_m"] or 0) <= 3000),
        ("part_of = 'chaghi-belt'", lambda facts: "chaghi-belt" in facts["part_of"]),
        (
            "province = 'PK-BA' AND evidence = 'corroborated'",
            lambda facts: (facts["province"], facts["evidence"]) == ("PK-BA", "corroborated"),
        ),
        (
            "(province = 'PK-GB' OR name ILIKE 'k%') AND NOT (kind = 'region' AND uncertainty_m > 5000)",
            lambda facts: (facts["province"] == "PK-GB" or fold(facts["name"][0]) == "k")
            and not (facts["kind"] == "region" and (facts["uncertainty_m"] or 0) > 5000)
            and (facts["kind"] != "region" or facts["uncertainty_m"] is not None),
        ),
    ],
)
def test_attribute_filter_is_pushed_down_as_cql2(server, features, where, wanted):
    with server.requested_addresses() as addresses:
        seen = ids(read(server.url, "-where", where, "-oo", "PAGE_SIZE=1000"))
    assert seen == [id for id, feature in features.items() if wanted(feature["properties"])]
    assert seen or where == "names IS NULL"
    queries = [parse_qs(urlsplit(address).query) for address in addresses if address.startswith(f"{ITEMS}?")]
    pushed = [query["filter"][0] for query in queries if query.get("filter-lang") == ["cql-text"]]
    assert pushed, addresses
    # GDAL sent the whole filter to the server, and nothing else except the first look at the layer.
    for name in re.findall(r"(\w+) (?:=|<|>|NOT|I?LIKE|IS|BETWEEN)", where):
        assert name in pushed[0], addresses
    assert sum("filter" not in query for query in queries) <= 1, addresses


def test_in_operator_is_evaluated_by_gdal(server, features):
    """The driver does not translate IN, and reads everything that may match."""
    seen = ids(read(server.url, "-where", "kind IN ('region', 'belt')", "-oo", "PAGE_SIZE=1000"))
    assert seen == [id for id, feature in features.items() if feature["properties"]["kind"] in ("region", "belt")]
    with server.requested_addresses() as addresses:
        seen = ids(read(server.url, "-where", "kind IN ('region', 'belt') AND name LIKE 'C%'", "-oo", "PAGE_SIZE=1000"))
    assert seen == [
        id
        for id, feature in features.items()
        if feature["properties"]["kind"] in ("region", "belt") and feature["properties"]["name"][0] == "C"
    ]
    assert any("filter" in parse_qs(urlsplit(address).query) for address in addresses), addresses


def test_id_filter_fetches_a_single_item(server):
    with server.requested_addresses() as addresses:
        assert ids(read(server.url, "-where", "id = 'reko-diq'")) == ["reko-diq"]
    assert f"{ITEMS}/reko-diq" in addresses


def test_agreements_have_no_geometry(server):
    served = server.get("/collections/agreements/items").json()
    seen = read(server.url, layer="agreements")
    assert ids(seen) == [feature["id"] for feature in served["features"]]
    assert all(feature["geometry"] is None for feature in seen)


def test_geopackage_export_keeps_every_property(base_url, features, tmp_path):
    file = tmp_path / "sites.gpkg"
    run("ogr2ogr", "-f", "GPKG", file, f"OAPIF:{base_url}", "sites")
    back = json.loads(run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", file, "sites"))["features"]
    assert ids(back) == list(features)
    for feature in back:
        wanted = features[feature["properties"]["id"]]
        assert feature["geometry"] == wanted["geometry"]
        # GeoPackage has no lists: GDAL writes the number of items and the items.
        for name in LISTS:
            text = re.fullmatch(r"\((\d+):(.*)\)", feature["properties"][name])
            items = text[2].split(",") if text[2] else []
            assert len(items) == int(text[1])
            feature["properties"][name] = items
        same_facts(feature["properties"], wanted)
    urdu = [name for feature in back for name in feature["properties"]["names"].get("ur", [])]
    assert "ریکوڈک" in urdu
