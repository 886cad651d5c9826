"""``make site``: MkDocs builds into a folder of its own, which replaces the site only after success.

A fake MkDocs does what each test asks, so that the tests are fast.
"""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.hosting import swap
from guide.mkdocs_site import build

HOOKS = Path(__file__).parents[3] / "hooks"
LINKED = ("data/strings.yaml", "data/schema", "mkdocs.yml", "docs/assets", "overrides")
FAKE = """
import os, sys, time
from pathlib import Path
output = Path(sys.argv[-1])
assert sys.argv[1:] == ["build", "--strict", "--site-dir", str(output)]
(output / "en").mkdir(parents=True)
(output / "index.html").write_text("half")
{does}
(output / "index.html").write_text("new" * 1000)
(output / "epoch").write_text(os.environ["SOURCE_DATE_EPOCH"])
"""
RUN = """
import sys
from pathlib import Path
from guide.mkdocs_site import build
build.ROOT = Path.cwd()
sys.exit(build.main(*sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path, monkeypatch) -> Iterator[Path]:
    """Yield the root of a project with a site, in which ``python -m mkdocs`` runs a fake."""
    monkeypatch.setattr(swap, "_GRACE", 0)
    for name in ("SOURCE_DATE_EPOCH", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    root = tmp_path / "project"
    for folder in ("mkdocs", "data", "docs/sv", "site"):
        (root / folder).mkdir(parents=True)
    (root / "mkdocs/__init__.py").touch()
    for name in LINKED:
        (root / name).symlink_to(HOOKS.parent / name)
    (root / "docs/sv/index.md").write_text("---\nreviewed: 2026-05-30\n---\n")
    (root / "site/index.html").write_text("old")
    mkdocs(root)
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # behind nohup, it is ignored by all that we start
    yield root
    signal.signal(signal.SIGINT, before)


def mkdocs(root: Path, does: str = "") -> None:
    (root / "mkdocs/__main__.py").write_text(FAKE.format(does=does))


def start(root: Path, *arguments: str, **env: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(HOOKS), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(root: Path, *arguments: str, **env: str) -> tuple[int, str, str]:
    process = start(root, *arguments, **env)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def wait_for(path: Path) -> None:
    for _ in range(3000):
        if path.exists():
            return
        time.sleep(0.01)
    pytest.fail(f"no {path}")


def shown(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (root / "site").iterdir() if path.is_file()}


def test_successful_build_publishes_the_new_site(project):
    code, out, err = run(project, "site")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Done: open site/index.html"
    assert shown(project) == {"index.html": "new" * 1000, "epoch": "1780099200"}
    assert sorted(path.name for path in (project / ".build").iterdir()) == ["lock", "previous"]


def test_published_files_are_readable_with_any_umask(project):
    mkdocs(project, "assert os.umask(0) == 0o022; os.umask(0o022); (output / 'en/index.html').touch()")
    before = os.umask(0o077)
    try:
        assert run(project, "site", "--precompress")[0] == 0
    finally:
        os.umask(before)
    modes = {
        path.relative_to(project).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in [project / "site", *(project / "site").rglob("*")]
    }
    assert modes == {
        "site": 0o755,
        "site/en": 0o755,
        "site/en/index.html": 0o644,
        "site/epoch": 0o644,
        "site/index.html": 0o644,
        "site/index.html.br": 0o644,
        "site/index.html.gz": 0o644,
    }


@pytest.mark.parametrize("does", ["sys.exit(3)", "raise ValueError", "os.kill(os.getpid(), 9)"])
def test_failed_build_keeps_the_site_and_leaves_no_files(project, does):
    mkdocs(project, does)
    before = (project / "site").stat().st_ino
    code, out, _ = run(project, "site")
    assert code != 0
    assert "Done" not in out
    assert shown(project) == {"index.html": "old"}
    assert (project / "site").stat().st_ino == before
    assert [path.name for path in (project / ".build").iterdir()] == ["lock"]


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("sv_SE.UTF-8", "Ett bygge pågår redan. Vänta tills det är klart och försök igen.\n"),
        ("en_GB.UTF-8", "A build is already running. Wait until it is done, and try again.\n"),
    ],
)
def test_second_build_reports_the_running_one(project, lang, message):
    with swap.locked(project / ".build"):
        assert run(project, "site", LANG=lang) == (1, "", message)
    assert shown(project) == {"index.html": "old"}


def test_second_build_does_not_disturb_the_first(project):
    mkdocs(project, "while not Path('go').exists(): time.sleep(0.01)")
    first = start(project, "site")
    wait_for(project / ".build/site/index.html")
    assert run(project, "site")[0] == 1
    (project / "go").touch()
    assert first.wait(60) == 0
    assert shown(project)["index.html"] == "new" * 1000


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_killed_build_keeps_the_site_and_releases_the_lock(project, how):
    mkdocs(project, "Path('begun').touch(); time.sleep(60)")
    process = start(project, "site")
    wait_for(project / "begun")
    os.killpg(process.pid, how) if how == signal.SIGKILL else process.send_signal(how)
    _, err = process.communicate(timeout=30)  # returns once MkDocs, which shares the pipe, has ended too
    assert "Traceback" not in err
    assert shown(project) == {"index.html": "old"}
    mkdocs(project)
    assert run(project, "site")[0] == 0
    assert shown(project)["index.html"] == "new" * 1000
    assert sorted(path.name for path in (project / ".build").iterdir()) == ["lock", "previous"]


def test_interrupt_during_start_kills_mkdocs(project, monkeypatch):
    started = []

    class Stopped(subprocess.Popen):
        def __init__(self, command, **kwargs):
            super().__init__(command, **kwargs)
            if "mkdocs" in command:
                started.append(self)
                signal.raise_signal(signal.SIGINT)

    mkdocs(project, "time.sleep(60)")
    monkeypatch.setattr(subprocess, "Popen", Stopped)
    with pytest.raises(KeyboardInterrupt):
        build.build(project, project / "site")
    assert started[0].returncode == -signal.SIGKILL
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_reports_failed_publishing_and_keeps_the_site(project, monkeypatch, capsys):
    def refuse(_new: Path, _shown: Path) -> None:
        raise PermissionError(13, "Permission denied", "site")

    monkeypatch.setattr(build, "ROOT", project)
    monkeypatch.setattr(swap, "publish", refuse)
    assert build.main(str(project / "site")) == 1
    assert capsys.readouterr().err == (
        "The new site could not be put in place (site: permission denied). The previous one is unchanged.\n"
    )
    assert shown(project) == {"index.html": "old"}


@pytest.mark.parametrize("site", ["docs", "docs/site"])
def test_refuses_output_folder_inside_docs(project, site):
    code, out, err = run(project, site)
    assert (code, out) == (1, "")
    assert err == (
        f"The new site could not be put in place ({site}: the folder is among the pages that the site is made from;"
        " name another, such as site). The previous one is unchanged.\n"
    )
    assert not (project / "docs/.build").exists()


def test_symlinked_site_is_built_next_to_its_target(project):
    target = project.parent / "www/guide"
    target.parent.mkdir()
    (project / "site").rename(target)
    (project / "site").symlink_to(target)
    assert run(project, "site")[0] == 0
    assert (project / "site").is_symlink()
    assert (target / "index.html").read_text() == "new" * 1000
    assert not (project / ".build").exists()
    assert sorted(path.name for path in (target.parent / ".build").iterdir()) == ["lock", "previous"]


def test_back_swaps_the_previous_and_the_new_site(project):
    assert run(project, "site")[0] == 0
    for expected in ("old", "new" * 1000):
        assert run(project, "site", "--back")[0] == 0
        assert shown(project)["index.html"] == expected
    assert sorted(path.name for path in (project / ".build").iterdir()) == ["lock", "previous"]


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("sv_SE.UTF-8", "Det finns ingen tidigare webbplats att gå tillbaka till. Den som visas är oförändrad.\n"),
        ("en_GB.UTF-8", "There is no earlier site to go back to. The one now shown is unchanged.\n"),
    ],
)
def test_back_reports_a_missing_previous_site(project, lang, message):
    assert run(project, "site", "--back", LANG=lang) == (1, "", message)
    assert shown(project) == {"index.html": "old"}


def test_precompressed_files_are_published_with_the_site(project):
    assert build.build(project, project / "site", precompress=True) == 0
    assert sorted(path.name for path in (project / "site").iterdir()) == [
        "en", "epoch", "index.html", "index.html.br", "index.html.gz",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        (
            "sv",
            "Det finns ingen incheckning att datera texten efter, så bygget räknar från den senaste granskningen, 2026-05-30.",
        ),
        ("en", "There is no commit to date the text by, so the build uses the newest review, 2026-05-30."),
    ],
)
def test_reports_use_of_the_newest_review_date(project, lang, message):
    assert message in run(project, "site", LANG=lang)[1].splitlines()


@pytest.mark.parametrize(
    ("given", "passed"),
    [("1795219200", "1795219200"), ("1", "315532800"), ("9999999999", "4294967295"), ("soon", "soon")],
)
def test_source_date_epoch_is_clamped_for_archives(project, given, passed):
    code, out, _ = run(project, "site", SOURCE_DATE_EPOCH=given)
    assert code == 0
    assert "review" not in out
    assert shown(project)["epoch"] == passed


def test_missing_strings_do_not_stop_a_build(project):
    (project / "data/strings.yaml").unlink()
    code, out, err = run(project, "site")
    assert (code, err) == (0, "")
    assert (
        out.splitlines()[-1] == "data/strings.yaml lacks the text build.done (file: site/index.html); restore that file"
    )
