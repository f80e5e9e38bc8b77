"""A checkup judges what was found, says it in both languages with figures and units, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from dutydesk.catalogue import Catalogue
from dutydesk.checkup import Finding, Sentence, State, Subject, is_bad, lines, nameless, ordered, summary, tell
from dutydesk.checkup_facts import (
    DiskFound,
    FontFound,
    LogFound,
    LooksFound,
    ScreenFound,
    SoundFound,
    SoundTrouble,
    SourceFound,
    StorageFound,
)
from dutydesk.checkup_findings import (
    of_disks,
    of_fonts,
    of_log,
    of_looks,
    of_no_window,
    of_screens,
    of_settings,
    of_sound,
    of_sources,
    of_versions,
    size,
)
from dutydesk.checkup_storage import of_health, of_storage
from dutydesk.health import StorageHealth, StorageState
from dutydesk.settings import SettingsFault

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 18, 47, 36, tzinfo=UTC)
DESK = Path("/srv/desk")
FILE = DESK / "dutydesk.sqlite"
SAY = Catalogue.load().say
EN, ZH = partial(SAY, lang="en"), partial(SAY, lang="zh")
WHOLE = StorageFound(FILE, size=4_200_000, wal=312, schema=1, entries=812, head="A:812 ab12cd34", last_entry=NOW)
WEBHOOK = SourceFound("webhook", "127.0.0.1:8765", "ok", since=NOW, events=12, last_event=NOW)


def found(findings: Iterable[Finding]) -> list[tuple[State, str]]:
    """How it is, and in English what is said and what to do."""
    return [(one.state, " ".join(tell(part, EN) for part in (one.said, one.todo) if part)) for one in findings]


def only(findings: Iterable[Finding]) -> tuple[State, str]:
    (one,) = found(findings)
    return one


# ---- the data folder


def test_a_whole_folder_is_told_with_its_figures() -> None:
    assert found(of_storage(WHOLE, ZONE)) == [
        (State.OK, f"{FILE}, 4.2 MB, write-ahead log 312 B, schema 1; the file is whole."),
        (State.OK, "812 entries, head A:812 ab12cd34, last entry 11-23 02:47; the chain ends at its head."),
        (State.OK, "No emergency log waits to be put into the journal."),
    ]


def test_a_folder_without_a_database_is_bad_and_the_rest_is_told() -> None:
    told = found(of_storage(StorageFound(FILE, refusal="data.missing", values={"path": str(FILE)}), ZONE))
    assert [state for state, _ in told] == [State.BAD, State.OK]
    assert told[0][1].startswith(f"There is no data here: {FILE}")


def test_a_damaged_file_is_not_to_be_deleted() -> None:
    state, said = found(of_storage(replace(WHOLE, pages=("row 7 missing", "page 9")), ZONE))[0]
    assert state is State.BAD
    assert "row 7 missing; page 9" in said
    assert "Do not delete it." in said


def test_a_file_too_large_to_wait_for_is_no_fault() -> None:
    state, said = found(of_storage(replace(WHOLE, pages=None), ZONE))[0]
    assert state is State.OK
    assert "dutydesk verify checks all of it" in said


def test_a_network_share_is_bad() -> None:
    state, said = found(of_storage(replace(WHOLE, share="nfs4"), ZONE))[1]
    assert state is State.BAD
    assert said.startswith(f"The data folder {DESK} lies on a network share (nfs4), where facts may be lost. Close the window, move")


def test_a_write_ahead_log_that_only_grows_wants_a_look() -> None:
    assert State.LOOK in [state for state, _ in found(of_storage(replace(WHOLE, wal=300 << 20), ZONE))]


@pytest.mark.parametrize(("pid", "todo"), [(0, "Open the window"), (17, "within seconds")])
def test_what_an_emergency_left_wants_a_look(pid: int, todo: str) -> None:
    state, said = found(of_storage(replace(WHOLE, waiting=(DESK / "emergency-A-1.jsonl",), pid=pid), ZONE))[2]
    assert state is State.LOOK
    assert "1 (emergency-A-1.jsonl)" in said
    assert todo in said


def test_drafts_that_were_put_aside_are_named() -> None:
    state, said = found(of_storage(replace(WHOLE, damaged=(DESK / "drafts.damaged-1",)), ZONE))[3]
    assert state is State.LOOK
    assert "drafts.damaged-1" in said


def test_an_empty_journal_has_neither_head_nor_time() -> None:
    assert "head -, last entry -" in found(of_storage(StorageFound(FILE), ZONE))[1][1]


def test_a_window_that_lost_its_database_says_since_when() -> None:
    assert found(of_health(StorageHealth(StorageState.OK, NOW), FILE, ZONE)) == []
    lost = StorageHealth(StorageState.FROZEN, NOW, "data.vanished", NOW - timedelta(minutes=7))
    state, said = only(of_health(lost, FILE, ZONE))
    assert state is State.BAD
    assert said.startswith(
        "The database takes nothing since 11-23 02:47; the last good time was 11-23 02:40. The database file has vanished"
    )
    assert "Write on paper" in only(of_health(replace(lost, state=StorageState.READ_ONLY), FILE, ZONE))[1]


# ---- disks, settings, log


@pytest.mark.parametrize(
    ("free", "state"),
    [(999, State.BAD), (99_999_999, State.BAD), (100_000_000, State.LOOK), (999_999_999, State.LOOK), (1 << 30, State.OK)],
)
def test_room_is_warned_of_in_time(free: int, state: State) -> None:
    judged, said = only(of_disks([DiskFound(DESK, free)]))
    assert judged is state
    assert size(free) in said
    assert ("Make room" in said) is (state is not State.OK)


def test_room_nobody_can_tell_wants_a_look() -> None:
    assert only(of_disks([DiskFound(DESK, None)]))[0] is State.LOOK


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (4_250_000, "4.2 MB"), (120_000_000_000, "120 GB")]
)
def test_sizes_have_units(count: int, said: str) -> None:
    assert size(count) == said


def test_settings_are_told_fault_by_fault() -> None:
    assert only(of_settings(DESK / "settings.toml", ()))[0] is State.OK
    fault = SettingsFault("settings.wrong_value", "settings.toml", 2, "site.theme", "auto")
    state, said = only(of_settings(DESK / "settings.toml", (fault,)))
    assert state is State.LOOK
    assert "line 2: site.theme has a wrong value; auto is used instead" in said


def test_a_quiet_log_is_well() -> None:
    state, said = only(of_log(LogFound(DESK / "log", 12_000), NOW, ZONE))
    assert (state, "12 KB; no error" in said) == (State.OK, True)


def test_errors_and_a_crash_want_a_look() -> None:
    told = found(of_log(LogFound(DESK / "log" / "dutydesk.log", 9, errors=3, crashed=NOW - timedelta(days=1)), NOW, ZONE))
    assert [state for state, _ in told] == [State.LOOK, State.LOOK]
    assert "errors in the last 24 hours: 3" in told[0][1]
    assert "ended abruptly at 11-22 02:47" in told[1][1]


def test_a_crash_long_ago_is_over() -> None:
    assert len(found(of_log(LogFound(DESK / "log", crashed=NOW - timedelta(days=8)), NOW, ZONE))) == 1


# ---- phones, sound, looks


def test_without_a_source_calls_are_taken_by_hand() -> None:
    assert only(of_sources([], ZONE)) == (State.OK, "No phone source is set up; calls are taken by hand (F2).")


@pytest.mark.parametrize(
    ("source", "state", "part"),
    [
        (WEBHOOK, State.OK, "listens on 127.0.0.1:8765 since 11-23 02:47; events so far: 12, the last one at 11-23 02:47."),
        (replace(WEBHOOK, last_event=None, events=0), State.OK, "since 11-23 02:47; no event came yet."),
        (replace(WEBHOOK, state="bad", reason="webhook.no_event", troubled=NOW), State.LOOK, "At 11-23 02:47: The webhook received a post"),
        (
            replace(WEBHOOK, state="bad", events=0, last_event=None, reason="webhook.no_event", troubled=NOW),
            State.LOOK,
            "listens on 127.0.0.1:8765. Nothing was heard from it yet. At 11-23 02:47: The webhook received a post",
        ),
        (
            replace(WEBHOOK, state="down", events=0, last_event=None, reason="webhook.port_busy", values={"host": "h", "port": 1}),
            State.BAD,
            "webhook: lost since 11-23 02:47. Nothing was heard from it yet. Webhook: another program uses h:1",
        ),
        (
            replace(WEBHOOK, state="down", reason="webhook.port_busy", values={"host": "127.0.0.1", "port": 8765}),
            State.BAD,
            "webhook: lost since 11-23 02:47, last event 11-23 02:47. Webhook: another program uses 127.0.0.1:8765",
        ),
        (replace(WEBHOOK, state="heard"), State.OK, "where the running window listens"),
        (replace(WEBHOOK, state=""), State.OK, "the port is free"),
        (SourceFound("sip", "pbx:5060", "named"), State.OK, "sip: the window registers at pbx:5060"),
        (replace(WEBHOOK, state="", reason="webhook.address_unusable"), State.BAD, "this computer has no address"),
    ],
)
def test_a_source_is_told_with_its_address_and_last_event(source: SourceFound, state: State, part: str) -> None:
    judged, said = only(of_sources([source], ZONE))
    assert judged is state
    assert part in said


@pytest.mark.parametrize(
    ("trouble", "part"),
    [
        (SoundTrouble.NO_DEVICE, "No sound device: alarms are silent here. Connect loudspeakers"),
        (SoundTrouble.NO_LIBRARY, "Install dutydesk again"),
        (SoundTrouble.FAILED, "Speakers (ALSA) did not play"),
    ],
)
def test_silence_wants_a_look(trouble: SoundTrouble, part: str) -> None:
    state, said = only([of_sound(SoundFound("Speakers", "ALSA", trouble))])
    assert state is State.LOOK
    assert part in said


def test_a_device_is_named() -> None:
    assert only([of_sound(SoundFound("Speakers", "ALSA"))]) == (State.OK, "Alarms play on Speakers (ALSA).")


@pytest.mark.parametrize(
    ("font", "state", "part"),
    [
        (FontFound("Noto Sans CJK SC", 4), State.OK, "families with Chinese: 4"),
        (FontFound("Fusion Pixel", 1, "喆堃"), State.LOOK, "lacks signs that stand in names: 喆堃. Install Noto Sans CJK"),
        (FontFound("DejaVu Sans", 0), State.BAD, "Chinese shows as boxes. Install Noto Sans CJK"),
    ],
)
def test_names_need_their_signs(font: FontFound, state: State, part: str) -> None:
    judged, said = only([of_fonts(font)])
    assert judged is state
    assert part in said


def test_screens_are_told_with_size_and_scale() -> None:
    assert found(of_screens([ScreenFound("DP-1", 1920, 1080, 1.25), ScreenFound("old", 1024, 768, 1)])) == [
        (State.OK, "DP-1: 1920×1080 at 125 %."),
        (State.LOOK, "old: 1024×768 at 100 %. Set at least 1366×768, or a smaller scale."),
    ]


def test_without_a_window_there_is_no_screen() -> None:
    assert only(of_screens([]))[0] is State.OK


def test_themes_and_texts_that_cannot_be_read_are_named() -> None:
    assert only([of_looks(LooksFound("xcb"))]) == (State.OK, "Themes and texts are whole; Qt draws on xcb.")
    assert only([of_looks(LooksFound("xcb", ("night.toml", "dutydesk_zh.qm")))])[1].startswith(
        "Cannot be read: night.toml, dutydesk_zh.qm."
    )


def test_versions_stand_in_one_line() -> None:
    assert only([of_versions({"dutydesk": "0.1", "Qt": "6.11.3"})]) == (State.OK, "Running dutydesk 0.1, Qt 6.11.3.")


# ---- telling


LOST = Finding(Subject.SOURCES, State.BAD, Sentence("webhook.failed"))
LOUD = of_sound(SoundFound("Wang's earphones", "PulseAudio"))
FULL = Finding(Subject.DISK, State.LOOK, Sentence("checkup.disk.unknown", {"folder": "/x"}), Sentence("checkup.disk.make_room"))


def test_what_is_bad_comes_first_and_each_subject_stays_together() -> None:
    well = replace(LOST, state=State.OK)
    assert [(subject, [one.state for one in told]) for subject, told in ordered([LOUD, well, FULL, LOST])] == [
        (Subject.SOURCES, [State.BAD, State.OK]),
        (Subject.DISK, [State.LOOK]),
        (Subject.SOUND, [State.OK]),
    ]


def test_one_bad_finding_makes_it_bad() -> None:
    assert is_bad([LOUD, LOST])
    assert not is_bad([LOUD, FULL])


@pytest.mark.parametrize(
    ("findings", "said"),
    [([LOUD], "All is well."), ([LOUD, FULL], "No faults, 1 to check."), ([FULL, LOST], "Faults: 1. See to them now.")],
)
def test_the_summary_counts_the_worst(findings: list[Finding], said: str) -> None:
    assert tell(summary(findings), EN) == said


def test_a_window_that_cannot_open_names_the_library() -> None:
    state, said = only([of_no_window("ImportError libEGL.so.1")])
    assert state is State.BAD
    assert said.startswith("The window cannot open here: ImportError libEGL.so.1. Install the missing")


def test_plain_text_says_how_it_is_and_what_to_do() -> None:
    assert list(lines([LOUD, FULL], EN)) == [
        "check  Disk  /x: nobody can tell how much room is left.",
        "       What to do: Make room soon: on a full disk new facts can only go to the emergency log.",
        "ok     Sound  Alarms play on Wang's earphones (PulseAudio).",
    ]
    assert list(lines([LOUD], ZH)) == ["正常  声音  警报由 Wang's earphones（PulseAudio）播放。"]


def test_what_is_copied_names_nobody() -> None:
    told = "\n".join(lines(nameless([LOUD, FULL]), EN))
    assert "Wang" not in told
    assert "Alarms play on … (PulseAudio)" in told


def test_somebody_s_home_is_not_named() -> None:
    home = Sentence("checkup.disk.unknown", {"folder": Path.home() / "desk"})
    assert tell(home, EN).startswith(f"{Path('~') / 'desk'}: nobody")
