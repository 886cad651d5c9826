"""Run a program so that a module that cannot be read, and what nobody foresaw, is one message: -m guide MODULE|FILE ….

``make`` runs everything through this, MkDocs too. Of a module of ours it calls ``main`` with the other arguments, and
ends with what that returns. DEBUG=1 shows the traceback.
"""

import importlib
import io
import os
import runpy
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# For when nothing can be read that could put it in the words of data/strings.yaml.
_MESSAGES = {
    True: "{}:{}: programmet går inte att läsa ({}: {}); rätta raden, eller återställ filen",
    False: "{}:{}: the program cannot be read ({}: {}); correct the line, or restore the file",
}


def main() -> int:
    """Run the program that the first argument names, with the others; return 0 unless it says otherwise itself."""
    program = sys.argv[0] = sys.argv.pop(1)
    if program.startswith("guide."):
        ended: int = importlib.import_module(program).main(*sys.argv[1:])
        return ended
    if program.endswith(".py"):
        sys.path.insert(0, str(Path(program).resolve().parent))
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    return 0


def _unreadable(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    file, line = (error.filename, error.lineno) if isinstance(error, SyntaxError) else (last.filename, last.lineno)
    swedish = (os.environ.get("LC_ALL") or os.environ.get("LANG", "")).startswith("sv")
    return _MESSAGES[swedish].format(
        os.path.relpath(file or __file__, ROOT), line, type(error).__name__, getattr(error, "msg", error)
    )


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):  # of a machine that knows no å, ä and ö
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        from guide.data import reporting
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        sys.exit(_unreadable(error))
    sys.exit(reporting.guarded(main, ROOT))
