"""The map of the regions and the table of regions and steps, on the built pages."""

from __future__ import annotations

import lxml.html
import pytest

from built.test_site import ADDRESSES, DOCS, STEPS, target
from guide.data.documents import LANGS
from search_files import load_index, texts

REGIONS = {region["id"]: region for region in DOCS["regions"].data}
EXAMPLES = DOCS["examples"].data
WORD = {"sv": ("exempel", "exempel"), "en": ("example", "examples")}


def number(count: int, lang: str) -> str:
    return f"{count} {WORD[lang][count != 1]}"


def of(region: str, step: str | None = None) -> int:
    return sum(region in e.get("regions", []) and (step is None or step in e["steps"]) for e in EXAMPLES)


def figure(site, source: str, lang: str):
    address = ADDRESSES.of(source, lang)
    (map_figure,) = site.pages[address].xpath("//figure[contains(@class,'map')]")
    return address, map_figure


PAGES = ["index.md", "regions/index.md", *(f"regions/{name}.md" for name in REGIONS)]


@pytest.mark.parametrize("lang", LANGS)
def test_map_and_list_link_to_every_region_with_its_count(site, lang):
    expected = {
        ADDRESSES.of(f"regions/{name}.md", lang): (
            region["name"].get(lang, region["name"]["sv"]),
            number(of(name), lang),
        )
        for name, region in REGIONS.items()
    }
    for source in PAGES:
        address, map_figure = figure(site, source, lang)
        drawn = {target(address, a.get("href")): a.findtext("title").split(", ") for a in map_figure.xpath(".//svg/a")}
        listed = {
            target(address, a.get("href")): (a.xpath("string(span)"), a.xpath("string(small)"))
            for a in map_figure.xpath(".//ul[@class='map-list']//a")
        }
        assert len(drawn) == 21
        assert {to: tuple(name) for to, name in drawn.items()} == expected == listed, address


@pytest.mark.parametrize("lang", LANGS)
def test_region_is_marked_only_on_its_own_page(site, lang):
    for source in PAGES:
        address, map_figure = figure(site, source, lang)
        marked = {target(address, link) for link in map_figure.xpath(".//a[@aria-current='page']/@href")}
        assert marked == ({address} if source.removeprefix("regions/").removesuffix(".md") in REGIONS else set())
        assert len(map_figure.xpath(".//*[@class='ring']")) == len(marked)


@pytest.mark.parametrize("source", ["index.md", "regions/index.md"])
def test_legend_covers_every_shade_and_map_shows_counts(site, source):
    _, map_figure = figure(site, source, "sv")
    shades = map_figure.xpath(".//*[@class='map-picture']//a/@class")
    key = map_figure.xpath(".//ul[@class='map-key']/li/svg/@class")
    assert set(shades) <= set(key)
    assert len(key) == len(set(key)) <= 5
    assert [int(text) for text in map_figure.xpath(".//svg/a/text/text()")] == [of(name) for name in REGIONS]


def test_map_svg_is_under_20_kilobytes(site):
    for source in PAGES:
        for lang in LANGS:
            _, map_figure = figure(site, source, lang)
            assert len(lxml.html.tostring(map_figure.find(".//svg"), encoding="utf-8")) < 20_000


@pytest.mark.parametrize("lang", LANGS)
def test_coverage_table_links_counts_to_examples_or_suggestions(site, lang):
    address = ADDRESSES.of("regions/index.md", lang)
    (table,) = site.pages[address].xpath("//table[@class='coverage']")
    assert len(table.xpath("caption")) == 1
    heads = table.xpath("thead//th[@scope='col']")
    assert [head.text_content() for head in heads][1:-1] == [
        DOCS["strings"].data["labels"]["steps"][s][lang] for s in STEPS
    ]
    examples, about = ADDRESSES.of("examples/index.md", lang), ADDRESSES.of("about/index.md", lang)
    rows = {
        target(address, r.xpath("string(th[@scope='row']/a/@href)")): r.xpath("td/a") for r in table.xpath("tbody/tr")
    }
    assert set(rows) == {ADDRESSES.of(f"regions/{name}.md", lang) for name in REGIONS}
    for name in REGIONS:
        cells = rows[ADDRESSES.of(f"regions/{name}.md", lang)]
        for cell, step in zip(cells, (*STEPS, None), strict=True):
            count, label = of(name, step), cell.get("aria-label")
            query = f"?region={name}" + (f"&step={step}" if step else "")
            assert target(address, cell.get("href")) == (examples + query if count else f"{about}#suggest")
            assert cell.text == (str(count) if count else "+")
            assert (
                label.startswith(number(count, lang) + ": ")
                if count
                else label.endswith((" Föreslå ett.", " Suggest one."))
            )


def test_search_index_omits_the_map_credit(site):
    shown = "\n".join(texts(load_index(site.folder)))
    assert "Kartans källa" not in shown
    assert "Välj en region" in shown
