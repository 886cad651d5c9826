"""The static API, a file an address below ``data/v1/``: an index, lists, a file for each entry, schemas, OpenAPI.

What ``v1`` promises is in docs/*/about/api.md: fields may be added; none is removed or changes its type.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from guide.data.published import API, INDEX, OPENAPI, REGISTERS
from guide.data.published import schema as published_schema
from guide.exports import open_data
from guide.rendering.renderer import Renderer

_LISTED = ("id", "title", "name", "reviewed", "page")  # what a list has of an entry, beside where the whole of it is
_URL = {"type": "string", "format": "uri"}

File = tuple[str, list[bytes]]


def listed(register: str) -> str:
    """Return the address of the list of a register."""
    return f"{API}/{register}.json"


def item(register: str, id_: str) -> str:
    """Return the address of an entry."""
    return f"{API}/{register}/{id_}.json"


def schema(register: str) -> str:
    """Return the address of the schema of an entry of a register."""
    return f"{API}/schema/{register}.json"


def addresses() -> Iterator[str]:
    """Yield the addresses of all files but those of the entries."""
    yield from (INDEX, OPENAPI)
    for register in REGISTERS:
        yield from (listed(register), schema(register))


def files(renderer: Renderer) -> Iterator[File]:
    """Yield every file with its address."""
    kinds, index, site_url = {}, {}, renderer.site_url
    for register in REGISTERS:
        rows = []
        for entry in open_data.entries(register, renderer):
            address = item(register, entry["id"])
            rows.append({**{key: entry[key] for key in _LISTED if key in entry}, "url": site_url + address})
            yield address, [_json(entry)]
        yield listed(register), [_json(rows)]
        kinds[register] = published_schema(renderer.schemas, register)["items"]
        described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": site_url + schema(register)}
        yield schema(register), [_json({**described, **kinds[register]})]
        of = {"list": listed(register), "entry": item(register, "{id}"), "schema": schema(register)}
        index[register] = {"count": len(rows), **{key: site_url + address for key, address in of.items()}}
    yield INDEX, [_json({"version": "v1", "openapi": site_url + OPENAPI, "registers": index})]
    title = renderer.strings["opendata"]["catalogue"]["title"]["en"]
    yield OPENAPI, [_json(openapi(kinds, site_url, title))]


def openapi(kinds: Mapping[str, Any], site_url: str, title: str) -> dict[str, Any]:
    """Return the description in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1); ``kinds`` has the schemas."""
    index = {"count": {"type": "integer"}, "list": _URL, "entry": {"type": "string"}, "schema": _URL}
    registers = dict.fromkeys(kinds, _object(index))
    paths = {
        f"/{INDEX}": _get("index", "What there is", _object({
            "version": {"type": "string"}, "openapi": _URL, "registers": _object(registers),
        })),
    }  # fmt: skip
    id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
    for register, kind in kinds.items():
        known = {key: kind["properties"][key] for key in _LISTED if key in kind["properties"]}
        required = [key for key in known if key in kind["required"]]
        row = {"type": "object", "properties": {**known, "url": _URL}, "required": [*required, "url"]}
        rows = {"type": "array", "items": row}
        whole = {"$ref": f"#/components/schemas/{register}"}
        paths[f"/{listed(register)}"] = _get(f"list-{register}", f"All of {register}, sorted by id", rows)
        entry = _get(f"get-{register}", f"One of {register}, whole", whole, {"description": "No such entry"})
        paths[f"/{item(register, '{id}')}"] = {"parameters": [id_], **entry}
    return {
        "openapi": "3.1.1",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": site_url.rstrip("/") or "/"}],
        "paths": paths,
        "components": {"schemas": dict(kinds)},
    }


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def _get(
    name: str, summary: str, schema: Mapping[str, Any], missing: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    found = {"description": summary, "content": {"application/json": {"schema": schema}}}
    responses = {"200": found, **({"404": missing} if missing else {})}
    return {"get": {"operationId": name, "summary": summary, "responses": responses}}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
