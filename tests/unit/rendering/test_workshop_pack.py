"""The data of the workshop pack."""

from __future__ import annotations

import json

import pytest

from guide.data.entries import Text
from guide.rendering import workshop_pack
from unit.entries import catalogue, example, renderer

HOSTILE = '</script><script>alert("1")\u2028'


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("En mening\npå två rader.\n\nEn till.", ["En mening på två rader.", "En till."]),
        ("Fyra:\n\n- en\n- två\n  rader\n1. tre", ["Fyra:", "– en", "– två rader", "– tre"]),
        ("*Betoning*, **mer**, _så_ och [länk](https://a.se/x_y).", ["Betoning, mer, så och länk."]),
        (r"Två\*stjärnor och snake_case", ["Två*stjärnor och snake_case"]),
    ],
)
def test_markdown_becomes_plain_paragraphs(markdown, text):
    assert workshop_pack.paragraphs(markdown) == text


@pytest.fixture
def scripts(words):
    """The script of each language, with one example whose title is hostile."""
    one = example("one", title=Text(HOSTILE, "Title"), transfer=Text("Bara *svenska*."), countries=("DK",))
    of = renderer(words, catalogue(one), site_url="https://s3.example.org/")
    return {lang: dict(of.scripts(lang))[workshop_pack.name(lang)] for lang in ("sv", "en")}


def read(script):
    return json.loads(script.removeprefix("window.s3PackData = ").rstrip(";\n"))


def test_no_title_breaks_the_script(scripts):
    assert "</script" not in scripts["sv"]
    assert "\u2028" not in scripts["sv"]
    assert read(scripts["sv"])["examples"]["one"]["title"] == {"lang": "sv", "text": [HOSTILE]}


def test_script_has_what_the_sheet_shows_with_the_language_of_each_text(scripts):
    data = read(scripts["en"])
    assert data["examples"]["one"] == {
        "title": {"lang": "en", "text": ["Title"]},
        "summary": {"lang": "sv", "text": ["text"]},
        "lesson": None,
        "transfer": {"lang": "sv", "text": ["Bara svenska."]},
        "where": "Denmark",
        "step": "Analysis",
        "question": "What are we good at?",
        "address": "one.html",
        "url": "https://s3.example.org/en/examples/one.html",
    }
    assert data["words"]["add"] == "Add to the workshop pack"
