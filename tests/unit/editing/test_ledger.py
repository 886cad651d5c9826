"""Marking translations as checked, and the lines that record it."""

import re

from guide.data import schemas
from guide.data.strings import Words
from guide.editing import ledger
from guide.prose import translations
from unit.conftest import ROOT


def test_mark_updates_page_or_ledger_and_returns_unknown_names(tmp_path):
    docs, _ = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    for folder in ("docs/sv", "docs/en", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/sv/a.md").write_text("---\ntitle: A\n---\nText.\n")
    (tmp_path / "docs/en/a.md").write_text("---\ntitle: A\n---\nText.\n")
    unknown = ledger.mark(["docs/en/a.md", "examples/visual-sweden", "nonsense"], tmp_path, docs, "2026-11-21")
    assert unknown == ["nonsense"]
    assert "checked: 2026-11-21" in (tmp_path / "docs/en/a.md").read_text()
    assert list(translations.known(tmp_path / "data")["examples"]) == ["visual-sweden"]
    states = {
        (i.name, i.state) for i in translations.items(tmp_path, docs) if i.name in ("a.md", "examples/visual-sweden")
    }
    assert states == {("a.md", "fresh"), ("examples/visual-sweden", "fresh")}


def test_lines_to_paste_mark_stale_translations(tmp_path, words):
    docs, _ = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    for folder in ("docs/sv", "docs/en", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/sv/a.md").write_text("---\ntitle: A\n---\nText.\n")
    (tmp_path / "docs/en/a.md").write_text("---\ntitle: A\n---\nText.\n")
    ledger.mark(["ALL"], tmp_path, docs, "2026-11-20")
    (tmp_path / "docs/en/a.md").write_text("---\ntitle: A\n---\nText.\n")
    recorded = (tmp_path / "data/translations.yaml").read_text("utf-8")
    stale = re.sub(r"  visual-sweden:\n.*\n.*\n", "", recorded)
    assert stale != recorded
    (tmp_path / "data/translations.yaml").write_text(stale, "utf-8")
    page, line, record, *block = ledger.to_paste(tmp_path, docs, "2026-11-21", Words(words["translations"], "en"))
    assert page == "docs/en/a.md, last in the front matter, instead of the line that begins the same:"
    assert record == "data/translations.yaml, below examples:, instead of visual-sweden if it is there:"
    (tmp_path / "docs/en/a.md").write_text(f"---\ntitle: A\n{line}\n---\nText.\n")
    pasted = stale.replace("\nexamples:\n", "\n".join(["\nexamples:", *block, ""]))
    (tmp_path / "data/translations.yaml").write_text(pasted, "utf-8")
    assert {item.state for item in translations.items(tmp_path, docs)} == {"fresh"}
