"""How time and memory grow with the number of sites: a table, and a chart."""

import importlib.util, statistics

from servers import download, get

SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000]
ITEMS = "/collections/sites/items"
MEASURES = {
    "bbox, limit 100": f"{ITEMS}?bbox=-114,44,-113,45&limit=100",
    "mineral, limit 100": f"{ITEMS}?mineral=copper&limit=100",
    "facets": "/collections/sites/facets?mineral=copper",
    "q": f"{ITEMS}?q=eagle&limit=20",
    "CQL2 text scan": f"{ITEMS}?limit=1&filter=name%20LIKE%20'%25Eagle%25'",
    # With a filter, because unfiltered tiles are cached.
    "tile z0 of a mineral": "/collections/sites/tiles/WebMercatorQuad/0/0/0?mineral=copper",
    "tile z8 of a mineral": "/collections/sites/tiles/WebMercatorQuad/8/98/48?mineral=copper",
}


def make(driver, work, sites, country=None):
    """The GeoJSON of this many synthetic sites, worldwide or in one country."""
    path = work / f"{country or 'grown'}-{sites}.geojson"
    if not path.exists():
        spec = importlib.util.spec_from_file_location("make_data", driver / "make_data.py")
        maker = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(maker)
        unfinished = path.with_suffix(".part")
        belts = [belt for belt in maker.BELTS if country in (None, belt[0])]
        maker.write_geojson(unfinished, maker.make(sites, belts, maker.SEED), "grown")
        unfinished.rename(path)
    return path


def grow(bench, work, driver, imported, chart):
    rows = []
    for sites in SIZES:
        geojson = make(driver, work, sites)
        size = geojson.stat().st_size / 2**20
        atlas = imported(f"grown-{sites}", geojson)
        with bench.serve(atlas) as server:
            seen = {"ready": server.ready * 1e3}
            memory = server.memory_mb()
            for name, path in MEASURES.items():
                seen[name] = statistics.median(get(server.port, path)[1] for _ in range(7)) * 1e3
            rate = download(server, "/collections/sites/download.geojson")[0]
        rows.append((sites, size, memory, rate, seen))
        print(sites, f"{size:.0f} MB", f"{memory:.0f} MB", f"{rate:.0f} MB/s", {k: round(v, 2) for k, v in seen.items()}, flush=True)
    draw(rows, chart)
    names = list(rows[0][4])
    table = "Milliseconds over one connection, memory at rest, speed of the whole download.\n\n"
    table += f"| sites | GeoJSON | memory | download | {' | '.join(names)} |\n|{' --- |' * (len(names) + 4)}\n"
    for sites, size, memory, rate, seen in rows:
        times = " | ".join(f"{seen[name]:.1f}" for name in names)
        table += f"| {sites:,} | {size:,.0f} MB | {memory:,.0f} MB | {rate:,.0f} MB/s | {times} |\n"
    return table + "\n![Time and memory by number of sites](growth.svg)\n"


def draw(rows, chart):
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    figure, (time, memory) = pyplot.subplots(1, 2, figsize=(11, 4.5))
    sites = [row[0] for row in rows]
    for name in rows[0][4]:
        time.plot(sites, [row[4][name] for row in rows], marker="o", markersize=3, label=name)
    time.set(xscale="log", yscale="log", xlabel="sites", ylabel="milliseconds, one connection")
    time.legend(fontsize=8)
    for label, column in (("memory at rest", 2), ("the source's GeoJSON", 1)):
        memory.plot(sites, [row[column] for row in rows], marker="o", markersize=3, label=label)
    memory.set(xscale="log", yscale="log", xlabel="sites", ylabel="MB")
    memory.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(chart, metadata={"Date": None})
