"""Properties of any text, address, id and period, tested with Hypothesis."""

import re
import unicodedata
from datetime import date
from urllib.parse import quote, urlsplit

import lxml.html
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guide.data import leftovers, schemas, strings, yaml_reader
from guide.data.documents import Document
from guide.data.formats import composed, invisible, is_date, is_moment, is_url
from guide.data.rich_text import ELEMENTS, is_address, line_of, refusals, to_html
from guide.prose import front_matter, markers, outline
from guide.search import lexicon
from hostile import TEXTS
from unit.conftest import ROOT

settings.register_profile("same", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("same")

SIGNS = st.sampled_from(
    [*"\n *_-+#>|`[](){}<>&!?:;=~^\\/@.,\"'\t1aåé", "\n\n", "    ", "  ", "- ", "1. ", "> ", "](", "]: ", "|-|", "```\n", "<!--", "-->", "https://a.se", "[@", "{: ", ".md", "\u0308", "\ufb01", "\N{ROCKET}", "\ufe0f", "\u200d", "\u202e", "---\n", "key: "]
)  # fmt: skip
TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.lists(SIGNS, max_size=25).map("".join),
    st.lists(st.one_of(SIGNS, st.sampled_from(list(TEXTS.values()))), max_size=8).map("".join),
)
DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
SITE = st.sampled_from(["https://a.se", "http://xn--a.b.eu:80/", "https://å.se/?b=", "https://a.se/#", "mailto:a@b.se"])
MOMENT = st.one_of(DAY, DAY.map(lambda day: day[:7]), DAY.map(lambda day: day[:4]))


@given(TEXT)
def test_accepted_text_has_only_allowed_elements(text):
    refused = list(refusals(text))
    assert all(1 <= line_of(one, text) <= text.count("\n") + 1 for one in refused)
    for element in [] if refused else lxml.html.fragment_fromstring(to_html(text), "div").iterdescendants():
        assert element.tag in ELEMENTS
        assert set(element.keys()) <= ELEMENTS[element.tag]
        assert is_address(element.get("href", "https://a.se"))


@given(TEXT)
def test_escaped_text_has_no_leftover_markdown(text):
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", re.sub(r"\s+", " ", text)).strip()
    kinds = {kind for kind, _ in leftovers.find_all(to_html(escaped), escaped, to_html)}
    assert kinds <= {"left_break", "left_bullet"}  # no sign of Markdown, so nothing that can be escaped


@given(TEXT)
def test_composed_is_idempotent_and_ignores_the_input_form(text):
    one = composed(text)
    assert composed(one) == one
    assert composed(unicodedata.normalize("NFD", text)) == composed(unicodedata.normalize("NFC", text))
    assert lexicon.split(unicodedata.normalize("NFD", text)) == lexicon.split(text)


@given(TEXT)
def test_yaml_problems_have_a_line_in_the_file(text):
    doc = yaml_reader.parse(text.encode("utf-8", "surrogatepass"), "data/x.yaml")
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in doc.problems)


@given(TEXT)
def test_yaml_value_survives_a_round_trip(text):
    if invisible(text) or not text.isprintable():
        return
    doc = yaml_reader.parse(yaml.safe_dump({"key": text}, allow_unicode=True, width=10_000).encode(), "data/x.yaml")
    assert (doc.problems, doc.data) == ([], {"key": composed(text)})


@given(TEXT, TEXT)
def test_page_problems_have_a_line_in_the_page(front, body):
    page, doc = f"---\n{front}\n---\n{body}", Document("docs/sv/x.md")
    markers.check(text := front_matter.body(page), doc, {"examples": {"limit": int}}, ["a-b"])
    outline.check(text, doc, generated=False)
    front_matter.of_page(page)
    assert all(1 <= problem.line <= page.count("\n") + 1 for problem in doc.problems)


@given(st.builds("{}{}".format, SITE, st.one_of(TEXT, st.from_regex(r"[!-~åé]{0,9}", fullmatch=True))))
def test_accepted_url_is_safe_in_html(text):
    assume(is_url(text))
    assert urlsplit(text).scheme in ("http", "https", "mailto")
    assert not re.search(r"""[\s"'<>\\]""", text)
    assert lxml.html.fromstring(f'<a href="{text.replace("&", "&amp;")}">x</a>').get("href") == text


@given(st.from_regex(r"[a-z0-9_./ åäö-]{1,12}", fullmatch=True))
def test_accepted_id_is_url_safe(text):
    pattern = schemas.Schemas(ROOT / "data/schema").files["common.json"]["$defs"]["id"]["pattern"]
    if re.search(pattern, text):
        assert quote(text) == text
        assert not re.search(r"^[-.]|[-.]$|--|\.", text)


@given(MOMENT, MOMENT, st.sampled_from(["sv", "en"]))
def test_period_contains_both_years(start, end, lang):
    _, shown = strings.period(start, end, lang)
    assert {start[:4], end[:4]} <= set(re.findall(r"\d{4}", shown))
    assert strings.period(start, start, lang)[1] == strings.date(start, lang)


@given(st.one_of(DAY, TEXT, st.from_regex(r"\d{4}-\d\d(-\d\d)?", fullmatch=True)))
def test_accepted_date_is_a_calendar_date(text):
    if is_date(text):
        assert date.fromisoformat(text).isoformat() == text
        assert is_moment(text)
