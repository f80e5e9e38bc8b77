"""Text as it was typed or pasted, made fit for one line: nothing readable is ever lost."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def one_line(text: str) -> str:
    """`text` with line breaks and tabs as spaces, without control characters, directional overrides and half surrogates.

    Marks that right-to-left writing and joined emoji need are kept.
    """
    return _UNREADABLE.sub("", _BREAKS.sub(" ", text))
