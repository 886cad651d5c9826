"""What the preview remembers between two of its builds; a build by itself remembers nothing."""

from collections.abc import Callable
from typing import Any

from guide.data.rich_text import RichText

# Returns what was made of the same content before, or makes it: (content, make) -> what make() returns.
Remember = Callable[[tuple[object, ...], Callable[[], Any]], Any]


def make_anew(_content: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """Return what ``make`` makes: the memory of a build that remembers nothing."""
    return make()


class Memory:
    """Remembers by content what the last build made or used, and forgets the rest when the next one ends."""

    def __init__(self) -> None:
        """Remember nothing yet. ``rich_text`` keeps the HTML of the data's texts."""
        self.rich_text = RichText()
        self._last: dict[tuple[object, ...], Any] = {}
        self._now: dict[tuple[object, ...], Any] = {}

    def remember(self, content: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """Return what was made of ``content`` before, or what ``make`` makes of it now."""
        if content not in self._now:
            self._now[content] = self._last[content] if content in self._last else make()
        return self._now[content]

    def turn(self) -> None:
        """Begin another build: keep what this one used."""
        self._last, self._now = self._now, {}
