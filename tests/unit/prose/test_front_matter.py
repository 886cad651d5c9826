"""The front matter of pages, and its problems."""

import pytest
import yaml

from guide.data import schemas
from guide.data.documents import Document
from guide.data.entries import Change
from guide.prose import front_matter
from unit.conftest import ROOT

SCHEMAS, IDS = schemas.Schemas(ROOT / "data/schema"), {"owners": {"editors", "web"}}
KEYS = "changes, description, hide, original_language, owner, reviewed, robots, search, title, translation"
NOT_YAML = "the line is not YAML ({}); check quotation marks, colons and indentation here and on the line before"
TYPE = {
    "array": "must be a list; write it in square brackets, as in [one, two], or each value on a line of its own after a hyphen",
    "boolean": "must be true or false; write it without quotation marks",
    "string": "must be text; put quotation marks around digits, true and false, and write no fields, hyphens or square brackets",
}  # fmt: skip
GOOD = "title: A\ndescription: B"
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
NOTED = "\nchanges:\n- {date: 2026-11-28, sv: Ett, en: One}\n- {date: '2026-11-01', sv: Två, en: Two}"

WRONG = [
    (f"{GOOD}\ntemplate: 404.html", [f"4: template: unknown field; allowed fields: {KEYS}"]),
    (f"{GOOD}\nrewiewed: 2026-11-21", [f"4: rewiewed: unknown field; did you mean reviewed? Allowed fields: {KEYS}"]),
    (f"{GOOD}\n7: x", [f"4: 7: unknown field; allowed fields: {KEYS}"]),
    ("description: B", ["2: title: missing; add the field. What the page is called in menus, browser tabs and search results."]),
    ("title: A\ndescription:", ["3: description: is empty; fill it in or remove the field"]),
    ("title: '  '\ndescription: B", ["2: title: is empty; fill it in or remove the field"]),
    ("title: [A]\ndescription: B", [f"2: title: {TYPE['string']}"]),
    ("title: A\ndescription: 2026", [f"3: description: {TYPE['string']}"]),
    ("title: A\ndescription: B\ntitle: C", ["4: the field title appears twice in the same entry; keep one of them"]),
    (f"{GOOD}\nrobots: '\"><script>'", ["4: robots: unknown value '\"><script>'; allowed values: noindex, noindex, nofollow"]),
    (f"{GOOD}\nrobots: ['\"><script>alert(1)</script>']", [f"4: robots: {TYPE['string']}"]),
    (f"{GOOD}\nrobots: {{noindex: '<'}}", [f"4: robots: {TYPE['string']}"]),
    (f"{GOOD}\nhide: <script>", [f"4: hide: {TYPE['array']}"]),
    (f"{GOOD}\nhide: ['<script>']", ["4: hide: [1]: unknown value '<script>'; allowed values: navigation, toc, footer"]),
    (f"{GOOD}\nsearch: {{exclude: 'yes'}}", [f"4: search: exclude: {TYPE['boolean']}"]),
    (f"{GOOD}\nsearch: {{boost: 2}}", ["4: search: boost: unknown field; allowed fields: exclude", "4: search: exclude: missing; add the field."]),
    (f"{GOOD}\noriginal_language: xx", ["4: original_language: unknown value 'xx'; allowed values: sv, en"]),
    (f"{GOOD}\nowner: wb", ["4: owner: 'wb' is not in data/owners.yaml; did you mean web?"]),
    (f"{GOOD}\ntranslation: {{of: \"<\", checked: 2026-11-28}}", ["4: translation: of: '<' has the wrong form; Ten digits or letters a–f in quotation marks; make translated writes them."]),
    (f"{GOOD}\nreviewed: 21 november", ["4: reviewed: '21 november' is not a date; write YYYY-MM-DD, such as 2026-03-31"]),
    (f"{GOOD}\nreviewed: 2026", ["4: reviewed: '2026' is not a date; write YYYY-MM-DD, such as 2026-03-31"]),
    (f"{GOOD}\nreviewed: 2026-31-11", ["4: reviewed: '2026-31-11' is not a date; write YYYY-MM-DD, such as 2026-03-31"]),
    ("title: A: B\ndescription: B", [f"2: {NOT_YAML.format('a colon inside a text needs quotation marks, and one after a field name a space')}"]),
    (f"{GOOD}\n...", [f"4: {NOT_YAML.format('the file ends here; remove [], --- or ... here or above')}"]),
    (f"{GOOD}\n\thide: x", ["4: the line is indented with a tab; use spaces, two for each level"]),
    (f"{GOOD}\nowner: \x07", ["4: the text contains the invisible character U+0007; remove it"]),
    (f"{GOOD}\nsearch: !!python/name:os.system x", ["4: the tag tag:yaml.org,2002:python/name:os.system is not allowed; remove it"]),
    (f"{GOOD}\nowner: *x", [f"4: {NOT_YAML.format('an alias without an anchor')}"]),
    ("- a list", ["2: must have fields, such as title, description; write each on an indented line of its own: name, colon, space and value"]),
]  # fmt: skip
# Values for which PyYAML raises something other than YAMLError, or that Python cannot represent.
UNREADABLE = [
    ("owner: " + "1" * 5000, "'" + "1" * 80 + "' is not in data/owners.yaml"),
    ("owner: " + "{a: " * 2000, NOT_YAML.format("too many lists and fields inside one another")),
    ("owner: " + "[" * 2000, NOT_YAML.format("too many lists and fields inside one another")),
    ("owner: !!bool x", "the tag tag:yaml.org,2002:bool is not allowed"),
    ("owner: !!timestamp x", "the tag tag:yaml.org,2002:timestamp is not allowed"),
    ("owner: !!int x", "the tag tag:yaml.org,2002:int is not allowed"),
]


