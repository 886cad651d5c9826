"""The configuration that serves the site with nginx; tests/built/test_hosting.py runs a real one."""

from __future__ import annotations

import pytest

from guide.hosting import web_servers
from guide.mkdocs_site import nginx_server


@pytest.mark.parametrize(("mount", "folder"), [("/", "site"), ("/s3/", "en mapp/å")])
def test_config_serves_the_site_on_localhost_only(tmp_path, mount, folder):
    text = nginx_server.config(tmp_path / folder, 8080, mount)
    assert "listen 127.0.0.1:8080;" in text
    assert f'location {mount} {{\n            alias "{tmp_path}/{folder}/";' in text
    assert f'include "{tmp_path}/{folder}/{web_servers.NGINX}";' in text


def test_nginx_writes_into_its_own_folder_only(tmp_path):
    folder = tmp_path / "run"
    arguments = nginx_server.command(folder, "events { }")
    assert (folder / "nginx.conf").read_text() == "events { }"
    assert (folder / "temp").is_dir()
    assert arguments[1:] == ["-p", f"{folder}/", "-c", "nginx.conf", "-e", "stderr"]
