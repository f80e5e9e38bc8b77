"""Taking calls: the draft in the input line, those parked beside it, and the rings they belong to. Nothing typed is ever lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk import taking
from dutydesk.drafting import Chip, Report, compose, new_call
from dutydesk.drafts import Draft
from dutydesk.heard import Heard
from dutydesk.journal import Recorded, Refused
from dutydesk.phone_calls import PhoneCall
from dutydesk.reading import READ_AT_MOST, read
from dutydesk.site import Person
from dutydesk.telephony.events import What
from dutydesk.words import PhoneOutcome
from ui.centre.asking import Asking
from ui.centre.desktop import Desktop


class Taking(QObject):
    """Keeps the drafts. `opened` asks the input line to show a draft, `changed` tells that the report is another."""

    opened = Signal(object)
    changed = Signal()
    parked_changed = Signal()
    taken = Signal(str, str)
    failed = Signal(str)

    def __init__(self, desktop: Desktop, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._asking = asking
        self._active: Draft | None = None
        self._parked: list[Draft] = []
        self._pending: dict[str, Draft] = {}
        self._answers: dict[str, dict[str, str]] = {}
        self._people: tuple[str, Sequence[Person]] = ("", ())
        self._report = Report()
        self._has_unread = False
        now = desktop.now()
        self._rings = {ring.id: ring for ring in desktop.readings.phone_calls_at_work(now) if ring.rings_at(now)}
        asking.touched.connect(self._see_touched)
        desktop.surroundings.feed.heard.connect(self._hear)

    @property
    def active(self) -> Draft | None:
        """The draft in the input line."""
        return self._active

    @property
    def parked(self) -> tuple[Draft, ...]:
        """Drafts laid aside, the oldest first."""
        return tuple(self._parked)

    @property
    def report(self) -> Report:
        """What the active draft amounts to."""
        if self._has_unread and self._active is not None:
            self._report = self._compose(self._active)
            self._has_unread = False
        return self._report

    @property
    def ring(self) -> PhoneCall | None:
        """The phone call of the active draft."""
        return self.ring_of(self._active) if self._active else None

    @property
    def subject(self) -> str:
        """Who or what the active draft is of beside its text: the caller, the place, or who brings it; "" for nobody yet."""
        names, ring, report = self._desktop.names, self.ring, self._report
        if self._active is None:
            return ""
        known = report.person.name if report.person else ""
        caller = known or ((ring.name or names.number(ring)) if ring else "")
        place = names.place(report.place.code) if report.place else ""
        return " ".join(filter(None, (caller, place))) or names.member(self._active.chips.get(Chip.RECEIVER, ""))

    def ring_of(self, draft: Draft) -> PhoneCall | None:
        """The phone call of a draft."""
        if not draft.phone_call:
            return None
        return self._rings.get(draft.phone_call) or self._desktop.readings.phone_call(draft.phone_call)

    def restore(self) -> None:
        """Bring back the drafts that a killed or closed program left."""
        found = list(self._desktop.drafts.load())
        self._parked = [replace(one, is_active=False) for one in found if not one.is_active]
        standing = next((one for one in found if one.is_active), None)
        self.parked_changed.emit()
        if standing is not None:
            self._open(standing)

    def open_next(self) -> None:
        """F2: the phone call that is rung or talked to now, else an empty draft; what stands in the line is parked."""
        ring = self._next_ring()
        self.open_ring(ring.id) if ring else self.open_empty()

    def open_ring(self, phone: str) -> None:
        """A draft for a phone call; the one that exists if it was parked."""
        if self._active and self._active.phone_call == phone:
            self.opened.emit(self._active)
            return
        for number, draft in enumerate(self._parked):
            if draft.phone_call == phone:
                self.resume(number)
                return
        ring = self._rings.get(phone) or self._desktop.readings.phone_call(phone)
        if ring is not None:
            self._rings[phone] = ring
        self.park()
        self._open(self._new(phone_call=phone))

    def open_empty(self, **chips: str) -> None:
        """A new draft without a ring, perhaps with fields set already."""
        self.park()
        self._open(self._new(chips=chips))

    def type(self, text: str, caret: int) -> None:
        """The input line now reads `text`; the first key begins a draft, an empty line without a ring ends it."""
        if self._active is None:
            if not text:
                return
            self._active = self._new()
        typed = replace(self._active, text=text, caret=caret)
        if len(text) > READ_AT_MOST and text[:READ_AT_MOST] == self._active.text[:READ_AT_MOST]:
            self._active, self._has_unread = typed, True  # what is beyond changes nothing that is shown
            self._save()
            return
        self._keep(typed)
        if not text and not self._active.phone_call and not self._active.chips:
            self._drop_active()

    def move_caret(self, caret: int) -> None:
        """The caret stands elsewhere."""
        if self._active and self._active.caret != caret:
            self._active = replace(self._active, caret=caret)
            self._save()

    def set_chip(self, name: str, value: str) -> None:
        """A field corrected by hand; "" takes the correction away."""
        draft = self._active or self._new()
        chips = {key: kept for key, kept in draft.chips.items() if key != name} | ({name: value} if value else {})
        if name == Chip.PLACE:
            chips[Chip.PLACE_TYPED] = read(draft.text, self._desktop.places, self._desktop.categories).code
        self._keep(replace(draft, chips=chips))

    def recompose(self) -> None:
        """Make the report anew, as when the author changes."""
        if self._active:
            author = self._desktop.officer()
            self._keep(replace(self._active, author=author))

    def park(self) -> bool:
        """Lay the active draft aside, or drop it where nothing was said yet; False when there was none."""
        if self._active is None:
            return False
        if not _is_blank(self._active):
            self._parked.append(replace(self._active, is_active=False))
        self._drop_active()
        self.opened.emit(None)
        self.parked_changed.emit()
        return True

    def resume(self, number: int = -1) -> bool:
        """Bring a parked draft back into the line (-1 the last one); what stands there is parked. False when there is none."""
        if not -1 <= number < len(self._parked) or not self._parked:
            return False
        draft = self._parked.pop(number)
        self.park()
        self._open(draft)
        self.parked_changed.emit()
        return True

    def discard(self) -> Draft | None:
        """Take the active draft away without a call; answers it, so that the notice can bring it back."""
        draft = self._active
        self._drop_active()
        self.opened.emit(None)
        return draft

    def bring_back(self, draft: Draft) -> None:
        """A draft that was thrown away stands in the line again; what stands there is parked."""
        self.park()
        self._open(draft)

    def take(self) -> str:
        """Ask the desk for the call; answers the request. The draft waits aside until the answer: refused, it is as it was."""
        draft, report = self._active, self.report
        if draft is None:
            return ""
        ring = self.ring_of(draft)
        author = self._desktop.author()
        new = new_call(report, self._desktop.shift().day, ring.rang_at if ring else draft.started_at, author.entered_by)
        request = self._desktop.desk.do(author, taking.take, new=new)
        self._put_aside(request, draft)
        return request

    def answers_of(self, call: str) -> Mapping[str, str] | None:
        """What the caller of a call that was taken here was asked, by name; None of a call that was not."""
        return self._answers.get(call)

    def answered(self, call: str, name: str, said: str) -> None:
        """The caller of a call that was taken has answered afterwards."""
        self._answers.setdefault(call, {})[name] = said

    def advise(self, advice: str, draft: Draft) -> None:
        """The draft was a question, answered at the desk."""
        report = self._compose(draft)
        author = self._desktop.author()
        ring = self.ring_of(draft)
        new = new_call(report, self._desktop.shift().day, ring.rang_at if ring else draft.started_at, author.entered_by)
        if not (new.line or new.category):
            new = replace(new, line=advice)
        request = self._desktop.desk.do(author, taking.take_as_advice, new=new, advice=advice)
        self._put_aside(request, draft)

    def _put_aside(self, request: str, draft: Draft) -> None:
        self._pending[request] = draft
        self._asking.expect(request, partial(self._was_taken, request), partial(self._was_refused, request))
        self._active, self._report = None, Report()
        self._save()
        self.opened.emit(None)

    def _was_taken(self, request: str, outcome: Recorded) -> None:
        draft = self._pending.pop(request, None)
        if draft is not None and draft.phone_call:
            self._rings.pop(draft.phone_call, None)
        self._save()
        call = outcome.entries[0].entry.subject.partition(":")[2]
        self._answers[call] = dict(draft.chips) if draft else {}
        self.taken.emit(request, call)

    def _was_refused(self, request: str, _: Refused) -> None:
        draft = self._pending.pop(request, None)
        self.failed.emit(request)
        if draft is None:
            return
        if self._active is None:
            self._open(draft)
            return
        self._parked.append(replace(draft, is_active=False))
        self._save()
        self.parked_changed.emit()

    def _new(self, *, phone_call: str = "", chips: dict[str, str] | None = None) -> Draft:
        now = self._desktop.now()
        return Draft(uuid.uuid4().hex, "", now.astimezone(UTC), 0, chips or {}, phone_call, self._desktop.officer(), True)

    def _open(self, draft: Draft) -> None:
        self._keep(replace(draft, is_active=True))
        self.opened.emit(self._active)

    def _keep(self, draft: Draft) -> None:
        self._active = draft
        self._report, self._has_unread = self._compose(draft), False
        self._save()
        self.changed.emit()

    def _drop_active(self) -> None:
        self._active, self._report = None, Report()
        self._save()
        self.changed.emit()

    def _save(self) -> None:
        active = (self._active,) if self._active else ()
        self._desktop.drafts.save((*active, *self._pending.values(), *self._parked))

    def _compose(self, draft: Draft) -> Report:
        ring, desktop = self.ring_of(draft), self._desktop
        return compose(
            draft,
            ring,
            self._callers(draft, ring),
            places=desktop.places,
            categories=desktop.categories,
            normalise=desktop.e164,
        )

    def _callers(self, draft: Draft, ring: PhoneCall | None) -> Sequence[Person]:
        typed = read(draft.text, self._desktop.places, self._desktop.categories).number if any(map(str.isdigit, draft.text)) else None
        if not typed and ring is None and (chosen := draft.chips.get(Chip.PERSON)):
            person = self._desktop.register.person(chosen)
            return (person,) if person else ()
        number = self._desktop.e164(typed) if typed else (ring.number if ring else "")
        if self._people[0] != number:
            self._people = (number, tuple(self._desktop.register.people_with(number)) if number else ())
        people = self._people[1]
        named = tuple(one for one in people if ring and one.id == ring.person) if Chip.PERSON not in draft.chips else ()
        return named or people

    def _next_ring(self) -> PhoneCall | None:
        """The one being talked to, else the one that rings longest, that no draft and no call belongs to yet."""
        now = self._desktop.now()
        held = {draft.phone_call for draft in (*self._parked, *self._pending.values(), *((self._active,) if self._active else ()))}
        free = [ring for ring in self._rings.values() if ring.id not in held and not ring.calls]
        talking = [ring for ring in free if ring.outcome is PhoneOutcome.ANSWERED_HERE and ring.ended_at is None and ring.answered_at]
        if talking:
            return max(talking, key=lambda ring: ring.rang_at)
        return min((ring for ring in free if ring.rings_at(now)), key=lambda ring: ring.rang_at, default=None)

    def _hear(self, heard: Heard) -> None:
        """A ring can be taken as soon as it shows, before it is on disk; the call is written after it."""
        ring = heard.as_phone_call()
        if heard.what is What.RINGING and self._desktop.readings.phone_call(ring.id) is None:
            self._rings.setdefault(ring.id, ring)

    def _see_touched(self, touched: frozenset[str]) -> None:
        for subject in touched:
            kind, _, phone = subject.partition(":")
            if kind == "phone":
                self._see_ring(phone)

    def _see_ring(self, phone: str) -> None:
        """The phone call of a ring; one that turned out to be part of another is no ring of its own any more."""
        ring = self._desktop.readings.phone_call(phone)
        self._rings.pop(phone, None)
        if ring is not None and not ring.calls and ring.ended_at is None:
            self._rings[ring.id] = ring


def _is_blank(draft: Draft) -> bool:
    """Whether nothing of a call is in it: no words, no ring, and no field but the way it came, which F7 sets by itself."""
    return not draft.text.strip() and not draft.phone_call and not draft.chips.keys() - {Chip.CHANNEL}
