"""The settings file: what is in it is used, what is wrong in it is told, what is unknown in it stays."""

from __future__ import annotations

import os
import re
import stat
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.levels import Hours
from dutydesk.look import Look
from dutydesk.settings import NIGHT, CallerIdSettings, LineSettings, Settings, SipSettings, change, load, write, write_default

TOKEN = "a-long-secret"
SIP = f'[sip]\nserver = "pbx"\nuser = "8120"\npassword = "{TOKEN}"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def read(path: Path, text: str) -> tuple[Settings, list[tuple[str, int, str, str]]]:
    path.write_text(text, encoding="utf-8")
    settings, faults = load(path)
    return settings, [(fault.code, fault.line, fault.field, fault.used) for fault in faults]


def test_no_file_means_what_is_usual(path: Path) -> None:
    assert load(path) == (Settings(), ())


def test_a_whole_file_is_read(path: Path) -> None:
    settings, faults = read(
        path,
        f"""
[site]
language = "en"
theme = "day"
area_code = "010"
night = "20:30-6:00"
[webhook]
listen = "[::1]:8080"
token = "{TOKEN}"
allow = ["10.0.0.0/24"]
here = ["8119"]
[[line]]
number = "8110"
name_zh = "维修电话"
name_en = "Maintenance phone"
maintenance = true
[answer]
seconds = 20
""",
    )
    assert not faults
    assert settings.site.night == Hours(time(20, 30), time(6))
    assert settings.webhook is not None
    assert (settings.webhook.host, settings.webhook.port, settings.webhook.here) == ("::1", 8080, ("8119",))
    assert settings.lines == (LineSettings("8110", "维修电话", "Maintenance phone", maintenance=True),)
    assert settings.answer_seconds == 20


@pytest.mark.parametrize(("written", "member"), [("210", "210"), ('" 0210 "', "0210"), ('""', "")])
def test_whose_extension_a_line_is_is_written_as_number_or_text(path: Path, written: str, member: str) -> None:
    settings, faults = read(path, f'[[line]]\nnumber = "8015"\nmember = {written}\n')
    assert (settings.lines, faults) == ((LineSettings("8015", member=member),), [])


@pytest.mark.parametrize(("written", "scale"), [("125", "125"), ('"150"', "150"), ('"auto"', "auto")])
def test_the_size_of_text_is_percent_or_the_systems(path: Path, written: str, scale: str) -> None:
    assert read(path, f"[site]\nscale = {written}\n")[0].site.scale == scale


