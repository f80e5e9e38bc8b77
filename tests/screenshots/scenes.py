"""The screens of the program, each as it comes about: keys pressed and things told on a made-up busy night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dutydesk import duty, life
from dutydesk.catalogue import Catalogue
from dutydesk.desk import Desk
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.phone_offers import Offer
from dutydesk.rings import hear
from dutydesk.telephony.events import Health, HealthState, What
from dutydesk.words import DivertReason, NumberState, PhoneOutcome, Status
from tests.ui.centre.console import KeptDrafts, PlainRegister
from tests.ui.night import CHEN, HE, LI, LIU, NOW, ZHOU_NUMBER, Night, busy_night, quiet_night
from tests.ui.phones import MadeUpPhones
from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler
from ui.health_page import HealthPage
from ui.phone_page import PhonePage
from ui.phone_settings.fields import FormField
from ui.phone_settings.page import PhoneSettingsPage

Size = tuple[int, int]
CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
HERE, ELSEWHERE, MISSED, UNKNOWN = PhoneOutcome
PATIENCE = 30_000
"""Milliseconds after which what is waited for will not come."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is taken: language, theme and the window's size in pixels."""

    language: str
    theme: str
    size: Size

    @property
    def name(self) -> str:
        """What the look is called in a file's name."""
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}"


class Stage:
    """The window of the desk on a night in memory, with the keys of somebody who sits at it."""

    def __init__(self, application: QApplication, look: Look, *, is_quiet: bool = False) -> None:
        self._language = look.language
        self.phones = MadeUpPhones()
        made = quiet_night if is_quiet else busy_night
        self.night: Night = made(application, language=look.language, theme=look.theme)
        self.window = DeskWindow(application, self._given(look), ErrorHandler())
        self.night.journal.listen(self.window.feed.take)
        console = self.window.console
        console.resize(*look.size)
        console.show()
        console.activateWindow()
        self.wait_for(lambda: console.timeline.view is not None)
        self.wait_for(lambda: console.timeline.view is not None and console.timeline.view.is_whole)

    @property
    def widget(self) -> QWidget:
        """What the picture is taken of."""
        return self.window.console

    def _given(self, look: Look) -> Given:
        return Given(
            desk=Desk(self.night.journal),
            readings=self.night.journal,
            register=PlainRegister(),
            drafts=KeptDrafts(),
            premises=self.night.around.premises,
            say=Catalogue.load().say,
            language=look.language,
            theme=look.theme,
            region="CN",
            area_code="0571",
            folder="dutydesk",
            phones=self.phones,
        )

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, held)
        self.settle()

    def type(self, text: str) -> None:
        """Type or compose a text into the input line."""
        self.window.centre.parts.line.insert(text)
        self.window.centre.parts.line.textEdited.emit(self.window.centre.parts.line.text())
        self.settle()

    def type_here(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self._focus(), text)
        self.settle()

    def wait_for(self, comes: Callable[[], bool]) -> None:
        """Let the window go on until something has come that is made beside it. Raises TimeoutError after a while."""
        loop, look, ends = QEventLoop(), QTimer(), QDeadlineTimer(PATIENCE)
        look.timeout.connect(lambda: loop.quit() if comes() or ends.hasExpired() else None)
        look.start(10)
        loop.exec()
        if not comes():
            raise TimeoutError
        self.settle()

    def settle(self) -> None:
        """Until every answer has come and was laid out."""
        for _ in range(6):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def close(self) -> None:
        """The window goes; the application is left speaking English, for the next one."""
        if self._language == "zh":
            self.press(Qt.Key.Key_L, CTRL)
        self.night.around.languages.speak("en")
        self.window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload] # None means every widget

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.centre.parts.line


Scene = Callable[[Stage], None]


def ringing(_stage: Stage) -> None:
    """A forwarded call rings."""


def taking(stage: Stage) -> None:
    """It is taken: place, category and level are read, and it is known whom to hand it to."""
    stage.press(Qt.Key.Key_F2)
    stage.type("sgb")


def which_place(stage: Stage) -> None:
    """A place that may be one of several."""
    stage.press(Qt.Key.Key_Escape)
    stage.type("3-1502 厨房水管爆了")
    stage.press(Qt.Key.Key_Return)


def handed_off(stage: Stage) -> None:
    """Taken and handed off; the board shows the plumber called, the notice offers undo."""
    taking(stage)
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Return)


def history(stage: Stage) -> None:
    """A call that somebody works on, with its history."""
    stage.type("6")
    stage.press(Qt.Key.Key_Return)


