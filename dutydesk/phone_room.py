"""The phones of a window as its settings have them now: the sources, the lines, and the switchboard between them and the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dutydesk.desk import Clock, Desk
from dutydesk.heard import Heard
from dutydesk.phone_settings import PhoneSettings, Work
from dutydesk.phones import Phones
from dutydesk.settings import Settings, SettingsFault
from dutydesk.site import Line, Site
from dutydesk.site_settings import with_lines
from dutydesk.switchboard import FindPeople, Switchboard, switchboard_of
from dutydesk.telephony.events import OnHealth

OnLines = Callable[[tuple[Line, ...]], None]


class PhoneRoom:
    """`site` has the lines that hold where the settings name none. `is_deaf`: the sources stay off, as in a replay of real calls.

    `settings` are what the window's page reads and changes, each in its turn through `run`.
    """

    def __init__(
        self,
        path: Path,
        run: Callable[[Work], object],
        *,
        desk: Desk,
        find_people: FindPeople,
        site: Site,
        chosen: Settings,
        is_deaf: bool = False,
    ) -> None:
        self.settings = PhoneSettings(path, run, self._follow, chosen, judge=self._judge)
        self._path = path
        self._desk, self._find_people = desk, find_people
        self._site, self._chosen, self._is_deaf = site, chosen, is_deaf
        self._phones: Phones | None = None
        self._on_lines: OnLines = _heeds_nothing

    def open(self, on_heard: Callable[[Heard], None], on_health: OnHealth, on_lines: OnLines, clock: Clock) -> None:
        """The window is there: let the sources listen. What is handed in is called in other threads and returns at once."""
        self._on_lines = on_lines
        self._phones = Phones(self._audible(self._chosen), self._switchboard(self._chosen), on_heard, on_health, clock)
        self._phones.start()

    def close(self) -> None:
        """Close every socket."""
        if self._phones is not None:
            self._phones.stop()

    def _follow(self, found: Settings) -> None:
        """The window goes on with what it began with, but for sources and lines."""
        chosen = replace(found, site=self._chosen.site)
        self._on_lines(self._with_lines(chosen).lines)
        if self._phones is not None:
            self._phones.change(self._audible(chosen), self._switchboard(chosen))

    def _switchboard(self, chosen: Settings) -> Switchboard:
        return switchboard_of(self._desk, self._find_people, self._with_lines(chosen), chosen)

    def _with_lines(self, chosen: Settings) -> Site:
        return with_lines(self._site, chosen, self._path)[0]

    def _judge(self, found: Settings) -> tuple[SettingsFault, ...]:
        return with_lines(self._site, found, self._path)[1]

    def _audible(self, chosen: Settings) -> Settings:
        return Settings(site=chosen.site, lines=chosen.lines) if self._is_deaf else chosen


def _heeds_nothing(_lines: tuple[Line, ...]) -> None:
    pass
