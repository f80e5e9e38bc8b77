"""The timeline's place in the console: empty until the first paint is over, slim on low screens, unfolded by a key."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.labels import plain_label
from ui.surroundings import Surroundings
from ui.timeline.loading import Loading
from ui.timeline.shown import ShownTimeline

if TYPE_CHECKING:  # it loads pyqtgraph
    from ui.timeline.view import TimelineView

LOG = logging.getLogger(__name__)
AFTER_PAINT = 300
"""Milliseconds from the first paint to the loading: the other first paints come first."""
LOOKS = 20
"""Milliseconds between looks at the loading."""
BORDER = 2
SLIM, LANE = 60, 28
VERY_LOW, LOW, HIGH, VERY_HIGH = 600, 860, 1000, 1300
"""Heights of the window under which there is nothing, no lanes, four of them, five of them; eight from the last one on."""


class TimelinePlace(QFrame):
    """Holds the timeline. `call_opened` carries a call's id; `left` says that keys are given back, `typed` carries letters.

    `folded` says that it takes more or less room now.
    """

    call_opened = Signal(str)
    left = Signal()
    typed = Signal(str)
    folded = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._loading = Loading()
        self._is_begun = False
        self._is_unfolded = False
        self._window_height = HIGH
        self.shown = ShownTimeline(around.feed, around.premises, self)
        self.view: TimelineView | None = None
        self.setObjectName("timeline")
        self._sorry = plain_label("muted", "timelineSorry")
        self._sorry.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sorry.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._sorry)
        self._look = QTimer(self)
        self._look.setInterval(LOOKS)
        self._look.timeout.connect(self._look_at_loading)
        self.fit(self._window_height)

    @property
    def is_slim(self) -> bool:
        """Whether only the calls are shown, no lanes."""
        return self._window_height < LOW and not self._is_unfolded

    @property
    def is_shut(self) -> bool:
        """Whether nothing is shown until a key asks for it."""
        return self._window_height < VERY_LOW and not self._is_unfolded

    def fit(self, window_height: int) -> None:
        """Take as much room as a window of that height can spare."""
        self._window_height = window_height
        if self.view is not None:
            self.view.setVisible(not self.is_shut)
        lanes = 0 if self.is_slim else 4 if window_height < HIGH else 5 if window_height < VERY_HIGH else 8
        height = BORDER if self.is_shut else SLIM + lanes * LANE + 2 * BORDER
        if height != self.height():
            self.setFixedHeight(height)
            self.folded.emit()

    def reload(self) -> None:
        """Read all anew: the database is back."""
        self.shown.reload()

    def take_keys(self) -> None:
        """The arrows go through the timeline, unfolded where it is slim; once more gives them back."""
        if self.view is None:
            return
        if self.view.hasFocus():
            self._give_back()
            return
        self._is_unfolded = True
        self.fit(self._window_height)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_begun:
            self._is_begun = True
            QTimer.singleShot(AFTER_PAINT, self, self._begin)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._loading.error:
            self._say_sorry()
        super().changeEvent(event)

    def _begin(self) -> None:
        self._loading.start()
        self._look.start()

    def _look_at_loading(self) -> None:
        if not self._loading.is_done:
            return
        self._look.stop()
        if self._loading.error:
            LOG.error("the timeline cannot be drawn: %s", self._loading.error)
            self._say_sorry()
            return
        self._show_view()

    def _show_view(self) -> None:
        from ui.timeline.view import TimelineView

        self.view = TimelineView(self._around, self.shown)
        self.view.call_opened.connect(self.call_opened)
        self.view.left.connect(self._give_back)
        self.view.typed.connect(self.typed)
        self.view.names_clicked.connect(self._fold)
        self.view.installEventFilter(self)
        self._column.addWidget(self.view)
        self.view.setVisible(not self.is_shut)
        QTimer.singleShot(0, self.view, self.view.renew)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The ring round the whole place shows where the keys are."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("keys", "true" if event.type() == QEvent.Type.FocusIn else "false")
            self.style().unpolish(self)
            self.style().polish(self)
        return False

    def _fold(self) -> None:
        """A click unfolds the lanes where the window is low, another one folds them."""
        self._is_unfolded = not self._is_unfolded
        self.fit(self._window_height)

    def _give_back(self) -> None:
        self._is_unfolded = False
        self.fit(self._window_height)
        if self.view is not None:
            self.view.show_now()
        self.left.emit()

    def _say_sorry(self) -> None:
        self._sorry.setText(self.tr("The timeline cannot be drawn: pyqtgraph or numpy is missing. Everything else works."))
        self._sorry.show()
