"""Taking a call: what the desk must know of it, its number, and the call that is only advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dutydesk import events as ev
from dutydesk.calls import call_id
from dutydesk.journal import Fact, View
from dutydesk.refusals import RefusedError
from dutydesk.words import Channel, Level


@dataclass(frozen=True, slots=True)
class NewCall:
    """What was asked for. A phone (number or phone call) or a place, and a line or a category; nothing else is ever required.

    `day` is the duty day, `received_at` the ring, else the first key. All people of the crew are member ids.
    """

    day: date
    received_at: datetime
    first_receiver: str
    channel: Channel = Channel.DIRECT
    line: str = ""
    category: str = ""
    level: Level = Level.NORMAL
    place: str = ""
    person: str = ""
    caller_name: str = ""
    caller_number: str = ""
    phone_call: str = ""
    diverted_from: str = ""
    relayed_by: str = ""


def take(view: View, *, new: NewCall, told: datetime | None = None) -> Sequence[Fact]:
    """The call, numbered by its duty day."""
    if not (new.caller_number or new.phone_call or new.place):
        raise RefusedError("call.nothing_to_take_from")
    if not (new.line.strip() or new.category):
        raise RefusedError("call.nothing_to_take")
    counter = view.last_counter(new.day) + 1
    rung = view.phone_call(new.phone_call) if new.phone_call else None
    taken = ev.CallTaken(
        letter=view.letter,
        day=new.day,
        counter=counter,
        channel=new.channel,
        first_receiver=new.first_receiver,
        received_at=min(new.received_at, view.now),  # the computer's clock may have been set back while it was typed
        category=new.category,
        level=new.level,
        place=new.place,
        person=new.person,
        phone_call=rung.id if rung else new.phone_call,
        diverted_from=new.diverted_from,
        relayed_by=new.relayed_by,
        line=new.line,
        caller_name=new.caller_name,
        caller_number=new.caller_number,
    )
    return [Fact(f"call:{call_id(view.letter, new.day, counter)}", taken, told)]


def take_as_advice(view: View, *, new: NewCall, advice: str) -> Sequence[Fact]:
    """A question that was answered at the desk: taken and closed in one act."""
    if not advice.strip():
        raise RefusedError("call.advice_needed")
    taken = take(view, new=new)
    return [*taken, Fact(taken[0].subject, ev.CallAdvised(advice))]
