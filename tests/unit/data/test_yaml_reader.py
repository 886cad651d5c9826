"""The YAML reader: the core schema of YAML 1.2, and each fault with its line."""

import re
from pathlib import Path

import pytest
import yaml

from guide.data import yaml_reader
from unit.conftest import ENTRY

# Text to replace in the valid entry, its replacement, and the problems without the leading "data/examples.yaml:".
BAD = [
    ("  evidence: documented", "  evidence: documented\n  evidence: evaluated", "19: first: the field evidence appears twice in the same entry; keep one of them"),
    ("  steps:", "\tsteps:", "8: the line is indented with a tab; use spaces, two for each level"),
    ("title:\n", "title: &t\n", "2: first: anchors and aliases (& and *) are not used here; write out the value"),
    ("  period:", "  <<: {id: x}\n  period:", "17: first: merging with << is not used here; write out the fields"),
    ("id: first", "id: !!python/name:os.system x", "1: x: the tag tag:yaml.org,2002:python/name:os.system is not allowed; remove it"),
    ("sv: En kort text.", "sv: En kort text: igen.", "6: the line is not YAML (a colon inside a text needs quotation marks, and one after a field name a space); check quotation marks, colons and indentation here and on the line before"),
    ("sv: En kort text.", "sv: Om punkt #1 i listan.", "6: first: #1 i listan. and the rest of the line are lost, as # after a space begins a comment; put the whole text in quotation marks, or write the comment on a line of its own"),
    ("sv: En kort text.", "sv: Om punkt # 1 i listan.", "6: first: # 1 i listan. and the rest of the line are lost, as # after a space begins a comment; put the whole text in quotation marks, or write the comment on a line of its own"),
    ("sv: En kort text.", "sv: En text  #", "6: first: # and the rest of the line are lost, as # after a space begins a comment; put the whole text in quotation marks, or write the comment on a line of its own"),
    ("reviewed: 2026-11-21", "reviewed: 2026-11-21 # by us", "24: first: # by us and the rest of the line are lost, as # after a space begins a comment; put the whole text in quotation marks, or write the comment on a line of its own"),
    ("sv: En kort text.", "sv: \"En kort text.", "6: the line is not YAML (a closing quotation mark is missing); check quotation marks, colons and indentation here and on the line before"),
    ("sv: En kort text.", "sv: ! En kort text.", "6: first: the tag ! is not allowed; remove it"),
    ("  steps: [analysis]", "  id: second\n  summary: x\n  steps: [analysis]", "8: first: the entry already has an id; write - id: with a hyphen where a new entry begins"),
    ("sv: En kort text.", "sv: ”En kort text.”", "6: first: the text is in typographic quotation marks, which are then shown; remove them, or put straight ones around the whole value"),
    ("sv: Vad som gjordes.", "sv: >-\n      Ett.\n\n      Två.", "11: first: the text loses its paragraphs or its list; write |- on the line above it, after the colon of the field (in place of > if that is there)"),
    ("sv: Vad som gjordes.", "sv: >-\n      Ett:\n      - två\n      - tre", "11: first: the text loses its paragraphs or its list; write |- on the line above it, after the colon of the field (in place of > if that is there)"),
    ("sv: Vad som gjordes.", "sv: Ett\n      1. Två\n      2. Tre", "11: first: the text loses its paragraphs or its list; write |- on the line above it, after the colon of the field (in place of > if that is there)"),
    ("sv: Vad som gjordes.", "sv: #Vad", "11: first: #Vad and the rest of the line are lost, as # after a space begins a comment; put the whole text in quotation marks, or write the comment on a line of its own"),
    ("sv: Vad som gjordes.", "sv: '[Vad](https://www.skane.se)' som", "11: the line is not YAML (the text goes on after a closing quotation mark or bracket; put the whole text within '…'); check quotation marks, colons and indentation here and on the line before"),
    ("sv: Vad som gjordes.", "sv: [Vad](https://www.skane.se) som", "11: the line is not YAML (the text goes on after a closing quotation mark or bracket; put the whole text within '…'); check quotation marks, colons and indentation here and on the line before"),
    ("  steps: [analysis]", "  steps = [analysis]", "8: the line is not YAML (a colon is missing, or the space after it); check quotation marks, colons and indentation here and on the line before"),
    ("  steps: [analysis]", "  steps:\n  – analysis\n  – vision", "9: the line is not YAML (a colon is missing, or the space after it); check quotation marks, colons and indentation here and on the line before"),
    ("sv: Vad som gjordes.", "sv:\n      Ett.\n\n      Två.", "12: first: the text loses its paragraphs or its list; write |- on the line above it, after the colon of the field (in place of > if that is there)"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "complaint"), BAD, ids=[bad[1][:24] for bad in BAD])
