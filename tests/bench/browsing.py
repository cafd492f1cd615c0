"""The page in Chromium: atlases of three sizes and two peers on the same map library, interleaved in one run."""

import json, statistics, subprocess

SMALL, WHOLE, PAGED = 60, 5_000, 300_000
TURNS = 200


def measure(bench, atlases, here, rounds):
    servers = {sites: bench.serve(atlas) for sites, atlas in atlases.items()}
    try:
        given = [{"sites": sites, "base": f"http://127.0.0.1:{server.port}"} for sites, server in servers.items()]
        what = json.dumps({"atlases": given, "rounds": rounds, "turns": TURNS})
        done = subprocess.run(["node", here / "page/measure.mjs", what], check=True, stdout=subprocess.PIPE, text=True)
    finally:
        for server in servers.values():
            server.stop()
    return rows(json.loads(done.stdout))


def median(seen, key):
    """The slower of setting and clearing a filter."""
    return max(statistics.median(one[key] for one in seen["filter"] if one["change"] == way) for way in ("on", "off"))


def rows(seen):
    found = []

    def row(work, got, wanted="", holds=None):
        found.append((work, got, wanted, "" if holds is None else "yes" if holds else "no"))

    for sites, most in ((SMALL, None), (WHOLE, 50), (PAGED, 200)):
        now = median(seen[str(sites)], "shown")
        work = f"filter change, {sites:,} sites: count, counts and list right and painted"
        row(work, f"{now:.0f} ms", *([] if most is None else [f"{most} ms", now <= most]))
    row(f"the same, {WHOLE:,} sites: the last row of the list made, looked at once the map is drawn", f"{median(seen[str(WHOLE)], 'whole'):.0f} ms")
    for work, of in (
        ("filter change, the map drawn", lambda name: median(seen[name], "map")),
        ("panning, a frame", lambda name: statistics.median(seen[name]["pan"])),
    ):
        small = of(str(SMALL))
        row(f"{work}, {SMALL} sites", f"{small:.0f} ms")
        for sites in (WHOLE, PAGED):
            ratio = of(str(sites)) / small
            row(f"{work}, {sites:,} sites", f"{ratio:.2f} x ({of(str(sites)):.0f} ms)", "1.5 x", ratio <= 1.5)
        for name in (f"{peer} {sites}" for peer in ("umap", "openinframap") for sites in (SMALL, WHOLE, PAGED)):
            if name in seen:
                peer, sites = name.split()
                row(f"{work}, {peer}-like, {int(sites):,} sites", f"{of(name) / small:.2f} x ({of(name):.0f} ms)")
    for sites in (SMALL, WHOLE, PAGED):
        shift = max(seen[str(sites)]["shift"])
        row(f"layout shift of filter changes and panning, {sites:,} sites", f"{shift:.3f}", "0", shift < 0.001)
    for sites in (SMALL, WHOLE, PAGED):
        for work, (_, middle, last) in seen[str(sites)].get("memory", {}).items():
            growth = {key: last[key] / middle[key] - 1 for key in middle}
            changes = ", ".join(f"{key} {100 * part:+.1f} %" for key, part in growth.items())
            flat = growth["heap"] < 0.02 and growth["nodes"] < 0.01 and growth["listeners"] < 0.01
            row(f"{TURNS} {work}, {sites:,} sites: growth of the second half", f"{changes}; heap {last['heap'] / 2**20:.0f} MB", "flat", flat)
    return found
