"""What stands between the --- lines at the top of a page written by hand, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from faults import add_near
from formats import is_date
from records import Document

KEYS = ("title", "description", "reviewed", "translation", "owner", "hide", "original_language", "robots", "search")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_WORDS = re.compile(r"[\w .,:-]*")  # the theme prints the others as they are


def body(text: str) -> tuple[str, int]:
    """A page without its front matter, and how many lines that took."""
    front = _FRONT_MATTER.match(text)
    return (text[front.end() :], front[0].count("\n")) if front else (text, 0)


def check(text: str, doc: Document) -> Mapping[str, Any] | None:
    """The front matter of the page ``text``, ``None`` when it cannot be read; ``doc`` gets what is wrong with it."""
    front = _FRONT_MATTER.match(text)
    try:
        if front and re.search(r"^\.\.\.", front[1], re.MULTILINE):  # there it would end for MkDocs, but not for us
            raise yaml.YAMLError("...")
        meta = yaml.safe_load(front[1]) if front else {}
    except yaml.YAMLError as error:
        doc.add("syntax", line=2, reason=str(error).split("\n")[0])
        return None
    meta = meta if isinstance(meta, dict) else {}
    for name in ("title", "description"):
        if not meta.get(name):
            doc.add("page_meta", line=1, name=name)
    for name, value in meta.items():
        if name not in KEYS:
            add_near(doc, "unknown_field", (), str(name), KEYS, line=_line(text, name), allowed=", ".join(KEYS))
        elif name in ("title", "description"):
            if value and not isinstance(value, str):
                doc.add("page_text", line=_line(text, name), name=name)
        elif isinstance(value, str) and not _WORDS.fullmatch(value):
            doc.add("page_value", line=_line(text, name), name=name, value=value[:60])
    reviewed = meta.get("reviewed")
    if reviewed is not None and not is_date(str(reviewed)):
        doc.add("bad_date", line=1, value=reviewed)
    return meta


def _line(text: str, name: object) -> int:
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)
