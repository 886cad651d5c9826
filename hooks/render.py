"""Records in, Markdown of a page in one language out.

Every value that a template prints is escaped for Markdown and HTML at once, unless it comes through one of the
filters below, so a template cannot forget it.
"""

from __future__ import annotations

import datetime
import json
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import finder
import markers
import opendata
import pack
import publish
import translations
from around import LISTS, Around
from cache import Memo, anew, digest
from catalogue import STEPS, Catalogue
from coverage import Coverage
from entries import Example, Region
from glossary import Glossary
from languages import Addresses, relative
from links import Links
from printer import Printer
from records import LANGS
from shapes import Link
from staff import PARTS, Staff
from uses import Use
from values import Values
from views import Card, Views
from wording import Words, attribute, date, escape

# Markers without arguments; each has a template of its name.
_PLAIN_MARKERS = (
    "clusters",
    "coverage",
    "data-files",
    "data-licence",
    "examples-by-country",
    "examples-by-step",
    "glossary",
    "map",
    "news",
    "offline",
    "pack",
    "publisher",
    "references",
    "regions",
    "shared-areas",
    "steps",
    "translations",
)


@dataclass(frozen=True)
class Generated:
    """A page made from a record: ``markdown`` in a language, those it is ``written`` in, when it was ``reviewed``."""

    markdown: Callable[[str], str]
    written: tuple[str, ...]
    reviewed: str
    made_of: Callable[[], object]  # all that the page tells of the examples, whose repr says if it has changed
    example: Example | None = None  # a page of which the parts can be made one by one


