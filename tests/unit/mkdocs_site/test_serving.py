"""Failed starts of ``make serve`` and ``make serve-nginx``: one message with the port and a remedy."""

import os
import socket
import subprocess
import sys

import pytest

from guide.mkdocs_site import nginx_server
from unit.conftest import ROOT

MESSAGES = {
    "sv_SE.UTF-8": "Porten {} går inte att använda ({}). Välj en annan: make {} PORT={}\n",
    "en_GB.UTF-8": "The port {} cannot be used ({}). Choose another: make {} PORT={}\n",
}
TAKEN = {"sv_SE.UTF-8": "porten är upptagen", "en_GB.UTF-8": "the port is taken"}
NONE = {"sv_SE.UTF-8": "systemet godtar inte värdet", "en_GB.UTF-8": "the system does not accept that value"}
PROGRAMS = {"serve": ("preview",), "serve-nginx": ("nginx_server", "site", "--port")}


def run(target: str, port: str, lang: str) -> tuple[int, str, str]:
    program, *arguments = PROGRAMS[target]
    command = [sys.executable, "-m", "guide", f"guide.mkdocs_site.{program}", *arguments, port]
    environ = {**os.environ, "PYTHONPATH": "hooks", "LC_ALL": lang, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize("lang", MESSAGES)
@pytest.mark.parametrize("target", PROGRAMS)
def test_reports_taken_port_with_an_alternative(target, lang):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = port + 1 if port < 10_000 else 8000
        assert run(target, str(port), lang) == (1, "", MESSAGES[lang].format(port, TAKEN[lang], target, other))


@pytest.mark.parametrize("lang", MESSAGES)
@pytest.mark.parametrize("target", PROGRAMS)
def test_reports_invalid_port_with_an_alternative(target, lang):
    assert run(target, "http", lang) == (1, "", MESSAGES[lang].format("http", NONE[lang], target, 8000))


def test_reports_missing_nginx(monkeypatch, tmp_path, capsys):
    with socket.socket() as left:
        left.bind(("127.0.0.1", 0))
        port = left.getsockname()[1]
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    monkeypatch.setattr(nginx_server.shutil, "which", lambda *_, **__: None)
    assert nginx_server.main("site", "--port", str(port), "--folder", str(tmp_path / "nginx")) == 1
    assert capsys.readouterr() == (
        "",
        "Programmet nginx finns inte på datorn. Installera det (apt install nginx) och försök igen, eller använd make serve.\n",
    )
