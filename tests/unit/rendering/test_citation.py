"""Citations of examples: one line of text, BibTeX, RIS and CSL-JSON."""

import json
import re

import jsonschema_rs
import pytest

from guide.rendering import citation
from unit.entries import catalogue, renderer

ONE = citation.Work(
    "visual-sweden",
    "Firms & “clusters”",
    "The Agency",
    "2026-11-21",
    "https://s3.example.org/en/examples/x.html",
    "en",
    "Reviewed 2026-11-21",
)
# The types of the CSL-JSON fields that we write, as in its official schema (csl-data.json).
_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
CSL = {
    "type": "object",
    "required": ["type", "id"],
    "additionalProperties": False,
    "properties": {
        "id": _TEXT,
        "type": {"enum": ["article-journal", "book", "chapter", "dataset", "legislation", "report", "webpage"]},
        "title": _TEXT,
        "author": {
            "type": "array",
            "items": {"type": "object", "properties": {"literal": _TEXT}, "additionalProperties": False},
        },
        "issued": {
            "type": "object",
            "properties": {"date-parts": {"type": "array", "items": _DAY, "minItems": 1, "maxItems": 2}},
            "additionalProperties": False,
        },
        "language": _TEXT,
        "note": _TEXT,
        "URL": {**_TEXT, "pattern": "^https?://"},
    },
}
# Texts that can break a format: braces, commas, quotation marks, lines, letters outside English.
HARD = ["Åke, Ärlig & Öst", "}", "{{{", 'A "quoted" } title \\', "%", "Two\nER  - \nTY  - BOOK", "smart-✓-😀"]


@pytest.fixture
def entries_of(words):
    """Return a function that returns the citations of a work by format and file extension."""
    of = renderer(words, catalogue())
    return lambda work: {(name, ending): text for name, ending, text in citation.formats(of, work)}


@pytest.mark.parametrize(("title", "end"), [("En titel", "En titel."), ("Fungerar det?", "Fungerar det?")])
def test_plain_citation_does_not_double_punctuation(title, end):
    assert citation.one_line(ONE._replace(title=title)) == f"The Agency (2026). {end} {ONE.url}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mål & medel", r"Mål \& medel"),
        ("100 % av #1_2", r"100 \% av \#1\_2"),
        ("$5", r"\$5"),
        (r"a\b", r"a\textbackslash{}b"),
        ("{", r"\textbraceleft{}"),
        ("}", r"\textbraceright{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("Västra Götaland 2021–2027", "Västra Götaland 2021–2027"),
    ],
)
def test_latex_escapes_special_characters(text, shown):
    assert citation.latex(text) == shown


def test_bibtex_entry_has_all_fields(entries_of):
    assert entries_of(ONE)["BibTeX", "bib"] == (
        "@misc{visual-sweden,\n"
        '  author = "{The Agency}",\n'
        '  title = "{Firms \\& “clusters”}",\n'
        '  year = "2026",\n'
        '  url = "https://s3.example.org/en/examples/x.html",\n'
        '  language = "british",\n'
        '  note = "{Reviewed 2026-11-21}"\n'
        "}"
    )


def hard(text):
    return ONE._replace(title=text, publisher=text, note=text, lang="sv")


@pytest.mark.parametrize("title", HARD)
def test_special_characters_do_not_break_bibtex(title, entries_of):
    """BibTeX reads to the closing brace, counting braces even after a backslash."""
    entry = entries_of(hard(title)._replace(url='https://a.se/"{'))["BibTeX", "bib"]
    depth = 0
    for at, sign in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or at == len(entry) - 1 or at < len("@misc")
    assert depth == 0
    outside = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{[^{}]*\}", "", entry.partition(",")[2]))
    assert outside.count('"') == 2 * 6


def fields(entry):
    """Return the tags and values of a RIS entry, which has one on each line."""
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in entry.split("\n")]
    assert all(lines), entry
    return [line.groups() for line in lines]


def test_ris_entry_has_all_fields(entries_of):
    assert fields(entries_of(ONE)["RIS", "ris"]) == [
        ("TY", "ELEC"),
        ("ID", "visual-sweden"),
        ("AU", "The Agency"),
        ("TI", "Firms & “clusters”"),
        ("PY", "2026"),
        ("DA", "2026/11/21"),
        ("PB", "The Agency"),
        ("LA", "en"),
        ("N1", "Reviewed 2026-11-21"),
        ("UR", ONE.url),
        ("ER", ""),
    ]


@pytest.mark.parametrize("title", HARD)
def test_special_characters_do_not_break_ris(title, entries_of):
    pairs = fields(entries_of(hard(title))["RIS", "ris"])
    assert [tag for tag, _ in pairs] == ["TY", "ID", "AU", "TI", "PY", "DA", "PB", "LA", "N1", "UR", "ER"]
    assert dict(pairs)["TI"] == " ".join(title.split())
    assert "," not in dict(pairs)["AU"]  # a comma would split it into surname and forename


@pytest.mark.parametrize("work", [ONE, *map(hard, HARD)])
def test_csl_item_matches_the_schema_with_unescaped_text(work, entries_of):
    (item,) = json.loads(entries_of(work)["CSL-JSON", "json"])
    jsonschema_rs.validate(CSL, item)
    assert (item["title"], item["author"], item["language"]) == (work.title, [{"literal": work.publisher}], work.lang)
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
