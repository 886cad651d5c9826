"""What the markers of a page become: HTML on the page, ids to link to, a list of links in its Markdown copy."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from guide.data import published
from guide.data.catalogue import STEPS
from guide.data.entries import Example, Region, SharedArea
from guide.prose import markers, translations
from guide.prose.review import PARTS
from guide.rendering import filters, workshop_pack
from guide.rendering.related import LISTS

if TYPE_CHECKING:
    from guide.rendering.renderer import Rendered, Renderer

# Markers without arguments; each has a template of its name.
_PLAIN = (
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
ZIP = "smart-specialisation.zip"  # the offline copy
ZIP_SIZE = "0.0 MB"  # in its place until the copy is made


# The files on the page about open data, with what each holds as a key of the words; "{lang}" is a language's folder.
_DATA_FILES = {
    f"{published.FOLDER}/examples.json": "examples_json",
    f"{published.FOLDER}/examples.csv": "examples_csv",
    f"{published.FOLDER}/regions.json": "regions_json",
    f"{published.FOLDER}/shared_areas.json": "shared_areas_json",
    f"{published.FOLDER}/dcat.rdf": "dcat",
    "{lang}atom.xml": "atom",
    "{lang}llms.txt": "llms_txt",
}


class Link(NamedTuple):
    """An item of a Markdown copy: its text, where it leads, and what is said of that.

    The ``target`` is the source of a page, a file below the site's root, or a whole address; ``None`` is nowhere.
    """

    text: str
    target: str | None
    note: str = ""


class MarkerContent:
    """Renders markers with ``renderer``."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._catalogue = renderer.catalogue

    @cached_property
    def allowed(self) -> markers.Allowed:
        """The markers that pages may use, with their arguments and the values of each."""
        countries = sorted({country for example in self._catalogue.examples for country in example.in_countries})
        selection: dict[str, Sequence[str] | type[int]] = {
            "step": STEPS,
            "region": tuple(self._catalogue.region),
            "country": countries,
            "limit": int,
            "id": tuple(self._catalogue.example),
        }
        more: dict[str, dict[str, Sequence[str] | type[int]]] = {
            "data-fields": {"register": published.REGISTERS},
            "staff": {"part": PARTS},
        }
        return {"examples": selection, **more, **{name: {} for name in _PLAIN}}

    @cached_property
    def keys(self) -> list[str]:
        """The keys that pages may cite: references, and examples after ``example:``."""
        return [*self._catalogue.reference, *(f"{markers.EXAMPLE}{id_}" for id_ in self._catalogue.example)]

    def select(self, marker: markers.Marker) -> tuple[Example, ...]:
        """Return the examples that an ``examples`` marker asks for."""
        given = marker.arguments
        if "id" in given:
            return tuple(self._catalogue.example[name] for name in given["id"])
        return self._catalogue.select(
            steps=given.get("step", ()),
            regions=given.get("region", ()),
            countries=given.get("country", ()),
            limit=int(given["limit"][0]) if "limit" in given else None,
        )

    def render(self, marker: markers.Marker, source: str, lang: str, site_lang: str, above: str) -> Rendered:
        """Return the HTML of ``marker`` on the page ``source``; ``above`` is the id of the heading above it."""
        values = {"above": above, **self._values(marker, lang)}
        return self._renderer.fill(f"marker/{marker.name}.html", source, lang, site_lang, search=True, **values)

    def _values(self, marker: markers.Marker, lang: str) -> Mapping[str, Any]:
        match marker.name:
            case "examples":
                lists = (f"{kind}:{marker.arguments[kind][0]}" for kind in LISTS if kind in marker.arguments)
                return {"examples": self.select(marker), "of_list": next(lists, None)}
            case "offline":
                return {"zip": ZIP, "size": Markup(ZIP_SIZE)}
            case "data-files":
                return {"files": _data_files(self._renderer, lang), "schemas": [*_schemas()]}
            case "data-fields":
                return {"fields": self._fields(marker, lang)}
            case "translations":
                return {"items": self._renderer.ledger, "states": translations.STATES}
            case "staff":
                return {"parts": marker.arguments.get("part", PARTS), "staff": self._renderer.review}
            case "examples-by-step":
                scripts = {"finder_index": filters.index_file(lang), "finder_texts": filters.texts_file(lang)}
                return {"by_step": self._by_main_step, **scripts}
            case "pack":
                return {"pack_data": workshop_pack.name(lang)}
            case "glossary":
                return {"terms": self._renderer.terms(lang)}
        return {}

    @cached_property
    def _by_main_step(self) -> Mapping[str, list[Example]]:
        return {step: [one for one in self._catalogue.examples if one.steps[0] == step] for step in STEPS}

    def ids(self, marker: markers.Marker) -> Iterator[str]:
        """Yield the ids that ``marker`` puts on a page."""
        match marker.name:
            case "clusters":
                yield from (cluster.id for cluster in self._catalogue.clusters)
            case "glossary":
                yield from self._catalogue.term
            case "references":
                yield from self._catalogue.reference
            case "shared-areas":
                yield from self._catalogue.shared_area
            case "examples-by-step":
                yield from STEPS
            case "translations":
                yield from translations.STATES
            case "examples-by-country":
                countries = {code for example in self._catalogue.examples for code in example.in_countries}
                yield from (f"country-{code.lower()}" for code in countries)

    def links(self, marker: markers.Marker, lang: str) -> Iterator[Link]:
        """Yield what the Markdown copy of a page lists in place of ``marker``; maps, counts and forms are left out."""
        if marker.name in ("examples", "examples-by-step", "examples-by-country"):
            for example in self.select(marker):
                yield Link(example.title.show(lang), f"examples/{example.id}.md", example.summary.show(lang))
        elif marker.name == "data-fields":
            values = self._renderer.words[lang].opendata["values"]
            for field in self._fields(marker, lang):
                allowed = f" {values} {', '.join(field.values)}." if field.values else ""
                yield Link(field.name, None, field.meaning + allowed)
        elif marker.name in _LINKS:
            yield from _LINKS[marker.name](self._renderer, lang)

    def _fields(self, marker: markers.Marker, lang: str) -> tuple[published.Field, ...]:
        register = marker.arguments.get("register", published.REGISTERS)[0]
        return published.described(self._renderer.schemas, register, lang)


