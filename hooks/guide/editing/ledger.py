"""The ledger of translations as a program: print it, or mark translations as checked ("no change needed" too).

python -m guide.editing.ledger                       print each state, and the lines that mark what is stale
python -m guide.editing.ledger docs/en/steps/x.md    mark a page as checked today
python -m guide.editing.ledger examples/some-id      mark a record
python -m guide.editing.ledger ALL                   mark everything
"""

import datetime
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from guide.data import reporting, schemas
from guide.data.documents import LANGS, Document, ProblemsError
from guide.data.strings import Words, editor_language
from guide.prose import translations
from guide.prose.front_matter import of_page

ROOT = Path(__file__).resolve().parents[3]
HEAD = "# What was last checked of each record's translation. Written by `make translated`; not edited by hand.\n"


def mark(names: list[str], root: Path, docs: Mapping[str, Document], day: str) -> list[str]:
    """Mark the named pages and records as checked on ``day``; returns the names that are neither."""
    recorded = {
        register: dict(translations.known(root / "data").get(register, {})) for register in translations.REGISTERS
    }
    unknown = []
    for name in names:
        done = _mark_pages(root, day, name)
        for register in translations.REGISTERS:
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
    stale = {(item.name, item.lang) for item in translations.items(root, docs) if item.state == "stale"}
    for source, texts in translations.read_pages(root / "docs").items():
        for lang in (lang for lang in LANGS if (source, lang) in stale):
            original = next(text for of, text in texts.items() if of != lang)
            lines += [words.paste_page.format(file=f"docs/{lang}/{source}"), translations.page_mark(original, day)]
    for register in translations.REGISTERS:
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
    for source, texts in translations.read_pages(root / "docs").items():
        for item in translations.page_items(source, texts, {lang: of_page(t) for lang, t in texts.items()}):
            path = root / "docs" / item.lang / source
            if item.state in ("fresh", "stale") and name in ("ALL", path.relative_to(root).as_posix()):
                original = next(text for lang, text in texts.items() if lang != item.lang)
                path.write_text(translations.checked_page(texts[item.lang], original, day), "utf-8")
                done = True
    return done


def main(arguments: list[str]) -> int:
    """Do what the module's first lines say; returns the exit status."""
    docs, problems = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    if problems:
        raise ProblemsError(problems)
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    words = Words(docs["strings"].data["translations"], editor_language(os.environ))
    if arguments:
        unknown = mark(arguments, ROOT, docs, day)
        for name in unknown:
            print(reporting.said(ROOT, "no_translation", name=name), file=sys.stderr)
        return 1 if unknown else 0
    if damaged := translations.check(ROOT / "data"):
        raise ProblemsError(damaged)
    print("\n".join([*translations.report(translations.items(ROOT, docs), words), *to_paste(ROOT, docs, day, words)]))
    return 0


if __name__ == "__main__":
    sys.exit(reporting.guarded(lambda: main(sys.argv[1:]), ROOT))
