"""Themes, their map, filter and comparison: over http and file://, both languages, by mouse, keyboard and touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from built.conftest import ROOT
from guide.data import schemas

DOCS, _ = schemas.load(ROOT / "data", ("strings", "regions", "examples"))
STRINGS = DOCS["strings"].data
WORDS, COMPARE_WORDS = STRINGS["theme"], STRINGS["compare"]
ROOTS = {"sv": "", "en": "en/"}
THEMES = {"sv": "teman/", "en": "en/themes/"}
COMPARE = {"sv": "jamfor.html", "en": "en/compare.html"}
EXAMPLES = {"sv": "exempel/index.html", "en": "en/examples/index.html"}
both_languages = pytest.mark.parametrize("lang", list(ROOTS))
PHONE = {"width": 360, "height": 740}


def expect_query(page: Page, query: str) -> None:
    expect(page).to_have_url(re.compile(rf"\.html{re.escape(query)}(#.*)?$"))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A tab on a phone with a touch screen."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def fits(page: Page) -> bool:
    """Return whether the page is no wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- who else works with it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "query"),
    [
        ("sv", "skoglig bioekonomi"),
        ("sv", "vem arbetar med skoglig bioekonomi"),
        ("en", "forest bioeconomy"),
        ("en", "who else works with forest bioeconomy?"),
    ],
)
def test_search_leads_to_a_theme_with_its_regions(page: Page, home: str, lang: str, query: str):
    page.goto(f"{home}{ROOTS[lang]}index.html")
    page.locator("[data-md-component=search-query]").fill(query)
    first = page.locator(".md-search-result h2 a").first
    expect(first).to_have_attribute("href", re.compile(rf"{THEMES[lang]}forest-bioeconomy\.html"))
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("bio-?e[ck]onom", re.IGNORECASE))
    expect(page.locator("table tbody tr")).to_have_count(11)
    expect(page.get_by_role("link", name="Paper Province", exact=True)).to_be_visible()


@both_languages
def test_theme_page_links_to_its_filtered_examples(page: Page, home: str, lang: str):
    page.goto(f"{home}{THEMES[lang]}index.html")
    page.locator(".cards a.card-title[href$='forest-bioeconomy.html']").click()
    expect(page.locator("h2#examples ~ ul a").first).to_be_visible()
    page.locator("a[href*='theme=forest-bioeconomy']:not([href*='step='])").last.click()
    expect_query(page, "?theme=forest-bioeconomy")
    expect(page.locator("section.hits .card").first).to_be_visible()


# ---- the filter -----------------------------------------------------------------------------------------------------


@both_languages
def test_examples_are_filtered_by_theme_by_mouse(page: Page, home: str, lang: str):
    page.goto(home + EXAMPLES[lang])
    page.locator(".facet > summary", has_text=STRINGS["finder"]["facets"]["theme"][lang]).click()
    box = page.locator("input[name=theme][value=life-science-health]")
    count = int(page.locator("label", has=box).locator(".count").inner_text())
    box.check()
    expect_query(page, "?theme=life-science-health")
    expect(page.locator(".finder-status")).to_have_text(STRINGS["finder"]["some"][lang].format(count=count))
    link = page.locator(".hits .card-themes a[href$='life-science-health.html']").first
    link.click()  # not covered by the link of the card
    expect(page).to_have_url(f"{home}{THEMES[lang]}life-science-health.html")


@both_languages
def test_examples_are_filtered_by_theme_by_keyboard(page: Page, home: str, lang: str):
    page.goto(home + EXAMPLES[lang])
    page.locator(".facet > summary", has_text=STRINGS["finder"]["facets"]["theme"][lang]).focus()
    page.keyboard.press("Enter")
    box = page.locator("input[name=theme][value=energy]")
    box.focus()
    page.keyboard.press("Space")
    expect_query(page, "?theme=energy")
    expect(box).to_be_focused()
    page.locator(".chosen-filters .chip").focus()
    page.keyboard.press("Enter")
    expect_query(page, "")


