"""What the tour shows: a card with one key and one sentence, and a ring round what it is about."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.labels import key_cap, plain_label
from ui.tour.steps import STEPS, Step, said

WIDTH = 520
GAP = 14
SIDE = 20
ROUND = 4


class Ring(QFrame):
    """A frame round something; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class TourCard(QFrame):
    """It takes no focus: what is typed goes where it went. Its buttons are for the mouse, their keys are the tour's."""

    went_on = Signal()
    went_back = Signal()
    skipped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourCard")
        self._cap, self._count = key_cap(""), plain_label("muted", "tourCount")
        self.sentence = plain_label("", "tourSentence")
        self.sentence.setWordWrap(True)
        self.next, self.back, self.skip = QPushButton(), QPushButton(), QPushButton()
        for button, name, signal in (
            (self.skip, "tourSkip", self.skipped),
            (self.back, "tourBack", self.went_back),
            (self.next, "tourNext", self.went_on),
        ):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
        self._lay_out()

    def show_step(self, step: Step, example: str, *, has_keys: bool) -> None:
        """Show a step, with a place of the site for an `example`; `has_keys`: Enter, the arrows and Esc are the tour's just now."""
        number = STEPS.index(step) + 1
        self._cap.setText(said(step.key).format(place=example).strip())
        self.sentence.setText(said(step.sentence))
        self._count.setText(self.tr("{number} of {all}").format(number=number, all=len(STEPS)))
        going_on = self.tr("Done") if number == len(STEPS) else self.tr("Next")
        for button, word, key in (
            (self.next, going_on, "Enter"),
            (self.back, self.tr("Back"), "←"),
            (self.skip, self.tr("Skip the tour"), "Esc"),
        ):
            button.setText(f"{word}  {key}" if has_keys else word)
            button.setAccessibleName(word)
        self.back.setVisible(number > 1)
        self.skip.setVisible(number < len(STEPS))
        self.setAccessibleName(f"{said(step.key)}: {said(step.sentence)}")

    def stand_by(self, mark: QRect, room: QRect) -> None:
        """Stand over what is marked at the foot of `room`, else to its right: what is under a line being typed into is read meanwhile."""
        is_at_foot = mark.center().y() > room.center().y()
        width = min(WIDTH, room.width() if is_at_foot else room.right() - mark.right() - GAP)
        self._cap.ensurePolished()
        self.sentence.ensurePolished()
        self.sentence.setMinimumHeight(self.sentence.heightForWidth(width - 2 * SIDE))
        height = self.layout_height(width)
        top = mark.top() - GAP - height if is_at_foot else mark.top()
        left = mark.left() if is_at_foot else mark.right() + GAP
        left = max(room.left(), min(left, room.right() - width + 1))
        self.setGeometry(left, max(room.top(), min(top, room.bottom() - height + 1)), width, height)

    def layout_height(self, width: int) -> int:
        """How high it must be."""
        layout = self.layout()
        return max(self.sizeHint().height(), layout.totalHeightForWidth(width) if layout else 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._cap)
        head.addStretch()
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.skip)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addLayout(foot)
