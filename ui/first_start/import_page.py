"""Importing a site: a file is chosen, and what was understood of it is shown before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dutydesk.refusals import RefusedError
from dutydesk.room_rows import Dialled
from dutydesk.site_import import SiteFile, read_site, write_example
from ui.first_start.button import EnterButton
from ui.first_start.preview import Preview
from ui.first_start.work import Told, Work
from ui.labels import plain_label
from ui.languages import Languages

Say = Callable[..., str]
DIALOG = (860, 560)


class ImportPage(QWidget):
    """`understood` carries a `SiteFile` that somebody looked at and wants."""

    understood = Signal(object)

    def __init__(self, dialled: Dialled, say: Say, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialled = dialled
        self._say = say
        self._languages = languages
        self._refused: RefusedError | None = None
        self._example = ""
        self._read_rows = 0
        self.work = Work(self)
        self.found: SiteFile | None = None
        self._title, self._lead, self._columns = plain_label("title"), plain_label("muted"), plain_label("muted")
        self.line = QLineEdit()
        self.line.setObjectName("importPath")
        self.browse, self.example = EnterButton(), EnterButton()
        self.browse.setObjectName("importBrowse")
        self.example.setObjectName("importExample")
        self.said = plain_label("plain", "importSaid")
        self.preview = Preview(say)
        self.go_on = EnterButton()
        self.go_on.setObjectName("importGoOn")
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show()

    def take(self, path: Path) -> None:
        """Read this file: it was dropped here, chosen or typed."""
        self.line.setText(str(path))
        self._forget()
        self._read()

    def give_up(self) -> bool:
        """Read no further; False when nothing was being read."""
        was_reading = self.work.is_running
        self.work.give_up()
        self._show()
        return was_reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.go_on if self.found else self.line).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        for button in (self.browse, self.example):
            button.setProperty("role", "other")
        self.go_on.setProperty("role", "main")
        for label in (self._lead, self._columns, self.said):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        row.addWidget(self.example)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, 22)
        column.setSpacing(12)
        for part in (self._title, self._lead):
            column.addWidget(part)
        column.addLayout(row)
        for part in (self._columns, self.said):
            column.addWidget(part)
        column.addWidget(self.preview, 1)
        column.addStretch()
        column.addLayout(foot)

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._read)
        self.line.textEdited.connect(self._forget)
        self.browse.clicked.connect(self._browse)
        self.example.clicked.connect(self._ask_where)
        self.go_on.clicked.connect(self._go_on)
        self.work.told.connect(self._count)
        self.work.done.connect(self._understand)
        self.work.refused.connect(self._refuse)
        self.work.failed.connect(self._show)

    def _browse(self) -> None:
        dialog = self._dialog("importDialog", self.tr("Choose a table of rooms and people"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_chosen)
        dialog.open()

    def _ask_where(self) -> None:
        dialog = self._dialog("exampleDialog", self.tr("Where shall the example go?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("dutydesk-example.csv"))
        dialog.fileSelected.connect(self._write_example)
        dialog.open()

    def _dialog(self, name: str, title: str) -> QFileDialog:
        """A file dialog, with the words that Qt's own Chinese lacks."""
        dialog = QFileDialog(self, title, self._folder(), self.tr("Tables (*.csv *.txt);;All files (*)"))
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(*DIALOG)
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Look in:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Files of type:"))
        return dialog

    def _folder(self) -> str:
        typed = Path(self.line.text().strip()).expanduser()
        return str(typed.parent if self.line.text().strip() and typed.parent.is_dir() else Path.home())

    def _take_chosen(self, path: str) -> None:
        self.take(Path(path))

    def _write_example(self, path: str) -> None:
        try:
            write_example(Path(path), self._languages.code)
        except RefusedError as refused:
            self._refuse(refused)
            return
        self.take(Path(path))
        self._example = path

    def _read(self) -> None:
        typed = self.line.text().strip().strip('"')
        if self.work.is_running:
            return
        if self.found is not None or not typed:
            self._go_on()
            return
        self._refused, self._example, self._read_rows = None, "", 0
        path, dialled = Path(typed).expanduser(), self._dialled

        def read(told: Told) -> SiteFile:
            return read_site(path, dialled, told)

        self.work.begin(read)
        self._show()

    def _forget(self) -> None:
        """Another path is typed: what was read before is not what it says."""
        self.work.give_up()
        self.found = self._refused = None
        self._example = ""
        self._show()

    def _go_on(self) -> None:
        if self.found is not None:
            self.understood.emit(self.found)

    def _count(self, rows: int) -> None:
        self._read_rows = rows
        self._show()

    def _understand(self, found: SiteFile) -> None:
        self.found = found
        self._show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, refused: RefusedError) -> None:
        self._refused = refused
        self._show()
        self.line.setFocus()
        self.line.selectAll()

    def _show(self) -> None:
        self.preview.show_file(self.found)
        self.preview.setVisible(self.found is not None)
        self._columns.setVisible(self.found is None)
        self.go_on.setEnabled(self.found is not None)
        self.said.setProperty("role", "fault" if self._refused else "plain")
        self.said.style().polish(self.said)
        self.said.setText(self._words())
        self.said.setVisible(bool(self.said.text()))

    def _words(self) -> str:
        if self._refused is not None:
            return self._say(self._refused.code, **self._refused.values)
        if self.work.is_running:
            return self.tr("Reading: {rows} rows. Esc stops.").format(rows=QLocale().toString(self._read_rows))
        if self._example:
            return self.tr("This is the example, written to {path}. Fill in your own rooms and choose it again.").format(path=self._example)
        return ""

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Import a site"))
        self._lead.setText(self.tr("Type the path of a CSV file and press Enter, browse, or drag it in here. Nothing is written yet."))
        self._columns.setText(
            self.tr(
                "Its first row names the columns: building, unit, room, floor, name, phone, tie, note; only the room is needed. "
                "One row per room or person, as many as you like; headings may be Chinese or English, and other usual names are known too."
            )
        )
        self.line.setPlaceholderText(self.tr("Path of the file"))
        self.line.setAccessibleName(self.tr("Path of the file"))
        self.browse.setText(self.tr("Browse…"))
        self.example.setText(self.tr("Show me an example"))
        self.go_on.setText(self.tr("Take these and go on"))
        self._show()
