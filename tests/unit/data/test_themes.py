"""The themes of regions, clusters and examples, and who shares them."""

from __future__ import annotations

import dataclasses

import pytest

from guide.data import schemas
from guide.data.themes import Choice
from unit.conftest import ENTRY, REGION, ROOT


def test_entries_have_themes_or_a_reason_for_none(catalogue):
    priorities = [one for of in (*catalogue.regions, *catalogue.shared_areas) for one in of.priorities]
    for coded in (*priorities, *catalogue.clusters, *catalogue.examples):
        assert bool(coded.themes) != bool(coded.themes_none)
        assert len(coded.themes) <= 3


def test_only_one_priority_has_no_theme(catalogue):
    without = [one for region in catalogue.regions for one in region.priorities if not one.themes]
    assert [(one.name.sv, one.themes_none) for one in without] == [("Naturbaserad ekonomi", "unknown")]


WRONG = [
    ("  themes_none: method\n", "  themes: [enrgy]\n", "themes[1]: 'enrgy' is not in data/themes.yaml; did you mean energy?"),
    ("  themes_none: method\n", "", "must have exactly one of the fields themes, themes_none"),
    ("  themes_none: method\n", "  themes_none: methd\n", "themes_none: unknown value 'methd'; did you mean method?"),
    ("  themes_none: method\n", "  themes: [energy, energy]\n", "themes: the same value appears twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wording"), WRONG, ids=[new.strip() or "none" for _, new, _ in WRONG])
def test_reports_invalid_theme_with_remedy(tmp_path, words, old, new, wording):
    data = tmp_path / "data"
    data.mkdir()
    (data / "schema").symlink_to(ROOT / "data/schema")
    (data / "themes.yaml").symlink_to(ROOT / "data/themes.yaml")
    (data / "references.yaml").symlink_to(ROOT / "data/references.yaml")
    (data / "regions.yaml").write_text(REGION, "utf-8")
    (data / "examples.yaml").write_text(ENTRY.replace(old, new), "utf-8")
    _, problems = schemas.load(data, ["examples", "regions", "themes", "references"])
    (problem,) = (problem.text(words, "en") for problem in problems)
    assert wording in problem


def test_region_has_own_and_shared_area_themes(themes, catalogue):
    uppsala = catalogue.region["uppsala"]
    assert themes.own(uppsala) == ()
    assert set(themes.shared(uppsala)) == {
        "advanced-manufacturing", "food-agriculture", "energy", "digital-ict", "life-science-health",
    }  # fmt: skip
    assert themes.of_region(uppsala) == themes.shared(uppsala)
    assert not set(themes.own(catalogue.region["orebro"])) & set(themes.shared(catalogue.region["orebro"]))


def test_example_about_all_areas_inherits_region_themes(themes, catalogue):
    example = catalogue.example["varmland-priorities"]
    assert (example.themes, example.themes_none) == ((), "region")
    assert themes.of_example(example) == themes.inherited(example) == themes.own(catalogue.region["varmland"])


def test_joint_example_inherits_shared_area_themes(themes, catalogue):
    joint = catalogue.example["smaland-islands-joint-analysis"]
    assert themes.inherited(joint) == themes.own(catalogue.shared_area["smaland-islands"])


def test_example_about_a_method_has_no_theme(themes, catalogue):
    assert themes.of_example(catalogue.example["norrbotten-scenarios"]) == ()


def test_choices_use_each_regions_own_priority_names(themes, catalogue):
    choices = themes.choices(catalogue.theme["forest-bioeconomy"])
    wording = {choice.region.id: [priority.name.sv for priority in choice.own] for choice in choices}
    assert wording["kalmar"] == ["Bioinnovation"]
    assert wording["kronoberg"] == []  # shares an area with its neighbours
    own = [bool(choice.own) for choice in choices]
    assert own == sorted(own, reverse=True)


def test_choice_date_falls_back_to_the_strategy(catalogue):
    region = dataclasses.replace(catalogue.region["skane"], priorities_as_of=None)
    priority = region.priorities[0]
    assert Choice(region, (priority,), (), None).date == region.strategy.adopted
    listed = dataclasses.replace(region, priorities_as_of="2024-01-16")
    assert Choice(listed, (priority,), (), None).date == "2024-01-16"
    assert Choice(listed, (), (priority,), None).date is None  # when the shared area was agreed is not known


def test_sharing_is_symmetric_and_names_the_themes(themes, catalogue):
    skane, vgr = catalogue.region["skane"], catalogue.region["vastra-gotaland"]
    there = {region.id: [theme.id for theme in common] for region, common in themes.sharing(skane)}
    back = {region.id: [theme.id for theme in common] for region, common in themes.sharing(vgr)}
    assert there["vastra-gotaland"] == back["skane"] == [
        "advanced-manufacturing", "food-agriculture", "life-science-health",
    ]  # fmt: skip
    assert "skane" not in there
    assert "vasterbotten" not in there  # the names of its areas are not known
    counts = [len(common) for _, common in themes.sharing(skane)]
    assert counts == sorted(counts, reverse=True)


def test_themes_chosen_together_are_counted_by_region(themes, catalogue):
    theme = catalogue.theme["tourism-experiences"]
    for other, count in themes.together(theme):
        both = [r for r in catalogue.regions if {theme.id, other.id} <= set(themes.of_region(r))]
        assert len(both) == count >= 2
    assert len(themes.together(theme)) <= 5
