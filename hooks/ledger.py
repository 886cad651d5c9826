"""The ledger of translations as a program: print it, or mark translations as checked ("no change needed" too).

python hooks/ledger.py                       print what is fresh, stale, missing or orphaned, and the lines that mark it
python hooks/ledger.py docs/en/steps/x.md    mark a page as checked today
python hooks/ledger.py examples/some-id      mark a record
python hooks/ledger.py ALL                   mark everything
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import front
import schemas
import translations
from records import LANGS, Document
from wording import Words, editor_language

ROOT = Path(__file__).resolve().parents[1]
REGISTERS = ("examples", "regions", "shared_areas", "clusters")
HEAD = "# What was last checked of each record's translation. Written by `make translated`; not edited by hand.\n"


def pages(docs_dir: Path) -> dict[str, dict[str, str]]:
    """The text of every page written by hand, by source and language."""
    found: dict[str, dict[str, str]] = {}
    for lang in LANGS:
        for path in sorted((docs_dir / lang).rglob("*.md")):
            found.setdefault(path.relative_to(docs_dir / lang).as_posix(), {})[lang] = path.read_text("utf-8")
    return dict(sorted(found.items()))


@cache  # asked for by many, of the few pages written by hand
def front_matter(page: str) -> Mapping[str, Any]:
    """The front matter of a page; empty when it has none or one that cannot be read."""
    above = front.FRONT_MATTER.match(page)
    try:
        meta = front.load(above[1]) if above else {}
    except yaml.YAMLError:
        meta = {}
    return meta if isinstance(meta, dict) else {}


def known(data: Path) -> Mapping[str, Any]:
    """What ``data/translations.yaml`` holds, by register and id."""
    path = data / "translations.yaml"
    try:
        found = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) if path.exists() else None
    except yaml.YAMLError:  # a file that nobody edits by hand; without it all is stale, and `make translated` mends it
        found = None
    return found if isinstance(found, dict) else {}


def items(
    root: Path, docs: Mapping[str, Document], texts_of: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[translations.Item]:
    """The state of every page and record; ``docs`` are the registers as read, ``texts_of`` the pages if they are."""
    for source, texts in (pages(root / "docs") if texts_of is None else texts_of).items():
        yield from translations.page_items(source, texts, {lang: front_matter(text) for lang, text in texts.items()})
    recorded = known(root / "data")
    for register in REGISTERS:
        of = recorded.get(register, {})
        for record in docs[register].data:
            yield from translations.record_items(register, record, of.get(record["id"], {}))
        for orphan in sorted(of.keys() - {record["id"] for record in docs[register].data}):
            yield translations.Item(f"{register}/{orphan}", "", LANGS[1], "orphan")


def mark(names: list[str], root: Path, docs: Mapping[str, Document], day: str) -> list[str]:
    """Mark the named pages and records as checked on ``day``; returns the names that are neither."""
    recorded = {register: dict(known(root / "data").get(register, {})) for register in REGISTERS}
    unknown = []
    for name in names:
        done = _mark_pages(root, day, name)
        for register in REGISTERS:
            for record in docs[register].data:
                if name in ("ALL", f"{register}/{record['id']}"):
                    recorded[register][record["id"]] = translations.checked_record(record, day)
                    done = True
            if name == "ALL":  # a record that is gone needs no translation
                ids = {record["id"] for record in docs[register].data}
                recorded[register] = {id_: entry for id_, entry in recorded[register].items() if id_ in ids}
        if not done:
            unknown.append(name)
    (root / "data/translations.yaml").write_text(HEAD + _written(recorded), "utf-8")
    return unknown


def _written(recorded: Mapping[str, Any]) -> str:
    text: str = yaml.dump(recorded, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=None, width=10**6)
    return text


def to_paste(root: Path, docs: Mapping[str, Document], day: str, words: Words) -> list[str]:
    """The lines that mark what is stale as checked on ``day``, and where to paste them."""
    lines = []
    stale = {(item.name, item.lang) for item in items(root, docs) if item.state == "stale"}
    for source, texts in pages(root / "docs").items():
        for lang in (lang for lang in LANGS if (source, lang) in stale):
            original = next(text for of, text in texts.items() if of != lang)
            lines += [words.paste_page.format(file=f"docs/{lang}/{source}"), translations.page_mark(original, day)]
    for register in REGISTERS:
        for record in docs[register].data:
            if any((f"{register}/{record['id']}", lang) in stale for lang in LANGS):
                lines.append(
                    words.paste_record.format(file="data/translations.yaml", register=register, id=record["id"])
                )
                block = _written({register: {record["id"]: translations.checked_record(record, day)}})
                lines += block.rstrip("\n").split("\n")[1:]
    return lines


def _mark_pages(root: Path, day: str, name: str) -> bool:
    done = False
    for source, texts in pages(root / "docs").items():
        for item in translations.page_items(source, texts, {lang: front_matter(t) for lang, t in texts.items()}):
            path = root / "docs" / item.lang / source
            if item.state in ("fresh", "stale") and name in ("ALL", path.relative_to(root).as_posix()):
                original = next(text for lang, text in texts.items() if lang != item.lang)
                path.write_text(translations.checked_page(texts[item.lang], original, day), "utf-8")
                done = True
    return done


def main(arguments: list[str]) -> int:
    """Do what the module's first lines say; returns the exit status."""
    docs, problems = schemas.load(ROOT / "data", ("strings", *REGISTERS, "references", "glossary"))
    if problems:
        print(f"{problems[0].file}:{problems[0].line}: mend the data first; `make site` tells how")
        return 1
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    if arguments:
        unknown = mark(arguments, ROOT, docs, day)
        for name in unknown:
            print(f"{name}: no such translation; name a page (docs/en/steps/vision.md), a record (examples/ID) or ALL")
        return 1 if unknown else 0
    words = Words(docs["strings"].data["translations"], editor_language(os.environ))
    print("\n".join([*translations.report(items(ROOT, docs)), *to_paste(ROOT, docs, day, words)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
