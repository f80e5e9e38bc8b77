"""A refusal: what the desk says when a verb cannot be done, as a code that the catalogue turns into words."""

from __future__ import annotations


class RefusedError(Exception):
    """The desk refuses; nothing was written.

    `code` is a stable name such as ``call.already_completed``; `values` fill the sentence of that code in
    ``resources/catalogue.toml``. They may name calls, people and limits, never phone numbers.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.code}({shown})" if shown else self.code
