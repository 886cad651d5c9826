"""Everything read and checked before MkDocs builds: the registers, and the pages written by hand."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

import front
import languages
import ledger
import markers
import outline
import outside
import schemas
import staff
import tags
import theme
import uses
import wording
from cache import Cache, Memo, anew, digest
from catalogue import REGISTERS, Catalogue
from converter import Converter
from formats import invisible
from links import Links
from records import LANGS, Document, Problem
from render import Renderer
from wording import editor_language

log = get_plugin_logger("s3")


def prepare(config: MkDocsConfig) -> Renderer:
    """Read and check all data and pages. Raises ``Abort`` after logging every problem, before anything is written."""
    project = read(config)
    if project.renderer is None or project.problems:
        lang = editor_language(os.environ)
        for problem in project.problems:
            log.error(problem.text(project.docs["strings"].data, lang))
        raise Abort(f"{len(project.problems)} problems; the site is left as it was")
    return project.renderer


@dataclass(frozen=True)
class Project:
    """What was read: the registers, the pages, all that is wrong with them, and the renderer if the data allow one."""

    docs: Mapping[str, Document]
    texts: Texts
    problems: list[Problem]
    renderer: Renderer | None = None


def read(config: MkDocsConfig) -> Project:
    """Read and check all data and pages; raises nothing for what an editor can get wrong.

    ``config.extra["cache"]``, if there is one, remembers what was read before.
    """
    root = Path(config.config_file_path).resolve().parent
    with schemas.paused_garbage_collection():
        cache: Cache | None = config.extra.get("cache")
        memo = cache.memo if cache else anew
        docs, problems = schemas.load(root / "data", ("strings", "links", *REGISTERS), memo)
        problems += _check_words(root, docs["strings"])
        unread = unreadable(root)
        texts = {} if unread else ledger.pages(root / "docs")
        settings = Document("mkdocs.yml")
        days = staff.days(config.extra.get("review_days"), settings)
        problems = [*problems, *unread, *settings.problems, *astray(config)]
        if problems:
            return Project(docs, texts, problems)
        renderer = _renderer(config, root, docs, texts, memo)
        renderer = replace(renderer, staff=_staff(docs, texts, renderer, days))
        told = check_pages(texts, renderer, _html(config), memo)
        problems = [*check_moved(docs["moved"], docs["news"], texts, renderer), *told]
        if not problems:  # a list that nobody understands shows nothing
            problems = check_seen(docs["examples"], texts, renderer)
        return Project(docs, texts, problems, renderer)


def _check_words(root: Path, strings: Document) -> list[Problem]:
    """The labels and texts that are missing, and those that no template could say; nothing of what cannot be read."""
    if strings.problems:
        return []
    schema = schemas.Schemas(root / "data/schema").files["strings.json"]
    told = wording.check(strings, schema["x-filled-in"], schema["x-texts"])
    return [*schemas.missing_labels(root / "data", strings), *told]


def _html(config: MkDocsConfig) -> Callable[[str], str]:
    """Makes HTML of Markdown as the site will, and nothing of what is harmless without a look at its HTML."""
    render = Converter(config.markdown_extensions, config.mdx_configs or {})
    known = tags.EXTENSIONS.issuperset(config.markdown_extensions)
    return lambda body: "" if known and tags.harmless(body) else render.convert(body).html


def _renderer(config: MkDocsConfig, root: Path, docs: Mapping[str, Document], texts: Texts, memo: Memo) -> Renderer:
    entries = {
        name: [(docs[name].line((number,)), entry) for number, entry in enumerate(docs[name].data)]
        for name in REGISTERS
    }
    return Renderer(
        Catalogue.of(entries),
        docs["strings"].data,
        build_date(root),
        source_url=f"{config.repo_url.rstrip('/')}/blob/main" if config.repo_url else None,
        publisher=config.extra["publisher"],
        ledger=tuple(ledger.items(root, docs, texts)),
        site_url=config.site_url or "",
        schemas=schemas.Schemas(root / "data/schema").files,
        license=config.extra.get("license") or "",
        uses=_uses(texts),
        links=Links.of(docs["links"].data, [docs[name].data for name in REGISTERS]),
        memo=memo,
    )


def _staff(docs: Mapping[str, Document], texts: Texts, renderer: Renderer, days: int) -> staff.Staff:
    metas = {source: {lang: ledger.front_matter(text) for lang, text in of.items()} for source, of in texts.items()}
    # Found here, if anybody will ask, as what was read is large and let go once there are objects of it.
    found = outside.stands({name: docs[name] for name in REGISTERS}, texts) if renderer.links.findings else {}
    pages = tuple(staff.pages(metas))
    return staff.Staff(renderer.catalogue, pages, renderer.ledger, renderer.links, found, days, renderer.today)


def astray(config: MkDocsConfig) -> list[Problem]:
    """A problem where the theme's style sheet is not one file of the name that we know: pages would lack their look."""
    found = [path for folder in config.theme.dirs for path in Path(folder).glob(theme.STYLES)]
    values = {"value": theme.STYLES, "count": len(found)}
    return [Problem("mkdocs.yml", 1, "", "theme", None, "theme_file", values)] if len(found) != 1 else []


