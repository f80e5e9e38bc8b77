"""The axes: full hours of the site's clock over the lanes, and whose lane it is beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from dutydesk.timeline.hours import full_hours
from ui import durations
from ui.premises import Premises
from ui.theme import Looks

HIGH = 24
ROOM = 92
"""Pixels that a label of the hours has at least."""
STEPS = (1, 2, 3, 4, 6, 12, 24)


class Axis(pyqtgraph.AxisItem):  # type: ignore[misc] # pyqtgraph brings no types
    """Texts in the theme's font and colours, without lines of its own."""

    def __init__(self, side: str, looks: Looks, offset: int) -> None:
        super().__init__(side, maxTickLength=0)
        self._looks = looks
        self.setStyle(autoExpandTextSpace=False, autoReduceTextSpace=False, tickTextOffset=offset)
        self.enableAutoSIPrefix(enable=False)

    def renew(self) -> None:
        """Paint all anew: theme, language or texts have changed."""
        theme = self._looks.theme
        self.setTickFont(theme.font(theme.sizes.small))
        self.setTextPen(theme.colours.muted)
        self.setPen(theme.colours.ground)
        self.setTickPen(theme.colours.ground)

    def _updateLabel(self) -> None:
        """An axis has no title here; laying an empty one out, as pyqtgraph does, takes 30 ms the first time."""


class HourAxis(Axis):
    """Hours as the site's clock shows them; midnight shows its date."""

    def __init__(self, premises: Premises, looks: Looks) -> None:
        super().__init__("top", looks, 3)
        self._premises = premises
        self.setHeight(HIGH)

    def hours(self, left: float, right: float, wide: float) -> list[float]:
        """The hours that have a label."""
        return [hour.timestamp() for hour in self._hours(left, right, wide)]

    def _hours(self, left: float, right: float, wide: float) -> list[datetime]:
        start, end = datetime.fromtimestamp(left, UTC), datetime.fromtimestamp(right, UTC)
        an_hour = wide * 3600 / max(1.0, right - left)
        every = next((step for step in STEPS if step * an_hour >= ROOM), STEPS[-1])
        return list(full_hours(start, end, self._premises.zone, every))

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[None, list[float]]]:  # noqa: N803 - as pyqtgraph has it
        return [(None, self.hours(minVal, maxVal, size))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float | None) -> list[str]:
        return [self._label(datetime.fromtimestamp(value, UTC).astimezone(self._premises.zone)) for value in values]

    def _label(self, hour: datetime) -> str:
        return durations.short_date(hour) if hour.hour == 0 else f"{hour:%H:%M}"


class NamesAxis(Axis):
    """Whose lane it is."""

    def __init__(self, looks: Looks, wide: int) -> None:
        super().__init__("left", looks, 12)
        self._names: dict[float, str] = {}
        self._wide = wide
        self.setWidth(wide)

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are written, from top to bottom."""
        return tuple(self._names.values())

    def show_names(self, names: Sequence[tuple[float, str]]) -> None:
        """These names, each at its height in pixels."""
        metrics = QFontMetrics(self._looks.theme.font(self._looks.theme.sizes.small))
        fitted = {y: metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._wide - 24) for y, name in names}
        if fitted != self._names:
            self._names = fitted
            self.renew()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[None, list[float]]]:  # noqa: N803 - as pyqtgraph has it
        return [(None, list(self._names))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float | None) -> list[str]:
        return [self._names.get(value, "") for value in values]