@both_languages
def test_examples_are_filtered_by_theme_by_touch(phone: Page, home: str, lang: str):
    phone.goto(home + EXAMPLES[lang])
    phone.locator(".finder-fold > summary").tap()
    phone.locator(".facet > summary", has_text=STRINGS["finder"]["facets"]["theme"][lang]).tap()
    phone.locator("label", has=phone.locator("input[name=theme][value=energy]")).tap()
    phone.locator(".finder-show button").tap()
    expect(phone.locator(".hits .card").first).to_be_in_viewport()
    assert fits(phone)


@both_languages
def test_card_shows_that_themes_are_inherited(page: Page, home: str, lang: str):
    page.goto(f"{home}{EXAMPLES[lang]}?theme=forest-bioeconomy&region=varmland")
    card = page.locator(".hits .card", has=page.locator("a[href*='varmland-priorities']"))
    expect(card.locator(".card-themes")).to_have_text(f"{WORDS['many'][lang]}: {WORDS['inherited'][lang]}")
    expect(card.locator(".card-themes a")).to_have_count(0)


# ---- the map --------------------------------------------------------------------------------------------------------


@both_languages
def test_map_theme_is_kept_in_the_address(page: Page, home: str, lang: str):
    page.goto(f"{home}{THEMES[lang]}index.html")
    page.locator("#map-theme").select_option("aerospace-space")
    expect_query(page, "?theme=aerospace-space")
    expect(page.locator(".theme-map a.level-4")).to_have_count(1)
    expect(page.locator(".theme-map a.level-4")).to_have_attribute("data-name", "Norrbotten")
    expect(page.locator(".theme-list li")).to_have_count(1)
    expect(page.locator(".theme-list li")).to_contain_text(WORDS["own"][lang])
    page.locator("#map-theme").select_option("energy")
    expect(page.locator(".theme-list li")).to_have_count(12)
    page.go_back()
    expect(page.locator("#map-theme")).to_have_value("aerospace-space")
    page.reload()
    expect(page.locator(".theme-map a.level-4")).to_have_count(1)
    page.locator("a.language").click()
    expect(page.locator("#map-theme")).to_have_value("aerospace-space")


def test_map_works_by_keyboard(page: Page, home: str):
    page.goto(f"{home}teman/index.html")
    page.locator("#map-theme").focus()
    page.keyboard.press("ArrowDown")
    first = page.locator("#map-theme option").nth(1)
    expect(page.locator("#map-theme")).to_have_value(first.get_attribute("value"))
    expect(page.locator(".theme-said")).to_contain_text(first.inner_text())
    page.keyboard.press("Tab")
    expect(page.locator(".theme-list a").first).to_be_focused()  # the list, as the map's links are not tab stops
    page.keyboard.press("Enter")
    expect(page.locator("h1#region")).to_be_visible()


@both_languages
def test_map_list_fits_a_phone_and_opens_a_region_by_tap(phone: Page, home: str, lang: str):
    phone.goto(f"{home}{THEMES[lang]}index.html?theme=energy#map")
    expect(phone.locator(".theme-list li")).to_have_count(12)
    assert fits(phone)
    link = phone.locator(".theme-list a").first
    assert link.bounding_box()["height"] >= 24
    link.tap()
    expect(phone.locator("h1#region")).to_be_visible()


def test_unknown_theme_in_the_address_is_ignored(page: Page, home: str):
    page.goto(f"{home}teman/index.html?theme=nowhere")
    expect(page.locator(".theme-said")).to_have_text(WORDS["map_before"]["sv"])
    expect(page.locator(".theme-map svg a[class^=level]")).to_have_count(0)


# ---- the matrix -----------------------------------------------------------------------------------------------------


