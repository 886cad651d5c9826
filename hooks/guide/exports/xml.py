"""XML from templates: feeds and metadata."""

import re
from functools import cache
from html import escape
from pathlib import Path

import jinja2
from markupsafe import Markup

from guide.rendering.renderer import environment

TEMPLATES = Path(__file__).parent / "templates"

# What XML 1.0 does not allow even as a reference (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _escaped(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup(escape(_FORBIDDEN.sub("", str(value)), quote=False).replace('"', "&quot;"))


@cache
def _templates() -> jinja2.Environment:
    return environment(TEMPLATES, autoescape=True, finalize=_escaped)


def document(template: str, **values: object) -> bytes:
    """Return the document that ``template`` makes of ``values``; characters that XML forbids are left out."""
    return f"{_templates().get_template(template).render(values).strip()}\n".encode()
