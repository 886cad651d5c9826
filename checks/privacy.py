"""Checks for personal data: e-mail addresses, telephone numbers, Swedish personal identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import personnummer.personnummer
import phonenumbers

from corpus import Corpus

_ADDRESS = re.compile(r"https?://\S+")
_NOT_OURS = re.compile(r"\s*(?:-\s+)?(?:isbn|doi|translation):|.*\bISBN\b")  # numbers of works, and our own identifiers
_EMAIL = re.compile(r"(?<![\w/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IDENTITY = re.compile(r"(?<![\w-])(?:\d{2})?\d{6}[-+]?\d{4}(?![\w-])")


def check(corpus: Corpus) -> None:
    """Report each line with personal data; the publisher's contact address and URLs do not count."""
    contact = str(corpus.config.extra.get("publisher", {}).get("contact", ""))
    for file, lines in corpus.lines.items():
        for number, line in enumerate(lines, 1):
            for key, value in personal(line):
                if value != contact:
                    corpus.documents[file].add(key, line=number, value=value)


def personal(line: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of all personal data in ``line``."""
    line = _ADDRESS.sub("", line)
    if "@" in line:
        yield from (("email", hit[0]) for hit in _EMAIL.finditer(line))
    if sum(sign.isdigit() for sign in line) < 7 or _NOT_OURS.match(line):
        return
    for hit in _IDENTITY.finditer(line):
        if personnummer.personnummer.valid(hit[0]):
            yield "identity_number", hit[0]
            line = line.replace(hit[0], "")
    yield from (("phone", match.raw_string) for match in phonenumbers.PhoneNumberMatcher(line, "SE"))
