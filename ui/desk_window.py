"""The desk's window, whole: console and centre joined, keys bound, sign-on, notices and banners fed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from dutydesk import duty, rings
from dutydesk.checkup import Finding
from dutydesk.desk import Desk
from dutydesk.drills.telling import Telling
from dutydesk.health import StorageHealth, StorageState
from dutydesk.journal import Author, Readings, Recorded
from dutydesk.look import Look, theme_at
from dutydesk.phone_settings import PhoneSettings
from dutydesk.places import Places
from dutydesk.site import Line
from dutydesk.words import PhoneOutcome
from ui import durations
from ui.alarm_bell import AlarmBell
from ui.authors import Authors
from ui.centre.bindings import bind
from ui.centre.centre import Centre
from ui.centre.desktop import Desktop, DraftStore, Register
from ui.console import ConsoleWindow
from ui.crew_rings import CrewRings
from ui.desk_panels import DeskPanels
from ui.dropped_calls import DroppedCalls
from ui.errors import ErrorHandler
from ui.feed import Feed
from ui.health import DeskHealth
from ui.languages import Languages
from ui.names import Names
from ui.notice_log import Saying
from ui.phone_page import PhonePage
from ui.phone_watch import PhoneWatch
from ui.premises import Premises
from ui.screens import Screens
from ui.silent_alarms import SilentAlarms
from ui.sound import Speaker
from ui.source_troubles import SourceTroubles
from ui.surroundings import Surroundings
from ui.theme import Looks
from ui.theme_choice import Keep, ThemeChoice
from ui.ticker import Ticker
from ui.tour.tour import Tour, TourMemory

CLOCK_BANNER_MINUTES = 5
NEED_A_CALL = ("call.hand_off", "call.next_step", "call.choose_step", "call.follow_up")
OF_THE_DESK = ("call.", "look.", "desk.undo", "desk.phone")
"""Beginnings of the actions that work on calls in somebody's name."""


def _forget(_section: str, _key: str, _value: str | int) -> None:
    """Keep nothing, as in a window that is made for a test."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the window works with. `say` takes a code of the catalogue, a language and the sentence's values; `folder` is named in them.

    `theme` is "auto", "night" or "day", `look` what was chosen by hand; `keep` takes what is chosen from now on, and `themes` is
    where the site's own themes may lie.
    `examine` looks at the data folder for the health page, on a worker's thread. `is_heard` lets alarms sound. `phones` are the
    settings of phone sources and lines, None where the window cannot change them.
    """

    desk: Desk
    readings: Readings
    register: Register
    drafts: DraftStore
    premises: Premises
    say: Callable[..., str]
    language: str
    theme: str
    region: str
    area_code: str
    folder: str
    tour: TourMemory | None = None
    examine: Callable[[], tuple[Finding, ...]] = tuple
    look: Look = Look()  # noqa: RUF009 - it is frozen
    keep: Keep = _forget
    themes: Path | None = None
    is_heard: bool = False
    phones: PhoneSettings | None = None


