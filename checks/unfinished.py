"""Texts that nobody has written yet: placeholders, and what the templates of the editors' guide have.

The words for a text to come, such as TODO, stop the build where they are in a page's text (outline.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import Corpus
from guide.data import documents
from guide.data.documents import Document, Place, line_at
from guide.data.leftovers import without_code
from guide.prose import front_matter, outline

# Brackets for a text to come, a source as ChatGPT names it, and what Word and Excel write for a lost value. Not "#ref"
# in an address, nor a word of a quotation in brackets, "[din] region".
_LOST = re.compile(
    r"\[(?:fyll i|infoga|insert|(?:ditt|din|your) )[^\]\n]*\](?![(\[])|【[^】\n]*】"
    r"|(?:Fel! (?:Hittar|Bokmärke)|Error! (?:Reference|Bookmark))\w*"
    r"|(?-i:#(?:SAKNAS|REFERENS|DIVISION/0|DIV/0|REF|N/A)\b!?)",
    re.IGNORECASE,
)
_GUIDE = "about/editing/"
_TEMPLATE = re.compile(r"^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A sentence of a template; what is shorter or has a year can be the name of something else too.
_SENTENCE = re.compile(r"^[ -]*(?:\w+: )?([^\s\d]+(?: [^\s\d]+){4,})$", re.MULTILINE)


def check(corpus: Corpus) -> None:
    """Report each text that is a placeholder, has one, or is still as in a template."""
    for file, lines in corpus.lines.items():
        if file.endswith(".md"):
            text = without_code(front_matter.body("\n".join(lines)))
            for match in _LOST.finditer(text):
                corpus.documents[file].add("placeholder", line=line_at(text, match.start()), text=match[0])
    templates = set(_of_templates(corpus))
    for doc, place, line, text in _fields(corpus):
        left = outline.PLACEHOLDER.search(text) or _LOST.search(text)
        part = left[0] if left else next(filter(templates.__contains__, text.rstrip().split("\n\n")), "")
        if part or not re.search(r"\w", text):
            at = line or doc.line_within(place, line_at(text, text.index(part)))
            doc.add("placeholder", place, at, text=part or text)


def _of_templates(corpus: Corpus) -> Iterator[str]:
    for source, texts in corpus.project.texts.items():
        if source.startswith(_GUIDE):
            for template in (template for text in texts.values() for template in _TEMPLATE.findall(text)):
                yield from _SENTENCE.findall(template)


def _fields(corpus: Corpus) -> Iterator[tuple[Document, Place, int | None, str]]:
    """Yield the texts of registers, and of the top of each page, with document, place and line."""
    for name, doc in corpus.project.docs.items():
        if name != "strings":  # there some have no words
            yield from ((corpus.documents[doc.file], place, None, text) for place, text in documents.texts(doc.data))
    for source, texts in corpus.project.texts.items():
        for lang, page in texts.items():
            file = f"docs/{lang}/{source}"
            for _, text in documents.texts(front_matter.of_page(page)):
                line = next((number for number, one in enumerate(corpus.lines[file], 1) if text in one), 1)
                yield corpus.documents[file], (), line, text
