"""Pages exported as Markdown, and the list of them."""

from __future__ import annotations

import re

import markdown
import pytest

from guide.data import published, schemas
from guide.data.addresses import Addresses
from guide.data.entries import Link, News, Organisation, Period, Priority, Strategy, Text, Theme
from guide.data.external_links import Links, LinkStatus
from guide.data.formats import invisible
from guide.exports import markdown_export
from hostile import TEXTS
from unit.conftest import ROOT
from unit.entries import catalogue, cluster, example, parsed, reference, region, renderer, shared_area, term

ADDRESSES = Addresses({"steps": {"sv": "steg", "en": "steps"}, "analysis": {"sv": "analys", "en": "analysis"}})
PUBLISHER = {"name": "The Agency", "contact": "a@a.se"}
ONE = example(
    "one",
    title=Text("Ett", "One"),
    summary=Text("Kort.", "Short."),
    description=Text("Se [visionen](steps/vision.md#how) och *mer*.", "See [that][v].\n\n[v]: steps/vision.md"),
    regions=("skane",),
    organisations=(Organisation(Text("Region Skåne"), "region"), Organisation(Text("Firma"), "company")),
    period=Period("2016", "2018"),
    sources=(Link("Sida (1)", "sv", url="https://a.se/(x)", publisher="A", read="2026-01-31"),),
)
SKANE = region("skane", "Skåne", priorities=(Priority(Text("Mat", "Food")),), gaps=Text("Se [ett](examples/one.md)."))


@pytest.fixture
def of(words):
    """Return a function that returns a renderer of the given registers."""

    def of(*examples, **registers):
        return renderer(
            words,
            catalogue(*examples, **{"regions": (SKANE,), **registers}),
            site_url="https://s3.example.org/",
            publisher=PUBLISHER,
            schemas=schemas.Schemas(ROOT / "data/schema").files,
        )

    return of


def page(of, text, source="index.md", lang="en", keys=()):
    return markdown_export.of_page(text, of, source, lang, lang, keys)


# ---- hand-written pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("## Heading { #heading .big }", "## Heading"),
        ("Text.\n{ .lead }\n\nMore.", "Text.\n\nMore."),
        ('[A](<https://a.se>){ .external title="a } b" } after', "[A](https://a.se) after"),
        ("[A](<https://a.se/a(b)>)", "[A](<https://a.se/a(b)>)"),
        ('<div class="facts" markdown="block">\n\nText\n\n</div>', "Text"),
        ("A <small>region</small>, <small>(read)</small>", "A (region), (read)"),
        ('<span class="a">A</span> <span class="b">B</span>', "A · B"),
        ('<p><a href="../a&#95;b.zip" download>Get</a></p>', "[Get](../a_b.zip)"),
        ("<svg><text>Step</text></svg>After", "After"),
        ("Three <!-- note --> words", "Three  words"),
        ("R&#38;D and &#60;b&#62; and &#42;", "R&D and \\<b\\> and \\*"),
        ("&#49;. item", "&#49;. item"),
        ('!!! note "Title"\n\n    Text\n    more\n\nAfter', "> **Title**\n>\n> Text\n> more\n\nAfter"),
        ("1.  One\n1.  Two", "1.  One\n2.  Two"),
        ("A  \n\n\n\nB", "A\n\nB"),
        ("a < b and {x} stay", "a < b and {x} stay"),
        ("A\n\n<!-- # a note between editors -->\n\nB", "A\n\nB"),
    ],
)
def test_strips_presentational_markup(of, text, clean):
    assert page(of(), text) == clean


@pytest.mark.parametrize(
    "code",
    [
        "`{ .kept } <b>`",
        '```python\nx = { "a": 1 }  # <b>\n```',
        "```\n<!-- examples -->\n[@nowhere] [x](analysis.md)\n```",
        "~~~\n<!-- steps -->\n~~~",
        "`[@nowhere]`",
        "``a ` <b> [@nowhere]``",
    ],
)
def test_code_is_unchanged(of, code):
    assert page(of(ONE), f"{code}\n\n*Text* {{ .gone }}") == f"{code}\n\n*Text*"


def test_ignores_citation_in_indented_code(of):
    works = (reference("a", "A", publisher="X"), reference("b", "B", publisher="Y"))
    text = page(of(references=works), "One [@a].\n\n    [@b]", keys=["a"])
    assert text.startswith("One[1].\n\n    [@b]\n\n## ")


