"""The data of the comparison."""

from __future__ import annotations

import json
import re

import pytest

from guide.data.entries import Link, Text
from guide.rendering import page_scripts
from unit.entries import catalogue as small
from unit.entries import example
from unit.entries import renderer as renderer_of
from unit.rendering.test_themes import script


@pytest.fixture(scope="module")
def compared(renderer):
    scripts = dict(page_scripts.comparison(renderer, "en"))
    data = script(scripts[page_scripts.address("compare", "en")], "__compare")
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


def test_examples_are_split_into_parts_by_position(compared):
    data, parts = compared
    for at, (id_, *_) in enumerate(data["examples"]):
        assert parts[at // data["part"]][at % data["part"]]["id"] == id_


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
    assert page_scripts.paragraphs(markdown) == text


def test_example_has_pack_texts_with_their_languages(words):
    source = Link("Sidan", "sv", publisher="Utgivaren", url="https://a.se")
    one = example("one", title=Text("</script>", "Title"), transfer=Text("Bara *svenska*."), sources=(source,))
    text = dict(page_scripts.comparison(renderer_of(words, small(one)), "en"))[page_scripts.address("compare-0", "en")]
    assert "</script" not in text
    (record,) = json.loads(re.fullmatch(r"__compare\.take\(0,(.*)\);\n", text)[1])
    assert record["more"] == {
        "summary": {"lang": "sv", "text": ["text"]},
        "transfer": {"lang": "sv", "text": ["Bara svenska."]},
        "gaps": None,
    }
    assert record["sources"] == [["Sidan", "sv", "Utgivaren", "https://a.se"]]


@pytest.mark.parametrize(("reason", "cell"), [("method", ["handlar om arbetssätt"] * 2), ("unknown", None)])
def test_example_without_themes_shows_the_reason_if_known(words, reason, cell):
    text = dict(page_scripts.comparison(renderer_of(words, small(example("one", themes_none=reason))), "sv"))
    (record,) = json.loads(
        re.fullmatch(r"__compare\.take\(0,(.*)\);\n", text[page_scripts.address("compare-0", "sv")])[1]
    )
    assert record["cells"][5] == ([cell] if cell else [])


def test_pack_data_has_the_lists_of_each_example(renderer, catalogue):
    data = script(page_scripts.pack(renderer, "sv", []), "__pack")
    by_id = {id_: lists for id_, *_, lists in data["examples"]}
    assert list(by_id) == [one.id for one in catalogue.examples]
    assert {"regions/varmland", "themes/forest-bioeconomy"} <= set(by_id["varmland-priorities"])  # inherited ones too
    assert all(lists[0] == f"steps/{catalogue.example[id_].steps[0]}" for id_, lists in by_id.items())
