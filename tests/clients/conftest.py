"""Shared by the client tests: the server under test and, read without any client, what it serves."""

import contextlib
import json
import os
import pathlib
import re
import resource
import socket
import subprocess
import time

import pytest
import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The properties of a site that are lists of words.
LISTS = [
    name
    for name, schema in json.loads((ROOT / "data/schema/api.json").read_text())["components"]["schemas"]["SiteProperties"][
        "properties"
    ].items()
    if schema.get("items") == {"type": "string"}
]

PROGRAM = os.environ.get("OREATLAS", str(ROOT / "target/release/oreatlas"))


class Server:
    """The program with its built-in dataset, on a free port; `url` has no trailing slash."""

    def __init__(self, log: pathlib.Path):
        self.log = log
        command = [PROGRAM, "serve", "--listen", "127.0.0.1:0"]
        with log.open("wb") as to:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=to, text=True)
        first = self.process.stdout.readline()
        found = re.search(r"http://\S+", first)
        assert found, f"{PROGRAM} says {first!r} instead of its address"
        self.url = found[0]

    def get(self, path, **options):
        return requests.get(self.url + path, timeout=60, **options)

    def resident_kb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def lines(self):
        """The log, one dictionary per line, without a line that is still being written."""
        text = self.log.read_text()
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    @contextlib.contextmanager
    def requested_addresses(self):
        """A list that, after the block, holds the addresses requested in it."""
        addresses, before = [], len(self.lines())
        yield addresses
        # The log is written after the responses: it is complete once this address is in it.
        end = f"/healthz?end={time.monotonic_ns()}"
        self.get(end)
        for _ in range(500):
            seen = [line.get("address") for line in self.lines()[before:]]
            if end in seen:
                addresses.extend(seen[: seen.index(end)])
                return
            time.sleep(0.01)
        raise AssertionError("the request log stands still")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(15) == 0


class Served:
    """A program of one test alone, which may fill it, send it signals, and start it in other ways. `options` are those of
    `serve`, `wrapper` is a command that starts the program, `stderr_unread` leaves its
    log in a pipe, `process` has options of `Popen`."""

    BYSTANDER = "127.0.0.3"

    def __init__(self, log, *options, wrapper=(), stderr_unread=False, **process):
        self.log = log
        with log.open("wb") as to:
            if stderr_unread:
                to = subprocess.PIPE
            command = [*wrapper, PROGRAM, "serve", "--listen", "127.0.0.1:0", *map(str, options)]
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=to, text=True, **process)
        first = self.process.stdout.readline()
        address = re.search(r"http://([0-9.]+):([0-9]+)", first)
        assert address, f"{command} says {first!r} instead of its address, and logs {log.read_text()}"
        self.address = address[1], int(address[2])
        self.url = "http://{}:{}".format(*self.address)

    def get(self, path, **options):
        return requests.get(self.url + path, timeout=60, **options)

    def connect(self, source, buffer=None):
        client = socket.socket()
        if buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        client.bind((source, 0))
        client.settimeout(5)
        client.connect(self.address)
        return client

    def probe(self, path="/collections/sites/items?limit=5", source=BYSTANDER):
        """How long a request over a new connection takes, in seconds."""
        start = time.monotonic()
        with self.connect(source) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            response = b"".join(iter(lambda: client.recv(1 << 16), b""))
        assert response.startswith(b"HTTP/1.1 200 "), response[:200]
        return time.monotonic() - start

    def metric(self, name):
        return float(re.search(rf"^{re.escape(name)} (\S+)$", self.get("/metrics").text, re.M)[1])

    def resident(self):
        """The memory that the server uses, in MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) // 1024

    def lines(self):
        """The log, one dictionary per line, without a line that is still being written."""
        text = self.log.read_text()
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def serve(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    started = []

    def start(*options, **process):
        started.append(Served(tmp_path / f"log{len(started)}", *options, **process))
        return started[-1]

    yield start
    for served in started:
        served.kill()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def eventually(condition, within=30):
    """Waits until `condition` returns something true, and returns that."""
    end = time.monotonic() + within
    while not (result := condition()):
        assert time.monotonic() < end, f"not within {within} s"
        time.sleep(0.05)
    return result


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """An atlas whose download is larger than any buffer between server and client."""
    return imported(tmp_path_factory.mktemp("large"), 20_000, "remark " * 80)


def imported(folder, count, remark, name="Site {}".format):
    """An atlas of `count` sites."""
    rows = (f"s{n},{name(n)},{60 + n % 1000 / 100},{25 + n / 10_000},{remark}\n" for n in range(count))
    (folder / "sites.csv").write_text("id,name,lon,lat,remark\n" + "".join(rows))
    source = {"id": "made", "type": "dataset", "title": "Made up", "custom": {"kind": "dataset"}}
    (folder / "source.json").write_text(json.dumps(source | {"issued": {"date-parts": [[2026]]}}))
    command = [PROGRAM, "import", "sites.csv", "--source", "source.json", "--out", "large.atlas"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "large.atlas"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server") / "log")
    yield server
    server.stop()
    worse = [line for line in server.lines() if line["level"] != "INFO"]
    assert not worse, worse


@pytest.fixture(scope="session")
def base_url(server):
    return server.url


@pytest.fixture(scope="session")
def collection(server):
    """The whole collection, in one response."""
    return server.get("/collections/sites/download.geojson").json()


@pytest.fixture(scope="session")
def features(collection):
    """Every site's Feature by its id."""
    return {feature["id"]: feature for feature in collection["features"]}
