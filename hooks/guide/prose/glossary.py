"""The first use of each term on a page becomes a link to the glossary that shows the explanation.

The explanation is a popover (https://html.spec.whatwg.org/multipage/popover.html), which docs/assets/js/site.js opens
on hover, focus and tap and Escape closes (WCAG 2.2, 1.4.13). Without scripts the link leads to the same words.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guide.data.entries import Term

# Where no link may stand or none is wanted: inside these elements and those marked so.
_SKIP = re.compile("a|abbr|button|cite|code|dt|figure|form|h[1-6]|pre|script|style|summary|svg|th")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
_WORD = re.compile(r"\w+")
_IN_WORD = re.compile(r"[\w-]")
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
    def _by_word(self) -> Mapping[str, Sequence[tuple[str, Term]]]:
        """Each form as texts have it, and its term, the longest first, by its first word: few words begin one.

        A word may begin a sentence; names and abbreviations (NUTS, Vinnova) stand as written. So "science park" is
        found, but not the Science Park of a name.
        """
        by_form = {form: term for term in reversed(self.terms) for form in term.forms(self.lang)}
        begun = {form[0].upper() + form[1:]: term for form, term in by_form.items() if form[0].islower()}
        by_word: dict[str, list[tuple[str, Term]]] = {}
        for form, term in sorted({**begun, **by_form}.items(), key=lambda item: -len(item[0])):
            word = _WORD.match(form)
            by_word.setdefault(word[0] if word else form[0], []).append((form, term))
        return by_word

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """What may begin a form: a whole word, or a sign."""
        signs = "".join(re.escape(word) for word in self._by_word if not _WORD.match(word))
        return re.compile(rf"\w+|[{signs}]") if signs else _WORD

    def mark(self, page: str, address: str) -> str:
        """The HTML of a page with a link at the first use of each term and the explanations at its end.

        ``address`` is the glossary page's, relative to the page.
        """
        used: dict[str, Term] = {}
        return self.marked(page, used, address) + self.explanations(used.values(), address)

    def marked(self, html: str, used: dict[str, Term], address: str) -> str:
        """Return ``html`` with the terms linked that are not among those ``used`` before, to which they are added."""
        return "".join(each_text(html, lambda text: self.linked(text, used, address)))

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
        """Where the terms are used in ``text``: the longest form at each place, which is no part of a longer word."""
        found: list[Use] = []
        end = 0
        words = self._by_word.keys() & self._words.findall(text)
        for start, word in sorted((at, one) for one in words for at in _places(one, text)):
            if start >= end and not _joined(text, start - 1):
                for form, term in self._by_word[word]:
                    if text.startswith(form, start) and not _joined(text, start + len(form)):
                        end = start + len(form)
                        found.append((start, end, term))
                        break
        return found

    def explanations(self, terms: Iterable[Term], address: str) -> str:
        """Return what the links to ``terms`` show, at the end of the page."""
        notes = "".join(
            f'<div popover id="term-{term.id}" class="explanation">'
            f"<strong>{html.escape(term.term.show(self.lang))}</strong> "
            f'<span id="note-{term.id}">{html.escape(term.explanation.show(self.lang))}</span> '
            f'<a href="{address}#{term.id}">{html.escape(self.more)}</a></div>'
            for term in terms
        )
        return f'<div class="explanations">{notes}</div>' if notes else ""


def _places(word: str, text: str) -> Iterator[int]:
    """Yield where ``word`` occurs in ``text``, within other words too."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _joined(text: str, at: int) -> bool:
    """Whether the sign at ``at`` would be part of the word beside it."""
    return at >= 0 and bool(_IN_WORD.match(text, at))


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
        elif not tag[1] and name not in _VOID and (_SKIP.fullmatch(name) or _set_apart(attributes)):
            skipped, depth = name, 1
    yield page[at:] if depth else _changed(page[at:], change)


def _changed(text: str, change: Callable[[str], str]) -> str:
    """Return ``text`` changed; a sign of less than in it begins no tag."""
    return "<".join([part and change(part) for part in text.split("<")]) if text and not text.isspace() else text


@lru_cache(1024)
def _set_apart(attributes: str) -> bool:
    """True for an element in another language, or one whose class says that it is a list of links or facts."""
    return bool(
        re.search(r'\blang=|class="[^"]*\b(?:cards|page-note|crumb|sources|term-meta|facts|table)\b', attributes)
    )
