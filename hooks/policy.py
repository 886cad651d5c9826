"""The Content-Security-Policy that the built pages live under (https://www.w3.org/TR/CSP3/).

No script runs but the site's own files and the few that the theme writes into every page, each known by its hash.
Those are read from the 404 page, which is made of templates alone: a script that got into a page in any other way,
through data or Markdown, has no hash here and does not run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# Blocks of data, which no browser runs: the theme's settings and the linked data.
_DATA = re.compile(r"\b(?:src=|type=.?application/(?:ld\+)?json)")
# The one that differs between pages: it says where the site's root is.
_SCOPE = re.compile(r'(__md_scope=new URL\()"[^"]*"')
_CHARSET = '<meta charset="utf-8">'

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",  # the hashes follow
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are in its style sheet
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # the search
    "base-uri": "'self'",  # the 404 page says where the root is
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_HEADER_ONLY = ("frame-ancestors",)  # a browser ignores it in a page, and complains


def inline_scripts(page: str) -> Iterator[str]:
    """The scripts that stand in ``page`` itself."""
    for script in _SCRIPT.finditer(page):
        if not _DATA.search(script["attributes"]):
            yield script["text"]


def hashes(not_found: str, depths: Iterable[int]) -> list[str]:
    """The sources of the scripts in the 404 page ``not_found``, and of those that differ by how deep a page lies."""
    texts = list(inline_scripts(not_found))
    roots = ["/".join([".."] * depth) or "." for depth in depths]
    texts += [_SCOPE.sub(rf'\1"{root}"', text) for text in texts if _SCOPE.search(text) for root in roots]
    return sorted({f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts})


def header(sources: Iterable[str]) -> str:
    """The policy as a header's value; ``sources`` are the hashes."""
    return _joined(DIRECTIVES, sources)


def in_page(page: str, sources: Iterable[str]) -> str:
    """``page`` with the policy in it, for hosts that send no headers. Not for disk: there the search needs more."""
    directives = {name: value for name, value in DIRECTIVES.items() if name not in _HEADER_ONLY}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_joined(directives, sources)}">'
    return page.replace(_CHARSET, _CHARSET + meta, 1)


def _joined(directives: dict[str, str], sources: Iterable[str]) -> str:
    values = {**directives, "script-src": " ".join([directives["script-src"], *sources])}
    return "; ".join(f"{name} {value}" for name, value in values.items())
