"""Founding: a folder gets the site that somebody described, once; an import brings it up to date and doubles nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.database import FILE
from db.founding import Changed, found_at, found_planned, found_starter, has_site, import_site
from db.people import people_at, people_by_number, save_people, stored_people
from db.registers import load_site, save_site
from db.storage import Storage
from dutydesk.clocks import SystemClock
from dutydesk.first_tour import FirstTour
from dutydesk.founding_plan import Typed, planned
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import dialled_at
from dutydesk.site import Person
from dutydesk.site_import import SiteFile, read_site
from dutydesk.words import Status
from tests.db.folderside import FolderDesk, problems

DIALLED = dialled_at("CN", "0571")
FORM = Typed("海晏花园", "李敏", "陈志强", "8110")
ROWS = "楼栋,单元,房号,姓名,电话\n3,1,1502,吴先生,13905710275\n3,1,1402,周女士,\n"


def rooms(tmp_path: Path, rows: str = ROWS) -> SiteFile:
    path = tmp_path / "rooms.csv"
    path.write_text(rows, encoding="utf-8")
    return read_site(path, DIALLED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_planned_site_is_whole(folder: Path, tmp_path: Path) -> None:
    found = rooms(tmp_path)
    plan = planned(FORM, DIALLED, found.places, found.people)
    with FolderDesk(folder) as desk:
        found_planned(desk.storage, plan)
        assert load_site(desk.storage.database) is not None
        assert [one.name for one in people_by_number(desk.storage.database, "+8613905710275")] == ["吴先生"]
        assert {row.member: row.status for row in desk.storage.readings.members()} == {"m501": Status.OFF, "m201": Status.FREE}
    assert problems(folder) == []
    assert FirstTour(folder).is_offered()


def test_a_folder_has_a_site_once_it_is_founded(folder: Path) -> None:
    assert not has_site(folder)
    assert not folder.exists()
    Storage(folder, clock=SystemClock(), second_place=folder.parent / "second").close()
    assert not has_site(folder)
    found_at(folder, SystemClock(), planned(FORM, DIALLED), lambda _people: None)
    assert has_site(folder)


def test_an_empty_file_is_no_site_and_a_foreign_one_is_to_be_told_of(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(b"")
    assert not has_site(folder)
    (folder / FILE).write_bytes(b"not ours at all")
    assert has_site(folder)


def test_a_site_is_founded_once(folder: Path) -> None:
    with FolderDesk(folder) as desk:
        site = found_starter(desk.storage)
        with pytest.raises(RefusedError, match=r"founding\.has_site"):
            found_planned(desk.storage, planned(FORM, DIALLED))
        assert load_site(desk.storage.database) == site
    assert not FirstTour(folder).is_offered()


def test_a_founding_that_is_given_up_leaves_no_site_and_nobody(folder: Path, tmp_path: Path) -> None:
    found = rooms(tmp_path)

    def give_up(_people: int) -> None:
        raise KeyboardInterrupt

    with FolderDesk(folder) as desk:
        with pytest.raises(KeyboardInterrupt):
            found_planned(desk.storage, planned(FORM, DIALLED, found.places, found.people), give_up)
        assert load_site(desk.storage.database) is None
        found_planned(desk.storage, planned(FORM, DIALLED))
        assert stored_people(desk.storage.database) == ()


def test_an_import_into_an_empty_folder_founds_the_site(folder: Path, tmp_path: Path) -> None:
    with FolderDesk(folder) as desk:
        changed = import_site(desk.storage, rooms(tmp_path), FORM, DIALLED)
        site = load_site(desk.storage.database)
    assert site is not None
    assert changed == Changed(len(site.places), 2)
    assert [member.name for member in site.members] == ["李敏", "陈志强"]


def test_importing_again_doubles_nothing_and_keeps_the_ids(folder: Path, tmp_path: Path) -> None:
    with FolderDesk(folder) as desk:
        import_site(desk.storage, rooms(tmp_path), FORM, DIALLED)
        before, people = load_site(desk.storage.database), stored_people(desk.storage.database)
        assert import_site(desk.storage, rooms(tmp_path), Typed(), DIALLED) == Changed(0, 0)
        assert (load_site(desk.storage.database), stored_people(desk.storage.database)) == (before, people)


def test_a_newer_file_brings_what_is_new(folder: Path, tmp_path: Path) -> None:
    newer = rooms(tmp_path, ROWS.replace("周女士,", "周女士,13800006620") + "5,1,0101,王强,\n")
    with FolderDesk(folder) as desk:
        import_site(desk.storage, rooms(tmp_path), FORM, DIALLED)
        before = stored_people(desk.storage.database)
        changed = import_site(desk.storage, newer, Typed(crew="刘洋"), DIALLED)
        after = stored_people(desk.storage.database)
        site = load_site(desk.storage.database)
        assert [person.name for person in people_at(desk.storage.database, "5-1-0101")] == ["王强"]
    assert changed.people == 2
    assert [one.id for one in after[:2]] == [one.id for one in before]
    assert after[1].numbers == ("+8613800006620",)
    assert site is not None
    assert ([one.name for one in site.members], site.name_zh) == (["李敏", "陈志强", "刘洋"], "海晏花园")


def test_many_people_are_saved_and_told_in_small_steps(folder: Path) -> None:
    people = [Person(f"p{number:04}", f"人{number}") for number in range(1, 1202)]
    told: list[int] = []
    with FolderDesk(folder) as desk:
        save_people(desk.storage.database, people, told.append)
        assert told == [500, 1000, 1201]
        assert stored_people(desk.storage.database) == tuple(people)


def test_a_folder_in_use_is_left_alone(folder: Path) -> None:
    with FolderDesk(folder), pytest.raises(RefusedError, match=r"data\.close_window_first"):
        found_at(folder, SystemClock(), planned(FORM, DIALLED), lambda _people: None)


def test_a_site_with_imported_rooms_can_be_saved_anew(folder: Path, tmp_path: Path) -> None:
    with FolderDesk(folder) as desk:
        import_site(desk.storage, rooms(tmp_path), FORM, DIALLED)
        site = load_site(desk.storage.database)
        assert site is not None
        save_site(desk.storage.database, site)
        assert load_site(desk.storage.database) == site
