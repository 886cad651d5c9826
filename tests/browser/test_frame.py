"""The frame of every page: header, menu, search, breadcrumbs and footer, their focus, print and older browsers."""

from __future__ import annotations

import re
import zlib

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.kinds import KINDS

# CSS features less than five years old, and unknown names that make a browser ignore them.
RECENT_FEATURES = {
    r"light-dark\(": "x-light-dark(",
    r":has\(": ":x-has(",
    r"::details-content": "::x-details-content",
    r"(content: \"[^\"]*\") / \"\"": r"x-\1",
    r"text-wrap": "x-text-wrap",
    r"content-visibility": "x-content-visibility",
    r"(?<![-\w])mask:": "x-mask:",
    r"(?<![-\w])print-color-adjust": "x-print-color-adjust",
}


def colour(one: Locator, name: str) -> str:
    return str(one.evaluate("(one, name) => getComputedStyle(one)[name]", name))


# ---- older browsers ------------------------------------------------------------------------------------------------


@pytest.fixture
def old(browser: Browser, server: str, site):
    """A function that opens the page of examples in a colour scheme, as a browser of five years ago shows it."""
    css = next(site.folder.glob("assets/css/site.*.css")).read_text("utf-8")
    for feature, unknown in RECENT_FEATURES.items():
        css = re.sub(feature, unknown, css)
    contexts = []

    def opened(scheme: str) -> Page:
        contexts.append(browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.route("**/site.*.css", lambda route: route.fulfill(body=css, content_type="text/css"))
        page.goto(f"{server}exempel/index.html")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("scheme", "paper", "ink", "analysis"),
    [
        ("light", "rgb(255, 255, 255)", "rgb(22, 38, 43)", "rgb(11, 92, 128)"),
        ("dark", "rgb(16, 25, 27)", "rgb(230, 238, 238)", "rgb(124, 199, 238)"),
    ],
)
def test_older_browser_shows_the_same_colours_and_icons(old, scheme: str, paper: str, ink: str, analysis: str):
    page = old(scheme)
    body = page.locator("body")
    assert (colour(body, "backgroundColor"), colour(page.locator("h1"), "color")) == (paper, ink)
    assert colour(page.locator(".card").first, "borderTopColor") == analysis
    assert colour(page.locator(".finder fieldset input").first, "borderTopColor") not in (paper, "rgba(0, 0, 0, 0)")
    chip = page.locator(".card .step").first
    before, after = (
        "(one, at) => { const { webkitMaskImage, content } = getComputedStyle(one, at); return [webkitMaskImage, content]; }",
    ) * 2
    assert chip.evaluate(before, "::before")[0].startswith("url(")
    assert chip.evaluate(after, "::after")[1].startswith("counter(")
    expect(page.locator(".md-tabs a[aria-current]")).to_have_count(1)


def test_colour_scheme_can_be_switched_in_an_older_browser(old):
    page = old("light")
    page.get_by_role("button", name="Byt till mörka färger").click()
    assert colour(page.locator("body"), "backgroundColor") == "rgb(16, 25, 27)"
    page = old("dark")
    page.get_by_role("button", name="Byt till ljusa färger").click()
    assert colour(page.locator("body"), "backgroundColor") == "rgb(255, 255, 255)"


def test_text_decoration_uses_longhands(page: Page, home: str, site):
    """WebKit ignores a text-decoration shorthand that sets more than the line."""
    css = next(site.folder.glob("assets/css/site.*.css")).read_text("utf-8")
    assert re.findall(r"(?<![-\w])text-decoration: *[\w-]+ +(?!!)[^;}]+", css) == []
    page.goto(f"{home}steg/vision.html")
    term = page.locator("a.term").first
    assert (colour(term, "textDecorationLine"), colour(term, "textDecorationStyle")) == ("underline", "dotted")


