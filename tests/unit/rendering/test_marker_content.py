"""The HTML that replaces the markers of a page."""

from __future__ import annotations

import datetime
import json

import pytest

from guide.data import published, schemas
from guide.data.catalogue import STEPS
from guide.data.documents import LANGS
from guide.data.entries import Column, Example, Link, News, Owner, Part, Priority, Text, Worksheet
from guide.data.external_links import Links, LinkStatus, Occurrence
from guide.exports.markdown_export import of_page
from guide.prose.markers import Marker
from guide.prose.review import Item, Review
from guide.prose.translations import Item as Translation
from guide.rendering.marker_content import MarkerContent
from unit.conftest import ROOT
from unit.entries import TODAY, catalogue, cluster, example, parsed, reference, region, renderer, shared_area, term

TEMPLATES = ROOT / "hooks/guide/rendering/templates/marker"
INSIDE = {  # ids for the page's own use
    *(f"about-{act}" for act in ["save", "open", "anew", "compare", "lay", "drop", "csv", "print", "clear"]),
    "after-map",
    "assessment",
    "assessment-name",
    "assessment-name-help",
    "assessment-result",
    "compare",
    "coverage-caption",
    "finder-text",
    "front-search",
    "map-theme",
    "matrix-caption",
    "pack",
    "picks",
    "priorities",
}
SOURCE = Link("Sida", "sv", url="https://a.se", read="2026-01-31")
EXAMPLES: tuple[Example, ...] = (
    example("one", title=Text("Ett", "One"), steps=("vision", "analysis"), regions=("skane",)),
    example("two", title=Text("Två", "Two"), countries=("NO",)),
    example("three", title=Text("Tre", "Three"), steps=("vision",), countries=("SE",)),
)
NAME, CRITERION = Text("Namn", "Name"), Text("Massa", "Mass")
SHEET = Worksheet(
    "priority-matrix",
    1,
    Text("Matris", "Matrix"),
    "vision",
    "xlsx",
    (
        Part(
            "matrix",
            Text("Tabell", "Table"),
            Text("Fyll i.", "Fill in."),
            (
                Column(NAME, 10, hint=Text("Tips", "Hint")),
                Column(Text("Vikt", "Weight"), 10, number=True, total="sum"),
                Column(Text("Område", "Area"), 10, scale=5, total="weighted"),
                Column(Text("Läge", "Status"), 10, choices=(Text("Klar", "Done"),)),
            ),
            ((40, 4, Text("Klar", "Done")),),
            rows=(CRITERION,),
        ),
    ),
)
REGISTERS = {
    "regions": (region("skane", "Skåne", priorities=(Priority(Text("Mat", "Food")),)), region("halland", "Halland")),
    "clusters": (cluster("nod", "Nod", "skane", sources=(SOURCE,), about=Text("Om *noden*.")),),
    "shared_areas": (shared_area("east", "East", sources=(SOURCE,)),),
    "glossary": (
        term("vision", "vision", "vision", related=("goal",)),
        term("goal", "mål", "goal", source="oecd"),
    ),
    "references": (
        reference("oecd", "Report", publisher="OECD", type="report"),
        reference("a", "Book", authors=("A, X.",)),
        reference("page", "Goals", publisher="OECD", type="web"),
    ),
    "news": (
        News("n1", 1, "2026-11-20", Text("Äldre.", "Older.")),
        News("n2", 2, "2026-11-21", Text("Nya sidor.", "New pages."), "steps/vision.md"),
    ),
    "worksheets": (SHEET,),
    "owners": (Owner("editors", 1, Text("Redaktionen", "The editors")),),
}
LEDGER = (
    Translation("a.md", "", "en", "stale", "2026-01-01"),
    Translation("examples/one", "title", "en", "missing"),
    Translation("b.md", "", "en", "fresh", "2026-01-01"),
)


@pytest.fixture
def make(words):
    """Return a function that returns a renderer of the given examples and of the other registers."""

    def make(*examples, **more):
        files = schemas.Schemas(ROOT / "data/schema").files
        publisher = {"name": "The Agency", "contact": "a@a.se"}
        data = catalogue(*(examples or EXAMPLES), **REGISTERS)
        review = Review(data, (), LEDGER, Links(), today=TODAY)
        given = {"schemas": files, "publisher": publisher, "ledger": LEDGER, "review": review}
        return renderer(words, data, **{**given, **more})

    return make


