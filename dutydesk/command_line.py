"""The input line's commands: a line that begins with / or ; read into a verb and what belongs to it, and completed (screens.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from importlib import resources
from typing import Any

from dutydesk.refusals import RefusedError
from dutydesk.spelling import plain
from dutydesk.words import Step

SIGNS = ("/", ";", "、")
"""What a command begins with; `plain` makes ／ and ；, as input methods write them, into the first two."""
LONGEST_WORD_SHOWN = 20
FIELD = "field"
"""The group of words that name what is corrected: fields of a call by their names, and its dated steps."""

_HEAD = re.compile(r"[/;、]\s*([^\s0-9@]*)")
_CALL = re.compile(r"[0-9]{1,6}(?=\s|@|$)")
_MEMBER = re.compile(r"@([0-9]+|[^\s@]+)")
_CLOCK = r"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
_TIME = re.compile(_CLOCK + r"(?![0-9:])")
_LAST_TIME = re.compile(r"(?:^|(?<=\s))" + _CLOCK + r"\s*$")


class Verb(StrEnum):
    """What a command does. The names are fixed; the words people type for them are in ``resources/commands.toml``."""

    HAND = "hand"
    ACK = "ack"
    DECLINE = "decline"
    RETURN = "return"
    OUT = "out"
    ONSITE = "onsite"
    SAFE = "safe"
    RESTORE = "restore"
    PAUSE = "pause"
    RESUME = "resume"
    DONE = "done"
    FOLLOW = "follow"
    ASSIST = "assist"
    TRANSFER = "transfer"
    BOOK = "book"
    TOLD = "told"
    CHASE = "chase"
    CANCEL = "cancel"
    REWORK = "rework"
    NOTE = "note"
    JOIN = "join"
    CORRECT = "correct"
    ADVISE = "advise"
    STATUS = "status"
    FIND = "find"
    WHO = "who"
    CALLBACK = "callback"
    LINK = "link"
    RINGS = "rings"
    PHONE = "phone"
    RELAY = "relay"
    LINE = "line"
    HANDOVER = "handover"
    FIRE = "fire"
    SETTINGS = "settings"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """A command read. None or "" where nothing was given.

    `call` is a counter, `member` a staff number or name without its @, `told` when it happened, `until` a time still to come
    (next check, expected free), `choice` the stored name of a reason, status or way ("owner_away", "break", "radio", "not_fixed",
    "here"), `rest` the note exactly as typed.
    """

    verb: Verb
    call: int | None = None
    member: str | None = None
    told: time | None = None
    until: time | None = None
    choice: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on: the `word`, the whole line with it, and the catalogue code that tells what it does ("" for a choice)."""

    word: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class VerbWords:
    """The words of one verb by language, and what may follow it."""

    verb: Verb
    words: Mapping[str, tuple[str, ...]]
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CommandWords:
    """The words of all commands: `verbs` in the order shown, `choices` by group, stored name and language, `until` before a time."""

    verbs: tuple[VerbWords, ...]
    choices: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
    until: tuple[str, ...] = ()

    @classmethod
    def load(cls) -> CommandWords:
        """The words of ``resources/commands.toml``."""
        found = tomllib.loads(resources.files("resources").joinpath("commands.toml").read_text(encoding="utf-8"))
        verbs = tuple(VerbWords(Verb(name), _by_language(table), frozenset(table["takes"])) for name, table in found["verb"].items())
        choices = {group: {name: _by_language(table) for name, table in names.items()} for group, names in found["choice"].items()}
        return cls(verbs, choices, tuple(_words(_by_language(found["until"]))))

    def word(self, verb: Verb, lang: str) -> str:
        """The word shown for `verb` in `lang`."""
        return next(one.words[lang][0] for one in self.verbs if one.verb is verb)

    def shown(self, group: str, lang: str) -> tuple[str, ...]:
        """The words shown for the choices of a group."""
        return tuple(words[lang][0] for words in self.choices[group].values())

    def shown_as(self, group: str, name: str, lang: str) -> str:
        """The word shown for one choice."""
        return self.choices[group][name][lang][0]

    def until_length(self, text: str) -> int:
        """How much of plain `text` only says that a time to come follows ("until 14:30")."""
        return next((len(word) for word in self.until if re.match(re.escape(word) + r"\s*" + _CLOCK, text)), 0)

    def named(self, head: str) -> tuple[VerbWords, str] | None:
        """The verb that `head` (plain text) names, and the word; Chinese may go on without a space after a word of two characters."""
        fits = [(one, word) for one in self.verbs for word in _words(one.words) if _begins(head, word)]
        return max(fits, key=lambda fit: len(fit[1]), default=None)

    def choice(self, takes: frozenset[str], text: str) -> tuple[str, int]:
        """The stored name of the choice that plain `text` begins with, and its length; "" and 0 when it is none."""
        fits = [
            (name, len(word))
            for group in self.choices.keys() & takes
            for name, words in self.choices[group].items()
            for word in _words(words)
            if text.startswith(word) and _ends(text[len(word) :], word)
        ]
        return max(fits, key=lambda fit: fit[1], default=("", 0))


