"""The call sheet: what is known of the call being taken, corrected by key, or of the call being looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dutydesk.calls import Call
from dutydesk.categories import Category, Question
from dutydesk.drafting import Chip, Report, answer_to, by_letters
from dutydesk.phone_calls import PhoneCall
from dutydesk.site import CrewKind, Member, Person, Place, PlaceKind
from dutydesk.words import Channel, Level
from ui import texts
from ui.centre.caller_card import CallerCard
from ui.centre.card import LOW
from ui.centre.chips import ChipRow
from ui.centre.choices import Choice, ChoiceList
from ui.centre.chooser import Chooser, Search
from ui.centre.desktop import Desktop
from ui.centre.questions import QuestionCard
from ui.labels import plain_label

_FIELDS = (Chip.PLACE, Chip.CATEGORY, Chip.LEVEL, Chip.CHANNEL, Chip.RECEIVER)
_MOST_PEOPLE = 9
_BESIDE = 520
_LINE, _MOST_LINES, _MOST_LINES_IN_A_LOW_WINDOW = 40, 3, 2


class CallSheet(QWidget):
    """The choice among places or people that fit, the caller, and what to ask. `corrected` answers a field set by hand.

    Its chips lie above it, where the room does not scroll: what a call is about stays in sight.
    """

    corrected = Signal(str, str)
    reveal_asked = Signal()
    same_opened = Signal(str)
    same_chased = Signal(str)
    finished = Signal()

    def __init__(self, desktop: Desktop, room: QWidget) -> None:
        super().__init__(room)
        self.setObjectName("callSheet")
        self._desktop = desktop
        self._report: Report | None = None
        self._call: Call | None = None
        self._answers: Mapping[str, str] | None = None
        self.chips = ChipRow(tuple(_FIELDS), room)
        self.question = plain_label("muted", "choiceQuestion", self)
        self.fits = ChoiceList(desktop.looks, self, "choiceList", across=True)
        self.caller = CallerCard(desktop, self)
        self.asks = QuestionCard(desktop, self)
        self.chooser = Chooser(desktop.looks, room)
        self._asked = Chip.PLACE
        self._set_out()
        self._connect()
        self.clear()

    def show_report(self, report: Report, ring: PhoneCall | None, answers: Mapping[str, str], same: Sequence[Call]) -> None:
        """The call being taken."""
        self._report, self._call = report, None
        self._show_chips(report.places, report.category, report.level, self._channel(report.channel, report.diverted_from), report.receiver)
        if report.unknown_place:
            self.chips.chip(Chip.PLACE).show_value(self.tr("Place"), self.tr("{place} ?").format(place=report.unknown_place), "warn")
        self._show_fits(report)
        self.caller.show_caller(report.people, ring.name if ring else "", report.number, report.place.code if report.place else "")
        self.asks.ask(report.category.questions if report.category else (), answers, same)
        self._reveal(is_shown=True)

    def show_call(self, call: Call, answers: Mapping[str, str] | None = None) -> None:
        """The call being looked at; its fields are corrected by command or by chip.

        `answers` are what the caller was asked while the call was taken here: what was not asked yet and would lift the level still is.
        """
        self._report, self._call, self._answers = None, call, answers
        place = self._desktop.places.by_code(call.place) or Place(call.place, PlaceKind.ROOM, "")
        self._show_chips(
            (place,) if call.place else (),
            self._desktop.categories.by_code(call.category),
            call.level,
            self._channel(call.channel, call.diverted_from),
            call.first_receiver,
        )
        self.question.hide()
        self.fits.hide()
        people = [one for one in self._desktop.register.people_at(call.place) if one.id == call.person] if call.person else []
        self.caller.show_caller(people, call.caller_name, call.caller_number, call.place, call.id)
        self.asks.ask(self._still_to_ask(call, answers), {}, ())
        self._reveal(is_shown=True)

    def clear(self) -> None:
        """Nothing is taken or looked at."""
        self._report, self._call = None, None
        self.chooser.hide()
        self._reveal(is_shown=False)

    @property
    def must_choose(self) -> bool:
        """Whether more than one place fits, so that somebody has to say which."""
        return self._report is not None and len(self._report.places) > 1

    @property
    def has_choice(self) -> bool:
        """Whether a digit would choose among places or people."""
        return self._report is not None and (len(self._report.places) > 1 or len(self._report.people) > 1)

    def open_field(self, field: str) -> None:
        """Open the chooser of one field."""
        self._open(field, "")

    def ask_which(self) -> None:
        """Put the keys on the places that fit; Enter alone chooses none of them."""
        self.fits.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_place()

    def choose(self, number: int) -> bool:
        """Choose the n-th of those that fit."""
        return self.fits.isVisible() and self.fits.choose(number)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._call is not None:
            self.show_call(self._call, self._answers)
        super().changeEvent(event)

    def _set_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.question)
        box.addWidget(self.fits)
        self._cards = cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(12)
        cards.addWidget(self.caller, 1)
        cards.addWidget(self.asks, 1)
        box.addLayout(cards)

    def _reveal(self, *, is_shown: bool) -> None:
        self.chips.setVisible(is_shown)
        self.setVisible(is_shown)

    def _connect(self) -> None:
        self.chips.opened.connect(self._open)
        self.chips.cleared.connect(self._clear_field)
        self.chooser.chosen.connect(self._chose)
        self.chooser.dismissed.connect(self._back_to)
        self.fits.chosen.connect(self._chose_fit)
        self.fits.left.connect(self.finished)
        self.caller.reveal_asked.connect(self.reveal_asked)
        self.asks.answered.connect(self.corrected)
        self.asks.opened.connect(self.same_opened)
        self.asks.chased.connect(self.same_chased)

    def _show_chips(self, places: Sequence[Place], category: Category | None, level: int, channel: str, receiver: str) -> None:
        names, chip = self._desktop.names, self.chips.chip
        several = self.tr("%n fit", "", len(places))
        where = names.place_in_full(places[0].code) if len(places) == 1 else (several if places else "—")
        chip(Chip.PLACE).show_value(self.tr("Place"), where, "warn" if len(places) > 1 else "no")
        chip(Chip.CATEGORY).show_value(self.tr("Category"), names.category(category.code) if category else "—")
        urgent = {Level.LIFE: "life", Level.URGENT: "warn"}.get(Level(level), "no")
        chip(Chip.LEVEL).show_value(self.tr("Level"), f"{int(level)} {names.level(level)}", urgent)
        chip(Chip.CHANNEL).show_value(self.tr("Channel"), channel)
        chip(Chip.RECEIVER).show_value(self.tr("First receiver"), names.member(receiver) or "—")

    def _still_to_ask(self, call: Call, answers: Mapping[str, str] | None) -> tuple[Question, ...]:
        category = self._desktop.categories.by_code(call.category)
        if answers is None or category is None or not call.stage.is_work:
            return ()
        return tuple(one for one in category.questions if one.level < call.level and answer_to(one.code) not in answers)

    def _channel(self, channel: Channel, diverted_from: str) -> str:
        if diverted_from and channel is Channel.FORWARDED:
            return self.tr("forwarded {line}").format(line=diverted_from)
        return texts.channel(channel)

    def _show_fits(self, report: Report) -> None:
        if len(report.places) > 1:
            self._asked = Chip.PLACE
            self._ask_place()
            fits = [Choice(place.code, self._desktop.names.place(place.code)) for place in report.places]
            self.fits.offer(fits, marked=False)
        elif len(report.people) > 1:
            self._asked = Chip.PERSON
            self.question.setText(self.tr("Who is it?"))
            self.fits.offer([self._person_choice(person) for person in report.people[:_MOST_PEOPLE]])
        shown = len(report.places) > 1 or len(report.people) > 1
        self.question.setVisible(shown)
        self.fits.setVisible(shown)
        self.fits.setAccessibleName(self.question.text())
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def _make_room(self) -> None:
        """Two or three lines for what fits; the arrows reach the others. The cards stand under each other where it is narrow."""
        is_wide = self.width() >= _BESIDE
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        most = _MOST_LINES_IN_A_LOW_WINDOW if self.window().height() < LOW else _MOST_LINES
        self.fits.setFixedHeight(_LINE * max(1, min(most, self.fits.lines(self.width()))) + 2)

    def _ask_place(self) -> None:
        has_keys = self.fits.hasFocus()
        how = self.tr("Which place? Choose with 1-9 or the arrows, then Enter")
        self.question.setText(how if has_keys else self.tr("Which place?"))
        self.fits.setAccessibleName(self.question.text())

    def _person_choice(self, person: Person) -> Choice:
        return Choice(person.id, person.name, person.rooms[0].place if person.rooms else "")

    def _open(self, field: str, typed: str) -> None:
        by_text = field in (Chip.PLACE, Chip.RECEIVER)
        self.chooser.ask(field, self._search(field), self.chips.chip(field), typed, by_text=by_text)

    def _search(self, field: str) -> Search:
        searches: dict[str, Search] = {
            Chip.PLACE: self._find_places,
            Chip.CATEGORY: self._find_categories,
            Chip.LEVEL: self._find_levels,
            Chip.CHANNEL: self._find_channels,
            Chip.RECEIVER: self._find_members,
        }
        return searches[field]

    def _find_places(self, text: str) -> Sequence[Choice]:
        names, places = self._desktop.names, self._desktop.places
        near = self._report.places if self._report else ()
        found: Iterable[Place] = places.resolve(text) if text.strip() else (near or [one for one in places.all if one.short_zh])
        return [Choice(place.code, names.place(place.code), names.place_in_full(place.code)) for place in list(found)[:40]]

    def _find_categories(self, text: str) -> Sequence[Choice]:
        names, all_kinds = self._desktop.names, self._desktop.categories
        if not text.strip():
            found: list[Category] = [*(self._report.categories if self._report else ())]
            return [Choice(one.code, names.category(one.code)) for one in dict.fromkeys((*found, *all_kinds))]
        hits = [one for one, _ in all_kinds.find(text)]
        named = [one for one in all_kinds if text.lower() in names.category(one.code).lower() or text.upper() in one.code]
        return [Choice(one.code, names.category(one.code)) for one in dict.fromkeys((*hits, *named))]

    def _find_levels(self, text: str) -> Sequence[Choice]:
        found = [one for one in Level if text.strip() in ("", str(int(one)))]
        return [Choice(str(int(one)), self._desktop.names.level(one)) for one in found]

    def _find_channels(self, text: str) -> Sequence[Choice]:
        return [Choice(one.value, texts.channel(one)) for one in Channel if text.lower() in texts.channel(one).lower()]

    def _find_members(self, text: str) -> Sequence[Choice]:
        """Those who bring requests stand before those who repair."""
        names, found = self._desktop.names, by_letters(self._desktop.members, text)
        first = sorted(found, key=lambda one: not self._relays(one))
        return [Choice(one.id, one.name, f"{one.staff_number} {names.crew(one.crew)}") for one in first]

    def _relays(self, member: Member) -> bool:
        crew = self._desktop.crew_of(member.id)
        return crew is not None and crew.kind in (CrewKind.GUARDS, CrewKind.CLEANERS)

    def _chose(self, field: str, value: str) -> None:
        self.corrected.emit(field, value)
        self.finished.emit()

    def _chose_fit(self, value: str) -> None:
        self.corrected.emit(self._asked, value)
        self.finished.emit()

    def _clear_field(self, field: str) -> None:
        self.corrected.emit(field, "")

    def _back_to(self, field: str) -> None:
        if field:
            self.chips.chip(field).setFocus(Qt.FocusReason.OtherFocusReason)
