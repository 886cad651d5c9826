"""mkdocs.yml: what it may hold, by ``data/schema/settings.json``, and where its menu leads."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.data import schemas, yaml_reader
from guide.data.documents import LANGS, Document, Place, Problem
from guide.data.messages import add_near

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FILE = "mkdocs.yml"
_ENV = "!ENV"
_FOLDERS = ("docs", "overrides")
_HTML = re.compile(r"""[<>&"]""")  # which the theme prints as they are


def read(root: Path) -> Document:
    """Return mkdocs.yml of the project at ``root``, its ``!ENV`` filled in; its problems are those of YAML."""
    doc = schemas.read(root / FILE, root)
    doc.problems = [problem for problem in doc.problems if problem.values.get("tag") != _ENV]
    if not doc.problems and doc.root:
        doc.data = _filled(doc.root, doc.data)
    return doc


def _filled(node: Any, value: Any) -> Any:
    """Return ``value``, read from ``node``, with what the environment says in place of each ``!ENV``."""
    if node.tag == _ENV:
        *names, otherwise = value if isinstance(value, list) and value else [value, None]
        found = (os.environ[str(name)] for name in names if str(name) in os.environ)
        return next(map(yaml_reader.word, found), otherwise)
    if isinstance(value, dict):
        return {name: _filled(part, value[name]) for key, part in node.value if (name := key.value) in value}
    return [_filled(*pair) for pair in zip(node.value, value, strict=True)] if isinstance(value, list) else value


def check(doc: Document, root: Path) -> list[Problem]:
    """Return what is wrong with the settings ``doc`` of the project at ``root``, beside where the menu leads."""
    if not doc.problems:
        schemas.check(doc, "settings", schemas.Schemas(root / "data/schema"), {})
    if not doc.problems:
        known = sorted({point.name for point in entry_points(group="markdown.extensions")})
        for number, extension in enumerate(doc.data["markdown_extensions"]):
            name = str(next(iter(extension)) if isinstance(extension, dict) else extension)
            if name not in known and not _is_module(name):
                place = ("markdown_extensions", number)
                add_near(doc, "unknown_value", place, name, known, allowed=", ".join(known))
        if not (root / "docs" / doc.data["theme"]["favicon"]).is_file():
            doc.add("link_file", ("theme", "favicon"), value=doc.data["theme"]["favicon"])
    return doc.problems


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # of a module that is none, or no name of one
        return False


def fatal(root: Path) -> list[Problem]:
    """Return the problems of mkdocs.yml at ``root`` with which MkDocs does not even begin; with the first, all."""
    folders = [
        Problem(name, 1, "", "", None, "unreadable_folder", {"reason": os.strerror(errno.ENOENT)})
        for name in _FOLDERS
        if not (root / name).is_dir()
    ]
    problems = [*folders, *check(read(root), root)]
    return problems if any(problem.entry != "extra" or not problem.field for problem in problems) else []


def check_menu(doc: Document, config: MkDocsConfig, pages: Collection[str]) -> Iterator[Problem]:
    """Yield the ``pages`` that the menu lacks, what it has that is no page, and names that are not in English."""
    settings, entries = Document(FILE), list(menu(doc.data["nav"], ("nav",)))
    english = _english(doc.data)
    for place, title, source in entries:
        line = doc.line(place)
        if source is not None and source not in pages:
            add_near(settings, "menu_unknown", (), source, sorted(pages), line=line)
        if title is not None and (sign := _HTML.search(f"{title}{english.get(title, '')}")):
            settings.add("words_html", line=line, sign=sign[0])
        elif title is not None and not isinstance(english.get(title), str):
            settings.add("menu_english", line=line, value=title)
    yield from settings.problems
    listed = {source for _, _, source in entries}
    for source in pages:
        if source not in listed and not (config.not_in_nav and config.not_in_nav.match_file(source)):
            lang = next(lang for lang in LANGS if Path(config.docs_dir, lang, source).is_file())
            yield Problem(f"docs/{lang}/{source}", 1, "", "", None, "menu_missing", {"value": source})


def menu(part: Any, place: Place = ()) -> Iterator[tuple[Place, str | None, str | None]]:
    """Yield each name and each page of the menu, with its place."""
    if isinstance(part, str):
        yield place, None, part
    for step, below in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        if isinstance(step, str):
            yield (*place, step), step, None
        yield from menu(below, (*place, step))


def _english(settings: Any) -> Mapping[str, Any]:
    """Return the English names of what the menu names."""
    plugins = (
        part["i18n"] for part in settings["plugins"] if isinstance(part, dict) and isinstance(part.get("i18n"), dict)
    )
    languages = (next(plugins, None) or {"languages": []}).get("languages")
    found = [of for of in languages or () if isinstance(of, dict) and of.get("locale") == "en"]
    names: Any = found[0].get("nav_translations") if found else None
    return names if isinstance(names, dict) else {}
