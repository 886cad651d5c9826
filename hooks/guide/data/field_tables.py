"""The table of fields of a register, made from its schema, for the pages that explain to editors what to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guide.data.documents import LANGS
from guide.data.messages import description
from guide.data.schemas import resolved

Schema = Mapping[str, Any]


@dataclass
class Fields:
    """Tables of the fields of registers in ``lang``: ``files`` are the schemas by file name, ``strings`` the words."""

    files: Mapping[str, Schema]
    strings: Mapping[str, Any]
    lang: str
    # The field that has sub-fields, by their names: another with the same ones refers to it.
    shown: dict[str, tuple[str, Schema]] = field(default_factory=dict)

    def table(self, name: str) -> str:
        """Return a Markdown table of all fields of an entry of register ``name``, sub-fields below their field."""
        head = [self._say(key) for key in ("name", "required", "meaning", "limits")]
        rows = [head, ["---"] * len(head), *self.rows(name)]
        cells = ([cell.replace("|", r"\|") for cell in row] for row in rows)
        return "\n".join(f"| {' | '.join(row)} |" for row in cells)

    def rows(self, name: str) -> Iterator[list[str]]:
        """Yield each field of register ``name``, in Markdown: name, whether it is required, meaning and limits."""
        yield from self._rows(resolved(self.files, self.files[f"{name}.json"]["items"]), "")

    def _rows(self, parent: Schema, above: str) -> Iterator[list[str]]:
        for name, raw in parent["properties"].items():
            schema = resolved(self.files, raw)
            inner = resolved(self.files, schema["items"]) if "items" in schema else schema
            meaning = self._described(schema)
            form = self._described(resolved(self.files, {"$ref": raw["$ref"]})) if "$ref" in raw else ""
            limits = [*([] if form == meaning else [form]), *self._limits(schema)]
            nested = "properties" in inner and not self._is_translated(inner)
            if nested and (known := self.shown.get(",".join(inner["properties"]))):
                limits += self._same_as(known, inner)
                nested = False
            yield [f"`{above}{name}`", self._required(name, parent), meaning, " ".join(filter(None, limits))]
            if nested:
                self.shown[",".join(inner["properties"])] = (name, inner)
                yield from self._rows(inner, f"{above}{name}.")

    def _say(self, key: str, **values: object) -> str:
        """Return words, which may contain Markdown but no picture, as that could be fetched from elsewhere."""
        return str(self.strings["fields"][key][self.lang]).format(**values).replace("![", r"!\[")

    def _described(self, schema: Schema) -> str:
        return description(schema)[self.lang]

    def _required(self, name: str, parent: Schema) -> str:
        if name in parent.get("required", ()):
            return self._say("yes")
        for key in ("x-any-of", "x-one-of"):
            if name in parent.get(key, ()):
                return self._say(key.replace("-", "_"), names=_codes(parent[key]))
        return self._say("no")

    def _is_translated(self, schema: Schema) -> bool:
        return set(schema["properties"]) <= set(LANGS)

    def _same_as(self, known: tuple[str, Schema], schema: Schema) -> list[str]:
        name, other = known
        optional = [key for key in other.get("required", ()) if key not in schema.get("required", ())]
        more = [self._say("not_required", names=_codes(optional))] if optional else []
        return [self._say("same_as", name=name), *more]

    def _limits(self, schema: Schema) -> Iterator[str]:
        """Yield what the value may be, a sentence each."""
        if "items" in schema:
            yield self._say("list")
            if schema.get("uniqueItems"):
                yield self._say("unique")
            item = resolved(self.files, schema["items"])
            yield self._described(item)
            yield from self._limits(item)
        elif "properties" in schema and self._is_translated(schema):
            text = schema["properties"][self.lang]
            if "items" in text:
                yield self._say("translated_lists", limit=text["items"]["maxLength"])
                return
            key = "translated" if schema.get("required") else "translated_any"
            yield self._say(key, limit=text["maxLength"])
            if text.get("format") == "markdown":
                yield self._say("markdown")
        elif "maxLength" in schema:
            yield self._say("length", limit=schema["maxLength"])
        if "minimum" in schema:
            yield self._say("range", least=schema["minimum"], most=schema["maximum"])
        if "x-register" in schema:
            yield self._say("register", register=schema["x-register"])
        if "x-ordered" in schema:
            yield self._say("ordered", first=schema["x-ordered"][0], last=schema["x-ordered"][1])
        if "enum" in schema:
            labels = self.strings["labels"][schema["x-labels"]]
            values = (f"`{value}` ({labels[value][self.lang]})" for value in schema["enum"])
            yield self._say("values", values=", ".join(values))


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
