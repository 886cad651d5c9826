"""The Content-Security-Policy that the built pages live under (https://www.w3.org/TR/CSP3/).

No script runs but the site's own files and what is in the 404 page, known by its hash. That page is made of
templates alone: a script that got into any other, through data or Markdown, has no hash here and does not run.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# Blocks of data, which no browser runs, such as the linked data.
_DATA = re.compile(r"\b(?:src=|type=.?application/(?:ld\+)?json)")
_CHARSET = '<meta charset="utf-8">'

SENT = yaml.safe_load(Path(__file__).with_name("headers.yaml").read_text("utf-8"))
DIRECTIVES: Mapping[str, str] = SENT["policy"]
_HEADER_ONLY = ("frame-ancestors",)  # a browser ignores it in a page, and complains


def inline_scripts(page: str) -> Iterator[str]:
    """The scripts that stand in ``page`` itself."""
    for script in _SCRIPT.finditer(page):
        if not _DATA.search(script["attributes"]):
            yield script["text"]


def hashes(not_found: str) -> list[str]:
    """The sources of the scripts in the 404 page ``not_found``."""
    digests = (hashlib.sha256(text.encode()).digest() for text in inline_scripts(not_found))
    return sorted({f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests})


def header(sources: Iterable[str], directives: Mapping[str, str] = DIRECTIVES) -> str:
    """Return the policy of ``directives`` as a header's value; ``sources`` are the hashes."""
    values = {**directives, "script-src": " ".join([directives["script-src"], *sources])}
    return "; ".join(f"{name} {value}" for name, value in values.items())


def in_page(page: str, sources: Iterable[str]) -> str:
    """``page`` with the policy in it, for hosts that send no headers."""
    directives = {name: value for name, value in DIRECTIVES.items() if name not in _HEADER_ONLY}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{header(sources, directives)}">'
    return page.replace(_CHARSET, _CHARSET + meta, 1)
