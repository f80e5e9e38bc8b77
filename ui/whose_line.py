"""Whose line a ring was forwarded from, and the call they are out on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dutydesk.journal import Readings
from dutydesk.workshop import OUT_ON_A_CALL
from ui.names import Names


class WhoseLine:
    """Says it in the language that is spoken, as the board stands now."""

    def __init__(self, names: Names, readings: Readings) -> None:
        self._names = names
        self._readings = readings

    def said(self, number: str) -> str:
        """Who is out on which call, or whose phone it is while they are not; "" where the line is nobody's own."""
        member = self._names.owner(number)
        if not member:
            return ""
        out = self.out(number)
        return out or QCoreApplication.translate("WhoseLine", "{name}'s phone").format(name=self._names.member(member))

    def out(self, number: str) -> str:
        """Who is out on which call; "" while they are not, and for nobody's own line."""
        member = self._names.owner(number)
        row = self._readings.member(member) if member else None
        if row is None or not row.call or row.status not in OUT_ON_A_CALL:
            return ""
        said = QCoreApplication.translate("WhoseLine", "{name} is out on {call}")
        return said.format(name=self._names.member(member), call=self._names.call(row.call))
