"""The timeline of strategies."""

from __future__ import annotations

import dataclasses

import pytest

from guide.data.documents import LANGS
from guide.data.entries import Priority, Region, Strategy, Text
from guide.rendering import timeline
from unit.rendering.test_themes import marker


def moment(value, *, end=False):
    return round(timeline.year(value, end=end), 3)


@pytest.mark.parametrize(
    ("value", "start", "end"), [("2016", 2016, 2017), ("2016-01", 2016, 2016.083), ("2016-12-24", 2016.917, 2017)]
)
def test_year_returns_the_start_or_end_of_a_date(value, start, end):
    assert (moment(value), moment(value, end=True)) == (start, end)


def region_with(*strategies):
    needed = {field.name: None for field in dataclasses.fields(Region)}
    return Region(
        **{
            **needed,
            "id": "skane",
            "name": Text("Skåne"),
            "strategies": strategies,
            "priorities": (Priority(Text("A")),),
        }
    )


def bars(*strategies):
    return [bar for _, _, bars in timeline.rows((region_with(*strategies),)) for bar in bars]


def test_bar_spans_the_period_with_a_dot_at_adoption():
    (bar,) = bars(Strategy(Text("A"), "a", start="2014", end="2020", adopted="2015"))
    assert (bar.x, round(bar.x + bar.width, 1), bar.dot, bar.open) == (
        timeline.place(2014), timeline.place(2021), timeline.place(2015), False,
    )  # fmt: skip


def test_a_replaced_strategy_ends_where_the_next_begins():
    first, second = bars(
        Strategy(Text("A"), "a", adopted="2014", replaced_by="b"), Strategy(Text("B"), "b", adopted="2018-07")
    )
    assert round(first.x + first.width, 1) == timeline.place(2018.5)
    assert (first.open, second.open) == (False, True)
    assert round(second.x + second.width, 1) == timeline.RIGHT


@pytest.mark.parametrize(
    "strategy",
    [
        Strategy(Text("A"), "a", end="2040"),
        Strategy(Text("A"), "a", under_way=True, expected="2026"),
        Strategy(Text("A"), "a", start="1990", end="2011"),
    ],
    ids=["no beginning", "under way", "before the picture"],
)
def test_strategy_outside_the_chart_has_no_bar(strategy):
    assert bars(strategy) == []


@pytest.mark.parametrize("lang", LANGS)
def test_table_has_every_strategy(renderer, catalogue, lang):
    html = marker(renderer, "timeline", lang)
    strategies = [one for region in catalogue.regions for one in region.strategies]
    assert len(html.xpath(".//table/tbody/tr")) == len(strategies) + len(timeline.NATIONAL)
    assert len(html.xpath(".//svg[@role='img']/rect")) == len(timeline.NATIONAL) + len(
        [bar for _, _, bars in timeline.rows(catalogue.regions) for bar in bars]
    )
    adopted = html.xpath(".//tbody//td[2]/text()")
    assert adopted[: len(timeline.NATIONAL)] == ["–"] * len(timeline.NATIONAL)  # no region adopts a period of the EU's
    assert {"sv": "av regionfullmäktige", "en": "by the regional council"}[
        lang
    ] in adopted  # on a day that is not known
