"""What the centre shows: the draft in the line, the call just taken, or the call that was selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from dutydesk.calls import Call
from dutydesk.drafting import Report, need_of
from dutydesk.duplicates import likely_same
from dutydesk.next_steps import next_step
from dutydesk.suggestions import Need
from dutydesk.words import Stage
from ui.centre.candidate_rows import need_of_call
from ui.centre.desktop import Desktop
from ui.centre.parts import Parts
from ui.centre.taking import Taking


class Showing(QObject):
    """Keeps sheet, candidates and history in step with the draft and the selected call. `turned` carries the call that is shown now."""

    selected = Signal(str)
    turned = Signal(str)
    step_changed = Signal(object)

    def __init__(self, desktop: Desktop, taking: Taking, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._taking = taking
        self._parts = parts
        self._call = ""
        self._is_draft = False
        self._need: Need | None = None
        self._open: Sequence[Call] | None = None

    @property
    def call(self) -> Call | None:
        """The selected call, as it stands now."""
        return self._desktop.readings.call(self._call) if self._call else None

    @property
    def is_draft(self) -> bool:
        """Whether the draft is shown rather than the selected call."""
        return self._is_draft

    @property
    def hides_call(self) -> bool:
        """Whether a draft stands in the place of the selected call."""
        return self._is_draft and self._taking.active is not None

    def show_draft(self) -> None:
        """The draft in the line; without one, the selected call."""
        draft = self._taking.active
        if draft is None:
            self.show_call(self._call)
            return
        if not self._is_draft:
            self._is_draft = True
            self._tell_step()
        report = self._taking.report
        self._parts.sheet.show_report(report, self._taking.ring, draft.chips, self._same(report))
        self._offer_for(report)
        self._parts.history.hide()

    def show_call(self, call: str) -> None:
        """A call by id; "" shows nothing."""
        self._is_draft = False
        self.turned.emit(call)
        self._select(call)
        found = self.call
        parts = self._parts
        parts.history.show_call(found)
        parts.history.setVisible(found is not None)
        if found is None:
            parts.sheet.clear()
            parts.candidates.clear()
            return
        parts.sheet.show_call(found, self._taking.answers_of(call))
        self._offer_for_call(found)

    def select(self, call: str) -> None:
        """Select a call without turning away from the draft."""
        self._select(call)
        if not self._is_draft:
            self.show_call(call)

    def offer_again(self, call: Call, *, transfer: bool) -> None:
        """Offer the crew for a call although it is with somebody."""
        self._need = need_of_call(self._desktop, call)
        self._parts.candidates.offer(self._need, transfer=transfer)

    def look_again(self) -> None:
        """What was asked of the selected call was refused: what had opened for it goes."""
        if not self._is_draft:
            self.show_call(self._call)

    def see(self, touched: frozenset[str]) -> None:
        """Entries were written: show anew what they changed."""
        if any(subject.startswith("call:") for subject in touched):
            self._open = None
        if self._call and f"call:{self._call}" in touched:
            self._tell_step()
            if not self._is_draft:
                self.show_call(self._call if self.call else "")
        elif self._parts.candidates.isVisible() and any(subject.startswith("crew:") for subject in touched):
            self._parts.candidates.refresh()

    def retell(self) -> None:
        """The language has changed: a draft is read anew. What shows a call tells it again by itself; who has the keys keeps them."""
        self._tell_step()
        if self.hides_call:
            self.show_draft()

    def _select(self, call: str) -> None:
        if call != self._call:
            self._call = call
            self.selected.emit(call)
        self._tell_step()

    def _tell_step(self) -> None:
        """What F5 does now; nothing while the call is out of sight."""
        call = None if self.hides_call else self.call
        self.step_changed.emit(next_step(call) if call else None)

    def _same(self, report: Report) -> Sequence[Call]:
        if report.place is None:
            return ()
        desktop = self._desktop
        if self._open is None:  # read once, not with every key
            self._open = desktop.readings.open_calls()
        return likely_same(
            report.place,
            report.category,
            self._open,
            places=desktop.places,
            categories=desktop.categories,
            now=desktop.now(),
        )

    def _offer_for(self, report: Report) -> None:
        candidates = self._parts.candidates
        if report.category is None:
            self._need = None
            candidates.clear()
            return
        need = need_of(report)
        if need != self._need or not candidates.isVisible():
            self._need = need
            candidates.offer(need)

    def _offer_for_call(self, call: Call) -> None:
        candidates = self._parts.candidates
        if call.stage is Stage.WAITING and call.offer is None:
            self._need = need_of_call(self._desktop, call)
            candidates.offer(self._need)
        elif not candidates.has_keys:
            self._need = None
            candidates.clear()
