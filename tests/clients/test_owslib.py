"""OWSLib, the Python client for OGC services."""

import pytest
from owslib.ogcapi.features import Features


@pytest.fixture(scope="module")
def client(base_url):
    return Features(base_url)


def test_collections_are_listed(client):
    assert client.feature_collections() == ["sites", "agreements", "sites_point", "sites_area"]
    sites = client.collection("sites")
    assert sites["title"] == "Mineral sites"
    assert sites["itemType"] == "feature"


def test_conformance_classes_are_read(client):
    classes = client.conformance()["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in classes


def test_openapi_description_is_read(client):
    description = client.api()
    assert description["openapi"].startswith("3.")
    assert "/collections/sites/items" in description["paths"]


def test_paging_reads_all_items(client, features):
    seen, page = [], client.collection_items("sites", limit=20)
    while True:
        assert page["numberMatched"] == len(features)
        assert page["numberReturned"] == len(page["features"]) <= 20
        seen += [feature["id"] for feature in page["features"]]
        if not any(link["rel"] == "next" for link in page["links"]):
            break
        page = client.collection_items("sites", limit=20, offset=len(seen))
    assert seen == list(features)


def test_bbox_datetime_and_property_filters(client, features):
    found = client.collection_items("sites", bbox=[60, 24, 65, 31], limit=1000)
    points = {
        id: feature["geometry"]["coordinates"]
        for id, feature in features.items()
        if feature["geometry"] and feature["geometry"]["type"] == "Point"
    }
    within = {id for id, (lon, lat, *_) in points.items() if 60 <= lon <= 65 and 24 <= lat <= 31}
    assert {feature["id"] for feature in found["features"]} & points.keys() == within

    found = client.collection_items("sites", kind="deposit", limit=1000)
    wanted = [id for id, feature in features.items() if feature["properties"]["kind"] == "deposit"]
    assert [feature["id"] for feature in found["features"]] == wanted

    assert client.collection_items("sites", datetime_="1900-01-01/1900-12-31")["numberMatched"] < len(features)


def test_single_item_is_read(client, features):
    item = client.collection_item("sites", "reko-diq")
    assert item["properties"]["name"] == "Reko Diq"
    assert item["geometry"] == features["reko-diq"]["geometry"]


def test_unknown_value_raises_an_error_with_a_suggestion(client):
    with pytest.raises(RuntimeError, match="did you mean"):
        client.collection_items("sites", mineral="coper")
