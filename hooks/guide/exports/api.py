"""The static API, a file an address below ``data/v1/``: an index, lists, a file for each entry, schemas, OpenAPI.

What ``v1`` promises is in docs/*/about/api.md: fields may be added; none is removed or changes its type.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from guide.data.published import API, INDEX, OPENAPI, REGISTERS
from guide.data.published import schema as published_schema
from guide.exports import open_data
from guide.exports.xml import TEMPLATES
from guide.rendering.renderer import Renderer, environment

# The addresses of the list of a register, of an entry in it, and of the schema of its entries.
LIST, ENTRY, SCHEMA = f"{API}/{{}}.json", f"{API}/{{}}/{{}}.json", f"{API}/schema/{{}}.json"
_LISTED = ("id", "title", "name", "reviewed", "page")  # of an entry in a list, besides its address


def addresses() -> Iterator[str]:
    """Yield the addresses of all files but those of the entries."""
    yield from (INDEX, OPENAPI)
    for register in REGISTERS:
        yield from (LIST.format(register), SCHEMA.format(register))


def files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its address."""
    kinds, index, site_url = {}, {}, renderer.site_url
    for register in REGISTERS:
        rows, list_, schema = [], LIST.format(register), SCHEMA.format(register)
        for entry in open_data.entries(register, renderer):
            address = ENTRY.format(register, entry["id"])
            rows.append({**{key: entry[key] for key in _LISTED if key in entry}, "url": site_url + address})
            yield address, _json(entry)
        yield list_, _json(rows)
        kinds[register] = published_schema(renderer.schemas, register)["items"]
        described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": site_url + schema}
        yield schema, _json({**described, **kinds[register]})
        of = {"list": list_, "entry": ENTRY.format(register, "{id}"), "schema": schema}
        index[register] = {"count": len(rows), **{key: site_url + address for key, address in of.items()}}
    yield INDEX, _json({"version": "v1", "openapi": site_url + OPENAPI, "registers": index})
    yield OPENAPI, _json(json.loads(_openapi(kinds, renderer)))


def _openapi(kinds: Mapping[str, Any], renderer: Renderer) -> str:
    """Return the description in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1); ``kinds`` has the schemas."""
    templates = environment(TEMPLATES)
    templates.policies["json.dumps_kwargs"] = {}  # without it, Jinja sorts
    templates.filters["named"] = lambda fields: {key: fields[key] for key in _LISTED if key in fields}
    template = templates.get_template("openapi.json")
    return template.render(kinds=kinds, site=renderer, index=INDEX, listed=LIST.format, item=ENTRY.format)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
