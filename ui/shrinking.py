"""A frame for a part that is as high as what it holds while there is room, and is scrolled where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.touch import scroll_by_finger


class Shrinking(QScrollArea):
    """Holds `part`; it gives way down to `least` pixels, and never takes the focus itself."""

    def __init__(self, part: QWidget, least: int) -> None:
        super().__init__()
        self._part, self._least = part, least
        self.setObjectName(f"{part.objectName()}Area")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(part)
        self._follow()
        part.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._show_head)
        scroll_by_finger(self)

    def sizeHint(self) -> QSize:
        """As high as the part is at this width: words that wrap need more lines than a hint without a width knows of."""
        wrapped = self._part.heightForWidth(self.width()) if self._part.hasHeightForWidth() else 0
        return self._part.minimumSizeHint().expandedTo(self._part.minimumSize()).expandedTo(QSize(0, wrapped))

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(wanted.width(), min(self._least, wanted.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _show_head(self) -> None:
        """What comes first matters most, also when something was added."""
        self.verticalScrollBar().setValue(0)

    def _follow(self) -> None:
        """Be there while the part is. What has no place yet waits to be laid out: shown, it would be a window for a moment."""
        if self._part.isHidden():
            self.hide()
        elif self.parent() is not None:
            self.show()

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._follow()
        elif event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(part, event)
