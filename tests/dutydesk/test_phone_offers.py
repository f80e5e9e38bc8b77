"""Whom letters mean, and which serial ports are offered."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from serial.tools import list_ports

from dutydesk.phone_offers import MOST, Offer, people_offered, person_meant
from dutydesk.site import Member
from dutydesk.telephony.serial_ports import ports

CREW = (
    Member("m1", "208", "王强", "w", initials="wq", spelled="wangqiang"),
    Member("m2", "210", "王芳", "w", initials="wf", spelled="wangfang"),
    Member("m3", "2101", "李敏", "w", initials="lm", spelled="limin"),
)
WANG = Offer("208", "208  王强")


@pytest.mark.parametrize("typed", ["208", " 208 ", "208  王强", "王强", "wq", "wangq", "强"])
def test_somebody_is_meant_by_number_name_or_letters(typed: str) -> None:
    assert person_meant(CREW, typed) == WANG


@pytest.mark.parametrize("typed", ["", " ", "王", "w", "999", "208  李敏"])
def test_nobody_or_more_than_one_is_nobody(typed: str) -> None:
    assert person_meant(CREW, typed) is None


def test_a_whole_number_means_whose_it_is_though_another_begins_with_it() -> None:
    assert person_meant(CREW, "210") == Offer("210", "210  王芳")


def test_those_are_offered_whom_the_letters_may_mean() -> None:
    assert [one.value for one in people_offered(CREW, "王")] == ["208", "210"]
    assert people_offered(CREW, "") == ()
    many = tuple(Member(f"n{nth}", f"3{nth}", "赵", "w", initials="z") for nth in range(MOST + 1))
    assert people_offered(many, "z") == ()


def port(device: str, description: str, vid: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(device=device, description=description, vid=vid)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (port("COM3", "USB Serial Port (COM3)", 1), "COM3  USB Serial Port"),
        (port("/dev/ttyUSB0", "FT232R", 1), "/dev/ttyUSB0  FT232R"),
        (port("/dev/ttyS0", "ttyS0"), "/dev/ttyS0"),
        (port("/dev/ttyS0", "n/a"), "/dev/ttyS0"),
        (port("/dev/ttyS0", None), "/dev/ttyS0"),
    ],
)
def test_a_port_is_told_with_what_is_on_it(monkeypatch: pytest.MonkeyPatch, found: SimpleNamespace, words: str) -> None:
    monkeypatch.setattr(list_ports, "comports", lambda: [found])
    assert ports() == (Offer(found.device, words),)


def test_ports_with_a_device_on_them_come_first_and_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    built_in = [port(f"/dev/ttyS{nth}", "n/a") for nth in range(9)]
    monkeypatch.setattr(list_ports, "comports", lambda: [*built_in, port("/dev/ttyUSB0", "n/a", 1)])
    assert [one.value for one in ports()] == ["/dev/ttyUSB0", *(one.device for one in built_in[: MOST - 1])]
