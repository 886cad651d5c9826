"""Projects for the benchmarks: the site with any number of examples, and the same pages for plain MkDocs."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.utils import meta
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from bench.plain import Writer  # noqa: E402
from guide.data import schemas  # noqa: E402
from guide.data.documents import LANGS  # noqa: E402
from guide.mkdocs_site import project  # noqa: E402

# Without these an example has some 120 words a language, and 3,000 of them make 10 MB of YAML.
OMITTED_FIELDS = {"challenge", "funding", "results", "lesson", "transfer", "gaps", "links", "aliases"}


def originals() -> list[dict[str, Any]]:
    """Return the project's own examples, first those that pages need: mentioned there, or the first of a region."""
    docs, _ = schemas.load(ROOT / "data", ("examples",))
    examples = docs["examples"].data
    texts = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
    first = {region: example["id"] for example in reversed(examples) for region in example.get("regions", ())}
    return sorted(examples, key=lambda example: not (example["id"] in texts or example["id"] in first.values()))


def copies(examples: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the ``examples`` endlessly, from the second round on with a number in title, id and related ids."""
    for number in count(1):
        tail, note = (f"-copy-{number}", f" ({number})") if number > 1 else ("", "")
        for example in examples:
            copy = {name: value for name, value in example.items() if name not in OMITTED_FIELDS}
            copy["id"] += tail
            copy["title"] = {lang: text + note for lang, text in copy["title"].items()}
            # in each paragraph, so that no two examples share a text, whose HTML would be cached
            copy["description"] = {
                lang: re.sub(r"(?<=\w)\.(?=\n\n|$)", f"{note}.", text.strip())
                for lang, text in copy["description"].items()
            }
            yield copy | {"related": [name + tail for name in copy.get("related", ())]}


def varied(number: int) -> list[dict[str, Any]]:
    """Return ``number`` examples, each related only to others of them."""
    examples = list(islice(copies(originals()), number))
    ids = {example["id"] for example in examples}
    for example in examples:
        if related := [name for name in example.pop("related") if name in ids]:
            example["related"] = related
    return examples


class Blocks(yaml.CSafeDumper):
    """Writes multi-line texts as blocks, as editors do, and repeats shared values instead of using aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


Blocks.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


# ---- the projects to build ----------------------------------------------------------------------------------------


def write_ours(folder: Path, number: int) -> None:
    """Make ``folder`` a copy of the project that has ``number`` examples."""
    write_with(folder, varied(number))


def write_with(folder: Path, examples: Sequence[Mapping[str, Any]]) -> None:
    """Make ``folder`` a copy of the project that has these ``examples``."""
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    with (folder / "data/examples.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(list(examples), file, Dumper=Blocks, allow_unicode=True, sort_keys=False, width=10_000)
    ids, assessment = [example["id"] for example in examples], folder / "data/assessment.yaml"
    named = r"(?<=examples: \[)[^\]]*"  # a small corpus lacks some of those that the self-assessment names
    existing = lambda names: ", ".join(id_ for id_ in names[0].split(", ") if id_ in ids) or ids[0]  # noqa: E731
    assessment.write_text(re.sub(named, existing, assessment.read_text("utf-8")), "utf-8")


def write_plain(ours: Path, plain: Path) -> None:
    """Make ``plain`` a project for plain MkDocs whose Markdown files are the pages that ``ours`` makes."""
    writer = Writer(project.prepare(load_config(str(ours / "mkdocs.yml"))).renderer)
    shutil.copytree(ours / "docs", plain / "docs")
    for lang in LANGS:
        folder = plain / "docs" / lang
        for path in sorted(folder.rglob("*.md")):
            text = path.read_text("utf-8")
            body, front_matter = meta.get_data(text)
            source = path.relative_to(folder).as_posix()
            page = writer.page(body, source, lang, str(front_matter.get("reviewed", "")))
            path.write_text(text.removesuffix(body) + page, "utf-8")
        for source, markdown in writer.records(lang):
            (folder / source).parent.mkdir(parents=True, exist_ok=True)
            (folder / source).write_text(markdown, "utf-8")
    config = plain_config((ours / "mkdocs.yml").read_text("utf-8"))
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def plain_config(text: str) -> dict[str, Any]:
    """Return the settings in ``text``, an ``mkdocs.yml``, without its checks and what needs our hooks or overrides."""
    config = yaml_load(text)
    for name in ("hooks", "watch", "strict", "validation", "extra"):
        config.pop(name, None)
    for name in ("custom_dir", "icon", "logo"):  # overrides/ has icons of its own
        config["theme"].pop(name, None)
    for plugin in config["plugins"]:
        if "i18n" in plugin:
            del plugin["i18n"]["reconfigure_material"]  # its language switch replaces the one in our overrides
    return config
