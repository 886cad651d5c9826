"""Basic reading: navigation, search, terms and citations, over http and file://."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


def test_reader_goes_from_front_page_to_translated_example_and_back(page: Page, home: str):
    page.goto(f"{home}index.html")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.get_by_role("link", name="2 Styrning").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Styrning")
    page.get_by_role("link", name="Visual Sweden håller ihop området för visualisering").click()
    expect(page).to_have_url(f"{home}exempel/visual-sweden.html?list=step:governance")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{home}en/examples/visual-sweden.html?list=step:governance")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="Examples").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Examples")
    page.get_by_role("link", name="Svenska").click()
    expect(page).to_have_url(f"{home}exempel/index.html")
    for _ in range(5):
        page.go_back()
    expect(page).to_have_url(f"{home}index.html")


def test_step_tiles_link_to_the_steps(page: Page, home: str):
    page.goto(f"{home}en/steps/index.html")
    page.get_by_role("link", name="4 Priority setting What do we choose?").click()
    expect(page).to_have_url(f"{home}en/steps/priority-setting.html")


@pytest.mark.parametrize(
    ("start", "query", "expected", "folder"),
    [("index.html", "klusterorganisation", "Kluster", ""), ("en/index.html", "cluster organisation", "luster", "en/")],
)
def test_search_finds_pages_in_the_page_language(page: Page, home: str, start, query, expected, folder):
    page.goto(f"{home}{start}")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text(query)
    hits = page.locator(".md-search-result__link")
    expect(hits.first).to_contain_text(expected)
    links = hits.evaluate_all("links => links.map(link => link.href)")
    assert links
    assert [link for link in links if link.startswith(f"{home}en/") != (folder == "en/")] == []
    hits.first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_term_explanation_shows_on_hover_and_focus_until_escape(page: Page, home: str):
    page.goto(f"{home}kluster/index.html")
    term = page.locator("a.term").first
    box = page.locator(f"#{term.get_attribute('aria-describedby').replace('note-', 'term-')}")
    expect(box).to_be_hidden()
    term.hover()
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.locator("h1").click()
    page.mouse.move(0, 0)  # or scrolling could bring another term under the pointer
    for _ in range(60):
        page.keyboard.press("Tab")
        if term.evaluate("term => term === document.activeElement"):
            break
    expect(box).to_be_visible()
    expect(box.get_by_role("link")).to_have_attribute("href", re.compile(r"ordlista\.html#"))
    term.press("Enter")
    expect(page).to_have_url(re.compile(r"ordlista\.html#"))


def test_tap_on_term_shows_explanation_without_following_link(browser, home: str):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{home}en/clusters/index.html")
    term = page.locator("a.term").first
    term.tap()
    expect(page.locator(f"#{term.get_attribute('aria-describedby')}")).to_be_visible()
    expect(page).to_have_url(f"{home}en/clusters/index.html")
    context.close()


def test_citation_links_to_its_source_on_the_page(page: Page, home: str):
    page.goto(f"{home}steg/vision.html")
    page.locator("a.citation").first.click()
    expect(page).to_have_url(re.compile(r"#source-"))
