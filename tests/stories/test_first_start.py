"""A new user, by keys alone: from an empty folder over the import of a table to the first call handed off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from dutydesk.first_tour import FirstTour
from tests.stories.night import DUTYDESK, Night
from tests.stories.screen import SIZE, Program, Screen
from tests.stories.waiting import until

pytestmark = pytest.mark.stories

ROOT = Path(__file__).resolve().parents[2]
FOOT = (0, SIZE[1] - 44, SIZE[0], 44)
BUTTON = (SIZE[0] // 2, SIZE[1] - 140, 460, 90)


class FirstNight(Night):
    """An empty place for a folder, and the keys of somebody who has never seen the program."""

    def __init__(self, screen: Screen, folder: Path, language: str) -> None:
        self.screen = screen
        self.folder = folder
        self.language = language
        self._shots = 0

    def start(self) -> Program:
        theme = "night" if self.language == "zh" else "day"
        return self.screen.run([*DUTYDESK, "--data", self.folder, "--lang", self.language, "--theme", theme])

    def turns(self, where: tuple[int, int, int, int], *keys: str) -> None:
        """Press keys and wait until that part of the screen has changed."""
        before = self._part(where)
        self.screen.press(*keys)
        until(lambda: self._part(where) != before, f"something new after {keys}")

    def names_staff(self) -> None:
        """Fill in the form, a field at a time."""
        for text, key in (("Haiyan", "Return"), ("Li Min", "Return"), ("Chen Zhiqiang 13900001234", "Tab"), ("8110", "ctrl+Return")):
            self.screen.type(text)
            self.screen.press(key)

    def _part(self, where: tuple[int, int, int, int]) -> QImage:
        return self.screen.picture().copy(*where)


@pytest.fixture(params=["zh", "en"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FirstNight]:
    with Screen(tmp_path) as screen:
        night = FirstNight(screen, tmp_path / "data", request.param)
        night.open()
        yield night


def test_from_an_empty_folder_to_a_call_handed_off(new: FirstNight) -> None:
    new.shoot("first-start")
    new.turns(FOOT, "2")
    new.screen.type(str(ROOT / "resources" / "sample" / f"rooms_{new.language}.csv"))
    new.turns(BUTTON, "Return")
    new.shoot("understood")
    assert not new.folder.exists()
    new.turns(FOOT, "Return")
    new.names_staff()
    until(lambda: "Haiyan" in new.screen.front(), "the desk's window")
    new.screen.wait_for(new.program)
    new.sign_on()
    until(lambda: FirstTour(new.folder).is_offered(), "the tour")
    new.shoot("tour")
    new.screen.press("F2")
    new.screen.type("3-1-1502 sgb" if new.language == "zh" else "3-1-1502 burst")
    new.screen.press("Return")
    new.fact("call.taken")
    new.screen.press("Return")
    assert new.fact("call.handed_off").entry.subject == new.fact("call.taken").entry.subject
    new.shoot("handed-off")
    new.screen.press("Escape")
    until(lambda: not FirstTour(new.folder).is_offered(), "the end of the tour")
    new.close()
    assert new.command("verify").returncode == 0


def test_leaving_makes_nothing_and_the_page_comes_again(new: FirstNight) -> None:
    new.screen.press("Escape")
    assert (new.program.ended(), new.program.words, new.folder.exists()) == (0, "", False)
    new.open()
    new.turns(FOOT, "3")
    new.screen.press("alt+F4")
    assert (new.program.ended(), new.program.words, new.folder.exists()) == (0, "", False)


def test_the_sample_leaves_the_folder_alone(new: FirstNight) -> None:
    new.screen.press("1")
    until(lambda: "海晏花园" in new.screen.front() or "Haiyan Garden" in new.screen.front(), "the sample's window")
    new.screen.wait_for(new.program)
    new.screen.press("alt+F4")
    assert (new.program.ended(), new.program.words, new.folder.exists()) == (0, "", False)
