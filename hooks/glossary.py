"""The first use of each term on a page becomes a link to the glossary that shows the explanation.

The explanation is a popover (https://html.spec.whatwg.org/multipage/popover.html), which docs/assets/js/site.js opens
on hover, focus and tap and Escape closes (WCAG 2.2, 1.4.13). Without scripts the link leads to the same words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

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
_WORD = re.compile(r"\w+")
_OFTEN = 120  # letters of a text that may come again
Use = tuple[int, int, Term]  # from where to where in a text a term is used
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
        """The longest form at each place, parted by its first letter: trying all at every word takes long."""
        by_letter: dict[str, list[str]] = {}
        for form in sorted(self._by_form, key=len, reverse=True):
            by_letter.setdefault(form[0].lower(), []).append(_as_in_text(form))
        letters = {letter: re.escape(letter) + re.escape(letter.upper()) for letter in by_letter}
        every = "|".join(f"(?=[{letters[letter]}])(?:{'|'.join(forms)})" for letter, forms in by_letter.items())
        return re.compile(rf"(?<![\w-])(?:{every})(?![\w-])")

    def mark(self, page: str, address: str) -> str:
        """The HTML of a page with a link at the first use of each term and the explanations at its end.

        ``address`` is the glossary page's, relative to the page.
        """
        if not self.terms:
            return page
        used: dict[str, Term] = {}
        marked = "".join(each_text(page, lambda text: self.linked(text, used, address)))
        return marked + self.explanations(used.values(), address)

    def linked(self, text: str, used: dict[str, Term], address: str) -> str:
        """A text of the page with its terms linked that are not among those ``used`` before, to which they come."""
        done, at = "", 0
        for start, end, term in self.uses(text) if len(text) < _OFTEN else self._find(text):
            if term.id not in used:
                used[term.id] = term
                link = f'<a class="term" href="{address}#{term.id}" aria-describedby="note-{term.id}">'
                done += f"{text[at:start]}{link}{text[start:end]}</a>"
                at = end
        return done + text[at:]

    @cached_property
    def uses(self) -> Callable[[str], Sequence[Use]]:
        """Where the terms are used in a short text, such as a label, which comes again and again."""
        return lru_cache(4096)(self._find)

    def _find(self, text: str) -> Sequence[Use]:
        """Where the terms are used in ``text``."""
        if self._beginnings.isdisjoint(_WORD.findall(text)):
            return ()
        found = ((match[0], *match.span()) for match in self._pattern.finditer(text))
        forms = self._by_form
        return [(start, end, forms.get(form) or forms[form[0].lower() + form[1:]]) for form, start, end in found]

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first word of each form, as it stands and at the beginning of a sentence."""
        words = {match[0] for form in self._by_form if (match := _WORD.search(form))}
        return frozenset(words | {word[0].upper() + word[1:] for word in words})

    def explanations(self, terms: Iterable[Term], address: str) -> str:
        """What the links to ``terms`` show, at the end of the page."""
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


def each_text(page: str, change: Callable[[str], str]) -> Iterator[str]:
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
