"""Responses under load equal responses to single requests, byte by byte."""

import collections
import concurrent.futures
import http.client
import random
import urllib.parse

CONNECTIONS = 32
EACH = 120
SITES = "/collections/sites"


def get(connection, address, headers):
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    body = response.read()
    headers_received = {name: value for name, value in response.getheaders() if name not in ("date", "server-timing", "x-request-id")}
    return response.status, headers_received, body


def addresses(features):
    """About sixty different requests, of every kind."""
    filters = ["mineral=copper", "kind=mine", "bbox=60,24,65,31", "q=chagai", "evidence=disputed", "as_of=2024"]
    filters += ["mineral=gold,chromite&province=PK-BA", "datetime=2025-01-01/2025-12-31", "status=operating&sortby=-name"]
    plain = [filter for filter in filters if "sortby" not in filter]
    yield from (f"{SITES}/items?{filter}" for filter in filters)
    yield from (f"{SITES}/items?limit={limit}&offset={offset}" for limit, offset in [(1, 0), (10, 20), (50, 100), (10000, 0)])
    yield from (f"{SITES}/facets?{filter}" for filter in plain)
    yield from (f"{SITES}/download.geojson?{filter}" for filter in plain)
    yield from (f"{SITES}/download.csv?{filter}" for filter in plain)
    yield from (f"/bibliography.{form}?mineral=copper" for form in ("json", "bib", "ris"))
    tiles = ["0/0/0", "3/3/5", "5/13/21", "6/26/43", "8/105/172"]
    yield from (f"{SITES}/tiles/WebMercatorQuad/{tile}" for tile in tiles)
    yield from (f"{SITES}/tiles/WebMercatorQuad/{tile}?mineral=copper" for tile in tiles)
    yield from (f"{SITES}/items/{id}" for id in list(features)[::40])
    yield from ["/", "/api", "/collections", f"{SITES}/items", "/sources", "/collections/agreements/items"]
    # Errors, too, must be identical.
    yield from [f"{SITES}/items?limit=0", f"{SITES}/items/nowhere", "/nowhere"]


def test_responses_under_load_equal_single_responses(server, features):
    port = urllib.parse.urlsplit(server.url).port
    # Each request in every content coding.
    codings = ["identity", "gzip", "br"]
    requests = [(address, {"Accept-Encoding": coding}) for address in addresses(features) for coding in codings]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    alone = [get(connection, *request) for request in requests]
    connection.close()
    statuses = collections.Counter(status for status, _, _ in alone)
    assert statuses.keys() <= {200, 204, 400, 404} and statuses[200] > 150, statuses

    def client(seed):
        order = random.Random(seed).choices(range(len(requests)), k=EACH)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        wrong = [requests[index][0] for index in order if get(connection, *requests[index]) != alone[index]]
        connection.close()
        return wrong

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        wrong = [address for some in pool.map(client, range(CONNECTIONS)) for address in some]
    assert not wrong, collections.Counter(wrong)