@both_languages
def test_matrix_becomes_lists_on_a_phone(page: Page, home: str, lang: str):
    page.set_viewport_size(PHONE)
    page.goto(f"{home}{THEMES[lang]}index.html")
    assert fits(page)
    row = page.locator(".matrix tbody tr", has=page.get_by_role("link", name="Blekinge"))
    shown = row.locator("td:visible")
    assert shown.count() == 5
    said = shown.first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert shown.first.get_attribute("data-label") in said


@both_languages
def test_matrix_links_to_themes_and_regions(page: Page, home: str, lang: str):
    page.goto(f"{home}{THEMES[lang]}index.html")
    page.locator(".matrix-scroll").focus()
    page.keyboard.press("End")  # scroll to the columns that do not fit
    page.locator(".matrix tbody th a", has_text="Blekinge").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1#region")).to_have_text("Blekinge")
    page.go_back()
    page.locator(".matrix thead a[href$='energy.html']").click()
    expect(page).to_have_url(f"{home}{THEMES[lang]}energy.html")


# ---- the comparison -------------------------------------------------------------------------------------------------


@both_languages
def test_regions_are_compared_by_mouse_and_selection_survives(page: Page, home: str, lang: str):
    page.goto(home + COMPARE[lang])
    status = page.locator("#compare [role=status]")
    expect(status).to_have_text(COMPARE_WORDS["few"][lang])
    for name in ("varmland", "kronoberg"):
        page.locator(f"#compare input[value={name}]").check()
    expect_query(page, "?regions=varmland,kronoberg")
    rows = page.locator(".compare-table tbody tr")
    expect(rows).to_have_count(7)
    areas = page.locator("tr", has=page.get_by_role("rowheader", name=COMPARE_WORDS["by_theme"][lang]))
    manufacturing = {"sv": "Avancerad tillverkning", "en": "Advanced manufacturing"}[lang]
    expect(areas.locator(".verdict")).to_contain_text(manufacturing)
    strategy = page.locator("tr", has=page.get_by_role("rowheader", name=COMPARE_WORDS["strategy"][lang], exact=True))
    expect(strategy.locator(".verdict")).to_have_text(COMPARE_WORDS["unknown"][lang])
    expect(strategy.locator("td").nth(1)).to_have_text(COMPARE_WORDS["unknown"][lang])
    page.reload()
    expect(rows).to_have_count(7)
    page.locator("a.language").click()
    expect(page.locator(".compare-table thead th")).to_have_count(4)
    page.go_back()
    page.locator("#compare input[value=kronoberg]").uncheck()
    expect(status).to_have_text(COMPARE_WORDS["few"][lang])
    page.go_back()
    expect(rows).to_have_count(7)


def test_at_most_four_regions_are_compared(page: Page, home: str):
    page.goto(f"{home}jamfor.html?regions=skane,halland,blekinge,kalmar,gotland")
    expect(page.locator(".compare-table thead th")).to_have_count(6)
    expect(page.locator("#compare [role=status]")).to_contain_text(COMPARE_WORDS["full"]["sv"])
    expect(page.locator("#compare input[value=gotland]")).to_be_disabled()


@both_languages
def test_examples_are_compared_side_by_side(page: Page, home: str, lang: str):
    page.goto(f"{home}{COMPARE[lang]}?examples=smart-textiles,varmland-priorities,no-such")
    expect(page.locator(".compare-table thead th")).to_have_count(4)
    expect(page.locator(".compare-table tbody tr")).to_have_count(11)
    expect(page.locator(".compare-table a").first).to_have_attribute("href", re.compile("smart-textiles.html$"))


def test_comparison_works_by_keyboard_and_keeps_focus(page: Page, home: str):
    page.goto(f"{home}jamfor.html")
    page.locator("#compare-search").focus()
    page.keyboard.type("skån")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#compare input[value=skane]")).to_be_focused()
    expect(page.locator("#compare input[value=skane]")).to_be_checked()
    page.locator("#compare-search").fill("halland")
    page.locator("#compare input[value=halland]").focus()
    page.keyboard.press("Space")
    expect(page.locator(".compare-table")).to_be_visible()


