"""The cache that the preview keeps from one build to the next; a single build has none."""

from collections.abc import Callable
from typing import Any

from guide.data.rich_text import RichText

# (content, make) -> what make() returned for the same content before, or returns now.
Remember = Callable[[tuple[object, ...], Callable[[], Any]], Any]


def make_anew(_content: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns: the cache of a build that keeps nothing."""
    return make()


class Memory:
    """Caches by content what the last build made or used, and drops the rest when the next one ends."""

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
