"""The input of the checks: pages and registers as parsed, their running text, and documents to collect problems."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from blocks import Block, Reader, clean
from guide.data.documents import LANGS, Document, Problem, read_bytes, texts
from guide.mkdocs_site import project
from guide.prose import front_matter, translations

# Fields of registers that are running text; every other text is a name or a quotation.
_PROSE = {*translations.FIELDS, "term", "explanation", "text", "note"}
_NO_WORDS = {"id", "url", "website", "source", "lang", "doi", "isbn", "page", "aliases"}
# Groups of data/strings.yaml that readers do not see: texts for editors about fields, files and commands.
_NOT_SHOWN = {"addresses", "search", "adding", "build", "check", "fields", "links", "problems", "reasons", "staff"}
_FILLED_IN = re.compile(r"\{[^}]*\}|<\w[^>]*>|\.\w+")  # placeholders, tags and file extensions
_MENU, WORDS = "mkdocs.yml", "data/words.txt"
_ASSETS = ("docs/assets/css/[!.]*.css", "docs/assets/js/[!.]*.js")
WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")


@dataclass(frozen=True)
class Corpus:
    """The project as the checks see it.

    ``documents`` has a document for each page and register, by file name, to which the checks add problems; ``lines``
    has their lines. ``blocks`` are the running text in file order, ``names`` the words of all proper names.
    """

    config: MkDocsConfig
    today: datetime.date
    root: Path
    project: project.Project
    reader: Reader
    documents: Mapping[str, Document]
    lines: Mapping[str, Sequence[str]]
    blocks: Sequence[Block]
    names: frozenset[str]

    def add(self, block: Block, key: str, line: int, **values: Any) -> None:
        """Add the problem ``key`` to the document of ``block``, at ``line``."""
        self.documents[block.file].add(key, block.path, line, **values)

    @property
    def problems(self) -> list[Problem]:
        """All problems: those that stop the build, and those that the checks have added."""
        return [*self.project.problems, *(problem for doc in self.documents.values() for problem in doc.problems)]


def read(config: MkDocsConfig, today: datetime.date) -> Corpus:
    """Read the project of ``config``, even a broken one; ``today`` is what dates are compared with."""
    root = Path(config.config_file_path).resolve().parent
    read_project = project.read(config)
    read_project.problems.extend(project.check_html(read_project.texts, config, read_project.renderer))
    reader = Reader(config.markdown_extensions, config.mdx_configs)
    assets = [path.relative_to(root).as_posix() for pattern in _ASSETS for path in sorted(root.glob(pattern))]
    documents, blocks = {name: Document(name) for name in (_MENU, WORDS, *assets)}, list[Block]()
    lines: dict[str, Sequence[str]] = {}
    for source, by_lang in read_project.texts.items():
        for lang, text in by_lang.items():
            file = f"docs/{lang}/{source}"
            documents[file], lines[file] = Document(file), text.split("\n")
            blocks += _page(reader, text, file, lang)
    names: set[str] = set()
    for name, doc in read_project.docs.items():
        documents[doc.file] = dataclasses.replace(doc, problems=[])
        if doc.root and name != "links":  # links.yaml is generated, and readers do not see it
            lines[doc.file] = (root / doc.file).read_text("utf-8").split("\n")
            blocks += _register(reader, documents[doc.file], name, lines[doc.file], names)
        elif not doc.root:  # unreadable: any word in it may be part of a name
            with suppress(OSError):
                names.update(WORD.findall(read_bytes(root / doc.file).decode("utf-8", "replace")))
    return Corpus(config, today, root, read_project, reader, documents, lines, blocks, frozenset(names))


def _page(reader: Reader, text: str, file: str, lang: str) -> list[Block]:
    body, given = front_matter.body(text), front_matter.of_page(text)
    skip = front_matter.first_line(body) - 1
    head = text.split("\n")[:skip]
    fields = [given[name] for name in ("title", "description") if isinstance(given.get(name), str)]
    notes = [(of, getattr(note, of)) for note in front_matter.changes([text]) for of in LANGS]
    return [
        *(Block(file, lang, "meta", clean(value), head, 1) for value in fields),
        *(Block(file, of, "meta", clean(note), head, 1) for of, note in notes),
        *reader.blocks(body[skip:], file, lang, skip),
    ]


def _register(reader: Reader, doc: Document, name: str, raw: Sequence[str], names: set[str]) -> Iterator[Block]:
    for path, text in texts(doc.data):
        if name == "strings":
            if path[0] not in _NOT_SHOWN and path[-1] in LANGS:
                yield from reader.field(doc, path, _FILLED_IN.sub("…", text), raw)
        elif len(path) > 1 and path[-1] in LANGS and (path[-2] in _PROSE or "changes" in path):
            yield from reader.field(doc, path, text, raw)
        elif not _NO_WORDS.intersection(path):
            names.update(WORD.findall(text))
