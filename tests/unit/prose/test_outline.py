"""The outline of a page, and the same outline in both languages."""

import pytest

from guide.data.documents import Document
from guide.prose import outline

GOOD = "# Sida { #page }\n\nText.\n\n## Avsnitt { #part .wide }\n\nText.\n"


def complaints(words, markdown, generated=True):
    doc = Document("docs/sv/sida.md")
    outline.check("\n" * 5 + markdown, doc, generated)
    return [problem.text(words, "en").removeprefix("docs/sv/sida.md:") for problem in doc.problems]


def test_valid_outline_has_no_problems(words):
    assert complaints(words, GOOD) == []
    assert [(h.level, h.id, h.line) for h in outline.headings(GOOD)] == [(1, "page", 1), (2, "part", 5)]


def test_code_has_no_headings(words):
    page = GOOD + "\n```markdown\n# Dialog\n```\n\n## `nav` { #nav }\n\n`#`\n"
    assert complaints(words, page) == []
    assert [heading.id for heading in outline.headings(page)] == ["page", "part", "nav"]
    assert complaints(words, page.replace("\n`#`\n", "")) == [
        "18: the section '`nav`' is empty; write text or remove the heading"
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("# Sida { #page }\n\n", "", "1: the page must have exactly one top-level heading (# Heading { #id })"),
        (" { #page }", "", "6: the heading has no id; add { #id } at the end of the line, the same in both languages"),
        ("## Avsnitt", "##Avsnitt", "10: this becomes a heading for readers but is not written as one; write ## Heading { #id }, or \\# for the character itself"),
        ("#part", "#page", "10: the id page is used by two headings on the page; change one"),
        ("## Avsnitt", "### Avsnitt", "10: the heading is at level 3 but the one before is at level 1; do not skip levels"),
        ("wide }\n\nText.", "wide }\n\n", "10: the section 'Avsnitt' is empty; write text or remove the heading"),
        ("Text.\n\n##", "TODO.\n\n##", "8: 'TODO' is a placeholder; write the real text"),
    ],
)  # fmt: skip
def test_reports_invalid_outline_with_its_line(words, old, new, complaint):
    assert complaint in complaints(words, GOOD.replace(old, new, 1))


def test_heading_without_a_space_matches_its_translation():
    unspaced = outline.headings(GOOD.replace("## Avsnitt", "##Avsnitt"))
    outline.compare(unspaced, outline.headings(GOOD), doc := Document("docs/sv/sida.md"), "other.md")
    assert doc.problems == []


def test_reports_short_page_unless_generated(words):
    assert complaints(words, GOOD, generated=False) == [
        "1: the page has fewer than 120 words; write more, or put the text on another page"
    ]


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        (GOOD, []),
        (GOOD.replace("#part", "#piece"), ["5: the heading differs from other.md line 5 (#piece); use the same headings, order and ids in both languages"]),
        (GOOD + "\n## Mer { #more }\n", ["1: the page has 2 headings but other.md has 3; use the same headings in both languages"]),
    ],
)  # fmt: skip
def test_reports_outlines_that_differ_between_languages(words, other, complaint):
    doc = Document("docs/sv/sida.md")
    outline.compare(outline.headings(GOOD), outline.headings(other), doc, "other.md")
    assert [p.text(words, "en").removeprefix("docs/sv/sida.md:") for p in doc.problems] == complaint
