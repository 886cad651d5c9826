"""Objects in, HTML in one language out: the pages of records, and the content of markers.

Jinja escapes every value that a template prints. Texts in Markdown come as the HTML that was checked when the data
were read. Addresses come from the table of addresses, which knows every page.
"""

import datetime
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from guide.data import published, worksheets
from guide.data.addresses import Addresses, relative
from guide.data.catalogue import STEPS, Catalogue
from guide.data.coverage import Coverage
from guide.data.documents import LANGS
from guide.data.entries import Example, Link, Region, Strategy, Term, Text, Theme
from guide.data.external_links import Links
from guide.data.relations import Relations
from guide.data.rich_text import PAGE_HREF, to_html
from guide.data.strings import Words, alphabetic, date, period
from guide.data.themes import Themes
from guide.prose import page_html, translations
from guide.prose.glossary import Glossary
from guide.prose.review import PARTS, Item, Review
from guide.rendering import citation, filters, page_scripts, timeline
from guide.rendering.changes import Changes, Row
from guide.rendering.marker_content import ZIP, ZIP_SIZE, MarkerContent

# Of an example, in the page's order.
_TEXTS = ("challenge", "description", "funding", "results", "lesson", "transfer", "gaps")
_EMPHASIS = re.compile(r"<em>([^<]+)</em>")
_NO_SEARCH = Markup(' data-search-exclude="true"')  # read, and removed, by the theme's search plugin
SOURCES = "sources"  # the id of the heading above a page's sources: templates/page-end.html


