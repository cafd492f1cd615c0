"""Bad input gets a problem document that names what is wrong and where, uses no extra memory, and does not stop the server."""

import http.client
import json
import socket
import time
import urllib.parse

import pytest

ITEMS = "/collections/sites/items"
TILES = "/collections/sites/tiles/WebMercatorQuad"
# How much the resident memory may grow in one of these tests, in kB: allocators keep some pages.
SPARE_KB = 32 * 1024



def filtered(expression, **others):
    return f"{ITEMS}?" + urllib.parse.urlencode({"filter": expression, **others})


def nested(depth, json=False):
    """An expression nested to this depth, as text and as JSON."""
    if json:
        leaf = '{"op":"=","args":[{"property":"kind"},"deposit"]}'
        return filtered('{"op":"not","args":[' * depth + leaf + "]}" * depth, **{"filter-lang": "cql2-json"})
    return filtered("(" * depth + "kind='deposit'" + ")" * depth)


CRS = urllib.parse.quote("http://www.opengis.net/def/crs/EPSG/0/2154", safe="")

REFUSED = [
    # address, status, what the detail or parameter must name
    (f"{ITEMS}?colour=red", 400, ["colour", "mineral"]),
    (f"{ITEMS}?mineral=", 400, ["mineral"]),
    (f"{ITEMS}?mineral=unobtainium", 400, ["mineral", "unobtainium"]),
    (f"{ITEMS}?mineral=copper&mineral=gold", 400, ["mineral", "twice"]),
    (f"{ITEMS}?limit=0", 400, ["limit"]),
    (f"{ITEMS}?limit=-1", 400, ["limit"]),
    (f"{ITEMS}?limit=1e3", 400, ["limit", "1e3"]),
    (f"{ITEMS}?offset=-1", 400, ["offset"]),
    (f"{ITEMS}?bbox=1,2,3", 400, ["bbox", "4"]),
    (f"{ITEMS}?bbox=1,2,3,4,5", 400, ["bbox", "4"]),
    (f"{ITEMS}?bbox=a,b,c,d", 400, ["bbox", "a"]),
    (f"{ITEMS}?bbox=nan,0,1,1", 400, ["bbox", "nan"]),
    (f"{ITEMS}?bbox=0,10,10,0", 400, ["bbox", "swapped"]),
    (f"{ITEMS}?datetime=yesterday", 400, ["datetime", "yesterday"]),
    (f"{ITEMS}?datetime=2025-02-30", 400, ["datetime", "2025-02-30"]),
    (f"{ITEMS}?datetime=2025/2024", 400, ["datetime", "before"]),
    (f"{ITEMS}?datetime=../..", 400, ["datetime", "open"]),
    (f"{ITEMS}?as_of=tomorrow", 400, ["as_of", "tomorrow"]),
    (f"{ITEMS}?sortby=colour", 400, ["sortby", "colour"]),
    (f"{ITEMS}?f=shapefile", 400, ["f", "geojson"]),
    (f"{ITEMS}?q=%FF%FE%00&limit=none", 400, ["limit"]),
    (f"{ITEMS}/nowhere", 404, ["nowhere"]),
    (f"{ITEMS}/..%2F..%2Fetc%2Fpasswd", 404, ["no site"]),
    (f"{ITEMS}/%FF%FE", 404, ["no site"]),
    (f"{ITEMS}?q={'a' * 9000}", 414, ["8192"]),
    ("/collections/roads", 404, ["roads"]),
    ("/sources/nobody", 404, ["nobody"]),
    ("/collections/sites/download.exe", 404, []),
    (f"{TILES}/99/0/0", 404, ["99"]),
    (f"{TILES}/2/4/0", 404, ["4"]),
    (f"{TILES}/2/0/-1", 404, ["-1"]),
    (f"{TILES}/2/0/99999999999999999999", 404, ["99999999999999999999"]),
    (f"{TILES}/x/y/z", 404, ["x"]),
    (f"{TILES}/0/0/0?mineral=unobtainium", 400, ["mineral", "unobtainium"]),
    (f"{TILES.replace('WebMercatorQuad', 'WorldCRS84Quad')}/0/0/0", 404, ["WorldCRS84Quad", "WebMercatorQuad"]),
    # A CQL2 expression, and the position of the error.
    (filtered("kind = 'mine"), 400, ["filter", "a quote is opened and not closed at character 8"]),
    (filtered("(kind = 'mine'"), 400, ["filter", "opened and not closed at character 1,"]),
    (filtered("kind = = 'mine'"), 400, ["filter", "at character 8", "= 'mine'"]),
    (filtered("name = 'کوڈک' )"), 400, ["filter", "at character 15"]),
    (filtered(""), 400, ["filter", "at character 1, at its end"]),
    (filtered("kid = 'mine'"), 400, ["filter", "kid", "kind"]),
    (filtered("uncertainty_m > 'much'"), 400, ["filter", "a number"]),
    (filtered("minerals = 'copper'"), 400, ["filter", "A_CONTAINS"]),
    (filtered("T_AFTER(datetime,DATE('2025-02-30'))"), 400, ["filter", "2025-02-30"]),
    (filtered("S_INTERSECTS(geometry,POINT(200 95))"), 400, ["filter", "200 95"]),
    (filtered('{"op":"=","args":[{"property":"kind"},'), 400, ["filter", "not valid JSON", "at character"]),
    (filtered("kind='deposit'", **{"filter-lang": "sql"}), 400, ["filter-lang", "cql2-text"]),
    (filtered("kind='deposit'", **{"filter-crs": "EPSG:2154"}), 400, ["filter-crs", "EPSG:2154", "CRS84"]),
    (nested(65), 400, ["filter", "nested deeper than 64"]),
    (nested(500), 400, ["filter", "nested deeper than 64"]),
    (nested(4_000), 414, ["8192"]),
    (nested(65, json=True), 400, ["filter", "nested deeper than 64"]),
    (nested(300, json=True), 414, ["8192"]),
    (f"{TILES}/0/0/0?filter={'(' * 4_000}", 400, ["filter", "nested deeper than 64"]),
    # Unsupported reference systems.
    (f"{ITEMS}?crs={CRS}", 400, ["crs", "2154", "CRS84"]),
    (f"{ITEMS}?bbox=0,0,1,1&bbox-crs={CRS}", 400, ["bbox-crs", "2154", "CRS84"]),
    (f"{ITEMS}/reko-diq?crs={CRS}", 400, ["crs", "2154", "CRS84"]),
    (f"{ITEMS}?f=csv&crs={urllib.parse.quote('http://www.opengis.net/def/crs/EPSG/0/3857')}", 400, ["f", "CRS84"]),
    (f"{ITEMS}?properties=name,colour", 400, ["properties", "colour"]),
    ("/?f=shapefile", 400, ["f", "shapefile", "html"]),
    (f"{TILES}?f=xml", 400, ["f", "xml", "tilejson"]),
    ("/collections/agreements/items?q=" + "x" * 201, 400, ["q", "200"]),
]

