"""The categories and trades of ``resources/``, and the finding of a category in what somebody types."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

from dutydesk.keywords import Hit, Keyword, KeywordIndex
from dutydesk.site import CrewKind


class Night(StrEnum):
    """What is done at night with a call of a category: wake the crew, wait for day, or ask the caller."""

    WAKE = "W"
    WAIT = "D"
    ASK = "A"


@dataclass(frozen=True, slots=True)
class Question:
    """A yes/no question that comes with a category; a yes lifts the call to `level` and wakes the crew."""

    code: str
    zh: str
    en: str
    level: int


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of fault (类别). `trade` and `contractor` ("" for none) are codes of trades, `crew` the kind of crew asked first."""

    code: str
    zh: str
    en: str
    level: int
    night: Night
    trade: str
    contractor: str
    crew: CrewKind
    questions: tuple[Question, ...]
    keywords_zh: tuple[str, ...]
    initials: tuple[str, ...]
    keywords_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """What a crew member can do; the marks stand before the name on the board."""

    code: str
    zh: str
    en: str
    mark_zh: str
    mark_en: str


class Categories:
    """All categories, in the order of the file, and the index of their keywords."""

    def __init__(self, categories: tuple[Category, ...], ignored: frozenset[str] = frozenset()) -> None:
        self.all = categories
        self._by_code = {category.code: category for category in categories}
        self._initials = frozenset(letters for category in categories for letters in category.initials)
        self._index = KeywordIndex(tuple(_keywords(categories)), ignored)

    def __iter__(self) -> Iterator[Category]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def by_code(self, code: str) -> Category | None:
        """The category of that code, or None: an old journal may name one that the site has since taken out."""
        return self._by_code.get(code)

    def has_initials(self, letters: str) -> bool:
        """Whether `letters` are the pinyin initials of a keyword, in whole."""
        return letters in self._initials

    def find(self, text: str) -> tuple[tuple[Category, str], ...]:
        """The categories that `text` speaks of, best first, each with the keyword that told it.

        Looks for Chinese keywords anywhere, English words whatever their ending, and pinyin initials ("sgb"); the last word may be
        half typed. Ranked: fully typed before half typed, then longest match (a Chinese character weighs as three letters), then
        what is nearest to its end ("bur" is "burst" before "burning smell"), then level, then file order. Reads the first 500 characters.
        """
        best: dict[int, tuple[tuple[bool, int, int, int, int], str]] = {}
        for hit in self._index.hits(text):
            rank = self._rank(hit)
            if hit.owner not in best or rank < best[hit.owner][0]:
                best[hit.owner] = (rank, hit.keyword)
        ranked = sorted(best.items(), key=lambda item: item[1][0])
        return tuple((self.all[owner], keyword) for owner, (_, keyword) in ranked)

    def _rank(self, hit: Hit) -> tuple[bool, int, int, int, int]:
        return (not hit.whole, -hit.weight, hit.wanting, self.all[hit.owner].level, hit.owner)


def parse_categories(text: str) -> Categories:
    """The categories of a TOML text in the form of ``resources/categories.toml``.

    Raises ValueError (tomllib.TOMLDecodeError among it) or KeyError for a text that is not of that form.
    """
    data = tomllib.loads(text)
    questions = {entry["code"]: entry for entry in data.get("question", ())}
    categories = tuple(_category(entry, questions) for entry in data["category"])
    if len({category.code for category in categories}) != len(categories):
        raise ValueError("a category code stands twice")
    return Categories(categories, frozenset(data.get("ignored_en", ())))


def default_categories() -> Categories:
    """The categories that come with the program."""
    return parse_categories(files("resources").joinpath("categories.toml").read_text(encoding="utf-8"))


def parse_trades(text: str) -> dict[str, Trade]:
    """The trades of a TOML text in the form of ``resources/trades.toml``, by code, in file order."""
    return {entry["code"]: Trade(**entry) for entry in tomllib.loads(text)["trade"]}


def default_trades() -> dict[str, Trade]:
    """The trades that come with the program, by code."""
    return parse_trades(files("resources").joinpath("trades.toml").read_text(encoding="utf-8"))


def _category(entry: Mapping[str, Any], questions: Mapping[str, Mapping[str, str]]) -> Category:
    if len(entry["initials"]) != len(entry["keywords_zh"]):
        raise ValueError(f"{entry['code']}: initials and keywords_zh must be equally many")
    return Category(
        code=entry["code"],
        zh=entry["zh"],
        en=entry["en"],
        level=entry["level"],
        night=Night(entry["night"]),
        trade=entry["trade"],
        contractor=entry["contractor"],
        crew=CrewKind(entry["crew"]),
        questions=tuple(Question(level=asked["level"], **questions[asked["code"]]) for asked in entry["questions"]),
        keywords_zh=tuple(entry["keywords_zh"]),
        initials=tuple(entry["initials"]),
        keywords_en=tuple(entry["keywords_en"]),
    )


def _keywords(categories: tuple[Category, ...]) -> Iterator[Keyword]:
    for owner, category in enumerate(categories):
        for keyword, letters in zip(category.keywords_zh, category.initials, strict=True):
            yield Keyword(owner, keyword, letters)
        for keyword in category.keywords_en:
            yield Keyword(owner, keyword)