def steps(stage: Stage) -> None:
    """Any step may be told later, with its time."""
    history(stage)
    stage.press(Qt.Key.Key_F5, SHIFT)


def finding(stage: Stage) -> None:
    """Calls, people and places for a few characters."""
    stage.press(Qt.Key.Key_F10)
    stage.type("3-1")


def commands(stage: Stage) -> None:
    """A command, completed and said before it is done."""
    stage.type("/")


def keys(stage: Stage) -> None:
    """The key help."""
    stage.press(Qt.Key.Key_F1)


def timeline(stage: Stage) -> None:
    """The keys are on the timeline; its cursor tells what lies under it."""
    stage.press(Qt.Key.Key_J, CTRL)
    stage.press(Qt.Key.Key_Left)


def health(stage: Stage) -> None:
    """What works, and what to do where it does not."""
    stage.press(Qt.Key.Key_H, CTRL)
    page = stage.window.console.findChild(HealthPage)
    assert page is not None
    stage.wait_for(lambda: page.is_whole)


def phone_settings(stage: Stage) -> None:
    """The phone sources and the lines: the webhook works."""
    values = {"host": "192.168.1.20", "port": 8765}
    stage.window.feed.report_source(Health("webhook", HealthState.OK, NOW, values=values))
    stage.window.feed.report_source(Health("webhook", HealthState.OK, NOW, counters={"events": 12}))
    stage.press(Qt.Key.Key_Comma, CTRL)
    stage.settle()


def phone_settings_sip(stage: Stage) -> None:
    """A SIP account is set up, with all that it may need; the exchange refuses its password."""
    values = {"server": "192.168.1.10", "port": 5060, "user": "8120"}
    stage.window.feed.report_source(Health("sip", HealthState.DOWN, NOW, "sip.wrong_password", values))
    stage.press(Qt.Key.Key_Comma, CTRL)
    sip = _phone_page(stage).sources["sip"]
    sip.switch.click()
    for key, text in {"server": "192.168.1.10", "user": "8120", "password": "12345678"}.items():
        sip.fields[key].show_text(text)
    sip.more.click()
    _go_to(stage, sip.first())


def phone_settings_caller_id(stage: Stage) -> None:
    """A caller-ID line is set up: the ports of this computer are offered."""
    stage.phones.ports = (Offer("/dev/ttyUSB0", "/dev/ttyUSB0  USB Serial"), Offer("/dev/ttyACM0", "/dev/ttyACM0  USB Modem"))
    stage.press(Qt.Key.Key_Comma, CTRL)
    section = _phone_page(stage).sources["caller_id"]
    section.switch.click()
    _go_to(stage, section.first())


def phone_settings_member(stage: Stage) -> None:
    """Whose extension a line is: two of the crew begin with the letter that is typed."""
    stage.press(Qt.Key.Key_Comma, CTRL)
    field = _phone_page(stage).lines.rows[1].fields["member"]
    assert isinstance(field, FormField)
    _go_to(stage, field.line)
    stage.type_here("l")


def _phone_page(stage: Stage) -> PhoneSettingsPage:
    stage.settle()
    page = stage.window.console.findChild(PhoneSettingsPage)
    assert page is not None
    return page


def _go_to(stage: Stage, widget: QWidget) -> None:
    widget.setFocus()
    stage.settle()
    stage.settle()


def phone_settings_wrong(stage: Stage) -> None:
    """A mistyped value is told at its field, and the source is lost."""
    values = {"host": "192.168.1.20", "port": 8765}
    stage.window.feed.report_source(Health("webhook", HealthState.DOWN, NOW, "webhook.port_busy", values))
    stage.settle()
    stage.press(Qt.Key.Key_Comma, CTRL)
    stage.settle()
    stage.type_here("lan ")
    stage.press(Qt.Key.Key_Return)


def ring_test(stage: Stage) -> None:
    """A ring test, its two calls made; and the desk phone is in doubt."""
    stage.press(Qt.Key.Key_R, CTRL | SHIFT)
    for number, outcome in enumerate((PhoneOutcome.UNKNOWN, PhoneOutcome.ANSWERED_ELSEWHERE)):
        rang = PhoneRang(
            "sip", f"test-{number}", NumberState.OK, "8119", "8110", DivertReason.NO_ANSWER, number="+8613600136000", typed_number="1"
        )
        stage.window.feed.hear(Heard(What.RINGING, rang, NOW))
        stage.window.feed.hear(Heard(What.ENDED, rang, NOW, outcome))
        stage.settle()
    stage.window.panels.desk_phone.doubted.emit(3)
    stage.settle()


