"""Write the pages of the site as Markdown for plain MkDocs, with which the benchmarks compare our build.

The templates (``templates/``) are not the site's, which make HTML: their values are escaped for Markdown and HTML at
once.
"""

from __future__ import annotations

import datetime
import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from guide.data import relations
from guide.data.addresses import Addresses, relative
from guide.data.catalogue import STEPS, Catalogue
from guide.data.entries import Example, Link, Period, Region, Text
from guide.data.strings import Words, date
from guide.exports import markdown_export
from guide.prose import markers, translations
from guide.rendering import citation, filters, page_scripts
from guide.rendering.renderer import Renderer

_INLINE = re.compile(r"[\\`*_{}\[\]<>&|]")
_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"^(?:[-+#:>=~!]|\d+(?=[.)]))")


def escape(value: object) -> Markup:
    """Return ``value`` on one line, escaped for both Markdown and HTML."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(8192)
def _escaped(value: str) -> Markup:
    text = _INLINE.sub(lambda match: f"&#{ord(match[0])};", _SPACE.sub(" ", value))
    return Markup(_OPENING.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", text))


def attribute(value: object) -> Markup:
    """Return ``value`` escaped for a quoted attribute."""
    return Markup(str(escape(value)).replace('"', "&quot;").replace("'", "&#39;"))


def _short(text: Any, lang: str) -> Markup:
    of = text.lang(lang)
    before, after = ("", "") if of == lang else (f'<span lang="{of}">', "</span>")
    return Markup(f"{before}{escape(text.show(lang))}{after}")


class Shown(NamedTuple):
    """A text as shown to a reader and its language ``of``, with the methods of ``entries.Text``."""

    text: str
    of: str

    def lang(self, _lang: str) -> str:
        """Return the language of the text."""
        return self.of

    def show(self, _lang: str) -> str:
        """Return the text."""
        return self.text


@dataclass(frozen=True)
class Values:
    """Prepares values for the templates of the page ``source`` in ``lang``, on the site in ``site_lang``."""

    source: str
    lang: str
    site_lang: str
    addresses: Addresses

    def words(self, text: str) -> str:
        """Return ``text`` as it is, for the template to escape."""
        return text

    def shown(self, text: Text) -> Shown:
        """Return ``text`` in the reader's language, or else in the other."""
        of = text.lang(self.lang)
        return Shown(self.words(getattr(text, of) or ""), of)

    def markdown(self, text: Text) -> Shown:
        """Return Markdown that needs no escaping, since it was checked when it was read."""
        return Shown(Markup(text.show(self.lang).strip()), text.lang(self.lang))

    def link(self, target: str) -> str:
        """Return the address of the page ``target`` for a link in Markdown."""
        return relative(target, posixpath.dirname(self.source))

    def href(self, target: str) -> str:
        """Return the address of the page ``target`` for a link in HTML."""
        return self.addresses.link(target, self.source, self.site_lang)

    def url(self, url: str | None) -> str | None:
        """Return an external address, which was checked when it was read."""
        return url and Markup(url)

    def attribute(self, text: str) -> str:
        """Return ``text`` escaped for an attribute."""
        return attribute(text)

    def verbatim(self, text: str) -> str:
        """Return ``text`` escaped for raw HTML."""
        return Markup(html.escape(text))


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
    """An example in a list."""

    title: Shown
    link: str
    summary: Shown
    where: Where
    steps: tuple[Step, ...]


class Top(NamedTuple):
    """The top of the page, above the facts; ``written`` is false if the texts are in the other language."""

    id: str
    title: Shown
    summary: Shown
    written: bool


class Actor(NamedTuple):
    """An organisation and the name of its role."""

    name: Shown
    url: str | None
    role: str


class Facts(NamedTuple):
    """The facts in brief; ``when`` is the period in words, ``status`` whether it is planned, ongoing or over."""

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


class ExternalLink(NamedTuple):
    """An external link, with a note on its language and status."""

    title: str
    lang: str
    url: str | None
    publisher: str | None
    note: str


class Links(NamedTuple):
    """The external links in the field ``name``."""

    name: str
    links: tuple[ExternalLink, ...]


class PageLink(NamedTuple):
    """A link to another page, with the reason for it if there is one."""

    title: Shown
    link: str
    reason: str | None = None


class PageLinks(NamedTuple):
    """A list of links to other pages."""

    ways: tuple[PageLink, ...]


class Neighbour(NamedTuple):
    """The example before (of ``kind`` ``previous``) or after (``next``) in a list."""

    kind: str
    href: str
    title: Shown


class Neighbours(NamedTuple):
    """An example's place in the list ``list``; ``label`` is the list's name for an attribute, ``name`` for text."""

    list: str
    label: str
    name: str
    href: str
    others: tuple[Neighbour, ...]


class End(NamedTuple):
    """How the example is cited, in each language it exists in, its neighbours, and where to suggest a change."""

    address: str | None
    plain: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]
    places: tuple[Neighbours, ...]
    reviewed: str
    suggest: str | None


