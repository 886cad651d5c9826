"""The configuration of an nginx that serves the built site in the foreground, without root, and how to start it."""

from __future__ import annotations

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
    temporary = "".join(
        f"    {kind}_temp_path temp/{kind};\n" for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi")
    )
    module, on = (f"load_module {BROTLI};\n", "brotli_static on;") if BROTLI.exists() else ("", "")
    return f"""\
{module}daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {{ }}
http {{
{temporary}    access_log off;
    server {{
        listen 127.0.0.1:{port};
        server_name localhost;
        location {mount} {{
            alias {site.resolve().as_posix()}/;
            include {(site / static_hosts.NGINX).resolve().as_posix()};
            {on}
        }}
    }}
}}
"""


def command(folder: Path, text: str) -> list[str]:
    """How to start nginx in ``folder`` with the configuration ``text``, which is written there."""
    (folder / "temp").mkdir(parents=True, exist_ok=True)
    (folder / "nginx.conf").write_text(text, "utf-8")
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
    return [program, "-p", f"{folder.resolve()}/", "-c", "nginx.conf", "-e", "stderr"]
