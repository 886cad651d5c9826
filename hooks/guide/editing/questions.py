"""What to ask for a new entry, worked out from its schema, and what the answers in words mean.

It is the same at the terminal and in the form.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from guide.data.documents import LANGS, Place
from guide.data.messages import description
from guide.data.schemas import resolved

ByLanguage = Mapping[str, str]  # a text in each language
Schema = Mapping[str, Any]
Answers = Mapping[Place, str]  # what was answered, by path: ("title", "sv"), ("sources", 0, "url")
BOTH = " · "  # separates the Swedish and the English words where both are shown
_LONGEST_ID = 40  # letters, if the first word has no more
# What a new entry does not have yet: earlier ids, copies of pages that are gone, changes.
_NEVER = ("aliases", "archive", "changes")


@dataclass(frozen=True)
class Question:
    """One thing to ask: the field at ``path`` within an entry, or within an item of a list.

    ``kind`` is ``line`` or ``text`` (one paragraph, or several), ``one`` or ``many`` of ``options`` (their labels by
    value; empty when any id of a register will do) or ``items``, each of which has answers to ``parts``. Of the
    questions with the same ``either`` (names of fields) at least one is to be answered, and ``only`` one if it is so.
    """

    path: tuple[str, ...]
    kind: str
    label: ByLanguage
    help: ByLanguage
    required: bool = False
    is_integer: bool = False
    options: Mapping[str, ByLanguage] | None = None
    parts: tuple["Question", ...] = ()
    either: tuple[str, ...] = ()
    only: bool = False

    @property
    def name(self) -> str:
        """The path as one word, such as ``title-sv``."""
        return "-".join(self.path)


def in_order(questions: Iterable[Question]) -> list[Question]:
    """Return the questions in order: the title before the id, which is made from it, sources before links."""
    places = {"title": -2, "id": -1, "sources": 1, "links": 2, "related": 3}
    places |= dict.fromkeys(("owner", "reviewed", "original_language"), 4)
    return sorted(questions, key=lambda question: places.get(question.path[0], 0))


@dataclass(frozen=True)
class Questions:
    """Makes questions from the schemas ``files``: ``strings`` are the words, ``choices`` the labels of ids."""

    files: Mapping[str, Any]
    strings: Mapping[str, Any]
    choices: Mapping[str, Mapping[str, ByLanguage]]

    def of_entry(self, entry: Schema, above: tuple[str, ...] = ()) -> Iterator[Question]:
        """Yield the questions of the schema ``entry``, in the order of its fields."""
        for name, field in entry["properties"].items():
            if name in _NEVER:
                continue
            rule = next((key for key in ("x-one-of", "x-any-of") if name in entry.get(key, ())), "")
            more: dict[str, Any] = {"either": tuple(entry[rule]), "only": rule == "x-one-of"} if rule else {}
            more["required"] = name in entry.get("required", ())
            yield from self._field(resolved(self.files, field), (*above, name), more)

    def _field(self, schema: Schema, path: tuple[str, ...], more: dict[str, Any]) -> Iterator[Question]:
        item = resolved(self.files, schema["items"]) if "items" in schema else {}
        if "properties" in item:
            yield self._question(path, "items", schema, parts=tuple(self.of_entry(item)), **more)
        elif "properties" in schema and set(schema["properties"]) <= set(LANGS):
            for lang in LANGS:
                required = more["required"] and lang == LANGS[0]
                kind = _shape(schema["properties"][lang])
                yield self._question((*path, lang), kind, schema, **{**more, "required": required})
        elif "properties" in schema:
            yield from self.of_entry(schema, path)
        elif options := self._options(item or schema):
            yield self._question(path, "many" if item else "one", schema, options=options, **more)
        else:
            is_integer = "integer" in schema.get("type", "")
            yield self._question(path, "many" if item else _shape(schema), schema, is_integer=is_integer, **more)

    def _question(self, path: tuple[str, ...], kind: str, schema: Schema, **more: Any) -> Question:
        words = self.strings["adding"]
        label = words["fields"]["-".join(name for name in path if name not in LANGS)]
        if path[-1] in LANGS:
            label = {lang: words["in_language"][path[-1]][lang].format(label=label[lang]) for lang in LANGS}
        return Question(path, kind, label, description(schema), **more)

    def _options(self, schema: Schema) -> Mapping[str, ByLanguage] | None:
        if "enum" in schema:
            labels = self.strings["labels"][schema["x-labels"]]
            return {value: labels[value] for value in schema["enum"]}
        return self.choices.get(schema.get("x-register", ""))


def _shape(schema: Schema) -> str:
    return "text" if schema.get("format") == "markdown" else "line"


def value(question: Question, text: str) -> Any:
    """Return what ``text`` answers: a text, a year, a value or a list of them; ``None`` for no answer.

    A word that is no option is left as it is, for the schema to object to.
    """
    text = unicodedata.normalize("NFC", well_formed(text).replace("\r\n", "\n"))
    if question.kind == "text":
        text = re.sub(r"^\t+", lambda tabs: "    " * len(tabs[0]), text, flags=re.MULTILINE)
        lines = "\n".join(line.rstrip() for line in text.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", lines).strip("\n").strip() or None
    if question.kind == "many":
        names = filter(None, map(str.strip, re.split(r"[,\n]", text)))
        return list(dict.fromkeys(_option(question, name) for name in names)) or None
    text = " ".join(text.split())
    if question.kind == "one":
        return _option(question, text) if text else None
    return int(text) if question.is_integer and re.fullmatch("[0-9]{4}", text) else text or None


def well_formed(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each half of a surrogate pair, which no file can contain."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _option(question: Question, word: str) -> str:
    """Return the value that ``word`` means: a number in the list, the value, or its label in either language."""
    options = question.options or {}
    if re.fullmatch("[0-9]{1,3}", word) and 0 < int(word) <= len(options):
        return list(options)[int(word) - 1]
    for option, label in options.items():
        if word.casefold() in (name.casefold() for name in (option, *label.values(), both(label))):
            return option
    return word


def both(words: Mapping[str, str]) -> str:
    """Return Swedish and English next to each other; once where they are the same."""
    return BOTH.join(dict.fromkeys((words["sv"], words["en"])))


def entry_of(questions: Iterable[Question], answers: Answers) -> dict[str, Any]:
    """Return the entry that ``answers`` give, with its fields in the order of ``questions``, without empty ones."""
    fields: dict[str, Any] = {}
    for question in questions:
        if question.kind == "items":
            answer: Any = [entry_of(question.parts, item) for item in _items(question, answers)]
        else:
            answer = value(question, answers.get(question.path, ""))
        if answer not in (None, []):
            inside = fields
            for name in question.path[:-1]:
                inside = inside.setdefault(name, {})
            inside[question.path[-1]] = answer
    return fields


def _items(question: Question, answers: Answers) -> list[dict[Place, str]]:
    """Return the answers to the parts of ``question``, an item each."""
    depth = len(question.path)
    items: dict[Any, dict[Place, str]] = {}
    for path, text in answers.items():
        if path[:depth] == question.path:
            items.setdefault(path[depth], {})[path[depth + 1 :]] = text
    return [items[number] for number in sorted(items)]


def slug(title: str, is_free: Callable[[str], bool]) -> str:
    """Return an id made of the first words of ``title``, with a number added where that id is not free."""
    ascii_title = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = " ".join(re.findall("[a-z0-9]+", ascii_title)) or "example"
    stem = textwrap.wrap(words, _LONGEST_ID, break_long_words=False)[0][:_LONGEST_ID].replace(" ", "-")
    return next(filter(is_free, chain([stem], (f"{stem}-{number}" for number in count(2)))))
