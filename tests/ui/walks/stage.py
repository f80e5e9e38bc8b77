"""The whole window on the busy night, brought into each state that an officer sees it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dutydesk import duty, life
from dutydesk.catalogue import Catalogue
from dutydesk.desk import Desk
from dutydesk.health import StorageHealth, StorageState
from dutydesk.journal import Author
from dutydesk.telephony.events import Health, HealthState, What
from tests.ui.centre.console import KeptDrafts, PlainRegister
from tests.ui.night import HE, LI, NOW, WU_NUMBER, Night, busy_night, quiet_night
from tests.ui.phones import MadeUpPhones
from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler
from ui.phone_page import PhonePage

HELD = Qt.KeyboardModifier
LONG = "顶层水箱间的浮球阀关不严一直在溢水保安已经用桶接着请尽快派人来看看"
LONGER = "The float valve of the roof tank does not close and water runs over; the guard has put a bucket under it"


class Stage:
    """A window of its own, driven by keys; `night` is what happens around it."""

    def __init__(self, application: QApplication, night: Night, language: str = "en") -> None:
        self.night = night
        self.given = Given(
            desk=Desk(night.journal),
            readings=night.journal,
            register=PlainRegister(),
            drafts=KeptDrafts(),
            premises=night.around.premises,
            say=Catalogue.load().say,
            language=language,
            theme="night",
            region="CN",
            area_code="0571",
            folder="/var/lib/dutydesk",
            phones=MadeUpPhones(),
        )
        self.errors = ErrorHandler()
        self.window = DeskWindow(application, self.given, self.errors)
        night.journal.listen(self.window.feed.take)
        self.console, self.centre = self.window.console, self.window.centre
        self.console.resize(1366, 768)
        self.console.show()
        self.console.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Until nothing is left to be laid out or answered."""
        for _ in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def fit(self, width: int, height: int) -> None:
        """Give the window a size, in pixels of the window."""
        self.console.resize(width, height)
        self.settle()

    def speak(self, language: str) -> None:
        """The language, as Ctrl+L changes it."""
        self.window._languages.speak(language)  # noqa: SLF001 - the officer's way is a toggle, a walk wants one of the two
        self.settle()

    def close(self) -> None:
        """The window goes, and what it asked for with it."""
        self.window.close()
        self.window.deleteLater()
        self.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, *keys: Qt.Key, held: HELD = HELD.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key, held)
            self.settle()

    def type(self, text: str) -> None:
        """Type Latin letters, or insert what has no keys, as an input method does."""
        if text.isascii():
            QTest.keyClicks(self.focus(), text)
        else:
            self.centre.parts.line.insert(text)
            self.centre.parts.line.textEdited.emit(self.centre.parts.line.text())
        self.settle()

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.console

    def call(self, counter: int) -> str:
        """The id of an open call."""
        return next(call.id for call in self.console.calls.calls if call.counter == counter)

    def rings(self, count: int) -> None:
        """So many phones ring at once, that of the night among them."""
        for number in range(2, count + 1):
            heard = self.night.rings(f"+861391234567{number}" if number != 3 else WU_NUMBER, f"ring-{number}")
            self.night.does(duty_hear, heard=heard)
        self.settle()


def duty_hear(*args: object, **given: object) -> object:
    """What the switchboard asks the desk for when a phone rings."""
    from dutydesk.rings import hear

    return hear(*args, **given)


def quiet(stage: Stage) -> None:
    """The desk with nobody at the phone."""


def ringing(count: int) -> Callable[[Stage], None]:
    """So many phones ring at once."""

    def state(stage: Stage) -> None:
        stage.rings(count)

    return state


def typing(stage: Stage) -> None:
    """A call is being typed: candidates, questions and a likely double are open."""
    stage.type("3-1-1402 burst")


def typing_long(stage: Stage) -> None:
    """A call with more words than there is room, at a place that nobody has."""
    stage.type("9-9-9999 " + LONGER)


def which_place(stage: Stage) -> None:
    """More than one place fits, and Enter was pressed."""
    stage.type("1502 burst")
    stage.press(Qt.Key.Key_Return)


def handing(stage: Stage) -> None:
    """A call was just taken, its notice shown, the keys on the candidates."""
    stage.type("3-1-1402 burst")
    stage.press(Qt.Key.Key_Return)


def looking(stage: Stage) -> None:
    """A call with a long history is looked at."""
    call = next(one.id for one in stage.console.calls.calls if one.place == "B1-07")
    for text in (LONG, LONGER, "key 3"):
        stage.night.does(life.note, call, text=text)
    stage.centre.show_call(call)


def transfer(stage: Stage) -> None:
    """A call that somebody has is handed to another: a reason is asked for."""
    looking(stage)
    stage.press(Qt.Key.Key_F3)


def step(stage: Stage) -> None:
    """The steps of a call, none chosen yet."""
    looking(stage)
    stage.press(Qt.Key.Key_F5, held=HELD.ShiftModifier)


def step_form(stage: Stage) -> None:
    """Why a call pauses, and until when."""
    step(stage)
    stage.press(Qt.Key.Key_3)


def follow_up(stage: Stage) -> None:
    """What the caller says afterwards."""
    looking(stage)
    stage.press(Qt.Key.Key_F6)