@dataclass(frozen=True)
class Renderer:
    """Makes pages of ``catalogue`` with the words of ``strings``, as things stand on the day ``today``.

    ``source_url`` is the address in the code host of a file of the project, its line to be added as ``#L12``;
    ``None`` leaves out what would need it. ``publisher`` has the ``name`` and ``contact`` of who publishes the site,
    ``ledger`` the states of all translations, and ``site_url`` the whole address of the site's root. ``schemas`` are
    the JSON Schemas by file name; ``license`` is the address of the licence of the texts and data, empty when there is
    none yet. ``uses`` are the pages that name each example, by its id, ``links`` what is known of links to other sites,
    ``staff`` what the editors' page tells, and ``memo`` remembers what earlier builds found.
    """

    catalogue: Catalogue
    strings: Mapping[str, Any]
    today: datetime.date
    source_url: str | None = None
    publisher: Mapping[str, str] = field(default_factory=dict)
    ledger: tuple[translations.Item, ...] = ()
    site_url: str = ""
    schemas: Mapping[str, Any] = field(default_factory=dict)
    license: str = ""
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    staff: Staff | None = None
    memo: Memo = anew
    _digests: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of pages, from the table of address words."""
        return Addresses(self.strings["addresses"])

    @cached_property
    def coverage(self) -> Coverage:
        """The examples counted by region and step."""
        return Coverage(self.catalogue)

    @cached_property
    def finder(self) -> finder.Finder:
        """The filters of the page of examples."""
        return finder.Finder(self.catalogue, self.strings, self.addresses, self.today)

    @cached_property
    def printer(self) -> Printer:
        """How the templates print values."""
        return Printer(self.links.dead)

    @cached_property
    def templates(self) -> jinja2.Environment:
        """The templates of Markdown."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=self.printer.finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            optimized=False,  # looking for what is constant takes longer than it saves
        )
        environment.filters.update(self.printer.filters, date=date)
        return environment

    @cached_property
    def _words(self) -> Mapping[str, Words]:
        return {lang: Words(self.strings, lang) for lang in LANGS}

    def _cards(self, examples: Sequence[Example], source: str, to: Values) -> Markup:
        """The cards of a list of examples; on the fast path a letter that stands for them all."""
        blocks = self.printer.blocks
        if blocks and blocks.free and examples:
            return Markup(blocks.put([blocks.convert(example, source) for example in examples]))
        return Markup("\n".join(self.card(self.views.card(example, to), source, to) for example in examples))

    def card(self, view: Card, source: str, to: Values) -> str:
        """The Markdown of a card on the page ``source``."""
        return self._fill("card.md", source, to.lang, to.site_lang, view=view).strip()

    def _fill(self, template: str, source: str, lang: str, site_lang: str | None = None, **values: Any) -> str:
        """Fill ``template`` for the page ``source`` in ``lang``, which stands among the pages of ``site_lang``."""
        of = site_lang or lang
        folder = posixpath.dirname(source)
        plainly = Values(source, lang, of, self.addresses)

        def to(target: str) -> object:
            link = relative(target, folder)
            return Link(link, self.addresses.link(target, source, of)) if self.printer.links_kept else link

        return self.templates.get_template(template).render(
            lang=lang,
            words=self._words[lang],
            catalogue=self.catalogue,
            coverage=self.coverage,
            steps=STEPS,
            publisher=self.publisher,
            license=self.license,
            to=to,
            href=lambda target: self.addresses.link(target, source, of),
            href_file=lambda name: relative(name, posixpath.dirname(self.addresses.of(source, of))),
            today=self.today.isoformat(),
            cards=lambda examples: self._cards(examples, source, plainly),
            outside_view=lambda link: self.views.outside(link, plainly),
            where_view=lambda example: self.views.where(example, plainly),
            **values,
        )

    @cached_property
    def allowed_markers(self) -> markers.Allowed:
        """The markers that pages may use, with their arguments and the values of each."""
        countries = sorted({country for example in self.catalogue.examples for country in example.in_countries})
        selection: dict[str, Sequence[str] | type[int]] = {
            "step": STEPS,
            "region": tuple(self.catalogue.region),
            "country": countries,
            "limit": int,
            "id": tuple(self.catalogue.example),
        }
        fields = {"register": opendata.REGISTERS}
        staff = {"part": PARTS}
        return {"examples": selection, "data-fields": fields, "staff": staff, **{name: {} for name in _PLAIN_MARKERS}}

    @cached_property
    def allowed_keys(self) -> list[str]:
        """The keys that pages may cite: references, and examples after ``example:``."""
        return [*self.catalogue.reference, *(f"{markers.EXAMPLE}{id_}" for id_ in self.catalogue.example)]

    @cached_property
    def generated(self) -> Mapping[str, Generated]:
        """The pages made from records alone, by source."""
        pages = {}
        for example in self.catalogue.examples:
            pages[f"examples/{example.id}.md"] = Generated(
                partial(self.example_page, example),
                example.written,
                example.reviewed,
                partial(self._made_of, example),
                example,
            )
        for region in self.catalogue.regions:
            pages[f"regions/{region.id}.md"] = Generated(
                partial(self.region_page, region), LANGS, region.reviewed, partial(self._region_made_of, region)
            )
        return pages

    def _made_of(self, example: Example) -> object:
        return self._digest(example), self.around.made_of(example)

    def _region_made_of(self, region: Region) -> object:
        return region, [self._digest(one) for one in self.catalogue.select(regions=[region.id])], self.coverage.regions

    def _digest(self, example: Example) -> bytes:
        """A hash of all that is known of ``example``."""
        if example.id not in self._digests:
            self._digests[example.id] = digest(example)
        return self._digests[example.id]

    def redirects(self, lang: str) -> Mapping[str, str]:
        """The small pages at old addresses in ``lang``, by address: for aliases of examples and for moved pages."""
        moves = {
            self.addresses.of(f"examples/{alias}.md", lang): f"examples/{example.id}.md"
            for example in self.catalogue.examples
            for alias in example.aliases
        }
        moves.update((moved.address, moved.to) for moved in self.catalogue.moved if moved.lang == lang)
        return {address: self._redirect(address, target, lang) for address, target in moves.items()}

    def _redirect(self, address: str, target: str, lang: str) -> str:
        source, _, anchor = target.partition("#")
        to = self.addresses.of(source, lang)
        link = posixpath.relpath(to, posixpath.dirname(address) or ".") + (f"#{anchor}" if anchor else "")
        return self._fill("redirect.html", source, lang, link=link, canonical=self.site_url + to)

    def offline_note(self, lang: str) -> str:
        """The HTML that stands in the offline copy in place of the offer of one."""
        note = self._words[lang].offline.this.format(date=date(self.today.isoformat(), lang))
        return f'<p class="offline">{escape(note)}</p>'

    @cached_property
    def stale(self) -> Mapping[tuple[str, str], str | None]:
        """The translations whose original has changed, by source and language: the day they were last checked."""
        return translations.stale(self.ledger)

    def places(self, example: Example, lang: str) -> list[str]:
        """The names of where an example takes place: its regions, its place abroad, its countries."""
        words = self._words[lang]
        names = [self.catalogue.region[id_].name.show(lang) for id_ in example.regions]
        names += [example.place.show(lang)] if example.place else []
        return [*names, *(words.labels.countries[code] for code in example.countries)]

    def _marked(self, markdown: str, lang: str) -> str:
        """``markdown`` with each dead link marked for the reader."""
        return self.links.marked(
            markdown, lambda since, archive: self._fill("dead-link.md", "", lang, since=since, archive=archive)
        )

    def region_page(self, region: Region, lang: str) -> str:
        """The Markdown of a region's page, front matter included."""
        source = f"regions/{region.id}.md"
        page = self._fill(
            "region.md",
            source,
            lang,
            region=region,
            small_map=self._small_map(region, source, lang),
            shared=self.catalogue.shared_area[region.shared_area] if region.shared_area else None,
            clusters=[cluster for cluster in self.catalogue.clusters if region.id in cluster.regions],
            examples=self.catalogue.select(regions=[region.id]),
            of_list=f"region:{region.id}",
            suggest=self._suggest("regions", region.line),
        )
        return self._marked(page, lang)

    def _small_map(self, region: Region, source: str, lang: str) -> Markup:
        """The map on the page of ``region``; on the fast path a letter that stands for it."""
        blocks = self.printer.blocks
        with self.printer.keeping(None):
            html = self._fill("map-inside.md", source, lang, current=region.id)
        return Markup(blocks.put([blocks.inside(html)]) if blocks else html)

    def _suggest(self, register: str, line: int) -> str | None:
        return f"{self.source_url}/data/{register}.yaml#L{line}" if self.source_url else None

    def example_page(self, example: Example, lang: str) -> str:
        """The Markdown of an example's page, front matter included."""
        source = f"examples/{example.id}.md"
        to = Values(source, lang, lang, self.addresses)
        front = "".join(f"{name}: {json.dumps(value)}\n" for name, value in self.front(example, lang).items())
        return f"---\n{front}---\n\n" + "".join(
            self.part(name, view, source, lang) for name, view in self.views.parts(example, to)
        )

    def front(self, example: Example, lang: str) -> dict[str, str]:
        """What the front matter of an example's page says."""
        return {
            "title": example.title.show(lang),
            "description": example.summary.show(lang),
            "reviewed": example.reviewed,
        }

    def part(self, name: str, view: Any, source: str, lang: str) -> str:
        """The Markdown of a part of an example's page."""
        return self._marked(self._fill(f"example/{name}.md", source, lang, view=view) + "\n", lang)

    @cached_property
    def views(self) -> Views:
        """What the templates of examples are given."""
        return Views(self.catalogue, self._words, self.around, self.today, self.source_url)

    @cached_property
    def around(self) -> Around:
        """What stands around an example's own text."""
        name = self.publisher.get("name", "")
        return Around(self.catalogue, self.addresses, self.strings, self.uses, name, self.site_url, self.memo)

    def scripts(self, lang: str) -> Mapping[str, str]:
        """The data that pages in ``lang`` load as scripts, by address."""
        return {pack.name(lang): self.around.pack(lang, lambda example: ", ".join(self.places(example, lang)))}

    def with_terms(self, page: str, source: str, lang: str, site_lang: str) -> str:
        """The HTML of a page in ``lang`` with its glossary terms explained; the glossary itself stays as it is.

        ``site_lang`` is the language whose pages it stands among.
        """
        if source == "glossary.md":
            return page
        return self.glossaries[lang].mark(page, self.addresses.link("glossary.md", source, site_lang))

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """The glossary in each language."""
        return {lang: Glossary(self.catalogue.glossary, lang, self._words[lang].glossary.more) for lang in LANGS}

    def page(self, markdown: str, source: str, lang: str, reviewed: str | None = None, site_lang: str = "") -> str:
        """A page written by hand in ``lang``, with its markers and citations filled in and its sources listed below.

        ``reviewed`` is the day it was last reviewed, ``site_lang`` the language whose pages it stands among.
        """
        cited_keys = dict.fromkeys(key for _, key in markers.citations(markdown))
        keys = [key for key in cited_keys if not key.startswith(markers.EXAMPLE)]
        cite = partial(self._citation, keys, source, lang)
        filled = markers.replace(markdown, partial(self._marker, source=source, lang=lang, site_lang=site_lang), cite)
        cited = [self.catalogue.reference[key] for key in keys]
        end = self._fill("page-end.md", source, lang, cited=cited, reviewed=reviewed)
        return self._marked(filled + end, lang)

    def _marker(self, marker: markers.Marker, source: str, lang: str, site_lang: str) -> str:
        if marker.name == "examples":
            of_list = next((f"{kind}:{marker.arguments[kind][0]}" for kind in LISTS if kind in marker.arguments), None)
            return self._fill("cards.md", source, lang, examples=self.select(marker), of_list=of_list)
        if marker.name == "offline":
            return self._fill("offline.md", source, lang, site_lang, zip=publish.ZIP, size=Markup(publish.SIZE))
        if marker.name == "data-fields":
            register = marker.arguments.get("register", opendata.REGISTERS)[0]
            return self._fill("data-fields.md", source, lang, fields=opendata.described(self.schemas, register, lang))
        if marker.name == "translations":
            return self._fill("translations.md", source, lang, items=self.ledger, states=translations.STATES)
        if marker.name == "staff":
            fill = partial(
                self._fill, "staff.md", source, lang, site_lang, staff=self.staff, source_url=self.source_url
            )
            return "\n\n".join(fill(part=part) for part in marker.arguments.get("part", PARTS))
        if marker.name.startswith("examples-by-"):
            return self._examples_by(marker.name, source, lang, site_lang)
        more = {"relations": self.around.relations, "pack_data": pack.name(lang)}
        return self._fill(f"{marker.name}.md", source, lang, site_lang, **more)

    def _examples_by(self, name: str, source: str, lang: str, site_lang: str) -> str:
        by_step = {step: [example for example in self.catalogue.examples if example.steps[0] == step] for step in STEPS}
        more = {"by_step": by_step, "finder": self.finder}
        scripts = {"finder_index": finder.index_file(lang), "finder_texts": finder.texts_file(lang)}
        return self._fill(f"{name}.md", source, lang, site_lang, **more, **scripts)

    def select(self, marker: markers.Marker) -> tuple[Example, ...]:
        """The examples that an ``examples`` marker asks for."""
        given = marker.arguments
        if "id" in given:
            return tuple(self.catalogue.example[name] for name in given["id"])
        return self.catalogue.select(
            steps=given.get("step", ()),
            regions=given.get("region", ()),
            countries=given.get("country", ()),
            limit=int(given["limit"][0]) if "limit" in given else None,
        )

    def asked(self, markdown: str) -> tuple[bytes, ...]:
        """A hash of each example that a page written by hand asks for with an ``examples`` marker, or cites."""
        found = [one for marker in markers.found(markdown) if marker.name == "examples" for one in self.select(marker)]
        cited = [key for _, key in markers.citations(markdown) if key.startswith(markers.EXAMPLE)]
        found += [self.catalogue.example[key.removeprefix(markers.EXAMPLE)] for key in cited]
        return tuple(map(self._digest, found))

    def _citation(self, keys: list[str], source: str, lang: str, key: str) -> str:
        if key.startswith(markers.EXAMPLE):
            example = self.catalogue.example[key.removeprefix(markers.EXAMPLE)]
            return self._fill("example-link.md", source, lang, example=example)
        reference, number = self.catalogue.reference[key], keys.index(key) + 1
        label = self._words[lang].references.source.format(number=number, by=reference.by)
        return f'[[{number}]](#source-{key}){{ .citation aria-label="{attribute(label)}" }}'
