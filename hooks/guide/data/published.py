"""The parts of the registers that are published as open data, and the JSON Schemas that describe them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from guide.data import messages
from guide.data.schemas import resolved

REGISTERS = ("examples", "regions", "shared_areas", "themes", "clusters", "assessment")  # published as data/NAME.json
FOLDER = "data"
API = f"{FOLDER}/v1"  # the static API, guide.exports.api
INDEX, OPENAPI = f"{API}/index.json", f"{API}/openapi.json"
_UNPUBLISHED = ("line", "owner")  # where an entry begins, and who looks after it: of use to editors alone
# A region's strategy in force, as the open data had it before there was a list of strategies over time.
STRATEGY = ("title", "own_rendering", "start", "end", "adopted", "url", "lang")
# In the registers a year may be written as a number; as open data it is always text.
_MOMENT = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_REGISTER_FILE = re.compile(r"data/(\w+)\.yaml")  # what the editors read; as open data it is JSON
_FORMATS = {"url": {"format": "uri"}, "markdown": {"contentMediaType": "text/markdown"}}
_OUR_FORMATS = ("isbn", "line", "moment", "page")  # that no validator knows


@cache
def published(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the names and defaults of the fields of a class, without those for editors only."""
    return tuple((field.name, field.default) for field in fields(kind) if field.name not in _UNPUBLISHED)


def schema(files: Mapping[str, Any], register: str, site_url: str = "") -> dict[str, Any]:
    """Return the JSON Schema of a published register: that of ``data/schema``, self-contained, with our additions.

    ``files`` are the schemas by file name. References are followed and our own keywords left out, so that any
    validator can read it without another file.
    """
    source, added = files[f"{register}.json"], files["common.json"]["$defs"]
    item = _published(source["items"], files)
    item["properties"] = {name: part for name, part in item["properties"].items() if name not in _UNPUBLISHED}
    if register == "regions":
        item["properties"] = dict(_with_current_strategy(item["properties"], added))
    item["properties"]["page"] = added["published_page"]
    item["required"] = [*item["required"], "page"]
    address = f"{site_url}{FOLDER}/schema/{register}.json"
    return {"$schema": source["$schema"], "$id": address, "title": source["title"], "type": "array", "items": item}


def _with_current_strategy(properties: Mapping[str, Any], added: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a region with ``strategy``, the one in force, before the list that it comes from."""
    for name, part in properties.items():
        if name == "strategies":
            fields_ = part["items"]["properties"]
            yield "strategy", {**added["current_strategy"], "properties": {key: fields_[key] for key in STRATEGY}}
        yield name, part


def _published(node: Any, files: Mapping[str, Any]) -> Any:
    """Return a part of a schema as open data has it: references followed, and nothing that only we understand."""
    if isinstance(node, list):
        return [_published(part, files) for part in node]
    if isinstance(node, str):
        return _REGISTER_FILE.sub(r"\1.json", node)
    if not isinstance(node, dict):
        return node
    schema: dict[str, Any] = {}
    node = resolved(files, node)
    for key, value in node.items():
        if key == "format":
            schema.update(_FORMATS.get(value, {} if value in _OUR_FORMATS else {key: value}))
        elif key == "x-description-sv" or not key.startswith("x-"):
            schema[key] = _published(value, files)
    if node.get("format") == "moment":
        schema = {**_MOMENT, **{key: schema[key] for key in ("description", "x-description-sv") if key in schema}}
    return schema


def field_rows(files: Mapping[str, Any], register: str, lang: str) -> Iterator[tuple[str, bool, str, Sequence[str]]]:
    """Yield each field of a published register: its name, whether it is always there, its meaning and its values."""
    item = schema(files, register)["items"]
    for name, part in item["properties"].items():
        values = part.get("enum", ()) or part.get("items", {}).get("enum", ())
        yield name, name in item["required"], messages.description(part)[lang], values
