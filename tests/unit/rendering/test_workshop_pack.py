"""The pages that the workshop pack can contain."""

from __future__ import annotations

import json

import pytest

from guide.rendering import page_scripts
from unit.entries import catalogue, renderer

HOSTILE = '</script><script>alert("1")'


@pytest.mark.parametrize(
    ("source", "included"),
    [
        ("steps/vision.md", True),
        ("steps/vision/foresight.md", True),
        ("national-work.md", True),
        ("regions/skane.md", True),
        ("themes/energy.md", True),
        ("tools/ways/new-coordinator.md", True),
        ("tools/assessment.md", False),
        ("regions/index.md", False),
        ("themes/index.md", False),
        ("regions/timeline.md", False),
        ("examples/pack.md", False),
        ("about/privacy.md", False),
        ("glossary.md", False),
    ],
)
def test_pack_includes_reading_pages_but_no_lists_or_forms(source, included):
    assert page_scripts.is_in_pack(source) is included


def test_page_script_escapes_closing_tags():
    assert page_scripts.page_address("steps/vision.md", "en") == "assets/data/page-steps-vision.en.js"
    script = page_scripts.page("steps/vision.md", HOSTILE)
    assert "</script" not in script
    assert json.loads("[" + script.removeprefix("__pages.take(").removesuffix(");\n") + "]") == [
        "steps/vision",
        HOSTILE,
    ]


def test_pack_script_groups_pages_by_section(words):
    group = ("Steps", [("steps/vision", HOSTILE, "../steps/vision.html")])
    script = page_scripts.pack(renderer(words, catalogue()), "en", [group])
    assert "</script" not in script
    listed = json.loads(script.removeprefix("var __pack = ").removesuffix(";\n"))
    assert listed["groups"] == [["Steps", [["steps/vision", HOSTILE, "../steps/vision.html"]]]]
    assert (listed["part"], listed["examples"]) == (32, [])
