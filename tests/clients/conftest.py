"""Shared by the client tests: the server under test and, read without any client, what it serves."""

import contextlib
import json
import os
import pathlib
import re
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
