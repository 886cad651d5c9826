"""The data of the page that compares regions or examples, as classic scripts, which pages on disk can load too.

One script has the words, the regions and the titles of the examples. What is compared of the examples comes in parts of
``PART`` examples each, of which docs/assets/js/compare.js loads those that it needs, so that a comparison costs a
reader the same however many examples there are.

Each record has a cell for each field of its kind. A cell is a text, a list of pairs (what is compared, what is shown),
or paragraphs with their language; empty when nothing is known. What else the workshop pack shows of an example
is in the same scripts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from guide.data.catalogue import STEPS
from guide.data.entries import Example, Region, Text
from guide.data.strings import date
from guide.rendering.page_scripts import address, compact

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

PAGE = "compare.md"
PACK = "examples/pack.md"
PART = 32  # examples in a script
_PROSE = ("challenge", "description", "funding", "results", "lesson")  # of an example
# Links and escaped signs, whose text stays; emphasis and code, whose marks go.
_MARKUP = re.compile(r"\[(?P<link>[^\]]*)\]\([^)]*\)|\\(?P<sign>[^\w\s])|\*+|`|(?<!\w)_|_(?!\w)")
# The words that the script needs, by their keys under ``compare``.
_LABELS = (
    *("kind", "choose", "search", "full", "few", "chosen", "unknown", "none", "same", "differs", "common", "only"),
    *("field", "difference", "table", "print", "save", "file", "share", "clear", "loading", "failed"),
    *("regions", "examples"),
)


def names(lang: str, examples: int) -> Iterator[str]:
    """Yield the addresses of all scripts in ``lang``, for that many ``examples``."""
    yield address("compare", lang)
    for number in range(-(-examples // PART)):
        yield address(f"compare-{number}", lang)


class Comparison:
    """Writes the compared facts about the records of ``renderer``, in one language."""

    def __init__(self, renderer: "Renderer", lang: str) -> None:
        self.renderer, self.catalogue, self.themes = renderer, renderer.catalogue, renderer.themes
        self.words, self.lang = renderer.words[lang], lang

    def scripts(self) -> Iterator[tuple[str, str]]:
        """Yield the scripts, each with its address."""
        examples = self.catalogue.examples
        data = {
            "words": {key: self.words.compare[key] for key in _LABELS},
            "part": PART,
            "fields": {"regions": self._region_fields(), "examples": self._example_fields()},
            "regions": [self._region(region) for region in self.catalogue.regions],
            "examples": [[one.id, *_titled(one.title, self.lang)] for one in examples],
            "renamed": self._renamed(),
        }
        yield address("compare", self.lang), f"var __compare = {compact(data)};\n"
        for start in range(0, len(examples), PART):
            part = [self._example(one) for one in examples[start : start + PART]]
            number = start // PART
            yield address(f"compare-{number}", self.lang), f"__compare.take({number},{compact(part)});\n"

    def pack(self) -> dict[str, Any]:
        """Return the data of the workshop pack: titles of the examples, and the pages whose lists they are in."""
        return {
            "part": PART,
            "fields": self._example_fields(),
            "renamed": self._renamed(),
            "examples": [
                (
                    one.id,
                    *_titled(one.title, self.lang),
                    self.renderer.addresses.link(f"examples/{one.id}.md", PACK, self.lang),
                    list(self._lists(one)),
                )
                for one in self.catalogue.examples
            ],
        }

    def _renamed(self) -> list[tuple[str, str]]:
        """Return the old ids of examples, which shared addresses may have, each with the one that it has now."""
        return [(alias, one.id) for one in self.catalogue.examples for alias in one.aliases]

    def _lists(self, example: Example) -> Iterator[str]:
        yield from (f"steps/{step}" for step in example.steps)
        yield from (f"regions/{region}" for region in example.regions)
        yield from (f"themes/{theme}" for theme in self.themes.of_example(example))

    def _region_fields(self) -> list[tuple[str, str]]:
        labels = self.words.compare
        texts = [("text", labels[key]) for key in ("strategy", "adopted", "valid")]
        sets = (labels.by_theme, labels.shared, self.words.theme.clusters, labels.by_step)
        return [*texts, *(("set", label) for label in sets)]

    def _region(self, region: Region) -> dict[str, Any]:
        strategy = region.strategy
        dated = strategy and (strategy.start or strategy.end)
        area = self.catalogue.shared_area.get(region.shared_area or "")
        clusters = (cluster for cluster in self.catalogue.clusters if region.id in cluster.regions)
        return {
            "id": region.id,
            "title": _titled(region.name, self.lang),
            "page": self.renderer.addresses.link(f"regions/{region.id}.md", PAGE, self.lang),
            "cells": [
                strategy.title.show(self.lang) if strategy else "",
                date(strategy.adopted, self.lang) if strategy and strategy.adopted else "",
                self.renderer.period(strategy, self.lang) if dated else "",
                list(self._areas(region)),
                [_same(area.name.show(self.lang))] if area else [],
                [_same(cluster.name.show(self.lang)) for cluster in clusters],
                list(self._steps(region)),
            ],
        }

    def _areas(self, region: Region) -> Iterator[list[str]]:
        """Yield the region's own areas under each theme, those without a theme last."""
        for id_ in self.themes.own(region):
            theme = self.catalogue.theme[id_].name.show(self.lang)
            areas = (priority.name.show(self.lang) for priority in region.priorities if id_ in priority.themes)
            yield [theme, f"{theme}: {'; '.join(areas)}"]
        for priority in region.priorities:
            if not priority.themes:
                text = priority.name.show(self.lang)
                yield [text, f"{text} ({self.words.compare.no_theme})"]

    def _steps(self, region: Region) -> Iterator[list[str]]:
        """Yield the steps that examples of the region show, with the number of those examples."""
        counts = Counter(step for one in self.catalogue.select(regions=[region.id]) for step in one.steps)
        for step in STEPS:
            if counts[step]:
                label = self.words.labels.steps[step]
                yield [label, f"{label}: {counts[step]}"]

    def _themes(self, example: Example) -> list[str]:
        """Return the names of the example's themes; without any, why it has none, as far as that is known."""
        names = [self.catalogue.theme[id_].name.show(self.lang) for id_ in self.themes.of_example(example)]
        without = example.themes_none
        return names or ([self.words.labels.themes_none[without]] if without and without != "unknown" else [])

    def _example_fields(self) -> list[tuple[str, str]]:
        labels = self.words.example
        facts = [("set", labels.where), ("text", labels.when), ("set", labels.who), ("text", labels.evidence)]
        more = [("set", labels.steps), ("set", self.words.theme.many)]
        return [*facts, *more, *(("prose", labels[field]) for field in _PROSE)]

    def _example(self, example: Example) -> dict[str, Any]:
        return {
            "id": example.id,
            "title": _titled(example.title, self.lang),
            "page": self.renderer.addresses.link(f"examples/{example.id}.md", PAGE, self.lang),
            "cells": [
                [_same(place) for place in self.renderer.places(example, self.lang)],
                self.renderer.period(example.period, self.lang) if example.period else "",
                [_same(one.name.show(self.lang)) for one in example.organisations],
                self.words.labels.evidence[example.evidence],
                [_same(self.words.labels.steps[step]) for step in example.steps],
                [_same(theme) for theme in self._themes(example)],
                *(_prose(getattr(example, field), self.lang) for field in _PROSE),
            ],
            "more": {name: _prose(getattr(example, name), self.lang) for name in ("summary", "transfer", "gaps")},
            "sources": [(link.title, link.lang, link.publisher, link.url) for link in example.sources],
        }


def paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs and list items of a register's text, without their markup."""
    blocks = re.split(r"\n\s*\n|\n(?= *(?:[-*+]|\d+[.)]) )", markdown.strip())
    lines = (re.sub(r"^ *(?:[-*+]|\d+[.)]) +", "– ", block) for block in blocks)
    return [" ".join(_MARKUP.sub(lambda match: match["link"] or match["sign"] or "", line).split()) for line in lines]


def _same(text: str) -> list[str]:
    return [text, text]


def _titled(text: Text, lang: str) -> tuple[str, str]:
    """Return a title, and its language where it is not ``lang``."""
    of = text.lang(lang)
    return text.show(lang), of if of != lang else ""


def _prose(text: Text | None, lang: str) -> Mapping[str, Any] | None:
    return {"lang": text.lang(lang), "text": paragraphs(text.show(lang))} if text else None
