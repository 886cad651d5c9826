"""Firefox over its own protocol, for the browser tests."""

import pytest

from browser.marionette import firefox


def test_firefox_that_does_not_start_is_reported_with_what_it_printed(tmp_path):
    program, profile = tmp_path / "firefox", tmp_path / "profile"
    program.write_text("#!/bin/sh\necho no display >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    profile.mkdir()
    with pytest.raises(TimeoutError, match="no display"), firefox(str(program), profile, 30):
        pass
