"""Terms are explained where they first stand on a page."""

import re

import pytest

from entries import Forms, Term, Text
from glossary import Glossary

CLUSTER = Term(
    "cluster",
    1,
    Text("kluster", "cluster"),
    Text("Företag <nära> varandra.", "Firms close by."),
    Forms(sv=("klustret",)),
)
ORGANISATION = Term("cluster-organisation", 1, Text("klusterorganisation", "cluster organisation"), Text("Leder.", "Leads."))  # fmt: skip
RISE = Term("rise", 1, Text("RISE", "RISE"), Text("Institut.", "Institute."))
GLOSSARY = Glossary((CLUSTER, ORGANISATION, RISE), "sv", "I ordlistan")


def explained(page, glossary=GLOSSARY):
    marked = glossary.mark(page, "ordlista.html").split('<div class="explanations"')[0]
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
def test_the_first_use_outside_links_and_headings_is_marked(page, marked):
    assert explained(page) == marked


def test_the_explanation_is_escaped_and_leads_to_the_glossary():
    marked = GLOSSARY.mark("<p>kluster</p>", "../ordlista.html")
    assert "Företag &lt;nära&gt; varandra." in marked
    assert '<a href="../ordlista.html#cluster">I ordlistan</a>' in marked


def test_a_page_without_terms_stays_as_it_is():
    assert GLOSSARY.mark("<p>Hej</p>", "x") == "<p>Hej</p>"
    assert Glossary((), "sv", "").mark("<p>kluster</p>", "x") == "<p>kluster</p>"
