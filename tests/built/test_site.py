"""The built site: pages, languages, links, language switch, sitemap, search index, and no leftovers."""

from __future__ import annotations

import gzip
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import lxml.etree
import pytest

import search_files
from built.conftest import ROOT
from guide.data import schemas
from guide.data.addresses import Addresses
from guide.data.documents import LANGS

DOCS, _ = schemas.load(ROOT / "data", ("strings", "examples", "regions", "clusters", "glossary", "themes"))
ADDRESSES = Addresses(DOCS["strings"].data["addresses"])
STEPS = tuple(DOCS["strings"].data["labels"]["steps"])
CODE = re.compile(r"^( *)```.*?^\1```$|``.*?``|`[^`]*`", re.DOTALL | re.MULTILINE)  # in Markdown
SITE_URL = "https://s3.example.org/"


def step_examples(step: str, lang: str) -> list[str]:
    """Return the addresses of the examples of ``step``, beginning with those whose main step it is."""
    examples = [example for example in DOCS["examples"].data if step in example["steps"]]
    examples.sort(key=lambda example: example["steps"][0] != step)
    return [ADDRESSES.of(f"examples/{example['id']}.md", lang) for example in examples]


def named_examples(source: str, lang: str) -> set[str]:
    """Return the addresses of the examples that the text of a page mentions."""
    text = CODE.sub("", (ROOT / "docs" / lang / source).read_text("utf-8"))
    return {ADDRESSES.of(f"examples/{id_}.md", lang) for id_ in re.findall(r"\[@example:([\w-]+)\]", text)}


