"""`oreatlas import` for a user: a truncated file or a wrong encoding is refused with what is wrong and where, or wrong rows
are left out and listed in the report; progress is shown."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios

import pytest
from conftest import PROGRAM, ROOT

FIXTURES = ROOT / "tests/fixtures/import"
GEOJSON = (FIXTURES / "sites.geojson").read_bytes()
FEATURES = json.loads(GEOJSON)["features"]
LINES = "".join(json.dumps(feature, ensure_ascii=False) + "\n" for feature in FEATURES).encode()
MRDS = (FIXTURES / "mrds.csv").read_bytes()
PROFILE = ["--profile", "mrds"]


def table():
    rows = [f for f in FEATURES if f["geometry"] and f["geometry"]["type"] == "Point"]
    lines = [["id", "name", "lon", "lat"]]
    lines += [[row["id"], row["properties"]["name"], *row["geometry"]["coordinates"][:2]] for row in rows]
    return "".join(",".join(f'"{value}"' for value in line) + "\r\n" for line in lines).encode()


def run(folder, name, content, *options):
    """Imports a file with this content: the exit code, the output, and the path of the result."""
    file, out = folder / name, folder / "out.atlas"
    file.write_bytes(content)
    command = [PROGRAM, "import", file, "--source", FIXTURES / "source.json", "--out", out, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, 2), done.stderr
    assert "panicked" not in done.stderr, done.stderr
    return done.returncode, done.stderr, out


def half(name):
    content = (FIXTURES / name).read_bytes()
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("name", "content", "options", "expected"),
    [
        ("cut.geojson", GEOJSON[: len(GEOJSON) // 2], [], ["line ", "truncated"]),
        ("cut.geojsonl", LINES[: LINES.rfind(b"}")], [], [f"line {len(FEATURES)}", "truncated"]),
        ("cut.csv", table()[:-12], [], [f"line {len(table().splitlines())}", "truncated"]),
        ("cut.gpkg", half("sites.gpkg"), [], ["truncated"]),
        ("cut.fgb", half("sites.fgb"), [], ["truncated"]),
        ("mrds.csv", MRDS[: MRDS.rfind(b",")], PROFILE, ["line ", "truncated"]),
        ("wide.geojson", GEOJSON.decode().encode("utf-16"), [], ["line 1", "UTF-16"]),
        ("wide.geojsonl", LINES.decode().encode("utf-16"), [], ["line 1", "UTF-16"]),
        ("wide.csv", table().decode().encode("utf-16"), [], ["line 1", "UTF-16"]),
        ("mrds.csv", MRDS.decode().encode("utf-16"), PROFILE, ["line 1", "save the file as UTF-8"]),
        ("not.gpkg", GEOJSON, ["--format", "gpkg"], ["GeoPackage"]),
        ("not.fgb", GEOJSON, ["--format", "fgb"], ["header"]),
        ("empty.csv", b"", [], ["empty"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_invalid_file_is_rejected_with_problem_and_position(tmp_path, name, content, options, expected):
    status, output, out = run(tmp_path, name, content, *options)
    assert status == 2 and f"{name}: " in output, output
    for part in expected:
        assert part in output, (part, output)
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("latin.geojson", GEOJSON, []),
        ("latin.geojsonl", LINES, []),
        ("latin.csv", table(), []),
        ("mrds.csv", MRDS, PROFILE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_row_in_wrong_encoding_is_reported_by_line(tmp_path, name, content, options):
    # The third site gets a name in Latin-1.
    lines = content.splitlines(keepends=True)
    row = [index for index, line in enumerate(lines) if b"," in line][2]
    inside = lines[row].index(b",") + 2
    lines[row] = lines[row][:inside] + "é".encode("latin-1") + lines[row][inside:]
    status, output, out = run(tmp_path, name, b"".join(lines), *options)
    assert status == 0, output
    report = json.loads((tmp_path / "out.atlas.report.json").read_text())
    bad = [rejection for rejection in report["rejections"] if rejection["reason"] == "bad-encoding"]
    assert [rejection["line"] for rejection in bad] == [row + 1], report["rejections"]
    assert "UTF-8" in bad[0]["detail"] and f"1 bad-encoding: line {row + 1}" in output
    assert report["rows"] == report["imported"] + len(report["rejections"])
    assert out.exists()


@pytest.mark.parametrize("name", ["sites.gpkg", "sites.fgb"])
def test_row_with_wrong_encoding_in_gpkg_or_fgb_is_skipped(tmp_path, name):
    """In both, GDAL's fixture has "Almadén"; of its two bytes for é one becomes a byte of Latin-1."""
    content = (FIXTURES / name).read_bytes().replace("Almadén".encode(), b"Almad\xe9\xe9n")
    status, output, _ = run(tmp_path, name, content)
    assert status == 0 and "bad-encoding" in output, output
    report = json.loads((tmp_path / "out.atlas.report.json").read_text())
    assert report["rows"] == report["imported"] + len(report["rejections"])


def test_truncated_or_modified_atlas_is_not_served(tmp_path):
    status, output, out = run(tmp_path, "sites.geojson", GEOJSON)
    assert status == 0, output
    whole = out.read_bytes()
    for content, expected in [
        (whole[:-1], "copied or loaded in part"),
        (whole[:200] + bytes([whole[200] ^ 1]) + whole[201:], "SHA-256"),
        (GEOJSON, "not an imported atlas"),
    ]:
        out.write_bytes(content)
        command = [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", out]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and expected in done.stderr and out.name in done.stderr, done.stderr


def test_progress_bar_shows_rate_and_time_left(tmp_path):
    """On a terminal, with 120,000 rows."""
    rows = "".join(f"{n},Site {n},{n % 360 - 180},{n % 180 - 90}\n" for n in range(120_000))
    file = tmp_path / "many.csv"
    file.write_text("id,name,lon,lat\n" + rows)
    command = [PROGRAM, "import", file, "--source", FIXTURES / "source.json", "--out", tmp_path / "out.atlas"]
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
    program = subprocess.Popen(command, stderr=theirs, stdin=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:
            # Linux reports a closed terminal this way.
            break
    os.close(ours)
    assert program.wait(60) == 0, shown
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    drawn = re.findall(r"(\d+)% ([\d.]+ \w+)/([\d.]+ \w+) ([\d.]+ \w+)/s (\S+) left", text)
    shares = [int(share) for share, *_ in drawn]
    assert shares == sorted(shares) and any(0 < share < 100 for share in shares), text[:2000]
    assert {total for _, _, total, _, _ in drawn} == {f"{file.stat().st_size / 2**20:.2f} MiB"}
    assert any(float(rate.split()[0]) > 0 for *_, rate, _ in drawn)
    # The summary remains, with or without a terminal.
    assert "120000 rows" in text
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert " left" not in done.stderr and "120000 rows" in done.stderr
