"""The content that lies in the repository: both languages, and a review date everywhere."""

import re

import pytest

from guide.editing import ledger
from guide.data import schemas
from unit.conftest import ROOT
from guide.data.strings import Words


@pytest.fixture(scope="module")
def items():
    docs, problems = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    assert problems == []
    return list(translations.items(ROOT, docs))


def test_every_page_and_record_exists_in_both_languages(items):
    assert [(item.name, item.field, item.lang) for item in items if item.state in ("missing", "orphan")] == []


def test_every_translation_has_been_checked_against_its_original(items):
    assert [(item.name, item.field) for item in items if item.state == "stale"] == []


def test_every_page_says_when_it_was_reviewed():
    pages = translations.read_pages(ROOT / "docs")
    assert [s for s, texts in pages.items() for t in texts.values() if "reviewed" not in front_matter.of_page(t)] == []


def test_a_mark_is_written_to_the_page_or_the_ledger_and_an_unknown_name_told(tmp_path):
    docs, _ = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    for folder in ("docs/sv", "docs/en", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/sv/a.md").write_text("---\ntitle: A\n---\nText.\n")
    (tmp_path / "docs/en/a.md").write_text("---\ntitle: A\n---\nText.\n")
    unknown = ledger.mark(["docs/en/a.md", "examples/visual-sweden", "nonsense"], tmp_path, docs, "2026-11-21")
    assert unknown == ["nonsense"]
    assert "checked: 2026-11-21" in (tmp_path / "docs/en/a.md").read_text()
    assert list(translations.known(tmp_path / "data")["examples"]) == ["visual-sweden"]
    states = {(i.name, i.state) for i in translations.items(tmp_path, docs) if i.name in ("a.md", "examples/visual-sweden")}
    assert states == {("a.md", "fresh"), ("examples/visual-sweden", "fresh")}


def test_the_lines_to_paste_mark_what_is_stale(tmp_path, words):
    docs, _ = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    for folder in ("docs/sv", "docs/en", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/sv/a.md").write_text("---\ntitle: A\n---\nText.\n")
    (tmp_path / "docs/en/a.md").write_text("---\ntitle: A\n---\nText.\n")
    recorded = (ROOT / "data/translations.yaml").read_text("utf-8")
    stale = re.sub(r"  visual-sweden:\n.*\n.*\n", "", recorded)
    (tmp_path / "data/translations.yaml").write_text(stale, "utf-8")
    page, line, record, *block = ledger.to_paste(tmp_path, docs, "2026-11-21", Words(words["translations"], "en"))
    assert page == "docs/en/a.md, last in the front matter, instead of the line that begins the same:"
    assert record == "data/translations.yaml, below examples:, instead of visual-sweden if it is there:"
    (tmp_path / "docs/en/a.md").write_text(f"---\ntitle: A\n{line}\n---\nText.\n")
    pasted = stale.replace("\nexamples:\n", "\n".join(["\nexamples:", *block, ""]))
    (tmp_path / "data/translations.yaml").write_text(pasted, "utf-8")
    assert {item.state for item in translations.items(tmp_path, docs)} == {"fresh"}
