"""What the line under the input says looks like what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from tests.ui.centre.console import Console


def test_a_refusal_has_a_sign_and_is_not_red(console: Console) -> None:
    console.enter("/frobnicate 17")
    label = console.find(QLabel, "hint")
    assert label.text().startswith("×")
    assert label.property("role") == "refused"
    assert not console.hint.startswith("×")
