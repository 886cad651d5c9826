"""Checks for overdue reviews, replaced strategies, stale translations, undated sources and uncited works."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from corpus import Corpus
from guide.data import documents
from guide.data.addresses import other
from guide.data.documents import Document, Place
from guide.data.formats import is_date, is_moment
from guide.mkdocs_site import build_date
from guide.prose import front_matter, markers, translations


def check(corpus: Corpus) -> None:
    """Report what is overdue, in the future, replaced, stale, missing, undated or uncited."""
    renderer = corpus.project.renderer
    days = corpus.project.review_days
    built = build_date.of(corpus.root)
    latest = corpus.today if built.reviewed else max(corpus.today, built.day)  # this machine's clock may be behind
    for doc, place, line, reviewed in _reviews(corpus):
        if is_overdue(reviewed, corpus.today, days):
            doc.add("review_overdue", place, line, value=reviewed, days=days)
        elif is_ahead(reviewed, latest):
            doc.add("review_ahead", place, line, value=reviewed)
    for doc, place, line, day in _days(corpus):
        if is_ahead(day, latest):
            doc.add("day_ahead", place, line, value=day)
    for doc, place, earlier, latest_id in _two_strategies(corpus):
        doc.add("strategy_also", place, value=earlier, nearest=latest_id)
    for item in renderer.ledger if renderer else _pages(corpus):
        if item.state != "fresh":
            _report(corpus, item)
    for register, key in (("examples", "links"), *((name, "sources") for name in translations.REGISTERS)):
        check_sources(corpus, register, key)
    check_references(corpus)


def is_overdue(reviewed: str, today: datetime.date, days: int) -> bool:
    """Return whether the review date ``reviewed`` is more than ``days`` days ago; false if it is no valid date."""
    return is_date(reviewed) and datetime.date.fromisoformat(reviewed) < today - datetime.timedelta(days=days)


def is_ahead(moment: str, today: datetime.date) -> bool:
    """Return whether a day or month is in the future in every time zone; false if ``moment`` is neither."""
    return is_moment(moment) and moment > (today + datetime.timedelta(days=1)).isoformat()[: len(moment)]


def _entries(corpus: Corpus, register: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    data = corpus.project.docs[register].data
    for number, entry in enumerate(data if isinstance(data, list) else []):
        if isinstance(entry, dict):
            yield number, entry


def _days(corpus: Corpus) -> Iterator[tuple[Document, Place, int | None, str]]:
    """Yield the dates other than review dates, with their document, place and line: of registers, of pages' notes."""
    for doc in corpus.project.docs.values():
        for place, text in documents.texts(doc.data):
            if place[-1] in ("read", "checked", "date", "adopted"):
                yield corpus.documents[doc.file], place, None, text
    for source, texts in corpus.project.texts.items():
        for lang, text in texts.items():
            doc = corpus.documents[f"docs/{lang}/{source}"]
            for note in front_matter.changes([text]):
                yield doc, (), _front(corpus, doc.file, "changes"), note.date


def _reviews(corpus: Corpus) -> Iterator[tuple[Document, Place, int | None, str]]:
    """Yield the review date of each page and entry, with its document, place and line."""
    for source, texts in corpus.project.texts.items():
        for lang, text in texts.items():
            doc = corpus.documents[f"docs/{lang}/{source}"]
            yield doc, (), _front(corpus, doc.file, "reviewed"), str(front_matter.of_page(text).get("reviewed"))
    for register, doc in corpus.project.docs.items():
        for number, entry in _entries(corpus, register):
            yield corpus.documents[doc.file], (number, "reviewed"), None, str(entry.get("reviewed"))


def _two_strategies(corpus: Corpus) -> Iterator[tuple[Document, Place, str, str]]:
    """Yield each S3 strategy that still applies beside a newer one, with its document, place and both ids.

    None of a region whose first one has no date.
    """
    doc = corpus.documents[corpus.project.docs["regions"].file]
    for number, region in _entries(corpus, "regions") if corpus.project.renderer else ():
        applies = [
            (at, one)
            for at, one in enumerate(region.get("strategies", ()))
            if one["kind"] == "s3" and not one.get("replaced_by") and not one.get("under_way")
        ]
        if applies and not {"adopted", "start"}.isdisjoint(applies[0][1]):
            _, newest = max(applies, key=lambda each: str(each[1].get("start") or each[1].get("adopted") or ""))
            for at, one in applies:
                if one is not newest:
                    yield doc, (number, "strategies", at), one["id"], newest["id"]


def _front(corpus: Corpus, file: str, name: str) -> int:
    """Return the line of the field ``name`` in a page's front matter, or 1 if it has none."""
    lines = enumerate(corpus.lines[file], 1)
    return next((number for number, line in lines if line.startswith(f"{name}:")), 1)


def _pages(corpus: Corpus) -> Iterator[translations.Item]:
    for source, texts in corpus.project.texts.items():
        yield translations.page_item(source, texts)


def _report(corpus: Corpus, item: translations.Item) -> None:
    """Report a translation that is stale or missing, or whose original is gone."""
    if item.name.endswith(".md"):
        file, twin = f"docs/{item.lang}/{item.name}", f"docs/{other(item.lang)}/{item.name}"
        if item.state == "stale":
            line = _front(corpus, file, "translation")
            corpus.documents[file].add("translation_stale", line=line, other=twin, name=file)
        else:
            here, there = (file, twin) if file in corpus.documents else (twin, file)
            if not any(there.startswith(problem.file) for problem in corpus.project.problems):  # else it cannot be read
                corpus.documents[here].add("page_alone", line=1, other=there)
        return
    register, _, id_ = item.name.partition("/")
    number = next((number for number, entry in _entries(corpus, register) if entry.get("id") == id_), None)
    if number is not None:
        key = "translation_stale" if item.state == "stale" else "text_alone"
        lang = item.lang if item.state == "missing" else other(item.lang)
        place = (number, item.field, item.lang if item.state == "stale" else other(lang))
        doc = corpus.documents[corpus.project.docs[register].file]
        doc.add(key, place, other=f"{item.field}.{other(item.lang)}", name=item.name)


def check_sources(corpus: Corpus, register: str, key: str) -> None:
    """Report once how many sources of ``register`` have no date on which they were read or checked."""
    doc = corpus.documents[corpus.project.docs[register].file]
    undated = [
        (number, key, place)
        for number, entry in _entries(corpus, register)
        for place, source in enumerate(entry.get(key) or [])
        if isinstance(source, dict) and "unverified" in source
    ]
    if undated:
        doc.add("sources_undated", undated[0], count=len(undated))


def check_references(corpus: Corpus) -> None:
    """Report works that have no year, web pages excepted, and works that are not cited."""
    doc = corpus.documents[corpus.project.docs["references"].file]
    used = set(_cited(corpus))
    for number, entry in _entries(corpus, "references"):
        if entry.get("type") != "web" and not entry.get("year"):
            doc.add("reference_undated", (number,))
        if corpus.project.renderer and entry["id"] not in used:  # otherwise an unreadable file may cite it
            doc.add("reference_unused", (number,), name=entry["id"])


def _cited(corpus: Corpus) -> Iterator[str]:
    """Yield the keys cited on pages, and every text of the other registers, some of which are ids of works."""
    for texts in corpus.project.texts.values():
        yield from (key for text in texts.values() for _, key in markers.citations(text))
    for name, doc in corpus.project.docs.items():
        yield from (text for _, text in documents.texts(doc.data) if name != "references")
