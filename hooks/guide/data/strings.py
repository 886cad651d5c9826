"""How values and words are put into a page: escaped, dated, and in the reader's language."""

import datetime
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from string import Formatter
from typing import Any

from babel.dates import format_date

from guide.data.documents import LANGS, Document, Place, Problem
from guide.data.messages import add_near

HTML = re.compile(r"""[<>&"]""")  # which the theme prints as they are
# Å, Ä and Ö come last in Swedish; by their code points Ä would come before Å.
_LAST = str.maketrans("åäö", "{|}")


@lru_cache(4096)
def date(value: str, lang: str) -> str:
    """Return a year, month or day (``2016``, ``2016-03``, ``2016-03-31``) as a reader of ``lang`` writes it."""
    if len(value) == 4:
        return value
    return _formatted(value, "d MMMM y" if len(value) == 10 else "MMMM y", lang)


def _formatted(value: str, pattern: str, lang: str) -> str:
    """Return a month or day in a pattern of CLDR (https://unicode.org/reports/tr35/tr35-dates.html)."""
    return format_date(datetime.date.fromisoformat(f"{value}-01"[:10]), pattern, locale=lang)


def period(start: str | None, end: str | None, lang: str) -> tuple[str, str]:
    """Return the kind of a period (``between``, ``from`` or ``until``) and its text as a reader of ``lang`` writes it.

    Each end is a year, month or day, or ``None`` when not known. Equal ends are one; a shared month or year is written
    once; the dash has spaces where an end is more than one word or number.
    """
    if not (start and end) or start == end:
        return ("between" if start == end else "from" if start else "until"), date(start or end or "", lang)
    if len(start) == len(end) > 4 and start[:4] == end[:4]:
        pattern = "MMMM" if len(start) == 7 else "d" if start[:7] == end[:7] else "d MMMM"
        begins = _formatted(start, pattern, lang)
    else:
        begins = date(start, lang)
    dash = " – " if " " in begins or len(start) != len(end) else "–"
    return "between", f"{begins}{dash}{date(end, lang)}"


def alphabetic(text: str) -> str:
    """Return what to sort ``text`` by, as a Swedish reader looks it up."""
    return text.lower().translate(_LAST)


def editor_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return the language for messages to an editor, by ``LC_ALL`` or else ``LANG`` (POSIX): Swedish or English."""
    return "sv" if (environ.get("LC_ALL") or environ.get("LANG", "")).startswith("sv") else "en"


def check(
    strings: Document, filled_in: Mapping[str, Sequence[str]], needed: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """Return a problem for each text that ``data/strings.yaml`` lacks or that no template could print as it is.

    The latter are those whose {braces} cannot be filled in, or are not the same in both languages, and those with a
    sign of HTML, which the theme's templates do not escape. Messages of problems are on no page and may have them.
    ``filled_in`` has the words that the program has for a text, by its keys with full stops between: ``x-filled-in``
    of the schema. ``needed`` has the names of the texts in each group: ``x-texts``.
    """
    before = len(strings.problems)
    for group, names in needed.items():
        keys = group.split(".")
        there = reduce(lambda node, key: node.get(key, {}), keys, strings.data)
        for name in names:
            if name not in there:
                add_near(strings, "text_missing", (*keys,), name, [one for one in there if one not in names])
    for path, words in _pairs(strings.data):
        for lang in LANGS:
            if path[0] != "problems" and (sign := HTML.search(words[lang])):
                strings.add("words_html", (*path, lang), sign=sign[0])
        known = [f"{{{name}}}" for name in filled_in.get(".".join(map(str, path)), ())]
        _check_braces(strings, path, words, known)
    return strings.problems[before:]


def _check_braces(strings: Document, path: Place, words: Mapping[str, str], known: Sequence[str]) -> None:
    in_braces = {lang: _in_braces(words[lang]) for lang in LANGS}
    unknown = [(lang, name) for lang in LANGS for name in in_braces[lang] or () if name not in known]
    for lang, name in unknown:
        if known:
            add_near(strings, "braces_word", (*path, lang), name, known, allowed=", ".join(known))
        else:
            strings.add("braces_none", (*path, lang), value=name)
    if None in in_braces.values() or (not unknown and in_braces[LANGS[0]] != in_braces[LANGS[1]]):
        strings.add("braces", path)


def _in_braces(text: str) -> list[str] | None:
    """Return the placeholders of ``text``, braces included, sorted; ``None`` where Python could not fill them in."""
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:  # a brace that is not closed, or not opened
        return None
    if any(form or conversion or not str(name).isidentifier() for name, form, conversion in parts):
        return None
    return sorted({f"{{{name}}}" for name, _, _ in parts})


def _pairs(group: Mapping[str, Any], path: Place = ()) -> Iterator[tuple[Place, Mapping[str, str]]]:
    if isinstance(group.get(LANGS[0]), str):
        yield path, group
    else:
        for name, part in group.items():
            yield from _pairs(part, (*path, name))


class Words:
    """The strings of one language: ``words.example.steps`` is the text under those keys."""

    def __init__(self, group: Mapping[str, Any], lang: str) -> None:
        self._group, self._lang = group, lang

    def __getattr__(self, name: str) -> Any:
        """Look the text up once; the result becomes an attribute."""
        try:
            entry = self._group[name]
        except KeyError:
            raise AttributeError(f"data/strings.yaml has no {name}") from None
        entry = entry[self._lang] if isinstance(entry.get(self._lang), str) else Words(entry, self._lang)
        self.__dict__[name] = entry
        return entry

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)
