"""Every download as other implementations read it, compared with the items' GeoJSON feature by feature.

GDAL (ogrinfo and ogr2ogr on the path, and the one inside pyogrio), GeoPandas, pyarrow, openpyxl. The fixture `base_url`
is the address of a running server with the built-in dataset. A second server here has a dataset of edge cases: quotes,
markup, Urdu, several values, holes, two parts, no location, no values at all.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.request
import xml.etree.ElementTree as ET

import geopandas
import openpyxl
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from conftest import LISTS
from shapely.geometry import shape

TEXTS = ["name", "kind", "status", "status_as_of", "country", "province", "evidence"]

# What KML leaves out where it is unknown.
UNKNOWN = {"status": "", "status_as_of": "", "province": "", "uncertainty_m": ""}


def fetch(url):
    with urllib.request.urlopen(url, timeout=60) as response:
        return response.read(), response.headers


ROOT = pathlib.Path(__file__).parents[2]
NEAR = (62, 29, 62.2, 29.3)


@pytest.fixture(scope="module", params=["inside", "awkward"])
def atlas(request, base_url):
    """The address of the shared server, or of one with the dataset of edge cases."""
    if request.param == "inside":
        yield base_url
        return
    program = os.environ.get("OREATLAS", ROOT / "target/release/oreatlas")
    arguments = ["serve", "--listen", "127.0.0.1:0", "--log", "off", "--data", ROOT / "tests/fixtures/formats"]
    with subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, text=True) as server:
        line = server.stdout.readline()
        assert "http://" in line, line
        yield "http://" + line.strip().rsplit("http://", 1)[1]
        server.terminate()


@pytest.fixture(scope="module")
def items(atlas):
    """Every site by its id, from the collection that the other tests check."""
    url = f"{atlas}/collections/sites/items?limit=10000"
    collection = json.loads(fetch(url)[0])
    assert collection["numberReturned"] == collection["numberMatched"]
    found = {feature["id"]: feature for feature in collection["features"]}
    # The data contains the edge cases of the formats.
    assert any("ur" in feature["properties"]["names"] for feature in found.values())
    assert any(len(feature["properties"]["minerals"]) > 1 for feature in found.values())
    assert any(feature["geometry"] is None for feature in found.values())
    assert any((feature["geometry"] or {}).get("type") == "Polygon" for feature in found.values())
    return found


@pytest.fixture(scope="module")
def cited(items):
    return {source for feature in items.values() for source in feature["properties"]["sources"]}


@pytest.fixture
def download(atlas, tmp_path):
    def get(ending, query=""):
        content, headers = fetch(f"{atlas}/collections/sites/download.{ending}{query}")
        path = tmp_path / f"sites.{ending}"
        path.write_bytes(content)
        assert 'filename="oreatlas-sites' in headers["content-disposition"]
        assert 'rel="license"' in headers["link"]
        return path, headers

    return get


def near(items):
    """The sites that touch the box `NEAR`."""
    box = shapely.box(*NEAR)
    return sorted(id for id, f in items.items() if f["geometry"] and shape(f["geometry"]).intersects(box))


def flat(feature):
    """A site's properties as a table has them."""
    properties = feature["properties"]
    row = {name: properties[name] or "" for name in TEXTS}
    row |= {name: ";".join(properties[name]) for name in LISTS}
    row["names_en"] = ";".join(properties["names"].get("en", []))
    row["names_ur"] = ";".join(properties["names"].get("ur", []))
    row["uncertainty_m"] = properties["uncertainty_m"]
    return row


def same_row(row, feature, id, absent=()):
    for name, expected in flat(feature).items():
        if name in absent:
            continue
        # A reader may omit nulls.
        value = row.get(name)
        if name == "uncertainty_m":
            value = None if value is None or value != value or value == "" else int(float(value))
        elif value is None or value != value:
            value = ""
        assert value == expected, f"{id}: {name}"


