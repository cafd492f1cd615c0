"""The workloads measured on an imported atlas, each compared with the limit: the same bytes from a static server."""

import json, statistics, time, urllib.parse

from servers import Server, download, free_port, get, load

ITEMS = "/collections/sites/items"
TILE = "/collections/sites/tiles/WebMercatorQuad/{}/{}/{}"


def bbox(box):
    return ",".join(map(str, box))


def tiles(params, key):
    """The paths of tiles, given as zoom, column, row."""
    return [TILE.format(z, y, x) for z, x, y in params[key]]


def prefixes(words):
    return [f"{ITEMS}?limit=20&q={urllib.parse.quote(word[:n])}" for word in words for n in range(1, len(word) + 1)]


# Filters that no index helps: one per type of column, each of which looks at every site.
SCANS = {
    "id": "id > 'm' AND id < 'n'",
    "number": "longitude * 2 > 100.5",
    "text": "name LIKE '%Eagle%'",
    "geometry": "S_INTERSECTS(geometry, POLYGON((60 20, 80 25, 75 40, 62 38, 60 20)))",
}

FACETS = ["", "mineral=copper", "status=closed", "q=eagle", "bbox=-120,30,-100,45", "mineral=gold&bbox=-125,20,-60,60&q=mine"]


class Bench:
    def __init__(self, driver, program, limit, work, seconds, rounds):
        self.driver, self.program, self.limit_program, self.work = driver, program, limit, work
        self.seconds, self.rounds, self.rows = seconds, rounds, []

    def serve(self, data):
        port = free_port()
        data = ["--data", str(data)] if data else []
        return Server([self.program, "serve", *data, "--listen", f"127.0.0.1:{port}", "--log", "off"], port)

    def limit(self, bodies):
        """The static server with these bodies, by name."""
        www = self.work / "www"
        www.mkdir(parents=True, exist_ok=True)
        for old in www.iterdir():
            old.unlink()
        for name, body in bodies.items():
            (www / name).write_bytes(body)
        port = free_port()
        return Server([self.limit_program, f"127.0.0.1:{port}", www], port, "/" + next(iter(bodies)))

    def row(self, work, got, wanted, holds):
        self.rows.append((work, got, wanted, "yes" if holds else "no"))
        print(f"{work:44} {got:52} {wanted:28} {'yes' if holds else 'NO'}", flush=True)

    def against_limit(self, work, server, paths, share, p99=None, coding=None):
        bodies = {f"{index}.geojson": get(server.port, path, coding or "identity")[0] for index, path in enumerate(paths)}
        size = sum(map(len, bodies.values())) // len(bodies)
        with self.limit(bodies) as limit:
            for connections in (1, 32):
                ours, theirs = [], []
                for _ in range(self.rounds):
                    theirs.append(load(self.driver, limit, ["/" + name for name in bodies], connections, self.seconds, coding))
                    ours.append(load(self.driver, server, paths, connections, self.seconds, coding))
                rate = [statistics.median(seen["rate"] for seen in both) for both in (ours, theirs)]
                late = [statistics.median(seen["p99"] for seen in both) for both in (ours, theirs)]
                got = f"{rate[0] / rate[1]:.0%} ({rate[0]:,.0f} of {rate[1]:,.0f}/s, {size:,} B), p99 {late[0] / late[1]:.1f} x"
                holds = rate[0] / rate[1] >= share and (not p99 or connections == 1 or late[0] / late[1] <= p99)
                wanted = f"{share:.0%}" + (f", p99 {p99} x" if p99 and connections == 32 else "")
                self.row(f"{work}, {connections} connection{'s' * (connections > 1)}", got, wanted, holds)

    def whole(self, small):
        with self.serve(small) as server:
            self.against_limit("W1 whole small collection", server, [f"{ITEMS}?limit=10000"], 0.9)

    def pages(self, big, params):
        with self.serve(big) as server:
            boxes = [bbox(box) for box in params["w2_bbox"]]
            self.against_limit("W2 bbox, limit 100", server, [f"{ITEMS}?bbox={box}&limit=100" for box in boxes], 0.5, 3)
            mineral = params["mineral"]
            self.against_limit("W3 mineral, limit 100", server, [f"{ITEMS}?mineral={mineral}&limit=100"], 0.5, 3)
            boxes = [bbox(box) for box in params["w4_bbox"]]
            paths = [f"{ITEMS}?bbox={box}&mineral={mineral}&limit=1000" for box in boxes]
            self.against_limit("W4 bbox and mineral, limit 1000", server, paths, 0.5, 3)

    def tiles(self, big, params):
        for key in ("z0", "z4"):
            firsts = []
            for _ in range(self.rounds):
                with self.serve(big) as server:
                    firsts.append(get(server.port, tiles(params, key)[0])[1])
            seconds = statistics.median(firsts)
            self.row(f"W5 {key}, first ever", f"{seconds * 1e3:.1f} ms", "30 ms", seconds <= 0.030)
        for key, wanted in (("z8", 10_000), ("z12", 20_000)):
            rates = []
            for _ in range(self.rounds):
                with self.serve(big) as server:
                    rates.append(load(self.driver, server, tiles(params, f"{key}_cold"), 32, 60, once=True)["rate"])
            rate = statistics.median(rates)
            self.row(f"W5 {key}, each tile once, 32 connections", f"{rate:,.0f}/s", f"{wanted:,}/s", rate >= wanted)
        with self.serve(big) as server:
            for key in ("z8", "z12"):
                self.against_limit(f"W5 {key} warm", server, tiles(params, f"{key}_warm"), 0.5)

    def whole_download(self, big):
        with self.serve(big) as server:
            resting = server.memory_mb()
            ours = [download(server, "/collections/sites/download.geojson") for _ in range(self.rounds)]
            body = get(server.port, "/collections/sites/download.geojson")[0]
        with self.limit({"all.geojson": body}) as limit:
            del body
            theirs = [download(limit, "/all.geojson") for _ in range(self.rounds)]
        rate = [statistics.median(seen[0] for seen in both) for both in (ours, theirs)]
        above = max(seen[2] for seen in ours) - resting
        got = f"{rate[0] / rate[1]:.0%} ({rate[0]:,.0f} of {rate[1]:,.0f} MB/s, {ours[0][1] / 1e6:,.0f} MB), {above:.0f} MB above rest"
        self.row("W6 whole download", got, "50 %, 64 MB", rate[0] / rate[1] >= 0.5 and above <= 64)

    def questions(self, big, sites, words):
        with self.serve(big) as server:
            def median(path):
                return statistics.median(get(server.port, path)[1] for _ in range(9)) * 1e3

            # It is still compressing its first page, on a core that counts facets.
            time.sleep(1)
            rest = median("/healthz")
            slowest = max((median(f"/collections/sites/facets?{query}") - rest, query) for query in FACETS)
            self.row("facets, the slowest filter", f"{slowest[0]:.2f} ms ({slowest[1] or 'none'})", "2 ms", slowest[0] <= 2)
            for kind, text in SCANS.items():
                wanted = 10e6 if kind in ("id", "number") else 1e6
                path = f"{ITEMS}?limit=1&filter={urllib.parse.quote(text)}"
                rate = sites / (median(path) - rest) * 1e3
                self.row(f"CQL2 scan, {kind}", f"{rate / 1e6:.1f} million rows/s", f"{wanted / 1e6:.0f} million", rate >= wanted)
            slowest = max((median(path) - rest, path) for path in prefixes(words))
            self.row("q as one types, the slowest", f"{slowest[0]:.2f} ms ({slowest[1].split('q=')[1]})", "5 ms", slowest[0] <= 5)

    def start(self, big, geojson_bytes):
        ready, memory = [], []
        for _ in range(5):
            with self.serve(big) as server:
                ready.append(server.ready)
                memory.append(server.memory_mb())
        ready, memory, size = statistics.median(ready), statistics.median(memory), geojson_bytes / 2**20
        self.row("ready after start", f"{ready:.2f} s", "2 s", ready <= 2)
        self.row("memory at rest", f"{memory:.0f} MB, {memory / size:.2f} x the GeoJSON", "3 x", memory / size < 3)


def read_params(path):
    return json.loads(path.read_text())