def is_command(text: str) -> bool:
    """Whether a line is a command and not a new call."""
    return plain(text.lstrip()).startswith(SIGNS)


def parse(text: str, words: CommandWords) -> Command:
    """Read a command line.

    Raises RefusedError ``command.not_understood`` when it is no command, ``command.empty`` when no word follows the sign,
    ``command.unknown`` when the word is none.
    """
    typed = text.strip()
    head = _HEAD.match(plain(typed))
    if head is None:
        raise RefusedError("command.not_understood", text=typed[:LONGEST_WORD_SHOWN])
    if not head[1]:
        raise RefusedError("command.empty")
    named = words.named(head[1])
    if named is None:
        raise RefusedError("command.unknown", word=head[1][:LONGEST_WORD_SHOWN])
    verb, word = named
    return _arguments(typed, head.start(1) + len(word), verb, words).command(words)


def complete(text: str, words: CommandWords, lang: str) -> tuple[Completion, ...]:
    """The ways to go on with `text`, in `lang` where both fit: a command's word while it is typed, then its choices."""
    typed = text.lstrip()
    head = _HEAD.match(plain(typed))
    if head is None:
        return ()
    if head.end() == len(typed):
        return tuple(_verbs(typed, head, words, lang))
    named = words.named(head[1])
    if named is None:
        return ()
    return tuple(_choices(typed, _arguments(typed, head.start(1) + len(named[1]), named[0], words), words, lang))


