"""The table of addresses: which addresses are the same, and the report of a second claim."""

import pytest

from guide.data.addresses import Addresses
from guide.data.claims import Claims, Origin, entry_pages, redirects
from guide.data.documents import Document
from guide.data.yaml_reader import parse

FIRST = Origin(Document("docs/sv/a.md"), line=1)
SECOND = Origin(Document("docs/sv/b.md"), line=7)


def reported(claims: Claims) -> list[tuple]:
    return [(p.file, p.line, p.entry, p.field, p.key, dict(p.values)) for p in claims.problems]


def test_second_claim_reports_both_locations():
    claims = Claims()
    claims.claim("steg/a.html", FIRST)
    claims.claim("steg/a.html", SECOND)
    claims.claim("steg/b.html", SECOND)
    values = {"address": "steg/a.html", "other": "docs/sv/a.md:1"}
    assert reported(claims) == [("docs/sv/b.md", 7, "", "", "address_taken", values)]
    assert list(claims) == ["steg/a.html", "steg/b.html"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.html", "A.html"),
        ("Steg/a.html", "steg/A.HTML"),
        ("\u00e5.html", "a\u030a.html"),
        ("\u00c5.html", "a\u030a.html"),
        ("\u0130.html", "i\u0307.html"),
        ("data", "data/examples.json"),
        ("data", "data/schema/examples.json"),
        ("a/b/c.html", "a/b"),
        ("a/b/c.html", "A"),
    ],
)
def test_addresses_conflict_by_case_unicode_form_and_folder(one, other):
    for first, second in ((one, other), (other, one)):
        claims = Claims()
        claims.claim(first, FIRST)
        claims.claim(second, SECOND)
        assert [(p.file, p.values["address"]) for p in claims.problems] == [("docs/sv/b.md", second)]


def test_shared_folders_and_prefixes_do_not_conflict():
    claims = Claims()
    for address in ("a/b/c.html", "a/b/d.html", "a/b.html", "a.html", "ab", "a/bc", "ö.html", "o.html"):
        claims.claim(address, FIRST)
    assert claims.problems == []


def test_source_is_reported_once_for_several_conflicts():
    claims = Claims()
    for address in ("a.html", "a.md"):
        claims.claim(address, FIRST)
    for address in ("a.html", "a.md", "en/a.html"):
        claims.claim(address, SECOND)
    assert [problem.values["address"] for problem in claims.problems] == ["a.html"]
    assert "en/a.html" in list(claims)


def test_refusal_claims_nothing():
    claims = Claims()
    assert claims.refusal("a.html", FIRST) is None
    claims.claim("a.html", SECOND)
    assert claims.refusal("a.html", FIRST).values["other"] == "docs/sv/b.md:7"
    assert claims.problems == []


def test_ids_aliases_and_moved_pages_have_their_lines():
    text = b"- id: first\n  aliases: [old]\n- title: x\n  aliases:\n  - older\n  - oldest\n  id: second\n"
    moved = b"- address: a.html\n- to: x\n  address: b.html\n"
    docs = {"examples": parse(text, "data/examples.yaml"), "moved": parse(moved, "data/moved.yaml")}
    assert [(source, str(place)) for source, place in entry_pages(docs, "examples")] == [
        ("examples/first.md", "data/examples.yaml:1"),
        ("examples/second.md", "data/examples.yaml:7"),
    ]
    redirected = list(redirects(docs, Addresses({})))
    assert [(address, str(place)) for address, place in redirected] == [
        ("examples/old.html", "data/examples.yaml:2"),
        ("en/examples/old.html", "data/examples.yaml:2"),
        ("examples/older.html", "data/examples.yaml:5"),
        ("en/examples/older.html", "data/examples.yaml:5"),
        ("examples/oldest.html", "data/examples.yaml:6"),
        ("en/examples/oldest.html", "data/examples.yaml:6"),
        ("a.html", "data/moved.yaml:1"),
        ("b.html", "data/moved.yaml:3"),
    ]
    claims = Claims()
    claims.claim("x", FIRST)
    claims.claim("x", redirected[4][1])
    values = {"address": "x", "other": "docs/sv/a.md:1"}
    assert reported(claims) == [("data/examples.yaml", 6, "second", "aliases[2]", "address_taken", values)]
