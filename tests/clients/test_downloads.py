"""Downloads that are files: read by range with other implementations, and shared between clients."""

import contextlib
import json
import os
import random
import resource
import signal
import stat
import subprocess
import time

import geopandas
import pyogrio
import pytest
import requests
from conftest import eventually, imported

DOWNLOAD = "/collections/sites/download."
# A corner of the large atlas.
CORNER = (60, 25, 60.5, 25.2)


@pytest.fixture(scope="module")
def endings(server):
    """The endings of downloads, by whether they are files, which have ranges, or texts, which are sent while they are made."""
    paths = server.get("/api?f=json").json()["paths"]
    found = {path.removeprefix(DOWNLOAD): item["get"]["responses"] for path, item in paths.items() if path.startswith(DOWNLOAD)}
    files = [ending for ending, responses in found.items() if "206" in responses]
    assert {"gpkg", "parquet"} <= set(files) and {"csv", "kml"} <= found.keys() - set(files)
    return {"files": files, "texts": sorted(found.keys() - set(files))}


def ogrinfo(*arguments):
    options = ["--config", "GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR", "-ro", "-q"]
    done = subprocess.run(["ogrinfo", *options, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "ERROR" not in done.stderr, done.stderr
    return done.stdout


def by_ogrinfo(url):
    return ogrinfo("-al", "-spat", *CORNER, url).count("OGRFeature(sites)")


def by_pyogrio(url):
    return len(pyogrio.read_dataframe(url, bbox=CORNER, layer="sites"))


def by_geopandas(url):
    return len(geopandas.read_parquet(url, bbox=CORNER, columns=["id", "geometry"]))


@pytest.fixture(scope="module")
def larger(tmp_path_factory):
    """An atlas whose GeoParquet is several times as large as the blocks of 5 MB in which fsspec reads."""
    names = random.Random(19)
    return imported(
        tmp_path_factory.mktemp("larger"), 100_000, "none", lambda n: f"{n} " + names.randbytes(90).hex()
    )


@pytest.mark.parametrize(
    ("ending", "prefix", "read"),
    [
        ("gpkg", "/vsicurl/", by_ogrinfo),
        ("fgb", "/vsicurl/", by_ogrinfo),
        ("gpkg", "/vsicurl/", by_pyogrio),
        ("fgb", "/vsicurl/", by_pyogrio),
        ("parquet", "", by_geopandas),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_clients_read_a_file_by_range(serve, large, larger, ending, prefix, read):
    served = serve("--data", larger if ending == "parquet" else large)
    size = int(requests.head(served.url + DOWNLOAD + ending, timeout=60).headers["content-length"])
    assert size > 400_000
    everywhere = len(served.get("/collections/sites/items?limit=10000&bbox=" + ",".join(map(str, CORNER))).json()["features"])
    before = len(served.lines())
    assert 0 < everywhere <= read(prefix + served.url + DOWNLOAD + ending) < 20_000

    def requested():
        return [line for line in served.lines()[before:] if ending in line.get("address", "")]

    def is_part(line):
        return line["status"] == 206

    assert eventually(lambda: [line for line in requested() if is_part(line)])
    # fsspec asks for the length with a GET whose body it drops, and reads some blocks more than once.
    sent = [line["bytes"] for line in requested()]
    assert max(sent) < size * 3 / 4, f"no response has the whole file: {sent} of {size} bytes"
    if ending != "parquet":
        assert sum(sent) < size * 3 / 4, f"{sent} of {size} bytes"


def test_head_is_get_without_the_body(base_url, endings):
    for ending in endings["files"] + endings["texts"]:
        for coding in ["identity", "gzip", "br"]:
            got, head = (
                requests.request(
                    method, base_url + DOWNLOAD + ending, headers={"accept-encoding": coding}, timeout=60, stream=True
                )
                for method in ("GET", "HEAD")
            )
            body = got.raw.read(decode_content=False)
            for response in got, head:
                for name in ("date", "x-request-id", "transfer-encoding"):
                    response.headers.pop(name, None)
            assert (head.status_code, head.headers, head.raw.read()) == (got.status_code, got.headers, b""), ending
            if ending in endings["files"]:
                assert int(got.headers["content-length"]) == len(body), ending
            else:
                assert got.headers.get("content-encoding", "identity") == coding, ending


def test_ranges_join_to_the_whole_file(base_url, endings):
    with requests.Session() as session:
        for ending in endings["files"]:
            whole = session.get(base_url + DOWNLOAD + ending, timeout=60)
            size, step = len(whole.content), len(whole.content) // 7 + 1
            joined = b""
            for first in range(0, size, step):
                headers = {"range": f"bytes={first}-{first + step - 1}", "if-range": whole.headers["etag"]}
                part = session.get(base_url + DOWNLOAD + ending, headers=headers, timeout=60)
                assert part.status_code == 206, ending
                joined += part.content
            assert joined == whole.content, ending


def temporary_bytes(served):
    """What the server's temporary files take: each counts once, however many handles there are."""
    sizes = {}
    folder = f"/proc/{served.process.pid}/fd"
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):
            found = os.stat(f"{folder}/{name}")
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                sizes[found.st_ino] = found.st_size
    return sum(sizes.values())


def test_silent_readers_share_a_file_and_delay_nobody(serve, large):
    served = serve("--log", "off", "--data", large)
    size = int(requests.head(served.url + DOWNLOAD + "gpkg", timeout=60).headers["content-length"])
    assert temporary_bytes(served) == size
    before = served.resident()
    with contextlib.ExitStack() as silent:
        for number in range(30):
            client = silent.enter_context(served.connect(f"127.0.0.{10 + number}", 4096))
            client.sendall(f"GET {DOWNLOAD}gpkg HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        time.sleep(1)
        assert served.probe(DOWNLOAD + "xlsx?q=site+777") < 1
        assert served.resident() - before < 30, "MB: a few chunks for each reader, and the workbook"
        assert size <= temporary_bytes(served) < size + 100_000, "one GeoPackage and the workbook"
    assert served.metric("oreatlas_downloads_queued") == 0


def test_files_for_one_client_do_not_delay_another(serve, large):
    """Files that all differ: their writing is queued for the client that asks for many, not for the other one."""
    served = serve("--log", "off", "--data", large)
    with contextlib.ExitStack() as greedy:
        for number in range(30):
            client = greedy.enter_context(served.connect("127.0.0.2", 4096))
            path = f"{DOWNLOAD}gpkg?bbox=60,25,{69 + number / 100},37"
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        eventually(lambda: served.metric("oreatlas_downloads_queued") > 10)
        assert served.probe(DOWNLOAD + "xlsx?q=site+777") < 1
    # Nobody waits for them any more.
    eventually(lambda: served.metric("oreatlas_downloads_queued") == 0, within=10)


@pytest.mark.parametrize("disk", ["missing", "full"])
def test_a_file_that_cannot_be_written_is_an_error(serve, tmp_path, endings, disk):
    def fill():
        # No file may grow beyond this, as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    folder = "/nowhere" if disk == "missing" else str(tmp_path)
    process = {"env": {**os.environ, "TMPDIR": folder, "RUST_BACKTRACE": "0"}, "preexec_fn": fill if disk == "full" else None}
    served = serve("--log", "error", **process)
    for ending in endings["files"]:
        for method in "GET", "HEAD":
            response = requests.request(method, served.url + DOWNLOAD + ending, timeout=60)
            assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json"), ending
            assert "cache-control" in response.headers and response.headers["cache-control"] == "no-store"
    for ending in endings["texts"]:
        assert served.get(DOWNLOAD + ending).status_code == 200, "a text needs no file"
    # The library for workbooks panics when the disk is full: that has a line of its own.
    failed = [line["message"] for line in eventually(lambda: served.lines())]
    assert len(failed) == sum(2 if disk == "full" and ending == "xlsx" else 1 for ending in endings["files"]) * 2, failed
    assert not list(tmp_path.glob(".tmp*")), "nothing is left behind"


def test_a_download_that_is_cut_off_is_counted(serve, large):
    served = serve("--data", large)
    for ending in ["gpkg", "csv"]:
        with served.connect("127.0.0.2", 4096) as client:
            client.sendall(f"GET {DOWNLOAD}{ending} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert client.recv(1000).startswith(b"HTTP/1.1 200")
    eventually(lambda: served.metric("oreatlas_responses_broken_total") == 2)
    assert len(served.get(DOWNLOAD + "gpkg").content) > 1_000_000
    line = [line for line in served.lines() if "gpkg" in line.get("address", "")][-1]
    assert (line["outcome"], line["bytes"]) == ("complete", int(served.get(DOWNLOAD + "gpkg").headers["content-length"]))
    assert served.metric("oreatlas_responses_broken_total") == 2


def test_gdal_recognises_the_header_of_a_workbook(base_url, tmp_path):
    """GDAL and QGIS take the first row of a sheet for the names of its columns."""
    path = tmp_path / "sites.xlsx"
    path.write_bytes(requests.get(base_url + DOWNLOAD + "xlsx", timeout=60).content)
    items = json.loads(requests.get(base_url + "/collections/sites/items?limit=10000", timeout=60).content)
    text = subprocess.run(["ogrinfo", "-ro", "-so", "-al", str(path)], capture_output=True, text=True, check=True).stdout
    assert f"Feature Count: {items['numberMatched']}" in text and "Field1" not in text
    assert "id: String" in text and "longitude: Real" in text and "uncertainty_m: Integer" in text
    assert sorted(pyogrio.read_dataframe(path, layer="sites")["id"]) == [item["id"] for item in items["features"]]
    for layer in ["sources", "about"]:
        frame = pyogrio.read_dataframe(path, layer=layer)
        assert frame["row_number"].tolist() == list(range(1, len(frame) + 1)), layer
