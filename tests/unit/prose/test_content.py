"""The content of the repository: both languages, and a review date everywhere."""

import pytest

from guide.data import schemas
from guide.prose import front_matter, translations
from unit.conftest import ROOT


@pytest.fixture(scope="module")
def items():
    docs, problems = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    assert problems == []
    return list(translations.items(ROOT, docs))


def test_every_page_and_record_exists_in_both_languages(items):
    assert [(item.name, item.field, item.lang) for item in items if item.state in ("missing", "orphan")] == []


def test_no_translation_is_stale(items):
    assert [(item.name, item.field) for item in items if item.state == "stale"] == []


def test_every_page_has_a_review_date():
    pages = translations.read_pages(ROOT / "docs")
    assert [s for s, texts in pages.items() for t in texts.values() if "reviewed" not in front_matter.of_page(t)] == []


def test_english_quotation_marks_are_single():
    files = [*ROOT.glob("docs/en/**/*.md"), ROOT / "data/strings.yaml", *ROOT.glob("data/schema/*.json")]
    assert [str(file.relative_to(ROOT)) for file in files if "“" in file.read_text(encoding="utf-8")] == []
