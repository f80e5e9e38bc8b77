"""Looking at every widget of a window as an officer's eye does: is the text whole, is it large enough, does anything lie on it?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from ui.centre.chips import Chip
from ui.key_bar import KeyButton
from ui.labels import ElidedLabel
from ui.reading_painter import read_row
from ui.rows import ROW

SMALLEST_TEXT = 16
TARGET, MAIN_TARGET = 32, 44
MAIN = {"inputLine", "keyBar", "ringTake", "signOnLine"}
FLOATING = {"notice", "keyHelp", "phonePage", "phoneSettings", "crewCard", "chooser", "completions"}
GIVE_WAY = {
    "crewOff",
    "noticeText",
    "phoneLineWhy",
    "ringFrom",
    "ringBrief",
    "ringOpenCall",
    "ringRepair0",
    "ringRepair1",
    "ringRepair2",
    "callerLast",
    "callerNote",
    "candidateCardAside",
    "historyCardAside",
    "stepPanelAside",
    "findCardAside",
    "callerCardAside",
    "questionCardAside",
    "phoneTallyHead",
}
"""Labels that may be shortened: what they say is beside the matter, or stands elsewhere too."""


def visible(window: QWidget) -> list[QWidget]:
    """Everything that is shown, without what is scrolled out of sight and without Qt's own inner parts."""
    return [one for one in window.findChildren(QWidget) if one.isVisible() and not one.visibleRegion().isEmpty() and not _is_inner(one)]


def findings(window: QWidget) -> Iterator[str]:
    """What is wrong, in words that name the widget."""
    shown = visible(window)
    for one in shown:
        yield from _text(one)
        yield from _place(one)
        yield from _target(one)
        yield from _name(one)
        if isinstance(one, QAbstractItemView):
            yield from _rows(one)
    yield from _overlaps(shown)


def told(widget: QWidget) -> str:
    """A widget by its name and those above it."""
    chain = []
    one: QWidget | None = widget
    while one is not None and not one.isWindow():
        if one.objectName():
            chain.append(one.objectName())
        one = one.parentWidget()
    text = widget.property("text")
    return "/".join(reversed(chain[:2])) + f" <{type(widget).__name__}>" + (f" {text!r}" if text else "")


def takes_tab(one: QWidget) -> bool:
    """Whether Tab stops there."""
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None


def _is_inner(one: QWidget) -> bool:
    return isinstance(one, QScrollBar) or (one.objectName().startswith("qt_") and not isinstance(one, QLabel))


# ---- texts


def _text(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel | QAbstractButton | QLineEdit) and one.property("text") and one.font().pixelSize() < SMALLEST_TEXT:
        yield f"{told(one)}: text of {one.font().pixelSize()} px"
    if isinstance(one, ElidedLabel):
        yield from _elided(one)
    elif isinstance(one, QLabel) and one.text():
        yield from _label(one)
    elif isinstance(one, QAbstractButton) and (one.text() or one.layout()):
        wanted = one.layout().minimumSize() if one.layout() else one.sizeHint()
        if not _holds(one.size(), wanted):
            yield f"{told(one)}: wants {_size(wanted)}, has {_size(one.size())}"
    elif isinstance(one, QLineEdit):
        room = one.contentsRect().width() - 22
        if not one.text() and one.fontMetrics().horizontalAdvance(one.placeholderText()) > room:
            yield f"{told(one)}: {one.placeholderText()!r} wants more than {room} px"


def _elided(one: ElidedLabel) -> Iterator[str]:
    room = one.contentsRect()
    if one.fontMetrics().height() > room.height() + 1:
        yield f"{told(one)}: {room.height()} px high"
    if one.fontMetrics().horizontalAdvance(one.text()) <= room.width():
        return
    if one.objectName() not in GIVE_WAY:
        yield f"{told(one)}: shortened at {room.width()} px"
    one.grab()
    if one.toolTip() != one.text():
        yield f"{told(one)}: shortened without a tool tip"


def _label(one: QLabel) -> Iterator[str]:
    if one.wordWrap():
        if one.heightForWidth(one.width()) > one.height() + 1:
            yield f"{told(one)}: wants {one.heightForWidth(one.width())} px of height at {one.width()}, has {one.height()}"
        return
    if not _holds(one.size(), one.minimumSizeHint()):
        yield f"{told(one)}: wants {_size(one.minimumSizeHint())}, has {_size(one.size())}"


