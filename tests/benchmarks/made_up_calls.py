"""Ten years of a fire-control room, made up: forwarded calls from their ring to their follow-up, in varied Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dutydesk import events as ev
from dutydesk.calls import call_id
from dutydesk.journal import Fact
from dutydesk.words import Channel, FollowUp, Level, NumberState, PhoneOutcome, Status, Told

OFFICER, CREW = "m501", ("m208", "m209", "m210", "m211")
ENTRIES_OF_A_CALL = 7
DAY = timedelta(days=1)
YEARS = 10
LEAST_A_DAY = 40
NUMBERS = 48_000
"""So many numbers ring again and again."""
RINGS_EACH = 4
"""Of so many calls one came with a phone call of its own, told by the exchange."""
_FAULTS = (
    ("WAT1", Level.URGENT, "水管爆了"),
    ("TAP", Level.NORMAL, "龙头滴水，关不紧"),
    ("SOCK", Level.NORMAL, "插座没电，灯也不亮"),
    ("DRAIN", Level.NORMAL, "下水堵了，水往外溢"),
    ("DOOR1", Level.URGENT, "门关不上，闭门器坏了"),
    ("LEAK2", Level.NORMAL, "天花板渗水，楼上可能在漏"),
    ("LIGHT", Level.NORMAL, "灯一闪一闪的"),
)
_WHERE = ("厨房", "主卫", "客卫", "阳台", "客厅", "主卧", "书房", "走廊", "门口", "电井旁", "水表间")
_HOW = (
    "",
    "，水漏到楼下",
    "，昨天修过又坏",
    "，家里有老人",
    "，请带梯子",
    "，电话联系后再来",
    "，已关总阀",
    "，晚上九点后不在家",
    "，邻居也有",
)
_DONE = (
    "已换角阀，试水正常",
    "疏通下水，更换密封圈",
    "换插座面板，测电压正常",
    "调整闭门器",
    "做防水，观察两天",
    "换灯管",
    "紧固接头，擦干地面",
)
_FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹"
_GIVEN = ("秀英", "建国", "丽华", "志明", "晓燕", "国强", "桂兰", "海涛", "玉梅", "永康", "文静", "德福", "雪", "磊", "婷", "家豪", "思远")


@dataclass(frozen=True, slots=True)
class Act:
    """What is written at one time: the facts of one call, with its ring, or of the crew."""

    at: datetime
    facts: tuple[Fact, ...]


def name(number: int) -> str:
    """Somebody's name."""
    return _FAMILY[number % len(_FAMILY)] + _GIVEN[number // 3 % len(_GIVEN)]


def phone_number(number: int) -> str:
    """Somebody's number, of those that are in the register of a large lot."""
    return f"+861990{number % NUMBERS:07}"


def crew_acts(now: datetime, others: list[str]) -> Iterator[Act]:
    """The crew is free and the officer at the desk."""
    yield Act(now, tuple(Fact(f"crew:{member}", ev.CrewStatusSet(Status.FREE, "workshop")) for member in (*CREW, *others)))
    yield Act(now, (Fact(f"crew:{OFFICER}", ev.CrewSignedOn(officer=True)),))


def closed_calls(count: int, now: datetime, rooms: tuple[str, ...]) -> Iterator[Act]:
    """Calls that were followed up, over up to ten years until yesterday, each written as one act at its end with told times."""
    a_day = max(LEAST_A_DAY, -(-count // (YEARS * 365)))
    first = datetime(now.year, now.month, now.day, tzinfo=UTC) - DAY * (-(-count // a_day) + 1)
    for number in range(count):
        day, counter = divmod(number, a_day)
        received = first + DAY * day + DAY * counter / a_day
        yield Act(received + timedelta(hours=1), tuple(_life(received, number, counter + 1, rooms, ENTRIES_OF_A_CALL)))


def open_calls(count: int, now: datetime, rooms: tuple[str, ...]) -> Iterator[Act]:
    """Calls of the last hour that nobody was sent to yet."""
    for number in range(count):
        received = now - timedelta(minutes=5 + 3 * number)
        yield Act(received + timedelta(minutes=1), tuple(_life(received, number, 900 + number, rooms, 1)))


def _life(received: datetime, number: int, counter: int, rooms: tuple[str, ...], steps: int) -> Iterator[Fact]:
    spread = number * 2_654_435_761 >> 7  # the same each time, and no two neighbours alike
    category, level, fault = _FAULTS[spread % len(_FAULTS)]
    worker, day, caller = CREW[spread % len(CREW)], received.date(), number * 13
    has_rung = steps == ENTRIES_OF_A_CALL and number % RINGS_EACH == 0
    ring = f"made-up:{day:%Y%m%d}-{counter}" if has_rung else ""
    if has_rung:
        yield from _ring(received, ring, caller)
    facts = (
        ev.CallTaken(
            letter="A",
            day=day,
            counter=counter,
            channel=Channel.FORWARDED,
            first_receiver=OFFICER,
            received_at=received,
            category=category,
            level=level,
            place=rooms[spread % len(rooms)],
            phone_call=ring,
            diverted_from="8110",
            line=f"{_WHERE[spread // 7 % len(_WHERE)]}{fault}{_HOW[spread // 77 % len(_HOW)]}",
            caller_name=name(caller),
            caller_number=phone_number(caller),
        ),
        ev.CallHandedOff(worker, Told.RADIO),
        ev.CallAcknowledged(worker),
        ev.CallSetOut(),
        ev.CallArrived(),
        ev.CallCompleted(follow_up=True, minutes=10 + spread % 50, result=_DONE[spread // 11 % len(_DONE)]),
        ev.CallFollowedUp(FollowUp.FINE, rating=4 + spread % 2, note="业主满意"),
    )
    subject = f"call:{call_id('A', day, counter)}"
    for minute, fact in enumerate(facts[:steps]):
        yield Fact(subject, fact, received + timedelta(minutes=5 * minute) if minute else None)


def _ring(received: datetime, phone: str, caller: int) -> Iterator[Fact]:
    source, _, wire_id = phone.partition(":")
    rang = ev.PhoneRang(source, wire_id, NumberState.OK, "8119", "8110", number=phone_number(caller), typed_number=phone_number(caller))
    yield Fact(f"phone:{phone}", rang, received)
    yield Fact(f"phone:{phone}", ev.PhoneAnswered(), received + timedelta(seconds=9))
    yield Fact(f"phone:{phone}", ev.PhoneEnded(PhoneOutcome.ANSWERED_HERE), received + timedelta(seconds=90))
