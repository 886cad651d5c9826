"""CPU time and memory of builds with more and more examples, compared with plain MkDocs on the same pages.

Plain MkDocs has our theme, plugins, Markdown extensions and nav, but no hooks and no overrides. It makes no Word and
Excel files of the worksheets, so their cost is left out of ours. Seconds differ between machines, ratios within one
run hardly do. Exits with 1 if targets are missed, and prints which.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.corpus import write_ours, write_plain

SIZES = (60, 91, 600, 3000, 10_000)
MANY, LARGEST = 600, 3000  # plain MkDocs is measured up to LARGEST
CLEAN = {60: 0.55, 600: 0.25, 3000: 0.17}  # the most that a clean build may cost, as a share of plain MkDocs'
AIM = {60: 0.45, 600: 0.20, 3000: 0.10}
PREVIEW = {91: 0.6, 600: 0.9}  # CPU seconds of the preview's build after one edit, at most
MEMORY = 130  # MiB at the peak of a clean build of LARGEST, at most
MAX_PAGE_COST_GROWTH = 1.1  # the most that a page may cost at the last of SIZES, as a multiple of its cost at MANY
LOAD_SECONDS = 2
REBUILD = """
import sys, tempfile, time
from pathlib import Path
sys.path.insert(0, "hooks")
from guide.mkdocs_site.preview import Builder
root = Path(sys.argv[1])
examples, page = root / "data/examples.yaml", root / "docs/sv/steps/vision.md"
with tempfile.TemporaryDirectory() as output:
    builder = Builder(root, Path(output), "http://127.0.0.1:8000/")
    builder()
    assert not builder.trouble, builder.trouble
    for turn in range(int(sys.argv[2])):
        examples.write_text(examples.read_text("utf-8").replace("sv: ", f"sv: {turn} ", 1), "utf-8")
        page.write_text(page.read_text("utf-8") + f"\\n\\nNu {turn}.\\n", "utf-8")
        start = time.process_time()
        builder()
        assert not builder.trouble, builder.trouble
        print(time.process_time() - start)
"""
OFFICE = """
import sys, time
sys.path.insert(0, "hooks")
from mkdocs.config import load_config
from guide.mkdocs_site import project
renderer = project.prepare(load_config("mkdocs.yml")).renderer
start = time.process_time()
from guide.exports import office_files
assert list(office_files.files(renderer))
print(time.process_time() - start)
"""
BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]
LOAD = """
import gc
import os
import sys
from pathlib import Path
sys.path.insert(0, "hooks")
from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
gc.disable()  # as in a build
docs, problems = schemas.load(Path("data"), REGISTERS)
assert not problems, problems[0]
Catalogue.of({name: [(docs[name].line((n,)), e) for n, e in enumerate(docs[name].data)] for name in REGISTERS})
os._exit(0)  # without freeing all memory first, which is no part of loading
"""


@dataclass(frozen=True)
class Cost:
    """The cost of a child process: seconds of CPU, and MiB of memory at its peak."""

    cpu: float
    memory: float


# ---- measuring ----------------------------------------------------------------------------------------------------


def call_in_process(function: Callable[..., None], *arguments: object) -> None:
    """Call ``function`` in a child process, since processes to measure start with the peak memory of this one."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"bench: {function.__name__} failed")


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run ``command`` in ``folder`` and return its cost, including that of its own child processes."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, cwd=folder, env={**env, "NO_MKDOCS_2_WARNING": "1"})
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: the child in {folder.name} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(folder: Path, repeat: int, before: Callable[[int], None]) -> Cost:
    """Return the median cost of ``repeat`` builds in ``folder``; ``before`` prepares each, by its number."""
    costs = []
    for number in range(repeat):
        before(number)
        costs.append(measure(BUILD, folder))
    return Cost(median(cost.cpu for cost in costs), median(cost.memory for cost in costs))


def clean(folder: Path, made: Sequence[str] = ("site",)) -> None:
    """Move the output of earlier builds, the folders ``made``, out of ``folder``.

    They are not deleted, since ext4 takes long to create files where many have just been deleted
    (``recently_deleted`` in Linux' fs/ext4/ialloc.c), and a first build does not have that delay.
    """
    away = Path(tempfile.mkdtemp(dir=folder.parent))
    for name in made:
        if (folder / name).exists():
            (folder / name).rename(away / name)


