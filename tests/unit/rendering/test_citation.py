"""How an example is cited."""

import re

import pytest

from guide.rendering import citation


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("En titel", "Verket (2026). En titel. https://s3.example.org/x.html"),
        ("Fungerar det?", "Verket (2026). Fungerar det? https://s3.example.org/x.html"),
    ],
)
def test_plain_citation_ends_the_title_once(title, cited):
    assert citation.plain(title, "Verket", "2026", "https://s3.example.org/x.html") == cited


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mål & medel", r"Mål \& medel"),
        ("100 % av #1_2", r"100 \% av \#1\_2"),
        ("$5", r"\$5"),
        (r"a\b", r"a\textbackslash{}b"),
        ("{", r"\textbraceleft{}"),
        ("}", r"\textbraceright{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("Västra Götaland 2021–2027", "Västra Götaland 2021–2027"),
    ],
)
def test_latex_escapes_signs_that_it_reads_as_commands(text, shown):
    assert citation.latex(text) == shown


def test_bibtex_entry_has_all_fields():
    url = "https://s3.example.org/en/examples/x.html"
    assert citation.bibtex("visual-sweden", "Firms & “clusters”", "The Agency", "2026", url, "en", "Reviewed 2026-11-21") == (
        "@misc{visual-sweden,\n"
        '  author = "{The Agency}",\n'
        '  title = "{Firms \\& “clusters”}",\n'
        '  year = "2026",\n'
        '  url = "https://s3.example.org/en/examples/x.html",\n'
        '  language = "british",\n'
        '  note = "{Reviewed 2026-11-21}"\n'
        "}"
    )  # fmt: skip


@pytest.mark.parametrize("title", ["}", "{{{", 'A "quoted" } title \\', "%"])
def test_no_title_breaks_the_bibtex_entry(title):
    """BibTeX reads to the closing brace, counting braces even after a backslash."""
    entry = citation.bibtex("x", title, title, "2026", 'https://a.se/"{', "sv", title)
    depth = 0
    for at, sign in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or at == len(entry) - 1 or at < len("@misc")
    assert depth == 0
    outside = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{[^{}]*\}", "", entry.partition(",")[2]))
    assert outside.count('"') == 2 * 6
