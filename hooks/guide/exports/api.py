"""The static API, a file an address below ``data/v1/``: an index, lists, a file for each entry, schemas, OpenAPI.

What ``v1`` promises is in docs/*/about/api.md: fields may be added; none is removed or changes its type.
"""

import json
from collections.abc import Iterator
from typing import Any

from guide.data.published import API, INDEX, OPENAPI, REGISTERS
from guide.data.published import schema as published_schema
from guide.exports import open_data
from guide.exports.template import document
from guide.rendering.renderer import Renderer

# The addresses of the list of a register, of an entry in it, and of the schema of its entries.
LIST, ENTRY, SCHEMA = f"{API}/{{}}.json", f"{API}/{{}}/{{}}.json", f"{API}/schema/{{}}.json"
_LISTED = ("id", "title", "name", "reviewed", "page")  # of an entry in a list, besides its address


def files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of each file."""
    kinds, index, site_url = {}, {}, renderer.site_url
    for register in REGISTERS:
        rows, list_, schema = [], LIST.format(register), SCHEMA.format(register)
        for entry in open_data.entries(register, renderer):
            address = ENTRY.format(register, entry["id"])
            rows.append({**_listed(entry), "url": site_url + address})
            yield address, _json(entry)
        yield list_, _json(rows)
        kinds[register] = published_schema(renderer.schemas, register)["items"]
        described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": site_url + schema}
        yield schema, _json({**described, **kinds[register]})
        of = {"list": list_, "entry": ENTRY.format(register, "{id}"), "schema": schema}
        index[register] = {"count": len(rows), **{key: site_url + address for key, address in of.items()}}
    yield INDEX, _json({"version": "v1", "openapi": site_url + OPENAPI, "registers": index})
    values = {"kinds": kinds, "fields": _listed, "site": renderer, "index": INDEX}
    yield OPENAPI, _json(json.loads(document("openapi.json", **values, listed=LIST.format, item=ENTRY.format)))


def _listed(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: fields[key] for key in _LISTED if key in fields}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
