"""Hostile texts, places for them in pages, and register entries that contain them.

An entry has one in every field. The fields come from the schemas, so that new ones are included.
"""

from __future__ import annotations

import bisect
import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from guide.data import documents, schemas, yaml_reader
from guide.data.catalogue import REGISTERS
from unit.conftest import ROOT

# By kind. Each that could run calls alert, which the browser tests detect.
TEXTS = {
    "script": "<script>alert(1)</script>",
    "script in capitals, unclosed": "<SCRIPT SRC=//evil.example/x.js>",
    "script that ends another": "</script><script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "handler without spaces": "<svg/onload=alert(1)>",
    "handler in quotes": '" autofocus onfocus="alert(1)" x="',
    "handler in single quotes": "' onmouseover='alert(1)' x='",
    "title that ends": "</title><script>alert(1)</script>",
    "title that ends, escaped": "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "style": "<style>body{display:none}</style>",
    "frame": "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "base": "<base href=https://evil.example/>",
    "refresh": "<meta http-equiv=refresh content=0;url=//evil.example>",
    "broken tag": "<b <i> </p></div></article> <a href='",
    "comment": "<!-- <script>alert(1)</script> --!><img src=x>",
    "CDATA": "]]><x/><![CDATA[ <?php echo 1 ?>",
    "entity": "&#60;script&#62;alert(1)&#x3c;/script&#x3e; &quot;",
    "address": "javascript:alert(1)",
    "address in another case": "JaVaScRiPt:alert(1)",
    "address with a line break": "java\nscript:alert(1)",
    "address with an entity": "javascript&colon;alert(1)",
    "address of data": "data:text/html,<script>alert(1)</script>",
    "address of VBScript": "vbscript:msgbox(1)",
    "address that leaves its link": "https://a.example/>){ onclick=alert(1) }",
    "address with a name": "https://www.skane.se@evil.example/",
    "link": "[x](javascript:alert(1))",
    "link with an entity": "[x](javascript&#58;alert(1))",
    "link in brackets": "[x](<java\tscript:alert(1)>)",
    "link by reference": "[x][y]\n\n[y]: javascript:alert(1)",
    "autolink": "<javascript:alert(1)>",
    "image": "![x](https://evil.example/x.png)",
    "image that closes": '![x](x.png" onerror="alert(1))',
    "attributes": "x{: onclick=alert(1) }",
    "attributes on a line": "x\n{ onmouseover=alert(1) #__config .x }",
    "heading": "# x { #__search }",
    "marker": "<!-- examples -->",
    "citation": "[@example:visual-sweden]",
    "citation of nothing": "[@nowhere]",
    "Jinja": "{{ 7*7 }}{% raw %}",
    "format": "{0.__class__} {title!r} %s %(x)s ${x}",
    "bidi": "abc\u202etxt.exe",
    "bidi isolate": "abc\u2066txt\u2069",
    "zero width": "ab\u200bc",
    "byte order mark": "\ufeffabc",
    "variation": "a\ufe0f",
    "tags": "a\U000e0041",
    "line separator": "a\u2028alert(1)",
    "control": "a\x07b",
    "path": "../../etc/passwd",
    "path, escaped": "..%2f..%2fetc/passwd",
    "path of Windows": "..\\..\\x",
    "null byte": "x\x00.html",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula with a sign": "+1+cmd|' /C calc'!A0",
    "formula after a tab": "\t=1+1",
    "table": "a | b |\n|---|---|",
    "regular expression": "(a+)+$ [x-",
}
# Where a text can be in the Markdown of a page.
PLACES = {
    "paragraph": "{}",
    "heading": "## {} {{ #heading }}",
    "item": "- {}",
    "quotation": "> {}",
    "cell": "| a | b |\n|---|---|\n| {} | c |",
    "link text": "[{}](analysis.md)",
    "link": "[x]({})",
    "link in brackets": "[x](<{}>)",
    "link title": '[x](analysis.md "{}")',
    "reference": "[x][1]\n\n[1]: {}",
    "image": "![x]({})",
    "attributes": "x\n{{ {} }}",
    "class": '<div class="{}" markdown="block">\n\nx\n\n</div>',
    "address in HTML": '<a href="{}">x</a>',
    "admonition": '!!! note "{}"\n\n    x',
    "definition": "a\n:   {}",
}


