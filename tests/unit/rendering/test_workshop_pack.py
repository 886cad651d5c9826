"""The data of the workshop pack."""

import datetime
import json

import pytest

from guide.rendering import workshop_pack
from guide.rendering import renderer
from guide.data.entries import Text
from unit.test_catalogue import catalogue, example


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


def test_the_script_is_data_that_no_title_can_break(words):
    nasty = '</script><script>alert("1")\u2028'
    one = example("one", title=Text(nasty, "Title"), transfer=Text("Bara *svenska*."), regions=(), countries=("DK",))
    renderer = renderer.Renderer(catalogue(one), words, datetime.date(2026, 11, 21), site_url="https://s3.example.org/")
    scripts = {lang: renderer.scripts(lang)[f"assets/data/pack.{lang}.js"] for lang in ("sv", "en")}
    assert "</script" not in scripts["sv"]
    assert "\u2028" not in scripts["sv"]
    data = {lang: json.loads(text.removeprefix("window.s3PackData = ").rstrip(";\n")) for lang, text in scripts.items()}
    assert data["sv"]["examples"]["one"]["title"] == {"lang": "sv", "text": [nasty]}
    assert data["en"]["examples"]["one"] == {
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
    assert data["en"]["words"]["add"] == "Add to the workshop pack"
