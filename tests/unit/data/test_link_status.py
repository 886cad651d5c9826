"""Links to other sites: where they stand, what a check makes of them, and how the dead ones are marked."""

import pytest

from guide.editing import lychee
from guide.prose import external_links
from guide.data.link_status import Answer, Finding, Links
from guide.data.yaml_reader import parse

URL = "https://a.example.org/"
PAGES = [
    ("A [link](https://a.se).", [1]),
    ("\nA [link](<https://a.se>){ .external }.", [2]),
    ('A [link](https://a.se "Title").', [1]),
    ("A link: <https://a.se>.", [1]),
    ("[a]: https://a.se", [1]),
    ('<a class="x" href="https://a.se">A</a>', [1]),
    ("[one](https://a.se)\n\n[two](https://a.se)", [1, 3]),
    ("[inside](a.md) and [mail](mailto:a@a.se) and https://a.se", []),
]
DATA = [
    ("- {id: one, url: https://a.se}", ["https://a.se"]),
    ("- {id: one, doi: 10.2760/23833}", ["https://doi.org/10.2760/23833"]),
    ("- id: one\n  about: {sv: 'Se [sidan](https://a.se).'}", ["https://a.se"]),
    ("- {id: one, url: mailto:a@a.se, about: About https.}", []),
]


@pytest.mark.parametrize(("text", "lines"), PAGES)
def test_an_address_on_a_page_is_found_with_its_lines(text, lines):
    found = external_links.stands({}, {"steps/vision.md": {"en": text}})
    assert found == (
        {"https://a.se": tuple(external_links.Stand("docs/en/steps/vision.md", n) for n in lines)} if lines else {}
    )


@pytest.mark.parametrize(("text", "addresses"), DATA)
def test_an_address_in_the_data_is_found(text, addresses):
    assert list(external_links.stands({"x": parse(text.encode(), "data/x.yaml")}, {})) == addresses


def test_an_address_that_stands_in_many_places_is_listed_once_with_all_of_them():
    doc = parse(b"- url: https://b.se\n- url: https://a.se\n- url: https://b.se\n", "data/x.yaml")
    found = external_links.stands({"x": doc}, {"a.md": {"sv": "[b](https://b.se)"}})
    assert [(address, [str(stand) for stand in stands]) for address, stands in found.items()] == [
        ("https://a.se", ["data/x.yaml:2"]),
        ("https://b.se", ["data/x.yaml:1", "data/x.yaml:3", "docs/sv/a.md:1"]),
    ]


# ---- what a check makes of an answer, after what was known -----------------------------------------------------------

