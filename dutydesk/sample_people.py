"""The invented people of the sample site, drawn by a small generator of its own: the same on every machine and Python version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from dutydesk.site import Person, PersonRoom, Place, Tie

_PEOPLE = 2000
_SEED = 20260101
_PREFIXES = ("131", "132", "135", "136", "137", "138", "150", "151", "158", "186", "188")
_FAMILY_AT_FIXED_ROOM = 2
T = TypeVar("T")


class Dice:
    """A linear congruential generator (Knuth's MMIX constants); Python's own promises no sequence across versions."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`."""
        return choices[self.below(len(choices))]

    def chance(self, percent: int) -> bool:
        """True in `percent` of 100 throws."""
        return self.below(100) < percent


class _Register:
    """The people drawn so far, and what new ones are made of."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words
        self.dice = Dice(_SEED)
        self.people: list[Person] = []
        self._numbers = 0

    def new_number(self) -> str:
        """A mobile number that nobody has: valid in form, from the 0000 blocks, so that it looks as invented as it is."""
        self._numbers += 1
        return f"+86{_PREFIXES[self._numbers % len(_PREFIXES)]}0000{self._numbers * 7919 % 10000:04}"

    def new_name(self) -> str:
        """A Chinese name, or in 12 of 100 an English one."""
        if self.dice.chance(12):
            return f"{self.dice.pick(self.words['english_given'])} {self.dice.pick(self.words['english_surnames'])}"
        return f"{self.dice.pick(self.words['surnames'])}{self.dice.pick(self.words['given'])}"

    def add(self, name: str, numbers: tuple[str, ...], room: PersonRoom, note: str = "") -> None:
        """Enter one more person under the next id."""
        self.people.append(Person(f"p{len(self.people) + 1:04}", name, numbers, (room,), note))


def sample_people(words: Mapping[str, Any], rooms: tuple[Place, ...]) -> tuple[Person, ...]:
    """2,000 people for `rooms`: the fixed ones, then somebody for every room, then families; some share a number, some have two."""
    register = _Register(words)
    for entry in words["fixed"]:
        register.add(entry["name"], (entry["number"],), PersonRoom(entry["room"], Tie(entry["tie"])), entry["note"])
    fixed = {entry["room"] for entry in words["fixed"]}
    for room in rooms:
        if room.code not in fixed:
            _settle(register, room)
    households = tuple(register.people)
    for _ in range(_FAMILY_AT_FIXED_ROOM):
        register.add(register.new_name(), (register.new_number(),), PersonRoom(households[0].rooms[0].place, Tie.FAMILY))
    while len(register.people) < _PEOPLE:
        _add_family(register, households[register.dice.below(len(households) - len(fixed)) + len(fixed)])
    return tuple(register.people)


def _settle(register: _Register, room: Place) -> None:
    """Give a room its first person: an owner who has the room before too, a shop, or somebody new."""
    last = register.people[-1]
    owns_last = len(register.people) > len(register.words["fixed"]) and last.rooms[0].tie is Tie.OWNER
    if room.building == "S":
        shop = register.dice.pick(register.words["shops"])
        landline = f"+865718888{int(room.room[-2:]) + 50 * (room.floor == 1):04}"
        register.add(shop, (landline, register.new_number()), PersonRoom(room.code, Tie.SHOP))
    elif owns_last and register.dice.chance(6):
        register.people[-1] = replace(last, rooms=(*last.rooms, PersonRoom(room.code, Tie.OWNER)))
    else:
        numbers = (register.new_number(), register.new_number()) if register.dice.chance(12) else (register.new_number(),)
        tie = Tie.TENANT if register.dice.chance(30) else Tie.OWNER
        note = register.dice.pick(register.words["notes"]) if register.dice.chance(8) else ""
        register.add(register.new_name(), numbers, PersonRoom(room.code, tie), note)


def _add_family(register: _Register, first: Person) -> None:
    """One more person in the household of `first`: 35 of 100 ring from the same number, another 10 have none at all."""
    draw = register.dice.below(100)
    numbers = (first.numbers[0],) if draw < 35 else () if draw < 45 else (register.new_number(),)
    register.add(register.new_name(), numbers, PersonRoom(first.rooms[0].place, Tie.FAMILY))