class _Arguments:
    """What follows a command's word, taken piece by piece from the front."""

    def __init__(self, typed: str, verb: VerbWords, start: int) -> None:
        self.verb = verb
        self.found: dict[str, Any] = {}
        self.at = start
        self._typed = typed
        self._plain = plain(typed)

    @property
    def ahead(self) -> str:
        """What is not yet taken, plain."""
        return self._plain[self.at :]

    def skip_spaces(self) -> None:
        self.at += len(self.ahead) - len(self.ahead.lstrip())

    def take(self, name: str, length: int, value: object) -> bool:
        self.found[name] = value
        self.at += length
        return True

    def take_next(self, words: CommandWords) -> bool:
        """Take one piece; False when the note begins."""
        self.skip_spaces()
        if self._is_value():
            return False
        return self._take_call() or self._take_member() or self._take_time(words) or self._take_choice(words)

    def _is_value(self) -> bool:
        """Whether all that is left is the new value of a field: "level 1" is no call 1, and a line may begin with a time."""
        return FIELD in self.verb.takes and self.found.get("choice", Step.RECEIVED) not in tuple(Step)

    def _may(self, kind: str, name: str) -> bool:
        return kind in self.verb.takes and name not in self.found

    def _take_call(self) -> bool:
        match = _CALL.match(self.ahead) if self._may("call", "call") else None
        return match is not None and self.take("call", len(match[0]), int(match[0]))

    def _take_member(self) -> bool:
        match = _MEMBER.match(self.ahead) if self._may("member", "member") else None
        return match is not None and self.take("member", len(match[0]), self._typed[self.at + 1 : self.at + len(match[0])])

    def _take_time(self, words: CommandWords) -> bool:
        if self._may("until", "until"):
            self.at += words.until_length(self.ahead)
            self.skip_spaces()
        for kind, name in (("time", "told"), ("until", "until")):
            match = _TIME.match(self.ahead) if self._may(kind, name) else None
            if match:
                return self.take(name, len(match[0]), _time(match))
        return False

    def _take_choice(self, words: CommandWords) -> bool:
        name, length = words.choice(self.verb.takes, self.ahead) if "choice" not in self.found else ("", 0)
        return bool(name) and self.take("choice", length, name)

    def command(self, words: CommandWords) -> Command:
        """The command; a time to come may also stand at the end of the note."""
        rest = self._typed[self.at :]
        last = _LAST_TIME.search(plain(rest)) if self._may("until", "until") else None
        if last:
            rest, self.found["until"] = _without_until(rest[: last.start()], words), _time(last)
        found: dict[str, Any] = {
            name: plain(value) if name == "member" and value.isdecimal() else value for name, value in self.found.items()
        }
        return Command(self.verb.verb, rest=rest.strip(), **found)


def _arguments(typed: str, start: int, verb: VerbWords, words: CommandWords) -> _Arguments:
    arguments = _Arguments(typed, verb, start)
    while arguments.take_next(words):
        continue
    return arguments


def _without_until(rest: str, words: CommandWords) -> str:
    """The note without the word that only led to a time."""
    ended = rest.rstrip()
    word = next((word for word in words.until if re.search(r"(?:^|\s)" + re.escape(word) + "$", plain(ended))), "")
    return ended[: len(ended) - len(word)] if word else rest


def _time(match: re.Match[str]) -> time:
    return time(int(match["hour"]), int(match["minute"]))


def _by_language(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(table[lang]) for lang in ("zh", "en")}


def _words(by_language: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for words in by_language.values():
        yield from words


def _begins(head: str, word: str) -> bool:
    return head == word or (len(word) > 1 and not word.isascii() and head.startswith(word))


def _ends(after: str, word: str) -> bool:
    """Whether a choice may end before `after`: Chinese of two characters and more may go on, a shorter or Latin word may not."""
    return not after or after[0].isspace() or after[0] == "@" or (len(word) > 1 and not word.isascii())


def _fitting(by_language: Mapping[str, tuple[str, ...]], begun: str, lang: str) -> str:
    """The word to offer for what is `begun`: one of `lang` if it fits, else one of the other language, else ""."""
    ordered = (*by_language[lang], *_words(by_language)) if lang in by_language else tuple(_words(by_language))
    return next((word for word in ordered if word.startswith(begun)), "")


def _verbs(typed: str, head: re.Match[str], words: CommandWords, lang: str) -> Iterator[Completion]:
    for one in words.verbs:
        if word := _fitting(one.words, head[1], lang):
            yield Completion(word, f"{typed[: head.start(1)]}{word} ", f"command.about.{one.verb}")


def _choices(typed: str, arguments: _Arguments, words: CommandWords, lang: str) -> Iterator[Completion]:
    if "choice" in arguments.found:
        return
    for group in sorted(words.choices.keys() & arguments.verb.takes):
        for by_language in words.choices[group].values():
            if word := _fitting(by_language, arguments.ahead, lang):
                gap = "" if not arguments.at or typed[arguments.at - 1].isspace() else " "
                yield Completion(word, f"{typed[: arguments.at]}{gap}{word} ")
