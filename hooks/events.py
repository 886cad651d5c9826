"""Every MkDocs event that we use, in build order. What happens is in the modules named here; nothing is decided here.

static-i18n runs the whole build once for each language in one process, so all state is in ``config``.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

import languages
import pages
from records import LANGS

LATE = -101  # after static-i18n, which is at -100


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check everything once, before MkDocs empties the output folder."""
    if not pages.i18n(config).building:
        config.extra["renderer"] = pages.prepare(config)


@event_priority(LATE)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Addresses in the reader's language, and the generated pages."""
    pages.arrange(files, config, config.extra["renderer"])
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str | None:
    """Fill in what a page asks for; generated pages are complete."""
    file: Any = page.file
    if file.generated_by:
        return None
    lang = pages.i18n(config).current_language
    return str(config.extra["renderer"].page(markdown, file.norm_src_uri, lang, str(page.meta.get("reviewed", ""))))


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Explain the terms of the glossary where they first stand."""
    file: Any = page.file
    lang = pages.i18n(config).current_language
    return str(config.extra["renderer"].with_terms(html, file.norm_src_uri, lang))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """The page's versions in all languages, for the head and the switch."""
    file: Any = page.file
    urls = {lang: file.alternates[lang].url for lang in LANGS if lang in file.alternates}
    context["heads"] = languages.heads(config.site_url or "", urls)
    return context


@event_priority(LATE)
def on_post_build(config: MkDocsConfig) -> None:
    """Once all languages are built, give each its own search index."""
    if not pages.i18n(config).building:
        addresses = config.extra["renderer"].addresses
        pages.split_search(config, {lang: addresses.root(lang) for lang in LANGS})
