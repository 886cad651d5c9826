"""The self-assessment: its statements, the form that they become, its Markdown copy and its open data."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from guide.data import published, schemas
from guide.data.catalogue import REGISTERS, STEPS, Catalogue
from guide.data.documents import LANGS
from guide.data.entries import Forms, Statement, Text
from guide.exports import open_data
from guide.prose.markers import Marker
from unit.conftest import ROOT
from unit.entries import catalogue, example, parsed, reference, renderer

LEVELS = Forms(tuple(f"nivå {one}" for one in "abcde"), tuple(f"level {one}" for one in "abcde"))
MARKER = Marker("assessment", {}, 1)


def statement(id_: str, **fields: Any) -> Statement:
    texts = {"name": Text("Namn", "Name"), "statement": Text(f"Vi gör {id_}.", f"We do {id_}."), "levels": LEVELS}
    given = {"step": "vision", "guidance": "steps/vision.md#how", "source": "oecd", "reviewed": "2026-11-28"}
    return Statement(id_, 1, **{**texts, **given, **fields})


@pytest.fixture
def of(words):
    """A function: statements in, a renderer of them out."""
    works = (reference("oecd", "Report", publisher="OECD & others"),)
    title = Text("Ett <b>", "One <b>")
    return lambda *found: renderer(words, catalogue(example("one", title=title), references=works, assessment=found))


@pytest.fixture(scope="module")
def real() -> Catalogue:
    docs, problems = schemas.load(ROOT / "data", ["assessment", "references", "examples"])
    assert problems == []
    return Catalogue.of({name: enumerate(docs[name].data if name in docs else ()) for name in REGISTERS})


def test_each_step_has_three_or_four_statements_and_each_criterion_of_the_eu_one(real):
    found = real.assessment
    assert set(Counter(one.step for one in found).values()) <= {3, 4}
    assert [one.step for one in found] == sorted((one.step for one in found), key=STEPS.index)
    assert sorted(one.criterion for one in found if one.criterion) == [1, 2, 3, 4, 5, 6, 7]
    assert {one.source for one in found if one.criterion} == {"regulation-2021-1060"}


@pytest.mark.parametrize("lang", LANGS)
def test_names_and_levels_differ_from_each_other(real, lang):
    names = [one.name.show(lang) for one in real.assessment]
    levels = [text for one in real.assessment for text in getattr(one.levels, lang)]
    assert len(set(names)) == len(names)
    assert len(set(levels)) == len(levels)


WRONG = [
    ("      - Regionen styr ensam.\n", "", "levels (sv): "),
    ("  criterion: 7\n", "  criterion: 8\n", "criterion"),
    ("  source: jrc-peer-review\n", "  source: jrc-peer-reviw\n", "did you mean jrc-peer-review?"),
    ("guidance: steps/vision.md#how", "guidance: Vision", "'Vision' is not a page; write its path below docs/sv"),
    ("[skane-firs, ostergotland-esbr]", "[skane-firz]", "did you mean skane-firs?"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_a_wrong_statement_is_reported_with_what_would_be_right(tmp_path, words, old, new, said):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("schema", "references.yaml", "examples.yaml"):
        (data / name).symlink_to(ROOT / "data" / name)
    text = (ROOT / "data/assessment.yaml").read_text("utf-8")
    assert old in text
    (data / "assessment.yaml").write_text(text.replace(old, new, 1), "utf-8")
    _, problems = schemas.load(data, ["assessment", "references", "examples"])
    assert [said in problem.text(words, "en") for problem in problems] == [True]


@pytest.mark.parametrize(("lang", "first"), [("sv", "nivå a"), ("en", "level a")])
def test_a_statement_is_a_group_of_six_choices_with_its_words(of, lang, first):
    made = of(statement("x", criterion=2, examples=("one",)))
    tree = parsed(made.markers.render(MARKER, "tools/assessment.md", lang, lang, "form").html)
    (box,) = tree.xpath("//fieldset")
    assert box.findtext("legend") == {"sv": "Vi gör x.", "en": "We do x."}[lang]
    assert [one.get("value") for one in box.xpath(".//input[@type='radio'][@name='x']")] == list("123450")
    assert box.xpath("string(.//label/span)") == f"1 {first}"
    links = [one.get("href") for one in box.xpath(".//a")]
    assert [link.rpartition("/")[2].partition("#")[2] for link in links] == ["how", "", "criteria", "oecd"]
    assert {"sv": "Ett <b>", "en": "One <b>"}[lang] in box.text_content()


def test_every_control_has_a_label_and_every_word_of_the_script_is_there(of):
    tree = parsed(of(statement("x")).markers.render(MARKER, "tools/assessment.md", "en", "en", "form").html)
    controls = tree.xpath("//form//*[self::textarea or self::input]")
    labelled = set(tree.xpath("//label/@for"))
    assert all(one.get("id") in labelled or one.xpath("ancestor::label") for one in controls)
    (form,) = tree.xpath("//form")
    script = (ROOT / "docs/assets/js/assessment.js").read_text("utf-8")
    for key in set(re.findall(r"words\.(\w+)", script)):
        assert form.get("data-" + re.sub("([A-Z])", lambda match: f"-{match[1].lower()}", key)), key


def test_markdown_copy_lists_statements_with_their_levels(of):
    (link,) = of(statement("x")).markers.links(MARKER, "en")
    assert link.text == "We do x."
    assert link.target == "steps/vision.md#how"
    assert link.note == "(1) level a (2) level b (3) level c (4) level d (5) level e"


def test_open_data_has_both_languages_and_leads_to_the_statement(of):
    made = of(statement("x", criterion=2))
    (entry,) = open_data.entries("assessment", made.catalogue, open_data.Pages(made.addresses, "https://a.se/"))
    assert entry["levels"] == {"sv": list(LEVELS.sv), "en": list(LEVELS.en)}
    assert entry["criterion"] == 2
    assert entry["page"]["en"] == "https://a.se/en/tools/where-we-stand.html#x"
    files = schemas.Schemas(ROOT / "data/schema").files
    assert "page" not in str(published.schema(files, "assessment")["items"]["properties"]["guidance"].get("format"))