class _Compiled(jinja2.BytecodeCache):
    """Caches compiled templates by their content within the process: the preview builds many times."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled template; Jinja ignores it where the content has changed."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the template just compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


def environment(folder: Path, **options: Any) -> jinja2.Environment:
    """Return the templates in ``folder``, with the ``options`` of Jinja that not all have."""
    templates = jinja2.Environment(  # noqa: S701  not all make HTML
        loader=jinja2.FileSystemLoader(folder),
        bytecode_cache=COMPILED,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        **options,
    )
    templates.filters.update(date=date, show=Text.show)
    templates.filters["extract"] = lambda key, mapping: mapping[key]  # for map, as Ansible has it
    return templates


class Heading(NamedTuple):
    """A heading of a page: its level (1 to 6), its id, and its name as HTML without tags."""

    level: int
    id: str
    name: str


class Rendered(NamedTuple):
    """A piece of HTML, the headings in it, in order, whether the search reads it, and the other ids in it."""

    html: str
    headings: tuple[Heading, ...] = ()
    is_searched: bool = False
    ids: Collection[str] = ()


Record = Example | Region | Theme


class UnknownAddressError(Exception):
    """A template links to a page, or a heading of one, that does not exist."""


@dataclass(frozen=True)
class RecordPage:
    """A page made from a ``record``: how to ``render`` it in a language, and its description in lists of pages."""

    render: Callable[[str], Rendered]
    record: Record
    register: str
    title: Text
    description: Text
    written: tuple[str, ...]


@dataclass(frozen=True)
class Renderer:
    """Renders what is in ``catalogue`` with the words of ``strings``, as of the day ``today``.

    ``source_url`` is the address of the project's files on GitHub, or ``None`` without a repository. ``publisher`` has
    the ``name``, ``name_en`` and ``contact`` of who publishes the site, ``site_url`` is the absolute address of it,
    ``license`` that of the licence of texts and data, or empty. ``ledger`` has the states of all translations, ``uses``
    the pages that name each example, ``links`` what is known of links to other sites, ``review`` what the editors' page
    lists. ``page_ids`` has what can be linked to on each hand-written page, by source (``None``: not known yet),
    ``changes`` what changed on each; ``page_to_html`` makes HTML of their Markdown. ``schemas`` are those of the data
    by file name, ``assets`` the addresses of scripts and style sheet by theirs. ``preview`` is true in the preview.
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
    uses: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    review: Review | None = None
    page_ids: Mapping[str, frozenset[str]] | None = None
    changes: Changes = field(default_factory=Changes)
    page_to_html: Callable[[str], str] = str
    assets: Mapping[str, str] = field(default_factory=dict)
    preview: bool = False

    # Made when first asked for: the table of addresses, counts and relations of records, what pages show of them, and
    # the strings and the glossary of each language.
    addresses = cached_property(lambda self: Addresses(self.strings["addresses"]))
    coverage = cached_property(lambda self: Coverage(self.catalogue))
    themes = cached_property(lambda self: Themes(self.catalogue))
    relations = cached_property(lambda self: Relations(self.catalogue.examples))
    filters = cached_property(lambda self: filters.Filters(self))
    markers = cached_property(lambda self: MarkerContent(self))
    words = cached_property(lambda self: {lang: Words(self.strings, lang) for lang in LANGS})
    glossaries = cached_property(lambda self: {lang: Glossary(self.catalogue.glossary, lang) for lang in LANGS})

    @property
    def repository(self) -> str:
        """The address of the repository, or empty while ``mkdocs.yml`` has a placeholder (RFC 2606)."""
        url = (self.source_url or "").removesuffix("/blob/main")
        return "" if re.search(r"//(?:[\w.-]*\.)?example(?:\.(?:org|com|net))?(?:[/:]|$)", url) else url

    @property
    def contact(self) -> str:
        """Where to reach the publisher: a mailbox, else the repository's issues, else empty."""
        if mailbox := self.publisher.get("contact"):
            return f"mailto:{mailbox}"
        return f"{self.repository}/issues" if self.repository else ""

    @cached_property
    def publisher_names(self) -> Mapping[str, str]:
        """The publisher's name in each language."""
        name = self.publisher.get("name", "")
        return {"sv": name, "en": self.publisher.get("name_en", name)}

    @cached_property
    def stale(self) -> Mapping[tuple[str, str], str | None]:
        """The translations whose original has changed, by source and language: the day they were last checked."""
        stale = (item for item in self.ledger if item.state == "stale")
        return {(f"{item.name.removesuffix('.md')}.md", item.lang): item.checked for item in stale}

    # ---- templates ------------------------------------------------------------------------------------------------

    @cached_property
    def templates(self) -> jinja2.Environment:
        """The templates of this room."""
        templates = environment(Path(__file__).parent / "templates", autoescape=jinja2.select_autoescape(["html"]))
        templates.filters.update(short=_short, examples=_examples, period=self.period)
        templates.filters.update(json=page_scripts.compact, from_json=json.loads, paragraphs=page_scripts.paragraphs)
        templates.filters["pairs"] = lambda texts: [[text, text] for text in texts]  # what is compared and shown
        templates.globals.update(
            site=self,
            catalogue=self.catalogue,
            coverage=self.coverage,
            themes=self.themes,
            citation=citation,
            published=published,
            staff_parts=PARTS,
            samples=page_html.SAMPLES,
            timeline=timeline,
            translation_states=translations.STATES,
            worksheets=worksheets,
            zip=ZIP,
            zip_size=ZIP_SIZE,
            data_script=page_scripts.address,
            steps=STEPS,
            languages=LANGS,
            filters=filters,
        )
        return templates

    def fill(
        self, template: str, source: str, lang: str, site_lang: str | None = None, search: bool = False, **values: Any
    ) -> Rendered:
        """Return ``template`` filled in for the page ``source``.

        ``lang`` is the language of the text, ``site_lang`` that of the pages it is among if it differs. ``search``
        says that the theme's search plugin will read the page: what it is to skip is then marked. The template marks
        the glossary's terms in a text by ``explain``.
        """
        shown_in, headings, used = site_lang or lang, list[Heading](), dict[str, Term]()
        glossary, address = self.glossaries[lang], self.addresses.link("glossary.md", source, shown_in)
        folder = posixpath.dirname(self.addresses.of(source, shown_in))
        html = self.templates.get_template(template).render(
            lang=lang,
            words=self.words[lang],
            href=partial(self.href, source=source, lang=shown_in),
            href_file=lambda name: relative(self.assets.get(name, name), folder),
            heading=partial(_heading, headings, search),
            no_search=_NO_SEARCH if search else "",
            rich=lambda text, of_lang: self.rich(text, of_lang, source, shown_in),
            changes=partial(self.changes.of, source, lang),
            explain=lambda text: Markup(glossary.marked(str(text), used, address)),
            **values,
        )
        html = self.with_dead_links(html.strip(), lang) + self._explanations(used, address, lang)
        return Rendered(html, tuple(headings), search)

    def url(self, target: str, lang: str) -> str:
        """Return the absolute address of the page ``target``, which may end in ``#`` and an id."""
        source, hash_, anchor = target.partition("#")
        return self.site_url + self.addresses.of(source, lang) + hash_ + anchor

    def href(self, target: str, source: str, lang: str) -> str:
        """Return the address of the page ``target`` (with ``#`` and an id, if any) as seen from the page ``source``.

        Raises ``UnknownAddressError`` for a page or a heading that does not exist.
        """
        page, _, anchor = target.partition("#")
        if self.page_ids is not None and page not in self.records:
            if page not in self.page_ids:
                raise UnknownAddressError(f"docs/*/{page}")
            if anchor and anchor not in self.page_ids[page]:
                raise UnknownAddressError(f"docs/*/{page} {{ #{anchor} }}")
        return self.addresses.link(target, source, lang)

    def rich(self, text: Text, lang: str, source: str, site_lang: str) -> Markup:
        """Return the HTML of a text of the data on the page ``source``."""
        html = to_html(text.show(lang).strip())
        if '.md"' in html or ".md#" in html:
            html = PAGE_HREF.sub(lambda match: f'href="{escape(self.href(match[1], source, site_lang))}"', html)
        return Markup(self.with_languages(html, lang))

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        """The language of each title of a work, a source or a strategy, escaped as in HTML."""
        catalogue = self.catalogue
        records: Any = (*catalogue.examples, *catalogue.regions, *catalogue.clusters)
        sources = (link for one in records for link in (*one.sources, *getattr(one, "links", ())))
        languages = {link.title: link.lang for link in (*sources, *catalogue.references)}
        for strategy in (one for region in catalogue.regions for one in region.strategies):
            languages |= {title: code for code in LANGS if (title := getattr(strategy.title, code))}
            if strategy.title.sv == strategy.title.en:
                languages[strategy.title.sv] = strategy.lang or "sv"
        return {escape(title, quote=False): code for title, code in languages.items()}

    def with_languages(self, html: str, lang: str) -> str:
        """Return ``html`` in ``lang`` with the language of emphasised titles that are in another (WCAG 2.2, 3.1.2)."""

        def marked(match: re.Match[str]) -> str:
            of = self._languages.get(" ".join(match[1].split()), lang)
            return match[0] if of == lang else f'<em lang="{of}">{match[1]}</em>'

        return _EMPHASIS.sub(marked, html)

    def with_dead_links(self, html: str, lang: str) -> str:
        """Return ``html`` with each dead link marked for the reader. What ``fill`` returns has its marks already."""
        if not self.links.dead:
            return html
        module: Any = self.templates.get_template("macros.html").make_module({"words": self.words[lang]})
        return self.links.marked(html, lambda since, archive: str(module.dead(since, archive, lang)))

    def period(self, span: Any, lang: str) -> str:
        """Return a period, from ``span.start`` to ``span.end``, as a reader of ``lang`` writes it; else nothing."""
        if not (span and (span.start or span.end)):
            return ""
        kind, text = period(span.start, span.end, lang)
        words = self.words[lang].example
        if kind == "between":
            return str(text)
        return str(words["from"].format(start=text) if kind == "from" else words.until.format(end=text))

    def years(self, strategy: Strategy, lang: str) -> str:
        """Return when ``strategy`` is valid; nothing where that is not known, or its title says it already."""
        years = self.period(strategy, lang)
        return "" if (years if strategy.start else strategy.end or "") in strategy.title.show(lang) else years

    def on(self, moment: str, lang: str) -> str:
        """Return a year, month or day as it stands in a sentence: ``on 31 March 2016``."""
        return str(self.words[lang].when[str(len(moment))].format(date=date(moment, lang)))

    # ---- pages of records -----------------------------------------------------------------------------------------

    @cached_property
    def records(self) -> Mapping[str, RecordPage]:
        """The pages made from records alone, by source."""
        pages = {}
        records: Sequence[Record] = (*self.catalogue.examples, *self.catalogue.regions, *self.catalogue.themes)
        for record in records:
            register = f"{_kind(record)}s"
            page = RecordPage(partial(self.page, record), record, register, *self._listed_as(record))
            pages[f"{register}/{record.id}.md"] = page
        return pages

    def _listed_as(self, record: Record) -> tuple[Text, Text, tuple[str, ...]]:
        """Return the title of a record, its description in lists of pages, and the languages it is written in."""
        if isinstance(record, Example):
            return record.title, record.summary, record.written
        patterns = {lang: self.words[lang][_kind(record)].about_page for lang in LANGS}
        about = {lang: text.format(name=record.name.show(lang)) for lang, text in patterns.items()}
        return record.name, Text(**about), LANGS

    def page(self, record: Record, lang: str) -> Rendered:
        """Return the page of ``record``, which the template of its kind makes."""
        kind = _kind(record)
        values: dict[str, Any] = {kind: record}
        return self.fill(f"{kind}.html", f"{kind}s/{record.id}.md", lang, **values)

    def texts(self, example: Example) -> list[tuple[str, Text]]:
        """Return the texts that an example has, each with the name of its field, in the page's order."""
        return [(name, getattr(example, name)) for name in _TEXTS if getattr(example, name)]

    def readings(self, example: Example) -> list[Link]:
        """Return the further reading and the sources of an example as one list, each once."""
        links = {link.url or link.title: link for link in (*example.links, *example.sources)}
        return list(links.values())

    def suggest(self, record: RecordPage) -> str | None:
        """Return the address for suggesting a change to ``record``: its file on GitHub, if there is a repository."""
        return f"{self.source_url}/data/{record.register}.yaml#L{record.record.line}" if self.source_url else None

    def with_terms(self, html: str, source: str, lang: str, site_lang: str) -> str:
        """Return ``html`` of a hand-written page with its glossary terms explained; the glossary stays as it is."""
        html = self.with_languages(html, lang)
        if source == "glossary.md":
            return html
        used, address = dict[str, Term](), self.addresses.link("glossary.md", source, site_lang)
        return self.glossaries[lang].marked(html, used, address) + self._explanations(used, address, lang)

    def _explanations(self, used: Mapping[str, Term], address: str, lang: str) -> str:
        """Return what the links to the terms ``used`` on a page show, for its end."""
        template = self.templates.get_template("explanations.html")
        values = {"terms": used.values(), "address": address, "lang": lang, "words": self.words[lang]}
        return template.render(values) if used else ""

    def page_end(self, keys: Sequence[str], source: str, lang: str) -> Rendered:
        """Return the end of a hand-written page: the sources that it cites by ``keys``."""
        cited = [self.catalogue.reference[key] for key in keys]
        return self.fill("page-end.html", source, lang, cited=cited)

    def latest_changes(self, lang: str) -> list[tuple[str, str, Text, Row]]:
        """Return what changed last on the site: the day, the source of the page and its title, and what changed."""
        titles = {item.source: item.title for item in self.review.items} if self.review else {}
        return self.changes.latest(lang, titles)

    # ---- other files of the site ------------------------------------------------------------------------------------

    def feeds(self, lang: str) -> Iterator[tuple[str, str, Sequence[Example]]]:
        """Yield the feeds by step, region and theme: what each is about, the page that has it, its examples."""
        catalogue, labels = self.catalogue, self.words[lang].labels.steps
        for step in STEPS:
            yield labels[step], f"steps/{step}.md", catalogue.select(steps=[step])
        for region in catalogue.regions:
            yield region.name.show(lang), f"regions/{region.id}.md", catalogue.select(regions=[region.id])
        for theme in catalogue.themes:
            yield theme.name.show(lang), f"themes/{theme.id}.md", self.themes.examples(theme)

    def where(self, example: Example, lang: str) -> list[str]:
        """Return the names of where an example takes place: its regions, its place abroad, its countries."""
        words = self.words[lang]
        names = [self.catalogue.region[id_].name.show(lang) for id_ in example.regions]
        names += [example.place.show(lang)] if example.place else []
        return [*names, *(words.labels.countries[code] for code in example.countries)]

    def redirects(self, lang: str) -> Iterator[tuple[str, str]]:
        """Yield the small pages at old addresses in ``lang``, by address: aliases of examples, and moved pages."""
        for example in self.catalogue.examples:
            for alias in example.aliases:
                yield self._redirect(self.addresses.of(f"examples/{alias}.md", lang), f"examples/{example.id}.md", lang)
        for moved in self.catalogue.moved:
            if moved.lang == lang:
                yield self._redirect(moved.address, moved.to, lang)

    def _redirect(self, address: str, target: str, lang: str) -> tuple[str, str]:
        source, hash_, anchor = target.partition("#")
        link = relative(self.addresses.of(source, lang), posixpath.dirname(address)) + hash_ + anchor
        page = self.templates.get_template("redirect.html")
        return address, page.render(lang=lang, words=self.words[lang], link=link, canonical=self.url(source, lang))

    def offline_note(self, lang: str) -> str:
        """Return the HTML that the offline copy has in place of the link to download it."""
        note = self.words[lang].offline.this.format(date=date(self.today.isoformat(), lang))
        return f'<p class="offline">{escape(note)}</p>'

    def terms(self, lang: str) -> list[Any]:
        """Return the terms of the glossary in the order of the alphabet."""
        return sorted(self.catalogue.glossary, key=lambda term: alphabetic(term.term.show(lang)))


