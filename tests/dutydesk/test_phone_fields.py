"""The fields of phone sources and lines as data: each is read by the settings, told in words, and typed as the file has it."""

from __future__ import annotations

import pytest

from dutydesk.catalogue import Catalogue
from dutydesk.phone_fields import DOTS, LINE, SOURCES, Field, Kind, Table, address, changes, ours_in, shown, typed_of
from dutydesk.settings import template

FIELDS = [one for table in (*SOURCES, LINE) for one in table.fields]
PORT = Table("box", (Field("box", "baud", Kind.WHOLE), Field("box", "password", is_secret=True)))


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: f"{one.table}.{one.key}")
def test_every_field_has_its_words(field: Field) -> None:
    catalogue = Catalogue.load()
    assert [code for code in (field.label, field.hint, field.wrong) if not catalogue.has(code)] == []
    label = catalogue.say(field.label, "en")
    assert catalogue.say(field.wrong, "en").lower().startswith(label.lower()), "a fault names its field"


def test_every_table_has_its_words() -> None:
    catalogue = Catalogue.load()
    for name in [table.name for table in (*SOURCES, LINE)]:
        assert [code for code in (f"phones.table.{name}", f"phones.wrong.{name}") if not catalogue.has(code)] == []


def test_the_usual_file_is_typed_as_it_stands_there() -> None:
    typed = typed_of(template())
    assert typed.on == {"webhook"}
    assert typed.sources["webhook"] == {"listen": "127.0.0.1:8765", "token": "", "allow": "", "here": ""}
    assert typed.lines == ()


def test_an_empty_file_has_everything_off() -> None:
    typed = typed_of("")
    assert (typed.on, typed.lines) == (frozenset(), ())
    assert set(typed.sources) == {table.name for table in SOURCES}


def test_what_is_no_table_is_off() -> None:
    assert typed_of("webhook = 3\nline = 4\n").on == frozenset()


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        (Kind.TEXT, None, ""),
        (Kind.TEXT, 5, "5"),
        (Kind.TEXTS, ["a", "b"], "a, b"),
        (Kind.TEXTS, "a", "a"),
        (Kind.TRUTH, True, "yes"),
        (Kind.TRUTH, False, ""),
        (Kind.TRUTH, 1, "1"),
        (Kind.WHOLE, 9600, "9600"),
    ],
)
def test_a_value_is_shown_as_it_would_be_typed(kind: Kind, value: object, typed: str) -> None:
    assert shown(kind, value) == typed


def test_only_what_differs_is_written() -> None:
    found = {"listen": "127.0.0.1:8765", "token": "abcd", "allow": "10.0.0.1", "future": 1}
    typed = {"listen": " 127.0.0.1:9000 ", "token": "abcd", "allow": "10.0.0.1", "here": "8119、8120；8121 8122"}
    assert changes(SOURCES[0], typed, found) == {"listen": "127.0.0.1:9000", "here": ["8119", "8120", "8121", "8122"]}


def test_what_is_emptied_goes() -> None:
    assert changes(SOURCES[0], {"allow": ""}, {"listen": "x", "allow": ["10.0.0.1"]}) == {"listen": None, "allow": []}


@pytest.mark.parametrize(("typed", "value"), [(" 9600 ", 9600), ("fast", "fast"), ("", None), ("9" * 20, "9" * 20)])
def test_a_whole_number_is_one_or_left_to_the_readers(typed: str, value: object) -> None:
    assert changes(PORT, {"baud": typed}, {"baud": 1}) == {"baud": value}


def test_a_secret_is_taken_to_the_letter() -> None:
    assert changes(PORT, {"password": " a b "}, {}) == {"password": " a b "}


def test_a_truth_is_a_truth() -> None:
    assert changes(LINE, {"maintenance": "yes", "elsewhere_is_here": ""}, {"elsewhere_is_here": True}) == {
        "maintenance": True,
        "elsewhere_is_here": False,
    }


def test_only_our_tables_are_compared() -> None:
    assert ours_in({"site": 1, "webhook": 2, "line": 3}) == {"webhook": 2, "line": 3}


def test_the_address_holds_its_secret_only_where_it_may() -> None:
    texts = {"listen": " 10.0.0.9:1 ", "token": "hush"}
    assert address(texts, hides=False) == "http://10.0.0.9:1/cti/hush"
    assert address(texts, hides=True) == f"http://10.0.0.9:1/cti/{DOTS}"
    assert address({}, hides=False) == "http://127.0.0.1:8765/cti/"


def test_what_is_typed_is_not_shown_by_accident() -> None:
    assert "a-long-secret" not in repr(typed_of('[webhook]\ntoken = "a-long-secret"\n'))
