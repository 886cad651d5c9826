"""What to ask for a new entry of a register, worked out from its schema: the same at the terminal and in the form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.data.documents import LANGS
from guide.data.messages import described
from guide.data.schemas import resolved

Words = Mapping[str, str]  # a text by language
Schema = Mapping[str, Any]
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
    label: Words
    help: Words
    required: bool = False
    whole: bool = False
    options: Mapping[str, Words] | None = None
    parts: tuple["Question", ...] = ()
    either: tuple[str, ...] = ()
    only: bool = False

    @property
    def name(self) -> str:
        """The path as one word, such as ``title-sv``."""
        return "-".join(self.path)


def asked(questions: Iterable[Question]) -> list[Question]:
    """The questions in the order to ask them: the title before the id, which is made from it, sources before links."""
    places = {"title": -2, "id": -1, "sources": 1, "links": 2, "related": 3}
    places |= dict.fromkeys(("owner", "reviewed", "original_language"), 4)
    return sorted(questions, key=lambda question: places.get(question.path[0], 0))


@dataclass(frozen=True)
class Questions:
    """Makes questions of the schemas ``files``: ``strings`` are the words, ``choices`` the labels of registers' ids."""

    files: Mapping[str, Any]
    strings: Mapping[str, Any]
    choices: Mapping[str, Mapping[str, Words]]

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
            whole = "integer" in schema.get("type", "")
            yield self._question(path, "many" if item else _shape(schema), schema, whole=whole, **more)

    def _question(self, path: tuple[str, ...], kind: str, schema: Schema, **more: Any) -> Question:
        words = self.strings["adding"]
        label = words["fields"]["-".join(name for name in path if name not in LANGS)]
        if path[-1] in LANGS:
            label = {lang: words["in_language"][path[-1]][lang].format(label=label[lang]) for lang in LANGS}
        return Question(path, kind, label, described(schema), **more)

    def _options(self, schema: Schema) -> Mapping[str, Words] | None:
        if "enum" in schema:
            labels = self.strings["labels"][schema["x-labels"]]
            return {value: labels[value] for value in schema["enum"]}
        return self.choices.get(schema.get("x-register", ""))


def _shape(schema: Schema) -> str:
    return "text" if schema.get("format") == "markdown" else "line"
