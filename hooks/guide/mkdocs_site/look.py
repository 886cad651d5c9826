"""Style sheets and scripts as readers get them: one sheet made from ours, and none of the theme's.

What a reader needs of those is in ``docs/assets/``, at a tenth of the weight.
"""

import hashlib
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import rcssmin
from jinja2 import Environment
from jinja2.ext import Extension
from mkdocs.config.defaults import MkDocsConfig

from guide.data.strings import date
from guide.hosting.web_servers import ASSETS
from guide.mkdocs_site.menu import first_page
from guide.rendering.renderer import COMPILED

STYLES = ("assets/css/base.css", "assets/css/tokens.css", "assets/css/site.css")  # made one file, called as SHEET
SHEET = "assets/css/site.css"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_BOTH = re.compile(r"(--[\w-]+): ?light-dark\(([^(),]+), ?([^(),]+)\)")  # a token with a colour for each scheme
# A comment of a script with lines of its own, but a licence's, or last in a line, where no quotation mark follows it.
_OWN_LINES, _LAST = rb"^[ \t]*(?://.*|/\*(?!!)[^*]*(?:\*(?!/)[^*]*)*\*/)\n", rb"""(?<=[;{},)]) // [^"'`\n]*$"""
_REMARK = re.compile(rb"%b|%b|^[ \t]+" % (_OWN_LINES, _LAST), re.MULTILINE)
_DARK = (
    "@media screen and (prefers-color-scheme: dark) { :root:not([data-scheme]) { %s } }",
    '@media screen { :root[data-scheme="dark"] { %s } }',
)


def shipped(name: str) -> bool:
    """Return whether the file ``name`` is shipped as it is: neither the theme's nor a part of the sheet."""
    of_theme = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon")
    return not name.startswith(of_theme) and name not in STYLES


def assets(config: MkDocsConfig) -> dict[str, str]:
    """Return the address of each script and of the style sheet by its name: with a hash of its content.

    A browser may keep what is at such an address for a year (``hosting/web_servers.py``): other content has another.
    """
    docs = Path(config.docs_dir)
    paths = [path for folder in ASSETS for path in (docs / folder).glob("[!.]*.*")]
    files = {path.relative_to(docs).as_posix(): content(path.name, path.read_bytes()) for path in paths}
    files[SHEET] = sheet(config).encode()
    hashes = {name: hashlib.sha256(content).hexdigest()[:8] for name, content in files.items()}
    return {name: f".{of}.".join(name.rsplit(".", 1)) for name, of in hashes.items() if shipped(name) or name == SHEET}


def content(name: str, given: bytes) -> bytes:
    """Return what is shipped of an asset: without needless comments and white space."""
    if name.endswith(".css"):
        return minified(given.decode()).encode()
    return _REMARK.sub(b"", given) if name.endswith(".js") else given  # rjsmin breaks nested template literals


def sheet(config: MkDocsConfig) -> str:
    """Return the site's style sheet, made of ``STYLES``."""
    return minified("\n".join(Path(config.docs_dir, name).read_text("utf-8") for name in STYLES))


@lru_cache(maxsize=2)
def minified(css: str) -> str:
    """Return ``css`` without comments and needless white space, and with colours that every browser knows."""
    css = rcssmin.cssmin(css, keep_bang_comments=True)  # first, as a token within a comment is none
    return str(rcssmin.cssmin(both_schemes(css), keep_bang_comments=True))


def both_schemes(css: str) -> str:
    """Return ``css`` with each ``light-dark()`` written out as plain values: light, then dark where it is asked for.

    Safari before 17.5 and Chrome before 123 do not know the function, and would drop every colour of the page. Paper is
    white: the dark ones are for screens.
    """
    dark = " ".join(f"{name}: {dark};" for name, _, dark in _BOTH.findall(css))
    if not dark:
        return css
    return "\n".join([_BOTH.sub(r"\1: \2", css), *(rule % dark for rule in _DARK)])


class _Flush(Extension):
    """Templates without their indentation."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _INDENT.sub("", source)


def prepare(env: Environment) -> None:
    """Let the theme's templates make pages without their own layout, a tenth of the bytes, and JSON with å, ä and ö."""
    env.add_extension(_Flush)
    env.bytecode_cache = COMPILED
    env.trim_blocks = True
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.filters.update(date=date, first_page=first_page)
    env.globals["theme_version"] = version("mkdocs-material")
