"""The language of the window: Chinese or English, switched while running.

Texts in code are English; ``resources/i18n/dutydesk_zh.ts`` holds the Chinese, and ``dutydesk_en.ts`` what a number does to an English
text ("1 call", "2 calls"). After a change of texts, in the checkout::

    pyside6-lupdate -extensions py ui -no-obsolete -locations none -ts resources/i18n/dutydesk_zh.ts
    pyside6-lupdate -extensions py ui -no-obsolete -locations none -pluralonly -ts resources/i18n/dutydesk_en.ts

then fill in what is unfinished, and ``pyside6-lrelease`` both. A test says when any of it was forgotten.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal

CHINESE = "zh"
ENGLISH = "en"
CODES = (CHINESE, ENGLISH)


class Languages(QObject):
    """The language that is spoken now. Widgets hear of a change by Qt's own LanguageChange event, others by `changed`.

    Texts that cannot be read are `missing`, by the name of their file; without the Chinese ones English is spoken.
    """

    changed = Signal()

    def __init__(
        self,
        application: QCoreApplication,
        code: str = CHINESE,
        *,
        folder: Traversable | None = None,
        qt_folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._application = application
        self._folder = folder or files("resources").joinpath("i18n")
        self._qt_folder = qt_folder or Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._compiled = {file: self._read(file) for file in map(_file, CODES)}  # QTranslator keeps no copy of its own
        own = {code: self._own(_file(code)) for code in CODES}
        self.missing = tuple(_file(code) for code, translator in own.items() if translator is None)
        self._texts = {code: [one for one in (self._of_qt(code), own[code]) if one is not None] for code in CODES}
        self._translators: list[QTranslator] = []
        self.code = ENGLISH
        self.speak(code)

    @property
    def locale(self) -> QLocale:
        """How dates and numbers are written."""
        return _locale(self.code)

    def speak(self, code: str) -> None:
        """Change the language of everything on the screen. Raises ValueError for a language there is no text in."""
        if code not in CODES:
            raise ValueError(f"no texts in language {code!r}")
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self.code = ENGLISH if _file(CHINESE) in self.missing else code
        QLocale.setDefault(self.locale)
        self._translators = self._texts[self.code]
        for translator in self._translators:
            self._application.installTranslator(translator)
        self.changed.emit()

    def fall_silent(self) -> None:
        """Say nothing more: another window's languages have taken over, and nothing that is read there changes by it.

        Qt would tell every window of a change, and a whole desk would be said anew under the first keys.
        """
        hush = _Hush()
        self._application.installEventFilter(hush)
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._application.removeEventFilter(hush)
        self._translators = []

    def toggle(self) -> None:
        """From Chinese to English and back."""
        self.speak(ENGLISH if self.code == CHINESE else CHINESE)

    def _read(self, file: str) -> bytes:
        try:
            return self._folder.joinpath(file).read_bytes()
        except OSError:
            return b""

    def _own(self, file: str) -> QTranslator | None:
        """Our texts, None where they cannot be read."""
        translator = QTranslator(self)
        is_read = bool(self._compiled[file]) and translator.load(self._compiled[file]) and not translator.isEmpty()
        return translator if is_read else None

    def _of_qt(self, code: str) -> QTranslator | None:
        """The words of Qt's own boxes and menus, where this installation has them; ours are asked before them."""
        translator = QTranslator(self)
        return translator if code == CHINESE and translator.load(str(self._qt_folder / "qtbase_zh_CN.qm")) else None


class _Hush(QObject):
    """Keeps the application from passing on that its language has changed."""

    def eventFilter(self, application: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.LanguageChange and application is QCoreApplication.instance()


def _file(code: str) -> str:
    return f"dutydesk_{code}.qm"


def system_language() -> str:
    """The language to begin with: English where the system speaks it, else Chinese."""
    return ENGLISH if QLocale.system().language() == QLocale.Language.English else CHINESE


def _locale(code: str) -> QLocale:
    if code == CHINESE:
        return QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
