"""Read the search index as docs/assets/js/search-engine.js does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any


def load_index(folder: Path) -> dict[str, Any]:
    """Return the search index and its texts from ``folder``, the site in one language."""
    parts = {name: (folder / f"search/{name}.js").read_text("utf-8") for name in ("index", "texts")}
    index, texts = (json.loads(text.removeprefix(f"var search{name.title()}=")) for name, text in parts.items())
    assert index["version"] == texts["version"]
    return {**index, **texts}


def places(found: Mapping[str, Any]) -> Iterator[tuple[str, list[int]]]:
    """Yield each word of the texts with the numbers of its entries."""
    before = ""
    for rest, signs in zip(found["words"].split(), found["entries"].split(), strict=True):
        before = before[: int(rest[0])] + rest[1:]
        at, more, numbers = 0, 0, []
        for sign in signs:
            code = ord(sign) - 35 - (ord(sign) > 92)
            if code >= 76:
                more = more * 14 + code - 76
            else:
                at, more = at + more * 76 + code, 0
                numbers.append(at)
        yield before, numbers


def texts(found: Mapping[str, Any]) -> list[str]:
    """Return the texts that hits show."""
    lines = found["texts"].split("\n")
    known = [found["stop"].split() for _ in lines]
    for word, numbers in places(found):
        for number in dict.fromkeys(numbers):
            known[number].append(word)
    return ["".join(_read(sign, own) for sign in line) for line, own in zip(lines, known, strict=True)]


def _read(sign: str, known: Sequence[str]) -> str:
    form, at = divmod(ord(sign) - 0xE000, 1600)
    if not 0 <= form < 4:
        return sign
    return (" ", "")[form % 2] + (known[at].capitalize() if form > 1 else known[at])
