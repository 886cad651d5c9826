"""The first use of each term on a page becomes a link to the glossary that shows the explanation.

The explanation is a popover (https://html.spec.whatwg.org/multipage/popover.html), which docs/assets/js/site.js opens
on hover, focus and tap and Escape closes (WCAG 2.2, 1.4.13). Without scripts the link leads to the same words.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from guide.data.documents import LANGS, Document
from guide.data.entries import Term

# Elements in which no link may be, or none is wanted: by name; and in another language, or a list of links or facts.
_SKIP = re.compile("a|abbr|button|cite|code|dt|figure|form|h[1-6]|pre|script|style|summary|svg|th")
_SET_APART = re.compile(r'\blang=|class="[^"]*\b(?:cards|page-note|crumb|sources|term-meta|facts|table|tasks|works)\b')
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(frozen=True)
class Glossary:
    """The terms in ``lang``."""

    terms: tuple[Term, ...]
    lang: str

    @cached_property
    def _by_form(self) -> Mapping[str, Term]:
        """The term of each form, as texts have it.

        A word may begin a sentence; names and abbreviations (NUTS, Vinnova) match as written. So "science park" is
        found, but not the Science Park of a name.
        """
        forms = {form: term for term in reversed(self.terms) for form in term.forms(self.lang)}
        begun = {form[0].upper() + form[1:]: term for form, term in forms.items() if form[0].islower()}
        return {**begun, **forms}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A pattern for the longest form that is a whole word. Branching by first letters is eight times faster."""
        rests: dict[str, list[str]] = {}
        for form in sorted(self._by_form, key=len, reverse=True):
            rests.setdefault(form[0], []).append(re.escape(form[1:]))
        groups = "|".join(f"{re.escape(first)}(?:{'|'.join(endings)})" for first, endings in rests.items())
        return re.compile(rf"(?<![\w-])(?:{groups or '(?!)'})(?![\w-])")

    def marked(self, html: str, used: dict[str, Term], address: str) -> str:
        """Return ``html`` with a link at the first use of each term that is not in ``used`` yet, and add it there.

        ``address`` is the glossary page's, relative to the page.
        """
        return "".join(each_text(html, lambda text: self.linked(text, used, address)))

    def linked(self, text: str, used: dict[str, Term], address: str) -> str:
        """Return a text of the page with each term linked that is not in ``used`` yet, and add it there."""

        def link(match: re.Match[str]) -> str:
            term = self._by_form[match[0]]
            if term.id in used:
                return match[0]
            used[term.id] = term
            return f'<a class="term" href="{address}#{term.id}" aria-describedby="note-{term.id}">{match[0]}</a>'

        return self._pattern.sub(link, text)


def check(terms: Collection[Term], doc: Document) -> None:
    """Report in ``doc``, the register of ``terms``, each form that two of them share, and each term to be avoided."""
    taken: dict[tuple[str, str], Term] = {}
    for term, lang in product(terms, LANGS):
        for form in term.forms(lang):
            if (other := taken.setdefault((lang, form), term)) is not term:
                doc.add("term_twice", line=term.line, name=form, line_before=other.line)
    named = {(lang, term.term.show(lang)): term for term, lang in product(terms, LANGS)}
    for term, lang in product(terms, LANGS):
        for form in getattr(term.avoid, lang):
            if used := named.get((lang, form)):
                doc.add("term_avoided", line=term.line, name=form, line_before=used.line)


def each_text(page: str, change: Callable[[str], str]) -> Iterator[str]:
    """Yield the pieces of ``page``, each text outside the skipped elements passed through ``change``."""
    at, skipped, depth = 0, "", 0  # the element that is skipped, and how many of its name are open
    for tag in _TAG.finditer(page):
        text, at = page[at : tag.start()], tag.end()
        yield text if depth else _changed(text, change)
        yield tag[0]
        name, attributes = tag[2].lower(), tag[3]
        if attributes.endswith("/"):
            continue
        if depth:
            if name == skipped:
                depth += -1 if tag[1] else 1
        elif not tag[1] and name not in _VOID and (_SKIP.fullmatch(name) or _SET_APART.search(attributes)):
            skipped, depth = name, 1
    yield page[at:] if depth else _changed(page[at:], change)


def _changed(text: str, change: Callable[[str], str]) -> str:
    """Return ``text`` changed, except for white space; a ``<`` in it begins no tag."""
    return "<".join([part and change(part) for part in text.split("<")]) if text and not text.isspace() else text
