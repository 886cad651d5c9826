"""What converts Markdown: quick where it can, or else Python-Markdown, which gives the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import markdown

import quick

# The settings that quick converts with: those of mkdocs.yml, and the extensions that MkDocs adds.
_EXTENSIONS = {"admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"}
_CONFIGS = {"toc": {"permalink": False, "toc_depth": 3}}


@dataclass
class Converter:
    """Converts texts with the given settings of Python-Markdown: by itself where it can, or else by the library."""

    extensions: Sequence[str]
    configs: Mapping[str, Mapping[str, Any]]

    @cached_property
    def fits(self) -> bool:
        """Whether ``quick`` is for these settings."""
        set_ = {name: dict(config) for name, config in self.configs.items() if config}
        return set(self.extensions) == _EXTENSIONS and set_ == _CONFIGS

    @cached_property
    def _library(self) -> Any:
        return markdown.Markdown(extensions=self.extensions, extension_configs=self.configs)

    def convert(self, text: str) -> quick.Converted:
        """``text`` as HTML and its headings; without its title where the library converts it."""
        made = quick.convert(text) if self.fits else None
        if made:
            return made
        html = self._library.reset().convert(text)
        return quick.Converted(html, getattr(self._library, "toc_tokens", []), None)
