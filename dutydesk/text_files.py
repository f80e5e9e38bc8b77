"""Which encoding a text file is in: told by its first bytes, else UTF-8 where all of it is, else GB18030 where all of it is."""

from __future__ import annotations

import codecs
from typing import BinaryIO

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MOSTLY = 0.3
"""Share of NULs from which a text is UTF-16 that lost its mark."""


def encoding_of(file: BinaryIO) -> str:
    """The encoding of all that follows in `file`, which is read to its end where its beginning does not tell."""
    start = file.tell()
    head = file.read(4096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if head.count(0) > len(head) * _MOSTLY:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    for encoding in ("utf-8", "gb18030"):
        file.seek(start)
        if _is_all(file, encoding):
            return encoding
    return "utf-8"


def _is_all(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