def _rows(view: QAbstractItemView) -> Iterator[str]:
    view.doItemsLayout()  # which waits for a paint otherwise
    model, room = view.model(), view.viewport().rect()
    for position in range(model.rowCount()):
        index = model.index(position, 0)
        rect = view.visualRect(index)
        if not rect.intersects(room) or (isinstance(view, QListView) and view.isRowHidden(position)):
            continue
        if rect.right() > room.right() or rect.left() < room.left():
            yield f"{told(view)} row {position}: wider than its list"
        whole = _whole(index)
        for said in read_row(view, index):
            if said.pixels and said.pixels < SMALLEST_TEXT:
                yield f"{told(view)} row {position} {said.text!r}: text of {said.pixels} px"
            if said.is_cut and not said.is_shortened:
                yield f"{told(view)} row {position} {said.text!r}: {said.width}x{said.height} drawn in {_size(said.rect.size())}"
            if said.is_shortened and not _may_give_way(index, said.text[:-1]):
                yield f"{told(view)} row {position} {said.text!r}: shortened"
            if said.is_shortened and said.text[:-1] not in whole:
                yield f"{told(view)} row {position} {said.text!r}: nowhere told whole"


def _whole(index: object) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")  # type: ignore[attr-defined]


PARTS_THAT_GIVE_WAY = ("fault", "detail", "where", "why", "trade", "sentence")


def _may_give_way(index: object, begun: str) -> bool:
    """Whether the text is one of those that may be shortened: never a number, a name, a status or a clock."""
    row = index.data(ROW)  # type: ignore[attr-defined]
    if row is None or isinstance(row, str):
        return bool(index.data(Qt.ItemDataRole.UserRole)) and str(index.data(Qt.ItemDataRole.UserRole)).startswith(begun)  # type: ignore[attr-defined]
    if begun[:1].isdigit() and begun in str(getattr(row, "where", "")):  # the number of a call and its place
        return False
    return len(begun) >= 2 and any(begun in str(getattr(row, part, "")) for part in PARTS_THAT_GIVE_WAY)


# ---- places


def _place(one: QWidget) -> Iterator[str]:
    parent = one.parentWidget()
    if parent is None or one.isWindow() or _is_scrolled(one):
        return
    if not parent.rect().contains(one.geometry()):
        yield f"{told(one)}: {_rect(one.geometry())} lies outside of {told(parent)} {_size(parent.size())}"


def _is_scrolled(one: QWidget) -> bool:
    above = one.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QScrollArea)


def _overlaps(shown: list[QWidget]) -> Iterator[str]:
    by_parent: dict[int, list[QWidget]] = {}
    for one in shown:
        parent = one.parentWidget()
        if one.objectName() not in FLOATING and not isinstance(parent, QStackedWidget | QAbstractScrollArea) and not one.isWindow():
            by_parent.setdefault(id(parent), []).append(one)
    for beside in by_parent.values():
        for number, one in enumerate(beside):
            for other in beside[number + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    yield f"{told(one)} lies on {told(other)}: {_rect(one.geometry())} {_rect(other.geometry())}"


# ---- targets and names


def _target(one: QWidget) -> Iterator[str]:
    if not isinstance(one, QAbstractButton | Chip | KeyButton | QLineEdit):
        return
    least = MAIN_TARGET if one.objectName() in MAIN or isinstance(one, KeyButton) else TARGET
    if one.height() < least or one.width() < TARGET:
        yield f"{told(one)}: a target of {_size(one.size())}, least {least}"


def _name(one: QWidget) -> Iterator[str]:
    if takes_tab(one) or isinstance(one, QAbstractButton):
        face = QAccessible.queryAccessibleInterface(one)
        if face is None or not face.text(QAccessible.Text.Name):
            yield f"{told(one)}: has no name for a screen reader"


# ---- the ring of focus


def rings(window: QWidget) -> Iterator[str]:
    """Everything that Tab reaches shows where the keys go, by two pixels or more on each side."""
    for one in [one for one in visible(window) if takes_tab(one) and one.isEnabled()]:
        framed = _framed(one)
        one.clearFocus()
        before = framed.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if not one.hasFocus():
            yield f"{told(one)}: does not take the focus"
            continue
        after = framed.grab().toImage()
        if not _has_ring(before, after, round(2 * framed.devicePixelRatioF())):
            yield f"{told(one)}: no ring of focus"


def _framed(one: QWidget) -> QWidget:
    above = one.parentWidget()
    return above if above is not None and above.objectName() in ("inputBar", "timeline") else one


def _has_ring(before: object, after: object, wide: int) -> bool:
    width, height = before.width(), before.height()  # type: ignore[attr-defined]
    middle, level = width // 2, height // 2
    sides = (
        [(middle, y) for y in range(wide)],
        [(middle, height - 1 - y) for y in range(wide)],
        [(x, level) for x in range(wide)],
        [(width - 1 - x, level) for x in range(wide)],
    )
    return all(after.pixel(x, y) != before.pixel(x, y) or _is_ring(after, x, y) for side in sides for x, y in side)  # type: ignore[attr-defined]


def _is_ring(image: object, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() > 200  # type: ignore[attr-defined]


def _holds(room: QSize, wanted: QSize) -> bool:
    return room.width() >= wanted.width() and room.height() >= wanted.height() - 1


def _size(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"


def _rect(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {_size(rect.size())}"