Part = tuple[str, NamedTuple]  # the name of a template, and its view
_TEXTS = ("challenge", "description", "funding", "results", "lesson", "transfer", "gaps")


@dataclass(frozen=True)
class Views:
    """Builds the views of the examples in ``catalogue``, as of the day ``today``.

    ``around`` has their relations and uses; ``source_url`` is the address of the project's repository.
    """

    catalogue: Catalogue
    words: Mapping[str, Words]
    around: Renderer
    today: datetime.date
    source_url: str | None

    def card(self, example: Example, to: Values) -> Card:
        """Return the view of ``example`` for lists."""
        return Card(
            to.shown(example.title),
            to.link(f"examples/{example.id}.md"),
            to.shown(example.summary),
            self.where(example, to),
            self._steps(example, to),
        )

    def where(self, example: Example, to: Values) -> Where:
        """Return where ``example`` takes place."""
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
        """Yield the parts of the page of ``example`` in order. Each but the first begins with a heading or an element."""
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
                PageLink(
                    to.shown(one.example.title),
                    to.link(f"examples/{one.example.id}.md"),
                    to.words(self._phrase("reasons", one, to.lang)),
                )
                for one in related
            ]
            yield "related", PageLinks(tuple(ways))
        if uses := self.around.uses.get(example.id):
            yield "uses", PageLinks(tuple([PageLink(to.shown(use.title), to.link(use.source)) for use in uses]))
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

    def outside(self, link: Link, to: Values) -> ExternalLink:
        """Return the view of an external link."""
        publisher = to.words(link.publisher) if link.publisher else None
        note = to.words(self._phrase("source_note", link, to.lang))
        return ExternalLink(to.words(link.title), link.lang, to.url(link.url), publisher, note)

    def _phrase(self, macro: str, about: Any, lang: str) -> str:
        macros: Any = self.around.templates.get_template("macros.html").make_module({"words": self.words[lang]})
        return html.unescape(str(getattr(macros, macro)(about, lang)))

    def _end(self, example: Example, to: Values) -> End:
        around, languages = self.around, dict.fromkeys((to.lang, *example.written))
        suggest = f"{self.source_url}/data/examples.yaml#L{example.line}" if self.source_url else None
        cited = {
            of: citation.work(around, f"examples/{example.id}.md", example.title, example.reviewed, of)
            for of in languages
        }
        return End(
            to.url(cited[to.lang].url),
            tuple([(of, to.verbatim(citation.one_line(work))) for of, work in cited.items() if of in example.written]),
            tuple([(name, to.verbatim(text)) for name, _, text in citation.formats(around, cited[to.lang])]),
            tuple([self._place(place, to) for place in around.relations.neighbours(example)]),
            to.words(date(example.reviewed, to.lang)),
            to.url(suggest),
        )

    def _place(self, place: relations.Neighbours, to: Values) -> Neighbours:
        name = self._phrase("list_name", place, to.lang)
        others: Sequence[tuple[str, Example | None]] = (("previous", place.previous), ("next", place.next))
        return Neighbours(
            to.words(place.list),
            to.attribute(name),
            to.words(name),
            to.href(f"{place.kind}s/{place.name}.md#examples"),
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


@dataclass(frozen=True)
class Writer:
    """Writes the pages of the site as Markdown."""

    renderer: Renderer

    @cached_property
    def templates(self) -> jinja2.Environment:
        """The environment of the Markdown templates."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=escape,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(
            markdown=lambda text: Markup(text.strip()),
            url=Markup,
            attribute=attribute,
            short=_short,
            examples=lambda number, words: words.map.one if number == 1 else words.map.many.format(count=number),
            escape=escape,
            e=escape,
            date=date,
        )
        return environment

    @cached_property
    def views(self) -> Views:
        """The views for the templates of examples."""
        of = self.renderer
        return Views(of.catalogue, of.words, of, of.today, of.source_url)

    def _fill(self, template: str, source: str, lang: str, **values: Any) -> str:
        renderer, folder = self.renderer, posixpath.dirname(source)
        plainly = Values(source, lang, lang, renderer.addresses)
        words: Any = _Words(renderer.words[lang])
        return self.templates.get_template(template).render(
            lang=lang,
            words=words,
            catalogue=renderer.catalogue,
            coverage=renderer.coverage,
            steps=STEPS,
            publisher=renderer.publisher,
            license=renderer.license,
            to=lambda target: relative(target, folder),
            href=lambda target: renderer.addresses.link(target, source, lang),
            href_file=lambda name: relative(name, posixpath.dirname(renderer.addresses.of(source, lang))),
            today=renderer.today.isoformat(),
            cards=lambda examples: Markup("\n".join(self._card(example, source, lang) for example in examples)),
            outside_view=lambda link: self.views.outside(link, plainly),
            where_view=lambda example: self.views.where(example, plainly),
            **values,
        )

    def _card(self, example: Example, source: str, lang: str) -> str:
        view = self.views.card(example, Values(source, lang, lang, self.renderer.addresses))
        return self._fill("card.md", source, lang, view=view).strip()

    def records(self, lang: str) -> Iterator[tuple[str, str]]:
        """Yield the pages of examples and regions in ``lang``: the source and the Markdown, front matter included."""
        for example in self.renderer.catalogue.examples:
            yield f"examples/{example.id}.md", self._example(example, lang)
        for region in self.renderer.catalogue.regions:
            yield f"regions/{region.id}.md", self._region(region, lang)
        for source, record in self.renderer.records.items():  # newer kinds have no template here: their Markdown export
            if not source.startswith(("examples/", "regions/")):
                yield source, markdown_export.of_record(source, record, self.renderer, lang)

    def _example(self, example: Example, lang: str) -> str:
        source = f"examples/{example.id}.md"
        to = Values(source, lang, lang, self.renderer.addresses)
        front = {"title": example.title, "description": example.summary}
        lines = "".join(f"{name}: {json.dumps(text.show(lang))}\n" for name, text in front.items())
        parts = (
            self._fill(f"example/{name}.md", source, lang, view=view) + "\n"
            for name, view in self.views.parts(example, to)
        )
        return f"---\n{lines}reviewed: {example.reviewed}\n---\n\n" + "".join(parts)

    def _region(self, region: Region, lang: str) -> str:
        source = f"regions/{region.id}.md"
        small = self._fill("map-inside.md", source, lang, current=region.id)
        more = {"small_map": Markup(small), "of_list": f"region:{region.id}", "suggest": None}
        catalogue = self.renderer.catalogue
        about = {
            "region": region,
            "shared": catalogue.shared_area.get(region.shared_area or ""),
            "clusters": [cluster for cluster in catalogue.clusters if region.id in cluster.regions],
            "examples": catalogue.select(regions=[region.id]),
            "sharing": self.renderer.themes.sharing(region),
        }
        return self._fill("region.md", source, lang, **more, **about)

    def page(self, markdown: str, source: str, lang: str, reviewed: str) -> str:
        """Return a hand-written page with its markers and citations filled in and its sources listed."""
        keys: list[str] = []

        def of_comment(match: re.Match[str]) -> str:
            marker = markers.of_comment(match, markdown)
            return f"\n{self._marker(marker, source, lang)}\n" if marker else ""

        def of_citation(match: re.Match[str]) -> str:
            found = [key.strip(" @") for key in match["keys"].split(";")]
            return match["space"] + ", ".join(self._citation(keys, source, lang, key) for key in found)

        text = markers.COMMENT.sub(of_comment, markers.CITATION.sub(of_citation, markdown))
        cited = [self.renderer.catalogue.reference[key] for key in keys]
        return text + self._fill("page-end.md", source, lang, cited=cited, reviewed=reviewed)

    def _citation(self, keys: list[str], source: str, lang: str, key: str) -> str:
        if key.startswith(markers.EXAMPLE):
            example = self.renderer.catalogue.example[key.removeprefix(markers.EXAMPLE)]
            return self._fill("example-link.md", source, lang, example=example)
        keys += [] if key in keys else [key]
        label = attribute(self.renderer.catalogue.reference[key].by("et al."))
        return f'[[{keys.index(key) + 1}]](#source-{key}){{ .citation aria-label="{label}" }}'

    def _marker(self, marker: markers.Marker, source: str, lang: str) -> str:
        renderer, name = self.renderer, marker.name
        if not (Path(__file__).parent / "templates" / f"{name}.md").exists() and name != "examples":
            # Newer than these templates: as HTML, which Markdown leaves unchanged.
            return renderer.markers.render(marker, source, lang, lang, "").html
        main = {step: [one for one in renderer.catalogue.examples if one.steps[0] == step] for step in STEPS}
        lists = (f"{kind}:{marker.arguments[kind][0]}" for kind in relations.LISTS if kind in marker.arguments)
        values: dict[str, Any] = {
            "by_step": main,
            "finder": renderer.filters,
            "card_limit": filters.CARDS,
            "finder_index": page_scripts.address("examples", lang),
            "finder_texts": page_scripts.address("example-texts", lang),
            "relations": renderer.relations,
            "pack_data": page_scripts.address("pack", lang),
            "items": renderer.ledger,
            "states": translations.STATES,
            "zip": "copy.zip",
            "size": "0.0 MB",
            "examples": renderer.markers.select(marker) if name == "examples" else (),
            "of_list": next(lists, None),
        }
        return self._fill("cards.md" if name == "examples" else f"{name}.md", source, lang, **values)


class _Words:
    """The site's strings; one that has been removed since these templates were written is replaced by its key."""

    def __init__(self, words: Any) -> None:
        self._words = words

    def __getattr__(self, name: str) -> Any:
        try:
            found = getattr(self._words, name)
        except AttributeError:
            return _Missing(name)
        return _Words(found) if isinstance(found, Words) else found

    __getitem__ = __getattr__


class _Missing(str):
    def __getattr__(self, name: str) -> Any:
        return _Missing(name)

    def __getitem__(self, name: Any) -> Any:
        return _Missing(name)
