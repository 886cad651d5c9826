"""What is remembered of pages and of templates is used again for the very same, and for nothing else."""

from types import SimpleNamespace

import jinja2
import pytest
from mkdocs.structure.files import Files

import memory
import theme
from cache import Cache


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pages.sqlite"


class Index:
    """A search index that counts the pages it reads."""

    def __init__(self):
        self.entries, self.read = [{"title": "before"}], 0

    def add_entry_from_context(self, page):
        self.read += 1
        self.entries.append({"title": page.title, "text": page.content})


def indexed(path, of=b"one world", **own):
    cache, index = Cache(path, of), Index()
    memory.remember(cache, Files([]), "sv", index, fast=False)
    index.add_entry_from_context(
        SimpleNamespace(**{"url": "a.html", "title": "A", "meta": {}, "content": "å", "toc": [], **own})
    )
    cache.close()
    return index


HEADING = SimpleNamespace(title="H", id="h", level=2, children=[])


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ({}, 0),
        ({"content": "ä"}, 1),
        ({"title": "B"}, 1),
        ({"url": "b.html"}, 1),
        ({"meta": {"search": {"exclude": True}}}, 1),
        ({"toc": [HEADING]}, 1),
        ({"of": b"another world"}, 1),
    ],
    ids=str,
)
def test_a_page_is_read_for_the_search_again_when_something_of_it_changes(path, changed, read):
    assert indexed(path).read == 1
    again = indexed(path, **changed)
    assert again.read == read
    title, text = changed.get("title", "A"), changed.get("content", "å")
    assert again.entries == [{"title": "before"}, {"title": title, "text": text}]


class Themes(Index):
    """An index that is told the sections of a page, as the theme's is."""

    def create_entry_for_section(self, section, toc, url, page):
        self.entries.append({"title": page.title, "text": "".join(section.text), "url": url, "toc": toc})


@pytest.mark.parametrize(
    ("fast", "content", "meta", "read", "texts"),
    [
        (True, '<p>a</p><h2 id="b">B</h2>c', {}, 0, ["<p>a</p>", "c"]),
        (True, '<p>a</p><h2 id="b" data-search-exclude>B</h2>c', {"search": None}, 0, ["<p>a</p>"]),
        (True, "<p>a</p>", {"search": {"exclude": True}}, 0, []),
        (True, "<!-- a -->b", {}, 1, ["<!-- a -->b"]),
        (False, "<p>a</p>", {}, 1, ["<p>a</p>"]),
    ],
)
def test_a_page_is_read_by_the_theme_only_where_it_is_not_plain(path, fast, content, meta, read, texts):
    index = Themes()
    memory.remember(Cache(path, b""), Files([]), "sv", index, fast=fast)
    index.add_entry_from_context(SimpleNamespace(url="a.html", title="A", meta=meta, content=content, toc=[]))
    assert index.read == read
    assert [entry["text"] for entry in index.entries[1:]] == texts


def rendered(path, source, of=b"one world"):
    """What a template says, and what was compiled for it."""
    compiled = []

    class Environment(jinja2.Environment):
        def compile(self, source, *arguments, **more):
            compiled.append(source)
            return super().compile(source, *arguments, **more)

    cache = Cache(path, of)
    env = Environment(loader=jinja2.DictLoader({"a": source}), bytecode_cache=memory.Compiled(cache))
    text = env.get_template("a").render(b="å")
    cache.close()
    return text, compiled


@pytest.mark.parametrize(
    ("source", "of", "text"),
    [("{{ b }}", b"one world", "å"), ("-{{ b }}", b"one world", "-å"), ("{{ b }}", b"another world", "å")],
    ids=["the same", "another template", "another program"],
)
def test_a_template_is_compiled_again_only_when_something_changes(path, source, of, text):
    assert rendered(path, "{{ b }}") == ("å", ["{{ b }}"])
    again = [] if (source, of) == ("{{ b }}", b"one world") else [source]
    assert rendered(path, source, of) == (text, again)


def test_a_template_whose_code_was_changed_is_compiled_again(path):
    rendered(path, "{{ b }} as it was")
    data = path.read_bytes()
    assert b"as it was" in data
    path.write_bytes(data.replace(b"as it was", b"as it is "))
    assert rendered(path, "{{ b }} as it was") == ("å as it was", ["{{ b }} as it was"])


def test_of_the_theme_all_is_listed_that_readers_may_get_and_no_icon(tmp_path):
    for name in ("one/main.html", "one/a/b.css", "one/.icons/set/icon.svg", "two/a/.hidden/c.css", "two/main.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")

    def get_env():
        return jinja2.Environment(loader=jinja2.FileSystemLoader([]), autoescape=True)

    dirs = [str(tmp_path / "one"), str(tmp_path / "two")]
    env = theme.lighten(SimpleNamespace(dirs=dirs, get_env=get_env))
    assert env.list_templates() == ["a/b.css", "main.html"]
    assert env.get_template(".icons/set/icon.svg").render() == "text"


@pytest.mark.parametrize(
    ("markdown", "made_of"),
    [
        ("Text [@oecd].\n<!-- # a note -->", ("asked",)),
        ("<!-- examples step=vision -->\n\n<!-- steps -->", ("asked",)),
        ("Text\n\n<!-- map -->\n", (b"examples",)),
        ("<!-- steps -->\n\n<!-- staff part=pages -->", (b"examples", b"texts")),
        ("<!-- translations -->", (b"examples", b"texts")),
    ],
    ids=str,
)
def test_a_page_is_made_of_what_its_markers_tell_of(markdown, made_of):
    assert memory.Sources(b"world", b"examples", b"texts").of_page(markdown, ("asked",)) == made_of


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("data/regions.yaml", "world"),
        ("mkdocs.yml", "world"),
        ("data/examples.yaml", "examples"),
        ("docs/en/a/b.md", "texts"),
        ("docs/assets/a.css", ""),
    ],
    ids=str,
)
def test_each_file_counts_in_one_of_the_hashes(tmp_path, file, changed):
    config = SimpleNamespace(
        config_file_path=str(tmp_path / "mkdocs.yml"),
        site_url="",
        repo_url="",
        edit_uri="",
        extra={"publisher": {}},
    )
    before = memory.Sources.of(config)
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("text")
    after = memory.Sources.of(config)
    assert [name for name, hash_ in vars(before).items() if vars(after)[name] != hash_] == (
        [changed] if changed else []
    )