@pytest.fixture
def filled(make):
    """Return a function that renders a marker, and returns its parsed HTML."""

    def filled(name, lang="en", source="index.md", of=None, **arguments):
        marker = Marker(name, {key: tuple(value.split(",")) for key, value in arguments.items()}, 1)
        return parsed((of or make()).markers.render(marker, source, lang, lang, "above").html)

    return filled


def links(tree):
    return [(link.text_content(), link.get("href")) for link in tree.xpath(".//a")]


# ---- all markers --------------------------------------------------------------------------------------------------


def test_markers_and_templates_match(make):
    assert sorted(make().markers.allowed) == sorted(path.stem for path in TEMPLATES.glob("*.html"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(path.stem for path in TEMPLATES.glob("*.html")))
def test_marker_ids_match_its_html(make, name, lang):
    content: MarkerContent = make().markers
    marker = Marker(name, {}, 1)
    rendered = content.render(marker, "index.md", lang, lang, "above")
    ids = [id_ for id_ in parsed(rendered.html).xpath("//@id") if id_ not in INSIDE]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(content.ids.get(name, ()))
    assert [heading.id for heading in rendered.headings] == [
        one.get("id") for one in parsed(rendered.html).xpath("//h1 | //h2 | //h3")
    ]


def test_keys_are_references_and_examples(make):
    assert make().markers.keys == ["oecd", "a", "page", "example:one", "example:two", "example:three"]


# ---- examples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "shown", "of_list"),
    [
        ({}, ["one", "two", "three"], None),
        ({"step": "vision"}, ["one", "three"], "step:vision"),
        ({"step": "analysis"}, ["two", "one"], "step:analysis"),  # examples with it as their main step come first
        ({"region": "skane"}, ["one"], "region:skane"),
        ({"country": "SE"}, ["one", "three"], None),
        ({"step": "vision", "limit": "1"}, ["one"], "step:vision"),
        ({"id": "three,one"}, ["three", "one"], None),
    ],
)
def test_examples_marker_shows_selected_cards(filled, arguments, shown, of_list):
    tree = filled("examples", **arguments)
    assert tree.xpath("//a[@class='card-title']/@href") == [f"examples/{id_}.html" for id_ in shown]
    assert tree.xpath("string(./ul[@class='cards']/@data-list)") == (of_list or "")


def test_cited_example_has_no_card_but_all_are_linked(make):
    content = make().markers

    def shown(named, **arguments):
        marker = Marker("examples", {name: (value,) for name, value in arguments.items()}, 1)
        tree = parsed(content.render(marker, "index.md", "en", "en", "", named).html)
        more = tree.xpath("./p/a/@href")
        return [href.split("/")[-1] for href in tree.xpath("//a[@class='card-title']/@href")], more

    assert shown({"one"}, step="vision") == (["three.html"], ["examples/index.html?step=vision"])
    assert shown({"one"}, id="one") == (["one.html"], [])
    assert shown(set(), step="vision", limit="1") == (["one.html"], ["examples/index.html?step=vision"])
    assert shown(set(), step="vision", limit="2") == (["one.html", "three.html"], [])


def test_card_has_title_summary_place_evidence_and_steps(filled, words):
    card = filled("examples", id="one").xpath("//li[contains(@class, 'card')]")[0]
    assert card.get("class") == "card card-vision"
    assert card.xpath("string(p[1])") == "One"
    assert card.xpath("p[2]/span[@lang='sv']/text()") == ["text"]  # there is no English summary
    evidence = words["labels"]["evidence"]["documented"]["en"]
    assert card.xpath("string(p[@class='card-where'])") == f"Skåne · {evidence}"
    assert card.xpath("p[@class='card-meta']/span/text()") == ["Vision", "Analysis"]


def test_examples_page_has_a_section_for_each_step(make):
    rendered = make().markers.render(Marker("examples-by-step", {}, 1), "examples/index.md", "en", "en", "")
    assert [heading.id for heading in rendered.headings] == list(STEPS)
    tree = parsed(rendered.html)
    assert tree.xpath("//h2[@id='vision']/following-sibling::ul[1]//a/@href") == ["one.html", "three.html"]
    analysis = tree.xpath("//h2[@id='analysis']/following-sibling::ul[1]")[0]
    assert analysis.xpath(".//a/@href") == ["two.html"]
    assert analysis.xpath(".//p[@class='card-meta']") == []  # cards leave out the step of their list
    assert tree.xpath("//a[starts-with(@href, '?')]/@href") == ["?step=analysis"]  # another example has it too


