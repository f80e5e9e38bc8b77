"""The page of phone sources and lines (Ctrl+,): lamps, switches and fields, over the centre. What is typed is never lost by a ring."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dutydesk.phone_fields import SOURCES, Typed
from dutydesk.phone_offers import Offer
from dutydesk.phone_settings import Answer
from dutydesk.site import Member
from ui.covers import has_focus
from ui.first_start.button import EnterButton
from ui.health import DeskHealth
from ui.labels import plain_label
from ui.page import Page
from ui.phone_settings.changing import Kept, PhoneChanging
from ui.phone_settings.fields import FormField, Say
from ui.phone_settings.lines import LinesSection
from ui.phone_settings.source import SourceSection

WIDE = 760
"""From this width on, fields stand side by side."""

FOOT = 44


class PhoneSettingsPage(Page):
    """Takes the keys once the file was read: it is opened to type into it. `say` is the catalogue's, a line may be one of `members`'."""

    def __init__(
        self, changing: PhoneChanging, health: DeskHealth, say: Say, members: Sequence[Member], parent: QWidget | None = None
    ) -> None:
        super().__init__("phoneSettings", parent, "phones")
        self._changing, self._health, self._say = changing, health, say
        self._file: Typed | None = None
        self._sent: Typed | None = None
        self._answer = Answer()
        self._scrolled_to = 0
        self.how.setWordWrap(True)
        self.sources = {table.name: SourceSection(table, partial(health.of_line, table.name), say) for table in SOURCES}
        self.lines = LinesSection(say, members)
        self._sections: tuple[SourceSection | LinesSection, ...] = (*self.sources.values(), self.lines)
        self.apply_button = _button("phonesApply", self.apply)
        self.apply_button.setProperty("role", "main")
        self.undo_button = _button("phonesUndo", changing.undo)
        self.discard_button = _button("phonesDiscard", self.discard)
        self._keys = plain_label("muted", "phonesKeys")
        self._keys.setMinimumHeight(FOOT)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._offer()
        changing.read()

    @property
    def typed(self) -> Typed:
        """What is typed now."""
        on = frozenset(name for name, section in self.sources.items() if section.is_on)
        return Typed({name: section.texts for name, section in self.sources.items()}, on, self.lines.typed)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that the file does not hold."""
        return self._file is not None and _told(self.typed) != _told(self._file)

    def apply(self) -> None:
        """Check what is typed, write it, and let it take effect."""
        if self._file is not None:
            self._forget_faults()
            self._answer = Answer()
            self._sent = self.typed
            self._changing.apply(self._sent)
            self._tell()

    def discard(self) -> None:
        """Show again what the file holds."""
        self._changing.kept, self._file, self._sent = None, None, None
        self.close_button.setFocus()
        self._changing.read()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for section in self._sections:
            section.fit(is_wide=self.width() >= WIDE)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the keys stays in sight while words wrap anew around it, unless the officer scrolled it away."""
        if event.type() == QEvent.Type.Resize and self.area.verticalScrollBar().value() == self._scrolled_to:
            QTimer.singleShot(0, self, self._bring_into_sight)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed comes back with the page: a ring that is taken meanwhile closes it."""
        super().hideEvent(event)
        self._changing.kept = Kept(self.typed, self._file) if self._file is not None and self.is_changed else None

    def _lay_out(self) -> None:
        holder = self._holder = QWidget()
        holder.setObjectName("phoneRows")
        holder.setEnabled(False)  # until it is known what the file holds
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 14, 0)
        rows.setSpacing(12)
        for section in self._sections:
            rows.addWidget(section)
        rows.addStretch()
        holder.installEventFilter(self)
        self.area.setWidget(holder)
        self.add_foot(self.apply_button, self.undo_button, self.discard_button, self._keys)

    def _connect(self) -> None:
        for section in self._sections:
            section.changed.connect(self._typed_on)
            section.entered.connect(self.apply)
        self._changing.answered.connect(self._take)
        self._changing.ports_found.connect(self._offer_ports)
        self._health.changed.connect(self._tell_lamps)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr] # there is one: this is a widget

    def _take(self, answer: Answer) -> None:
        self._answer, is_first = answer, self._file is None
        if answer.typed is not None:
            self._file = answer.typed
            self._show_file(answer.typed, self._changing.kept if is_first else None)
        self._holder.setEnabled(self._file is not None)
        self._forget_faults()
        first = self._complain()
        if is_first and answer.typed is not None:
            self._take_keys()
        elif first is not None and has_focus(self):
            first.setFocus()
        self._offer()
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _show_file(self, file: Typed, kept: Kept | None) -> None:
        """What the file holds, unless there is what was typed before, or since it was asked for."""
        if kept is not None:
            self._show(kept.typed)
            if _told(kept.file) != _told(file):
                self._answer = Answer("phones.changed_meanwhile")
        elif self._sent is None or self._sent == self.typed:
            self._show(file)
        self._sent = None

    def _show(self, typed: Typed) -> None:
        for name, section in self.sources.items():
            section.show_typed(typed.sources.get(name, {}), is_on=name in typed.on)
        self.lines.show_lines(typed.lines)

    def _take_keys(self) -> None:
        if self.isVisible():
            next(iter(self.sources.values())).first().setFocus()

    def _complain(self) -> QWidget | None:
        """Say at each field what is wrong there; answers the first of them."""
        places = []
        for fault in self._answer.faults:
            sentence = self._say(fault.code, **fault.values)
            section = self.sources.get(fault.table)
            places.append((section or self.lines).complain(fault, sentence))
        return places[0] if places else None

    def _forget_faults(self) -> None:
        for section in self._sections:
            section.forget_faults()

    def _offer(self) -> None:
        """Undo and discard where there is something to take back; a button that goes gives the keys to its neighbour."""
        for button, is_offered in ((self.undo_button, self._changing.can_undo), (self.discard_button, self.is_changed)):
            if button.hasFocus() and not is_offered:
                self.apply_button.setFocus()
            button.setVisible(is_offered)
        self._tell()

    def _typed_on(self) -> None:
        """What was said of the last change is old news; what is wrong still is."""
        if not self._answer.faults:
            self._answer = Answer()
        self._offer()

    def _tell(self) -> None:
        waits = self.tr("Working …") if self._changing.is_waiting and self._file is not None else ""
        unsaved = self.tr("Not applied yet.") if self.is_changed else ""
        said = self._say(self._answer.said, **self._answer.values) if self._answer.said else ""
        self.how.setText(waits or said or unsaved)

    def _offer_ports(self, ports: tuple[Offer, ...]) -> None:
        for section in self.sources.values():
            section.offer_ports(ports)

    def _tell_lamps(self) -> None:
        for section in self.sources.values():
            section.tell()

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Phones"))
        self.close_button.setText(self.tr("Close"))
        self._keys.setText(self.tr("Enter applies, Esc closes"))
        self.apply_button.setText(self.tr("&Apply"))
        self.undo_button.setText(self.tr("Put &back as before"))
        self.discard_button.setText(self.tr("&Discard"))
        for section in self._sections:
            section.retranslate()
        self._forget_faults()
        self._complain()
        self._tell()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.area.isAncestorOf(now):
            if any(section.asks_for_port(now) for section in self.sources.values()):
                self._changing.look_for_ports()  # a device may have been plugged in meanwhile
            QTimer.singleShot(0, self, self._bring_into_sight)  # once what was just added is laid out

    def _bring_into_sight(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.area.isAncestorOf(focus):
            return
        around = focus.parentWidget()
        if isinstance(around, FormField):  # with what is wrong in it, where there is room
            self.area.ensureWidgetVisible(around, 0, 8)
        self.area.ensureWidgetVisible(focus, 0, 30)
        self._scrolled_to = self.area.verticalScrollBar().value()


def _told(typed: Typed) -> object:
    """What would be written: nothing of a source that is off."""
    return {name: dict(texts) for name, texts in typed.sources.items() if name in typed.on}, typed.lines


def _button(name: str, pressed: object) -> EnterButton:
    button = EnterButton()
    button.setObjectName(name)
    button.clicked.connect(pressed)
    return button
