"""axe-core reports no violation of WCAG 2.2 A and AA or best practice. No rule and no part of a page is excluded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import collect_errors
from browser.kinds import KINDS

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
# Off for speed: frames (there are none), preloaded style sheets, and results that pass.
START = """(where) => {
  window.axe_violations = axe.run(where || document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"], iframes: false, preload: false,
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`)));
  return null;
}"""
LOOK = re.compile("^(?:Byt till|Switch to) ")


@pytest.fixture
def still(browser) -> Iterator[BrowserContext]:
    """A reader who wants no motion, or colours would be caught halfway."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    yield context
    context.close()


def open_page(tab: Page, address: str) -> None:
    tab.goto(address)
    # Otherwise axe thinks that the footer covers cards that the browser lays out only when scrolled to.
    tab.add_style_tag(content="* { content-visibility: visible !important }")


def axe_violations(tab: Page, state: str) -> list[str]:
    """Return the violations. With the menu or search open only the header is checked: the rest has not changed."""
    tab.evaluate(START, {"include": [".md-header"]} if "," in state else None)
    return tab.evaluate("window.axe_violations")


def test_every_page_passes_axe_with_a_clean_console_from_disk(still, site):
    """One tab loads a page while axe checks the previous page in the other."""
    home, wrong, pending, tabs = site.folder.as_uri() + "/", {}, {}, (still.new_page(), still.new_page())
    console_messages = [collect_errors(tab, home) for tab in tabs]
    for tab, messages in zip(tabs, console_messages, strict=True):
        tab.on(
            "requestfailed", lambda r, into=messages: into.append(r.url) if r.failure != "net::ERR_ABORTED" else None
        )
    for index, address in enumerate([*site.pages, None, None]):
        tab = tabs[index % 2]
        if (done := pending.pop(tab, None)) and (violations := tab.evaluate("window.axe_violations")):
            wrong[done] = violations
        if address:
            open_page(tab, home + address)
            tab.evaluate(START)
            pending[tab] = address
    assert wrong == {}
    assert console_messages == [[], []]


def states(tab: Page, width: int) -> Iterator[str]:
    """Yield states of the page, light and dark: as loaded, with the menu open (narrow only), with search results."""
    look = tab.get_by_role("button", name=LOOK)
    menu = tab.locator(".menu-button")
    yield "light"
    if width < 1000:
        menu.click()
        expect(menu).to_have_attribute("aria-expanded", "true")
        yield "light, menu"
        tab.keyboard.press("Escape")
    look.click()
    yield "dark"
    if width < 1000:
        menu.click()
        yield "dark, menu"
        tab.keyboard.press("Escape")
    tab.locator(".search-button:visible, .md-search__input:visible").first.click()
    tab.keyboard.insert_text("kluster cluster")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()
    yield "dark, search"
    look.evaluate("button => button.click()")  # the search covers it
    yield "light, search"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", KINDS)
def test_page_kinds_pass_axe_in_every_state(still, site, address: str, width: int):
    tab = still.new_page()
    tab.set_viewport_size({"width": width, "height": 800})
    open_page(tab, f"{site.folder.as_uri()}/{address}")
    wrong = {}
    for state in states(tab, width):
        if violations := axe_violations(tab, state):
            wrong[state] = violations
    assert wrong == {}
