"""Markers and citations: what a page asks for, and what is said of those nobody understands."""

import pytest

from guide.prose import markers
from guide.data.documents import Document

ALLOWED = {"examples": {"step": ("analysis", "vision"), "limit": int}, "steps": {}}
KEYS = ["foray-2015", "porter-1998"]


def complaints(markdown, words, skip=0):
    doc = Document("docs/sv/sida.md")
    markers.check(markdown, doc, ALLOWED, KEYS, skip)
    return [problem.text(words, "en") for problem in doc.problems]


def test_a_marker_has_a_name_and_arguments_with_one_or_more_values():
    doc = Document("x")
    assert markers.check("A\n\n<!-- examples step=analysis,vision limit=3 -->\n", doc, ALLOWED, KEYS) == [
        markers.Marker("examples", {"step": ("analysis", "vision"), "limit": ("3",)}, 3)
    ]
    assert doc.problems == []


@pytest.mark.parametrize(
    ("markdown", "complaint"),
    [
        ("<!-- exampels -->", "4: nobody understands the marker 'exampels'; allowed: examples, steps"),
        ("<!-- examples step=analys -->", "4: unknown value 'analys' for step; allowed: analysis, vision"),
        ("<!-- examples limit=few -->", "4: unknown value 'few' for limit; allowed: 1, 2, 3 …"),
        ("<!-- examples stage=analysis -->", "4: the marker examples has no argument 'stage'; allowed: step, limit"),
        ("<!-- steps limit=1 -->", "4: the marker steps has no argument 'limit'; allowed: –"),
        ("<!-- examples, please -->", "4: 'examples, please' has the wrong form; write it like <!-- examples step=analysis limit=3 -->"),
        ("Text [@foray-2051].", "4: the source @foray-2051 is not in data/references.yaml; did you mean @foray-2015?"),
        ("Text [@foray-2015; @nobody].", "4: the source @nobody is not in data/references.yaml; write a key that is"),
    ],
)  # fmt: skip
def test_what_nobody_understands_gets_its_line(words, markdown, complaint):
    assert complaints(markdown, words, skip=3) == [f"docs/sv/sida.md:{complaint}"]


def test_a_comment_that_begins_with_a_hash_is_a_note_between_editors(words):
    assert complaints("<!-- # check this in May -->", words) == []
    assert markers.replace("A\n<!-- # x -->\nB", lambda _: "!", lambda _: "?") == "A\n\nB"


def test_markers_and_citations_are_replaced_in_place():
    page = "Text [@foray-2015; @porter-1998].\n\n<!-- examples limit=1 -->\n"
    filled = markers.replace(page, lambda marker: f"({marker.name})", lambda key: f"({key})")
    assert filled == "Text(foray-2015)(porter-1998).\n\n\n(examples)\n\n"