# ---- the site's name -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["index.html", "en/examples/index.html"])
@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (390, 1), (640, 1), (390, 2), (640, 2), (1280, 2)])
@pytest.mark.parametrize(
    "font", ["", "* { font-family: monospace !important }", "* { letter-spacing: .12em !important }"]
)
def test_site_name_is_not_cut_at_any_width_size_or_font(
    browser: Browser, site, address: str, width: int, zoom: int, font: str
):
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(f"{site.folder.as_uri()}/{address}")
    page.add_style_tag(content=f"html {{ font-size: {125 * zoom}% !important }} {font}")
    name = page.locator(".site-name span")
    lines, words, inside = name.evaluate(
        """(one) => {
          const range = document.createRange(), boxes = [];
          const text = one.firstChild;
          for (const { index, 0: word } of text.data.matchAll(/\\S+/g)) {
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            boxes.push(range.getClientRects());
          }
          const link = one.closest("a").getBoundingClientRect();
          const all = boxes.flatMap((rects) => [...rects]);
          return [boxes.map((rects) => rects.length), boxes.length,
            all.every((box) => box.top >= link.top - 1 && box.bottom <= link.bottom + 1 && box.left >= 0 && box.right <= innerWidth)];
        }"""
    )
    assert lines == [1] * words
    assert inside
    if zoom == 1:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


# ---- names and roles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "section", "current"),
    [
        ("steg/index.html", "Vägledning", "page"),
        ("steg/analys/belagg.html", "Vägledning", "true"),
        ("en/examples/visual-sweden.html", "Examples", "true"),
        ("regioner/skane.html", "Regioner och teman", "true"),
        ("ordlista.html", "Bakgrund", "true"),
    ],
)
def test_menu_marks_the_current_section(page: Page, home: str, address: str, section: str, current: str):
    page.goto(home + address)
    menu = page.get_by_role("navigation", name="Main menu" if address.startswith("en/") else "Huvudmeny")
    assert 5 <= menu.get_by_role("link").count() <= 6
    expect(menu.locator("[aria-current]")).to_have_text([section])
    expect(menu.locator("[aria-current]")).to_have_attribute("aria-current", current)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("steg/index.html", ["Start"]),
        ("steg/analys/belagg.html", ["Start", "Vägledning", "Analys"]),
        ("kluster/varfor.html", ["Start", "Bakgrund", "Kluster"]),
        ("smart-specialisering/ursprung.html", ["Start", "Bakgrund", "Om smart specialisering"]),
        ("exempel/visual-sweden.html", ["Start", "Exempel"]),
        ("en/regions/skane.html", ["Home", "Swedish regions"]),
    ],
)
def test_breadcrumbs_show_the_path_to_the_page(page: Page, home: str, address: str, path: list[str]):
    page.goto(home + address)
    expect(page.locator(".crumbs li")).to_have_text(path)
    page.locator(".crumbs a").last.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_breadcrumbs_align_on_one_line(page: Page, home: str):
    page.goto(f"{home}smart-specialisering/ursprung.html")
    lines = """[...document.querySelectorAll(".crumbs li")].map((one) => {
      const range = document.createRange();
      range.selectNodeContents((one.firstElementChild ?? one).firstChild);
      return Math.round(range.getBoundingClientRect().bottom);
    })"""
    bottoms = page.evaluate(lines)
    assert max(bottoms) - min(bottoms) <= 1, bottoms


def test_section_navigation_nests_pages_under_their_step(page: Page, home: str):
    page.goto(f"{home}steg/analys/belagg.html")
    side_menu = page.get_by_role("navigation", name="Vägledning")
    expect(side_menu.locator("ul ul a")).to_have_text(["Belägg för styrka", "Samtal med företag och andra"])
    expect(side_menu.locator("[aria-current=page]")).to_have_text("Belägg för styrka")


def test_search_hits_are_headings_with_text_outside_links(page: Page, home: str):
    page.goto(f"{home}en/index.html")
    field = page.locator(".md-search__input")
    assert field.get_attribute("required") is None
    field.fill("cluster organisation")
    hit = page.locator(".md-search-result__item").first
    title = hit.get_by_role("heading", level=2)
    expect(title).to_be_visible()
    expect(title.get_by_role("link")).to_have_accessible_name(title.inner_text())
    assert hit.locator("p").first.evaluate("text => text.closest('a')") is None
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"^\d+ pages$"))


