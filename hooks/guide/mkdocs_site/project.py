"""Everything read and checked before MkDocs builds: the registers, and the hand-written pages."""

import errno
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from guide.data import addresses, external_links, reporting, schemas, strings, worksheets
from guide.data.catalogue import PLACES, REGISTERS, Catalogue
from guide.data.documents import LANGS, Document, Problem, line_at
from guide.data.entries import Change
from guide.data.external_links import Links
from guide.data.formats import invisible
from guide.mkdocs_site import address_table, build_date, history, look, settings
from guide.mkdocs_site.site import Site
from guide.prose import docs_folder, front_matter, glossary, markers, outline, page_html, review, translations
from guide.prose.citations import Citations
from guide.prose.docs_folder import Texts
from guide.prose.page_targets import Targets, line_of
from guide.rendering.changes import Changes
from guide.rendering.renderer import SOURCES, Renderer

log = get_plugin_logger("s3")
Docs = Mapping[str, Document]  # the registers as read


def prepare(config: MkDocsConfig) -> Site:
    """Read and check all data and pages. Raises ``Abort`` after logging every problem, before anything is written."""
    project = read(config)
    if project.renderer is None or project.problems:
        stop([*project.problems, *check_html(project.texts, config, project.renderer)], config)
    return Site(project.renderer, project.texts)


def refuse(config: MkDocsConfig, site: Site) -> NoReturn:
    """Log everything that pages may not contain, and their broken links, and raise ``Abort``."""
    problems = check_html(site.texts, config, site.renderer)
    for message in () if problems else config.extra["complaints"]:
        log.error(message)
    stop(problems, config)


def stop(problems: Sequence[Problem], config: MkDocsConfig) -> NoReturn:
    """Log the ``problems`` of the project that is built with ``config`` and raise ``Abort``."""
    root = Path(config.config_file_path).resolve().parent
    for line in reporting.lines(problems, root):
        log.error(line)
    raise Abort(reporting.message(root, "problems", count=len(problems) or 1))


@dataclass(frozen=True)
class Project:
    """What was read: the registers, the pages, all that is wrong with them, and the renderer if the data allow one."""

    docs: Docs
    texts: Texts
    problems: list[Problem]
    renderer: Renderer | None = None
    review_days: int = review.YEAR


def read(config: MkDocsConfig) -> Project:
    """Read and check all data and pages; raises nothing for what an editor can get wrong.

    The HTML of pages is left to ``check_html``: in a build, that is done with the HTML that MkDocs makes.
    """
    root = Path(config.config_file_path).resolve().parent
    docs, problems = schemas.load(root / "data", ("strings", "links", *REGISTERS))
    rules = schemas.Schemas(root / "data/schema")
    problems += [*_check_words(rules, docs["strings"]), *_unread(root)]
    if not docs["worksheets"].problems:
        problems += worksheets.check(docs["worksheets"])
    texts, refused = docs_folder.read(root / "docs")
    mkdocs_yml = settings.read(root)
    problems = [*settings.check(mkdocs_yml, root), *problems, *translations.check(root / "data"), *refused]
    problems += [*_missing_assets(Path(config.docs_dir)), *build_date.check()]
    days = review.YEAR if mkdocs_yml.problems else mkdocs_yml.data["extra"].get("review_days", review.YEAR)
    if problems:
        # Where a page cannot be read, it is missing to others, which is no fault of theirs.
        complete = not (mkdocs_yml.problems or any(map(docs_folder.is_of_page, refused)))
        problems += settings.check_menu(mkdocs_yml, config, texts) if complete else ()
        problems += check_pages(texts, None, rules)
        return Project(docs, texts, problems, review_days=days)
    renderer = _renderer(config, docs, texts, days)
    renderer = replace(renderer, page_ids=_page_ids(texts, renderer))
    return Project(docs, texts, _check_together(config, mkdocs_yml, docs, texts, renderer, rules), renderer, days)


def _check_together(
    config: MkDocsConfig, mkdocs_yml: Document, docs: Docs, texts: Texts, renderer: Renderer, rules: schemas.Schemas
) -> list[Problem]:
    """Return the problems of data, pages and settings taken together, once each is right by itself."""
    root = Path(config.config_file_path).resolve().parent
    glossary.check(renderer.catalogue.glossary, docs["glossary"])
    worksheets.check_pages(docs["worksheets"], texts)
    problems = [*settings.check_menu(mkdocs_yml, config, texts)]
    problems += address_table.table(config, root, docs, renderer.addresses).problems
    problems += check_pages(texts, renderer, rules)
    ids = partial(_ids, renderer, renderer.page_ids or {})
    targets = Targets(Path(config.docs_dir), {*renderer.records, *texts}, ids)
    problems += targets.check_data({name: docs[name] for name in REGISTERS}, rules)
    return problems or check_seen(docs["examples"], texts, renderer)  # a list that is not understood shows nothing


