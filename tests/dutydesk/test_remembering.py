"""What is chosen by hand is kept, and nothing is the matter where it cannot be."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

import pytest

from dutydesk.look import Look
from dutydesk.remembering import Remembering
from dutydesk.settings import load


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_choices_are_there_at_the_next_start(path: Path) -> None:
    path.write_text('# ours\n[site]\nlanguage = "zh"\n', encoding="utf-8")
    memory = Remembering(path)
    until = "2026-11-23T07:00:00+08:00"
    for section, key, value in (("site", "language", "en"), ("look", "by_hand", "day"), ("look", "until", until), ("look", "dim", True)):
        memory.keep(section, key, value)
    memory.close()
    settings, faults = load(path)
    assert (settings.site.language, settings.look, faults) == ("en", Look("auto", "day", datetime.fromisoformat(until), is_dim=True), ())
    assert path.read_text(encoding="utf-8").startswith("# ours\n")


def test_what_the_command_line_chose_is_not_kept(path: Path) -> None:
    memory = Remembering(path, ("site.language",))
    memory.keep("site", "language", "en")
    memory.close()
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = Remembering(tmp_path / "file" / "settings.toml")
    with caplog.at_level(logging.INFO, "dutydesk.settings"):
        memory.keep("site", "language", "en")
        memory.close()
    (told,) = caplog.messages
    assert told.startswith("site.language was not kept: ")


def test_a_file_that_does_not_parse_is_left_alone(path: Path) -> None:
    path.write_text("[site\n", encoding="utf-8")
    memory = Remembering(path)
    memory.keep("site", "language", "en")
    memory.close()
    assert path.read_text(encoding="utf-8") == "[site\n"


def test_others_change_the_file_in_their_turn(path: Path) -> None:
    memory = Remembering(path)
    seen: list[str] = []
    memory.keep("site", "language", "en")
    memory.run(lambda: seen.append(load(path)[0].site.language))
    memory.close()
    assert seen == ["en"]