def same_place(geometry, feature, id):
    if feature["geometry"] is None:
        assert not isinstance(geometry, shapely.Geometry), id
        return
    expected = shape(feature["geometry"])
    assert geometry.geom_type == expected.geom_type, id
    # Readers may reverse rings.
    assert shapely.equals_exact(geometry.normalize(), expected.normalize(), tolerance=1e-9), id


def same_frame(frame, expected, absent=()):
    assert sorted(frame["id"]) == sorted(expected)
    for _, row in frame.iterrows():
        same_row(row, expected[row["id"]], row["id"], absent)
        same_place(row.geometry, expected[row["id"]], row["id"])


def is_wgs84(frame):
    return frame.crs is not None and (frame.crs.to_epsg() == 4326 or frame.crs.to_authority() == ("OGC", "CRS84"))


def ogrinfo(path, *arguments):
    command = [shutil.which("ogrinfo") or pytest.fail("ogrinfo is not installed"), "-ro", *arguments, str(path)]
    response = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert response.returncode == 0 and "ERROR" not in response.stderr, response.stderr
    return response.stdout


def by_gdal(path, tmp_path, *arguments):
    """The layer `sites`, converted to GeoJSON by the system's GDAL."""
    out = tmp_path / "by-gdal.geojson"
    command = ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=12", str(out), *arguments, str(path)]
    response = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert response.returncode == 0 and "ERROR" not in response.stderr, response.stderr
    return json.loads(out.read_text())["features"]


def same_by_gdal(features, expected, absent=()):
    assert sorted(feature["properties"]["id"] for feature in features) == sorted(expected)
    for feature in features:
        id = feature["properties"]["id"]
        same_row(feature["properties"], expected[id], id, absent)
        same_place(shape(feature["geometry"]) if feature["geometry"] else None, expected[id], id)


@pytest.mark.parametrize("ending", ["geojson", "geojsonl", "jsonfg"])
def test_json(ending, download, items, cited):
    path, headers = download(ending)
    frame = geopandas.read_file(path)
    assert is_wgs84(frame) and sorted(frame["id"]) == sorted(items)
    for _, row in frame.iterrows():
        properties = items[row["id"]]["properties"]
        for name in TEXTS:
            assert (row[name] if row[name] == row[name] and row[name] is not None else None) == properties[name], name
        for name in LISTS:
            value = row[name]
            assert list(json.loads(value) if isinstance(value, str) else value) == properties[name], name
        names = row["names"]
        assert (json.loads(names) if isinstance(names, str) else {k: v for k, v in names.items() if v is not None}) == properties["names"]
        same_place(row.geometry, items[row["id"]], row["id"])
    if ending == "geojsonl":
        assert headers["content-type"] == "application/geo+json-seq"
        assert path.read_bytes().startswith(b"\x1e{")
        assert "/bibliography.json" in headers["link"]
        return
    collection = json.loads(path.read_text())
    assert collection["license"] == "CC-BY-4.0" and collection["attribution"]
    assert {source["id"] for source in collection["sources"]} == cited
    by_id = {feature["id"]: feature for feature in collection["features"]}
    assert all(by_id[id]["properties"]["claims"] == items[id]["properties"]["claims"] for id in items)


def test_gdal_reads_the_geojson_text_sequence(download, items):
    path, _ = download("geojsonl")
    text = ogrinfo(path, "-so", "-al")
    assert "GeoJSONSeq" in text and f"Feature Count: {len(items)}" in text


def test_json_fg(download, items):
    if "JSONFG" not in pyogrio.list_drivers():
        pytest.skip("GDAL before 3.8 knows no JSON-FG")
    path, _ = download("jsonfg")
    frame = geopandas.read_file(f"JSONFG:{path}")
    assert len(frame) == len(items) and is_wgs84(frame)
    collection = json.loads(path.read_text())
    assert collection["conformsTo"] and collection["featureType"] == "Site" and "CRS84" in collection["coordRefSys"]
    assert all({"time", "place"} <= feature.keys() for feature in collection["features"])
    assert any(feature["time"] for feature in collection["features"])


