"""One page of each kind without scripts, and in print."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser.kinds import KINDS


@pytest.fixture(scope="module")
def page_without_scripts(browser) -> Iterator[Page]:
    """A tab on a phone with scripts disabled."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", [address for address in KINDS if address != "404.html"])
def test_page_works_without_scripts(page_without_scripts: Page, site, address: str):
    page_without_scripts.goto(f"{site.folder.as_uri()}/{address}")
    assert page_without_scripts.evaluate("document.documentElement.scrollWidth") <= 320
    hidden = {
        heading.inner_text()
        for heading in page_without_scripts.locator("article :is(h1, h2, h3)").all()
        if not heading.is_visible()
    }
    assert hidden == set()
    headings = site.pages[address].xpath("//article//*[self::h1 or self::h2 or self::h3]")
    expect(page_without_scripts.locator("article :is(h1, h2, h3)")).to_have_count(len(headings))
    for script in (".md-search", ".search-button", ".scheme", "form.finder", ".copied .button"):
        for one in page_without_scripts.locator(script).all():
            expect(one).to_be_hidden()
    menu = page_without_scripts.get_by_role("navigation", name=re.compile("^Men[uy]$"))
    expect(menu).to_be_hidden()
    page_without_scripts.locator("#__drawer").press("Space")
    expect(menu).to_be_visible()
    menu.locator("details:not([open])").first.evaluate("part => { part.id = 'part' }")
    part = menu.locator("#part")
    part.locator("> summary").press("Enter")
    expect(part.get_by_role("link").first).to_be_visible()
    language = page_without_scripts.locator("a.language")
    page_without_scripts.goto(language.evaluate("link => link.href"))
    expect(page_without_scripts.locator("html")).to_have_attribute("lang", "sv" if address.startswith("en/") else "en")
    expect(page_without_scripts.get_by_role("heading", level=1)).to_be_visible()


@pytest.fixture(scope="module")
def printed(browser) -> Iterator[Page]:
    """A tab with print styles, as wide as A4 without margins, in the dark colour scheme."""
    context = browser.new_context(viewport={"width": 680, "height": 1000}, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


# Labels of controls that are not printed, and tables in a box that may clip them, as print is wider than this tab.
HIDDEN_ON_PAPER = """() => [...document.querySelectorAll("article *")].filter((one) => one.checkVisibility()
  && (one.localName === "label" && one.control && !one.control.checkVisibility()
  || getComputedStyle(one).overflowX !== "visible" && one.querySelector("table"))).map((one) => one.outerHTML.slice(0, 90))"""
# Words in row headers that are broken across lines without a hyphen.
BROKEN_WORDS = """() => [...document.querySelectorAll("article tbody th")].filter((one) => one.checkVisibility()
  && (getComputedStyle(one).hyphens !== "auto" || one.querySelector("code"))).flatMap((one) => {
    const found = [], texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (texts.nextNode()) for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\\p{L}\\d_]+/gu)) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
    }
    return found;
  })"""


@pytest.mark.parametrize("address", KINDS)
def test_print_is_white_and_shows_only_the_complete_text(printed: Page, site, address: str):
    printed.goto(f"{site.folder.as_uri()}/{address}")
    for screen in (
        ".md-header",
        ".md-tabs",
        ".section",
        ".contents",
        ".crumbs",
        ".ways",
        ".site-foot",
        ".md-skip",
        "article button",
        "article input:not(.assessment input)",  # which is printed with its answers or room for them
        "article select",
    ):
        for one in printed.locator(screen).all():
            expect(one).to_be_hidden()
    expect(printed.get_by_role("heading", level=1).first).to_be_visible()
    assert printed.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    pale = printed.evaluate(
        """() => [...document.querySelectorAll("article :is(p, li, td, th, h1, h2, h3, a)")].filter((one) => one.checkVisibility()
          && getComputedStyle(one).color.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0) > 480
          && !getComputedStyle(one).printColorAdjust.includes("exact")).map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert pale == []
    cut = printed.evaluate(
        """() => [...document.querySelectorAll("article *")].filter((one) => one.checkVisibility() && !one.closest("svg")
          && getComputedStyle(one).clipPath === "none" && (one.getBoundingClientRect().right > innerWidth + 1
          || getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1))
          .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert cut == []
    assert printed.evaluate(HIDDEN_ON_PAPER) == []
    assert printed.evaluate(BROKEN_WORDS) == []
    assert printed.evaluate(
        """[...document.querySelectorAll("details:not(.finder details)")].filter((one) => one.checkVisibility())
          .every((one) => [...one.querySelectorAll(":scope > :not(summary)")].some((part) => part.checkVisibility()))"""
    )


@pytest.mark.parametrize(
    "address", ["steg/vision.html", "en/examples/visual-sweden.html", "referenser.html", "regioner/skane.html"]
)
def test_source_addresses_are_printed(printed: Page, site, address: str):
    printed.goto(f"{site.folder.as_uri()}/{address}")
    after = "link => getComputedStyle(link, '::after').content"
    sources = printed.locator("article :is(.sources a, #sources ~ ul a, li[id] > a).external").all()
    assert sources
    for link in sources:
        assert link.get_attribute("href") in link.evaluate(after)


def test_filtered_list_is_printed_in_full_with_its_filters(browser, site):
    page = browser.new_page()
    page.goto(f"{site.folder.as_uri()}/en/examples/index.html?evidence=self-reported,documented")
    expect(page.locator(".hits .card")).to_have_count(24)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hits .card").count() == int(page.locator(".finder-status").inner_text().split()[0]) > 24
    expect(page.locator(".found .chip:visible")).to_have_text([re.compile("Evidence: ")] * 2)
    for away in (".finder", ".save-list", ".hits .more", ".clear"):
        expect(page.locator(away)).to_be_hidden()
    page.close()


def test_comparison_is_printed_in_landscape_without_status(browser, site):
    page = browser.new_page()
    page.goto(f"{site.folder.as_uri()}/en/compare.html?regions=skane,halland,gotland,dalarna")
    expect(page.locator(".compare-table")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".compare > [role=status]").first).to_be_hidden()
    sheets = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert 1 <= len(sheets) <= 3
    assert all(float(width) > float(height) for width, height in sheets)
    page.close()
