"""How an example is cited: as plain text, and as an entry for BibTeX."""

from __future__ import annotations

import re

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


def plain(title: str, publisher: str, year: str, url: str) -> str:
    """A reference in one line: ``Publisher (2026). Title. https://…``."""
    end = "" if title.endswith((".", "?", "!")) else "."
    return f"{publisher} ({year}). {title}{end} {url}"


def latex(text: str) -> str:
    """``text`` with the signs that LaTeX and BibTeX read as commands written so that they are shown."""
    return re.sub(r"[\\{}~^$&#%_]", lambda match: _SPECIAL[match[0]], text)


def bibtex(key: str, title: str, publisher: str, year: str, url: str, lang: str, note: str) -> str:
    """An entry for BibTeX; the braces within the quotes keep the publisher one name and the title's capitals."""
    fields = {
        "author": f"{{{latex(publisher)}}}",
        "title": f"{{{latex(title)}}}",
        "year": year,
        "url": re.sub(r"""[{}\\"\s]""", lambda match: f"%{ord(match[0]):02X}", url),
        "language": _LANGUAGES[lang],
        "note": f"{{{latex(note)}}}",
    }
    lines = ",\n".join(f'  {name} = "{value}"' for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"
