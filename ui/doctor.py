"""The doctor's look at fonts, looks and sound: on a platform of Qt that shows nothing, so that no display is needed."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from dutydesk.checkup import Finding
from dutydesk.checkup_findings import of_sound
from ui import equipment
from ui.sound import Speaker
from ui.theme import NIGHT, load_theme


def look_around() -> tuple[tuple[Finding, ...], dict[str, str]]:
    """What Qt and the sound find, and their versions. No window is opened."""
    application = QGuiApplication.instance()
    if application is not None:
        return _found(), equipment.versions()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = QGuiApplication(["dutydesk"])
    try:
        made.setFont(load_theme(NIGHT).font(18))
        return _found(), equipment.versions()
    finally:
        made.shutdown()


def _found() -> tuple[Finding, ...]:
    return (of_sound(Speaker().find()), *equipment.of_equipment())
