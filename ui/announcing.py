"""Announcing: what a screen reader says at once, although nothing that has the keys has changed."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Say a sentence; an urgent one interrupts what is being said."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, text)
    urgent, polite = QAccessible.AnnouncementPoliteness.Assertive, QAccessible.AnnouncementPoliteness.Polite
    event.setPoliteness(urgent if is_urgent else polite)
    QAccessible.updateAccessibility(event)
