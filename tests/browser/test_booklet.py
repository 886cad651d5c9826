"""The workshop pack as a booklet: collect, store, share, print to a tagged PDF with bookmarks, and clear."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from browser.test_around import PACK, WORDS
from browser.test_finder import EXAMPLES

PAGES = "steps/analysis,visual-sweden,regions/gotland,themes/energy"
both_languages = pytest.mark.parametrize("lang", list(PACK))


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles in the outline of ``pdf``, which Chromium writes as text or UTF-16 (ISO 32000-1, 7.9.2.2)."""
    matches = re.findall(rb"/Title\s*(?:\(((?:[^()\\\\]|\\\\.)*)\)|<FEFF([0-9A-Fa-f]*)>)", pdf)
    return [bytes.fromhex(wide.decode()).decode("utf-16-be") if wide else text.decode() for text, wide in matches]


def wait_for_chapters(page: Page, chapters: int) -> None:
    """Wait until the booklet has that many chapters."""
    expect(page.locator(".chapter")).to_have_count(chapters)
    expect(page.locator(".pack-status")).to_have_text("")


@both_languages
def test_pages_regions_themes_and_examples_become_a_booklet(page: Page, home: str, lang: str):
    page.goto(f"{home}{PACK[lang]}?ids={PAGES}")
    wait_for_chapters(page, 4)
    heads = page.locator(".chapter > h2").all_text_contents()
    assert [head[:2] for head in heads] == ["1.", "2.", "3.", "4."]
    expect(page.locator(".book-contents li")).to_have_count(4)
    expect(page.locator("#c1 ~ h3").first).to_be_visible()  # the headings of the page, one level down
    expect(page.locator(".chapter .cards, .chapter script, .chapter form, .chapter svg")).to_have_count(0)
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    inside = page.locator(".chapter a[href^='#']").evaluate_all("all => all.map(one => one.hash.slice(1))")
    assert inside and set(inside) <= set(ids)
    assert page.locator(".chapter a[href='#c3']").count()  # the theme links to the region, which is a chapter too
    page.locator(".book-contents a").nth(2).click()
    expect(page.locator("#c3")).to_be_in_viewport()


def test_chapter_leaves_out_screen_only_content(page: Page, home: str):
    page.goto(f"{home}{PACK['sv']}?ids=steps/analysis,regions/gotland,tools/sheets/mandate&layout=book")
    wait_for_chapters(page, 3)
    for words in ("texten ändrades", "BibTeX", "Hämta Word"):
        expect(page.locator(".book")).not_to_contain_text(words)
    row = page.locator(".chapter").last.get_by_text("Rad 1", exact=True)
    assert row.bounding_box()["width"] == 1  # visually hidden, as its cells are to be filled in by hand


@both_languages
def test_region_and_theme_add_their_examples_and_page_only_itself(page: Page, home: str, lang: str):
    region, theme = {"sv": ("regioner/skane", "teman/energy"), "en": ("en/regions/skane", "en/themes/energy")}[lang]
    page.goto(f"{home}{region}.html")
    page.get_by_role("link", name=WORDS["with_region"][lang]).click()
    items = page.locator(".pack-sheet > li")
    expect(items.first).to_contain_text("Skåne")
    expect(page.locator(".pack-status")).to_have_text("")
    count = items.count()
    assert count > 3
    page.goto(f"{home}{theme}.html")
    page.get_by_role("link", name=WORDS["with_theme"][lang]).click()
    expect(items.nth(count + 1)).to_be_visible()
    count = items.count()
    page.goto(f"{home}{ {'sv': 'steg/vision', 'en': 'en/steps/vision'}[lang] }.html")
    page.get_by_role("link", name=WORDS["with_page"][lang]).click()
    expect(items).to_have_count(count + 1)
    wait_for_chapters(page, count + 1)


def test_examples_of_a_step_are_added_by_keyboard(page: Page, home: str):
    page.goto(home + PACK["en"])
    choice = page.get_by_role("checkbox", name=WORDS["with_examples"]["en"])
    page.locator("#pack-choose").select_option("national-work")
    expect(choice).to_be_hidden()
    page.locator("#pack-choose").select_option("steps/vision")
    choice.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".pack-status")).to_have_text(re.compile(WORDS["added"]["en"]))
    assert page.locator(".pack-sheet > li").count() > 5
    expect(page.locator(".chapter").nth(5)).to_be_attached()


