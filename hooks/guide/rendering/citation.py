"""Citations of a page about a record: as plain text, and as an entry for reference managers."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from guide.data.entries import Text

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

# https://www.bibtex.com/e/special-symbols/. BibTeX counts braces even after a backslash, so these are spelt out.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


class Work(NamedTuple):
    """A page as it is cited: ``reviewed`` is its date, ``lang`` the language of its title."""

    key: str
    title: str
    publisher: str
    reviewed: str
    url: str
    lang: str
    note: str


def work(renderer: "Renderer", source: str, title: Text, reviewed: str, lang: str) -> Work:
    """Return the page of a record as it is cited in ``lang``."""
    key = source.removesuffix(".md").rpartition("/")[2]
    address, note = renderer.url(source, lang), renderer.words[lang].around.reviewed.format(date=reviewed)
    return Work(key, title.show(lang), renderer.publisher_names[lang], reviewed, address, title.lang(lang), note)


def formats(renderer: "Renderer", work: Work) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each format, the ending of its files, and ``work`` in it."""
    for name, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
        yield name, ending, renderer.templates.get_template(f"citation.{ending}").render(work=work)


def one_line(work: Work) -> str:
    """Return a reference in one line: ``Publisher (2026). Title. https://…``."""
    end = "" if work.title.endswith((".", "?", "!")) else "."
    return f"{work.publisher} ({work.reviewed[:4]}). {work.title}{end} {work.url}"


def latex(text: str) -> str:
    """Return ``text`` with the signs that LaTeX and BibTeX read as commands escaped."""
    return text.translate(_SPECIAL)


def bibtex_url(url: str) -> str:
    """Return ``url`` without the signs that would end a field of BibTeX."""
    return re.sub(r"""[{}\\"\s]""", lambda match: f"%{ord(match[0]):02X}", url)


def quoted(text: str) -> str:
    """Return ``text`` as JSON has it."""
    return json.dumps(text, ensure_ascii=False)
