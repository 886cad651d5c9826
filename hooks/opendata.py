"""The registers as open data: JSON with both languages, and the schemas that describe it.

Same entries in, same bytes out, whatever their order: everything is sorted by id and nothing asks the clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from catalogue import Catalogue
from languages import Addresses
from records import LANGS

REGISTERS = ("examples", "regions", "shared_areas")  # what is published, each as data/NAME.json
FOLDER = "data"
_UNPUBLISHED = ("line", "owner")  # where an entry begins, and who looks after it: of use to editors alone
_SOURCES = {"examples": "examples/{}.md", "regions": "regions/{}.md", "shared_areas": "regions/index.md#{}"}
_PAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": list(LANGS),
    "properties": {lang: {"type": "string", "format": "uri"} for lang in LANGS},
    "description": "The address of the page about it, in each language.",
    "x-description-sv": "Adressen till sidan om det, på varje språk.",
}
# In the registers a year may be written as a number; as open data it is always text.
_MOMENT = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_REGISTER_FILE = re.compile(r"data/(\w+)\.yaml")  # what the editors read; as open data it is JSON
_FORMATS = {"url": {"format": "uri"}, "markdown": {"contentMediaType": "text/markdown"}, "moment": {}}


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
        return {name: plain(part) for name, part, default in parts if part != default}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


@cache
def published(of: type) -> tuple[tuple[str, Any], ...]:
    """The names and defaults of the fields of a class, without those for editors alone."""
    return tuple((field.name, field.default) for field in fields(of) if field.name not in _UNPUBLISHED)


def entries(register: str, catalogue: Catalogue, pages: Pages) -> Iterator[dict[str, Any]]:
    """The entries of a register one by one, each with the addresses of its page, sorted by id."""
    for entry in sorted(getattr(catalogue, register), key=lambda entry: entry.id):
        yield {**plain(entry), "page": {lang: pages.of(register, entry.id, lang) for lang in LANGS}}


def as_json(data: Any) -> bytes:
    """``data`` as JSON that people can read too."""
    return (_indented(data) + "\n").encode()


def listed(entries: Iterable[Any]) -> Iterator[bytes]:
    """``as_json`` of a list, entry by entry, of which there may be thousands."""
    before, margin = "[", "\n  "
    for entry in entries:
        yield f"{before}{margin}{_indented(entry, margin)}".encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"


def _indented(value: Any, margin: str = "\n") -> str:
    """What ``json.dumps`` with ``indent=2`` gives, in a third of the time."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = margin + "  "
    if isinstance(value, dict) and value:
        parts = [f"{encode_basestring(name)}: {_indented(part, inner)}" for name, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_indented(part, inner) for part in value])}{margin}]"
    return json.dumps(value)


# ---- schemas ------------------------------------------------------------------------------------------------------


def schema(files: Mapping[str, Any], register: str, site_url: str = "") -> dict[str, Any]:
    """The JSON Schema of a published register: that of ``data/schema``, complete in itself, with what is added here.

    ``files`` are the schemas by file name. References are followed and our own keywords left out, so that any
    validator can read it without another file.
    """
    source = files[f"{register}.json"]
    item = _published(source["items"], f"{register}.json", files)
    item["properties"] = {name: part for name, part in item["properties"].items() if name not in _UNPUBLISHED}
    item["properties"]["page"] = _PAGE
    item["required"] = [*item["required"], "page"]
    address = f"{site_url}{FOLDER}/schema/{register}.json"
    return {"$schema": source["$schema"], "$id": address, "title": source["title"], "type": "array", "items": item}


def _published(node: Any, file: str, files: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_published(part, file, files) for part in node]
    if isinstance(node, str):
        return _REGISTER_FILE.sub(r"\1.json", node)
    if not isinstance(node, dict):
        return node
    found: dict[str, Any] = {}
    if "$ref" in node:
        name, _, pointer = node["$ref"].partition("#")
        target = files[name or file]
        for step in pointer.strip("/").split("/"):
            target = target[step]
        found = dict(_published(target, name or file, files))
    for key, value in node.items():
        if key == "format":
            found.update(_FORMATS.get(value, {key: value}))
        elif key == "required" and key in found:
            found[key] = sorted({*found[key], *value})
        elif key == "x-description-sv" or (key != "$ref" and not key.startswith("x-")):
            found[key] = _published(value, file, files)
    if node.get("format") == "moment":
        found = {**_MOMENT, **{key: found[key] for key in ("description", "x-description-sv") if key in found}}
    return found


@dataclass(frozen=True)
class Field:
    """A field of a published register, for the page that documents it."""

    name: str
    required: bool
    meaning: str
    values: tuple[str, ...]


def described(files: Mapping[str, Any], register: str, lang: str) -> tuple[Field, ...]:
    """The fields of a published register, told in ``lang``."""
    item = schema(files, register)["items"]
    key = "description" if lang == "en" else f"x-description-{lang}"
    return tuple(
        Field(
            name,
            name in item["required"],
            part.get(key, ""),
            tuple(part.get("enum", ()) or part.get("items", {}).get("enum", ())),
        )
        for name, part in item["properties"].items()
    )
