"""The head of a page: its versions, its preview, its place; and the notices above its text."""

import re
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from guide.data import addresses
from guide.data.strings import date
from guide.mkdocs_site import menu
from guide.mkdocs_site.site import Site
from guide.rendering import page_scripts
from guide.rendering.renderer import Renderer, has_feed


def context(page: Page, config: MkDocsConfig, renderer: Renderer) -> dict[str, Any]:
    """Return what the templates in ``overrides/`` need about a page.

    Sets the canonical address of a page that replaces a translation to the original's.
    """
    file: Any = page.file
    lang, versions = Site.lang(config), file.alternates
    site_url = config.site_url or ""
    if lang not in file.written:
        page.canonical_url = site_url + versions[addresses.other(lang)].url
    source, record = file.norm_src_uri, renderer.records.get(file.norm_src_uri)
    pack = renderer.addresses.of(page_scripts.PACK, lang)
    reviewed = page.meta.get("reviewed")
    return {
        "crumbs": menu.crumbs(page, Site.of(config).context["nav"]),
        "reviewed": date(str(reviewed), lang) if reviewed else "",
        "suggest": renderer.suggest(record) if record else page.edit_url,
        "feed": renderer.addresses.feed(source, lang) if has_feed(source) else "",
        "pack": f"{pack}?add={source.removesuffix('.md')}" if page_scripts.is_in_pack(source) and not record else "",
        "alternates": addresses.alternates(site_url, {code: versions[code].url for code in file.written}),
        "notices": notices(source, lang, file.written, renderer),
        "text_lang": file.locale if file.locale != lang else None,
    }


def notices(source: str, lang: str, written: tuple[str, ...], renderer: Renderer) -> list[str]:
    """Return the notices above the text of a page: that it replaces a translation, that it is not up to date."""
    words = renderer.words[lang]
    notices = []
    if lang not in written and source not in renderer.records:
        notices.append(words.page.fallback)
    if (source, lang) in renderer.stale:
        checked = renderer.stale[source, lang]
        when = " " + words.page.checked_on.format(date=date(checked, lang)) if checked else ""
        notices.append(f"{words.page.stale}{when}")
    return notices


def not_found(output: str, config: MkDocsConfig) -> str:
    """Return the 404 page as the default language builds it; nothing for the others, which would write over it.

    A server shows it at any address, so its links need the site's path before them; on disk they must be relative.
    The script in ``overrides/404.html`` finds out which, and the links are relative to its result.
    """
    if Site.lang(config) != addresses.DEFAULT:
        return ""
    path = urlsplit(config.site_url or "/").path
    return re.sub(rf'(\b(?:href|src)="){re.escape(path)}(?!/)', r"\1", output)
