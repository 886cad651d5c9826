"""The addresses of other sites that the data and the pages lead to, each with every place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.data import link_status
from guide.data.documents import Document, Place
from guide.data.formats import is_url

# A link that can be marked, or what reference links share: [name]: address.
_TARGET = re.compile(
    rf"{link_status.INLINE}|^ {{0,3}}\[[^\]]+\]:\s*<?(https?://[^>\s]+)|{link_status.BARE}|{link_status.HREF}",
    re.MULTILINE,
)


@dataclass(frozen=True, order=True)
class Stand:
    """Where an address stands: a file of the project, and the line in it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def stands(docs: Mapping[str, Document], texts: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Stand, ...]]:
    """Every address of another site, in order, with the places where it stands.

    ``docs`` are the registers as read, ``texts`` the pages by source and language. A DOI stands for the address that
    it leads to. Addresses of mail are left out.
    """
    found: dict[str, set[Stand]] = {}
    for doc in docs.values():
        for path, address in _in_data(doc.data, ()):
            found.setdefault(address, set()).add(Stand(doc.file, doc.line(path)))
    for source, of in texts.items():
        for lang, text in of.items():
            for line, address in _in_markdown(text):
                found.setdefault(address, set()).add(Stand(f"docs/{lang}/{source}", line))
    return {address: tuple(sorted(found[address])) for address in sorted(found)}


def _in_data(value: Any, path: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _in_data(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _in_data(part, (*path, number))
    elif isinstance(value, str):
        if path and path[-1] == "doi":
            yield path, link_status.DOI + value
        elif value.startswith("http") and is_url(value):
            yield path, value
        elif "http" in value:
            yield from ((path, address) for _, address in _in_markdown(value))


def _in_markdown(text: str) -> Iterator[tuple[int, str]]:
    for match in _TARGET.finditer(text):
        address = next(filter(None, match.groups()))
        if is_url(address):
            yield text.count("\n", 0, match.start()) + 1, address
