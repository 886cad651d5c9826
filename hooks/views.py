"""What the templates of an example's page and card are given: its values, ready to print, in small tuples.

Where letters stand in place of the words (shapes.py), all examples of the same make have equal views. So a view says
all that its template may look at, and what is to be worked out of several values is worked out here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from around import Around
from catalogue import Catalogue
from entries import Example, Link, Period
from relations import Place
from values import Shown, Values
from wording import Words, date


class Step(NamedTuple):
    """A step: its id, the address of its page, and its name."""

    id: str
    link: str
    name: str


class Spot(NamedTuple):
    """A region: its name and the address of its page."""

    name: Shown
    link: str


class Where(NamedTuple):
    """Where an example takes place: its regions, its place abroad and the names of its countries."""

    regions: tuple[Spot, ...]
    place: Shown | None
    countries: str | None


class Card(NamedTuple):
    """What a list shows of an example."""

    title: Shown
    link: str
    summary: Shown
    where: Where
    steps: tuple[Step, ...]


class Top(NamedTuple):
    """What stands above the facts; ``written`` is false where the texts are in the other language."""

    id: str
    title: Shown
    summary: Shown
    written: bool


class Actor(NamedTuple):
    """An organisation and what its role is called."""

    name: Shown
    url: str | None
    role: str


class Facts(NamedTuple):
    """The facts in brief; ``when`` is a time in words, ``status`` what it means today."""

    steps: tuple[Step, ...]
    where: Where
    organisations: tuple[Actor, ...]
    when: str | None
    status: str | None
    evidence: str


class Section(NamedTuple):
    """One of an example's texts, by the ``name`` of its field."""

    name: str
    text: Shown


class Outside(NamedTuple):
    """A page elsewhere, and a note on its language and on what is known of its address."""

    title: str
    lang: str
    url: str | None
    publisher: str | None
    note: str


class Links(NamedTuple):
    """Pages elsewhere, by the ``name`` of their field."""

    name: str
    links: tuple[Outside, ...]


class Way(NamedTuple):
    """A link to another page, with the reason for it where there is one."""

    title: Shown
    link: str
    reason: str | None = None


class Ways(NamedTuple):
    """A list of links to other pages."""

    ways: tuple[Way, ...]


class Neighbour(NamedTuple):
    """The example before (of ``kind`` ``previous``) or after (``next``) in a list."""

    kind: str
    href: str
    title: Shown


class Neighbours(NamedTuple):
    """An example's place in the list ``list``, and what that is called in text and in an attribute."""

    list: str
    label: str
    name: str
    href: str
    others: tuple[Neighbour, ...]


class End(NamedTuple):
    """How the example is cited, in each language it exists in, its neighbours, and where to suggest a change."""

    address: str | None
    plain: tuple[tuple[str, str], ...]
    bibtex: str
    places: tuple[Neighbours, ...]
    reviewed: str
    suggest: str | None


Part = tuple[str, NamedTuple]  # the name of a template, and what it is given
_TEXTS = ("challenge", "description", "results", "lesson", "transfer", "gaps")