def build_date(root: Path) -> datetime.date:
    """The day that "planned", "ongoing" and "ended" are judged by: the same for the same commit, else today's.

    ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) goes before the commit's date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        command = ["git", "log", "-1", "--format=%ct"]
        try:
            epoch = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.strip()
        except OSError:  # a machine without git, with a copy of the files
            epoch = ""
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return moment.date()


# ---- pages written by hand ----------------------------------------------------------------------------------------


Texts = Mapping[str, Mapping[str, str]]  # the text of each page, by source and language


def unreadable(root: Path) -> list[Problem]:
    """The pages below ``docs/`` that are not UTF-8, each with its first bad line."""
    found = []
    for path in sorted((root / "docs").rglob("*.md")):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            doc = Document(path.relative_to(root).as_posix())
            doc.add("not_utf8", line=error.object[: error.start].count(b"\n") + 1)
            found += doc.problems
    return found


def check_pages(texts: Texts, renderer: Renderer, render: Callable[[str], str], memo: Memo = anew) -> list[Problem]:
    """Every problem of the pages written by hand: front matter, markers, citations, outline, HTML and address.

    ``render`` makes HTML of Markdown as the site will. ``memo`` remembers the pages that had no problem.
    """
    found: list[Document] = []
    # What pages can ask for, as far as it is not of the same world as all that is remembered.
    known = digest([(one.id, one.steps, one.regions, one.in_countries) for one in renderer.catalogue.examples])
    for lang in LANGS:
        pages = {source: Document(f"docs/{lang}/{source}") for source in texts if lang in texts[source]}
        for source, doc in pages.items():
            mine, theirs = texts[source][lang], texts[source].get(languages.other(lang))
            other = f"docs/{languages.other(lang)}/{source}"
            check = partial(_check_both, mine, theirs, doc.file, other, renderer, render)
            if memo(("problems", known, doc.file, mine, theirs), partial(_any, check)):
                doc.problems += check()
            folder = source.partition("/")[0]
            if "/" in source and folder not in renderer.strings["sections"]:
                doc.add("section_word", line=1, value=folder)
        languages.check_addresses(pages, renderer.generated, renderer.addresses, lang)
        found += pages.values()
    return [problem for doc in found for problem in doc.problems]


def _any(check: Callable[[], list[Problem]]) -> bool:
    return bool(check())


def _check_both(
    mine: str, theirs: str | None, file: str, other: str, renderer: Renderer, render: Callable[[str], str]
) -> list[Problem]:
    """The problems of the page ``file`` by itself and beside its version in the other language."""
    doc = Document(file)
    headings = _check_page(mine, doc, renderer)
    tags.check(*front.body(mine), doc, render)
    if theirs is not None:
        staff.compare((ledger.front_matter(mine), ledger.front_matter(theirs)), doc, other)
        if _described(mine) == _described(theirs):
            doc.add("page_same", line=1, other=other)
        outline.compare(headings, outline.headings(*front.body(theirs)), doc, other)
    return doc.problems


def check_moved(moved: Document, news: Document, texts: Texts, renderer: Renderer) -> list[Problem]:
    """Pages that do not exist although moved pages or news lead to them, and old addresses that are taken."""
    taken = {renderer.addresses.of(source, lang): f"docs/{lang}/{source}" for source in texts for lang in texts[source]}
    taken.update({renderer.addresses.of(source, lang): "data" for source in renderer.generated for lang in LANGS})
    for number, entry in enumerate(renderer.catalogue.moved):
        if entry.address in taken:
            moved.add("address_taken", (number, "address"), address=entry.address, other=taken[entry.address])
        source = entry.to.partition("#")[0]
        if source not in texts and source not in renderer.generated:
            moved.add("page_unknown", (number, "to"), value=entry.to)
    for number, item in enumerate(renderer.catalogue.news):
        if item.page and item.page not in texts and item.page not in renderer.generated:
            news.add("page_unknown", (number, "page"), value=item.page)
    return [*moved.problems, *news.problems]


def _uses(texts: Texts) -> Mapping[str, tuple[uses.Use, ...]]:
    """The pages that name each example, by its id."""
    titles = {
        source: {lang: str(ledger.front_matter(text).get("title", source)) for lang, text in of.items()}
        for source, of in texts.items()
    }
    return uses.uses(texts, titles)


def check_seen(examples: Document, texts: Texts, renderer: Renderer) -> list[Problem]:
    """The examples that no page or list shows, in one language or the other."""
    for lang in LANGS:
        pages = [of.get(lang) or next(iter(of.values())) for of in texts.values()]
        for example in uses.unseen(renderer.catalogue.examples, pages, renderer.select):
            examples.add("example_unseen", line=example.line, language=lang)
    return examples.problems


def _described(page: str) -> object:
    return ledger.front_matter(page).get("description")


def _check_page(text: str, doc: Document, renderer: Renderer) -> list[outline.Heading]:
    meta = front.check(text, doc)
    for number, line in enumerate(text.split("\n"), 1):
        if character := invisible(line):
            doc.add("invisible", line=number, excerpt=character)
    if meta:
        staff.check(meta, doc, [owner.id for owner in renderer.catalogue.owners])
    body, skip = front.body(text)
    asked = markers.check(body, doc, renderer.allowed_markers, renderer.allowed_keys, skip)
    for marker in asked:
        if marker.name == "examples" and not renderer.select(marker):
            doc.add("marker_nothing", line=marker.line)
    return outline.check(body, doc, generated=bool(asked), skip=skip)
