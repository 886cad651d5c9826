"""By keyboard alone, where the theme by itself falls short."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("address", "name"), [("steg/vision.html", "Navigation"), ("en/steps/vision.html", "Navigation")]
)
def test_the_menu_of_a_narrow_screen_opens_and_closes_by_keyboard(page: Page, home: str, address: str, name: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(home + address)
    button = page.get_by_role("button", name=name)
    for _ in range(6):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    menu = page.locator(".md-sidebar--primary")
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_no_link_in_the_closed_menu_takes_focus(page: Page, home: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}steg/vision.html")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")


def test_focus_is_never_hidden_under_the_header_when_tabbing_backwards(page: Page, home: str):
    page.goto(f"{home}steg/styrning.html")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator("article a").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        hidden = page.evaluate(
            """() => {
              const at = document.activeElement.getBoundingClientRect();
              const header = document.querySelector(".md-header");
              return !header.contains(document.activeElement) && at.bottom <= header.getBoundingClientRect().bottom;
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")


def test_the_search_dialogue_has_a_name(page: Page, home: str):
    page.goto(f"{home}en/index.html")
    expect(page.locator(".md-search[role=dialog]")).to_have_attribute("aria-label", "Search")


def test_a_table_too_wide_for_the_screen_can_be_scrolled_by_keyboard(page: Page, home: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}om/oppna-data.html")
    table = page.get_by_role("region").first
    table.focus()
    expect(table).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("table => table.scrollLeft > 0", arg=table.element_handle())


def test_a_wide_screen_has_no_menu_button(page: Page, home: str):
    page.goto(f"{home}steg/vision.html")
    expect(page.locator(".menu-button")).to_be_hidden()
