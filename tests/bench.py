"""CPU time and memory of builds of ever more examples, beside plain MkDocs building the same pages from Markdown files.

Plain MkDocs has our theme, plugins, Markdown extensions and nav, but no hooks and no overrides. Seconds differ between
machines, ratios within one run hardly do. Exits with 1 if a page costs over 20 % more at 3,000 examples than at 600.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.utils import meta
from mkdocs.utils.yaml import yaml_load

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

import pages
import schemas
from records import LANGS
from render import Renderer

ROOT = Path(__file__).resolve().parents[1]
SIZES = (60, 600, 3000)
MORE_A_PAGE = 1.2  # what a page may cost at the last of SIZES, times its cost at the one before
LOAD_SECONDS = 2
BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]
LOAD = """
import os, sys
from pathlib import Path
sys.path.insert(0, "hooks")
import schemas
from catalogue import REGISTERS, Catalogue
with schemas.paused_garbage_collection():
    docs, problems = schemas.load(Path("data"), REGISTERS)
    assert not problems, problems[0]
    Catalogue.of({name: [(docs[name].line((n,)), e) for n, e in enumerate(docs[name].data)] for name in REGISTERS})
os._exit(0)  # Python would first give back all memory, piece by piece, which is no part of loading
"""
# Without these an example has some 120 words a language, and 3,000 of them make 10 MB of YAML.
LEFT_OUT = {"challenge", "results", "lesson", "transfer", "gaps", "links", "aliases"}


@dataclass(frozen=True)
class Cost:
    """What a child process took: seconds of CPU, and MiB of memory at its peak."""

    cpu: float
    memory: float


# ---- the examples -------------------------------------------------------------------------------------------------


def originals() -> list[dict[str, Any]]:
    """The project's own examples; first those that the pages cannot do without: named there, or first of a region."""
    docs, _ = schemas.load(ROOT / "data", ("examples",))
    examples = docs["examples"].data
    texts = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
    first = {region: example["id"] for example in reversed(examples) for region in example.get("regions", ())}
    return sorted(examples, key=lambda example: not (example["id"] in texts or example["id"] in first.values()))


