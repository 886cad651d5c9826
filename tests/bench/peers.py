"""CPU time of our build and of other site generators, as ratios to plain MkDocs, all building the same pages.

The pages are those of builds.py: our guidance and more and more examples, in two languages, as Markdown files. The
generators are locked in tests/peers and installed into .cache/peers; after that no network is needed. Only our build
resolves links, checks data, lists examples and writes open data. Hugo and Eleventy print attribute lists, admonitions
and (Eleventy) definition lists as text, since they do not support them, so they have a little less to do.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.builds import BUILD, SIZES, call_in_process, clean, measure
from bench.corpus import ROOT, write_ours, write_plain
from guide.data.documents import LANGS

HERE = ROOT / "tests/peers"
TOOLS = ROOT / ".cache/peers"
BIN = TOOLS / "venv/bin"
LISTS = ("index.md", "by-country.md", "pack.md")  # hand-written pages among those of the examples
OUTPUT_FOLDERS = ("site", "public", "_site", ".cache", "resources")  # what builds leave behind


@dataclass(frozen=True)
class Peer:
    """A generator: the name of its row, a function that writes its project, and the command that builds it."""

    name: str
    write: Callable[[Path, Path], None]
    command: Sequence[str | Path]


# ---- setting up ---------------------------------------------------------------------------------------------------


def install() -> None:
    """Install the generators into TOOLS, unless the locked versions are installed already."""
    locks = [HERE / "requirements.txt", HERE / "package-lock.json"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in locks)).hexdigest()
    stamp = TOOLS / "installed"
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    shutil.rmtree(TOOLS, ignore_errors=True)
    venv.create(TOOLS / "venv", with_pip=True)
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([BIN / "pip", "install", *quiet, "--require-hashes", "-r", locks[0]], check=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, TOOLS)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # Node.js comes with the tests
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(npm, cwd=TOOLS, env={**os.environ, "PATH": path}, check=True)
    stamp.write_text(digest, "utf-8")


# ---- the projects -------------------------------------------------------------------------------------------------


def nothing(_plain: Path, _folder: Path) -> None:
    """Write nothing: the project exists already."""


def copy_plain(plain: Path, folder: Path) -> None:
    """Copy the plain project unchanged, since Zensical reads mkdocs.yml."""
    shutil.copytree(plain, folder)


def eleventy(plain: Path, folder: Path) -> None:
    """Write the Markdown files as they are."""
    shutil.copytree(HERE / "eleventy", folder)
    shutil.copytree(plain / "docs", folder / "content", ignore=shutil.ignore_patterns("assets"))
    (folder / "node_modules").symlink_to(TOOLS / "node_modules")


def hugo_bare(plain: Path, folder: Path) -> None:
    """Write the Markdown files where Hugo looks for them."""
    hugo(plain, folder, "hugo-bare", lambda source: source)


def hugo_full(plain: Path, folder: Path) -> None:
    """Write the guidance in a section of its own, which the theme shows in the sidebar of all pages."""
    hugo(plain, folder, "hugo-full", section)
    (folder / "node_modules").symlink_to(TOOLS / "node_modules")
    for lang in LANGS:
        for name in ("docs", "examples"):
            (folder / "content" / lang / name / "_index.md").write_text(f"---\ntitle: {name}\n---\n", "utf-8")


def hugo(plain: Path, folder: Path, theme: str, place: Callable[[Path], Path]) -> None:
    """Write a project for Hugo, its settings those in ``theme``; a folder's page is named ``_index.md`` there."""
    shutil.copytree(HERE / theme, folder)
    for lang in LANGS:
        for path in sorted((plain / "docs" / lang).rglob("*.md")):
            source = place(path.relative_to(plain / "docs" / lang))
            target = folder / "content" / lang / source.with_name(source.name.replace("index.md", "_index.md"))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def section(source: Path) -> Path:
    """Return a page's place for the full theme: below ``docs``, except for examples and the front page."""
    example = source.parts[0] == "examples" and source.name not in LISTS
    return source if example or source == Path("index.md") else Path("docs") / source


PLAIN = Peer("plain MkDocs", nothing, BUILD)
OURS = Peer("ours, clean", nothing, BUILD)
PEERS = (
    Peer("Zensical", copy_plain, (BIN / "zensical", "build")),
    Peer("Hugo, full theme (Doks)", hugo_full, (BIN / "hugo", "--quiet")),
    Peer("Hugo, bare theme", hugo_bare, (BIN / "hugo", "--quiet")),
    Peer(
        "Eleventy, bare theme",
        eleventy,
        (Path(sys.executable).with_name("node"), "node_modules/@11ty/eleventy/cmd.cjs"),
    ),
)


# ---- measuring ----------------------------------------------------------------------------------------------------


def clean_build(peer: Peer, folder: Path) -> float:
    """Return the seconds of CPU of a build without output of an earlier one."""
    clean(folder, OUTPUT_FOLDERS)
    return measure([str(part) for part in peer.command], folder).cpu


def column(number: int, repeat: int) -> dict[str, float]:
    """Return the median seconds of each generator with ``number`` examples; each round builds with every one."""
    rows = (PLAIN, OURS, *PEERS)
    with tempfile.TemporaryDirectory(prefix="bench-") as temp:
        folders = {peer.name: Path(temp, peer.name.split(",")[0] + str(at)) for at, peer in enumerate(rows)}
        call_in_process(write_ours, folders[OURS.name], number)
        call_in_process(write_plain, folders[OURS.name], folders[PLAIN.name])
        for peer in PEERS:
            peer.write(folders[PLAIN.name], folders[peer.name])
        rounds = [{peer.name: clean_build(peer, folders[peer.name]) for peer in rows} for _ in range(repeat)]
        for name, folder in folders.items():
            built = sum(1 for made in OUTPUT_FOLDERS for _ in (folder / made).rglob("*.html"))
            print(f"# {number:,} examples, {name}: {built:,} pages", file=sys.stderr, flush=True)
    return {peer.name: median(seconds[peer.name] for seconds in rounds) for peer in rows}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--sizes", default=",".join(map(str, SIZES[:-1])), help="numbers of examples (default: %(default)s)"
    )
    parser.add_argument("--repeat", type=int, default=3, help="builds of each, of which the median counts")
    options = parser.parse_args()
    install()
    table = {int(size): column(int(size), options.repeat) for size in options.sizes.split(",")}
    print(f"{'CPU, ratio to plain MkDocs':28}" + "".join(f"{f'N={size:,}':>16}" for size in table))
    for name in next(iter(table.values())):
        cells = [f"{times[name] / times[PLAIN.name]:.2f} ({times[name]:.1f} s)" for times in table.values()]
        print(f"{name:28}" + "".join(f"{cell:>16}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
