"""The built site on nginx in the foreground, without root: ``python -m guide.hosting.nginx site``; and the compressed doubles.

A double lies beside its file, with .gz or .br at the end of its name, and nginx sends it to whoever takes that form.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import brotli

from guide.hosting import static_hosts

LEAST = 1024  # below that a packet holds it anyway
_DONE = {".gz", ".br", ".zip", ".png", ".webp"}
_QUALITY = 10  # a third of the time of 11, and 2 % larger
# Debian's package libnginx-mod-http-brotli-static: without it there is gzip.
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def compress(paths: Iterable[Path]) -> None:
    """Write the doubles of those of ``paths`` that gain by it: the same bytes each time, as old as the originals."""
    for path in paths:
        if path.suffix in _DONE or path.stat().st_size < LEAST:
            continue
        data, times = path.read_bytes(), (path.stat().st_atime, path.stat().st_mtime)
        for ending, double in (
            ("gz", gzip.compress(data, 9, mtime=0)),
            ("br", brotli.compress(data, quality=_QUALITY)),
        ):
            if len(double) < len(data):
                target = path.with_name(f"{path.name}.{ending}")
                target.write_bytes(double)
                os.utime(target, times)


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


def main() -> None:
    """Compress and, when a port is given, serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", type=int, help="serve on this port of 127.0.0.1")
    parser.add_argument("--folder", type=Path, default=Path(".build/nginx"), help="for what nginx writes")
    given = parser.parse_args()
    compress(sorted(path for path in given.site.rglob("*") if path.is_file()))
    if given.port:
        print(f"http://127.0.0.1:{given.port}/", flush=True)
        order = command(given.folder, config(given.site, given.port))
        os.execvp(order[0], order)  # noqa: S606  nginx takes this process over, and its signals


if __name__ == "__main__":
    main()
