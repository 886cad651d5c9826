"""Where a page is in the menu, the way to it from the front page, and the list of its headings."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from guide.rendering.renderer import Heading


class Crumb(NamedTuple):
    """A stop on the way to a page: its title, and its page (``None`` where the next stop leads to the same)."""

    title: str
    page: Page | None


def first_page(item: Any) -> Page:
    """Return the page that the name of a menu item leads to: the first one in a section, or the page itself."""
    while item.children:
        item = item.children[0]
    page: Page = item
    return page


def index_of(source: str, nav: Navigation) -> Page | None:
    """Return the first page of the folder of ``source``, which represents it where it is not in the menu."""
    index = f"{source.partition('/')[0]}/index.md"
    pages: list[Any] = nav.pages
    return next((page for page in pages if page.file.norm_src_uri == index), None)


def crumbs(page: Any, nav: Navigation) -> list[Crumb]:
    """Return the path from the front page to ``page``, without that page itself.

    A page of a record has the path to its list, and the list. A section that ``page`` is the first page of is left out.
    """
    # page.is_homepage is true in the default language only
    if not nav.homepage or page.file.norm_src_uri == "index.md":
        return []
    index = None if getattr(page, "parent", None) else index_of(page.file.norm_src_uri, nav)
    of = index or page
    sections = [section for section in reversed(list(of.ancestors)) if section.children[0] != of]
    stops = [*sections, *([index] if index else [])]
    leads = [*(first_page(stop) for stop in stops), of if not index else None]
    crumbs = [Crumb(str(nav.homepage.title), nav.homepage)]
    for stop, to, after in zip(stops, leads, leads[1:], strict=False):
        crumbs.append(Crumb(str(stop.title), to if to != after else None))
    return crumbs


def contents(headings: Iterable[Heading]) -> TableOfContents:
    """Return the list of a page's ``headings`` as MkDocs has it."""
    tokens: Any = [{"level": level, "id": id_, "name": name} for level, id_, name in headings]
    return get_toc(nest_toc_tokens(tokens))