Path_ = tuple[str | int, ...]
# Valid values for fields of every form: a field gets the first that its format and pattern allow.
GOOD = (
    "Text",
    "2026-01-31",
    "https://www.example.org/page",
    "12",
    "SE22",
    "SE224",
    "10.1234/abc",
    "978-91-0-000000-4",
    "some-id",
    "about/index.md",
    "gammal/sida.html",
)


def resolved(files: Mapping[str, Any], schema: Mapping[str, Any], file: str) -> tuple[dict[str, Any], str]:
    """Return ``schema`` with its references resolved, and the file that references inside it are relative to."""
    found = dict(schema)
    while "$ref" in found:
        name, _, pointer = found.pop("$ref").partition("#")
        file = name or file
        target = files[file]
        for step in pointer.strip("/").split("/"):
            target = target[step]
        found = {**target, **found}
    return found, file


def sample(files: Mapping[str, Any], schema: Mapping[str, Any], file: str, ids: Mapping[str, Any]) -> Any:
    """Return a valid value with every field of ``schema``; ``ids`` are those of each register."""
    schema, file = resolved(files, schema, file)
    if "x-register" in schema:
        return min(ids[schema["x-register"]])
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        fields = schema["properties"]
        left_out = schema.get("x-one-of", ())[1:]
        return {name: sample(files, part, file, ids) for name, part in fields.items() if name not in left_out}
    if kind == "array":
        return [sample(files, schema["items"], file, ids)]
    if kind == "string":
        return next(
            text
            for text in GOOD
            if re.search(schema.get("pattern", ""), text) and schemas.FORMATS.get(schema.get("format"), bool)(text)
        )
    return {"boolean": True, "integer": 2016}.get(kind if isinstance(kind, str) else kind[0])


def texts_in(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the paths of all texts in ``value``."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_in(part, (*path, step))


def put(entry: Any, path: Path_, text: str) -> Any:
    """Return a copy of ``entry`` with ``text`` at ``path``."""
    changed = value = copy.deepcopy(entry)
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = text
    return changed


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


_Plain.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def dump(data: Any) -> str:
    """Return ``data`` as YAML with all strings in quotes and no aliases."""
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, width=100_000)


class Register:
    """A register with an entry for each hostile text in each field, and the problems that the check reports."""

    def __init__(self, name: str) -> None:
        self.name, self.known = name, schemas.Schemas(ROOT / "data/schema")
        data = {of: yaml_reader.parse((ROOT / f"data/{of}.yaml").read_bytes(), of).data for of in REGISTERS}
        ids = {of: {entry["id"] for entry in entries if "id" in entry} for of, entries in data.items()}
        file = f"{name}.json"
        self.good = sample(self.known.files, self.known.files[file]["items"], file, ids)
        self.tried = [(path, text) for path in texts_in(self.good) for text in TEXTS.values()]
        entries = []
        for number, (path, text) in enumerate(self.tried):
            names = {"id": f"hostile-{number}", "aliases": [f"old-{number}"]}
            entry = {**self.good, **{name: value for name, value in names.items() if name in self.good}}
            entries.append(put(entry, path, text))
        self.doc = yaml_reader.parse(dump(entries).encode(), f"data/{name}.yaml")
        schemas.check(self.doc, name, self.known, ids)
        starts = [self.doc.line((number,)) for number in range(len(entries))]
        self.problems: dict[tuple[Path_, str], list[documents.Problem]] = {}
        for problem in self.doc.problems:
            at = self.tried[bisect.bisect_right(starts, problem.line) - 1]
            self.problems.setdefault(at, []).append(problem)

    def entry(self, text: str, **fields: Any) -> dict[str, Any]:
        """Return a valid entry with ``text`` in every field that accepts it."""
        entry = {**self.good, **fields}
        for path, tried in self.tried:
            if tried == text and (path, tried) not in self.problems and path[0] not in fields:
                entry = put(entry, path, text)
        return entry