def test_reports_disallowed_yaml_with_its_line(complaints, old, new, complaint):
    assert ENTRY.count(old) == 1
    assert complaints(ENTRY.replace(old, new)) == [f"data/examples.yaml:{complaint}"]


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"\xef\xbb\xbf" + ENTRY.encode(), "1: the file begins with an invisible byte order mark; save it as UTF-8 without a byte order mark"),
        (ENTRY.encode("latin-1"), "3: the line is not UTF-8; save the file as UTF-8"),
        (b"", "1: the file is empty; write what it must contain, or restore it"),
        (ENTRY.replace("  steps:", "<<<<<<< HEAD\n  steps:").encode(), "8: git has put two versions of the text here; keep the right one, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"),
        (ENTRY.replace("  steps:", "  steps:\xa0").replace(": [", ":\xa0[", 1).encode(), "8: the line is not YAML (a colon is missing, or the space after it), probably because a no-break space has been pasted in; type the spaces again here and on the line before"),
        (b"# A note\n---\n", "3: the file is empty; write what it must contain, or restore it"),
        (b"- text\n", "1: #1: must have fields, such as id, title, summary, description, steps, evidence, sources, reviewed, original_language; write each on an indented line of its own: name, colon, space and value"),
        (b"- *nowhere\n", "1: the line is not YAML (an alias without an anchor); check quotation marks, colons and indentation here and on the line before"),
    ],
)  # fmt: skip
def test_reports_file_without_a_list_of_entries(complaints, raw, complaint):
    assert complaints(raw) == [f"data/examples.yaml:{complaint}"]


@pytest.mark.parametrize(
    ("entry", "plain"),
    [
        ("id: a\n  text: |\n    Two\n\n    lines\n  list: [1, -2.5, ~, null, true, no, '1', \"å\"]\n", True),
        ("id: a\n  # a note\n  lists:\n    - b\n    - [c: d]\n  empty:\n  day: 2026-11-22", True),
        ("plain", True),
        ("id: !!str 1", True),
        ("id: !!int 1", False),
        ("id: !!str [a]", False),
        ("&a id: 1", False),
        ("id: &a 1\n  b: *a", False),
        ("id: [&a 1, *a]", False),
        ("id: *a", False),
        ("<<: {a: 1}", False),
        ("id: 1\n  id: 2", False),
        ("[a]: 1", False),
        ("id: >\n    folded\n    text\n", True),
        ("id: >\n    folded\n\n    text\n", False),
        ("id: a\n---\n- id: b", False),
        ("id: 'a", False),
        ("id: a\nb: c", False),
    ],
)
def test_non_plain_entry_is_reported_at_its_line(entry, plain):
    raw = f"# Head\n\n- id: first\n- {entry}\n- id: last\n".encode()
    read = yaml_reader.parse(raw, "data/x.yaml")
    assert (not read.problems) == plain
    nodes = read.root.value if read.root else ()  # none where it cannot be read
    assert list(read.starts) == [node.start_mark.line + 1 for node in nodes]
    assert [read.line((number,)) for number in range(len(nodes))] == list(read.starts)
    assert [read._entry_at(line) for line in (1, 2, 3)] == ["", "", "first" if nodes else ""]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("7", 7),
        ("-7", -7),
        ("007", 7),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e5", 100_000),
        ("2016.0", 2016),
        ("1e999", float("inf")),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("'7'", "7"),
        ("+", "+"),
    ],
)
def test_plain_scalar_follows_the_core_schema(text, value):
    (read,) = yaml_reader.parse(f"- {text}\n".encode(), "data/x.yaml").data
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("1" * 5000, f"first: period.start: '{'1' * 80}' is not a month or a day; write 2016, 2016-03 or 2016-03-31, without quotation marks"),
        ("[" * 3000 + "]" * 3000, "the line is not YAML (too many lists and fields inside one another); check quotation marks, colons and indentation here and on the line before"),
        ("{a: " * 500 + "1" + "}" * 500, "the line is not YAML (too many lists and fields inside one another); check quotation marks, colons and indentation here and on the line before"),
        ("{a: " * 15 + "1" + "}" * 15, "first: period.start: must be text; put quotation marks around digits, true and false, and write no fields, hyphens or square brackets"),
        ("", "first: period.start: is empty; fill it in or remove the field"),
    ],
    ids=["digits", "lists", "mappings", "fewer mappings", "nothing"],
)  # fmt: skip
def test_reports_unreadable_value(complaints, value, complaint):
    text = ENTRY.replace("period: {start: 2016, end: 2018-06}", f"period:\n    start: {value}")
    assert complaints(text) == [f"data/examples.yaml:18: {complaint}"]


