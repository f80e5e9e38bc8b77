"""Whom to hand a call to: the ranked crew with their reasons; Enter hands off, a digit chooses, plus adds a helper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QListView, QPushButton, QWidget

from dutydesk.crew import usual_told
from dutydesk.suggestions import Need
from dutydesk.words import Told
from ui import texts
from ui.centre.candidate_painting import CandidateDelegate
from ui.centre.candidate_rows import CandidateRow, CandidateRows, with_asking
from ui.centre.card import LOW, Card
from ui.centre.desktop import Desktop
from ui.centre.input_line import digit_of
from ui.reading_painter import show_whole
from ui.rows import RowsModel
from ui.theme import Looks
from ui.touch import scroll_by_finger

_MOST_SHOWN, _MOST_FOLDED, _MOST_IN_A_LOW_WINDOW = 5, 4, 2


class CandidateCard(Card):
    """Offers the crew for one call. `handed` answers the member, how it is told and the reason; `helped` a helper."""

    handed = Signal(str, str, str)
    helped = Signal(str)
    left = Signal()

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, "candidateCard")
        self._desktop = desktop
        self._maker = CandidateRows(desktop, self)
        self._need: Need | None = None
        self._asked = self._wished = ""
        self._is_transfer = self._is_way_chosen = False
        self.model = RowsModel(self)
        self.view = CandidateView(desktop.looks, self)
        self.view.setModel(self.model)
        self.aside.say_all_or_nothing()
        self.reason = QLineEdit(self)
        self.reason.setObjectName("transferReason")
        self._ways = QButtonGroup(self)
        self._ways.setExclusive(True)
        for way in Told:
            self._add_way(way)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.view)
        self._connect()
        self._retranslate()

    def offer(self, need: Need, *, transfer: bool = False) -> None:
        """Show the crew for a need, the best first; a transfer asks for its reason."""
        if need != self._need or not self.has_keys:
            self._asked = ""
        self._need = need
        self._turn_to_transfer(transfer)
        self._show()
        self.show()

    def _turn_to_transfer(self, transfer: bool) -> None:
        self.reason.setVisible(transfer)
        if transfer != self._is_transfer:
            self._is_transfer = transfer
            self._retranslate()

    def start(self) -> None:
        """Put the keys on the best candidate, told as is usual."""
        self._asked = ""
        self._is_way_chosen = False
        self._set_usual_way()
        self.reason.clear()
        self._show()
        self._mark_best()
        self._wished = ""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def wish_for(self, member: str) -> None:
        """Who is to be marked when the candidates are offered next, before the best; "" for nobody."""
        self._wished = member

    def choose_member(self, member: str) -> bool:
        """Choose one by name, as Enter on their row does; False for one who is not offered."""
        position = self.model.position(member)
        if position >= 0:
            self.view.setCurrentIndex(self.model.index(position))
            self._choose(position)
        return position >= 0

    def is_asking_about(self, member: str) -> bool:
        """Whether the next key on this busy one hands off."""
        return bool(member) and self._asked == member

    def refresh(self) -> None:
        """The crew or the language has changed."""
        if self._need is not None:
            self._show()

    def clear(self) -> None:
        """There is no call to hand off. Keys that were here go back to the line, not to whatever Qt finds next."""
        self._need = None
        self.model.show(())
        if self.has_keys:
            self.left.emit()
        self.hide()

    @property
    def rows(self) -> Sequence[CandidateRow]:
        """The candidates as shown."""
        return [row for row in self.model.rows if isinstance(row, CandidateRow)]

    @property
    def told(self) -> Told:
        """How the offer is told."""
        return tuple(Told)[self._ways.checkedId()]

    @property
    def has_keys(self) -> bool:
        """Whether the keys go to the list or to what belongs to it."""
        return self.view.hasFocus() or self.reason.hasFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.refresh()
        super().changeEvent(event)

    def _add_way(self, way: Told) -> None:
        button = QPushButton(self)
        button.setObjectName(f"told_{way.value}")
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setChecked(way is Told.RADIO)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._choose_way)
        self._ways.addButton(button, tuple(Told).index(way))
        self.head.insertWidget(1 + tuple(Told).index(way), button)

    def _connect(self) -> None:
        self.view.entered_row.connect(self._choose)
        self.view.helper_wanted.connect(self._help)
        self.view.way_stepped.connect(self._step_way)
        self.view.selectionModel().currentChanged.connect(self._turn_to)
        self.view.left.connect(self.left)
        self.view.lost_keys.connect(self._rest)
        self.view.folded.connect(self._make_room)
        self.reason.returnPressed.connect(self._choose_current)

    def _retranslate(self) -> None:
        if self._is_transfer:
            self.heading.setText(self.tr("Transfer to"))
            self.aside.setText(self.tr("↑↓ choose   ←→ told how   Enter transfer   + helper"))
            self.view.setAccessibleName(self.tr("Whom to transfer the call to"))
        else:
            self.heading.setText(self.tr("Hand to"))
            self.aside.setText(self.tr("↑↓ choose   ←→ told how   Enter hand off   + helper"))
            self.view.setAccessibleName(self.tr("Whom to hand the call to"))
        self.reason.setPlaceholderText(self.tr("Why it is transferred"))
        self.reason.setAccessibleName(self.tr("Why it is transferred"))
        for way in Told:
            button = self._ways.button(tuple(Told).index(way))
            button.setText(texts.told(way))
            button.setAccessibleName(self.tr("Told by {way}").format(way=texts.told(way)))

    def _show(self) -> None:
        if self._need is None:
            return
        self.model.show(with_asking(self._maker.rows(self._need), self._asked))
        self.view.measure(self.rows)
        self._make_room()
        if not self.has_keys:  # until somebody chooses, the mark is on the best, whoever was marked for another call
            self._mark_best()

    def _make_room(self) -> None:
        """Whole rows, as many as the window has room for; the arrows reach the others."""
        most = _MOST_FOLDED if self.view.is_folded else _MOST_SHOWN
        if self.window().height() < LOW:
            most = _MOST_IN_A_LOW_WINDOW
        self.view.setFixedHeight(self.view.row_height * max(1, min(most, len(self.model.rows))) + 4)

    def _rest(self) -> None:
        if not self._is_transfer:  # the reason of a transfer is written for the one who is marked
            self._mark_best()

    def _turn_to(self, current: QModelIndex) -> None:
        self._set_usual_way(current.row())

    def _mark_best(self) -> None:
        if self.model.rows:
            self.view.setCurrentIndex(self.model.index(max(0, self.model.position(self._wished))))

    def _set_way(self, way: Told) -> None:
        self._ways.button(tuple(Told).index(way)).setChecked(True)

    def _set_usual_way(self, position: int = 0) -> None:
        """By radio, or by phone to a contractor, unless another way was chosen."""
        if not self._is_way_chosen and 0 <= position < len(self.rows):
            self._set_way(usual_told(self._desktop.names.find_member(self.rows[position].key)))

    def _choose_way(self) -> None:
        self._is_way_chosen = True

    def _step_way(self, by: int) -> None:
        self._choose_way()
        ways = tuple(Told)
        self._set_way(ways[(self._ways.checkedId() + by) % len(ways)])

    def _choose_current(self) -> None:
        self._choose(self.view.currentIndex().row())

    def _choose(self, position: int) -> None:
        if not 0 <= position < len(self.rows):
            return
        row = self.rows[position]
        self._set_usual_way(position)
        if self._is_transfer and not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not row.is_free and self._asked != row.key:
            self._asked = row.key
            self._show()
            return
        self._asked = ""
        self.handed.emit(row.key, self.told.value, self.reason.text())

    def _help(self, position: int) -> None:
        if 0 <= position < len(self.rows):
            self.helped.emit(self.rows[position].key)


class CandidateView(QListView):
    """The list; digits choose because it has the focus. `typed` carries a letter that belongs into the input line."""

    entered_row = Signal(int)
    typed = Signal(str)
    helper_wanted = Signal(int)
    way_stepped = Signal(int)
    left = Signal()
    lost_keys = Signal()
    folded = Signal()

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("candidates")
        self._delegate = CandidateDelegate(looks, self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        scroll_by_finger(self)
        self.doubleClicked.connect(self._enter)

    @property
    def is_folded(self) -> bool:
        """Whether the reasons stand on a second line, because not all of them are whole beside the rest."""
        return self._delegate.is_folded

    @property
    def row_height(self) -> int:
        """How high each row is."""
        return self._delegate.row_height

    def measure(self, rows: Sequence[CandidateRow]) -> None:
        """Fit the columns to what they hold now."""
        if self._delegate.measure(rows):
            self._fold()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The scroll bar is counted whether it is there or not, so that folding does not undo itself."""
        bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        if self._delegate.fold(self.width() - bar):
            self.scheduleDelayedItemsLayout()
            self.folded.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered_row.emit(here)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.way_stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Plus:
                self.helper_wanted.emit(here)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _ if digit_of(event):
                self._choose_digit(digit_of(event) - 1)
            case _ if _is_letter(event):
                self.typed.emit(event.text())
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        return show_whole(self, event) or bool(super().viewportEvent(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.lost_keys.emit()

    def _choose_digit(self, position: int) -> None:
        model = self.model()
        if position < model.rowCount():
            self.setCurrentIndex(model.index(position, 0))
            self.entered_row.emit(position)

    def _enter(self, index: QModelIndex) -> None:
        self.entered_row.emit(index.row())


def _is_letter(event: QKeyEvent) -> bool:
    """Whether the key writes something; Space chooses and is none."""
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
