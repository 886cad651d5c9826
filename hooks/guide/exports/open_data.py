"""The registers as open data: JSON with both languages, and the schemas that describe it.

Same entries in, same bytes out, whatever their order: everything is sorted by id and nothing asks the clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from guide.data.addresses import Addresses
from guide.data.catalogue import PLACES, Catalogue
from guide.data.documents import LANGS
from guide.data.entries import Region
from guide.data.published import STRATEGY, published

_SOURCES = {**PLACES, "assessment": "tools/assessment.md#{}"}


@dataclass(frozen=True)
class Pages:
    """Whole addresses of the pages of a site whose root is ``site_url``."""

    addresses: Addresses
    site_url: str

    def of(self, register: str, id_: str, lang: str) -> str:
        """The address of the page about an entry, or of the place on a page."""
        source, _, anchor = _SOURCES[register].format(id_).partition("#")
        return self.site_url + self.addresses.of(source, lang) + (f"#{anchor}" if anchor else "")


# ---- JSON ---------------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """An entry or a part of one as dicts, lists and texts; what is not known or for editors alone is left out."""
    if isinstance(value, str):
        return value
    if is_dataclass(value):
        of: type = type(value)
        parts = ((name, getattr(value, name), default) for name, default in published(of))
        return {
            name: plain(part) for name, part, default in parts if part != default or (part and isinstance(part, str))
        }
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def entries(register: str, catalogue: Catalogue, pages: Pages) -> Iterator[dict[str, Any]]:
    """The entries of a register one by one, each with the addresses of its page, sorted by id."""
    for entry in sorted(getattr(catalogue, register), key=lambda entry: entry.id):
        found = plain(entry)
        if isinstance(entry, Region) and entry.strategy:  # as it was before there was a list
            current = plain(entry.strategy)
            found = {**found, "strategy": {name: current[name] for name in STRATEGY if name in current}}
        yield {**found, "page": {lang: pages.of(register, entry.id, lang) for lang in LANGS}}


def as_json(data: Any) -> bytes:
    """``data`` as JSON that people can read too."""
    return f"{_readable(data)}\n".encode()


def listed(entries: Iterable[Any]) -> Iterator[bytes]:
    """``as_json`` of a list, entry by entry, of which there may be thousands."""
    before = "["
    for entry in entries:
        yield f"{before}\n{_readable(entry)}".replace("\n", "\n  ").encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
