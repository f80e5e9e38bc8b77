"""The lines of the settings file are the site's, each with whose extension it is."""

from __future__ import annotations

from pathlib import Path

from dutydesk.settings import FILE, SettingsFault, load
from dutydesk.site import Line, Member, Site
from dutydesk.site_settings import with_lines, write_settings

ZHANG = Member("m210", "0210", "张建国", "m")
SITE = Site("s", "海晏花园", "Haiyan Garden", members=(ZHANG,), lines=(Line("8110", "维修电话", "Phone", maintenance=True),))


def test_whose_a_line_is_is_written_by_staff_number_and_read_as_the_member(tmp_path: Path) -> None:
    site = Site("s", "", "", members=(ZHANG,), lines=(Line("8015", "分机", "Extension", member="m210"), Line("8110", "", "")))
    assert write_settings(tmp_path, "zh", site) == ()
    assert 'member = "0210"' in (tmp_path / FILE).read_text(encoding="utf-8")
    assert write_settings(tmp_path, "en", SITE) == ()  # it is there: nothing is written over it
    assert with_lines(site, load(tmp_path / FILE)[0], tmp_path / FILE) == (site, ())


def test_a_staff_number_that_nobody_has_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[[line]]\nnumber = "8110"\n[[line]]\nnumber = "8015"\nmember = "999"\n', encoding="utf-8")
    site, faults = with_lines(SITE, load(tmp_path / FILE)[0], tmp_path / FILE)
    assert site.lines == (Line("8110", "", ""), Line("8015", "", ""))
    assert faults == (SettingsFault("settings.left_out", str(tmp_path / FILE), 5, "line[2].member"),)


def test_where_the_file_went_meanwhile_the_line_is_not_known(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text('[[line]]\nnumber = "8015"\nmember = "999"\n', encoding="utf-8")
    chosen, _ = load(file)
    file.unlink()
    assert [fault.line for fault in with_lines(SITE, chosen, tmp_path / FILE)[1]] == [0]


def test_a_file_without_lines_leaves_the_site_its_own(tmp_path: Path) -> None:
    assert with_lines(SITE, load(tmp_path / FILE)[0], tmp_path / FILE) == (SITE, ())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert [fault.code for fault in write_settings(tmp_path / "file" / "below", "zh", SITE)] == ["settings.unwritable"]