def test_strips_attribute_list_after_code(of):
    assert page(of(), "`<b>` { .gone }") == "`<b>`"


def test_reference_definitions_link_to_markdown(of):
    text = page(of(), "[A][1], [B][2]\n\n[1]: analysis.md#how\n[2]: <https://a.se/b>", "steps/index.md", "sv")
    assert text == "[A][1], [B][2]\n\n[1]: analys.md#how\n[2]: https://a.se/b"


@pytest.mark.parametrize(
    ("target", "lang", "expected"),
    [
        ("analysis.md", "sv", "analys.md"),
        ("../index.md#a", "sv", "../index.md#a"),
        ("../steps/analysis.md#why", "en", "analysis.md#why"),
        ("https://a.se/readme.md", "sv", "https://a.se/readme.md"),
        ("#here", "sv", "#here"),
        ("mailto:a@a.se", "sv", "mailto:a@a.se"),
        ("../data/examples.json", "en", "../data/examples.json"),
    ],
)
def test_internal_link_points_to_markdown(target, lang, expected):
    assert markdown_export.from_page(target, "steps/index.md", lang, ADDRESSES) == expected


def test_citations_are_numbered_and_sources_listed_last(of):
    works = (
        reference("a", "Title *A*", authors=("X, Y.",), year=2015, doi="10.1/x"),
        reference("b", "B", publisher="OECD"),
    )
    text = page(of(references=works), "One [@b]. Two [@a; @b].", keys=["b", "a"])
    assert text == (
        "One[1]. Two[2][1].\n\n## Sources for this page\n\n1. OECD (n.d.). B.\n2. X (2015). Title \\*A\\*. <https://doi.org/10.1/x>"
    )


def test_dead_link_has_date_and_archived_copy(words):
    dead = LinkStatus("https://a.se/x", "dead", "gone", "2026-11-07")
    links = Links("2026-11-21", (dead,), {"https://a.se/x": "https://old.se/x"})
    text = page(renderer(words, catalogue(), links=links), "See [X](https://a.se/x) and [Y](https://a.se/y).")
    ui_text = words["links"]["dead"]["en"].format(date="7 November 2026")
    archived = words["links"]["archived"]["en"]
    assert text == f"See [X](https://a.se/x) ({ui_text}; [{archived}](https://old.se/x)) and [Y](https://a.se/y)."


@pytest.mark.parametrize(("lang", "link"), [("sv", "[Ett](../exempel/one.md)"), ("en", "[One](../examples/one.md)")])
def test_cited_example_becomes_a_link(of, lang, link):
    assert page(of(ONE), "As in [@example:one; @example:one].", "steps/vision.md", lang) == f"As in {link}, {link}."


MARKERS = [
    ("examples step=analysis", "- [One](../examples/one.md): Short."),
    ("examples-by-step", "- [One](../examples/one.md): Short."),
    ("examples-by-country", "- [One](../examples/one.md): Short."),
    ("map", "- [Skåne](../regions/skane.md): Food"),
    ("regions", "- [Skåne](../regions/skane.md): Food"),
    ("shared-areas", "- [East](../regions/index.md#east): Food"),
    ("clusters", "- [Nod](../s3-pilot/clusters.md#nod): text"),
    ("glossary", "- [vision](../glossary.md#vision): On vision."),
    ("references", "- [OECD (n.d.). B](https://a.se/b)\n- X (2015). A"),
    ("news", "- [2026-11-21: New pages.](../steps/vision.md)\n- 2026-11-20: Older."),
    ("offline", "- [Download the whole site to read offline](../../smart-specialisation.zip)"),
    ("publisher", "- Publisher: The Agency\n- [a@a.se](mailto:a@a.se): Contact"),
]


@pytest.mark.parametrize(("marker", "listed"), MARKERS, ids=[row[0] for row in MARKERS])
def test_marker_becomes_a_list_of_links(of, marker, listed):
    registers = of(
        ONE,
        shared_areas=(shared_area("east", "East", priorities=(Priority(Text("Mat", "Food")),)),),
        clusters=(cluster("nod", "Nod", "skane"),),
        glossary=(term("vision", "vision", "vision"),),
        references=(
            reference("a", "A", authors=("X, Y.",), year=2015),
            reference("b", "B", publisher="OECD", url="https://a.se/b"),
        ),
        news=(
            News("n1", 1, "2026-11-20", Text("Äldre.", "Older.")),
            News("n2", 2, "2026-11-21", Text("Nya sidor.", "New pages."), "steps/vision.md"),
        ),
    )
    text = page(registers, f"Before.\n\n<!-- {marker} -->\n\nAfter.", "about/index.md")
    assert text == f"Before.\n\n{listed}\n\nAfter."


