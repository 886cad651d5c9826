"""Themes: the data, who shares what, the pages, the matrix, the filters, the comparison and the timeline."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re

import lxml.html
import pytest
import yaml

from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.documents import LANGS
from guide.data.entries import Priority, Region, Strategy, Text
from guide.data.published import schema as published_schema
from guide.data.themes import Choice, Themes
from guide.exports import markdown_export, open_data
from guide.prose.markers import Marker
from guide.rendering import comparison, timeline
from guide.rendering.renderer import Renderer
from guide.search import index
from unit.conftest import ENTRY, REGION, ROOT

TODAY = datetime.date(2026, 11, 28)


@pytest.fixture(scope="module")
def documents():
    """The project's own registers."""
    docs, problems = schemas.load(ROOT / "data", ("strings", *REGISTERS))
    assert problems == []
    return docs


@pytest.fixture(scope="module")
def catalogue(documents):
    return Catalogue.of({name: [(1, entry) for entry in documents[name].data] for name in REGISTERS})


@pytest.fixture(scope="module")
def themes(catalogue):
    return Themes(catalogue)


@pytest.fixture(scope="module")
def renderer(catalogue, documents):
    files = schemas.Schemas(ROOT / "data/schema").files
    return Renderer(catalogue, documents["strings"].data, TODAY, site_url="https://s3.example.org/", schemas=files)


def page(rendered):
    return lxml.html.fromstring(f"<div>{rendered.html}</div>")


# ---- the data -------------------------------------------------------------------------------------------------------


def test_every_priority_cluster_and_example_is_coded(catalogue):
    priorities = [one for of in (*catalogue.regions, *catalogue.shared_areas) for one in of.priorities]
    for coded in (*priorities, *catalogue.clusters, *catalogue.examples):
        assert bool(coded.themes) != bool(coded.themes_none)
        assert len(coded.themes) <= 3


def test_one_priority_has_no_theme_since_nobody_knows_what_it_covers(catalogue):
    without = [one for region in catalogue.regions for one in region.priorities if not one.themes]
    assert [(one.name.sv, one.themes_none) for one in without] == [("Naturbaserad ekonomi", "unknown")]


