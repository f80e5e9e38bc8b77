"""The site's settings file, ``DIR/settings.toml``: what can be wrong in it is told, and the program goes on with what is usual."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from dutydesk import setting_values as read
from dutydesk.levels import Hours
from dutydesk.look import Look

T = TypeVar("T")

FILE = "settings.toml"
"""Its name in the data folder."""
LANGUAGES = ("zh", "en")
THEMES = ("auto", "night", "day")
SCALES = ("auto", "100", "125", "150")
LISTEN = "127.0.0.1:8765"
SIP_PORT = 5060
"""Where a registrar listens (RFC 3261, section 19.1.2)."""
NIGHT = Hours(time(19), time(7))
"""The usual night (domain.md, Levels and default limits)."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Language, theme ("auto" follows the night), how numbers are dialled here, the night, and the size of text.

    `scale` is percent; "auto" follows the system.
    """

    language: str = "zh"
    theme: str = "auto"
    region: str = "CN"
    area_code: str = "0571"
    night: Hours = NIGHT
    scale: str = "auto"


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Where the exchange may post. `allow` holds addresses or networks of clients (all while empty).

    `here` holds the numbers of this room's phones: while empty, whoever answers is in this room.
    """

    host: str
    port: int
    token: str = field(repr=False)
    allow: tuple[str, ...] = ()
    here: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SipSettings:
    """The exchange at which dutydesk registers as extension `user`, to ring along.

    `domain` is what the exchange calls itself and `auth_user` the name that goes with the password: where they are "", they are
    `server` and `user`. `listen` is our own UDP port, 0 for any; `expires` are seconds.
    """

    server: str
    user: str
    password: str = field(repr=False)
    port: int = SIP_PORT
    domain: str = ""
    auth_user: str = ""
    listen: int = 0
    expires: int = 120


@dataclass(frozen=True, slots=True)
class CallerIdSettings:
    """A caller-ID modem or box: its serial port ("COM3", "/dev/ttyUSB0"), its speed, and the number of the line it is on.

    `forwarded_from` is set where that line is kept solely for calls forwarded from another one, and names that one.
    """

    port: str
    baud: int = 9600
    line: str = ""
    forwarded_from: str = ""


@dataclass(frozen=True, slots=True)
class LineSettings:
    """A line of the site. `elsewhere_is_here`: only the desk phone rings along, so answered elsewhere is answered here.

    `member` is the staff number of whose extension it is, "" where it is nobody's own.
    """

    number: str
    name_zh: str = ""
    name_en: str = ""
    maintenance: bool = False
    elsewhere_is_here: bool = False
    member: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in the file. A source is None where it is off; `answer_seconds` is the limit to answer a ring.

    `look` is what was chosen by hand; the theme that is usual here stands in `site`.
    """

    site: SiteSettings = SiteSettings()
    webhook: WebhookSettings | None = None
    sip: SipSettings | None = None
    caller_id: CallerIdSettings | None = None
    lines: tuple[LineSettings, ...] = ()
    answer_seconds: int = 15
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """Something wrong in the file: a catalogue code with `file`, `line` (0 unknown), `field` and what is `used` instead."""

    code: str
    file: str
    line: int = 0
    field: str = ""
    used: str = ""

    @property
    def values(self) -> dict[str, object]:
        """What fills the sentence of `code`."""
        return {"file": self.file, "line": self.line or "?", "field": self.field, "used": self.used}


def load(path: Path) -> tuple[Settings, tuple[SettingsFault, ...]]:
    """The settings at `path`; an absent file is all defaults. Never raises: what is unusable is replaced and told as a fault."""
    try:
        text = text_of(path)
    except (OSError, UnicodeDecodeError):
        return Settings(), (SettingsFault("settings.unreadable", str(path)),)
    return understood(text, str(path))


def text_of(path: Path) -> str:
    """The file's text, "" where there is no file. Raises OSError or UnicodeDecodeError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def understood(text: str, file: str) -> tuple[Settings, tuple[SettingsFault, ...]]:
    """The settings that `text` would be in `file`; as `load`, before anything is written."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), (SettingsFault("settings.not_toml", file, _line_told(str(error))),)
    reader = _Reader(file, text)
    return reader.settings(found), tuple(reader.faults)


def template() -> str:
    """The text that the first file is made of."""
    return resources.files("resources").joinpath("settings.toml").read_text(encoding="utf-8")


def new_token() -> str:
    """A random token that nobody guesses."""
    return secrets.token_urlsafe(24)


def write_default(path: Path, *, language: str = "zh", listen: str = LISTEN, token: str = "", lines: Iterable[LineSettings] = ()) -> None:
    """Make the file with comments in both languages and a random token, readable by its owner alone.

    Raises FileExistsError when there is one, OSError when it cannot be written.
    """
    if path.exists():
        raise FileExistsError(path)  # as at every start but the first: they need not wait for tomlkit
    import tomlkit

    document: Any = tomlkit.parse(template())
    document["site"]["language"] = language
    document["webhook"]["listen"] = listen
    document["webhook"]["token"] = token or new_token()
    tables = tomlkit.aot()
    for line in lines:
        tables.append(tomlkit.item({name: getattr(line, name) for name in LineSettings.__slots__}))
    if len(tables):
        document["line"] = tables
    _write_new(path, tomlkit.dumps(document))


def left_out(path: Path, field: str) -> SettingsFault:
    """The fault of a field that reads well but means nothing here; where the file can no longer be read its line is not known."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return SettingsFault("settings.left_out", str(path), _line_of(lines, field), field)


