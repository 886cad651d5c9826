"""The atomic swap of the site, and the lock that allows one build at a time."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from guide.hosting import swap

HOOKS = Path(__file__).parents[3] / "hooks"


def site(folder: Path, text: str) -> Path:
    (folder / "en").mkdir(parents=True)
    for name in ("index.html", "en/index.html"):
        (folder / name).write_text(text)
    return folder


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")}


NEW = {"index.html": "new", "en/index.html": "new"}
OLD = {"index.html": "old", "en/index.html": "old"}


@pytest.fixture(params=["exchange", "two renames"])
def method(request, monkeypatch) -> str:
    """Set up each method of swapping folders, and return its name."""
    monkeypatch.setattr(swap, "_GRACE", 0)
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    else:
        monkeypatch.setattr(swap, "_rename_twice", None)  # raises if it is called
    return request.param


@pytest.mark.usefixtures("method")
def test_publish_replaces_the_site_and_keeps_the_previous(tmp_path):
    shown, new = site(tmp_path / "site", "old"), site(tmp_path / ".build/site", "new")
    (shown / "left.html").write_text("old")
    swap.publish(new, shown)
    assert read(shown) == NEW
    assert sorted(path.name for path in tmp_path.iterdir()) == [".build", "site"]
    assert read(tmp_path / ".build/previous") == {**OLD, "left.html": "old"}
    assert [path.name for path in (tmp_path / ".build").iterdir()] == ["previous"]


def test_publish_refuses_a_folder_that_is_not_a_site(tmp_path):
    docs, new = tmp_path / "docs", site(tmp_path / ".build/site", "new")
    (docs / "sv").mkdir(parents=True)
    (docs / "sv/index.md").write_text("# Start")
    with pytest.raises(OSError, match="Not a site") as refused:
        swap.publish(new, docs)
    assert refused.value.filename == str(docs)
    assert [path.name for path in docs.rglob("*.*")] == ["index.md"]
    assert read(new) == NEW


def test_publish_accepts_an_empty_folder(tmp_path):
    (tmp_path / "site").mkdir()
    swap.publish(site(tmp_path / ".build/site", "new"), tmp_path / "site")
    assert read(tmp_path / "site") == NEW


@pytest.mark.usefixtures("method")
def test_only_the_previous_site_is_kept_and_can_be_restored(tmp_path):
    shown = site(tmp_path / "site", "old")
    for text in ("new", "newer"):
        swap.publish(site(tmp_path / ".build/site", text), shown)
    assert read(tmp_path / ".build/previous") == NEW
    swap.publish(tmp_path / ".build/previous", shown)
    assert (read(shown)["index.html"], read(tmp_path / ".build/previous")["index.html"]) == ("new", "newer")


@pytest.mark.usefixtures("method")
@pytest.mark.parametrize("empty", [True, False])
def test_publish_works_without_a_previous_site(tmp_path, empty):
    if empty:
        (tmp_path / "site").mkdir()
    swap.publish(site(tmp_path / ".build/site", "new"), tmp_path / "site")
    assert read(tmp_path / "site") == NEW
    assert list((tmp_path / ".build").iterdir()) == []


@pytest.mark.usefixtures("method")
@pytest.mark.parametrize("target_exists", [True, False])
def test_symlink_is_kept_and_its_target_replaced(tmp_path, target_exists):
    shown, target = tmp_path / "project/site", tmp_path / "www/guide"
    shown.parent.mkdir()
    target.parent.mkdir()
    if target_exists:
        site(target, "old")
    shown.symlink_to("../www/guide")
    swap.publish(site(tmp_path / "www/.build/site", "new"), shown)
    assert shown.readlink() == Path("../www/guide")
    assert target.is_dir()
    assert not target.is_symlink()
    assert read(shown) == NEW


@pytest.mark.usefixtures("method")
def test_symlink_within_a_site_is_not_followed(tmp_path):
    (tmp_path / "secret").touch(0o600)
    new = site(tmp_path / ".build/site", "new")
    (new / "link").symlink_to(tmp_path / "secret")
    swap.publish(new, site(tmp_path / "site", "old"))
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_exchange_swaps_two_folders(tmp_path):
    one, other = site(tmp_path / "å b", "old"), site(tmp_path / ".build/site", "new")
    assert swap._exchange(other, one)
    assert (read(one), read(other)) == (NEW, OLD)


def test_exchange_fails_if_a_folder_is_missing(tmp_path):
    shown = site(tmp_path / "site", "old")
    assert not swap._exchange(tmp_path / ".build/site", shown)
    assert read(shown) == OLD


def test_exchange_is_unavailable_on_older_systems(tmp_path, monkeypatch):
    monkeypatch.setattr(swap.ctypes, "CDLL", lambda _name: object())
    assert not swap._exchange(site(tmp_path / "new", "new"), site(tmp_path / "site", "old"))


def test_failed_second_rename_restores_the_site(tmp_path):
    shown = site(tmp_path / "site", "old")
    (tmp_path / ".build").mkdir()
    with pytest.raises(FileNotFoundError):
        swap._rename_twice(tmp_path / ".build/site", shown)
    assert read(shown) == OLD
    assert list((tmp_path / ".build").iterdir()) == []


def test_site_is_never_missing_during_a_swap(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_GRACE", 0)
    shown, seen, finished = site(tmp_path / "site", "old"), set(), threading.Event()

    def look() -> None:
        while not finished.is_set():
            try:
                seen.add((shown / "en/index.html").read_text())
            except OSError as error:
                seen.add(type(error).__name__)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(200):
        swap.publish(site(tmp_path / ".build/site", f"{number}"), shown)
    finished.set()
    reader.join()
    assert seen <= {"old", *map(str, range(200))}
    assert len(seen) > 2


# ---- what a killed build leaves -----------------------------------------------------------------------------------


def test_clear_restores_the_site_after_a_killed_build(tmp_path):
    site(tmp_path / ".build/site", "half")
    site(tmp_path / ".build/site-old", "old")
    swap.clear(tmp_path / ".build/site", tmp_path / "site")
    assert read(tmp_path / "site") == OLD
    assert list((tmp_path / ".build").iterdir()) == []


def test_clear_removes_leftovers_and_keeps_the_site(tmp_path):
    shown = site(tmp_path / "site", "old")
    site(tmp_path / ".build/site", "half")
    site(tmp_path / ".build/site-old", "older")
    swap.clear(tmp_path / ".build/site", shown)
    assert read(shown) == OLD
    assert list((tmp_path / ".build").iterdir()) == []


# ---- the lock -----------------------------------------------------------------------------------------------------

HOLD = """
import subprocess, sys, time
from pathlib import Path
from guide.hosting import swap
with swap.locked(Path(sys.argv[1])) as lock:
    if sys.argv[2] == "with a child":
        child = subprocess.Popen(["sleep", "60"], pass_fds=[lock])
        print(child.pid, flush=True)
    else:
        print(0, flush=True)
    time.sleep(60)
