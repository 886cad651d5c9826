"""YAML text in, plain data out, with every problem found at once and the line where it stands.

The YAML read here is the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema): only ``true`` and
``false`` are booleans, so ``NO`` is Norway and a date stays a string. What the data may hold is ``schemas``' matter.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import yaml

LANGS = ("sv", "en")
Place = tuple[str | int, ...]  # the way to a value: entry number, field, place in a list …


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it is, and the key and values of the message in ``data/strings.yaml`` that says so."""

    file: str
    line: int
    entry: str
    field: str
    lang: str | None
    key: str
    values: Mapping[str, Any]

    def text(self, strings: Any, lang: str) -> str:
        """The problem as one line, ``file:line: id: field (language): what is wrong; what would be right``.

        ``strings`` is the content of ``data/strings.yaml``; where that file is itself broken, the message's key and
        values stand in for its words. A value that is a mapping holds its words by language.
        """
        return f"{self.file}:{self.line}: {self.told(strings, lang)}"

    def told(self, strings: Any, lang: str) -> str:
        """The same without file and line."""
        where = [self.entry] if self.entry else []
        if self.field:
            where.append(self.field + (f" ({self.lang})" if self.lang else ""))
        return ": ".join([*where, self.said(strings, lang)])

    def said(self, strings: Any, lang: str) -> str:
        """What is wrong and what would be right, without the place."""
        try:
            values = {key: value[lang] if isinstance(value, Mapping) else value for key, value in self.values.items()}
            return str(strings["problems"][self.key][lang].format_map(values)).rstrip()
        except (KeyError, TypeError, AttributeError):
            return f"{self.key} {dict(self.values)}"


def place_name(path: Place) -> tuple[str, str | None]:
    """The way within an entry as an editor reads it, ``sources[2].url``, and the language of the text there."""
    fields = [step if isinstance(step, str) else f"[{step + 1}]" for step in path]
    lang = fields.pop() if fields and fields[-1] in LANGS else None
    return ".".join(fields).replace(".[", "["), lang


@dataclass
class Document:
    """A parsed file: plain ``data``, the lines where its entries begin, and for other lines the YAML it came from."""

    file: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    starts: Sequence[int] = ()

    @cached_property
    def root(self) -> yaml.Node | None:
        """The YAML nodes, which know their lines and take ten times the memory of the data: read when asked for."""
        return yaml.compose(self.text, Loader=_Loader) if self.text else None

    def line(self, path: Place) -> int:
        """The line, counted from 1, of the value at ``path`` or of the nearest value above it."""
        if len(path) == 1 and isinstance(path[0], int) and path[0] < len(self.starts):
            return self.starts[path[0]]
        node, at = self.root, self.root
        for step in path:
            at = _child(node, step) if node else None
            if at is None:
                break
            node = at
        return node.start_mark.line + 1 if node else 1

    def add(self, key: str, path: Place = (), line: int | None = None, **values: Any) -> None:
        """Note a problem at ``path``, or at ``line`` where the file has no values to walk through."""
        entry = self._entry(path) if path else self._entry_at(line)
        self.problems.append(Problem(self.file, line or self.line(path), entry, *place_name(path[1:]), key, values))

    def _entry_at(self, line: int | None) -> str:
        """The id of the entry that ``line`` lies in; empty where there are no entries."""
        items = self.root.value if line and isinstance(self.root, yaml.SequenceNode) else []
        above = [item for item in items if item.start_mark.line < (line or 0)]
        name = _child(above[-1], "id") if above else None
        return str(name.value) if name else ""

    def _entry(self, path: Place) -> str:
        if not isinstance(path[0], int):
            return str(path[0])
        entry = self.data[path[0]]
        name = entry.get("id") if isinstance(entry, dict) else None
        return name if isinstance(name, str) and name else f"#{path[0] + 1}"


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return cast(yaml.Node, node.value[step])
    return None


# ---- reading ------------------------------------------------------------------------------------------------------

