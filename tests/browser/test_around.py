"""Previous and next examples in the reader's list, citations to copy, the workshop pack, and printing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from built.test_site import DOCS

WORDS = DOCS["strings"].data["pack"]
PACK = {"sv": "exempel/workshoppaket.html", "en": "en/examples/workshop-pack.html"}
FOLDER = {"sv": "exempel", "en": "en/examples"}
IN_PACK = ("title", "summary", "lesson", "transfer")  # the texts of an example that are in the pack


def longest(fields: tuple[str, ...], lang: str) -> list[str]:
    """Return the ids of the examples by the length of the text in ``fields``, longest first."""
    length = {e["id"]: sum(len(e[name].get(lang, "")) for name in fields if name in e) for e in DOCS["examples"].data}
    return sorted(length, key=length.__getitem__, reverse=True)


def sheets(page: Page) -> int:
    """Return the number of sheets on which Chromium prints the page."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def wait_for_page(page: Page, url: str | re.Pattern[str]) -> None:
    """Wait until the page at ``url`` is loaded and its scripts have chosen the list to show."""
    expect(page).to_have_url(url)
    page.wait_for_load_state()


def list_name(query: str, name: str) -> str:
    """Return the Swedish name of the list in ``query``."""
    kind = query.removeprefix("?list=").partition(":")[0]
    return DOCS["strings"].data["around"]["lists"][kind]["sv"].format(name=name)


# ---- lists --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "english", "query", "back"),
    [
        ("regioner/varmland.html", "en/regions/varmland.html", "?list=region:varmland", "Värmland"),
        ("steg/policymix.html", "en/steps/policy-mix.html", "?list=step:policy-mix", "Policymix"),
    ],
)
def test_next_follows_the_list_of_origin_in_both_languages(page: Page, home: str, start, english, query, back):
    page.goto(f"{home}{start}")
    cards = page.locator("a.card-title")
    hrefs = cards.evaluate_all("links => links.map(link => link.href)")
    cards.nth(1).click()
    wait_for_page(page, hrefs[1] + query)
    page.locator("nav.neighbours a[rel=next]:visible").click()
    wait_for_page(page, hrefs[2] + query)
    page.locator("nav.neighbours a[rel=prev]:visible").click()
    wait_for_page(page, hrefs[1] + query)
    expect(page.locator("nav.neighbours p a:visible")).to_have_text(list_name(query, back))
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith(hrefs[1].removeprefix(home))
    page.get_by_role("link", name="English").click()
    in_english = re.compile(r"/en/examples/.*" + re.escape(query) + "$")
    wait_for_page(page, in_english)
    before = page.url
    page.locator("nav.neighbours a[rel=next]:visible").click()
    expect(page).not_to_have_url(before)
    wait_for_page(page, in_english)
    page.locator("nav.neighbours p a:visible").click()
    wait_for_page(page, f"{home}{english}#examples")


def test_enter_keeps_list_and_unknown_list_falls_back_to_step(page: Page, home: str):
    page.goto(f"{home}regioner/skane.html")
    page.locator("a.card-title").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?list=region:skane$"))
    page.goto(f"{home}exempel/visual-sweden.html?list=region:%22%3E%3Cimg%3E")
    navs = page.locator("nav.neighbours:visible")
    expect(navs).to_have_count(1)
    expect(navs).to_have_attribute("data-list", "step:governance")


# ---- citing -------------------------------------------------------------------------------------------------------


