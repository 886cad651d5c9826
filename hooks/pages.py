"""Everything read and checked before MkDocs builds: the registers, and the pages written by hand."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

import languages
import ledger
import markers
import outline
import schemas
from catalogue import REGISTERS, Catalogue
from records import LANGS, Document, Problem
from render import Renderer

log = get_plugin_logger("s3")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def prepare(config: MkDocsConfig) -> Renderer:
    """Read and check all data and pages. Raises ``Abort`` after logging every problem, before anything is written."""
    root = Path(config.config_file_path).resolve().parent
    with schemas.paused_garbage_collection():
        return _prepare(config, root)


def _prepare(config: MkDocsConfig, root: Path) -> Renderer:
    docs, problems = schemas.load(root / "data", ("strings", *REGISTERS))
    strings = docs["strings"].data
    if not problems:
        problems = schemas.missing_labels(root / "data", docs["strings"])
    if problems:
        stop(problems, strings)
    entries = {
        name: [(docs[name].line((number,)), entry) for number, entry in enumerate(docs[name].data)]
        for name in REGISTERS
    }
    renderer = Renderer(
        Catalogue.of(entries),
        strings,
        build_date(root),
        source_url=f"{config.repo_url.rstrip('/')}/blob/main" if config.repo_url else None,
        publisher=config.extra["publisher"],
        ledger=tuple(ledger.items(root, docs)),
        site_url=config.site_url or "",
    )
    stop(check_moved(docs["moved"], root, renderer), strings)
    stop(check_pages(root, Path(config.docs_dir), renderer), strings)
    return renderer


def stop(problems: list[Problem], strings: Any) -> None:
    """Log ``problems``, each on its line and in the editor's language, and raise ``Abort`` if there are any."""
    if not problems:
        return
    lang = "sv" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("sv") else "en"
    for problem in problems:
        log.error(problem.text(strings, lang))
    raise Abort(f"{len(problems)} problems; the site is left as it was")


def build_date(root: Path) -> datetime.date:
    """The day that "planned", "ongoing" and "ended" are judged by: the same for the same commit, else today's.

    ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) goes before the commit's date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        git = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False
        )
        epoch = git.stdout.strip()
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return moment.date()


# ---- pages written by hand ----------------------------------------------------------------------------------------


def sources(docs_dir: Path, lang: str) -> Iterator[str]:
    """The sources of the pages written by hand in ``lang``, sorted."""
    for path in sorted((docs_dir / lang).rglob("*.md")):
        yield path.relative_to(docs_dir / lang).as_posix()


def check_pages(root: Path, docs_dir: Path, renderer: Renderer) -> list[Problem]:
    """Every problem of the pages written by hand: front matter, markers, citations, counterpart and address."""
    trees = {lang: set(sources(docs_dir, lang)) for lang in LANGS}
    found: list[Document] = []
    for lang in LANGS:
        pages = {
            source: Document((docs_dir / lang / source).relative_to(root).as_posix()) for source in sorted(trees[lang])
        }
        for source, doc in pages.items():
            mine = _check_page((docs_dir / lang / source).read_text("utf-8"), doc, renderer)
            counterpart = docs_dir / languages.other(lang) / source
            if counterpart.exists():
                if _same_description(docs_dir / lang / source, counterpart):
                    doc.add("page_same", line=1, other=counterpart.relative_to(root).as_posix())
                theirs = outline.headings(*_body(counterpart.read_text("utf-8")))
                outline.compare(mine, theirs, doc, counterpart.relative_to(root).as_posix())
        languages.check_addresses(pages, renderer.generated, renderer.addresses, lang)
        found += pages.values()
    return [problem for doc in found for problem in doc.problems]


def check_moved(moved: Document, root: Path, renderer: Renderer) -> list[Problem]:
    """What is wrong with the table of moved pages: a target that does not exist, an old address that is taken."""
    taken = {
        renderer.addresses.of(source, lang): f"docs/{lang}/{source}"
        for lang in LANGS
        for source in sources(root / "docs", lang)
    }
    for lang in LANGS:
        taken.update({renderer.addresses.of(source, lang): "data" for source in renderer.generated})
    known = {name.partition("/")[2].partition("/")[2] for name in taken.values()} | set(renderer.generated)
    for number, entry in enumerate(renderer.catalogue.moved):
        if entry.address in taken:
            moved.add("address_taken", (number, "address"), address=entry.address, other=taken[entry.address])
        if entry.to.partition("#")[0] not in known:
            moved.add("page_unknown", (number, "to"), value=entry.to)
    return moved.problems


def _body(text: str) -> tuple[str, int]:
    """A page without its front matter, and how many lines that took."""
    front = _FRONT_MATTER.match(text)
    return (text[front.end() :], front[0].count("\n")) if front else (text, 0)


def _same_description(page: Path, counterpart: Path) -> bool:
    described = [ledger.front_matter(path.read_text("utf-8")).get("description") for path in (page, counterpart)]
    return described[0] == described[1]


def _check_page(text: str, doc: Document, renderer: Renderer) -> list[outline.Heading]:
    front = _FRONT_MATTER.match(text)
    try:
        meta = yaml.safe_load(front[1]) if front else {}
    except yaml.YAMLError as error:
        doc.add("syntax", line=2, reason=str(error).split("\n")[0])
        meta = {"title": True, "description": True}
    for name in ("title", "description"):
        if not (isinstance(meta, dict) and meta.get(name)):
            doc.add("page_meta", line=1, name=name)
    body, skip = _body(text)
    asked = markers.check(body, doc, renderer.allowed_markers, list(renderer.catalogue.reference), skip)
    for marker in asked:
        if marker.name == "examples" and not renderer.select(marker):
            doc.add("marker_nothing", line=marker.line)
    return outline.check(body, doc, generated=bool(asked), skip=skip)
