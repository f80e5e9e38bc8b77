"""The mark of a field that holds a name, a number or free text about a person."""

from __future__ import annotations

from dataclasses import field


def private() -> str:
    """A text field that is stored in the private part of its entry and is "" once erased."""
    text: str = field(default="", metadata={"private": True})
    return text
