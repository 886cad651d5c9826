"""The lines of values in a file, and the texts of problems."""

import pytest

from guide.data.documents import Document, Problem, place_name
from guide.data.yaml_reader import parse

YAML = """\
# Head

- id: one
  plain: Two words
  block: |-
    First line.

    Third line.
  list: [1,
    {name: x}]
- id: two
  folded: 'First line
    goes on.

    Second line.'
  quoted: "One.\\n\\nThree.

    Four."
  single: 'One

    Two'
"""
BROKEN = YAML + "- id: three\n  id: three\n"  # whose lines are the same although something is wrong


@pytest.mark.parametrize("text", [YAML, BROKEN], ids=["right", "wrong"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 3),
        ((0,), 3),
        ((0, "plain"), 4),
        ((0, "block"), 5),
        ((0, "list", 1, "name"), 10),
        ((0, "nowhere"), 3),
        ((1,), 11),
        ((1, "folded"), 12),
        ((1, "single", "deeper"), 19),
    ],
)
def test_line_falls_back_to_the_nearest_parent(text, path, line):
    assert parse(text.encode(), "data/x.yaml").line(path) == line


@pytest.mark.parametrize("text", [YAML, BROKEN], ids=["right", "wrong"])
@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ((0, "plain"), [4]),
        ((0, "block"), [6, 7, 8]),
        ((1, "folded"), [12, 15]),
        ((1, "quoted"), [16, 16, 16, 18]),
        ((1, "single"), [19, 21]),
        ((0, "list"), [9]),
        ((0, "nowhere"), [3]),
    ],
)
def test_line_within_handles_every_scalar_style(text, path, lines):
    doc = parse(text.encode(), "data/x.yaml")
    assert [doc.line_within(path, number) for number in range(1, len(lines) + 1)] == lines


def test_new_entry_has_the_line_of_the_list():
    doc = parse(YAML.encode(), "data/x.yaml")
    doc.data.append({"id": "new", "text": "One\nTwo"})
    assert (doc.line((2, "text")), doc.line_within((2, "text"), 2)) == (3, 3)


def test_line_within_handles_a_file_with_a_single_text():
    doc = parse(b"# Head\n\n|\n  One.\n  Two.\n", "data/x.yaml")
    assert [doc.line_within((), number) for number in (1, 2)] == [4, 5]


def test_problem_names_file_line_entry_field_and_language():
    doc = parse(b"- id: one\n  sources:\n  - title: {sv: x}\n", "data/x.yaml")
    doc.add("empty", (0, "sources", 0, "title", "sv"))
    strings = {"problems": {"empty": {"en": "is empty; fill it in", "sv": "är tomt; fyll i det"}}}
    (problem,) = doc.problems
    assert problem.text(strings, "en") == "data/x.yaml:3: one: sources[1].title (sv): is empty; fill it in"
    assert problem.without_place(strings, "sv") == "one: sources[1].title (sv): är tomt; fyll i det"
    assert problem.message(strings, "sv") == "är tomt; fyll i det"


@pytest.mark.parametrize(("line", "entry"), [(3, "one"), (10, "one"), (11, "two"), (22, "two"), (1, ""), (None, "")])
def test_problem_at_a_line_names_its_entry(line, entry):
    doc = parse(YAML.encode(), "data/x.yaml")
    doc.add("tab", line=line)
    assert doc.problems[0].entry == entry


@pytest.mark.parametrize(("text", "entry"), [("- name: x\n", "#1"), ("- id: 7\n", "#1"), ("- x\n", "#1")])
def test_entry_without_an_id_is_named_by_its_number(text, entry):
    doc = parse(text.encode(), "data/x.yaml")
    doc.add("empty", (0, "name"))
    assert doc.problems[0].entry == entry


def test_problem_without_entries_names_the_first_key():
    doc = Document("data/strings.yaml", data={"labels": {}})
    doc.add("empty", ("labels", "steps", "en"))
    assert (doc.problems[0].entry, doc.problems[0].field, doc.problems[0].lang) == ("labels", "steps", "en")


NO_WORDS = "det här är fel, men data/strings.yaml saknar texten som förklarar hur; återställ den filen först"


@pytest.mark.parametrize("text", ["{x}", "{", "{}", "{value.x}", "{value:d}", 7, None])
def test_message_falls_back_when_its_text_is_malformed(text):
    problem = Problem("a.md", 3, "empty", {"value": "v"})
    assert problem.text({"problems": {"empty": {"sv": text}}}, "sv") == f"a.md:3: {NO_WORDS}"


@pytest.mark.parametrize("strings", [None, {}, {"problems": None}, {"problems": {"empty": {"en": "x"}}}])
def test_message_falls_back_when_its_text_is_missing(strings):
    assert Problem("a.md", 3, "empty", {}).text(strings, "sv") == f"a.md:3: {NO_WORDS}"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((), ("", None)),
        (("url",), ("url", None)),
        (("title", "en"), ("title", "en")),
        (("sources", 1, "url"), ("sources[2].url", None)),
        (("steps", 0), ("steps[1]", None)),
    ],
)
def test_place_name_counts_from_one_and_splits_off_the_language(path, name):
    assert place_name(path) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b[31m", "'a\\x1b[31m'"),
        ("two\nlines", "'two\\nlines'"),
        ("a\u202eb", "'a\\u202eb'"),
        ("# the comment", "'# the comment'"),
        ("list[2].sv", "list[2].sv"),
        ("år", "år"),
    ],
)
def test_unusual_field_name_is_quoted_and_escaped(words, name, shown):
    problem = Problem("data/x.yaml", 1, "form", {"value": "a\nb", "help": ""}, "", name)
    assert problem.text(words, "en").rstrip() == f"data/x.yaml:1: {shown}: 'a\\nb' has the wrong form;"


def test_message_truncates_long_id_and_field(words):
    problem = Problem("data/x.yaml", 1, "empty", {}, "x" * 5000, "y" * 5000)
    assert problem.text(words, "en").startswith(f"data/x.yaml:1: {'x' * 80}: {'y' * 80}: ")
