"""What is around an example's own text: why others are related, lists, citations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guide.data.addresses import Addresses
from guide.data.catalogue import Catalogue
from guide.data.entries import Text
from guide.data.relations import Place, Relation, Relations
from guide.prose.usage import Use
from guide.rendering import citation

LISTS = ("step", "region")  # the kinds of lists that a reader can page through


@dataclass(frozen=True)
class Related:
    """Writes what is around the text of each example of ``catalogue``.

    ``strings`` are all words, ``uses`` the pages that name each example, ``publisher`` the name of who publishes the
    site in each language and ``site_url`` the whole address of its root.
    """

    catalogue: Catalogue
    addresses: Addresses
    strings: Mapping[str, Any]
    uses: Mapping[str, tuple[Use, ...]]
    publisher: Mapping[str, str]
    site_url: str

    @cached_property
    def relations(self) -> Relations:
        """The relations of all examples."""
        return Relations(self.catalogue.examples, self.catalogue.related)

    def _step(self, step: str, lang: str) -> str:
        return str(self.strings["labels"]["steps"][step][lang])

    def reasons(self, relation: Relation, lang: str) -> str:
        """Why an example is related, as words: ``Named by the editors. Same region: Skåne.``"""
        shared = {
            "given": [""] if relation.given else [],
            "organisation": [organisation.name.show(lang) for organisation in relation.organisations],
            "region": [self.catalogue.region[id_].name.show(lang) for id_ in relation.regions],
            "step": [self._step(step, lang) for step in relation.steps],
        }
        words = self.strings["around"]["reasons"]
        return " ".join(words[kind][lang].format(names=", ".join(names)) for kind, names in shared.items() if names)

    def list_name(self, place: Place, lang: str) -> str:
        """What a list is called: ``Examples from Skåne``."""
        name = (
            self._step(place.name, lang) if place.kind == "step" else self.catalogue.region[place.name].name.show(lang)
        )
        return str(self.strings["around"]["lists"][place.kind][lang].format(name=name))

    def list_page(self, place: Place) -> str:
        """The source of the page that shows a list, and where on it."""
        return f"{place.kind}s/{place.name}.md#examples"

    def work(self, source: str, title: Text, reviewed: str, lang: str) -> citation.Work:
        """Return the page of a record as it is cited in ``lang``."""
        key = source.removesuffix(".md").rpartition("/")[2]
        address = self.site_url + self.addresses.of(source, lang)
        note = self.strings["around"]["reviewed"][lang].format(date=reviewed)
        return citation.Work(key, title.show(lang), self.publisher[lang], reviewed, address, title.lang(lang), note)
