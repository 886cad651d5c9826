"""The content of the registers as objects: an example, a region, a term and their parts. All are frozen.

``owner`` is the id of the role in charge of an entry; ``None`` is the first role of ``data/owners.yaml``.
"""

import datetime
from dataclasses import dataclass

from guide.data.documents import LANGS

SHEETS = "tools/sheets"  # the folder of the pages of worksheets


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Swedish, English or both; ``None`` is a language that is missing."""

    sv: str | None = None
    en: str | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """The languages it exists in."""
        return tuple(lang for lang in LANGS if getattr(self, lang))

    def lang(self, lang: str) -> str:
        """Return the language to show to a reader of ``lang``: that one, or the other where it is missing."""
        return lang if getattr(self, lang) else next(other for other in LANGS if other != lang)

    def show(self, lang: str) -> str:
        """Return the text that a reader of ``lang`` gets to see."""
        return getattr(self, self.lang(lang)) or ""


@dataclass(frozen=True, slots=True)
class Link:
    """A page elsewhere. One of ``read``, ``checked`` (days) and ``unverified`` says what is known of it."""

    title: str
    lang: str
    url: str | None = None
    publisher: str | None = None
    read: str | None = None
    checked: str | None = None
    unverified: str | None = None
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that took part, and its role."""

    name: Text
    role: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When something began and ended: a year, month or day each, ``None`` when not known."""

    start: str | None = None
    end: str | None = None

    def status(self, today: datetime.date) -> str | None:
        """Return ``planned``, ``ongoing`` or ``ended`` on the day ``today``; ``None`` when the end is not known."""
        day = today.isoformat()
        if self.start and self.start > day[: len(self.start)]:
            return "planned"
        if not self.end:
            return None
        return "ended" if self.end < day[: len(self.end)] else "ongoing"


@dataclass(frozen=True, slots=True)
class Change:
    """A note by the editors, in both languages, of what changed on a day."""

    date: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register: its ``id``, and the ``line`` of its file where it begins."""

    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Example(Entry):
    """A regional example."""

    title: Text
    summary: Text
    description: Text
    steps: tuple[str, ...]
    evidence: str
    sources: tuple[Link, ...]
    reviewed: str
    original_language: str
    aliases: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: Text | None = None
    challenge: Text | None = None
    funding: Text | None = None
    results: Text | None = None
    lesson: Text | None = None
    transfer: Text | None = None
    gaps: Text | None = None
    organisations: tuple[Organisation, ...] = ()
    themes: tuple[str, ...] = ()
    themes_none: str | None = None
    period: Period | None = None
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    owner: str | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """The languages it exists in: those that title, summary and description all have."""
        texts = (self.title, self.summary, self.description)
        return tuple(lang for lang in LANGS if all(lang in text.written for text in texts))

    @property
    def in_countries(self) -> tuple[str, ...]:
        """Where it takes place, Sweden among them when it names a Swedish region (ISO 3166 codes)."""
        return ("SE", *self.countries) if self.regions and "SE" not in self.countries else self.countries


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy of a region, as far as it is known; ``kind`` is ``s3``, ``development`` or ``programme``.

    ``replaced_by`` is the id of the one that took its place; ``expected`` is when one ``under_way`` was to be adopted.
    """

    title: Text
    id: str = "s3"
    kind: str = "s3"
    own_rendering: bool = False
    start: str | None = None
    end: str | None = None
    adopted: str | None = None
    by: Text | None = None
    replaced_by: str | None = None
    under_way: bool = False
    expected: str | None = None
    url: str | None = None
    lang: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority area and the address where it was read."""

    name: Text
    themes: tuple[str, ...] = ()
    themes_none: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """The published classes that come nearest to a theme: NACE Rev. 2 for industries, NABS 2007 for research."""

    nace: tuple[str, ...] = ()
    nabs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme(Entry):
    """What priority areas, clusters and examples have in common, whatever words each uses.

    ``platform`` is the EU thematic platform with ``partnerships`` in its field, ``references`` are ids of references.
    """

    name: Text
    definition: Text
    references: tuple[str, ...]
    reviewed: str
    original_language: str
    classes: Classes = Classes()
    platform: str | None = None
    partnerships: tuple[Text, ...] = ()
    changes: tuple[Change, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class SharedArea(Entry):
    """Regions that share priority areas."""

    name: Text
    priorities: tuple[Priority, ...]
    sources: tuple[Link, ...]
    reviewed: str
    original_language: str
    about: Text | None = None
    changes: tuple[Change, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Nuts2:
    """A NUTS 2 area (Eurostat's division of the EU)."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Region(Entry):
    """One of the 21 Swedish regions."""

    name: Text
    authority: Text
    county: Text
    county_code: str
    nuts2: Nuts2
    nuts3: str
    website: str
    sources: tuple[Link, ...]
    reviewed: str
    original_language: str
    strategies: tuple[Strategy, ...] = ()
    priorities: tuple[Priority, ...] = ()
    priorities_as_of: str | None = None
    shared_area: str | None = None
    about: Text | None = None
    gaps: Text | None = None
    changes: tuple[Change, ...] = ()
    owner: str | None = None

    @property
    def strategy(self) -> Strategy | None:
        """The strategy for smart specialisation in force, or the document that contains it; ``None`` when not known."""
        current = (one for one in self.strategies if one.kind == "s3" and not (one.replaced_by or one.under_way))
        return next(current, None)


@dataclass(frozen=True, slots=True)
class Reference(Entry):
    """A work or page that the guidance cites by its ``id``."""

    title: str
    type: str
    lang: str
    status: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    container: str | None = None
    publisher: str | None = None
    doi: str | None = None
    isbn: str | None = None
    url: str | None = None
    archive: str | None = None
    note: Text | None = None

    @property
    def address(self) -> str | None:
        """The address to read it at: that of its DOI (https://www.doi.org), or its own."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def listed(self) -> str:
        """The page that lists it: most are web pages, which have one of their own."""
        return "web-pages.md" if self.type == "web" else "references.md"

    @property
    def names(self) -> list[str]:
        """The surnames of the authors, or the publisher."""
        return [author.split(",")[0] for author in self.authors] or [self.publisher or self.title]

    def by(self, others: str) -> str:
        """Return who to name when citing: one or two names, or the first with ``others`` after it."""
        return " & ".join(self.names) if len(self.names) < 3 else f"{self.names[0]} {others}"


@dataclass(frozen=True, slots=True)
class Cluster(Entry):
    """A cluster of the S3 pilot (``pilot``) or another that pages name."""

    name: Text
    regions: tuple[str, ...]
    field: Text
    sources: tuple[Link, ...]
    reviewed: str
    original_language: str
    former_names: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    themes_none: str | None = None
    about: Text | None = None
    gaps: Text | None = None
    website: str | None = None
    website_status: str | None = None
    pilot: bool = False
    changes: tuple[Change, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """Words by language: inflections, synonyms or abbreviations of a term."""

    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term(Entry):
    """A term of the glossary, with the forms it has in running text; ``avoid`` are variants that editors do not use."""

    term: Text
    explanation: Text
    inflections: Forms = Forms()
    synonyms: Forms = Forms()
    abbreviations: Forms = Forms()
    avoid: Forms = Forms()
    source: str | None = None
    related: tuple[str, ...] = ()

    def forms(self, lang: str) -> tuple[str, ...]:
        """Return every form in which a reader of ``lang`` may meet the term, the term itself first."""
        groups = (self.inflections, self.synonyms, self.abbreviations)
        return (self.term.show(lang), *(form for group in groups for form in getattr(group, lang)))


@dataclass(frozen=True, slots=True)
class Statement(Entry):
    """A statement of the self-assessment with its ``levels`` in words, the lowest first.

    ``guidance`` is the section that helps, ``source`` the id of a reference, ``criterion`` that of the EU's condition.
    """

    step: str
    name: Text
    statement: Text
    levels: Forms
    guidance: str
    source: str
    reviewed: str
    criterion: int | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An ``address`` that a page in ``lang`` has had; ``to`` is the source of the page it leads to now."""

    line: int
    address: str
    lang: str
    to: str


@dataclass(frozen=True, slots=True)
class News(Entry):
    """A change of the site worth announcing; ``page`` is the source of the page it is about."""

    date: str
    text: Text
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Owner(Entry):
    """A role in charge of pages and records; never a person."""

    name: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a worksheet: what is written in it, or the ``formula`` that calculates it from the columns ``of``."""

    name: Text
    width: int
    hint: Text | None = None
    choices: tuple[Text, ...] = ()
    scale: int | None = None
    number: bool = False
    formula: str | None = None
    of: tuple[int, ...] = ()
    total: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a worksheet; ``example`` is the copy filled in for a made-up region (data/worksheets.py)."""

    id: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    example: tuple[tuple[Text | float | str | None, ...], ...]
    rows: tuple[Text, ...] = ()
    blank: int = 0
    heads: tuple[Text | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet(Entry):
    """A worksheet, to be filled in on paper or in a file of the kind ``format``."""

    title: Text
    step: str
    format: str
    parts: tuple[Part, ...]

    @property
    def source(self) -> str:
        """The source of its page."""
        return f"{SHEETS}/{self.id}.md"
