"""Common tasks in Firefox and WebKit: over http under the site's policy in Swedish, and from file:// in English.

Each test uses ``reader``, which drives the browser, and ``at``, the addresses of pages in the reader's language.
The other files test the same in Chromium.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Iterator

import pytest
from selenium.webdriver import Remote
from selenium.webdriver.common.keys import Keys

from browser.conftest import TIMEOUT, headers_of
from browser.marionette import firefox
from browser.reader import Reader, WatchedSite, minibrowser, serve_watched, webkit
from browser.test_controls import COMPONENTS, CONTROLS, LEAST_CONTRAST, MEASURE
from browser.test_frame import RECENT_FEATURES
from built.conftest import Built, site  # noqa: F401  the same site, built once a run

PAGES = {
    "front": ("index.html", "en/index.html"),
    "step": ("steg/vision.html", "en/steps/vision.html"),
    "clusters": ("kluster/index.html", "en/clusters/index.html"),
    "examples": ("exempel/index.html", "en/examples/index.html"),
    "by country": ("exempel/efter-land.html", "en/examples/by-country.html"),
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
    "new example": ("om/redigera/nytt-exempel.html", "en/about/editing/add-example.html"),
    "matrix": ("verktyg/prioriteringsmatris.html", "en/tools/priority-matrix.html"),
    "missing": ("404.html", "404.html"),
}
# Words of fewer than 15 letters, names of files and fields among them, that are divided between two lines.
DIVIDED = """return [...document.querySelectorAll("article :is(h1, h2, h3, th, td)")].filter((one) => one.checkVisibility()).flatMap((one) => {
  const found = [], texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\\p{L}\\d_]+/gu)) {
    range.setStart(texts.currentNode, index);
    range.setEnd(texts.currentNode, index + word.length);
    if (word.length < 15 && new Set([...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top))).size > 1) found.push(word);
  }
  return found;
})"""
# The text of each sheet of a PDF, read by Firefox's own viewer.
SHEETS = """const [done] = arguments, pdf = PDFViewerApplication.pdfDocument;
Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1).then((sheet) => sheet.getTextContent())))
  .then((sheets) => done(sheets.map(({ items }) => items.map(({ str }) => str).join("").replace(/\\s/g, ""))));"""
PHONE = 500, 800  # Firefox's narrowest window; both phone layouts apply at that width
PROGRAMS = {"firefox": ("firefox-esr", shutil.which("firefox-esr")), "webkit": ("webkit2gtk-driver and Xvfb", minibrowser())}  # fmt: skip


def aged(css: str) -> str:
    """Return a style sheet as a browser of five years ago reads it."""
    for feature, unknown in RECENT_FEATURES.items():
        css = re.sub(feature, unknown, css)
    return css


@pytest.fixture(scope="module", params=list(PROGRAMS))
def driver(request, tmp_path_factory) -> Iterator[Remote]:
    """Firefox, then WebKit. If one is missing, its tests are skipped, or fail if CI is set."""
    package, program = PROGRAMS[request.param]
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {request.param}: install {package}")
    starts = {
        "firefox": lambda: firefox(program, tmp_path_factory.mktemp("profile"), TIMEOUT / 1000),
        "webkit": lambda: webkit(program),
    }
    with starts[request.param]() as running:
        yield running


@pytest.fixture(scope="module")
def watched(site: Built) -> Iterator[WatchedSite]:  # noqa: F811
    """The site on a server that collects the errors in its pages."""
    with serve_watched(site.folder, headers_of(site.folder), aged) as running:
        yield running


@pytest.fixture(params=["http", "file"])
def reader(request, driver: Remote, watched: WatchedSite, site: Built) -> Iterator[Reader]:  # noqa: F811
    """A first-time user with a desktop screen; the test fails if a page reports an error."""
    http = request.param == "http"
    home, lang = (watched.home, "sv") if http else (site.folder.as_uri() + "/", "en")
    visitor = Reader(driver, home, lang, TIMEOUT / 1000)
    visitor.goes_to(PAGES["missing"][0])
    visitor.run("localStorage.clear()")
    visitor.has(1280)
    watched.wrong.clear()
    yield visitor
    assert watched.wrong == []


@pytest.fixture
def at(reader: Reader) -> dict[str, str]:
    """The addresses of pages in the reader's language."""
    return {name: both[reader.lang == "en"] for name, both in PAGES.items()}


def contrasts(reader: Reader, css: str) -> dict[str, float]:
    """Return the controls that match ``css`` and have too little contrast to their surroundings, with the ratio."""
    script = f"""return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility() && !one.disabled)
      .map((one) => [one.outerHTML.slice(0, 90), ({MEASURE})(one)])"""
    return {what: ratio for what, ratio in reader.run(script, css) if ratio < LEAST_CONTRAST}


