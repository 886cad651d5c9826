"""The pages, registers, running text and names that the checks read."""

from __future__ import annotations

import datetime

from mkdocs.config import load_config

import corpus
from unit.checks.small_project import EXAMPLES, TEXT_SV, VISION_SV

TODAY = datetime.date(2026, 11, 21)


def read(project):
    return corpus.read(load_config(str(project / "mkdocs.yml")), TODAY)


def test_texts_of_pages_and_registers_are_read_in_their_language(project):
    found = read(project)
    texts = {(block.file, block.lang): set() for block in found.blocks}
    for block in found.blocks:
        texts[block.file, block.lang].add(block.text)
    assert f"{TEXT_SV} Se startsidan." in texts[VISION_SV, "sv"]
    assert {"Vision", "Hur regionen vill ha det om tio år."} <= texts[VISION_SV, "sv"]  # from the front matter
    assert {"Vad som gjordes.", "Första exemplet"} <= texts[EXAMPLES, "sv"]
    assert {"What was done.", "The first example"} <= texts[EXAMPLES, "en"]


def test_names_are_no_running_text(project):
    found = read(project)
    assert {"Skåne", "Sydsverige", "Redaktionen"} <= found.names
    assert "gjordes" not in found.names
    assert not [block for block in found.blocks if block.text == "Region Skåne"]


def test_register_that_cannot_be_read_gives_its_words_as_names(project):
    path = project / EXAMPLES
    path.write_text(path.read_text("utf-8").replace("  steps:", "\tsteps:"), "utf-8")
    found = read(project)
    assert "gjordes" in found.names
    assert not [block for block in found.blocks if block.file == EXAMPLES]


def test_what_the_checks_note_is_added_to_what_stops_the_build(project):
    found = read(project)
    assert found.problems == []
    block = next(block for block in found.blocks if block.file == EXAMPLES and block.text == "What was done.")
    found.add(block, "spelling", 12, value="done")
    (problem,) = found.problems
    assert (problem.file, problem.line, problem.entry, problem.field, problem.lang) == (
        EXAMPLES,
        12,
        "first",
        "description",
        "en",
    )
