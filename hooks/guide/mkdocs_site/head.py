"""What the templates in ``overrides/`` need about a page: its versions, its place, its files."""

import re
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from guide.data import addresses
from guide.data.strings import date
from guide.mkdocs_site import menu
from guide.mkdocs_site.site import Site, language
from guide.rendering import page_scripts
from guide.rendering.renderer import Renderer, has_feed


def context(page: Page, config: MkDocsConfig, renderer: Renderer) -> dict[str, Any]:
    """Return what the templates in ``overrides/`` need about a page.

    Sets the canonical address of a page that replaces a translation to the original's.
    """
    file: Any = page.file
    lang, versions = language(config), file.alternates
    site_url = config.site_url or ""
    if lang not in file.written:
        page.canonical_url = site_url + versions[addresses.other(lang)].url
    source, record = file.norm_src_uri, renderer.records.get(file.norm_src_uri)
    pack, reviewed = renderer.addresses.of(page_scripts.PACK, lang), page.meta.get("reviewed")
    return {
        "crumbs": menu.crumbs(page, Site.of(config).context["nav"]),
        "reviewed": date(str(reviewed), lang) if reviewed else "",
        "suggest": renderer.suggest(record) if record else page.edit_url,
        "feed": renderer.addresses.feed(source, lang) if has_feed(source) else "",
        "pack": f"{pack}?add={source.removesuffix('.md')}" if page_scripts.is_in_pack(source) and not record else "",
        "alternates": addresses.alternates(site_url, {code: versions[code].url for code in file.written}),
        "text_lang": file.locale if file.locale != lang else None,
    }


def not_found(output: str, config: MkDocsConfig) -> str:
    """Return the 404 page as the default language builds it; nothing for the others, which would write over it.

    A server shows it at any address, so its links need the site's path before them; on disk they must be relative.
    The script in ``overrides/404.html`` finds out which, and the links are relative to its result.
    """
    if language(config) != addresses.DEFAULT:
        return ""
    path = urlsplit(config.site_url or "/").path
    return re.sub(rf'(\b(?:href|src)="){re.escape(path)}(?!/)', r"\1", output)