def test_csv(download, items, tmp_path):
    path, headers = download("csv")
    assert "/bibliography.json" in headers["link"]
    features = by_gdal(path, tmp_path, "-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO")
    for feature in features:
        name = feature["properties"]["name"]
        # An apostrophe keeps a spreadsheet from running a text as a formula.
        assert not name.startswith(("=", "+", "-", "@"))
        feature["properties"]["name"] = re.sub("^'(?=[=+@-])", "", name)
    same_by_gdal(features, items)


def test_geopackage(download, items, cited, tmp_path):
    path, _ = download("gpkg")
    assert "sites" in [name for name, _ in pyogrio.list_layers(path)]
    frame = geopandas.read_file(path, layer="sites")
    assert is_wgs84(frame)
    same_frame(frame, items)
    same_by_gdal(by_gdal(path, tmp_path, "-sql", "select * from sites"), items)
    sources = pyogrio.read_dataframe(path, layer="sources")
    assert set(sources["id"]) == cited
    assert all(json.loads(item)["id"] == id for id, item in zip(sources["id"], sources["csl"]))
    text = ogrinfo(path, "-so", "-al")
    assert "creativecommons.org/licenses/by/4.0" in text and "Oreatlas contributors" in text
    assert sorted(geopandas.read_file(path, layer="sites", bbox=NEAR)["id"]) == near(items)


def test_flatgeobuf(download, items, tmp_path):
    path, headers = download("fgb")
    placed = {id: feature for id, feature in items.items() if feature["geometry"]}
    assert int(headers["oreatlas-omitted"]) == len(items) - len(placed) > 0
    assert "oreatlas-omitted" in headers["access-control-expose-headers"]
    frame = geopandas.read_file(path)
    assert is_wgs84(frame)
    same_frame(frame, placed)
    same_by_gdal(by_gdal(path, tmp_path), placed)
    about = pyogrio.read_info(path)
    assert about["layer_name"] == "sites"
    metadata = about["layer_metadata"] or {}
    assert metadata.get("license") == "CC-BY-4.0" and "Oreatlas" in metadata.get("attribution", "")
    assert {source["id"] for source in json.loads(metadata["sources"])} <= {
        source for feature in items.values() for source in feature["properties"]["sources"]
    }
    # Reads by the index.
    assert sorted(geopandas.read_file(path, bbox=NEAR)["id"]) == near(items)


def test_geoparquet(download, items, cited):
    path, _ = download("parquet")
    frame = geopandas.read_parquet(path)
    assert is_wgs84(frame)
    same_frame(frame, items)
    file = pyarrow.parquet.ParquetFile(path)
    metadata = {name.decode(): text.decode() for name, text in file.metadata.metadata.items()}
    geo = json.loads(metadata["geo"])
    assert geo["version"] == "1.1.0" and geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB" and column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert column["bbox"] == pytest.approx(list(frame.total_bounds))
    boxes = file.read(["id", "bbox"]).to_pylist()
    for row in boxes:
        geometry = items[row["id"]]["geometry"]
        box = row["bbox"] and [row["bbox"][bound] for bound in ("xmin", "ymin", "xmax", "ymax")]
        assert box == (list(shape(geometry).bounds) if geometry else None), row["id"]
    # Reads by the covering column.
    # Compares boxes, so an outline may match by its box alone.
    assert set(near(items)) <= set(geopandas.read_parquet(path, bbox=NEAR)["id"]) < set(items)
    assert metadata["license"] == "CC-BY-4.0" and "Oreatlas" in metadata["attribution"]
    assert {source["id"] for source in json.loads(metadata["sources"])} == cited


