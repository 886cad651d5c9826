"""Links of the data to pages of the site."""

import pytest

from guide.data import schemas
from guide.data.yaml_reader import parse
from guide.prose.page_targets import Targets
from unit.conftest import ENTRY, ROOT

PAGES = {"steps/vision.md": {"vision", "how-to"}, "examples/first.md": {"anything"}}
SCHEMAS = schemas.Schemas(ROOT / "data/schema")
UNKNOWN = "there is no page {}; give its path below docs/sv"
CHECKED = [
    ("[x](steps/vision.md), [y](steps/vision.md#how-to), [z](examples/first.md#anything)", []),
    ("`[x](nowhere.md)` or nowhere.md or [x](https://a.se/nowhere.md)", []),
    ("Ett.\n\n[x](nowhere.md) och [y](nowhere.md)", [f"14: first: description (sv): {UNKNOWN.format('nowhere.md')}"]),
    ("[x][1]\n\n[1]: nowhere.md#x", [f"14: first: description (sv): {UNKNOWN.format('nowhere.md')}"]),
    (
        "[x](examples/first.md#nope)",
        ["12: first: description (sv): the link leads to #nope, but no heading of examples/first.md has that id; use the id in the heading’s braces"],
    ),
    ("[x](examples/second.md)", [f"12: first: description (sv): {UNKNOWN.format('examples/second.md')}"]),
    (
        "[x](steps/vision.md#how)",
        ["12: first: description (sv): the link leads to #how, but no heading of steps/vision.md has that id; did you mean #how-to?"],
    ),
    (
        "[x](steps/vision.md#zzz)",
        ["12: first: description (sv): the link leads to #zzz, but no heading of steps/vision.md has that id; use the id in the heading’s braces"],
    ),
]  # fmt: skip


# Fields that name a page: an existing page, a missing page, a missing heading.
FIELDS = [
    ("moved", "- {address: a.html, lang: sv, to: steps/vision.md#how-to}", None),
    ("moved", "- {address: a.html, lang: sv, to: nowhere.md#x}", f"1: #1: to: {UNKNOWN.format('nowhere.md')}"),
    ("news", "- {id: a, date: 2026-11-21, text: {sv: A, en: B}, page: examples/first.md}", None),
    ("news", "- {id: a, date: 2026-11-21, text: {sv: A, en: B}, page: gone.md}", f"1: a: page: {UNKNOWN.format('gone.md')}"),
    (
        "assessment",
        "- {id: a, guidance: steps/vision.md#how}",
        "1: a: guidance: the link leads to #how, but no heading of steps/vision.md has that id; did you mean #how-to?",
    ),
]  # fmt: skip


def complaints(words, yaml, register="examples"):
    docs = {register: parse(yaml.encode(), f"data/{register}.yaml")}
    targets = Targets(ROOT / "docs", PAGES, lambda source, _lang: PAGES[source])
    return [problem.text(words, "en") for problem in targets.check_data(docs, SCHEMAS)]


@pytest.mark.parametrize(("text", "problems"), CHECKED)
def test_reports_link_to_missing_page_or_heading(words, text, problems):
    block = "|-\n" + "\n".join(f"      {line}" for line in text.split("\n"))
    messages = complaints(words, ENTRY.replace("Vad som gjordes.", block))
    assert messages == [f"data/examples.yaml:{problem}" for problem in problems]


def test_ignores_links_in_plain_text_fields(words):
    assert complaints(words, ENTRY.replace("En kort text.", "'[x](nowhere.md)'")) == []


@pytest.mark.parametrize(("register", "yaml", "problem"), FIELDS)
def test_reports_field_with_missing_page_or_heading(words, register, yaml, problem):
    assert complaints(words, yaml, register) == ([f"data/{register}.yaml:{problem}"] if problem else [])
