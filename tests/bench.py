"""CPU time and memory of builds of ever more examples, beside plain MkDocs building the same pages from Markdown files.

Plain MkDocs has our theme, plugins, Markdown extensions and nav, but no hooks and no overrides. Seconds differ between
machines, ratios within one run hardly do. Exits with 1 where a target is missed, and says which.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
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

from guide.data import schemas
from guide.data.documents import LANGS
from guide.mkdocs_site import project
from guide.rendering.renderer import Renderer

ROOT = Path(__file__).resolve().parents[1]
SIZES = (60, 600, 3000, 10_000)
MANY, LARGEST = 600, 3000  # where an edit is judged, and the most examples that plain MkDocs builds here
CLEAN = {60: 0.45, 600: 0.20, 3000: 0.10}  # what a clean build may cost as a part of plain MkDocs'
EDIT = 0.10  # and a build after an edit
MEMORY = 150  # MiB at the peak of a clean build of LARGEST
MORE_A_PAGE = 1.15  # what a page may cost at the last of SIZES, times its cost at MANY
LOAD_SECONDS = 2
BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]
LOAD = """
import os
import sys
from pathlib import Path
sys.path.insert(0, "hooks")
from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
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
            # in each paragraph: no text that we keep the HTML of is to be the same in two examples
            copy["description"] = {
                lang: re.sub(r"(?<=\w)\.(?=\n\n|$)", f"{note}.", text.strip())
                for lang, text in copy["description"].items()
            }
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
    write_with(folder, varied(number))


def write_with(folder: Path, examples: Sequence[Mapping[str, Any]]) -> None:
    """Make ``folder`` a copy of the project that has these ``examples``."""
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    with (folder / "data/examples.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(list(examples), file, Dumper=Blocks, allow_unicode=True, sort_keys=False)


def write_plain(ours: Path, plain: Path) -> None:
    """Make ``plain`` a project for plain MkDocs whose Markdown files are the pages that ``ours`` makes."""
    renderer = project.prepare(load_config(str(ours / "mkdocs.yml")))
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
    for name in ("custom_dir", "icon", "logo"):  # overrides/ has icons of its own
        config["theme"].pop(name, None)
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
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, cwd=folder, env={**env, "NO_MKDOCS_2_WARNING": "1"})
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: the child in {folder.name} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(folder: Path, repeat: int, before: Callable[[int], None]) -> Cost:
    """The median cost of ``repeat`` builds of the project in ``folder``; ``before`` prepares each, by its number."""
    costs = []
    for number in range(repeat):
        before(number)
        costs.append(measure(BUILD, folder))
    return Cost(median(cost.cpu for cost in costs), median(cost.memory for cost in costs))


def clean(folder: Path, made: Sequence[str] = ("site", ".cache")) -> None:
    """Move what earlier builds of ``folder`` made out of the way: the folders ``made``.

    It is not removed, since ext4 looks long for a place for new files where many were removed a moment ago
    (``recently_deleted`` in Linux' fs/ext4/ialloc.c), which is nothing that a first build would meet.
    """
    away = Path(tempfile.mkdtemp(dir=folder.parent))
    for name in made:
        if (folder / name).exists():
            (folder / name).rename(away / name)


def edit(folder: Path, number: int) -> None:
    """Change a sentence of an example of ``folder`` and of a page."""
    path = folder / "data/examples.yaml"
    path.write_text(path.read_text("utf-8").replace("sv: ", f"sv: {number} ", 1), "utf-8")
    page = folder / "docs/sv/steps/vision.md"
    page.write_text(f"{page.read_text('utf-8')}\n\nNu {number}.\n", "utf-8")


@dataclass(frozen=True)
class Row:
    """What building some number of examples costs: ours clean, warm and after an edit, and plain MkDocs."""

    pages: int
    clean: Cost
    warm: Cost
    edited: Cost
    plain: Cost | None

    @property
    def a_page(self) -> float:
        """Our milliseconds a page."""
        return 1000 * self.clean.cpu / self.pages


def compare(number: int, repeat: int, temp: Path) -> Row:
    """Measure ``number`` examples in a folder below ``temp`` and print the row."""
    ours, plain = temp / str(number) / "ours", temp / str(number) / "plain"
    apart(write_ours, ours, number)
    our = build(ours, repeat, lambda _: clean(ours))
    warm = build(ours, repeat, lambda _: None)
    edited = build(ours, repeat, lambda turn: edit(ours, turn))
    pages = sum(1 for _ in (ours / "site").rglob("*.html"))
    other = None
    if number <= LARGEST:
        apart(write_plain, ours, plain)
        other = build(plain, repeat, lambda _: clean(plain))
    row = Row(pages, our, warm, edited, other)
    ratios = [f"{cost.cpu / other.cpu:8.2f}" if other else " " * 8 for cost in (our, edited, warm)]
    beside = f"{other.cpu:8.1f}" if other else " " * 8
    print(
        f"{number:8,} {pages:7,} {our.cpu:8.1f} {beside} {''.join(ratios)} {our.memory:9.0f} {row.a_page:9.2f}",
        flush=True,
    )
    return row


def loading(repeat: int) -> str:
    """A line on reading and checking the data alone, with the most examples."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        folder = Path(temp, "ours")
        apart(write_ours, folder, LARGEST)
        size = (folder / "data/examples.yaml").stat().st_size / 1e6
        seconds = median(measure([sys.executable, "-c", LOAD], folder).cpu for _ in range(repeat))
    return (
        f"Loading and checking {LARGEST:,} examples, {size:.1f} MB: {seconds:.2f} s of CPU"
        f" with the start of Python (target: at most {LOAD_SECONDS} s)"
    )


def main() -> int:
    """Print the table and the lines below it; 1 if a page costs too much more with the most examples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of examples (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=5, help="builds of each, of which the median counts")
    options = parser.parse_args()
    print("                       CPU, s          ours as a part of plain    memory, MiB  ours, CPU")
    print("examples   pages     ours    plain    clean    edit    warm       at peak  ms a page", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        rows = {int(size): compare(int(size), options.repeat, Path(temp)) for size in options.sizes.split(",")}
    print(loading(options.repeat))
    missed = list(targets(rows))
    print(*missed or ["All targets met."], sep="\n")
    return 1 if missed else 0


def targets(rows: Mapping[int, Row]) -> Iterator[str]:
    """The targets that ``rows``, by number of examples, miss."""
    for size, most in CLEAN.items():
        if (row := rows.get(size)) and row.plain and (part := row.clean.cpu / row.plain.cpu) > most:
            yield f"A clean build at {size:,} is {part:.2f} of plain MkDocs' (target: {most:.2f})"
    if (row := rows.get(MANY)) and row.plain and (part := row.edited.cpu / row.plain.cpu) > EDIT:
        yield f"A build after an edit at {MANY:,} is {part:.2f} of plain MkDocs' clean build (target: {EDIT:.2f})"
    if (row := rows.get(LARGEST)) and row.clean.memory > MEMORY:
        yield f"Memory at {LARGEST:,} is {row.clean.memory:.0f} MiB (target: under {MEMORY})"
    if rows.keys() >= {MANY, SIZES[-1]} and (more := rows[SIZES[-1]].a_page / rows[MANY].a_page) > MORE_A_PAGE:
        yield f"A page at {SIZES[-1]:,} costs {more:.2f} times what it does at {MANY:,} (target: {MORE_A_PAGE})"


if __name__ == "__main__":
    sys.exit(main())
