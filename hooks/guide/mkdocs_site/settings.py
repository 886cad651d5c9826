"""mkdocs.yml: what it may contain, by ``data/schema/settings.json``, and where its menu leads."""

import errno
import os
from collections.abc import Collection, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from guide.data import schemas, yaml_reader
from guide.data.documents import LANGS, Document, Place, Problem
from guide.data.messages import add_near
from guide.data.strings import HTML

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FILE = "mkdocs.yml"
_ENV = "!ENV"
_FOLDERS = ("docs", "overrides")
_LONGEST = 80  # letters of a word that a message repeats
# What pages are written with: without one, its marks would be shown as typed.
_EXTENSIONS = frozenset(
    ["admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"]
)


def read(root: Path) -> Document:
    """Return mkdocs.yml of the project at ``root``, its ``!ENV`` filled in; its problems are those of YAML."""
    doc = schemas.read(root / FILE, root)
    doc.problems = [problem for problem in doc.problems if problem.values.get("tag") != _ENV]
    if not doc.problems and doc.root:
        _note_unlike(doc.root, doc)
    if not doc.problems and doc.root:
        doc.data = _filled(doc.root, doc.data)
    return doc


def _note_unlike(node: yaml.Node, doc: Document) -> None:
    """Report the words at and below ``node`` that MkDocs, which reads YAML 1.1, reads otherwise than we do.

    There ``yes`` is true, ``12:30`` is 750, and some dates are invalid (https://yaml.org/type/). Neither understands an
    ``!ENV`` without a name.
    """
    if isinstance(node, yaml.ScalarNode):
        if node.style in (None, "") and not _is_alike(node.value):
            doc.add("unquoted", line=node.start_mark.line + 1, value=node.value[:_LONGEST])
        return
    parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else [pair])]
    names = isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in parts)
    if node.tag == _ENV and not (names and parts):
        doc.add("tag", line=node.start_mark.line + 1, tag=_ENV)
    for part in parts:
        _note_unlike(part, doc)


def _is_alike(text: str) -> bool:
    loader = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    try:
        return repr(loader.construct_object(yaml.ScalarNode(tag, text))) == repr(yaml_reader.word(text))
    except (ValueError, ArithmeticError, yaml.YAMLError):  # of 2026-02-30, and of = alone
        return False


def _filled(node: Any, value: Any) -> Any:
    """Return ``value``, read from ``node``, with each ``!ENV`` replaced by its value in the environment."""
    if node.tag == _ENV:
        *names, otherwise = value if isinstance(value, list) and value else [value, None]
        values = (os.environ[str(name)] for name in names if str(name) in os.environ)
        return next(map(yaml_reader.word, values), otherwise)
    if isinstance(value, dict):
        return {name: _filled(part, value[name]) for key, part in node.value if (name := key.value) in value}
    return [_filled(*pair) for pair in zip(node.value, value, strict=True)] if isinstance(value, list) else value


def check(doc: Document, root: Path) -> list[Problem]:
    """Return the problems of the settings ``doc`` of the project at ``root``, except where the menu leads."""
    if not doc.problems:
        schemas.check(doc, "settings", schemas.Schemas(root / "data/schema"), {})
    if not doc.problems:
        known = sorted({point.name for point in entry_points(group="markdown.extensions")})
        names = [next(iter(entry)) if isinstance(entry, dict) else entry for entry in doc.data["markdown_extensions"]]
        for number, name in enumerate(names):
            if name not in known:
                at = ("markdown_extensions", number)
                add_near(doc, "unknown_value", at, name, known, allowed=", ".join(known))
        for name in () if doc.problems else sorted(_EXTENSIONS.difference(names)):
            doc.add("extension_missing", ("markdown_extensions",), value=name)
        files: dict[Place, str] = {("theme", "favicon"): doc.data["theme"]["favicon"]}
        files |= {("extra_javascript", at, "path"): one["path"] for at, one in enumerate(doc.data["extra_javascript"])}
        for place, path in files.items():
            if not (root / "docs" / path).is_file():
                doc.add("link_file", place, value=path)
    return doc.problems


def fatal(root: Path) -> list[Problem]:
    """Return the problems of mkdocs.yml at ``root`` with which MkDocs does not even begin; with the first, all."""
    reason = {"reason": os.strerror(errno.ENOENT)}
    folders = [Problem(name, 1, "unreadable_folder", reason) for name in _FOLDERS if not (root / name).is_dir()]
    problems = [*folders, *check(read(root), root)]
    return problems if any(problem.entry != "extra" or not problem.field for problem in problems) else []


def check_menu(doc: Document, config: "MkDocsConfig", pages: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each of ``pages`` not in the menu, item that is no page, and name without English."""
    settings, entries, lines = Document(FILE), list(menu_entries(doc.data["nav"], ("nav",))), dict[str, int]()
    languages = next(plugin["i18n"]["languages"] for plugin in doc.data["plugins"] if "i18n" in plugin)
    english = next(one for one in languages if one["locale"] == "en").get("nav_translations", {})
    for place, title, source in entries:
        line = doc.line(place)
        if source is not None and source not in pages:
            add_near(settings, "menu_unknown", (), source, sorted(pages), line=line)
        elif source is not None and lines.setdefault(source, line) != line:
            settings.add("menu_twice", line=line, value=source, line_before=lines[source])
        if title is not None and (sign := HTML.search(f"{title}{english.get(title, '')}")):
            settings.add("words_html", line=line, sign=sign[0])
        elif title is not None and not isinstance(english.get(title), str):
            settings.add("menu_english", line=line, value=title)
    yield from settings.problems
    listed = {source for _, _, source in entries}
    for source in pages:
        if source not in listed and not (config.not_in_nav and config.not_in_nav.match_file(source)):
            lang = next(lang for lang in LANGS if Path(config.docs_dir, lang, source).is_file())
            yield Problem(f"docs/{lang}/{source}", 1, "menu_missing", {"value": source})


def menu_entries(part: Any, place: Place = ()) -> Iterator[tuple[Place, str | None, str | None]]:
    """Yield the place of each item of the menu, with its name or, of a page, its source; the other is ``None``."""
    if isinstance(part, str):
        yield place, None, part
    for step, below in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        if isinstance(step, str):
            yield (*place, step), step, None
        yield from menu_entries(below, (*place, step))