def target(page: str, link: str) -> str:
    """Return the address, relative to the site's root, of ``link`` on ``page``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link))) if link else page


# ---- pages --------------------------------------------------------------------------------------------------------


def test_catalogue_has_the_promised_size():
    examples = DOCS["examples"].data
    assert len(examples) >= 60
    assert {region for example in examples for region in example.get("regions", [])} == {
        region["id"] for region in DOCS["regions"].data
    }
    assert len(DOCS["regions"].data) == 21
    assert sum(1 for e in examples if "regions" not in e and e["countries"] != ["SE"]) >= 12
    assert {step: sum(step in e["steps"] for e in examples) >= 8 for step in STEPS} == dict.fromkeys(STEPS, True)


@pytest.mark.parametrize("lang", LANGS)
def test_every_record_and_page_exists_in_each_language(site, lang):
    sources = [f"examples/{example['id']}.md" for example in DOCS["examples"].data]
    sources += [f"regions/{region['id']}.md" for region in DOCS["regions"].data]
    sources += [f"themes/{theme['id']}.md" for theme in DOCS["themes"].data]
    sources += [path.relative_to(ROOT / "docs" / lang).as_posix() for path in (ROOT / "docs" / lang).rglob("*.md")]
    assert sorted(site.of(lang)) == sorted(ADDRESSES.of(source, lang) for source in sources)


@pytest.mark.parametrize("lang", LANGS)
def test_pages_have_language_title_and_description(site, lang):
    for address, page in site.of(lang).items():
        assert page.get("lang") == lang, address
        assert page.xpath("string(//title)").strip(), address
        assert 20 < len(page.xpath("string(//meta[@name='description']/@content)")) <= 300, address
        assert len(page.xpath("//h1")) == 1, address


def test_titles_are_unique_in_each_language(site):
    for lang in LANGS:
        titles = [page.xpath("string(//title)") for page in site.of(lang).values()]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", STEPS)
def test_step_page_shows_first_examples_not_named_in_its_text(site, lang, step):
    address = ADDRESSES.of(f"steps/{step}.md", lang)
    shown = [target(address, link) for link in site.pages[address].xpath("//a[contains(@class,'card-title')]/@href")]
    (limit,) = re.findall(
        rf"<!-- examples step={step} limit=(\d+) -->", (ROOT / f"docs/{lang}/steps/{step}.md").read_text("utf-8")
    )
    unnamed = [
        example for example in step_examples(step, lang) if example not in named_examples(f"steps/{step}.md", lang)
    ]
    assert shown == unnamed[: int(limit)]


def test_examples_page_has_one_card_per_example(site):
    for lang in LANGS:
        address = ADDRESSES.of("examples/index.md", lang)
        cards = site.pages[address].xpath("//a[contains(@class,'card-title')]/@href")
        assert len(cards) == len(set(cards)) == len(DOCS["examples"].data)


# ---- links --------------------------------------------------------------------------------------------------------


def test_links_and_anchors_have_targets(site):
    ids = {address: set(page.xpath("//@id")) for address, page in site.pages.items()}
    dead = []
    for address, page in site.pages.items():
        for link in page.xpath("//a/@href | //link/@href | //img/@src | //script/@src"):
            link, anchor = urldefrag(link)
            link = link.partition("?")[0]
            if urlsplit(link).scheme in ("https", "http", "mailto"):
                continue
            to = "404.html" if address == "404.html" and not link else target(address, link.lstrip("/"))
            if not (site.folder / to).is_file() or (anchor and to in ids and unquote(anchor) not in ids[to]):
                dead.append(f"{address}: {link}#{anchor}")
    assert dead == []


def test_nothing_is_fetched_from_another_host(site):
    for address, page in site.pages.items():
        fetched = page.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[not(@rel='canonical' or @rel='alternate')]/@href"
        )
        assert [url for url in fetched if urlsplit(url).netloc] == [], address
    for path in site.folder.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*['\"]?https?:", path.read_text("utf-8")) == [], path


def test_language_switch_leads_to_the_translation_and_back(site):
    for lang, other in (("sv", "en"), ("en", "sv")):
        for address, page in site.of(lang).items():
            (link,) = page.xpath("//a[contains(@class,'language')]")
            there = target(address, link.get("href"))
            assert (link.get("hreflang"), link.get("lang")) == (other, other), address
            assert there in site.of(other), address
            (back,) = site.pages[there].xpath("//a[contains(@class,'language')]/@href")
            assert target(there, back) == address


def test_both_languages_have_the_same_headings(site):
    for address, page in site.of("sv").items():
        (link,) = page.xpath("//a[contains(@class,'language')]/@href")
        there = site.pages[target(address, link)]
        ids = [p.xpath("//article//*[self::h1 or self::h2 or self::h3]/@id") for p in (page, there)]
        if not re.search("glossary|ordlista|by-country|efter-land", link):  # sorted by name, so in another order
            assert ids[0] == ids[1], address
        assert sorted(ids[0]) == sorted(ids[1]), address


def test_hreflang_and_sitemap_list_absolute_urls_of_each_language(site):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    sitemap = lxml.etree.parse(site.folder / "sitemap.xml")
    listed = {
        url.findtext("s:loc", namespaces=names): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)
        }
        for url in sitemap.findall("s:url", names)
    }
    changed = {
        url.findtext("s:loc", namespaces=names): url.findtext("s:lastmod", namespaces=names)
        for url in sitemap.findall("s:url", names)
    }
    for lang in LANGS:
        for address, page in site.public(lang).items():
            head = {a.get("hreflang"): a.get("href") for a in page.xpath("//head/link[@rel='alternate'][@hreflang]")}
            assert head[lang] == page.xpath("string(//link[@rel='canonical']/@href)") == SITE_URL + address
            assert head["x-default"] == head["sv"]
            assert listed.pop(SITE_URL + address) == head
            assert re.match(r"\d{4}-\d{2}-\d{2}$", changed[SITE_URL + address]), address
    assert listed == {}


# ---- search -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_search_index_lists_all_pages_of_its_language(site, lang):
    index = search_files.load_index(site.folder / ADDRESSES.root(lang))
    locations = index["locations"].split("\n")
    assert {ADDRESSES.root(lang) + page for page in locations if not page.startswith("#")} == set(site.public(lang))
    assert {index[name].count("\n") + 1 for name in ("titles", "texts", "keywords")} == {len(locations)}
    assert index["lang"] == lang


@pytest.mark.parametrize("lang", LANGS)
def test_search_index_has_each_record_once(site, lang):
    root = ADDRESSES.root(lang)
    entries, page = [], ""
    for location in search_files.load_index(site.folder / root)["locations"].split("\n"):
        page = page if location.startswith("#") else location
        entries.append(root + (page + location if location.startswith("#") else location))
    # A term without an explanation only serves the check of terms.
    explained = [term for term in DOCS["glossary"].data if "explanation" in term]
    expected = [
        *(ADDRESSES.of(f"examples/{example['id']}.md", lang) for example in DOCS["examples"].data),
        *(ADDRESSES.of(f"regions/{region['id']}.md", lang) for region in DOCS["regions"].data),
        *(f"{ADDRESSES.of('s3-pilot/clusters.md', lang)}#{cluster['id']}" for cluster in DOCS["clusters"].data),
        *(f"{ADDRESSES.of('glossary.md', lang)}#{term['id']}" for term in explained),
        *(ADDRESSES.of(f"themes/{theme['id']}.md", lang) for theme in DOCS["themes"].data),
    ]
    assert {entry: entries.count(entry) for entry in expected if entries.count(entry) != 1} == {}
    unexplained = {
        f"{ADDRESSES.of('glossary.md', lang)}#{t['id']}" for t in DOCS["glossary"].data if t not in explained
    }
    assert unexplained
    assert unexplained & set(entries) == set()
    assert len(entries) == len(set(entries))


@pytest.mark.parametrize("lang", LANGS)
def test_search_index_is_small(site, lang):
    folder = site.folder / ADDRESSES.root(lang) / "search"
    index, texts = (len(gzip.compress((folder / f"{part}.js").read_bytes())) for part in ("index", "texts"))
    assert index <= 75 * 1000
    assert index + texts <= 120 * 1000


# ---- leftovers ----------------------------------------------------------------------------------------------------


def test_no_marker_citation_or_template_syntax_remains(site):
    left = re.compile(
        r"\{\{|\{%|\{ *[#.:]|\[@|<!-- *[a-z]|(?:^|[(:,;] )None(?:[),.;]|$)|Undefined|&amp;(?:#\d+|amp|lt);|\]\("
    )
    for address, page in site.pages.items():
        (article,) = page.xpath("//article")
        # Pages for editors show markers in code.
        editors = page.xpath("//meta[@name='robots']")
        text = " ".join(article.xpath(".//text()[not(ancestor::code)]") if editors else article.itertext())
        assert left.findall(text) == [], address
        assert article.xpath(".//comment()") == [], address


PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
# Placeholders for scripts to fill in, besides the number of search hits, {count}, which every page has.
FILLED_IN_BY_SCRIPTS = {
    **{
        ADDRESSES.of("examples/index.md", lang): {"{count}", "{text}", "{name}", "{names}", "{date}", "{file}"}
        for lang in LANGS
    },
    **{
        ADDRESSES.of(source, lang): {"{count}", "{name}", "{names}"}
        for source in ("regions/index.md", "examples/by-country.md")
        for lang in LANGS
    },
    **{ADDRESSES.of("themes/index.md", lang): {"{count}", "{theme}", "{own}", "{shared}"} for lang in LANGS},
    **{ADDRESSES.of("examples/pack.md", lang): {"{count}", "{date}"} for lang in LANGS},
    **{
        ADDRESSES.of("tools/priorities.md", lang): {
            *("{area}", "{count}", "{criterion}", "{name}", "{names}", "{number}", "{place}", "{sum}")
        }
        for lang in LANGS
    },
    **{
        ADDRESSES.of("tools/assessment.md", lang): {
            *("{all}", "{count}", "{file}", "{level}", "{name}", "{names}", "{number}", "{text}")
        }
        for lang in LANGS
    },
    **{f"assets/data/compare.{lang}.js": {"{names}", "{format}"} for lang in LANGS},
    "data/v1/index.json": {"{id}"},
    "data/v1/openapi.json": {"{id}"},
}


def test_only_script_placeholders_remain_in_files(site):
    texts = {".html", ".md", ".json", ".js", ".xml", ".rdf", ".csv", ".txt", ".conf", ""}
    placeholders = {}
    for path in site.folder.rglob("*"):
        address = path.relative_to(site.folder).as_posix()
        if path.is_file() and path.suffix in texts and not address.startswith("assets/js/"):
            placeholders[address] = set(PLACEHOLDER.findall(path.read_text("utf-8")))
    assert {address for address in placeholders if address.endswith((".md", ".json", ".xml", ".txt"))}
    assert {address: words for address, words in placeholders.items() if words} == {
        **{address: {"{count}"} for address in site.pages},
        **FILLED_IN_BY_SCRIPTS,
    }


def test_visible_text_has_no_placeholders(site):
    for address, page in site.pages.items():
        seen = [*page.itertext(), *page.xpath("//@*[not(starts-with(name(), 'data-'))]")]
        assert [text for text in seen if PLACEHOLDER.search(text)] == [], address


def test_no_local_path_remains(site):
    for path in [*site.folder.rglob("*.html"), *site.folder.rglob("*.json"), *site.folder.rglob("*.xml")]:
        assert str(Path(ROOT)) not in path.read_text("utf-8"), path