"""


def hold(folder: Path, how: str = "alone") -> tuple[subprocess.Popen, int]:
    """Start another process that takes the lock; return it and the process id of its child, 0 if it has none."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), how],
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        stdout=subprocess.PIPE,
        text=True,
    )
    return process, int(process.stdout.readline())


def is_free(folder: Path) -> bool:
    try:
        with swap.locked(folder):
            return True
    except swap.BuildRunningError:
        return False


def test_lock_is_released_when_its_process_is_killed(tmp_path):
    process, _ = hold(tmp_path / ".build")
    try:
        assert not is_free(tmp_path / ".build")
    finally:
        process.kill()
        process.wait()
    assert is_free(tmp_path / ".build")


def test_lock_is_released_with_the_last_child_process(tmp_path):
    process, child = hold(tmp_path / ".build", "with a child")
    process.kill()
    process.wait()
    assert not is_free(tmp_path / ".build")
    os.kill(child, signal.SIGKILL)
    for _ in range(1000):
        if is_free(tmp_path / ".build"):
            break
        threading.Event().wait(0.01)
    assert is_free(tmp_path / ".build")


def test_lock_is_released_after_a_failed_build(tmp_path):
    with pytest.raises(ValueError, match="broken"), swap.locked(tmp_path / ".build"):
        raise ValueError("broken")
    assert is_free(tmp_path / ".build")


def test_builds_of_two_sites_have_separate_locks(tmp_path):
    with swap.locked(tmp_path / "a/.build"):
        assert is_free(tmp_path / "b/.build")
