"""QGIS, headless, over the address of the server: fields, geometries, "Save As", and the style of vector tiles."""

import json
import pathlib
import subprocess

import pytest

LAYERS = {"sites_point": "Point", "sites_area": "MultiPolygon"}
SITE = "reko-diq"


@pytest.fixture(scope="module")
def qgis(base_url, features, tmp_path_factory):
    """What QGIS reads, saves and draws. Its bindings belong to the system's Python."""
    longitude, latitude = features[SITE]["geometry"]["coordinates"]
    script = pathlib.Path(__file__).with_name("qgis_layers.py")
    folder = tmp_path_factory.mktemp("saved")
    command = ["/usr/bin/python3", script, base_url, folder, str(longitude), str(latitude)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def flat(feature):
    """A site's facts as a table has them."""
    facts = {"id": feature["id"]}
    for name, value in feature["properties"].items():
        if name == "names":
            facts["names_en"], facts["names_ur"] = (";".join(value.get(language, [])) for language in ("en", "ur"))
        elif isinstance(value, list) and name not in ("claims", "searched"):
            facts[name] = ";".join(value)
        elif value is None or isinstance(value, (str, int)):
            facts[name] = value
    return facts


def wanted(features, layer):
    """The sites of a flat collection, from the whole collection."""
    types = ["Point"] if layer == "sites_point" else ["Polygon", "MultiPolygon"]
    return {id: feature for id, feature in features.items() if (feature["geometry"] or {}).get("type") in types}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_field_is_filled_as_in_the_dataset(qgis, features, layer):
    shown, sites = qgis["layers"][layer], wanted(features, layer)
    assert shown["valid"] and sites
    assert {id: read["facts"] for id, read in shown["features"].items()} == {id: flat(site) for id, site in sites.items()}
    for name in ("operators", "licensees", "owners"):
        filled = sum(bool(site["properties"][name]) for site in sites.values())
        assert sum(bool(read["facts"][name]) for read in shown["features"].values()) == filled
        assert filled or layer == "sites_area"


@pytest.mark.parametrize("layer", LAYERS)
def test_fields_have_the_types_of_the_schema(server, qgis, layer):
    schema = server.get(f"/collections/{layer}/schema").json()["properties"]
    types = {name: {"string": "String", "integer": "Integer"}[of["type"]] for name, of in schema.items() if "type" in of}
    assert qgis["layers"][layer]["fields"] == types
    assert types["uncertainty_m"] == "Integer"


@pytest.mark.parametrize(("layer", "geometry"), LAYERS.items())
def test_every_geometry_is_read_and_drawn(qgis, features, layer, geometry):
    shown = qgis["layers"][layer]
    assert shown["geometry"] == geometry
    for id, site in wanted(features, layer).items():
        shape = shown["features"][id]["geometry"]
        if site["geometry"]["type"] == "Polygon":
            assert shape["coordinates"] == [site["geometry"]["coordinates"]], id
        else:
            assert shape["coordinates"] == site["geometry"]["coordinates"], id
    assert shown["undrawn"] == []


@pytest.mark.parametrize("driver", ["GPKG", "GeoJSON", "CSV", "KML", "XLSX", "FlatGeobuf"])
@pytest.mark.parametrize("layer", LAYERS)
def test_save_as_keeps_every_value(qgis, layer, driver):
    shown = qgis["layers"][layer]
    saved = shown["saved"][driver]
    assert "error" not in saved, saved
    assert saved["features"].keys() == shown["features"].keys()
    for id, read in shown["features"].items():
        back = saved["features"][id]
        # KML has an element for the name. Text formats have no numbers, and a spreadsheet has no empty text.
        back["facts"].setdefault("name", back["facts"].get("Name"))
        for name, value in read["facts"].items():
            assert str(back["facts"][name] or "") == str(value or ""), (id, name)
        if driver != "XLSX":
            assert back["geometry"] == read["geometry"], id


def test_style_shows_the_colours_of_minerals_and_names(server, qgis, features):
    style = qgis["style"]
    mineral = features[SITE]["properties"]["minerals"][0]
    colour = server.get(f"/minerals/{mineral}", headers={"accept": "application/json"}).json()["colour"]
    assert style["valid"] and style["status"] == 0, style["warnings"]
    # The size of clusters is a logarithm, which QGIS 3.22 replaces by a constant; fonts depend on the system.
    unread = [warning for warning in style["warnings"] if "clusters" not in warning and "font" not in warning]
    assert unread == []
    assert colour in style["colours"]
    assert style["labels"] == ['"name"'] * 2
    assert style["names_change_the_picture"]
