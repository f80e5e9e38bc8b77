"""Column maps: the bundled ones fit their cities' files, and one that is wrong is refused by file and field with what fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.catalogue import Catalogue
from dutydesk.drills.columns import bundled_maps, check, fitting, map_at, parse_map
from dutydesk.refusals import RefusedError
from dutydesk.tables import Table, open_table
from dutydesk.words import Channel
from tests.dutydesk.drills.stage import kinds

LEAST = """
zone = "Asia/Shanghai"
[time]
columns = ["when"]
formats = ["iso"]
[line]
columns = ["what"]
"""
HEADINGS = {
    "nyc311.toml": "Unique Key,Created Date,Complaint Type,Descriptor,Incident Address,Street Name,Intersection Street 1,Borough,"
    "Open Data Channel Type,Park Facility Name",
    "chicago311.toml": "SR_NUMBER,SR_TYPE,STATUS,ORIGIN,CREATED_DATE,STREET_ADDRESS,ZIP_CODE,WARD",
    "sanfrancisco311.toml": "CaseID,Opened,Status,Category,Request Type,Request Details,Address,Neighborhood,Source",
    "hotline12345.toml": "工单编号,受理时间,来电人,来电号码,诉求地址,所属区县,诉求类别,诉求内容,受理渠道,紧急程度",
}


def refused(text: str) -> RefusedError:
    with pytest.raises(RefusedError) as refusal:
        parse_map(text, "mine.toml", kinds())
    assert Catalogue.load().has(refusal.value.code)
    assert refusal.value.values["file"] == "mine.toml"
    return refusal.value


def table(tmp_path: Path, headings: str) -> Table:
    path = tmp_path / "calls.csv"
    path.write_text(f"{headings}\n", encoding="utf-8")
    with open_table(path) as found:
        return found


def test_the_least_map_says_when_and_what() -> None:
    found = parse_map(LEAST, "mine.toml", kinds())
    assert (found.zone.key, found.language, found.default_category, found.default_channel) == (
        "Asia/Shanghai",
        "zh",
        "HELP",
        Channel.FORWARDED,
    )
    assert found.columns == ("when", "what")
    assert (found.name("zh"), found.name("en")) == ("mine.toml", "mine.toml")


def test_a_map_with_one_name_has_it_in_both_languages() -> None:
    found = parse_map('en = "Ours"\n' + LEAST, "mine.toml", kinds())
    assert (found.name("zh"), found.name("en")) == ("Ours", "Ours")


@pytest.mark.parametrize(("name", "headings"), HEADINGS.items())
def test_each_citys_file_finds_its_map(tmp_path: Path, name: str, headings: str) -> None:
    maps = bundled_maps(kinds())
    assert fitting(maps, table(tmp_path, headings), "calls.csv").file == name
    assert fitting(maps, table(tmp_path, headings.lower().replace(" ", "_") + ",more"), "calls.csv").file == name


def test_the_longest_word_counts() -> None:
    words = '[category]\ncolumns = ["what"]\n[category.words]\n"Water" = "WSUP"\n"water leak" = "LEAK2"\n'
    glossary = parse_map(LEAST + words, "mine.toml", kinds()).category
    assert (glossary.find("WATER LEAK: heavy"), glossary.find("water system"), glossary.find("noise")) == ("LEAK2", "WSUP", None)


def test_a_file_that_no_map_fits_is_refused_with_its_columns_and_the_maps(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refusal:
        fitting(bundled_maps(kinds()), table(tmp_path, "id,what"), "calls.csv")
    assert refusal.value.code == "map.none_fits"
    assert refusal.value.values["columns"] == "id, what"
    assert "nyc311.toml" in str(refusal.value.values["maps"])


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    found = parse_map(LEAST, "mine.toml", kinds())
    check(found, table(tmp_path, "When,WHAT"), "calls.csv")
    with pytest.raises(RefusedError) as refusal:
        check(found, table(tmp_path, "what,where"), "calls.csv")
    assert refusal.value.values == {"map": "mine.toml", "file": "calls.csv", "field": "when", "found": "what, where"}


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    refusal = refused(LEAST + "[category\n")
    assert (refusal.code, refusal.values["line"]) == ("map.not_toml", "8")
    assert refused("a = " + "[" * 5000).code == "map.not_toml"


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (LEAST.replace("zone", "# zone"), "map.missing", "zone"),
        (LEAST.replace('columns = ["what"]', "columns = []"), "map.missing", "line.columns"),
        (LEAST.replace("formats", "# formats"), "map.missing", "time.formats"),
        (LEAST.replace("Asia/Shanghai", "Asia/Atlantis"), "map.wrong_value", "zone"),
        (LEAST.replace("Asia/Shanghai", "../../etc"), "map.wrong_value", "zone"),
        (LEAST.replace("Asia/Shanghai", "Asia"), "map.wrong_value", "zone"),
        (LEAST.replace('"Asia/Shanghai"', "8"), "map.wrong_value", "zone"),
        (LEAST.replace('["what"]', '"what"'), "map.wrong_value", "line.columns"),
        (LEAST.replace('["what"]', '["what", 1]'), "map.wrong_value", "line.columns"),
        (LEAST + '[category]\ndefault = "FLOOD"\n', "map.wrong_value", "category.default"),
        (LEAST + '[category.words]\nflood = "FLOOD"\n', "map.wrong_value", 'category.words."flood"'),
        (LEAST + '[category]\nwords = "all"\n', "map.wrong_value", "category.words"),
        (LEAST + "[level.words]\nhigh = 9\n", "map.wrong_value", 'level.words."high"'),
        (LEAST + '[channel]\ndefault = "pigeon"\n', "map.wrong_value", "channel.default"),
        ("caller = 1\n" + LEAST, "map.wrong_value", "caller"),
        (LEAST + '[place]\ncolumn = "x"\n', "map.unknown_field", "place.column"),
        ("zonne = 1\n" + LEAST, "map.unknown_field", "zonne"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, field: str) -> None:
    refusal = refused(text)
    assert (refusal.code, refusal.values["field"]) == (code, field)


def test_a_map_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"zone = \xff")
    for name in ("none.toml", ".", "latin.toml"):
        with pytest.raises(RefusedError) as refusal:
            map_at(tmp_path / name, kinds())
        assert refusal.value.code == "data.unreadable"


def test_a_map_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(LEAST, encoding="utf-8-sig")
    assert map_at(tmp_path / "mine.toml", kinds()).line == ("what",)


VALUE = st.recursive(st.text(max_size=5) | st.integers() | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@given(
    field=st.sampled_from(["zh", "zone", "language", "time", "place", "line", "category", "level", "channel", "caller", "id"]), value=VALUE
)
def test_any_value_is_read_or_refused(field: str, value: object) -> None:
    import json

    text = f"{field} = {json.dumps(value)}\n" + ("" if field in ("zone", "time", "line") else LEAST)
    try:
        parse_map(text, "mine.toml", kinds())
    except RefusedError as refusal:
        code = refusal.code
    else:
        code = "map.fine"
    assert code.startswith("map.")
