"""Firefox for Selenium without geckodriver, which Debian lacks: WebDriver commands over Firefox's own protocol.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium.webdriver import FirefoxOptions, Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

# Selenium's command names and Marionette's, where they differ in more than a capital first letter
NAMES = {
    "actions": "PerformActions",
    "clearActionState": "ReleaseActions",
    "clearElement": "ElementClear",
    "clickElement": "ElementClick",
    "findChildElement": "FindElement",
    "findChildElements": "FindElements",
    "get": "Navigate",
    "getCurrentUrl": "GetCurrentURL",
    "getElementAriaLabel": "GetComputedLabel",
    "getElementAriaRole": "GetComputedRole",
    "getElementValueOfCssProperty": "GetElementCSSValue",
    "goBack": "Back",
    "goForward": "Forward",
    "printPage": "Print",
    "quit": "DeleteSession",
    "screenshot": "TakeScreenshot",
    "sendKeysToElement": "ElementSendKeys",
    "w3cExecuteScript": "ExecuteScript",
    "w3cExecuteScriptAsync": "ExecuteAsyncScript",
    "w3cGetActiveElement": "GetActiveElement",
}
PREFERENCES = {"marionette.port": 0}  # any free port; Firefox writes its number into the profile


class Marionette(RemoteConnection):
    """A connection to the Firefox that listens on ``port`` of this machine."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(remote_server_addr=f"http://127.0.0.1:{port}"))
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._stream = self._socket.makefile("rb")
        self._read()  # its greeting

    def _read(self) -> Any:
        """Return the next message: its length in bytes, a colon, JSON."""
        size = b""
        while (digit := self._stream.read(1)) != b":":
            if not digit:
                raise ConnectionError("Firefox has ended")
            size += digit
        return json.loads(self._stream.read(int(size)))

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send ``command`` under Marionette's name; return the result or error as Selenium expects it from a driver."""
        sent = {name: value for name, value in params.items() if name != "sessionId"}
        if command == "newSession":
            sent = sent["capabilities"]
        elif "Child" in command:
            sent["element"] = sent.pop("id")
        name = NAMES.get(command, command[0].upper() + command[1:])
        message = json.dumps([0, 1, f"WebDriver:{name}", sent]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self._read()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        return value if isinstance(value, dict) and set(value) == {"value"} else {"value": value}


@contextlib.contextmanager
def firefox(program: str, profile: Path, timeout: float, **preferences: int) -> Iterator[Remote]:
    """Run a headless Firefox with a new profile in the folder ``profile``.

    ``timeout`` is how many seconds it has to start; after that ``TimeoutError`` has the last of what it printed. The
    names in ``preferences`` have __ for each dot.
    """
    wanted = PREFERENCES | {name.replace("__", "."): value for name, value in preferences.items()}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted.items()]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    port, log = profile / "MarionetteActivePort", profile / "printed.txt"
    with log.open("wb") as printed, subprocess.Popen(command, stdout=printed, stderr=printed) as running:
        try:
            until = time.monotonic() + timeout
            while not (port.exists() and port.read_text("utf-8").strip()):
                if time.monotonic() > until or running.poll() is not None:
                    raise TimeoutError(f"{program} does not start: {log.read_text('utf-8', 'replace')[-2000:]}")
                time.sleep(0.1)
            yield Remote(command_executor=Marionette(int(port.read_text("utf-8"))), options=FirefoxOptions())
        finally:
            running.terminate()
