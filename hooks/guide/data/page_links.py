"""Links of the data to pages of the site, in texts or as fields, and those that lead nowhere."""

from collections.abc import Callable, Collection, Mapping

from guide.data.documents import Document, Place, Problem, texts
from guide.data.messages import add_near
from guide.data.rich_text import RichText, linked_pages
from guide.data.schemas import Schemas

Ids = Callable[[str], Collection[str]]  # of the page whose source is given


def check(
    docs: Mapping[str, Document], schemas: Schemas, rich_text: RichText, sources: Collection[str], ids: Ids
) -> list[Problem]:
    """Return the links of the registers ``docs`` to a page, or a heading of one, that does not exist.

    ``sources`` are the pages that there are, and ``ids`` returns those of one of them.
    """
    for name, doc in docs.items():
        for path, text in texts(doc.data):
            form = schemas.at(name, path).get("format") if ".md" in text else None
            if form in ("markdown", "page"):
                for target in dict.fromkeys(linked_pages(rich_text.html(text)) if form == "markdown" else [text]):
                    _check_link(doc, path, text, target, sources, ids)
    return [problem for doc in docs.values() for problem in doc.problems]


def _check_link(doc: Document, path: Place, text: str, target: str, sources: Collection[str], ids: Ids) -> None:
    source, _, anchor = target.partition("#")
    number = next((at for at, line in enumerate(text.split("\n"), 1) if target in line), 1)
    line = doc.line_within(path, number)
    if source not in sources:
        doc.add("page_unknown", path, line=line, value=source)
    elif anchor and anchor not in (known := ids(source)):
        add_near(doc, "link_anchor", path, anchor, sorted(known), line=line, page=source)
