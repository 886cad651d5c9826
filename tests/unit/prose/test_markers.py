"""Markers and citations: parsing, and the reports of unknown or malformed ones."""

import pytest

from guide.data.documents import Document
from guide.prose import markers

ALLOWED = {"examples": {"step": ("analysis", "vision"), "limit": int}, "steps": {}}
KEYS = ["foray-2015", "porter-1998"]


def complaints(markdown, words, skip=0):
    doc = Document("docs/sv/sida.md")
    markers.check("\n" * skip + markdown, doc, ALLOWED, KEYS)
    return [problem.text(words, "en") for problem in doc.problems]


def test_parses_marker_name_and_arguments():
    doc = Document("x")
    assert markers.check("A\n\n<!-- examples step=analysis,vision limit=3 -->\n", doc, ALLOWED, KEYS) == [
        markers.Marker("examples", {"step": ("analysis", "vision"), "limit": ("3",)}, 3)
    ]
    assert doc.problems == []


@pytest.mark.parametrize(
    ("markdown", "complaint"),
    [
        ("<!-- exampels -->", "4: unknown marker 'exampels'; did you mean <!-- examples -->?"),
        ("<!-- examples step=analys -->", "4: unknown value 'analys' for step; did you mean step=analysis?"),
        ("<!-- weather -->", "4: unknown marker 'weather'; allowed: examples, steps"),
        ("<!-- examples step=x -->", "4: unknown value 'x' for step; allowed: analysis, vision"),
        ("<!-- Examples step = vision -->", "4: 'Examples step = vision' has the wrong form; write it like <!-- examples step=vision -->"),
        ("<!-- -->", "4: '' has the wrong form; write it like <!-- examples -->"),
        ("<!-- examples limit=1,2 -->", "4: unknown value '1,2' for limit; allowed: 1, 2, 3 …"),
        ("<!-- examples limit=² -->", "4: unknown value '²' for limit; allowed: 1, 2, 3 …"),
        ("<!-- examples limit=0 -->", "4: unknown value '0' for limit; allowed: 1, 2, 3 …"),
        (f"<!-- examples limit={'9' * 5000} -->", f"4: unknown value '{'9' * 60}' for limit; allowed: 1, 2, 3 …"),
        ("<!-- examples limit=few -->", "4: unknown value 'few' for limit; allowed: 1, 2, 3 …"),
        ("<!-- examples stage=analysis -->", "4: the marker examples has no argument 'stage'; allowed: step, limit"),
        ("<!-- steps limit=1 -->", "4: the marker steps has no argument 'limit'; allowed: –"),
        ("<!-- examples, please -->", "4: 'examples, please' has the wrong form; write it like <!-- examples -->"),
        ("Text [@foray-2051].", "4: the source @foray-2051 is not in data/references.yaml; did you mean @foray-2015?"),
        ("Text [@foray-2015; @nobody].", "4: the source @nobody is not in data/references.yaml; use a key from that file"),
    ],
)  # fmt: skip
def test_reports_unknown_marker_or_citation_with_its_line(words, markdown, complaint):
    assert complaints(markdown, words, skip=3) == [f"docs/sv/sida.md:{complaint}"]


def test_ignores_comment_that_begins_with_a_hash(words):
    page = "<!-- # check this in May -->\n<!-- #examples -->"
    assert complaints(page, words) == []
    assert list(markers.find_all(page)) == []


@pytest.mark.parametrize(
    ("page", "parsed"),
    [
        ("A\n<!-- examples -->", [("examples", {}, 2)]),
        ("  <!--examples step=vision,analysis  limit=2-->  \n<!-- steps -->", [("examples", {"step": ("vision", "analysis"), "limit": ("2",)}, 1), ("steps", {}, 2)]),
        ("A <!-- examples --> in a line", []),
        ("<!-- examples\nstep=vision -->", []),
        ("<!-- What nobody understands! -->", []),
    ],
)  # fmt: skip
def test_marker_is_a_comment_alone_on_its_line(page, parsed):
    assert [(marker.name, marker.arguments, marker.line) for marker in markers.find_all(page)] == parsed


def test_parses_markers_in_html():
    html = "<p>A</p>\n<!-- examples limit=1 -->\n<p>B</p>\n<!-- # note -->"
    comments = list(markers.COMMENT.finditer(html))
    assert [markers.of_comment(comment, html) for comment in comments] == [
        markers.Marker("examples", {"limit": ("1",)}, 2),
        None,
    ]


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("One [@a].\n\nTwo [@b; @example:c-d][@a].", [(1, "a"), (3, "b"), (3, "example:c-d"), (3, "a")]),
        ("[a] [@] [@a b] [a@b.se](mailto:a@b.se)", []),
        ("`[@a]`, ``[@b] ` ``.\n\n```text\n[@c]\n```\n\n[@d].", [(7, "d")]),
    ],
)
def test_finds_citations_outside_code_with_their_lines(page, keys):
    assert list(markers.citations(page)) == keys


EXAMPLES = ["foray-2015", "example:visual-sweden", "example:skane-firs"]


