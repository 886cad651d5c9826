"""Lychee's report, read: responses that a server on this machine cannot give."""

import pytest

from guide.data.link_status import Response
from guide.editing import lychee

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
def test_response_is_read_from_its_status_or_its_words(status, reason):
    link = {"url": URL, "span": {"line": 1, "column": 1}, "status": status}
    report = {"success_map": {}, "error_map": {"x.html": [link]}, "timeout_map": {}}
    assert list(lychee.read(report)) == [(1, Response(reason))]


def test_new_address_that_is_no_url_is_not_taken_over():
    redirects = {"redirects": [{"url": "https://b.example.org/{x}", "code": 301}]}
    link = {
        "url": URL,
        "span": {"line": 1, "column": 1},
        "status": {"text": "200 OK", "code": 200},
        "redirects": redirects,
    }
    report = {"success_map": {"x.html": [link]}, "error_map": {}, "timeout_map": {}}
    assert list(lychee.read(report)) == [(1, None)]
