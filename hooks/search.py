"""The search index, one for each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def split(index: Mapping[str, Any], roots: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """One index a language from ``index``, which holds the entries of all.

    ``roots`` gives each language's folder (``""`` for the default language). In each result the locations are
    relative to that folder, and the stemmer is that language's alone; English is the search's own and is not named.
    """
    parts: dict[str, dict[str, Any]] = {}
    for lang, root in roots.items():
        others = [other for other in roots.values() if other and other != root]
        docs = _below(index["docs"], root, others)
        parts[lang] = {**index, "config": {**index["config"], "lang": [lang]}, "docs": docs}
    return parts


def _below(docs: Iterable[Mapping[str, Any]], root: str, others: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {**doc, "location": doc["location"].removeprefix(root)}
        for doc in docs
        if doc["location"].startswith(root) and not doc["location"].startswith(tuple(others))
    ]
