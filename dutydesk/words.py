"""The closed lists of the duty desk: stages, channels, ways of telling, reasons, statuses. Stored by value, for ever."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """Where a call stands; derived from its entries, never stored by hand."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    PAUSED = "paused"
    COMPLETED = "completed"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether work or a follow-up is still owed."""
        return self not in (Stage.CLOSED, Stage.CANCELLED)

    @property
    def is_work(self) -> bool:
        """Whether the repair itself is still to be done."""
        return self.is_open and self is not Stage.COMPLETED

    @property
    def is_taken_on(self) -> bool:
        """Whether somebody of the crew has acknowledged it and it is not done."""
        return self in (Stage.ACCEPTED, Stage.EN_ROUTE, Stage.ON_SITE, Stage.PAUSED)


class Step(StrEnum):
    """A dated step in the life of a call."""

    RECEIVED = "received"
    TAKEN = "taken"
    HANDED_OFF = "handed_off"
    ACKNOWLEDGED = "acknowledged"
    SET_OUT = "set_out"
    ARRIVED = "arrived"
    MADE_SAFE = "made_safe"
    COMPLETED = "completed"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


class Level(IntEnum):
    """Urgency (紧急程度)."""

    LIFE = 1
    URGENT = 2
    NORMAL = 3
    BOOKED = 4


class Channel(StrEnum):
    """How the request came (来源)."""

    DIRECT = "direct"
    FORWARDED = "forwarded"
    GUARD = "guard"
    CLEANER = "cleaner"
    CREW = "crew"
    WALK_IN = "walk_in"
    PATROL = "patrol"


class Told(StrEnum):
    """How an offer was told to the crew member."""

    RADIO = "radio"
    PHONE = "phone"
    FACE = "face_to_face"


class DeclineReason(StrEnum):
    """Why a crew member declines."""

    BUSY_ON_HIGHER = "busy_on_higher"
    WRONG_TRADE = "wrong_trade"
    OFF_DUTY = "off_duty"
    OTHER = "other"


class PauseReason(StrEnum):
    """Why a call waits; the first three stop the complete clock."""

    OWNER_AWAY = "owner_away"
    PARTS = "parts"
    CONTRACTOR = "contractor"
    DAYLIGHT = "daylight"
    OWNERS_DECISION = "owners_decision"
    HIGHER_JOB = "higher_job"

    @property
    def stops_complete_clock(self) -> bool:
        """Whether the time limit to complete stands still meanwhile (domain.md, Levels)."""
        return self in (PauseReason.OWNER_AWAY, PauseReason.PARTS, PauseReason.CONTRACTOR)


class FollowUp(StrEnum):
    """What the caller said afterwards; "not fixed" is its own fact, a reopening."""

    FINE = "fine"
    NOT_REACHED = "not_reached"


class Status(StrEnum):
    """What a crew member is doing. Those of a call are derived from it; the others are set by hand."""

    FREE = "free"
    CALLED = "called"
    ACCEPTED = "accepted"
    ON_THE_WAY = "on_the_way"
    ON_SITE = "on_site"
    HELPING = "helping"
    ON_POST = "on_post"
    PATROL = "patrol"
    BREAK = "break"
    HOME = "home"
    OFF = "off"
    TO_BE_CALLED = "to_be_called"
    CALLED_OUT = "called_out"

    @property
    def is_by_hand(self) -> bool:
        """Whether a person sets it; the others follow from calls."""
        return self not in (Status.CALLED, Status.ACCEPTED, Status.ON_THE_WAY, Status.ON_SITE, Status.HELPING)

    @property
    def is_on_duty(self) -> bool:
        """Whether the person is here and working."""
        return self not in (Status.OFF, Status.HOME, Status.TO_BE_CALLED)


class PhoneOutcome(StrEnum):
    """How a ring ended; ``UNKNOWN`` is never folded into another, the officer settles it (telephony.md)."""

    ANSWERED_HERE = "answered_here"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    MISSED = "missed"
    UNKNOWN = "unknown"


class DivertReason(StrEnum):
    """Why a ring was forwarded."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    UNCONDITIONAL = "unconditional"
    UNAVAILABLE = "unavailable"
    OTHER = "other"
    NONE = "none"


class NumberState(StrEnum):
    """What is known of the caller's number."""

    OK = "ok"
    WITHHELD = "withheld"
    UNAVAILABLE = "unavailable"
    NONE = "none"
