"""The same pages as Markdown files for plain MkDocs: what the site's records and markers would be, written by hand.

The templates are those that the site itself was made of when its records went through Markdown, so that ratios can be
compared with those of then. What was HTML in them, such as the map and the filters, is the site's own HTML.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
import shutil
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup
from mkdocs.config import load_config
from mkdocs.utils import meta
from mkdocs.utils.yaml import yaml_load

from guide.data.addresses import relative
from guide.data.catalogue import STEPS
from guide.data.documents import LANGS
from guide.data.entries import Example, Region
from guide.data.strings import date
from guide.mkdocs_site import project
from guide.prose import markers, translations
from guide.rendering import filters, marker_links
from guide.rendering.related import LISTS
from guide.rendering.renderer import Renderer, source_note

_SIGN = re.compile(r"[\\`*_{}\[\]<>&|]")
_OPENING = re.compile(r"^(?:[-+#:>=~!]|\d+(?=[.)]))")


def write(ours: Path, plain: Path) -> None:
    """Make ``plain`` a project for plain MkDocs whose Markdown files are the pages that the project ``ours`` makes."""
    renderer = project.prepare(load_config(str(ours / "mkdocs.yml")))
    corpus = Corpus(renderer)
    shutil.copytree(ours / "docs", plain / "docs")
    for lang in LANGS:
        folder = plain / "docs" / lang
        for path in sorted(folder.rglob("*.md")):
            path.write_text(corpus.page(path.read_text("utf-8"), path.relative_to(folder).as_posix(), lang), "utf-8")
        for example in renderer.catalogue.examples:
            (folder / f"examples/{example.id}.md").write_text(corpus.example(example, lang), "utf-8")
        for region in renderer.catalogue.regions:
            (folder / f"regions/{region.id}.md").write_text(corpus.region(region, lang), "utf-8")
    config = _config((ours / "mkdocs.yml").read_text("utf-8"))
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def _config(text: str) -> dict[str, Any]:
    """Return the settings in ``text``, an ``mkdocs.yml``, without its checks and what needs our hooks or overrides."""
    config: dict[str, Any] = yaml_load(text)
    for name in ("hooks", "watch", "strict", "validation", "extra"):
        config.pop(name, None)
    for name in ("custom_dir", "icon", "logo"):  # overrides/ has icons of its own
        config["theme"].pop(name, None)
    for plugin in config["plugins"]:
        if "i18n" in plugin:
            del plugin["i18n"]["reconfigure_material"]  # its language switch is used in place of that in our overrides
    return config


class Corpus:
    """Writes pages as Markdown, with what ``renderer`` knows."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def example(self, example: Example, lang: str) -> str:
        """Return the page of an example, front matter included."""
        values = {"texts": self._renderer.texts(example), "suggest": self._suggest("examples", example.line)}
        return self._fill("example.md", f"examples/{example.id}.md", lang, example=example, **values).lstrip()

    def region(self, region: Region, lang: str) -> str:
        """Return the page of a region, front matter included."""
        source = f"regions/{region.id}.md"
        small_map = self._renderer.fill("map-inside.html", source, lang, current=region.id).html
        values = {**self._renderer.about_region(region), "suggest": self._suggest("regions", region.line)}
        return self._fill("region.md", source, lang, small_map=small_map, **values).lstrip()

    def page(self, text: str, source: str, lang: str) -> str:
        """Return a page written by hand, front matter kept, with its markers and citations filled in."""
        body, front = meta.get_data(text)
        keys = list(dict.fromkeys(key for _, key in markers.citations(body) if not key.startswith(markers.EXAMPLE)))
        cited = markers.CITATION.sub(partial(self._cited, keys, source, lang), body)
        filled = markers.COMMENT.sub(partial(self._marker, cited, source, lang), cited)
        works = [self._renderer.catalogue.reference[key] for key in keys]
        end = self._fill("page-end.md", source, lang, cited=works, reviewed=str(front.get("reviewed", "")))
        return text.removesuffix(body) + filled + end

    def _suggest(self, register: str, line: int) -> str:
        return f"{self._renderer.source_url}/data/{register}.yaml#L{line}"

    def _cited(self, numbered: list[str], source: str, lang: str, match: re.Match[str]) -> str:
        catalogue, words = self._renderer.catalogue, self._renderer.words[lang]
        keys = [key.strip(" @") for key in match["keys"].split(";")]
        known = {*numbered, *(f"{markers.EXAMPLE}{id_}" for id_ in catalogue.example)}
        if not set(keys) <= known:  # code that shows a citation
            return match[0]
        if keys[0].startswith(markers.EXAMPLE):
            examples = [catalogue.example[key.removeprefix(markers.EXAMPLE)] for key in keys]
            links = [f"[{_short(one.title, lang)}]({_to(f'examples/{one.id}.md', source)})" for one in examples]
            return match["space"] + ", ".join(f"{link}{{ .example-link }}" for link in links)
        links = []
        for key in keys:
            number = numbered.index(key) + 1
            label = words.references.source.format(number=number, by=catalogue.reference[key].by)
            links.append(f'[[{number}]](#source-{key}){{ .citation aria-label="{_attribute(label)}" }}')
        return "".join(links)

    def _marker(self, text: str, source: str, lang: str, comment: re.Match[str]) -> str:
        marker = markers.of_comment(comment, text)
        if marker is None:
            return ""
        if (TEMPLATES / f"{marker.name}.md").exists():
            return f"\n{self._fill(f'{marker.name}.md', source, lang, **self._values(marker, source, lang))}\n"
        if marker.name == "examples":
            lists = (f"{kind}:{marker.arguments[kind][0]}" for kind in LISTS if kind in marker.arguments)
            examples = self._renderer.markers.select(marker)
            return f"\n{self._fill('cards.md', source, lang, examples=examples, of_list=next(lists, None))}\n"
        return f"\n{self._renderer.markers.render(marker, source, lang, lang, '').html}\n"

    def _values(self, marker: markers.Marker, source: str, lang: str) -> Mapping[str, Any]:
        renderer = self._renderer
        match marker.name:
            case "data-fields":
                return {"fields": marker_links.fields(marker, renderer, lang)}
            case "translations":
                return {"items": renderer.ledger, "states": translations.STATES}
            case "glossary":
                return {"terms": renderer.terms(lang)}
            case "examples-by-step":
                scripts = {"finder_index": filters.index_file(lang), "finder_texts": filters.texts_file(lang)}
                return {
                    "form": renderer.fill("filters.html", source, lang, search=True, **scripts).html,
                    "by_step": {
                        step: [one for one in renderer.catalogue.examples if one.steps[0] == step] for step in STEPS
                    },
                }
        return {}

    def _fill(self, template: str, source: str, lang: str, **values: Any) -> str:
        renderer = self._renderer
        words = renderer.words[lang]
        return self._templates.get_template(template).render(
            lang=lang,
            words=words,
            to=partial(_to, source=source),
            href=lambda target: renderer.addresses.link(target, source, lang),
            source_note=partial(source_note, words=words, lang=lang),
            **values,
        )

    @cached_property
    def _templates(self) -> jinja2.Environment:
        renderer = self._renderer
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=_escaped,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(
            attribute=_attribute,
            date=date,
            escape=_escaped,
            json=lambda text: Markup(json.dumps(text, ensure_ascii=False)),
            markdown=lambda text: Markup(text.strip()),
            period=renderer.period,
            short=_short,
            verbatim=lambda text: Markup(html.escape(text)),
        )
        environment.globals.update(
            catalogue=renderer.catalogue,
            day=renderer.today,
            filters=renderer.filters,
            languages=LANGS,
            publisher=renderer.publisher,
            related=renderer.related,
            steps=STEPS,
        )
        return environment


TEMPLATES = Path(__file__).parent / "templates"


def _escaped(value: object) -> Markup:
    """Return ``value`` as text that neither Markdown nor HTML reads anything into, on one line."""
    if isinstance(value, Markup):
        return value
    text = _SIGN.sub(lambda match: f"&#{ord(match[0])};", re.sub(r"\s+", " ", str(value)))
    return Markup(_OPENING.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", text))


def _attribute(value: object) -> Markup:
    """Return ``value`` as text in a quoted attribute."""
    return Markup(str(_escaped(value)).replace('"', "&quot;").replace("'", "&#39;"))


def _short(text: Any, lang: str) -> Markup:
    """Return a short text in a line, its language marked where it is not the page's."""
    of, shown = text.lang(lang), _escaped(text.show(lang))
    return shown if of == lang else Markup(f'<span lang="{of}">{shown}</span>')


def _to(target: str, source: str) -> str:
    """Return the page ``target`` as a link in the Markdown of ``source`` names it."""
    return relative(target, posixpath.dirname(source))