def test_citation_is_copied_or_selected_without_clipboard(page: Page, home: str):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    page.goto(f"{home}en/examples/visual-sweden.html")
    box = page.locator("details.citations .copied", has_text="BibTeX")
    expect(box).to_be_hidden()  # folded until the reader asks for it
    page.locator("details.citations > summary").click()
    box.get_by_role("button", name="Copy: BibTeX").click()
    expect(box.get_by_role("status")).to_contain_text("Copy it with")
    assert page.evaluate("String(getSelection())").startswith("@misc{visual-sweden,")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async t => { window.got = t } } })"
    )
    box.get_by_role("button", name="Copy: BibTeX").click()
    expect(box.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("window.got") == box.locator("pre").text_content()


# ---- the pack -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_pack_is_filled_reordered_and_emptied_by_mouse(page: Page, home: str, lang):
    up, remove = WORDS["up"][lang], WORDS["remove"][lang]
    for id_ in ("visual-sweden", "smart-textiles"):
        page.goto(f"{home}{FOLDER[lang]}/{id_}.html")
        page.get_by_role("button", name=WORDS["add"][lang]).click()
        expect(page.get_by_role("button", name=WORDS["take"][lang])).to_be_visible()
    page.get_by_role("link", name=f"{WORDS['open'][lang]} (2)").click()
    titles = page.locator(".pack-sheet h3")
    expect(titles).to_contain_text(["Visual Sweden", "Smart Textiles"])
    expect(page).to_have_url(f"{home}{PACK[lang]}?ids=visual-sweden,smart-textiles")
    page.get_by_role("button", name=f"{up}: Smart").click()
    expect(titles).to_contain_text(["Smart Textiles", "Visual Sweden"])
    expect(page.locator(".pack-address")).to_have_text(f"{home}{PACK[lang]}?ids=smart-textiles,visual-sweden")
    page.reload()
    expect(titles).to_contain_text(["Smart Textiles", "Visual Sweden"])
    other = "en" if lang == "sv" else "sv"
    page.locator("a.language").click()
    expect(page).to_have_url(f"{home}{PACK[other]}?ids=smart-textiles,visual-sweden")
    expect(titles).to_have_count(2)
    page.go_back()
    page.get_by_role("button", name=f"{remove}: Smart").click()
    page.get_by_role("button", name=f"{remove}: Visual").click()
    expect(page.locator(".pack-status")).to_have_text(re.compile(f"Visual Sweden.*: {WORDS['removed'][lang]}"))
    expect(page).to_have_url(f"{home}{PACK[lang]}")
    assert page.evaluate("localStorage.getItem('s3-pack')") is None
    page.reload()
    expect(page.locator(".pack-status")).to_have_text(WORDS["none"][lang])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_pack_is_filled_reordered_and_reduced_by_keyboard(page: Page, home: str, lang):
    page.goto(f"{home}{PACK[lang]}")
    select = page.locator("#pack-choose")
    select.focus()
    for id_ in ("visual-sweden", "smart-textiles"):
        select.select_option(id_)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".pack-status")).to_have_text(re.compile(WORDS["added"][lang]))
        select.focus()
    down = page.locator(".pack-sheet button").first
    down.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}{PACK[lang]}?ids=smart-textiles,visual-sweden")
    moved = page.locator(".pack-sheet li").nth(1).get_by_role("button").first
    expect(moved).to_be_focused()  # the example that was moved keeps the focus
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}{PACK[lang]}?ids=smart-textiles")
    expect(page.locator(".pack-sheet button").last).to_be_focused()


def test_shared_pack_replaces_own_pack_only_when_saved(page: Page, home: str):
    page.goto(f"{home}en/examples/visual-sweden.html")
    page.get_by_role("button", name=WORDS["add"]["en"]).click()
    page.goto(f"{home}{PACK['en']}?ids=smart-textiles,nobody,toString")
    expect(page.locator(".pack-sheet h3")).to_have_count(1)
    expect(page.locator(".pack-status")).to_have_text(WORDS["missing"]["en"].format(count=2))
    assert page.evaluate("localStorage.getItem('s3-pack')") == '["visual-sweden"]'
    page.get_by_role("button", name=WORDS["keep"]["en"]).click()
    assert page.evaluate("localStorage.getItem('s3-pack')") == '["smart-textiles"]'
    expect(page.get_by_role("button", name=WORDS["keep"]["en"])).to_have_count(0)


def test_open_pack_receives_examples_added_elsewhere(page: Page, home: str):
    page.goto(f"{home}{PACK['en']}?ids=smart-textiles")
    page.evaluate("localStorage.setItem('s3-assessment', '{}')")
    page.reload()
    titles = page.locator(".pack-sheet h3")
    expect(titles).to_have_count(1)  # shared, and not stored yet
    page.locator("#pack-choose").select_option("visual-sweden")
    page.get_by_role("button", name=WORDS["add_one"]["en"], exact=True).click()
    expect(titles).to_have_count(2)
    other = page.context.new_page()
    other.goto(f"{home}en/examples/blekinge-missions.html")
    other.get_by_role("button", name=WORDS["add"]["en"]).click()
    expect(titles).to_have_count(3)
    other.close()
    page.goto(f"{home}en/examples/assar-skovde.html")
    page.get_by_role("button", name=WORDS["add"]["en"]).click()
    page.go_back()
    expect(titles).to_have_count(4)
    expect(page.get_by_role("button", name=WORDS["keep"]["en"])).to_have_count(0)


