"""What was published and is gone: addresses of pages and records, and ids by which readers' answers are saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from corpus import Corpus
from guide.data.addresses import Addresses
from guide.data.claims import PAGE_REGISTERS, entry_pages, redirects
from guide.data.documents import LANGS, Document
from guide.data.yaml_reader import parse
from guide.mkdocs_site.build_date import git

# Pages that have another name since a commit, with their letters as they are.
_RENAMED = ["-c", "core.quotePath=false", "diff", "--name-status", "-M", "--diff-filter=R", "--relative"]


def check(corpus: Corpus) -> None:
    """Report each lost address with the line that leads on from it, and lost ids; nothing without git's history."""
    renderer, docs, before = corpus.project.renderer, corpus.project.docs, _commit(corpus.root)
    if not renderer or not before:
        return
    pages, doc = {*corpus.project.texts, *renderer.records}, corpus.documents[docs["moved"].file]
    current = {renderer.addresses.of(page, lang) for page in pages for lang in LANGS}
    current.update(address for address, _ in redirects(docs, renderer.addresses))
    changes = git(corpus.root, *_RENAMED, before, "--", "docs")
    renamed = {old: new.split("/", 2)[-1] for _, old, new in (line.split("\t") for line in changes.splitlines())}
    with suppress(LookupError, TypeError, AttributeError):  # what was published then could not be read
        for address, source in _published(corpus.root, before):
            if address not in current:
                lang, index = LANGS[address.startswith("en/")], f"{source.partition('/')[0]}/index.md"
                moved = renamed.get(f"docs/{lang}/{source}", source)
                to = next(filter(pages.__contains__, (moved, index)), "index.md")
                row = f"- {{address: {address}, lang: {lang}, to: {to}}}"
                key = "address_gone_id" if source.startswith("examples/") else "address_gone"
                doc.add(key, line=len(corpus.lines[doc.file]), address=address, row=row)
        ids = {entry["id"] for entry in docs["assessment"].data}
        for entry in _register(corpus.root, before, "assessment").data:
            if entry["id"] not in ids:
                corpus.documents[docs["assessment"].file].add("statement_gone", line=1, value=entry["id"])


def _commit(root: Path) -> str:
    """Return the commit that what is checked goes on from: where it left ``origin/main``, or the one before."""
    fork_point, head = git(root, "merge-base", "HEAD", "origin/main"), git(root, "rev-parse", "HEAD")
    return git(root, "rev-parse", "--verify", "-q", "HEAD^1") if fork_point in ("", head) else fork_point


def _register(root: Path, commit: str, name: str) -> Document:
    return parse(git(root, "show", f"{commit}:./data/{name}.yaml").encode(), name)


def _published(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Yield each address that the site had at ``commit``, and the page that was there or that it led to."""
    names = (*PAGE_REGISTERS, "moved", "strings")
    docs = {name: _register(root, commit, name) for name in names}
    addresses = Addresses(docs["strings"].data["addresses"])
    files = git(root, "ls-tree", "-r", "-z", "--name-only", commit, *(f"docs/{lang}" for lang in LANGS)).split("\0")
    sources = {file.split("/", 2)[2] for file in files if file.endswith(".md")}
    sources |= {source for register in PAGE_REGISTERS for source, _ in entry_pages(docs, register)}
    yield from ((addresses.of(source, lang), source) for source in sorted(sources) for lang in LANGS)
    for address, (doc, path, _) in redirects(docs, addresses):
        entry = doc.data[path[0]]
        yield address, entry.get("to") or f"examples/{entry['id']}.md"
