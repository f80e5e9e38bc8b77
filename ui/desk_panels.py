"""The panels of the desk that lie over the centre when asked for: health, notices, phone calls, the phones' settings, the ring test."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk import rings
from dutydesk.checkup import tell
from dutydesk.phone_settings import Answer, PhoneSettings
from ui.centre.centre import Centre
from ui.centre.desktop import Desktop
from ui.centre.undoing import THROWN
from ui.console import ConsoleWindow
from ui.desk_phone import DeskPhone
from ui.health import DeskHealth
from ui.health_page import HealthPage
from ui.notice_list import NoticeList
from ui.notice_log import Saying
from ui.phone_page import PhonePage
from ui.phone_settings.changing import PhoneChanging
from ui.phone_settings.page import PhoneSettingsPage
from ui.ring_test_page import RingTestPage


class DeskPanels(QObject):
    """Binds the keys of the panels, and the lamps and notices that open them. `dismissed` carries a phone call, and why."""

    dismissed = Signal(str, str)

    def __init__(
        self, console: ConsoleWindow, centre: Centre, health: DeskHealth, desktop: Desktop, *, phones: PhoneSettings | None = None
    ) -> None:
        super().__init__(console)
        self._console, self._centre, self._health, self._desktop = console, centre, health, desktop
        self._say, self._around = desktop.say, desktop.surroundings
        self.desk_phone = DeskPhone(self._around.feed, self._around.ticker, self._around.premises, self)
        console.actions_.bind("window.ring_test", self._toggle_ring_test)
        console.actions_.bind("window.health", self._toggle_health)
        console.actions_.bind("window.notices", self._toggle_notices)
        console.actions_.bind("window.phones", self._toggle_phones)
        console.actions_.bind("call.show_number", self._show_number)
        centre.commander.rings_wanted.connect(self.show_phones)
        console.notice.opened.connect(self.show_notices)
        self._phones = PhoneChanging(phones, self) if phones is not None else None
        if self._phones is not None:
            console.actions_.bind("window.phone_settings", self._toggle_phone_settings)
            centre.phones_wanted.connect(self.show_phone_settings)
            self._phones.answered.connect(self._tell_change)
        strip = console.top_strip
        strip.line_lamp.tell_more(self._of_lines)
        strip.storage_lamp.tell_more(self._of_database)
        for lamp in (strip.line_lamp, strip.storage_lamp):
            lamp.clicked.connect(self.show_health)

    def show_health(self) -> None:
        """Show the health page, and look at everything."""
        page = HealthPage(self._health, self._say, has_phones=self._phones is not None)
        page.phones_wanted.connect(self.show_phone_settings)
        page.closed.connect(self._console.covers.close)
        self._console.covers.show(page)
        self._health.look()

    def show_notices(self) -> None:
        """Show the notices so far."""
        console = self._console
        shown = NoticeList(console.notices, self._offered, self._around.premises)
        shown.closed.connect(console.covers.close)
        shown.undo_requested.connect(self._centre.undoing.take_back)
        self._around.ticker.minute.connect(shown.renew)
        console.covers.show(shown)

    def show_phone_settings(self) -> None:
        """Show the phone sources and lines, to be changed."""
        if self._phones is not None:
            crew = [one for one in self._around.premises.site.members if one.staff_number and not one.contractor]
            page = PhoneSettingsPage(self._phones, self._health, self._say, crew)
            page.closed.connect(self._console.covers.close)
            self._console.covers.show(page)

    def show_ring_test(self) -> None:
        """Begin a ring test."""
        page = RingTestPage(self._around.feed, self.desk_phone, self._around.names, self._say)
        page.closed.connect(self._console.covers.close)
        page.put_aside.connect(self._put_aside)
        self._console.covers.show(page)

    def show_phones(self) -> None:
        """Show the phone calls; what is done about one is asked of the desk like any other gesture."""
        console, centre = self._console, self._centre
        page = PhonePage(self._desktop)
        page.closed.connect(console.covers.close)
        page.typed.connect(console.covers.close)
        page.typed.connect(centre.type_on)
        page.call_opened.connect(console.covers.close)
        page.call_opened.connect(centre.show_call)
        page.called_back.connect(console.ringing.called_back)
        page.answered.connect(console.ringing.answered)
        page.dismissed.connect(console.ringing.dismissed)
        page.linked.connect(self._link)
        page.number_asked.connect(self._reveal)
        page.select_call(centre.showing.call)
        console.covers.show(page)
        page.start()

    def close(self) -> None:
        """The window goes: no sound outlives it."""
        self._health.speaker.close()

    def _toggle_health(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, HealthPage) else self.show_health()

    def _toggle_notices(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, NoticeList) else self.show_notices()

    def _toggle_phone_settings(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, PhoneSettingsPage) else self.show_phone_settings()

    def _tell_change(self, answer: Answer) -> None:
        """A change is noticed, and taken back by Ctrl+Z as the last thing done."""
        if not answer.is_kept:
            return
        undoing = self._centre.undoing
        undoing.forget_thrown()
        if answer.can_undo and self._phones is not None:
            undoing.threw_away(partial(self._say, "phones.change"), self._phones.undo)
        act = THROWN if answer.can_undo else ""
        saying = Saying(partial(self._say, answer.said, **answer.values), act=act, can_undo=answer.can_undo)
        if isinstance(self._console.covers.shown, PhoneSettingsPage):
            self._console.notices.keep(saying)  # the page says it itself, and offers to put it back
        else:
            self._console.notify(saying)

    def _toggle_ring_test(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, RingTestPage) else self.show_ring_test()

    def _put_aside(self, phones: tuple[str, ...]) -> None:
        """Nobody waits for a call back of a test; what a source told as answered is settled already."""
        for phone in phones:
            found = self._around.feed.readings.phone_call(phone)
            if found is not None and not found.is_settled:
                self.dismissed.emit(phone, self.tr("Ring test"))

    def _toggle_phones(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, PhonePage) else self.show_phones()

    def _show_number(self) -> None:
        """Alt+P: of the marked phone call, else of the caller in the centre."""
        page = self._console.covers.shown
        page.ask_number() if isinstance(page, PhonePage) else self._centre.correcting.reveal_number()

    def _reveal(self, phone: str) -> None:
        request = self._desktop.desk.do(self._desktop.author(), rings.reveal_number, phone=phone)
        self._centre.asking.expect(request, partial(self._revealed, phone))

    def _revealed(self, phone: str, _: object) -> None:
        page = self._console.covers.shown
        if isinstance(page, PhonePage):
            page.show_number(phone)

    def _link(self, phone: str, call: str) -> None:
        request = self._desktop.desk.do(self._desktop.author(), rings.link, phone=phone, call=call)
        self._centre.asking.expect(request, self._centre.telling.tell)

    def _offered(self) -> str:
        return self._centre.undoing.offered

    def _of_lines(self) -> str:
        return "\n".join(tell(one.said, self._say) for one in self._health.of_lines())

    def _of_database(self) -> str:
        return "\n".join(tell(one.said, self._say) for one in self._health.of_database())
