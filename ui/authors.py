"""Who sits at the desk: the officers who have signed on, and in whose name things are entered now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dutydesk.journal import Author


class Authors(QObject):
    """Keeps the present author; Alt+U goes to the next officer. `changed` carries the member id, "" when nobody is on."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._officers: tuple[str, ...] = ()
        self._current = ""

    @property
    def current(self) -> str:
        """The member in whose name things are entered, "" when nobody has signed on."""
        return self._current

    @property
    def officers(self) -> tuple[str, ...]:
        """All who have signed on."""
        return self._officers

    def author(self) -> Author:
        """The present author, on their own word."""
        return Author(self._current, self._current)

    def show_officers(self, officers: tuple[str, ...]) -> None:
        """Who has signed on now; the present author stays while they are on."""
        self._officers = officers
        if self._current not in officers:
            self._become(officers[0] if officers else "")

    def switch(self) -> None:
        """To the next officer."""
        if len(self._officers) > 1:
            following = self._officers.index(self._current) + 1
            self._become(self._officers[following % len(self._officers)])

    def become(self, officer: str) -> None:
        """To this officer, if they have signed on."""
        if officer in self._officers:
            self._become(officer)

    def _become(self, officer: str) -> None:
        if officer != self._current:
            self._current = officer
            self.changed.emit(officer)
