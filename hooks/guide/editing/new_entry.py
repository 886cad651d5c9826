"""A new example: checked by the rules of the build, and put last in its file, the rest left as it is."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from guide.data import schemas
from guide.data.addresses import Addresses, other
from guide.data.catalogue import REGISTERS
from guide.data.claims import Claims, Origin, entry_pages, redirects
from guide.data.documents import LANGS, Document, Place, Problem, ProblemsError, place_name
from guide.data.strings import Words
from guide.data.yaml_reader import SMART_QUOTED, parse, word
from guide.editing import ledger
from guide.editing.questions import Question, Questions, slug
from guide.prose import translations

REGISTER = "examples"
_WIDTH = 106  # of lines in the registers


class _Dumper(yaml.SafeDumper):
    """Writes YAML in the style of the registers: lists of words on one line, long texts in blocks, plain dates."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Return ``True``: no anchors, so that a value that occurs twice is written twice."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = "'" if SMART_QUOTED.fullmatch(text) or not isinstance(word(text), str) else None
    if "\n" in text:
        style = "|"
    elif len(text) > _WIDTH - 12 and " " in text:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _list(dumper: _Dumper, values: list[Any]) -> yaml.Node:
    flow = all(isinstance(value, str) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=flow)


# Without this a date would be put in quotation marks.
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def written(data: object) -> str:
    """Return plain data as YAML, in the layout of the registers."""
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))


@dataclass(frozen=True)
class Register:
    """The examples below ``root`` as read from ``text``, with what is needed to ask for a new one and to check it."""

    root: Path
    text: str
    doc: Document
    schemas: schemas.Schemas
    ids: Mapping[str, set[str]]
    addresses: Addresses
    taken: Claims
    questions: tuple[Question, ...]
    strings: Mapping[str, Any]

    def problems(self, entry: Mapping[str, Any]) -> list[Problem]:
        """Return the problems of ``entry`` as a new entry of the register."""
        doc = replace(self.doc, data=[*self.doc.data, dict(entry)], problems=[])
        schemas.check(doc, REGISTER, self.schemas, self.ids)
        if isinstance(entry.get("id"), str) and not any(problem.field == "id" for problem in doc.problems):
            origin = Origin(doc, (len(self.doc.data), "id"))
            pages = (self.addresses.of(f"{REGISTER}/{entry['id']}.md", lang) for lang in LANGS)
            doc.problems += [problem for page in pages if (problem := self.taken.refusal(page, origin))][:1]
        return doc.problems

    def is_free(self, id_: str) -> bool:
        """Return whether a new entry may have the id ``id_``: no other has it, and its page an address of its own."""
        return id_ not in self.ids[REGISTER] and not self.problems_at({"id": id_}, ("id",))

    def new_id(self, entry: Mapping[str, Any]) -> str:
        """Return a free id made from the title of ``entry``, in English where it has one."""
        title = entry.get("title", {})
        return slug(title.get("en") or title.get("sv", ""), self.is_free)

    def problems_at(self, entry: Mapping[str, Any], path: Place, deep: bool = True) -> list[Problem]:
        """Return the problems of the field at ``path`` of ``entry`` and, if ``deep``, of what is in it."""
        field, lang = place_name(path)
        at = re.compile(re.escape(field) + (r"(?:[.\[].*)?" if deep else ""))
        return [p for p in self.problems(entry) if p.lang in (lang, None) and at.fullmatch(p.field)]

    def with_entry(self, entry: Mapping[str, Any]) -> str:
        """Return the register's text with ``entry`` last. Raises ``ValueError`` if that would read as anything else."""
        gap = "" if self.text.endswith("\n\n") else "\n" if self.text.endswith("\n") else "\n\n"
        added = gap + written([dict(entry)])
        text = self.text + (added.replace("\n", "\r\n") if "\r\n" in self.text else added)
        read = parse(text.encode(), self.doc.file)
        if read.problems or read.data != [*self.doc.data, dict(entry)]:
            raise ValueError(f"the entry cannot be written so that it reads the same: {json.dumps(entry)}")
        return text

    def field_label(self, problem: Problem, lang: str) -> str:
        """Return the field that ``problem`` is about, as the questions call it; empty when it is about the entry."""
        words = self.strings["adding"]
        joined = problem.field.replace(".", "-")
        names = [joined] if joined in words["fields"] else problem.field.split(".") if problem.field else []
        parts = [re.fullmatch(r"([\w-]+)(?:\[(\d+)\])?", name) for name in names]
        label = ", ".join(f"{words['fields'][part[1]][lang]} {part[2] or ''}".strip() for part in parts if part)
        return words["in_language"][problem.lang][lang].format(label=label) if problem.lang else label

    def message(self, problem: Problem, lang: str) -> str:
        """Return what is wrong, other fields named as the questions call them."""
        fields = self.strings["adding"]["fields"]
        names = [fields[name][lang] for name in str(problem.values.get("names", "")).split(", ") if name]
        values = {**problem.values, **({"names": ", ".join(names)} if names else {})}
        return replace(problem, values=values).message(self.strings, lang)

    def translation_notes(self, entry: Mapping[str, Any], checked: bool, lang: str) -> list[str]:
        """Return what an editor needs to know about the translation of a new ``entry``."""
        words, missing = Words(self.strings["adding"], lang), translations.missing(entry)
        notes = [words.untranslated.format(fields=", ".join(missing))] if missing else []
        return [*notes, words.marked if checked else words.unmarked.format(id=entry["id"])]

    def save(self, entry: Mapping[str, Any], checked: str | None) -> None:
        """Put ``entry`` last in its file, its translation marked as checked on the day ``checked`` if there is one."""
        path = self.root / self.doc.file
        new = path.with_suffix(".new")
        new.write_bytes(self.with_entry(entry).encode())
        new.replace(path)
        if checked:
            docs, _ = schemas.load(self.root / "data", ("strings", *translations.REGISTERS))
            ledger.mark([f"{REGISTER}/{entry['id']}"], self.root, docs, checked)