@dataclass(frozen=True)
class Row:
    """The costs for a number of examples: our build, plain MkDocs, and the preview after one edit."""

    pages: int
    clean: Cost
    plain: Cost | None
    preview: Cost | None

    @property
    def ms_per_page(self) -> float:
        """The milliseconds of CPU that our build takes for a page."""
        return 1000 * self.clean.cpu / self.pages


def compare(number: int, repeat: int, temp: Path) -> Row:
    """Measure ``number`` examples in a folder below ``temp`` and print the row."""
    ours, plain = temp / str(number) / "ours", temp / str(number) / "plain"
    call_in_process(write_ours, ours, number)
    our = build(ours, repeat, lambda _: clean(ours))
    our = Cost(our.cpu - printed(ours, OFFICE).cpu, our.memory)
    pages = sum(1 for _ in (ours / "site").rglob("*.html"))
    other = preview = None
    if number <= LARGEST:
        call_in_process(write_plain, ours, plain)
        other = build(plain, repeat, lambda _: clean(plain))
    if number in PREVIEW:
        preview = rebuilt(ours, repeat)
    row = Row(pages, our, other, preview)
    ratio = f"{our.cpu / other.cpu:8.2f}" if other else " " * 8
    plain_cpu = f"{other.cpu:8.1f}" if other else " " * 8
    edited = f"{preview.cpu:9.2f}" if preview else ""
    print(
        f"{number:8,} {pages:7,} {our.cpu:8.1f} {plain_cpu} {ratio} {our.memory:9.0f} {row.ms_per_page:9.2f} {edited}",
        flush=True,
    )
    return row


def rebuilt(folder: Path, repeat: int) -> Cost:
    """Return the CPU cost of the preview's rebuild alone after an edit of an example and a page."""
    return printed(folder, REBUILD, str(folder), str(repeat))


def printed(folder: Path, script: str, *arguments: str) -> Cost:
    """Return the median of the seconds that ``script`` prints, run in ``folder``."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bench: a script in {folder.name} failed: {done.stderr[-500:]}")
    return Cost(median(map(float, done.stdout.split())), 0)


def loading(repeat: int) -> str:
    """Return a line on the cost of loading and checking the data alone, with ``LARGEST`` examples."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        folder = Path(temp, "ours")
        call_in_process(write_ours, folder, LARGEST)
        size = (folder / "data/examples.yaml").stat().st_size / 1e6
        seconds = median(measure([sys.executable, "-c", LOAD], folder).cpu for _ in range(repeat))
    return (
        f"Loading and checking {LARGEST:,} examples, {size:.1f} MB: {seconds:.2f} s of CPU"
        f" with the start of Python (target: at most {LOAD_SECONDS} s)"
    )


def main() -> int:
    """Print the table and the missed targets; return 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of examples (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=5, help="builds of each, of which the median counts")
    options = parser.parse_args()
    print("                       CPU, s       part of  memory, MiB  ours, CPU  preview, CPU s")
    print("examples   pages     ours    plain    clean   at peak  ms a page  after an edit", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        rows = {int(size): compare(int(size), options.repeat, Path(temp)) for size in options.sizes.split(",")}
    print(loading(options.repeat))
    missed = list(targets(rows))
    print(*missed or ["All targets met."], sep="\n")
    return 1 if missed else 0


def targets(rows: Mapping[int, Row]) -> Iterator[str]:
    """Yield the targets that ``rows``, by number of examples, miss."""
    for size, most in CLEAN.items():
        if (row := rows.get(size)) and row.plain and (part := row.clean.cpu / row.plain.cpu) > most:
            yield f"A clean build at {size:,} is {part:.2f} of plain MkDocs' (at most {most:.2f}, aim {AIM[size]:.2f})"
    for size, most in PREVIEW.items():
        if (row := rows.get(size)) and row.preview and row.preview.cpu > most:
            yield f"The preview at {size:,} takes {row.preview.cpu:.2f} s after an edit (target: {most} s)"
    if (row := rows.get(LARGEST)) and row.clean.memory > MEMORY:
        yield f"Memory at {LARGEST:,} is {row.clean.memory:.0f} MiB (target: under {MEMORY})"
    if (
        rows.keys() >= {MANY, SIZES[-1]}
        and (more := rows[SIZES[-1]].ms_per_page / rows[MANY].ms_per_page) > MAX_PAGE_COST_GROWTH
    ):
        yield f"A page at {SIZES[-1]:,} costs {more:.2f} times what it does at {MANY:,} (target: {MAX_PAGE_COST_GROWTH})"


if __name__ == "__main__":
    sys.exit(main())
