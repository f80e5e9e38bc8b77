"""Typed and pasted text: one line, nothing readable lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.typed_text import one_line


@pytest.mark.parametrize("text", ["喆堃祎 吴先生", "مرحبا بالعالم", "👨‍👩‍👧 burst 🚰", "e\u0301", "נזילה במטבח", "x" * 10_000])
def test_what_can_be_read_is_kept(text: str) -> None:
    assert one_line(text) == text


def test_line_breaks_and_tabs_are_spaces() -> None:
    assert one_line("a\r\nb\nc\td\u2028e") == "a b c d e"


def test_control_characters_and_directional_overrides_go() -> None:
    assert one_line("3\x00-\x1b15\x7f0\u202e2\ud800") == "3-1502"


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_becomes_one_line_that_can_be_stored(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert not [sign for sign in line if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs")]
    line.encode("utf-8")
