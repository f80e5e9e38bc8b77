"""The palette of the Fusion style, whole: every role in every group, so that menus, boxes and Qt's own dialogs wear the theme too."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.theme_file import Colours

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
IN_REST = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText, Role.PlaceholderText, Role.Link, Role.LinkVisited)
"""What is faint in a widget that cannot be used now."""


def palette(colours: Colours) -> QPalette:
    """A palette with nothing left to Qt's choice (setColorScheme does nothing under plain X11)."""
    made = QPalette()
    for role, colour in _roles(colours).items():
        for group in (Group.Active, Group.Inactive, Group.Disabled):
            made.setColor(group, role, colour)
    for role in IN_REST:
        made.setColor(Group.Disabled, role, colours.faint)
    made.setColor(Group.Disabled, Role.Highlight, colours.line)
    made.setColor(Group.Disabled, Role.Base, colours.panel)
    return made


def _roles(colours: Colours) -> dict[QPalette.ColorRole, QColor]:
    """Grey is normal: what is chosen or pressed is a shade of grey too."""
    return {
        Role.Window: colours.ground,
        Role.WindowText: colours.text,
        Role.Base: colours.deep,
        Role.AlternateBase: colours.lane,
        Role.Text: colours.text,
        Role.PlaceholderText: colours.faint,
        Role.Button: colours.raised,
        Role.ButtonText: colours.text,
        Role.BrightText: colours.text,
        Role.Highlight: colours.busy,
        Role.HighlightedText: colours.on_busy,
        Role.Accent: colours.border,
        Role.Link: colours.text,
        Role.LinkVisited: colours.muted,
        Role.ToolTipBase: colours.raised,
        Role.ToolTipText: colours.text,
        Role.Light: colours.border,
        Role.Midlight: colours.line,
        Role.Mid: colours.border,
        Role.Dark: colours.border,
        Role.Shadow: colours.deep,
    }
