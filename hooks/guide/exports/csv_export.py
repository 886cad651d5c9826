"""The examples as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from guide.data.catalogue import Catalogue
from guide.data.entries import Example, Link, Organisation, Period, Text
from guide.data.published import published
from guide.exports import open_data
from guide.rendering.renderer import Renderer

# A spreadsheet runs a cell that begins with one of these (https://owasp.org/www-community/attacks/CSV_Injection),
# the wide forms of East Asian keyboards too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def harmless(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula: a leading apostrophe marks it as text."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(renderer: Renderer) -> bytes:
    """Return the examples, a row for each language that an example is written in, sorted by id.

    UTF-8 with a BOM, by which Excel recognises it; otherwise as RFC 4180.
    """
    catalogue, labels, text = renderer.catalogue, renderer.strings["labels"], io.StringIO()
    writer = csv.DictWriter(text, _columns(), restval="", lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for example in sorted(catalogue.examples, key=lambda example: example.id):
        for lang in example.written:
            row = dict(_row(example, lang, catalogue, labels))
            row["page"] = open_data.page("examples", example.id, lang, renderer)
            writer.writerow({name: harmless(cell) for name, cell in row.items()})
    return text.getvalue().encode("utf-8-sig")


def _columns() -> list[str]:
    """Return the fields of an example in the order of its class, with a period's two ends apart."""
    names = [name for name, _ in published(Example) if name not in ("id", "period", "aliases")]
    return ["id", "language", *names, "start", "end", "page"]


def _row(example: Example, lang: str, catalogue: Catalogue, labels: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "language", lang
    for name, _ in published(Example):
        value = getattr(example, name)
        if isinstance(value, Period):
            yield from (("start", value.start or ""), ("end", value.end or ""))
        elif name == "regions":
            yield name, "; ".join(catalogue.region[id_].name.show(lang) for id_ in value)
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
