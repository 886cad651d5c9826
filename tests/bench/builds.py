"""CPU time and memory of builds of ever more examples, beside plain MkDocs building the same pages from Markdown files.

python -m bench.builds [--sizes 60,600] [--repeat 5]          (``make bench``)

Plain MkDocs has our theme, plugins, Markdown extensions and nav, but no hooks and no overrides. Exits with 1 where a
target is missed, and says which.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import plain, preview, projects
from bench.examples import varied
from bench.projects import BUILD, Cost

SIZES = (60, 600, 3000, 10_000)
MANY, LARGEST = 600, 3000  # what a page at the last of SIZES is compared with; the most that plain MkDocs builds here
CLEAN = {60: 0.55, 600: 0.25, 3000: 0.17}  # what a build may cost as a part of plain MkDocs'
MEMORY = 130  # MiB at the peak of a build of LARGEST
MORE_A_PAGE = 1.1  # what a page may cost at the last of SIZES, times its cost at MANY
LOAD_SECONDS = 2
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


def write_ours(folder: Path, number: int) -> None:
    """Make ``folder`` a copy of the project that has ``number`` examples."""
    projects.write(folder, varied(number))


def build(folder: Path, repeat: int) -> Cost:
    """Return the median cost of ``repeat`` builds of the project in ``folder``, each with nothing left of another."""
    costs = []
    for _ in range(repeat):
        projects.clean(folder)
        costs.append(projects.measure(BUILD, folder))
    return Cost(median(cost.cpu for cost in costs), median(cost.memory for cost in costs))


@dataclass(frozen=True)
class Row:
    """What building some number of examples costs: ours, and plain MkDocs."""

    pages: int
    ours: Cost
    plain: Cost | None

    @property
    def a_page(self) -> float:
        """Our milliseconds a page."""
        return 1000 * self.ours.cpu / self.pages


def compare(number: int, repeat: int, temp: Path) -> Row:
    """Measure ``number`` examples in a folder below ``temp`` and print the row."""
    ours, other = temp / str(number) / "ours", temp / str(number) / "plain"
    projects.apart(write_ours, ours, number)
    cost = build(ours, repeat)
    pages = sum(1 for _ in (ours / "site").rglob("*.html"))
    beside = None
    if number <= LARGEST:
        projects.apart(plain.write, ours, other)
        beside = build(other, repeat)
    row = Row(pages, cost, beside)
    compared = f"{beside.cpu:8.1f} {cost.cpu / beside.cpu:8.2f}" if beside else " " * 17
    print(f"{number:8,} {pages:7,} {cost.cpu:8.1f} {compared} {cost.memory:9.0f} {row.a_page:9.2f}", flush=True)
    return row


def loading(repeat: int) -> str:
    """Return a line on reading and checking the data alone, with the most examples."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        folder = Path(temp, "ours")
        projects.apart(write_ours, folder, LARGEST)
        size = (folder / "data/examples.yaml").stat().st_size / 1e6
        seconds = median(projects.measure([sys.executable, "-c", LOAD], folder).cpu for _ in range(repeat))
    return (
        f"Loading and checking {LARGEST:,} examples, {size:.1f} MB: {seconds:.2f} s of CPU"
        f" with the start of Python (target: at most {LOAD_SECONDS} s)"
    )


def missed(rows: Mapping[int, Row]) -> Iterator[str]:
    """Yield the targets that ``rows``, by number of examples, miss."""
    for size, most in CLEAN.items():
        if (row := rows.get(size)) and row.plain and (part := row.ours.cpu / row.plain.cpu) > most:
            yield f"A build at {size:,} is {part:.2f} of plain MkDocs' (target: at most {most:.2f})"
    if (row := rows.get(LARGEST)) and row.ours.memory > MEMORY:
        yield f"Memory at {LARGEST:,} is {row.ours.memory:.0f} MiB (target: at most {MEMORY})"
    if rows.keys() >= {MANY, SIZES[-1]} and (more := rows[SIZES[-1]].a_page / rows[MANY].a_page) > MORE_A_PAGE:
        yield f"A page at {SIZES[-1]:,} costs {more:.2f} times what it does at {MANY:,} (target: {MORE_A_PAGE})"


def main() -> int:
    """Print the table and the lines below it; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of examples (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=5, help="builds of each, of which the median counts")
    options = parser.parse_args()
    print("                       CPU, s   part of plain  memory, MiB  ours, CPU")
    print("examples   pages     ours    plain    clean     at peak  ms a page", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        rows = {int(size): compare(int(size), options.repeat, Path(temp)) for size in options.sizes.split(",")}
    print(loading(options.repeat), flush=True)
    rebuilds = preview.table(options.repeat)
    lines = [*missed(rows), *preview.missed(rebuilds)]
    print(*lines or ["All targets met."], sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
