"""Serve the built site with nginx in the foreground, without root: ``make serve-nginx``.

python -m guide guide.mkdocs_site.nginx_server SITE [--port PORT]
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from guide.data import reporting
from guide.hosting import web_servers
from guide.hosting.port import usable

ROOT = Path(__file__).resolve().parents[3]
# Debian's package libnginx-mod-http-brotli-static; without it gzip is used.
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def config(site: Path, port: int, mount: str = "/") -> str:
    """Return a whole configuration that serves ``site`` at the path ``mount`` to this machine only.

    The pid, the temporary files and the logs stay in the folder that nginx is started with (-p).
    """
    settings = (site / web_servers.NGINX).resolve()
    brotli = BROTLI if BROTLI.exists() else None
    return web_servers.filled(
        "server.conf", site=site.resolve(), settings=settings, port=port, mount=mount, brotli=brotli
    )


def command(folder: Path, text: str) -> list[str]:
    """Return how to start nginx in ``folder`` with the configuration ``text``, which is written there."""
    (folder / "temp").mkdir(parents=True, exist_ok=True)
    (folder / "nginx.conf").write_text(text, "utf-8")
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
    return [program, "-p", f"{folder.resolve()}/", "-c", "nginx.conf", "-e", "stderr"]


def main(*arguments: str) -> int:
    """Serve until interrupted; return 1 where that cannot begin."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", default="8080", help="serve on this port of 127.0.0.1")
    parser.add_argument("--folder", type=Path, default=Path(".build/nginx"), help="for what nginx writes")
    given = parser.parse_args(arguments)
    try:
        number = usable(given.port)
    except OSError as error:
        print(reporting.unusable_port(error, given.port, "serve-nginx", ROOT), file=sys.stderr)
        return 1
    order = command(given.folder, config(given.site, number))
    if Path(order[0]).is_absolute():
        print(f"http://127.0.0.1:{number}/", flush=True)
        os.execv(order[0], order)  # noqa: S606  nginx takes this process over, and its signals
    print(reporting.message(ROOT, "no_nginx"), file=sys.stderr)
    return 1
