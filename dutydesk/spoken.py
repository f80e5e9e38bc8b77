"""In which language a command line is answered that asked for help, or could not be understood."""

from __future__ import annotations

import argparse
import ctypes
import locale
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from dutydesk import settings

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a terminal says which language it speaks: the first that says anything counts."""


def language_of(argv: Sequence[str] | None, environment: Mapping[str, str], usual_data: Path) -> str:
    """The language that `argv` names, else that of the terminal or of Windows, else that of the settings."""
    asked = _asked(sys.argv[1:] if argv is None else argv)
    spoken = next((value for name in VARIABLES if (value := environment.get(name))), "") or _of_windows()
    for found in (asked.lang, spoken[:2].lower()):
        if found in settings.LANGUAGES:
            return found
    return settings.load(Path(asked.data or usual_data) / settings.FILE)[0].site.language


class _LenientParser(argparse.ArgumentParser):
    """Stops at what it does not understand instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _asked(argv: Sequence[str]) -> argparse.Namespace:
    """`lang` and `data` as far as a line that may be wrong names them."""
    reader, found = _LenientParser(add_help=False), argparse.Namespace(lang="", data="")
    reader.add_argument("--lang")
    reader.add_argument("--data")
    try:
        return reader.parse_known_args(argv, found)[0]
    except ValueError:
        return found


def _of_windows() -> str:
    """The language of the user's Windows, such as "zh_CN"; "" elsewhere."""
    windows = getattr(ctypes, "windll", None)
    return locale.windows_locale.get(windows.kernel32.GetUserDefaultUILanguage(), "") if windows else ""
