"""What a page's head says of it: its versions, its preview, its place; and the notices above its text."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from guide.data import addresses
from guide.data.strings import date
from guide.mkdocs_site import menu
from guide.mkdocs_site.site import Site
from guide.rendering import page_feeds, workshop_pack
from guide.rendering.renderer import Renderer


def context(page: Page, config: MkDocsConfig, renderer: Renderer) -> dict[str, Any]:
    """What the templates in ``overrides/`` need of a page.

    Sets the canonical address of a page that stands in for a translation to the original's.
    """
    file: Any = page.file
    lang, versions = Site.lang(config), file.alternates
    site_url = config.site_url or ""
    if lang not in file.written:
        page.canonical_url = site_url + versions[addresses.other(lang)].url
    way = menu.crumbs(page, Site.of(config).nav)
    source, record = file.norm_src_uri, renderer.records.get(file.norm_src_uri)
    pack = renderer.addresses.of("examples/pack.md", lang)
    reviewed = page.meta.get("reviewed")
    return {
        "crumbs": way,
        "reviewed": date(str(reviewed), lang) if reviewed else "",
        "suggest": renderer.suggest(record) if record else page.edit_url,
        "feed": renderer.addresses.feed(source, lang) if page_feeds.has_feed(source) else "",
        "pack": f"{pack}?add={source.removesuffix('.md')}" if workshop_pack.holds(source) and not record else "",
        "alternates": addresses.alternates(site_url, {of: versions[of].url for of in file.written}),
        "notices": notices(source, lang, file.written, renderer),
        "text_lang": file.locale if file.locale != lang else None,
        "linked_data": linked_data(page, config, renderer, lang, way),
    }


def notices(source: str, lang: str, written: tuple[str, ...], renderer: Renderer) -> list[str]:
    """What is said above the text of a page: that it stands in for a translation, that it is not up to date."""
    words = renderer.words[lang]
    found = []
    if lang not in written and source not in renderer.records:
        found.append(words.page.fallback)
    if (source, lang) in renderer.stale:
        checked = renderer.stale[source, lang]
        when = " " + words.page.checked_on.format(date=date(checked, lang)) if checked else ""
        found.append(f"{words.page.stale}{when}")
    return found


def linked_data(
    page: Page, config: MkDocsConfig, renderer: Renderer, lang: str, way: list[menu.Crumb]
) -> dict[str, Any]:
    """The page as linked data in schema.org's words (https://schema.org, https://json-ld.org); ``way`` leads to it."""
    file: Any = page.file
    source = file.norm_src_uri
    is_list = source.endswith("index.md") or source in ("glossary.md", "references.md", "news.md")
    thing: dict[str, Any] = {
        "@type": "CollectionPage" if is_list else "Article",
        "@id": page.canonical_url,
        "url": page.canonical_url,
        "name": html.unescape(str(page.title)),
        "headline": html.unescape(str(page.title)),
        "description": html.unescape(page.meta["description"]),
        "inLanguage": file.locale,
        "publisher": {"@type": "Organization", "name": renderer.publisher_names[file.locale]},
    }
    if reviewed := page.meta.get("reviewed"):
        thing["dateModified"] = str(reviewed)
    if source in renderer.records:
        thing |= _of_record(source, config, renderer, lang)
    return {"@context": "https://schema.org", "@graph": [thing, _breadcrumbs(page, config, way)]}


def _of_record(source: str, config: MkDocsConfig, renderer: Renderer, lang: str) -> dict[str, Any]:
    """What linked data says of a record beside what it says of every page."""
    folder, _, name = source.removesuffix(".md").rpartition("/")
    if folder == "examples":
        places = renderer.places(renderer.catalogue.example[name], lang)
        return {"@type": "CreativeWork", "spatialCoverage": [{"@type": "Place", "name": place} for place in places]}
    if folder == "themes":
        theme = renderer.catalogue.theme[name]
        about = {
            "@type": "DefinedTerm",
            "name": theme.name.show(lang),
            "description": theme.definition.show(lang),
            "inDefinedTermSet": (config.site_url or "") + renderer.addresses.of("themes/index.md", lang),
        }
        return {"@type": "CollectionPage", "about": about}
    return {}


def _breadcrumbs(page: Page, config: MkDocsConfig, way: list[menu.Crumb]) -> dict[str, Any]:
    """The way from the front page to the page."""
    site_url = config.site_url or ""
    crumbs = [(html.unescape(stop.title), site_url + stop.page.url) for stop in way if stop.page]
    crumbs.append((html.unescape(str(page.title)), site_url + page.url))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(crumbs, 1)
        ],
    }


def not_found(output: str, config: MkDocsConfig) -> str:
    """The 404 page as the default language builds it; nothing for the others, which would write over it.

    A server shows it at any address, so its links need the site's path before them; on disk they must be relative.
    The script in ``overrides/404.html`` says which it is, and the links are relative to what it says.
    """
    if Site.lang(config) != addresses.DEFAULT:
        return ""
    path = urlsplit(config.site_url or "/").path
    return re.sub(rf'(\b(?:href|src)="){re.escape(path)}(?!/)', r"\1", output)
