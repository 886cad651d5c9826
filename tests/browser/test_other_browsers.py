"""Common tasks in Firefox and WebKit: over http under the site's policy in Swedish, and from file:// in English.

Each test uses ``reader``, which drives the browser, and ``at``, the addresses of pages in the reader's language.
The other files test the same in Chromium.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from selenium.webdriver import Remote
from selenium.webdriver.common.keys import Keys

from browser.conftest import PATIENCE, headers_of
from browser.marionette import firefox
from browser.reader import Reader, Watched, minibrowser, watching, webkit
from browser.test_controls import COMPONENTS, CONTROLS, LEAST, MEASURE
from browser.test_frame import YOUNG
from built.conftest import Built, site  # noqa: F401  the same site, built once a run

PAGES = {
    "front": ("index.html", "en/index.html"),
    "step": ("steg/vision.html", "en/steps/vision.html"),
    "clusters": ("kluster/index.html", "en/clusters/index.html"),
    "examples": ("exempel/index.html", "en/examples/index.html"),
    "example": ("exempel/visual-sweden.html", "en/examples/visual-sweden.html"),
    "other example": ("exempel/smart-textiles.html", "en/examples/smart-textiles.html"),
    "pack": ("exempel/workshoppaket.html", "en/examples/workshop-pack.html"),
    "region": ("regioner/skane.html", "en/regions/skane.html"),
    "themes": ("teman/index.html", "en/themes/index.html"),
    "priorities": ("verktyg/prioriteringsmatris.html", "en/tools/priority-matrix.html"),
    "worksheet": ("verktyg/arbetsblad/handlingsplan.html", "en/tools/work-sheets/action-plan.html"),
    "assessment": ("verktyg/nulage.html", "en/tools/where-we-stand.html"),
    "compare": ("jamfor.html", "en/compare.html"),
    "glossary": ("ordlista.html", "en/glossary.html"),
    "open data": ("om/oppna-data.html", "en/about/open-data.html"),
    "matrix": ("verktyg/prioriteringsmatris.html", "en/tools/priority-matrix.html"),
    "missing": ("404.html", "404.html"),
}
PHONE = 500, 800  # Firefox's narrowest window; both phone layouts apply at that width
PROGRAMS = {"firefox": ("firefox-esr", shutil.which("firefox-esr")), "webkit": ("webkit2gtk-driver and Xvfb", minibrowser())}  # fmt: skip


def aged(css: str) -> str:
    """Return a style sheet as a browser of five years ago reads it."""
    for young, unknown in YOUNG.items():
        css = re.sub(young, unknown, css)
    return css


@pytest.fixture(scope="module", params=list(PROGRAMS))
def driver(request, tmp_path_factory) -> Iterator[Remote]:
    """Firefox, then WebKit. If one is missing, its tests are skipped, or fail if CI is set."""
    package, program = PROGRAMS[request.param]
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {request.param}: install {package}")
    starts = {
        "firefox": lambda: firefox(program, tmp_path_factory.mktemp("profile"), PATIENCE / 1000),
        "webkit": lambda: webkit(program),
    }
    with starts[request.param]() as running:
        yield running


@pytest.fixture(scope="module")
def watched(site: Built) -> Iterator[Watched]:  # noqa: F811
    """The site on a server that collects the errors in its pages."""
    with watching(site.folder, headers_of(site.folder), aged) as running:
        yield running


@pytest.fixture(params=["http", "file"])
def reader(request, driver: Remote, watched: Watched, site: Built) -> Iterator[Reader]:  # noqa: F811
    """A first-time user with a desktop screen; the test fails if a page reports an error."""
    http = request.param == "http"
    home, lang = (watched.home, "sv") if http else (site.folder.as_uri() + "/", "en")
    coming = Reader(driver, home, lang, PATIENCE / 1000)
    coming.goes_to(PAGES["missing"][0])
    coming.run("localStorage.clear()")
    coming.has(1280)
    watched.wrong.clear()
    yield coming
    assert watched.wrong == []


@pytest.fixture
def at(reader: Reader) -> dict[str, str]:
    """The addresses of pages in the reader's language."""
    return {name: both[reader.lang == "en"] for name, both in PAGES.items()}


def contrasts(reader: Reader, css: str) -> dict[str, float]:
    """Return the controls that match ``css`` and have too little contrast to their surroundings, with the ratio."""
    script = f"""return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility() && !one.disabled)
      .map((one) => [one.outerHTML.slice(0, 90), ({MEASURE})(one)])"""
    return {what: ratio for what, ratio in reader.run(script, css) if ratio < LEAST}


