"""The lists on the editors' page on a given day, and the checks of the owners that it needs."""

import datetime

import pytest

from guide.data import schemas
from guide.data.documents import Document
from guide.data.entries import Example, Link, Owner, Reference, Text
from guide.data.external_links import Links, LinkStatus, Occurrence
from guide.prose import review
from guide.prose.translations import Item
from unit import entries
from unit.conftest import ENTRY, REGION, ROOT

TODAY = datetime.date(2026, 11, 21)
OWNERS = (
    Owner("editors", 1, Text("Redaktionen", "The editors")),
    Owner("web", 2, Text("Webbansvarig", "Website lead")),
)


def example(id_: str, reviewed: str, *sources: Link, owner: str | None = None) -> Example:
    return entries.example(id_, title=Text(id_, id_), sources=sources, reviewed=reviewed, owner=owner)


def reviewed(
    *examples: Example, references: tuple[Reference, ...] = (), pages: tuple[review.Item, ...] = (), **more
) -> review.Review:
    catalogue = entries.catalogue(*examples, references=references, owners=OWNERS)
    values = {"ledger": (), "links": Links(), "today": TODAY, **more}
    return review.Review(catalogue, pages, **values)


REVIEWED = [("2026-11-21", False), ("2025-11-21", False), ("2025-11-20", True), ("2024-01-01", True)]


@pytest.mark.parametrize(("day", "overdue"), REVIEWED)
def test_review_is_overdue_after_the_interval(day, overdue):
    assert bool(reviewed(example("a", day)).overdue) is overdue


def test_overdue_items_have_owners_and_are_oldest_first():
    page = review.Item("pages", "a.md", Text("Sida", "Page"), "web", None)
    listed = reviewed(example("b", "2024-02-01", owner="web"), example("c", "2024-01-01"), pages=(page,)).overdue
    assert [(item.source, owner.name.en) for item, owner in listed] == [
        ("a.md", "Website lead"),
        ("examples/c.md", "The editors"),
        ("examples/b.md", "Website lead"),
    ]


def test_page_has_the_oldest_review_date_and_either_owner():
    texts = {
        "a.md": {
            "en": '---\ntitle: B\nreviewed: "2026-01-01"\nowner: web\n---\n',
            "sv": '---\ntitle: A\nreviewed: "2026-01-02"\n---\n',
        },
        "b.md": {"sv": "---\ntitle: C\n---\n"},
    }
    assert list(review.pages(texts)) == [
        review.Item("pages", "a.md", Text("A", "B"), "web", "2026-01-01"),
        review.Item("pages", "b.md", Text("C"), None, None),
    ]


def test_counts_sources_never_opened_or_opened_long_ago():
    sources = (
        Link("A", "sv", read="2026-01-01"),
        Link("B", "sv", checked="2025-01-01"),
        Link("C", "sv", unverified="archived"),
        Link("D", "sv", unverified="untried"),
    )
    known, unknown = (Reference(status, 1, "T", "web", "en", status) for status in ("checked", "unchecked"))
    page = reviewed(example("a", "2026-11-21", *sources), references=(known, unknown))
    assert page.sources == {"examples": (4, 2, 1), "references": (2, 1, 0)}
    assert [(item.source, never, old) for of in page.unread.values() for item, never, old in of] == [
        ("examples/a.md", 2, 1),
        ("web-pages.md#unchecked", 1, 0),
    ]


def test_counts_translations_by_kind_and_state():
    items = [
        Item("a.md", "", "en", "fresh"),
        Item("examples/b", "title", "en", "stale"),
        Item("examples/b", "gaps", "en", "stale"),
    ]
    assert reviewed(ledger=items).coverage == {"pages": {"fresh": 1}, "examples": {"stale": 2}}


def test_lists_broken_links_in_use_by_state():
    statuses = [
        LinkStatus(f"https://{state}.se", state, "other", "2026-11-21") for state in ("unsure", "moved", "dead")
    ]
    links = Links("2026-11-21", (*statuses, LinkStatus("https://gone.se", "dead", "gone", "2026-11-21")))
    occurrences = {finding.url: (Occurrence("data/x.yaml", 1),) for finding in statuses}
    listed = reviewed(links=links, occurrences=occurrences).broken
    assert [(state, [one.url for one in of]) for state, of in listed.items()] == [
        ("dead", ["https://dead.se"]),
        ("moved", ["https://moved.se"]),
        ("unsure", ["https://unsure.se"]),
    ]


def test_reports_unknown_owner_of_an_entry(tmp_path, words):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("schema", "owners.yaml"):
        (data / name).symlink_to(ROOT / "data" / name)
    (data / "regions.yaml").write_text(REGION, "utf-8")
    for owner, expected in (("web", []), ("wb", ["'wb' is not in data/owners.yaml; did you mean web?"])):
        (data / "examples.yaml").write_text(ENTRY.replace("  reviewed:", f"  owner: {owner}\n  reviewed:"), "utf-8")
        _, problems = schemas.load(data, ["examples", "regions", "owners"])
        start = "data/examples.yaml:24: first: owner: "
        assert [problem.text(words, "en") for problem in problems] == [start + text for text in expected]


def test_reports_owners_that_differ_between_languages(words):
    doc = Document("docs/en/a.md")
    review.compare_owners(({"owner": "web"}, {}), doc, "docs/sv/a.md")
    review.compare_owners(({"owner": "web"}, {"owner": "editors"}), doc, "docs/sv/a.md")
    assert [problem.text(words, "en") for problem in doc.problems] == [
        "docs/en/a.md:1: owner is 'web' but in docs/sv/a.md 'editors'; use the same role in both languages"
    ]
