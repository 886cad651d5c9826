"""Settings for web servers, with the headers to send with the site's files: nginx.conf and _headers.

The headers are in ``headers.yaml``. By its Content-Security-Policy (https://www.w3.org/TR/CSP3/) only the site's own
script files run, and those in the 404 page, known by their hash. That page is made from templates alone: a script that
got into any other, through data or Markdown, has no hash here and does not run. Both files are written into the site,
so that the hashes are those of the page next to them. ``_headers`` is read by Netlify and Cloudflare Pages
(https://developers.cloudflare.com/pages/configuration/headers/), among others.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import yaml

NGINX, STATIC = "nginx.conf", "_headers"
_SENT = yaml.safe_load(Path(__file__).with_name("headers.yaml").read_text("utf-8"))
DIRECTIVES: Mapping[str, str] = _SENT["policy"]
HEADERS, ASSETS, TYPES = _SENT["headers"], tuple(_SENT["assets"]), _SENT["types"]
_HEADER_ONLY = ("frame-ancestors",)  # a browser ignores it in a page, and complains
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# Blocks of data, which no browser runs, such as the linked data.
_DATA = re.compile(r"\b(?:src=|type=.?application/(?:ld\+)?json)")
_CHARSET = '<meta charset="utf-8">'
_TEXT = re.compile(r"text/|\+xml$|/xml$|json$")


def inline_scripts(page: str) -> Iterator[str]:
    """Yield the inline scripts of ``page``."""
    for script in _SCRIPT.finditer(page):
        if not _DATA.search(script["attributes"]):
            yield script["text"]


def hashes(not_found: str) -> list[str]:
    """Return the sources of the scripts in the 404 page ``not_found``."""
    digests = (hashlib.sha256(text.encode()).digest() for text in inline_scripts(not_found))
    return sorted({f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests})


def policy(sources: Iterable[str], directives: Mapping[str, str] = DIRECTIVES) -> str:
    """Return the policy of ``directives`` as a header's value; ``sources`` are the hashes."""
    values = {**directives, "script-src": " ".join([directives["script-src"], *sources])}
    return "; ".join(f"{name} {value}" for name, value in values.items())


def with_policy(page: str, sources: Iterable[str]) -> str:
    """Return ``page`` with the policy in it, for hosts that send no headers."""
    directives = {name: value for name, value in DIRECTIVES.items() if name not in _HEADER_ONLY}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(sources, directives)}">'
    return page.replace(_CHARSET, _CHARSET + meta, 1)


def filled(template: str, **values: object) -> str:
    """Return the file that ``template`` makes of ``values``."""
    templates = jinja2.Environment(  # noqa: S701  no HTML
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["re_escape"] = re.escape
    return templates.get_template(template).render(values)


def settings(name: str, root: str, content_policy: str) -> str:
    """Return the file ``name`` for a site at the path ``root`` of its host, under ``content_policy``."""
    types = {*TYPES.values(), *_SENT["named"].values()} - {"text/html"}
    headers = {"Content-Security-Policy": content_policy, **HEADERS}
    return filled(name, **{**_SENT, "root": root, "headers": headers, "texts": sorted(filter(_TEXT.search, types))})


def write(site: Path, site_url: str, in_pages: bool = False) -> None:
    """Write both files into the built ``site``, whose address will be ``site_url``.

    ``in_pages`` puts the policy into each page too, for a host that sends no headers.
    """
    sources = hashes((site / "404.html").read_text("utf-8"))
    for name in (NGINX, STATIC):
        text = settings(name, urlsplit(site_url).path or "/", policy(sources))
        (site / name).write_text(text, "utf-8")
    for page in sorted(site.rglob("*.html")) if in_pages else ():
        page.write_text(with_policy(page.read_text("utf-8"), sources), "utf-8")