def test_filter_names_include_the_count(page: Page, home: str):
    page.goto(f"{home}en/examples/index.html")
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "checkbox"]
    names = [name for name in names if not name.startswith("Choose: ")]  # those of the cards
    assert len(names) >= 6
    assert [name for name in names if not re.search(r"\w examples: \d+$", name)] == []


def test_map_exposes_each_region_once_to_keys_and_screen_readers(page: Page, home: str):
    page.goto(f"{home}index.html")
    expect(page.locator("figure.map").get_by_role("link")).to_have_count(22)  # 21 regions and the map's source
    assert page.locator(".map-picture a").evaluate_all("all => all.every((one) => one.tabIndex === -1)")
    expect(page.locator("article").get_by_role("link", name=re.compile("Analys"))).to_have_count(1)


def test_region_is_highlighted_on_map_and_in_list_together(page: Page, home: str):
    page.goto(f"{home}index.html")
    page.locator(".map-list a[href$='/skane.html']").focus()
    expect(page.locator(".map-picture a.lit")).to_have_attribute("href", re.compile("skane"))
    page.locator(".map-picture a[href$='/gotland.html'] path").hover()
    expect(page.locator(".map-list a.lit")).to_have_attribute("href", re.compile("gotland"))


def test_english_strategy_title_has_lang_attribute(page: Page, home: str):
    page.goto(f"{home}regioner/vasterbotten.html")
    assert (
        page.get_by_text("Roadmap for Smart Economic Transformation").first.evaluate(
            "one => one.closest('[lang]').lang"
        )
        == "en"
    )


# ---- focus ----------------------------------------------------------------------------------------------------------


def test_tab_from_search_moves_to_menu_and_opens_nothing(page: Page, home: str):
    page.goto(f"{home}index.html")
    page.locator(".md-search__input").focus()
    expect(page.locator(".md-search__output")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="Huvudmeny").get_by_role("link").first).to_be_focused()
    expect(page.locator(".md-search__output")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_escape_returns_focus_to_the_search_control(page: Page, home: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{home}index.html?q=kluster")  # opened by the query: nothing had the focus before
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.locator(".md-search__input" if width > 1000 else ".search-button")).to_be_focused()


def test_enter_during_ime_composition_does_nothing(page: Page, home: str):
    page.goto(f"{home}index.html")
    page.locator(".md-search__input").fill("kluster")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.locator(".md-search__input").evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
    )
    page.wait_for_timeout(200)
    expect(page).to_have_url(f"{home}index.html")


def test_closed_phone_menu_does_not_catch_clicks(page: Page, home: str):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{home}index.html")
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(page.get_by_role("navigation", name="Meny", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    top = "document.elementFromPoint(200, 400).closest('article') !== null"
    assert page.evaluate(top)


@pytest.mark.parametrize("address", ["ordlista.html", "en/glossary.html"])
def test_shift_tab_in_glossary_contents_covers_no_link(browser: Browser, site, address: str):
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(f"{site.folder.as_uri()}/{address}")
    links = page.locator(".contents a")
    links.last.focus()
    covered = []
    for _ in range(links.count() - 1):
        page.keyboard.press("Shift+Tab")
        covered += page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + 8, box.top + box.height / 2);
              return document.activeElement.contains(top) ? [] : [document.activeElement.textContent];
            }"""
        )
    assert covered == []
    page.close()


def test_forced_colours_mark_only_the_current_section(browser: Browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page.goto(f"{site.folder.as_uri()}/steg/vision.html")
    marked = """all => all.filter((one) => parseFloat(getComputedStyle(one).borderBottomWidth)
      || getComputedStyle(one, "::after").content !== "none").map((one) => one.textContent)"""
    assert page.locator(".md-tabs a").evaluate_all(marked) == ["Vägledning"]
    page.close()


def test_no_page_prefetches_another(site):
    wanted = "//link[@rel='next' or @rel='prev' or @rel='prefetch' or @rel='preload']"
    assert {address for address, page in site.pages.items() if page.xpath(wanted)} == set()


@pytest.mark.parametrize(
    "address", ["om/oppna-data.html", "en/examples/by-country.html", "regioner/index.html", "en/clusters/index.html"]
)
def test_focus_outline_of_scroll_boxes_stays_on_screen(browser: Browser, site, address: str):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site.folder.as_uri()}/{address}")
    boxes = page.locator(":is(.md-typeset__scrollwrap, .coverage-scroll)[tabindex='0']")
    for box in boxes.all():
        page.keyboard.press("Tab")  # or focus() counts as mouse focus, without outline
        box.focus()
        left, right = box.evaluate(
            """(one) => {
              const { left, right } = one.getBoundingClientRect(), style = getComputedStyle(one);
              const out = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
              return [left - out, right + out];
            }"""
        )
        assert (left >= 0, right <= 320) == (True, True)
        assert float(colour(box, "outlineWidth").removesuffix("px")) >= 2
    page.close()


# ---- targets and paper ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390])
def test_examples_page_targets_are_at_least_24_pixels(browser: Browser, site, width: int):
    """WCAG 2.2, 2.5.8; links in a sentence are exempt."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{site.folder.as_uri()}/en/examples/index.html")
    small = page.locator("article :is(a, button, summary, label):visible").evaluate_all(
        """all => all.filter((one) => !one.closest("p, .lead") || one.closest(".card, .found"))
          .filter((one) => !one.matches(".card-title")).map((one) => [one.getBoundingClientRect(), one])
          .filter(([box]) => box.height < 24 || box.width < 24).map(([, one]) => one.outerHTML.slice(0, 90))"""
    )
    assert small == []
    page.close()


