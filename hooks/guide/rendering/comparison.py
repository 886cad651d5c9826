"""The data of the page that compares regions or examples, as classic scripts, which pages on disk may load too.

One script has the words, the regions and the titles of the examples. What is compared of the examples comes in parts of
``PART`` examples each, of which docs/assets/js/compare.js loads those that it needs, so that a comparison costs a
reader the same however many examples there are.

Each record has a cell for each field of its kind. A cell is a text, a list of pairs (what is compared, what is shown),
or paragraphs with their language; empty when nothing is known.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from guide.data.catalogue import STEPS
from guide.data.entries import Example, Region, Text
from guide.data.strings import date
from guide.rendering.workshop_pack import paragraphs

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

PAGE = "compare.md"
PART = 32  # examples in a script
_PROSE = ("challenge", "description", "results", "lesson")  # of an example
_SAID = (
    "kind", "choose", "search", "full", "few", "chosen", "unknown", "none", "same", "differs", "common", "only", "field",
    "difference", "table", "print", "share", "clear", "loading", "failed", "regions", "examples",
)  # fmt: skip


def name(lang: str) -> str:
    """Return the address of the script with the words, the regions and the titles of the examples."""
    return f"assets/data/compare.{lang}.js"


def part_name(number: int, lang: str) -> str:
    """Return the address of the script with the examples of part ``number``."""
    return f"assets/data/compare-{number}.{lang}.js"


def scripts(renderer: Renderer, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts in ``lang``, each with its address."""
    catalogue, words = renderer.catalogue, renderer.words[lang]
    data = {
        "words": {key: words.compare[key] for key in _SAID},
        "part": PART,
        "fields": {"regions": _region_fields(words), "examples": _example_fields(words)},
        "regions": [_region(region, renderer, lang) for region in catalogue.regions],
        "examples": [[one.id, *_titled(one.title, lang)] for one in catalogue.examples],
    }
    yield name(lang), f"var __compare = {_json(data)};\n"
    for start in range(0, len(catalogue.examples), PART):
        part = [_example(one, renderer, lang) for one in catalogue.examples[start : start + PART]]
        yield part_name(start // PART, lang), f"__compare.take({start // PART},{_json(part)});\n"


def _region_fields(words: Any) -> list[tuple[str, str]]:
    said = words.compare
    return [
        ("text", said.strategy),
        ("text", said.adopted),
        ("text", said.valid),
        ("set", said.by_theme),
        ("set", said.shared),
        ("set", words.theme.clusters),
        ("set", said.by_step),
    ]


def _region(region: Region, renderer: Renderer, lang: str) -> dict[str, Any]:
    catalogue, words, strategy = renderer.catalogue, renderer.words[lang], region.strategy
    about = renderer.about_region(region)
    steps = Counter(step for example in about["examples"] for step in example.steps)
    labels = words.labels.steps
    dated = strategy and (strategy.start or strategy.end)
    return {
        "id": region.id,
        "title": _titled(region.name, lang),
        "page": renderer.addresses.link(f"regions/{region.id}.md", PAGE, lang),
        "cells": [
            strategy.title.show(lang) if strategy else "",
            date(strategy.adopted, lang) if strategy and strategy.adopted else "",
            renderer.period(strategy, lang) if dated else "",
            list(_areas(region, renderer, lang)),
            [_same(catalogue.shared_area[region.shared_area].name.show(lang))] if region.shared_area else [],
            [_same(cluster.name.show(lang)) for cluster in about["clusters"]],
            [[labels[step], f"{labels[step]}: {steps[step]}"] for step in STEPS if steps[step]],
        ],
    }


def _areas(region: Region, renderer: Renderer, lang: str) -> Iterator[list[str]]:
    """Yield the region's own areas under each theme, those without a theme last."""
    for theme in renderer.themes.own[region.id]:
        name_ = renderer.catalogue.theme[theme].name.show(lang)
        areas = (priority.name.show(lang) for priority in region.priorities if theme in priority.themes)
        yield [name_, f"{name_}: {'; '.join(areas)}"]
    for priority in region.priorities:
        if not priority.themes:
            text = priority.name.show(lang)
            yield [text, f"{text} ({renderer.words[lang].compare.no_theme})"]


def _example_fields(words: Any) -> list[tuple[str, str]]:
    said = words.example
    facts = [("set", said.where), ("text", said.when), ("set", said.who), ("text", said.evidence)]
    more = [("set", said.steps), ("set", words.theme.many)]
    return [*facts, *more, *(("prose", said[field]) for field in _PROSE)]


def _example(example: Example, renderer: Renderer, lang: str) -> dict[str, Any]:
    words = renderer.words[lang]
    themes = (renderer.catalogue.theme[id_].name.show(lang) for id_ in renderer.themes.of_example(example))
    return {
        "id": example.id,
        "title": _titled(example.title, lang),
        "page": renderer.addresses.link(f"examples/{example.id}.md", PAGE, lang),
        "cells": [
            [_same(place) for place in renderer.places(example, lang)],
            renderer.period(example.period, lang) if example.period else "",
            [_same(one.name.show(lang)) for one in example.organisations],
            words.labels.evidence[example.evidence],
            [_same(words.labels.steps[step]) for step in example.steps],
            [_same(theme) for theme in themes],
            *(_prose(getattr(example, field), lang) for field in _PROSE),
        ],
    }


def _same(text: str) -> list[str]:
    return [text, text]


def _titled(text: Text, lang: str) -> tuple[str, str]:
    """Return a title, and its language where it is not ``lang``."""
    of = text.lang(lang)
    return text.show(lang), of if of != lang else ""


def _prose(text: Text | None, lang: str) -> Mapping[str, Any] | None:
    return {"lang": text.lang(lang), "text": paragraphs(text.show(lang))} if text else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
