"""What the editors' own page lists: reviews that are overdue, translations, sources long unread, links that fail."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from guide.data.catalogue import PLACES, Catalogue
from guide.data.documents import LANGS, Document
from guide.data.entries import Owner, Text
from guide.data.external_links import STATES, Links, LinkStatus, Occurrence
from guide.prose import translations
from guide.prose.front_matter import of_page

PARTS = ("reviews", "translations", "sources", "links")  # the parts of the page
PAGES, REFERENCES = "pages", "references"  # kinds of items besides the registers below
YEAR = 365  # days that a review may wait, unless the settings say otherwise
_UNOPENED = ("archived", "unchecked")  # the states of a reference whose address nobody has opened


@dataclass(frozen=True, slots=True)
class Item:
    """A page or an entry of a register: where it is shown, its title, its owner, when it was reviewed.

    ``opened`` has for each of its sources the day when somebody last did, ``None`` for never. ``lang`` is the language
    of a title that is in neither of ours.
    """

    kind: str
    source: str
    title: Text
    owner: str | None
    reviewed: str | None
    opened: tuple[str | None, ...] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Review:
    """What needs doing on the day ``today``, by what is known of pages, records, translations and links.

    ``occurrences`` has the places of each address of another site, ``days`` is how long a review or a source may wait.
    """

    catalogue: Catalogue
    pages: tuple[Item, ...]
    ledger: Sequence[translations.Item]
    links: Links
    occurrences: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    days: int = YEAR
    today: datetime.date = datetime.date.max

    @cached_property
    def limit(self) -> str:
        """The day before which a review or a source is too old."""
        return (self.today - datetime.timedelta(days=self.days)).isoformat()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The hand-written pages, the entries and the references."""
        return (*self.pages, *_entries(self.catalogue), *_references(self.catalogue, self.today.isoformat()))

    @cached_property
    def overdue(self) -> tuple[tuple[Item, Owner], ...]:
        """What should be reviewed again, with its owner, the longest waiting first."""
        old = [item for item in self.items if item.kind != REFERENCES and (item.reviewed or "") < self.limit]
        old.sort(key=lambda item: item.reviewed or "")
        return tuple((item, self.catalogue.owner(item.owner)) for item in old)

    @cached_property
    def coverage(self) -> Mapping[str, Counter[str]]:
        """How many texts are in each state of translation, by kind: pages, and the registers."""
        states: dict[str, Counter[str]] = {}
        for item in self.ledger:
            kind = PAGES if item.name.endswith(".md") else item.name.partition("/")[0]
            states.setdefault(kind, Counter())[item.state] += 1
        return states

    @cached_property
    def unread(self) -> Mapping[str, Sequence[tuple[Item, int, int]]]:
        """What has sources that nobody has opened, or not for long, with how many of each, by kind; most first."""
        by_kind: dict[str, list[tuple[Item, int, int]]] = {}
        for item in self.items:
            old = sum(1 for day in item.opened if day and day < self.limit)
            if old or None in item.opened:
                by_kind.setdefault(item.kind, []).append((item, item.opened.count(None), old))
        return {kind: sorted(counts, key=lambda one: -one[1] - one[2]) for kind, counts in by_kind.items()}

    @cached_property
    def sources(self) -> Mapping[str, tuple[int, int, int]]:
        """How many sources there are of each kind, how many nobody has opened, and how many not for long."""
        total = Counter(item.kind for item in self.items for _ in item.opened)
        unread = {kind: self.unread.get(kind, ()) for kind in total}
        return {
            kind: (total[kind], sum(never for _, never, _ in of), sum(old for _, _, old in of))
            for kind, of in unread.items()
        }

    @cached_property
    def broken(self) -> Mapping[str, tuple[LinkStatus, ...]]:
        """The findings on addresses that the site still uses, by state."""
        used = [finding for finding in self.links.findings if finding.url in self.occurrences]
        return {state: of for state in STATES if (of := tuple(one for one in used if one.state == state))}


def _entries(catalogue: Catalogue) -> Iterator[Item]:
    for kind, source in PLACES.items():
        for entry in getattr(catalogue, kind):
            links = (*getattr(entry, "links", ()), *getattr(entry, "sources", ()))
            opened = tuple(link.read or link.checked for link in links)
            title = entry.title if kind == "examples" else entry.name
            yield Item(kind, source.format(entry.id), title, entry.owner, entry.reviewed, opened)


def _references(catalogue: Catalogue, today: str) -> Iterator[Item]:
    """Yield the references, each its own source. One that was opened has no date; it counts as opened today."""
    for entry in catalogue.references:
        opened = None if entry.status in _UNOPENED else today
        title = Text(**{lang: entry.title for lang in LANGS if entry.lang not in LANGS or lang == entry.lang})
        lang = None if entry.lang in LANGS else entry.lang
        yield Item(REFERENCES, f"{entry.listed}#{entry.id}", title, None, None, (opened,), lang)


def pages(texts: Mapping[str, Mapping[str, str]]) -> Iterator[Item]:
    """Yield the hand-written pages, each as old as the older of its languages; either may name the owner."""
    for source, of in texts.items():
        metas = {lang: of_page(of[lang]) for lang in LANGS if lang in of}
        owner = next((str(meta["owner"]) for meta in metas.values() if meta.get("owner")), None)
        titles = {lang: str(meta.get("title", source)) for lang, meta in metas.items()}
        reviewed = min(str(meta.get("reviewed") or "") for meta in metas.values())
        yield Item(PAGES, source, Text(**titles), owner, reviewed or None)


def compare_owners(metas: tuple[Mapping[str, Any], Mapping[str, Any]], doc: Document, other: str) -> None:
    """Report in ``doc`` an owner other than that of ``other``; ``metas`` are of both, and either may leave it out."""
    owner, their = (meta.get("owner") for meta in metas)
    if owner and their and owner != their:
        doc.add("page_owner", line=1, value=owner, other=other, theirs=their)