def test_a_webhook_without_an_address_listens_on_this_machine_only(path: Path) -> None:
    settings, _ = read(path, f'[webhook]\ntoken = "{TOKEN}"\n')
    assert settings.webhook is not None
    assert (settings.webhook.host, settings.webhook.port) == ("127.0.0.1", 8765)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[site]\n\nlanguage = "fr"', ("settings.wrong_value", 3, "site.language", "zh")),
        ("[site]\nscale = 130", ("settings.wrong_value", 2, "site.scale", "auto")),
        ('[site]\nscale = "large"', ("settings.wrong_value", 2, "site.scale", "auto")),
        ("[site]\nscale = true", ("settings.wrong_value", 2, "site.scale", "auto")),
        ('[site]\nnight = "late"', ("settings.wrong_value", 2, "site.night", "19:00-07:00")),
        ('[site]\nnight = "25:00-07:00"', ("settings.wrong_value", 2, "site.night", "19:00-07:00")),
        ("[answer]\nseconds = true", ("settings.wrong_value", 2, "answer.seconds", "15")),
        ("site = 3", ("settings.left_out", 1, "site", "")),
        ('line = "8110"', ("settings.left_out", 1, "line", "")),
        ('[[line]]\nname_en = "x"', ("settings.left_out", 1, "line[1].number", "")),
        ('[[line]]\nnumber = "1"\n[[line]]\nnumber = "2"\nmaintenance = 1', ("settings.wrong_value", 5, "line[2].maintenance", "false")),
        ('[[line]]\nnumber = "1"\nname_zh = 1\n[x]', ("settings.left_out", 3, "line[1].name_zh", "")),
        ('[[line]]\nnumber = "1"\nmember = true', ("settings.left_out", 3, "line[1].member", "")),
        ('[webhook]\nlisten = "0.0.0.0:99999"\ntoken = "long-enough"', ("settings.left_out", 2, "webhook.listen", "")),
        ('[webhook]\nlisten = "0192.168.1.20:8765"\ntoken = "long-enough"', ("settings.left_out", 2, "webhook.listen", "")),
        ('[webhook]\nlisten = "192.168.1:8765"\ntoken = "long-enough"', ("settings.left_out", 2, "webhook.listen", "")),
        ('[webhook]\nlisten = "[::g]:8765"\ntoken = "long-enough"', ("settings.left_out", 2, "webhook.listen", "")),
        ('[webhook]\nlisten = "127.0.0.1:1"\n[site]', ("settings.left_out", 1, "webhook.token", "")),
        ('[webhook]\ntoken = "long-enough"\nallow = ["lan"]', ("settings.left_out", 3, "webhook.allow", "")),
        ('[webhook]\ntoken = "long-enough"\nallow = "10.0.0.1"', ("settings.left_out", 3, "webhook.allow", "")),
        ('[[line]]\nnumber = "1"\n[[line]]\nnumber = "1"', ("settings.left_out", 4, "line[2].number", "")),
        ('webhook.token = "odd"', ("settings.left_out", 0, "webhook.token", "")),
        ('[sip]\nuser = "8120"\npassword = "x"', ("settings.left_out", 1, "sip.server", "")),
        ('[sip]\nserver = "sip:pbx"\nuser = "8120"\npassword = "x"', ("settings.left_out", 2, "sip.server", "")),
        ('[sip]\nserver = "192.168.1.256"\nuser = "8120"\npassword = "x"', ("settings.left_out", 2, "sip.server", "")),
        ('[sip]\nserver = "pbx"\nuser = "<8120>"\npassword = "x"', ("settings.left_out", 3, "sip.user", "")),
        ('[sip]\nserver = "pbx"\nuser = "8120"\npassword = ""', ("settings.left_out", 4, "sip.password", "")),
        (f"{SIP}domain = 'a b'", ("settings.left_out", 5, "sip.domain", "")),
        (f"{SIP}domain = 7", ("settings.left_out", 5, "sip.domain", "")),
        (f"{SIP}auth_user = 'a b'", ("settings.left_out", 5, "sip.auth_user", "")),
        ("[site\n", ("settings.not_toml", 1, "", "")),
        ("a = " + "[" * 5000, ("settings.not_toml", 0, "", "")),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_usual(path: Path, text: str, fault: tuple[str, int, str, str]) -> None:
    settings, faults = read(path, text)
    assert faults == [fault]
    assert settings.webhook is None
    assert settings.sip is None
    assert (settings.site, settings.answer_seconds) == (Settings().site, 15)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('port = "COM12"', CallerIdSettings("COM12")),
        ('port = "socket://192.168.1.30:4001"', CallerIdSettings("socket://192.168.1.30:4001")),
        ('port = "socket://[fe80::1]:4001"', CallerIdSettings("socket://[fe80::1]:4001")),
        ('port = "/dev/serial/by-id/usb-Conexant_93010-if00"', CallerIdSettings("/dev/serial/by-id/usb-Conexant_93010-if00")),
        (
            'port = "/dev/ttyUSB0"\nbaud = 115200\nline = "88880000"\nforwarded_from = "8110"',
            CallerIdSettings("/dev/ttyUSB0", 115200, "88880000", "8110"),
        ),
    ],
)
def test_a_caller_id_line_is_read(path: Path, text: str, wanted: CallerIdSettings) -> None:
    settings, faults = read(path, f"[caller_id]\n{text}\n")
    assert (settings.caller_id, faults) == (wanted, [])


@pytest.mark.parametrize(
    "port",
    ['""', '"COM0"', '"socket://192.168.1.30"', '"socket://box:0"', '"spy://COM3"', '"ttyUSB0"', '"/etc/passwd"', "3", '"COM3\\nCOM4"'],
)
def test_a_caller_id_line_without_a_port_it_can_have_is_left_out(path: Path, port: str) -> None:
    settings, faults = read(path, f"[caller_id]\nbaud = 1200\nport = {port}\n")
    assert (settings.caller_id, faults) == (None, [("settings.left_out", 3, "caller_id.port", "")])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("baud = 1201", ("settings.wrong_value", 3, "caller_id.baud", "9600")),
        ('baud = "fast"', ("settings.wrong_value", 3, "caller_id.baud", "9600")),
        ("line = 8110", ("settings.left_out", 3, "caller_id.line", "")),
        ("forwarded_from = true", ("settings.left_out", 3, "caller_id.forwarded_from", "")),
    ],
)
def test_a_caller_id_line_goes_on_without_what_is_wrong_in_it(path: Path, text: str, fault: tuple[str, int, str, str]) -> None:
    settings, faults = read(path, f'[caller_id]\nport = "COM3"\n{text}\n')
    assert (settings.caller_id, faults) == (CallerIdSettings("COM3"), [fault])


def test_the_example_of_a_caller_id_line_in_the_first_file_works(path: Path) -> None:
    write_default(path)
    text = path.read_text(encoding="utf-8")
    example = text[text.index("# [caller_id]") :].partition("\n\n")[0]
    settings, faults = read(path, "\n".join(line.removeprefix("# ") for line in example.splitlines() if line.isascii()))
    assert (settings.caller_id, faults) == (CallerIdSettings("COM3", 9600, "88880000", "8110"), [])


