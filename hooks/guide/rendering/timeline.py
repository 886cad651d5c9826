"""The timeline of strategies, programmes and the pilot: what is drawn where, in units of the picture.

A bar goes from when a strategy is valid, or else was adopted, to its end or to when another took its place; where the
end is not known it goes to the edge and is ``open``. What has no year at the beginning is in the table only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guide.data.entries import Region, Strategy

FIRST, LAST = 2012, 2029  # the first and the last year of the picture, both shown in full
NAMES, LEFT, RIGHT, WIDTH = 130, 148, 640, 650  # where the names end, the years begin and end, and the picture ends
LANE, TOP = 16, 26  # the height of a row, and of the years above the first
# What is not a region's: when, and which word names it. The pilot is that of 22 clusters, 2018-2021.
NATIONAL: tuple[tuple[str, str, int, int], ...] = (
    ("period", "2014–2020", 2014, 2020),
    ("period", "2021–2027", 2021, 2027),
    ("pilot", "", 2018, 2021),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A strategy in the picture: from ``x``, ``width`` wide, in the row at ``y``; ``dot`` is where it was adopted."""

    strategy: Strategy
    x: float
    width: float
    y: int
    open: bool
    dot: float | None


Row = tuple[Region, int, tuple[Bar, ...]]  # a region in the picture, where its rows begin, and what is in them


def year(moment: str, *, end: bool = False) -> float:
    """Return a year, month or day as a number of years, with a fraction; with ``end`` when it is over.

    ``2016`` is 2016.0, and 2017.0 when it is over; a day counts as its month.
    """
    years, month = int(moment[:4]), int(moment[5:7]) if len(moment) > 4 else None
    if month is None:
        return years + float(end)
    return years + (month - (not end)) / 12


def place(years: float) -> float:
    """Return where a moment is in the picture, at its edge when it is outside."""
    share = (min(max(years, FIRST), LAST + 1) - FIRST) / (LAST + 1 - FIRST)
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _span(strategy: Strategy, known: Mapping[str, Strategy]) -> tuple[float, float, bool] | None:
    """Return when ``strategy`` began and ended, and whether the end is not known; ``None`` without a beginning."""
    begin = strategy.start or strategy.adopted
    if not begin or strategy.under_way:
        return None
    heir = known.get(strategy.replaced_by or "")
    taken_over = heir and (heir.start or heir.adopted)
    if strategy.end:
        return year(begin), year(strategy.end, end=True), False
    return (year(begin), year(taken_over), False) if taken_over else (year(begin), LAST + 1, True)


def rows(regions: tuple[Region, ...]) -> Iterator[Row]:
    """Yield the regions that have something to draw, one below the other, each strategy in a row of its own."""
    lane = len(NATIONAL)
    for region in regions:
        known = {strategy.id: strategy for strategy in region.strategies}
        top, bars = lane, []
        for strategy in region.strategies:
            span = _span(strategy, known)
            if span and span[1] > FIRST and span[0] < LAST + 1:
                x = place(span[0])
                dot = place(year(strategy.adopted)) if strategy.adopted and year(strategy.adopted) >= FIRST else None
                bars.append(Bar(strategy, x, round(place(span[1]) - x, 1), TOP + lane * LANE, span[2], dot))
                lane += 1
        if bars:
            yield region, TOP + top * LANE, tuple(bars)
