"""The front matter of a hand-written page, and the problems in it.

It is read as the registers are, and ``data/schema/page.json`` says what it may contain.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from guide.data import schemas
from guide.data.documents import LANGS, Document
from guide.data.entries import Change
from guide.data.formats import is_date
from guide.data.yaml_reader import parse

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def body(text: str) -> str:
    """Return a page with empty lines for its front matter, so that each line keeps its number."""
    front = FRONT_MATTER.match(text)
    return "\n" * front[0].count("\n") + text[front.end() :] if front else text


def first_line(body: str) -> int:
    """Return the line where the text of a page begins, for problems that have no line of their own."""
    return len(body) - len(body.lstrip("\n")) + 1


@cache  # called often, for the few hand-written pages; nobody changes what it returns
def _read(page: str) -> Document | None:
    """Return the front matter of a page, its lines those of the page; ``None`` where it has none."""
    front = FRONT_MATTER.match(page)
    return parse(f"\n{front[1]}".encode("utf-8", "surrogatepass"), "") if front else None


def check(text: str, doc: Document, rules: schemas.Schemas, ids: Mapping[str, set[str]]) -> None:
    """Report in ``doc`` the problems of the front matter of the page ``text``, given the ``ids`` of each register."""
    front, cached = FRONT_MATTER.match(text), _read(text)
    if not (front and cached):
        doc.add("front_matter", line=1)
        return
    read = replace(cached, file=doc.file, problems=[replace(problem, file=doc.file) for problem in cached.problems])
    if not read.problems:
        schemas.check(read, "page", rules, ids)
    for number, line in enumerate(front[1].split("\n"), 2):
        if line.startswith("..."):  # there it would end for MkDocs, but not for us
            read.add("syntax", line=number, reason="did not find expected <document start>")
    doc.problems += read.problems


def of_page(page: str) -> Mapping[str, Any]:
    """Return the front matter of a page; empty when it has none or one that cannot be read."""
    doc = _read(page)
    return doc.data if doc and isinstance(doc.data, dict) and not doc.problems else {}


def changes(texts: Iterable[str]) -> tuple[Change, ...]:
    """Return the notes of changes in the front matters of ``texts``, a page in its languages; each once."""
    lists = (of_page(text).get("changes") for text in texts)
    notes = [one for entries in lists if isinstance(entries, list) for one in entries if isinstance(one, dict)]
    good = (one for one in notes if one.keys() == {"date", *LANGS} and all(isinstance(t, str) for t in one.values()))
    return tuple(dict.fromkeys(Change(**one) for one in good if is_date(one["date"])))
