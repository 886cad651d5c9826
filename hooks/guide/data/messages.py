"""What does not fit a schema, in an editor's words: what is wrong, and what would be right."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guide.data import rich_text
from guide.data.documents import Document, Place

_LONGEST = 80  # letters of a value that a message repeats


def nearest(word: str, words: Iterable[str]) -> str:
    """Return which of ``words`` comes nearest to ``word``; an empty text if none is near."""
    alike = {one.casefold(): one for one in words}
    matches = difflib.get_close_matches(word[:_LONGEST].casefold(), alike, n=1, cutoff=0.6)
    return alike[matches[0]] if matches else ""


def add_near(doc: Document, key: str, path: Place, word: str, words: Sequence[str], **values: Any) -> None:
    """Report in ``doc`` that ``word`` is not one of ``words``, and the nearest of them if any is near.

    ``key`` names the message; with ``_near`` added it names the one that asks "did you mean".
    """
    close = nearest(word, words)
    doc.add(f"{key}_near" if close else key, path, value=word[:_LONGEST], nearest=close, **values)


@dataclass(frozen=True)
class Fault:
    """A value at ``path`` in ``doc`` that does not fit, with the error's ``detail`` and the value's schema.

    Where a field is missing, ``path`` leads to what lacks it and the schema is that of the field.
    """

    doc: Document
    path: Place
    detail: Mapping[str, Any]
    schema: Mapping[str, Any]
    ids: Mapping[str, set[str]]

    @cached_property
    def value(self) -> Any:
        """The value that does not fit."""
        value = self.doc.data
        for step in self.path:
            value = value[step]
        return value


def description(schema: Mapping[str, Any], otherwise: str = "") -> Mapping[str, str]:
    """Return the schema's description of its value, by language; ``otherwise`` where it has none."""
    return {"sv": schema.get("x-description-sv", otherwise), "en": schema.get("description", otherwise)}


def _unknown_fields(fault: Fault) -> None:
    allowed = sorted(fault.schema.get("properties", {}))
    for name in fault.detail["unexpected"]:
        add_near(fault.doc, "unknown_field", (*fault.path, name), name, allowed, allowed=", ".join(allowed))


def _type(fault: Fault) -> None:
    if fault.value is None:  # a field with nothing behind its colon
        fault.doc.add("empty" if fault.path else "file_empty", fault.path)
        return
    if type(fault.value) in (int, float) and (form := fault.schema.get("format")) in ("date", "moment"):
        fault.doc.add(f"bad_{form}", fault.path, value=str(fault.value)[:_LONGEST])  # as of 20261231
        return
    types = fault.schema.get("type", "object")
    kinds = [types] if isinstance(types, str) else types
    names = ", ".join(fault.schema.get("required") or fault.schema.get("properties", ()))
    fault.doc.add("type_" + next(kind for kind in _KINDS if kind in kinds), fault.path, names=names)


def _unknown_value(fault: Fault) -> None:
    if isinstance(fault.value, str):  # any other shape is reported as "type"
        options = fault.detail["options"]
        add_near(fault.doc, "unknown_value", fault.path, fault.value, options, allowed=", ".join(options))


def _wrong_order(fault: Fault) -> None:
    first, last = fault.schema["x-ordered"]
    if not all(re.match(r"\d{4}\b", str(fault.value[name])) for name in (first, last)):
        return  # that one of them is no moment is reported already
    values = {"first": fault.value[first], "last": fault.value[last], "first_name": first, "last_name": last}
    fault.doc.add("order", (*fault.path, last), **values)


def unmet_references(items: Sequence[Any], name: str, target: str) -> Iterator[tuple[int, str]]:
    """Yield number and value of each item whose field ``name`` matches the field ``target`` of no other item."""
    records = [item if isinstance(item, dict) else {} for item in items]
    for number, record in enumerate(records):
        value = record.get(name)
        if isinstance(value, str) and value not in [o.get(target) for at, o in enumerate(records) if at != number]:
            yield number, value


def _unmet_references(fault: Fault) -> None:
    name, target = fault.schema["x-refers"]
    known = [str(item.get(target)) for item in fault.value if isinstance(item, dict) and target in item]
    for number, value in unmet_references(fault.value, name, target):
        others = [one for at, one in enumerate(known) if at != number]
        allowed = ", ".join(others) or "–"
        add_near(fault.doc, "unknown_item", (*fault.path, number, name), value, others, allowed=allowed)


def _format(fault: Fault) -> None:
    name = fault.schema["format"]
    if name == "markdown":
        for refusal in dict.fromkeys(rich_text.refusals(fault.value)):
            line = fault.doc.line_within(fault.path, rich_text.line_of(refusal, fault.value))
            fault.doc.add(refusal.kind, fault.path, line=line, excerpt=refusal.excerpt)
    else:
        fault.doc.add(f"bad_{name}", fault.path, value=fault.value[:_LONGEST])


def _form(fault: Fault) -> None:
    if not str(fault.value).strip():
        fault.doc.add("empty", fault.path)
    elif isinstance(fault.value, str) and fault.schema.get("format") == "line" and "\n" in fault.value:
        fault.doc.add("line_break", fault.path)
    elif isinstance(fault.value, str) and "format" in fault.schema:
        _format(fault)
    else:
        text = description(fault.schema, fault.schema.get("pattern", ""))
        value = "…" if isinstance(fault.value, list | dict) else str(fault.value)[:60]
        fault.doc.add("form", fault.path, value=value, help=text)


_KINDS = ("string", "object", "array", "integer", "number", "boolean", "null")  # the first that is allowed is asked for
_COUNTED = {"minItems": "too_few", "maxItems": "too_many", "maxLength": "too_long"}
# How other kinds of schema errors are reported; any that is not named here or below is a matter of form.
_REPORTERS: Mapping[str, Callable[[Fault], None]] = {
    "additionalProperties": _unknown_fields,
    "enum": _unknown_value,
    "format": _format,
    "type": _type,
    "x-ordered": _wrong_order,
    "x-refers": _unmet_references,
}


def report(kind: str, fault: Fault) -> None:
    """Report in the fault's document the problem that a schema error of ``kind`` means."""
    add, path, value, schema = fault.doc.add, fault.path, fault.value, fault.schema
    match kind:
        case "minItems" | "maxItems" | "maxLength" if value:
            add(_COUNTED[kind], path, count=len(value), limit=fault.detail["limit"])
        case "minItems" | "minLength" | "minProperties":
            add("empty", path)
        case "uniqueItems":
            add("repeated", path)
        case "required":
            add("missing", (*path, fault.detail["property"]), help=description(schema))
        case "anyOf":
            add("at_least_one", path, names=", ".join(schema["x-any-of"]))
        case "oneOf":
            if isinstance(value, dict):  # any other shape is reported as "type"
                add("exactly_one", path, names=", ".join(schema["x-one-of"]))
        case "x-register":
            register = schema["x-register"]
            add_near(fault.doc, "unknown_id", path, value, sorted(fault.ids[register]), register=register)
        case _:
            _REPORTERS.get(kind, _form)(fault)