def change(path: Path, section: str, key: str, value: str | int) -> None:
    """Set one value in the file; everything else, also keys this program does not know and comments, stays.

    Raises OSError when it cannot be written, ValueError when the file does not parse.
    """
    import tomlkit

    document: Any = tomlkit.parse(text_of(path))
    document.setdefault(section, tomlkit.table())[key] = value
    write(path, tomlkit.dumps(document))


def write(path: Path, text: str) -> None:
    """Put `text` in the place of what the file holds, all at once, readable by its owner alone. Raises OSError."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        _write_new(beside, text)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _write_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _line_told(message: str) -> int:
    match = re.search(r"at line (\d+)", message)
    return int(match[1]) if match else 0


class _Reader:
    """Reads parsed TOML into settings, collecting faults."""

    def __init__(self, file: str, text: str) -> None:
        self.faults: list[SettingsFault] = []
        self._file = file
        self._lines = text.splitlines()

    def settings(self, found: dict[str, Any]) -> Settings:
        return Settings(
            site=self._site(self._table(found, "site")),
            webhook=self._webhook(self._table(found, "webhook")) if "webhook" in found else None,
            sip=self._sip(self._table(found, "sip")) if "sip" in found else None,
            caller_id=self._caller_id(self._table(found, "caller_id")) if "caller_id" in found else None,
            lines=self._line_tables(found.get("line", [])),
            answer_seconds=self._value(self._table(found, "answer"), "answer.seconds", read.whole(1, 600), 15),
            look=self._look(self._table(found, "look")),
        )

    def _site(self, table: dict[str, Any]) -> SiteSettings:
        usual = SiteSettings()
        return SiteSettings(
            language=self._value(table, "site.language", read.one_of(LANGUAGES), usual.language),
            theme=self._value(table, "site.theme", read.one_of(THEMES), usual.theme),
            region=self._value(table, "site.region", read.matching("[A-Z]{2}"), usual.region),
            area_code=self._value(table, "site.area_code", read.matching("[0-9]{0,6}"), usual.area_code),
            night=self._value(table, "site.night", _night, usual.night),
            scale=self._value(table, "site.scale", _scale, usual.scale),
        )

    def _look(self, table: dict[str, Any]) -> Look:
        usual = Look()
        return Look(
            by_hand=self._value(table, "look.by_hand", read.one_of(("", *THEMES[1:])), usual.by_hand),
            until=self._value(table, "look.until", read.moment_or_none, usual.until),
            is_dim=self._value(table, "look.dim", read.truth, usual.is_dim),
        )

    def _webhook(self, table: dict[str, Any]) -> WebhookSettings | None:
        """The webhook, or None where something of it cannot be used: it is never opened wider than asked for."""
        told, usual = len(self.faults), WebhookSettings("", 0, "")
        host, port = self._value({"listen": LISTEN, **table}, "webhook.listen", read.address, ("", 0))
        token = self._value({"token": "", **table}, "webhook.token", read.matching("[A-Za-z0-9_~.-]{4,200}"), "")
        allow = self._value(table, "webhook.allow", read.networks, usual.allow)
        here = self._value(table, "webhook.here", read.texts, usual.here)
        return None if len(self.faults) > told else WebhookSettings(host, port, token, allow, here)

    def _sip(self, table: dict[str, Any]) -> SipSettings | None:
        """The exchange, or None where it or the account cannot be used: exchanges shut out whoever errs too often."""
        usual, name = SipSettings("", "", ""), r"[A-Za-z0-9+*#_.~-]{1,100}"
        port = self._value(table, "sip.port", read.whole(1, 65535), usual.port)
        listen = self._value(table, "sip.listen", read.whole(0, 65535), usual.listen)
        expires = self._value(table, "sip.expires", read.whole(30, 3600), usual.expires)
        told = len(self.faults)
        server = self._value({"server": "", **table}, "sip.server", read.host, "")
        user = self._value({"user": "", **table}, "sip.user", read.matching(name), "")
        password = self._value({"password": "", **table}, "sip.password", read.matching(r"[^\r\n]{1,200}"), "")
        domain = self._value(table, "sip.domain", read.host_or_none, usual.domain)
        auth_user = self._value(table, "sip.auth_user", read.matching(rf"(?:{name})?"), usual.auth_user)
        return None if len(self.faults) > told else SipSettings(server, user, password, port, domain, auth_user, listen, expires)

    def _caller_id(self, table: dict[str, Any]) -> CallerIdSettings | None:
        """The caller-ID line, or None where its port cannot be used."""
        usual = CallerIdSettings("")
        port = self._value({"port": "", **table}, "caller_id.port", read.serial_port, usual.port)
        baud = self._value(table, "caller_id.baud", read.baud, usual.baud)
        line = self._value(table, "caller_id.line", read.matching(r".{0,40}"), usual.line)
        forwarded_from = self._value(table, "caller_id.forwarded_from", read.matching(r".{0,40}"), usual.forwarded_from)
        return CallerIdSettings(port, baud, line, forwarded_from) if port else None

    def _line_tables(self, tables: object) -> tuple[LineSettings, ...]:
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            self._fault("line", "")
            return ()
        lines: dict[str, LineSettings] = {}
        for nth, table in enumerate(tables, 1):
            line = self._line(table, f"line[{nth}]")
            if line.number in lines:
                self._fault(f"line[{nth}].number", "")
            elif line.number:
                lines[line.number] = line
        return tuple(lines.values())

    def _line(self, table: dict[str, Any], where: str) -> LineSettings:
        usual = LineSettings("")
        return LineSettings(
            number=self._value({"number": "", **table}, f"{where}.number", read.matching(r".{1,40}"), ""),
            name_zh=self._value(table, f"{where}.name_zh", read.text, ""),
            name_en=self._value(table, f"{where}.name_en", read.text, ""),
            maintenance=self._value(table, f"{where}.maintenance", read.truth, usual.maintenance),
            elsewhere_is_here=self._value(table, f"{where}.elsewhere_is_here", read.truth, usual.elsewhere_is_here),
            member=self._value(table, f"{where}.member", _staff_number, usual.member),
        )

    def _table(self, found: dict[str, Any], section: str) -> dict[str, Any]:
        table = found.get(section, {})
        if isinstance(table, dict):
            return table
        self._fault(section, "")
        return {}

    def _value(self, table: dict[str, Any], field: str, reader: Callable[[object], T], usual: T) -> T:
        """The value of `field` ("section.key") through `reader`; `usual` where it is absent, or wrong and told so."""
        key = field.rpartition(".")[2]
        if key not in table:
            return usual
        try:
            return reader(table[key])
        except ValueError:
            self._fault(field, _shown(usual))
            return usual

    def _fault(self, field: str, used: str) -> None:
        code = "settings.wrong_value" if used else "settings.left_out"
        self.faults.append(SettingsFault(code, self._file, _line_of(self._lines, field), field, used))


def _line_of(lines: list[str], field: str) -> int:
    """The line where `field` ("site.night", "line[2].name_en") stands, its section's heading if it has none, 0 if neither is found."""
    match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?", field)
    section, nth, key = (match[1], int(match[2] or 1), match[3]) if match else (field, 1, "")
    headings = [number for number, line in enumerate(lines) if re.match(rf"\s*\[{{1,2}}\s*{section}\s*\]", line)]
    if len(headings) < nth:
        return next((number for number, line in enumerate(lines, 1) if re.match(rf"\s*{section}\s*=", line)), 0)
    heading = headings[nth - 1]
    for number, line in enumerate(lines[heading + 1 :], heading + 2):
        if re.match(r"\s*\[", line):
            break
        if key and re.match(rf"\s*\"?{key}\"?\s*=", line):
            return number
    return heading + 1


def _shown(value: object) -> str:
    """A value as the file would have it; "" where leaving the field out is what happens."""
    if isinstance(value, Hours):
        return f"{value.starts:%H:%M}-{value.ends:%H:%M}"
    if isinstance(value, bool):
        return str(value).lower()
    return "" if isinstance(value, tuple) else str(value)


def _night(value: object) -> Hours:
    start, end = read.clock_times(value)
    return Hours(start, end)


def _staff_number(value: object) -> str:
    """As a number or as text, since a staff number may begin with a zero."""
    return read.text(str(value) if isinstance(value, int) and not isinstance(value, bool) else value).strip()


def _scale(value: object) -> str:
    """Percent, as a number or as text."""
    return read.one_of(SCALES)(str(value) if isinstance(value, int) and not isinstance(value, bool) else value)
