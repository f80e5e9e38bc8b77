"""A short memory of rings, to notice repeats and ends without a beginning; nothing is dropped for it."""

from __future__ import annotations

from collections import OrderedDict

from dutydesk.telephony.events import PhoneEvent, What


class Strays:
    """The last rings by id. Only counts: the desk folds repeats and strays by itself, and an exchange may use an id again."""

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._seen: OrderedDict[str, set[What]] = OrderedDict()

    def note(self, event: PhoneEvent) -> str:
        """Remember `event`; say ``webhook.repeated`` or ``webhook.no_beginning`` when it is one, else ""."""
        seen = self._seen.get(event.call_id)
        known = seen or set()
        self._seen[event.call_id] = known | {event.what}
        self._seen.move_to_end(event.call_id)
        if len(self._seen) > self._limit:
            self._seen.popitem(last=False)
        if event.what in known:
            return "webhook.repeated"
        return "webhook.no_beginning" if event.what is not What.RINGING and What.RINGING not in known else ""
