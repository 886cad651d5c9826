"""Links to other sites: where they occur, what a check of them makes of what was known, and how a dead one is marked.

A link is *dead* only when two checks in a row, on two days, found the same conclusive reason: that the server says
there is no such page, or that there is no such server. It is *moved* when the server says that the page has another
address for good. Anything else that is wrong is *unsure*: many servers refuse or slow down robots, and any may be
down for a day. Pages mark dead links; the editors' page lists all three.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import yaml

from guide.data.documents import Document, line_at, mappings
from guide.data.formats import is_url

STATES = ("dead", "moved", "unsure")
SURE = ("not-found", "gone", "no-host")
DOI = "https://doi.org/"  # where a DOI leads (https://www.doi.org/doi-handbook/HTML/resolution.html)
# What leads to another site, its address as a group: [text](address) or [text](<address>), <address>, and HTML.
_INLINE = r"\]\(\s*(?:<(https?://[^>\n]+)>|(https?://[^)\s]+))"
_BARE = r"<(https?://[^>\s]+)>"
_HREF = r'\bhref="(https?://[^"]+)"'
# A whole link with its attribute list; the lists of dead links themselves say data-unmarked.
_LINK = re.compile(
    rf"{_INLINE}(?:\s+\"[^\"\n]*\")?\s*\)(?:[ \t]*\{{[^}}\n]*\}})?"
    rf"|<a\b(?![^>]*data-unmarked)[^>]*{_HREF}[^>]*>.*?</a>"
    rf"|{_BARE}(?!\))"
)
# A link that can be marked, or what reference links share: [name]: address.
_TARGET = re.compile(rf"{_INLINE}|^ {{0,3}}\[[^\]]+\]:\s*<?(https?://[^>\s]+)|{_BARE}|{_HREF}", re.MULTILINE)


@dataclass(frozen=True)
class Response:
    """What one check learnt of an address that does not simply work: why, and where it leads if it has moved."""

    reason: str
    to: str | None = None


@dataclass(frozen=True)
class LinkStatus:
    """What is known of an address: its ``state``, why, since which day, and where the page has moved."""

    url: str
    state: str
    reason: str
    since: str
    to: str | None = None


@dataclass(frozen=True)
class Links:
    """The content of ``data/links.yaml``: the findings, and the day of the check that first gave them.

    ``checked`` is ``None`` until there has been a check. ``archives`` are archived copies by the address they are of.
    """

    checked: str | None = None
    findings: tuple[LinkStatus, ...] = ()
    archives: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any], registers: Sequence[Any] = ()) -> Self:
        """Build from the checked content of the file and the ``archive`` next to each ``url`` in ``registers``."""
        findings = tuple(LinkStatus(**one) for one in data["findings"])
        archived = [part for part in mappings([*registers]) if "archive" in part] if findings else []
        archives = {part["url"]: part["archive"] for part in archived if "url" in part}
        archives |= {DOI + part["doi"]: part["archive"] for part in archived if "doi" in part}
        return cls(data.get("checked"), findings, archives)

    @cached_property
    def dead(self) -> Mapping[str, LinkStatus]:
        """The findings on dead links, by address."""
        return {finding.url: finding for finding in self.findings if finding.state == "dead"}

    def after(self, responses: Mapping[str, Response | None], today: str) -> "Links":
        """Return what is known after a check on the day ``today``.

        ``responses`` has every address that was checked, ``None`` for those that work; what is known of any other
        address is forgotten, since the site no longer uses it. Nothing changes, the day neither, when the check found
        the same as before.
        """
        known = {finding.url: finding for finding in self.findings}
        findings = [_judged(url, one, known.get(url), today) for url, one in sorted(responses.items()) if one]
        same = tuple(findings) == self.findings and self.checked
        return self if same else Links(today, tuple(findings), self.archives)

    def marked(self, text: str, mark: Callable[[str, str | None], str]) -> str:
        """Return ``text``, HTML or Markdown, with a mark after each dead link.

        ``mark`` makes it of the day since when the link is dead, and of an archived copy if there is one.
        """
        if not self.dead:
            return text

        def with_mark(match: re.Match[str]) -> str:
            angled, bare, in_html, alone = match.groups()
            finding = self.dead.get(html.unescape(in_html) if in_html else angled or bare or alone)
            return match[0] + (f" {mark(finding.since, self.archives.get(finding.url))}" if finding else "")

        return _LINK.sub(with_mark, text)


def _judged(url: str, response: Response, known: LinkStatus | None, today: str) -> LinkStatus:
    """Return the finding on ``url`` after ``response``, given what was ``known`` of it."""
    if response.to:
        since = known.since if known and (known.state, known.to) == ("moved", response.to) else today
        return LinkStatus(url, "moved", response.reason, since, response.to)
    sure = response.reason in SURE
    if known and known.state == "dead":  # no response does not mean that it works
        return LinkStatus(url, "dead", response.reason, known.since) if sure else known
    again = known and known.state == "unsure" and (known.reason in SURE) == sure
    since = known.since if known and again else today
    return LinkStatus(url, "dead" if sure and again and since < today else "unsure", response.reason, since)


@dataclass(frozen=True, order=True)
class Occurrence:
    """Where an address occurs: a file of the project, and the line in it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def occurrences(
    docs: Mapping[str, Document], pages: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Occurrence, ...]]:
    """Return every address of another site, in order, with the places where it occurs.

    ``docs`` are the registers as read, ``pages`` the texts of pages by source and language. A DOI counts as the
    address that it leads to. E-mail addresses are left out.
    """
    by_address: dict[str, set[Occurrence]] = {}
    for doc in docs.values():
        for line, address in _in_data(doc):
            by_address.setdefault(address, set()).add(Occurrence(doc.file, line))
    for source, of in pages.items():
        for lang, text in of.items():
            for line, address in _in_markdown(text):
                by_address.setdefault(address, set()).add(Occurrence(f"docs/{lang}/{source}", line))
    return {address: tuple(sorted(by_address[address])) for address in sorted(by_address)}


def _in_data(doc: Document) -> Iterator[tuple[int, str]]:
    # Not by the lines of the values in doc.data, for which all of its nodes would be made.
    scalars: Iterator[Any] = (
        event for event in yaml.parse(doc.raw, yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)
    )
    for key, scalar in pairwise(scalars):
        line, text = scalar.start_mark.line + 1, scalar.value
        if key.value == "doi" and text.startswith("10."):
            yield line, DOI + text
        elif text.startswith("http") and is_url(text):
            yield line, text
        elif "http" in text:
            yield from ((line, address) for _, address in _in_markdown(text))


def _in_markdown(text: str) -> Iterator[tuple[int, str]]:
    for match in _TARGET.finditer(text):
        address = next(filter(None, match.groups()))
        if is_url(address):
            yield line_at(text, match.start()), address
