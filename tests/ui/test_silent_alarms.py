"""Silent alarms: told once when an alarm was not heard, never when it was."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from dutydesk.catalogue import Catalogue
from dutydesk.checkup_facts import SoundFound, SoundTrouble
from dutydesk.tones import TEST, Pattern
from ui.notice_log import Saying
from ui.silent_alarms import SilentAlarms
from ui.sound import Heard


class Device:
    """A player that answers at once what there is to play on."""

    def __init__(self, found: SoundFound) -> None:
        self._found = found

    def tones(self, pattern: Pattern, volume: float = 1.0, heard: Heard | None = None) -> None:
        assert (pattern, volume) == (TEST, 0.5)
        if heard is not None:
            heard(self._found)

    def stop(self) -> None:
        """It has stopped."""


def told_of(qapp: QApplication, found: SoundFound) -> list[str]:
    catalogue, told = Catalogue.load(), list[Saying]()
    alarms = SilentAlarms(Device(found), lambda code, **values: catalogue.say(code, "en", **values))
    alarms.silent.connect(told.append)
    for _ in range(3):
        alarms.tones(TEST, 0.5)
        qapp.processEvents()
    alarms.stop()
    return [one.say() for one in told]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (SoundTrouble.NO_DEVICE, "No sound device: alarms are silent here. Connect loudspeakers"),
        (SoundTrouble.NO_LIBRARY, "The audio library cannot be loaded: alarms are silent here. Install"),
    ],
)
def test_a_silent_alarm_is_told_once(qapp: QApplication, trouble: SoundTrouble, said: str) -> None:
    told = told_of(qapp, SoundFound(trouble=trouble))
    assert len(told) == 1
    assert told[0].startswith(said)


def test_an_alarm_that_is_heard_is_not_told(qapp: QApplication) -> None:
    assert told_of(qapp, SoundFound("speakers", "ALSA")) == []
