"""Swapping the site below a running nginx: every response is complete, and none is older than the last swap."""

from __future__ import annotations

import gzip
import http.client
import itertools
import re
import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest

from built.conftest import Built
from built.test_hosting import running
from guide.hosting import precompressed, swap, web_servers
from guide.mkdocs_site import nginx_server

SWAPS, REQUESTS, READERS = 20, 3000, 4
VERSION = re.compile(rb"<!-- version (\d+) -->\s*</html>\s*\Z")


def conf(site: Path, port: int) -> str:
    """Return our nginx configuration with an open_file_cache, which many guides to nginx advise."""
    keeps = "open_file_cache max=1000 inactive=60s;\n    open_file_cache_valid 60s;\n    "
    text = nginx_server.config(site, port).replace("access_log off;", f"{keeps}access_log off;")
    return text.replace(f"alias {site.resolve()}/;", f"alias {site}/;")  # unresolved, as in a hand-written file


def version(site: Path, new: Path, number: int) -> None:
    """Write a tenth of ``site`` to ``new``, with ``number`` at the end of each page and one page precompressed."""
    pages = {path.relative_to(site) for path in sorted(site.rglob("*.html"))[::10]}
    for name in pages | {Path("index.html"), Path("en/index.html"), Path("404.html")}:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        text = (site / name).read_text("utf-8").replace("</html>", f"<!-- version {number} --></html>")
        (new / name).write_text(text, "utf-8")
    shutil.copy(site / web_servers.NGINX, new)
    precompressed.compress(new / "index.html")


class Readers:
    """Threads that request one page after another until stopped, and count the results."""

    def __init__(self, port: int, addresses: list[str]) -> None:
        self.port, self.addresses = port, addresses
        self.responses, self.newest, self.done = Counter[str](), 0, threading.Event()
        self.threads = [threading.Thread(target=self.read, args=(number,)) for number in range(READERS)]

    def read(self, seed: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for number in itertools.count(seed * 1000):
            if self.done.is_set():
                return
            address = self.addresses[number * 7919 % len(self.addresses)]
            least = self.newest  # published before the request
            try:
                self.responses[fetch(connection, address, number % 2 == 0, least)] += 1
            except (OSError, http.client.HTTPException) as error:
                self.responses[repr(error)] += 1
                connection.close()


def fetch(connection: http.client.HTTPConnection, address: str, packed: bool, least: int) -> str:
    """Request a page; return ``good`` or what is wrong with the response."""
    connection.request("GET", f"/{address}", headers={"Accept-Encoding": "gzip"} if packed else {})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        return f"{response.status} {address}"
    if len(body) != int(response.headers["Content-Length"]):
        return f"{address} is cut off"
    if response.headers["Content-Encoding"] == "gzip":
        body = gzip.decompress(body)
    match = VERSION.search(body)
    if not match or body.count(b"<!-- version") != 1:
        return f"{address} is incomplete"
    return "good" if int(match[1]) >= least else f"{address} is from an older site"


@pytest.mark.parametrize("link", [False, True], ids=["folder", "link"])
def test_every_response_is_complete_while_sites_are_swapped(site: Built, tmp_path, link):
    shown, new = tmp_path / "site", tmp_path / "www/.build/site"
    new.parent.mkdir(parents=True)
    if link:
        shown.symlink_to("www/guide")
    version(site.folder, new, 0)
    swap.publish(new, shown)
    addresses = ["", "en/", *sorted(path.relative_to(shown).as_posix() for path in shown.rglob("*.html"))]
    with running(tmp_path / "run", lambda port: conf(shown, port)) as port:
        readers = Readers(port, addresses)
        for thread in readers.threads:
            thread.start()
        try:
            for number in range(1, SWAPS + 1):
                version(site.folder, new, number)
                while readers.responses.total() < REQUESTS * number // (SWAPS + 1):
                    readers.done.wait(0.005)
                swap.publish(new, shown)
                readers.newest = number
        finally:
            readers.done.set()
            for thread in readers.threads:
                thread.join()
    assert readers.responses.keys() == {"good"}, readers.responses.most_common(5)
    assert readers.responses["good"] >= REQUESTS * SWAPS // (SWAPS + 1)
