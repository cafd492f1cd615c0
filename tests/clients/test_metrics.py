"""What the operator sees of a server that runs: its metrics, and its log."""

import contextlib
import re
import socket
import struct
import time
import urllib.parse

from conftest import eventually

CLIENT = "127.0.0.2"
# Several megabytes, made before they are sent, and more than any buffer holds.
WHOLE = "/collections/sites/items?limit=10000"
COSTLY = " OR ".join(f"name LIKE '%{n:02}%i%t%e%_%_%_%_%_%_%_%_%_%_%'" for n in range(100))
COSTLY_PATH = "/collections/sites/items?" + urllib.parse.urlencode({"filter": COSTLY})


def begin(served, path, headers="", buffer=4096):
    """A connection over which a response begins, and is not read."""
    client = served.connect(CLIENT, buffer)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode())
    return client


def reset(client):
    """Closes a connection at once, and throws away what is on its way."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def logged(served, path):
    """The log's line of a request."""
    found = lambda: [line for line in served.lines() if line.get("address") == path]
    return eventually(found)[-1]


def test_a_response_is_complete_only_when_all_of_it_was_sent(serve, large):
    served = serve("--data", large)
    before = served.metric("oreatlas_response_body_bytes_total")
    small = "/collections/sites/items?limit=2"
    length = len(served.get(small, headers={"Accept-Encoding": "identity"}).content)
    line = logged(served, small)
    assert (line["outcome"], line["bytes"], line["status"]) == ("complete", length, 200)
    assert served.metric("oreatlas_response_body_bytes_total") - before >= length

    idle = served.metric("oreatlas_requests_in_flight")
    reading = begin(served, WHOLE)
    assert reading.recv(1000).startswith(b"HTTP/1.1 200 ")
    assert served.metric("oreatlas_requests_in_flight") == idle + 1
    time.sleep(0.5)
    assert not [line for line in served.lines() if line.get("address") == WHOLE], "it has not ended"
    reset(reading)
    line = logged(served, WHOLE)
    assert (line["outcome"], line["status"], line["client"]) == ("broken", 200, CLIENT)
    assert served.metric("oreatlas_responses_broken_total") == 1
    assert served.metric("oreatlas_requests_in_flight") == idle

    with begin(served, WHOLE) as slow:
        head, _, body = slow.recv(2000).partition(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head)[1])
        left = length - len(body)
        while left > 0:
            left -= len(slow.recv(1 << 20))
    complete = lambda: [line for line in served.lines() if line.get("address") == WHOLE and line["outcome"] == "complete"]
    assert eventually(complete)[0]["bytes"] == length


def test_a_client_that_leaves_before_the_response_is_logged(serve, large):
    served = serve("--data", large)
    # Those before it keep every thread busy for longer than the client waits.
    before = [begin(served, f"{COSTLY_PATH}&limit={n}", "") for n in range(1, 31)]
    client = begin(served, COSTLY_PATH, "X-Request-Id: of-the-proxy\r\n")
    time.sleep(0.1)
    reset(client)
    line = logged(served, COSTLY_PATH)
    assert line["outcome"] == "abandoned" and "status" not in line and line["request_id"] == "of-the-proxy"
    assert served.metric("oreatlas_requests_abandoned_total") == 1
    for other in before:
        other.close()


def test_the_log_names_the_client_that_the_proxy_names(serve):
    served = serve("--client-header", "X-Forwarded-For")
    # What clients wrote themselves comes first.
    served.get("/healthz?of=proxy", headers={"X-Forwarded-For": "192.0.2.1, 2001:db8::7"})
    assert logged(served, "/healthz?of=proxy")["client"] == "2001:db8::7"
    served.get("/healthz?of=none")
    assert logged(served, "/healthz?of=none")["client"] == "127.0.0.1"

    ignoring = serve()
    ignoring.get("/healthz?of=none", headers={"X-Forwarded-For": "192.0.2.1"})
    assert logged(ignoring, "/healthz?of=none")["client"] == "127.0.0.1"


def test_the_process_is_described_by_the_names_of_prometheus(serve):
    started = time.time()
    served = serve("--log", "off")
    assert started - 1 < served.metric("process_start_time_seconds") <= time.time()
    measured, expected = served.metric("process_resident_memory_bytes"), served.resident() << 20
    assert abs(measured - expected) < 20 << 20
    metrics = served.get("/metrics", headers={"Origin": "https://news.example"})
    assert not [name for name in metrics.headers if name.lower().startswith("access-control-")]
    assert metrics.text.endswith("# EOF\n")


def test_lost_lines_of_the_log_are_counted(serve, tmp_path):
    served = serve(stderr_unread=True)
    assert served.metric("oreatlas_log_lines_lost_total") == 0
    many = 12_000
    with served.connect(CLIENT) as client:
        for _ in range(many // 100):
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 100)
            answers = b""
            while answers.count(b"\r\n\r\nok\n") < 100:
                answers += client.recv(1 << 20)
    assert 0 < served.metric("oreatlas_log_lines_lost_total") < many, "no response waits for the log"


def test_a_connection_that_gives_way_is_counted(serve):
    served = serve("--log", "off", "--max-connections", "2", "--reserved-connections", "1")
    with served.connect(CLIENT), served.connect(CLIENT), served.connect(CLIENT) as third:
        third.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert third.recv(100).startswith(b"HTTP/1.1 200 ")
        assert served.metric('oreatlas_connections_refused_total{reason="gave way"}') >= 1


def test_computations_that_are_refused_are_counted(serve, large):
    served = serve("--log", "off", "--data", large, "--filter-deadline", "60s")
    with contextlib.ExitStack() as connections:
        for _ in range(300):
            connections.enter_context(begin(served, COSTLY_PATH))
        eventually(lambda: served.metric("oreatlas_computations_refused_total") > 0)
        assert 200 < served.metric("oreatlas_computations_queued") <= 256
