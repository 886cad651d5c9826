"""The first use of each term on a page becomes a link to the glossary that shows the explanation.

The explanation is a popover (https://html.spec.whatwg.org/multipage/popover.html), which docs/assets/js/site.js opens
on hover, focus and tap and Escape closes (WCAG 2.2, 1.4.13). Without scripts the link leads to the same words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from entries import Term

# Where no link may stand or none is wanted: inside these elements and those marked so.
_SKIP = frozenset(
    [
        "a",
        "abbr",
        "button",
        "cite",
        "code",
        "dt",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "script",
        "style",
        "summary",
        "svg",
        "th",
    ]
)
_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[A-Za-z][\w-]*)(?P<rest>[^>]*)>|(?P<text>[^<]+)|<")
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(frozen=True)
class Glossary:
    """The terms in ``lang``; ``more`` is the text of the link to the glossary."""

    terms: tuple[Term, ...]
    lang: str
    more: str

    @cached_property
    def _by_form(self) -> Mapping[str, Term]:
        return {form: term for term in reversed(self.terms) for form in term.forms(self.lang)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = sorted(self._by_form, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_as_in_text, forms))})(?![\w-])")

    def mark(self, page: str, address: str) -> str:
        """The HTML of a page with a link at the first use of each term and the explanations at its end.

        ``address`` is the glossary page's, relative to the page.
        """
        if not self.terms:
            return page
        used: dict[str, Term] = {}

        def link(match: re.Match[str]) -> str:
            term = self._by_form.get(match[0]) or self._by_form[match[0][0].lower() + match[0][1:]]
            if term.id in used:
                return match[0]
            used[term.id] = term
            return f'<a class="term" href="{address}#{term.id}" aria-describedby="note-{term.id}">{match[0]}</a>'

        marked = "".join(_each_text(page, lambda text: self._pattern.sub(link, text)))
        return marked + self._explanations(used.values(), address)

    def _explanations(self, terms: Iterable[Term], address: str) -> str:
        notes = "".join(
            f'<div popover id="term-{term.id}" class="explanation" data-search-exclude="true">'
            f"<strong>{html.escape(term.term.show(self.lang))}</strong> "
            f'<span id="note-{term.id}">{html.escape(term.explanation.show(self.lang))}</span> '
            f'<a href="{address}#{term.id}">{html.escape(self.more)}</a></div>'
            for term in terms
        )
        return f'<div class="explanations">{notes}</div>' if notes else ""


def _as_in_text(form: str) -> str:
    """The pattern of a form: a word may begin a sentence; names and abbreviations (NUTS, Vinnova) stand as written.

    So "science park" is found, but not the Science Park of a name.
    """
    if form[0].islower():
        return f"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}"
    return re.escape(form)


def _each_text(page: str, change: Callable[[str], str]) -> Iterable[str]:
    """The pieces of ``page``, each text outside the skipped elements passed through ``change``."""
    skipped: list[str] = []  # the skipped element we are in, and those of its name inside it
    for token in _TOKEN.finditer(page):
        tag = (token["tag"] or "").lower()
        if tag and tag not in _VOID and not token["rest"].endswith("/"):
            if skipped and tag == skipped[0]:
                if token["close"]:
                    skipped.pop()
                else:
                    skipped.append(tag)
            elif not skipped and not token["close"] and (tag in _SKIP or _set_apart(token["rest"])):
                skipped.append(tag)
        yield change(token[0]) if token["text"] and not skipped else token[0]


def _set_apart(attributes: str) -> bool:
    """True for an element in another language, or one whose class says that it is a list of links or facts."""
    return bool(
        re.search(r'\blang=|class="[^"]*\b(?:cards|page-note|crumb|sources|term-meta|facts|table)\b', attributes)
    )
