"""Serve the built site with nginx in the foreground, without root: ``python -m guide.hosting.nginx site``."""

import argparse
import os
import shutil
from pathlib import Path

from guide.hosting import static_hosts

# Debian's package libnginx-mod-http-brotli-static: without it there is gzip.
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def config(site: Path, port: int, mount: str = "/") -> str:
    """A whole configuration that serves ``site`` at the path ``mount`` of this machine alone, from a folder of its own.

    The pid, the temporary files and the logs stay in the folder that nginx is started with (-p).
    """
    settings = (site / static_hosts.NGINX).resolve()
    brotli = BROTLI if BROTLI.exists() else None
    return static_hosts.filled(
        "server.conf", site=site.resolve(), settings=settings, port=port, mount=mount, brotli=brotli
    )


def command(folder: Path, text: str) -> list[str]:
    """How to start nginx in ``folder`` with the configuration ``text``, which is written there."""
    (folder / "temp").mkdir(parents=True, exist_ok=True)
    (folder / "nginx.conf").write_text(text, "utf-8")
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
    return [program, "-p", f"{folder.resolve()}/", "-c", "nginx.conf", "-e", "stderr"]


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", type=int, default=8080, help="serve on this port of 127.0.0.1")
    parser.add_argument("--folder", type=Path, default=Path(".build/nginx"), help="for what nginx writes")
    given = parser.parse_args()
    print(f"http://127.0.0.1:{given.port}/", flush=True)
    order = command(given.folder, config(given.site, given.port))
    os.execvp(order[0], order)  # noqa: S606  nginx takes this process over, and its signals


if __name__ == "__main__":
    main()
