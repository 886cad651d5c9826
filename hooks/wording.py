"""How values and words are put into a page: escaped, dated, and in the reader's language."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

# What Markdown or HTML would read as markup: anywhere in a text, and at its beginning.
_INLINE = re.compile(r"[\\`*_{}\[\]<>&|]")
_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"^(?:[-+#:>=~!]|\d+(?=[.)]))")


def escape(value: object) -> Markup:
    """``value`` as text that neither Markdown nor HTML reads anything into, on one line."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(8192)
def _escaped(value: str) -> Markup:
    text = _INLINE.sub(lambda match: f"&#{ord(match[0])};", _SPACE.sub(" ", value))
    return Markup(_OPENING.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", text))


def attribute(value: object) -> Markup:
    """``value`` as text inside a quoted attribute."""
    return Markup(str(escape(value)).replace('"', "&quot;").replace("'", "&#39;"))


@lru_cache(4096)
def date(value: str, lang: str) -> str:
    """A year, month or day (``2016``, ``2016-03``, ``2016-03-31``) as a reader of ``lang`` writes it."""
    if len(value) == 4:
        return value
    day = datetime.date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    return format_date(day, "d MMMM y" if len(value) == 10 else "MMMM y", locale=lang)


def editor_language(environ: Mapping[str, str]) -> str:
    """The language to speak to an editor in, from ``LC_ALL`` or else ``LANG`` (POSIX): Swedish, or else English."""
    return "sv" if (environ.get("LC_ALL") or environ.get("LANG", "")).startswith("sv") else "en"


class Words:
    """The strings of one language: ``words.example.steps`` is the text that stands under those keys."""

    def __init__(self, group: Mapping[str, Any], lang: str) -> None:
        self._group, self._lang = group, lang

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet: what is found becomes an attribute."""
        try:
            found = self._group[name]
        except KeyError:
            raise AttributeError(f"data/strings.yaml has no {name}") from None
        found = found[self._lang] if isinstance(found.get(self._lang), str) else Words(found, self._lang)
        self.__dict__[name] = found
        return found

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)