def test_kml(download, items, cited, tmp_path):
    path, _ = download("kml")
    tree = ET.parse(path).getroot()
    kml = "{http://www.opengis.net/kml/2.2}"
    document = tree.find(f"{kml}Document")
    assert document.find(f"{kml}Folder/{kml}name").text == "sites"
    assert document.find("{http://www.w3.org/2005/Atom}link").get("href") == "https://creativecommons.org/licenses/by/4.0/"
    assert "Oreatlas contributors" in document.find("{http://www.w3.org/2005/Atom}author").findtext("{http://www.w3.org/2005/Atom}name")
    about = document.findtext(f"{kml}description")
    assert about.count("<li>") == len(cited)
    styles = {style.get("id") for style in document.findall(f"{kml}Style")}
    placemarks = document.findall(f"{kml}Folder/{kml}Placemark")
    assert len(placemarks) == len(items)
    for placemark in placemarks:
        data = {data.get("name"): data.findtext(f"{kml}value") or "" for data in placemark.iter(f"{kml}Data")}
        feature = items[data["id"]]
        assert placemark.findtext(f"{kml}name") == feature["properties"]["name"]
        same_row({**UNKNOWN, **data}, feature, data["id"], absent=["name"])
        assert placemark.findtext(f"{kml}styleUrl").lstrip("#") in styles
        balloon = placemark.findtext(f"{kml}description")
        claims = feature["properties"]["claims"]
        # Each claim, followed by its citations.
        assert balloon.count("<li>") == len(claims) + sum(len(claim.get("cite", [])) for claim in claims)
    features = by_gdal(path, tmp_path, "-dim", "XY")
    same_by_gdal([{**f, "properties": {**UNKNOWN, **f["properties"]}} for f in features], items, absent=["name"])
    assert {f["properties"]["id"]: f["properties"]["Name"] for f in features} == {
        id: feature["properties"]["name"] for id, feature in items.items()
    }


def test_excel(download, items, cited):
    path, _ = download("xlsx")
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames == ["sites", "sources", "about"]

    def table(sheet):
        rows = list(book[sheet].iter_rows(values_only=True))
        return [dict(zip(rows[0], row)) for row in rows[1:]]

    rows = table("sites")
    assert sorted(row["id"] for row in rows) == sorted(items)
    for row in rows:
        feature = items[row["id"]]
        same_row(row, feature, row["id"])
        geometry = feature["geometry"]
        place = geometry["coordinates"] if geometry and geometry["type"] == "Point" else [None, None]
        assert [row["longitude"], row["latitude"]] == place
        same_place(shapely.from_wkt(row["wkt"]) if row["wkt"] else None, feature, row["id"])
    assert {row["id"] for row in table("sources")} == cited
    about = {row["what"]: row["value"] for row in table("about")}
    assert about["license"] == "CC-BY-4.0" and "Oreatlas" in about["attribution"]


def test_filtered_and_empty_downloads(download, items):
    copper = sorted(id for id, feature in items.items() if "copper" in feature["properties"]["minerals"])
    for ending in ["gpkg", "parquet"]:
        path, headers = download(ending, "?mineral=copper")
        assert f"oreatlas-sites_copper.{ending}" in headers["content-disposition"]
        frame = geopandas.read_parquet(path) if ending == "parquet" else geopandas.read_file(path, layer="sites")
        # The filter includes narrower minerals.
        assert set(copper) <= set(frame["id"])
    for ending in ["geojson", "gpkg", "fgb", "parquet", "kml", "csv", "xlsx", "jsonfg", "geojsonl"]:
        path, _ = download(ending, "?q=nowhere-at-all")
        if ending == "parquet":
            assert len(geopandas.read_parquet(path)) == 0
        elif ending != "geojsonl":
            # An empty sequence is an empty file; a sheet's row count includes the header.
            text = ogrinfo(path, "-so", "-al") if ending != "gpkg" else ogrinfo(path, "-sql", "select * from sites")
            assert "Feature Count: 0" in text or ending in ("gpkg", "kml", "xlsx"), ending
