"""Fixtures for browser tests: headless Chromium, and the site over http and from disk."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.web import Web, served
from built.conftest import Built, site  # noqa: F401  the same site, built once a run

TIMEOUT = 120_000  # ms that a test waits at most for anything: the machine may be busy
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium. Without it the tests are skipped, or fail if CI is set."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: install it, or set CHROMIUM to its path")
        pytest.skip("no Chromium: install it, or set CHROMIUM to its path")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium: its pages without a browser around them, where that is installed, which takes half the time."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or chromium
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=TIMEOUT)
        started.on("context", lambda context: context.set_default_timeout(TIMEOUT))
        yield started
        started.close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    extra_headers: ClassVar[dict[str, str]] = {}

    def end_headers(self) -> None:
        """Add the headers that the site's _headers sets for every file, so that all tests run under its policy."""
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Log nothing."""


def headers_of(folder: Path) -> dict[str, str]:
    """Return the headers that the built site's _headers sets for every file."""
    global_headers = (folder / "_headers").read_text("utf-8").partition("\n")[2].partition("\n/")[0]
    return dict(line.strip().split(": ", 1) for line in global_headers.splitlines())


@pytest.fixture(scope="session")
def server(site: Built, tmp_path_factory) -> Iterator[str]:  # noqa: F811
    """The address of the site below a sub-path of a local web server."""
    root = tmp_path_factory.mktemp("web")
    (root / "sub" / "path").mkdir(parents=True)
    (root / "sub" / "path" / "site").symlink_to(site.folder)
    handler = functools.partial(
        type("Ours", (QuietHandler,), {"extra_headers": headers_of(site.folder)}), directory=str(root)
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/sub/path/site/"
        running.shutdown()


@pytest.fixture(scope="session")
def web(site: Built) -> Iterator[Web]:  # noqa: F811
    """The site on a local web server that compresses and counts bytes."""
    with served(site.folder) as running:
        yield running


@pytest.fixture(scope="session")
def disk(site: Built, tmp_path_factory) -> str:  # noqa: F811
    """The file:// address of the site, in a folder whose name has characters that are special in addresses."""
    folder = tmp_path_factory.mktemp("disk") / "Från USB #1 100%25"
    folder.symlink_to(Path(site.folder))
    return folder.as_uri() + "/"


@pytest.fixture(params=["server", "disk"], ids=["http", "file"])
def home(request) -> str:
    """The address of the site: below a sub-path of a web server, and on disk."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context of the test's own, with a desktop viewport."""
    reader_context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield reader_context
    reader_context.close()


def collect_errors(tab: Page, home: str) -> list[str]:
    """Return a list that collects errors and warnings in the tab's console, and requests that leave ``home``."""
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("request", lambda r: None if r.url.startswith((home, "data:", "blob:", "about:")) else errors.append(r.url))
    return errors


@pytest.fixture
def page(context: BrowserContext, home: str) -> Iterator[Page]:
    """A tab that fails the test on an error or warning in the console, or a request that leaves the site."""
    tab = context.new_page()
    errors = collect_errors(tab, home)
    yield tab
    assert errors == []