def test_examples_by_country_are_tables_with_headings(filled):
    tree = filled("examples-by-country")
    assert [(h.get("id"), h.text) for h in tree.xpath("//h2")] == [
        ("country-no", "Norway (1)"),
        ("country-se", "Sweden (2)"),
    ]
    assert tree.xpath("//table/@aria-labelledby") == ["country-no", "country-se"]
    rows = [[cell.text_content() for cell in row] for row in tree.xpath("//h2[2]/following::table[1]/tbody/tr")]
    assert [row[0] for row in rows] == ["One", "Three"]
    assert rows[0][2] == "Vision, Analysis"


# ---- regions and clusters -----------------------------------------------------------------------------------------


def test_map_and_list_link_to_regions_with_counts(filled):
    tree = filled("map")
    assert tree.xpath("//svg/a/@href") == ["regions/skane.html", "regions/halland.html"]
    assert tree.xpath("//svg/a/title/text()") == ["Skåne, 1 example", "Halland, 0 examples"]
    listed = [span.text_content() for span in tree.xpath("//ul[@class='map-list']/li/a/span[1]")]
    assert listed == ["Halland", "Skåne"]


def test_regions_table_is_labelled_by_the_heading_above(filled):
    tree = filled("regions", "sv", "regions/index.md")
    assert tree.xpath("//table/@aria-labelledby") == ["above"]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in tree.xpath("//tbody/tr")]
    assert rows[0] == ["Skåne", "Mat", "1"]
    assert rows[1][::2] == ["Halland", "0"]


def test_coverage_links_counts_to_filter_and_gaps_to_suggestion(filled):
    tree = filled("coverage", source="about/coverage.md")
    cell = tree.xpath("//tr[th/a='Skåne']/td[1]/a")[0]
    assert (cell.text, cell.get("href")) == ("1", "../examples/index.html?region=skane&step=analysis")
    assert cell.get("aria-label") == "1 example: Skåne, Analysis"
    gap = tree.xpath("//tr[th/a='Halland']/td[1]/a")[0]
    assert (gap.text, gap.get("href")) == ("+", "index.html#suggest")


def test_clusters_have_text_and_sources(words, filled):
    clusters = (cluster("nod", "Nod", "skane", about=Text("Om *noden*."), sources=(SOURCE,), website="https://n.se"),)
    of = renderer(words, catalogue(*EXAMPLES, **{**REGISTERS, "clusters": clusters}))
    tree = filled("clusters", of=of)
    assert tree.xpath("//div[@lang='sv']/p/em/text()") == ["noden"]
    assert tree.xpath("//a[@class='external']/@href") == ["https://n.se", "https://a.se"]


# ---- glossary, references, news -----------------------------------------------------------------------------------


def test_glossary_terms_have_translation_relations_and_source(filled):
    tree = filled("glossary", "sv", "glossary.md")
    assert [(h.get("id"), h.text) for h in tree.xpath("//h3")] == [("goal", "mål"), ("vision", "vision")]
    goal, vision = (" ".join(one.text_content().split()) for one in tree.xpath("./div"))
    assert goal.startswith("Om mål.")
    assert tree.xpath("./div[1]//span[@lang='en']/text()") == ["goal"]
    assert links(tree) == [("OECD", "referenser.html#oecd"), ("mål", "#goal")]
    assert vision.endswith("mål.")


def test_references_are_sorted_and_have_ids(filled):
    tree = filled("references", source="references.md")
    assert tree.xpath("//li/@id") == ["a", "oecd"]
    assert tree.xpath("//li/cite/text()") == ["Book", "Report"]


def test_web_pages_have_their_own_list(make, filled):
    tree = filled("web-pages", source="web-pages.md")
    assert tree.xpath("//li/@id") == ["page"] == list(make().markers.ids["web-pages"])


def test_news_are_dated_and_linked_with_the_newest_first(filled):
    item, older = filled("news", source="news.md").xpath("//li")
    assert item.xpath("string(strong)") == "21 November 2026."
    assert older.xpath("string(strong)") == "20 November 2026."
    assert item.xpath("a/@href") == ["steps/vision.html"]