_ENTRY = re.compile(r"^(?=- )", re.MULTILINE)
_ANCHOR = re.compile(r"^ *(?:- +)*(?:[\w-]+: +)?&\w", re.MULTILINE)
_INT = re.compile(r"[-+]?[0-9]+$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_STR, _PLAIN = "tag:yaml.org,2002:str", "plain"


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with our own reading of plain words: it only marks which scalars were written plain."""

    def resolve(self, kind: type[yaml.Node], _value: str, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _STR
        return f"tag:yaml.org,2002:{'map' if kind is yaml.MappingNode else 'seq'}"

    def descend_resolver(self, *_: Any) -> None:
        """Nothing depends on the path here."""

    def ascend_resolver(self) -> None:
        """Nothing depends on the path here."""


def parse(raw: bytes, file: str) -> Document:
    """Read YAML bytes; the document's ``problems`` say what is wrong with the text itself."""
    doc = Document(file)
    if raw.startswith(b"\xef\xbb\xbf"):
        doc.add("bom", line=1)
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        doc.add("not_utf8", line=raw[: error.start].count(b"\n") + 1)
        return doc
    for number, line in enumerate(text.split("\n"), 1) if "\t" in text else ():
        if re.match(r"\s*\t", line):
            doc.add("tab", line=number)
    if doc.problems:
        return doc
    doc.text = text
    if _read_apart(doc):
        return doc
    try:
        _ = doc.root
    except yaml.MarkedYAMLError as error:
        doc.text = ""  # it has no nodes to find a line in
        mark = error.problem_mark or error.context_mark
        doc.add("syntax", line=mark.line + 1 if mark else 1, reason=error.problem or error.context)
        return doc
    except yaml.YAMLError as error:  # a control character, which libyaml refuses before it parses
        doc.text = ""
        doc.add("syntax", line=1, reason=str(error).split("\n")[0])
        return doc
    doc.data = _plain(doc.root, doc, set()) if doc.root else None
    if _ANCHOR.search(text):
        _note_anchors(text, doc)
    return doc


def _read_apart(doc: Document) -> bool:
    """Whether ``doc`` is a list without a fault, and then read, entry by entry: the nodes of one at a time.

    In a list an entry begins at the margin and goes on indented, so each is YAML by itself. Where that does not hold,
    or something is wrong, the file is read as a whole, which tells what.
    """
    head, *entries = _ENTRY.split(doc.text)
    if not entries or _ANCHOR.search(doc.text) or any(line and line[0] != "#" for line in head.split("\n")):
        return False
    data, starts, line = [], [], head.count("\n") + 1
    for entry in entries:
        try:
            root = yaml.compose(entry, Loader=_Loader)
        except yaml.YAMLError:
            return False
        trial = Document(doc.file)
        if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1:
            return False
        data.append(_plain(root.value[0], trial, set()))
        if trial.problems:
            return False
        starts.append(line)
        line += entry.count("\n")
    doc.data, doc.starts = data, starts
    return True


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _note_anchors(text: str, doc: Document) -> None:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.NodeEvent) and event.anchor and not isinstance(event, yaml.AliasEvent):
            doc.add("alias", line=_line(event))


def _plain(node: yaml.Node, doc: Document, seen: set[int]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, doc)
    if id(node) in seen:
        doc.add("alias", line=node.start_mark.line + 1)
        return None
    seen.add(id(node))
    if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        doc.add("tag", line=node.start_mark.line + 1, tag=node.tag)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, doc, seen) for item in node.value]
    return _mapping(cast(yaml.MappingNode, node), doc, seen)


def _mapping(node: yaml.MappingNode, doc: Document, seen: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            doc.add("key_not_text", line=line)
        elif key.value == "<<":
            doc.add("merge", line=line)
        elif key.value in found:
            doc.add("duplicate_key", line=line, name=key.value)
        else:
            found[sys.intern(key.value)] = _plain(value, doc, seen)
    return found


def is_text(word: str) -> bool:
    """True if ``word``, written without quotation marks, is read as text."""
    return not (word in _NULL or word in _BOOL or _INT.match(word) or _FLOAT.match(word))


def _scalar(node: yaml.ScalarNode, doc: Document) -> Any:
    text: str = node.value
    if node.style == ">" and "\n" in text.strip():
        doc.add("folded", line=node.start_mark.line + 1)
    if node.tag == _STR:
        return text
    if node.tag != _PLAIN:
        doc.add("tag", line=node.start_mark.line + 1, tag=node.tag)
        return text
    first = text[:1]
    if first.isdigit() or first in "+-.":
        if _INT.match(text):
            return int(text)
        return float(text) if _FLOAT.match(text) else text
    if text in _NULL:
        return None
    return _BOOL.get(text, text)
