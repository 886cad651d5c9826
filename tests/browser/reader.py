"""A user of Firefox or WebKit: the actions and expectations of test_other_browsers.py, the same in both."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, Remote, WebKitGTK, WebKitGTKOptions, WebKitGTKService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

# Reports errors in a page to the server that it came from, since neither driver gives access to the console.
WATCH = """for (const type of ["error", "unhandledrejection", "securitypolicyviolation"])
  addEventListener(type, (e) => navigator.sendBeacon("/wrong", [type, location.pathname, e.message ?? e.reason ?? e.violatedDirective, e.blockedURI ?? ""].join(" ")));
const { error } = console;
console.error = (...said) => { navigator.sendBeacon("/wrong", said.join(" ")); error(...said); };"""


@dataclass
class WatchedSite:
    """The site at ``home``, and at ``old`` as an old browser shows it; ``wrong`` lists the errors in its pages."""

    home: str = ""
    old: str = ""
    wrong: list[str] = field(default_factory=list)


class _Watching(http.server.SimpleHTTPRequestHandler):
    watched: WatchedSite
    extra_headers: dict[str, str]
    aged: Callable[[str], str]

    def do_GET(self) -> None:
        aged, self.path = self.path.startswith("/old/"), re.sub("^/(new|old)/", "/", self.path)
        path = Path(self.translate_path(self.path))
        if self.path == "/watch.js":
            self._send(WATCH.encode(), "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            page = path.read_text("utf-8").replace("<head>", '<head><script src="/watch.js"></script>', 1)
            self._send(page.encode(), "text/html; charset=utf-8")
        elif aged and path.match("site.*css"):
            self._send(type(self).aged(path.read_text("utf-8")).encode(), "text/css; charset=utf-8")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self.watched.wrong.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Log nothing."""


@contextlib.contextmanager
def serve_watched(folder: Path, headers: dict[str, str], aged: Callable[[str], str]) -> Iterator[WatchedSite]:
    """Serve ``folder`` with ``headers`` on every file; ``aged`` rewrites style sheets as an old browser reads them."""
    watched = WatchedSite()
    handler = type("Handler", (_Watching,), {"watched": watched, "extra_headers": headers, "aged": staticmethod(aged)})
    serve = functools.partial(handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        watched.home, watched.old = (f"http://127.0.0.1:{running.server_address[1]}/{way}/" for way in ("new", "old"))
        yield watched
        running.shutdown()


def minibrowser() -> str | None:
    """Return the path of the browser that WebKitWebDriver starts, or None if something that it needs is missing."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else None


@contextlib.contextmanager
def webkit(program: str) -> Iterator[Remote]:
    """Run WebKit on a virtual screen."""
    reading, writing = os.pipe()
    screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, pass_fds=[writing]) as running:  # pytest shows what it prints where a test fails
        try:
            os.close(writing)
            display = os.read(reading, 16).decode().strip()
            options = WebKitGTKOptions()
            options.binary_location = program
            options.add_argument("--automation")
            with WebKitGTK(options, WebKitGTKService(env={**os.environ, "DISPLAY": f":{display}"})) as driver:
                yield driver
        finally:
            os.close(reading)
            running.terminate()


@dataclass
class Reader:
    """A user of the site at ``home``, who waits at most ``timeout`` seconds for anything."""

    driver: Remote
    home: str
    lang: str
    timeout: float

    def goes_to(self, address: str) -> None:
        """Open the page at ``address`` below the site's folder."""
        self.driver.get(self.home + address)

    def has(self, width: int, height: int = 900) -> None:
        """Set the size of the window in CSS pixels, and wait until the page is that wide."""
        self.driver.set_window_size(width, height)
        self.waits_for("innerWidth === arguments[0]", width)

    def sees(self, css: str, text: str = "") -> WebElement:
        """Wait for a visible element that matches ``css`` and contains ``text``, and return the first."""

        def found(_driver: object) -> WebElement | None:
            return next((one for one in self.all(css) if one.is_displayed() and text in one.text), None)

        return self._wait(found, f"not visible: {css} {text}")

    def all(self, css: str) -> list[WebElement]:
        """Return all elements that match ``css``, visible or not."""
        return list(self.driver.find_elements(By.CSS_SELECTOR, css))

    def sees_no(self, css: str) -> None:
        """Wait until no element that matches ``css`` is visible."""
        self._wait(lambda _: not any(one.is_displayed() for one in self.all(css)), f"still visible: {css}")

    def clicks(self, css: str, text: str = "") -> None:
        """Click the first visible element that matches ``css`` and contains ``text``."""
        one = self.sees(css, text)
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", one)
        one.click()

    def hovers(self, css: str) -> None:
        """Move the pointer to the first visible element that matches ``css``."""
        one = self.sees(css)
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", one)
        ActionChains(self.driver).move_to_element(one).perform()

    def presses(self, *keys: str) -> None:
        """Type ``keys`` into the element with the focus."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def moves_focus(self, backwards: bool = False) -> None:
        """Move the focus with Tab, or Shift+Tab if ``backwards``."""
        keys = ActionChains(self.driver)
        (
            keys.key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT) if backwards else keys.send_keys(Keys.TAB)
        ).perform()

    def focuses(self, css: str) -> None:
        """Focus the first visible element that matches ``css`` as the keyboard would, with its outline."""
        self.run("arguments[0].focus({ focusVisible: true })", self.sees(css))

    def has_focus_on(self, css: str) -> None:
        """Wait until the focus is on a visible element that matches ``css``."""
        self.waits_for("document.activeElement.matches(arguments[0]) && document.activeElement.checkVisibility()", css)

    def is_on_page(self, address: str) -> None:
        """Wait until the browser is at ``address`` below the site's folder."""
        self._wait(
            lambda driver: driver.current_url == self.home + address, f"not on {address} but {self.driver.current_url}"
        )

    def waits_for(self, condition: str, *arguments: object) -> None:
        """Wait until the JavaScript expression ``condition`` is true in the page."""
        self._wait(lambda _: self.run(f"return {condition}", *arguments), f"not true: {condition} {arguments}")

    def run(self, script: str, *arguments: object) -> Any:
        """Run ``script`` in the page and return its result."""
        return self.driver.execute_script(script, *arguments)

    def style(self, css: str, name: str, pseudo: str = "") -> str:
        """Return the computed value of the property ``name`` of the first element of ``css``, or of a pseudo-element."""
        script = "return getComputedStyle(document.querySelector(arguments[0]), arguments[2] || null)[arguments[1]]"
        return str(self.run(script, css, name, pseudo))

    def _wait(self, condition: Callable[[Remote], Any], otherwise: str) -> Any:
        waiting = WebDriverWait(
            self.driver, self.timeout, 0.1, [WebDriverException]
        )  # the page may be left in the meantime
        return waiting.until(condition, otherwise)
