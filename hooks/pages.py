"""Between MkDocs and the rest: our pages as MkDocs files. No other module but ``events`` knows MkDocs."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

import languages
import markers
import outline
import schemas
import search
from catalogue import REGISTERS, Catalogue
from records import LANGS, Document, Problem
from render import Renderer

log = get_plugin_logger("s3")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def i18n(config: MkDocsConfig) -> Any:
    """The static-i18n plugin, whose attributes MkDocs' types do not know."""
    return config.plugins["i18n"]


def prepare(config: MkDocsConfig) -> Renderer:
    """Read and check all data and pages. Raises ``Abort`` after logging every problem, before anything is written."""
    root = Path(config.config_file_path).resolve().parent
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
        Catalogue.of(entries), strings, build_date(root), _source_url(config), config.extra["publisher"]
    )
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


def _source_url(config: MkDocsConfig) -> str | None:
    return f"{config.repo_url.rstrip('/')}/blob/main" if config.repo_url else None


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
            for other in (other for other in LANGS if other != lang):
                counterpart = docs_dir / other / source
                name = counterpart.relative_to(root).as_posix()
                if source in trees[other]:
                    outline.compare(mine, outline.headings(*_body(counterpart.read_text("utf-8"))), doc, name)
                else:
                    doc.add("page_alone", line=1, other=name)
        languages.check_addresses(pages, renderer.generated, renderer.addresses, lang)
        found += pages.values()
    return [problem for doc in found for problem in doc.problems]


def _body(text: str) -> tuple[str, int]:
    """A page without its front matter, and how many lines that took."""
    front = _FRONT_MATTER.match(text)
    return (text[front.end() :], front[0].count("\n")) if front else (text, 0)


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


# ---- MkDocs files -------------------------------------------------------------------------------------------------


def arrange(files: Files, config: MkDocsConfig, renderer: Renderer) -> None:
    """Give every page its address in its language, and add the generated pages.

    Comes after static-i18n's own turn, which cannot handle generated files, and sets on each file what that
    plugin would have set, so that the switch, hreflang and the sitemap know it.
    """
    lang = i18n(config).current_language
    known: Any = files.documentation_pages()  # static-i18n has put attributes of its own on each
    for file in known:
        for of, alternate in file.alternates.items():
            _move(alternate, renderer.addresses.of(file.norm_src_uri, of), config)
    for source, page in renderer.generated.items():
        alternates = {of: _generated(source, of, page, config, renderer) for of in LANGS}
        alternates[lang].alternates = alternates
        files.append(alternates[lang])
    i18n(config).i18n_files_per_language[lang] = files.documentation_pages()


def _generated(source: str, lang: str, page: Callable[[str], str], config: MkDocsConfig, renderer: Renderer) -> Any:
    # Typed Any: static-i18n's attributes are not on MkDocs' class.
    file: Any = File.generated(config, f"{lang}/{source}", content=page(lang), inclusion=InclusionLevel.NOT_IN_NAV)
    file.locale = file.localization = file.locale_alternate_of = lang
    file.norm_src_uri = source
    _move(file, renderer.addresses.of(source, lang), config)
    return file


def _move(file: File, address: str, config: MkDocsConfig) -> None:
    file.dest_uri = address
    file.abs_dest_path = str(Path(config.site_dir, address))
    file.url = file._get_url(config.use_directory_urls)


def split_search(config: MkDocsConfig, roots: dict[str, str]) -> None:
    """Turn the index of all languages into one for each, as JSON for the web and as a script for ``file://``."""
    site = Path(config.site_dir)
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    for lang, part in search.split(index, roots).items():
        folder = site / PurePosixPath(roots[lang]) / "search"
        folder.mkdir(parents=True, exist_ok=True)
        data = json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (folder / "search_index.json").write_text(data, "utf-8")
        (folder / "search_index.js").write_text(f"var __index = {data}", "utf-8")
