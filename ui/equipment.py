"""What a checkup asks Qt: the fonts, the screens, and whether themes and texts can be read. On the window's thread; a few ms."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import PySide6
from PySide6.QtCore import QTranslator, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QRawFont

from dutydesk.checkup import Finding
from dutydesk.checkup_facts import FontFound, LooksFound, ScreenFound
from dutydesk.checkup_findings import of_fonts, of_looks, of_screens
from ui.theme import DAY, NIGHT, load_theme

IN_NAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗喆堃玥赟翀珺祎昇镕頔犇燚淼鑫甯䶮"
"""Signs of ordinary names, the last of them in no GB2312 font, some in no small one."""
_UNSEEN = ("offscreen", "minimal")


def of_equipment() -> Iterator[Finding]:
    """Fonts, screens and looks; a platform without a display has no screens."""
    yield of_fonts(fonts())
    yield from of_screens(screens())
    yield of_looks(looks())


def fonts() -> FontFound:
    """The family in which the application writes Chinese, and whether it has what names need."""
    raw = QRawFont.fromFont(QGuiApplication.font(), QFontDatabase.WritingSystem.SimplifiedChinese)
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return FontFound(raw.familyName(), len(chinese), lacking(raw))


def lacking(font: QRawFont) -> str:
    """The signs of names that the font itself has not; Qt then takes them from any other font there is."""
    return "".join(sign for sign in IN_NAMES if not font.supportsCharacter(ord(sign)))


def screens() -> tuple[ScreenFound, ...]:
    """Every screen in its own pixels."""
    if QGuiApplication.platformName() in _UNSEEN:
        return ()
    return tuple(
        ScreenFound(screen.name(), screen.size().width(), screen.size().height(), screen.devicePixelRatio())
        for screen in QGuiApplication.screens()
    )


def looks() -> LooksFound:
    """The themes and the texts, each read once."""
    return LooksFound(QGuiApplication.platformName(), tuple(_broken()))


def versions() -> dict[str, str]:
    """Qt and its binding."""
    return {"Qt": str(qVersion()), "PySide6": PySide6.__version__}


def _broken() -> Iterator[str]:
    for name in (NIGHT, DAY):
        try:
            load_theme(name)
        except (OSError, KeyError, TypeError, ValueError):
            yield f"{name}.toml"
    try:
        compiled = files("resources").joinpath("i18n", "dutydesk_zh.qm").read_bytes()
    except OSError:
        compiled = b""
    if not QTranslator().load(compiled):
        yield "dutydesk_zh.qm"
