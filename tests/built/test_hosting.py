"""Hosting: pages comply with their Content-Security-Policy, and a real nginx serves them with our configuration."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from built.conftest import Built
from guide.hosting import precompressed, web_servers
from guide.mkdocs_site import nginx_server


def test_only_the_404_page_has_inline_scripts(site: Built):
    found = {
        address for address in site.pages if any(web_servers.inline_scripts((site.folder / address).read_text("utf-8")))
    }
    assert found == {"404.html"}


def test_no_page_has_inline_styles_or_event_handlers(site: Built):
    inline = [
        (address, str(found))
        for address, page in site.pages.items()
        for found in page.xpath("//@*[starts-with(name(), 'on')] | //@style | //style")
    ]
    assert inline == []


def test_every_file_extension_has_a_content_type(site: Built):
    found = {path.suffix[1:] for path in site.folder.rglob("*") if path.is_file() and path.suffix}
    assert found - {"gz", "conf"} <= web_servers.TYPES.keys()


def test_headers_file_and_nginx_config_set_the_same_headers(site: Built):
    static, conf = ((site.folder / name).read_text("utf-8") for name in (web_servers.STATIC, web_servers.NGINX))
    static_headers = re.findall(r"^  ([\w-]+): (.*)$", static.partition("\n/")[0], re.MULTILINE)
    nginx_headers = dict(re.findall(r'^add_header ([\w-]+) "(.*)" always;$', conf, re.MULTILINE))
    assert {name: value for name, value in static_headers if name != "Strict-Transport-Security"} == nginx_headers
    assert max(len(line) for line in static.splitlines()) < 2000  # the limit of Cloudflare Pages


# ---- a real nginx -------------------------------------------------------------------------------------------------


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, conf: Callable[[int], str]) -> Iterator[int]:
    """Run nginx in ``folder``, configured by ``conf`` for a free port, and yield the port."""
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "no nginx: install it, and libnginx-mod-http-brotli-static"
        )
    port = _free_port()
    process = subprocess.Popen(nginx_server.command(folder, conf(port)))
    while process.poll() is None:  # wait until it accepts connections
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module", params=["/", "/s3/"])
def served(request, site: Built, tmp_path_factory) -> Iterator[http.client.HTTPConnection]:
    """A connection to an nginx that serves the site below ``connection.path``, with some files precompressed."""
    folder = tmp_path_factory.mktemp("nginx")
    copy = folder / "site"
    shutil.copytree(site.folder, copy)
    web_servers.write(copy, f"https://a.se{request.param}")
    for name in ("index.html", "404.html", "om/index.md", "atom.xml"):
        precompressed.compress(copy / name)
    with running(folder / "run", lambda port: nginx_server.config(copy, port, request.param)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.path = request.param
        yield connection


def get(served, address: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    served.request("GET", served.path + address, headers={name.replace("_", "-"): v for name, v in headers.items()})
    response = served.getresponse()
    return response, response.read()


FILES = [
    ("", 200, "text/html; charset=utf-8"),
    ("index.html", 200, "text/html; charset=utf-8"),
    ("en/", 200, "text/html; charset=utf-8"),
    ("exempel/visual-sweden.html", 200, "text/html; charset=utf-8"),
    ("om/index.md", 200, "text/markdown; charset=utf-8"),
    ("llms.txt", 200, "text/plain; charset=utf-8"),
    ("atom.xml", 200, "application/atom+xml; charset=utf-8"),
    ("en/atom.xml", 200, "application/atom+xml; charset=utf-8"),
    ("sitemap.xml", 200, "application/xml; charset=utf-8"),
    ("data/dcat.rdf", 200, "application/rdf+xml; charset=utf-8"),
    ("data/examples.csv", 200, "text/csv; charset=utf-8"),
    ("data/examples.json", 200, "application/json; charset=utf-8"),
    ("assets/js/search.{hash}.js", 200, "text/javascript; charset=utf-8"),
    ("assets/js/search.00000000.js", 404, "text/html; charset=utf-8"),
    ("assets/css/site.{hash}.css", 200, "text/css; charset=utf-8"),
    ("assets/favicon.svg", 200, "image/svg+xml; charset=utf-8"),
    ("smart-specialisation.zip", 200, "application/zip"),
    ("nowhere.html", 404, "text/html; charset=utf-8"),
    ("deep/down/nowhere", 404, "text/html; charset=utf-8"),
]


def hashed(site: Built, address: str) -> str:
    """Return ``address`` with the hash of the file's content filled in."""
    (path,) = site.folder.glob(address.replace("{hash}", "[0-9a-f]" * 8))
    assert path.name.split(".")[-2] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return path.relative_to(site.folder).as_posix()


@pytest.mark.parametrize(("address", "status", "type_"), FILES, ids=[row[0] or "root" for row in FILES])
def test_nginx_sends_content_type_and_all_headers(site: Built, served, address, status, type_):
    is_hashed = "{hash}" in address
    (address,) = [hashed(site, address)] if is_hashed else [address]
    response, body = get(served, address)
    assert (response.status, response.headers["Content-Type"]) == (status, type_)
    for name, value in web_servers.HEADERS.items():
        assert response.headers.get_all(name) == [value]
    assert "script-src 'self' 'sha256-" in response.headers["Content-Security-Policy"]
    cache = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    assert response.headers.get_all("Cache-Control") == [cache]
    assert response.headers["Access-Control-Allow-Origin"] == ("*" if address.startswith("data/") else None)
    assert response.headers["Strict-Transport-Security"] is None  # not over http
    if status == 404:
        assert "Sidan finns inte" in body.decode()


@pytest.mark.parametrize("address", ["index.html", "om/index.md", "atom.xml", "nowhere.html"])
@pytest.mark.parametrize(
    ("accepted", "unpack"),
    [("gzip", gzip.decompress), ("br, gzip", brotli.decompress), ("identity", bytes)],
    ids=["gzip", "br", "none"],
)
def test_nginx_sends_precompressed_file_by_accept_encoding(served, address, accepted, unpack):
    response, body = get(served, address, Accept_Encoding=accepted)
    best = "br" if nginx_server.BROTLI.exists() or os.environ.get("CI") else "gzip"
    encoding = {"gzip": "gzip", "br, gzip": best, "identity": None}[accepted]
    unpack = unpack if encoding != "gzip" else gzip.decompress
    assert response.headers["Content-Encoding"] == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert unpack(body) == get(served, address)[1]


def test_unchanged_file_gives_304_for_the_same_encoding(served):
    first, _ = get(served, "index.html", Accept_Encoding="gzip")
    again, _ = get(served, "index.html", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    other, _ = get(served, "index.html", Accept_Encoding="identity", If_None_Match=first.headers["ETag"])
    assert (first.status, again.status, other.status) == (200, 304, 200)


def test_folder_without_trailing_slash_redirects(served):
    response, _ = get(served, "en")
    assert (response.status, response.headers["Location"]) == (301, f"{served.path}en/")