@pytest.mark.parametrize("word", ["no", "2026-11-21", "1_000", "a", "+", "-"])
def test_plain_word_is_read_as_text(word):
    assert yaml_reader.word(word) == word


@pytest.mark.parametrize("word", ["", "~", "true", "7", "1e5", ".5"])
def test_reserved_word_is_not_read_as_text(word):
    assert not isinstance(yaml_reader.word(word), str)


@pytest.mark.parametrize(
    "text", ["name: Va\u0308stra", 'name: "Va\\u0308stra"', "- &x name: Va\u0308stra", "name: |\n  Va\u0308stra"]
)
def test_letters_are_composed_in_every_scalar_style(text):
    data = yaml_reader.parse(text.encode(), "x").data
    assert (data[0] if isinstance(data, list) else data)["name"].strip() == "Västra"


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffe"]
)
def test_reports_control_character_at_its_line(complaints, character):
    message = f"data/examples.yaml:3: the text contains the invisible character U+{ord(character):04X}; remove it"
    assert complaints(ENTRY.replace("Första exemplet", f"Första{character}exemplet")) == [message]


def test_every_libyaml_error_is_translated(words):
    program = next(Path(yaml.__file__).parent.glob("_yaml*.so")).read_bytes()
    begins = rb"(?:found |did not find |could not find |mapping \w+ are|block sequence entries|exceeded maximum|input is too)"
    given = {text.decode() for text in re.findall(begins + rb"[ -~]+(?=\0)", program)}
    assert len(given) > 30
    others = {text for text in given if "UTF-8" in text or "type" in text}  # decoded earlier, and Cython's own
    assert given - others - words["reasons"].keys() == set()


# Reasons of PyYAML's composer, and of libyaml where no test above covers them.
REASONS = {
    "a: &x 1\nb: &x 2\n": "ett ankare står två gånger",
    "a: 1\n--- \nb: 2\n": "filen har mer än ett dokument",
    "[]\n- a: 1\n": "filen är slut här; ta bort [], --- eller ... här eller ovanför",
    "a: *x\n": "ett alias utan ankare",
    "a: ? b\n": "ett frågetecken först i ett värde kräver citattecken",
    "- " * 3000: "för många listor och fält i varandra",
    'a: "\\ud800"\n': "tecknets nummer finns inte",
}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_unclosed_quotation_mark_is_reported_at_its_entry(quote):
    entries = [f"- id: a{number}\n  title: {quote}Ett: två{quote}\n" for number in range(9)]
    entries[4] = entries[4].rstrip().removesuffix(quote) + "\n"
    (problem,) = yaml_reader.parse("".join(entries).encode(), "a.yaml").problems
    assert (problem.key, problem.line) == ("syntax", 10)


@pytest.mark.parametrize("text", REASONS, ids=lambda text: text[:12])
def test_yaml_error_is_in_the_editors_language(words, text):
    (problem,) = yaml_reader.parse(text.encode(), "data/x.yaml").problems
    assert f"som YAML ({REASONS[text]})" in problem.text(words, "sv")


@pytest.mark.parametrize("text", ["# see # 2\na: 1\n", "a: 1 # see #2\n", "a: true # x\n", "a: 2014\n  - 2020 och\n  mer\n", "a: den\n  1. maj\n", "a: [1] # x\n", "a: # x\n- b\n", "a: |- # x\n  y\n", "- # x\n  b\n", "a: {b: 'x # y', c: \"x # y\"} # x\n", "- a\n    - b\n", "a: >-\n  2016\n  -5 och\n  10. Tio\nb:\n- c\n", "---\n", "a: 'x' #note\n", "a: 'x #2'\n", "a: |\n  x #2\n", "a: >-\n  x\n  y #2 z\n"])  # fmt: skip
def test_comment_is_not_reported_as_lost_text(text):
    assert yaml_reader.parse(text.encode(), "a.yaml").problems == []