def _unread(root: Path) -> list[Problem]:
    """Return the files in ``data/`` that nothing reads, such as a copy, or a register with another ending."""
    names = {f"{name}.yaml" for name in ("links", "strings", "translations", *REGISTERS)} | {"schema", "words.txt"}
    unread = sorted(path.name for path in (root / "data").glob("[!.]*") if path.name not in names)
    values = {"names": ", ".join(f"{name}.yaml" for name in REGISTERS)}
    return [Problem(f"data/{name}", 1, "file_data", values) for name in unread]


def _check_words(rules: schemas.Schemas, doc: Document) -> list[Problem]:
    """Return a problem for each label or text that is missing or unprintable, unless the file is unreadable."""
    if doc.problems:
        return []
    schema = rules.files["strings.json"]
    return [*schemas.missing_labels(rules, doc), *strings.check(doc, schema["x-filled-in"], schema["x-texts"])]


def _ids(renderer: Renderer, pages: Mapping[str, Collection[str]], source: str, lang: str) -> Collection[str]:
    """Return the ids that can be linked to on a page of a record, or on one of ``pages``."""
    if source not in renderer.records:
        return pages[source]
    return {heading.id for heading in renderer.records[source].render(lang).headings}


def _html(config: MkDocsConfig) -> Callable[[str], str]:
    """Return a function that makes HTML of Markdown as the site will, except for citations."""
    extensions = [Citations() if isinstance(one, Citations) else one for one in config.markdown_extensions]
    library = markdown.Markdown(extensions=extensions, extension_configs=dict(config.mdx_configs or {}))
    return lambda body: library.reset().convert(body)


def _renderer(config: MkDocsConfig, docs: Docs, texts: Texts, days: int) -> Renderer:
    """Return the renderer of registers and pages without problems; ``days`` are those that a review may wait."""
    root, registers = Path(config.config_file_path).resolve().parent, {name: docs[name] for name in REGISTERS}
    entries = {name: [(doc.line((at,)), entry) for at, entry in enumerate(doc.data)] for name, doc in registers.items()}
    catalogue, date, pages = Catalogue.of(entries), build_date.of(root), tuple(review.pages(texts))
    if date.reviewed:  # no commit gives it
        log.info(reporting.message(root, "dated", date=date.day.isoformat()))
    ledger = tuple(translations.items(root, docs, texts))
    links = Links.of(docs["links"].data, [doc.data for doc in registers.values()])
    # Worked out here if it will be needed, as what was read is large and freed once there are objects.
    occurrences = external_links.occurrences(registers, texts) if links.findings else {}
    return Renderer(
        catalogue,
        docs["strings"].data,
        date.day,
        source_url=f"{config.repo_url.rstrip('/')}/blob/main" if config.repo_url else None,
        publisher=config.extra["publisher"],
        ledger=ledger,
        site_url=config.site_url or "",
        schemas=schemas.Schemas(root / "data/schema").files,
        license=config.extra.get("license") or "",
        uses=markers.uses(texts, pages),
        links=links,
        review=review.Review(catalogue, pages, ledger, links, occurrences, days, date.day),
        changes=_changes(root, docs, texts),
        page_to_html=_html(config),
        assets=look.assets(config),
        preview=bool(config.extra.get("preview")),
    )


def _changes(root: Path, docs: Docs, texts: Texts) -> Changes:
    """Return what changed on the pages that readers find; log where there is no history."""
    notes = {source: front_matter.changes(of.values()) for source, of in texts.items()}
    for register, place in PLACES.items():
        for entry in docs[register].data:
            notes[place.format(entry["id"])] = tuple(Change(**one) for one in entry.get("changes", ()))
    commits_by_page = history.read(root)
    if commits_by_page is None:
        log.info(reporting.message(root, "no_history"))
    hidden = {
        source for source, of in texts.items() if any(front_matter.of_page(one).get("robots") for one in of.values())
    }
    shown = commits_by_page and {place: commits for place, commits in commits_by_page.items() if place[1] not in hidden}
    return Changes({source: of for source, of in notes.items() if of and source not in hidden}, shown)


def _page_ids(texts: Texts, renderer: Renderer) -> Mapping[str, frozenset[str]]:
    """Return the ids that can be linked to on each hand-written page: its headings, and those it is given."""
    bodies = {source: front_matter.body(next(iter(of.values()))) for source, of in texts.items()}
    return {
        source: frozenset({heading.id for heading in outline.headings(body) if heading.id} | _given_ids(body, renderer))
        for source, body in bodies.items()
    }


def _given_ids(body: str, renderer: Renderer) -> set[str]:
    """Return the ids that a page gets from its markers, and of the list of its sources if it cites any."""
    marked = (marker for marker in markers.find_all(body) if marker.name in renderer.markers.allowed)
    ids = {id_ for marker in marked for id_ in renderer.markers.ids.get(marker.name, ())}
    has_sources = any(not key.startswith(markers.EXAMPLE) for _, key in markers.citations(body))
    return ids | {SOURCES} if has_sources else ids