def test_pack_lives_in_the_address_without_local_storage(page: Page, home: str):
    for method in ("getItem", "setItem"):  # for our key only, as the theme's own script would fail too
        page.add_init_script(
            f"const {method} = Storage.prototype.{method};"
            f"Storage.prototype.{method} = function (key, ...rest) {{"
            f"  if (key === 's3-pack') throw new Error('no'); return {method}.call(this, key, ...rest); }};"
        )
    page.goto(f"{home}en/examples/smart-textiles.html")
    expect(page.get_by_role("button", name=WORDS["add"]["en"])).to_be_hidden()
    page.get_by_role("link", name=WORDS["open"]["en"]).click()
    expect(page).to_have_url(f"{home}{PACK['en']}?ids=smart-textiles")
    page.goto(f"{home}en/examples/workshop-pack.html")
    expect(page.locator(".pack-note")).to_contain_text(WORDS["not_kept"]["en"])
    page.locator("#pack-choose").select_option("visual-sweden")
    page.get_by_role("button", name=WORDS["add_one"]["en"], exact=True).click()
    expect(page).to_have_url(f"{home}{PACK['en']}?ids=visual-sweden")
    page.reload()
    expect(page.locator(".pack-sheet h3")).to_have_count(1)


def test_pack_of_more_than_six_becomes_a_booklet(page: Page, home: str):
    *_, seventh = chosen = longest(IN_PACK, "sv")[:7]
    page.goto(f"{home}{PACK['sv']}?ids={','.join(chosen[:6])}")
    expect(page.locator(".pack-sheet > li")).to_have_count(6)
    page.locator("#pack-choose").select_option(seventh)
    page.get_by_role("button", name=WORDS["add_one"]["sv"]).click()
    expect(page.locator(".pack-sheet > li")).to_have_count(7)
    expect(page.locator(".chapter")).to_have_count(7)  # too many for a sheet, so it is a booklet
    expect(page.get_by_role("radio", name=WORDS["sheet"]["sv"])).to_be_disabled()
    page.get_by_role("button", name=re.compile(f"^{WORDS['remove']['sv']}")).last.click()
    expect(page.get_by_role("radio", name=WORDS["sheet"]["sv"])).to_be_checked()


def test_pack_page_explains_itself_without_scripts(browser, home: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{PACK['sv']}")
    assert WORDS["without"]["sv"] in page.locator("article noscript p").inner_text()
    page.locator("article noscript a").click()
    expect(page).to_have_url(f"{home}exempel/index.html")
    page.goto(f"{home}exempel/visual-sweden.html")
    expect(page.locator(".pack-choice")).to_be_hidden()
    expect(page.locator("nav.neighbours:visible")).to_have_count(1)
    context.close()


def test_pack_and_example_fit_a_phone(page: Page, home: str):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (f"{PACK['sv']}?ids={','.join(longest(IN_PACK, 'sv')[:6])}", "exempel/visual-sweden.html"):
        page.goto(f"{home}{address}")
        buttons = page.locator("article .button:visible")
        expect(buttons.first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = buttons.evaluate_all("all => all.filter(b => b.offsetHeight < 24)")
        assert small == []


# ---- paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_example_prints_on_two_sheets_and_pack_on_one(context, home: str, scheme):
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    for lang, folder in FOLDER.items():
        for id_ in longest(("challenge", "description", "funding", "results", "lesson", "transfer", "gaps"), lang)[:3]:
            page.goto(f"{home}{folder}/{id_}.html")
            assert sheets(page) <= 2, (lang, id_)
        for count in (1, 4, 6):
            page.goto(f"{home}{PACK[lang]}?ids={','.join(longest(IN_PACK, lang)[:count])}")
            expect(page.locator(".pack-sheet > li")).to_have_count(count)
            assert sheets(page) == 1, (lang, count)


def test_print_shows_only_text_and_source_addresses(context, home: str):
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{home}exempel/visual-sweden.html")
    for hidden in (
        ".md-header",
        ".md-tabs",
        ".crumbs",
        ".site-foot",
        ".pack-choice",
        "nav.neighbours",
        ".page-note a",
        "#related",
        ".related",
        "#used-in + ul",
        "article :is(button, input, select)",
    ):
        assert page.locator(hidden).evaluate_all("all => all.length && all.every(e => !e.checkVisibility())"), hidden
    for shown in ("h1", ".facts", "#description", "#sources", ".copied-text[lang=sv]"):
        expect(page.locator(shown)).to_be_visible()
    after = "all => [...new Set(all.map(a => getComputedStyle(a, '::after').content.includes('https://')))]"
    assert page.locator("#sources + ul a.external").evaluate_all(after) == [True]
    assert page.locator(".facts a.external, #links + ul a.external").evaluate_all(after) == [False]
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 38, 43)"  # dark on white
