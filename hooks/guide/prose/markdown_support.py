"""Which Markdown works in pages and in texts of the data, found out by converting a sample of each kind."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from guide.data.documents import Document
from guide.data.rich_text import RichText
from guide.prose import page_html

STATES = ("works", "typed", "error")  # it becomes what it is in Markdown; it is shown as typed; the check reports it

SAMPLES: Mapping[str, Sequence[str]] = yaml.safe_load(Path(__file__).with_name("samples.yaml").read_text("utf-8"))


def support(page: Callable[[str], str], rich_text: RichText) -> Iterator[tuple[str, str, str, str]]:
    """Yield the name of each sample, the sample, and its state in pages and in texts of the data.

    ``page`` makes HTML of a page's Markdown, ``rich_text`` of the data's.
    """
    for name, (text, html) in SAMPLES.items():
        doc = Document("")
        page_html.check(text, doc, page)
        in_data = _state(html, rich_text.html(text), is_refused=any(rich_text.refusals(text)))
        yield name, text, _state(html, page(text), is_refused=bool(doc.problems)), in_data


def _state(wanted: str, html: str, *, is_refused: bool) -> str:
    if is_refused:
        return "error"
    return "works" if re.search(wanted, html, re.DOTALL) else "typed"
