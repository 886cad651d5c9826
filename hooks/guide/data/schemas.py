"""The JSON Schemas of ``data/schema`` applied to the data, and what does not fit reported in an editor's words.

The schemas (JSON Schema 2020-12) are the one place where a field is described and limited. Beside the standard's
keywords they use three of ours: ``x-register`` (the text is an id of that register), ``x-ordered`` (the first moment
is not after the second) and ``x-refers`` (the first field of an item is the second field of another);
``x-labels`` names the group of labels in ``data/strings.yaml``, ``x-filled-in``
lists the words that the program has for the braces in each text there, and ``x-texts`` the texts that it needs.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

import jsonschema_rs

from guide.data import rich_text
from guide.data.documents import Document, Place, Problem, ProblemsError, mappings, read_bytes, texts
from guide.data.formats import FORMATS, invisible
from guide.data.messages import Fault, report, unmet_references
from guide.data.yaml_reader import parse

_LONGEST = 120  # letters of what a message repeats of a schema
_CAUSES = ("unreadable", "not_utf8", "syntax")  # reported first, as others may follow from them


def _keyword(fits: Callable[[Any, Any], bool]) -> type:
    """Return the class of a keyword of ours: ``fits`` tells from the keyword's value whether a value is right."""

    class Keyword:
        def __init__(self, _parent: object, value: Any, _path: object) -> None:
            self.value = value

        def validate(self, instance: Any) -> None:
            if not fits(self.value, instance):
                raise ValueError

    return Keyword


def _is_ordered(names: Sequence[str], instance: Any) -> bool:
    if not isinstance(instance, dict):
        return True
    first, last = (str(instance.get(name, "")) for name in names)
    length = min(len(first), len(last))  # 2016 to 2016-03 is no contradiction
    return first[:length] <= last[:length]


@dataclass
class Schemas:
    """The JSON Schemas of a folder, by file name, with the ids in each register."""

    folder: Path
    files: dict[str, Any] = field(default_factory=dict)
    _registry = cached_property(lambda self: jsonschema_rs.Registry(list(self.files.items())))

    def __post_init__(self) -> None:
        self.files = {path.name: _schema(path) for path in sorted(self.folder.glob("*.json"))}
        for name, part in ((name, part) for name, file in self.files.items() for part in mappings(file)):
            if str(part.get("$ref", "")).startswith("#"):  # so that a schema can be read apart from its file
                part["$ref"] = name + part["$ref"]
        broken: dict[str, Problem] = {}
        for target, problem in (one for name in self.files for one in self._broken_references(name)):
            broken.setdefault(target, problem)
        if broken:
            raise ProblemsError([*broken.values()])

    def validator(self, name: str, ids: Mapping[str, set[str]]) -> Any:
        """Return a validator of ``name.json`` with our formats and keywords; ``ProblemsError`` without that file."""
        if f"{name}.json" not in self.files:
            self.files[f"{name}.json"] = _schema(self.folder / f"{name}.json")  # which reports that it is missing

        def is_known(register: str, instance: Any) -> bool:
            return register not in ids or not isinstance(instance, str) or instance in ids[register]

        def refers(names: Sequence[str], instance: Any) -> bool:
            return not isinstance(instance, list) or next(unmet_references(instance, *names), None) is None

        keywords = {"x-register": is_known, "x-ordered": _is_ordered, "x-refers": refers}
        try:
            return jsonschema_rs.validator_for(
                self.files[f"{name}.json"],
                registry=self._registry,
                base_uri=f"{name}.json",
                formats={**FORMATS, "markdown": lambda text: next(rich_text.refusals(text), None) is None},
                validate_formats=True,
                keywords={name: _keyword(fits) for name, fits in keywords.items()},
            )
        except ValueError as error:  # from an invalid pattern, there or in what it refers to
            values = {"reason": str(error).partition("\n")[0][:_LONGEST]}
            raise ProblemsError([Problem(f"data/schema/{name}.json", 1, "schema", values)]) from error

    def is_filled(self, name: str, doc: Document) -> bool:
        """Return whether ``doc`` was read and is a list with as many entries as the register ``name`` must have."""
        least = self.files.get(f"{name}.json", {}).get("minItems", 0)
        return not doc.problems and isinstance(doc.data, list) and len(doc.data) >= least

    def at(self, name: str, path: Place) -> dict[str, Any]:
        """Return the schema of the value at ``path`` in the file ``name``, references followed; empty when unknown."""
        schema = self.files[f"{name}.json"]
        for step in path:
            schema = resolved(self.files, schema)
            others = schema.get("additionalProperties") or {}
            named = schema.get("properties", {}).get(step, others)
            schema = schema.get("items", {}) if isinstance(step, int) else named
        target = resolved(self.files, schema)
        return resolved(self.files, target.get("then", target))

    def _broken_references(self, name: str) -> Iterator[tuple[str, Problem]]:
        """Yield a problem for each reference in ``name`` that leads nowhere or in a circle, with its target.

        That is the file where the whole file is missing, so that it can be reported once.
        """
        for reference in dict.fromkeys(_references(self.files[name])):
            try:
                resolved(self.files, {"$ref": reference})
            except (LookupError, TypeError, AttributeError, RecursionError):
                lines = (self.folder / name).read_text("utf-8").split("\n")
                written = reference.removeprefix(name) if isinstance(reference, str) else reference
                line = next((at for at, text in enumerate(lines, 1) if json.dumps(written) in text), 1)
                values, target = {"value": str(written)[:_LONGEST]}, str(reference).partition("#")[0]
                key = f"{name}: {reference}" if target in self.files else target
                yield key, Problem(f"data/schema/{name}", line, "schema_reference", values)