# ---- every kind of page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PAGES)
def test_no_kind_of_page_complains_or_is_wider_than_the_screen_of_a_phone(reader: Reader, at, kind: str):
    reader.has(*PHONE)
    reader.goes_to(at[kind])
    reader.holds("document.readyState === 'complete'")
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_are_seen_in_every_state(reader: Reader, at, scheme: str):
    reader.goes_to(at["missing"])
    reader.run("document.documentElement.dataset.scheme = arguments[0]", scheme)
    reader.run("document.body.innerHTML = arguments[0]", re.sub(' style="[^"]*"', "", COMPONENTS))
    assert len(reader.all(CONTROLS)) > 10
    assert contrasts(reader, CONTROLS) == {}


@pytest.mark.parametrize(
    ("scheme", "paper", "accent"),
    [("light", "rgb(255, 255, 255)", "rgb(11, 92, 128)"), ("dark", "rgb(16, 25, 27)", "rgb(124, 199, 238)")],
)
def test_an_old_browser_has_the_same_colours(driver: Remote, watched: Watched, scheme: str, paper: str, accent: str):
    reader = Reader(driver, watched.old, "sv", PATIENCE / 1000)
    reader.goes_to(PAGES["examples"][0])
    reader.run("document.documentElement.dataset.scheme = arguments[0]", scheme)
    assert (reader.style("body", "backgroundColor"), reader.style(".card", "borderTopColor")) == (paper, accent)


# ---- search --------------------------------------------------------------------------------------------------------


def test_the_search_finds_by_keyboard_and_escape_leaves_the_focus_in_the_field(reader: Reader, at):
    reader.goes_to(at["step"])
    reader.focuses(".md-search__input")
    reader.presses("kluster" if reader.lang == "sv" else "clusters")
    reader.sees(".md-search-result__link mark")
    reader.holds("/\\d/.test(document.querySelector('.md-search-result__meta').textContent)")
    for _ in range(10):  # what comes before the hits: suggestions, and the same search in the other language
        reader.presses(Keys.ARROW_DOWN)
        if reader.run("return document.activeElement.matches('.md-search-result__link')"):
            break
    reader.is_at(".md-search-result__link")
    reader.presses(Keys.ESCAPE)
    reader.misses(".md-search__output")
    reader.is_at(".md-search__input")
    reader.presses(Keys.ENTER)
    reader.is_on(at["clusters"])


def test_the_search_of_a_phone_opens_from_its_button_and_escape_leads_back_to_it(reader: Reader, at):
    reader.has(*PHONE)
    reader.goes_to(at["step"])
    reader.clicks(".search-button")
    reader.is_at(".md-search__input")
    reader.presses("vision")
    reader.sees(".md-search-result__link")
    reader.presses(Keys.ESCAPE)
    reader.misses(".md-search__output")
    reader.is_at(".search-button")
    reader.goes_to(f"{at['front']}?q=vision")  # opened by the query: nothing had the focus before
    reader.sees(".md-search-result__link")
    reader.presses(Keys.ESCAPE)
    reader.is_at(".search-button")


def test_the_large_field_of_the_front_page_searches(reader: Reader, at):
    reader.goes_to(at["front"])
    reader.clicks(".front-search input")
    reader.presses("visual sweden", Keys.ENTER)
    reader.sees(".md-search-result__link", "Visual Sweden")
    reader.clicks(".md-search-result__link", "Visual Sweden")
    reader.sees("h1", "Visual Sweden")


def test_after_the_search_the_next_stop_is_the_menu_and_opens_nothing(reader: Reader, at):
    reader.goes_to(at["front"])
    reader.focuses(".md-search__input")
    reader.presses(Keys.TAB)
    reader.is_at(".md-tabs a")
    reader.misses(".md-search__output")


