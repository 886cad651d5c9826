"""What the markers of a page become: HTML on the page, ids to link to, a list of links in its Markdown copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from guide.data import published, worksheets
from guide.data.catalogue import STEPS
from guide.data.entries import Example
from guide.data.field_tables import Fields
from guide.data.rich_text import cleaned
from guide.prose import markers, translations
from guide.prose.review import PARTS
from guide.rendering import comparison, filters, marker_links, timeline, workshop_pack
from guide.rendering.marker_links import Link
from guide.rendering.related import LISTS

if TYPE_CHECKING:
    from guide.rendering.renderer import Rendered, Renderer

# Markers without arguments; each has a template of its name.
_PLAIN = (
    "api-files",
    "assessment",
    "changes",
    "clusters",
    "compare",
    "coverage",
    "data-files",
    "data-licence",
    "examples-by-country",
    "examples-by-step",
    "front-search",
    "glossary",
    "map",
    "markdown-support",
    "news",
    "offline",
    "pack",
    "publisher",
    "references",
    "regions",
    "shared-areas",
    "steps",
    "tasks",
    "theme-map",
    "theme-matrix",
    "themes",
    "timeline",
    "translations",
    "worksheets",
)
_FILTERS = ("step", "region", "country")  # arguments that the page of examples has filters for
ZIP_SIZE = "0.0 MB"  # of the offline copy, in its place until that is made


# Lists, maps and tables through and through: the search finds what is in them by its own page.
_UNSEARCHED = frozenset([
    "clusters", "compare", "coverage", "data-fields", "data-files", "entry-fields", "examples", "examples-by-country",
    "examples-by-step", "front-search", "glossary", "map", "markdown-support", "pack", "regions", "steps", "tasks",
    "theme-map", "theme-matrix", "themes", "timeline", "translations",
])  # fmt: skip


def is_searched(marker: markers.Marker) -> bool:
    """Return whether the search is to read what becomes of ``marker``."""
    return marker.name not in _UNSEARCHED


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
            "entry-fields": {"register": marker_links.EDITED},
            "staff": {"part": PARTS},
        }
        if sheets := tuple(self._catalogue.worksheet):
            more["worksheet"] = {"id": sheets, "show": marker_links.SHOW}
        if marker_links.MATRIX in sheets:
            more["priorities"] = {}
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
        values = {"above": above, "links": partial(self.links, marker, lang), **self._values(marker, lang, named)}
        return self._renderer.fill(f"marker/{marker.name}.html", source, lang, site_lang, is_searched(marker), **values)

    def _values(self, marker: markers.Marker, lang: str, named: Collection[str]) -> Mapping[str, Any]:
        match marker.name:
            case "examples":
                return self._chosen(marker, named)
            case "offline":
                return {"zip": marker_links.ZIP, "size": Markup(ZIP_SIZE)}
            case "data-fields":
                return {"fields": marker_links.fields(marker, self._renderer, lang)}
            case "data-files":
                files = marker_links.data_files(self._renderer.addresses.root(lang))
                feeds = tuple(marker_links.feeds(self._renderer, lang))
                return {
                    "files": files,
                    "schemas": marker_links.DATA_SCHEMAS,
                    "feeds": feeds,
                    "feed": self._renderer.addresses.feed,
                }
            case "entry-fields":
                register = marker_links.edited(marker)
                fields = Fields(self._renderer.schemas, self._renderer.strings, lang)
                return {"fields": Markup(cleaned(self._renderer.rich_text.html(fields.table(register))))}
            case "markdown-support":
                return {"samples": tuple(marker_links.samples(self._renderer))}
            case "translations":
                return {"items": self._renderer.ledger, "states": translations.STATES}
            case "staff":
                return {"parts": marker.arguments.get("part", PARTS), "staff": self._renderer.review}
            case "examples-by-step":
                scripts = {"finder_index": filters.index_file(lang), "finder_texts": filters.texts_file(lang)}
                return {"by_step": self._by_main_step, **scripts}
            case "pack":
                return self._pack(lang)
            case "glossary":
                return {"terms": self._renderer.terms(lang)}
        return self._of_tools(marker, lang)

    def _chosen(self, marker: markers.Marker, named: Collection[str]) -> Mapping[str, Any]:
        """Return what an ``examples`` marker shows, and the filtered list of all if that has more."""
        lists = (f"{kind}:{marker.arguments[kind][0]}" for kind in LISTS if kind in marker.arguments)
        examples, all_ = self.select(marker, named), self._matching(marker)
        query = "&".join(f"{kind}={value}" for kind in _FILTERS for value in marker.arguments.get(kind, ()))
        more = len(all_) if query and len(examples) < len(all_) else 0
        return {"examples": examples, "of_list": next(lists, None), "query": query, "more": more}

    def _sheet(self, marker: markers.Marker, lang: str) -> Mapping[str, Any]:
        """Return what a ``worksheet`` marker shows."""
        sheet, filled = marker_links.sheet(marker, self._renderer), "example" in marker.arguments.get("show", ())
        words = self._renderer.words[lang].worksheets
        return {
            "sheet": sheet,
            "filled": filled,
            "wide": worksheets.is_wide(sheet),
            "file": worksheets.address(sheet, lang, self._renderer.addresses),
            "tables": [(part, worksheets.table(part, lang, words, filled)) for part in sheet.parts],
        }

    def _matrix(self, lang: str) -> Mapping[str, Any]:
        """Return what the priority matrix starts from: the criteria of its work sheet, and the filled-in copy."""
        sheet = self._catalogue.worksheet[marker_links.MATRIX]
        heads, rows, _ = worksheets.table(sheet.parts[0], lang, self._renderer.words[lang].worksheets, filled=True)
        criteria = [(row[0].value, row[1].value) for row in rows]
        scored = [at for at, column in enumerate(sheet.parts[0].columns) if column.total == "weighted"]
        areas = [(heads[at], scores) for at in scored if any(scores := [row[at].value for row in rows])]
        said = {name: self._renderer.strings["priorities"][name][lang] for name in self._renderer.strings["priorities"]}
        return {"sheet": sheet, "given": {"words": said, "criteria": criteria, "areas": areas}}

    def _pack(self, lang: str) -> Mapping[str, Any]:
        """Return the scripts that the workshop pack is put together from, and the words that its own script says."""
        strings = self._renderer.strings
        groups = {"pack": strings["pack"], "around": ("copy", "copied", "by_hand"), "example": ("transfer", "gaps")}
        said = {key: strings[group][key][lang] for group, keys in groups.items() for key in keys}
        steps = {f"steps/{step}": strings["labels"]["step_questions"][step][lang] for step in STEPS}
        of_page, of_part = workshop_pack.page_name("X", lang), comparison.part_name(0, lang)
        return {
            "said": said,
            "questions": steps,
            "pack_data": workshop_pack.name(lang),
            "pack_page": of_page,
            "pack_part": of_part,
        }

    def _of_tools(self, marker: markers.Marker, lang: str) -> Mapping[str, Any]:
        """Return what comparison, timeline, work sheets and the list of changes need; nothing for other markers."""
        name = marker.name
        if name == "worksheet":
            return self._sheet(marker, lang)
        if name == "priorities":
            return self._matrix(lang)
        if name == "worksheets":
            return {"file": partial(worksheets.address, lang=lang, addresses=self._renderer.addresses)}
        if name == "compare":
            return {"compare_data": comparison.name(lang), "compare_part": comparison.part_name(0, lang)}
        if name == "changes":
            known = self._renderer.changes.history is not None
            feed = f"{self._renderer.addresses.root(lang)}changes.xml"
            return {"latest": list(self._renderer.latest_changes(lang)), "known": known, "feed": feed}
        if name == "timeline":
            return {"time": timeline, "rows": tuple(timeline.rows(self._renderer.coverage.by_name))}
        return {}

    @cached_property
    def _by_main_step(self) -> Mapping[str, list[Example]]:
        return {step: [one for one in self._catalogue.examples if one.steps[0] == step] for step in STEPS}

    def ids(self, marker: markers.Marker) -> Iterator[str]:
        """Yield the ids that ``marker`` puts on a page."""
        match marker.name:
            case "assessment":
                yield from (statement.id for statement in self._catalogue.assessment)
                yield from (*(f"form-{step}" for step in STEPS), "result", "weakest", "together", "save")
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
        """Yield what the Markdown copy of a page lists in place of ``marker``."""
        return marker_links.of(marker, self._renderer, lang)
