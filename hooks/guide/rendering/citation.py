"""Citations of a page about a record: as plain text, and as an entry for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from guide.data.entries import Text

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

# https://www.bibtex.com/e/special-symbols/. BibTeX counts braces even after a backslash, so these are spelt out.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_LANGUAGES = {"sv": "swedish", "en": "british"}  # as the package babel calls them


class Work(NamedTuple):
    """A page as it is cited: ``reviewed`` is its date, ``lang`` the language of its title."""

    key: str
    title: str
    publisher: str
    reviewed: str
    url: str
    lang: str
    note: str


def work(renderer: Renderer, source: str, title: Text, reviewed: str, lang: str) -> Work:
    """Return the page of a record as it is cited in ``lang``."""
    key = source.removesuffix(".md").rpartition("/")[2]
    address = renderer.site_url + renderer.addresses.of(source, lang)
    note = renderer.words[lang].around.reviewed.format(date=reviewed)
    return Work(key, title.show(lang), renderer.publisher_names[lang], reviewed, address, title.lang(lang), note)


def formats(work: Work) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each format, the ending of its files, and ``work`` in it."""
    yield "BibTeX", "bib", bibtex(work)
    yield "RIS", "ris", ris(work)
    yield "CSL-JSON", "json", json.dumps([csl(work)], ensure_ascii=False, indent=2)


def one_line(work: Work) -> str:
    """Return a reference in one line: ``Publisher (2026). Title. https://…``."""
    end = "" if work.title.endswith((".", "?", "!")) else "."
    return f"{work.publisher} ({work.reviewed[:4]}). {work.title}{end} {work.url}"


def latex(text: str) -> str:
    """Return ``text`` with the signs that LaTeX and BibTeX read as commands escaped."""
    return re.sub(r"[\\{}~^$&#%_]", lambda match: _SPECIAL[match[0]], text)


def bibtex(work: Work) -> str:
    """Return an entry for BibTeX; the braces within the quotes keep the publisher one name and the title's capitals."""
    fields = {
        "author": f"{{{latex(work.publisher)}}}",
        "title": f"{{{latex(work.title)}}}",
        "year": work.reviewed[:4],
        "url": re.sub(r"""[{}\\"\s]""", lambda match: f"%{ord(match[0]):02X}", work.url),
        "language": _LANGUAGES[work.lang],
        "note": f"{{{latex(work.note)}}}",
    }
    lines = ",\n".join(f'  {name} = "{value}"' for name, value in fields.items())
    return f"@misc{{{work.key},\n{lines}\n}}"


def ris(work: Work) -> str:
    """Return an entry in RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), a field a line.

    A comma would split a name into surname and forename, so the author has none; ``PB`` has the name as it is.
    """
    fields = {
        "TY": "ELEC",
        "ID": work.key,
        "AU": work.publisher.replace(",", ""),
        "TI": work.title,
        "PY": work.reviewed[:4],
        "DA": work.reviewed.replace("-", "/"),
        "PB": work.publisher,
        "LA": work.lang,
        "N1": work.note,
        "UR": work.url,
        "ER": "",
    }
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in fields.items())


def csl(work: Work) -> dict[str, object]:
    """Return an item of CSL-JSON (https://github.com/citation-style-language/schema)."""
    return {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "author": [{"literal": work.publisher}],
        "issued": {"date-parts": [[int(part) for part in work.reviewed.split("-")]]},
        "language": work.lang,
        "note": work.note,
        "URL": work.url,
    }
