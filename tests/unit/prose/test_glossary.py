"""Terms are explained where a page first uses them."""

import random
import re

import pytest

from guide.data.documents import Document
from guide.data.entries import Forms, Term, Text
from guide.prose.glossary import Glossary, check, each_text

CLUSTER = Term(
    "cluster",
    1,
    Text("kluster", "cluster"),
    Text("Företag <nära> varandra.", "Firms close by."),
    Forms(sv=("klustret",)),
)
ORGANISATION = Term("cluster-organisation", 1, Text("klusterorganisation", "cluster organisation"), Text("Leder.", "Leads."))  # fmt: skip
RISE = Term("rise", 1, Text("RISE", "RISE"), Text("Institut.", "Institute."))
GLOSSARY = Glossary((CLUSTER, ORGANISATION, RISE), "sv")


def explained(page, glossary=GLOSSARY):
    marked = glossary.marked(page, {}, "ordlista.html")
    return re.sub(
        r'<a class="term" href="ordlista.html#([\w-]+)" aria-describedby="note-\1">(.*?)</a>', r"[\1:\2]", marked
    )


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Ett kluster och ett kluster.</p>", "<p>Ett [cluster:kluster] och ett kluster.</p>"),
        ("<p>Klustret växer, klustret sinar.</p>", "<p>[cluster:Klustret] växer, klustret sinar.</p>"),
        ("<p>En klusterorganisation i ett kluster</p>", "<p>En [cluster-organisation:klusterorganisation] i ett [cluster:kluster]</p>"),
        ("<p>KLUSTER, Kluster Syd</p>", "<p>KLUSTER, [cluster:Kluster] Syd</p>"),
        ("<p>rise RISE Rise</p>", "<p>rise [rise:RISE] Rise</p>"),
        ("<p>klusterpolitik, rymd-kluster</p>", "<p>klusterpolitik, rymd-kluster</p>"),
        ("<h2>Om kluster</h2><p>kluster</p>", "<h2>Om kluster</h2><p>[cluster:kluster]</p>"),
        ('<a href="x">ett <em>kluster</em> till</a> kluster', '<a href="x">ett <em>kluster</em> till</a> [cluster:kluster]'),
        ('<p lang="en">kluster</p><p>kluster</p>', '<p lang="en">kluster</p><p>[cluster:kluster]</p>'),
        ('<img alt="kluster"><br/>kluster', '<img alt="kluster"><br/>[cluster:kluster]'),
        ('<div lang="en"><div>kluster</div></div>kluster', '<div lang="en"><div>kluster</div></div>[cluster:kluster]'),
    ],
)  # fmt: skip
def test_marks_first_use_outside_links_and_headings(page, marked):
    assert explained(page) == marked


def test_page_without_terms_is_unchanged():
    assert GLOSSARY.marked("<p>Hej</p>", {}, "x") == "<p>Hej</p>"
    assert Glossary((), "sv").marked("<p>kluster</p>", {}, "x") == "<p>kluster</p>"


class Forgetful(dict):
    """The terms used before, with none of them remembered: each use of a term is the first."""

    def __contains__(self, _):
        return False


