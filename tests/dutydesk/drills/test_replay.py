"""A replay: a file of real calls becomes a site, a crew and a clock; faults are told, all of them in a file."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dutydesk import output
from dutydesk.catalogue import Catalogue
from dutydesk.drills.drill import Tally
from dutydesk.drills.progress import Progress
from dutydesk.drills.replay import FAULTS, TOLD_AT_ONCE, Replay, fresh_folder, prepared
from dutydesk.drills.telling import Telling
from dutydesk.drills.wording import default_script
from dutydesk.refusals import RefusedError
from dutydesk.site import PlaceKind
from dutydesk.words import Status
from tests.dutydesk.drills.test_show import Desktop

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CITY = """CaseID,Opened,Status,Category,Request Type,Request Details,Address,Neighborhood,Source
2,03/24/2025 09:30:00 PM,Open,Sewer Issues,Sewer,Overflowing,10 Elm St,North,Phone
1,03/24/2025 09:00:00 PM,Open,Noise Report,other_excessive_noise,Music,20 Oak St,South,Mobile
{more}"""


def say(code: str, **values: object) -> str:
    return Catalogue.load().say(code, "en", **values)


def replayed(tmp_path: Path, more: str = "", **given: Any) -> Replay:
    file = tmp_path / "cases.csv"
    file.write_text(CITY.format(more=more), encoding="utf-8")
    usual = {"chosen": None, "speed": None, "language": "en"}
    return prepared(file, tmp_path / "desk", say=say, now=NOW, **(usual | given))


def test_a_file_becomes_a_site_with_its_places_and_the_samples_crew(tmp_path: Path) -> None:
    replay = replayed(tmp_path)
    site = replay.site
    assert (site.name_en, [place.code for place in site.places]) == ("San Francisco 311", ["North", "South", "10 Elm St", "20 Oak St"])
    assert [place.kind for place in site.places] == [PlaceKind.BUILDING] * 2 + [PlaceKind.AREA] * 2
    assert [(place.building, place.position) for place in site.places[2:]] == [("North", 1), ("South", 2)]
    assert {member.base for member in site.members} == {""}
    statuses = {member: status for member, status, _ in replay.statuses}
    assert (statuses["m212"], statuses["m310"], statuses["m309"]) == (Status.FREE, Status.PATROL, Status.ON_POST)
    assert (statuses["m502"], statuses["c901"]) == (Status.OFF, Status.TO_BE_CALLED)
    assert replay.begins.values["map"] == "San Francisco 311"
    assert (replay.faults, (tmp_path / "desk").exists()) == ((), False)


def test_the_clock_begins_with_the_first_call_and_the_last_word_says_how_it_went(tmp_path: Path) -> None:
    replay = replayed(tmp_path)
    first = datetime(2025, 3, 25, 4, 0, tzinfo=UTC)
    assert first - timedelta(minutes=1) < replay.course.clock.now() < first
    told: list[Telling] = []
    tally = Desktop(replay.course, replay.site).show.play(told.append)
    assert (tally.came, tally.is_over) == (2, True)
    assert (told[0].code, told[-1].code) == ("replay.runs_fast", "replay.over")
    assert told[-1].values["at"] == f"{tally.at.astimezone(replay.course.zone):%Y-%m-%d %H:%M}"


def test_its_end_is_told_once(tmp_path: Path) -> None:
    replay = replayed(tmp_path)
    show, told = Desktop(replay.course, replay.site).show, list[Telling]()
    for _ in range(2):
        ended = show.play(told.append).at
        replay.course.clock.go_on_to(ended + timedelta(hours=2))
    assert [telling.is_over for telling in told].count(True) == 1


def test_its_speed_is_told(tmp_path: Path) -> None:
    course = replayed(tmp_path, speed=60.0).course
    telling = course.telling(Tally(1, 1, 0, NOW, is_over=False))
    assert (telling.code, telling.values["speed"], course.speed) == ("replay.runs", "60", 60.0)
    assert course.coming(None, default_script()).next(NOW, 0) is not None  # type: ignore[arg-type]


def test_the_first_faults_are_told_at_once_and_all_of_them_in_a_file(tmp_path: Path) -> None:
    replay = replayed(tmp_path, "x,no date\n" * 7)
    assert [telling.code for telling in replay.faults] == ["replay.wrong_time"] * TOLD_AT_ONCE + ["replay.more_faults"]
    assert replay.faults[-1].values["count"] == 7
    with (tmp_path / "desk" / FAULTS).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["row", "field", "found", "cause"]
    assert (len(rows), rows[1][:3]) == (8, ["4", "Opened", "no date"])
    assert "row 4: Opened" in rows[1][3]


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(CITY.format(more="").replace("Status", "Source", 1), encoding="utf-8")
    replay = prepared(file, tmp_path / "desk", chosen=None, speed=None, language="", say=say, now=NOW)
    assert [telling.code for telling in replay.faults] == ["table.doubled_column"]


def test_a_folder_in_the_place_of_the_faults_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk" / FAULTS).mkdir(parents=True)
    with pytest.raises(RefusedError) as refusal:
        replayed(tmp_path, "x,no date\n")
    assert refusal.value.code == "data.unwritable"


def test_a_file_without_a_single_call_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(CITY.splitlines()[0], encoding="utf-8")
    with pytest.raises(RefusedError) as refusal:
        prepared(file, tmp_path / "desk", chosen=None, speed=None, language="", say=say, now=NOW)
    assert refusal.value.code == "replay.no_calls"


def test_a_map_of_ones_own_is_used(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    lines = ['zone = "UTC"', "[time]", 'columns = ["Opened"]', 'formats = ["%m/%d/%Y %I:%M:%S %p"]', "[line]", 'columns = ["Category"]']
    own.write_text("\n".join(lines), encoding="utf-8")
    assert replayed(tmp_path, chosen=own).begins.values["map"] == str(own)


# ---- the folder


def test_a_folder_with_a_site_is_refused_and_another_is_taken(tmp_path: Path) -> None:
    usual, file = tmp_path / "usual" / "desk", Path("nyc.csv")
    assert fresh_folder(tmp_path / "asked", usual, "d.sqlite", file) == tmp_path / "asked"
    (tmp_path / "d.sqlite").touch()
    with pytest.raises(RefusedError) as refusal:
        fresh_folder(tmp_path, usual, "d.sqlite", file)
    assert refusal.value.code == "replay.site_there"


def test_without_a_folder_each_replay_gets_one_of_its_own(tmp_path: Path) -> None:
    usual, file = tmp_path / "desk", Path("some/nyc.csv")
    first = fresh_folder(usual, usual, "d.sqlite", file)
    first.mkdir()
    assert (first.name, fresh_folder(usual, usual, "d.sqlite", file).name) == ("replay-nyc", "replay-nyc-2")


# ---- progress


def tellings(*came: int) -> list[Telling]:
    return [Telling("x", {"came": one, "total": 20}) for one in came]


def test_where_nobody_looks_each_tenth_is_told_and_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(lambda telling: f"came {telling.values['came']}")
    for telling in tellings(0, 1, 2, 3, 4, 20, 20):
        progress.tell(telling)
    progress.end()
    assert capsys.readouterr().out == "came 2\ncame 4\ncame 20\ncame 20\n"


def test_who_looks_sees_one_line_each_second(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    seconds = iter((0.0, 0.0, 0.5, 1.5, 1.5))
    progress = Progress(lambda telling: f"came {telling.values['came']}", real=lambda: next(seconds))
    for telling in tellings(1, 2, 3):
        progress.tell(telling)
    progress.end()
    assert capsys.readouterr().out == "\rcame 1\x1b[K\rcame 3\x1b[K\rcame 3\x1b[K\n"


def test_what_never_began_has_no_end(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "has_output", lambda: False)
    Progress(lambda _: "").end()
    assert capsys.readouterr().out == ""
