"""The pages, registers, running text and names that the checks read."""

from __future__ import annotations

import datetime

from mkdocs.config import load_config

import corpus
from unit.checks.small_project import EXAMPLES, TEXT_SV, VISION_SV

TODAY = datetime.date(2026, 11, 21)


def read(project):
    return corpus.read(load_config(str(project / "mkdocs.yml")), TODAY)


def test_reads_page_and_register_texts_by_language(project):
    content = read(project)
    texts = {(block.file, block.lang): set() for block in content.blocks}
    for block in content.blocks:
        texts[block.file, block.lang].add(block.text)
    assert f"{TEXT_SV} Se startsidan." in texts[VISION_SV, "sv"]
    assert {"Vision", "Hur regionen vill ha det om tio år."} <= texts[VISION_SV, "sv"]  # from the front matter
    assert {"Vad som gjordes.", "Första exemplet"} <= texts[EXAMPLES, "sv"]
    assert {"What was done.", "The first example"} <= texts[EXAMPLES, "en"]


def test_names_are_not_running_text(project):
    content = read(project)
    assert {"Skåne", "Sydsverige", "Redaktionen"} <= content.names
    assert "gjordes" not in content.names
    assert not [block for block in content.blocks if block.text == "Region Skåne"]


def test_words_of_an_unreadable_register_count_as_names(project):
    path = project / EXAMPLES
    path.write_text(path.read_text("utf-8").replace("  steps:", "\tsteps:"), "utf-8")
    content = read(project)
    assert "gjordes" in content.names
    assert not [block for block in content.blocks if block.file == EXAMPLES]


def test_findings_are_added_to_the_problems(project):
    content = read(project)
    assert content.problems == []
    block = next(block for block in content.blocks if block.file == EXAMPLES and block.text == "What was done.")
    content.add(block, "spelling", 12, value="done")
    (problem,) = content.problems
    assert (problem.file, problem.line, problem.entry, problem.field, problem.lang) == (
        EXAMPLES,
        12,
        "first",
        "description",
        "en",
    )