@both_languages
def test_title_and_layout_survive_reload_and_language_switch(page: Page, home: str, lang: str):
    page.goto(f"{home}{PACK[lang]}?ids=visual-sweden,steps/vision")
    wait_for_chapters(page, 2)
    page.locator("#pack-title").fill("Studiebesök & möte")
    expect(page.get_by_role("heading", level=1)).to_have_text("Studiebesök & möte")
    page.goto(home + PACK[lang])  # without a query, the stored pack
    wait_for_chapters(page, 2)
    expect(page.get_by_role("heading", level=1)).to_have_text("Studiebesök & möte")
    page.locator("a.language").click()
    wait_for_chapters(page, 2)
    expect(page.locator("#pack-title")).to_have_value("Studiebesök & möte")
    other = "en" if lang == "sv" else "sv"
    page.get_by_role("button", name=re.compile(f"^{WORDS['remove'][other]}: ")).last.click()
    page.get_by_role("radio", name=WORDS["book"][other]).check()
    wait_for_chapters(page, 1)
    page.reload()
    expect(page.get_by_role("radio", name=WORDS["book"][other])).to_be_checked()
    page.get_by_role("button", name=WORDS["clear"][other]).click()
    expect(page.locator(".pack-sheet > li, .chapter")).to_have_count(0)
    assert page.evaluate("[localStorage.getItem('s3-pack'), localStorage.getItem('s3-pack-book')]") == [None, None]
    page.reload()
    expect(page.locator(".pack-status")).to_have_text(WORDS["none"][other])
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Studiebesök & möte")


@both_languages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_booklet_pdf_is_tagged_with_bookmarks_and_page_numbers(page: Page, home: str, lang: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{home}{PACK[lang]}?ids={PAGES}&title=Visit")
    wait_for_chapters(page, 4)
    response = page.context.new_cdp_session(page).send(
        "Page.printToPDF",
        {"generateTaggedPDF": True, "generateDocumentOutline": True, "preferCSSPageSize": True, "transferMode": "ReturnAsBase64"},
    )  # fmt: skip
    pdf = base64.b64decode(response["data"])
    assert b"/StructTreeRoot" in pdf
    assert b"/Outlines" in pdf
    heads = page.locator(".chapter > h2, .book-contents h2").all_text_contents()
    marks = {re.sub(r"\s", "", mark) for mark in bookmarks(pdf)}  # Chromium drops the space where a line ends
    assert {re.sub(r"\s", "", head) for head in ("Visit", *heads)} <= marks
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) >= 7  # cover, contents, each chapter on pages of its own
    page.emulate_media(media="print")
    for hidden in (".pack-sheet", ".pack-tools", ".pack-status", ".lead.screen-only", ".md-header"):
        assert page.locator(hidden).evaluate_all("all => all.length && all.every(e => !e.checkVisibility())"), hidden
    assert page.locator(".chapter").first.evaluate("one => getComputedStyle(one).page") == "c1"
    rules = page.evaluate("document.adoptedStyleSheets.flatMap(s => [...s.cssRules].map(r => r.cssText))")
    assert "counter(page)" in rules[0]
    assert heads[1] in rules[0]
    assert page.locator(".chapter h3").first.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"


def test_hostile_title_is_escaped(page: Page, home: str):
    title = '</style><img src=x onerror=alert(1)>\\"}'
    page.goto(f"{home}{PACK['en']}?ids=visual-sweden&layout=book")
    page.locator("#pack-title").fill(title)
    wait_for_chapters(page, 1)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("article img")).to_have_count(0)
    page.reload()
    expect(page.locator("#pack-title")).to_have_value(title)


@both_languages
def test_booklet_fits_a_phone(page: Page, home: str, lang: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}{PACK[lang]}?ids={PAGES}")
    wait_for_chapters(page, 4)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.locator("article :is(button, input, select, label.pick):visible")
    assert small.evaluate_all("all => all.filter(one => one.closest('label') === null && one.offsetHeight < 24)") == []


def test_alias_in_the_address_resolves_to_the_example(page: Page, home: str):
    (old,), new = next((one["aliases"], one["id"]) for one in EXAMPLES if "aliases" in one)
    page.goto(f"{home}{PACK['sv']}?ids={old},{new}")
    expect(page.locator(".pack-sheet > li")).to_have_count(1)
    expect(page).to_have_url(f"{home}{PACK['sv']}?ids={new}")
    page.goto(f"{home}jamfor.html?examples={old},visual-sweden")
    expect(page.locator(".compare-table thead a").first).to_have_attribute("href", f"exempel/{new}.html")
