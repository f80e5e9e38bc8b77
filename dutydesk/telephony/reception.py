"""What is done with each post, whoever carried it: read, counted, and given on as an event. No sockets here."""

from __future__ import annotations

import hmac
import ipaddress
import logging
from collections.abc import Callable
from datetime import datetime

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.events import OnEvent
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.strays import Strays
from dutydesk.telephony.webhook import WebhookFault, read_post

_HARMLESS = frozenset(["webhook.outgoing", "webhook.unknown_event"])

_log = logging.getLogger("dutydesk.telephony")


class Reception:
    """Judges requests of the webhook; every refusal and fault is counted on the lamp."""

    def __init__(
        self,
        settings: WebhookSettings,
        lamp: Lamp,
        on_event: OnEvent,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        name: str = "webhook",
    ) -> None:
        self.lamp = lamp
        self.go_on(settings)
        self._on_event = on_event
        self._now = now
        self._monotonic = monotonic
        self._name = name
        self._strays = Strays()

    def go_on(self, settings: WebhookSettings) -> None:
        """Judge by these settings from now on."""
        self._settings = settings
        self._allowed = tuple(ipaddress.ip_network(one, strict=False) for one in settings.allow)

    @property
    def token(self) -> str:
        """The token that holds now."""
        return self._settings.token

    def refusal(self, client: str, method: str, path: str) -> int:
        """The HTTP status that turns a request away before its body is read, 0 when it may go on."""
        for status, code, is_refused in (
            (403, "webhook.not_allowed", not self._is_allowed(client)),
            (404, "webhook.wrong_token", not self._is_token(path)),
            (405, "webhook.wrong_method", method != "POST"),
        ):
            if is_refused:
                self.lamp.fault(code)
                return status
        return 0

    def take(self, content_type: str, body: bytes) -> int:
        """Take a post in; the HTTP status to answer. An event is out before this returns."""
        try:
            reading = read_post(
                content_type, body, at=self._now(), monotonic=self._monotonic(), source=self._name, here=self._settings.here
            )
        except WebhookFault as fault:
            return self._faulty(fault.code)
        for code in (*reading.remarks, self._strays.note(reading.event)):
            if code:
                self.lamp.count(code)
        return self._give(lambda: self._on_event(reading.event))

    def _faulty(self, code: str) -> int:
        if code in _HARMLESS:
            self.lamp.count(code)
            return 200
        self.lamp.fault(code)
        return 413 if code == "webhook.too_large" else 400

    def _give(self, give: Callable[[], None]) -> int:
        try:
            give()
        except Exception:  # noqa: BLE001 whatever the desk does, the exchange gets its answer; logged and shown
            _log.exception("%s: the desk could not take an event", self._name)
            self.lamp.fault("webhook.not_taken")
            return 500
        self.lamp.good()
        return 200

    def _is_allowed(self, client: str) -> bool:
        if not self._allowed:
            return True
        try:
            address = ipaddress.ip_address(client.partition("%")[0])
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return any(address in network for network in self._allowed)

    def _is_token(self, path: str) -> bool:
        """Whether `path` is ours, compared in constant time."""
        wanted = f"/cti/{self._settings.token}".encode()
        return hmac.compare_digest(path.rstrip("/").encode("utf-8", "replace"), wanted)
