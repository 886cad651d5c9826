"""What stands between the --- lines at the top of a page written by hand, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import yaml

from guide.data.documents import LANGS, Document
from guide.data.entries import Change
from guide.data.formats import is_date
from guide.data.messages import add_near

KEYS = (
    "title",
    "description",
    "reviewed",
    "translation",
    "owner",
    "hide",
    "original_language",
    "robots",
    "search",
    "changes",
)
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LONGEST = 200  # characters of a change: data/schema/common.json
_WORDS = re.compile(r"[\w .,:-]*")  # the theme prints the others as they are


class NoDayError(yaml.MarkedYAMLError):
    """What looks like a day but is in no calendar, such as 2026-31-11."""


class _Loader(yaml.CSafeLoader):
    """Says so, with its line, where a day is in no calendar."""


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        raise NoDayError(problem=node.value, problem_mark=node.start_mark) from None


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


@cache  # asked for by the checks of pages and by what tells of them, neither of which changes it
def load(yaml_text: str) -> Any:
    """What front matter holds. Raises ``YAMLError`` where it cannot be read, also for a day in no calendar."""
    try:
        return yaml.load(yaml_text, _Loader)  # noqa: S506 - a safe loader
    except (ValueError, LookupError, AttributeError, RecursionError) as error:
        # what the loader does not catch itself: thousands of digits or brackets, a tag such as !!bool or !!timestamp
        raise yaml.YAMLError(str(error)) from None


def body(text: str) -> tuple[str, int]:
    """A page without its front matter, and how many lines that took."""
    front = FRONT_MATTER.match(text)
    return (text[front.end() :], front[0].count("\n")) if front else (text, 0)


def check(text: str, doc: Document) -> Mapping[str, Any] | None:
    """The front matter of the page ``text``, ``None`` when it cannot be read; ``doc`` gets what is wrong with it."""
    meta = _read(text, doc)
    if meta is None:
        return None
    for name in ("title", "description"):
        if not meta.get(name):
            doc.add("page_meta", line=1, name=name)
    for name, value in meta.items():
        _check_field(name, value, _line(text, name), doc)
    return meta


def _read(text: str, doc: Document) -> Mapping[str, Any] | None:
    front = FRONT_MATTER.match(text)
    for number, line in enumerate(front[1].split("\n") if front else (), 2):
        if re.match(r"\s*\t", line):
            doc.add("tab", line=number)
            return None
        if line.startswith("..."):  # there it would end for MkDocs, but not for us
            doc.add("syntax", line=number, reason="...")
            return None
    try:
        meta = load(front[1]) if front else {}
    except NoDayError as error:
        doc.add("bad_date", line=_marked(error), value=error.problem)
        return None
    except yaml.YAMLError as error:
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        doc.add("syntax", line=_marked(error), reason=reason)
        return None
    return meta if isinstance(meta, dict) else {}


def _check_field(name: object, value: object, line: int, doc: Document) -> None:
    if name not in KEYS:
        add_near(doc, "unknown_field", (), str(name), KEYS, line=line, allowed=", ".join(KEYS))
    elif name in ("title", "description"):
        if value and not isinstance(value, str):
            doc.add("page_text", line=line, name=name)
    elif name == "reviewed":
        if value is not None and not is_date(str(value)):
            doc.add("bad_date", line=line, value=str(value)[:60])
    elif name == "changes":
        if not (isinstance(value, list) and value and all(_is_change(one) for one in value)):
            doc.add("page_changes", line=line)
    elif isinstance(value, str) and not _WORDS.fullmatch(value):
        doc.add("page_value", line=line, name=name, value=value[:60])


def _is_change(value: object) -> bool:
    """Whether ``value`` is what ``common.json`` calls a change."""
    if not (isinstance(value, dict) and value.keys() == {"date", *LANGS} and is_date(str(value["date"]))):
        return False
    return all(isinstance(value[lang], str) and 0 < len(value[lang].strip()) <= _LONGEST for lang in LANGS)


def changes(texts: Iterable[str]) -> tuple[Change, ...]:
    """Return the notes of changes in the front matters of ``texts``, a page in its languages; each once."""
    lists = (of_page(text).get("changes") for text in texts)
    found = [one for of in lists if isinstance(of, list) for one in of]
    return tuple(dict.fromkeys(Change(**{**one, "date": str(one["date"])}) for one in found if _is_change(one)))


def _marked(error: yaml.YAMLError) -> int:
    """The line of the page where ``error`` is, the first of the front matter where nobody knows."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 2 if mark else 2


def _line(text: str, name: object) -> int:
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)


@cache  # asked for by many, of the few pages written by hand
def of_page(page: str) -> Mapping[str, Any]:
    """The front matter of a page; empty when it has none or one that cannot be read."""
    above = FRONT_MATTER.match(page)
    try:
        meta = load(above[1]) if above else {}
    except yaml.YAMLError:
        meta = {}
    return meta if isinstance(meta, dict) else {}