def finding(stage: Stage) -> None:
    """What a search finds."""
    stage.press(Qt.Key.Key_F10)
    stage.type("3-1")


def chooser(stage: Stage) -> None:
    """The category of a call is being corrected."""
    typing(stage)
    stage.centre.parts.sheet.open_field("category")


def completing(stage: Stage) -> None:
    """A command with its completions, and what it would do."""
    stage.type("/")


def commanding(stage: Stage) -> None:
    """A command that is refused, at length."""
    stage.type("/hand 17 @999 ")
    stage.press(Qt.Key.Key_Return)


def help_shown(stage: Stage) -> None:
    """All keys."""
    stage.press(Qt.Key.Key_F1)


def phone_settings(stage: Stage) -> None:
    """The phone sources and the lines; the line is lost, and what was typed is wrong."""
    stage.window.feed.report_source(Health("webhook", HealthState.DOWN, NOW, "webhook.port_busy", {"host": "10.0.0.7", "port": 8765}))
    stage.press(Qt.Key.Key_Comma, held=HELD.ControlModifier)
    stage.type("lan ")
    stage.press(Qt.Key.Key_Return)


def lines_of_settings(stage: Stage) -> None:
    """The lines, at the end of the page: one was just added, one of the others has no number now."""
    stage.press(Qt.Key.Key_Comma, held=HELD.ControlModifier)
    page = stage.console.covers.shown
    page.lines.rows[0].number.line.clear()
    page.lines.add.click()
    page.apply()
    stage.settle()
    page.lines.add.setFocus()


def sign_on(stage: Stage) -> None:
    """Who is on duty?"""
    stage.press(Qt.Key.Key_O, held=HELD.ControlModifier)


def parked(stage: Stage) -> None:
    """Calls laid aside, one more than have keys, and one being typed."""
    for number in range(10):
        stage.type(f"3-1-1{number}02 leak")
        stage.press(Qt.Key.Key_Escape)
    typing(stage)


def noticed(stage: Stage) -> None:
    """A notice over the foot of what is being typed."""
    typing(stage)
    stage.console.tell("17 3-1-1502 " + LONGER, can_undo=True)


def in_trouble(stage: Stage) -> None:
    """Everything is lost that can be: banners, lamps, an error."""
    stage.window.feed.report_storage(StorageHealth(StorageState.FROZEN, "data.lost", NOW, NOW))
    stage.window.feed.report_source(Health("webhook", HealthState.DOWN, NOW))
    stage.window.warn(
        "settings.wrong_value", file="/home/duty/.local/share/dutydesk/settings.toml", line=3, field="site.theme", used="auto"
    )
    stage.console.tell(LONGER, is_grave=True)


def owed(stage: Stage) -> None:
    """Four missed phone calls, their rows open."""
    for number in range(3):
        stage.night.missed(f"+861391234567{number}" if number else WU_NUMBER, f"gone-{number}")
    stage.settle()
    if not stage.console.ringing._summary.isHidden():  # noqa: SLF001 - pressed as the mouse would
        stage.console.ringing._summary.click()  # noqa: SLF001


def phones(stage: Stage) -> None:
    """The phone calls over the centre, one of them missed."""
    owed(stage)
    stage.press(Qt.Key.Key_R, held=HELD.ControlModifier)
    page = stage.console.findChild(PhonePage)
    assert page is not None
    page.renew()


def crew_rings(stage: Stage) -> None:
    """One of the crew rings who is busy with a call: what they may tell, over the centre."""
    ring = stage.night.rings("+8613900000211", "crew-1")
    stage.night.does(duty_hear, heard=replace(ring, what=What.ENDED, rang=replace(ring.rang, wire_id="ring-1")))
    stage.night.does(duty_hear, heard=replace(ring, rang=replace(ring.rang, member=HE)))
    stage.settle()
    stage.press(Qt.Key.Key_F2)


STATES: dict[str, Callable[[Stage], None]] = {
    "busy": quiet,
    "ringing 1": ringing(1),
    "ringing 3": ringing(3),
    "ringing 5": ringing(5),
    "typing": typing,
    "typing long": typing_long,
    "which place": which_place,
    "handing": handing,
    "looking": looking,
    "transfer": transfer,
    "step": step,
    "step form": step_form,
    "follow up": follow_up,
    "finding": finding,
    "chooser": chooser,
    "completing": completing,
    "commanding": commanding,
    "help": help_shown,
    "phone settings": phone_settings,
    "lines of settings": lines_of_settings,
    "sign on": sign_on,
    "parked": parked,
    "noticed": noticed,
    "trouble": in_trouble,
    "owed": owed,
    "phones": phones,
    "crew rings": crew_rings,
}
"""By name; each begins on a window of its own. "quiet" and "first" begin before the night."""


def stages(application: QApplication, names: tuple[str, ...] = ()) -> object:
    """Every state, one after the other; its window goes when the next one is asked for."""
    for name in names or ("quiet", "first", *STATES):
        night = quiet_night(application, language="en") if name in ("quiet", "first") else busy_night(application, language="en")
        if name == "quiet":
            night.does(duty.sign_on, who=Author(LI, LI), member=LI, officer=True)
        stage = Stage(application, night)
        STATES.get(name, quiet)(stage)
        stage.settle()
        try:
            yield name, stage
        finally:
            stage.close()
