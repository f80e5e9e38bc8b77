"""The reading of a typed line: which place, which kind of fault and whose number it speaks of. Never a guess, never a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dutydesk.categories import Categories, Category
from dutydesk.places import PlaceFound, Places
from dutydesk.site import Place, PlaceKind
from dutydesk.spelling import plain, words

READ_AT_MOST = 500
"""Characters of a line that are read; the rest of it is kept, unread."""
_NUMBER = re.compile(
    r"(?<![0-9a-z@-])(?:"
    r"\+[0-9](?:[ -]?[0-9]){6,14}"  # +86 139 0571 0275
    r"|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}"  # 139 0571 0275
    r"|\(?0[0-9]{2,3}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{4}"  # (0571) 8888 0000
    r"|[48]00-?[0-9]{3,4}-?[0-9]{3,4}"  # 400-000-2210
    r"|\(?[2-9][0-9]{2}\)?[ -][0-9]{3}-[0-9]{4}"  # (612) 555-1234
    r"|[0-9]{7,15}"
    r")(?![0-9a-z]|-[0-9])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says.

    `places` are all that fit the place spoken of, best first; `categories` likewise. `code` is the place's as it was typed; one
    that the site does not know fits no place, whatever else is named. `level` is that of the first category. `number` is a caller's
    number as it was typed, not yet normalised. `rest` is the line without its number and the code of a known place.
    """

    places: tuple[Place, ...] = ()
    categories: tuple[Category, ...] = ()
    level: int | None = None
    number: str | None = None
    rest: str = ""
    code: str = ""

    @property
    def unknown_place(self) -> str:
        """The code that was typed of no place of the site; "" where there is none."""
        return "" if self.places else self.code


def read(line: str, places: Places, categories: Categories, preferred: Place | None = None) -> Reading:
    """What `line` says of the site's `places` and of `categories`; `preferred` (the ringing person's place) is put first of those that fit.

    A site that has not entered its rooms takes them as they are written. Takes any text. Reads the first 500 characters.
    """
    head, unread = line[:READ_AT_MOST], line[READ_AT_MOST:]
    number = _NUMBER.search(plain(head))
    told = _blanked(head, number.span()) if number else head
    unknown = places.unknown(told)
    code = told[slice(*unknown)].strip() if unknown else ""
    found = () if unknown else places.find(told, preferred)
    if found and _is_code(told, found[0]):
        code = told[found[0].start : found[0].end].strip()
        told = _without(told, found[0])
    fits = found[0].places if found else () if unknown else _by_initials(told, places, categories, preferred)
    if unknown and not places.has_rooms:
        fits, told = (Place(code, PlaceKind.ROOM, ""),), _blanked(told, unknown)
    kinds = tuple(category for category, _ in categories.find(told))
    return Reading(
        places=fits,
        categories=kinds,
        level=kinds[0].level if kinds else None,
        number=head[slice(*number.span())] if number else None,
        rest=" ".join((told + unread).split()),
        code=code,
    )


def _blanked(text: str, span: tuple[int, int]) -> str:
    """The text with a stretch of it blank, so that all else keeps its position."""
    start, end = span
    return text[:start] + " " * (end - start) + text[end:]


def _is_code(text: str, found: PlaceFound) -> bool:
    """Whether a place was given by its number; a name ("lift") also tells what is wrong and must be read again."""
    return any(sign.isdigit() for sign in text[found.start : found.end])


def _without(text: str, found: PlaceFound) -> str:
    return _blanked(text, (found.start, found.end))


def _by_initials(text: str, places: Places, categories: Categories, preferred: Place | None) -> tuple[Place, ...]:
    """A common area by its pinyin initials, where they are not those of a fault: what is wrong comes before where."""
    for word in words(plain(text)):
        fits = () if categories.has_initials(word) else places.by_initials(word, preferred)
        if fits:
            return fits
    return ()
