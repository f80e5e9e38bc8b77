"""Who rings and on which line, from an INVITE: the number that the exchange asserts before the one the caller says."""

from __future__ import annotations

from dataclasses import dataclass

from dutydesk.numbers import number_state
from dutydesk.telephony.events import clean
from dutydesk.telephony.sip.addresses import Address, Uri, read_address, read_uri
from dutydesk.telephony.sip.message import Broken, Message, Request
from dutydesk.words import NumberState

TEXT_LIMIT = 200
"""Characters of a name or a number."""
_HIDING = frozenset(["id", "user", "full"])
"""Values of Privacy that ask not to show the number (RFC 3323, section 4.2; RFC 3325, section 9.3); "full" is an older draft's."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller: nothing but `state` is told where the number is withheld."""

    number: str
    name: str
    state: NumberState


def caller(request: Message) -> Caller:
    """Who rings: P-Asserted-Identity (RFC 3325) where there is one, else From."""
    asserted = _readable(request, "p-asserted-identity")
    said = asserted or _readable(request, "from")
    wishes = {word.strip().casefold() for header in request.all("privacy") for word in header.text.replace(",", ";").split(";")}
    if not _HIDING.isdisjoint(wishes) or any(address.uri.host.endswith("anonymous.invalid") for address in said):
        return Caller("", "", NumberState.WITHHELD)
    if not said:
        return Caller("", "", NumberState.NONE)
    best = next((address for address in said if number_state(address.uri.number) is NumberState.OK), said[0])
    name = next((address.name for address in (best, *said) if address.name), "")
    number = clean(best.uri.number, TEXT_LIMIT)
    state = number_state(number)
    is_told = state in (NumberState.OK, NumberState.NONE)
    return Caller(number if is_told else "", clean(name, TEXT_LIMIT) if is_told else "", state)


def called_line(request: Request, user: str) -> str:
    """The line that was called: as the exchange says (RFC 7315, section 4.2), else To, else the request; `user`, our own, comes last."""
    asked = [address.uri for name in ("p-called-party-id", "to") for address in _readable(request, name)]
    numbers = [clean(uri.number, TEXT_LIMIT) for uri in (*asked, _target(request))]
    return next((number for number in numbers if number and number != user), user)


def _target(request: Request) -> Uri:
    try:
        return read_uri(request.uri)
    except Broken:
        return Uri("")


def _readable(request: Message, name: str) -> list[Address]:
    """The addresses of a header. From and To hold one, in which an unquoted name may have a comma."""
    try:
        return [read_address(value) for value in (request.values(name) if name.startswith("p-") else [request.first(name)])]
    except Broken:
        return []
