"""The pages of the first start, before there is a desk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from dutydesk.catalogue import Catalogue
from dutydesk.founding_plan import Founding
from dutydesk.room_rows import dialled_at
from tests.screenshots.scenes import Look
from ui.errors import ErrorHandler
from ui.first_start.choice_page import Beginning
from ui.first_start.window import FirstStart, FirstStartWindow
from ui.first_start.work import Told

ROWS = """楼栋,单元,房号,姓名,电话,身份,备注
3,1,1502,吴先生,13905710275,业主,家有老人
3,1,1402,周女士,13805716620,业主,
3,1,1302,王强,139057,租户,
3,1,,李娜,13905710277,家属,
5,2,0301,陈晓燕,0571-88880000,业主,
"""


class Welcome:
    """The window of the first start; nothing is ever made."""

    def __init__(self, application: QApplication, look: Look) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dutydesk-")
        self.folder = Path(self._folder.name)
        given = FirstStart(Path("/srv/dutydesk"), look.language, look.theme, dialled_at("CN", "0571"), Catalogue.load().say, _nothing)
        self.widget: FirstStartWindow = FirstStartWindow(application, given, ErrorHandler())
        self.widget.resize(*look.size)
        self.widget.show()
        self.widget.activateWindow()
        self.settle()

    def wait(self, milliseconds: int) -> None:
        """Let the worker read a file."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        self.settle()

    def settle(self) -> None:
        """Until everything is laid out."""
        for _ in range(6):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def close(self) -> None:
        """The window goes; the application is left speaking English."""
        self.widget.close()
        self.widget.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload] # None means every widget
        self._folder.cleanup()


def _nothing(_plan: Founding, _told: Told) -> None:
    pass


def first_start(_welcome: Welcome) -> None:
    """How to begin."""


def importing(welcome: Welcome) -> None:
    """A table of rooms and people, and what was understood of it."""
    rooms = welcome.folder / "rooms.csv"
    rooms.write_text(ROWS, encoding="utf-8")
    welcome.widget.choice.chosen.emit(Beginning.IMPORT)
    welcome.settle()
    welcome.widget.importing.take(rooms)
    welcome.wait(600)


def staff(welcome: Welcome) -> None:
    """Who works here."""
    welcome.widget.choice.chosen.emit(Beginning.EMPTY)
    welcome.settle()


WELCOMES: dict[str, Callable[[Welcome], None]] = {"first-start": first_start, "importing": importing, "staff": staff}
"""Every page by its name."""
