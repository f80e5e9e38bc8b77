"""What the settings of phones offer to be put into a field: serial ports of this computer, and people of the crew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dutydesk.drafting import by_letters
from dutydesk.site import Member

MOST = 6
"""So many are offered at most: with more, another letter is typed sooner than they are read."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be put in: its `value`, and the `words` for whoever chooses."""

    value: str
    words: str


def people_offered(members: Sequence[Member], typed: str) -> tuple[Offer, ...]:
    """Whom `typed` may mean: staff number, name or pinyin; nobody while it is empty or means more than can be offered."""
    found = by_letters(members, typed) if typed.strip() else ()
    return tuple(_offer(one) for one in found) if len(found) <= MOST else ()


def person_meant(members: Sequence[Member], typed: str) -> Offer | None:
    """Whom `typed` means: a staff number, alone or with the name, before a name or letters that only one person has."""
    wanted = typed.strip()
    exactly = next((offer for offer in map(_offer, members) if wanted and wanted in (offer.value, offer.words)), None)
    if exactly is not None:
        return exactly
    found = people_offered(members, typed)
    return found[0] if len(found) == 1 else None


def _offer(member: Member) -> Offer:
    return Offer(member.staff_number, f"{member.staff_number}  {member.name}")
