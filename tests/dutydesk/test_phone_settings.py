"""Settings of the phones while the window is open: checked before they are written, and never over what somebody else wrote."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dutydesk import settings
from dutydesk.catalogue import Catalogue
from dutydesk.phone_fields import Typed, TypedLine
from dutydesk.phone_offers import Offer
from dutydesk.phone_settings import Answer, PhoneSettings
from dutydesk.settings import CallerIdSettings, Settings, SettingsFault, SipSettings

TOKEN, ANOTHER = "a-long-secret", "another-secret"
FILE = f"""# ours
[site]
language = "zh"
[webhook]
token = "{TOKEN}"
odd = 1
[[line]]
number = "8110"
"""


def nobody_is_known(found: Settings) -> tuple[SettingsFault, ...]:
    """As on a site without crew."""
    strange = (nth for nth, line in enumerate(found.lines, 1) if line.member)
    return tuple(SettingsFault("settings.left_out", "", field=f"line[{nth}].member") for nth in strange)


class Store:
    """The settings of a file, with what came of every request and what came into effect."""

    def __init__(self, path: Path, text: str = "", ports: Callable[[], tuple[Offer, ...]] = tuple) -> None:
        self.path = path
        if text:
            self.write(text)
        self.followed: list[Settings] = []
        chosen = settings.load(path)[0]
        self.settings = PhoneSettings(path, lambda work: work(), self.followed.append, chosen, judge=nobody_is_known, ports=ports)

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def asks(self, request: Callable[..., None], *given: Typed) -> Answer:
        answers: list[Answer] = []
        request(*given, answers.append)
        (answer,) = answers
        return answer

    def read(self) -> Typed:
        typed = self.asks(self.settings.read).typed
        assert typed is not None
        return typed

    def apply(self, typed: Typed) -> Answer:
        return self.asks(self.settings.apply, typed)

    def undo(self) -> Answer:
        return self.asks(self.settings.undo)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "settings.toml", FILE)


def webhook(typed: Typed, **texts: str) -> Typed:
    return replace(typed, sources={**typed.sources, "webhook": {**typed.sources["webhook"], **texts}})


def told(answer: Answer) -> list[tuple[str, str, str, int]]:
    return [(fault.code, fault.table, fault.key, fault.row) for fault in answer.faults]


def test_what_is_typed_is_written_and_comes_into_effect(store: Store) -> None:
    answer = store.apply(webhook(store.read(), token=ANOTHER, allow="10.0.0.1"))
    assert (answer.said, answer.is_kept, answer.can_undo, answer.faults) == ("phones.applied", True, True, ())
    assert store.text.startswith(FILE.replace(TOKEN, ANOTHER).partition("[[line]]")[0].rstrip("\n"))
    (followed,) = store.followed
    assert followed.webhook is not None
    assert (followed.webhook.token, followed.webhook.allow) == (ANOTHER, ("10.0.0.1",))
    assert answer.typed is not None
    assert answer.typed.sources["webhook"]["allow"] == "10.0.0.1"


def test_the_file_stays_its_owners_alone(store: Store) -> None:
    store.path.chmod(0o644)
    store.apply(webhook(store.read(), token=ANOTHER))
    wanted = 0o600 if os.name == "posix" else 0o666
    assert stat.S_IMODE(store.path.stat().st_mode) == wanted
    store.undo()
    assert stat.S_IMODE(store.path.stat().st_mode) == wanted


@pytest.mark.parametrize(
    ("key", "typed"),
    [("listen", "here"), ("listen", "127.0.0.1:70000"), ("token", ""), ("token", "no spaces"), ("allow", "10.0.0.1, lan")],
)
def test_what_cannot_be_used_is_told_at_its_field_and_nothing_is_written(store: Store, key: str, typed: str) -> None:
    answer = store.apply(webhook(store.read(), **{key: typed}))
    assert (answer.said, answer.is_kept, answer.typed) == ("phones.wrong", False, None)
    assert told(answer) == [(f"phones.wrong.webhook.{key}", "webhook", key, 0)]
    assert store.text == FILE
    assert store.followed == []


def test_a_fault_of_a_line_is_told_at_that_line(store: Store) -> None:
    typed = store.read()
    lines = (*typed.lines, TypedLine({"number": " "}), TypedLine({"number": "8110"}))
    answer = store.apply(replace(typed, lines=lines))
    assert told(answer) == [("phones.wrong.line.number", "line", "number", 1), ("phones.wrong.line.number", "line", "number", 2)]
    assert all(Catalogue.load().has(fault.code) for fault in answer.faults)


def test_what_is_wrong_in_the_file_already_is_told_when_it_is_read(store: Store) -> None:
    store.write('webhook = 3\nline = 4\n[site]\ntheme = "pink"\n')
    answer = store.asks(store.settings.read)
    assert {("phones.wrong.webhook", "webhook", "", 0), ("phones.wrong.line", "line", "", 0)} <= set(told(answer))
    assert all(fault.table != "site" for fault in answer.faults)


def test_a_fault_elsewhere_in_the_file_stops_nothing(store: Store) -> None:
    store.write(FILE.replace('"zh"', '"fr"'))
    assert store.apply(webhook(store.read(), token=ANOTHER)).is_kept


def test_a_source_is_switched_off_and_on(store: Store) -> None:
    typed = store.read()
    assert store.apply(replace(typed, on=frozenset())).is_kept
    assert store.followed[-1].webhook is None
    assert "webhook" not in store.text
    assert store.apply(typed).is_kept
    assert store.followed[-1].webhook is not None


def test_every_source_is_written_comes_into_effect_and_is_put_back(store: Store) -> None:
    typed = store.read()
    sip = {"server": "192.168.1.10", "user": "8120", "password": ANOTHER, "port": "5070", "expires": "300"}
    sources = {**typed.sources, "sip": sip, "caller_id": {"port": "/dev/ttyUSB0", "baud": "1200", "line": "88880000"}}
    answer = store.apply(replace(typed, sources=sources, on=frozenset(sources)))
    assert (answer.said, answer.faults) == ("phones.applied", ())
    assert store.followed[-1].sip == SipSettings("192.168.1.10", "8120", ANOTHER, 5070, expires=300)
    assert store.followed[-1].caller_id == CallerIdSettings("/dev/ttyUSB0", 1200, "88880000")
    assert store.text.startswith(FILE)
    assert answer.typed is not None
    assert answer.typed.sources["sip"]["port"] == "5070"
    assert ANOTHER not in repr(answer)
    store.undo()
    assert store.text == FILE
    assert (store.followed[-1].sip, store.followed[-1].caller_id) == (None, None)


@pytest.mark.parametrize(
    ("table", "key", "typed"),
    [
        ("sip", "server", "sip:pbx"),
        ("sip", "server", "0192.168.1.10"),
        ("sip", "user", ""),
        ("sip", "password", ""),
        ("sip", "port", "fast"),
        ("sip", "auth_user", "a b"),
        ("sip", "domain", "a b"),
        ("sip", "listen", "70000"),
        ("sip", "expires", "5"),
        ("caller_id", "port", "ttyUSB0"),
        ("caller_id", "baud", "9601"),
        ("caller_id", "line", "8" * 41),
        ("caller_id", "forwarded_from", "8" * 41),
    ],
)
def test_what_cannot_be_used_of_any_source_is_told_at_its_field(store: Store, table: str, key: str, typed: str) -> None:
    before = store.read()
    usable = {"sip": {"server": "pbx", "user": "8120", "password": "x"}, "caller_id": {"port": "COM3"}}
    sources = {**before.sources, table: {**usable[table], key: typed}}
    answer = store.apply(replace(before, sources=sources, on=before.on | {table}))
    assert told(answer) == [(f"phones.wrong.{table}.{key}", table, key, 0)]
    assert store.text == FILE


def test_what_means_nothing_here_is_told_once_all_of_it_can_be_read(store: Store) -> None:
    typed = store.read()
    lines = (*typed.lines, TypedLine({"number": "8015", "member": "999"}))
    assert told(store.apply(replace(typed, lines=lines))) == [("phones.wrong.line.member", "line", "member", 1)]
    lines = (*lines, TypedLine({"number": ""}))
    assert told(store.apply(replace(typed, lines=lines))) == [("phones.wrong.line.number", "line", "number", 2)]


def test_a_file_changed_by_hand_is_said_not_to_be_in_effect_until_it_is_applied(store: Store) -> None:
    assert store.asks(store.settings.read).said == ""
    store.write(FILE.replace(TOKEN, ANOTHER))
    answer = store.asks(store.settings.read)
    assert answer.said == "phones.not_in_effect"
    assert answer.typed is not None
    assert store.followed == []
    assert store.apply(answer.typed).said == "phones.applied"
    assert store.followed[-1].webhook is not None
    assert store.followed[-1].webhook.token == ANOTHER
    assert store.asks(store.settings.read).said == ""


def test_a_comment_by_hand_changes_nothing_that_is_in_effect(store: Store) -> None:
    store.write("# by hand\n" + FILE.replace('"zh"', '"en"'))
    assert store.asks(store.settings.read).said == ""


def test_the_ports_of_this_computer_are_told(tmp_path: Path) -> None:
    there = (Offer("/dev/ttyUSB0", "a modem"),)
    found: list[tuple[Offer, ...]] = []
    Store(tmp_path / "f", ports=lambda: there).settings.list_ports(found.append)
    PhoneSettings(tmp_path / "f", lambda work: work(), [].append, Settings()).list_ports(found.append)
    assert found[0] == there
    assert all(one.value for one in found[1])


def test_ports_that_the_system_cannot_list_are_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> tuple[Offer, ...]:
        raise OSError(5, "secret")

    found: list[tuple[Offer, ...]] = []
    with caplog.at_level(logging.INFO):
        Store(tmp_path / "f", ports=fails).settings.list_ports(found.append)
    assert found == [()]
    assert caplog.messages == ["the serial ports could not be listed: OSError"]


def test_without_a_file_one_is_made(tmp_path: Path) -> None:
    store = Store(tmp_path / "settings.toml")
    typed = replace(store.read(), lines=(TypedLine({"number": "8110", "maintenance": "yes"}),))
    assert store.apply(typed).is_kept
    assert [line.number for line in settings.load(store.path)[0].lines] == ["8110"]


def test_who_changes_something_else_meanwhile_is_not_undone(store: Store) -> None:
    typed = store.read()
    settings.change(store.path, "look", "by_hand", "day")
    assert store.apply(webhook(typed, token=ANOTHER)).is_kept
    assert (settings.load(store.path)[0].look.by_hand, ANOTHER in store.text) == ("day", True)


def test_what_somebody_else_wrote_is_told_before_it_is_written_over(store: Store) -> None:
    typed = webhook(store.read(), listen="127.0.0.1:1")
    store.write(FILE.replace(f'token = "{TOKEN}"', f'token = "{ANOTHER}"\nlisten = "127.0.0.1:2"').replace("8110", "8111"))
    before = store.text
    answer = store.apply(typed)
    assert (answer.said, answer.is_kept, answer.typed) == ("phones.changed_meanwhile", False, None)
    assert told(answer) == [
        ("phones.now", "webhook", "listen", 0),
        ("phones.now_other", "webhook", "token", 0),
        ("phones.now_other_lines", "line", "", 0),
    ]
    assert answer.faults[0].values == {"found": "127.0.0.1:2"}
    assert ANOTHER not in repr(answer)
    assert store.text == before
    assert store.apply(typed).is_kept
    assert settings.load(store.path)[0].webhook == settings.WebhookSettings("127.0.0.1", 1, TOKEN)


@pytest.mark.parametrize(("now", "code"), [("", "phones.now_off"), (FILE, "phones.now_on")])
def test_a_source_switched_elsewhere_is_told(store: Store, now: str, code: str) -> None:
    lines = '[[line]]\nnumber = "8110"\n'
    store.write(lines if now else FILE)
    typed = store.read()
    store.write(now or lines)
    assert told(store.apply(typed)) == [(code, "webhook", "", 0)]


def test_what_is_emptied_elsewhere_is_told_as_nothing(store: Store) -> None:
    store.write(FILE.replace("odd = 1", 'here = ["8119"]'))
    typed = store.read()
    store.write(FILE)
    assert store.apply(typed).faults[0].values == {"found": "-"}


def test_undo_brings_back_what_the_file_held_to_the_letter(store: Store) -> None:
    store.apply(replace(webhook(store.read(), token=ANOTHER), lines=()))
    answer = store.undo()
    assert (answer.said, answer.is_kept, answer.can_undo) == ("phones.undone", True, False)
    assert store.text == FILE
    assert store.followed[-1].webhook is not None
    assert store.followed[-1].webhook.token == TOKEN
    assert store.undo().said == "undo.nothing"


def test_undo_leaves_what_others_changed_since(store: Store) -> None:
    store.apply(replace(store.read(), on=frozenset()))
    settings.change(store.path, "site", "language", "en")
    assert store.undo().is_kept
    found, faults = settings.load(store.path)
    assert (found.site.language, faults) == ("en", ())
    assert found.webhook is not None
    assert "odd = 1" in store.text


def test_undo_writes_nothing_over_a_later_change_of_the_same(store: Store) -> None:
    store.apply(webhook(store.read(), token=ANOTHER))
    store.write(FILE.replace(TOKEN, "by-an-editor"))
    answer = store.undo()
    assert (answer.said, answer.is_kept, answer.can_undo) == ("phones.not_undone", False, False)
    assert "by-an-editor" in store.text


def test_applying_nothing_new_leaves_the_file_and_the_undo_alone(store: Store) -> None:
    store.apply(webhook(store.read(), token=ANOTHER))
    before = store.path.stat().st_mtime_ns
    assert store.apply(store.read()).can_undo
    assert store.path.stat().st_mtime_ns == before
    store.undo()
    assert store.text == FILE


@pytest.mark.parametrize(
    ("data", "said"), [(b"[site\n", "phones.not_toml"), (b"\xff\xfe", "settings.unreadable")], ids=["no TOML", "no text"]
)
def test_a_file_that_cannot_be_understood_is_left_alone(store: Store, data: bytes, said: str) -> None:
    typed = store.read()
    store.path.write_bytes(data)
    assert store.asks(store.settings.read).said == said
    answer = store.apply(typed)
    assert (answer.said, answer.typed, answer.is_kept) == (said, None, False)
    assert Path(str(answer.values["file"])) == store.path
    assert store.path.read_bytes() == data


def test_a_disk_that_takes_nothing_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = store.read()

    def is_full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "_write_new", is_full)
    assert store.apply(webhook(typed, token=ANOTHER)).said == "phones.unwritable"
    assert store.followed == []
    assert [one.name for one in store.path.parent.iterdir()] == ["settings.toml"]
    assert store.text == FILE


@pytest.mark.logs
def test_a_fault_of_the_program_is_told_and_logged_without_secrets(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def fails(_found: Settings) -> None:
        raise ZeroDivisionError

    broken = PhoneSettings(store.path, lambda work: work(), fails, Settings())
    store.settings = broken
    assert store.apply(webhook(store.read(), token=ANOTHER)).said == "phones.failed"
    assert ANOTHER not in caplog.text


def test_no_secret_reaches_the_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        store.apply(webhook(store.read(), token=ANOTHER))
        store.undo()
    assert caplog.messages == ["the phone settings were changed"] * 2
