"""The status of external links: how it follows from responses, and how dead links are marked."""

import pytest

from guide.data.external_links import Links, LinkStatus, Response

URL = "https://a.example.org/"
NEW = "https://b.example.org/"
FIRST, THEN, NOW = "2026-11-07", "2026-11-14", "2026-11-21"
UNSURE_404 = LinkStatus(URL, "unsure", "not-found", THEN)
UNSURE_503 = LinkStatus(URL, "unsure", "server-error", FIRST)
DEAD = LinkStatus(URL, "dead", "not-found", FIRST)
MOVED = LinkStatus(URL, "moved", "redirect", FIRST, NEW)
JUDGED = [
    ("a sure reason once is not enough", None, Response("not-found"), LinkStatus(URL, "unsure", "not-found", NOW)),
    ("twice in a row it is", UNSURE_404, Response("gone"), LinkStatus(URL, "dead", "gone", THEN)),
    ("but not twice on one day", LinkStatus(URL, "unsure", "gone", NOW), Response("gone"), LinkStatus(URL, "unsure", "gone", NOW)),
    ("nor with a doubt between", UNSURE_503, Response("not-found"), LinkStatus(URL, "unsure", "not-found", NOW)),
    ("a doubt stays a doubt", UNSURE_503, Response("timeout"), LinkStatus(URL, "unsure", "timeout", FIRST)),
    ("being forbidden proves nothing", LinkStatus(URL, "unsure", "forbidden", FIRST), Response("forbidden"), LinkStatus(URL, "unsure", "forbidden", FIRST)),
    ("dead stays dead", DEAD, Response("not-found"), DEAD),
    ("also when the server is silent", DEAD, Response("timeout"), DEAD),
    ("dead but moved after all", DEAD, Response("redirect", NEW), LinkStatus(URL, "moved", "redirect", NOW, NEW)),
    ("moved stays moved", MOVED, Response("redirect", NEW), MOVED),
    ("moved and then gone", MOVED, Response("not-found"), LinkStatus(URL, "unsure", "not-found", NOW)),
    ("moved again", MOVED, Response("redirect", URL + "c"), LinkStatus(URL, "moved", "redirect", NOW, URL + "c")),
    ("works again", DEAD, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("known", "response", "then"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_link_is_dead_after_two_certain_failures_in_a_row(known, response, then):
    before = Links(THEN, (known,) if known else ())
    assert before.after({URL: response}, NOW).findings == ((then,) if then else ())


def test_unchanged_status_keeps_its_first_date():
    known = Links(FIRST, (DEAD,))
    assert known.after({URL: Response("not-found"), NEW: None}, NOW) == known
    assert Links().after({NEW: None}, NOW) == Links(NOW, ())


def test_unused_url_is_dropped():
    assert Links(FIRST, (DEAD,)).after({NEW: None}, NOW) == Links(NOW, ())


# ---- marks on pages --------------------------------------------------------------------------------------------------

MARKED = [
    (f"See [it](<{URL}>){{ .external lang=sv }}, here.", f"See [it](<{URL}>){{ .external lang=sv }} (dead), here."),
    (f"See [it]({URL}).", f"See [it]({URL}) (dead)."),
    (f'See [it]({URL} "Title").', f'See [it]({URL} "Title") (dead).'),
    (f"See [it]( {URL} ).", f"See [it]( {URL} ) (dead)."),
    (f"See <{URL}>.", f"See <{URL}> (dead)."),
    (f'See <a class="x" href="{URL}">it</a>.', f'See <a class="x" href="{URL}">it</a> (dead).'),
    (f'<a href="{URL}?a=1&amp;b=2">it</a>', f'<a href="{URL}?a=1&amp;b=2">it</a> (dead)'),
    (f'<a data-unmarked href="{URL}">it</a>', f'<a data-unmarked href="{URL}">it</a>'),
    (f"See [it]({URL}more) and [that]({NEW}).", f"See [it]({URL}more) and [that]({NEW})."),
]


@pytest.mark.parametrize(("text", "marked"), MARKED)
def test_marks_only_dead_links(text, marked):
    query = LinkStatus(f"{URL}?a=1&b=2", "dead", "gone", NOW)
    links = Links(NOW, (DEAD, query, LinkStatus(NEW, "unsure", "not-found", NOW)))
    assert links.marked(text, lambda _since, _archive: "(dead)") == marked


def test_mark_names_the_date_and_archived_copy():
    data = {"checked": NOW, "findings": [{"url": URL, "state": "dead", "reason": "gone", "since": FIRST}]}
    register = [{"id": "one", "sources": [{"title": "It", "url": URL, "archive": "https://old.example.org/it"}]}]
    marked = Links.of(data, [register]).marked(f"[it]({URL})", lambda since, archive: f"{since} {archive}")
    assert marked == f"[it]({URL}) {FIRST} https://old.example.org/it"