def test_steps_are_a_numbered_list_of_links(filled):
    tree = filled("steps", "sv")
    pages = [
        f"steg/{name}.html" for name in ("analys", "styrning", "vision", "prioritering", "policymix", "utvardering")
    ]
    names = [" ".join(name.text_content().split()) for name in tree.xpath("//span[@class='steps-name']")]
    assert (names[0], names[5]) == ("1 Analys", "6 Utvärdering")
    assert tree.xpath("//ol/li//a/@href") == pages


# ---- about the site -----------------------------------------------------------------------------------------------


def test_data_files_have_relative_links(filled):
    tree = filled("data-files", "sv", "about/open-data.md")
    assert tree.xpath("//th/a/@href")[0] == "../data/examples.json"
    assert tree.xpath("//th/a/@href")[-3:] == ["../atom.xml", "../changes.xml", "../llms.txt"]
    assert tree.xpath("//p/a/@href") == [f"../data/schema/{name}.json" for name in published.REGISTERS]
    tree = filled("data-files", "en", "about/open-data.md")
    assert tree.xpath("//th/a/@href")[-3:] == ["../atom.xml", "../changes.xml", "../llms.txt"]


@pytest.mark.parametrize("register", published.REGISTERS)
def test_data_fields_list_every_published_field(make, filled, register):
    tree = filled("data-fields", register=register)
    fields = list(published.field_rows(make().schemas, register, "en"))
    assert tree.xpath("//tbody/tr/th/code/text()") == [name for name, *_ in fields]
    assert [cell.text_content() for cell in tree.xpath("//tbody/tr/td[2]")] == [
        "yes" if required else "no" for _, required, *_ in fields
    ]


@pytest.mark.parametrize(("license", "shown"), [("", []), ("https://a.se/l", ["https://a.se/l"])])
def test_licence_is_linked_if_set(make, filled, license, shown):  # noqa: A002
    assert filled("data-licence", of=make(license=license)).xpath("//a/@href") == shown


def test_publisher_is_named_with_contact(filled):
    tree = filled("publisher")
    assert "The Agency" in tree.text_content()
    assert links(tree) == [("a@a.se", "mailto:a@a.se")]


@pytest.mark.parametrize(("lang", "size"), [("sv", "0,0 MB"), ("en", "0.0 MB")])
def test_offline_copy_link_has_a_size_placeholder(filled, lang, size):
    tree = filled("offline", lang, "about/index.md")
    root = "../" if lang == "sv" else "../../"
    assert tree.xpath("//p[@class='offline']/a[@download]/@href") == [f"{root}smart-specialisation.zip"]
    assert f"({size}, 21 " in tree.text_content()


def test_pack_loads_its_data_before_its_script(filled):
    tree = filled("pack", "sv", "examples/pack.md")
    assert tree.xpath("//script/@src") == ["../assets/data/pack.sv.js", "../assets/js/pack.js"]
    texts = json.loads(tree.xpath("string(//div[@id='pack']/@data-words)"))
    assert (texts["copy"], texts["clear"]) == ("Kopiera", "Töm paketet")
    assert tree.xpath("//noscript//a/@href") == ["index.html"]


def test_translations_are_listed_by_state_except_fresh_ones(filled):
    tree = filled("translations")
    assert [heading.get("id") for heading in tree.xpath("//h3")] == ["fresh", "stale", "missing", "orphan"]
    assert [" ".join(item.text_content().split()) for item in tree.xpath("//li")] == [
        "a.md (English): 1 January 2026",
        "examples/one, title (English)",
    ]


