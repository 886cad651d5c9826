"""What of the theme readers get: of its style sheet what our pages are made of, and none of its scripts.

What a reader needs of those is in ``docs/assets/js/``, at a tenth of the weight.
"""

import hashlib
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension
from mkdocs.config.defaults import MkDocsConfig

from guide.hosting.static_hosts import ASSETS
from guide.mkdocs_site.menu import first_page
from guide.rendering.renderer import COMPILED

STYLES = "assets/stylesheets/main.*.min.css"
OWN_STYLES = ("assets/css/tokens.css", "assets/css/site.css")  # made one file with the theme's, called as SHEET
SHEET = "assets/css/site.css"
# The theme's classes whose rules we use, without what follows __ or --. Of the others, whatever their names, site.css
# says all of how they look.
PARTS = frozenset(
    ["admonition", "admonition-title", "note", "md-container", "md-content", "md-grid", "md-main", "md-typeset"]
)
_RULE = re.compile(r"(?<=[{}])([^{}@]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_KEYFRAMES = re.compile(r"@keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}")
_NEGATED = re.compile(r":not\([^)]*\)")
_BETWEEN = re.compile(r",(?![^(]*\))")  # a comma between selectors, not one within brackets
# What nothing on our pages sets; the theme's script would mark what has the focus, and take the outline of all else.
_OTHER = re.compile(
    r":not\(\.focus-visible\)|\[dir=rtl\]|\[data-(?:md|preview)|\[role=columnheader|\[align=|ol\[type|ul\[type"
    r"|\.md-typeset (?:\[type=checkbox\]|kbd|iframe|video|h[56]|abbr|hr)|\.md-content(?:--post|__button)"
    r"|(?:admonition-title|summary):before"
)
_VARIABLE = re.compile(r"""(--[\w-]+):(?:"[^"]*"|'[^']*'|[^;"'{}])*;?""")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BOTH = re.compile(r"(--[\w-]+): light-dark\(([^(),]+), ([^(),]+)\);")  # a token with a colour for each scheme
_SPACE = re.compile(r" ?([{};]) ?")  # that says nothing: around braces and after a declaration
_COLON = re.compile(r"(?<=[{;\n])([\w-]+:) ")  # and within one
_DARK = (
    "@media screen and (prefers-color-scheme: dark) { :root:not([data-scheme]) { %s } }",
    '@media screen { :root[data-scheme="dark"] { %s } }',
)


def shipped(name: str) -> bool:
    """Whether readers get the file ``name`` as it is: all but the theme's, and what becomes part of the sheet."""
    theirs = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon")
    return not name.startswith(theirs) and name not in OWN_STYLES


def part(name: str) -> str:
    """The part of the theme that the class ``name`` belongs to: ``md-nav`` for ``md-nav__link--active``."""
    return re.split("__|--", name)[0]


def assets(config: MkDocsConfig) -> dict[str, str]:
    """Return the address of each script and of the style sheet by its name: with a hash of what it holds.

    A browser may keep what is at such an address for a year (``hosting/static_hosts.py``): other content has another.
    """
    docs = Path(config.docs_dir)
    paths = [path for folder in ASSETS for path in (docs / folder).glob("*.*")]
    files = {path.relative_to(docs).as_posix(): path.read_bytes() for path in paths} | {SHEET: sheet(config).encode()}
    return {name: _hashed(name, content) for name, content in files.items() if shipped(name) or name == SHEET}


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def sheet(config: MkDocsConfig) -> str:
    """Return the site's style sheet, made of the theme's and ours."""
    theirs = next(path for folder in config.theme.dirs for path in Path(folder).glob(STYLES))
    own = [Path(config.docs_dir, name).read_text("utf-8") for name in OWN_STYLES]
    return styles(theirs.read_text("utf-8"), "\n".join(own))


@lru_cache(maxsize=2)
def styles(theme: str, own: str) -> str:
    """One style sheet: of the minified ``theme`` what concerns our pages, then ``own`` without comments.

    Rules whose selectors need a class that is in no part of ours go, and movements and variables that nothing uses.
    """
    css = _RULE.sub(_kept, "}" + theme.split(";", 1)[1])[1:]  # the first statement is @charset
    css = re.sub(r"@[^{}@;]+\{\}", "", css)
    moving = " ".join(re.findall(r"animation(?:-name)?:([^;}]*)", css + own)).split()
    css = _KEYFRAMES.sub(lambda found: found[0] if found[1] in moving else "", css)
    own = _SPACE.sub(r"\1", both_schemes(re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", own)).strip()))
    own = _COLON.sub(r"\1", own)
    for _ in range(2):  # a variable may be read by one that nothing reads
        read = set(re.findall(r"var\((--[\w-]+)", css + own))
        css = _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", css)  # noqa: B023  called at once
    return f"{css}\n{own}\n"


def both_schemes(css: str) -> str:
    """Return ``css`` with each ``light-dark()`` written out as plain values: light, then dark where it is asked for.

    Safari before 17.5 and Chrome before 123 do not know the function, and would drop every colour of the page. Paper is
    white: the dark ones are for screens.
    """
    dark = " ".join(f"{name}: {dark};" for name, _, dark in _BOTH.findall(css))
    if not dark:
        return css
    return "\n".join([_BOTH.sub(r"\1: \2;", css), *(rule % dark for rule in _DARK)])


def _kept(rule: re.Match[str]) -> str:
    selectors = [selector for selector in _BETWEEN.split(rule[1]) if _ours(selector)]
    return f"{','.join(selectors)}{{{rule[2]}}}" if selectors else ""


def _ours(selector: str) -> bool:
    needed = _CLASS.findall(_NEGATED.sub("", selector))
    return all(part(name) in PARTS for name in needed) and not _OTHER.search(selector)


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
    env.filters["first_page"] = first_page
    env.globals["theme_version"] = version("mkdocs-material")