@pytest.mark.parametrize("marker", ["coverage", "pack", "staff", "translations"])
def test_marker_without_links_is_removed(of, marker):
    assert page(of(ONE), f"Before.\n\n<!-- {marker} -->\n\nAfter.") == "Before.\n\nAfter."


def test_steps_are_listed_with_their_questions(of, words):
    lines = page(of(), "<!-- steps -->", lang="sv").split("\n")
    question = words["labels"]["step_questions"]["analysis"]["sv"]
    assert lines[0] == f"- [Analys](steg/analys.md): {question}"
    assert len(lines) == 6


@pytest.mark.parametrize(("lang", "feed"), [("sv", "../atom.xml"), ("en", "../atom.xml")])
def test_data_files_and_schemas_have_relative_links(of, lang, feed):
    text = page(of(), "<!-- data-files -->", "about/open-data.md", lang)
    root = "../" if lang == "sv" else "../../"
    targets = re.findall(r"\]\((.*?)\)", text)
    assert targets[0] == f"{root}data/examples.json"
    assert targets[-1] == f"{root}data/schema/assessment.json"
    assert feed in targets


def test_data_fields_are_listed_with_meaning_and_values(of):
    lines = page(of(), "<!-- data-fields -->", "about/open-data.md").split("\n")
    fields = list(published.field_rows(schemas.Schemas(ROOT / "data/schema").files, "examples", "en"))
    assert [line.partition(":")[0] for line in lines] == [f"- {name}" for name, *_ in fields]
    ((meaning, values),) = ((meaning, values) for name, _, meaning, values in fields if name == "evidence")
    assert f"- evidence: {meaning} Values: {', '.join(values)}." in lines


# ---- records ------------------------------------------------------------------------------------------------------


def record(of, source, lang):
    return markdown_export.of_record(source, of.records[source], of, lang)


def test_label_of_steps_agrees_with_their_number(of):
    both = record(of(example("one", steps=("analysis", "vision"))), "examples/one.md", "en")
    assert "- Steps: [Analysis](../steps/analysis.md), [Vision](../steps/vision.md)" in both


def test_example_has_its_texts_and_facts(of, words):
    other = example("two", title=Text("Två", "Two"), regions=("skane",))
    text = record(of(ONE, other), "examples/one.md", "en")
    assert markdown_export.front(text) == {
        "title": "One",
        "description": "Short.",
        "language": "en",
        "url": "https://s3.example.org/en/examples/one.html",
        "reviewed": "2026-11-21",
    }
    documented = words["labels"]["evidence_help"]["documented"]["en"]
    assert (
        text.partition("\n---\n")[2]
        == f"""
# One

Short.

- Step: [Analysis](../steps/analysis.md)
- Where: [Skåne](../regions/skane.md)
- Participants: Region Skåne (region), Firma (company)
- When: 2016–2018
- Evidence: Described by others. {documented}

## What was done

See [that][v].

[v]: ../steps/vision.md

## Sources

- [Sida (1)](<https://a.se/(x)>), A (in Swedish)

## Related examples

- [Two](two.md)
"""
    )


def test_links_in_record_texts_point_to_markdown(of):
    assert "Se [visionen](../steg/vision.md#how) och *mer*." in record(of(ONE), "examples/one.md", "sv")
    assert "Se [ett](../exempel/one.md)." in record(of(ONE), "regions/skane.md", "sv")


