"""YAML text in, plain data out, with all problems at once, each with its line.

The YAML read here is the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema): only ``true`` and
``false`` are booleans, so ``NO`` is Norway and a date stays a string. What the data may contain is in ``schemas``.
"""

import re
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import yaml

from guide.data.documents import Document, line_at
from guide.data.formats import composed

_INT = re.compile(r"[-+]?[0-9]+$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
SMART_QUOTED = re.compile("[“”„‘’][^“”„‘’]*[“”‘’]")  # typographic quotation marks, and none within
_SHORT = 40  # letters of a text that is likely to occur in many entries
_DEEPEST = 20  # lists and mappings inside each other; Python gives up at some hundreds
_DIGITS = 18  # of a number; Python refuses to read thousands of them
_BOM = b"\xef\xbb\xbf"
_CONFLICT = re.compile(rb"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
_ITEM = re.compile(rb"\s*(?:[-*]|\xe2\x80\xa2|\d[.)])\s")  # of a list, the third with a bullet
# Neither what libyaml refuses without a line, nor what it alone takes for the end of a line.
_CONTROL = re.compile("[^\\t\\n\\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# The tags that each may have; any other is an error.
_TAGS = {
    yaml.ScalarEvent: "tag:yaml.org,2002:str",
    yaml.SequenceStartEvent: "tag:yaml.org,2002:seq",
    yaml.MappingStartEvent: "tag:yaml.org,2002:map",
}


def parse(raw: bytes, file: str) -> Document:
    """Read YAML bytes; the document's ``problems`` are what is wrong with the text itself."""
    doc = Document(file)
    if not (text := decoded(raw, doc)):
        return doc
    raw = (text := composed(text)).encode("utf-8")
    for match in re.finditer(r"^[^\S\n]*\t", text, re.MULTILINE) if "\t" in text else ():
        doc.add("tab", line=line_at(text, match.start()))
    for match in _CONTROL.finditer(text):  # libyaml refuses them before it parses, without a line
        doc.add("invisible", line=line_at(text, match.start()), excerpt=f"U+{ord(match[0]):04X}")
    if doc.problems:
        return doc
    doc.raw, events = raw, _Events(raw)
    try:
        doc.data, doc.starts = events.document(), events.starts
    except yaml.MarkedYAMLError as error:
        _note_syntax(doc, *_error_within(raw) or (error, 0))
        return doc
    for key, line, values in events.faults:
        doc.add(key, line=line, **values)
    return doc


def decoded(raw: bytes, doc: Document) -> str:
    """Return the text of a file's bytes; ``doc`` gets their problems: not UTF-8, conflict markers of git, a BOM."""
    if raw.startswith(_BOM):
        doc.add("bom", line=1)
        raw = raw.removeprefix(_BOM)
    if conflict := _CONFLICT.search(raw):
        doc.add("conflict", line=raw.count(b"\n", 0, conflict.start()) + 1)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        doc.add("not_utf8", line=raw[: error.start].count(b"\n") + 1)
        return ""


def _error_within(text: bytes) -> tuple[yaml.MarkedYAMLError, int] | None:
    """Return the error of the first entry of a list that cannot be read by itself, and the number of lines above it."""
    starts = [match.start() for match in re.finditer(rb"^- ", text, re.MULTILINE)]
    for start, end in pairwise([*starts, len(text)]):  # an open quotation mark would go on to the next one
        try:
            _Events(text[start:end]).document()
        except yaml.MarkedYAMLError as error:
            return error, text.count(b"\n", 0, start)
    return None


def _note_syntax(doc: Document, error: yaml.MarkedYAMLError, above: int) -> None:
    """Report in ``doc`` that it cannot be read as YAML; the ``error`` counts lines from below those ``above``."""
    begun = re.search("quoted scalar|simple key", str(error.context))  # known where, however far the end is looked for
    mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
    lines = doc.raw.split(b"\n")
    line = min(mark.line + above, len(lines) - 1) + 1 if mark else 1
    key = "no_break" if b"\xc2\xa0" in b"".join(lines[max(0, line - 2) : line]) else "syntax"
    before = lines[line - 1].decode()[: mark.column if mark else 0].rstrip()
    is_after = error.problem == "did not find expected key" and before.endswith(('"', "'", "]", "}"))
    doc.raw = b""  # there is nothing to find a line in
    doc.add(key, line=line, reason="Text after a value" if is_after else error.problem or error.context)


class _Events:
    """Builds data from libyaml's events; ``starts`` are the lines where the entries of a list begin.

    What is not plain data, such as an alias, is among the ``faults``: the key of its message, the line, and its values.
    """

    def __init__(self, text: bytes) -> None:
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._lines = [*text.splitlines(), b""]
        self._anchors: set[str] = set()
        self.starts: list[int] = []
        self.faults: list[tuple[str, int, dict[str, Any]]] = []

    def document(self) -> Any:
        """Return the content of the only document in the text; raises ``MarkedYAMLError`` if it is invalid."""
        self._next()  # the stream begins
        if type(self._next()) is yaml.StreamEndEvent:
            return None
        value = self._value(self._next(), 0)
        self._next()  # the document ends
        if type(event := self._next()) is not yaml.StreamEndEvent:
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=event.start_mark)
        return value

    def _note(self, key: str, event: Any, **values: str) -> None:
        self.faults.append((key, event.start_mark.line + 1, values))

    def _value(self, event: Any, depth: int) -> Any:
        """Return the value that begins with ``event``, inside ``depth`` others."""
        kind = type(event)
        if event.anchor is not None:
            self._check_anchor(event)
        if kind is yaml.AliasEvent:
            return None
        if event.tag is not None and event.tag != _TAGS[kind]:
            self._note("tag", event, tag=event.tag)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth == _DEEPEST:
            raise yaml.MarkedYAMLError(problem="exceeded maximum nesting depth", problem_mark=event.start_mark)
        if kind is yaml.MappingStartEvent:
            return self._mapping(depth)
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            if not depth:
                self.starts.append(event.start_mark.line + 1)
            items.append(self._value(event, depth + 1))
        return items

    def _check_anchor(self, event: Any) -> None:
        is_known = event.anchor in self._anchors
        if is_known != isinstance(event, yaml.AliasEvent):
            problem = "second occurrence" if is_known else "found undefined alias"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        if not is_known:
            self._anchors.add(event.anchor)
            self._note("alias", event)

    def _mapping(self, depth: int) -> dict[str, Any]:
        """Return the mapping that has begun, inside ``depth`` others; what a repeated name has is left out."""
        mapping: dict[str, Any] = {}
        repeated: set[str] = set()
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent or event.anchor is not None:
                self._value(event, depth + 1)
            value = self._value(self._next(), depth + 1)
            if type(event) is not yaml.ScalarEvent:
                self._note("key_not_text", event)
            elif event.value == "<<":
                self._note("merge", event)
            elif event.value in mapping:
                if "id" not in repeated:  # else these are all the fields of the next entry
                    self._note("entries_joined" if event.value == "id" else "duplicate_key", event, name=event.value)
                repeated.add(event.value)
            else:
                mapping[sys.intern(event.value)] = value
        return mapping

    def _scalar(self, event: Any) -> Any:
        text = composed(event.value) if event.style == '"' else event.value  # which may have written \\u0308
        start, end = event.start_mark, event.end_mark
        is_item = self._lines[start.line][: start.column].strip() == b"-"  # and so are those below, indented too far
        # One such line alone can be wrapped before a dash.
        below = [] if is_item else self._lines[start.line + 1 : end.line + (not event.style)]  # of a plain text all
        if event.style not in ("|", '"', "'") and ("\n" in text.strip() or len([*filter(_ITEM.match, below)]) > 1):
            self._note("folded", event)
        text = sys.intern(text) if len(text) < _SHORT else text  # names, dates and ids occur in many entries
        value = word(text) if event.implicit[0] else text
        after = self._lines[end.line].decode()[end.column :].lstrip() if not event.style else ""
        if after.startswith("#") and not isinstance(value, int | float):  # after a number, nothing else can be meant
            self.faults.append(("comment", end.line + 1, {"excerpt": after.rstrip()[:_SHORT]}))
        if event.implicit[0] and SMART_QUOTED.fullmatch(event.value):
            self._note("smart_quotes", event)
        return value


def word(text: str) -> Any:
    """Return the value that a text without quotation marks means."""
    first = text[:1]
    if first.isdigit() or first in ("+", "-", "."):
        if _INT.match(text):
            return int(text) if len(text) <= _DIGITS else text
        number = float(text) if _FLOAT.match(text) else None
        return text if number is None else int(number) if number.is_integer() else number  # 2016.0 is a year too
    if text in _NULL:
        return None
    return _BOOL.get(text, text)
