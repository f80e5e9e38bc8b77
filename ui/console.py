"""The console: the one window of the desk, its columns, its keys, and what is told over and under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.authors import Authors
from ui.banners import Banners
from ui.crew_board import CrewBoard
from ui.crew_board_view import CrewBoardView
from ui.key_bar import KeyBar
from ui.key_help import KeyHelp
from ui.notices import Notice
from ui.open_calls import OpenCalls
from ui.open_calls_view import OpenCallsView
from ui.past_repairs import PastRepairs
from ui.phone_calls import PhoneCalls
from ui.ringing import RingingView
from ui.sign_on import SignOnPage
from ui.surroundings import Surroundings
from ui.timeline.place import TimelinePlace
from ui.top_strip import TopStrip

LEFT, LEFT_LEAST, LEFT_SHARE = 448, 336, 0.246
RIGHT, RIGHT_LEAST, RIGHT_SHARE = 520, 424, 0.271
SMALLEST = (1100, 640)
STRIPS = 100
"""Pixels of the height that the strips at head and foot take."""


class ConsoleWindow(QMainWindow):
    """Ringing and open calls at the left, `centre` in the middle, the crew at the right, keys at the foot.

    The window wires language, theme, help and sign-on itself; what acts on calls is bound by its owner through `actions`.
    """

    def __init__(self, around: Surroundings, authors: Authors, centre: QWidget) -> None:
        super().__init__()
        self._around = around
        self._help: KeyHelp | None = None
        self.setObjectName("console")
        self.setMinimumSize(*SMALLEST)
        self.actions_ = Actions(self)
        self.authors = authors
        self.phones = PhoneCalls(around.feed, around.ticker, around.premises, self)
        self.calls = OpenCalls(around.feed, around.ticker, around.premises, around.names, self)
        self.board = CrewBoard(around.feed, around.ticker, around.premises, around.names, self)
        self._make_views()
        self.centre = centre
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
        if self._help is None:
            self._help = KeyHelp(self.actions_, self._around.languages, self.centralWidget())
            self._help.closed.connect(self.close_help)
        self._place_help()
        self._help.show()
        self._help.raise_()

    def close_help(self) -> None:
        """Show again what the key help covers."""
        if self._help is not None:
            self._help.hide()
            self._help.deleteLater()
            self._help = None

    def come_forward(self) -> None:
        """A second start asks for this window."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.raise_()
        self.activateWindow()

    def tell(self, text: str, *, can_undo: bool = False, is_grave: bool = False) -> None:
        """Say one sentence for ten seconds."""
        self.notice.tell(text, can_undo=can_undo, is_grave=is_grave)
        self._place_notice()

    def event(self, event: QEvent) -> bool:
        """While the help is shown, Esc closes it and parks nothing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._closes_help(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if self._closes_help(event):
            self.close_help()
        elif pages:
            (self._help or self.crew).turn_pages(pages)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(max(LEFT_LEAST, min(LEFT, round(self.width() * LEFT_SHARE))))
        self._right.setFixedWidth(max(RIGHT_LEAST, min(RIGHT, round(self.width() * RIGHT_SHARE))))
        self.timeline.fit(self.height())
        self.ringing.fit(self.height() - STRIPS - self.timeline.height())
        self._place_notice()
        QTimer.singleShot(0, self, self._place_help)  # the columns are laid out after the window

    def _make_views(self) -> None:
        around = self._around
        self.banners = Banners()
        self.top_strip = TopStrip(around)
        past = PastRepairs(around.feed.readings, around.premises, around.names)
        self.ringing = RingingView(self.phones, past, around)
        self.open_calls = OpenCallsView(self.calls, around.looks)
        self.crew = CrewBoardView(self.board, around.looks)
        self.sign_on = SignOnPage([member for member in around.premises.site.members if member.officer])
        self.timeline = TimelinePlace(around)
        self.key_bar = KeyBar(self.actions_, around.looks)
        self._stack = QStackedWidget()
        self._stack.setObjectName("centreStack")
        self._left, self._right = _column("leftColumn", self.ringing, self.open_calls), _column("rightColumn", self.crew)

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
        column.addWidget(self.banners)
        column.addWidget(self.top_strip)
        column.addLayout(columns, 1)
        column.addWidget(self.timeline)
        column.addWidget(self.key_bar)
        self.setCentralWidget(whole)
        self.notice = Notice(whole)

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
        self.show_help() if self._help is None else self.close_help()

    def _uncover(self, action: str) -> None:
        """A key that does something in the centre is not to do it under the help."""
        if not action.startswith("window."):
            self.close_help()

    def _closes_help(self, event: QKeyEvent) -> bool:
        return self._help is not None and event.key() == Qt.Key.Key_Escape

    def _place_help(self) -> None:
        if self._help is not None:
            self._help.setGeometry(self._stack.geometry().adjusted(6, 6, -6, -6))

    def _place_notice(self) -> None:
        """Over the foot of the centre, out of the columns' way."""
        margin = 20
        height = max(48, self.notice.sizeHint().height())
        foot = self.timeline.y() or self.height() - self.key_bar.height() - self.timeline.height()
        left = self._left.width() + margin
        self.notice.setGeometry(left, foot - height - margin, self.width() - left - self._right.width() - margin, height)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("{site} · duty desk").format(site=self._around.names.site()))


def _column(name: str, *parts: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    column.setStretch(len(parts) - 1, 1)
    return frame
