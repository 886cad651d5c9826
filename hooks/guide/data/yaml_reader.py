"""YAML text in, plain data out, with all problems at once, each with its line.

The YAML read here is the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema): only ``true`` and
``false`` are booleans, so ``NO`` is Norway and a date stays a string. What the data may hold is in ``schemas``.
"""

import re
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, cast

import yaml

from guide.data.documents import Document, line_at, texts
from guide.data.formats import composed
from guide.data.memory import Remember, make_anew

_ENTRY = re.compile(rb"\n(?=- )")  # patterns that begin with a sign are searched for many times faster
_ANCHOR = re.compile(rb"&\w")
_BEFORE_ANCHOR = re.compile(rb" *(?:- +)*(?:[\w\x80-\xff-]+: +)?")
_INT = re.compile(r"[-+]?[0-9]+$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_SHORT = 40  # letters of a text that may well stand in many entries
_DEEPEST = 20  # lists and mappings inside each other; Python gives up at some hundreds
_DIGITS = 18  # of a number; Python refuses to read thousands of them
_BOM = b"\xef\xbb\xbf"
_CONFLICT = re.compile(rb"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
# More likely a number than a comment, which has a space after its sign.
_COMMENT = re.compile(rb""" (#[^\s#"'\\][^"'\\\n]*)""")
# Not what libyaml refuses without saying where, nor what only it takes for the end of a line, and so counts.
_CONTROL = re.compile("[^\\t\\n\\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
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


def parse(raw: bytes, file: str, remember: Remember = make_anew) -> Document:
    """Read YAML bytes; the document's ``problems`` say what is wrong with the text itself.

    ``remember`` remembers what was read of the same bytes before.
    """
    doc = Document(file)
    if not (text := decoded(raw, doc)):
        return doc
    raw = raw.removeprefix(_BOM)
    if (made := composed(text)) != text:
        text, raw = made, made.encode("utf-8")
    for number, line in enumerate(text.split("\n"), 1) if "\t" in text else ():
        if re.match(r"\s*\t", line):
            doc.add("tab", line=number)
    for match in _CONTROL.finditer(text):  # libyaml refuses them before it parses, and does not say where
        doc.add("invisible", line=line_at(text, match.start()), excerpt=f"U+{ord(match[0]):04X}")
    del text  # which may be large
    if doc.problems:
        return doc
    doc.text = raw
    if not (_read_apart(doc, remember) or _read_whole(doc, remember)):
        _read_nodes(doc)
    for sign in _COMMENT.finditer(doc.text):
        before, lost = doc.text[: sign.start()].rpartition(b"\n")[2].strip(), sign[1].decode().strip()
        if not before or before[-1:] in b"'\"" or b" #" in b" " + before:  # after a value's end, or in a comment
            continue
        if not any(lost in text for _, text in texts(doc.data)):
            doc.add("comment", line=doc.text.count(b"\n", 0, sign.start()) + 1, excerpt=lost[:_SHORT])
    return doc


def decoded(raw: bytes, doc: Document) -> str:
    """Return the text of a file's bytes; ``doc`` gets what is wrong with them: no UTF-8, what git or Windows put in."""
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


def _read_nodes(doc: Document) -> None:
    """Read ``doc`` from its nodes, or note why that cannot be done."""
    try:
        if mark := _too_deep(doc.text):
            raise yaml.MarkedYAMLError(problem="exceeded maximum nesting depth", problem_mark=mark)
        doc.root = yaml.compose(doc.text, Loader=_Loader) if doc.text else None
    except yaml.MarkedYAMLError as error:
        mark, last = error.problem_mark or error.context_mark, doc.text.count(b"\n")
        line = min(mark.line, last) + 1 if mark else 1
        key = "no_break" if b"\xc2\xa0" in b"".join(doc.text.split(b"\n")[max(0, line - 2) : line]) else "syntax"
        doc.text = b""  # it has no nodes to find a line in
        doc.add(key, line=line, reason=error.problem or error.context)
        return
    doc.data = _plain(doc.root, doc, set()) if doc.root else None
    for event in yaml.parse(doc.text, Loader=yaml.CSafeLoader) if _has_anchor(doc.text) else ():
        if isinstance(event, yaml.NodeEvent) and event.anchor and not isinstance(event, yaml.AliasEvent):
            doc.add("alias", line=event.start_mark.line + 1 if event.start_mark else 1)


def _too_deep(text: bytes) -> Any:
    """The mark where there are too many lists and mappings inside each other; ``None`` where there are not."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return event.start_mark
    return None


class _UnfitError(Exception):
    """There is more to a text than data, such as an alias or a fault."""


def _read_apart(doc: Document, remember: Remember) -> bool:
    """Whether ``doc`` is a list without a fault, and then read, entry by entry, without making nodes.

    In a list an entry begins at the margin and goes on indented, so each is YAML by itself. Where that does not hold,
    or something is wrong, the file is read as a whole, which finds what it is.
    """
    offsets = array("Q", [0] if doc.text.startswith(b"- ") else [])
    offsets.extend(match.end() for match in _ENTRY.finditer(doc.text))
    if not offsets or _has_anchor(doc.text):
        return False
    head = doc.text[: offsets[0]]
    if any(line and not line.startswith(b"#") for line in head.split(b"\n")):
        return False
    data, starts, line = [], array("L"), head.count(b"\n") + 1
    for start, end in zip(offsets, [*offsets[1:], len(doc.text)], strict=True):
        entry = doc.text[start:end]
        try:
            data.append(remember(("entry", entry), partial(_entry, entry)))
        except (yaml.YAMLError, _UnfitError):
            return False
        starts.append(line)
        line += entry.count(b"\n")
    doc.data, doc.starts, doc.offsets = data, starts, offsets
    return True


def _read_whole(doc: Document, remember: Remember) -> bool:
    """Whether ``doc`` has no fault, and then read without making nodes."""
    with suppress(yaml.YAMLError, _UnfitError):
        doc.data = None if _has_anchor(doc.text) else remember(("yaml", doc.text), partial(_value, doc.text))
    return doc.data is not None


def _entry(text: bytes) -> Any:
    """What the only entry of a list holds. Raises ``YAMLError`` or ``_UnfitError`` where it is not just that."""
    entries = _value(text)
    if not isinstance(entries, list) or len(entries) != 1:
        raise _UnfitError
    return entries[0]


def _value(text: bytes) -> Any:
    """What the only document of ``text`` holds. Raises ``YAMLError`` or ``_UnfitError`` where it is not just that."""
    following: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    following()  # the stream begins
    if not isinstance(following(), yaml.DocumentStartEvent):
        raise _UnfitError
    value = _built(following(), following)
    following()  # the document ends
    if not isinstance(following(), yaml.StreamEndEvent):
        raise _UnfitError
    return value


def _built(event: Any, following: Callable[[], Any], depth: int = 0) -> Any:
    """The value that begins with ``event``, from it and those ``following``, inside ``depth`` others."""
    kind = type(event)
    if kind is yaml.AliasEvent or event.tag is not None or depth > _DEEPEST:
        raise _UnfitError
    if kind is yaml.ScalarEvent:
        text = composed(event.value) if event.style == '"' else event.value  # which may have written \\u0308
        if event.style == ">" and "\n" in text.strip():
            raise _UnfitError
        text = sys.intern(text) if len(text) < _SHORT else text  # names, dates and ids stand in many entries
        return word(text) if event.implicit[0] else text
    if kind is yaml.SequenceStartEvent:
        items = []
        while type(event := following()) is not yaml.SequenceEndEvent:
            items.append(_built(event, following, depth + 1))
        return items
    found: dict[str, Any] = {}
    while type(event := following()) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent or event.value == "<<" or event.value in found:
            raise _UnfitError
        found[sys.intern(event.value)] = _built(following(), following, depth + 1)
    return found


def _has_anchor(text: bytes) -> bool:
    places = (match.start() for match in _ANCHOR.finditer(text))
    return any(_BEFORE_ANCHOR.fullmatch(text, text.rfind(b"\n", 0, at) + 1, at) for at in places)


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
    text: str = composed(node.value) if node.style == '"' else node.value
    if node.style == ">" and "\n" in text.strip():
        doc.add("folded", line=node.start_mark.line + 1)
    if node.tag == _STR:
        return text
    if node.tag != _PLAIN:
        doc.add("tag", line=node.start_mark.line + 1, tag=node.tag)
        return text
    return word(text)


def word(text: str) -> Any:
    """Return what is meant by a text without quotation marks."""
    first = text[:1]
    if first.isdigit() or first in ("+", "-", "."):
        if _INT.match(text):
            return int(text) if len(text) <= _DIGITS else text
        number = float(text) if _FLOAT.match(text) else None
        return text if number is None else int(number) if number.is_integer() else number  # 2016.0 is a year too
    if text in _NULL:
        return None
    return _BOOL.get(text, text)
