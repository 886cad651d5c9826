"""What a first visit costs the reader: over a web server that compresses, on a phone and on a desktop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.kinds import KINDS
from browser.web import Web

MOST_BYTES, MOST_REQUESTS = 80_000, 8
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}

# Movements that no act of the reader's caused (https://web.dev/articles/cls): what moved, by how much.
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput)
      window.shifts.push([entry.value, ...entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80))]);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", KINDS)
def test_a_first_visit_is_light_and_nothing_moves(browser: Browser, web: Web, address: str, screen: str):
    width, height = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with web.counted() as sent:
        page.goto(web.home + address, wait_until="networkidle")
        shifts = page.evaluate("new Promise((done) => setTimeout(() => done(window.shifts), 100))")
    context.close()
    assert [url for url in asked if not url.startswith(web.home)] == []
    assert len(sent) == len(set(asked)) <= MOST_REQUESTS, sent
    assert sum(sent.values()) <= MOST_BYTES, sent
    assert shifts == []
