"""The registers as open data: JSON with both languages, and the examples as CSV for spreadsheets.

Same entries in, same bytes out, whatever their order: everything is sorted by id and nothing depends on the time.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from guide.data.catalogue import PLACES
from guide.data.documents import LANGS
from guide.data.entries import Example, Link, Organisation, Period, Region, Text
from guide.data.published import STRATEGY, published
from guide.rendering.renderer import Renderer

_SOURCES = {**PLACES, "assessment": "tools/assessment.md#{}"}
# A spreadsheet runs a cell that begins with one of these (https://owasp.org/www-community/attacks/CSV_Injection),
# the wide forms of East Asian keyboards too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def as_data(value: Any) -> Any:
    """Return an entry or a part of one as dicts, lists and texts, without what is unknown or for editors only."""
    if isinstance(value, str):
        return value
    if is_dataclass(value):
        kind: type = type(value)
        parts = ((name, getattr(value, name), default) for name, default in published(kind))
        return {
            name: as_data(part) for name, part, default in parts if part != default or (part and isinstance(part, str))
        }
    return [as_data(item) for item in value] if isinstance(value, tuple) else value


def entries(register: str, renderer: Renderer) -> Iterator[dict[str, Any]]:
    """Yield the entries of a register one by one, each with the addresses of its page, sorted by id."""
    for entry in sorted(getattr(renderer.catalogue, register), key=lambda entry: entry.id):
        fields = as_data(entry)
        if isinstance(entry, Region) and entry.strategy:  # kept from before there was a list
            current = as_data(entry.strategy)
            fields = {**fields, "strategy": {name: current[name] for name in STRATEGY if name in current}}
        page = _SOURCES[register].format(entry.id)
        yield {**fields, "page": {lang: renderer.url(page, lang) for lang in LANGS}}


def as_json(data: Any) -> bytes:
    """Return ``data`` as JSON that people can read too."""
    return f"{_readable(data)}\n".encode()


def listed(entries: Iterable[Any]) -> bytes:
    """Return ``as_json`` of a list, entry by entry, of which there may be thousands."""
    items = [f"\n{_readable(entry)}".replace("\n", "\n  ") for entry in entries]
    return f"[{','.join(items)}\n]\n".encode() if items else b"[]\n"


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def harmless(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula: a leading apostrophe says that it is text."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(renderer: Renderer) -> bytes:
    """Return the examples as CSV: a row for each language that an example is written in, sorted by id.

    UTF-8 with BOM, by which Excel knows it (RFC 4180 for the rest).
    """
    catalogue, text = renderer.catalogue, io.StringIO()
    regions = {one.id: {lang: one.name.show(lang) for lang in LANGS} for one in catalogue.regions}
    labels = {**renderer.strings["labels"], "regions": regions}
    # The fields of an example in the order of its class, with a period's two ends apart.
    names = [name for name, _ in published(Example) if name not in ("id", "period", "aliases")]
    columns = ["id", "language", *names, "start", "end", "page"]
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for example in sorted(catalogue.examples, key=lambda example: example.id):
        for lang in example.written:
            row = dict(_row(example, lang, labels))
            row["page"] = renderer.url(_SOURCES["examples"].format(example.id), lang)
            writer.writerow({name: harmless(cell) for name, cell in row.items()})
    return text.getvalue().encode("utf-8-sig")


def _row(example: Example, lang: str, labels: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "language", lang
    for name, _ in published(Example):
        value = getattr(example, name)
        if isinstance(value, Period):
            yield from (("start", value.start or ""), ("end", value.end or ""))
        elif isinstance(value, tuple):
            yield name, "; ".join(_cell(item, name, lang, labels) for item in value)
        elif value is not None:
            yield name, _cell(value, name, lang, labels)


def _cell(value: Any, name: str, lang: str, labels: Mapping[str, Any]) -> str:
    if isinstance(value, Text):
        return value.show(lang) if name == "place" else getattr(value, lang) or ""
    if isinstance(value, Organisation):
        return value.name.show(lang)
    if isinstance(value, Link):
        return f"{value.title} <{value.url}>" if value.url else value.title
    label = labels.get(name, {}).get(value, {})
    return str(label.get(lang, value))
