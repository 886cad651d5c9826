"""The interview for a new example at the terminal."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys

import pytest

from guide.data import schemas
from guide.data.catalogue import REGISTERS
from guide.editing import interview, new_entry
from unit.conftest import ROOT

# What an editor types and, for a refused answer, "!" and the beginning of the message.
TYPED = [
    ("", "! saknas; lägg till fältet. Vad exemplet handlar om"),
    ("Skåne prövar nya material", ""),
    ("Skåne tries new materials", ""),
    ("visual-sweden", "! id visual-sweden används redan på rad"),
    ("", ""),  # accepts the suggested id
    ("En mening.", ""),
    ("x" * 301, "! är 301 tecken långt; högst 300"),
    ("A sentence.", ""),
    ("analys, visionn", "! okänt värde 'visionn'; menade du vision?"),
    ("2, Analys", ""),
    ("enrgy", "! 'enrgy' finns inte i data/themes.yaml; menade du energy?"),
    ("", ""),
    ("", "! ska ha exakt ett av fälten Teman, Varför utan tema"),
    ("energi, Skoglig bioekonomi", ""),
    ("", ""),
    ("", "! ska ha minst ett av fälten Svenska regioner, Länder"),
    ("10", ""),
    ("Norge", ""),
    ("Trøndelag\n", ""),
    ("", ""),
    ("En <b>text</b>.\n.", "! HTML (<b) är inte tillåtet"),
    ("Ett stycke.\n\n- en punkt\n.", ""),
    ("A paragraph.\n\n- an item\n.", ""),
    ("\n\n\n\n", ""),
    ("Region Skåne\n\nregion\nhttps://www.skane.se\n", ""),
    ("2024", ""),
    ("2023", "! end (2023) ligger före start (2024)"),
    ("2025-06", ""),
    ("1", ""),
    ("", "! saknas; lägg till fältet. Varifrån uppgifterna kommer."),
    ("Sidan: nr 1\n", ""),
    ("www.skane.se", "! 'www.skane.se' är ingen fullständig adress"),
    ("https://www.skane.se/sidan\nsvenska", ""),
    ("\n\n", "! ska ha exakt ett av fälten Läst, Adressen prövad, Inte prövad"),
    ("2026-02-30", "! '2026-02-30' är inget datum"),
    ("2026-11-20", ""),
    ("\n", ""),
    ("visual-swede", "! 'visual-swede' finns inte i data/examples.yaml; menade du visual-sweden?"),
    ("visual-sweden\n\n\n", ""),
    ("sparas", "! okänt värde 'sparas'; tillåtna värden: ja, nej, id, title,"),
    ("steg", ""),
    ("3\nja", ""),
]
ADDED = """\

- id: skane-tries-new-materials
  title:
    sv: Skåne prövar nya material
    en: Skåne tries new materials
  summary:
    sv: En mening.
    en: A sentence.
  steps: [vision]
  themes: [energy, forest-bioeconomy]
  regions: [skane]
  countries: ['NO']
  place:
    sv: Trøndelag
  description:
    sv: |-
      Ett stycke.

      - en punkt
    en: |-
      A paragraph.

      - an item
  organisations:
  - name:
      sv: Region Skåne
    role: region
    url: https://www.skane.se
  period:
    start: 2024
    end: 2025-06
  evidence: self-reported
  sources:
  - title: 'Sidan: nr 1'
    url: https://www.skane.se/sidan
    lang: sv
    read: 2026-11-20
  related: [visual-sweden]
  reviewed: 2026-11-21
  original_language: sv
"""


@pytest.fixture
def root(tmp_path):
    """Return a folder with a copy of the data."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_validates_answers_and_appends_the_entry(root, monkeypatch, capsys):
    lines = iter("\n".join(typed for typed, _ in TYPED).split("\n"))
    monkeypatch.setattr("builtins.input", lambda _prompt: next(lines))
    session = interview.Interview(new_entry.load(root), "sv", "2026-11-21")
    session.ask(interview.in_order(session.register.questions))
    assert session.agrees()
    refused = [line.strip() for line in capsys.readouterr().out.split("\n") if line.startswith("  !")]
    expected = [objection for _, objection in TYPED if objection]
    assert [text for text, start in zip(refused, expected, strict=True) if not text.startswith(start)] == []
    before = (root / "data/examples.yaml").read_text("utf-8")
    session.register.save(session.entry, "2026-11-21")
    assert (root / "data/examples.yaml").read_text("utf-8") == before + ADDED
    assert schemas.load(root / "data", ("strings", *REGISTERS))[1] == []
    assert "skane-tries-new-materials:" in (root / "data/translations.yaml").read_text("utf-8")


def test_interrupt_leaves_the_file_unchanged():
    before = (ROOT / "data/examples.yaml").read_bytes()
    running = subprocess.Popen(
        [sys.executable, "-m", "guide", "guide.editing.interview"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": "hooks", "LANG": "sv_SE.UTF-8", "LC_ALL": "sv_SE.UTF-8"}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # SIGINT is ignored in the background
    )  # fmt: skip
    assert "Svara på frågorna" in running.stdout.readline()
    running.stdin.write("En titel\n")
    running.stdin.flush()
    while "engelska" not in running.stdout.readline():
        pass  # the next question comes once the title has been checked
    for _ in range(6):  # a signal between the prompt and the read takes effect after the read only
        running.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=10)  # before stdin is closed, which would also stop it
            break
    output, errors = running.communicate()
    assert (running.returncode, output.strip().endswith("Inget är sparat."), errors) == (0, True, "")
    assert (ROOT / "data/examples.yaml").read_bytes() == before


def test_closed_input_saves_nothing(monkeypatch, capsys):
    before = (ROOT / "data/examples.yaml").read_bytes()
    monkeypatch.setattr(sys, "__stdin__", None)  # its value in Python when the input is closed
    assert interview.main() == 1
    assert capsys.readouterr().out.strip().endswith(("Inget är sparat.", "Nothing has been saved."))
    assert (ROOT / "data/examples.yaml").read_bytes() == before
