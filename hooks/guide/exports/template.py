"""Files for machines from templates: XML, in which values are escaped, and JSON."""

import re
from functools import cache
from pathlib import Path

import jinja2

from guide.rendering.renderer import environment

TEMPLATES = Path(__file__).parent / "templates"

# What XML 1.0 does not allow even as a reference (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _permitted(value: object) -> object:
    return _FORBIDDEN.sub("", value) if type(value) is str else value


@cache
def _templates() -> jinja2.Environment:
    templates = environment(TEMPLATES, autoescape=jinja2.select_autoescape(["xml", "rdf"]), finalize=_permitted)
    templates.policies["json.dumps_kwargs"] = {}  # without it, Jinja sorts
    return templates


def document(template: str, **values: object) -> bytes:
    """Return the document that ``template`` makes of ``values``; characters that XML forbids are left out."""
    return f"{_templates().get_template(template).render(values).strip()}\n".encode()
