"""What may be in ``docs/``, all of it read: pages by language, pictures and documents, the site's scripts and styles.

MkDocs takes five endings in any case for pages, follows links out of the project and copies whatever else there is, so
each file that this list lacks is refused by name. Names that begin with a dot are ignored, as MkDocs does.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from guide.data.documents import LANGS, Document, Problem, line_at
from guide.data.formats import CROWDED, composed, is_name
from guide.data.yaml_reader import decoded

_SIGNATURES = {  # https://www.garykessler.net/library/file_sigs.html
    "png": b"\x89PNG\r\n\x1a\n",
    "gif": b"GIF8",
    "webp": b"RIFF",
    "pdf": b"%PDF-",
    **dict.fromkeys(("jpg", "jpeg"), b"\xff\xd8\xff"),
    **dict.fromkeys(("docx", "xlsx", "pptx"), b"PK\x03\x04"),
}
_RUNS = re.compile(rb"/JavaScript\b|/Launch\b|vbaProject|activeX")  # in PDF and in documents of Office
_PROGRAM = {"js": "assets/js", "css": "assets/css"}
_OPEN = ("assets", *LANGS)  # the folders for all else
_SVG = "{http://www.w3.org/2000/svg}"
# What draws; scripts, foreign markup and animations, which can set addresses, are left out.
_DRAWN = re.compile(
    r"svg|g|defs|symbol|use|title|desc|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|image|style"
    r"|linearGradient|radialGradient|stop|clipPath|mask|pattern|marker|switch"
)
# A backslash may write any letter of CSS by its number.
_LOADS = re.compile(r"\\|@import|image(?:-set)?\(|src\(|expression\(|javascript:|url\((?!\s*[\"']?#)", re.IGNORECASE)
_OWN = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);")
Texts = Mapping[str, Mapping[str, str]]  # the text of each page, by source and language


def read(docs: Path) -> tuple[Texts, list[Problem]]:
    """Return the text of every page below ``docs``, and a problem for each file that cannot be published."""
    reader = _Reader(docs)
    reader.folder(docs, (docs.resolve(),))
    return dict(sorted(reader.texts.items())), reader.problems


def is_of_page(problem: Problem) -> bool:
    """Return whether a problem may concern a page, without which the other pages cannot be judged."""
    return not problem.key.startswith("file_") or problem.key == "file_empty"


class _Reader:
    """Walks a folder and collects ``texts`` and ``problems``."""

    def __init__(self, docs: Path) -> None:
        self.docs, self.texts, self.problems = docs, dict[str, dict[str, str]](), list[Problem]()
        self._project = docs.resolve().parent

    def folder(self, path: Path, above: tuple[Path, ...]) -> None:
        """Read the folder ``path``, the last of the folders ``above``, each inside the one before."""
        try:
            names = sorted(entry.name for entry in path.iterdir())
        except OSError as error:
            self._refuse(path, "unreadable_folder", reason=error.strerror)
            return
        for name in names:
            if not name.startswith("."):
                self._entry(path / name, above)
        for lang in LANGS if path == self.docs else ():
            if lang not in names:
                self._refuse(path / lang, "file_language")

    def _entry(self, path: Path, above: tuple[Path, ...]) -> None:
        """Read what is at ``path``, in the last of the folders ``above``, or refuse it."""
        try:
            mode, real = path.stat().st_mode, path.resolve()
        except (OSError, RuntimeError) as error:  # RuntimeError: a ring of links, before Python 3.13
            self._refuse(path, "unreadable", reason=getattr(error, "strerror", os.strerror(errno.ELOOP)))
            return
        stem = path.name if stat.S_ISDIR(mode) else path.stem
        is_inside = real.is_relative_to(self._project)
        if not is_inside or any(part.startswith(".") for part in real.relative_to(self._project).parts):
            self._refuse(path, "file_outside")
        elif real in above:
            self._refuse(path, "unreadable_folder", reason=os.strerror(errno.ELOOP))
        elif not is_name(stem):
            self._refuse(path, "file_name", value=path.name[:80])
        elif stat.S_ISDIR(mode):
            self.folder(path, (*above, real))
        elif stat.S_ISREG(mode):
            self._file(path)
        else:
            self._refuse(path, "file_kind", value=path.name)

    def _file(self, path: Path) -> None:
        """Keep the text of a page, and check what else may be there."""
        lang, *rest = path.relative_to(self.docs).parts
        kind = path.suffix[1:]
        is_placed = path.parent == self.docs / _PROGRAM[kind] if kind in _PROGRAM else rest and lang in _OPEN
        try:
            raw = path.read_bytes()
        except OSError as error:
            self._refuse(path, "unreadable", reason=error.strerror)
            return
        if kind == "md" and lang in LANGS and rest:
            doc = Document(self._name(path))
            text = decoded(raw, doc)
            text = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
            if not raw.strip():
                doc.add("file_empty", line=1)
            if match := CROWDED.search(text):
                doc.add("crowded", line=line_at(text, match.start()))
            self.problems += doc.problems
            if not doc.problems:
                self.texts.setdefault("/".join(rest), {})[lang] = text
        elif kind == "md":
            self._refuse(path, "file_place")
        elif not is_placed or kind not in _CHECKS:
            self._refuse(path, "file_kind", value=path.name)
        elif (excerpt := _CHECKS[kind](raw)) is not None:
            self._refuse(path, "file_content", value=f".{kind}", excerpt=excerpt)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.docs.parent).as_posix()

    def _refuse(self, path: Path, key: str, **values: str | None) -> None:
        self.problems.append(Problem(self._name(path), 1, key, values))


def _signed(kind: str, raw: bytes) -> str | None:
    """Return what in a picture or document does not fit its ``kind``; ``None`` if all does."""
    if not raw.startswith(_SIGNATURES[kind]) or (kind == "webp" and raw[8:12] != b"WEBP"):
        other = next((f".{other}" for other, sign in _SIGNATURES.items() if other != kind and raw.startswith(sign)), "")
        return other or raw[:8].decode("ascii", "replace") or "0 B"
    if kind == "pdf" and b"#" in raw:  # which writes a letter of a name by its number (ISO 32000-1, 7.3.5)
        raw = re.sub(rb"#([0-9a-fA-F]{2})", lambda match: bytes.fromhex(match[1].decode()), raw)
    runs = _RUNS.search(raw) if kind in ("pdf", "docx", "xlsx", "pptx") else None
    return runs[0].decode() if runs else None


def drawing(raw: bytes) -> str | None:
    """Return what in an SVG file runs or loads something; ``None`` if it only draws."""
    if match := re.search(rb"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", raw, re.IGNORECASE):
        return match[0].decode()
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314  without a document type there are no entities
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        return "XML {}:{}".format(*getattr(error, "position", (1, 0)))
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if not str(element.tag).startswith(_SVG) or not _DRAWN.fullmatch(name):
            return f"<{name}>"
        for attribute, value in element.attrib.items():
            local = attribute.rpartition("}")[2].lower()
            if local.startswith("on") or _LOADS.search(value) or (local in ("href", "src") and not _OWN.match(value)):
                return f'{local}="{value[:40]}"'
        if loading := _LOADS.search("".join(element.itertext())) if name == "style" else None:
            return loading[0]
    return None if root.tag == f"{_SVG}svg" else "<svg>"


def _written(raw: bytes) -> str | None:
    doc = Document("")
    text = decoded(raw, doc)
    return "UTF-8" if doc.problems else "U+0000" if "\0" in text else None


_CHECKS: Mapping[str, Callable[[bytes], str | None]] = {
    **{kind: partial(_signed, kind) for kind in _SIGNATURES},
    "svg": drawing,
    **dict.fromkeys(("csv", "txt", *_PROGRAM), _written),
}
