"""The mark over a timeline that shows earlier hours: which hours, the way back, and going back when nobody looks any more."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui import durations
from ui.labels import plain_label
from ui.premises import Premises

PATIENCE = 5 * 60_000
"""Milliseconds without a key or the mouse after which the timeline shows the present again."""
SIDE = 14


class EarlierMark(QFrame):
    """Lies in the upper right corner of its parent. `left` says that the present is wanted again."""

    left = Signal()

    def __init__(self, premises: Premises, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._premises = premises
        self._hours: tuple[datetime, datetime] | None = None
        self.setObjectName("timelineEarlier")
        self.told = plain_label("strong", "timelineEarlierHours", self)
        self.button = QPushButton(self)
        self.button.setObjectName("timelineBack")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 1, 1)
        row.setSpacing(10)
        row.addWidget(self.told)
        row.addWidget(self.button)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PATIENCE)
        self._rest.timeout.connect(self.left)
        self.button.clicked.connect(self.left)
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether the present comes back by itself."""
        return self._rest.isActive()

    def show_hours(self, hours: tuple[datetime, datetime] | None) -> None:
        """Earlier hours are in view; None for the present."""
        self._hours = hours
        if hours is None:
            self._rest.stop()
        else:
            self._rest.start()
        self.retell()
        self.setVisible(hours is not None)

    def stay(self) -> None:
        """Somebody is still at it."""
        if self._hours is not None:
            self._rest.start()

    def retell(self) -> None:
        """The language has changed, or the day."""
        self.button.setText(self.tr("Now"))
        self.button.setToolTip(self.tr("Back to now (End)"))
        if self._hours is not None:
            now, zone = self._premises.now(), self._premises.zone
            start, end = (durations.day_and_time(at, now, zone) for at in self._hours)
            self.told.setText(self.tr("Earlier: {start} to {end}").format(start=start, end=end))
        self.place()

    def place(self) -> None:
        """Where it belongs, as wide as its words."""
        self.adjustSize()
        self.move(self._room.width() - self.width() - SIDE, 1)
