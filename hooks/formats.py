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
LINK_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
# Characters that reorder or hide text (Unicode TR 36), and control characters; none has a place in our texts.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")


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
    if re.search(r"""[\s"'<>\\`{}]""", text) or INVISIBLE.search(text):
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
    if hidden := INVISIBLE.search(text):
        return "invisible", f"U+{ord(hidden[0]):04X}"
    for kind, pattern in FORBIDDEN_MARKDOWN.items():
        if found := pattern.search(text):
            return kind, found[0].split("\n")[0][:40]
    for match in LINK_TARGET.finditer(text):
        target = match[1] if match[1] is not None else match[2]
        if not is_url(target):
            return "link", target[:60]
    return None


FORMATS = {"date": is_date, "moment": is_moment, "url": is_url, "markdown": lambda text: markdown_fault(text) is None}