# ---- every kind of page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PAGES)
def test_page_kinds_have_no_errors_and_fit_a_phone(reader: Reader, at, kind: str):
    reader.has(*PHONE)
    reader.goes_to(at[kind])
    reader.waits_for("document.readyState === 'complete'")
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_have_enough_contrast(reader: Reader, at, scheme: str):
    reader.goes_to(at["missing"])
    reader.run("document.documentElement.dataset.scheme = arguments[0]", scheme)
    reader.run("document.body.innerHTML = arguments[0]", re.sub(' style="[^"]*"', "", COMPONENTS))
    assert len(reader.all(CONTROLS)) > 10
    assert contrasts(reader, CONTROLS) == {}


@pytest.mark.parametrize(
    ("scheme", "paper", "accent"),
    [("light", "rgb(255, 255, 255)", "rgb(11, 92, 128)"), ("dark", "rgb(16, 25, 27)", "rgb(124, 199, 238)")],
)
def test_old_browser_has_the_same_colours(driver: Remote, watched: WatchedSite, scheme: str, paper: str, accent: str):
    reader = Reader(driver, watched.old, "sv", TIMEOUT / 1000)
    reader.goes_to(PAGES["examples"][0])
    reader.run("document.documentElement.dataset.scheme = arguments[0]", scheme)
    assert (reader.style("body", "backgroundColor"), reader.style(".card", "borderTopColor")) == (paper, accent)


# ---- search --------------------------------------------------------------------------------------------------------


def test_search_by_keyboard_and_escape_keeps_focus_in_field(reader: Reader, at):
    reader.goes_to(at["step"])
    reader.focuses(".md-search__input")
    reader.presses("kluster" if reader.lang == "sv" else "clusters")
    reader.sees(".md-search-result__link mark")
    reader.waits_for("/\\d/.test(document.querySelector('.md-search-result__meta').textContent)")
    for _ in range(10):  # what comes before the hits: suggestions, and the same search in the other language
        reader.presses(Keys.ARROW_DOWN)
        if reader.run("return document.activeElement.matches('.md-search-result__link')"):
            break
    reader.has_focus_on(".md-search-result__link")
    reader.presses(Keys.ESCAPE)
    reader.sees_no(".md-search__output")
    reader.has_focus_on(".md-search__input")
    reader.presses(Keys.ENTER)
    reader.is_on_page(at["clusters"])


def test_phone_search_opens_by_button_and_escape_returns_focus(reader: Reader, at):
    reader.has(*PHONE)
    reader.goes_to(at["step"])
    reader.clicks(".search-button")
    reader.has_focus_on(".md-search__input")
    reader.presses("vision")
    reader.sees(".md-search-result__link")
    reader.presses(Keys.ESCAPE)
    reader.sees_no(".md-search__output")
    reader.has_focus_on(".search-button")
    reader.goes_to(f"{at['front']}?q=vision")  # opened by the query: nothing had the focus before
    reader.sees(".md-search-result__link")
    reader.presses(Keys.ESCAPE)
    reader.has_focus_on(".search-button")


def test_front_page_field_searches(reader: Reader, at):
    reader.goes_to(at["front"])
    reader.clicks(".front-search input")
    reader.presses("visual sweden", Keys.ENTER)
    reader.sees(".md-search-result__link", "Visual Sweden")
    reader.clicks(".md-search-result__link", "Visual Sweden")
    reader.sees("h1", "Visual Sweden")


def test_tab_from_search_moves_to_menu_and_opens_nothing(reader: Reader, at):
    reader.goes_to(at["front"])
    reader.focuses(".md-search__input")
    reader.presses(Keys.TAB)
    reader.has_focus_on(".md-tabs a")
    reader.sees_no(".md-search__output")


