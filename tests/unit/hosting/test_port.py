"""The port to serve on: a number that is valid, free and allowed."""

import errno
import socket

import pytest

from guide.hosting import port


@pytest.fixture
def taken():
    """Yield a port that is in use."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_free_port_is_usable():
    with socket.socket() as left:
        left.bind(("127.0.0.1", 0))
        free = left.getsockname()[1]
    assert port.usable(str(free)) == free


def test_taken_port_is_refused(taken):
    with pytest.raises(OSError, match="in use") as refused:
        port.usable(str(taken))
    assert refused.value.errno == errno.EADDRINUSE


@pytest.mark.parametrize("text", ["", "0", "-1", "65536", "8000.5", "80 80", "http", "٨٠٨٠", "²", "9" * 5000])
def test_invalid_port_is_refused(text):
    with pytest.raises(OSError, match="Invalid argument"):
        port.usable(text)
