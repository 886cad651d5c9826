"""What the Content-Security-Policy allows."""

import base64
import hashlib

import pytest

from guide.hosting import web_servers

NOT_FOUND = """<html><head><meta charset="utf-8"><script src="a.js"></script>
<script>var base=1</script><script type="application/ld+json">{}</script></head><body></body></html>"""


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(("text", "known"), [("var base=1", True), ("{}", False), ("", False), ("alert(1)", False)])
def test_only_inline_scripts_of_the_404_page_are_allowed(text, known):
    assert (source(text) in web_servers.hashes(NOT_FOUND)) == known


def test_policy_allows_own_files_and_known_scripts_only():
    directives = dict(part.split(" ", 1) for part in web_servers.policy(["'sha256-a='"]).split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self' 'sha256-a='"
    assert directives["style-src"] == "'self'"
    assert not [value for value in directives.values() if "unsafe" in value or "http" in value or "*" in value]


def test_policy_in_a_page_precedes_its_scripts():
    page = web_servers.with_policy(NOT_FOUND, ["'sha256-a='"])
    head, _, rest = page.partition('<meta http-equiv="Content-Security-Policy" content="')
    assert head == '<html><head><meta charset="utf-8">'
    assert "script-src 'self' 'sha256-a='" in rest.partition('">')[0]
    assert "frame-ancestors" not in page