@dataclass(frozen=True)
class Views:
    """Makes the views of examples of ``catalogue``, as things stand on the day ``today``.

    ``around`` knows what stands around each; ``source_url`` is the address of the project in its code host.
    """

    catalogue: Catalogue
    words: Mapping[str, Words]
    around: Around
    today: datetime.date
    source_url: str | None

    def card(self, example: Example, to: Values) -> Card:
        """What a list shows of ``example``."""
        return Card(
            to.shown(example.title),
            to.link(f"examples/{example.id}.md"),
            to.shown(example.summary),
            self.where(example, to),
            self._steps(example, to),
        )

    def where(self, example: Example, to: Values) -> Where:
        """Where ``example`` takes place."""
        regions = (self.catalogue.region[id_] for id_ in example.regions)
        spots = tuple([Spot(to.shown(region.name), to.link(f"regions/{region.id}.md")) for region in regions])
        place = to.shown(example.place) if example.place else None
        if not example.countries:
            return Where(spots, place, None)
        words = self.words[to.lang]
        sweden = example.countries == ("SE",)
        names = words.cards.sweden if sweden else ", ".join(words.labels.countries[code] for code in example.countries)
        between = ", " if not sweden and (spots or place) else ""
        return Where(spots, place, between + to.words(names))

    def _steps(self, example: Example, to: Values) -> tuple[Step, ...]:
        names = self.words[to.lang].labels.steps
        return tuple(
            [Step(to.words(step), to.link(f"steps/{step}.md"), to.words(names[step])) for step in example.steps]
        )

    def parts(self, example: Example, to: Values) -> Iterator[Part]:
        """The parts of the page of ``example`` in order. Each but the first begins with a heading or an element."""
        written = example.description.lang(to.lang) == to.lang
        yield "top", Top(to.words(example.id), to.shown(example.title), to.shown(example.summary), written)
        yield "facts", self._facts(example, to)
        for name in _TEXTS:
            if text := getattr(example, name):
                yield "text", Section(name, to.markdown(text))
        for name in ("links", "sources"):
            if links := getattr(example, name):
                yield "links", Links(name, tuple([self.outside(link, to) for link in links]))
        if related := self.around.relations.of(example):
            ways = [
                Way(
                    to.shown(one.example.title),
                    to.link(f"examples/{one.example.id}.md"),
                    to.words(self.around.reasons(one, to.lang)),
                )
                for one in related
            ]
            yield "related", Ways(tuple(ways))
        if uses := self.around.uses.get(example.id):
            yield "uses", Ways(tuple([Way(to.shown(use.title), to.link(use.source)) for use in uses]))
        yield "end", self._end(example, to)

    def _facts(self, example: Example, to: Values) -> Facts:
        words, period = self.words[to.lang], example.period
        roles = words.labels.roles
        status = period.status(self.today) if period else None
        return Facts(
            self._steps(example, to),
            self.where(example, to),
            tuple(
                [Actor(to.shown(one.name), to.url(one.url), to.words(roles[one.role])) for one in example.organisations]
            ),
            to.words(_when(period, words, to.lang)) if period else None,
            to.words(words.labels.status[status]) if status else None,
            example.evidence,
        )

    def outside(self, link: Link, to: Values) -> Outside:
        """A page elsewhere."""
        publisher = to.words(link.publisher) if link.publisher else None
        note = to.words(source_note(link, self.words[to.lang], to.lang))
        return Outside(to.words(link.title), link.lang, to.url(link.url), publisher, note)

    def _end(self, example: Example, to: Values) -> End:
        around, languages = self.around, dict.fromkeys((to.lang, *example.written))
        suggest = f"{self.source_url}/data/examples.yaml#L{example.line}" if self.source_url else None
        return End(
            to.url(around.address(example, to.lang)),
            tuple([(of, to.verbatim(around.plain(example, of))) for of in languages if of in example.written]),
            to.verbatim(around.bibtex(example, to.lang)),
            tuple([self._place(place, to) for place in around.relations.places(example)]),
            to.words(date(example.reviewed, to.lang)),
            to.url(suggest),
        )

    def _place(self, place: Place, to: Values) -> Neighbours:
        name = self.around.list_name(place, to.lang)
        others: Sequence[tuple[str, Example | None]] = (("previous", place.previous), ("next", place.next))
        return Neighbours(
            to.words(place.list),
            to.attribute(name),
            to.words(name),
            to.href(self.around.list_page(place)),
            tuple(
                [
                    Neighbour(kind, to.href(f"examples/{other.id}.md"), to.shown(other.title))
                    for kind, other in others
                    if other
                ]
            ),
        )


def _when(period: Period, words: Any, lang: str) -> str:
    start, end = period.start and date(period.start, lang), period.end and date(period.end, lang)
    if start and end:
        return f"{start}–{end}"
    return str(words.example["from"].format(start=start) if start else words.example.until.format(end=end))


def source_note(link: Link, words: Any, lang: str) -> str:
    """What is said of a page elsewhere: its language, where it is not ``lang``, and what is known of its address."""
    parts = [words.link.in_language.format(language=words.labels.languages[link.lang])] if link.lang != lang else []
    if link.read or link.checked:
        known = words.link.read if link.read else words.link.checked
        parts.append(known.format(date=date(link.read or link.checked or "", lang)))
    else:
        parts.append(words.labels.unverified[link.unverified])
    return "; ".join([*parts, *([] if link.url else [words.link.no_url])])