class DeskWindow(QObject):
    """Builds the window and keeps it informed. Other threads report to `feed`."""

    def __init__(self, application: QApplication, given: Given, errors: ErrorHandler) -> None:
        super().__init__()
        self._given = given
        self.feed = Feed(given.readings)
        self._ticker = Ticker(given.premises.clock)
        self._languages = Languages(application, given.language)
        chosen = replace(given.look, theme=given.theme)
        self._looks = Looks(
            application, theme_at(chosen, given.premises.now(), given.premises.levels.night), given.themes, is_dim=chosen.is_dim
        )
        self._theme = ThemeChoice(self._looks, given.premises, chosen, given.keep)
        self._names = Names(given.premises, self._languages)
        self.feed.lines_changed.connect(self._know_lines)  # before any view hears of it
        around = Surroundings(self.feed, self._ticker, given.premises, self._names, self._looks, self._languages)
        authors = Authors(self)
        self._desktop = self._lay_desk(around, authors)
        self.centre = Centre(self._desktop)
        self.console = ConsoleWindow(around, authors, self.centre)
        self._clock_banner_left = 0
        self._storage = StorageState.OK
        self._sentences: dict[str, Callable[[], None]] = {}
        bind(self.console.actions_, self.centre)
        self.tour = Tour(self.console, self.centre, around, given.tour)
        self._crew_rings = CrewRings(self.console, self.centre, self._desktop, self)
        speaker = Speaker()
        self.panels = DeskPanels(self.console, self.centre, self._health(speaker), self._desktop, phones=given.phones)
        self._silent = SilentAlarms(speaker, self.say, self)
        self._silent.silent.connect(self.console.notify)
        self._bell = (
            AlarmBell(self.console.calls, self.console.phones, self._ticker, given.premises, self._silent) if given.is_heard else None
        )
        zone, notify = given.premises.zone, self.console.notify
        self._troubles = SourceTroubles(self._put_up, self._take_down, notify, say=self.say, zone=zone, parent=self)
        self._watch = PhoneWatch(self.console, self.centre, self._put_up, self._take_down, around)
        if self._bell is not None:
            self._bell.also_hear(self.console.maintenance.condition, self.console.maintenance.changed)
            self._bell.also_hear(self.panels.desk_phone.condition, self.panels.desk_phone.doubted)
        self._dropped_calls = DroppedCalls(self.centre, self._names, self)
        self._screens = Screens(application, self.console)
        self._connect_views()
        self._connect_looks()
        self._connect_reports()
        errors.happened.connect(self._tell_error)
        for file in self._languages.missing:  # told in the language that was wanted: the window cannot
            self._put_up(f"texts.{file}", partial(given.say, "texts.unreadable", given.language, file=file), is_grave=False)
        self.centre.restore()

    def show(self) -> None:
        """Show the window and let its clocks run."""
        self.console.showMaximized()
        self._ticker.start()

    def close(self) -> None:
        """Let the clocks stop and the window go."""
        self._ticker.stop()
        self._sentences.clear()
        self.panels.close()
        self.console.close()
        self.console.deleteLater()

    def say(self, code: str, **values: object) -> str:
        """A sentence of the catalogue in the language that is spoken."""
        return self._given.say(code, self._languages.code, **values)

    def warn(self, code: str, **values: object) -> None:
        """Say over the top of the window what is amiss, until the program ends."""
        key = ".".join(map(str, (code, *values.values())))
        self._put_up(key, partial(self.say, code, **values), is_grave=False)

    def _health(self, speaker: Speaker) -> DeskHealth:
        given = self._given
        return DeskHealth(self.feed, given.examine, speaker, path=Path(given.folder), zone=given.premises.zone)

    def _put_up(self, key: str, sentence: Callable[[], str], *, is_grave: bool = True, is_calm: bool = False) -> None:
        """A banner that changes its language with the window; one that is new stands among the notices too, unless it is calm."""
        if key not in self._sentences and not is_calm:
            self.console.notices.keep(Saying(sentence, is_grave=True))
        self._sentences[key] = partial(self._show_banner, key, sentence, is_grave=is_grave, is_calm=is_calm)
        self._sentences[key]()

    def _show_banner(self, key: str, sentence: Callable[[], str], *, is_grave: bool, is_calm: bool) -> None:
        self.console.banners.put_up(key, sentence(), is_grave=is_grave, is_calm=is_calm)

    def _take_down(self, key: str) -> None:
        self._sentences.pop(key, None)
        self.console.banners.take_down(key)

    def _retell_banners(self) -> None:
        for show in self._sentences.values():
            show()

    def _lay_desk(self, around: Surroundings, authors: Authors) -> Desktop:
        given = self._given
        return Desktop(
            desk=given.desk,
            readings=given.readings,
            register=given.register,
            drafts=given.drafts,
            authors=authors,
            places=Places(given.premises.site.places),
            surroundings=around,
            say=self.say,
            region=given.region,
            area_code=given.area_code,
        )

    def _connect_views(self) -> None:
        console, centre = self.console, self.centre
        console.sign_on.sign_on_requested.connect(self._sign_on)
        console.sign_on.finished.connect(centre.focus_input)
        console.actions_.triggered.connect(self._come_to_the_desk)
        console.authors.changed.connect(self._let_keys_work)
        self._let_keys_work()
        console.open_calls.call_selected.connect(self._show_call)
        console.open_calls.call_opened.connect(centre.show_call)
        console.timeline.call_opened.connect(centre.show_call)
        console.timeline.typed.connect(centre.type_on)
        console.actions_.bind("call.take", self._crew_rings.take_next)
        console.ringing.take_requested.connect(self._crew_rings.take)
        self._crew_rings.seen.connect(self._mark_rings)
        console.ringing.called_back.connect(self._call_back)
        console.ringing.answered.connect(self._settle_answered)
        console.ringing.dismissed.connect(self._ask_why_dismissed)
        self.panels.dismissed.connect(self._dismiss)
        console.notice.undo_requested.connect(centre.undo_latest)
        console.notice.covered.connect(centre.leave_room)
        console.drag.dropped.connect(self._hand_to)
        console.crew.member_chosen.connect(self._show_member)
        centre.call_selected.connect(console.open_calls.select)
        centre.noticed.connect(console.notify)
        centre.help_wanted.connect(console.show_help)
        centre.parts.line.textEdited.connect(console.close_help)

        for signal in (centre.taking.opened, centre.taking.changed, centre.taking.parked_changed):
            signal.connect(self._mark_rings)
            signal.connect(self._let_keys_work)
        centre.step_changed.connect(self._let_keys_work)

        if self._bell is not None:
            console.actions_.bind("desk.mute", self._bell.mute)
            self._bell.mute_changed.connect(console.top_strip.show_mute)

    def _connect_looks(self) -> None:
        actions, theme = self.console.actions_, self._theme
        for action, slot in (("window.theme", theme.toggle), ("window.theme_by_clock", theme.release), ("window.dim", theme.step)):
            actions.bind(action, slot)
        theme.noticed.connect(self.console.tell)
        self._ticker.minute.connect(theme.follow)
        self._looks.changed.connect(self._tell_damages)
        self._languages.changed.connect(self._keep_language)
        self._tell_damages()

    def _tell_damages(self) -> None:
        """What is wrong in the files of themes and fonts."""
        for fault in self._looks.faults:
            self.warn(fault.code, **fault.values)

    def _keep_language(self) -> None:
        if not self._languages.missing:
            self._given.keep("site", "language", self._languages.code)

    def _mark_rings(self) -> None:
        """The cards say which ring the line belongs to, and which are laid aside."""
        taking = self.centre.taking
        parked = frozenset(draft.phone_call for draft in taking.parked if draft.phone_call)
        self.console.ringing.show_drafts(taking.active.phone_call if taking.active else "", parked | self._crew_rings.seen_to)

    def _connect_reports(self) -> None:
        self.feed.storage_changed.connect(self._show_storage)
        self.feed.source_changed.connect(self._troubles.show)
        self.feed.drill_changed.connect(self._show_drill)
        self.panels.desk_phone.doubted.connect(self._doubt_desk_phone)
        self._doubt_desk_phone(self.panels.desk_phone.doubt)
        self.feed.recorded.connect(self._look_at)
        self._ticker.minute.connect(self._pass_minute)
        self._languages.changed.connect(self._retell_banners)

    def _tell_error(self, say: Callable[[], str]) -> None:
        self.console.notify(Saying(say, is_grave=True))

    def _author(self) -> Author:
        return self._desktop.author()

    def _come_to_the_desk(self, action: str) -> None:
        """A key of the desk leaves the sign-on page."""
        if action.startswith(OF_THE_DESK) and self.console.is_signing_on:
            self.console.show_sign_on(False)
            self.centre.focus_input()

    def _let_keys_work(self) -> None:
        """Nothing is entered in nobody's name: while nobody has signed on, the keys of the desk are at rest.

        Those of a call are at rest while none is looked at; F3 also takes the call being typed.
        """
        has_call, is_typing = self.centre.showing.call is not None, self.centre.taking.active is not None
        for action in self.console.actions_.working():
            if action.id.startswith(OF_THE_DESK):
                can = action.id not in NEED_A_CALL or has_call or (is_typing and action.id == "call.hand_off")
                self.console.actions_.enable(action.id, can and bool(self._desktop.officer()))

    def _know_lines(self, lines: tuple[Line, ...]) -> None:
        self._names.lines = lines

    def _show_call(self, call: str) -> None:
        """A call that closes leaves the list, but stays in sight until another one is looked at."""
        if call:
            self.centre.show_call(call)

    def _hand_to(self, held: str, member: str) -> None:
        """Something was dragged onto a person."""
        if self._desktop.officer():
            self._come_to_the_desk("call.hand_off")
            self._dropped_calls.drop(held, member)

    def _show_member(self, member: str) -> None:
        """What somebody of the board is busy with."""
        row = next((row for row in self._given.readings.members() if row.member == member), None)
        if row is not None and row.call:
            self.centre.show_call(row.call)

    def _sign_on(self, member: str) -> None:
        self._given.desk.do(Author(member, member), duty.sign_on, member=member, officer=True)

    def _call_back(self, phone: str) -> None:
        self._given.desk.do(self._author(), rings.call_back, phone=phone)

    def _settle_answered(self, phone: str) -> None:
        self._given.desk.do(self._author(), rings.settle, phone=phone, outcome=PhoneOutcome.ANSWERED_HERE)

    def _ask_why_dismissed(self, phone: str) -> None:
        """A short list of reasons at the pointer, or under the button that was pressed by key; Esc leaves the phone call as it was."""
        menu = QMenu(self.console)
        menu.setObjectName("dismissReasons")
        for reason in (self.tr("Wrong number"), self.tr("Sales call"), self.tr("Seen to already"), self.tr("Rang again")):
            menu.addAction(reason).triggered.connect(partial(self._dismiss, phone, reason))
        held = self.console.focusWidget()
        page = self.console.covers.shown
        by_key = held if isinstance(held, QPushButton) and held.objectName() == "owedDismiss" else None
        by_key = page.dismiss_button if isinstance(page, PhonePage) else by_key
        menu.popup(by_key.mapToGlobal(by_key.rect().bottomLeft()) if by_key else QCursor.pos())

    def _dismiss(self, phone: str, reason: str) -> None:
        self._given.desk.do(self._author(), rings.dismiss, phone=phone, reason=reason)

    def _show_storage(self, health: StorageHealth) -> None:
        was, self._storage = self._storage, health.state
        if health.state is not StorageState.OK:
            self._put_up("storage", partial(self._storage_sentence, health))
        elif was is not StorageState.OK:
            self._take_down("storage")
            self._read_all_anew()
            self.console.notify(Saying(partial(self.say, "data.back")))

    def _storage_sentence(self, health: StorageHealth) -> str:
        at = durations.time_of_day(health.last_good or health.since, self._given.premises.zone)
        code = "data.lost" if health.state is StorageState.READ_ONLY else health.reason or "data.lost"
        return self.tr("{sentence} Last good: {time}.").format(sentence=self.say(code, path=self._given.folder), time=at)

    def _read_all_anew(self) -> None:
        """The database is back: it may know more than the emergency's memory did, so no view goes on with what it has."""
        console, readings = self.console, self._given.readings
        touched = {f"call:{call.id}" for call in (*console.calls.calls, *readings.open_calls())}
        touched |= {f"phone:{phone.id}" for phone in readings.phone_calls_at_work(self._given.premises.now())}
        touched |= {f"line:{line.number}" for line in self._names.lines}
        if self.centre.showing.call is not None:
            touched.add(f"call:{self.centre.showing.call.id}")
        self.feed.recorded.emit(Recorded("", (), frozenset(touched)))
        for model in (console.calls, console.board, console.phones, console.timeline, self.panels.desk_phone):
            model.reload()

    def _doubt_desk_phone(self, rings: int) -> None:
        if rings:
            self._put_up("desk_phone", partial(self.say, "ring_test.desk_phone_asked", count=rings))
        else:
            self._take_down("desk_phone")

    def _show_drill(self, telling: Telling) -> None:
        said = partial(self._in_words, telling)
        self._put_up("drill", said, is_grave=False, is_calm=not telling.is_fault)
        if telling.is_over:
            self.console.tell(said())

    def _in_words(self, telling: Telling) -> str:
        return " ".join(self.say(one.code, **one.values) for one in telling.sentences)

    def _look_at(self, recorded: Recorded) -> None:
        if any(one.entry.kind == "desk.clock_jumped" for one in recorded.entries):
            self._put_up("clock", partial(self.say, "desk.clock_jumped"), is_grave=False)
            self._clock_banner_left = CLOCK_BANNER_MINUTES

    def _pass_minute(self) -> None:
        self._clock_banner_left = max(0, self._clock_banner_left - 1)
        if not self._clock_banner_left:
            self._take_down("clock")