# The deepest allowed nesting.
DEEPEST = [nested(64), nested(64, json=True)]


def problem(response, status, *names):
    """The problem document of a response, which must contain these names."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document["status"] == status and document["title"] and document["detail"], document
    text = f"{document.get('parameter')} {document['detail']}"
    for name in names:
        assert name in text, (name, document)
    return document


@pytest.mark.parametrize(("address", "status", "names"), REFUSED, ids=[address[:60] for address, _, _ in REFUSED])
def test_invalid_request_is_rejected_with_the_parameter_name(server, address, status, names):
    problem(server.get(address), status, *names)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_write_methods_get_405_with_the_allowed_methods(server, method):
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server.url).netloc, timeout=30)
    connection.request(method, ITEMS, body=b"x" * 100_000 if method != "TRACE" else None)
    response = connection.getresponse()
    assert response.status == 405 and "GET" in response.getheader("allow")
    assert json.loads(response.read())["status"] == 405
    connection.close()


@pytest.mark.parametrize("address", DEEPEST, ids=["text", "json"])
def test_filter_nested_64_deep_is_accepted(server, address):
    response = server.get(address)
    assert response.status_code == 200, response.text
    assert {feature["properties"]["kind"] for feature in response.json()["features"]} == {"deposit"}


@pytest.mark.parametrize("range_header", ["bytes=99999999-", "bytes=-0", "bytes=99999999999999999999-"])
def test_unsatisfiable_range_gets_416_with_the_length(server, range_header):
    plain = {"Accept-Encoding": "identity"}
    length = len(server.get(ITEMS, headers=plain).content)
    response = server.get(ITEMS, headers={**plain, "Range": range_header})
    problem(response, 416, "Range", str(length))
    assert response.headers["content-range"] == f"bytes */{length}"


def test_unsupported_media_type_gets_406_with_the_available_ones(server):
    document = problem(server.get(ITEMS, headers={"Accept": "image/png"}), 406)
    assert "application/geo+json" in document["detail"]


def test_thousands_of_bad_requests_leave_memory_and_latency_flat(server):
    """The server's memory and latency stay flat."""

    def median():
        times = []
        for _ in range(31):
            start = time.perf_counter()
            assert server.get(f"{ITEMS}?mineral=copper&limit=10").status_code == 200
            times.append(time.perf_counter() - start)
        return sorted(times)[15]

    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server.url).netloc, timeout=30)

    def send_all(times):
        for _ in range(times):
            for address, status, _ in REFUSED:
                connection.request("GET", address)
                response = connection.getresponse()
                response.read()
                assert response.status == status, address

    send_all(10)
    before_kb, before = server.resident_kb(), median()
    send_all(6_000 // len(REFUSED))
    assert server.resident_kb() < before_kb + SPARE_KB
    # Well above noise: ten times, and at least 10 ms.
    assert median() < max(10 * before, 0.01)
    connection.close()


def test_server_survives_requests_that_are_not_http(server):
    parts = urllib.parse.urlsplit(server.url)
    for nonsense in [b"\x16\x03\x01\x00\xa5\x01\x00\x00", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nHost", b"A" * 100_000]:
        with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
            connection.sendall(nonsense)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
    assert server.get("/healthz").text == "ok\n"