@both_languages
def test_comparison_lists_regions_as_the_map_does(page: Page, home: str, lang: str):
    page.goto(f"{home}{ROOTS[lang]}index.html")
    on_map = page.locator(".map-list a > span:first-child").all_inner_texts()
    page.goto(f"{home}{COMPARE[lang]}")
    expect(page.locator("#compare input[type=checkbox]")).to_have_count(len(on_map))
    assert page.locator("#compare label:has(input[type=checkbox])").all_inner_texts() == on_map


def test_region_page_links_to_the_comparison(page: Page, home: str):
    page.goto(f"{home}regioner/skane.html")
    page.locator("a[href$='jamfor.html?regions=skane']").click()
    expect(page.locator("#compare input[value=skane]")).to_be_checked()


# ---- choosing in lists ------------------------------------------------------------------------------------------------

LISTS = {
    "regions": ({"sv": "regioner/index.html", "en": "en/regions/index.html"}, ("skane", "halland")),
    "examples": (EXAMPLES, ("jamtland-vision", "varmland-priorities")),
}


def bar(page: Page, lang: str, count: int) -> Locator:
    """Wait until the bar below a list says that ``count`` are selected, and return it."""
    shown = page.locator(".picks")
    expect(shown.get_by_role("status")).to_contain_text(
        COMPARE_WORDS["picked"][lang].partition("{count}")[0] + str(count)
    )
    return shown


@both_languages
@pytest.mark.parametrize("kind", list(LISTS))
def test_checked_list_items_lead_to_the_comparison(page: Page, home: str, kind: str, lang: str):
    addresses, (one, two) = LISTS[kind]
    page.goto(home + addresses[lang])
    compare = page.locator(".picks [type=submit]")
    expect(compare).to_be_disabled()
    if kind == "examples":
        expect(page.locator(".card .pick").first).to_have_text(COMPARE_WORDS["pick"][lang].partition(":")[0])
    page.locator(f"input[value={one}]:visible").check()
    expect(bar(page, lang, 1)).to_contain_text(COMPARE_WORDS["few"][lang])
    page.locator(f"input[value={two}]:visible").check()
    expect(bar(page, lang, 2)).to_be_in_viewport()
    compare.click()
    expect_query(page, f"?{kind}={one},{two}")
    expect(page.locator(".compare-table thead th")).to_have_count(4)
    page.go_back()
    page.locator(f"input[value={two}]:visible").set_checked(True)  # the browser may have restored the selection or not
    page.locator(f"input[value={one}]:visible").set_checked(True)
    page.get_by_role("button", name=COMPARE_WORDS["unpick"][lang]).click()
    expect(page.locator(".picks [role=status]")).to_have_text(COMPARE_WORDS["before"][lang])


def test_more_than_four_go_to_the_pack_not_the_comparison(page: Page, home: str):
    page.goto(f"{home}{EXAMPLES['sv']}")
    for box in page.locator(".by-step input[name=examples]:visible").all()[:5]:
        box.check()
    expect(bar(page, "sv", 5)).to_contain_text(COMPARE_WORDS["many"]["sv"])
    expect(page.locator(".picks [type=submit]")).to_be_disabled()
    page.locator(".picks-pack").click()
    expect(page).to_have_url(re.compile(r"workshoppaket\.html"))
    assert len(page.evaluate("JSON.parse(localStorage.getItem('s3-pack'))")) == 5


def test_filtered_list_goes_to_pack_and_selection_survives_filter(page: Page, home: str):
    page.goto(f"{home}{EXAMPLES['en']}?theme=forest-bioeconomy")
    first = page.locator(".hits input[name=examples]").first
    first.check()
    name = first.get_attribute("value")
    page.locator(".chosen-filters .chip").click()
    bar(page, "en", 1)
    page.go_back()
    expect(page.locator(f".hits input[value={name}]")).to_be_checked()
    count = page.locator(".hits .card").count()
    page.locator(".found-pack").click()
    expect(page).to_have_url(re.compile(r"workshop-pack\.html"))
    assert len(page.evaluate("JSON.parse(localStorage.getItem('s3-pack'))")) == count


