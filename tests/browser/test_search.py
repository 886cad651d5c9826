"""The search: queries and the page that must be among the first three, loading, languages, suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from built.conftest import Built, site  # noqa: F401  the same site, built once a run

FRONT = {"sv": "index.html", "en": "en/index.html"}

ROWS = [
    # without diacritics
    ("sv", "Jamtland", "regioner/jamtland-harjedalen.html"),
    ("sv", "Ostergotland", "regioner/ostergotland.html"),
    ("sv", "vastra gotaland", "regioner/vastra-gotaland.html"),
    ("sv", "Sormland", "regioner/sormland.html"),
    ("sv", "skane", "regioner/skane.html"),  # the code on the page about the API spells it like this
    ("sv", "orebro", "regioner/orebro.html"),
    ("sv", "utvardering", "steg/utvardering.html"),
    ("sv", "natverk", "eu-samarbete/natverk.html"),
    ("en", "Jamtland", "en/regions/jamtland-harjedalen.html"),
    ("en", "Ostergotland", "en/regions/ostergotland.html"),
    ("en", "Vastra Gotaland", "en/regions/vastra-gotaland.html"),
    ("en", "Skane", "en/regions/skane.html"),
    ("en", "Gavleborg", "en/regions/gavleborg.html"),
    ("en", "Orebro", "en/regions/orebro.html"),
    # with combining diacritics, as in file names of macOS; with a ligature, as in a PDF
    ("sv", "Va\u0308stra Go\u0308taland", "regioner/vastra-gotaland.html"),
    ("en", "Va\u0308stra Go\u0308taland", "en/regions/vastra-gotaland.html"),
    ("en", "co-\ufb01nancing", "en/glossary.html"),
    # two words written as one
    ("sv", "smartspecialisering", "smart-specialisering/index.html"),
    ("sv", "s3pilot", "s3-piloten/index.html"),
    ("sv", "S3piloten", "s3-piloten/index.html"),
    ("sv", "vastragotaland", "regioner/vastra-gotaland.html"),
    ("en", "smartspecialisation", "en/smart-specialisation/index.html"),
    ("en", "smartspecialization", "en/smart-specialisation/index.html"),
    ("en", "s3pilot", "en/s3-pilot/index.html"),
    ("en", "policymix", "en/steps/policy-mix.html"),
    # a compound that is on no page
    ("sv", "skogsbioekonomi", "teman/forest-bioeconomy.html"),
    ("sv", "jämställdhetsanalys", "steg/vision/jamstalldhet.html"),
    ("sv", "stålkluster", "s3-piloten/kluster.html"),
    ("sv", "prioriteringskriterier", "steg/prioritering/kriterier.html"),
    # a compound of which only one part is on a page
    ("sv", "fotbollsanalys", "steg/analys.html"),
    ("sv", "vindkraftskluster", "kluster/index.html"),
    ("en", "biocluster", "en/clusters/index.html"),
    ("sv", "rymdindustri", "teman/aerospace-space.html"),
    # one word written as two
    ("sv", "kluster organisation", "kluster/organisationer.html"),
    ("sv", "policy mix", "steg/policymix.html"),
    ("sv", "innovations system", "ordlista.html"),
    # a part of a compound; in English of a term of several words
    ("sv", "ledare", "ordlista.html"),
    ("sv", "organisation", "kluster/organisationer.html"),
    ("sv", "piloten", "s3-piloten/index.html"),
    ("sv", "fonden", "ordlista.html"),
    ("sv", "politik", "kluster/politik.html"),
    ("sv", "ledning", "kluster/kvalitetsmarken.html"),
    ("en", "leader", "en/glossary.html"),
    ("en", "helix", "en/glossary.html"),
    ("en", "organisation", "en/clusters/organisations.html"),
    ("en", "pilot outcomes", "en/s3-pilot/outcomes.html"),
    ("en", "mass", "en/smart-specialisation/critical-mass.html"),
    ("en", "platforms", "en/eu-cooperation/thematic-platforms.html"),
    # abbreviations
    ("sv", "S3", "smart-specialisering/index.html"),
    ("sv", "RIS3", "ordlista.html"),
    ("sv", "EDP", "ordlista.html"),
    ("sv", "OECD", "ordlista.html"),
    ("sv", "ERUF", "ordlista.html"),
    ("sv", "NUTS", "ordlista.html"),
    ("en", "S3", "en/smart-specialisation/index.html"),
    ("en", "RIS3", "en/glossary.html"),
    ("en", "EDP", "en/glossary.html"),
    ("en", "OECD", "en/glossary.html"),
    ("en", "ERDF", "en/glossary.html"),
    ("en", "SMEs", "en/glossary.html"),
    ("sv", "KPI", "ordlista.html"),
    ("en", "KPI", "en/glossary.html"),
    # American spelling
    ("sv", "smart specialization", "smart-specialisering/index.html"),
    ("sv", "specialization", "smart-specialisering/index.html"),
    ("sv", "cluster organization", "kluster/organisationer.html"),
    ("sv", "cluster organizations", "kluster/organisationer.html"),
    ("sv", "prioritization", "steg/prioritering.html"),
    ("sv", "organization", "kluster/organisationer.html"),
    ("en", "smart specialization", "en/smart-specialisation/index.html"),
    ("en", "specialization", "en/smart-specialisation/index.html"),
    ("en", "cluster organization", "en/clusters/organisations.html"),
    ("en", "organizations", "en/clusters/organisations.html"),
    ("en", "prioritization", "en/steps/priority-setting.html"),
    ("en", "digitalization", "en/themes/digital-ict.html"),
    ("en", "organizat", "en/clusters/organisations.html"),
    # the other language's term
    ("sv", "cluster manager", "ordlista.html"),
    ("sv", "smart specialisation", "smart-specialisering/index.html"),
    ("sv", "governance", "steg/styrning.html"),
    ("sv", "policy mix", "steg/policymix.html"),
    ("sv", "evaluation", "steg/utvardering.html"),
    ("sv", "critical mass", "smart-specialisering/kritisk-massa.html"),
    ("sv", "county", "ordlista.html"),
    ("en", "klusterledare", "en/glossary.html"),
    ("en", "smart specialisering", "en/smart-specialisation/index.html"),
    ("en", "styrning", "en/steps/governance.html"),
    ("en", "policymix", "en/steps/policy-mix.html"),
    ("en", "utvärdering", "en/steps/evaluation.html"),
    ("en", "kritisk massa", "en/smart-specialisation/critical-mass.html"),
    ("en", "län", "en/glossary.html"),
    # one letter wrong
    ("sv", "klustrr", "kluster/index.html"),
    ("sv", "styrnig", "steg/styrning.html"),
    ("sv", "prioritring", "steg/prioritering.html"),
    ("sv", "Värmlnd", "regioner/varmland.html"),
    ("sv", "Norbotten", "regioner/norrbotten.html"),
    ("sv", "visoin", "steg/vision.html"),
    ("sv", "utvärdernig", "steg/utvardering.html"),
    ("sv", "smart specialisring", "smart-specialisering/index.html"),
    ("en", "governence", "en/steps/governance.html"),
    ("en", "clustr", "en/clusters/index.html"),
    ("en", "specialisaton", "en/smart-specialisation/index.html"),
    ("en", "evalution", "en/steps/evaluation.html"),
    ("en", "Stokholm", "en/regions/stockholm.html"),
    ("en", "visoin", "en/steps/vision.html"),
    ("en", "prioritty setting", "en/steps/priority-setting.html"),
    # other inflections, and a word that is not yet finished
    ("sv", "hur prioriterar man områden", "steg/prioritering.html"),
    ("sv", "revidera strategin", "verktyg/vagar-in/infor-revidering.html"),
    ("sv", "klustrens", "kluster/index.html"),
    ("sv", "analyserna", "steg/analys.html"),
    ("sv", "visionen", "steg/vision.html"),
    ("sv", "utvärderi", "steg/utvardering.html"),
    ("en", "cluster", "en/clusters/index.html"),
    ("en", "evaluating", "en/steps/evaluation.html"),
    ("en", "networking", "en/eu-cooperation/networks.html"),
    ("en", "evaluatio", "en/steps/evaluation.html"),
    # as written on the page
    ("sv", "kritisk massa", "smart-specialisering/kritisk-massa.html"),
    ("sv", "de sex stegen", "steg/index.html"),
    ("sv", "Paper Province", "exempel/paper-province-bioeconomy.html"),
    ("sv", "tematiska plattformar", "eu-samarbete/tematiska-plattformar.html"),
    ("sv", "vad är smart specialisering", "smart-specialisering/index.html"),
    ("sv", "kluster i Dalarna", "regioner/dalarna.html"),
    ("sv", "EU:s villkor", "smart-specialisering/eu-villkor.html"),
    ("en", "priority areas in Skåne", "en/regions/skane.html"),
    ("en", "evaluation of clusters", "en/steps/evaluation.html"),
    ("en", "the six steps", "en/steps/index.html"),
    ("en", "Visual Sweden", "en/examples/visual-sweden.html"),
    ("en", "community of practice", "en/eu-cooperation/community-of-practice.html"),
    ("en", "gender equality", "en/examples/dalarna-varmland-gender.html"),
    ("sv", "svenska regioner", "regioner/index.html"),
    ("en", "priority areas", "en/glossary.html"),
    ("en", "Swedish regions", "en/regions/index.html"),
    ("sv", "omvärldsanalys", "steg/analys.html"),
    ("sv", "jönköpings län smart specialisering", "regioner/jonkoping.html"),
    ("sv", "vad händer efter 2027", "smart-specialisering/efter-2027.html"),
    ("sv", "artificiell intelligens", "teman/digital-ict.html"),
    ("sv", "EU-bidrag", "eu-samarbete/finansiering.html"),
    ("sv", "horizon europe", "eu-samarbete/finansiering.html"),
    ("en", "grants", "en/eu-cooperation/funding.html"),
    ("en", "next programming period", "en/smart-specialisation/after-2027.html"),
    ("en", "photonics", "en/themes/materials-metals-minerals.html"),  # a partnership of the theme
    ("en", "motor vehicles", "en/themes/mobility-logistics.html"),  # a class of it
    ("en", "contact", "en/about/index.html"),
    ("en", "bibliography", "en/references.html"),
    # in the body of an example, which hits do not show
    ("sv", "utvärdering berömde", "exempel/visual-sweden.html"),
    ("en", "evaluate midway", "en/examples/visual-sweden.html"),
]
# A sample of each kind, tried from file:// too, in both languages.
ON_DISK = [row for row in ROWS if row[1] in ("Jamtland", "RIS3", "evaluation", "utvärdering", "ledare", "visoin", "S3")]


class Search:
    """A tab with the search open on the front page of ``lang``, for one query after another."""

    def __init__(self, page: Page, home: str, lang: str) -> None:
        self.page, self.home, self.lang = page, home, lang
        self.box = page.locator("[data-md-component=search-query]")
        self.status = page.locator(".md-search-result__meta")
        page.goto(home + FRONT[lang])
        self.box.click()

    def pages(self, query: str) -> list[str]:
        """Search for ``query`` and return the addresses of the hits, best first."""
        self.box.fill("")
        expect(self.status).to_be_empty()
        self.box.fill(query)
        expect(self.status).not_to_be_empty()
        first = ".md-search-result__item h2 a"
        hrefs = self.page.locator(first).evaluate_all("links => links.map(link => link.href)")
        return [href.removeprefix(self.home).partition("#")[0] for href in hrefs]


@pytest.fixture(scope="module")
def searches(browser: Browser) -> Iterator[Callable[[str, str], Search]]:
    """A function that returns the open search of a site in a language, the same for all queries."""
    opened: dict[tuple[str, str], Search] = {}

    def search(home: str, lang: str) -> Search:
        if (home, lang) not in opened:
            opened[home, lang] = Search(browser.new_page(), home, lang)
        return opened[home, lang]

    yield search
    for one in opened.values():
        one.page.close()


@pytest.mark.parametrize(("lang", "query", "address"), ROWS)
def test_query_finds_page_among_first_three(searches, server: str, lang: str, query: str, address: str):
    assert address in searches(server, lang).pages(query)[:3]


@pytest.mark.parametrize(("lang", "query", "address"), ON_DISK)
def test_query_finds_page_among_first_three_on_disk(searches, site: Built, lang: str, query: str, address: str):  # noqa: F811
    assert address in searches(Path(site.folder).as_uri() + "/", lang).pages(query)[:3]


@pytest.mark.parametrize(
    ("lang", "known", "near"),
    [("sv", "vision", "visionn"), ("en", "clusters", "clustters"), ("en", "region", "reegion")],
)
def test_misspelt_word_finds_the_same_first_page(searches, server: str, lang: str, known: str, near: str):
    search = searches(server, lang)
    assert search.pages(near)[0] == search.pages(known)[0]


@pytest.mark.parametrize(
    ("lang", "own", "other"),
    [
        ("en", "organisation", "organization"),
        ("en", "analysing", "analyzing"),
        ("en", "programmes", "programs"),
        ("en", "centres", "centers"),
        ("en", "fibre", "fiber"),
        ("en", "colour", "color"),
        ("en", "modelling", "modeling"),
        ("en", "dialogues", "dialogs"),
        ("en", "cooperation", "co-operation"),
        ("en", "coordination", "co-ordination"),
        ("sv", "organisation", "organization"),
    ],
)
def test_spelling_variants_find_the_same_pages(searches, server: str, lang: str, own: str, other: str):
    search = searches(server, lang)
    assert search.pages(other) == search.pages(own) != []


# Nor where the parts of a compound, or a word a letter away, are about other things: "halv" and "ledare", "vägar".
@pytest.mark.parametrize("query", ["xyzzyplugh", "halvledare", "vätgas"])
def test_nonsense_query_finds_nothing(searches, server: str, query: str):
    assert searches(server, "sv").pages(query) == []


def without_hash(address: str) -> str:
    """Return the address of a script without the hash in its name, as in docs/."""
    return re.sub(r"\.[0-9a-f]{8}(?=\.js$)", "", address)


def test_search_files_load_on_first_use(page: Page, home: str):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(without_hash(request.url.removeprefix(home))))
    page.goto(home + "en/index.html", wait_until="networkidle")
    parts = {"assets/js/search-engine.js", "assets/js/stemmers.js", "en/search/index.js", "en/search/texts.js"}
    assert parts.isdisjoint(loaded)
    assert not [address for address in loaded if "workers/" in address or "search_index" in address]
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text("clusters")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert parts <= set(loaded)


@pytest.mark.parametrize(
    ("start", "query", "title", "text"),
    [
        ("index.html", "jamtland harjedalen", "Jämtland", "Härjedalen"),  # without diacritics
        ("en/index.html", "evaluating", "Evaluation", "evaluation"),  # another inflection
    ],
)
def test_matches_are_highlighted_in_title_and_text(page: Page, home: str, start, query, title, text):
    page.goto(home + start + f"?q={query}")  # an address with a query opens the search
    page.locator("a.language").click()  # and who changes language takes it along
    page.locator("a.language").click()
    first = page.locator(".md-search-result__item").first
    expect(first.locator(".hit-1 mark").first).to_have_text(title)
    expect(first.locator("p:not(.hit-1) mark").filter(has_text=text).first).to_be_visible()


def test_enter_waits_for_a_slow_index(context: BrowserContext, server: str):
    page = context.new_page()
    pending_routes: list[Route] = []
    page.route("**/search/index.js", lambda route: pending_routes.append(route))
    page.goto(server + "index.html")
    with page.expect_request("**/search/index.js"):
        page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("visual sweden")
    page.keyboard.press("Enter")
    expect(page).to_have_url(server + "index.html")
    pending_routes[0].continue_()
    expect(page).to_have_url(server + "exempel/visual-sweden.html")


def test_late_texts_do_not_move_hits_or_announce_again(context: BrowserContext, server: str):
    page = context.new_page()
    pending_routes: list[Route] = []
    page.route("**/search/texts.js", lambda route: pending_routes.append(route))
    page.goto(server + "index.html")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text("smart specialisering")  # at once, so that the hits come once
    link = page.locator(".md-search-result__link").first
    expect(link).to_have_text("Smart specialisering")
    assert page.locator(".hit p:empty").count()
    assert page.locator(".hit p:not(:empty)").count() == 0
    link.focus()
    page.evaluate("""() => {
        window.before = [document.activeElement, document.activeElement.getBoundingClientRect().top];
        window.announcements = 0;
        new MutationObserver(() => window.announcements++).observe(
            document.querySelector(".md-search-result__meta"), { childList: true, characterData: true, subtree: true });
    }""")
    page.locator(".hit-more summary").first.click()
    pending_routes[0].continue_()
    expect(page.locator(".hit p mark").first).to_be_visible()
    expect(page.locator(".hit p:empty")).to_have_count(0)
    assert page.locator(".hit-more[open] p").count()
    link.focus()
    same = "[document.activeElement, document.activeElement.getBoundingClientRect().top]"
    assert page.evaluate(f"{same}.every((one, at) => one === before[at]) && announcements === 0")
    page.locator(".md-search__output").evaluate("box => box.scrollTo(0, box.scrollHeight)")
    expect(page.locator(".md-search-result__item").nth(10).locator("p").first).to_be_visible()


@pytest.mark.parametrize("answer", ["none", "of another site"])
def test_hits_are_shown_without_missing_or_foreign_texts(context: BrowserContext, server: str, answer: str):
    page = context.new_page()
    other = "var searchTexts={version:1,texts:'\\ue000\\n\\ue001'}"
    page.route("**/search/texts.js", lambda route: route.abort() if answer == "none" else route.fulfill(body=other))
    page.goto(server + "index.html")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text("smart specialisering")
    expect(page.locator(".md-search-result__link").first).to_have_text("Smart specialisering")
    expect(page.locator(".hit p")).to_have_count(0)


@pytest.mark.parametrize("way", ["mouse", "keys"])
@pytest.mark.parametrize(
    ("lang", "query", "link", "found"),
    [
        ("sv", "governance", "Sök även på engelska", "en/steps/governance.html"),
        ("en", "trafikljus", "Search in Swedish too", "exempel/jamtland-traffic-lights.html"),
    ],
)
def test_search_switches_to_the_other_language(page: Page, home: str, lang, query, link, found, way):
    page.goto(home + FRONT[lang])
    page.locator("[data-md-component=search-query]").click()
    widen = page.get_by_text(link)
    expect(widen).to_be_hidden()
    page.keyboard.insert_text(query)  # at once, so that nothing is suggested for its first letters
    expect(widen).to_be_visible()
    if way == "mouse":
        widen.click()
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{re.escape(home)}{'en/' if lang == 'sv' else ''}index\.html\?q={query}$"))
    expect(page.locator(f'.md-search-result__item a[href^="{home}{found}"]').first).to_be_visible()


# ---- suggestions --------------------------------------------------------------------------------------------------

# https://www.w3.org/WAI/ARIA/apg/patterns/combobox/: the focus stays in the field, which refers to the selected option.
SUGGESTED = [
    ("sv", "skog", "Skoglig bioekonomi"),  # a theme
    ("sv", "Väst", "Västra Götaland"),  # a region
    ("sv", "entrep upptackts", "entreprenöriell upptäcktsprocess"),  # a term, without diacritics
    ("en", "policy", "Policy mix"),  # a page
    ("en", "forest", "Forest bioeconomy"),
]


@pytest.mark.parametrize(("lang", "typed", "title"), SUGGESTED)
def test_suggestion_is_chosen_by_keyboard(page: Page, home: str, lang, typed, title):
    page.goto(home + FRONT[lang])
    field = page.get_by_role("combobox")
    field.click()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.insert_text(typed)
    option = page.get_by_role("option", name=title, exact=True)
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    titles = page.get_by_role("option").all_inner_texts()
    for _ in range(titles.index(title) + 1):
        page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(field).to_have_value(title)
    expect(field).to_be_focused()
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.url == home + FRONT[lang]


def test_escape_closes_suggestions_and_hits_and_resets_selection(page: Page, home: str):
    page.goto(home + FRONT["sv"])
    field = page.get_by_role("combobox")
    field.click()
    page.keyboard.insert_text("prio")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(page.locator(".md-search-result__item").first).to_be_hidden()
    expect(field).to_have_value("prio")
    assert field.get_attribute("aria-activedescendant") is None


def test_suggestion_is_chosen_by_mouse_and_arrows_reach_hits(page: Page, home: str):
    page.goto(home + FRONT["en"])
    field = page.get_by_role("combobox")
    field.click()
    page.keyboard.insert_text("vis")
    page.get_by_role("option", name="Vision", exact=True).click()
    expect(field).to_have_value("Vision")
    expect(field).to_be_focused()
    page.keyboard.type(" x")
    expect(page.get_by_role("option")).to_have_count(0)
    field.fill("vis")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    for _ in range(options.count() + 1):
        page.keyboard.press("ArrowDown")
    expect(field).not_to_be_focused()
    assert field.get_attribute("aria-activedescendant") is None


# Types and presses the arrow key in one task, so that the answer to what is typed comes after the key.
TYPE_AND_MOVE = """([field, typed, from]) => {
    field.value = typed;
    field.dispatchEvent(new InputEvent("input"));
    from.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
}"""


def test_answer_keeps_the_suggestion_chosen_before_it(page: Page, home: str):
    page.goto(home + FRONT["sv"])
    field = page.get_by_role("combobox")
    field.fill("klu")
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    title = first.inner_text()
    page.evaluate("window.before = document.querySelector('.md-search-result__item')")
    page.evaluate(TYPE_AND_MOVE, [field.element_handle(), "klu styrning", field.element_handle()])
    page.wait_for_function("() => !before.isConnected")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value(title)
    expect(first).to_have_attribute("aria-selected", "false")


def test_answer_keeps_the_focus_in_the_list_of_hits(page: Page, home: str):
    page.goto(home + FRONT["sv"])
    field = page.get_by_role("combobox")
    field.fill("kluster")
    hits = page.locator(".hit-1 a")
    expect(hits.first).to_be_visible()
    hits.nth(1).focus()
    expect(hits.nth(1)).to_be_focused()
    page.evaluate("window.before = document.activeElement")
    page.evaluate(TYPE_AND_MOVE, [field.element_handle(), "kluster styrning", hits.nth(1).element_handle()])
    page.wait_for_function("() => !before.isConnected")
    expect(page.locator(".md-search-result__link").first).to_be_focused()


def test_examples_and_typed_text_are_not_suggested(page: Page, home: str):
    for typed in ("Visual Sweden", "Skoglig bioekonomi", "s"):
        page.goto(home + FRONT["sv"])
        page.get_by_role("combobox").fill(typed)
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent")
        assert page.get_by_role("option", name=re.compile("Visual Sweden .*|^Skoglig bioekonomi$")).count() == 0
