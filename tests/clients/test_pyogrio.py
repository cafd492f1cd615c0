"""GeoPandas with pyogrio, which brings a much newer GDAL than the one in test_gdal.py."""

import geopandas
import numpy
import pandas
import pyogrio
import pytest
from conftest import LISTS
from shapely.geometry import box, shape

ITEMS = "/collections/sites/items"


def service(base_url, **options):
    return geopandas.read_file(f"OAPIF:{base_url}", layer="sites", engine="pyogrio", **options)


def test_layer_reads_as_a_typed_frame(base_url, features):
    frame = service(base_url)
    assert frame["id"].tolist() == list(features)
    assert frame.crs.equals("EPSG:4326", ignore_axis_order=True)
    # Unlocated sites have no point, not one at 0, 0.
    assert frame.geometry.isna().sum() == sum(feature["geometry"] is None for feature in features.values())
    assert pandas.api.types.is_numeric_dtype(frame["uncertainty_m"])
    for name in LISTS:
        assert all(isinstance(value, (list, numpy.ndarray)) for value in frame[name]), name
    for row in frame.itertuples():
        facts = features[row.id]["properties"]
        assert {name: list(getattr(row, name)) for name in LISTS} == {name: facts[name] for name in LISTS}
        known = None if pandas.isna(row.uncertainty_m) else row.uncertainty_m
        assert known == facts["uncertainty_m"], row.id
        assert row.name == facts["name"], row.id


def test_geometries_are_valid_and_equal_the_response(base_url, features):
    frame = service(base_url).set_index("id")
    located = frame[frame.geometry.notna()]
    assert located.geometry.is_valid.all()
    assert not located.geometry.is_empty.any()
    for id, geometry in located.geometry.items():
        assert geometry.equals_exact(shape(features[id]["geometry"]), 1e-9), id


def test_items_url_reads_as_a_frame(base_url, features):
    frame = geopandas.read_file(f"{base_url}{ITEMS}?mineral=copper&limit=1000", engine="pyogrio")
    wanted = [id for id, feature in features.items() if "copper" in feature["properties"]["minerals"]]
    assert frame["id"].tolist() == wanted
    assert frame.crs.equals("EPSG:4326", ignore_axis_order=True)


def test_bbox_and_page_size_are_pushed_down(server, features):
    with server.requested_addresses() as addresses:
        frame = service(server.url, bbox=(60, 24, 65, 31), PAGE_SIZE=5)
    located = {id: shape(feature["geometry"]) for id, feature in features.items() if feature["geometry"]}
    assert sorted(frame["id"]) == sorted(id for id, geometry in located.items() if geometry.intersects(box(60, 24, 65, 31)))
    assert any("bbox=" in address and "limit=5" in address for address in addresses), addresses


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("status = 'operating'", lambda facts: facts["status"] == "operating"),
        (
            "province = 'PK-KP' AND kind = 'deposit'",
            lambda facts: (facts["province"], facts["kind"]) == ("PK-KP", "deposit"),
        ),
        ("uncertainty_m > 5000", lambda facts: (facts["uncertainty_m"] or 0) > 5000),
        ("name LIKE 'Reko%'", lambda facts: facts["name"].startswith("Reko")),
        (
            "name ILIKE 'r%' OR uncertainty_m < 2000",
            lambda facts: facts["name"][0] in "rR" or (facts["uncertainty_m"] or 2000) < 2000,
        ),
    ],
)
def test_attribute_filter_is_pushed_down_as_cql2(server, features, where, wanted):
    with server.requested_addresses() as addresses:
        frame = service(server.url, where=where)
    assert frame["id"].tolist() == [id for id, feature in features.items() if wanted(feature["properties"])]
    assert any("filter=" in address and "filter-lang=cql-text" in address for address in addresses), addresses


def test_geopackage_round_trip_keeps_urdu_names(base_url, tmp_path):
    frame = service(base_url)
    frame[["id", "names", "geometry"]].to_file(tmp_path / "sites.gpkg", engine="pyogrio")
    back = pyogrio.read_dataframe(tmp_path / "sites.gpkg").set_index("id")
    assert "ریکوڈک" in str(back.loc["reko-diq", "names"])
    assert back.geometry.geom_equals_exact(frame.set_index("id").geometry, 1e-9).where(back.geometry.notna(), True).all()