@pytest.mark.parametrize(
    ("markdown", "complaint"),
    [
        ("Se [visual-sweden].", "[visual-sweden] is not a citation; write [@example:visual-sweden]"),
        ("Se [@example:visual-swede].", "the example @example:visual-swede is not in data/examples.yaml; did you mean @example:visual-sweden?"),
        ("Se [@example:].", "the example @example: is not in data/examples.yaml; use an id from that file, such as @example:visual-sweden"),
        ("Se [@exampel:visual-sweden].", "the source @exampel:visual-sweden is not in data/references.yaml; did you mean @example:visual-sweden?"),
    ],
)  # fmt: skip
def test_reports_unknown_example_with_the_nearest_id(words, markdown, complaint):
    doc = Document("docs/sv/sida.md")
    markers.check(f"\n\n\n\n{markdown}", doc, {}, EXAMPLES)
    assert [problem.text(words, "en") for problem in doc.problems] == [f"docs/sv/sida.md:5: {complaint}"]


PLACE = "4: the marker {} is not alone on its line; write {} on a line of its own, not indented and with an empty line above"
# Malformed markers and citations, with the excerpt and the correction in the message.
NEARLY = [
    ("Text <!-- exampels --> text", PLACE, "<!-- exampels -->", "<!-- examples -->"),
    ("> <!-- examples step=vision -->", PLACE, "<!-- examples step=vision -->", "<!-- examples step=vision -->"),
    ("    <!-- examples -->", PLACE, "<!-- examples -->", "<!-- examples -->"),
    ("<!-- examples\nstep=vision -->", PLACE, "<!-- examples step=vision -->", "<!-- examples step=vision -->"),
    ("Text <!-- ett minne till oss -->", PLACE, "<!-- ett minne till oss -->", "<!-- # … -->"),
    ("<!– examples –>", PLACE, "<!– examples –>", "<!-- examples -->"),
    ("<!— examples —>", PLACE, "<!— examples —>", "<!-- examples -->"),
    ("<!- examples ->", PLACE, "<!- examples ->", "<!-- examples -->"),
    ("Text <!-- examples step = ”vision” -->", PLACE, "<!-- examples step = ”vision” -->", "<!-- examples step=vision -->"),
    ("<! -- examples -->", PLACE, "<! -- examples -->", "<!-- examples -->"),
    ("Text <!-- # note --> text", PLACE, "<!-- # note -->", "<!-- # … -->"),
    ("[@foray-2015, @visual]", "4: {} is not a citation; write {}", "[@foray-2015, @visual]", "[@foray-2015]"),
    ("[@foray-2015; foray-2015]", "4: {} is not a citation; write {}", "[@foray-2015; foray-2015]", "[@foray-2015]"),
    ("[@foray-2015, s. 12]", "4: {} is not a citation; write {}", "[@foray-2015, s. 12]", "[@foray-2015]"),
    ("[@foray-2015;\n@foray-2015]", "4: {} is not a citation; write {}", "[@foray-2015; @foray-2015]", "[@foray-2015]"),
    ("[@Foray 2015]", "4: {} is not a citation; write {}", "[@Foray 2015]", "[@foray-2015]"),
    ("[@]", "4: {} is not a citation; write {}", "[@]", "[@id]"),
    ("[@foray-2015", "4: {} is not a citation; write {}", "[@foray-2015", "[@foray-2015]"),
    ("@[foray-2015]", "4: {} is not a citation; write {}", "@[foray-2015]", "[@foray-2015]"),
    ("(@foray-2015)", "4: {} is not a citation; write {}", "(@foray-2015)", "[@foray-2015]"),
    ("[see @foray-2015]", "4: {} is not a citation; write {}", "[see @foray-2015]", "[@foray-2015]"),
    ("Text [1] and `[2]`, \\[3] and [4](a.md).", "4: {} is not a citation; write {}", "[1]", "[@id]"),
    ("Text [foray-2015] [not-known], `[foray-2015]`, \\[foray-2015\\], [foray-2015](a.md), [the report][foray-2015].", "4: {} is not a citation; write {}", "[foray-2015]", "[@foray-2015]"),
    ("Text @foray-2051.", "4: {} is not a citation; write {}", "@foray-2051", "[@foray-2015]"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "message", "excerpt", "right"), NEARLY)
def test_reports_malformed_marker_or_citation_with_remedy(words, markdown, message, excerpt, right):
    assert complaints(f"Text.\n\n{markdown}\n", words, skip=1) == [f"docs/sv/sida.md:{message.format(excerpt, right)}"]


@pytest.mark.parametrize(
    "markdown",
    [
        "[a@b.se](mailto:a@b.se)",
        "a@b.se",
        "<a@b.se>",
        "`[@a, b]` and `<!-- x -->`",
        "```\n<!-- x -->\n```",
        "<!-- # note -->",
    ],
)
def test_ignores_addresses_code_and_notes(words, markdown):
    assert complaints(f"Text.\n\n{markdown}\n", words, skip=1) == []
