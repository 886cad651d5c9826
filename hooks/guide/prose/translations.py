"""Which translations are fresh: each records the fingerprint of the text it translates.

A page written in both languages is an original and a translation; the translation's front matter has
``translation: {of: FINGERPRINT, checked: DAY}``. A record of a register is translated field by field; what was last
checked of it is in ``data/translations.yaml``. ``make translated`` writes both.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from guide.data import schemas
from guide.data.addresses import other
from guide.data.documents import LANGS, Document, Problem, ProblemsError
from guide.data.strings import Words
from guide.prose import docs_folder
from guide.prose.front_matter import FRONT_MATTER, of_page

REGISTERS = ("examples", "regions", "shared_areas", "clusters", "themes")  # those with texts that are translated
FILE = "translations.yaml"  # in data/
STATES = ("fresh", "stale", "missing", "orphan")
# Fields of a record that are translated; proper names need no check.
FIELDS = (
    *("title", "summary", "challenge", "description", "funding", "results", "lesson", "transfer", "gaps"),
    *("about", "field", "definition"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A text and the state of its translation.

    ``name`` is a page's source or ``register/id``, ``field`` the field of a record (empty for a page), ``lang`` the
    language of the translation and ``checked`` the day it was last checked against its original (``None``: never).
    """

    name: str
    field: str
    lang: str
    state: str
    checked: str | None = None


def fingerprint(text: str) -> str:
    """Return ten hexadecimal digits that depend on the text, but not on line breaks or the targets of its links."""
    text = re.sub(r"\]\([^)]*\)|\[@[^\]]*\]|https?://\S+", "]", text)
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def page_fingerprint(page: str) -> str:
    """Return the fingerprint of a page: its title, description and body, but not the rest of its front matter."""
    front = FRONT_MATTER.match(page)
    lines = re.findall(r"^(?:title|description):.*$", front[1] if front else "", re.MULTILINE)
    return fingerprint("\n".join([*lines, page[front.end() :] if front else page]))


def page_item(source: str, pages: Mapping[str, str]) -> Item:
    """Return the state of one page, given its text by language."""
    original = next((lang for lang in pages if of_page(pages[lang]).get("original_language") == lang), LANGS[0])
    recorded = _mapping(of_page(pages.get(other(original), "")).get("translation"))
    is_fresh = original in pages and recorded.get("of") == page_fingerprint(pages[original])
    return _item(source, "", original, pages, is_fresh, recorded.get("checked"))


def record_items(register: str, record: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Item]:
    """Yield the states of one record's fields; ``known`` is its entry in ``data/translations.yaml``."""
    original, recorded = record.get("original_language", LANGS[0]), _mapping(known.get("fields"))
    for field, texts in _translated(record).items():
        is_fresh = original in texts and recorded.get(field) == fingerprint(texts[original])
        yield _item(f"{register}/{record['id']}", field, original, texts, is_fresh, known.get("checked"))


def _item(name: str, field: str, original: str, texts: Mapping[str, str], is_fresh: bool, checked: object) -> Item:
    lang = other(original)
    if original not in texts or lang not in texts:
        return Item(name, field, lang, "missing" if original in texts else "orphan")
    return Item(name, field, lang, "fresh" if is_fresh else "stale", str(checked) if checked else None)


def _translated(record: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """Return the texts of a record that are translated, by field."""
    return {field: record[field] for field in FIELDS if isinstance(record.get(field), Mapping)}


def _mapping(value: object) -> Mapping[str, Any]:
    """Return what is recorded, if it has the form that `make translated` gave it; else an empty mapping."""
    return value if isinstance(value, dict) else {}


def missing(record: Mapping[str, Any]) -> list[str]:
    """Return the fields of a record whose text lacks a language."""
    return [field for field, texts in _translated(record).items() if set(texts) != set(LANGS)]


def checked_record(record: Mapping[str, Any], day: str) -> dict[str, Any]:
    """Return the entry in ``data/translations.yaml`` of a record whose translation was checked on ``day``."""
    original = record.get("original_language", LANGS[0])
    texts = _translated(record).items()
    return {"checked": day, "fields": {f: fingerprint(of[original]) for f, of in texts if original in of}}


def checked_page(translation: str, original: str, day: str) -> str:
    """Return the translated page with its front matter saying that it was checked against ``original`` on ``day``."""
    front = FRONT_MATTER.match(translation)
    if not front:
        return translation
    lines = [line for line in front[1].split("\n") if not line.startswith("translation:")]
    return "---\n" + "\n".join([*lines, page_mark(original, day)]) + "\n---\n" + translation[front.end() :]


def page_mark(original: str, day: str) -> str:
    """Return the line of the front matter which says that a page was checked against ``original`` on ``day``."""
    # In quotation marks: ten digits, or digits around an e, would be a number.
    return f'translation: {{of: "{page_fingerprint(original)}", checked: {day}}}'


def report(items: Iterable[Item], words: Words) -> list[str]:
    """Return the ledger as lines in ``words``: how many are in each state, then each that is not fresh."""
    items = list(items)
    counts = ", ".join(f"{words[state].lower()} {sum(item.state == state for item in items)}" for state in STATES)
    rows = (
        f"{words[i.state].lower()}: {i.name} {i.field}".rstrip() + f" ({i.lang})" for i in items if i.state != "fresh"
    )
    return [counts, *rows]


def read_pages(docs_dir: Path) -> docs_folder.Texts:
    """Return the text of each hand-written page, by source and language; ``ProblemsError`` if one is unreadable."""
    texts, problems = docs_folder.read(docs_dir)
    if missing := [*filter(docs_folder.is_of_page, problems)]:
        raise ProblemsError(missing)
    return texts


def known(data: Path) -> Mapping[str, Any]:
    """Return the content of ``data/translations.yaml``, by register and id; empty where it is damaged."""
    doc = _ledger(data)
    registers = _mapping(None if doc.problems else doc.data)
    return {name: {id_: _mapping(one) for id_, one in _mapping(records).items()} for name, records in registers.items()}


def check(data: Path) -> list[Problem]:
    """Return a problem where ``data/translations.yaml`` is damaged: one, as hundreds of lines have the same remedy."""
    if not os.path.lexists(data / FILE):
        return []
    doc = _ledger(data)
    if not doc.problems:
        schemas.check(doc, "translations", schemas.Schemas(data / "schema"), {})
    return [replace(problem, entry="", field="", lang=None, key="ledger") for problem in doc.problems[:1]]


def _ledger(data: Path) -> Document:
    """Return ``data/translations.yaml``; all its values are texts, also those of digits."""
    doc = schemas.read(data / FILE, data.parent)
    if not doc.problems:
        doc.data = yaml.load(doc.raw, yaml.CBaseLoader)  # noqa: S506  makes nothing but texts, lists and mappings
    return doc


def items(
    root: Path, docs: Mapping[str, Document], texts_of: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[Item]:
    """Yield the state of every page and record; ``docs`` are the registers as read, ``texts_of`` the pages, if read."""
    for source, texts in (read_pages(root / "docs") if texts_of is None else texts_of).items():
        yield page_item(source, texts)
    recorded = known(root / "data")
    for register in REGISTERS:
        of = recorded.get(register, {})
        for record in docs[register].data:
            yield from record_items(register, record, of.get(record["id"], {}))
        for orphan in sorted(of.keys() - {record["id"] for record in docs[register].data}):
            yield Item(f"{register}/{orphan}", "", LANGS[1], "orphan")
