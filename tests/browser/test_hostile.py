"""A site full of hostile texts, in the browser and without the policy that would block scripts."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from browser.conftest import QuietHandler
from built.conftest import Built, build, copy_project, site  # noqa: F401  the real site, built once a run
from guide.data import documents, schemas, yaml_reader
from guide.data.catalogue import REGISTERS
from guide.data.formats import invisible
from hostile import PLACES, TEXTS, Register, dump, put, texts_in
from unit.prose.test_page_html import complaints

# Strings to leave alone: addresses have a fixed form, and error messages are on no page.
FIXED = ("addresses", "problems")
LINKS = {"link", "link in brackets", "reference", "image", "address in HTML"}  # MkDocs refuses links to missing pages


def regions(real: list[dict]) -> list[dict]:
    """Return the 21 regions of the map, with the hostile texts spread over them."""
    register, made = Register("regions"), []
    keep = ("id", "county_code", "nuts3", "shared_area", "website")
    for number, region in enumerate(real):
        base_fields = {name: region[name] for name in keep if name in region}
        texts = list(TEXTS.values())[number :: len(real)]
        entries = [register.entry(text, **base_fields) for text in texts]
        entry = entries[0]
        for path in texts_in(entry):
            if path[0] not in base_fields:
                entry = put(entry, path, " ".join(_at(other, path) for other in entries)[:95])
        chosen = entry if _passes("regions", register, entry) else entries[0]
        for strategy in chosen.get("strategies", ()):
            strategy.pop("replaced_by", None)  # the id of another strategy, not a text
        made.append(chosen)
    return made


# Registers whose number of entries is fixed, and which of their fields may contain any text.
SHARED = {
    "assessment": lambda path: path[0] in ("name", "statement", "levels"),
    "worksheets": lambda path: "columns" in path and path[-2] == "name",
}


def shared_out(name: str, real: list[dict]) -> list[dict]:
    """Return the real entries with hostile texts in the fields that allow them, until all texts are used."""
    known, left = Register(name), list(TEXTS.values())
    for number, entry in enumerate(real):
        for path in filter(SHARED[name], texts_in(entry)):
            if left and _passes(name, known, tried := put(real[number], path, left.pop())):
                real[number] = tried
    assert not left
    return real


def _at(value, path):
    return functools.reduce(lambda part, step: part[step], path, value)


def _passes(name: str, register: Register, entry: dict) -> bool:
    doc = yaml_reader.parse(dump([entry]).encode(), name)
    schemas.check(doc, name, register.known, {})
    return not doc.problems


def register(name: str, real: list[dict]) -> list[dict]:
    """Return the real entries and, for each hostile text, one with it in every field that allows it."""
    if name == "moved":
        return []
    if name == "regions":
        return regions(real)
    if name in SHARED:
        return shared_out(name, real)
    tried, more = Register(name), []
    for number, text in enumerate(TEXTS.values()):
        fields = {"id": f"hostile-{number}"}
        if name == "examples":
            fields |= {"aliases": [f"old-{number}"], "related": [f"hostile-{(number + 1) % len(TEXTS)}"]}
        entry = tried.entry(text, **{field: value for field, value in fields.items() if field in tried.good})
        if name == "glossary":  # the forms of terms are unique, and none is one to avoid
            entry = json.loads(json.dumps(entry).replace('"Text"', f'"Text {number}"'))
            entry["avoid"] = {lang: [f"{form} avoided" for form in forms] for lang, forms in entry["avoid"].items()}
        more.append(entry)
    return [*real, *more]


def distinct(entries: list[dict]) -> list[dict]:
    """Return ``entries`` with a number after each duplicate title, name or address, and no duplicate ISBN."""
    seen = set()
    for number, entry in enumerate(entries):
        for name in (name for name in ("doi", "url", "isbn") if name in entry):
            if entry[name] in seen:
                entry[name] = f"{entry[name]}{number}"
            seen.add(entry[name])
        if len(entry.get("isbn", "")) > len("978-91-0-000000-4"):  # a number after it makes it invalid
            del entry["isbn"]
        for name in (name for name in ("title", "name") if isinstance(entry.get(name), dict)):
            if entry[name]["sv"] in seen:
                entry[name] = {**entry[name], "sv": f"{entry[name]['sv']} {number}"}
            seen.add(entry[name]["sv"])
    return entries


def strings(real: dict) -> dict:
    """Return all strings, each followed by a hostile text if that is allowed there."""
    texts = [text for text in TEXTS.values() if not re.search('[{}<>&"]', text) and not invisible(text)]
    made, at = real, 0
    for path in list(texts_in(real)):
        if path[0] not in FIXED and path[-1] in documents.LANGS:
            made_text = f"{_at(real, path)} {texts[at % len(texts)]}"
            functools.reduce(lambda part, step: part[step], path[:-1], made)[path[-1]] = made_text
            at += 1
    return made


def page() -> str:
    """Return a page with every hostile text that pages may contain, one to a paragraph."""
    parts = []
    for name, place in PLACES.items():
        for number, text in enumerate(TEXTS.values()):
            body = place.format(text).replace("#heading", f"#heading-{number}")
            cites = re.search(r"\[@|<!--|\]\([^)]*\.md", body)
            two = name == "heading" and "\n" in text
            if not (name in LINKS or two or cites or complaints(body) or invisible(body)):
                parts.append(f"{body}\n\nText.")
    return "\n\n".join(parts)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    project = copy_project(folder / "project")
    for name in REGISTERS:
        path = project / f"data/{name}.yaml"
        path.write_text(dump(distinct(register(name, yaml_reader.parse(path.read_bytes(), name).data))), "utf-8")
    path = project / "data/strings.yaml"
    path.write_text(dump(strings(yaml_reader.parse(path.read_bytes(), "strings").data)), "utf-8")
    for lang in documents.LANGS:
        path = project / f"docs/{lang}/about/privacy.md"
        title = json.dumps(f"{lang} {TEXTS['title that ends']} {TEXTS['handler in quotes']}")
        lines = [line for line in path.read_text("utf-8").split("\n") if not re.match("(?:title|description): ", line)]
        head = f"---\ntitle: {title}\ndescription: {title}\n"
        path.write_text(head + "\n".join([*lines[1:], "", "## Hostile { #hostile }", "", page(), ""]), "utf-8")
    done = build(project, folder / "site")
    assert done.returncode == 0, done.stderr[-3000:]
    return Built(folder / "site")


@pytest.fixture(scope="module")
def address(hostile: Built) -> Iterator[str]:
    """The address of the hostile site, on a server without security headers: only the pages protect a reader."""
    handler = functools.partial(QuietHandler, directory=str(hostile.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that fails the test on a dialog, an error, or a request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made, wrong = context.new_page(), []
    made.on("dialog", lambda dialog: (wrong.append((made.url, dialog.message)), dialog.dismiss()))
    made.on("pageerror", lambda error: wrong.append((made.url, str(error))))
    made.on("console", lambda message: wrong.append((made.url, message.text)) if message.type == "error" else None)
    made.on(
        "request", lambda r: None if r.url.startswith((address, "data:", "blob:", "about:")) else wrong.append(r.url)
    )
    yield made
    made.wait_for_timeout(200)
    context.close()
    assert wrong == []


INJECTED = """() => [...document.querySelectorAll("*")].filter((e) =>
  [...e.attributes].some((a) => /^on|^srcdoc$/i.test(a.name)
    || (/^(href|src|action|xlink:href)$/i.test(a.name) && /^[\\s]*(javascript|vbscript|data):/i.test(a.value)))
  || /^(x|object|embed|base|frame|math|marquee|b|i)$/i.test(e.localName)
  || (e.localName === "iframe" && !e.hidden) || (e.localName === "img" && e.closest("article"))
  || (e.localName === "meta" && e.httpEquiv && !document.querySelector("meta[name=robots][content=noindex]"))
  || (e.localName === "script" && !e.src && e.closest("article"))).map((e) => e.outerHTML.slice(0, 200))"""


def expect_nothing_injected(tab: Page) -> None:
    assert tab.evaluate(INJECTED) == [], tab.url


def shown(hostile: Built) -> list[str]:
    """Return the pages to open: each hostile example in one language, a quarter of the regions, most others."""
    examples = [f"{('exempel', 'en/examples')[n % 2]}/hostile-{n}.html" for n in range(len(TEXTS))]
    others = [name for name in hostile.pages if not re.search(r"(?:exempel|examples|steg|steps|smart-[^/]*)/.", name)]
    regions = [name for name in others if re.search("(?:regioner|regions)/[a-z-]+", name) and "index" not in name]
    return [*examples, *(name for name in others if name not in regions), *regions[::4], "exempel/index.html"]


def test_page_kinds_escape_hostile_texts(tab: Page, address: str, hostile: Built):
    for name in shown(hostile):
        tab.goto(address + name)
        expect_nothing_injected(tab)


def test_hostile_site_has_no_unexpected_tags(hostile: Built, site: Built):  # noqa: F811
    tags = {element.tag for page in site.pages.values() for element in page.iter() if isinstance(element.tag, str)}
    hostile_tags = {
        element.tag for page in hostile.pages.values() for element in page.iter() if isinstance(element.tag, str)
    }
    assert hostile_tags - tags <= {"blockquote"}  # a page may have one, but no real page does


def test_title_and_summary_are_shown_verbatim(hostile: Built):
    examples = {e["id"]: e for e in yaml.safe_load((hostile.folder.parent / "project/data/examples.yaml").read_text())}
    for id_, example in examples.items():
        for folder, lang in (("exempel", "sv"), ("en/examples", "en")):
            page = hostile.pages[f"{folder}/{id_}.html"]
            title = " ".join(example["title"][lang].split())
            assert page.xpath("normalize-space(//article//h1)") == title
            assert " ".join(page.xpath("string(//title)").split()).startswith(f"{title} - ")
            assert page.xpath("string(//meta[@property='og:title']/@content)").split() == title.split()
            summary = example["summary"][lang].split()
            for name in ("@property='og:description'", "@name='description'"):
                assert page.xpath(f"string(//meta[{name}]/@content)").split() == summary
            data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
            assert data["@graph"][0]["name"].split() == title.split()


@pytest.mark.parametrize("start", ["index.html", "en/index.html"])
def test_search_escapes_hostile_hits(tab: Page, address: str, start: str):
    tab.goto(address + start)
    tab.locator("[data-md-component=search-query]").click()
    for query in ("alert", "script", "onerror", "passwd", "<img src=x onerror=alert(1)>", "</script><script>alert(1)"):
        tab.locator("[data-md-component=search-query]").fill(query)
        expect(tab.locator(".md-search-result__meta")).to_contain_text(re.compile(r"\d"))
        tab.wait_for_timeout(300)
        expect_nothing_injected(tab)
    tab.locator("[data-md-component=search-query]").fill("alert")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.parametrize("start", ["exempel/index.html", "en/examples/index.html"])
def test_filters_and_pack_escape_hostile_texts(tab: Page, address: str, start: str):
    tab.goto(address + start)
    tab.locator("#finder-text").fill("alert")
    expect(tab.locator(".hits .card-title").first).to_be_visible()
    while tab.locator(".hits .more").is_visible():
        tab.locator(".hits .more").click()
    expect_nothing_injected(tab)
    for facet in tab.locator(".finder .facet > summary").all():
        if facet.is_visible():
            facet.click()
    expect_nothing_injected(tab)
    pack = "exempel/workshoppaket.html" if start.startswith("ex") else "en/examples/workshop-pack.html"
    for first in range(0, len(TEXTS) - 4, 4):
        tab.goto(f"{address}{pack}?ids=" + ",".join(f"hostile-{first + more}" for more in range(4)))
        expect(tab.locator(".pack-sheet > li").first).to_be_visible()
        expect_nothing_injected(tab)


NASTY = quote('"><img src=x onerror=alert(1)><script>alert(1)</script>')


@pytest.mark.parametrize(
    "place", ["index.html", "exempel/index.html", "exempel/workshoppaket.html", "exempel/hostile-0.html", "404.html"]
)
@pytest.mark.parametrize(
    "rest", ["?q={}", "?step={}&region={}", "?ids={},hostile-0", "?list={}", "?list=step:{}", "#{}", "#__search{}"]
)
def test_hostile_addresses_inject_nothing(tab: Page, address: str, place: str, rest: str):
    tab.goto(f"{address}{place}{rest.replace('{}', NASTY)}")
    tab.wait_for_timeout(100)
    expect_nothing_injected(tab)


def test_term_explanations_are_escaped(tab: Page, address: str):
    tab.goto(f"{address}ordlista.html")
    expect_nothing_injected(tab)
    tab.goto(f"{address}om/integritet.html")
    for term in tab.locator("article a.term").all():
        term.hover()
    expect_nothing_injected(tab)
