"""SIGHUP: the data is read again while the server goes on answering."""

import os
import resource
import shutil
import signal
import threading

import pytest
import requests

from conftest import ROOT, eventually

ITEM = "/collections/sites/items/reko-diq?properties=name"
ITEMS = "/collections/sites/items?limit=1000&properties=name"


@pytest.fixture
def data(tmp_path):
    """A copy of the dataset."""
    return shutil.copytree(ROOT / "data", tmp_path / "data")


def rename(data, old, new):
    path = data / "sites/pk/reko-diq.geojson"
    text = path.read_text()
    assert f'"name": "{old}",' in text
    path.write_text(text.replace(f'"name": "{old}",', f'"name": "{new}",', 1))


def reload(served, outcome="loaded"):
    """Sends SIGHUP and waits until the data has been read."""
    metric = f'oreatlas_reloads_total{{outcome="{outcome}"}}'
    before = served.metric(metric)
    served.process.send_signal(signal.SIGHUP)
    eventually(lambda: served.metric(metric) > before)


def test_changed_data_is_served_after_sighup(serve, data):
    served = serve("--data", data)
    before = served.get(ITEM)
    assert before.json()["properties"]["name"] == "Reko Diq"
    rename(data, "Reko Diq", "Reko Diq North")
    assert served.get(ITEM).content == before.content, "nothing changes before the signal"
    reload(served)
    known = {"If-None-Match": before.headers["etag"]}
    after = served.get(ITEM, headers=known)
    assert (after.status_code, after.json()["properties"]["name"]) == (200, "Reko Diq North")
    assert served.get("/collections/sites/items?q=reko%20diq%20north&limit=1").json()["features"][0]["id"] == "reko-diq"

    reload(served)
    again = served.get(ITEM, headers={"If-None-Match": after.headers["etag"]})
    assert again.status_code == 304, "the same data read again has the same ETag"
    messages = lambda: [line.get("message") for line in served.lines()]
    eventually(lambda: messages().count("the data was read again") == 2)


def test_data_with_errors_is_refused_and_the_old_data_served(serve, data):
    served = serve("--data", data)
    before = served.get(ITEMS).content
    broken = data / "sites/pk/reko-diq.geojson"
    whole = broken.read_text()
    broken.write_text(whole[:500])
    reload(served, "failed")
    assert served.get(ITEMS).content == before
    # The log is written on a thread of its own.
    errors = eventually(lambda: [line for line in served.lines() if line["level"] == "ERROR"])
    assert len(errors) == 1 and "sites/pk/reko-diq.geojson" in errors[0]["error"] and "oreatlas check" in errors[0]["error"]

    data.rename(data.with_name("elsewhere"))
    reload(served, "failed")
    assert served.get(ITEMS).content == before

    data.with_name("elsewhere").rename(data)
    broken.write_text(whole)
    rename(data, "Reko Diq", "Reko Diq North")
    reload(served)
    assert served.get(ITEM).json()["properties"]["name"] == "Reko Diq North"


def test_no_request_fails_while_the_data_is_read_and_each_response_is_of_one_state(serve, data):
    served = serve("--log", "off", "--data", data)
    done, failures, names = threading.Event(), [], set()

    def ask():
        with requests.Session() as session:
            while not done.is_set():
                try:
                    response = session.get(served.url + ITEM, timeout=30)
                    download = session.get(served.url + "/collections/sites/download.geojson", timeout=30)
                    in_download = {site["id"]: site for site in download.json()["features"]}["reko-diq"]["properties"]
                    names.update([response.json()["properties"]["name"], in_download["name"]])
                except (requests.RequestException, ValueError, KeyError) as error:
                    failures.append(repr(error))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number in range(4):
            rename(data, *(["Reko Diq", "Reko Diq North"][:: 1 if number % 2 == 0 else -1]))
            reload(served)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert not failures, failures[:3]
    assert names == {"Reko Diq", "Reko Diq North"}


def test_memory_is_that_of_one_copy_after_reloads(serve, large):
    served = serve("--log", "off", "--data", large)
    before = served.resident()
    for _ in range(4):
        reload(served)
    # The allocator returns memory that has been free for ten seconds.
    eventually(lambda: served.resident() < before * 1.2, 60)


def test_data_that_does_not_fit_beside_the_old_is_refused(serve, large, tmp_path):
    allowed = 4 << 30
    data = tmp_path / "sites.atlas"
    shutil.copy(large, data)
    served = serve("--data", data, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed)))
    before = served.get("/collections/sites/items?limit=10").content
    # One and a half times its size fits into the limit, but not beside the atlas that is being served.
    other = tmp_path / "other.atlas"
    other.touch()
    os.truncate(other, (allowed - (25 << 20)) * 2 // 3)
    other.rename(data)
    reload(served, "failed")
    (error,) = eventually(lambda: [line for line in served.lines() if line["level"] == "ERROR"])
    held = int(error["error"].split("beside the ")[1].split(" MB")[0])
    assert "sites.atlas needs at least 4269 MB of memory" in error["error"] and 25 < held < served.resident() * 1.2, error
    assert "allowed 4295 MB by" in error["error"] and "ulimit -v" in error["error"], error
    assert served.get("/collections/sites/items?limit=10").content == before
