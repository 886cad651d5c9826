"""Serve the built site with nginx in the foreground, without root: ``make serve-nginx``.

python -m guide guide.mkdocs_site.nginx_server SITE [--port PORT]
"""

import argparse
import os
import sys
from pathlib import Path

from guide.data import reporting
from guide.hosting import nginx, port

ROOT = Path(__file__).resolve().parents[3]


def main(*arguments: str) -> int:
    """Serve until interrupted; return 1 where that cannot begin."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", default="8080", help="serve on this port of 127.0.0.1")
    parser.add_argument("--folder", type=Path, default=Path(".build/nginx"), help="for what nginx writes")
    given = parser.parse_args(arguments)
    try:
        number = port.usable(given.port)
    except OSError as error:
        print(reporting.unusable_port(error, given.port, "serve-nginx", ROOT), file=sys.stderr)
        return 1
    command = nginx.command(given.folder, nginx.config(given.site, number))
    if Path(command[0]).is_absolute():
        print(f"http://127.0.0.1:{number}/", flush=True)
        os.execv(command[0], command)  # noqa: S606  nginx takes this process over, and its signals
    print(reporting.message(ROOT, "no_nginx"), file=sys.stderr)
    return 1
