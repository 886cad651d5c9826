"""The cache gives back what was put, and nothing that is stale or broken."""

import pytest

from cache import Cache, world


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".cache/pages.sqlite"


def filled(path, of=b"one world"):
    cache = Cache(path, of)
    cache.put(cache.key("page", 1), ["text", {"å": 1}])
    cache.close()
    return path


def found(path, *made_of, of=b"one world"):
    cache = Cache(path, of)
    return cache.get(cache.key(*made_of))


def test_what_was_put_is_found_by_a_later_build(path):
    assert found(filled(path), "page", 1) == ["text", {"å": 1}]


@pytest.mark.parametrize(
    ("made_of", "of"),
    [
        (("page", 2), b"one world"),
        (("page", "1"), b"one world"),
        (("'page'", 1), b"one world"),
        (("page1",), b"one world"),
        ((b"page", 1), b"one world"),
        (("page", 1), b"another world"),
    ],
    ids=[
        "something else",
        "the same as a text",
        "a text with quotes",
        "the same in one",
        "the same as bytes",
        "made by another program",
    ],
)
def test_what_was_made_of_something_else_is_not_found(path, made_of, of):
    assert found(filled(path), *made_of, of=of) is None


@pytest.mark.parametrize(
    "broken",
    [b"", b"nonsense", b"SQLite format 3\0 and nonsense" * 100],
    ids=["empty", "another file", "a broken file"],
)
def test_a_broken_file_is_made_anew(path, broken):
    filled(path).write_bytes(broken)
    assert found(path, "page", 1) is None
    assert found(filled(path), "page", 1) == ["text", {"å": 1}]


def test_a_changed_entry_is_not_used(path):
    data = filled(path).read_bytes()
    assert b"text" in data
    path.write_bytes(data.replace(b"text", b"tekst"[:4]))
    assert found(path, "page", 1) is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path):
    (tmp_path / "file").write_text("")
    assert found(filled(tmp_path / "file/pages.sqlite"), "page", 1) is None


def test_a_program_that_builds_again_holds_what_its_last_build_used(path):
    held: dict[bytes, bytes] = {}
    for numbers in ((1, 2), (2,)):
        cache = Cache(path, b"one world", held)
        for number in numbers:
            assert cache.memo(("page", number), lambda number=number: [number]) == [number]
        cache.close()
    path.unlink()
    again = Cache(path, b"one world", held)
    assert (again.get(again.key("page", 1)), again.get(again.key("page", 2))) == (None, [2])
    assert again.get(again.key("page", 2)) is not again.get(again.key("page", 2))


@pytest.mark.parametrize(("used", "kept"), [(1, True), (0, False)])
def test_what_a_build_does_not_use_is_dropped_once_it_is_the_larger_part(path, used, kept):
    later = Cache(filled(path), b"one world")
    for number in range(used):
        later.put(later.key("other page", number), "other")
    later.close()
    assert (found(path, "page", 1) is not None) == kept
    assert found(path, "other page", 0) == ("other" if used else None)


@pytest.mark.parametrize("changed", ["hooks/code.py", "hooks/templates/page.md", "settings", "package"])
def test_the_world_is_another_when_anything_that_makes_pages_changes(tmp_path, monkeypatch, changed):
    packages = tmp_path / "packages"
    (packages / "markdown-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "hooks/templates").mkdir(parents=True)
    for name in ("hooks/code.py", "hooks/templates/page.md"):
        (tmp_path / name).write_text("before")
    monkeypatch.syspath_prepend(packages)
    before = world(tmp_path, ["hooks"], "settings")
    assert world(tmp_path, ["hooks"], "settings") == before
    if changed == "package":
        (packages / "markdown-1.0.dist-info").rename(packages / "markdown-1.1.dist-info")
    elif changed != "settings":
        (tmp_path / changed).write_text("after")
    assert world(tmp_path, ["hooks"], "other" if changed == "settings" else "settings") != before
