"""The console: the one window of the desk, its columns, its keys, and what is told over and under them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import tab_order
from ui.actions import Actions
from ui.authors import Authors
from ui.banners import Banners
from ui.covers import Covers
from ui.crew_board import CrewBoard
from ui.crew_board_view import CrewBoardView
from ui.dragging import CallDrag
from ui.key_bar import KeyBar
from ui.key_help import KeyHelp
from ui.maintenance_phone import MaintenancePhone
from ui.notice_log import NoticeLog, Saying
from ui.notices import Notice
from ui.open_calls import OpenCalls
from ui.open_calls_view import OpenCallsView
from ui.past_repairs import PastRepairs
from ui.phone_calls import PhoneCalls
from ui.ringing import RingingView
from ui.settling import paint_when_settled
from ui.shrinking import Shrinking
from ui.sign_on import SignOnPage
from ui.surroundings import Surroundings
from ui.timeline.place import TimelinePlace
from ui.top_strip import TopStrip

LEFT, LEFT_LEAST, LEFT_SHARE = 448, 336, 0.246
RIGHT, RIGHT_LEAST, RIGHT_SHARE = 520, 424, 0.271
NARROW = 1200
"""Under this width there is no room for three columns: the crew stands under the calls."""
SMALLEST = (900, 470)
"""A screen of 1366x768 at 150 %, less a task bar."""
LEAST_RINGING, ONE_BANNER = 110, 46
"""Pixels of the ringing and of the banners that stay in sight where all is low: a card with its heading, one sentence."""
STRIPS = 101
"""Pixels of the height that the strips at head and foot take."""


class ConsoleWindow(QMainWindow):
    """Ringing and open calls at the left, `centre` in the middle, the crew at the right, keys at the foot.

    The window wires language, theme, help and sign-on itself; what acts on calls is bound by its owner through `actions`.
    """

    def __init__(self, around: Surroundings, authors: Authors, centre: QWidget) -> None:
        super().__init__()
        around.looks.dress(self)
        self._around = around
        self._is_narrow = False
        self.setObjectName("console")
        self.setMinimumSize(*SMALLEST)
        self.actions_ = Actions(self)
        self.authors = authors
        self.phones = PhoneCalls(around.feed, around.ticker, around.premises, self)
        self.calls = OpenCalls(around.feed, around.ticker, around.premises, around.names, self)
        self.board = CrewBoard(around.feed, around.ticker, around.premises, around.names, self)
        self.maintenance = MaintenancePhone(around.feed, around.ticker, around.premises, self)
        self._make_views()
        self.centre = centre
        self.notices = NoticeLog(around.premises.clock, self)
        self._lay_out()
        self._bind()
        self.board.changed.connect(self._show_officers)
        self._show_officers()
        self.show_sign_on(not self.authors.officers)
        self._retranslate()

    @property
    def is_signing_on(self) -> bool:
        """Whether the sign-on page lies over the centre."""
        return self._stack.currentWidget() is self.sign_on

    def show_sign_on(self, is_shown: bool = True) -> None:
        """Show the sign-on page in the centre, or what lies under it."""
        self._stack.setCurrentWidget(self.sign_on if is_shown else self.centre)
        (self.sign_on.line if is_shown else self.centre).setFocus()

    def show_help(self) -> None:
        """Show all keys that work, over the centre: what rings stays in sight and every key goes on working."""
        panel = KeyHelp(self.actions_, self._around.languages)
        panel.closed.connect(self.covers.close)
        self.covers.show(panel)

    def close_help(self) -> None:
        """Show again what the key help, or another panel, covers."""
        self.covers.close()

    def come_forward(self) -> None:
        """A second start asks for this window."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.raise_()
        self.activateWindow()

    def tell(self, text: str, *, can_undo: bool = False, is_grave: bool = False) -> None:
        """Say one sentence for ten seconds."""
        self.notify(Saying(partial(str, text), can_undo=can_undo, is_grave=is_grave))

    def notify(self, saying: Saying) -> None:
        """Say something for ten seconds, in whatever language is spoken; afterwards it stands among the notices."""
        self.notices.keep(saying)
        self.notice.tell(saying.say, can_undo=saying.can_undo, is_grave=saying.is_grave)
        self._place_notice()

    def event(self, event: QEvent) -> bool:
        """While a panel is shown, Esc closes it and parks nothing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._uncovers(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if self._uncovers(event):
            self.covers.close()
        elif pages:
            (self.covers if self.covers.shown else self.crew).turn_pages(pages)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads."""
        return tab_order.step(self, is_forward=forward)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            paint_when_settled(self)
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.timeline.fit(self.height())
        self._set_columns()
        self._place_notice()

    def _share_height(self) -> None:
        self.ringing.fit(self.height() - STRIPS - self.timeline.height(), is_shared=self._is_narrow)
        QTimer.singleShot(0, self, self._place_notice)  # the columns are laid out after the timeline

    def _make_views(self) -> None:
        around = self._around
        self.banners = Banners()
        self.top_strip = TopStrip(around, self.maintenance)
        past = PastRepairs(around.feed.readings, around.premises, around.names)
        self.ringing = RingingView(self.phones, past, around)
        self.open_calls = OpenCallsView(self.calls, around.looks)
        self.crew = CrewBoardView(self.board, around.looks)
        self.sign_on = SignOnPage([member for member in around.premises.site.members if member.officer])
        self.timeline = TimelinePlace(around)
        self.key_bar = KeyBar(self.actions_, around.looks)
        self._stack = QStackedWidget()
        self._stack.setObjectName("centreStack")
        self._left = _column("leftColumn", Shrinking(self.ringing, LEAST_RINGING), self.open_calls)
        self._right = _column("rightColumn", self.crew)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.centre)
        self._stack.addWidget(self.sign_on)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self._left)
        columns.addWidget(self._stack, 1)
        columns.addWidget(self._right)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Shrinking(self.banners, ONE_BANNER))
        column.addWidget(self.top_strip)
        column.addLayout(columns, 1)
        column.addWidget(self.timeline)
        column.addWidget(self.key_bar)
        self.setCentralWidget(whole)
        self.notice = Notice(whole)
        self.covers = Covers(self._stack, whole)
        self.covers.left.connect(self._go_on)
        self.drag = CallDrag(whole, self.crew.point_at)
        self.drag.watch(self.open_calls.list.viewport(), self.open_calls.held_at)
        self.drag.watch(self.ringing, self.ringing.held_at)

    def _set_columns(self) -> None:
        """Three columns, or two with the crew under the calls; calls, crew and input are always in sight together."""
        is_narrow = self.width() < NARROW
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            _add(self._left if is_narrow else self._right, self.crew)
            self._right.setVisible(not is_narrow)
        self._left.setFixedWidth(RIGHT_LEAST if is_narrow else _share(self.width(), LEFT, LEFT_LEAST, LEFT_SHARE))
        self._right.setFixedWidth(_share(self.width(), RIGHT, RIGHT_LEAST, RIGHT_SHARE))
        self._share_height()

    def _bind(self) -> None:
        around = self._around
        self.actions_.bind("window.help", self._toggle_help)
        self.actions_.triggered.connect(self._uncover)
        self.actions_.bind("window.language", around.languages.toggle)
        self.actions_.bind("window.theme", around.looks.toggle)
        self.actions_.bind("desk.author", self.authors.switch)
        self.actions_.bind("desk.sign_on", self._ask_who)
        self.actions_.bind("look.crew", self._look_at_crew)
        self.actions_.bind("look.timeline", self.timeline.take_keys)
        self.timeline.left.connect(self._give_keys_back)
        self.timeline.folded.connect(self._share_height)
        self.sign_on.finished.connect(self._leave_sign_on)

    def _look_at_crew(self) -> None:
        """The arrows go through the board."""
        if not self.crew.list.currentIndex().isValid():
            self.crew.list.setCurrentIndex(self.board.model.index(0))
        self.crew.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give_keys_back(self) -> None:
        (self.sign_on.line if self.is_signing_on else self.centre).setFocus()

    def _ask_who(self) -> None:
        self.show_sign_on()

    def _leave_sign_on(self) -> None:
        self.show_sign_on(False)

    def _show_officers(self) -> None:
        officers = self.board.officers()
        if officers == self.authors.officers:
            return
        self.authors.show_officers(officers)
        self.top_strip.show_officers(officers)
        self.sign_on.show_signed_on(officers)

    def _toggle_help(self) -> None:
        self.covers.close() if isinstance(self.covers.shown, KeyHelp) else self.show_help()

    def _uncover(self, action: str) -> None:
        """A key that does something in the centre is not to do it under a panel."""
        if not action.startswith("window.") and action not in getattr(self.covers.shown, "keeps", ()):
            self.covers.close()

    def _uncovers(self, event: QKeyEvent) -> bool:
        return self.covers.shown is not None and event.key() == Qt.Key.Key_Escape

    def _go_on(self) -> None:
        """Where the focus belongs, after a panel that had it is gone."""
        (self.sign_on.line if self.is_signing_on else self.centre).setFocus()

    def _place_notice(self) -> None:
        """Over the foot of the centre, out of the columns' way."""
        margin = 20
        height = max(48, self.notice.sizeHint().height())
        foot = self.timeline.y() or self.height() - self.key_bar.height() - self.timeline.height()
        left = self._left.width() + margin
        right = 0 if self._is_narrow else self._right.width()
        self.notice.setGeometry(left, foot - height - margin, self.width() - left - right - margin, height)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("{site} · duty desk").format(site=self._around.names.site()))


def _share(whole: int, most: int, least: int, share: float) -> int:
    return max(least, min(most, round(whole * share)))


def _add(column: QFrame, part: QWidget) -> None:
    box = column.layout()
    if isinstance(box, QVBoxLayout):
        box.addWidget(part, 2)


def _column(name: str, *parts: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    column.setStretch(len(parts) - 1, 3)
    return frame
