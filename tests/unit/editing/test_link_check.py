"""The output of the link check; tests/built/test_linkcheck.py runs it against a server."""

from __future__ import annotations

import pytest
import yaml

from guide.data.external_links import Links, LinkStatus, Occurrence, Response
from guide.data.strings import Words
from guide.editing import link_check

DEAD = LinkStatus("https://a.se/gone", "dead", "gone", "2026-11-07")
MOVED = LinkStatus("https://a.se/old", "moved", "redirect", "2026-11-14", "https://a.se/new")
LINKS = Links("2026-11-21", (DEAD, MOVED))
OCCURRENCES = {
    DEAD.url: (Occurrence("data/x.yaml", 3), Occurrence("docs/sv/a.md", 1)),
    MOVED.url: (Occurrence("data/x.yaml", 9),),
    "https://a.se/works": (Occurrence("docs/sv/a.md", 2),),
}


@pytest.mark.parametrize(
    ("reasons", "offline"),
    [
        (["unreachable", "no-host", None], True),
        (["timeout", "timeout", None], True),
        (["unreachable", None], False),
        (["not-found", "gone", "server-error"], False),
        ([], False),
    ],
)
def test_no_net_when_most_links_are_unreachable(reasons, offline):
    responses = {f"https://a.se/{n}": Response(reason) if reason else None for n, reason in enumerate(reasons)}
    assert link_check.no_net(responses) is offline


def test_file_keeps_its_comment_and_survives_a_round_trip():
    text = link_check.written("# One.\n# Two.\nchecked: 2020-01-01\nfindings: []\n", LINKS)
    assert text.startswith("# One.\n# Two.\nchecked: '2026-11-21'\n")
    data = yaml.safe_load(text)
    assert Links.of(data) == LINKS
    assert "to" not in data["findings"][0]


def test_report_lists_links_by_state_with_their_places(words):
    text = link_check.report(LINKS, OCCURRENCES, Words(words, "en"), "en")
    texts, states, reasons = words["links"], words["labels"]["link_states"], words["labels"]["link_reasons"]
    assert text.split("\n\n") == [
        texts["count"]["en"].format(checked=3, wrong=2),
        f"## {states['dead']['en']} (1)",
        texts["help"]["dead"]["en"],
        f"- <{DEAD.url}>\n  {reasons['gone']['en']}, {texts['since']['en'].format(date='7 November 2026')}: "
        "`data/x.yaml:3`, `docs/sv/a.md:1`",
        f"## {states['moved']['en']} (1)",
        texts["help"]["moved"]["en"],
        f"- <{MOVED.url}>\n  {reasons['redirect']['en']} → <{MOVED.to}>, "
        f"{texts['since']['en'].format(date='14 November 2026')}: `data/x.yaml:9`",
    ]


# ---- the report of lychee: responses that a server on this machine cannot give --------------------------------------

URL = "https://a.example.org/"
STATUS = [
    ({"text": "Rejected status code: 404 Not Found", "code": 404}, "not-found"),
    ({"text": "Rejected status code: 401 Unauthorized", "code": 401}, "forbidden"),
    ({"text": "Rejected status code: 418 I'm a teapot", "code": 418}, "other"),
    ({"text": "Timeout", "details": "Request timed out"}, "timeout"),
    ({"text": "Network error", "details": "invalid peer certificate: Expired"}, "insecure"),
    ({"text": "Network error: Connection failed."}, "unreachable"),
]


@pytest.mark.parametrize(("status", "reason"), STATUS)
def test_response_reason_comes_from_status_code_or_text(status, reason):
    link = {"url": URL, "span": {"line": 1, "column": 1}, "status": status}
    report = {"success_map": {}, "error_map": {"x.html": [link]}, "timeout_map": {}}
    assert list(link_check.read(report)) == [(1, Response(reason))]


def test_ignores_redirect_to_an_invalid_url():
    redirects = {"redirects": [{"url": "https://b.example.org/{x}", "code": 301}]}
    link = {
        "url": URL,
        "span": {"line": 1, "column": 1},
        "status": {"text": "200 OK", "code": 200},
        "redirects": redirects,
    }
    report = {"success_map": {"x.html": [link]}, "error_map": {}, "timeout_map": {}}
    assert list(link_check.read(report)) == [(1, None)]
