"""The ledger of translations as a program: print it, or mark translations as checked ("no change needed" too).

python -m guide guide.editing.ledger                       print each state, and the lines that mark what is stale
python -m guide guide.editing.ledger docs/en/steps/x.md    mark a page as checked today
python -m guide guide.editing.ledger examples/some-id      mark a record
python -m guide guide.editing.ledger ALL                   mark everything
"""

import datetime
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from guide.data import reporting, schemas
from guide.data.addresses import other
from guide.data.documents import LANGS, Document, ProblemsError
from guide.data.strings import Words, editor_language
from guide.prose import translations

ROOT = Path(__file__).resolve().parents[3]
ALL = "ALL"
HEAD = "# What was last checked of each record's translation. Written by `make translated`; not edited by hand.\n"


def mark(names: Sequence[str], root: Path, docs: Mapping[str, Document], day: str) -> list[str]:
    """Mark the named pages and records as checked on ``day``; return the names that are neither."""
    pages = _pages(root)
    records = _records(docs)
    known = {} if ALL in names else translations.known(root / "data")  # a record that is gone needs no translation
    recorded = {register: dict(known.get(register, {})) for register in translations.REGISTERS}
    for name in [*pages, *records] if ALL in names else names:
        if name in pages:
            item, texts = pages[name]
            text = translations.checked_page(texts[item.lang], texts[other(item.lang)], day)
            (root / name).write_text(text, "utf-8")
        elif name in records:
            register, _, id_ = name.partition("/")
            recorded[register][id_] = translations.checked_record(records[name], day)
    (root / "data/translations.yaml").write_text(HEAD + _written(recorded), "utf-8")
    return [name for name in names if name not in {ALL, *pages, *records}]


def _written(recorded: Mapping[str, Any]) -> str:
    return str(yaml.dump(recorded, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=None, width=10**6))


def to_paste(root: Path, docs: Mapping[str, Document], day: str, words: Words) -> list[str]:
    """Return the lines that mark what is stale as checked on ``day``, and where to paste them."""
    lines = []
    for file, (item, texts) in _pages(root).items():
        if item.state == "stale":
            lines += [words.paste_page.format(file=file), translations.page_mark(texts[other(item.lang)], day)]
    stale = {item.name for item in translations.items(root, docs) if item.state == "stale"}
    for name, record in _records(docs).items():
        if name in stale:
            register, _, id_ = name.partition("/")
            lines.append(words.paste_record.format(file="data/translations.yaml", register=register, id=id_))
            block = _written({register: {id_: translations.checked_record(record, day)}})
            lines += block.rstrip("\n").split("\n")[1:]
    return lines


def _pages(root: Path) -> dict[str, tuple[translations.Item, Mapping[str, str]]]:
    """Return the state and the texts of each translated page, by the file of the translation."""
    pages = [page for page in translations.read_pages(root / "docs").items() if len(page[1]) == len(LANGS)]
    items = ((translations.page_item(source, texts), texts) for source, texts in pages)
    return {f"docs/{item.lang}/{item.name}": (item, texts) for item, texts in items}


def _records(docs: Mapping[str, Document]) -> dict[str, Mapping[str, Any]]:
    return {
        f"{register}/{record['id']}": record for register in translations.REGISTERS for record in docs[register].data
    }


def main(*names: str) -> int:
    """Print the ledger or mark translations; return the exit status."""
    docs, problems = schemas.load(ROOT / "data", ("strings", *translations.REGISTERS, "references", "glossary"))
    if problems:
        raise ProblemsError(problems)
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    words = Words(docs["strings"].data["translations"], editor_language())
    if names:
        unknown = mark(names, ROOT, docs, day)
        for name in unknown:
            print(reporting.message(ROOT, "no_translation", name=name), file=sys.stderr)
        return 1 if unknown else 0
    if damaged := translations.check(ROOT / "data"):
        raise ProblemsError(damaged)
    print("\n".join([*translations.report(translations.items(ROOT, docs), words), *to_paste(ROOT, docs, day, words)]))
    return 0