def _clusters(renderer: Renderer, lang: str) -> Iterator[Link]:
    for cluster in renderer.catalogue.clusters:
        yield Link(cluster.name.show(lang), f"s3-pilot/clusters.md#{cluster.id}", cluster.field.show(lang))


def _data_files(renderer: Renderer, lang: str) -> Iterator[Link]:
    root, words = renderer.addresses.root(lang), renderer.words[lang].opendata
    for name, key in _DATA_FILES.items():
        address = name.format(lang=root)
        yield Link(posixpath.basename(address), address, words[key])


def _schemas() -> Iterator[Link]:
    for register in published.REGISTERS:
        yield Link(f"schema/{register}.json", f"{published.FOLDER}/schema/{register}.json")


def _files_and_schemas(renderer: Renderer, lang: str) -> Iterator[Link]:
    yield from _data_files(renderer, lang)
    yield from _schemas()


def _licence(renderer: Renderer, lang: str) -> Iterator[Link]:
    words = renderer.words[lang].opendata
    yield Link(words.licence, renderer.license) if renderer.license else Link(words.no_licence, None)


def _offline(renderer: Renderer, lang: str) -> Iterator[Link]:
    yield Link(renderer.words[lang].offline.get, ZIP)


def _publisher(renderer: Renderer, lang: str) -> Iterator[Link]:
    words, contact = renderer.words[lang].page, renderer.publisher["contact"]
    yield Link(f"{words.publisher}: {renderer.publisher['name']}", None)
    yield Link(f"{words.contact}: {contact}", f"mailto:{contact}")


def _glossary(renderer: Renderer, lang: str) -> Iterator[Link]:
    for term in renderer.terms(lang):
        yield Link(term.term.show(lang), f"glossary.md#{term.id}", term.explanation.show(lang))


def _news(renderer: Renderer, lang: str) -> Iterator[Link]:
    for item in renderer.catalogue.news:
        yield Link(f"{item.date}: {item.text.show(lang)}", item.page)


def _priorities(of: Region | SharedArea, lang: str) -> str:
    return "; ".join(priority.name.show(lang) for priority in of.priorities)


def _references(renderer: Renderer, lang: str) -> Iterator[Link]:
    undated = renderer.words[lang].link.undated
    for work in sorted(renderer.catalogue.references, key=lambda work: work.by):
        yield Link(f"{work.by} ({work.year or undated}). {work.title}", work.address)


def _regions(renderer: Renderer, lang: str) -> Iterator[Link]:
    for region in renderer.catalogue.regions:
        yield Link(region.name.show(lang), f"regions/{region.id}.md", _priorities(region, lang))


def _shared_areas(renderer: Renderer, lang: str) -> Iterator[Link]:
    for area in renderer.catalogue.shared_areas:
        yield Link(area.name.show(lang), f"regions/index.md#{area.id}", _priorities(area, lang))


def _steps(renderer: Renderer, lang: str) -> Iterator[Link]:
    labels = renderer.words[lang].labels
    for step in STEPS:
        yield Link(labels.steps[step], f"steps/{step}.md", labels.step_questions[step])


# What each of these markers becomes in a Markdown copy; of the others it has nothing.
_LINKS: Mapping[str, Callable[[Renderer, str], Iterator[Link]]] = {
    "clusters": _clusters,
    "data-files": _files_and_schemas,
    "data-licence": _licence,
    "glossary": _glossary,
    "map": _regions,
    "news": _news,
    "offline": _offline,
    "publisher": _publisher,
    "references": _references,
    "regions": _regions,
    "shared-areas": _shared_areas,
    "steps": _steps,
}
