"""Data as read, with the line of each value and the problems found in it."""

import errno
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import yaml

LANGS = ("sv", "en")
_LONGEST = 80  # letters of a name, or of a value, that a message repeats
_NAME = re.compile(r"[\w.\[\]#-]+")
# Moves or hides what is read.
_HIDDEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]")
Place = tuple[str | int, ...]  # the path to a value: entry number, field, place in a list …

# The only message that is not in data/strings.yaml: it is for when the words there are missing.
_NO_WORDS = {
    "sv": "det här är fel, men data/strings.yaml saknar texten som förklarar hur; återställ den filen först",
    "en": "this is wrong, but data/strings.yaml lacks the text that explains how; restore that file first",
}


@dataclass(frozen=True)
class Problem:
    """A problem: where it is, and the key and the values of its message in ``data/strings.yaml``."""

    file: str
    line: int
    key: str
    values: Mapping[str, Any]
    entry: str = ""
    field: str = ""
    lang: str | None = None

    def text(self, strings: Any, lang: str) -> str:
        """Return the problem as one line, ``file:line: id: field (language): what is wrong; what would be right``.

        ``strings`` is the content of ``data/strings.yaml``; where that file lacks the words, the message
        says so. A value that is a mapping has its words by language.
        """
        return f"{_shown(self.file)}:{self.line}: {self.without_place(strings, lang)}"

    def without_place(self, strings: Any, lang: str) -> str:
        """Return ``text`` without file and line."""
        where = [_name(self.entry)] if self.entry else []
        if self.field:
            where.append(_name(self.field) + (f" ({self.lang})" if self.lang else ""))
        return _shown(": ".join([*where, self.message(strings, lang)]))

    def message(self, strings: Any, lang: str) -> str:
        """Return what is wrong and what would be right, without the place."""
        try:
            values = {key: value[lang] if isinstance(value, Mapping) else value for key, value in self.values.items()}
            if isinstance(reason := strings.get("reasons", {}).get(values.get("reason")), Mapping):
                values["reason"] = reason[lang]
            return str(strings["problems"][self.key][lang].format_map(values)).rstrip()
        except (LookupError, ValueError, TypeError, AttributeError):
            return _NO_WORDS[lang]


def _shown(text: str) -> str:
    return _HIDDEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def _name(name: str) -> str:
    """Return the name of an entry or a field: shortened, and quoted where it could be mistaken for something else."""
    return name[:_LONGEST] if _NAME.fullmatch(name) else f"'{name[:_LONGEST]}'"


class ProblemsError(Exception):
    """Raised where nothing can be done until the ``problems`` are fixed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = list(problems)


def place_name(path: Place) -> tuple[str, str | None]:
    """Return the path within an entry as an editor reads it, ``sources[2].url``, and the language of the text there."""
    fields = [step if isinstance(step, str) else f"[{step + 1}]" for step in path]
    lang = fields.pop() if fields and fields[-1] in LANGS else None
    return ".".join(fields).replace(".[", "["), lang


@dataclass
class Document:
    """A parsed file: plain ``data``, the ``raw`` YAML it came from, and of a list the lines where entries begin."""

    file: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    raw: bytes = b""
    starts: Sequence[int] = ()

    @cached_property
    def root(self) -> yaml.Node | None:
        """The YAML nodes, which take ten times the memory of the data: read when asked for."""
        return yaml.compose(self.raw, Loader=yaml.CSafeLoader) if self.raw else None

    def line(self, path: Place) -> int:
        """Return the line, counted from 1, of the value at ``path`` or of the nearest value above it."""
        if len(path) == 1 and isinstance(path[0], int) and path[0] < len(self.starts):
            return self.starts[path[0]]
        node = _nearest(self.root, path)
        return node.start_mark.line + 1 if node else 1

    def line_within(self, path: Place, number: int) -> int:
        """Return the line of the file that has line ``number`` of the text at ``path``, both counted from 1."""
        start, node = self.line(path), _nearest(self.root, path)
        if not isinstance(node, yaml.ScalarNode):
            return start
        if node.style == "|":  # the text begins below the sign
            return start + number
        for at, line in enumerate(self.raw.split(b"\n")[start - 1 : node.end_mark.line + 1], start):
            number -= line.count(b"\\n") if node.style == '"' else 0
            if number <= 1 and line.strip():
                return at
            number -= not line.strip()  # an empty line is a line break, others are joined (YAML 1.2.2, 6.5)
        return start

    def add(self, key: str, path: Place = (), line: int | None = None, **values: Any) -> None:
        """Report a problem at ``path``, or at ``line`` where the file has no values to walk through."""
        entry = self._entry(path) if path else self._entry_at(line)
        self.problems.append(Problem(self.file, line or self.line(path), key, values, entry, *place_name(path[1:])))

    def _entry_at(self, line: int | None) -> str:
        """Return the name of the entry that ``line`` is in; empty where there are no entries."""
        number = bisect_right(self.starts, line or 0)
        return self._entry((number - 1,)) if number else ""

    def _entry(self, path: Place) -> str:
        if not isinstance(path[0], int):
            return str(path[0])
        entry = self.data[path[0]]
        name = entry.get("id") if isinstance(entry, dict) else None
        return name if isinstance(name, str) and name else f"#{path[0] + 1}"


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises ``OSError`` for a pipe or a device, which may never end."""
    if not (path.is_file() or path.is_dir()) and path.exists():
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    return path.read_bytes()


def texts(value: Any, path: Place = (), names: bool = False) -> Iterator[tuple[Place, str]]:
    """Yield every text in what was read, with the path to it; with ``names``, the names of fields too."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            if names and isinstance(step, str):
                yield (*path, step), step
            yield from texts(part, (*path, step), names)


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in what was read, the outer ones first."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(part)


def line_at(text: str, at: int) -> int:
    """Return the line, counted from 1, of the character at ``at`` in ``text``."""
    return text.count("\n", 0, at) + 1


def _nearest(node: Any, path: Place) -> yaml.Node | None:
    """Return the node at ``path`` below ``node``, or the nearest above it."""
    for step in path:
        below = None
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            below = next(iter(node.value[step : step + 1]), None)
        if below is None:
            break
        node = below
    return cast(yaml.Node | None, node)
