"""A port of this machine to serve the site on."""

import errno
import os
import socket


def usable(text: str, host: str = "127.0.0.1") -> int:
    """Return the port that ``text`` names; raises ``OSError`` where it is not a port that can be listened to."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65536):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that was just left is free
        tried.bind((host, int(text)))
    return int(text)
