"""Pinyin initials, worked out when a name is written so that nothing has to be worked out while somebody types."""

from __future__ import annotations

import gc
import re
import sys

from dutydesk.spelling import plain

_RUN = re.compile(r"[a-z0-9]+")
# Surnames that are read otherwise than the same character in a sentence.
_SURNAMES = {
    "万俟": "mq",
    "单": "s",
    "仇": "q",
    "曾": "z",
    "解": "x",
    "查": "z",
    "盖": "g",
    "朴": "p",
    "区": "o",
    "尉": "y",
    "覃": "q",
    "召": "s",
}


def initials(text: str) -> str:
    """The first letters of `text` as one types them: "水管爆" is "sgb", "Emma Wright" is "ew", "地库 B2" is "dkb2"."""
    # pypinyin takes 0.2 s to import: only those who write names pay for it.
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(plain(text), style=Style.FIRST_LETTER, errors=_latin_letters)
    return "".join(parts)


def name_initials(name: str) -> str:
    """The initials of a person's name; its surname is read as a surname (曾 is "z", not "c")."""
    for surname, letters in _SURNAMES.items():
        if name.startswith(surname):
            return letters + initials(name.removeprefix(surname))
    return initials(name)


def let_go() -> None:
    """Give back the memory of the dictionaries (50 MB) until the next name is written: a window stays for weeks."""
    loaded = [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]
    for name in loaded:
        del sys.modules[name]
    if loaded:
        gc.collect()


def _latin_letters(run: str) -> str:
    """Of a Latin word the first letter, of a mark such as "b2" everything, of other writing nothing."""
    return "".join(word[0] if word.isalpha() else word for word in _RUN.findall(run))
