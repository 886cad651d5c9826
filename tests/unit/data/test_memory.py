"""What the preview remembers between two builds."""

from guide.data.memory import Memory, make_anew


class Maker:
    """Makes a new thing each time, and counts."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_memory_returns_what_was_made_of_the_same_content():
    memory, make = Memory(), Maker()
    assert [memory.remember(("a", 1), make), memory.remember(("a", 1), make), memory.remember(("a", 2), make)] == [
        1,
        1,
        2,
    ]


def test_memory_keeps_what_the_last_build_used():
    memory, make = Memory(), Maker()
    for _ in range(4):
        assert memory.remember(("a",), make) == 1
        memory.turn()


def test_memory_forgets_what_the_last_build_did_not_use():
    memory, make = Memory(), Maker()
    memory.remember(("a",), make)
    memory.turn()
    memory.turn()
    assert memory.remember(("a",), make) == 2


def test_memory_keeps_also_nothing():
    memory, make = Memory(), Maker()
    for _ in range(2):
        assert memory.remember(("a",), lambda: make() and None) is None
        memory.turn()
    assert make.made == 1


def test_build_by_itself_remembers_nothing():
    make = Maker()
    assert [make_anew(("a",), make), make_anew(("a",), make)] == [1, 2]
