"""Pinyin, initials and whole, worked out when a name is written so that nothing has to be worked out while somebody types."""

from __future__ import annotations

import gc
import re
import sys

from dutydesk.spelling import plain

_RUN = re.compile(r"[a-z0-9]+")
# Surnames that are read otherwise than the same character in a sentence.
_SURNAMES = {
    "万俟": ("mo", "qi"),
    "单": ("shan",),
    "仇": ("qiu",),
    "曾": ("zeng",),
    "解": ("xie",),
    "查": ("zha",),
    "盖": ("ge",),
    "朴": ("piao",),
    "区": ("ou",),
    "尉": ("yu",),
    "覃": ("qin",),
    "召": ("shao",),
}


def initials(text: str) -> str:
    """The first letters of `text` as one types them: "水管爆" is "sgb", "Emma Wright" is "ew", "地库 B2" is "dkb2"."""
    # pypinyin takes 0.2 s to import: only those who write names pay for it.
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(plain(text), style=Style.FIRST_LETTER, errors=_latin_letters)
    return "".join(parts)


def name_initials(name: str) -> str:
    """The initials of a person's name; its surname is read as a surname (曾 is "z", not "c")."""
    surname, rest = _surname_and_rest(name)
    return "".join(syllable[0] for syllable in surname) + initials(rest)


def name_spelled(name: str) -> str:
    """A person's name as one spells it, without spaces: "王强" is "wangqiang", "曾勇" is "zengyong", "Emma Wright" is "emmawright"."""
    from pypinyin import lazy_pinyin  # as above

    surname, rest = _surname_and_rest(name)
    return "".join((*surname, *lazy_pinyin(plain(rest), errors=_latin_words)))


def _surname_and_rest(name: str) -> tuple[tuple[str, ...], str]:
    """The syllables of a surname with a reading of its own, and what stands behind it."""
    for surname, syllables in _SURNAMES.items():
        if name.startswith(surname):
            return syllables, name.removeprefix(surname)
    return (), name


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


def _latin_words(run: str) -> str:
    return "".join(_RUN.findall(run))
