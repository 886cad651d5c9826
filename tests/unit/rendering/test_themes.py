"""Pages of themes, the matrix, the map by theme and the filter by theme."""

from __future__ import annotations

import dataclasses
import json

import lxml.html
import pytest

from guide.data.documents import LANGS
from guide.prose.markers import Marker
from guide.rendering import page_scripts


def page(rendered):
    return lxml.html.fromstring(f"<div>{rendered.html}</div>")


@pytest.mark.parametrize("lang", LANGS)
def test_theme_page_has_regions_clusters_and_examples(renderer, catalogue, themes, lang):
    theme = catalogue.theme["forest-bioeconomy"]
    html = page(renderer.page(theme, lang))
    rows = html.xpath(".//table/tbody/tr")
    assert len(rows) == len(themes.choices(theme)) == 11
    assert "Bioinnovation" in html.text_content() if lang == "sv" else "Bio-innovation" in html.text_content()
    assert {"Paper Province", "Interior Cluster Sweden"} <= {link.text for link in html.xpath(".//a")}
    assert [heading.id for heading in renderer.page(theme, lang).headings][:4] == [
        "theme",
        "regions",
        "clusters",
        "examples",
    ]


def test_theme_page_states_that_it_has_no_examples(renderer, catalogue):
    notice = renderer.strings["theme"]["no_own"]["sv"]
    without = {theme.id for theme in catalogue.themes if notice in renderer.page(theme, "sv").html}
    assert without == {"mobility-logistics", "services-business"}


def test_theme_page_limits_its_examples(renderer, catalogue):
    theme = catalogue.theme["energy"]
    first = next(example for example in catalogue.examples if "energy" in example.themes)
    many = tuple(dataclasses.replace(first, id=f"copy-{n}") for n in range(3000))
    grown = dataclasses.replace(renderer, catalogue=dataclasses.replace(catalogue, examples=many))
    html = page(grown.page(theme, "sv"))
    links = [link.get("href") for link in html.xpath(".//a")]
    assert sum("copy-" in link for link in links) == 4
    assert f"../exempel/index.html?step={first.steps[0]}&theme=energy" in links


def marker(renderer, name, lang):
    return page(renderer.markers.render(Marker(name, {}, 1), "themes/index.md", lang, lang, "above"))


@pytest.mark.parametrize("lang", LANGS)
def test_matrix_is_a_table_with_headers(renderer, catalogue, themes, lang):
    html = marker(renderer, "theme-matrix", lang)
    heads = html.xpath(".//thead/tr/th[@scope='col']")
    assert len(heads) == 1 + len(catalogue.themes)
    rows = html.xpath(".//tbody/tr")
    assert len(rows) == 21
    for row, region in zip(rows, renderer.catalogue.regions_by_name, strict=True):
        assert [cell.tag for cell in row] == ["th", *["td"] * len(catalogue.themes)]
        own = [theme.id for theme, cell in zip(catalogue.themes, row[1:], strict=True) if cell.get("class") == "own"]
        assert tuple(own) == themes.own(region)


def test_map_has_the_themes_of_each_region(renderer, themes):
    html = marker(renderer, "theme-map", "en")
    links = html.xpath(".//div[@class='map-picture']/svg/a")
    assert len(links) == 21
    by_name = {link.get("data-name"): link for link in links}
    assert tuple(by_name["Skåne"].get("data-own").split()) == themes.own(themes.catalogue.region["skane"])
    assert html.xpath("count(.//select/option)") == 17


def script(text, name):
    return json.loads(text.removeprefix(f"var {name} = ").removesuffix(";\n"))


def test_filter_data_has_own_and_inherited_themes(renderer, catalogue):
    data = script(dict(page_scripts.examples(renderer, "sv"))["assets/data/examples.sv.js"], "__examples")
    names = list(data["facets"])
    assert names.index("theme") == 1
    rows = dict(zip([example.id for example in catalogue.examples], data["rows"], strict=True))
    inherited, own = rows["varmland-priorities"], rows["paper-province-bioeconomy"]
    assert (inherited[3] & 4, own[3] & 4) == (4, 0)
    assert [data["facets"]["theme"][at] for at in own[5]] == ["forest-bioeconomy"]
    assert len(inherited[5]) == 9
