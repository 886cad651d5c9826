"""What the Markdown copy of a page lists in place of its markers; counts, forms and tools are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from guide.data import published, worksheets
from guide.data.catalogue import STEPS
from guide.data.entries import Example, Worksheet
from guide.data.field_tables import Fields
from guide.prose import markdown_support
from guide.prose.markers import Marker

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

# The files for machines that have both languages, each with the name of the word that says what it has; the schemas.
_DATA_FILES = {
    "data/examples.json": "examples_json",
    "data/examples.csv": "examples_csv",
    "data/regions.json": "regions_json",
    "data/shared_areas.json": "shared_areas_json",
    "data/themes.json": "themes_json",
    "data/clusters.json": "clusters_json",
    "data/assessment.json": "assessment_json",
    "data/dcat.rdf": "dcat",
}
EDITED = ("examples", "regions", "references", "glossary")  # registers whose fields the editors' pages explain
SHOW = ("empty", "example")  # what a marker can show of a work sheet
MATRIX = "priority-matrix"  # the work sheet that the live matrix starts from
ZIP = "smart-specialisation.zip"  # the offline copy
DATA_SCHEMAS = tuple(f"{published.FOLDER}/schema/{register}.json" for register in published.REGISTERS)


class Link(NamedTuple):
    """An item of a Markdown copy: its text, where it leads, and what is said of that.

    The ``target`` is the source of a page, a file below the site's root, or a whole address; ``None`` is nowhere.
    """

    text: str
    target: str | None
    note: str = ""


def of(marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    """Yield the items of the list in place of ``marker``."""
    if listed := _LISTED.get(marker.name):
        yield from listed(marker, renderer, lang)


def data_files(root: str) -> Mapping[str, str]:
    """Return the files for machines, each with the name of the word that says what it has.

    ``root`` is the folder of the reader's language.
    """
    return {
        **_DATA_FILES,
        f"{root}atom.xml": "atom",
        f"{root}changes.xml": "changes_feed",
        f"{root}llms.txt": "llms_txt",
    }


def has_feed(source: str) -> bool:
    """Return whether the page ``source`` is that of a step, a region or a theme, each of which has a feed."""
    folder, _, name = source.removesuffix(".md").partition("/")
    return name in STEPS if folder == "steps" else folder in ("regions", "themes") and name not in ("index", "timeline")


def feeds(renderer: Renderer, lang: str) -> Iterator[tuple[str, str, Sequence[Example]]]:
    """Yield the feeds by step, region and theme: what each is about, the page that has it, its examples."""
    catalogue, labels = renderer.catalogue, renderer.words[lang].labels.steps
    for step in STEPS:
        yield labels[step], f"steps/{step}.md", catalogue.select(steps=[step])
    for region in catalogue.regions:
        yield region.name.show(lang), f"regions/{region.id}.md", catalogue.select(regions=[region.id])
    for theme in catalogue.themes:
        yield theme.name.show(lang), f"themes/{theme.id}.md", renderer.themes.examples(theme)


def fields(marker: Marker, renderer: Renderer, lang: str) -> Sequence[published.Field]:
    """Return the fields of the register that ``marker`` asks for."""
    register = marker.arguments.get("register", published.REGISTERS)[0]
    return published.described(renderer.schemas, register, lang)


def sheet(marker: Marker, renderer: Renderer) -> Worksheet:
    """Return the work sheet that ``marker`` shows."""
    return renderer.catalogue.worksheet[marker.arguments.get("id", list(renderer.catalogue.worksheet))[0]]


def edited(marker: Marker) -> str:
    """Return the register whose fields ``marker`` explains to editors."""
    return marker.arguments.get("register", EDITED)[0]


def samples(renderer: Renderer) -> Iterator[markdown_support.Support]:
    """Yield what works of Markdown on pages and in the data."""
    return markdown_support.support(renderer.page_html, renderer.rich_text)


def _assessment(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for one in renderer.catalogue.assessment:
        levels = (f"({level}) {text}" for level, text in enumerate(getattr(one.levels, lang), 1))
        yield Link(one.statement.show(lang), one.guidance, " ".join(levels))


def _examples(marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    chosen = renderer.markers.select(marker) if marker.name == "examples" else renderer.catalogue.examples
    for example in chosen:
        yield Link(example.title.show(lang), f"examples/{example.id}.md", example.summary.show(lang))


def _steps(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    labels = renderer.words[lang].labels
    for step in STEPS:
        yield Link(labels.steps[step], f"steps/{step}.md", labels.step_questions[step])


def _regions(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for region in renderer.catalogue.regions:
        priorities = "; ".join(priority.name.show(lang) for priority in region.priorities)
        yield Link(region.name.show(lang), f"regions/{region.id}.md", priorities)


def _shared_areas(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for area in renderer.catalogue.shared_areas:
        priorities = "; ".join(priority.name.show(lang) for priority in area.priorities)
        yield Link(area.name.show(lang), f"regions/index.md#{area.id}", priorities)


def _themes(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for theme in renderer.catalogue.themes:
        yield Link(theme.name.show(lang), f"themes/{theme.id}.md", theme.definition.show(lang))


def _regions_by_theme(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for region in renderer.catalogue.regions:
        names = (renderer.catalogue.theme[id_].name.show(lang) for id_ in renderer.themes.of_region(region))
        yield Link(region.name.show(lang), f"regions/{region.id}.md", "; ".join(names))


def _timeline(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for region in renderer.catalogue.regions:
        titles = "; ".join(strategy.title.show(lang) for strategy in region.strategies)
        yield Link(region.name.show(lang), f"regions/{region.id}.md", titles)


def _clusters(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for cluster in renderer.catalogue.clusters:
        yield Link(cluster.name.show(lang), f"s3-pilot/clusters.md#{cluster.id}", cluster.field.show(lang))


def _glossary(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for term in renderer.terms(lang):
        yield Link(term.term.show(lang), f"glossary.md#{term.id}", term.explanation.show(lang))


def _references(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    undated = renderer.words[lang].link.undated
    for work in sorted(renderer.catalogue.references, key=lambda work: work.by):
        yield Link(f"{work.by} ({work.year or undated}). {work.title}", work.address)


def _news(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for item in renderer.catalogue.news:
        yield Link(f"{item.date}: {item.text.show(lang)}", item.page)


def _changes(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for date, source, title, row in renderer.latest_changes(lang):
        said = "; ".join(row.texts) or renderer.words[lang].changes.text
        yield Link(title.show(lang), source, f"{date}, {said}")


def _data_files(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    words = renderer.words[lang].opendata
    for name, holds in data_files(renderer.addresses.root(lang)).items():
        yield Link(name.rpartition("/")[2], name, words[holds])
    for name, source, _ in feeds(renderer, lang):
        yield Link(name, renderer.addresses.feed(source, lang), words.feed)
    for name in DATA_SCHEMAS:
        yield Link(name.removeprefix(f"{published.FOLDER}/"), name)


def _api_files(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    words = renderer.words[lang].opendata
    yield Link("index.json", published.INDEX, words.api_index)
    yield Link("openapi.json", published.OPENAPI, words.api_openapi)
    for register in published.REGISTERS:
        for name, said in ((f"{register}.json", words.api_list), (f"schema/{register}.json", words.api_schema)):
            yield Link(name, f"{published.API}/{name}", said.format(kind=words[register].title))


def _data_fields(marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    words = renderer.words[lang].opendata
    for field in fields(marker, renderer, lang):
        values = f" {words['values']} {', '.join(field.values)}." if field.values else ""
        yield Link(field.name, None, f"{field.meaning}{values}")


def _data_licence(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    words, licence = renderer.words[lang].opendata, renderer.license
    yield Link(licence, licence, words.licence) if licence else Link(words.no_licence, None)


def _offline(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    yield Link(renderer.words[lang].offline.get, ZIP)


def _publisher(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    words = renderer.words[lang].page
    yield Link(f"{words.publisher}: {renderer.publisher_names[lang]}", None)
    if renderer.contact:
        yield Link(renderer.contact_name(lang), renderer.contact, words.contact)


def _entry_fields(marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    required = renderer.words[lang].fields.required
    for name, says, meaning, limits in Fields(renderer.schemas, renderer.strings, lang).rows(edited(marker)):
        yield Link(f"{name} ({required}: {says})", None, f"{meaning} {limits}".strip())


def _markdown_support(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    words = renderer.words[lang].markdown
    for name, _, pages, data in samples(renderer):
        yield Link(words.samples[name], None, f"{words.pages}: {words[pages]}. {words.data}: {words[data]}.")


def _sheet(marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    one, words = sheet(marker, renderer), renderer.words[lang].worksheets
    if "example" in marker.arguments.get("show", ()):
        yield Link(words.made_up, None)
        for part in one.parts:
            heads, rows, totals = worksheets.table(part, lang, words, filled=True)
            for row in (*rows, *totals):
                named = zip(heads, (cell.show(lang) for cell in row), strict=True)
                yield Link("; ".join(f"{head}: {text}" for head, text in named if text), None)
        return
    yield Link(words[one.format], worksheets.address(one, lang, renderer.addresses), words.has)
    for part in one.parts:
        columns = f"{words.columns}: {'; '.join(column.name.show(lang) for column in part.columns)}."
        rows_ = f" {words.rows}: {'; '.join(row.show(lang) for row in part.rows)}." if part.rows else ""
        yield Link(part.title.show(lang), None, f"{part.about.show(lang)} {columns}{rows_}")


def _matrix(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    one = renderer.catalogue.worksheet[MATRIX]
    yield Link(one.title.show(lang), one.source, one.parts[0].about.show(lang))


def _sheets(_marker: Marker, renderer: Renderer, lang: str) -> Iterator[Link]:
    for one in renderer.catalogue.worksheets:
        yield Link(one.title.show(lang), one.source, renderer.words[lang].labels.steps[one.step])


_LISTED: Mapping[str, Callable[[Marker, Renderer, str], Iterator[Link]]] = {
    "api-files": _api_files,
    "assessment": _assessment,
    "changes": _changes,
    "clusters": _clusters,
    "compare": _regions_by_theme,
    "data-fields": _data_fields,
    "data-files": _data_files,
    "data-licence": _data_licence,
    "entry-fields": _entry_fields,
    "examples": _examples,
    "examples-by-country": _examples,
    "examples-by-step": _examples,
    "glossary": _glossary,
    "map": _regions,
    "markdown-support": _markdown_support,
    "news": _news,
    "offline": _offline,
    "priorities": _matrix,
    "publisher": _publisher,
    "references": _references,
    "regions": _regions,
    "shared-areas": _shared_areas,
    "steps": _steps,
    "theme-map": _regions_by_theme,
    "theme-matrix": _regions_by_theme,
    "themes": _themes,
    "timeline": _timeline,
    "worksheet": _sheet,
    "worksheets": _sheets,
}