def _missing_assets(docs: Path) -> list[Problem]:
    """Return a problem for each style sheet, and picture for shared links, that is not in the folder ``docs``."""
    names = (*look.STYLES, *(f"assets/share-{lang}.png" for lang in LANGS))
    reason, gone = os.strerror(errno.ENOENT), [name for name in names if not os.path.lexists(docs / name)]
    return [Problem(f"docs/{name}", 1, "unreadable", {"reason": reason}) for name in gone]


# ---- hand-written pages -------------------------------------------------------------------------------------------


def check_html(texts: Texts, config: MkDocsConfig, renderer: Renderer | None = None) -> list[Problem]:
    """Return the problems of the HTML of hand-written pages: what is not allowed, and broken links.

    Without a ``renderer`` the targets of links are not all known, so links are left alone.
    """
    render, docs, reads = _html(config), dict[tuple[str, str], Document](), dict[tuple[str, str], page_html.Read]()
    for source, of in texts.items():
        for lang, text in of.items():
            doc = docs[source, lang] = Document(f"docs/{lang}/{source}")
            reads[source, lang] = page_html.check(front_matter.body(text), doc, render)
    if renderer:
        pages = {source: frozenset.union(*(reads[source, lang].ids for lang in of)) for source, of in texts.items()}
        pages = {source: ids | (renderer.page_ids or {}).get(source, frozenset()) for source, ids in pages.items()}
        targets = Targets(Path(config.docs_dir), {*texts, *renderer.records}, partial(_ids, renderer, pages))
        for (source, lang), read in reads.items():
            body = front_matter.body(texts[source][lang])
            for link in read.links:
                targets.check(link, source, lang, docs[source, lang], line_of(link.target, body))
    return [problem for doc in docs.values() for problem in doc.problems]


def check_pages(texts: Texts, renderer: Renderer | None, rules: schemas.Schemas) -> list[Problem]:
    """Return the problems of the hand-written pages in front matter, markers, citations, outline and words.

    Without a ``renderer`` what pages name is left alone. ``rules`` has the schema of front matter.
    """
    problems, named = list[Problem](), dict[tuple[str, str, str], str]()
    for lang, source, of in [(lang, source, of) for lang in LANGS for source, of in texts.items() if lang in of]:
        doc, other = Document(f"docs/{lang}/{source}"), addresses.other(lang)
        other_text = of.get(other) if lang != addresses.DEFAULT else None  # what differs is reported once
        _check_both(of[lang], other_text, doc, f"docs/{other}/{source}", renderer, rules)
        for name in ("title", "description"):
            key = lang, name, str(front_matter.of_page(of[lang]).get(name, doc.file))
            if (first := named.setdefault(key, doc.file)) != doc.file:
                doc.add("page_twice", line=line_at(of[lang], of[lang].find(name)), name=name, other=first)
        if renderer:
            addresses.check_words(source, doc, renderer.addresses)
            folder = source.partition("/")[0]
            if "/" in source and folder not in renderer.strings["sections"]:
                doc.add("section_word", line=1, value=folder)
        problems += doc.problems
    return problems


def _check_both(
    text: str, other_text: str | None, doc: Document, other: str, renderer: Renderer | None, rules: schemas.Schemas
) -> None:
    """Report in ``doc`` the problems of a page, by itself and compared with its version in the other language."""
    ids = {"owners": {owner.id for owner in renderer.catalogue.owners}} if renderer else {}
    front_matter.check(text, doc, rules, ids)
    headings = _check_page(text, doc, renderer)
    if renderer and page_html.is_deep(text):
        page_html.check(front_matter.body(text), doc, renderer.page_to_html)
    if other_text is not None:
        metas = front_matter.of_page(text), front_matter.of_page(other_text)
        review.compare_owners(metas, doc, other)
        if metas[0].get("description") == metas[1].get("description"):
            doc.add("page_same", line=1, other=other)
        outline.compare(headings, outline.headings(front_matter.body(other_text)), doc, other)


def check_seen(examples: Document, texts: Texts, renderer: Renderer) -> list[Problem]:
    """Return a problem for each example that no page or list shows, in one language or the other."""
    for lang in LANGS:
        pages = [versions.get(lang) or next(iter(versions.values())) for versions in texts.values()]
        for example in markers.not_shown(renderer.catalogue.examples, pages, renderer.markers.select):
            examples.add("example_unseen", line=example.line, language=lang)
    return examples.problems


def _check_page(text: str, doc: Document, renderer: Renderer | None) -> list[outline.Heading]:
    body = front_matter.body(text)  # front matter is looked at as it is read, with what it means by \\u202e
    for number, line in enumerate(body.split("\n"), 1):
        if character := invisible(line):
            doc.add("invisible", line=number, excerpt=character)
    valid = markers.check(body, doc, renderer.markers.allowed, renderer.markers.keys) if renderer else ()
    for marker in valid:
        if renderer and marker.name == "examples" and not renderer.markers.select(marker):
            doc.add("marker_nothing", line=marker.line)
    generated = any(markers.find_all(body))  # misspelt ones too: what is wrong with them is reported above
    return outline.check(body, doc, generated, _given_ids(body, renderer) if renderer else ())
