"""Which open calls may be the one that is being taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dutydesk.calls import Call, Moment
from dutydesk.categories import Category, default_categories
from dutydesk.duplicates import likely_same
from dutydesk.places import Places
from dutydesk.sample import sample_site
from dutydesk.site import Place
from dutydesk.words import Channel, Level, Stage, Step

NOW = datetime(2026, 11, 22, 18, 47, tzinfo=UTC)
CATEGORIES = default_categories()
PLACES = Places(sample_site()[0].places)
TAKEN = Call("A20261122-16", "A", date(2026, 11, 22), 16, Stage.WAITING, "m1", "m1", Channel.DIRECT, Level.URGENT)


def call_at(place: str, minutes_ago: int, category: str = "WAT1", counter: int = 16) -> Call:
    at = NOW - timedelta(minutes=minutes_ago)
    return replace(TAKEN, place=place, category=category, counter=counter, times={Step.RECEIVED: Moment(at, at)})


def same_as(calls: list[Call], category: str = "LEAK2") -> list[str]:
    found = likely_same(place("3-1-1402"), kind(category), calls, places=PLACES, categories=CATEGORIES, now=NOW)
    return [call.place for call in found]


def place(code: str) -> Place:
    found = PLACES.by_code(code)
    assert found is not None
    return found


def kind(code: str) -> Category:
    found = CATEGORIES.by_code(code)
    assert found is not None
    return found


def test_an_open_call_of_the_very_place_is_likely_the_same_whatever_it_is_about() -> None:
    assert same_as([call_at("3-1-1402", 300, "NOISE")]) == ["3-1-1402"]


def test_the_riser_counts_for_half_an_hour_and_one_trade() -> None:
    assert same_as([call_at("3-1-1502", 29)]) == ["3-1-1502"]
    assert same_as([call_at("3-1-1502", 31)]) == []
    assert same_as([call_at("3-1-1502", 5, "PWR2")]) == []
    assert same_as([call_at("3-1-1501", 5)]) == []


def test_the_place_itself_comes_before_its_riser_and_the_newest_first() -> None:
    calls = [call_at("3-1-1502", 1), call_at("3-1-1402", 50, counter=3), call_at("3-1-1402", 20, counter=9)]
    found = likely_same(place("3-1-1402"), kind("WAT1"), calls, places=PLACES, categories=CATEGORIES, now=NOW)
    assert [call.counter for call in found] == [9, 3, 16]


def test_closed_calls_and_unknown_places_are_not_the_same() -> None:
    assert same_as([replace(call_at("3-1-1402", 1), stage=Stage.CLOSED), call_at("gone", 1), call_at("3-1-1502", 1, "gone")]) == []


def test_without_a_category_only_the_place_tells() -> None:
    calls = [call_at("3-1-1502", 1), call_at("3-1-1402", 1)]
    found = likely_same(place("3-1-1402"), None, calls, places=PLACES, categories=CATEGORIES, now=NOW)
    assert [call.place for call in found] == ["3-1-1402"]
