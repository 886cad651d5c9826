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
# Beside the policy, on every file.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Only over https, and for this host alone: what else lies below its domain is for others to say.
HSTS = "max-age=31536000"
# A browser asks each time whether a file is still the same, so a page never meets data of another version. Hosts that
# read _headers say so by themselves. Scripts and the style sheet have a hash of what they hold in their names
# (mkdocs_site/look.py): they are kept for a year. Data may be read by the scripts of any other site.
KEPT = "public, max-age=31536000, immutable"
ASSETS = ("assets/css", "assets/js")

TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "png": "image/png",
    "rdf": "application/rdf+xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
# Files whose type is not that of their ending.
NAMED = {
    "atom.xml": "application/atom+xml",
    "changes.xml": "application/atom+xml",
    "sbom.cdx.json": "application/vnd.cyclonedx+json",
}
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
    texts = {type_ for type_ in (*TYPES.values(), *NAMED.values()) if _TEXT.search(type_)}
    return filled(
        name,
        root=root,
        headers={"Content-Security-Policy": policy, **HEADERS},
        hsts=HSTS,
        kept=KEPT,
        assets=ASSETS,
        types=TYPES,
        named=NAMED,
        texts=sorted(texts - {"text/html"}),
    )


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
