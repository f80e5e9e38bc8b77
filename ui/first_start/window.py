"""The window of the first start: it stays until the desk that was chosen is there, so that nothing flashes in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutydesk.founding_plan import Founding
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import Dialled
from dutydesk.site_import import SiteFile
from ui.errors import ErrorHandler
from ui.first_start.choice_page import Beginning, ChoicePage
from ui.first_start.foot import Foot
from ui.first_start.import_page import ImportPage
from ui.first_start.making_page import MakingPage
from ui.first_start.staff_page import StaffPage
from ui.first_start.style import first_start_style
from ui.first_start.work import Told, Work
from ui.labels import plain_label
from ui.languages import Languages
from ui.theme import Looks

SMALLEST = (1100, 640)
WIDTH = 920


class Outcome(StrEnum):
    """How the first start ended."""

    LEFT = "left"
    SAMPLE = "sample"
    FOUNDED = "founded"


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What the window works with. `say` takes a code of the catalogue, a language and values; `found` makes the site, on another thread."""

    folder: Path
    language: str
    theme: str
    dialled: Dialled
    say: Callable[..., str]
    found: Callable[[Founding, Told], object]


class FirstStartWindow(QWidget):
    """`finished` tells that `outcome` stands; the window is still shown then, and closed by whoever takes its place."""

    finished = Signal()

    def __init__(self, application: QApplication, given: FirstStart, errors: ErrorHandler) -> None:
        super().__init__()
        self._given = given
        self.outcome = Outcome.LEFT
        self.looks = Looks(application, given.theme)
        self.languages = Languages(application, given.language)
        self.has_new_theme = False
        self._work = Work(self)
        self.setObjectName("firstStart")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._name = plain_label("place", "firstStartName")
        self._language, self._theme = QPushButton(), QPushButton()
        self.choice = ChoicePage(str(given.folder))
        self.importing = ImportPage(given.dialled, self._say, self.languages)
        self.staff = StaffPage(given.dialled, self._say)
        self.making = MakingPage()
        self.foot = Foot(self.looks)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect(errors)
        self._wear()
        self._retranslate()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    def come_forward(self) -> None:
        """A second start asks for this window."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.raise_()
        self.activateWindow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None and self.page in (self.choice, self.importing):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            self._turn_to(self.importing)
            self.importing.take(path)
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.setFixedWidth(min(WIDTH, self.width() - 60))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._work.give_up()
        self.importing.give_up()
        self.languages.fall_silent()
        super().closeEvent(event)
        if self.outcome is Outcome.LEFT:
            self.finished.emit()

    def _say(self, code: str, **values: object) -> str:
        return self._given.say(code, self.languages.code, **values)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("firstStartHead")
        head.setFixedHeight(self.looks.theme.sizes.strip)
        strip = QHBoxLayout(head)
        strip.setContentsMargins(18, 0, 18, 0)
        strip.setSpacing(10)
        strip.addWidget(self._name)
        strip.addStretch()
        for button, name in ((self._theme, "firstStartTheme"), (self._language, "firstStartLanguage")):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            strip.addWidget(button)
        for page in (self.choice, self.importing, self.staff, self.making):
            self._stack.addWidget(page)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self._stack)
        middle.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _connect(self, errors: ErrorHandler) -> None:
        for key, slot in (
            ("Ctrl+L", self.languages.toggle),
            ("Ctrl+T", self._change_theme),
            ("Esc", self._go_back),
            ("Ctrl+Return", self._submit),
            ("Ctrl+Enter", self._submit),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        self._language.clicked.connect(self.languages.toggle)
        self._theme.clicked.connect(self._change_theme)
        self.looks.changed.connect(self._wear)
        self._stack.currentChanged.connect(self._show_keys)
        self.choice.chosen.connect(self._begin)
        self.importing.understood.connect(self._name_staff)
        self.staff.ready.connect(self._make)
        self._work.told.connect(self.making.count)
        self._work.done.connect(self._open_founded)
        self._work.refused.connect(self._refuse)
        self._work.failed.connect(partial(self._turn_to, self.staff))
        errors.happened.connect(self.staff.tell)

    def _begin(self, beginning: Beginning) -> None:
        match beginning:
            case Beginning.SAMPLE:
                self._end(Outcome.SAMPLE)
            case Beginning.IMPORT:
                self._turn_to(self.importing)
            case Beginning.EMPTY:
                self._name_staff(None)

    def _name_staff(self, found: SiteFile | None) -> None:
        self.staff.begin(found)
        self._turn_to(self.staff)

    def _make(self, plan: Founding) -> None:
        self.making.begin(len(plan.people))
        self._turn_to(self.making)
        self._work.begin(partial(self._given.found, plan))

    def _refuse(self, refused: RefusedError) -> None:
        self.staff.refuse(refused)
        self._turn_to(self.staff)

    def _open_founded(self) -> None:
        self._end(Outcome.FOUNDED)

    def _end(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.making.open()
        self._turn_to(self.making)
        self._show_keys()
        self.repaint()  # what comes next takes a second, and this is what is seen meanwhile
        self.finished.emit()

    def _submit(self) -> None:
        if self.page is self.staff:
            self.staff.submit()

    def _go_back(self) -> None:
        """One page back; from the first one out."""
        if self.page is self.making:
            self._work.give_up()
            self._turn_to(self.staff)
        elif self.page is self.staff:
            self._turn_to(self.importing if self.staff.has_file else self.choice)
        elif self.page is self.importing:
            if not self.importing.give_up():
                self._turn_to(self.choice)
        else:
            self.close()

    def _turn_to(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)

    def _change_theme(self) -> None:
        self.has_new_theme = True
        self.looks.toggle()

    def _wear(self) -> None:
        self.setStyleSheet(first_start_style(self.looks.theme))
        self._retranslate()

    def _show_keys(self) -> None:
        back, leave = ("Esc", self.tr("back")), ("Esc", self.tr("leave"))
        keys: dict[QWidget | None, tuple[tuple[str, str], ...]] = {
            self.choice: (("1 2 3", self.tr("choose")), ("↑↓", self.tr("move")), ("Enter", self.tr("open")), leave),
            self.importing: (("Enter", self.tr("read the file, then go on")), ("Tab", self.tr("next")), back),
            self.staff: (("Enter", self.tr("next field")), ("Ctrl+Enter", self.tr("make the site")), back),
            self.making: () if self.outcome is not Outcome.LEFT else (("Esc", self.tr("give up")),),
        }
        self.foot.tell(keys.get(self.page, ()))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("dutydesk · first start"))
        self._name.setText(self.tr("dutydesk"))
        self._language.setText(self.tr("中文  Ctrl+L"))
        is_night = self.looks.theme.is_dark
        self._theme.setText(self.tr("Day theme  Ctrl+T") if is_night else self.tr("Night theme  Ctrl+T"))
        self._show_keys()


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dragged."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
