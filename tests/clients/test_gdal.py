"""GDAL's own programs over its OAPIF driver, as QGIS users and scripts have them."""

import subprocess


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "ERROR" not in done.stderr, done.stderr
    return done.stdout, done.stderr


def test_ogrinfo_lists_the_layers(base_url):
    out, _ = run("ogrinfo", f"OAPIF:{base_url}")
    assert "1: sites (title: Mineral sites)" in out
    assert "2: agreements (title: Agreements)" in out
