"""What a web server is to send along with the site's files, as its settings: nginx.conf and _headers.

Both are written into the site, so that the hashes in them are those of the pages beside them. ``_headers`` is read by
Netlify and Cloudflare Pages (https://developers.cloudflare.com/pages/configuration/headers/), among others.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from guide.hosting import content_policy

NGINX, STATIC = "nginx.conf", "_headers"
_SENT = content_policy.SENT
HEADERS, ASSETS, TYPES = _SENT["headers"], tuple(_SENT["assets"]), _SENT["types"]
_TEXT = re.compile(r"text/|\+xml$|/xml$|json$")


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


def settings(name: str, root: str, policy: str) -> str:
    """Return the file ``name`` for a site at the path ``root`` of its host, under the content policy ``policy``."""
    types = {*TYPES.values(), *_SENT["named"].values()} - {"text/html"}
    headers = {"Content-Security-Policy": policy, **HEADERS}
    return filled(name, **{**_SENT, "root": root, "headers": headers, "texts": sorted(filter(_TEXT.search, types))})


def write(site: Path, site_url: str, in_pages: bool = False) -> None:
    """Write both files into the built ``site``, whose address will be ``site_url``.

    ``in_pages`` puts the policy into each page too, for a host that sends no headers.
    """
    hashes = content_policy.hashes((site / "404.html").read_text("utf-8"))
    for name in (NGINX, STATIC):
        text = settings(name, urlsplit(site_url).path or "/", content_policy.header(hashes))
        (site / name).write_text(text, "utf-8")
    for page in sorted(site.rglob("*.html")) if in_pages else ():
        page.write_text(content_policy.in_page(page.read_text("utf-8"), hashes), "utf-8")