def test_region_lists_its_own_data_without_a_map(of):
    council = Text("Rådet", "the council")
    strategy = Strategy(Text("Strategi", "Strategy"), url="https://a.se/s", start="2021", end="2027", by=council)
    old = Strategy(Text("Gammal", "Old"), "old", adopted="2014-06", by=council, replaced_by="s3")
    new = Strategy(Text("Ny", "New"), "new", "development", by=council, under_way=True, expected="2028")
    here = region(
        "skane",
        "Skåne",
        priorities=(Priority(Text("Mat", "Food")),),
        priorities_as_of="2026-11",
        shared_area="east",
        strategies=(strategy, old, new),
    )
    area = shared_area("east", "East", priorities=(Priority(Text("Skog", "Forest")),))
    registers = {"regions": (here, region("halland", "Halland")), "shared_areas": (area,)}
    nod = cluster("nod", "Nod", "skane")
    text = record(of(ONE, clusters=(nod,), **registers), "regions/skane.md", "en")
    body = text.partition("\n---\n")[2]
    assert "Halland" not in body
    assert "[Skåne](https://a.se)\n" in body
    assert re.findall(r"^## (.*)$", body, re.MULTILINE)[-1] == "Sources"
    assert "\n- Food\n" in body
    assert "\n- Forest\n" in body
    assert "\n[Strategy](https://a.se/s), 2021–2027. Adopted by the council.\n" in body
    assert "\n- Old. Strategy for smart specialisation. Adopted in June 2014 by the council. Replaced.\n" in body
    drawn_up = "Being drawn up or revised. A decision was expected in 2028."
    assert f"\n- New. Regional development strategy. {drawn_up}\n" in body
    assert "\n- [Nod](../s3-pilot/clusters.md#nod): text\n" in body
    assert "\n- [One](../examples/one.md): Short.\n" in body


def test_theme_lists_all_its_examples_and_its_sources(of):
    works = (reference("a", "A", publisher="X", year=2020, doi="10.1/a"), reference("b", "B.", publisher="Y"))
    energy = Theme("energy", 1, Text("Energi", "Energy"), Text("Kraft.", "Power."), ("a", "b"), "2026-11-21", "sv")
    many = [example(f"e{number}", themes=("energy",)) for number in range(9)]
    text = record(of(*many, themes=(energy,), references=works), "themes/energy.md", "en")
    assert re.findall(r"^- \[text\]\(../examples/(.*)\.md\)$", text, re.MULTILINE) == [one.id for one in many]
    assert text.endswith("\n## Sources\n\n- [X (2020). A](https://doi.org/10.1/a)\n- Y (n.d.). B.\n")


def test_theme_whose_examples_all_inherit_it_says_so(of, words):
    food = Theme("food", 1, Text("Mat", "Food"), Text("Mat.", "Food."), (), "2026-11-21", "sv")
    here = region("skane", "Skåne", priorities=(Priority(Text("Mat", "Food"), themes=("food",)),))
    heir = example("heir", regions=("skane",), themes_none="region")
    text = record(of(heir, regions=(here,), themes=(food,)), "themes/food.md", "en")
    assert words["theme"]["no_own"]["en"] in text
    assert "(../examples/heir.md)" in text


def test_untranslated_record_has_its_own_language_and_url(of):
    front = markdown_export.front(record(of(example("lone", regions=("skane",))), "examples/lone.md", "en"))
    assert (front["language"], front["url"]) == ("sv", "https://s3.example.org/exempel/lone.html")


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("source", ["examples/one.md", "regions/skane.md"])
def test_record_has_no_html_map_or_button(of, words, source, lang):
    text = record(of(ONE), source, lang)
    assert re.findall(r"<(?!https?:)\w+|\{[ .#]|class=", text) == []
    ui_text = {words["map"]["list"][lang], words["map"]["credit"][lang], words["pack"]["add"][lang]}
    assert [one for one in ui_text if one in text] == []


@pytest.mark.parametrize("text", [text for text in TEXTS.values() if not invisible(text)])
def test_hostile_texts_stay_text_in_markdown(of, text):
    value = Text(text, text)
    bad = example(
        "bad",
        title=value,
        summary=value,
        place=value,
        countries=("NO",),
        organisations=(Organisation(value, "region"),),
        sources=(
            Link(text, "da", publisher=text, unverified="archived"),
            Link(text, "sv", url="https://a.se", read="2026-01-31"),
        ),
    )
    html = markdown.markdown(record(of(bad), "examples/bad.md", "sv").partition("\n---\n")[2])
    tree = parsed(html)
    assert {element.tag for element in tree.iter()} <= {"div", "h1", "h2", "p", "ul", "li", "a"}
    assert [link for link in tree.xpath("//@href") if link.startswith(("java", "data", "vb"))] == []
    shown = " ".join(tree.text_content().split())
    assert shown.count(" ".join(text.split())) >= 7


# ---- heads and the list of pages ----------------------------------------------------------------------------------


def test_front_matter_survives_a_round_trip():
    front = {"title": 'A: "B"\n---', "url": "https://a.se/å.html"}
    assert markdown_export.front(markdown_export.below(front, "Text")) == front