def test_list_items_are_selected_by_keyboard(page: Page, home: str):
    page.goto(f"{home}regioner/index.html")
    for name in ("blekinge", "dalarna"):
        page.locator(f"input[value={name}]").focus()
        page.keyboard.press("Space")
    bar(page, "sv", 2)
    page.locator(".picks [type=submit]").focus()
    page.keyboard.press("Enter")
    expect_query(page, "?regions=blekinge,dalarna")


@both_languages
@pytest.mark.parametrize("kind", list(LISTS))
def test_list_items_are_selected_by_touch(phone: Page, home: str, kind: str, lang: str):
    addresses, names = LISTS[kind]
    phone.goto(home + addresses[lang])
    for name in names:
        label = phone.locator("label.pick:visible", has=phone.locator(f"input[value={name}]"))
        assert min(label.bounding_box()[side] for side in ("width", "height")) >= 24
        label.tap()
    assert fits(phone)
    bar(phone, lang, 2).locator("[type=submit]").tap()
    expect_query(phone, f"?{kind}={','.join(names)}")


@both_languages
def test_comparison_is_stacked_with_labelled_cells_on_a_phone(page: Page, home: str, lang: str):
    page.set_viewport_size(PHONE)
    page.goto(f"{home}{COMPARE[lang]}?regions=skane,varmland")
    cell = page.locator(".compare-table tbody td").first
    expect(cell).to_be_visible()
    assert "Skåne" in cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert COMPARE_WORDS["difference"][lang] in page.locator(".verdict").first.evaluate(
        "e => getComputedStyle(e, '::before').content"
    )
    assert fits(page)


@both_languages
def test_regions_are_compared_by_touch(phone: Page, home: str, lang: str):
    phone.goto(home + COMPARE[lang])
    for name in ("skane", "halland"):
        phone.locator("#compare label", has=phone.locator(f"input[value={name}]")).tap()
    expect(phone.locator(".compare-table tbody tr")).to_have_count(7)
    assert fits(phone)


def test_region_list_works_without_scripts_and_examples_explain(browser, home: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}regioner/index.html")
    for name in ("skane", "halland"):
        page.locator(f"input[value={name}]").check()
    page.locator(".picks [type=submit]").click()
    expect(page).to_have_url(re.compile(r"jamfor\.html\?regions=skane&regions=halland"))
    page.goto(f"{home}{EXAMPLES['sv']}")
    expect(page.locator(".picks")).to_be_hidden()
    assert COMPARE_WORDS["without_list"]["sv"] in page.locator("article noscript p").inner_text()
    context.close()


def test_comparison_explains_itself_without_scripts(browser, home: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}jamfor.html")
    assert page.locator("article noscript p").inner_text() == COMPARE_WORDS["without"]["sv"]
    expect(page.locator("article noscript li")).to_have_count(22)
    page.locator("article noscript a").first.click()
    expect(page).to_have_url(f"{home}regioner/blekinge.html")
    page.goto(f"{home}teman/index.html")
    expect(page.locator(".theme-choice")).to_be_hidden()
    assert page.locator("article noscript p").inner_text() == WORDS["map_without"]["sv"]
    context.close()


# ---- the timeline ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
def test_timeline_fits_and_has_a_table(page: Page, home: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{home}regioner/tidslinje.html")
    expect(page.locator(".timeline svg[role=img]")).to_be_visible()
    page.emulate_media(contrast="more")
    expect(page.locator(".timeline line").first).to_have_css("stroke-opacity", "0.35")
    expect(page.locator("table.stacked tbody tr").first).to_be_visible()
    assert fits(page)
