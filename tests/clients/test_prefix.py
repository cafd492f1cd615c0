"""The atlas below a path of its host, behind a proxy that strips the path, as nginx does for
`location /atlas/ { proxy_pass http://backend/; }`."""

import http.server
import re
import socketserver
import threading
import urllib.parse

import pytest
import requests

PREFIX = "/atlas"


class Proxy(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    backend = None

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.outside = []
        self.url = f"http://127.0.0.1:{self.server_port}{PREFIX}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if not self.path.startswith(PREFIX + "/"):
            self.server.outside.append(self.path)
            self.send_error(404)
            return
        answer = requests.get(
            self.server.backend + self.path.removeprefix(PREFIX),
            headers={"Accept": self.headers.get("Accept", "*/*"), "Accept-Encoding": "identity"},
            allow_redirects=False,
            timeout=60,
        )
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name.lower() not in ("transfer-encoding", "connection", "content-length", "date"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_):
        pass


@pytest.fixture
def proxy(serve):
    with Proxy() as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        # With the trailing slash that people write.
        proxy.backend = serve("--log", "off", "--public-url", proxy.url + "/").url
        yield proxy
        proxy.shutdown()


def test_page_files_links_and_redirects_work_below_the_path(proxy):
    html = {"Accept": "text/html"}
    page = requests.get(proxy.url + "/", headers=html, timeout=60)
    addresses = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert len(addresses) > 5
    for address in addresses:
        found = requests.get(urllib.parse.urljoin(page.url, address), timeout=60)
        assert found.status_code == 200, address
    manifest = requests.get(proxy.url + "/manifest.webmanifest", timeout=60)
    for member in ("start_url", "scope"):
        assert urllib.parse.urljoin(manifest.url, manifest.json()[member]) == proxy.url + "/"

    document = requests.get(proxy.url + "/collections/sites/items/reko-diq", headers=html, timeout=60)
    for address in set(re.findall(r'(?:href|src|action)="([^"#]+)"', document.text)):
        target = urllib.parse.urljoin(document.url, address)
        if urllib.parse.urlsplit(target).netloc == urllib.parse.urlsplit(proxy.url).netloc:
            assert requests.get(target, headers=html, timeout=60).status_code == 200, address

    redirected = requests.get(proxy.url + "/collections/", timeout=60)
    assert (redirected.url, redirected.status_code) == (proxy.url + "/collections", 200)
    for link in requests.get(proxy.url + "/collections/sites?f=json", timeout=60).json()["links"]:
        if not link["href"].startswith(proxy.url + "/collections/sites/download."):
            assert requests.get(link["href"], timeout=60).status_code == 200, link
    assert proxy.outside == []
