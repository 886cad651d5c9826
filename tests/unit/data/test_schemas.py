"""The rules for data: each invalid entry is reported with the exact message."""

import json
import re

import jsonschema_rs
import pytest
import yaml

from guide.data import documents, schemas, strings, yaml_reader
from guide.data.catalogue import REGISTERS
from guide.data.formats import FORMATS, invisible
from hostile import TEXTS, Register
from unit.conftest import ENTRY, REGION, ROOT

FIELDS = "aliases, challenge, changes, countries, description, evidence, funding, gaps, id, lesson, links, organisations, original_language, owner, period, place, regions, related, results, reviewed, sources, steps, summary, themes, themes_none, title, transfer"
STEPS = "analysis, governance, vision, priority-setting, policy-mix, evaluation"
LINK = "archive, checked, lang, publisher, read, title, unverified, url"

# Text to replace in the valid entry, its replacement, and the problems without the leading "data/examples.yaml:".
BAD = [
    # fields
    ("  steps:", "  step:", ["1: first: steps: missing; add the field. The steps of smart specialisation that the example shows, the most important first.", f"8: first: step: unknown field; did you mean steps? Allowed fields: {FIELDS}"]),
    ("  evidence: documented\n", "", "1: first: evidence: missing; add the field. How well it is supported: the participants’ own account, described by others too, or evaluated."),
    ("    sv: Första exemplet\n", "", "3: first: title (sv): missing; add the field."),
    ("  summary:\n    sv: En kort text.\n", "  summary:\n", "6: first: summary (sv): missing; add the field."),
    ("    sv: Vad som gjordes.\n    en: What was done.", "    de: Was getan wurde.", "11: first: description.de: unknown field; allowed fields: en, sv"),
    ("  regions: [skane]\n", "", "1: first: must have at least one of the fields regions, countries"),
    ("    read: 2026-01-31\n", "", "20: first: sources[1]: must have exactly one of the fields read, checked, unverified"),
    ("    read: 2026-01-31", "    read: 2026-01-31\n    unverified: archived", "20: first: sources[1]: must have exactly one of the fields read, checked, unverified"),
    ("    lang: sv\n    url", "    language: sv\n    lang: sv\n    url", f"21: first: sources[1].language: unknown field; did you mean lang? Allowed fields: {LINK}"),
    # types and lengths
    ("    sv: Första exemplet\n", '    sv: "Första\\n|---|"\n', "3: first: title (sv): has several lines; write the text on one line"),
    ("  summary:\n    sv: En kort text.\n", "  summary:\n    sv: |-\n      En kort\n      text.\n", "6: first: summary (sv): has several lines; write the text on one line"),
    ("steps: [analysis]", "steps: analysis", "8: first: steps: must be a list; write it in square brackets, as in [one, two], or each value on a line of its own after a hyphen"),
    ("sv: En kort text.", "sv: 2026", "6: first: summary (sv): must be text; put quotation marks around digits, true and false, and write no fields, hyphens or square brackets"),
    ("sv: En kort text.", "sv: true", "6: first: summary (sv): must be text; put quotation marks around digits, true and false, and write no fields, hyphens or square brackets"),
    ("sv: Första exemplet", "sv: " + "x" * 101, "3: first: title (sv): is 101 characters long; at most 100"),
    ("en: A short text.", "en: " + "x" * 301, "7: first: summary (en): is 301 characters long; at most 300"),
    ("en: A short text.", "en: ''", "7: first: summary (en): is empty; fill it in or remove the field"),
    ("en: A short text.", "en: '  '", "7: first: summary (en): is empty; fill it in or remove the field"),
    ("steps: [analysis]", "steps: []", "8: first: steps: is empty; fill it in or remove the field"),
    ("  - title: Sidan\n", "  - {title: A, lang: sv, read: 2026-01-31}\n  - {lang: sv, title: A, read: 2026-01-31}\n  - title: Sidan\n", "20: first: sources: the same value appears twice; remove one"),
    ("steps: [analysis]", "steps: [analysis, analysis]", "8: first: steps: the same value appears twice; remove one"),
    # Markdown in plain text
    ("sv: En kort text.", "sv: En *kort* text.", "6: first: summary (sv): 'En *kort* text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En _kort_ text.", "6: first: summary (sv): 'En _kort_ text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En<br>kort text.", "6: first: summary (sv): 'En<br>kort text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En </b>kort text.", "6: first: summary (sv): 'En </b>kort text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En kort&nbsp;text.", "6: first: summary (sv): 'En kort&nbsp;text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En \\*kort text.", "6: first: summary (sv): 'En \\*kort text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En \\nkort text.", "6: first: summary (sv): 'En \\nkort text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: Första exemplet", "sv: Första **exemplet", "3: first: title (sv): 'Första **exemplet' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("sv: En kort text.", "sv: En [kort](https://www.skane.se) text.", "6: first: summary (sv): 'En [kort](https://www.skane.se) text.' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    ("en: A short text.", "en: A short text [@a-2020].", "7: first: summary (en): 'A short text [@a-2020].' contains Markdown or HTML, which is shown sign by sign here; write the text without it"),
    # controlled values and ids
    ("  evidence:", "  related: [first]\n  evidence:", "18: first: related[1]: the entry names itself; remove that, or name another entry"),
    ("steps: [analysis]", "steps: [analys]", f"8: first: steps[1]: unknown value 'analys'; did you mean analysis? Allowed values: {STEPS}"),
    ("evidence: documented", "evidence: hearsay", "18: first: evidence: unknown value 'hearsay'; allowed values: self-reported, documented, evaluated"),
    ("regions: [skane]", "regions: [skåne]", "9: first: regions[1]: 'skåne' is not in data/regions.yaml; did you mean skane?"),
    ("regions: [skane]", "regions: [atlantis]", "9: first: regions[1]: 'atlantis' is not in data/regions.yaml; use an id from that file"),
    ("  evidence:", "  related: [secund]\n  evidence:", "18: first: related[1]: 'secund' is not in data/examples.yaml; use an id from that file"),
    ("id: first", "id: First_1", "1: First_1: id: 'First_1' cannot be used; write lower-case letters a–z, digits and single hyphens, at most 60 characters, and not con, prn, aux, nul, com1 or lpt1, which are reserved by Windows"),
    # addresses, dates
    ("https://www.skane.se/sidan", "javascript:alert(1)", "22: first: sources[1].url: 'javascript:alert(1)' is not a full address; write one that starts with https:// (or http://, mailto:)"),
    ("https://www.skane.se/sidan", "www.skane.se", "22: first: sources[1].url: 'www.skane.se' is not a full address; write one that starts with https:// (or http://, mailto:)"),
    ("url: https://www.skane.se\n", "url: https://skane\n", "16: first: organisations[1].url: 'https://skane' is not a full address; write one that starts with https:// (or http://, mailto:)"),
    ("reviewed: 2026-11-21", "reviewed: 2026-13-21", "24: first: reviewed: '2026-13-21' is not a date; write YYYY-MM-DD, such as 2026-03-31"),
    ("reviewed: 2026-11-21", "reviewed: 21 november", "24: first: reviewed: '21 november' is not a date; write YYYY-MM-DD, such as 2026-03-31"),
    ("reviewed: 2026-11-21", "reviewed: 20261121", "24: first: reviewed: '20261121' is not a date; write YYYY-MM-DD, such as 2026-03-31"),
    ("reviewed: 2026-11-21", "reviewed: 0026-11-21", "24: first: reviewed: '0026-11-21' is not a date; write YYYY-MM-DD, such as 2026-03-31"),
    ("end: 2018-06", "end: '2018'", "17: first: period.end: '2018' is not a month or a day; write 2016, 2016-03 or 2016-03-31, without quotation marks"),
    ("end: 2018-06", "end: 2018.5", "17: first: period.end: '2018.5' is not a month or a day; write 2016, 2016-03 or 2016-03-31, without quotation marks"),
    ("end: 2018-06", "end: 2018-13", "17: first: period.end: '2018-13' is not a month or a day; write 2016, 2016-03 or 2016-03-31, without quotation marks"),
    ("start: 2016", "start: hösten 2019", "17: first: period.start: 'hösten 2019' is not a month or a day; write 2016, 2016-03 or 2016-03-31, without quotation marks"),
    ("period: {start: 2016, end: 2018-06}", "period: 2016–2018", "17: first: period: must have fields, such as start, end; write each on an indented line of its own: name, colon, space and value"),
    ("regions: [skane]", "regions: [SKANE]", "9: first: regions[1]: 'SKANE' is not in data/regions.yaml; did you mean skane?"),
    ("end: 2018-06", "end: 2015", "17: first: period.end: end (2015) is before start (2016); swap or correct them"),
    ("end: 2018-06", "end: 99", "17: first: period.end: '99' has the wrong form; A year (2016), a month (2016-03) or a day (2016-03-31)."),
    # Markdown that is not allowed
    ("Vad som gjordes.", "'<script>alert(1)</script>'", "11: first: description (sv): HTML (<script) is not allowed; write Markdown: paragraphs, lists, *emphasis* and [links](https://…)"),
    ("Vad som gjordes.", "'En [länk](javascript:alert(1)).'", "11: first: description (sv): the link leads to 'javascript:alert(1)'; write an address that starts with https://, http:// or mailto:, or a page of the site, such as steps/vision.md"),
    ("Vad som gjordes.", "'*Text*{ onclick=x }'", "11: first: description (sv): the attribute onclick=x is not allowed in the text; remove it"),
    ("Vad som gjordes.", "'![bild](https://a.se/b.png)'", "11: first: description (sv): images are not allowed in the text; remove it"),
    ("Vad som gjordes.", "'# Rubrik'", "11: first: description (sv): headings (Rubrik) are not allowed in the text; the page has its own"),
    ("Vad som gjordes.", '"A\\u202eb"', "11: first: description (sv): the text contains the invisible character U+202E; remove it"),
    ("Vad som gjordes.", "'<!-- examples -->'", "11: first: description (sv): HTML (<!-- examples -->) is not allowed; write Markdown: paragraphs, lists, *emphasis* and [links](https://…)"),
]  # fmt: skip


def test_valid_entry_has_no_problems(complaints):
    assert complaints(ENTRY) == []


@pytest.mark.parametrize(
    "text",
    ["5 * 3 * 2 (a) [b]", "R&D, 5 < 7, snake_case och `x`", "[1] (se not) * a", "_ och __init__ <- a & b; <5 <år>"],
)
def test_plain_text_may_contain_harmless_punctuation(complaints, text):
    assert complaints(ENTRY.replace("sv: En kort text.", f"sv: '{text}'")) == []


@pytest.mark.parametrize(("old", "new", "complaint"), BAD, ids=[f"{i}-{b[1][:24]}" for i, b in enumerate(BAD)])
def test_reports_invalid_entry_with_line_and_remedy(complaints, old, new, complaint):
    assert ENTRY.count(old) == 1
    expected = complaint if isinstance(complaint, list) else [complaint]
    assert complaints(ENTRY.replace(old, new)) == [f"data/examples.yaml:{line}" for line in expected]


def test_reports_duplicate_id_with_the_line_of_the_first(complaints):
    assert complaints(ENTRY + ENTRY) == [
        f"data/examples.yaml:{ENTRY.count(chr(10)) + 1}: first: id: the id first is already used on line 1; choose another"
    ]


def test_reports_duplicate_title(complaints):
    assert complaints(ENTRY + ENTRY.replace("id: first", "id: second")) == [
        f"data/examples.yaml:{ENTRY.count(chr(10)) + 3}: second: title (sv): is the same as on line 3,"
        " so that nobody can tell the entries apart; write another, or remove the copy"
    ]


REFERENCE = """\
- id: first
  authors: ["Svensson, A.", OECD]
  title: First
  type: book
  lang: sv
  doi: 10.1234/abc
  isbn: 978-91-0-000000-4
  url: https://www.example.org/first
  status: checked
"""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('["Svensson, A.", OECD]', "[Svensson, A., OECD]", "2: first: authors[2]: 'A.' has the wrong form; One author"),
        ('["Svensson, A.", OECD]', '["Svensson, A.; Ek, B."]', "2: first: authors[1]: 'Svensson, A.; Ek, B.' has the"),
        ('["Svensson, A.", OECD]', "[OECD, OECD]", "2: first: authors: the same value appears twice; remove one"),
        ('["Svensson, A.", OECD]', "[' ']", "2: first: authors[1]: is empty; fill it in or remove the field"),
        (
            "10.1234/abc",
            "10.1234/abc.",
            "6: first: doi: '10.1234/abc.' has the wrong form; The DOI without the address",
        ),
        ("type: book\n", "type: book\n  publisher: '  '\n", "5: first: publisher: is empty; fill it in or remove the"),
        (
            "type: book\n",
            "type: book\n  container: In *Book*\n",
            "5: first: container: 'In *Book*' contains Markdown or HTML",
        ),
        ("000000-4", "000000-1", "7: first: isbn: '978-91-0-000000-1' is not an ISBN, since a digit is wrong or"),
        ("isbn: 978", "isbn: ISBN 978", "7: first: isbn: 'ISBN 978-91-0-000000-4' is not an ISBN, since a digit is wr"),
    ],
)
def test_reports_invalid_reference_with_line_and_remedy(words, old, new, complaint):
    (reported,) = _complaints_of_references(REFERENCE.replace(old, new), words)
    assert reported.startswith(f"data/references.yaml:{complaint}")


