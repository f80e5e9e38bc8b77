"""The panels that open beside the input line: choosers, steps, and what was found. One is open at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from dutydesk.phone_calls import PhoneCall
from ui.centre.parts import Parts


class Panels(QObject):
    """Opens and closes what lies between the line and the history."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def close(self) -> None:
        """Close whatever is open."""
        self._parts.sheet.chooser.hide()
        self._parts.steps.hide()
        self._parts.find.hide()
        self._parts.completions.hide()

    def leave(self) -> bool:
        """Esc: close what is open, or give the keys back from a list; False when there was nothing to leave."""
        parts = self._parts
        if parts.sheet.chooser.isVisible():
            parts.sheet.chooser.hide()
        elif parts.steps.isVisible():
            parts.steps.hide()
        elif parts.find.isVisible():
            parts.find.hide()
            parts.line.clear()
        elif not parts.candidates.has_keys and not parts.sheet.fits.hasFocus():
            return False
        return True

    def seek(self, sought: str) -> None:
        """Find what follows a question mark; anything else ends it."""
        if sought.startswith("?"):
            self._parts.find.seek(sought[1:])
        elif self._parts.find.isVisible():
            self._parts.find.hide()

    def show_members(self) -> None:
        """Everybody on duty, to look at."""
        self._parts.find.show_members()
        self._parts.find.start()

    def show_owed(self, owed: Sequence[PhoneCall]) -> None:
        """The phone calls that are owed something, to choose from."""
        self._parts.find.show_owed(owed)
        self._parts.find.start()

    def show_parked(self) -> None:
        """Every parked call, those without a key too."""
        self.close()
        self._parts.find.show_parked()
        self._parts.find.start()
