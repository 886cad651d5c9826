"""The addresses of other sites that the data and the pages lead to, each with every place where it occurs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from guide.data import link_status
from guide.data.documents import Document, line_at
from guide.data.formats import is_url

# A link that can be marked, or what reference links share: [name]: address.
_TARGET = re.compile(
    rf"{link_status.INLINE}|^ {{0,3}}\[[^\]]+\]:\s*<?(https?://[^>\s]+)|{link_status.BARE}|{link_status.HREF}",
    re.MULTILINE,
)


@dataclass(frozen=True, order=True)
class Occurrence:
    """Where an address occurs: a file of the project, and the line in it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def occurrences(
    docs: Mapping[str, Document], pages: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Occurrence, ...]]:
    """Return every address of another site, in order, with the places where it occurs.

    ``docs`` are the registers as read, ``pages`` the texts of pages by source and language. A DOI counts as the
    address that it leads to. E-mail addresses are left out.
    """
    by_address: dict[str, set[Occurrence]] = {}
    for doc in docs.values():
        for line, address in _in_data(doc):
            by_address.setdefault(address, set()).add(Occurrence(doc.file, line))
    for source, of in pages.items():
        for lang, text in of.items():
            for line, address in _in_markdown(text):
                by_address.setdefault(address, set()).add(Occurrence(f"docs/{lang}/{source}", line))
    return {address: tuple(sorted(by_address[address])) for address in sorted(by_address)}


def _in_data(doc: Document) -> Iterator[tuple[int, str]]:
    # Not by the lines of the values in doc.data, for which all of its nodes would be made.
    scalars: Iterator[Any] = (
        event for event in yaml.parse(doc.text, yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)
    )
    for key, scalar in pairwise(scalars):
        line, text = scalar.start_mark.line + 1, scalar.value
        if key.value == "doi" and text.startswith("10."):
            yield line, link_status.DOI + text
        elif text.startswith("http") and is_url(text):
            yield line, text
        elif "http" in text:
            yield from ((line, address) for _, address in _in_markdown(text))


def _in_markdown(text: str) -> Iterator[tuple[int, str]]:
    for match in _TARGET.finditer(text):
        address = next(filter(None, match.groups()))
        if is_url(address):
            yield line_at(text, match.start()), address