@pytest.mark.parametrize("name", ["doi", "isbn", "url"])
def test_reports_duplicate_doi_isbn_and_url(words, name):
    other = (
        REFERENCE.replace("first", "other")
        .replace("First", "Other")
        .replace("abc", "x")
        .replace("0-000000-4", "1-000000-1")
    )
    line = next(number for number, line in enumerate(REFERENCE.split("\n"), 1) if line.startswith(f"  {name}: "))
    values = {one: value for one, _, value in (text.strip().partition(": ") for text in other.split("\n"))}
    mine = next(text for text in REFERENCE.split("\n") if text.startswith(f"  {name}: "))
    reported = _complaints_of_references(REFERENCE + other.replace(f"  {name}: {values[name]}", mine), words)
    assert reported == [
        f"data/references.yaml:{line + 9}: other: {name}: is the same as on line {line},"
        " so that nobody can tell the entries apart; write another, or remove the copy"
    ]
    assert _complaints_of_references(REFERENCE + other, words) == []


def _complaints_of_references(text, words):
    doc = yaml_reader.parse(text.encode(), "data/references.yaml")
    schemas.check(doc, "references", schemas.Schemas(ROOT / "data/schema"), {})
    return [problem.text(words, "en") for problem in doc.problems]


# Keywords of JSON Schema 2020-12, which ignores unknown ones, and our own, which begin with x-.
KEYWORDS = {
    "$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "type", "enum", "const", "format", "pattern", "items",
    "properties", "additionalProperties", "required", "minProperties", "maxProperties", "minItems", "maxItems",
    "uniqueItems", "contains", "minLength", "maxLength", "minimum", "maximum", "allOf", "anyOf", "oneOf", "not", "if",
    "then", "else", "x-any-of", "x-description-sv", "x-filled-in", "x-labels", "x-one-of", "x-ordered", "x-refers",
    "x-register", "x-texts",
}  # fmt: skip


