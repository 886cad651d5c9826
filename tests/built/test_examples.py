"""Pages of unusual examples: with every field, in one language, with hostile texts, with all kinds of Markdown."""

from __future__ import annotations

import copy
import re

import lxml.html
import markdown
import pytest
import yaml

from built.conftest import Built, build, copy_project
from guide.data.documents import LANGS
from guide.data.rich_text import EXTENSIONS

FULL_EXAMPLE = {
    "id": "every-field",
    "title": {"sv": "Allt på en gång", "en": "Everything at once"},
    "summary": {"sv": "En kort text om kluster.", "en": "A short text about clusters."},
    "steps": ["analysis", "vision"],
    "themes": ["life-science-health", "energy"],
    "regions": ["skane", "gotland"],
    "countries": ["SE", "FI"],
    "place": {"sv": "Öresund", "en": "The Sound"},
    "challenge": {"sv": "Svårt.", "en": "Hard."},
    "description": {"sv": "Vad som gjordes i klustret.", "en": "What the cluster did."},
    "funding": {"sv": "Två miljoner kronor.", "en": "SEK 2 million."},
    "results": {"sv": "Det gick bra.", "en": "It went well."},
    "lesson": {"sv": "Börja tidigt.", "en": "Start early."},
    "transfer": {"sv": "Gå varsamt fram.", "en": "Tread carefully."},
    "gaps": {"sv": "Vi vet inte när.", "en": "We do not know when."},
    "organisations": [
        {"name": {"sv": "Region Skåne"}, "role": "region", "url": "https://www.skane.se"},
        {"name": {"sv": "Två AB & Söner", "en": "Two & Sons"}, "role": "company"},
    ],
    "period": {"start": "2016-03", "end": "2018-06-30"},
    "evidence": "documented",
    "links": [{"title": "Läs mer", "lang": "sv", "url": "https://www.skane.se/a_b?c=d&copy=1", "read": "2026-01-31"}],
    "sources": [
        {"title": "Sidan", "lang": "sv", "url": "https://www.skane.se/sidan_(ny)", "checked": "2026-01-31"},
        {"title": "2019: [A] * book", "lang": "en", "publisher": "Ett & två", "unverified": "archived"},
    ],
    "reviewed": "2026-11-21",
    "original_language": "sv",
    "aliases": ["every-field-before"],
}
MARKDOWN = """\
1. Ett kluster
2. Två, *tre* och **fyra**

- streck
- med [länk](https://example.org/a_b?c=1&d=2) och `kod & %s`
    - inre punkt

> Ett citat
> på två rader.

Rad med brytning  
till nästa & slut &amp; 100 %. Se [steget](steps/vision.md#purpose) och <https://example.org/x>.

```
kod & [tecken]
```

Se [den här][ref], 3 < 4 och \\*stjärna\\*.

Term
:   Förklaring

| a | b |
|---|--:|
| c | d |

2019. Ett år. ꀀ är ett tecken.

[ref]: https://example.org/ref
"""  # noqa: W291
# The fields in which each example differs. Without a summary in a language, its page there is a fallback.
KINDS = {
    "only-swedish": {"title": {"sv": "Bara svenska"}, "summary": {"sv": "Kort."}, "description": {"sv": "Mer."}},
    "half-english": {"description": {"sv": "Vad som gjordes."}, "results": {"en": "It went well."}},
    "hostile": {
        "title": {"sv": "<x>%s</x> &AMP; \"x\" 'y' * z * _å `k` {#id} | 100 %", "en": "%d </title><script>x</script> \\ {{ x }}"},
        "summary": {"sv": "1. Inte en lista [x](y) &LT; <!-- x -->", "en": "- Not a list: \"quoted\" & 'so'!"},
    },
    "letters": {"title": {"sv": "ꀀ Yi ꀁ", "en": "\ua4a0 Lisu"}, "summary": {"sv": "5 saker (bra).", "en": "“Five” things!"}},
    "markdown": {"description": {"sv": MARKDOWN, "en": MARKDOWN}, "results": {"sv": "A.\n\nB\nC.\n\nD!", "en": "E; f:\n\n- g"}},
    "many-sources": {
        "sources": [
            {**FULL_EXAMPLE["sources"][0], "title": f"Källa {number}", "url": f"https://www.skane.se/{number}"} for number in range(20)
        ]
    },
    "bare": dict.fromkeys(
        ["organisations", "period", "place", "countries", "links", "challenge", "funding", "results", "lesson", "transfer", "gaps", "themes"]
    ) | {"themes_none": "method"},
    "abroad": {"regions": None, "countries": ["NO"], "period": {"start": "2030-01"}, "steps": ["evaluation"]},
}  # fmt: skip
FOLDERS = {"sv": "exempel", "en": "en/examples"}
TEXTS = ("challenge", "description", "funding", "results", "lesson", "transfer", "gaps")
EXAMPLES = {"every-field": FULL_EXAMPLE} | {
    id_: {
        name: value
        for name, value in {
            **FULL_EXAMPLE,
            "id": id_,
            "title": {"sv": f"Allt om {id_}", "en": f"All on {id_}"},
            "related": ["every-field"],
            **own,
        }.items()
        if value
    }
    for id_, own in KINDS.items()
}