def test_enter_during_ime_composition_does_nothing(reader: Reader, at):
    reader.goes_to(at["front"])
    reader.clicks(".md-search__input")
    reader.presses("vision")
    reader.sees(".md-search-result__link")
    reader.run(
        """document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
          { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    reader.sees(".md-search-result__link")
    reader.is_on_page(at["front"])


@pytest.mark.parametrize("backwards", [False, True])
def test_focused_link_in_glossary_contents_is_not_covered(reader: Reader, at, backwards: bool):
    reader.goes_to(at["glossary"])
    reader.focuses(".contents li:nth-child(20) a")
    for step in range(1, 16):
        reader.moves_focus(backwards)
        reader.has_focus_on(f".contents li:nth-child({20 - step if backwards else 20 + step}) a")
        assert reader.run(
            """const box = document.activeElement.getBoundingClientRect();
            return document.activeElement.contains(document.elementFromPoint(box.left + 8, box.top + box.height / 2));"""
        )


def test_forced_colours_mark_current_section_and_show_ticks(site: Built, tmp_path):  # noqa: F811
    """Firefox only: WebKit has no setting for them, and the test for Chromium is in test_frame.py."""
    package, program = PROGRAMS["firefox"]
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no firefox: install {package}")
    with firefox(program, tmp_path, TIMEOUT / 1000, browser__display__document_color_use=2) as running:
        reader = Reader(running, site.folder.as_uri() + "/", "sv", TIMEOUT / 1000)
        reader.goes_to(f"{PAGES['examples'][0]}?step=analysis")
        reader.waits_for("matchMedia('(forced-colors: active)').matches")
        marked = """return [...document.querySelectorAll(".md-tabs a")].filter((one) =>
          getComputedStyle(one, "::after").content !== "none").map((one) => one.textContent)"""
        assert reader.run(marked) == ["Exempel"]
        assert reader.style(".finder input:checked", "appearance") == "auto"
        reader.goes_to(PAGES["priorities"][0])
        reader.sees("input[type=range]")
        assert reader.style("input[type=range]", "appearance") == "auto"
        assert reader.style("input[type=range]", "backgroundImage") == "none"  # or Firefox draws no line


# ---- looks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "width"),
    [("front", PHONE[0]), ("by country", PHONE[0]), ("by country", 1280), ("open data", 1280), ("new example", 1280)],
)
def test_short_words_and_names_of_files_are_not_divided(reader: Reader, at, page: str, width: int):
    reader.has(width)
    reader.goes_to(at[page])
    assert reader.run(DIVIDED) == []


def test_names_above_columns_of_themes_are_apart(reader: Reader, at):
    reader.goes_to(at["themes"])
    lines = reader.run(
        """return [...document.querySelectorAll(".matrix thead a")].map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one.firstChild);
          const lines = [...range.getClientRects()], column = one.closest("th").getBoundingClientRect();
          return [Math.min(...lines.map(({ left }) => left)) - column.left, column.right - Math.max(...lines.map(({ right }) => right))];
        })"""
    )
    assert len(lines) > 10
    assert [line for line in lines if min(line) < -1] == []


@pytest.mark.parametrize("tool", ["pack", "themes", "priorities"])
def test_lists_and_sliders_are_drawn_by_the_site(reader: Reader, at, tool: str):
    reader.goes_to(at[tool])
    reader.sees("article :is(select, input[type=range])")
    drawn = "return [...document.querySelectorAll('article :is(select, input[type=range])')].map((one) => getComputedStyle(one).appearance)"
    assert set(reader.run(drawn)) == {"none"}


def test_firefox_prints_no_empty_sheet_and_no_heading_at_the_foot(site: Built, tmp_path):  # noqa: F811
    """Firefox only: WebKit's driver does not print."""
    package, program = PROGRAMS["firefox"]
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no firefox: install {package}")
    with firefox(program, tmp_path, TIMEOUT / 1000) as running:
        reader = Reader(running, site.folder.as_uri() + "/", "sv", TIMEOUT / 1000)
        for page in ("front", "example", "region", "worksheet"):
            reader.goes_to(PAGES[page][0])
            heads = reader.run(
                "return [...document.querySelectorAll('article :is(h2, h3)')].map((one) => one.textContent)"
            )
            (tmp_path / "printed.pdf").write_bytes(base64.b64decode(running.print_page()))
            running.get((tmp_path / "printed.pdf").as_uri())
            reader.waits_for("!!window.PDFViewerApplication?.pdfDocument")
            sheets = running.execute_async_script(SHEETS)
            assert len(sheets) > 1
            assert all(sheets), page
            assert [head for head in heads if any(sheet.endswith(re.sub(r"\s", "", head)) for sheet in sheets)] == []


# ---- filters -------------------------------------------------------------------------------------------------------


def test_filters_show_hits_and_are_kept_in_the_address(reader: Reader, at):
    reader.goes_to(at["examples"])
    reader.clicks("label:has(input[name=step][value=analysis])")
    reader.is_on_page(f"{at['examples']}?step=analysis")
    reader.sees(".hits .card-title")
    reader.sees_no(".by-step")
    reader.run("scrollTo({ top: 0, behavior: 'instant' })")
    assert reader.run(
        "return document.querySelector('.found [role=status]').getBoundingClientRect().bottom < innerHeight"
    )
    assert contrasts(reader, ".finder input") == {}
    reader.focuses("input[name=step][value=governance]")
    reader.presses(Keys.SPACE)
    reader.is_on_page(f"{at['examples']}?step=analysis,governance")
    reader.clicks(".chip")
    reader.is_on_page(f"{at['examples']}?step=governance")
    reader.driver.back()
    reader.is_on_page(f"{at['examples']}?step=analysis,governance")
    reader.waits_for("document.querySelectorAll('.finder :checked').length === 2")
    reader.driver.refresh()
    reader.waits_for("document.querySelectorAll('.finder :checked').length === 2")
    assert len(reader.all(".chosen-filters .chip")) >= 2