def test_matches_the_same_terms_as_a_single_pattern():
    forms = ["kluster", "klusters nod", "kluster-nod", "nod", "Nod", "NUTS", "NUTS 2", ".se", "nod a", "a", "b.", "2"]
    glossary = Glossary(tuple(Term(str(n), 1, Text(form, form), Text("x", "x")) for n, form in enumerate(forms)), "sv")
    by_length = sorted(enumerate(forms), key=lambda item: -len(item[1]))
    starts = [
        (n, form, f"[{form[0]}{form[0].upper()}]" if form[0].islower() else re.escape(form[0])) for n, form in by_length
    ]
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(first + re.escape(form[1:]) for _, form, first in starts)})(?![\w-])"
    )
    term = {form: str(n) for n, form in enumerate(forms)}
    pieces = [*forms, "Kluster", "A", "s", "x", "Klusters nod", " ", " ", " ", "-", ".", ",", "_", "\n", "é"]
    draw, matches = random.Random(8), 0  # noqa: S311 -- seeded, so that failures repeat
    for _ in range(20000):
        text = "".join(draw.choices(pieces, k=draw.randint(0, 9)))
        expected, number = pattern.subn(
            lambda one: f"[{term.get(one[0]) or term[one[0][0].lower() + one[0][1:]]}:{one[0]}]", text
        )
        linked = glossary.linked(text, Forgetful(), "x")
        assert (
            re.sub(r'<a class="term" href="x#(\d+)" aria-describedby="note-\1">(.*?)</a>', r"[\1:\2]", linked)
            == expected
        )
        matches += number
    assert matches > 10000


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("a<b>c</b>d", ["a", "c", "d"]),
        ("<pre>a<pre>b</pre>c</pre>d", ["d"]),
        ("a < b <br> c <3", ["a ", " b ", " c ", "3"]),
        ("<b>a</b> <pre/>b<pre>c</PRE><br/>d<h2>e<h2/>f", ["a", "b", "d"]),
        ("<!-- a --><svg><a>b</a></svg>c", ["!-- a -->", "c"]),
        ('<p class="crumb">a</p><P LANG=x>b</P>', ["b"]),
    ],
)
def test_each_text_skips_tags_and_excluded_elements(page, texts):
    seen = []
    assert "".join(each_text(page, lambda text: seen.append(text) or text)) == page
    assert seen == texts


@pytest.mark.parametrize(
    "tag", ["code", "pre", "h2", "summary", "button", "figure", "svg", "script", "abbr", "cite", "dt"]
)
def test_glossary_skips_element(tag):
    page = f"<{tag}>kluster</{tag}>"
    assert explained(f"{page}<p>kluster</p>") == f"{page}<p>[cluster:kluster]</p>"


@pytest.mark.parametrize("name", ["cards", "sources", "facts", "table", "tasks"])
def test_glossary_skips_lists_of_links_and_facts(name):
    page = f'<ul class="x {name}"><li>kluster</li></ul>'
    assert explained(f"{page}<p>kluster</p>") == f"{page}<p>[cluster:kluster]</p>"


def test_already_used_terms_are_not_linked_again():
    used = {"cluster": CLUSTER}
    html = GLOSSARY.marked("<p>kluster på RISE</p>", used, "x")
    assert 'href="x#cluster"' not in html
    assert 'href="x#rise"' in html
    assert list(used) == ["cluster", "rise"]


def test_reports_form_shared_by_two_terms():
    other = Term("growth", 9, Text("tillväxt", "growth"), Text("Mer.", "More."), Forms(sv=("klustret",)))
    doc = Document("data/glossary.yaml")
    check((CLUSTER, RISE, other), doc)
    assert [(p.line, p.key, p.values) for p in doc.problems] == [
        (9, "term_twice", {"name": "klustret", "line_before": 1})
    ]


def test_reports_term_that_is_to_be_avoided():
    other = Term("growth", 9, Text("tillväxt", "growth"), Text("Mer.", "More."), avoid=Forms(sv=("kluster", "växt")))
    doc = Document("data/glossary.yaml")
    check((CLUSTER, RISE, other), doc)
    assert [(p.line, p.key, p.values) for p in doc.problems] == [
        (9, "term_avoided", {"name": "kluster", "line_before": 1})
    ]


def test_accepts_own_synonym_listed_as_avoided():
    other = Term(
        "growth", 9, Text("tillväxt", "growth"), Text("Mer.", "More."), synonyms=Forms(sv=("växt",)),
        avoid=Forms(sv=("växt",)),
    )  # fmt: skip
    doc = Document("data/glossary.yaml")
    check((CLUSTER, RISE, other), doc)
    assert doc.problems == []
