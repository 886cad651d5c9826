"""The forms a text can have to keep: dates, addresses, and the restricted Markdown of the registers."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit

# A restricted Markdown: what these patterns find would let data become code, or break the page's outline.
FORBIDDEN_MARKDOWN = {
    "html": re.compile(r"<[A-Za-z/!?][^>\n]*>?"),
    "attribute_list": re.compile(r"\{[:#.%{ ]?[^}\n]*\}"),
    "image": re.compile(r"!\["),
    "heading": re.compile(r"^ {0,3}(?:#{1,6} |\S.*\n {0,3}(?:=+|-{3,})\s*$)", re.MULTILINE),
    "template": re.compile(r"-{2}8<-{2}|\$\{"),
}
# One of these stands in all that the patterns find, and in few texts.
_SIGNS = ("<", "{", "![", "#", "=", "---", "](", "]:")
LINK_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
# All but the characters of Latin script and its typography, soft hyphen and no-break space among them.
_UNCOMMON = re.compile("[^\n\t -~\xa0-\u024f\u2009\u2010-\u2027\u202f]")
# What Unicode counts as printable although nobody sees it: fillers, joiners and variation selectors.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def invisible(text: str) -> str | None:
    """The first character that reorders or hides text, or that nobody sees, as ``U+202E``; ``None`` without one.

    Such characters let a text read otherwise than it is written (https://www.unicode.org/reports/tr36/).
    """
    for match in _UNCOMMON.finditer(text):
        if not match[0].isprintable() or _UNSEEN.match(match[0]):
            return f"U+{ord(match[0]):04X}"
    return None


def is_date(text: str) -> bool:
    """True for a day of the calendar, ``YYYY-MM-DD``."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def is_moment(text: str) -> bool:
    """True for a month or a day of the calendar, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    return is_date(text if len(text) > 7 else f"{text}-01")


def is_url(text: str) -> bool:
    """True for a whole ``http``, ``https`` or ``mailto`` address without spaces, quotes or angle brackets."""
    if re.search(r"""[\s"'<>\\`{}]""", text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and "@" not in parts.netloc


def markdown_fault(text: str) -> tuple[str, str] | None:
    """What a text may not hold, as ``(kind, excerpt)``, or None for a plain text with lists, emphasis and links."""
    if not any(sign in text for sign in _SIGNS):
        return None
    for kind, pattern in FORBIDDEN_MARKDOWN.items():
        if found := pattern.search(text):
            return kind, found[0].split("\n")[0][:40]
    for match in LINK_TARGET.finditer(text):
        target = match[1] if match[1] is not None else match[2]
        if not is_url(target):
            return "link", target[:60]
    return None


FORMATS = {"date": is_date, "moment": is_moment, "url": is_url, "markdown": lambda text: markdown_fault(text) is None}