def load(root: Path) -> Register:
    """Return what adding an example below ``root`` needs; raises ``ProblemsError`` when the data have problems."""
    docs, problems = schemas.load(root / "data", ("strings", *REGISTERS))
    strings = docs["strings"].data
    if problems:
        raise ProblemsError(problems)
    choices = {
        name: {entry["id"]: dict.fromkeys(LANGS, entry["name"]["sv"]) | entry["name"] for entry in docs[name].data}
        for name in ("regions", "owners", "themes")
    }
    ids = {name: {entry["id"] for entry in docs[name].data if "id" in entry} for name in REGISTERS}
    doc, addresses, rules = docs[REGISTER], Addresses(strings["addresses"]), schemas.Schemas(root / "data/schema")
    text, taken = (root / doc.file).read_bytes().decode("utf-8"), _taken(root, docs, addresses)
    questions = tuple(Questions(rules.files, strings, choices).of_entry(rules.at(REGISTER, (0,))))
    return Register(root, text, doc, rules, ids, addresses, taken, questions, strings)


def _taken(root: Path, docs: Mapping[str, Document], addresses: Addresses) -> Claims:
    """Return the addresses of hand-written pages and of examples, and of redirects to them."""
    taken = Claims()
    for source, texts in translations.read_pages(root / "docs").items():
        for lang in LANGS:  # where a page is missing, the one in the other language is in its place
            of = lang if lang in texts else other(lang)
            taken.claim(addresses.of(source, lang), Origin(Document(f"docs/{of}/{source}"), line=1))
    for source, place in entry_pages(docs, REGISTER):
        for lang in LANGS:
            taken.claim(addresses.of(source, lang), place)
    for address, place in redirects(docs, addresses):
        taken.claim(address, place)
    return taken
