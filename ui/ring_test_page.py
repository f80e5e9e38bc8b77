"""The ring test (Ctrl+Shift+R): two calls show what this exchange tells of a ring, and whether the desk phone works."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from dutydesk.heard import Heard
from dutydesk.numbers import mask
from dutydesk.ring_test import RingTest, Step, TestRing
from dutydesk.words import NumberState
from ui import texts
from ui.desk_phone import DeskPhone
from ui.feed import Feed
from ui.names import Names
from ui.page import Page, page_button, said

_TOP = Qt.AlignmentFlag.AlignTop


class RingTestPage(Page):
    """Only listens: what rings meanwhile is taken as always. `put_aside` carries the phone calls of the test, which nobody is owed."""

    put_aside = Signal(tuple)

    def __init__(self, feed: Feed, phone: DeskPhone, names: Names, say: Callable[..., str], parent: QWidget | None = None) -> None:
        super().__init__("ringTestPage", parent, "ringTest")
        self._phone, self._names, self._say = phone, names, say
        self.test = RingTest()
        self._again = page_button("ringTestAgain", self.begin)
        self._give_up = page_button("ringTestGiveUp", self.give_up)
        self._aside = page_button("ringTestAside", self._put_aside)
        self._works = page_button("ringTestWorks", phone.works)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for button in (self._works, self._give_up, self._aside, self._again):
            foot.addWidget(button)
        foot.addStretch()
        self.column.addLayout(foot)
        feed.heard.connect(self._hear)
        phone.doubted.connect(self.renew)
        self.renew()

    @property
    def spoken(self) -> list[str]:
        """What the page says, line by line."""
        return [words for words, _ in self._lines()]

    def begin(self) -> None:
        """From the start."""
        self.test = RingTest()
        self.renew()

    def give_up(self) -> None:
        """The ring is over, and nobody told it."""
        self.test = self.test.give_up()
        self.renew()

    def renew(self) -> None:
        """Tell everything anew."""
        self.title.setText(self.tr("Ring test"))
        self.how.setText(self.tr("Ctrl+Shift+R or Esc closes"))
        self.close_button.setText(self.tr("Close"))
        self._again.setText(self.tr("&Begin again"))
        self._give_up.setText(self.tr("I &hung up, and nothing came"))
        self._aside.setText(self.tr("Put the test calls as&ide"))
        self._works.setText(self.tr("The desk phone &works"))
        self._works.setVisible(bool(self._phone.doubt))
        self._give_up.setVisible(self.test.current is not None and self.test.step is not Step.DONE)
        self._aside.setVisible(self.test.step is Step.DONE)
        self._again.setVisible(bool(self.test.rings))
        self.area.setWidget(self._rows())  # which lets the old rows go

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)

    def _hear(self, heard: Heard) -> None:
        before, self.test = self.test, self.test.hear(heard)
        if self.test != before:
            self.renew()

    def _put_aside(self) -> None:
        self.put_aside.emit(tuple(ring.phone for ring in self.test.rings))
        self._aside.hide()

    def _rows(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("ringTestRows")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 14, 0)
        grid.setVerticalSpacing(8)
        for number, (words, role) in enumerate(self._lines()):
            grid.addWidget(said(role, words, wraps=True), number, 0, _TOP)
        grid.setRowStretch(grid.rowCount(), 1)
        return holder

    def _lines(self) -> list[tuple[str, str]]:
        """What is said, each with its role."""
        found: list[tuple[str, str]] = []
        if self._phone.doubt:
            found.append((f"▲  {self._say('ring_test.desk_phone', count=self._phone.doubt)}", "late"))
        found.append((self.tr("The maintenance phone must be forwarded to this room. Real calls are taken as always."), "muted"))
        steps = (
            (Step.HANG_UP, self.test.first, self.tr("1   Ring it from a mobile phone, let it ring twice or longer, and hang up.")),
            (Step.ANSWER, self.test.second, self.tr("2   Ring it once more, and answer at the desk phone.")),
        )
        for step, ring, words in steps:
            is_now = self.test.step is step
            found.append((f"{'●' if is_now else '✓' if ring else '○'}   {words}", "strong" if is_now else "muted"))
            if ring is not None:
                found.append((f"       {self._told(ring)}", "" if is_now else "muted"))
        found += [
            (f"{'✓' if one.is_good else '△'}   {self._say(one.code, **one.values)}", "" if one.is_good else "strong")
            for one in self.test.verdicts()
        ]
        return found

    def _told(self, ring: TestRing) -> str:
        """What was heard of a ring, its number masked."""
        number = mask(ring.number) if ring.number and ring.number_state is NumberState.OK else texts.number_state(ring.number_state)
        parts = [number, self._names.line(ring.line) if ring.line else "", texts.forwarded_from(ring.diverted_from, ring.divert_reason)]
        parts.append(texts.outcome(ring.outcome) if ring.outcome else self.tr("rings"))
        return self.tr("Heard: {what}").format(what=" · ".join(filter(None, parts)))
