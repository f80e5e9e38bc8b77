"""Text from the wire, made fit to show."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.events import PhoneEvent, What, clean


def test_clean_text_keeps_names_and_emoji() -> None:
    assert clean("吴喆 堃 🔧", 50) == "吴喆 堃 🔧"


def test_clean_text_is_one_line_without_tricks() -> None:
    assert clean("\x00Wu\r\n\u202e Ming\x1b[31m\ud800 ", 50) == "Wu Ming[31m"


@given(st.text(max_size=300), st.integers(min_value=0, max_value=60))
def test_any_text_comes_out_short_and_plain(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in cleaned)


def test_raw_text_does_not_show_in_a_log_by_accident() -> None:
    event = PhoneEvent(What.RINGING, "webhook", "1", datetime(2026, 1, 1, tzinfo=UTC), 0.0, raw="secret")
    assert "secret" not in repr(event)
