"""A menu built from MkDocs' own objects."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from guide.data.addresses import Addresses

Item = str | tuple[str, list["Item"]]  # the source of a page, or the title of a section and its items


def navigation(addresses: Addresses, *items: Item) -> Navigation:
    """Return a Swedish menu whose pages have their sources as titles."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "S", "site_url": "https://s3.example.org/", "plugins": []})
    config.validate()
    pages: list[Page] = []

    def build(item: Item, parent: Section | None) -> Section | Page:
        if isinstance(item, tuple):
            section = Section(item[0], [])
            section.parent = parent
            section.children = [build(child, section) for child in item[1]]
            return section
        file = File(f"sv/{item}", config.docs_dir, config.site_dir, use_directory_urls=False)
        file.url = file.dest_uri = addresses.of(item, "sv")
        file.norm_src_uri, file.name = item, item.rpartition("/")[2].removesuffix(".md")
        page = Page(item, file, config)
        page.parent = parent
        pages.append(page)
        return page

    return Navigation([build(item, None) for item in items], pages)
