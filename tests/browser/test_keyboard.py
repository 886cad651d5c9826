"""Keyboard use: Tab reaches every stop once, in order and visibly, and everything that opens can be closed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.kinds import KINDS

# Collects the focusable elements in the order of the page, and those that break it by tabindex or CSS.
LIST = """() => {
  // In a group of radio buttons only the checked one is a stop, or the first if none is checked.
  const stopOf = (name) => document.querySelector(`input[name="${CSS.escape(name)}"]:checked`) ?? document.getElementsByName(name)[0];
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const stops = all.filter((one) => one.tabIndex === 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })
    && !one.closest("[popover]:not(:popover-open)") && !(one.type === "radio" && one !== stopOf(one.name)));
  const wrong = all.filter((one) => one.tabIndex > 0);
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    if (one.matches(".md-sidebar--secondary")) continue; // the contents list is next to the text, but read before it
    if (style.order !== "0" || style.flexDirection.endsWith("reverse")) wrong.push(one);
  }
  window.stops = stops;
  window.outlines = new Map(stops.map((one) => [one, outline(one)]));
  return [stops.length, wrong.map((one) => one.outerHTML.slice(0, 90))];
}"""
OUTLINE = """window.outline = (one) => {
  const style = getComputedStyle(one);
  const line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5 ? style.outlineColor : "";
  return line + [...one.querySelectorAll("circle, path")].map((shape) => {
    const { stroke, strokeWidth } = getComputedStyle(shape);
    return parseFloat(strokeWidth) >= 1.5 ? stroke + strokeWidth : "";
  });
};
0"""
# Returns the number of the stop that has the focus, and what is wrong with how it is shown.
HERE = """() => {
  const one = document.activeElement, wrong = [];
  if (one === document.body) return [null, []];
  if (one.closest("[popover]")) return [-1, []]; // the link in the explanation of the previous term
  if (outline(one) === window.outlines.get(one)) wrong.push("no outline");
  const parts = [0.05, 0.3, 0.5, 0.7, 0.95];
  const seen = [...one.getClientRects()].some((box) => parts.some((x) => parts.some((y) => {
    const top = document.elementFromPoint(box.left + box.width * x, Math.max(box.top, 0) * (1 - y) + Math.min(box.bottom, innerHeight) * y);
    return top && (one.contains(top) || top.contains(one) && top !== document.body && top !== document.documentElement);
  })));
  if (!seen) wrong.push("not seen");
  for (let at = one; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== "none") wrong.push("clipped");
  return [window.stops.indexOf(one), wrong.map((what) => `${what}: ${one.outerHTML.slice(0, 120)}`)];
}"""


# True if the outline of what has the focus is on the screen from side to side.
INSIDE = """() => {
  const box = document.activeElement.getBoundingClientRect(), style = getComputedStyle(document.activeElement);
  const around = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  return box.left - around >= 0 && box.right + around <= document.documentElement.clientWidth;
}"""


def walk(page: Page, key: str) -> tuple[list[int], list[str], int]:
    """Press ``key`` until focus leaves the page; return the stops reached, their problems, and the number of stops."""
    page.evaluate(OUTLINE)
    count, wrong = page.evaluate(LIST)
    order: list[int] = []
    for _ in range(count + 5):
        page.keyboard.press(key)
        at, trouble = page.evaluate(HERE)
        if at is None:
            break
        order += [at] if at >= 0 else []
        wrong += trouble
    return order, wrong, count


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", KINDS)
def test_tab_reaches_every_stop_once_in_order_and_visibly(context, site, address: str, width: int):
    """WCAG 2.2, 2.1.1, 2.1.2, 2.4.3, 2.4.7 and 2.4.11. CSS must not change the order."""
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.folder.as_uri()}/{address}")
    order, wrong, count = walk(page, "Tab")
    assert wrong == []
    assert order == list(range(count))


@pytest.mark.parametrize("width", [1280, 320])
def test_tab_reaches_every_stop_of_the_comparison(context, site, width: int):
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.folder.as_uri()}/en/compare.html?regions=halland,skane")
    expect(page.locator(".compare-table thead a").last).to_be_visible()
    order, wrong, count = walk(page, "Tab")
    assert wrong == []
    assert order == list(range(count))


def test_shift_tab_stops_are_not_hidden_by_the_header(context, site):
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.folder.as_uri()}/steg/styrning.html")
    _, wrong, _ = walk(page, "Shift+Tab")
    assert [trouble for trouble in wrong if trouble.startswith("not seen")] == []


@pytest.mark.parametrize("address", ["steg/vision.html", "en/examples/visual-sweden.html", "404.html"])
def test_skip_link_is_first_and_moves_focus_to_the_text(page: Page, home: str, address: str):
    page.goto(home + address)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize(("address", "name"), [("steg/vision.html", "Meny"), ("en/steps/vision.html", "Menu")])
def test_narrow_menu_opens_and_closes_by_keyboard(page: Page, home: str, address: str, name: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(home + address)
    button = page.get_by_role("button", name=name, exact=True)
    menu = page.get_by_role("navigation", name=name, exact=True)
    expect(menu).to_be_hidden()
    button.focus()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link").first).to_be_focused()
    assert page.evaluate(INSIDE)  # as wide as the screen, it would show no outline at its sides
    part = menu.locator("details").last
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(part).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_menu_closes_when_focus_leaves(page: Page, home: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}steg/vision.html")
    page.locator(".menu-button").press("Enter")
    page.locator(".menu summary").last.focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(".menu")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("width", [1280, 320])
def test_arrows_reach_search_hits_and_escape_returns_focus(page: Page, home: str, width: int):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{home}steg/vision.html")
    field, opener = page.locator(".md-search__input"), page.locator(".search-button")
    (page.locator("a.language") if width > 1000 else opener).focus()
    page.keyboard.press("Tab" if width > 1000 else "Enter")
    expect(field).to_be_focused()
    page.keyboard.insert_text("kluster")  # at once, as hits for the first letters would change the list meanwhile
    hits = page.locator(".md-search-result__link")
    expect(hits.first).to_be_visible()
    hit = page.locator(".md-search-result__link:focus")
    for _ in range(8):  # suggestions come before the hits, and a link to the same search in the other language
        page.keyboard.press("ArrowDown")
        if hit.count():
            break
    expect(hit).to_have_count(1)
    page.keyboard.press("Escape")
    expect(hits.first).to_be_hidden()
    expect(field if width > 1000 else opener).to_be_focused()


def test_hit_count_is_in_a_live_region(page: Page, home: str):
    page.goto(f"{home}steg/vision.html")
    page.locator(".md-search__input").focus()
    page.keyboard.type("kluster")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+"))).to_be_visible()


@pytest.mark.parametrize("key", ["s", "f", "/", "n", "p", "."])
def test_single_characters_trigger_nothing(page: Page, home: str, key: str):
    """WCAG 2.2, 2.1.4: speech input would trigger such shortcuts."""
    page.goto(f"{home}steg/vision.html")
    page.locator("a.language").focus()
    page.keyboard.press(key)
    page.wait_for_timeout(100)
    expect(page.locator("a.language")).to_be_focused()
    expect(page).to_have_url(f"{home}steg/vision.html")


def test_colour_scheme_and_language_switch_by_keyboard(page: Page, home: str):
    page.goto(f"{home}steg/vision.html")
    look = page.get_by_role("button", name=re.compile("^Byt till mörk"))
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    look.press("Enter")
    page.wait_for_function(f"{background} !== {light!r}")
    expect(page.get_by_role("button", name=re.compile("^Byt till ljus"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="English")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}en/steps/vision.html")
    page.wait_for_function(f"{background} !== {light!r}")


def test_wide_table_scrolls_by_keyboard(page: Page, home: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}om/oppna-data.html")
    table = page.get_by_role("region").first
    table.focus()
    expect(table).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("table => table.scrollLeft > 0", arg=table.element_handle())


def test_wide_screen_has_no_menu_button(page: Page, home: str):
    page.goto(f"{home}steg/vision.html")
    expect(page.locator(".menu-button")).to_be_hidden()
