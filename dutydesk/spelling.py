"""How typed text is made plain before it is compared: one sign for each sign, so that positions stay the same."""

from __future__ import annotations

import re

_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_LOWER_WIDE = {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
_PLAIN = str.maketrans(_HALF_WIDTH | _DASHES | _LOWER | _LOWER_WIDE | {0x3000: " ", ord("﹟"): "#"})
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SUFFIXES = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 3


def plain(text: str) -> str:
    """Full-width signs, dashes and capital letters as an input method or a telephone writes them, made plain; the length never changes."""
    return text.translate(_PLAIN)


def words(text: str) -> tuple[str, ...]:
    """The Latin words and digit runs of plain text, in order."""
    return tuple(_WORD.findall(text))


def stem(word: str) -> str:
    """An English word without its commonest endings: "leaks", "leaking" and "leaked" meet in "leak"."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word.removesuffix(suffix)
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word
