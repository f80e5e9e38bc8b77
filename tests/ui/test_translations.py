"""The Chinese texts: all there, compiled, and spoken as soon as the language is switched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.night import Night
from ui.authors import Authors
from ui.console import ConsoleWindow
from ui.languages import Languages

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "resources" / "i18n" / "dutydesk_zh.ts"


def tool(name: str) -> str:
    """A tool of PySide6 that lies beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, name
    return found


def messages(path: Path) -> dict[tuple[str, str], str]:
    """Every text by context and source; "" where it is not translated."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): _translation(message)
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def _translation(message: ET.Element) -> str:
    found = message.find("translation")
    if found is None or found.get("type") == "unfinished":
        return ""
    return "".join(found.itertext()).strip()


def test_every_text_is_translated() -> None:
    assert [text for text, translation in messages(TEXTS).items() if not translation] == []


def test_no_text_of_the_code_is_missing(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    command = [tool("pyside6-lupdate"), "-silent", "-extensions", "py", "ui", "-no-obsolete", "-locations", "none", "-ts", str(fresh)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=100)
    assert set(messages(fresh)) ^ set(messages(TEXTS)) == set()


def test_the_compiled_texts_are_fresh(tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(TEXTS), "-qm", str(compiled)], check=True, capture_output=True, timeout=100)
    assert compiled.read_bytes() == TEXTS.with_suffix(".qm").read_bytes()


def test_placeholders_survive_translation() -> None:
    lost = [source for (_, source), text in messages(TEXTS).items() if text and {*_places(source)} != {*_places(text)}]
    assert lost == []


def _places(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def test_an_unknown_language_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="fr"):
        Languages(qapp, "fr")


def test_every_widget_changes_its_language_while_running(night: Night, qtbot) -> None:
    window = ConsoleWindow(night.around, Authors(), QWidget())
    qtbot.add_widget(window)
    night.around.languages.toggle()
    night.settle()
    said = " ".join(label.text() for label in window.findChildren(QLabel))
    said += " ".join(row.spoken for row in (*window.calls.model.rows, *window.board.model.rows))
    english = [word for word in ("shift", "Open", "missed", "desk", "duty", "free", "handover", "Take", "Free") if word in said]
    assert english == []
    night.around.languages.toggle()
    night.settle()
    assert "Open calls 7" in [label.text() for label in window.findChildren(QLabel)]
