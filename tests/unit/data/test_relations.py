"""The relations of an example: related examples, neighbours in lists, clusters, and the number of comparisons."""

import pytest

from guide.data.entries import Cluster, Organisation, Text
from guide.data.relations import LEAST, MOST, Relations
from unit.entries import example


def relations(*examples):
    return Relations(examples)


def by(name, role="academia"):
    return Organisation(Text(name), role)


ONE = example(
    "one", steps=("vision", "analysis"), regions=("skane",), organisations=(by("LU"), by("Region Skåne", "region"))
)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (example("o", steps=("analysis",)), ((), (), ("analysis",))),
        (example("o", steps=("evaluation",), regions=("skane", "halland")), (("skane",), (), ())),
        (example("o", steps=("evaluation",), organisations=(by("lu", "company"),)), ((), ("LU",), ())),
        # in its own region, the regional authority adds nothing to the region; elsewhere it is a reason
        (example("o", steps=("evaluation",), regions=("skane",), organisations=(by("Region Skåne", "region"),)), (("skane",), (), ())),
        (example("o", steps=("evaluation",), regions=("halland",), organisations=(by("Region Skåne", "region"),)), ((), ("Region Skåne",), ())),
    ],
)  # fmt: skip
def test_relation_lists_what_is_shared(other, reason):
    (related,) = relations(ONE, other).of(ONE)
    assert not related.given
    assert (related.regions, tuple(o.name.sv for o in related.organisations), related.steps) == reason


def test_examples_that_share_nothing_are_not_related():
    assert relations(ONE, example("o", steps=("evaluation",), regions=("halland",))).of(ONE) == ()


def given(one, *examples):
    return [relation.example for relation in relations(*examples).of(one) if relation.given]


def test_a_relation_is_shown_both_ways():
    one, two = example("one", related=("two",)), example("two")
    assert given(one, one, two) == [two]
    assert given(two, one, two) == [one]


def test_a_mutual_relation_is_shown_once():
    one, two = example("one", related=("two",)), example("two", related=("one",))
    assert given(one, one, two) == [two]


def test_given_relations_precede_computed_ones():
    step = example("step", steps=("vision",))
    region = example("region", steps=("vision",), regions=("skane",))
    partner = example("partner", steps=("vision",), regions=("skane",), organisations=(by("LU"),))
    named = example("named", steps=("evaluation",), related=("one",))
    related = relations(ONE, step, region, partner, named).of(ONE)
    assert [(r.example.id, r.given) for r in related] == [
        ("named", True), ("partner", False), ("region", False), ("step", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "shown"), [(0, MOST), (3, MOST), (MOST, MOST + LEAST)])
def test_computed_relations_follow_all_given_ones(given, shown):
    others = [example(f"o{n}", steps=("vision",)) for n in range(12)]
    one = example("one", steps=("vision",), related=tuple(f"o{n}" for n in range(given)))
    related = relations(one, *others).of(one)
    assert len(related) == shown
    assert [r.given for r in related] == sorted((r.given for r in related), reverse=True)
    assert len({r.example.id for r in related}) == shown


def test_example_has_a_place_in_each_step_and_region_list():
    a = example("a", steps=("vision",), regions=("skane",))
    b = example("b", steps=("analysis", "vision"), regions=("skane", "halland"))
    c = example("c", steps=("vision",))
    graph = relations(a, b, c)
    neighbours = {
        p.list: (p.previous and p.previous.id, p.next and p.next.id) for one in (b, a) for p in graph.neighbours(one)
    }
    assert neighbours == {
        "step:analysis": (None, None),
        "region:halland": (None, None),
        "region:skane": (None, "b"),
        "step:vision": (None, "c"),  # examples with it as their main step come first, as on its page
    }
    assert [p.list for p in graph.neighbours(b)] == ["step:analysis", "step:vision", "region:skane", "region:halland"]
    assert graph.neighbours(b)[1].previous == c


@pytest.mark.parametrize(
    ("cluster", "related"),
    [
        (Text("Aerospace Cluster Sweden (ACS)"), ["acs"]),
        (Text("Paper Province"), ["paper"]),
        (Text("New Name"), ["old"]),
        (Text("Nobody"), []),
    ],
)
def test_cluster_matches_current_and_former_names(cluster, related):
    given = Cluster(
        "c", 1, cluster, (), Text("f"), (), "2026-11-21", "sv", former_names=("Old Name",) if related == ["old"] else ()
    )
    graph = relations(
        example("acs", organisations=(by("Aerospace Cluster Sweden"),)),
        example("paper", organisations=(by("The Paper Province II"), by("paper province"))),
        example("old", organisations=(by("Old Name"),)),
    )  # fmt: skip
    assert [one.id for one in graph.about(given)] == related


def test_number_of_candidates_is_bounded():
    steps = ("analysis", "vision", "evaluation")
    many = [
        example(f"e{n}", steps=(steps[n % 3],), regions=(f"r{n % 21}",), organisations=(by("Vinnova"), by(f"o{n % 50}")))
        for n in range(3000)
    ]  # fmt: skip
    graph = relations(*many)
    assert max(len(graph._candidates(number)) for number in range(3000)) < 250
    assert {len(graph.of(one)) for one in many} == {MOST}
