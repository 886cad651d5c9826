"""Every MkDocs event that we use, in build order. What happens is in the modules named here; nothing is decided here.

static-i18n runs the whole build once for each language in one process, so all state is in ``config``.
"""

import gc
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))

from guide.data import reporting

ROOT = Path(__file__).resolve().parents[1]
try:
    from guide.mkdocs_site import complaints, head, look, page_content, project
    from guide.mkdocs_site import files as site_files
    from guide.mkdocs_site.site import Site, i18n
    from guide.prose.citations import Citations
except Exception as error:
    reporting.show(error, ROOT)
    raise Abort(reporting.message(ROOT, "problems", count=1)) from error
EARLY = 100  # before the theme's plugins
LATE = -101  # after static-i18n, which is at -100
_GARBAGE = 20_000  # new objects before Python collects garbage; at its own 700 that is a twentieth of the build


@event_priority(EARLY)
def on_config(config: MkDocsConfig) -> None:
    """Add our Markdown extension once, and start collecting what MkDocs logs."""
    if not i18n(config).building:
        config.extra["citations"] = Citations()
        config.extra["complaints"] = complaints.collected()
        config.markdown_extensions.append(config.extra["citations"])


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check everything once, before MkDocs empties the output folder."""
    if not i18n(config).building:
        gc.disable()  # reading makes millions of objects and no cycles
        try:
            config.extra["site"] = project.prepare(config)
        finally:
            gc.enable()
        gc.set_threshold(_GARBAGE)


@event_priority(LATE)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Give pages their addresses in the reader's language, and add those of records."""
    site_files.arrange(files, config)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Prepare front matter and citations."""
    return page_content.prepared(markdown, page, config)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Fill in markers and add the sources."""
    return page_content.with_markers(html, page, config)


@event_priority(LATE)
def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Stop where a page may not be published; prepare the theme's templates once, and keep them for record pages."""
    site = Site.of(config)
    if site.refused or config.extra["complaints"]:
        project.refuse(config, site)
    if site.env is None:
        look.prepare(env)
        site.env = env
    shared: Environment = site.env
    return shared


@event_priority(LATE)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Explain terms, and give the templates what they need about the page."""
    site = Site.of(config)
    page_content.finish(page, config)
    site.context = {name: value for name, value in context.items() if name not in ("page", "pages")}
    return {**context, **head.context(page, config, site.renderer)}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page's copies."""
    site_files.write_copies(page, config)
    return output


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Let one 404 page serve both languages, from any address and from disk."""
    return head.not_found(output_content, config) if template_name == "404.html" else output_content


@event_priority(EARLY)
def _write_generated(config: MkDocsConfig) -> None:
    """Write the pages of records and the search index, unless a link to a heading leads nowhere."""
    if config.extra["complaints"]:
        project.refuse(config, Site.of(config))
    site_files.write_generated(config)


@event_priority(LATE)
def _finish(config: MkDocsConfig) -> None:
    """Write the files for machines and the offline copy once all languages are built."""
    if not i18n(config).building:
        site_files.finish(config)


on_post_build = CombinedEvent(_write_generated, _finish)


def on_build_error(error: Exception, **_: Any) -> None:
    """Print in one message what ended the build, unless MkDocs or we have printed it already."""
    if not isinstance(error, MkDocsException):
        reporting.show(error, ROOT)
        raise Abort(reporting.message(ROOT, "problems", count=1))


def on_shutdown() -> None:
    """Skip the final garbage collection: the process ends, and all memory with it."""
    gc.freeze()
