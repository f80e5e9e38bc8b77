"""The step panel: choose any step of the call, tell when it happened, and what goes with it. Not a window: it waits beside the call."""

from __future__ import annotations

from datetime import UTC, datetime, time

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dutydesk.calls import Call
from dutydesk.next_steps import NextStep, next_steps, skipped_by
from dutydesk.told_times import ahead, read_clock, told_at, usual_check
from dutydesk.words import DeclineReason, FollowUp, PauseReason, Step
from ui import texts
from ui.centre.card import LOW, Card
from ui.centre.choices import Choice, ChoiceList
from ui.centre.deeds import Given
from ui.centre.desktop import Desktop
from ui.centre.step_form import Field, StepForm

_BOTH = 540
_MOST, _MOST_IN_A_LOW_WINDOW = 8, 5
_NO_TIME = (NextStep.NOTE,)
NOT_FIXED = "not_fixed"


class StepPanel(Card):
    """Offers `next_steps`; `told` answers the step and what was told with it, `hand_off_wanted` that a person is to be chosen."""

    told = Signal(object, object)
    hand_off_wanted = Signal(bool)
    left = Signal()

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, "stepPanel")
        self._desktop = desktop
        self._call: Call | None = None
        self._step = NextStep.NOTE
        self._is_waiting = False
        self.list = ChoiceList(desktop.looks, self, "stepList")
        self.form = StepForm(desktop.looks, self)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.form, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.list.chosen.connect(self._choose)
        self.list.left.connect(self.left)
        self.form.left.connect(self._back)
        self.form.entered.connect(self._tell)
        self._retranslate()
        self.hide()

    def ask(self, call: Call, step: NextStep | None = None) -> None:
        """Offer the steps of `call`; with `step` its form is open already."""
        self._call, self._is_waiting = call, False
        self._retranslate()
        self.form.hide()
        self._make_room()
        self.list.offer([Choice(one.value, texts.next_step(one)) for one in next_steps(call)])
        most = _MOST_IN_A_LOW_WINDOW if self.window().height() < LOW else _MOST
        self.list.setFixedHeight(min(most, max(1, self.list.count())) * 37 + 4)
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if step is not None:
            self._choose(step.value)

    def wait(self) -> None:
        """The desk was asked; what was told stays there until it answers, and is not told twice."""
        self._is_waiting = True
        self._retranslate()

    def go_on(self) -> None:
        """The desk refused: it can be told again."""
        self._is_waiting = False
        self._retranslate()

    @property
    def call(self) -> Call | None:
        """The call that is asked about."""
        return self._call

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self._call is not None and self.isVisible():
                self._retell(self._call)
        super().changeEvent(event)

    def _retell(self, call: Call) -> None:
        row = self.list.currentRow()
        self.list.offer([Choice(one.value, texts.next_step(one)) for one in next_steps(call)])
        self.list.setCurrentRow(row)
        if self.form.isVisible():
            self.form.retell(self._fields(call, self._step))

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("{call}: choose a step").format(call=self._call.counter if self._call else ""))
        usual = self.tr("↑↓ 1-9 choose   Enter done   Esc back")
        self.aside.setText(self.tr("Recording …") if self._is_waiting else usual)
        self.list.setAccessibleName(self.tr("Steps of the call"))

    def _choose(self, value: str) -> None:
        if self._call is None:
            return
        self._step = NextStep(value)
        if self._step in (NextStep.HAND_OFF, NextStep.TRANSFER):
            self.hand_off_wanted.emit(self._step is NextStep.TRANSFER)
            return
        self.form.open(self._fields(self._call, self._step))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where both are too wide, the form stands alone: the step is in its heading, Esc leads back to the list."""
        self.list.setVisible(self.form.isHidden() or self.width() >= _BOTH)

    def _back(self) -> None:
        self.form.hide()
        self._make_room()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self, call: Call, step: NextStep) -> tuple[Field, ...]:
        note = Field("note", self._note_label(step))
        when = () if step in _NO_TIME else (Field("told", self.tr("When (now if empty)"), hint="HH:MM"),)
        passed = tuple(Field(one.value, self.tr("{step} at").format(step=texts.step(one)), hint="HH:MM") for one in skipped_by(call, step))
        return (*self._special(step), *passed, *when, note)

    def _special(self, step: NextStep) -> tuple[Field, ...]:
        match step:
            case NextStep.PAUSE:
                usual = usual_check(PauseReason.OWNER_AWAY, self._desktop.now())
                why = Field("pause", self.tr("Why"), choices=tuple(Choice(one.value, texts.pause_reason(one)) for one in PauseReason))
                return (why, Field("check", self.tr("Look again at"), hint=f"{usual:%H:%M}"))
            case NextStep.DECLINE:
                return (
                    Field("decline", self.tr("Why"), choices=tuple(Choice(one.value, texts.decline_reason(one)) for one in DeclineReason)),
                )
            case NextStep.COMPLETE:
                return (Field("minutes", self.tr("Minutes of work")),)
            case NextStep.FOLLOW_UP:
                said = (
                    *(Choice(one.value, texts.follow_up(one)) for one in FollowUp),
                    Choice(NOT_FIXED, texts.next_step(NextStep.NOT_FIXED)),
                )
                return (Field("said", self.tr("The caller says"), choices=said), Field("rating", self.tr("Satisfied, 1 to 5")))
            case _:
                return ()

    def _note_label(self, step: NextStep) -> str:
        needed = (NextStep.RETURN, NextStep.CANCEL)
        if step in needed:
            return self.tr("Why (needed)")
        return {
            NextStep.COMPLETE: self.tr("Result"),
            NextStep.MAKE_SAFE: self.tr("What was shut off"),
            NextStep.NOT_FIXED: self.tr("What the caller says"),
        }.get(step, self.tr("Note"))

    def _tell(self) -> None:
        if self._call is None or self._is_waiting:
            return
        wrong = next((name for name in self._time_fields() if self.form.value(name) and read_clock(self.form.value(name)) is None), "")
        if wrong:
            self.form.point_at(wrong)
            return
        step = NextStep.NOT_FIXED if self.form.value("said") == NOT_FIXED else self._step
        self.told.emit(step, self._given(self._call))

    def _time_fields(self) -> tuple[str, ...]:
        return ("told", "check", *(one.value for one in Step))

    def _given(self, call: Call) -> Given:
        value, now = self.form.value, self._desktop.now()
        check = read_clock(value("check"))
        said = value("said")
        skipped = {one: at for one in skipped_by(call, self._step) if (at := self._moment(value(one.value), call, now))}
        pause = PauseReason(value("pause") or PauseReason.OWNER_AWAY)
        return Given(
            told=self._moment(value("told"), call, now),
            note=value("note"),
            pause=pause,
            check_at=ahead(check, now).astimezone(UTC) if check else usual_check(pause, now).astimezone(UTC),
            decline=DeclineReason(value("decline") or DeclineReason.OTHER),
            said=FollowUp(said) if said in tuple(FollowUp) else FollowUp.FINE,
            rating=_number(value("rating")),
            minutes=_number(value("minutes")),
            skipped=skipped,
        )

    def _moment(self, text: str, call: Call, now: datetime) -> datetime | None:
        clock: time | None = read_clock(text)
        return told_at(clock, now, call.received_at.astimezone(now.tzinfo)).astimezone(UTC) if clock else None


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text.strip()) <= 4 else None