def test_editors_page_shows_the_requested_parts(make, filled):
    page = Item("pages", "steps/vision.md", Text("Sida", "Page"), None, "2020-01-01")
    statuses = (
        LinkStatus("https://a.se/gone", "dead", "gone", "2026-11-07"),
        LinkStatus("https://a.se/old", "moved", "redirect", "2026-11-07", "https://a.se/new"),
    )
    occurrences = {one.url: (Occurrence("data/x.yaml", 3),) for one in statuses}
    of = make(source_url="https://code.example.org/blob/main")
    review = Review(
        of.catalogue, (page,), LEDGER, Links("2026-11-21", statuses), occurrences, 365, datetime.date(2026, 11, 21)
    )
    of = make(source_url="https://code.example.org/blob/main", review=review)
    overdue = filled("staff", "en", "about/staff.md", of=of, part="reviews")
    assert links(overdue) == [("Page", "../steps/vision.html")]
    assert overdue.xpath("//td[3]/text()") == ["1 January 2020"]
    broken = filled("staff", "en", "about/staff.md", of=of, part="links")
    assert broken.xpath("//a[@data-unmarked]/@href") == ["https://a.se/gone", "https://a.se/old", "https://a.se/new"]
    assert set(broken.xpath("//td/a[not(@data-unmarked)]/@href")) == {
        "https://code.example.org/blob/main/data/x.yaml#L3"
    }
    full_page = filled("staff", "en", "about/staff.md", of=of)
    assert len(full_page.xpath("//table")) == len(overdue.xpath("//table")) + len(broken.xpath("//table")) + 2
    assert full_page.xpath("//small[@class='dead-link']") == []


# ---- worksheets --------------------------------------------------------------------------------------------------


def test_empty_sheet_has_file_link_and_choices(filled):
    tree = filled("worksheet", "sv", "tools/sheets/priority-matrix.md", id="priority-matrix")
    assert links(tree)[0][1] == "matris.xlsx"
    assert tree.xpath("//td/text()") == []
    assert [head.text_content() for head in tree.xpath("//thead//th")] == ["Namn Tips", "Vikt", "Område", "Läge"]
    assert tree.xpath("string(//p[@class='sheet-choices'])") == "Läge: Klar. "
    assert tree.xpath("//tbody/tr/th/text()") == ["Massa", "Vägd summa", "Plats"]


def test_example_sheet_is_marked_as_made_up(filled, words):
    tree = filled("worksheet", "en", "tools/sheets/priority-matrix.md", id="priority-matrix", show="example")
    assert links(tree) == []
    assert words["worksheets"]["made_up"]["en"] in tree.text_content()
    assert tree.xpath("//td/text()") == ["40", "4", "Done", "40", "4.00", "1"]
    assert tree.xpath("string(//caption/small)") == words["worksheets"]["filled"]["en"]


def test_preview_does_not_link_to_sheet_files(make, filled):
    tree = filled("worksheet", "sv", "tools/sheets/priority-matrix.md", make(preview=True), id="priority-matrix")
    assert links(tree) == []
    assert "matris.xlsx" in tree.text_content()
    assert [href for _, href in links(filled("worksheets", "sv", of=make(preview=True)))] == [
        "verktyg/arbetsblad/matris.html",
        "steg/vision.html",
    ]


def test_sheets_are_listed_with_page_step_and_file(filled):
    assert links(filled("worksheets", "en", "index.md")) == [
        ("Matrix", "tools/work-sheets/matrix.html"),
        ("Vision", "steps/vision.html"),
        ("XLSX", "tools/work-sheets/matrix.xlsx"),
    ]


def test_matrix_starts_with_the_worksheet_values(filled):
    given = json.loads(filled("priorities", "sv").xpath("string(//@data-given)"))
    assert given["criteria"] == [["Massa", 40]]
    assert given["areas"] == [["Område", [4]]]
    assert given["words"]["clear"] == "Töm"


def test_sheet_markers_require_sheets(words):
    known = renderer(words, catalogue(*EXAMPLES)).markers.allowed
    assert {"worksheet", "priorities"} & known.keys() == set()


def test_markdown_export_of_a_sheet_has_file_columns_and_example(make, words):
    texts = {key: words["worksheets"][key]["en"] for key in ("xlsx", "has", "made_up")}
    empty, filled = (
        of_page(f"<!-- worksheet id=priority-matrix show={show} -->", make(), "index.md", "en", "en", ()).splitlines()
        for show in ("empty", "example")
    )
    assert empty == [
        f"- [{texts['xlsx']}](tools/work-sheets/matrix.xlsx): {texts['has']}",
        "- Table: Fill in. Columns: Name; Weight; Area; Status. Rows: Mass.",
    ]
    assert filled == [
        f"- {texts['made_up']}",
        "- Name: Mass; Weight: 40; Area: 4; Status: Done",
        "- Name: Weighted total; Weight: 40; Area: 4.00",
        "- Name: Place; Area: 1",
    ]
