"""The language of help and wrong use: asked for, spoken by the terminal or by Windows, or that of the settings."""

from __future__ import annotations

import ctypes
from pathlib import Path
from types import SimpleNamespace

import pytest

from dutydesk import settings
from dutydesk.spoken import language_of

SOMEWHERE = Path("nowhere")


@pytest.mark.parametrize("line", ["--lang en", "--lang=en", "--la en", "verify x --lang en", "--lang zh --lang en", "--fly --lang en"])
def test_the_line_goes_before_all(line: str) -> None:
    assert language_of(line.split(), {"LANG": "zh_CN.UTF-8"}, SOMEWHERE) == "en"


@pytest.mark.parametrize("line", ["", "--lang fr", "--lang", "fly", "--"])
@pytest.mark.parametrize(
    ("variable", "value"), [("LANGUAGE", "en:zh"), ("LC_ALL", "en_GB"), ("LC_MESSAGES", "EN"), ("LANG", "en_US.UTF-8")]
)
def test_then_comes_the_terminal(line: str, variable: str, value: str) -> None:
    assert language_of(line.split(), {variable: value}, SOMEWHERE) == "en"


def test_the_first_variable_counts() -> None:
    assert language_of([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, SOMEWHERE) == "zh"


def test_without_a_variable_it_is_that_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x0409))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    assert language_of([], {}, SOMEWHERE) == "en"


@pytest.mark.parametrize("spoken", ["C.UTF-8", "POSIX", "fr_FR", ""])
def test_else_it_is_that_of_the_settings(spoken: str, tmp_path: Path) -> None:
    settings.write_default(tmp_path / settings.FILE, language="en")
    assert language_of(["--data", str(tmp_path)], {"LANG": spoken}, SOMEWHERE) == "en"
    assert language_of([], {"LANG": spoken}, tmp_path) == "en"


def test_a_first_start_is_chinese(tmp_path: Path) -> None:
    assert language_of([], {}, tmp_path) == "zh"


def test_the_line_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["dutydesk", "--lang", "en"])
    assert language_of(None, {"LANG": "zh_CN"}, SOMEWHERE) == "en"
