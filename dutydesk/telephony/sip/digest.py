"""The password's proof: HTTP digest authentication as SIP uses it (RFC 7616, RFC 8760; without qop as RFC 2069 had it)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from dutydesk.telephony.sip.message import Response

_ALGORITHMS = {"md5": hashlib.md5, "sha-256": hashlib.sha256}
_PART = re.compile(r'(?<![\w-])([\w-]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s,"]++))')
_QUOTABLE = re.compile(r'(["\\])')


@dataclass(frozen=True, slots=True)
class Challenge:
    """A demand for the proof. `header` is where the proof goes; `algorithm` is as it was written, "" for none."""

    header: str
    realm: str
    nonce: str
    opaque: str = ""
    algorithm: str = ""
    has_qop: bool = False
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Whose password is proved, in which name the exchange keeps it."""

    user: str
    password: str = field(repr=False)


def challenge(response: Response) -> Challenge | None:
    """The first demand that we can meet: the exchange names the one it likes best first (RFC 8760, section 2.4). None if there is none."""
    names = (("www-authenticate", "Authorization"), ("proxy-authenticate", "Proxy-Authorization"))
    asked = [(answer, header.raw) for name, answer in names for header in response.all(name)]
    return next((found for answer, raw in asked if (found := _read(answer, raw)) is not None), None)


def proof(asked: Challenge, account: Account, *, method: str, uri: str, count: int, cnonce: str) -> str:
    """The value of `asked.header`. `count` is how often the nonce was used, this time included; `cnonce` is our own (RFC 7616, 3.4)."""
    algorithm = _ALGORITHMS[asked.algorithm.lower() or "md5"]

    def hashed(*parts: str) -> str:
        return algorithm(":".join(parts).encode("latin-1", "replace")).hexdigest()

    user = _wire(account.user)
    whose, what = hashed(user, asked.realm, _wire(account.password)), hashed(method, uri)
    nc = f"{count:08x}"
    used = (nc, cnonce, "auth") if asked.has_qop else ()
    told = {"username": user, "realm": asked.realm, "nonce": asked.nonce, "uri": uri, "response": hashed(whose, asked.nonce, *used, what)}
    if asked.opaque:
        told["opaque"] = asked.opaque
    if asked.has_qop:
        told["cnonce"] = cnonce
    bare = ([f"algorithm={asked.algorithm}"] if asked.algorithm else []) + ([f"nc={nc}", "qop=auth"] if asked.has_qop else [])
    return "Digest " + ", ".join([*(f'{name}="{_escaped(value)}"' for name, value in told.items()), *bare])


def _read(header: str, raw: str) -> Challenge | None:
    scheme, _, rest = raw.partition(" ")
    parts: dict[str, str] = {}
    for name, quoted, plain in _PART.findall(rest):
        parts.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) or plain)
    qops = [one.strip().lower() for one in parts.get("qop", "").split(",") if one.strip()]
    algorithm = parts.get("algorithm", "")
    is_ours = scheme.lower() == "digest" and (algorithm.lower() or "md5") in _ALGORITHMS and (not qops or "auth" in qops)
    if not is_ours or not parts.get("nonce"):
        return None
    is_stale = parts.get("stale", "").lower() == "true"
    return Challenge(header, parts.get("realm", ""), parts["nonce"], parts.get("opaque", ""), algorithm, bool(qops), is_stale)


def _wire(text: str) -> str:
    """Text of ours as the bytes of its UTF-8, in latin-1 as headers are kept."""
    return text.encode("utf-8").decode("latin-1")


def _escaped(value: str) -> str:
    return _QUOTABLE.sub(r"\\\1", value)
