"""The computer's own locale, whatever its digits, and Qt's own words: neither leaks into the window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox

from tests.ui.small_desk import SmallDesk
from ui.languages import Languages

ROOT = Path(__file__).resolve().parents[2]
TOLD = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot
qt_api.set_qt_api("pyside6")
from tests.ui.small_desk import SmallDesk
from tests.ui.spoken_texts import texts_of
class Request: pass
desk = SmallDesk(QtBot(Request()), application, sys.argv[1])
desk.type("3-1-1402 sgb")
print(*sorted(texts_of(desk.console).elements()), sep="\\n")
print(desk.centre.taking.report.place.code, f"{1234567.5:,} {0.5}", int("12"))
"""


def told_in(language: str, **locale: str) -> str:
    """Everything that the window says on a computer of that locale."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LC_")} | locale | {"PYTHONUTF8": "1"}
    command = [sys.executable, "-c", TOLD, language]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_digits_and_days_are_those_of_the_language_not_of_the_computer(language: str) -> None:
    plain = told_in(language, LANG="C.UTF-8")
    assert "02:47" in plain
    for locale in ("ar_EG.UTF-8", "fa_IR.UTF-8", "hi_IN.UTF-8"):
        assert told_in(language, LANG=locale, LC_ALL=locale) == plain, locale
    assert told_in(language, LANG="C.UTF-8", LC_NUMERIC="de_DE.UTF-8") == plain


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_languages_write_plain_digits(qapp: QApplication, code: str) -> None:
    languages = Languages(qapp, code)
    assert languages.locale.toString(1234) in ("1234", "1,234")
    assert QLocale() == languages.locale


# ---- Qt's own words


def menu_of(qtbot, line: QLineEdit) -> list[str]:
    """What the context menu of a line offers, without keys and markers."""
    menu = line.createStandardContextMenu()
    qtbot.add_widget(menu)
    return [action.text().partition("\t")[0].replace("&", "") for action in menu.actions() if action.text()]


def test_the_context_menu_of_a_line_follows_the_language(qapp: QApplication, qtbot) -> None:
    line = QLineEdit()
    qtbot.add_widget(line)
    languages = Languages(qapp, "zh")
    assert any("撤消" in one or "撤销" in one for one in menu_of(qtbot, line))
    assert any("粘贴" in one for one in menu_of(qtbot, line))
    languages.speak("en")
    assert {"Undo", "Cut", "Copy", "Paste"} <= set(menu_of(qtbot, line))


def test_the_buttons_of_a_box_follow_the_language(qapp: QApplication, qtbot) -> None:
    languages = Languages(qapp, "zh")
    assert "取消" in cancel_of(qtbot)
    languages.speak("en")
    assert cancel_of(qtbot) == "Cancel"


def cancel_of(qtbot) -> str:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    qtbot.add_widget(box)
    return box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "")


def test_without_qts_own_words_ours_are_spoken(qapp: QApplication, tmp_path: Path) -> None:
    languages = Languages(qapp, "zh", qt_folder=tmp_path)
    assert (languages.code, languages.missing) == ("zh", ())
    assert qapp.translate("Words", "to hand off") == "待派"


# ---- texts that cannot be read


@pytest.mark.parametrize("spoilt", [None, b"", b"not a translation", b"<\xb8d\x18\xca\xef\x9c\x95\xcd!\x1c\xbf`\xa1\xbd\xdd"])
def test_without_the_chinese_texts_the_window_is_english_and_says_so(qapp: QApplication, tmp_path: Path, spoilt: bytes | None) -> None:
    if spoilt is not None:
        (tmp_path / "dutydesk_zh.qm").write_bytes(spoilt)
    languages = Languages(qapp, "zh", folder=tmp_path)
    assert languages.code == "en"
    assert "dutydesk_zh.qm" in languages.missing
    languages.toggle()
    assert languages.code == "en"


def test_the_window_tells_which_texts_are_missing(qapp: QApplication, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = Languages.__init__

    def without_texts(languages: Languages, application: QApplication, code: str = "zh") -> None:
        made(languages, application, code, folder=tmp_path)

    monkeypatch.setattr(Languages, "__init__", without_texts)
    desk = SmallDesk(qtbot, qapp, "zh")
    assert "texts.dutydesk_zh.qm" in desk.console.banners.shown
    assert "无法读取界面文字 dutydesk_zh.qm" in desk.console.findChild(QLabel, "bannerText.texts.dutydesk_zh.qm").text()
    desk.language = "en"
    desk.close()