def _parts_of(schema):
    """Yield every schema in ``schema``, itself first."""
    if isinstance(schema, dict):
        yield schema
        inner = [
            schema.get(name) for name in ("items", "additionalProperties", "contains", "not", "if", "then", "else")
        ]
        inner += [one for name in ("properties", "$defs") for one in schema.get(name, {}).values()]
        inner += [one for name in ("allOf", "anyOf", "oneOf") for one in schema.get(name, ())]
        for one in inner:
            yield from _parts_of(one)


def test_schemas_use_only_known_keywords_and_formats():
    parts = [part for file in schemas.Schemas(ROOT / "data/schema").files.values() for part in _parts_of(file)]
    assert {name for part in parts for name in part} - KEYWORDS == set()
    assert {part["format"] for part in parts if "format" in part} - {*FORMATS, "markdown", "uri"} == set()


def test_reports_duplicate_id_within_an_entry(words):
    doc = yaml_reader.parse(
        b"- id: a\n  parts:\n  - id: a\n  - {id: b, title: {sv: T}}\n  - {id: b, title: {sv: T}}\n", "x"
    )
    schemas._check_ids(doc, doc.data)
    assert [problem.text(words, "en") for problem in doc.problems] == [
        "x:5: a: parts[3].id: the id b is already used on line 4; choose another"
    ]


