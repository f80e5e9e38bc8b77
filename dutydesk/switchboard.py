"""The switchboard: a phone event becomes a ring with a known caller, shown at once and entered in the journal behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dutydesk import rings
from dutydesk.desk import Desk
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.numbers import normalise
from dutydesk.settings import Settings
from dutydesk.site import Person, Site
from dutydesk.telephony.events import PhoneEvent
from dutydesk.words import PhoneOutcome
from dutydesk.workshop import Workshop

PROGRAM = Author("", "")
"""The author of what no person said: a ring enters itself."""
FindPeople = Callable[[str], Sequence[Person]]
"""People by a normalised number, ranked; about a millisecond."""


class Switchboard:
    """Recognises callers and lines, and hands every event to the desk.

    `region` and `area_code` read numbers as this site dials them. A known crew number names the member instead of a resident.
    On a line of `here` only the desk phone rings along: answered elsewhere is answered in this room (telephony.md).
    """

    def __init__(
        self, desk: Desk, find_people: FindPeople, site: Site, *, region: str, area_code: str, here: frozenset[str] = frozenset()
    ) -> None:
        self._desk = desk
        self._find_people = find_people
        self._region = region
        self._area_code = area_code
        self._here = here
        self._members = {self.key(member.phone): member.id for member in site.members if member.phone}
        self._lines = {self.key(line.number): line for line in site.lines}
        workshop = Workshop.of(site)
        self._maintenance = frozenset((*workshop.phones, *workshop.extensions))

    def hear(self, event: PhoneEvent) -> Heard:
        """Enter `event`, and answer what the board may show of it now, before its entry is on disk. Any thread."""
        heard = Heard(event.what, self._rang(event), event.at, self._outcome(event))
        self._desk.do(PROGRAM, rings.hear, heard=heard, maintenance=self._maintenance)
        return heard

    def key(self, number: str) -> str:
        """What numbers are compared by: E.164, else an internal number, else the text as it came."""
        found = normalise(number, region=self._region, area_code=self._area_code)
        return found.e164 or found.short or number

    def _rang(self, event: PhoneEvent) -> PhoneRang:
        found = normalise(event.number, region=self._region, area_code=self._area_code)
        number = found.e164 or found.short
        member = self._members.get(number, "") if number else ""
        people = self._find_people(number) if number and not member else ()
        return PhoneRang(
            source=event.source,
            wire_id=event.call_id,
            number_state=event.number_state,
            line=self._line(event.line),
            diverted_from=self._line(event.diverted_from),
            divert_reason=event.divert_reason,
            original_wire_id=event.original_call_id,
            person=people[0].id if len(people) == 1 else "",
            member=member,
            tells_missed=event.tells_missed,
            number=number,
            typed_number=event.number,
            name=event.name,
        )

    def _outcome(self, event: PhoneEvent) -> PhoneOutcome | None:
        is_ours = event.outcome is PhoneOutcome.ANSWERED_ELSEWHERE and self._line(event.line) in self._here
        return PhoneOutcome.ANSWERED_HERE if is_ours else event.outcome

    def _line(self, number: str) -> str:
        key = self.key(number) if number else ""
        line = self._lines.get(key)
        return line.number if line else key


def switchboard_of(desk: Desk, find_people: FindPeople, site: Site, chosen: Settings) -> Switchboard:
    """The switchboard of `site` as the settings have it."""
    here = frozenset(line.number for line in chosen.lines if line.elsewhere_is_here)
    return Switchboard(desk, find_people, site, region=chosen.site.region, area_code=chosen.site.area_code, here=here)
