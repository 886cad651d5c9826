"""The content of markers: their HTML on the page, ids to link to, and the values of their templates."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from guide.data import published
from guide.data.catalogue import STEPS
from guide.data.entries import Example
from guide.data.field_tables import Fields
from guide.data.relations import LISTS
from guide.data.rich_text import cleaned, to_html
from guide.prose import markers, translations
from guide.prose.review import PARTS

if TYPE_CHECKING:
    from guide.rendering.renderer import Rendered, Renderer

_FILTERS = ("step", "region", "country")  # arguments that the page of examples has filters for
ZIP = "smart-specialisation.zip"  # the offline copy
ZIP_SIZE = "0.0 MB"  # the placeholder for its size, until it is made
_EDITED = ("examples", "regions", "references", "glossary")  # registers whose fields the editors' pages explain
_SHOW = ("empty", "example")  # what a marker can show of a worksheet
_MATRIX = "priority-matrix"  # the worksheet that the live matrix starts from
# The files for machines that have both languages; what each has is under ``opendata`` in data/strings.yaml.
_DATA_FILES = ("examples.json", "examples.csv", *(f"{name}.json" for name in published.REGISTERS[1:]), "dcat.rdf")
_SCHEMAS = tuple(f"{published.FOLDER}/schema/{register}.json" for register in published.REGISTERS)

# Nothing but lists, maps and tables: the search finds what is in them on its own page.
_UNSEARCHED = frozenset([
    "clusters", "compare", "coverage", "data-fields", "data-files", "entry-fields", "examples", "examples-by-country",
    "examples-by-step", "front-search", "glossary", "map", "markdown-support", "pack", "regions", "steps", "tasks",
    "theme-map", "theme-matrix", "themes", "timeline", "translations",
])  # fmt: skip


class MarkerContent:
    """Renders markers with ``renderer``."""

    def __init__(self, renderer: "Renderer") -> None:
        self._renderer = renderer
        self._catalogue = renderer.catalogue

    @cached_property
    def allowed(self) -> markers.Allowed:
        """The markers that pages may use, with their arguments and the values of each."""
        selection: dict[str, Sequence[str] | type[int]] = {
            "step": STEPS,
            "region": tuple(self._catalogue.region),
            "country": tuple(self._renderer.filters.names["country"]),
            "limit": int,
            "id": tuple(self._catalogue.example),
        }
        known: dict[str, dict[str, Sequence[str] | type[int]]] = {
            "examples": selection,
            "data-fields": {"register": published.REGISTERS},
            "entry-fields": {"register": _EDITED},
            "staff": {"part": PARTS},
        }
        if sheets := tuple(self._catalogue.worksheet):
            known["worksheet"] = {"id": sheets, "show": _SHOW}
        templates = self._renderer.templates.list_templates(filter_func=lambda name: name.startswith("marker/"))
        names = [PurePosixPath(name).stem for name in templates]
        left_out = {*known, *({} if sheets else {"worksheet"}), *({} if _MATRIX in sheets else {"priorities"})}
        return {**known, **{name: {} for name in names if name not in left_out}}

    @cached_property
    def keys(self) -> list[str]:
        """The keys that pages may cite: references, and examples after ``example:``."""
        return [*self._catalogue.reference, *(f"{markers.EXAMPLE}{id_}" for id_ in self._catalogue.example)]

    def select(self, marker: markers.Marker, named: Collection[str] = ()) -> tuple[Example, ...]:
        """Return the examples that an ``examples`` marker asks for; those ``named`` in the text only if it is by id."""
        given = marker.arguments
        if "id" in given:
            return tuple(self._catalogue.example[name] for name in given["id"])
        matching = [example for example in self._matching(marker) if example.id not in named]
        return tuple(matching[: int(given["limit"][0])] if "limit" in given else matching)

    def _matching(self, marker: markers.Marker) -> tuple[Example, ...]:
        given = marker.arguments
        return self._catalogue.select(
            steps=given.get("step", ()), regions=given.get("region", ()), countries=given.get("country", ())
        )

    def render(
        self, marker: markers.Marker, source: str, lang: str, site_lang: str, above: str, named: Collection[str] = ()
    ) -> "Rendered":
        """Return the HTML of ``marker`` on the page ``source``.

        ``above`` is the id of the heading above it, ``named`` are the ids of the examples that the page's text names.
        """
        values = {"marker": marker, "above": above, **self.values(marker, lang, named)}
        searched, fill = marker.name not in _UNSEARCHED, self._renderer.fill
        rendered = fill(f"marker/{marker.name}.html", source, lang, site_lang, searched, **values)
        return rendered._replace(ids=self.ids.get(marker.name, ()))

    def values(self, marker: markers.Marker, lang: str, named: Collection[str] = ()) -> Mapping[str, Any]:
        """Return the values for the templates of ``marker``: for its HTML, and for its list in Markdown copies."""
        renderer = self._renderer
        match marker.name:
            case "data-files":
                own = (f"{renderer.addresses.root(lang)}{name}" for name in ("atom.xml", "changes.xml", "llms.txt"))
                files = (*(f"{published.FOLDER}/{name}" for name in _DATA_FILES), *own)
                return {"files": files, "schemas": _SCHEMAS, "feeds": tuple(renderer.feeds(lang))}
            case "entry-fields":
                register = marker.arguments.get("register", _EDITED)[0]
                # One for each text: it tracks what it has listed.
                fields = partial(Fields, renderer.schemas, renderer.strings, lang)
                table = Markup(cleaned(to_html(fields().table(register))))
                return {"table": table, "rows": fields().rows(register)}
            case "examples":
                return self._chosen(marker, named)
            case "priorities":
                return {"sheet": self._catalogue.worksheet[_MATRIX]}
            case "worksheet":
                sheets, filled = self._catalogue.worksheet, "example" in marker.arguments.get("show", ())
                return {"sheet": sheets[marker.arguments.get("id", list(sheets))[0]], "filled": filled}
        return {}

    def _chosen(self, marker: markers.Marker, named: Collection[str]) -> Mapping[str, Any]:
        """Return the examples that an ``examples`` marker shows, and the filtered list if that has more."""
        lists = (f"{kind}:{marker.arguments[kind][0]}" for kind in LISTS if kind in marker.arguments)
        examples, all_ = self.select(marker, named), self._matching(marker)
        query = "&".join(f"{kind}={value}" for kind in _FILTERS for value in marker.arguments.get(kind, ()))
        more = len(all_) if query and len(examples) < len(all_) else 0
        return {"examples": examples, "of_list": next(lists, None), "query": query, "more": more}

    @cached_property
    def ids(self) -> Mapping[str, Collection[str]]:
        """The ids that each marker puts on a page; a marker that is missing here has none."""
        catalogue, countries = self._catalogue, self._renderer.filters.names["country"]
        forms, statements = (f"form-{step}" for step in STEPS), (one.id for one in catalogue.assessment)
        return {
            "assessment": (*statements, *forms, "result", "weakest", "together", "save"),
            "clusters": tuple(cluster.id for cluster in catalogue.clusters),
            "examples-by-country": tuple(f"country-{code.lower()}" for code in countries),
            "examples-by-step": STEPS,
            "glossary": tuple(catalogue.term),
            "references": tuple(work.id for work in catalogue.references if work.listed == "references.md"),
            "shared-areas": tuple(catalogue.shared_area),
            "translations": translations.STATES,
            "web-pages": tuple(work.id for work in catalogue.references if work.listed == "web-pages.md"),
        }