def test_all_problems_are_reported_together(complaints):
    bad = ENTRY.replace("analysis", "analys").replace("documented", "hearsay").replace("2026-11-21", "21/11")
    assert [line.split(": ")[0] for line in complaints(bad)] == [f"data/examples.yaml:{n}" for n in (8, 18, 24)]


def test_norway_is_not_a_boolean(complaints):
    assert complaints(ENTRY.replace("regions: [skane]", "countries: [NO]")) == []


def test_problems_are_reported_in_swedish_too(complaints):
    assert complaints(ENTRY.replace("[analysis]", "[]"), "sv") == [
        "data/examples.yaml:8: first: steps: är tomt; fyll i det eller ta bort fältet"
    ]


def test_reference_is_rechecked_when_its_target_is_removed(tmp_path, words):
    data = tmp_path / "data"
    data.mkdir()
    (data / "schema").symlink_to(ROOT / "data/schema")
    (data / "examples.yaml").write_text(ENTRY, "utf-8")
    rounds = []
    for regions in (REGION, REGION.replace("id: skane", "id: skona")):
        (data / "regions.yaml").write_text(regions, "utf-8")
        _, problems = schemas.load(data, ["examples", "regions"])
        rounds.append([problem.text(words, "en") for problem in problems])
    assert rounds == [
        [],
        ["data/examples.yaml:9: first: regions[1]: 'skane' is not in data/regions.yaml; did you mean skona?"],
    ]


