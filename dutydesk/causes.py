"""Why a file cannot be read or written: causes as codes, said in the language of their sentence; the system's own words are for the log."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field

OTHER = "cause.other"
_CODES = {
    errno.ENOENT: "cause.absent",
    errno.EACCES: "cause.forbidden",
    errno.EPERM: "cause.forbidden",
    errno.EISDIR: "cause.folder",
    errno.ENOTDIR: "cause.not_a_folder",
    errno.EEXIST: "cause.taken",
    errno.ENOSPC: "cause.full",
    errno.EDQUOT: "cause.full",
    errno.EFBIG: "cause.full",
    errno.EROFS: "cause.read_only",
    errno.EBUSY: "cause.in_use",
    errno.ETXTBSY: "cause.in_use",
    errno.EAGAIN: "cause.in_use",
    errno.ENAMETOOLONG: "cause.bad_name",
    errno.EINVAL: "cause.bad_name",
    errno.ELOOP: "cause.bad_name",
    errno.EIO: "cause.failing",
    errno.ENXIO: "cause.failing",
    errno.ENODEV: "cause.failing",
    errno.ESTALE: "cause.unreachable",
    errno.EHOSTDOWN: "cause.unreachable",
    errno.EHOSTUNREACH: "cause.unreachable",
    errno.ENETUNREACH: "cause.unreachable",
    errno.ETIMEDOUT: "cause.unreachable",
    errno.EBADF: "cause.no_output",
}
"""By number, for the words are the system's; on Windows Python makes such numbers of its errors."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause as a code of the catalogue, which says it inside of the sentence that names it."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


def cause_of(error: OSError) -> Cause:
    """The cause by the error's number; one that has no sentence is told as that number, and one without as its type."""
    code = _CODES.get(error.errno or 0)
    return Cause(code) if code else Cause(OTHER, {"number": error.errno or type(error).__name__})
