"""How the values of an example are printed in templates: as they are; letters.py puts sentinels for their words."""

from __future__ import annotations

import html
import posixpath
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from entries import Text
from languages import Addresses, relative
from wording import attribute


class Shown(NamedTuple):
    """A text as a reader gets it, and the language ``of`` it; asked like an ``entries.Text``."""

    text: str
    of: str

    def lang(self, _lang: str) -> str:
        """The language of the text."""
        return self.of

    def show(self, _lang: str) -> str:
        """The text."""
        return self.text


@dataclass(frozen=True)
class Values:
    """Prints values on the page ``source`` in ``lang``, which stands among those of ``site_lang``, as they are."""

    source: str
    lang: str
    site_lang: str
    addresses: Addresses

    def words(self, text: str) -> str:
        """A text that the template escapes."""
        return text

    def shown(self, text: Text) -> Shown:
        """The same in the reader's language, or else in the other."""
        of = text.lang(self.lang)
        return Shown(self.words(getattr(text, of) or ""), of)

    def markdown(self, text: Text) -> Shown:
        """A text in Markdown, which was checked when it was read."""
        return Shown(Markup(text.show(self.lang).strip()), text.lang(self.lang))

    def link(self, target: str) -> str:
        """The address of the page ``target`` as Markdown says it."""
        return relative(target, posixpath.dirname(self.source))

    def href(self, target: str) -> str:
        """The address of the page ``target`` as HTML says it."""
        return self.addresses.link(target, self.source, self.site_lang)

    def url(self, url: str | None) -> str | None:
        """An address elsewhere, which was checked too."""
        return url and Markup(url)

    def attribute(self, text: str) -> str:
        """A text within an attribute."""
        return attribute(text)

    def verbatim(self, text: str) -> str:
        """A text within raw HTML."""
        return Markup(html.escape(text))
