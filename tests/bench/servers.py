"""Servers on loopback: start, request, load with wrk, observe, stop."""

import http.client, json, os, pathlib, re, socket, subprocess, sys, tempfile, threading, time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(port, path, coding="identity"):
    """The body of a successful response, and the seconds it took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - start
    connection.close()
    if response.status not in (200, 204):
        sys.exit(f"{path}: {response.status} {body[:300]}")
    return body, seconds


class Server:
    """A server, requested until it responds; `ready` is how many seconds that took."""

    def __init__(self, command, port, path="/healthz"):
        self.port, start = port, time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                get(port, path)
                break
            except OSError:
                if time.perf_counter() - start > 60 or self.process.poll() is not None:
                    sys.exit(f"not ready: {command}")
                time.sleep(0.001)
        self.ready = time.perf_counter() - start

    def memory_mb(self, what="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(15)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def load(driver, server, paths, connections, seconds, coding=None, once=False):
    """wrk's result: requests per second, p50 and p99 in milliseconds. With `once`, each path is requested at most once."""
    with tempfile.NamedTemporaryFile("w", suffix=".paths") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        threads = 1 if connections == 1 else 2
        env = dict(os.environ, BENCH_PATHS=file.name, BENCH_THREADS=str(threads), BENCH_ONCE="1" if once else "0")
        env.pop("BENCH_AE", None)
        if coding:
            env["BENCH_AE"] = coding
        command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", driver / "bench.lua"]
        out = subprocess.run([*command, f"http://127.0.0.1:{server.port}"], env=env, capture_output=True, text=True)
    found = re.search(r"^BENCH (.*)$", out.stdout, re.M)
    if not found:
        sys.exit(out.stdout + out.stderr)
    seen = json.loads(found[1])
    if seen["err"] + seen["timeouts"] + seen["status"]:
        sys.exit(f"responses are not valid: {seen}, {paths[0]}")
    return {"rate": seen["requests"] / seen["seconds"], "p50": seen["p50"], "p99": seen["p99"], "bytes": seen["bytes"]}


def download(server, path):
    """Megabytes per second of one download, its size, and the server's peak memory meanwhile."""
    peak, over = [server.memory_mb()], threading.Event()

    def watch():
        while not over.wait(0.02):
            peak[0] = max(peak[0], server.memory_mb())

    watcher = threading.Thread(target=watch)
    watcher.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    buffer, size = bytearray(1 << 20), 0
    while read := response.readinto(buffer):
        size += read
    seconds = time.perf_counter() - start
    connection.close()
    over.set()
    watcher.join()
    return size / seconds / 1e6, size, peak[0]
