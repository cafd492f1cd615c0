"""Requests that a proxy and a server could read differently, and requests that are hostile in other ways. A second request
hidden in the first must never be answered: the request log would name it."""

import re
import socket
import time
import urllib.parse

import pytest

HOST = b"Host: atlas.example\r\n"
HIDDEN = b"GET /hidden HTTP/1.1\r\n" + HOST + b"\r\n"
LENGTH = str(len(HIDDEN)).encode()


def get(*headers, target=b"/collections", body=b""):
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


def chunk(content):
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"


# The name of each form, its bytes, and the status of the response: None if the server may also close without one.
FORMS = {
    # A body that looks like a request is a body.
    "body of a GET": (get(b"Content-Length: " + LENGTH, body=HIDDEN), 200),
    "chunked body": (get(b"Transfer-Encoding: chunked", body=chunk(HIDDEN) + b"0\r\n\r\n"), 200),
    "chunk extension": (
        get(b"Transfer-Encoding: chunked", body=f"{len(HIDDEN):x};a=b\r\n".encode() + HIDDEN + b"\r\n0\r\n\r\n"),
        200,
    ),
    # Two lengths that differ, or a length that is no number (RFC 9112, section 6.3).
    "two lengths": (get(b"Content-Length: 0", b"Content-Length: " + LENGTH, body=HIDDEN), 400),
    "list of lengths": (get(b"Content-Length: 0, " + LENGTH, body=HIDDEN), 400),
    "signed length": (get(b"Content-Length: +" + LENGTH, body=HIDDEN), 400),
    "negative length": (get(b"Content-Length: -1", body=HIDDEN), 400),
    "hexadecimal length": (get(b"Content-Length: 0x10", body=HIDDEN), 400),
    "length beyond 64 bits": (get(b"Content-Length: 99999999999999999999999", body=HIDDEN), 400),
    # A length and chunks: chunks win or the request is refused; the length alone must not.
    "length, then chunks": (
        get(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n") + HIDDEN,
        None,
    ),
    "chunks, then length": (
        get(b"Transfer-Encoding: chunked", b"Content-Length: 5", body=b"0\r\n\r\n") + HIDDEN,
        None,
    ),
    # Transfer codings that only some parsers take for chunked.
    "unknown coding": (get(b"Transfer-Encoding: xchunked", b"Content-Length: 5", body=b"0\r\n\r\n" + HIDDEN), None),
    "coding after chunked": (get(b"Transfer-Encoding: chunked, identity", body=b"0\r\n\r\n" + HIDDEN), None),
    "space before the colon": (get(b"Transfer-Encoding : chunked", body=b"0\r\n\r\n" + HIDDEN), 400),
    "vertical tab in the coding": (get(b"Transfer-Encoding: \x0bchunked", body=b"0\r\n\r\n" + HIDDEN), 400),
    "folded header": (get(b"Transfer-Encoding:\r\n chunked", body=b"0\r\n\r\n" + HIDDEN), 400),
    # Chunks with sizes that overflow, or end early.
    "chunk size beyond 64 bits": (get(b"Transfer-Encoding: chunked", body=b"fffffffffffffffff\r\n" + HIDDEN), None),
    "chunk size that is no number": (get(b"Transfer-Encoding: chunked", body=b"-1\r\n" + HIDDEN), None),
    "chunk without its end": (get(b"Transfer-Encoding: chunked", body=b"1\r\naXX" + HIDDEN), None),
    "endless chunk extension": (get(b"Transfer-Encoding: chunked", body=b"1;" + b"a" * 100_000 + b"\r\n" + HIDDEN), None),
    # Line ends and characters that only some parsers take.
    "carriage return in a header": (get(b"X: a\rGET /hidden HTTP/1.1"), 400),
    "null in a header": (get(b"X: a\x00b"), 400),
    "null in the target": (get(target=b"/collections\x00/hidden"), 400),
    "carriage return in the target": (get(target=b"/collections\r/hidden"), 400),
    "header without a name": (get(b": value"), 400),
    "header without a colon": (get(b"GET /hidden HTTP/1.1"), 400),
    "space in the target": (get(target=b"/collections /hidden"), 400),
    # Versions and methods.
    "version 0.9": (b"GET /collections\r\n\r\n", 400),
    "version 2.0": (b"GET /collections HTTP/2.0\r\n" + HOST + b"\r\n", None),
    "version without a number": (b"GET /collections HTTP/\r\n" + HOST + b"\r\n", 400),
    "preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", None),
    "method in lower case": (b"get /collections HTTP/1.1\r\n" + HOST + b"\r\n", 405),
    "tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 404),
    "upgrade": (get(b"Connection: Upgrade", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABkAAQAAP__"), 200),
    # Sizes.
    "2,000 headers": (get(*[b"X-%d: a" % n for n in range(2000)]), 431),
    "header of 1 MB": (get(b"X: " + b"a" * 1_000_000), 431),
    "target of 1 MB": (get(target=b"/" + b"a" * 1_000_000), None),
    "target of 9,000 characters": (get(target=b"/collections?a=" + b"b" * 9_000), 414),
}

# Targets that must not reach a file, another host, or the log as control characters.
TARGETS = [
    b"/../../../../etc/passwd",
    b"/assets/../../../../etc/passwd",
    b"/%2e%2e/%2e%2e/etc/passwd",
    b"/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    b"/assets/..%5c..%5cetc%5cpasswd",
    b"//evil.example/",
    b"/%00",
    b"/collections/sites/items/%0d%0aSet-Cookie:%20a=b",
    b"/collections/sites/items?q=%0d%0aSet-Cookie:%20a=b",
    b"/collections/sites/items?q=%ff%fe",
    b"/collections/sites/items/%e2%80%ae",
    b"http://evil.example/collections",
]


def send(server, request, timeout=10):
    """All that the server sends back until it closes the connection, or is silent for a moment after a response."""
    parts = urllib.parse.urlsplit(server.url)
    received = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=timeout) as connection:
        try:
            connection.sendall(request)
            connection.settimeout(0.5)
            until = time.monotonic() + timeout
            while time.monotonic() < until:
                try:
                    more = connection.recv(65536)
                except TimeoutError:
                    if received:
                        break
                    continue
                if not more:
                    break
                received += more
        except (ConnectionResetError, BrokenPipeError):
            # The server closes before it has read all of a request that is too long.
            pass
    return received


def statuses(received):
    """The statuses of the responses."""
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", received)]


def test_a_second_request_on_a_connection_is_answered_and_logged(server):
    """What the tests below exclude would be seen."""
    with server.requested_addresses() as addresses:
        received = send(server, get() + HIDDEN)
    assert statuses(received) == [200, 404]
    assert addresses == ["/collections", "/hidden"]


@pytest.mark.parametrize("name", FORMS)
def test_no_request_is_hidden_in_another(server, name):
    request, status = FORMS[name]
    with server.requested_addresses() as addresses:
        received = send(server, request)
    assert "/hidden" not in " ".join(addresses), addresses
    assert len(statuses(received)) <= 1, received
    if status is not None:
        assert statuses(received) == [status], received
    assert server.get("/healthz").text == "ok\n"


@pytest.mark.parametrize("target", TARGETS, ids=[target.decode("ascii") for target in TARGETS])
def test_a_hostile_target_reaches_nothing(server, target):
    received = send(server, get(b"Connection: close", target=target))
    assert len(statuses(received)) == 1 and statuses(received)[0] < 500, received
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"root:" not in body
    names = [line.split(b":")[0].lower() for line in head.split(b"\r\n")[1:]]
    assert b"set-cookie" not in names
    locations = [line for line in head.split(b"\r\n") if line.lower().startswith(b"location:")]
    assert all(server.url.encode() in location for location in locations), locations
