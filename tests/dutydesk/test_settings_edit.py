"""Editing the settings file: what is typed comes in, and whatever else stands in it stays as it is."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.phone_fields import Typed, TypedLine, typed_of
from dutydesk.settings import template, understood
from dutydesk.settings_edit import edited, with_ours_of, without

FILE = """# ours
[site]
language = "zh"
future = 1

# of the exchange
[webhook]
token = "a-long-secret"  # mine
odd = "kept"

# the workshop
[[line]]
number = "8110"
note = "kept"

# the desk
[[line]]
number = "8119"

# the end
[answer]
seconds = 20
"""


def off(text: str) -> str:
    return edited(text, replace(typed_of(text), on=frozenset()))


def line(number: str, origin: int = -1, **more: str) -> TypedLine:
    return TypedLine({"number": number, **more}, origin)


def numbers(text: str) -> list[str]:
    return [one.number for one in understood(text, "f")[0].lines]


@pytest.mark.parametrize("text", [FILE, template(), "", "# only words\n", 'webhook = {token = "abcd"}\n', 'line = [{number = "1"}]\n'])
def test_what_is_as_it_was_is_not_touched(text: str) -> None:
    assert edited(text, typed_of(text)) == text


def test_a_value_is_changed_in_its_place() -> None:
    typed = typed_of(FILE)
    changed = edited(FILE, replace(typed, sources={"webhook": {**typed.sources["webhook"], "token": "another"}}))
    assert changed == FILE.replace("a-long-secret", "another")


def test_a_source_that_is_off_is_gone_and_the_comments_of_others_stay() -> None:
    text = off(FILE)
    assert "webhook" not in tomllib.loads(text)
    assert "a-long-secret" not in text
    for comment in ("# ours", "# the workshop", "# the desk", "# the end"):
        assert comment in text
    assert tomllib.loads(text) == {name: value for name, value in tomllib.loads(FILE).items() if name != "webhook"}


def test_a_source_that_is_on_again_has_the_comments_of_the_first_file() -> None:
    text = edited(off(FILE), typed_of(FILE))
    assert "# 口令，请保密 keep it secret" in text
    assert tomllib.loads(text)["webhook"] == {"token": "a-long-secret", "allow": [], "here": []}


def test_switching_off_and_on_takes_no_other_comment_away_and_doubles_none() -> None:
    text = off(template())
    assert "# [sip]" in text
    again = edited(text, typed_of(template()))
    assert sorted(again.split()) == sorted(template().split())


def test_a_source_that_the_first_file_has_switched_off_is_switched_on() -> None:
    text = edited(FILE, replace(typed_of(FILE), sources={"sip": {"server": "pbx", "user": "8120", "password": "x"}}, on=frozenset({"sip"})))
    assert text.endswith('seconds = 20\n\n[sip]\nserver = "pbx"\nuser = "8120"\npassword = "x"\n')


def test_a_source_whose_place_holds_something_else_is_written_anew() -> None:
    typed = Typed({"webhook": {"token": "abcd"}}, frozenset({"webhook"}))
    assert tomllib.loads(edited("webhook = 3\n", typed))["webhook"]["token"] == "abcd"


def test_lines_are_edited_added_and_removed_and_what_is_not_ours_stays() -> None:
    typed = replace(typed_of(FILE), lines=(line("8120", 1, name_zh="值班"), line("8130", maintenance="yes")))
    text = edited(FILE, typed)
    assert tomllib.loads(text)["line"] == [{"number": "8120", "name_zh": "值班"}, {"number": "8130", "maintenance": True}]
    assert "# the desk" in text
    text = edited(FILE, replace(typed_of(FILE), lines=(line("8111", 0),)))
    assert tomllib.loads(text)["line"] == [{"number": "8111", "note": "kept"}]
    assert "# the end" in text


def test_all_lines_may_go_and_come_again() -> None:
    text = edited(FILE, replace(typed_of(FILE), lines=()))
    assert "line" not in tomllib.loads(text)
    assert numbers(edited(text, replace(typed_of(text), lines=(line("1"), line("2"))))) == ["1", "2"]


def test_lines_in_one_row_are_edited_too() -> None:
    text = 'line = [{number = "1"}, {number = "2"}]\n'
    typed = replace(typed_of(text), lines=(line("3", 1), line("4")))
    assert numbers(edited(text, typed)) == ["3", "4"]
    assert "line" not in tomllib.loads(edited(text, replace(typed, lines=())))


def test_lines_come_in_the_place_of_what_is_none() -> None:
    assert numbers(edited("line = 3\n", Typed({}, lines=(line("1"),)))) == ["1"]
    assert edited("line = 3\n", Typed({})) == "line = 3\n"


def test_a_heading_within_a_text_is_no_heading() -> None:
    text = 'note = """\n[webhook]\nx\n"""\n[webhook]\ntoken = "abcd"\n[site]\nlanguage = "en"\n'
    assert tomllib.loads(off(text)) == {"note": "[webhook]\nx\n", "site": {"language": "en"}}


def test_a_table_goes_with_the_tables_in_it() -> None:
    text = '[webhook]\ntoken = "abcd"\n[webhook.more]\nx = 1\n[site]\nlanguage = "en"\n'
    assert tomllib.loads(without(text, "webhook")) == {"site": {"language": "en"}}


def test_a_dotted_table_goes_too() -> None:
    assert tomllib.loads(off('webhook.token = "abcd"\n[site]\nlanguage = "en"\n')) == {"site": {"language": "en"}}


def test_a_comment_at_the_very_end_goes_with_the_table_above_it() -> None:
    assert without('[webhook]\ntoken = "x"\n# of it\n', "webhook") == ""
    assert without('[webhook]\ntoken = "x"\n\n# not of it\n', "webhook") == "# not of it\n"


def test_a_comment_right_above_the_next_table_stays() -> None:
    assert without('[webhook]\ntoken = "x"\n# of the site\n[site]\n', "webhook") == "# of the site\n[site]\n"


def test_ours_come_back_into_what_others_changed_meanwhile() -> None:
    text = with_ours_of('[site]\nlanguage = "en"\n[webhook]\ntoken = "new"\n', FILE)
    found = tomllib.loads(text)
    assert found["site"] == {"language": "en"}
    assert (found["webhook"], found["line"]) == (tomllib.loads(FILE)["webhook"], tomllib.loads(FILE)["line"])
    assert "line" not in tomllib.loads(with_ours_of(FILE, "[webhook]\n"))


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=8).filter(str.strip), st.booleans()), max_size=4),
    st.text(max_size=12),
    st.sets(st.integers(0, 3)),
)
def test_whatever_is_typed_is_what_the_file_says_then(lines: list[tuple[str, bool]], token: str, kept: set[int]) -> None:
    rows = tuple(line(number, maintenance="yes" if is_first else "") for number, is_first in lines)
    text = edited(FILE, Typed({"webhook": {"token": token}}, frozenset({"webhook"}), rows))
    assert typed_of(text).sources["webhook"]["token"] == token
    assert [one.texts["number"] for one in typed_of(text).lines] == [row.texts["number"].strip() for row in rows]
    left = tuple(one for one in typed_of(text).lines if one.origin in kept)
    again = edited(text, replace(typed_of(text), on=frozenset(), lines=left))
    assert [one.texts for one in typed_of(again).lines] == [one.texts for one in left]
    assert {name: value for name, value in tomllib.loads(again).items() if name != "line"} == {
        name: value for name, value in tomllib.loads(FILE).items() if name in ("site", "answer")
    }