WRONG = [
    ("  themes_none: method\n", "  themes: [enrgy]\n", "themes[1]: 'enrgy' is not in data/themes.yaml; did you mean energy?"),
    ("  themes_none: method\n", "", "must have exactly one of the fields themes, themes_none"),
    ("  themes_none: method\n", "  themes_none: methd\n", "themes_none: unknown value 'methd'; did you mean method?"),
    ("  themes_none: method\n", "  themes: [energy, energy]\n", "themes: the same value appears twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new.strip() or "none" for _, new, _ in WRONG])
def test_a_wrong_theme_is_reported_with_what_would_be_right(tmp_path, words, old, new, said):
    data = tmp_path / "data"
    data.mkdir()
    (data / "schema").symlink_to(ROOT / "data/schema")
    (data / "themes.yaml").symlink_to(ROOT / "data/themes.yaml")
    (data / "references.yaml").symlink_to(ROOT / "data/references.yaml")
    (data / "regions.yaml").write_text(REGION, "utf-8")
    (data / "examples.yaml").write_text(ENTRY.replace(old, new), "utf-8")
    _, problems = schemas.load(data, ["examples", "regions", "themes", "references"])
    (problem,) = (problem.text(words, "en") for problem in problems)
    assert said in problem


STRATEGIES = """\
  strategies:
  - {id: first, kind: s3, title: {sv: En}, replaced_by: secnd}
  - {id: second, kind: s3, title: {sv: Två}}
"""


def test_a_strategy_is_replaced_by_another_of_the_same_region(tmp_path, words):
    data = tmp_path / "data"
    data.mkdir()
    (data / "schema").symlink_to(ROOT / "data/schema")
    found = []
    for name in ("secnd", "first", "second"):
        (data / "regions.yaml").write_text(REGION + STRATEGIES.replace("secnd", name), "utf-8")
        _, problems = schemas.load(data, ["regions"])
        found.append([problem.text(words, "en") for problem in problems])
    near, itself, right = found
    assert near[0].endswith("replaced_by: 'secnd' is none of the others in the list; did you mean second?")
    assert itself[0].endswith("replaced_by: 'first' is none of the others in the list; allowed: second")
    assert right == []


def test_the_strategy_in_force_is_neither_replaced_nor_under_way(catalogue):
    region = catalogue.region["varmland"]
    assert (region.strategy.start, region.strategy.end, region.strategy.by.en) == (
        "2022",
        "2028",
        "the regional development committee",
    )
    assert [one.id for one in region.strategies if one.replaced_by] == ["s3-2015"]
    assert catalogue.region["kronoberg"].strategy is None  # it has regional development strategies only
    assert [one.under_way for one in catalogue.region["kronoberg"].strategies] == [False, True]


def test_open_data_keep_the_strategy_in_force_beside_the_list(catalogue, renderer):
    pages = open_data.Pages(renderer.addresses, renderer.site_url)
    regions = {entry["id"]: entry for entry in open_data.entries("regions", catalogue, pages)}
    assert regions["halland"]["strategy"]["title"]["sv"] == "Smart specialisering Halland"
    assert set(regions["halland"]["strategy"]) <= {"title", "own_rendering", "start", "end", "adopted", "url", "lang"}
    assert "strategy" not in regions["kronoberg"]
    assert [one["id"] for one in regions["kronoberg"]["strategies"]] == ["grona-kronoberg", "kronoberg-2035"]
    fields = published_schema(renderer.schemas, "regions")["items"]["properties"]
    assert list(fields).index("strategy") + 1 == list(fields).index("strategies")


def test_open_data_have_the_themes(catalogue, renderer):
    pages = open_data.Pages(renderer.addresses, renderer.site_url)
    entries = list(open_data.entries("themes", catalogue, pages))
    assert [entry["id"] for entry in entries] == sorted(theme.id for theme in catalogue.themes)
    (energy,) = (entry for entry in entries if entry["id"] == "energy")
    assert energy["page"]["en"] == "https://s3.example.org/en/themes/energy.html"
    assert energy["classes"] == {"nace": ["D", "C27"], "nabs": ["05"]}


# ---- who shares what ------------------------------------------------------------------------------------------------


def facts(name):
    return yaml.safe_load((ROOT / f"data/{name}.yaml").read_text("utf-8"))


def test_a_region_has_its_own_themes_and_those_of_its_shared_area(themes, catalogue):
    uppsala = catalogue.region["uppsala"]
    assert themes.own["uppsala"] == ()
    assert set(themes.shared["uppsala"]) == {
        "advanced-manufacturing", "food-agriculture", "energy", "digital-ict", "life-science-health",
    }  # fmt: skip
    assert themes.of_region(uppsala) == themes.shared["uppsala"]
    assert not set(themes.own["orebro"]) & set(themes.shared["orebro"])


def test_an_example_about_all_areas_inherits_the_themes_of_its_region(themes, catalogue):
    example = catalogue.example["varmland-priorities"]
    assert (example.themes, example.themes_none) == ((), "region")
    assert themes.of_example(example) == themes.inherited(example) == themes.own["varmland"]


def test_an_example_of_regions_that_share_an_area_inherits_the_themes_of_that_area(themes, catalogue):
    joint = catalogue.example["smaland-islands-joint-analysis"]
    assert themes.inherited(joint) == themes.of_area["smaland-islands"]


def test_an_example_about_a_way_of_working_has_no_theme(themes, catalogue):
    assert themes.of_example(catalogue.example["norrbotten-scenarios"]) == ()


def test_choices_have_the_words_that_each_region_uses(themes, catalogue):
    choices = themes.choices(catalogue.theme["forest-bioeconomy"])
    said = {choice.region.id: [priority.name.sv for priority in choice.own] for choice in choices}
    assert said["kalmar"] == ["Bioinnovation"]
    assert said["kronoberg"] == []  # shares an area with its neighbours
    own = [bool(choice.own) for choice in choices]
    assert own == sorted(own, reverse=True)


def test_a_choice_is_dated_by_the_list_or_else_by_the_strategy(catalogue):
    region = dataclasses.replace(catalogue.region["skane"], priorities_as_of=None)
    priority = region.priorities[0]
    assert Choice(region, (priority,), (), None).date == region.strategy.adopted
    listed = dataclasses.replace(region, priorities_as_of="2024-01-16")
    assert Choice(listed, (priority,), (), None).date == "2024-01-16"
    assert Choice(listed, (), (priority,), None).date is None  # when the shared area was agreed is not known


def test_sharing_goes_both_ways_and_names_the_themes(themes, catalogue):
    skane, vgr = catalogue.region["skane"], catalogue.region["vastra-gotaland"]
    there = {one.region.id: [theme.id for theme in one.themes] for one in themes.sharing(skane)}
    back = {one.region.id: [theme.id for theme in one.themes] for one in themes.sharing(vgr)}
    assert there["vastra-gotaland"] == back["skane"] == [
        "advanced-manufacturing", "food-agriculture", "life-science-health",
    ]  # fmt: skip
    assert "skane" not in there
    assert "vasterbotten" not in there  # the names of its areas are not known
    counts = [len(one.themes) for one in themes.sharing(skane)]
    assert counts == sorted(counts, reverse=True)


def test_themes_chosen_together_are_counted_by_region(themes, catalogue):
    theme = catalogue.theme["tourism-experiences"]
    for other, count in themes.together(theme):
        both = [r for r in catalogue.regions if {theme.id, other.id} <= set(themes.of_region(r))]
        assert len(both) == count >= 2
    assert len(themes.together(theme)) <= 5


# ---- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_theme_has_regions_clusters_and_examples(renderer, catalogue, themes, lang):
    theme = catalogue.theme["forest-bioeconomy"]
    html = page(renderer.theme(theme, lang))
    rows = html.xpath(".//table/tbody/tr")
    assert len(rows) == len(themes.choices(theme)) == 11
    assert "Bioinnovation" in html.text_content() if lang == "sv" else "Bio-innovation" in html.text_content()
    assert {"Paper Province", "Interior Cluster Sweden"} <= {link.text for link in html.xpath(".//a")}
    assert [heading.id for heading in renderer.theme(theme, lang).headings][:4] == [
        "theme",
        "regions",
        "clusters",
        "examples",
    ]


def test_a_theme_without_examples_of_its_own_says_so(renderer, catalogue):
    said = renderer.strings["theme"]["no_examples"]["sv"]
    without = {theme.id for theme in catalogue.themes if said in renderer.theme(theme, "sv").html}
    assert without == {"mobility-logistics", "services-business"}


def test_a_page_of_a_theme_does_not_grow_with_the_examples(renderer, catalogue):
    theme = catalogue.theme["energy"]
    first = next(example for example in catalogue.examples if "energy" in example.themes)
    many = tuple(dataclasses.replace(first, id=f"copy-{n}") for n in range(3000))
    grown = dataclasses.replace(renderer, catalogue=dataclasses.replace(catalogue, examples=many))
    html = page(grown.theme(theme, "sv"))
    links = [link.get("href") for link in html.xpath(".//a")]
    assert sum("copy-" in link for link in links) == 4
    assert f"../exempel/index.html?step={first.steps[0]}&theme=energy" in links


def marker(renderer, name, lang):
    return page(renderer.markers.render(Marker(name, {}, 1), "themes/index.md", lang, lang, "above"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_matrix_is_a_table_with_headers(renderer, catalogue, themes, lang):
    html = marker(renderer, "theme-matrix", lang)
    heads = html.xpath(".//thead/tr/th[@scope='col']")
    assert len(heads) == 1 + len(catalogue.themes)
    rows = html.xpath(".//tbody/tr")
    assert len(rows) == 21
    for row, region in zip(rows, renderer.coverage.by_name, strict=True):
        assert [cell.tag for cell in row] == ["th", *["td"] * len(catalogue.themes)]
        own = [theme.id for theme, cell in zip(catalogue.themes, row[1:], strict=True) if cell.get("class") == "own"]
        assert tuple(own) == themes.own[region.id]


def test_the_map_says_which_themes_each_region_has(renderer, themes):
    html = marker(renderer, "theme-map", "en")
    links = html.xpath(".//div[@class='map-picture']/svg/a")
    assert len(links) == 21
    by_name = {link.get("data-name"): link for link in links}
    assert tuple(by_name["Skåne"].get("data-own").split()) == themes.own["skane"]
    assert html.xpath("count(.//select/option)") == 17


def test_the_markdown_copy_of_a_theme_has_the_same_facts(renderer):
    copy = markdown_export.of_record("themes/energy.md", renderer.records["themes/energy.md"], renderer, "en")
    assert copy.startswith('---\ntitle: "Energy"\n')
    assert re.search(r"^- \[Gotland\]\(\.\./regions/gotland\.md\): Energy transition of business", copy, re.MULTILINE)
    assert "- NACE D: Electricity, gas and heat supply" in copy


@pytest.mark.parametrize(("lang", "word"), [("sv", "Skoglig bioekonomi"), ("en", "Forest bioeconomy")])
def test_the_search_finds_a_theme_and_who_has_it(renderer, lang, word):
    titles = {passage.title: passage.text for passage in index.of_records(renderer, lang)}
    assert word in titles
    assert word in titles["Kronoberg"]  # shares an area in the theme with its neighbours
    assert word in titles["Paper Province"]


def test_the_index_keeps_records_with_the_page_that_they_are_on(renderer):
    """The search shows the sections of a page below it, and fails on those that are apart from it."""
    passages = [index.Passage("ordlista.html", "Ordlista", "Orden."), *index.of_records(renderer, "sv")]
    locations = index.index(passages, "sv", renderer, "")["locations"].split("\n")
    assert locations[:2] == ["ordlista.html", f"#{renderer.catalogue.glossary[0].id}"]
    assert [one for one in locations if one.startswith("ordlista.html#")] == []


# ---- filters, comparison, timeline ----------------------------------------------------------------------------------


def script(text, name):
    return json.loads(text.removeprefix(f"var {name} = ").removesuffix(";\n"))


def test_the_filters_know_the_themes_and_which_are_inherited(renderer, catalogue):
    data = script(renderer.filters.scripts("sv")["assets/data/examples.sv.js"], "__examples")
    names = list(data["facets"])
    assert names.index("theme") == 1
    rows = dict(zip([example.id for example in catalogue.examples], data["rows"], strict=True))
    inherited, own = rows["varmland-priorities"], rows["paper-province-bioeconomy"]
    assert (inherited[3] & 4, own[3] & 4) == (4, 0)
    assert [data["facets"]["theme"][at] for at in own[5]] == ["forest-bioeconomy"]
    assert len(inherited[5]) == 9


@pytest.fixture(scope="module")
def compared(renderer):
    scripts = dict(renderer.scripts("en"))
    data = script(scripts[comparison.name("en")], "__compare")
    parts = [
        re.fullmatch(r"__compare\.take\((\d+),(.*)\);\n", text, re.DOTALL)
        for at, text in scripts.items()
        if "compare-" in at
    ]
    return data, {int(part[1]): json.loads(part[2].replace("<\\/", "</")) for part in parts}


def test_every_record_has_a_cell_for_every_field(compared):
    data, parts = compared
    kinds = {"regions": data["regions"], "examples": [one for part in parts.values() for one in part]}
    for kind, records in kinds.items():
        for record in records:
            assert len(record["cells"]) == len(data["fields"][kind])
            for cell, (type_, _) in zip(record["cells"], data["fields"][kind], strict=True):
                assert isinstance(cell, {"text": str, "set": list, "prose": (dict, type(None))}[type_])


def test_an_example_is_in_the_part_that_its_place_says(compared):
    data, parts = compared
    for at, (id_, *_) in enumerate(data["examples"]):
        assert parts[at // data["part"]][at % data["part"]]["id"] == id_


def moment(value, *, end=False):
    return round(timeline.year(value, end=end), 3)


@pytest.mark.parametrize(
    ("value", "start", "end"), [("2016", 2016, 2017), ("2016-01", 2016, 2016.083), ("2016-12-24", 2016.917, 2017)]
)
def test_a_moment_has_a_beginning_and_an_end(value, start, end):
    assert (moment(value), moment(value, end=True)) == (start, end)


def region_with(*strategies):
    needed = {field.name: None for field in dataclasses.fields(Region)}
    return Region(
        **{
            **needed,
            "id": "skane",
            "name": Text("Skåne"),
            "strategies": strategies,
            "priorities": (Priority(Text("A")),),
        }
    )


def bars(*strategies):
    return [bar for row in timeline.rows((region_with(*strategies),)) for bar in row.bars]


def test_a_bar_goes_from_beginning_to_end_with_a_dot_where_it_was_adopted():
    (bar,) = bars(Strategy(Text("A"), "a", start="2014", end="2020", adopted="2015"))
    assert (bar.x, round(bar.x + bar.width, 1), bar.dot, bar.open) == (
        timeline.place(2014), timeline.place(2021), timeline.place(2015), False,
    )  # fmt: skip


def test_a_replaced_strategy_ends_where_the_next_begins():
    first, second = bars(
        Strategy(Text("A"), "a", adopted="2014", replaced_by="b"), Strategy(Text("B"), "b", adopted="2018-07")
    )
    assert round(first.x + first.width, 1) == timeline.place(2018.5)
    assert (first.open, second.open) == (False, True)
    assert round(second.x + second.width, 1) == timeline.WIDTH


@pytest.mark.parametrize(
    "strategy",
    [
        Strategy(Text("A"), "a", end="2040"),
        Strategy(Text("A"), "a", under_way=True, expected="2026"),
        Strategy(Text("A"), "a", start="1990", end="2011"),
    ],
    ids=["no beginning", "under way", "before the picture"],
)
def test_what_has_no_place_in_the_picture_is_in_the_table_only(strategy):
    assert bars(strategy) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_has_every_strategy(renderer, catalogue, lang):
    html = marker(renderer, "timeline", lang)
    strategies = [one for region in catalogue.regions for one in region.strategies]
    assert len(html.xpath(".//table/tbody/tr")) == len(strategies) + len(timeline.NATIONAL)
    assert len(html.xpath(".//svg[@role='img']/rect")) == len(timeline.NATIONAL) + len(
        [bar for row in timeline.rows(catalogue.regions) for bar in row.bars]
    )
