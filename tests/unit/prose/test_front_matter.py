"""What is between the --- lines at the top of a page, and what is wrong with it."""

import datetime

import pytest
import yaml

from guide.data.documents import Document
from guide.data.entries import Change
from guide.prose import front_matter

KEYS = "title, description, reviewed, translation, owner, hide, original_language, robots, search, changes"
NOT_YAML = "the line is not YAML ({}); check quotation marks, colons and indentation here and on the line before"
GOOD = "title: A\ndescription: B"
CHANGES = (
    "4: changes must be a list in which each change has date (YYYY-MM-DD), sv and en; write at most 200 characters in"
    " each language"
)
BAD_CHANGES = [
    "",
    "[]",
    "soon",
    "[soon]",
    "{date: 2026-11-28, sv: Ett, en: One}",
    "[{date: 2026-11-28, sv: Ett}]",
    "[{date: november, sv: Ett, en: One}]",
    "[{date: 2026-11-28, sv: Ett, en: ' '}]",
    "[{date: 2026-11-28, sv: 1, en: One}]",
    "[{date: 2026-11-28, sv: Ett, en: One, da: En}]",
    f"[{{date: 2026-11-28, sv: Ett, en: {'x' * 201}}}]",
]
WRONG = [
    (f"{GOOD}\ntemplate: 404.html", [f"4: unknown field; allowed fields: {KEYS}"]),
    (f"{GOOD}\nrewiewed: 2026-11-21", [f"4: unknown field; did you mean reviewed? Allowed fields: {KEYS}"]),
    (f"{GOOD}\n7: x", [f"4: unknown field; allowed fields: {KEYS}"]),
    ("description: B", ["1: the front matter has no title; add it between the --- lines at the top"]),
    ("title: A\ndescription:", ["1: the front matter has no description; add it between the --- lines at the top"]),
    ("title: [A]\ndescription: B", ["2: title must be text; put it in quotation marks"]),
    ("title: A\ndescription: 2026", ["3: description must be text; put it in quotation marks"]),
    (f"{GOOD}\nrobots: '\"><script>'", ["4: robots is '\"><script>'; it may contain only letters, digits, spaces and . , : -"]),
    (f"{GOOD}\nreviewed: 21 november", ["4: '21 november' is not a date; write YYYY-MM-DD, such as 2026-03-31"]),
    (f"{GOOD}\nreviewed: 2026", ["4: '2026' is not a date; write YYYY-MM-DD, such as 2026-03-31"]),
    (f"{GOOD}\nreviewed: 2026-31-11", ["4: '2026-31-11' is not a date; write YYYY-MM-DD, such as 2026-03-31"]),
    ("title: A: B\ndescription: B", [f"2: {NOT_YAML.format('mapping values are not allowed in this context')}"]),
    (f"{GOOD}\n...", [f"4: {NOT_YAML.format('...')}"]),
    (f"{GOOD}\n\thide: x", ["4: the line is indented with a tab; use spaces, two for each level"]),
    (f"{GOOD}\nsearch: !!python/name:os.system x", [f"4: {NOT_YAML.format('could not determine a constructor for the tag ' + repr('tag:yaml.org,2002:python/name:os.system'))}"]),
    *((f"{GOOD}\nchanges: {one}", [CHANGES]) for one in BAD_CHANGES),
    (f"{GOOD}\nowner: *x", [f"4: {NOT_YAML.format('found undefined alias')}"]),
]  # fmt: skip
# What PyYAML raises something else than YAMLError for.
NOTED = "\nchanges:\n- {date: 2026-11-28, sv: Ett, en: One}\n- {date: '2026-11-01', sv: Två, en: Two}"
UNREADABLE = [
    "owner: " + "1" * 5000,
    "owner: " + "{a: " * 2000,
    "owner: !!bool x",
    "owner: !!timestamp x",
    "owner: !!int x",
]


def page(head: str) -> str:
    return f"---\n{head}\n---\nText."


def complaints(words, head):
    doc = Document("docs/sv/page.md")
    meta = front_matter.check(page(head), doc)
    return meta, [problem.text(words, "en").removeprefix("docs/sv/page.md:") for problem in doc.problems]


@pytest.mark.parametrize(
    "more",
    ["", "\nreviewed: 2026-11-21", "\nhide: [toc]", "\nrobots: noindex, nofollow", "\nsearch: {exclude: true}", NOTED],
)
def test_good_front_matter_has_no_problems(words, more):
    meta, problems = complaints(words, GOOD + more)
    assert problems == []
    assert meta == yaml.safe_load(GOOD + more)


@pytest.mark.parametrize(("head", "problems"), WRONG)
def test_bad_front_matter_gets_its_line_and_a_remedy(words, head, problems):
    assert complaints(words, head)[1] == problems


@pytest.mark.parametrize("line", UNREADABLE, ids=[line[:16] for line in UNREADABLE])
def test_front_matter_that_no_reader_takes_is_reported(words, line):
    meta, problems = complaints(words, f"{GOOD}\n{line}")
    assert meta is None
    assert [problem.split(":")[1].split("(")[0] for problem in problems] == [" the line is not YAML "]
    assert front_matter.of_page(page(line)) == {}


def test_page_without_front_matter_lacks_title_and_description():
    doc = Document("docs/sv/page.md")
    front_matter.check("Text.", doc)
    assert [(problem.key, problem.values["name"]) for problem in doc.problems] == [
        ("page_meta", "title"),
        ("page_meta", "description"),
    ]


@pytest.mark.parametrize(
    ("text", "body", "lines"),
    [
        ("---\ntitle: A\n---\nText.\n", "Text.\n", 3),
        ("---\ntitle: A\n---\n\nText.\n---\n", "\nText.\n---\n", 3),
        ("Text.\n", "Text.\n", 0),
        ("\n---\ntitle: A\n---\nText.", "\n---\ntitle: A\n---\nText.", 0),
    ],
)
def test_body_of_a_page_is_what_follows_its_front_matter(text, body, lines):
    assert front_matter.body(text) == (body, lines)


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        (page("title: A\nreviewed: 2026-11-21"), {"title": "A", "reviewed": datetime.date(2026, 11, 21)}),
        (page("- a list"), {}),
        (page("title: A: B"), {}),
        (page("reviewed: 2026-31-11"), {}),
        ("Text.", {}),
    ],
)
def test_front_matter_of_a_page_is_empty_where_it_cannot_be_read(text, meta):
    assert front_matter.of_page(text) == meta


def test_changes_of_a_page_are_those_of_both_languages_each_once():
    one = Change("2026-11-28", "Ett", "One")
    more = f"{GOOD}\nchanges: [{{date: 2026-11-28, sv: Ett, en: One}}, {{date: soon, sv: x, en: x}}]"
    found = front_matter.changes([page(GOOD + NOTED), page(more), page(GOOD), page(f"{GOOD}\nchanges: 1")])
    assert found == (one, Change("2026-11-01", "Två", "Two"))
