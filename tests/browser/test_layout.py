"""Layout: filters next to their hits, the number of hits in the viewport, facts next to the text, the front page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from built.conftest import ROOT
from guide.data import schemas

EXAMPLES = schemas.load(ROOT / "data", ("examples",))[0]["examples"].data
IN_VIEWPORT = "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


def vision(example) -> bool:
    return "vision" in example["steps"]


def test_wide_screen_has_filters_left_and_hit_count_in_view(page: Page, home: str):
    page.goto(f"{home}exempel/index.html")
    page.locator("input[name=step][value=vision]").check()
    status = page.locator(".finder-status")
    expect(status).to_have_text(f"{sum(map(vision, EXAMPLES))} exempel")
    assert status.evaluate(IN_VIEWPORT)
    form, count = page.locator("form.finder").bounding_box(), status.bounding_box()
    chips, first = page.locator(".chosen-filters").bounding_box(), page.locator(".hits .card").first.bounding_box()
    assert form["x"] + form["width"] < count["x"]
    assert count["y"] < first["y"]
    assert chips["y"] < first["y"]
    assert first["y"] < 900
    second = page.locator(".hits .card").nth(1).bounding_box()
    assert second["y"] == first["y"]  # two columns


def test_phone_has_buttons_for_filters_and_hits(page: Page, home: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{home}en/examples/index.html")
    opener = page.locator(".finder-fold > summary")
    expect(opener).to_have_text("Filters")
    opener.click()
    lead = page.locator(".finder-show button")
    expect(lead).to_have_text(f"Show {len(EXAMPLES)} examples")
    page.locator("input[name=step][value=vision]").check()
    page.locator("input[name=step][value=analysis]").check()
    count = sum(bool({"vision", "analysis"} & set(example["steps"])) for example in EXAMPLES)
    expect(lead).to_have_text(f"Show {count} examples")
    assert lead.evaluate(IN_VIEWPORT)
    lead.click()
    expect(page.locator("input[name=step][value=vision]")).to_be_hidden()
    status = page.locator(".finder-status")
    expect(status).to_be_focused()
    expect(status).to_have_text(f"{count} examples")
    assert status.evaluate(IN_VIEWPORT)
    expect(opener).to_have_text("Filters (2)")


def test_step_list_shows_ten_cards_without_their_own_step(page: Page, home: str):
    page.goto(f"{home}exempel/index.html")
    step_examples = [example for example in EXAMPLES if example["steps"][0] == "governance"]
    cards = page.locator("#governance + ul.cards > .card")
    expect(cards).to_have_count(10)
    assert cards.locator(".step-governance").count() == 0
    rest = page.locator("#governance ~ .more-cards").first
    rest.locator("summary", has_text=f"Visa alla {len(step_examples)}").click()
    expect(rest.locator(".card:visible")).to_have_count(len(step_examples) - 10)
    where = cards.first.locator(".card-where")
    expect(where).to_have_text(re.compile(r".+ · .+"))
    one_line = where.evaluate("one => one.getClientRects().length === 1 && one.offsetHeight < 30")
    assert one_line


def test_example_facts_are_next_to_the_text_above_the_pack(page: Page, home: str):
    page.goto(f"{home}exempel/visual-sweden.html")
    facts, text = page.locator(".facts").bounding_box(), page.locator("#description").bounding_box()
    pack = page.locator(".pack-choice").bounding_box()
    assert facts["x"] > text["x"] + text["width"] * 0.9
    assert facts["y"] < 400
    assert pack["y"] >= facts["y"] + facts["height"]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator(".takeaway").evaluate("one => getComputedStyle(one).backgroundColor") != paper
    expect(page.locator(".takeaway h2")).to_have_text("Vad andra regioner kan ta efter")
    expect(page.locator(".copied").first).to_be_hidden()
    page.locator(".citations > summary").click()
    expect(page.locator(".copied").first).to_be_visible()


def test_example_titles_fit_three_lines_on_a_wide_screen(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    home, long = f"{site.folder.as_uri()}/", {}
    longest = sorted(EXAMPLES, key=lambda example: max(map(len, example["title"].values())))[-12:]
    for example in longest:
        for folder in ("exempel", "en/examples"):
            page.goto(f"{home}{folder}/{example['id']}.html")
            title = page.locator("h1")
            lines = title.evaluate("one => Math.round(one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight))")
            if lines > 3:
                long[example["id"]] = lines
    assert long == {}
    page.close()


def test_sources_and_links_are_one_list_without_duplicates(site):
    for address, page in site.pages.items():
        if page.xpath("//div[contains(@class, 'takeaway') or @class='record']//h2[@id='cite']"):
            assert page.xpath("//h2[@id='links']") == []
            links = page.xpath("//h2[@id='sources']/following-sibling::ul[1]//a/@href")
            assert len(links) == len(set(links)), address


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_front_page_searches_and_shows_example_count(page: Page, home: str, lang: str):
    page.goto(home + {"sv": "index.html", "en": "en/index.html"}[lang])
    expect(page.locator(".tasks")).to_contain_text(f"{len(EXAMPLES)} ex")
    expect(page.locator(".crumbs")).to_have_count(0)
    assert page.locator(".front-ring").bounding_box()["y"] > page.locator(".md-tabs").bounding_box()["y"] + 40
    expect(page.locator(".steps a")).to_have_count(6)
    assert page.locator(".steps").bounding_box()["width"] > 1100  # it fills the width
    field = page.locator(".front-search input")
    assert field.bounding_box()["width"] > 400
    field.fill("kluster" if lang == "sv" else "cluster")
    page.keyboard.press("Enter")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.locator(".md-search__input")).to_be_focused()


def test_region_list_comes_before_the_map_on_a_phone(page: Page, home: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{home}index.html")
    assert page.locator(".map-list").bounding_box()["y"] < page.locator(".map-picture").bounding_box()["y"]
