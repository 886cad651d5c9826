"""Formats of texts: dates, addresses, letters as one character; and characters that are invisible."""

import datetime
import re
import unicodedata
from urllib.parse import urlsplit

# All but the characters of Latin script and its typography, soft hyphen and no-break space among them.
_UNCOMMON = re.compile("[^\n\t -~\xa0-\u024f\u2009\u2010-\u2027\u202f]")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*\w)?\.)+[^\W_](?:[\w-]*[^\W_])?\.?")  # with a full stop in it, and no empty part
PAGE = re.compile(r"[\w-]+(?:/[\w-]+)*\.md(?:#[\w-]+)?")  # of ours, by its source
LONGEST_NAME = 60
# Emphasis, links, citations and HTML, as an editor types them who takes a plain text for Markdown.
_MARKUP = re.compile(
    r"\*\*|\*[^\s*][^*\n]*\*|(?<!\w)_[^\s_][^_\n]*_(?!\w)|\\[*_#n]|\]\((?:https?:|[\w/.-]+\.md)|\[@[a-z]"
    r"|</?(?:b|br|em|i|p|strong|sub|sup|u)[ />]|&(?:#\d+|[a-z]+);"
)
# More signs in a paragraph than anybody writes: Python-Markdown takes their square to read it, 43 seconds for 20,000.
CROWDED = re.compile(r"(?:[\[<#](?:(?!\n\n)[^\[<#])*){1001}")
# What Unicode counts as printable although it is invisible: fillers, joiners, variation selectors,
# and the sign for a character that was lost.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd\U000e0100-\U000e01ef]")
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"  # of Latin letters, as copied from a PDF
# An emoji may have invisible signs: for its colours, its skin or what it is joined with
# (https://www.unicode.org/reports/tr51/#Emoji_ZWJ_Sequences).
_SYMBOL = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_EMOJI = re.compile(f"{_SYMBOL}\ufe0f?(?:\u200d{_SYMBOL}\ufe0f?)*|[0-9#*]\ufe0f\u20e3")


def composed(text: str) -> str:
    """Return ``text`` with each letter as one character: dots and rings with their letters (NFC), ligatures apart.

    So a word is the same whether it was typed, or comes from the file names of macOS, from a PDF or from Word, whose
    soft hyphens are left out: browsers hyphenate by themselves.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).replace("\xad", "")
    for ligature in filter(text.__contains__, _LIGATURES):
        text = text.replace(ligature, unicodedata.normalize("NFKC", ligature))
    return text


def invisible(text: str) -> str | None:
    """Return the first character that reorders or hides text or is invisible, as ``U+202E``; ``None`` without one.

    Such characters let a text read otherwise than it is written (https://www.unicode.org/reports/tr36/).
    """
    if "\ufe0f" in text or "\u200d" in text:
        text = _EMOJI.sub("", text)
    for match in _UNCOMMON.finditer(text):
        if not match[0].isprintable() or _UNSEEN.match(match[0]):
            return f"U+{ord(match[0]):04X}"
    return None


def is_date(text: str) -> bool:
    """Return whether ``text`` is a day of the calendar, ``YYYY-MM-DD``."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text  # it reads 2026-W01-1 too
    except ValueError:
        return False


def is_moment(text: str) -> bool:
    """Return whether ``text`` is a month or a day of the calendar, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    return is_date(text if len(text) > 7 else f"{text}-01")


def is_url(text: str) -> bool:
    """Return whether ``text`` is a whole http, https or mailto address without spaces, quotes or angle brackets."""
    if re.search(r"""[\s"'<>\\`{}]""", text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    is_site = _HOST.fullmatch(parts.hostname or "") is not None
    return parts.scheme in ("http", "https") and is_site and "@" not in parts.netloc


def is_page(text: str) -> bool:
    """Return whether ``text`` is the source of a page below ``docs/sv``, with or without the id of a heading."""
    return PAGE.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Return whether ``text`` can name a file or folder on any system and be part of an address, as an id must.

    Windows keeps some names for itself, whatever ending they have
    (https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file).
    """
    return NAME.fullmatch(text) is not None and not RESERVED.fullmatch(text) and len(text) <= LONGEST_NAME


def is_isbn(text: str) -> bool:
    """Return whether ``text`` is ten or thirteen digits, with or without hyphens, the last a check digit (ISO 2108)."""
    if not re.fullmatch(r"[0-9-]+[0-9Xx]", text):
        return False
    digits = [int(sign) if sign.isdigit() else 10 for sign in text.replace("-", "")]
    if len(digits) == 10:
        return sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11 == 0
    return len(digits) == 13 and sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def is_line(text: str) -> bool:
    """Return whether ``text`` has no signs of Markdown or HTML, which plain texts show as typed."""
    return _MARKUP.search(text) is None


FORMATS = {
    "date": is_date,
    "isbn": is_isbn,
    "line": is_line,
    "moment": is_moment,
    "name": is_name,
    "page": is_page,
    "url": is_url,
}
