"""The finding of keywords in free text: Chinese by substring, English by word, pinyin by initials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dutydesk.spelling import plain, stem, words

READ_AT_MOST = 500
"""Characters of a text that are looked at; a line spoken on the phone is never that long."""
_CHARACTER_WEIGHT = 3
_SHORTEST_INITIALS = 2
_SHORTEST_HALF_WORD = 3
_WORDS_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of the owner at that place in the list; `initials` only for a Chinese one."""

    owner: int
    text: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A keyword found: how much of it weighs, whether it was typed in whole, and how many signs it still wants else."""

    owner: int
    keyword: str
    weight: int
    whole: bool
    wanting: int = 0


@dataclass(frozen=True, slots=True)
class _Phrase:
    keyword: Keyword
    stems: tuple[str, ...]
    letters: int


class KeywordIndex:
    """All keywords, arranged so that one pass over a text finds them.

    `ignored` are words that say nothing while half typed, nor as initials ("the", "my").
    """

    def __init__(self, keywords: tuple[Keyword, ...], ignored: frozenset[str]) -> None:
        self._ignored = ignored
        self._chinese = tuple((plain(keyword.text).split(), keyword) for keyword in keywords if keyword.initials)
        phrases = [_phrase(keyword) for keyword in keywords if not keyword.initials]
        self._phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._phrases[phrase.stems[0]].append(phrase)
            first = words(plain(phrase.keyword.text))[0]
            for length in range(_SHORTEST_HALF_WORD, len(first)):
                self._beginnings[first[:length]].append(phrase)
        self._initials: defaultdict[str, list[Keyword]] = defaultdict(list)
        for _, keyword in self._chinese:
            for length in range(_SHORTEST_INITIALS, len(keyword.initials) + 1):
                self._initials[keyword.initials[:length]].append(keyword)

    def hits(self, text: str) -> Iterator[Hit]:
        """Every keyword that `text` has, whole or (its last word) half typed; in no particular order."""
        line = plain(text[:READ_AT_MOST])
        typed = words(line)
        yield from self._chinese_hits(line)
        yield from self._english_hits(typed)
        for place, word in enumerate(typed):
            yield from self._initials_hits(word, last=place == len(typed) - 1)
        yield from self._half_typed_hits(typed[-1:])

    def _chinese_hits(self, line: str) -> Iterator[Hit]:
        for parts, keyword in self._chinese:
            if all(part in line for part in parts):
                yield Hit(keyword.owner, keyword.text, _CHARACTER_WEIGHT * sum(map(len, parts)), whole=True)

    def _english_hits(self, typed: tuple[str, ...]) -> Iterator[Hit]:
        at: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(typed):
            at[stem(word)].append(place)
        for first in at:
            for phrase in self._phrases.get(first, ()):
                if _stand_together(phrase.stems, at):
                    yield Hit(phrase.keyword.owner, phrase.keyword.text, phrase.letters, whole=True)

    def _initials_hits(self, word: str, *, last: bool) -> Iterator[Hit]:
        if word in self._ignored or stem(word) in self._phrases:
            return
        for keyword in self._initials.get(word, ()):
            whole = keyword.initials == word
            if whole or last:
                yield Hit(keyword.owner, keyword.text, _CHARACTER_WEIGHT * len(word), whole, len(keyword.initials) - len(word))

    def _half_typed_hits(self, last_word: tuple[str, ...]) -> Iterator[Hit]:
        for word in last_word:
            for phrase in () if word in self._ignored else self._beginnings.get(word, ()):
                yield Hit(phrase.keyword.owner, phrase.keyword.text, len(word), whole=False, wanting=phrase.letters - len(word))


def _phrase(keyword: Keyword) -> _Phrase:
    parts = words(plain(keyword.text))
    return _Phrase(keyword, tuple(map(stem, parts)), sum(map(len, parts)))


def _stand_together(stems: tuple[str, ...], at: defaultdict[str, list[int]]) -> bool:
    """Whether all `stems` are in the text, in any order, with at most two other words between neighbours."""
    if any(part not in at for part in stems):
        return False
    return any(_is_close([start, *(min(at[part], key=lambda place: abs(place - start)) for part in stems[1:])]) for start in at[stems[0]])


def _is_close(places: list[int]) -> bool:
    return all(after - before <= _WORDS_BETWEEN + 1 for before, after in pairwise(sorted(places)))
