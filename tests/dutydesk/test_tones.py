"""Tones: heard, soft at both ends, and never turned down to nothing."""

from __future__ import annotations

import itertools

import pytest

from dutydesk.tones import ALARMS, FLOOR, HIGHEST, LOWEST, RATE, TEST, Pattern, samples


def test_the_alarms_are_those_of_the_design() -> None:
    assert {level: (one.groups, one.beeps) for level, one in ALARMS.items()} == {1: (2, 5), 2: (1, 3), 3: (1, 1)}
    assert all(LOWEST <= one.hertz <= HIGHEST and one.seconds >= 0.5 for one in ALARMS.values())


@pytest.mark.parametrize("given", [{"hertz": 400}, {"hertz": 3001}, {"seconds": 0.4}, {"groups": 0}])
def test_what_nobody_hears_is_no_pattern(given: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="no such beep"):
        Pattern(1, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", [TEST, *ALARMS.values()])
def test_it_lasts_as_long_as_it_says(pattern: Pattern) -> None:
    assert len(samples(pattern)) / RATE == pytest.approx(pattern.length, abs=0.01)


def test_a_beep_swells_and_fades() -> None:
    beep = samples(TEST)[: RATE // 2]
    loudest = max(beep)
    assert max(map(abs, beep[:44])) < loudest / 20
    assert max(map(abs, beep[-44:])) < loudest / 20
    assert 25_000 < loudest < 32_767


def test_it_has_the_pitch_it_says() -> None:
    beep = samples(Pattern(1, hertz=1000))[: RATE // 2]
    rising = sum(1 for before, after in itertools.pairwise(beep) if before < 0 <= after)
    assert rising == pytest.approx(500, abs=2)


def test_the_volume_has_a_floor_and_a_ceiling() -> None:
    loudest = max(samples(TEST))
    assert max(samples(TEST, 0)) == pytest.approx(FLOOR * loudest, rel=0.01)
    assert max(samples(TEST, 7)) == loudest
