"""The registers as open data: JSON with both languages, and the schemas that describe it.

Same entries in, same bytes out, whatever their order: everything is sorted by id and nothing depends on the time.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from typing import Any

from guide.data.catalogue import PLACES
from guide.data.documents import LANGS
from guide.data.entries import Region
from guide.data.published import STRATEGY, published
from guide.rendering.renderer import Renderer

_SOURCES = {**PLACES, "assessment": "tools/assessment.md#{}"}


def page(register: str, id_: str, lang: str, renderer: Renderer) -> str:
    """Return the absolute address of the page about an entry, or of the place on a page."""
    source, hash_, anchor = _SOURCES[register].format(id_).partition("#")
    return renderer.site_url + renderer.addresses.of(source, lang) + hash_ + anchor


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
        yield {**fields, "page": {lang: page(register, entry.id, lang, renderer) for lang in LANGS}}


def as_json(data: Any) -> bytes:
    """Return ``data`` as JSON that people can read too."""
    return f"{_readable(data)}\n".encode()


def listed(entries: Iterable[Any]) -> Iterator[bytes]:
    """Yield ``as_json`` of a list, entry by entry, of which there may be thousands."""
    before = "["
    for entry in entries:
        yield f"{before}\n{_readable(entry)}".replace("\n", "\n  ").encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