@pytest.fixture(scope="module")
def sample_site(tmp_path_factory) -> Built:
    """The site of a copy of the project with an unusual example of every kind."""
    project = copy_project(tmp_path_factory.mktemp("sample_site") / "project")
    entries = [
        {name: value for name, value in copy.deepcopy(entry).items() if id_ == "every-field" or name != "aliases"}
        for id_, entry in EXAMPLES.items()
    ]
    path = project / "data/examples.yaml"
    path.write_text(path.read_text("utf-8") + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    done = build(project, project.parent / "site")
    assert done.returncode == 0, done.stderr
    return Built(project.parent / "site")


def page(sample_site: Built, id_: str, lang: str) -> lxml.html.HtmlElement:
    return sample_site.pages[f"{FOLDERS[lang]}/{id_}.html"]


def section(of: lxml.html.HtmlElement, id_: str) -> list[lxml.html.HtmlElement]:
    """Return the elements between the heading with this id and the next heading."""
    (heading,) = of.xpath(f"//article//h2[@id='{id_}']")
    following = heading.xpath("following-sibling::*")
    end = next((at for at, one in enumerate(following) if one.tag == "h2" or one.xpath(".//h2")), len(following))
    return following[:end]


def words(elements: list[lxml.html.HtmlElement]) -> str:
    return " ".join(" ".join(one.text_content() for one in elements).split())


def markdown_copy(sample_site: Built, id_: str, lang: str) -> str:
    """Return the page's Markdown version without its front matter."""
    return (sample_site.folder / f"{FOLDERS[lang]}/{id_}.md").read_text("utf-8").split("\n---\n", 1)[1]


def shown(text: dict[str, str], lang: str) -> str:
    return text.get(lang, next(iter(text.values())))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id_", EXAMPLES)
def test_page_and_markdown_copy_have_title_summary_and_texts(sample_site, id_, lang):
    example, of, copy_ = EXAMPLES[id_], page(sample_site, id_, lang), markdown_copy(sample_site, id_, lang)
    assert " ".join(of.xpath("string(//article//h1)").split()) == shown(example["title"], lang)
    assert " ".join(of.xpath("string(//article//p[@class='lead'])").split()) == shown(example["summary"], lang)
    assert of.xpath("//article//h2/@id")[1:] == [
        *(name for name in (*TEXTS, "sources") if name in example),
        *("related", "cite"),
    ]
    in_copy = lxml.html.fromstring(f"<div>{markdown.markdown(copy_, extensions=EXTENSIONS)}</div>")
    assert in_copy.xpath("string(h1)") == shown(example["title"], lang)
    assert in_copy.xpath("string(h1/following-sibling::*[1])") == shown(example["summary"], lang)
    for name in TEXTS:
        if name in example and id_ != "markdown":
            assert words(section(of, name)) == shown(example[name], lang)
            assert f"\n\n{shown(example[name], lang)}\n" in copy_


@pytest.mark.parametrize("lang", LANGS)
def test_untranslated_text_is_marked_with_its_language(sample_site, lang):
    for name, of in (("description", "sv"), ("results", "en")):
        assert [part.get("lang") for part in section(page(sample_site, "half-english", lang), name)] == [
            None if of == lang else of
        ]
    fallback = page(sample_site, "only-swedish", lang)
    canonical = fallback.xpath("string(//link[@rel='canonical']/@href)")
    assert canonical == "https://s3.example.org/exempel/only-swedish.html"
    assert fallback.xpath("//article//h1/span/@lang") == ([] if lang == "sv" else ["sv"])


@pytest.mark.parametrize("lang", LANGS)
def test_description_renders_as_python_markdown_does(sample_site, lang):
    links = {"sv": "../steg/vision.html#purpose", "en": "../steps/vision.html#purpose"}
    expected = markdown.markdown(MARKDOWN.replace("steps/vision.md#purpose", links[lang]), extensions=EXTENSIONS)
    actual = "".join(
        lxml.html.tostring(one, encoding="unicode")
        for one in section(page(sample_site, "markdown", lang), "description")
    )
    assert shape(re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", actual)) == shape(expected)


def shape(html: str) -> list[tuple[str, dict[str, str], str, str]]:
    """Return the tag, attributes, text and tail of each element in a piece of HTML."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return [
        (one.tag, dict(one.attrib), *(" ".join((part or "").split()) for part in (one.text, one.tail)))
        for one in root.iter()
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_links_lead_to_html_pages_and_in_the_copy_to_markdown(sample_site, lang):
    step = {"sv": "../steg/vision", "en": "../steps/vision"}[lang]
    assert f"{step}.html#purpose" in page(sample_site, "markdown", lang).xpath("//article//a/@href")
    assert f"[steget]({step}.md#purpose)" in markdown_copy(sample_site, "markdown", lang)


FACTS = {
    "sv": [
        ["Analys Vision"],
        ["Life science och hälsa", "Energi"],
        ["Skåne, Gotland, Öresund, Sverige, Finland"],
        ["Region Skåne", "Två AB & Söner"],
        ["mars 2016 – 30 juni 2018"],
    ],
    "en": [
        ["Analysis Vision"],
        ["Life science and health", "Energy"],
        ["Skåne, Gotland, The Sound, Sweden, Finland"],
        ["Region Skåne", "Two & Sons"],
        ["March 2016 – 30 June 2018"],
    ],
}


@pytest.mark.parametrize("lang", LANGS)
def test_facts_are_in_the_page_language(sample_site, lang):
    (facts,) = page(sample_site, "every-field", lang).xpath("//div[@class='facts']/dl")
    for small in facts.xpath(".//small"):
        small.drop_tree()
    actual: list[list[str]] = []
    for part in facts:
        if part.tag == "dt":
            actual.append([])
        else:
            actual[-1].append(" ".join(part.text_content().split()))
    assert actual[:-1] == FACTS[lang]
    assert re.search(r"Skåne.*Gotland.*(Öresund|The Sound).*Fin", markdown_copy(sample_site, "every-field", lang))


@pytest.mark.parametrize("lang", LANGS)
def test_minimal_example_has_no_empty_facts(sample_site, lang):
    facts = page(sample_site, "bare", lang).xpath("//div[@class='facts']/dl")[0]
    assert [part.tag for part in facts] == ["dt", "dd"] * 3
    assert all(part.text_content().strip() for part in facts)


@pytest.mark.parametrize("lang", LANGS)
def test_sources_are_listed_with_their_exact_addresses(sample_site, lang):
    many = section(page(sample_site, "many-sources", lang), "sources")[0]
    assert [link.text for link in many.xpath("li/a")] == ["Läs mer", *(f"Källa {number}" for number in range(20))]
    (more, first, book) = section(page(sample_site, "every-field", lang), "sources")[0].xpath("li")
    assert first.xpath("a/@href") == ["https://www.skane.se/sidan_(ny)"]
    assert book.xpath("string(cite)") == "2019: [A] * book"
    assert more.xpath("a/@href") == ["https://www.skane.se/a_b?c=d&copy=1"]
    assert "[Sidan](<https://www.skane.se/sidan_(ny)>)" in markdown_copy(sample_site, "every-field", lang)
    note = {"sv": " (på engelska)", "en": ""}[lang]  # as the book is in English
    assert f"- 2019: \\[A\\] \\* book, Ett & två{note}\n" in markdown_copy(sample_site, "every-field", lang)
