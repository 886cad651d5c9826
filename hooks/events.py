"""Every MkDocs event that we use, in build order. What happens is in the modules named here; nothing is decided here.

static-i18n runs the whole build once for each language in one process, so all state is in ``config``.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import files as our_files
import heads
import memory
import pages
import theme

EARLY = 100  # before the theme's plugins
LATE = -101  # after static-i18n, which is at -100
_GARBAGE = 20_000  # new objects before Python looks for garbage; at its own 700 that is a twentieth of the build


@event_priority(EARLY)
def on_config(config: MkDocsConfig) -> None:
    """Give the theme its templates once, before its search plugin asks it for words."""
    if not our_files.i18n(config).building:
        theme.lighten(config.theme)


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check everything once, before MkDocs empties the output folder."""
    if not our_files.i18n(config).building:
        gc.set_threshold(_GARBAGE)
        config.extra["sources"] = memory.Sources.of(config)
        config.extra["cache"] = cache = memory.opened_cache(
            config, pages.build_date(Path(config.config_file_path).parent)
        )
        config.extra["renderer"] = renderer = pages.prepare(config)
        for templates in (config.theme.get_env(), renderer.templates):
            templates.bytecode_cache = memory.Compiled(cache)
        config.extra["fast"] = our_files.fast_path(config, renderer)


@event_priority(LATE)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Addresses in the reader's language, and the generated pages."""
    our_files.arrange(files, config, config.extra["renderer"])
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Let pages be remembered, and keep the menu for those that MkDocs does not make."""
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    lang = our_files.i18n(config).current_language
    memory.remember(config.extra["cache"], files, lang, index, fast=config.extra["fast_path"])
    if fast := config.extra["fast"]:
        fast.nav, fast.files = nav, files


@event_priority(LATE)
def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Any:
    """Let the templates remember what they make."""
    templates = memory.Templates(env, config.extra["cache"])
    if fast := config.extra["fast"]:
        fast.env = templates
    return templates


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str | None:
    """Fill in what a page asks for; pages made from records are complete."""
    return our_files.filled(markdown, page, config, config.extra["renderer"])


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Explain the terms of the glossary where they first stand, and give tables their headers."""
    return our_files.explained(html, page, config, config.extra["renderer"])


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """What the head of the page says, and the notices above its text."""
    return {**context, **heads.context(page, config, config.extra["renderer"])}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page as clean Markdown beside it, and put its blocks in."""
    our_files.write_plain(page, config, config.extra["renderer"])
    return our_files.whole(output, page)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Let one 404 page serve both languages, from any address and from disk."""
    return heads.not_found(output_content, config) if template_name == "404.html" else output_content


@event_priority(EARLY)
def _write_generated(config: MkDocsConfig) -> None:
    """The pages that MkDocs does not make, and the search index, before the search plugin writes its own."""
    our_files.write_generated(config)


@event_priority(LATE)
def _finish(config: MkDocsConfig) -> None:
    """Once all languages are built: the files for machines and the offline copy."""
    if not our_files.i18n(config).building:
        our_files.finish(config, config.extra["renderer"])


on_post_build = CombinedEvent(_write_generated, _finish)


def on_shutdown() -> None:
    """Spare Python its last look for garbage through everything there is: the process ends, and all memory with it."""
    gc.freeze()