def test_a_fault_fills_its_sentence(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    _, (fault,) = load(path)
    assert (fault.code, fault.values) == ("settings.unreadable", {"file": str(path), "line": "?", "field": "", "used": ""})


def test_a_token_is_not_shown_by_accident(path: Path) -> None:
    settings, _ = read(path, f'[webhook]\ntoken = "{TOKEN}"\n')
    assert TOKEN not in repr(settings)


def test_the_extension_is_read_with_what_is_usual(path: Path) -> None:
    settings, faults = read(path, SIP)
    assert (settings.sip, faults) == (SipSettings("pbx", "8120", TOKEN), [])


def test_the_extension_is_read_whole(path: Path) -> None:
    more = 'port = 5070\ndomain = ""\nauth_user = "login@pbx"\nlisten = 5090\nexpires = 300\n'
    settings, faults = read(path, SIP.replace('"pbx"', '"2001:db8::1"') + more)
    assert settings.sip is None
    assert [field for _, _, field, _ in faults] == ["sip.auth_user"]
    settings, faults = read(path, SIP.replace('"pbx"', '"2001:db8::1"') + more.replace("@", "-"))
    assert (settings.sip, faults) == (SipSettings("2001:db8::1", "8120", TOKEN, 5070, "", "login-pbx", 5090, 300), [])


@pytest.mark.parametrize(
    ("line", "field", "used"), [("port = 0", "port", "5060"), ("listen = -1", "listen", "0"), ("expires = 5", "expires", "120")]
)
def test_a_wrong_number_of_the_extension_is_told_and_the_usual_one_used(path: Path, line: str, field: str, used: str) -> None:
    settings, faults = read(path, SIP + line)
    assert (settings.sip, faults) == (SipSettings("pbx", "8120", TOKEN), [("settings.wrong_value", 5, f"sip.{field}", used)])


def test_a_password_is_not_shown_by_accident(path: Path) -> None:
    assert TOKEN not in repr(read(path, SIP)[0])


def test_the_first_file_shows_how_an_extension_is_set_up(path: Path) -> None:
    write_default(path)
    text = path.read_text(encoding="utf-8")
    shown = text[text.index("# [sip]") : text.index("# [caller_id]")]
    path.write_text("\n".join(line[2:] for line in shown.splitlines() if re.match(r"# (\[sip\]$|\w+ = )", line)), encoding="utf-8")
    _, faults = load(path)
    assert [fault.field for fault in faults] == ["sip.password"]


@given(st.text(max_size=200))
def test_any_text_gives_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    assert isinstance(load(path)[0], Settings)


@pytest.mark.parametrize(("at", "is_night"), [(time(18, 59), False), (time(19), True), (time(3), True), (time(7), False)])
def test_the_night_spans_midnight(at: time, is_night: bool) -> None:
    assert NIGHT.covers(at) is is_night


def test_a_night_after_midnight_does_not_span_it() -> None:
    assert [Hours(time(1), time(5)).covers(time(hour)) for hour in (0, 1, 5)] == [False, True, False]


def test_the_first_file_opens_the_webhook_with_a_secret_of_its_own(path: Path) -> None:
    line = LineSettings("8110", "维修电话", "Maintenance phone", maintenance=True)
    write_default(path, language="en", lines=[line])
    settings, faults = load(path)
    assert not faults
    assert settings.site.language == "en"
    assert settings.lines == (line,)
    assert settings.webhook is not None
    assert len(settings.webhook.token) >= 32


def test_two_first_files_have_two_secrets(tmp_path: Path) -> None:
    write_default(tmp_path / "a" / "settings.toml")
    write_default(tmp_path / "b" / "settings.toml")
    tokens = {load(tmp_path / folder / "settings.toml")[0].webhook for folder in "ab"}
    assert len(tokens) == 2


def test_the_file_is_its_owners_alone(path: Path) -> None:
    write_default(path)
    change(path, "site", "language", "en")
    wanted = 0o600 if os.name == "posix" else 0o666  # Windows keeps rights in lists, not in a mode
    assert stat.S_IMODE(path.stat().st_mode) == wanted


def test_a_file_that_is_there_is_never_overwritten(path: Path) -> None:
    path.write_text("[site]\n", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_default(path)


def test_a_change_keeps_comments_and_unknown_keys(path: Path) -> None:
    path.write_text('# mine\n[site]\nlanguage = "zh"\nfuture = 1\n', encoding="utf-8")
    change(path, "site", "language", "en")
    change(path, "answer", "seconds", 20)
    assert path.read_text(encoding="utf-8").startswith('# mine\n[site]\nlanguage = "en"\nfuture = 1\n')
    assert load(path)[0].answer_seconds == 20


def test_what_cannot_take_the_files_place_is_not_left_beside_it(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        write(path, "x")
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_change_without_a_file_makes_one(path: Path) -> None:
    change(path, "site", "theme", "night")
    assert load(path)[0].site.theme == "night"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('by_hand = "dusk"', "look.by_hand"),
        ('until = "soon"', "look.until"),
        ('until = "2026-11-23T07:00"', "look.until"),
        ("dim = 1", "look.dim"),
    ],
)
def test_a_wrong_choice_of_looks_is_told_and_not_used(path: Path, text: str, field: str) -> None:
    settings, faults = read(path, f"[look]\n{text}\n")
    assert settings.look == Look()
    assert [(line, told) for _, line, told, _ in faults] == [(2, field)]


def test_no_hold_of_looks_is_written_as_nothing(path: Path) -> None:
    settings, faults = read(path, '[look]\nby_hand = ""\nuntil = ""\n')
    assert (settings.look, faults) == (Look(), [])