def test_reports_unreadable_file(tmp_path, words):
    (tmp_path / "schema").symlink_to(ROOT / "data/schema")
    _, problems = schemas.load(tmp_path, ["examples"])
    assert [problem.text(words, "en").split(": ", 1)[1] for problem in problems] == [
        "the file cannot be read (it does not exist); it must exist and be readable"
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "data/schema").glob("*.json")), ids=lambda path: path.name)
def test_schemas_are_valid(path):
    jsonschema_rs.meta.validate(json.loads(path.read_text("utf-8")))


def test_example_fields_are_described_in_both_languages():
    fields = json.loads((ROOT / "data/schema/examples.json").read_text("utf-8"))["$defs"]["example"]["properties"]
    known = schemas.Schemas(ROOT / "data/schema")
    described = {name: known.at("examples", (0, name)) for name in fields}
    assert [n for n, s in described.items() if not (s.get("description") and s.get("x-description-sv"))] == []


def test_reports_value_without_a_label(words):
    docs, _ = schemas.load(ROOT / "data", ["strings"])
    del docs["strings"].data["labels"]["steps"]["vision"]
    complaints = schemas.missing_labels(schemas.Schemas(ROOT / "data/schema"), docs["strings"])
    assert [p.text(words, "en").split(": ", 1)[1] for p in complaints] == [
        "labels: steps: the value vision has no label; add labels.steps.vision with sv and en"
    ]


# ---- hostile texts ----------------------------------------------------------------------------------------------------

FREE = {"script", "handler", "title that ends", "link", "Jinja", "format", "formula", "path", "marker"}
HIDDEN = {"bidi", "bidi isolate", "zero width", "byte order mark", "variation", "tags", "line separator", "control"}
# Kinds of hostile text that Markdown leaves as plain text or makes harmless.
PLAIN = {"format", "path", "entity", "title that ends, escaped", "table"}


@pytest.mark.parametrize("name", REGISTERS)
def test_hostile_text_is_reported_or_in_a_free_text_field(words, name):
    register = Register(name)
    for (path, text), problems in register.problems.items():
        reported = [problem.text(words, lang) for problem in problems for lang in documents.LANGS]
        assert all(re.match(rf"data/{name}\.yaml:\d+: ", line) for line in reported), (path, text, reported)
        assert not [problem.key for problem in problems if problem.key not in words["problems"]]
    kinds = {text: kind for kind, text in TEXTS.items()}
    allowed: dict[tuple, set[str]] = {}
    for path, text in register.tried:
        if (path, text) not in register.problems:
            allowed.setdefault(path, set()).add(kinds[text])
    assert not [path for path, of in allowed.items() if of & HIDDEN]
    # A field that accepts any of these accepts all the free ones, or, if Markdown, all the plain ones.
    assert [path for path, of in allowed.items() if not _is_markdown(register, path) and not of >= FREE] == []
    assert [path for path, of in allowed.items() if _is_markdown(register, path) and of & FREE != PLAIN & FREE] == []
    assert [path for path, of in allowed.items() if _is_markdown(register, path) and not of >= PLAIN] == []


def _is_markdown(register: Register, path: tuple) -> bool:
    return register.known.at(register.name, (0, *path)).get("format") == "markdown"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_string_with_html_braces_or_invisible_signs_is_reported(text):
    doc = yaml_reader.parse(yaml.safe_dump({"labels": {"x": {"sv": text, "en": text}}}).encode(), "data/strings.yaml")
    schemas.check(doc, "strings", schemas.Schemas(ROOT / "data/schema"), {})
    strings.check(doc, {}, {})
    is_refused = any(problem.entry == "labels" for problem in doc.problems)  # the other groups are missing
    assert is_refused == bool(set('<>"&{}') & set(text) or invisible(text))


@pytest.mark.parametrize(
    ("address", "lang", "wrong"),
    [("steg/a.html", "sv", 0), ("en/steps/a.html", "en", 0), ("en/steps/a.html", "sv", 1), ("steg/a.html", "en", 1)],
)
def test_moved_page_address_matches_its_language(address, lang, wrong):
    doc = yaml_reader.parse(f"- {{address: {address}, lang: {lang}, to: steps/vision.md}}".encode(), "data/moved.yaml")
    schemas.check(doc, "moved", schemas.Schemas(ROOT / "data/schema"), {})
    assert [problem.key for problem in doc.problems] == ["form"] * wrong