def _references(schema: Any) -> Iterator[Any]:
    for part in mappings(schema):
        if "$ref" in part:
            yield part["$ref"]
        if "x-register" in part:
            yield f"{part['x-register']}.json"


def _schema(path: Path) -> Any:
    """Return the schema in a file; raises ``ProblemsError`` where it is none."""
    doc = Document(f"data/schema/{path.name}")
    try:
        schema = json.loads(read_bytes(path).decode("utf-8"))
        jsonschema_rs.meta.validate(schema)
        if isinstance(schema, dict):
            return schema
        doc.add("json", line=1, reason="Expecting '{' delimiter")
    except jsonschema_rs.ValidationError as error:
        doc.add("schema", line=1, reason=error.message[:_LONGEST])
    except OSError as error:
        doc.add("unreadable", line=1, reason=error.strerror)
    except RecursionError:
        doc.add("json", line=1, reason="exceeded maximum nesting depth")
    except json.JSONDecodeError as error:
        doc.add("json", line=error.lineno, reason=error.msg)
    except UnicodeDecodeError as error:
        doc.add("not_utf8", line=error.object[: error.start].count(b"\n") + 1)
    raise ProblemsError(doc.problems)


def resolved(files: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema of ``files`` with each ``$ref`` resolved; lists of required fields are joined."""
    if "$ref" not in schema:
        return {**schema}
    file, _, pointer = schema["$ref"].partition("#")
    base = resolved(files, reduce(lambda part, step: part[step], filter(None, pointer.split("/")), files[file]))
    required = dict.fromkeys((*base.get("required", ()), *schema.get("required", ())))
    own = {key: value for key, value in schema.items() if key != "$ref"}
    return {**base, **own, **({"required": [*required]} if required else {})}


def check(doc: Document, name: str, schemas: Schemas, ids: Mapping[str, set[str]]) -> None:
    """Report in ``doc`` all that the schema of register ``name`` does not allow."""
    reported: set[Place] = set()  # texts whose form has been reported
    for path, text in texts(doc.data, names=True):  # a name in the menu can be any
        if not (text.isascii() and text.isprintable()) and (character := invisible(text)):
            number = [bool(invisible(line)) for line in text.split("\n")].index(True) + 1
            doc.add("invisible", path, line=doc.line_within(path, number), excerpt=character)
            reported.add(path)
    for error in schemas.validator(name, ids).iter_errors(doc.data):
        path = tuple(error.instance_path)
        if error.kind.name in ("type", "const", "pattern", "format", "minLength"):
            if path in reported:
                continue
            reported.add(path)
        detail = error.kind.as_dict()
        at = (*path, detail["property"]) if error.kind.name == "required" else path
        report(error.kind.name, Fault(doc, path, detail, schemas.at(name, at), ids))
    if isinstance(doc.data, list):
        _check_ids(doc, doc.data)
    doc.problems.sort(key=lambda problem: problem.line)


def _check_ids(doc: Document, items: Sequence[Any], path: Place = ()) -> None:
    """Report ids that two items of a list share, in lists within them too, and titles and names of two entries.

    An item that is related to itself is reported too.
    """
    taken: dict[tuple[str, str], int] = {}
    for number, item in enumerate(items):
        fields = item if isinstance(item, dict) else {}
        for name, value in fields.items():
            if isinstance(value, list):
                _check_ids(doc, value, (*path, number, name))
                if name == "related" and isinstance(fields.get("id"), str) and fields["id"] in value:
                    doc.add("related_itself", (*path, number, name, value.index(fields["id"])))
        for place, text in _names(fields, titles=not path):
            first = taken.setdefault((place[0], text), number)
            if first != number:
                key = "duplicate_id" if place == ("id",) else "duplicate_title"
                doc.add(key, (*path, number, *place), name=text, line_before=doc.line((*path, first, place[0])))
                break  # an id that was copied is enough to report


def _names(fields: Mapping[str, Any], titles: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what distinguishes an item, each with its place: its id and, with ``titles``, names and addresses."""
    if isinstance(id_ := fields.get("id"), str):
        yield ("id",), id_
    for name in ("title", "name") if titles else ():
        value = fields.get(name)
        if isinstance(value, dict) and isinstance(value.get("sv"), str):
            yield (name, "sv"), value["sv"]
    yield from (((name,), str(fields[name])) for name in ("doi", "isbn", "url") if titles and name in fields)


def load(folder: Path, names: Sequence[str]) -> tuple[dict[str, Document], list[Problem]]:
    """Read and check ``folder/NAME.yaml`` for each of ``names`` against ``folder/schema/NAME.json``.

    Returns the documents by name and every problem of all of them; a file that is absent or cannot be read
    is a problem too. File names in problems are relative to the folder's parent.
    """
    docs = {name: read(folder / f"{name}.yaml", folder.parent) for name in names}
    schemas = Schemas(folder / "schema")
    # An empty or damaged register is one fault, not a fault of every entry that names its ids.
    ids = {name: _ids(doc.data) for name, doc in docs.items() if schemas.is_filled(name, doc)}
    for name, doc in docs.items():
        if not doc.problems:
            check(doc, name, schemas, ids)
    problems = [problem for doc in docs.values() for problem in doc.problems]
    return docs, sorted(problems, key=lambda problem: problem.key not in _CAUSES)


def read(path: Path, root: Path) -> Document:
    """Return the YAML file at ``path``, named from ``root``; if it cannot be opened, that is one of its problems."""
    label = path.relative_to(root).as_posix()
    try:
        return parse(read_bytes(path), label)
    except OSError as error:
        doc = Document(label)
        doc.add("unreadable", line=1, reason=error.strerror)
        return doc


def _ids(data: Any) -> set[str]:
    entries = data if isinstance(data, list) else []
    return {entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)}


def missing_labels(schemas: Schemas, strings: Document) -> list[Problem]:
    """Return the values that the schemas allow but ``strings`` has no label for, as problems of that file."""
    before = len(strings.problems)
    rules = (part for part in mappings(schemas.files) if "x-labels" in part)
    labels = strings.data.get("labels", {})
    for group, value in dict.fromkeys((rule["x-labels"], value) for rule in rules for value in rule["enum"]):
        if value not in labels.get(group, {}):
            strings.add("label_missing", ("labels", group), value=value, group=group)
    return strings.problems[before:]
