"""User settings (zoom, spacing, colours, motion) on pages of each kind: WCAG 2.2, 1.4.4, 1.4.10-1.4.13 and 2.3.3."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.kinds import KINDS

# https://www.w3.org/TR/WCAG22/#text-spacing
SPACING = """* { letter-spacing: .12em !important; line-height: 1.5 !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# Elements that clip their own text, except those that scroll or are for screen readers only.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  if (one.closest("svg, [hidden], option") || style.clipPath !== "none" || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const cuts = (axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]);
  const over = cuts("X") && one.scrollWidth > one.clientWidth + 1 || cuts("Y") && one.scrollHeight > one.clientHeight + 1;
  return over && one.innerText.trim() && one.clientHeight;
}).map((one) => one.outerHTML.slice(0, 120))"""


def tab(browser: Browser, **settings) -> Page:
    return browser.new_context(**settings).new_page()


@pytest.fixture(scope="module")
def narrow(browser) -> Iterator[Page]:
    """A tab 320 px wide, which is what 1280 px are at a zoom of 400 %."""
    page = tab(browser, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    yield page
    page.context.close()


@pytest.mark.parametrize("address", KINDS)
def test_page_reflows_at_400_percent_without_cut_text(narrow: Page, site, address: str):
    narrow.goto(f"{site.folder.as_uri()}/{address}")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert narrow.evaluate(CUT) == []
    narrow.add_style_tag(content=SPACING)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert narrow.evaluate(CUT) == []


@pytest.mark.parametrize("address", KINDS)
def test_double_text_size_fits_a_phone(page_on_disk: Page, site, address: str):
    page_on_disk.set_viewport_size({"width": 390, "height": 800})
    page_on_disk.goto(f"{site.folder.as_uri()}/{address}")
    page_on_disk.add_style_tag(content="html { font-size: 250% !important }")
    assert page_on_disk.evaluate("document.documentElement.scrollWidth") <= 390
    assert page_on_disk.evaluate(CUT) == []


@pytest.mark.parametrize(
    ("address", "place"), [("exempel/index.html", ".card:nth-child(3)"), ("en/tools/where-we-stand.html", "fieldset")]
)
def test_bars_do_not_cover_a_low_screen(narrow: Page, site, address: str, place: str):
    narrow.goto(f"{site.folder.as_uri()}/{address}")
    for box in narrow.locator(".pick input").all()[:2]:
        box.check()
    narrow.locator(place).first.evaluate("one => one.scrollIntoView({ block: 'start' })")
    bars = "[100, 150, 200, 250].filter((y) => document.elementFromPoint(160, y).closest('.picks, .assessment-bar'))"
    assert narrow.evaluate(bars) == []


def test_suggestions_leave_room_for_a_hit_on_a_low_screen(narrow: Page, site):
    narrow.goto(f"{site.folder.as_uri()}/steg/analys.html")
    narrow.locator(".search-button").click()
    narrow.keyboard.insert_text("kluster")
    options = narrow.get_by_role("option")
    expect(options).to_have_count(5)
    expect(narrow.locator(".md-search-result__link").first).to_be_in_viewport(ratio=1)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    for _ in range(5):
        narrow.keyboard.press("ArrowDown")
    expect(options.last).to_be_in_viewport(ratio=0.6)  # it may be wider than the screen


def test_field_names_do_not_wrap_on_a_narrow_screen(narrow: Page, site):
    narrow.goto(f"{site.folder.as_uri()}/en/about/open-data.html")
    names = narrow.locator("tbody th code").evaluate_all("all => all.filter((one) => one.textContent.length < 11)")
    broken = "all => all.filter((one) => one.textContent.length < 11 && one.getClientRects().length > 1).length"
    assert len(names) > 20
    assert narrow.locator("tbody th code").evaluate_all(broken) == 0


@pytest.mark.parametrize("address", KINDS)
def test_wide_text_spacing_cuts_no_text(page_on_disk: Page, site, address: str):
    page_on_disk.goto(f"{site.folder.as_uri()}/{address}")
    page_on_disk.add_style_tag(content=SPACING)
    for width in (1280, 768):
        page_on_disk.set_viewport_size({"width": width, "height": 900})
        assert page_on_disk.evaluate(CUT) == []
        assert page_on_disk.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def page_on_disk(browser) -> Iterator[Page]:
    page = tab(browser, viewport={"width": 1280, "height": 900})
    yield page
    page.context.close()


@pytest.mark.parametrize("address", ["index.html", "exempel/index.html", "en/clusters/index.html"])
def test_reduced_motion_is_honoured(browser, site, address: str):
    page = tab(browser, reduced_motion="reduce", viewport={"width": 390, "height": 800})
    page.goto(f"{site.folder.as_uri()}/{address}")
    page.locator(".menu-button").click()
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"].map((part) => getComputedStyle(one, part))
          .filter((style) => Math.max(...`${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat)) > 0.01
            || style.scrollBehavior === "smooth").map(() => one.outerHTML.slice(0, 90)))"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["index.html", "en/examples/index.html", "regioner/skane.html"])
def test_forced_colours_show_focus_buttons_and_map(browser, site, address: str, scheme):
    """Windows' contrast themes replace the page's colours (https://www.w3.org/TR/css-color-adjust-1/#forced)."""
    page = tab(
        browser,
        forced_colors="active",
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
    )
    page.goto(f"{site.folder.as_uri()}/{address}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for icon in page.locator(".md-header svg:visible").all():
        assert icon.evaluate("icon => getComputedStyle(icon).fill") != ground
    shapes = page.locator(".map-picture a path, .map-key rect")
    for line in shapes.evaluate_all(
        "all => all.map((one) => { const s = getComputedStyle(one); return [s.stroke, s.fill]; })"
    ):
        assert {colour for colour in line if colour not in ("none", ground)}, line
    for stop in [
        "a.language",
        ".md-tabs a",
        ".map-list a",
        ".steps a",
        ".facet > summary",
        "article a.card-title",
    ]:
        if (one := page.locator(stop).first).count():
            page.keyboard.press("Tab")  # or focus() counts as mouse focus, without outline
            folded = page.locator("details:not([open])").filter(has=one)
            if not stop.endswith("summary") and folded.count():
                folded.locator("> summary").press("Enter")
                page.evaluate("document.activeElement.blur()")  # or its own outline is in the screenshot
            one.scroll_into_view_if_needed()
            before = around(page, one)
            one.focus()
            expect(one).to_have_css("outline-style", re.compile("solid|auto"))
            assert around(page, one) != before
    page.context.close()


def around(page: Page, one: Locator) -> bytes:
    """Return a screenshot of ``one`` with a margin for its outline."""
    box = one.bounding_box()
    return page.screenshot(
        clip={"x": box["x"] - 8, "y": box["y"] - 8, "width": box["width"] + 16, "height": box["height"] + 16}
    )


def test_term_explanation_is_hoverable_and_closes_on_escape(page: Page, home: str):
    """WCAG 2.2, 1.4.13: hoverable, persistent, dismissible without moving the pointer."""
    page.goto(f"{home}kluster/index.html")
    term = page.locator("a.term").first
    box = page.locator(f"#{term.get_attribute('aria-describedby').replace('note-', 'term-')}")
    term.hover()
    expect(box).to_be_visible()
    box.hover()
    page.wait_for_timeout(600)  # longer than the delay before it closes
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    term.hover(position={"x": 2, "y": 2})
    expect(box).to_be_visible()
    page.mouse.move(640, 5)
    expect(box).to_be_hidden()