def page(head: str) -> str:
    return f"---\n{head}\n---\nText."


def complaints(words, head):
    doc = Document("docs/sv/page.md")
    front_matter.check(page(head), doc, SCHEMAS, IDS)
    return [problem.text(words, "en").removeprefix("docs/sv/page.md:") for problem in doc.problems]


@pytest.mark.parametrize(
    "more", ["", "\nreviewed: 2026-11-21", "\nhide: [toc]", "\nrobots: noindex, nofollow", "\nsearch: {exclude: true}"]
)
def test_valid_front_matter_has_no_problems(words, more):
    assert complaints(words, GOOD + more) == []
    meta = front_matter.of_page(page(GOOD + more))
    assert {**meta, "reviewed": ""} == {**yaml.safe_load(GOOD + more), "reviewed": ""}


@pytest.mark.parametrize(("head", "problems"), WRONG)
def test_reports_invalid_front_matter_with_line_and_remedy(words, head, problems):
    assert complaints(words, head) == problems


@pytest.mark.parametrize(("line", "message"), UNREADABLE, ids=[line[:16] for line, _ in UNREADABLE])
def test_reports_unreadable_front_matter(words, line, message):
    problems = complaints(words, f"{GOOD}\n{line}")
    assert [problem.removeprefix("4: ").removeprefix("owner: ").startswith(message) for problem in problems] == [True]


@pytest.mark.parametrize("text", ["", "Text.", "---\ntitle: A", "---\n---\n", "\n---\ntitle: A\n---\n"])
def test_missing_front_matter_message_explains_the_format(words, text):
    doc = Document("docs/sv/page.md")
    front_matter.check(text, doc, SCHEMAS, IDS)
    assert front_matter.of_page(text) == {}
    assert [problem.text(words, "sv") for problem in doc.problems] == [
        "docs/sv/page.md:1: sidan saknar sidhuvud; börja filen med en rad ---, sedan title och description, och så en rad --- till"
        " (tre bindestreck på första raden, utan något före eller efter)"
    ]


@pytest.mark.parametrize(
    ("text", "body", "first"),
    [
        ("---\ntitle: A\n---\nText.\n", "\n\n\nText.\n", 4),
        ("---\ntitle: A\n---\n\nText.\n---\n", "\n\n\n\nText.\n---\n", 5),
        ("Text.\n", "Text.\n", 1),
        ("\n---\ntitle: A\n---\nText.", "\n---\ntitle: A\n---\nText.", 2),
    ],
)
def test_body_has_blank_lines_for_its_front_matter(text, body, first):
    assert (front_matter.body(text), front_matter.first_line(body)) == (body, first)


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        (page("title: A\nreviewed: 2026-11-21"), {"title": "A", "reviewed": "2026-11-21"}),
        (page("- a list"), {}),
        (page("title: A: B"), {}),
        (page("title: yes\nowner: 12:30"), {"title": "yes", "owner": "12:30"}),
        ("Text.", {}),
    ],
)
def test_unreadable_front_matter_is_empty(text, meta):
    assert front_matter.of_page(text) == meta


def test_changes_of_both_languages_are_merged():
    one = Change("2026-11-28", "Ett", "One")
    more = f"{GOOD}\nchanges: [{{date: 2026-11-28, sv: Ett, en: One}}, {{date: soon, sv: x, en: x}}]"
    merged = front_matter.changes([page(GOOD + NOTED), page(more), page(GOOD), page(f"{GOOD}\nchanges: 1")])
    assert merged == (one, Change("2026-11-01", "Två", "Two"))


@pytest.mark.parametrize("given", BAD_CHANGES)
def test_reports_invalid_change(words, given):
    problems = complaints(words, f"{GOOD}\nchanges: {given}")
    assert problems
    assert all(problem.startswith("4: changes: ") for problem in problems)