def copies(examples: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The ``examples`` over and over, after the first round with a number in id, title and the ids of related ones."""
    for number in count(1):
        tail, note = (f"-copy-{number}", f" ({number})") if number > 1 else ("", "")
        for example in examples:
            copy = {name: value for name, value in example.items() if name not in LEFT_OUT}
            copy["id"] += tail
            copy["title"] = {lang: text + note for lang, text in copy["title"].items()}
            yield copy | {"related": [name + tail for name in copy.get("related", ())]}


def varied(number: int) -> list[dict[str, Any]]:
    """``number`` examples, each related only to others of them."""
    examples = list(islice(copies(originals()), number))
    ids = {example["id"] for example in examples}
    for example in examples:
        if related := [name for name in example.pop("related") if name in ids]:
            example["related"] = related
    return examples


class Blocks(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, as editors do, and what two entries share in both of them."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


Blocks.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


# ---- the projects to build ----------------------------------------------------------------------------------------


def write_ours(folder: Path, number: int) -> None:
    """Make ``folder`` a copy of the project that has ``number`` examples."""
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    with (folder / "data/examples.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(varied(number), file, Dumper=Blocks, allow_unicode=True, sort_keys=False)


def write_plain(ours: Path, plain: Path) -> None:
    """Make ``plain`` a project for plain MkDocs whose Markdown files are the pages that ``ours`` makes."""
    renderer = pages.prepare(load_config(str(ours / "mkdocs.yml")))
    shutil.copytree(ours / "docs", plain / "docs")
    for lang in LANGS:
        folder = plain / "docs" / lang
        for path in sorted(folder.rglob("*.md")):
            path.write_text(filled(path, path.relative_to(folder).as_posix(), lang, renderer), "utf-8")
        for source, page in renderer.generated.items():
            (folder / source).parent.mkdir(parents=True, exist_ok=True)
            (folder / source).write_text(page.markdown(lang), "utf-8")
    config = plain_config((ours / "mkdocs.yml").read_text("utf-8"))
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def filled(path: Path, source: str, lang: str, renderer: Renderer) -> str:
    """The text of a page written by hand, front matter kept, with its markers and citations filled in."""
    text = path.read_text("utf-8")
    body, front = meta.get_data(text)
    return text.removesuffix(body) + renderer.page(body, source, lang, str(front.get("reviewed", "")))


def plain_config(text: str) -> dict[str, Any]:
    """The settings in ``text``, an ``mkdocs.yml``, without its checks and what needs our hooks or overrides."""
    config = yaml_load(text)
    for name in ("hooks", "watch", "strict", "validation", "extra"):
        config.pop(name, None)
    del config["theme"]["custom_dir"]
    for plugin in config["plugins"]:
        if "i18n" in plugin:
            del plugin["i18n"]["reconfigure_material"]  # its language switch stands in for the one in our overrides
    return config


# ---- measuring ----------------------------------------------------------------------------------------------------


def apart(function: Callable[..., None], *arguments: object) -> None:
    """Call ``function`` in a process of its own: a child to be measured starts with its parent's peak of memory."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"bench: {function.__name__} failed")


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run ``command`` in ``folder`` and see what it takes, with what it starts itself."""
    child = subprocess.Popen(command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: the child in {folder.name} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(folder: Path, repeat: int) -> tuple[Cost, int]:
    """The median cost of ``repeat`` clean builds of the project in ``folder``, and how many pages each makes."""
    costs = []
    for _ in range(repeat):
        shutil.rmtree(folder / "site", ignore_errors=True)
        costs.append(measure(BUILD, folder))
    built = sum(1 for _ in (folder / "site").rglob("*.html"))
    return Cost(median(cost.cpu for cost in costs), median(cost.memory for cost in costs)), built


def compare(number: int, repeat: int) -> float:
    """Print the row of ``number`` examples; returns our milliseconds of CPU a page."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        ours, plain = Path(temp, "ours"), Path(temp, "plain")
        apart(write_ours, ours, number)
        apart(write_plain, ours, plain)
        (our, our_pages), (other, other_pages) = build(ours, repeat), build(plain, repeat)
    a_page = 1000 * our.cpu / our_pages
    print(
        f"{number:8,} {our_pages:7,} {other_pages:7,} {our.cpu:8.1f} {other.cpu:8.1f} {our.cpu / other.cpu:6.2f}"
        f" {our.memory:9.0f} {other.memory:9.0f} {our.memory / other.memory:6.2f} {a_page:10.2f}",
        flush=True,
    )
    return a_page


def loading(repeat: int) -> str:
    """A line on reading and checking the data alone, with the most examples."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        folder = Path(temp, "ours")
        apart(write_ours, folder, SIZES[-1])
        size = (folder / "data/examples.yaml").stat().st_size / 1e6
        seconds = median(measure([sys.executable, "-c", LOAD], folder).cpu for _ in range(repeat))
    return (
        f"Loading and checking {SIZES[-1]:,} examples, {size:.1f} MB: {seconds:.2f} s of CPU"
        f" with the start of Python (target: at most {LOAD_SECONDS} s)"
    )


def main() -> int:
    """Print the table and the lines below it; 1 if a page costs too much more with the most examples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of examples (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=1, help="builds of each, of which the median counts")
    options = parser.parse_args()
    print("             pages           CPU, s                   peak memory, MiB        ours, CPU")
    print("examples    ours   plain     ours    plain  ratio      ours     plain  ratio  ms a page", flush=True)
    a_page = {int(size): compare(int(size), options.repeat) for size in options.sizes.split(",")}
    print(loading(options.repeat))
    many, most = SIZES[-2:]
    if not a_page.keys() >= {many, most}:
        return 0
    more = a_page[most] / a_page[many]
    verdict = "within 20 %" if more <= MORE_A_PAGE else "NOT within 20 %"
    print(f"A page at {most:,} examples costs {more:.2f} times what it does at {many:,}: {verdict}")
    return 0 if more <= MORE_A_PAGE else 1


if __name__ == "__main__":
    sys.exit(main())