def has_feed(source: str) -> bool:
    """Return whether the page ``source`` is that of a step, a region or a theme, each of which has a feed."""
    folder, _, name = source.removesuffix(".md").partition("/")
    return name in STEPS if folder == "steps" else folder in ("regions", "themes") and name not in ("index", "timeline")


def _kind(record: Record) -> str:
    """Return ``example``, ``region`` or ``theme``: the template of such records, and what it calls one."""
    return type(record).__name__.lower()


def _heading(
    headings: list[Heading],
    page_search: bool,
    level: int,
    id_: str,
    name: object,
    classes: str = "",
    search: bool = False,
) -> Markup:
    """Return a heading and note it in ``headings``; the search plugin skips it and what follows unless ``search``."""
    inner = name if isinstance(name, Markup) else Markup(escape(str(name), quote=False))
    headings.append(Heading(level, id_, escape(inner.striptags(), quote=False) if "<" in inner else str(inner)))
    class_ = f' class="{classes}"' if classes else ""
    skipped = _NO_SEARCH if page_search and not search else ""
    return Markup(f'<h{level}{class_} id="{id_}"{skipped}>{inner}</h{level}>')


def _short(text: Text, lang: str) -> Markup:
    """Return a short text inside a line, its language marked where it is not the page's."""
    of, inner = text.lang(lang), escape(text.show(lang).strip(), quote=False)
    return Markup(inner if of == lang else f'<span lang="{of}">{inner}</span>')


def _examples(number: int, words: Words) -> str:
    return str(words.map.one if number == 1 else words.map.many.format(count=number))
