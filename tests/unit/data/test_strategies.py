"""The strategies of a region over time."""

from __future__ import annotations

from guide.data import schemas
from unit.conftest import REGION, ROOT

STRATEGIES = """\
  strategies:
  - {id: first, kind: s3, title: {sv: En}, replaced_by: secnd}
  - {id: second, kind: s3, title: {sv: Två}}
"""


def test_replaced_by_must_name_another_strategy_of_the_region(tmp_path, words):
    data = tmp_path / "data"
    data.mkdir()
    (data / "schema").symlink_to(ROOT / "data/schema")
    messages = []
    for name in ("secnd", "first", "second"):
        (data / "regions.yaml").write_text(REGION + STRATEGIES.replace("secnd", name), "utf-8")
        _, problems = schemas.load(data, ["regions"])
        messages.append([problem.text(words, "en") for problem in problems])
    near, itself, right = messages
    assert near[0].endswith("replaced_by: 'secnd' is not one of the others in the list; did you mean second?")
    assert itself[0].endswith("replaced_by: 'first' is not one of the others in the list; allowed: second")
    assert right == []


def test_current_strategy_is_not_replaced_or_under_way(catalogue):
    region = catalogue.region["varmland"]
    assert (region.strategy.start, region.strategy.end, region.strategy.by.en) == (
        "2022",
        "2028",
        "the regional development committee",
    )
    assert [one.id for one in region.strategies if one.replaced_by] == ["s3-2015"]
    assert catalogue.region["kronoberg"].strategy is None  # it has regional development strategies only
    assert [one.under_way for one in catalogue.region["kronoberg"].strategies] == [False, True]
