"""What has changed on each page: the editors' notes or, on days without one, the subjects of commits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from guide.data.entries import Change, Text

_SHOWN = 5  # days of a page
LATEST = 60  # changes on their page and in its feed
SUBJECTS = "en"  # the language of commits' subjects; in the other, only the day is shown
_EMPTY = re.compile(r"(?:Create|Update|Delete|Rename) \S+\.(?:md|yaml)")  # what GitHub writes where an editor does not


class Commit(NamedTuple):
    """A commit: the day that it was made (by UTC), and its subject."""

    date: str
    subject: str


History = Mapping[tuple[str, str], tuple[Commit, ...]]  # by language and source, the newest first


class Row(NamedTuple):
    """A day on which a page changed, and what changed; no texts where that is not known."""

    date: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """The ``notes`` of editors by source, and the ``history``; ``None`` where the project comes without one."""

    notes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    history: History | None = None

    def of(self, source: str, lang: str) -> tuple[Row, ...]:
        """Return the last days on which the page ``source`` changed in ``lang``, the newest first.

        A day has its notes or, without any, the last subject that is of use.
        """
        days: dict[str, dict[str, None]] = {}
        for commit in (self.history or {}).get((lang, source), ()):
            has_subject = lang == SUBJECTS and not _EMPTY.fullmatch(commit.subject)
            days[commit.date] = days.get(commit.date) or ({commit.subject: None} if has_subject else {})
        noted: dict[str, dict[str, None]] = {}
        for note in self.notes.get(source, ()):
            noted.setdefault(note.date, {})[getattr(note, lang)] = None
        rows = sorted({**days, **noted}.items(), reverse=True)
        return tuple(Row(date, tuple(texts)) for date, texts in rows[:_SHOWN])

    def latest(self, lang: str, titles: Mapping[str, Text]) -> list[tuple[str, str, Text, Row]]:
        """Return the last changes of the pages with these ``titles``: the day, source, title, and what changed."""
        rows = [(row.date, source, title, row) for source, title in titles.items() for row in self.of(source, lang)]
        return sorted(rows, key=lambda one: one[0], reverse=True)[:LATEST]
