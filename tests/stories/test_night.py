"""The night's main job, played by keys alone: a forwarded call is taken, handed off, completed and recorded.

In Chinese each step of the crew is one key; in English each is a typed command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dutydesk.entries import Happened
from dutydesk.events import CallHandedOff, CallTaken, PhoneRang
from dutydesk.words import Channel, Level, Told
from tests.stories.night import OFFICER, PLUMBER, SIGNS, WU, Night, command, in_background, of_call, payloads, told
from tests.stories.screen import Screen

pytestmark = pytest.mark.stories

SOMETHING_ELSE = "3-2-0302 灯坏了"
LIFE = [
    ("call.taken", OFFICER, OFFICER),
    ("call.handed_off", OFFICER, OFFICER),
    ("call.acknowledged", PLUMBER, OFFICER),
    ("call.set_out", PLUMBER, OFFICER),
    ("call.arrived", PLUMBER, OFFICER),
    ("call.completed", PLUMBER, OFFICER),
    ("call.followed_up", OFFICER, OFFICER),
]


class Keys:
    """Presses keys and counts them."""

    def __init__(self, night: Night) -> None:
        self._screen = night.screen
        self.control = 0
        self.characters = 0

    def press(self, *keys: str) -> None:
        self.control += len(keys)
        self._screen.press(*keys)

    def type(self, text: str) -> None:
        self.characters += len(text)
        self._screen.type(text)


@dataclass(frozen=True, slots=True)
class Played:
    """What a played night left behind: keys counted, half-typed calls after the ring, the journal before undoing and as exported."""

    dispatched: tuple[int, int]
    whole_life: int
    drafts: list[str]
    facts: list[Happened]
    export: str


@pytest.fixture(scope="module", params=["zh", "en"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp(f"night-{request.param}")
    with Screen(folder, SIGNS) as screen:
        night = Night(screen, folder / "data", request.param)
        yield play(night, by_keys if request.param == "zh" else by_commands)


def play(night: Night, live: Callable[[Night, Keys], tuple[int, int]]) -> Played:
    """The whole night: sign-on, a ring while something else is typed, the life of the call, its last step undone and done again."""
    night.open()
    night.sign_on()
    night.shoot("signed-on")
    with in_background(night.screen, SOMETHING_ELSE, between=40):
        night.ring("wu-1")
    night.draft(SOMETHING_ELSE)
    night.shoot("ring")
    keys = Keys(night)
    dispatched = live(night, keys)
    night.shoot("closed")
    drafts, facts = night.drafts(), night.journal()
    night.screen.press("ctrl+z")
    night.screen.press("Return")
    night.fact("entry.undone")
    night.shoot("undone")
    night.screen.press("F6", "Return")
    night.fact("call.followed_up", 2)
    night.shoot("followed-up-again")
    night.close()
    return Played(dispatched, keys.control + keys.characters, drafts, facts, night.command("export", "--journal", "-").stdout)


def by_keys(night: Night, keys: Keys) -> tuple[int, int]:
    """The life of the call, a key for each step; answers control keys and characters up to the hand-off."""
    keys.press("F2")
    keys.type("sgb")
    night.shoot("taking")
    keys.press("Return", "Return")
    night.fact("call.handed_off")
    night.shoot("handed-off")
    dispatched = keys.control, keys.characters
    steps = [(("F5",), f"call.{step}") for step in ("acknowledged", "set_out", "arrived", "completed")]
    for pressed, kind in (*steps, (("F6", "Return"), "call.followed_up")):
        keys.press(*pressed)
        night.fact(kind)
        night.shoot(kind)
    return dispatched


def by_commands(night: Night, keys: Keys) -> tuple[int, int]:
    """The same life with typed commands."""
    keys.press("F2")
    keys.type("burst")
    night.shoot("taking")
    keys.press("Return", "Return")
    night.fact("call.handed_off")
    night.shoot("handed-off")
    dispatched = keys.control, keys.characters
    for typed, kind in (
        ("/ack", "call.acknowledged"),
        ("/out", "call.set_out"),
        ("/onsite", "call.arrived"),
        ("/done", "call.completed"),
        ("/follow", "call.followed_up"),
    ):
        keys.type(typed)
        keys.press("Return")
        night.fact(kind)
    return dispatched


@pytest.mark.parametrize("played", ["zh"], indirect=True)
def test_the_call_is_dispatched_with_few_keys(played: Played) -> None:
    control, characters = played.dispatched
    assert control <= 4
    assert characters <= 4


@pytest.mark.parametrize("played", ["zh"], indirect=True)
def test_a_whole_life_takes_sixteen_keys_at_most(played: Played) -> None:
    assert played.whole_life <= 16


def test_no_key_is_lost_to_a_ring(played: Played) -> None:
    assert played.drafts == [SOMETHING_ELSE]


def test_every_step_is_on_disk_on_the_word_of_whose_it_is(played: Played) -> None:
    assert of_call(played.facts) == LIFE


def test_the_call_knows_room_fault_level_and_where_it_came_from(played: Played) -> None:
    taken = next(one.event for one in played.facts if isinstance(one.event, CallTaken))
    assert (taken.place, taken.category, taken.level) == ("3-1-1502", "WAT1", Level.URGENT)
    assert (taken.channel, taken.diverted_from, taken.first_receiver) == (Channel.FORWARDED, "8110", OFFICER)


def test_the_call_belongs_to_its_ring(played: Played) -> None:
    rang = next(one for one in played.facts if isinstance(one.event, PhoneRang))
    taken = next(one.event for one in played.facts if isinstance(one.event, CallTaken))
    assert rang.entry.subject == f"phone:{taken.phone_call}"


def test_it_was_offered_by_radio_to_the_best_plumber(played: Played) -> None:
    offer = next(one.event for one in played.facts if isinstance(one.event, CallHandedOff))
    assert (offer.to, offer.told) == (PLUMBER, Told.RADIO)


def test_the_last_step_is_taken_back_by_a_fact_of_its_own_and_done_again(played: Played) -> None:
    followed, undone, again = list(told(played.export))[-3:]
    assert [one.entry.kind for one in (followed, undone, again)] == ["call.followed_up", "entry.undone", "call.followed_up"]
    assert payloads([undone]) == [{"act": followed.entry.act}]


def test_no_number_stands_in_the_open_part_of_the_journal(played: Played) -> None:
    assert WU in played.export
    assert WU not in str(payloads(list(told(played.export))))


def test_the_exported_journal_verifies(played: Played, tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text(played.export, encoding="utf-8")
    assert command("verify", tmp_path / "journal.jsonl").returncode == 0


def test_forty_signs_typed_across_three_rings_arrive(night: Night) -> None:
    forty = "5-2-0304 power out in two rooms, since 2"
    with in_background(night.screen, forty, between=40):
        for number in (1, 2, 3):
            night.ring(f"ring-{number}", number)
    night.draft(forty)
    night.shoot("three-rings")