def test_filters_are_collapsed_on_a_phone(reader: Reader, at):
    reader.has(*PHONE)
    reader.goes_to(f"{at['examples']}?step=vision")
    reader.sees(".hits .card-title")
    reader.sees_no(".finder input[name=step]")
    reader.clicks(".finder-fold > summary", "(1)")
    reader.sees(".finder label", "Vision")
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth")


# ---- language, colours, menu ---------------------------------------------------------------------------------------


def test_language_switch_keeps_query_and_anchor(reader: Reader, at):
    other = {name: both[reader.lang == "sv"] for name, both in PAGES.items()}
    reader.goes_to(f"{at['step']}?step=vision#purpose")
    reader.clicks("a.language")
    reader.is_on_page(f"{other['step']}?step=vision#purpose")
    reader.driver.back()
    reader.is_on_page(f"{at['step']}?step=vision#purpose")


def test_colour_scheme_survives_reload(reader: Reader, at):
    reader.goes_to(at["step"])
    paper = reader.style("body", "backgroundColor")
    reader.clicks(".scheme")
    reader.waits_for("getComputedStyle(document.body).backgroundColor !== arguments[0]", paper)
    reader.driver.refresh()
    reader.waits_for("getComputedStyle(document.body).backgroundColor !== arguments[0]", paper)
    reader.clicks(".scheme")
    reader.waits_for("getComputedStyle(document.body).backgroundColor === arguments[0]", paper)


def test_phone_menu_closes_on_escape_and_covers_nothing(reader: Reader, at):
    reader.has(*PHONE)
    reader.goes_to(at["step"])
    reader.clicks(".menu-button")
    reader.has_focus_on(".menu a")
    reader.presses(Keys.ESCAPE)
    reader.sees_no(".menu")
    reader.has_focus_on(".menu-button")
    assert reader.run("return document.elementFromPoint(250, 400).closest('article') !== null")
    reader.presses(Keys.ENTER)
    reader.has_focus_on(".menu a")
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
    reader.sees_no(":popover-open")
    reader.hovers("h1")
    reader.focuses("a.term")
    reader.sees(":popover-open")
    reader.clicks("a.term")
    reader.waits_for("location.pathname.endsWith(arguments[0])", at["glossary"])
    assert reader.run("return document.querySelector(':target').getBoundingClientRect().top") >= 0


# ---- workshop pack, themes, comparison -----------------------------------------------------------------------------


def test_examples_are_added_to_a_pack(reader: Reader, at):
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
    reader.waits_for("document.querySelectorAll('.chapter').length > 4")
    reader.waits_for("document.querySelector('#c1 + *') && document.querySelector('.chapter ul a.external')")


def test_selected_examples_lead_to_the_comparison(reader: Reader, at):
    reader.goes_to(at["examples"])
    for card in (1, 2):
        reader.clicks(f".by-step .card:nth-child({card}) .pick")
    reader.sees(".picks [role=status]", "2")
    reader.clicks(".picks [type=submit]")
    reader.sees(".compare-table tbody tr")


def test_theme_is_shown_on_map_and_in_list(reader: Reader, at):
    reader.goes_to(at["themes"])
    reader.clicks("#map-theme option[value=aerospace-space]")
    reader.is_on_page(f"{at['themes']}?theme=aerospace-space")
    reader.sees(".theme-list li", "Norrbotten")
    reader.sees(".theme-map a.level-4")
    reader.driver.back()
    reader.sees_no(".theme-map a.level-4")


def test_assessment_answers_survive_reload(reader: Reader, at):
    reader.goes_to(at["assessment"])
    reader.clicks(".assessment fieldset label:has(input[type=radio])")
    reader.waits_for("document.querySelectorAll('.assessment :checked').length === 1")
    assert contrasts(reader, ".assessment :is(input, textarea, button)") == {}
    reader.driver.refresh()
    reader.waits_for("document.querySelectorAll('.assessment :checked').length === 1")


def test_priorities_are_ranked_and_survive_reload(reader: Reader, at):
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
    reader.is_on_page(f"{at['compare']}?regions=varmland,kronoberg")
    reader.sees(".compare-table thead", "Kronoberg")
    assert contrasts(reader, ".compare input") == {}


def test_matrix_order_follows_weights_and_survives_reload(reader: Reader, at):
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
