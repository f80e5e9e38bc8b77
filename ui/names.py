"""The names of people, places and things of the site, in the language that is spoken."""

from __future__ import annotations

import re

from dutydesk.calls import Call
from dutydesk.numbers import mask
from dutydesk.phone_calls import PhoneCall
from dutydesk.site import Line, Member, Place, PlaceKind
from dutydesk.words import NumberState
from ui.languages import CHINESE, Languages
from ui.premises import Premises
from ui.texts import number_state

_BOTH_LANGUAGES = re.compile(r"([\u4e00-\u9fff]+) ([A-Za-z][A-Za-z .&'-]*)")


class Names:
    """Turns ids and codes of the journal into what people say; an unknown one is shown as it is.

    `lines` are the site's as its settings have them now: they may change while the window is open.
    """

    def __init__(self, premises: Premises, languages: Languages) -> None:
        self._premises = premises
        self._languages = languages
        site = premises.site
        self._members = {member.id: member for member in site.members}
        self._places = {place.code: place for place in site.places}
        self._crews = {crew.id: crew for crew in site.crews}
        self.lines = site.lines
        self._phones = {member.phone: member.id for member in site.members if member.phone}
        self._posts = {post.id: post for post in site.posts}

    @property
    def is_chinese(self) -> bool:
        """Whether names are told in Chinese."""
        return self._languages.code == CHINESE

    def site(self) -> str:
        """The site's name."""
        return self._told(self._premises.site.name_zh, self._premises.site.name_en)

    def find_member(self, member: str) -> Member | None:
        """A member by id."""
        return self._members.get(member)

    def member(self, member: str) -> str:
        """A crew member's name; a contractor's in the language spoken, where it was entered in both ("电梯维保 Lift service")."""
        found = self._members.get(member)
        if found is None:
            return member
        both = _BOTH_LANGUAGES.fullmatch(found.name) if found.contractor else None
        return self._told(both[1], both[2]) if both else found.name

    def crew(self, crew: str) -> str:
        """A crew's name."""
        found = self._crews.get(crew)
        return self._told(found.name_zh, found.name_en) if found else crew

    def post(self, post: str) -> str:
        """A post's name."""
        found = self._posts.get(post)
        return self._told(found.name_zh, found.name_en) if found else post

    def place(self, code: str) -> str:
        """A place as people say it in short: a room or unit by its code ("3-1-1502", "公寓 A-0503"), a common area by its name."""
        found = self._places.get(code)
        if found is None:
            return code
        return self._coded(found) if found.kind in (PlaceKind.ROOM, PlaceKind.UNIT) else self.place_in_full(code)

    def place_in_brief(self, code: str) -> str:
        """A place where there is little room: a unit's own common area by the unit's code ("5-2 lobby"), others as people say them."""
        found = self._places.get(code)
        unit = f"{found.building}-{found.unit}" if found and found.kind is PlaceKind.AREA and found.unit else ""
        said = self._told(found.short_zh, found.short_en) if found else ""
        return f"{unit} {said}" if said and unit in self._places else self.place(code)

    def place_in_full(self, code: str) -> str:
        """A place with all its parts: "3 栋 1 单元 1502"."""
        found = self._places.get(code)
        return (self._told(found.name_zh, found.name_en) or code) if found else code

    def whereabouts(self, where: str) -> str:
        """Where a crew member is: a post, a place or the site's own words."""
        return self.post(where) if where in self._posts else self._short(where)

    def category(self, code: str) -> str:
        """A kind of fault."""
        found = self._premises.categories.by_code(code)
        return self._told(found.zh, found.en) if found else code

    def level(self, number: int) -> str:
        """The word of a level."""
        level = self._premises.levels.level(number)
        return self._told(level.zh, level.en)

    def level_mark(self, number: int) -> str:
        """What stands on the mark of a level: "2急", "3 一般", "2 Urgent"."""
        level = self._premises.levels.level(number)
        return f"{number}{level.mark_zh}" if self.is_chinese else f"{number} {level.en}"

    def trade_mark(self, trade: str) -> str:
        """The sign before a name on the board."""
        found = self._premises.trades.get(trade)
        return self._told(found.mark_zh, found.mark_en) if found else trade[:2]

    def trade(self, trade: str) -> str:
        """What somebody can do."""
        found = self._premises.trades.get(trade)
        return self._told(found.zh, found.en) if found else trade

    def owner(self, number: str) -> str:
        """Whose own line a number is, by member id: an extension of the table of lines, or a crew member's own phone; "" for nobody's."""
        found = self._line(number)
        return found.member if found else self._phones.get(number, "")

    def line_number(self, number: str) -> str:
        """A line's number; a crew member's own phone is masked."""
        return mask(number) if number in self._phones and self._line(number) is None else number

    def line(self, number: str) -> str:
        """A line with its name: "维修电话 8110"; an unknown one by its number."""
        found = self._line(number)
        return f"{self._told(found.name_zh, found.name_en)} {number}" if found else number

    def person(self, person: str) -> str:
        """A caller's name, "" when nobody is registered."""
        found = self._premises.people.person(person) if person else None
        return found.name if found else ""

    def number(self, phone: PhoneCall) -> str:
        """The caller's number, masked, or why there is none."""
        if phone.number_state is NumberState.OK and (phone.number or phone.typed_number):
            return mask(phone.number or phone.typed_number)
        return number_state(phone.number_state if phone.number_state is not NumberState.OK else NumberState.NONE)

    def call(self, call: str) -> str:
        """A call's number as people say it, from its id: "17"."""
        return call.rpartition("-")[2]

    def fault(self, call: Call) -> str:
        """What a call is about: its kind of fault, else the line that was typed."""
        return self.category(call.category) if call.category else call.line

    def _line(self, number: str) -> Line | None:
        return next((line for line in self.lines if line.number == number), None)

    def _short(self, code: str) -> str:
        found = self._places.get(code)
        if found is None:
            return code
        return self._told(found.short_zh, found.short_en) or self.place(code)

    def _coded(self, place: Place) -> str:
        building = self._places.get(place.building)
        said = self._told(building.short_zh, building.short_en) if building else ""
        return f"{said} {place.code}" if said and self.is_chinese else place.code

    def _told(self, zh: str, en: str) -> str:
        return zh if self.is_chinese else en
