"""Erasing a person: name, number and free text are gone from everywhere, the chain still verifies."""

from __future__ import annotations

from pathlib import Path

from db.erase import erase_person
from db.export import export_journal
from db.rebuild import rebuild
from dutydesk import life, rings
from tests.db.folderside import FolderDesk, database_file, folded_rows, problems, whole_life
from tests.dutydesk.deskside import OFFICER, heard

NUMBER = "+8613905710275"


def erase(desk: FolderDesk) -> int:
    return erase_person(desk.storage.journal, desk.storage.path, "p1", [NUMBER], OFFICER)


def test_nothing_of_the_person_is_left_in_the_folder(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.does(rings.hear, heard=heard())
        call = whole_life(desk)
        desk.does(life.note, call, text="吴先生 rings again")
        assert erase(desk) == 4
        found = desk.call(call)
        assert (found.caller_name, found.caller_number, found.line, found.result) == ("", "", "", "")
        assert found.place == "3-1-1502"
        for path in tmp_path.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert "吴先生".encode() not in content, path
                assert NUMBER.encode() not in content, path
    assert problems(tmp_path / "data") == []


def test_the_journal_says_what_was_erased_and_by_whom(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        whole_life(desk)
        erase(desk)
        last = desk.storage.readings.history("desk")[-1]
        assert (last.entry.kind, last.entry.entered_by) == ("desk.erased", OFFICER.entered_by)
        assert getattr(last.event, "person", None) == "p1"
        assert len(getattr(last.event, "entries", ())) == 2


def test_somebody_elses_call_stays(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        other = desk.taken(caller_name="周女士", caller_number="+8613805716620", person="p2")
        whole_life(desk)
        erase(desk)
        assert desk.call(other).caller_name == "周女士"


def test_rows_after_erasing_are_those_a_rebuild_makes(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.does(rings.hear, heard=heard())
        whole_life(desk)
        erase(desk)
        live = folded_rows(desk.storage.database)
        rebuild(desk.storage.database)
        assert folded_rows(desk.storage.database) == live


def test_an_unknown_person_leaves_an_entry_all_the_same(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = whole_life(desk)
        assert erase_person(desk.storage.journal, desk.storage.path, "p9", [], OFFICER) == 0
        assert desk.call(call).caller_name == "吴先生"
        assert desk.storage.readings.history("desk")[-1].entry.kind == "desk.erased"


def test_more_than_fits_one_act_is_erased_in_several(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken(person="p1")
        for number in range(150):
            desk.does(life.note, call, text=str(number))
        assert erase(desk) == 151
        kinds = [one.entry.kind for one in desk.storage.readings.history("desk")]
        assert kinds.count("desk.erased") == 2
    assert problems(tmp_path / "data") == []


def test_an_export_after_erasing_verifies(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        whole_life(desk)
        erase(desk)
        with (tmp_path / "journal.jsonl").open("w", encoding="utf-8") as out:
            assert export_journal(tmp_path / "data", out) == 8
    assert "吴先生" not in (tmp_path / "journal.jsonl").read_text(encoding="utf-8")
    assert database_file(tmp_path / "data").exists()
