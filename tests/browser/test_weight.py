"""Bytes, requests and layout shifts of a first visit, from a compressing web server, on a phone and a desktop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.kinds import KINDS
from browser.web import Web

MAX_BYTES, MAX_REQUESTS = 50_000, 8
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}

# Layout shifts that no user input caused (https://web.dev/articles/cls): how large, and of which elements.
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput)
      window.shifts.push([entry.value, ...entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80))]);
}).observe({ type: "layout-shift", buffered: true });
"""


def layout_shifts(page: Page, address: str) -> list:
    """Load a page and return its layout shifts."""
    page.add_init_script(SHIFTS)
    page.goto(address, wait_until="networkidle")
    return page.evaluate("new Promise((done) => setTimeout(() => done(window.shifts), 100))")


@pytest.fixture(params=SCREENS)
def tab(request, browser: Browser) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", KINDS)
def test_first_visit_is_light_without_layout_shift(tab: Page, web: Web, address: str):
    requested: list[str] = []
    tab.on("request", lambda request: requested.append(request.url))
    with web.counted() as sent:
        shifts = layout_shifts(tab, web.home + address)
    assert [url for url in requested if not url.startswith(web.home)] == []
    assert len(sent) == len(set(requested)) <= MAX_REQUESTS, sent
    assert sum(sent.values()) <= MAX_BYTES, sent
    assert shifts == []


@pytest.mark.parametrize("address", ["en/news.html", "en/examples/visual-sweden.html"])
def test_slow_page_has_no_layout_shift(tab: Page, web: Web, address: str):
    with web.slowly():
        assert layout_shifts(tab, web.home + address) == []
