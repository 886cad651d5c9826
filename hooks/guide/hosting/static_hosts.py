"""What a web server is to say along with the site's files, as the files that tell it: nginx.conf and _headers.

Both are written into the site, so that the hashes in them are those of the pages beside them. ``_headers`` is read by
Netlify and Cloudflare Pages (https://developers.cloudflare.com/pages/configuration/headers/), among others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

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
HSTS = ("Strict-Transport-Security", "max-age=31536000")
# A browser asks each time whether a file is still the same, so a page never meets data of another version. Hosts that
# read _headers say so by themselves.
REVALIDATE = "no-cache"
# Scripts and the style sheet have a hash of what they hold in their names (mkdocs_site/look.py): kept for a year.
KEPT = ("Cache-Control", "public, max-age=31536000, immutable")
ASSETS = ("assets/css", "assets/js")
# Data for everybody may be read by the scripts of any other site.
OPEN = "data"
CORS = ("Access-Control-Allow-Origin", "*")

TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "png": "image/png",
    "rdf": "application/rdf+xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "xml": "application/xml",
    "zip": "application/zip",
}
# Files whose type their ending does not tell.
NAMED = {
    "atom.xml": "application/atom+xml",
    "changes.xml": "application/atom+xml",
    "sbom.cdx.json": "application/vnd.cyclonedx+json",
}
_TEXT = re.compile(r"text/|\+xml$|/xml$|json$")

_NGINX = """\
# Written by the build: include it in the server or the location that has the site's root or alias.
index index.html;
error_page 404 %(root)s404.html;
absolute_redirect off;
server_tokens off;
etag on;
types {
%(types)s}
default_type application/octet-stream;
charset utf-8;
charset_types %(texts)s;

# A new site is seen at once, whole: no page of the new one with a script of the old one that nginx has open.
open_file_cache off;

# The precompressed files that "make compressed" writes. With nginx' brotli module, add: brotli_static on;
gzip_static on;
gzip_vary on;

%(variables)sadd_header %(cache)s $s3_cache always;
add_header %(cors)s $s3_cors;
add_header %(hsts)s $s3_hsts always;
%(headers)s
%(named)s"""


@dataclass(frozen=True)
class Hosting:
    """The site at the path ``root`` of its host, under the policy ``csp``."""

    root: str
    csp: str

    @property
    def headers(self) -> dict[str, str]:
        """What goes along with every file."""
        return {"Content-Security-Policy": self.csp, **HEADERS}

    def static(self) -> str:
        """``_headers``. Its hosts join the values that two rules give a header."""
        blocks = {"/*": {**self.headers, **dict([HSTS])}, f"/{OPEN}/*": dict([CORS])}
        blocks |= {f"/{folder}/*": dict([KEPT]) for folder in ASSETS}
        blocks |= {f"/*.{ending}": {"Content-Type": _with_charset(TYPES[ending])} for ending in ("md", "csv", "rdf")}
        blocks |= {f"/*{name}": {"Content-Type": _with_charset(type_)} for name, type_ in NAMED.items()}
        return "".join(
            f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in of.items()) for path, of in blocks.items()
        )

    def nginx(self) -> str:
        """``nginx.conf``, to be included in the server or location that has the site's ``root`` or ``alias``."""
        types = "".join(f"    {type_} {' '.join(endings)};\n" for type_, endings in _by_type().items())
        texts = sorted({type_ for type_ in [*TYPES.values(), *NAMED.values()] if _is_text(type_)} - {"text/html"})
        headers = "".join(f'add_header {name} "{value}" always;\n' for name, value in self.headers.items())
        named = "".join(
            f"location ~ /{re.escape(name)}$ {{\n    types {{ }}\n    default_type {type_};\n{self._variables()}}}\n"
            for name, type_ in NAMED.items()
        )
        return _NGINX % {
            "root": self.root,
            "types": types,
            "texts": " ".join(texts),
            "variables": self._variables(),
            "cache": KEPT[0],
            "cors": CORS[0],
            "hsts": HSTS[0],
            "headers": headers,
            "named": named,
        }

    def _variables(self) -> str:
        """What differs between files; a location does not inherit it. An empty header is not sent."""
        return f"""\
set $s3_cache "{REVALIDATE}";
if ($uri ~ "^{re.escape(self.root)}({"|".join(ASSETS)})/") {{ set $s3_cache "{KEPT[1]}"; }}
if (!-f $request_filename) {{ set $s3_cache "{REVALIDATE}"; }}
set $s3_cors "";
if ($uri ~ "^{re.escape(self.root)}{OPEN}/") {{ set $s3_cors "{CORS[1]}"; }}
set $s3_hsts "";
if ($https) {{ set $s3_hsts "{HSTS[1]}"; }}
"""


def _is_text(type_: str) -> bool:
    return bool(_TEXT.search(type_))


def _with_charset(type_: str) -> str:
    return f"{type_}; charset=utf-8" if _is_text(type_) else type_


def _by_type() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ending, type_ in TYPES.items():
        found.setdefault(type_, []).append(ending)
    return found


def write(site: Path, site_url: str, in_pages: bool = False) -> None:
    """Write both files into the built ``site``, whose address will be ``site_url``.

    ``in_pages`` puts the policy into each page too, for a host that sends no headers.
    """
    hashes = content_policy.hashes((site / "404.html").read_text("utf-8"))
    hosting = Hosting(urlsplit(site_url).path or "/", content_policy.header(hashes))
    (site / NGINX).write_text(hosting.nginx(), "utf-8")
    (site / STATIC).write_text(hosting.static(), "utf-8")
    for page in sorted(site.rglob("*.html")) if in_pages else ():
        page.write_text(content_policy.in_page(page.read_text("utf-8"), hashes), "utf-8")
