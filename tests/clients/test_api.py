"""`/api` is a valid description, and responses match it."""

import os
import pathlib
import re
import subprocess
import sys

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

ITEMS = "/collections/sites/items"


@pytest.fixture(scope="module")
def api(server):
    return server.get("/api").json()


def test_description_is_valid_openapi(api):
    validate(api)


def test_every_linked_address_is_described(server, api):
    """Every address that the server's documents link to works and is described by `/api`."""
    known = [re.sub(r"\{\w+\}", "[^/]+", path) for path in api["paths"]]
    seen, waiting = set(), ["/?f=json"]
    while waiting and len(seen) < 200:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = server.get(address)
        assert response.status_code == 200, address
        path = address.partition("?")[0]
        assert any(re.fullmatch(pattern, path) for pattern in known), address
        if "json" not in response.headers["content-type"] or "/items" in path or "/download" in path:
            continue
        for link in links(response.json()):
            if link.startswith(server.url) and "{" not in link:
                waiting.append(link.removeprefix(server.url))
    assert len(seen) > 10


def links(document):
    if isinstance(document, dict):
        if isinstance(document.get("href"), str):
            yield document["href"]
        document = list(document.values())
    if isinstance(document, list):
        for part in document:
            yield from links(part)


def plain(schema):
    """An OpenAPI 3.0 schema as JSON Schema, where `nullable` becomes a type."""
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: plain(part) for name, part in schema.items() if name != "nullable"}
    if schema.get("nullable") is True:
        made = {"anyOf": [made, {"type": "null"}]}
    return made


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (ITEMS, f"{ITEMS}?limit=10000"),
        (f"{ITEMS}/{{id}}", f"{ITEMS}/reko-diq"),
        ("/collections", "/collections"),
        ("/collections/{collection}", "/collections/sites"),
        ("/collections/sites/facets", "/collections/sites/facets"),
        ("/collections/sites/download.geojson", "/collections/sites/download.geojson"),
        (ITEMS, f"{ITEMS}?properties=name,claims"),
        ("/collections/agreements/items", "/collections/agreements/items"),
        ("/conformance", "/conformance"),
        ("/sources", "/sources"),
        ("/organizations", "/organizations"),
        ("/minerals", "/minerals"),
        ("/countries", "/countries"),
        ("/", "/"),
    ],
)
def test_responses_match_their_schema(server, api, path, address):
    content = api["paths"][path]["get"]["responses"]["200"]["content"]
    response = server.get(address)
    [schema] = [media["schema"] for kind, media in content.items() if kind in response.headers["content-type"]]
    document = plain({"components": api["components"], **schema})
    validator = jsonschema_rs.Draft202012Validator(document)
    problems = [f"{error.instance_path}: {error.message[:200]}" for error in validator.iter_errors(response.json())]
    assert not problems, problems[:10]


@pytest.mark.parametrize("collection", ["sites", "agreements"])
def test_features_match_the_feature_schema(server, collection):
    schema = server.get(f"/collections/{collection}/feature-schema").json()
    validator = jsonschema_rs.Draft202012Validator(schema)
    facts = schema["properties"]["properties"]["properties"]
    assert facts.keys() >= {"name", "kind", "minerals"}
    for feature in server.get(f"/collections/{collection}/items?limit=10000").json()["features"]:
        assert facts.keys() <= feature["properties"].keys()
        known = {name: value for name, value in feature["properties"].items() if value is not None}
        validator.validate({**feature, "properties": known})


def test_schemathesis_finds_no_failures(server, tmp_path):
    """Thousands of valid and invalid requests generated from the description, with every check of the responses."""
    here = pathlib.Path(__file__).parent
    program = pathlib.Path(sys.executable).parent / "schemathesis"
    done = subprocess.run(
        [program, "--no-color", "run", f"{server.url}/api", "--checks=all", "--phases=examples,coverage,fuzzing,stateful",
         # Not a timing test: only a request that never ends takes this long.
         "--max-response-time=60", "--max-examples=15", "--workers=1", "--seed=1", "--no-shrink", "--continue-on-failure"],
        capture_output=True, text=True, timeout=600, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(here), "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "OREATLAS_URL": server.url},
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
