"""What of the theme readers get: of its style sheet what our pages are made of, and none of its scripts.

What a reader needs of those is in ``docs/assets/js/``, at a tenth of the weight.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.ext import Extension
from mkdocs.theme import Theme

STYLES = "assets/stylesheets/main.*.min.css"
OWN_STYLES = ("assets/css/tokens.css", "assets/css/site.css")  # made one file with the theme's, called as SHEET
SHEET = "assets/css/site.css"
# The theme's classes on our pages, without what follows __ or --; tests/built/test_weight.py tells what is missing.
_MD = (
    "button container content copyright dialog ellipsis footer footer-meta grid header icon logo main nav overlay path "
    "search search-result sidebar skip tabs toggle typeset"
)
PARTS = frozenset({"admonition", "admonition-title", "note", *(f"md-{name}" for name in _MD.split(" "))})
_RULE = re.compile(r"(?<=[{}])([^{}@]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_NEGATED = re.compile(r":not\([^)]*\)")
_BETWEEN = re.compile(r",(?![^(]*\))")  # a comma between selectors, not one within brackets
# What nothing on our pages sets; the theme's script would mark what has the focus, and take the outline of all else.
_OTHER = re.compile(
    r":not\(\.focus-visible\)|\[dir=rtl\]|\[data-md-(?:color|scrolllock)|\.md-typeset (?:\[type=checkbox\]|kbd)"
)
_VARIABLE = re.compile(r"""(--[\w-]+):(?:"[^"]*"|'[^']*'|[^;"'{}])*;?""")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def shipped(name: str) -> bool:
    """Whether readers get the file ``name`` as it is: all but the theme's, and what becomes part of the sheet."""
    theirs = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon")
    return not name.startswith(theirs) and name not in OWN_STYLES


def part(name: str) -> str:
    """The part of the theme that the class ``name`` belongs to: ``md-nav`` for ``md-nav__link--active``."""
    return re.split("__|--", name)[0]


@lru_cache(maxsize=2)
def styles(theme: str, own: str) -> str:
    """One style sheet: of the minified ``theme`` what concerns our pages, then ``own`` without comments.

    Rules whose selectors need a class that is in no part of ours go, and variables that nothing reads.
    """
    css = _RULE.sub(_kept, "}" + theme.split(";", 1)[1])[1:]  # the first statement is @charset
    css = re.sub(r"@[^{}@;]+\{\}", "", css)
    own = re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", own)).strip()
    for _ in range(2):  # a variable may be read by one that nothing reads
        read = set(re.findall(r"var\((--[\w-]+)", css + own))
        css = _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", css)  # noqa: B023  called at once
    return f"{css}\n{own}\n"


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


class _Loader(FileSystemLoader):
    """Does not list the theme's icons: 14,000 files, which MkDocs would leave out of the site one by one."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for folder in self.searchpath:
            for path, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(path, name).relative_to(folder).as_posix() for name in names)
        return sorted(found)


def lighten(theme: Theme) -> Environment:
    """Give ``theme`` one environment for all languages, so that no template is compiled again for each; returns it.

    With it, pages are made without the layout of their templates, a tenth of their bytes, and letters such as ö in
    JSON stand as they are.
    """
    env: Environment = theme.get_env()
    env.loader = _Loader(theme.dirs)
    env.add_extension(_Flush)
    env.trim_blocks = True
    env.optimized = False  # as that of render.py
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.globals["theme_version"] = version("mkdocs-material")
    theme.get_env = lambda: env  # type: ignore[method-assign]
    return env