def notices(stage: Stage) -> None:
    """The notices so far, after a call was handed off."""
    handed_off(stage)
    stage.press(Qt.Key.Key_N, CTRL)


def phones(stage: Stage) -> None:
    """The latest phone calls, and what they amount to."""
    night = stage.night
    for number, (wire, outcome) in enumerate((("a", HERE), ("b", MISSED), ("c", HERE), ("d", ELSEWHERE), ("e", UNKNOWN))):
        night.at(150 - 27 * number)
        ring = night.rings(f"+861390571027{number + 3}", wire)
        night.does(hear, heard=ring)
        night.clock.move(seconds=6 + 2 * number)
        what = What.ANSWERED if outcome is HERE else What.ENDED
        night.does(hear, heard=night.rings("", wire, what=what, outcome=outcome))
    night.clock.time = NOW
    history(stage)
    stage.press(Qt.Key.Key_R, CTRL)
    page = stage.window.console.findChild(PhonePage)
    assert page is not None
    stage.wait_for(lambda: page.is_whole)


def crew_rings(stage: Stage) -> None:
    """One of the crew rings, with a call of theirs: each thing they may tell is one key."""
    ring = stage.night.rings("+8613900000211", "crew-1")
    heard = replace(ring, rang=replace(ring.rang, member=HE, diverted_from=""))
    stage.night.does(hear, heard=replace(ring, what=What.ENDED, rang=replace(ring.rang, wire_id="ring-1")))
    stage.night.does(hear, heard=heard)
    stage.settle()
    stage.press(Qt.Key.Key_F2)


def tour(stage: Stage) -> None:
    """The tour, beside the first of its keys."""
    stage.press(Qt.Key.Key_F1, CTRL)


def dim(stage: Stage) -> None:
    """The night, dimmed."""
    handed_off(stage)
    stage.press(Qt.Key.Key_D, CTRL)


def trouble(stage: Stage) -> None:
    """A phone source is lost: the banner says so."""
    stage.window.feed.report_source(
        Health("webhook", HealthState.DOWN, NOW, "webhook.address_unusable", {"host": "192.168.1.20", "port": 8765})
    )
    stage.settle()


def gap(stage: Stage) -> None:
    """Nobody hears the owners: the last maintainer has set out, and the phone is not forwarded."""
    night = stage.night
    liu = next(call.id for call in night.journal.open_calls() if call.counter == 8)
    night.does(duty.return_line, number="8110")
    night.does(duty.set_status, member=CHEN, status=Status.BREAK)
    night.does(life.acknowledge, liu, who=Author(LIU, LI))
    night.does(life.set_out, liu, who=Author(LIU, LI), author=Author(LIU, LI))
    night.clock.move(minutes=2)
    stage.window.console.maintenance.reload()
    stage.settle()


def whose_line(stage: Stage) -> None:
    """A ring that comes from somebody's own extension: they are out on a call."""
    night = stage.night
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1", what=What.ENDED, outcome=PhoneOutcome.ANSWERED_HERE))
    rang = PhoneRang("pbx", "ring-2", NumberState.OK, "8119", "8015", DivertReason.NO_ANSWER, number=ZHOU_NUMBER)
    night.does(hear, heard=Heard(What.RINGING, rang, night.clock.now()), maintenance=frozenset({"8015"}))
    stage.settle()


def sign_on(_stage: Stage) -> None:
    """Nobody is on duty yet."""


SCENES: dict[str, Scene] = {
    "ringing": ringing,
    "taking": taking,
    "which-place": which_place,
    "handed-off": handed_off,
    "history": history,
    "steps": steps,
    "finding": finding,
    "commands": commands,
    "keys": keys,
    "timeline": timeline,
    "health": health,
    "phone-settings": phone_settings,
    "phone-settings-sip": phone_settings_sip,
    "phone-settings-caller-id": phone_settings_caller_id,
    "phone-settings-member": phone_settings_member,
    "phone-settings-wrong": phone_settings_wrong,
    "ring-test": ring_test,
    "notices": notices,
    "phones": phones,
    "crew-rings": crew_rings,
    "tour": tour,
    "dim": dim,
    "trouble": trouble,
    "gap": gap,
    "whose-line": whose_line,
    "sign-on": sign_on,
}
"""Every screen by its name."""
QUIET = frozenset({"sign-on"})
"""Those shown on a night that has not begun."""
