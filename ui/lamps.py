"""The lamps of the top strip: how each phone source and the storage are. Normal is grey; words come with trouble."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from dutydesk.health import StorageHealth, StorageState
from dutydesk.telephony.events import Health, HealthState
from ui import icons
from ui.labels import plain_label
from ui.theme import Looks

ICON = 20


class Shine(Enum):
    """How a lamp shines."""

    NONE = auto()
    NORMAL = auto()
    FAULTS = auto()
    LOST = auto()


class Lamp(QFrame):
    """An icon with a word; red and loud only when something is lost. Its tool tip says more, in the language that is spoken."""

    clicked = Signal()

    def __init__(self, icon: str, name: str, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._looks = looks
        self._shine = Shine.NONE
        self._icon = QLabel()
        self.word = plain_label("muted", f"{name}Word")
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.word)
        looks.changed.connect(self._draw)
        self._more: Callable[[], str] = str

    def tell_more(self, more: Callable[[], str]) -> None:
        """What the tool tip says, asked when it is about to be read."""
        self._more = more

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self._more() or self.word.text())
        elif event.type() == QEvent.Type.DevicePixelRatioChange:  # moved to a screen of another scale
            self._draw()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the release would go to whatever lies behind

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    @property
    def shine(self) -> Shine:
        """How it shines now."""
        return self._shine

    @property
    def is_alarming(self) -> bool:
        """Whether its word must be seen."""
        return self._shine in (Shine.FAULTS, Shine.LOST)

    def show_state(self, shine: Shine, word: str) -> None:
        """Shine, with its word."""
        self._shine = shine
        self.word.setText(word)
        self.setToolTip(word)
        self.setAccessibleName(word)
        self._draw()

    def _draw(self) -> None:
        colours = self._looks.theme.colours
        colour = {Shine.LOST: colours.red, Shine.FAULTS: colours.amber}.get(self._shine, colours.muted)
        self._icon.setPixmap(icons.pixmap(self._icon_name, colour, ICON, self.devicePixelRatioF()))
        role = "late" if self._shine is Shine.LOST else "muted"
        if self.word.property("role") != role:
            self.word.setProperty("role", role)
            self.word.style().polish(self.word)


class LineLamp(Lamp):
    """All phone sources in one lamp: the worst of them shines."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("line", "lineLamp", looks, parent)
        self._sources: dict[str, Health] = {}
        self._tell()

    def show_health(self, health: Health) -> None:
        """A source's health has changed."""
        self._sources[health.source] = health
        if health.state is HealthState.OFF:
            del self._sources[health.source]
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _tell(self) -> None:
        states = {health.state for health in self._sources.values()}
        lost = ", ".join(sorted(one for one, health in self._sources.items() if health.state is HealthState.DOWN))
        if not states:
            self.show_state(Shine.NONE, self.tr("Phone line: by hand"))
        elif HealthState.DOWN in states:
            self.show_state(Shine.LOST, self.tr("Phone line lost: {sources}").format(sources=lost))
        elif HealthState.BAD in states:
            self.show_state(Shine.FAULTS, self.tr("Phone line: faults"))
        else:
            self.show_state(Shine.NORMAL, self.tr("Phone line"))


class StorageLamp(Lamp):
    """Whether facts go to the database, to the emergency log, or nowhere."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("storage", "storageLamp", looks, parent)
        self._health: StorageHealth | None = None
        self._tell()

    def show_health(self, health: StorageHealth) -> None:
        """The storage's health has changed."""
        self._health = health
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _tell(self) -> None:
        match self._health.state if self._health else StorageState.OK:
            case StorageState.FROZEN:
                self.show_state(Shine.LOST, self.tr("Emergency log"))
            case StorageState.READ_ONLY:
                self.show_state(Shine.LOST, self.tr("Nothing is kept"))
            case _:
                self.show_state(Shine.NORMAL, self.tr("Storage"))
