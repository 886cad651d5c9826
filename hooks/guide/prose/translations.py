"""Which translations are fresh: each records the fingerprint of the text it translates.

A page written in both languages is an original and a translation; the translation's front matter holds
``translation: {of: FINGERPRINT, checked: DAY}``. A record of a register is translated field by field; what was last
checked of it stands in ``data/translations.yaml``. ``make translated`` writes both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.data.documents import LANGS, Document
from guide.data.formats import composed
from guide.prose.front_matter import FRONT_MATTER, of_page

REGISTERS = ("examples", "regions", "shared_areas", "clusters", "themes")  # those with texts that are translated
STATES = ("fresh", "stale", "missing", "orphan")
# Fields of a record that are translated; proper names need no check.
FIELDS = (
    *("title", "summary", "challenge", "description", "results", "lesson", "transfer", "gaps", "about", "field"),
    "definition",
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
    """The text's fingerprint: ten hexadecimal digits, the same however it is wrapped and wherever its links lead."""
    text = re.sub(r"\]\([^)]*\)|\[@[^\]]*\]|https?://\S+", "]", text)
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def page_fingerprint(page: str) -> str:
    """The fingerprint of a page: its title, description and body, but not what else its front matter says."""
    front = FRONT_MATTER.match(page)
    said = re.findall(r"^(?:title|description):.*$", front[1] if front else "", re.MULTILINE)
    return fingerprint("\n".join([*said, page[front.end() :] if front else page]))


def page_items(source: str, pages: Mapping[str, str], metas: Mapping[str, Mapping[str, Any]]) -> Iterator[Item]:
    """The state of one page, given by language its text and its front matter."""
    original = next((lang for lang in pages if metas[lang].get("original_language") == lang), LANGS[0])
    for lang in (lang for lang in LANGS if lang != original):
        if original not in pages:
            yield Item(source, "", lang, "orphan")
        elif lang not in pages:
            yield Item(source, "", lang, "missing")
        else:
            record = _mapping(metas[lang].get("translation"))
            fresh = record.get("of") == page_fingerprint(pages[original])
            yield Item(source, "", lang, "fresh" if fresh else "stale", _day(record.get("checked")))


def record_items(register: str, record: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Item]:
    """The states of one record's fields; ``known`` is what ``data/translations.yaml`` holds of it."""
    original = record.get("original_language", LANGS[0])
    name, checked = f"{register}/{record['id']}", _day(known.get("checked"))
    for lang in (lang for lang in LANGS if lang != original):
        for field in (field for field in FIELDS if isinstance(record.get(field), Mapping)):
            texts = record[field]
            if original not in texts:
                yield Item(name, field, lang, "orphan")
            elif lang not in texts:
                yield Item(name, field, lang, "missing")
            else:
                fresh = _mapping(known.get("fields")).get(field) == fingerprint(texts[original])
                yield Item(name, field, lang, "fresh" if fresh else "stale", checked)


def _mapping(value: object) -> Mapping[str, Any]:
    """What is recorded, if it has the form that `make translated` gave it; else nothing is."""
    return value if isinstance(value, dict) else {}


def _day(value: object) -> str | None:
    return str(value) if value else None


def missing(record: Mapping[str, Any]) -> list[str]:
    """The fields of a record whose text lacks a language."""
    return [field for field in FIELDS if isinstance(record.get(field), Mapping) and set(record[field]) != set(LANGS)]


def checked_record(record: Mapping[str, Any], day: str) -> dict[str, Any]:
    """What ``data/translations.yaml`` holds of a record whose translation was checked on ``day``."""
    original = record.get("original_language", LANGS[0])
    texts = {field: record[field] for field in FIELDS if isinstance(record.get(field), Mapping)}
    return {"checked": day, "fields": {f: fingerprint(t[original]) for f, t in texts.items() if original in t}}


def checked_page(translation: str, original: str, day: str) -> str:
    """The translated page with its front matter saying that it was checked against ``original`` on ``day``."""
    front = FRONT_MATTER.match(translation)
    if not front:
        return translation
    lines = [line for line in front[1].split("\n") if not line.startswith("translation:")]
    return "---\n" + "\n".join([*lines, page_mark(original, day)]) + "\n---\n" + translation[front.end() :]


def page_mark(original: str, day: str) -> str:
    """The line of the front matter which says that a page was checked against ``original`` on ``day``."""
    # In quotation marks: ten digits, or digits around an e, would be a number.
    return f'translation: {{of: "{page_fingerprint(original)}", checked: {day}}}'


def stale(items: Iterable[Item]) -> dict[tuple[str, str], str | None]:
    """The pages with a stale text, by source and language, with the day they were last checked."""
    return {
        (item.name if item.name.endswith(".md") else f"{item.name}.md", item.lang): item.checked
        for item in items
        if item.state == "stale"
    }


def report(items: Iterable[Item]) -> list[str]:
    """The ledger as lines: how many are in each state, then each that is not fresh."""
    items = list(items)
    counts = ", ".join(f"{sum(item.state == state for item in items)} {state}" for state in STATES)
    rows = [f"{i.state}: {i.name}{' ' + i.field if i.field else ''} ({i.lang})" for i in items if i.state != "fresh"]
    return [counts, *rows]


def read_pages(docs_dir: Path) -> dict[str, dict[str, str]]:
    """The text of every page written by hand, by source and language."""
    found: dict[str, dict[str, str]] = {}
    for lang in LANGS:
        for path in sorted((docs_dir / lang).rglob("*.md")):
            source = path.relative_to(docs_dir / lang).as_posix()
            found.setdefault(source, {})[lang] = composed(path.read_text("utf-8"))
    return dict(sorted(found.items()))


def known(data: Path) -> Mapping[str, Any]:
    """What ``data/translations.yaml`` holds, by register and id."""
    path = data / "translations.yaml"
    try:
        found = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) if path.exists() else None
    except (yaml.YAMLError, ValueError):  # nobody edits it by hand; without it all is stale, and a mark writes it anew
        found = None
    registers = _mapping(found)
    return {name: {id_: _mapping(one) for id_, one in _mapping(of).items()} for name, of in registers.items()}


def items(
    root: Path, docs: Mapping[str, Document], texts_of: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[Item]:
    """The state of every page and record; ``docs`` are the registers as read, ``texts_of`` the pages if they are."""
    for source, texts in (read_pages(root / "docs") if texts_of is None else texts_of).items():
        yield from page_items(source, texts, {lang: of_page(text) for lang, text in texts.items()})
    recorded = known(root / "data")
    for register in REGISTERS:
        of = recorded.get(register, {})
        for record in docs[register].data:
            yield from record_items(register, record, of.get(record["id"], {}))
        for orphan in sorted(of.keys() - {record["id"] for record in docs[register].data}):
            yield Item(f"{register}/{orphan}", "", LANGS[1], "orphan")
