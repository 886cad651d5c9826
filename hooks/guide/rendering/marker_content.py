"""What the markers of a page become: HTML on the page, ids to link to, a list of links in its Markdown copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from guide.data import published
from guide.data.catalogue import STEPS
from guide.data.entries import Example
from guide.prose import markers, translations
from guide.prose.review import PARTS
from guide.rendering import comparison, filters, timeline, workshop_pack
from guide.rendering.related import LISTS

if TYPE_CHECKING:
    from guide.rendering.renderer import Rendered, Renderer

# Markers without arguments; each has a template of its name.
_PLAIN = (
    "clusters",
    "compare",
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
    "theme-map",
    "theme-matrix",
    "themes",
    "timeline",
    "translations",
)
_FILTERS = ("step", "region", "country")  # arguments that the page of examples has filters for
ZIP = "smart-specialisation.zip"  # the offline copy
ZIP_SIZE = "0.0 MB"  # in its place until the copy is made


class Link(NamedTuple):
    """An item of a Markdown copy: its text, the page it leads to (``None``: nowhere), and what is said of that."""

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

    def select(self, marker: markers.Marker, named: Collection[str] = ()) -> tuple[Example, ...]:
        """Return the examples that an ``examples`` marker asks for; those ``named`` in the text only if it is by id."""
        given = marker.arguments
        if "id" in given:
            return tuple(self._catalogue.example[name] for name in given["id"])
        found = [example for example in self._matching(marker) if example.id not in named]
        return tuple(found[: int(given["limit"][0])] if "limit" in given else found)

    def _matching(self, marker: markers.Marker) -> tuple[Example, ...]:
        given = marker.arguments
        return self._catalogue.select(
            steps=given.get("step", ()), regions=given.get("region", ()), countries=given.get("country", ())
        )

    def render(
        self, marker: markers.Marker, source: str, lang: str, site_lang: str, above: str, named: Collection[str] = ()
    ) -> Rendered:
        """Return the HTML of ``marker`` on the page ``source``.

        ``above`` is the id of the heading above it, ``named`` are the ids of the examples that the page's text names.
        """
        values = {"above": above, **self._values(marker, lang, named)}
        return self._renderer.fill(f"marker/{marker.name}.html", source, lang, site_lang, search=True, **values)

    def _values(self, marker: markers.Marker, lang: str, named: Collection[str]) -> Mapping[str, Any]:
        match marker.name:
            case "examples":
                lists = (f"{kind}:{marker.arguments[kind][0]}" for kind in LISTS if kind in marker.arguments)
                examples, all_ = self.select(marker, named), self._matching(marker)
                query = "&".join(f"{kind}={value}" for kind in _FILTERS for value in marker.arguments.get(kind, ()))
                more = len(all_) if query and len(examples) < len(all_) else 0
                return {"examples": examples, "of_list": next(lists, None), "query": query, "more": more}
            case "offline":
                return {"zip": ZIP, "size": Markup(ZIP_SIZE)}
            case "data-fields":
                register = marker.arguments.get("register", published.REGISTERS)[0]
                return {"fields": published.described(self._renderer.schemas, register, lang)}
            case "translations":
                return {"items": self._renderer.ledger, "states": translations.STATES}
            case "staff":
                return {"parts": marker.arguments.get("part", PARTS), "staff": self._renderer.review}
            case "examples-by-step":
                scripts = {"finder_index": filters.index_file(lang), "finder_texts": filters.texts_file(lang)}
                return {"by_step": self._by_main_step, **scripts}
            case "compare":
                return {"compare_data": comparison.name(lang), "compare_part": comparison.part_name(0, lang)}
            case "timeline":
                return {"time": timeline, "rows": tuple(timeline.rows(self._renderer.coverage.by_name))}
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
            case "examples-by-country":
                countries = {code for example in self._catalogue.examples for code in example.in_countries}
                yield from (f"country-{code.lower()}" for code in countries)

    def links(self, marker: markers.Marker, lang: str) -> Iterator[Link]:
        """Yield what the Markdown copy of a page lists in place of ``marker``; maps, counts and forms are left out."""
        catalogue, words = self._catalogue, self._renderer.words[lang]
        match marker.name:
            case "examples" | "examples-by-step" | "examples-by-country":
                for example in self.select(marker) if marker.name == "examples" else catalogue.examples:
                    yield Link(example.title.show(lang), f"examples/{example.id}.md", example.summary.show(lang))
            case "steps":
                for step in STEPS:
                    yield Link(words.labels.steps[step], f"steps/{step}.md", words.labels.step_questions[step])
            case "map" | "regions":
                for region in catalogue.regions:
                    priorities = "; ".join(priority.name.show(lang) for priority in region.priorities)
                    yield Link(region.name.show(lang), f"regions/{region.id}.md", priorities)
            case "shared-areas":
                for area in catalogue.shared_areas:
                    priorities = "; ".join(priority.name.show(lang) for priority in area.priorities)
                    yield Link(area.name.show(lang), f"regions/index.md#{area.id}", priorities)
            case "themes":
                for theme in catalogue.themes:
                    yield Link(theme.name.show(lang), f"themes/{theme.id}.md", theme.definition.show(lang))
            case "timeline" | "theme-map" | "theme-matrix" | "compare":
                yield from self._region_links(marker.name, lang)
            case "clusters":
                for cluster in catalogue.clusters:
                    yield Link(cluster.name.show(lang), f"s3-pilot/clusters.md#{cluster.id}", cluster.field.show(lang))
            case "glossary":
                for term in self._renderer.terms(lang):
                    yield Link(term.term.show(lang), f"glossary.md#{term.id}", term.explanation.show(lang))
            case "references":
                for work in sorted(catalogue.references, key=lambda work: work.by):
                    yield Link(f"{work.by} ({work.year or words.link.undated}). {work.title}", work.address)
            case "news":
                for item in catalogue.news:
                    yield Link(f"{item.date}: {item.text.show(lang)}", item.page)

    def _region_links(self, name: str, lang: str) -> Iterator[Link]:
        """Yield the regions with their strategies, for the timeline, or else with their themes."""
        catalogue = self._catalogue
        for region in catalogue.regions:
            if name == "timeline":
                said = [strategy.title for strategy in region.strategies]
            else:
                said = [catalogue.theme[id_].name for id_ in self._renderer.themes.of_region(region)]
            note = "; ".join(text.show(lang) for text in said)
            yield Link(region.name.show(lang), f"regions/{region.id}.md", note)