def last_sheet_has_text(pdf: bytes) -> bool:
    objects = dict(re.findall(rb"(\d+) 0 obj\s*(.*?)endobj", pdf, re.DOTALL))
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    content = objects[re.search(rb"/Contents (\d+) 0 R", pages[-1])[1]]
    drawn = zlib.decompress(content.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0])
    return b"Tj" in drawn or b"TJ" in drawn


@pytest.mark.parametrize(
    "address",
    [
        "en/examples/north-central-strong-companies.html",
        "en/examples/skane-agendas.html",
        "en/examples/varmland-common-vision.html",
        "en/regions/gavleborg.html",
        "regioner/vastmanland.html",
        *KINDS,
    ],
)
def test_last_printed_sheet_is_not_blank(browser: Browser, site, address: str):
    page = browser.new_page()
    page.goto(f"{site.folder.as_uri()}/{address}")
    assert last_sheet_has_text(page.pdf(prefer_css_page_size=True))
    page.close()


@pytest.mark.parametrize("address", ["om/redaktionen.html", "en/about/staff.html", "en/examples/visual-sweden.html"])
def test_collapsed_content_is_printed(browser: Browser, site, address: str):
    page = browser.new_page()
    page.goto(f"{site.folder.as_uri()}/{address}")
    page.emulate_media(media="print")
    folded = "article details:not(.map-small details) :is(li, p)"
    assert page.locator(folded).count()
    page.wait_for_function(  # a busy browser applies print styles with a delay
        """folded => [...document.querySelectorAll(folded)].every((one) => one.checkVisibility({ contentVisibilityAuto: true })
          || one.closest(".copied:has(pre), .related, .changes") || one.matches(".copied-label"))""",
        arg=folded,
    )
    page.close()


# ---- the foot -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "names"), [
    ("steg/vision.html", ["Läs sidan på engelska", "Tillgänglighet", "Integritet", "Licens"]),
    ("en/examples/visual-sweden.html", ["Read this page in Swedish", "Accessibility", "Privacy", "Licence"]),
])  # fmt: skip
def test_footer_has_publisher_and_policy_links(page: Page, home: str, address: str, names: list[str]):
    page.goto(home + address)
    foot = page.get_by_role("contentinfo")
    for name in names:
        expect(foot.get_by_role("link", name=name)).to_have_count(1)
    expect(foot).to_contain_text("Utgivare" if "sv" in page.locator("html").get_attribute("lang") else "Publisher")
    expect(foot.locator(".page-note")).to_contain_text("2026")
    expect(page.locator("article").get_by_role("link", name=names[0])).to_have_count(0)
