"""Names are drawn and not shown as boxes: with the system's font, else with the bundled one, each on a machine of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATIN = "/usr/share/fonts/truetype/dejavu"
RARE, BEYOND = "喆堃玥镕翀㛃䶮", "\U00020000"
"""Names of GBK and of the table of standard characters, and a character that no font here has."""
SAY = """
import json, sys
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from ui import fonts
if sys.argv[1] == "damaged":
    class Files:
        joinpath = lambda self, *parts: self
        read_bytes = lambda self: b"OTTO" + bytes(400)
    fonts.files = lambda package: Files()
application = QApplication([])
from ui.theme import Looks
looks = Looks(application)
def drawn(sign):
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(looks.theme.font(30))
    painter.drawText(image.rect(), 0, sign)
    painter.end()
    return bytes(image.constBits()).hex()
box = drawn("\\U00020000")
found = looks.fonts
print(json.dumps({
    "family": found.family, "is_bundled": found.is_bundled, "damaged": found.damaged, "faults": [one.code for one in looks.faults],
    "boxes": [sign for sign in sys.argv[2] if drawn(sign) == box],
    "like": len({drawn(sign) for sign in sys.argv[2]}),
}))
"""


def on_a_machine_with(folders: list[str], tmp_path: Path, how: str = "whole", signs: str = RARE) -> dict[str, Any]:
    """What the window says of its fonts where these folders are all the fonts there are."""
    conf = tmp_path / "fonts.conf"
    listed = "".join(f"<dir>{folder}</dir>" for folder in folders)
    conf.write_text(f"<fontconfig>{listed}<cachedir>{tmp_path}/cache</cachedir></fontconfig>", encoding="utf-8")
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(conf), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SAY, how, signs]
    done = subprocess.run(command, env=surroundings, capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only fontconfig can be told which fonts there are")
class TestOnLinux:
    def test_without_a_chinese_font_the_bundled_one_draws_rare_names(self, tmp_path: Path) -> None:
        found = on_a_machine_with([LATIN], tmp_path)
        assert (found["family"], found["is_bundled"], found["faults"]) == ("Noto Sans CJK SC", True, [])
        assert (found["boxes"], found["like"]) == ([], len(RARE))

    def test_the_system_s_font_is_preferred(self, tmp_path: Path) -> None:
        found = on_a_machine_with([LATIN, "/usr/share/fonts/opentype/noto"], tmp_path)
        assert (found["family"], found["is_bundled"], found["boxes"]) == ("Noto Sans CJK SC", False, [])

    def test_a_damaged_font_is_told_and_the_window_lives_on(self, tmp_path: Path) -> None:
        found = on_a_machine_with([LATIN], tmp_path, "damaged")
        assert (found["family"], found["faults"]) == ("", ["font.unreadable"] * 2)

    def test_what_no_font_has_is_a_box(self, tmp_path: Path) -> None:
        assert on_a_machine_with([LATIN], tmp_path, signs=f"{BEYOND}镕")["boxes"] == [BEYOND]


def test_the_licence_lies_beside_the_fonts() -> None:
    folder = ROOT / "resources" / "fonts"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert {path.name for path in folder.glob("*.otf")} == {"NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"}
