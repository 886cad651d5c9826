"""The configuration of an nginx that serves the built site in the foreground, without root, and how to start it."""

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