def test_enter_while_words_are_composed_follows_nothing(reader: Reader, at):
    reader.goes_to(at["front"])
    reader.clicks(".md-search__input")
    reader.presses("vision")
    reader.sees(".md-search-result__link")
    reader.run(
        """document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
          { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    reader.sees(".md-search-result__link")
    reader.is_on(at["front"])


@pytest.mark.parametrize("backwards", [False, True])
def test_in_the_contents_of_the_glossary_no_link_with_focus_is_covered(reader: Reader, at, backwards: bool):
    reader.goes_to(at["glossary"])
    reader.focuses(".contents li:nth-child(20) a")
    for step in range(1, 16):
        reader.goes_on(backwards)
        reader.is_at(f".contents li:nth-child({20 - step if backwards else 20 + step}) a")
        assert reader.run(
            """const box = document.activeElement.getBoundingClientRect();
            return document.activeElement.contains(document.elementFromPoint(box.left + 8, box.top + box.height / 2));"""
        )


def test_with_forced_colours_one_section_is_marked_and_ticks_are_seen(site: Built, tmp_path):  # noqa: F811
    """Firefox only: WebKit has no setting for them, and the test for Chromium is in test_frame.py."""
    package, program = PROGRAMS["firefox"]
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no firefox: install {package}")
    with firefox(program, tmp_path, PATIENCE / 1000, browser__display__document_color_use=2) as running:
        reader = Reader(running, site.folder.as_uri() + "/", "sv", PATIENCE / 1000)
        reader.goes_to(f"{PAGES['examples'][0]}?step=analysis")
        reader.holds("matchMedia('(forced-colors: active)').matches")
        marked = """return [...document.querySelectorAll(".md-tabs a")].filter((one) =>
          getComputedStyle(one, "::after").content !== "none").map((one) => one.textContent)"""
        assert reader.run(marked) == ["Exempel"]
        assert reader.style(".finder input:checked", "appearance") == "auto"


# ---- filters -------------------------------------------------------------------------------------------------------


def test_filters_show_their_hits_and_live_in_the_address(reader: Reader, at):
    reader.goes_to(at["examples"])
    reader.clicks("label:has(input[name=step][value=analysis])")
    reader.is_on(f"{at['examples']}?step=analysis")
    reader.sees(".hits .card-title")
    reader.misses(".by-step")
    reader.run("scrollTo({ top: 0, behavior: 'instant' })")
    assert reader.run(
        "return document.querySelector('.found [role=status]').getBoundingClientRect().bottom < innerHeight"
    )
    assert contrasts(reader, ".finder input") == {}
    reader.focuses("input[name=step][value=governance]")
    reader.presses(Keys.SPACE)
    reader.is_on(f"{at['examples']}?step=analysis,governance")
    reader.clicks(".chip")
    reader.is_on(f"{at['examples']}?step=governance")
    reader.driver.back()
    reader.is_on(f"{at['examples']}?step=analysis,governance")
    reader.holds("document.querySelectorAll('.finder :checked').length === 2")
    reader.driver.refresh()
    reader.holds("document.querySelectorAll('.finder :checked').length === 2")
    assert len(reader.all(".chosen-filters .chip")) >= 2


def test_the_filters_of_a_phone_are_folded(reader: Reader, at):
    reader.has(*PHONE)
    reader.goes_to(f"{at['examples']}?step=vision")
    reader.sees(".hits .card-title")
    reader.misses(".finder input[name=step]")
    reader.clicks(".finder-fold > summary", "(1)")
    reader.sees(".finder label", "Vision")
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth")


# ---- language, colours, menu ---------------------------------------------------------------------------------------


def test_the_other_language_keeps_query_and_place(reader: Reader, at):
    other = {name: both[reader.lang == "sv"] for name, both in PAGES.items()}
    reader.goes_to(f"{at['step']}?step=vision#purpose")
    reader.clicks("a.language")
    reader.is_on(f"{other['step']}?step=vision#purpose")
    reader.driver.back()
    reader.is_on(f"{at['step']}?step=vision#purpose")


def test_the_colours_that_were_chosen_stay(reader: Reader, at):
    reader.goes_to(at["step"])
    paper = reader.style("body", "backgroundColor")
    reader.clicks(".scheme")
    reader.holds("getComputedStyle(document.body).backgroundColor !== arguments[0]", paper)
    reader.driver.refresh()
    reader.holds("getComputedStyle(document.body).backgroundColor !== arguments[0]", paper)
    reader.clicks(".scheme")
    reader.holds("getComputedStyle(document.body).backgroundColor === arguments[0]", paper)


def test_the_menu_of_a_phone_opens_is_left_by_escape_and_covers_nothing_afterwards(reader: Reader, at):
    reader.has(*PHONE)
    reader.goes_to(at["step"])
    reader.clicks(".menu-button")
    reader.is_at(".menu a")
    reader.presses(Keys.ESCAPE)
    reader.misses(".menu")
    reader.is_at(".menu-button")
    assert reader.run("return document.elementFromPoint(250, 400).closest('article') !== null")
    reader.presses(Keys.ENTER)
    reader.is_at(".menu a")
    reader.clicks(".menu a")
    reader.sees("h1")


# ---- terms ---------------------------------------------------------------------------------------------------------


def test_terms_are_underlined_and_explained(reader: Reader, at):
    reader.goes_to(at["clusters"])
    line = [reader.style("a.term", f"textDecoration{part}") for part in ("Line", "Style")]
    assert line == ["underline", "dotted"]
    assert reader.style("a.term", "textDecorationColor") != reader.style("a.term", "color")
    reader.hovers("a.term")
    reader.sees(":popover-open")
    reader.presses(Keys.ESCAPE)
    reader.misses(":popover-open")
    reader.hovers("h1")
    reader.focuses("a.term")
    reader.sees(":popover-open")
    reader.clicks("a.term")
    reader.holds("location.pathname.endsWith(arguments[0])", at["glossary"])
    assert reader.run("return document.querySelector(':target').getBoundingClientRect().top") >= 0


# ---- workshop pack, themes, comparison -----------------------------------------------------------------------------


def test_examples_are_gathered_into_a_pack(reader: Reader, at):
    for name in ("example", "other example"):
        reader.goes_to(at[name])
        reader.clicks(".pack-choice button")
    reader.sees(".pack-choice a", "(2)")
    reader.clicks(".pack-choice a")
    reader.sees("#pack", "Visual Sweden")
    reader.sees("#pack", "Smart Textiles")


def test_pages_and_a_region_become_a_booklet(reader: Reader, at):
    reader.goes_to(f"{at['pack']}?ids=steps/analysis,visual-sweden&add=regions/skane")
    reader.sees(".book-contents", "Skåne")
    reader.holds("document.querySelectorAll('.chapter').length > 4")
    reader.holds("document.querySelector('#c1 + *') && document.querySelector('.chapter ul a.external')")


def test_what_is_chosen_in_a_list_leads_on(reader: Reader, at):
    reader.goes_to(at["examples"])
    for card in (1, 2):
        reader.clicks(f".by-step .card:nth-child({card}) .pick")
    reader.sees(".picks [role=status]", "2")
    reader.clicks(".picks [type=submit]")
    reader.sees(".compare-table tbody tr")


def test_a_theme_is_shown_on_the_map_and_in_the_list(reader: Reader, at):
    reader.goes_to(at["themes"])
    reader.clicks("#map-theme option[value=aerospace-space]")
    reader.is_on(f"{at['themes']}?theme=aerospace-space")
    reader.sees(".theme-list li", "Norrbotten")
    reader.sees(".theme-map a.level-4")
    reader.driver.back()
    reader.misses(".theme-map a.level-4")


def test_answers_of_the_assessment_stay(reader: Reader, at):
    reader.goes_to(at["assessment"])
    reader.clicks(".assessment fieldset label:has(input[type=radio])")
    reader.holds("document.querySelectorAll('.assessment :checked').length === 1")
    assert contrasts(reader, ".assessment :is(input, textarea, button)") == {}
    reader.driver.refresh()
    reader.holds("document.querySelectorAll('.assessment :checked').length === 1")


def test_areas_are_put_in_order_and_stay(reader: Reader, at):
    reader.goes_to(at["priorities"])
    reader.clicks("#priorities .tools button")  # loads the worked example
    reader.sees("#priorities .result td")
    assert contrasts(reader, "#priorities :is(input:not([type=range], [type=file]), button)") == {}
    reader.driver.refresh()
    reader.sees("#priorities .result td")


def test_regions_are_compared(reader: Reader, at):
    reader.goes_to(at["compare"])
    for region in ("varmland", "kronoberg"):
        reader.clicks(f"label:has(input[value={region}])")
    reader.is_on(f"{at['compare']}?regions=varmland,kronoberg")
    reader.sees(".compare-table thead", "Kronoberg")
    assert contrasts(reader, ".compare input") == {}


def test_the_order_of_the_matrix_follows_the_weights_and_is_there_after_a_reload(reader: Reader, at):
    first, then = ("4,15", "3,87") if reader.lang == "sv" else ("4.15", "3.87")
    reader.goes_to(at["matrix"])
    reader.clicks(".priorities .tools button")
    reader.sees(".result tbody tr", first)
    reader.focuses(".criteria input[type=range]")
    reader.presses(Keys.HOME)
    reader.sees(".result tbody tr", then)
    assert contrasts(reader, ".priorities :is(button, input[type=text], select)") == {}
    reader.goes_to(at["matrix"])
    reader.sees(".result tbody tr", then)
    reader.sees(".weights", "75")
