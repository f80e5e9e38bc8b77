"""Covers: panels over the centre, one at a time. What rings stays in sight, and every key goes on working."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.tab_order import READ_FROM

MARGIN = 6


class Panel(Protocol):
    """What a widget must offer to lie over the centre, beside a signal `closed`."""

    def turn_pages(self, pages: int) -> None:
        """Page Down and Page Up."""


class Covers(QObject):
    """Puts panels over `place`, a widget within `whole`. `left` tells that the focus was in a panel that went."""

    left = Signal()

    def __init__(self, place: QWidget, whole: QWidget) -> None:
        super().__init__(whole)
        self._place, self._whole = place, whole
        self.shown: QWidget | None = None
        place.installEventFilter(self)

    def show(self, panel: QWidget) -> None:
        """Show a panel in the place of any other."""
        self.close()
        self.shown = panel
        panel.setParent(self._whole)
        self.fit()
        panel.show()
        panel.raise_()

    def close(self) -> None:
        """Show again what is covered."""
        panel, self.shown = self.shown, None
        if panel is None:
            return
        had_focus = has_focus(panel)
        panel.hide()
        panel.deleteLater()
        if had_focus:
            self.left.emit()

    def fit(self) -> None:
        """Lie where the place is now."""
        if self.shown is not None:
            place = self._place.geometry()
            self.shown.setProperty(READ_FROM, place.top())
            self.shown.setGeometry(place.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))

    def eventFilter(self, place: QObject, event: QEvent) -> bool:
        """A banner that comes or goes moves the place, a window that is stretched makes it larger."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.fit()
        return super().eventFilter(place, event)

    def turn_pages(self, pages: int) -> bool:
        """Page Down and Page Up go to the panel, if there is one."""
        if self.shown is not None:
            cast("Panel", self.shown).turn_pages(pages)
        return self.shown is not None


def has_focus(part: QWidget) -> bool:
    """Whether the focus is somewhere in `part`."""
    focus = QApplication.focusWidget()
    return focus is not None and part.isAncestorOf(focus)
