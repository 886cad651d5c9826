"""Themes and strategies in the open data and in the Markdown copies."""

from __future__ import annotations

import re

from guide.data.published import schema as published_schema
from guide.exports import markdown_export, open_data


def test_open_data_has_the_current_strategy_and_the_list(renderer):
    regions = {entry["id"]: entry for entry in open_data.entries("regions", renderer)}
    assert regions["halland"]["strategy"]["title"]["sv"] == "Smart specialisering Halland"
    assert set(regions["halland"]["strategy"]) <= {"title", "own_rendering", "start", "end", "adopted", "url", "lang"}
    assert "strategy" not in regions["kronoberg"]
    assert [one["id"] for one in regions["kronoberg"]["strategies"]] == ["grona-kronoberg", "kronoberg-2035"]
    fields = published_schema(renderer.schemas, "regions")["items"]["properties"]
    assert list(fields).index("strategy") + 1 == list(fields).index("strategies")


def test_open_data_has_the_themes(catalogue, renderer):
    entries = list(open_data.entries("themes", renderer))
    assert [entry["id"] for entry in entries] == sorted(theme.id for theme in catalogue.themes)
    (energy,) = (entry for entry in entries if entry["id"] == "energy")
    assert energy["page"]["en"] == "https://s3.example.org/en/themes/energy.html"
    assert energy["classes"] == {"nace": ["D", "C27"], "nabs": ["05"]}


def test_markdown_export_of_a_theme_has_its_facts(renderer):
    copy = markdown_export.of_record("themes/energy.md", renderer.records["themes/energy.md"], renderer, "en")
    assert copy.startswith('---\ntitle: "Energy"\n')
    assert re.search(r"^- \[Gotland\]\(\.\./regions/gotland\.md\): Energy transition of business", copy, re.MULTILINE)
    assert "- NACE D: Electricity, gas and heat supply" in copy
