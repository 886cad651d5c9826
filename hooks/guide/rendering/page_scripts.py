"""The data of pages as classic scripts, which pages on disk can load too: browsers do not let those read JSON."""

import json


def address(name: str, lang: str) -> str:
    """Return the address of the script with the data ``name`` in ``lang``."""
    return f"assets/data/{name}.{lang}.js"


def compact(value: object) -> str:
    """Return ``value`` as JSON for a script, which may be in HTML too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
