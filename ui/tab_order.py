"""The order of Tab: as one reads, column by column, from top to bottom and from left to right, whatever was made when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

BAND = 12
"""Pixels by which the tops of what stands in one line may differ."""

READ_FROM = "readFrom"
"""A property: the top of what something lies on, with which it is read."""


def in_reading_order(window: QWidget) -> list[QWidget]:
    """Everything that Tab reaches now."""
    reached = [one for one in window.findChildren(QWidget) if _is_reached(one)]
    return sorted(reached, key=lambda one: _place(one, window))


def step(window: QWidget, *, is_forward: bool) -> bool:
    """Give the keys to the next or the previous one; at the ends it begins anew."""
    order = in_reading_order(window)
    if not order:
        return False
    held = window.focusWidget()
    here = order.index(held) if held in order else (-1 if is_forward else 0)
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    order[(here + (1 if is_forward else -1)) % len(order)].setFocus(reason)
    return True


def _is_reached(one: QWidget) -> bool:
    takes_tab = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
    return bool(takes_tab) and one.isVisible() and one.isEnabled()


def _place(one: QWidget, window: QWidget) -> tuple[tuple[int, int], ...]:
    """Where it stands in the box it is in, and that one in its own, from the window down: also right for what is scrolled away."""
    place: list[tuple[int, int]] = []
    while one is not window:
        top = one.property(READ_FROM)
        place.append(((one.y() if top is None else int(top)) // BAND, one.x()))
        above = one.parentWidget()
        if above is None:
            break
        one = above
    return tuple(reversed(place))