NEW = "https://b.example.org/"
FIRST, THEN, NOW = "2026-11-07", "2026-11-14", "2026-11-21"
UNSURE_404 = Finding(URL, "unsure", "not-found", THEN)
UNSURE_503 = Finding(URL, "unsure", "server-error", FIRST)
DEAD = Finding(URL, "dead", "not-found", FIRST)
MOVED = Finding(URL, "moved", "redirect", FIRST, NEW)
JUDGED = [
    ("a sure reason once is not enough", None, Answer("not-found"), Finding(URL, "unsure", "not-found", NOW)),
    ("twice in a row it is", UNSURE_404, Answer("gone"), Finding(URL, "dead", "gone", THEN)),
    ("but not twice on one day", Finding(URL, "unsure", "gone", NOW), Answer("gone"), Finding(URL, "unsure", "gone", NOW)),
    ("nor with a doubt between", UNSURE_503, Answer("not-found"), Finding(URL, "unsure", "not-found", NOW)),
    ("a doubt stays a doubt", UNSURE_503, Answer("timeout"), Finding(URL, "unsure", "timeout", FIRST)),
    ("being forbidden proves nothing", Finding(URL, "unsure", "forbidden", FIRST), Answer("forbidden"), Finding(URL, "unsure", "forbidden", FIRST)),
    ("dead stays dead", DEAD, Answer("not-found"), DEAD),
    ("also when the server is silent", DEAD, Answer("timeout"), DEAD),
    ("dead but moved after all", DEAD, Answer("redirect", NEW), Finding(URL, "moved", "redirect", NOW, NEW)),
    ("moved stays moved", MOVED, Answer("redirect", NEW), MOVED),
    ("moved and then gone", MOVED, Answer("not-found"), Finding(URL, "unsure", "not-found", NOW)),
    ("moved again", MOVED, Answer("redirect", URL + "c"), Finding(URL, "moved", "redirect", NOW, URL + "c")),
    ("works again", DEAD, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("known", "answer", "then"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_what_a_check_makes_of_an_answer(known, answer, then):
    before = Links(THEN, (known,) if known else ())
    assert before.after({URL: answer}, NOW).findings == ((then,) if then else ())


def test_a_check_that_finds_the_same_changes_nothing_and_the_first_one_says_its_day():
    known = Links(FIRST, (DEAD,))
    assert known.after({URL: Answer("not-found"), NEW: None}, NOW) == known
    assert Links().after({NEW: None}, NOW) == Links(NOW, ())


def test_what_the_site_no_longer_uses_is_forgotten():
    assert Links(FIRST, (DEAD,)).after({NEW: None}, NOW) == Links(NOW, ())


# ---- what readers see ------------------------------------------------------------------------------------------------

MARKED = [
    (f"See [it](<{URL}>){{ .external lang=sv }}, here.", f"See [it](<{URL}>){{ .external lang=sv }} (dead), here."),
    (f"See [it]({URL}).", f"See [it]({URL}) (dead)."),
    (f'See [it]({URL} "Title").', f'See [it]({URL} "Title") (dead).'),
    (f"See [it]( {URL} ).", f"See [it]( {URL} ) (dead)."),
    (f"See <{URL}>.", f"See <{URL}> (dead)."),
    (f'See <a class="x" href="{URL}">it</a>.', f'See <a class="x" href="{URL}">it</a> (dead).'),
    (f'<a data-unmarked href="{URL}">it</a>', f'<a data-unmarked href="{URL}">it</a>'),
    (f"See [it]({URL}more) and [that]({NEW}).", f"See [it]({URL}more) and [that]({NEW})."),
]


@pytest.mark.parametrize(("text", "marked"), MARKED)
def test_a_dead_link_and_no_other_is_marked(text, marked):
    links = Links(NOW, (DEAD, Finding(NEW, "unsure", "not-found", NOW)))
    assert links.marked(text, lambda _since, _archive: "(dead)") == marked


def test_the_mark_knows_the_day_and_the_archived_copy_that_the_data_gives_anywhere():
    data = {"checked": NOW, "findings": [{"url": URL, "state": "dead", "reason": "gone", "since": FIRST}]}
    register = [{"id": "one", "sources": [{"title": "It", "url": URL, "archive": "https://old.example.org/it"}]}]
    marked = Links.of(data, [register]).marked(f"[it]({URL})", lambda since, archive: f"{since} {archive}")
    assert marked == f"[it]({URL}) {FIRST} https://old.example.org/it"


# ---- lychee's answers that loopback cannot give ----------------------------------------------------------------------

STATUS = [
    ({"text": "Rejected status code: 404 Not Found", "code": 404}, "not-found"),
    ({"text": "Rejected status code: 401 Unauthorized", "code": 401}, "forbidden"),
    ({"text": "Rejected status code: 418 I'm a teapot", "code": 418}, "other"),
    ({"text": "Timeout", "details": "Request timed out"}, "timeout"),
    ({"text": "Network error", "details": "invalid peer certificate: Expired"}, "insecure"),
    ({"text": "Network error: Connection failed."}, "unreachable"),
]


@pytest.mark.parametrize(("status", "reason"), STATUS)
def test_an_answer_is_told_by_its_status_or_its_words(status, reason):
    link = {"url": URL, "span": {"line": 1, "column": 1}, "status": status}
    report = {"success_map": {}, "error_map": {"x.html": [link]}, "timeout_map": {}}
    assert list(lychee.read(report)) == [(1, Answer(reason))]


def test_a_new_address_that_is_no_address_is_not_taken_over():
    redirects = {"redirects": [{"url": "https://b.example.org/{x}", "code": 301}]}
    link = {
        "url": URL,
        "span": {"line": 1, "column": 1},
        "status": {"text": "200 OK", "code": 200},
        "redirects": redirects,
    }
    report = {"success_map": {"x.html": [link]}, "error_map": {}, "timeout_map": {}}
    assert list(lychee.read(report)) == [(1, None)]
