"""Who and where in a SIP message: names, URIs, parameters, and the way an answer goes back (RFC 3261, 19.1, 20.10, 20.42)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from dutydesk.telephony.sip.message import Broken, told
from dutydesk.telephony.sip.outputs import Peer

PARAMETERS = 40
"""Parameters of one value; those after it are not looked at."""

_DISPLAY = re.compile(r'\s*+(?:"((?:[^"\\]|\\.)*+)"[^"<]*+|([^"<]*+))<([^<>]*+)>')
_PARAMETER = re.compile(r'(?:;\s*+)++([^\s;=,"]++)\s*+(?:=\s*+("(?:[^"\\]|\\.)*+"|[^\s;"]*+))?\s*+')
_ESCAPED = re.compile(r"\\(.)")
_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{0,30}):(.*)", re.DOTALL)
_VIA = re.compile(
    r"SIP\s*+/\s*+2\.0\s*+/\s*+[^\s/;,]++\s++(\[[0-9a-fA-F:.]++\]|[^\s:;,\[\]]++)\s*+(?::\s*+([0-9]{1,5})(?![0-9]))?\s*+(?=;|$)(.*)",
    re.IGNORECASE,
)
_RPORT = re.compile(r";\s*+rport(?:\s*+=\s*+\d*+)?\s*+(?=;|$)", re.IGNORECASE)
_RECEIVED = re.compile(r";\s*+received\s*+=\s*+[^\s;]*+\s*+(?=;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Uri:
    """A URI taken apart. `user` is unescaped and without its own parameters; a tel number is its user and has no host."""

    scheme: str
    user: str = ""
    host: str = ""
    parameters: str = ""
    headers: str = ""

    @property
    def number(self) -> str:
        """What the user part dials: a number without its dots and hyphens, with the extension of a tel URI (RFC 3966), else a name."""
        if not re.fullmatch(r"\+?[\d.()\- ]+", self.user):
            return self.user
        extension = re.search(r";ext=([0-9]{1,10})", f";{self.parameters}", re.IGNORECASE) if self.scheme == "tel" else None
        return re.sub(r"[.()\- ]", "", self.user) + (f";ext={extension[1]}" if extension else "")


@dataclass(frozen=True, slots=True)
class Address:
    """A name and a URI with the parameters of the header that holds them, by their names in small letters."""

    name: str
    uri: Uri
    parameters: Mapping[str, str]

    @property
    def tag(self) -> str:
        """The mark of one side of a call (RFC 3261, section 19.3), "" while there is none."""
        return self.parameters.get("tag", "")


@dataclass(frozen=True, slots=True)
class Via:
    """The topmost Via: who sent the request, and where it wants its answer. `branch` is "" for those before RFC 3261."""

    host: str
    port: int
    branch: str
    wants_port: bool


def read_address(text: str) -> Address:
    """An address such as ``"Wu" <sip:8110@pbx>;tag=1``, or a bare URI. Raises Broken when it is none.

    Blanks within the brackets and odd characters in the name are forgiven: they hide neither the number nor the tag.
    """
    match = _DISPLAY.match(text)
    if not match:
        uri, _, rest = text.partition(";")
        if any(mark in uri for mark in '<>"'):
            raise Broken(text)
        return Address("", read_uri(uri.strip()), read_parameters(f";{rest}" if rest else ""))
    quoted, plain, uri = match.groups()
    name = _ESCAPED.sub(r"\1", quoted) if quoted is not None else plain
    return Address(name.strip(), read_uri(uri.strip()), read_parameters(text[match.end() :]))


def read_uri(text: str) -> Uri:
    """A URI of any scheme; only sip, sips and tel are taken apart. Raises Broken for what is none."""
    match = _URI.fullmatch(text)
    if not match or re.search(r"\s", text):
        raise Broken(text)
    scheme, rest = match[1].lower(), match[2]
    if scheme == "tel":
        number, _, parameters = rest.partition(";")
        return Uri(scheme, unescaped(number), parameters=parameters)
    if scheme not in ("sip", "sips"):
        return Uri(scheme)
    user, _, rest = rest.rpartition("@")
    rest, _, headers = rest.partition("?")
    host, _, parameters = rest.partition(";")
    name = re.split("[:;]", user, maxsplit=1)[0]
    return Uri(scheme, unescaped(name), re.sub(r":\d*$", "", host).strip("[]").lower(), parameters, headers)


def read_parameters(text: str) -> dict[str, str]:
    """Parameters after a semicolon each; the first of a name counts. What is no parameter ends the reading."""
    found: dict[str, str] = {}
    at = 0
    while len(found) < PARAMETERS and (match := _PARAMETER.match(text, at)):
        value = match[2] or ""
        found.setdefault(match[1].lower(), _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value)
        at = match.end()
    return found


def read_via(text: str) -> Via:
    """The Via in `text`. Raises Broken when an answer could not find its way by it."""
    match = _VIA.fullmatch(text)
    port = int(match[2] or 5060) if match else 0
    if not match or not 0 < port < 65536:
        raise Broken(text)
    parameters = read_parameters(match[3])
    return Via(match[1].strip("[]").lower(), port, parameters.get("branch", ""), "rport" in parameters)


def way_back(via: Via | None, sender: Peer) -> Peer:
    """Where an answer goes: always the address that sent the request, to its port where it asked so (RFC 3581), else Via's.

    A maddr is not followed: nothing is sent to where nothing came from.
    """
    return sender if via is None or via.wants_port else (sender[0], via.port)


def stamped(raw: str, via: Via, sender: Peer) -> str:
    """The raw Via with where its request came from (RFC 3261, section 18.2.1; RFC 3581, section 4)."""
    bare = _RECEIVED.sub("", raw)
    marks = ""
    if via.wants_port:
        bare = _RPORT.sub("", bare)
        marks = f";rport={sender[1]}"
    if via.wants_port or via.host != sender[0]:
        marks = f";received={sender[0]}{marks}"
    return bare + marks


def unescaped(text: str) -> str:
    """`text` without its percent escapes, in whatever encoding they are."""
    return told(unquote_to_bytes(text).decode("latin-1")) if "%" in text else text
