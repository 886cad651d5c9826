"""Addresses in the reader's language, and which pages are each other's translations.

A page's *source* is its path below the language's folder, such as ``steps/analysis.md``; it is the same in every
language. Its *address* is the path of the HTML file below the site's root, such as ``steg/analys.html``.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from guide.data.documents import LANGS, Document

DEFAULT = LANGS[0]


@lru_cache(4096)
def relative(path: str, folder: str) -> str:
    """Return the relative address of ``path`` as seen from ``folder``, both below the site's root."""
    if path.startswith((".", "/")) or posixpath.normpath(path) != path:
        return posixpath.relpath(path, folder or ".")  # which asks the system twice each time where it is
    here, there = folder.split("/") if folder else [], path.split("/")
    shared = len(posixpath.commonprefix([here, there]))
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "."


_folder = lru_cache(256)(posixpath.dirname)  # asked for each link of a page, which come one after the other


def other(lang: str) -> str:
    """Return the other of the two languages."""
    return LANGS[1 - LANGS.index(lang)]


@dataclass(frozen=True)
class Addresses:
    """The table of address words, ``words[word][lang]``; words that are not in it are used as they are."""

    words: Mapping[str, Mapping[str, str]]
    cache: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)

    def root(self, lang: str) -> str:
        """Return the folder of a language: nothing for the default language, else ``en/``."""
        return "" if lang == DEFAULT else f"{lang}/"

    def of(self, source: str, lang: str) -> str:
        """Return the address of the page whose source is ``source``."""
        if (address := self.cache.get((source, lang))) is None:
            parts = PurePosixPath(source).with_suffix("").parts
            words = [self.words[part][lang] if part in self.words else part for part in parts]
            address = self.cache[source, lang] = self.root(lang) + "/".join(words) + ".html"
        return address

    def feed(self, source: str, lang: str) -> str:
        """Return the address of the feed of the page ``source``, in a folder with the name of the page."""
        return f"{self.of(source, lang).removesuffix('.html')}/atom.xml"

    def link(self, target: str, page: str, lang: str) -> str:
        """Return the relative address of page ``target`` as seen from page ``page``, both sources; ``#`` is kept."""
        source, hash_, anchor = target.partition("#")
        return relative(self.of(source, lang), _folder(self.of(page, lang))) + hash_ + anchor


def check_words(source: str, doc: Document, addresses: Addresses) -> None:
    """Report in ``doc``, the page ``source``, each word of that path that has no address word."""
    for word in PurePosixPath(source).with_suffix("").parts:
        if word not in addresses.words:
            doc.add("address_word", line=1, value=word)


def alternates(site_url: str, urls: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the absolute ``hreflang`` links of a page: one for each language in ``urls``, and ``x-default``.

    Search engines want every version to list all versions, itself too, with absolute addresses
    (https://developers.google.com/search/docs/specialty/international/localized-versions).
    """
    links = [{"lang": lang, "link": site_url + url} for lang, url in urls.items()]
    return [*links, *({**link, "lang": "x-default"} for link in links if link["lang"] == DEFAULT)]
