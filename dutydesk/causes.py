"""Why a file cannot be read: the usual causes by their code, so that they are said in the language of the sentence."""

from __future__ import annotations

from dataclasses import dataclass

_USUAL = ((FileNotFoundError, "cause.absent"), (PermissionError, "cause.forbidden"), (IsADirectoryError, "cause.folder"))


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause as a code of the catalogue, which says it inside of the sentence that names it."""

    code: str


def cause_of(error: OSError) -> Cause | str:
    """The cause that has a code, else what the system calls it."""
    code = next((code for kind, code in _USUAL if isinstance(error, kind)), "")
    return Cause(code) if code else error.strerror or str(error)
