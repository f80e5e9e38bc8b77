"""Who may speak to the webhook at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.reception import Reception

NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)


def reception(*allow: str) -> Reception:
    lamp = Lamp("webhook", lambda health: None, lambda: NOW, lambda seconds, then: None)
    settings = WebhookSettings("127.0.0.1", 0, "secret-token", allow=allow)
    return Reception(settings, lamp, lambda event: None, now=lambda: NOW, monotonic=lambda: 0.0)


@pytest.mark.parametrize(
    ("client", "status"),
    [("10.0.0.7", 0), ("10.0.1.7", 403), ("::ffff:10.0.0.7", 0), ("fe80::1%eth0", 0), ("fe81::1", 403), ("", 403), ("pbx.lan", 403)],
)
def test_only_listed_clients_are_heard(client: str, status: int) -> None:
    assert reception("10.0.0.0/24", "fe80::1").refusal(client, "POST", "/cti/secret-token") == status


def test_without_a_list_anybody_with_the_token_is_heard() -> None:
    assert reception().refusal("", "POST", "/cti/secret-token") == 0
