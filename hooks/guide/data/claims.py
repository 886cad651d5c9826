"""One table of every address that the site writes, each claimed once: a second claim is a problem that names both.

Two addresses are the same where a disk may treat them so: macOS and Windows ignore case, and macOS does not
distinguish é as one character from é as two. A file has its folders too, which no other file may be called.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from guide.data.addresses import Addresses
from guide.data.documents import LANGS, Document, Place, Problem

PAGE_REGISTERS = ("examples", "regions", "themes")  # those whose entries have pages


class Origin(NamedTuple):
    """What an address comes from: the value at ``path`` in ``doc`` or, if given, its ``line``."""

    doc: Document
    path: Place = ()
    line: int | None = None

    def __str__(self) -> str:
        """Return its place as an editor reads it, ``file:line``."""
        return f"{self.doc.file}:{self.line or self.doc.line(self.path)}"


class Claims:
    """The addresses claimed so far, and the ``problems`` of those that were claimed twice."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._files: dict[str, Origin] = {}
        self._folders: dict[str, Origin] = {}
        self._refused: set[tuple[str, Place, int | None]] = set()

    def claim(self, address: str, origin: Origin) -> None:
        """Claim ``address`` for ``origin``, or report that it is taken; each origin is reported once at most."""
        if problem := self.refusal(address, origin):
            if (place := (origin.doc.file, origin.path, origin.line)) not in self._refused:
                self._refused.add(place)
                self.problems.append(problem)
            return
        key = _key(address)
        self._files[key] = origin
        for folder in _folders(key):
            self._folders.setdefault(folder, origin)

    def refusal(self, address: str, origin: Origin) -> Problem | None:
        """Return the problem that ``origin`` cannot have ``address``, or ``None`` if it can."""
        key = _key(address)
        places = (self._files.get(key), self._folders.get(key), *map(self._files.get, _folders(key)))
        if (other := next(filter(None, places), None)) is None:
            return None
        doc = replace(origin.doc, problems=[])
        doc.add("address_taken", origin.path, origin.line, address=address, other=str(other))
        return doc.problems[0]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the addresses, in the form that they are compared in."""
        return iter(self._files)


def _key(address: str) -> str:
    """Return the form of ``address`` that is equal for all addresses of one file."""
    if address.isascii():
        return address.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())


def _folders(key: str) -> Iterator[str]:
    """Yield the folders that a file is in, the innermost first."""
    while key := key.rpartition("/")[0]:
        yield key


def entry_pages(docs: Mapping[str, Document], register: str) -> Iterator[tuple[str, Origin]]:
    """Yield the source of the page of each entry of ``register``, ``examples/ID.md``, and where its id is."""
    for number, entry in enumerate(docs[register].data):
        yield f"{register}/{entry['id']}.md", Origin(docs[register], (number, "id"))


def redirects(docs: Mapping[str, Document], addresses: Addresses) -> Iterator[tuple[str, Origin]]:
    """Yield each address that only leads on to a page, of an alias or of a page that has moved, and where that is."""
    for number, entry in enumerate(docs["examples"].data):
        for place, alias in enumerate(entry.get("aliases", ())):
            for lang in LANGS:
                yield addresses.of(f"examples/{alias}.md", lang), Origin(docs["examples"], (number, "aliases", place))
    for number, moved in enumerate(docs["moved"].data):
        yield moved["address"], Origin(docs["moved"], (number, "address"))
