"""The map of the regions and the table of regions and steps, on the built pages."""

from __future__ import annotations

import lxml.html
import pytest

from built.test_site import ADDRESSES, DOCS, STEPS, target
from guide.data.documents import LANGS
from search_files import loaded, texts

REGIONS = {region["id"]: region for region in DOCS["regions"].data}
EXAMPLES = DOCS["examples"].data
WORD = {"sv": ("exempel", "exempel"), "en": ("example", "examples")}


def number(count: int, lang: str) -> str:
    return f"{count} {WORD[lang][count != 1]}"


def of(region: str, step: str | None = None) -> int:
    return sum(region in e.get("regions", []) and (step is None or step in e["steps"]) for e in EXAMPLES)


def figure(site, source: str, lang: str):
    address = ADDRESSES.of(source, lang)
    (found,) = site.pages[address].xpath("//figure[contains(@class,'map')]")
    return address, found


PAGES = ["index.md", "regions/index.md", *(f"regions/{name}.md" for name in REGIONS)]


@pytest.mark.parametrize("lang", LANGS)
def test_each_map_and_its_list_link_to_all_regions_with_name_and_number(site, lang):
    expected = {
        ADDRESSES.of(f"regions/{name}.md", lang): (
            region["name"].get(lang, region["name"]["sv"]),
            number(of(name), lang),
        )
        for name, region in REGIONS.items()
    }
    for source in PAGES:
        address, found = figure(site, source, lang)
        drawn = {target(address, a.get("href")): a.findtext("title").split(", ") for a in found.xpath(".//svg/a")}
        listed = {
            target(address, a.get("href")): (a.xpath("string(span)"), a.xpath("string(small)"))
            for a in found.xpath(".//ul[@class='map-list']//a")
        }
        assert len(drawn) == 21
        assert {to: tuple(name) for to, name in drawn.items()} == expected == listed, address


@pytest.mark.parametrize("lang", LANGS)
def test_a_region_is_marked_on_its_own_page_and_nowhere_else(site, lang):
    for source in PAGES:
        address, found = figure(site, source, lang)
        marked = {target(address, link) for link in found.xpath(".//a[@aria-current='page']/@href")}
        assert marked == ({address} if source.removeprefix("regions/").removesuffix(".md") in REGIONS else set())
        assert len(found.xpath(".//*[@class='ring']")) == len(marked)


@pytest.mark.parametrize("source", ["index.md", "regions/index.md"])
def test_the_key_explains_every_shade_and_the_numbers_stand_on_the_map(site, source):
    _, found = figure(site, source, "sv")
    shades = found.xpath(".//*[@class='map-picture']//a/@class")
    key = found.xpath(".//ul[@class='map-key']/li/svg/@class")
    assert set(shades) <= set(key)
    assert len(key) == len(set(key)) <= 5
    assert [int(text) for text in found.xpath(".//svg/a/text/text()")] == [of(name) for name in REGIONS]


def test_the_picture_takes_less_than_20_kilobytes(site):
    for source in PAGES:
        for lang in LANGS:
            _, found = figure(site, source, lang)
            assert len(lxml.html.tostring(found.find(".//svg"), encoding="utf-8")) < 20_000


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_counts_every_region_and_step_and_leads_to_the_list_or_to_suggesting(site, lang):
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


def test_the_map_does_not_fill_the_search_index(site):
    shown = "\n".join(texts(loaded(site.folder)))
    assert "Kartans källa" not in shown
    assert "Välj en region" in shown
