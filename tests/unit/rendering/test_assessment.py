"""The form of the self-assessment, and the list of its statements in a Markdown copy."""

from __future__ import annotations

import re

import pytest

from guide.data.entries import Text
from guide.exports.markdown_export import of_page
from guide.prose.markers import Marker
from unit.conftest import ROOT
from unit.entries import catalogue, example, parsed, reference, renderer, statement

MARKER = Marker("assessment", {}, 1)


@pytest.fixture
def of(words):
    """Return a function that returns a renderer of the given statements."""
    works = (reference("oecd", "Report", publisher="OECD & others"),)
    title = Text("Ett <b>", "One <b>")
    return lambda *statements: renderer(
        words, catalogue(example("one", title=title), references=works, assessment=statements)
    )


@pytest.mark.parametrize(("lang", "first"), [("sv", "nivå a"), ("en", "level a")])
def test_statement_is_a_fieldset_of_six_choices(of, lang, first):
    site = of(statement("x", criterion=2, examples=("one",)))
    tree = parsed(site.markers.render(MARKER, "tools/assessment.md", lang, lang, "form").html)
    (box,) = tree.xpath("//fieldset")
    assert box.findtext("legend") == {"sv": "Vi gör x.", "en": "We do x."}[lang]
    assert [one.get("value") for one in box.xpath(".//input[@type='radio'][@name='x']")] == list("123450")
    assert box.xpath("string(.//label/span)") == f"1 {first}"
    links = [one.get("href") for one in box.xpath(".//a")]
    assert [link.rpartition("/")[2].partition("#")[2] for link in links] == ["how", "", "criteria", "oecd"]
    assert {"sv": "Ett <b>", "en": "One <b>"}[lang] in box.text_content()


def test_controls_have_labels_and_the_script_its_words(of):
    tree = parsed(of(statement("x")).markers.render(MARKER, "tools/assessment.md", "en", "en", "form").html)
    controls = tree.xpath("//form//*[self::textarea or self::input]")
    labelled = set(tree.xpath("//label/@for"))
    assert all(one.get("id") in labelled or one.xpath("ancestor::label") for one in controls)
    (form,) = tree.xpath("//form")
    script = (ROOT / "docs/assets/js/assessment.js").read_text("utf-8")
    for key in set(re.findall(r"words\.(\w+)", script)):
        assert form.get("data-" + re.sub("([A-Z])", lambda match: f"-{match[1].lower()}", key)), key


def test_markdown_copy_lists_statements_with_their_levels(of):
    copy = of_page("<!-- assessment -->", of(statement("x")), "index.md", "en", "en", ())
    levels = "(1) level a (2) level b (3) level c (4) level d (5) level e"
    assert copy == f"- [We do x.](steps/vision.md#how): {levels}"
