"""The language of the window: Chinese or English, switched while running.

Texts in code are English; ``resources/i18n/dutydesk_zh.ts`` holds the Chinese. After a change of texts, in the checkout:
``pyside6-lupdate -extensions py ui -no-obsolete -locations none -ts resources/i18n/dutydesk_zh.ts``, fill in the Chinese, then
``pyside6-lrelease resources/i18n/dutydesk_zh.ts``. A test says when either was forgotten.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

CHINESE = "zh"
ENGLISH = "en"
CODES = (CHINESE, ENGLISH)
FILE = "dutydesk_zh.qm"


class Languages(QObject):
    """The language that is spoken now. Widgets hear of a change by Qt's own LanguageChange event, others by `changed`."""

    changed = Signal()

    def __init__(self, application: QCoreApplication, code: str = CHINESE) -> None:
        super().__init__()
        self._application = application
        self._translators: list[QTranslator] = []
        self._texts = _compiled()  # QTranslator keeps no copy of its own
        self.damaged = ""
        """The file with the Chinese texts, when it cannot be read; English is spoken then."""
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
        self._translators = [*_texts(self, self._texts)] if code == CHINESE else []
        self.damaged = FILE if code == CHINESE and not self._translators else ""
        self.code = ENGLISH if self.damaged else code
        QLocale.setDefault(self.locale)
        for translator in self._translators:
            self._application.installTranslator(translator)
        self.changed.emit()

    def toggle(self) -> None:
        """From Chinese to English and back."""
        self.speak(ENGLISH if self.code == CHINESE else CHINESE)


def _locale(code: str) -> QLocale:
    if code == CHINESE:
        return QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _compiled() -> bytes:
    try:
        return files("resources").joinpath("i18n", FILE).read_bytes()
    except OSError:
        return b""


def _texts(owner: QObject, compiled: bytes) -> list[QTranslator]:
    """Our texts, and Qt's own where this installation has them: later ones are asked first. None where ours cannot be read."""
    qt_texts, own = QTranslator(owner), QTranslator(owner)
    loaded = []
    if qt_texts.load(str(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm")):
        loaded.append(qt_texts)
    return [*loaded, own] if own.load(compiled) else []
