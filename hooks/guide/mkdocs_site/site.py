"""The state that the events of one build share: the renderer, and MkDocs' objects for the current language."""

from dataclasses import dataclass, field
from typing import Any, Self

from mkdocs.config.defaults import MkDocsConfig

from guide.prose.docs_folder import Texts
from guide.rendering.renderer import Renderer


@dataclass
class Site:
    """The site being built, kept in ``config.extra["site"]``: static-i18n builds all languages in one process."""

    renderer: Renderer
    texts: Texts = field(default_factory=dict)  # of the hand-written pages
    env: Any = None  # the theme's templates
    refused: bool = False  # whether a page has HTML that it may not have
    context: dict[str, Any] = field(default_factory=dict)  # what MkDocs and plugins give every page

    @classmethod
    def of(cls, config: MkDocsConfig) -> Self:
        """Return the site that is built with ``config``."""
        site: Self = config.extra["site"]
        return site


def i18n(config: MkDocsConfig) -> Any:
    """Return the static-i18n plugin, whose attributes MkDocs' types do not know."""
    return config.plugins["i18n"]


def language(config: MkDocsConfig) -> str:
    """Return the language being built."""
    return str(i18n(config).current_language)
