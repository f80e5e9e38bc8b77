"""Durations and times of day as the desk reads them: "26 min", "2 h 47 min", and m:ss while a limit is near."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

COUNTS_SECONDS = timedelta(minutes=10)
"""A running limit under this counts in minutes and seconds (screens.md)."""
SAYS_WHEN = timedelta(hours=4)
"""A limit further off than this is told as a time of day, not as a duration."""


def span(length: timedelta) -> str:
    """A duration with its units, to the minute: "0 min", "26 min", "2 h 47 min", "3 d 4 h". Negative ones count as none."""
    minutes = max(0, int(length.total_seconds()) // 60)
    if minutes < 60:
        return QCoreApplication.translate("Durations", "{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return QCoreApplication.translate("Durations", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return QCoreApplication.translate("Durations", "{days} d {hours} h").format(days=days, hours=hours)


def count(length: timedelta) -> str:
    """Minutes and seconds: "0:06", "2:39", "61:05"."""
    minutes, seconds = divmod(max(0, int(length.total_seconds())), 60)
    return f"{minutes}:{seconds:02}"


def is_counting(length: timedelta) -> bool:
    """Whether a running limit this far away, before or behind, shows its seconds."""
    return abs(length) < COUNTS_SECONDS


def running(left: timedelta) -> str:
    """What is left of a limit, or with a plus how long it is passed: "2:39", "26 min", "+3:20", "+2 h 5 min"."""
    shown = count(abs(left)) if is_counting(left) else span(abs(left))
    return f"+{shown}" if left < timedelta() else shown


def time_of_day(at: datetime, zone: tzinfo) -> str:
    """Hours and minutes by the site's clock: "02:47"."""
    return f"{at.astimezone(zone):%H:%M}"


def to_the_second(at: datetime, zone: tzinfo) -> str:
    """By the site's clock: "02:47:15"."""
    return f"{at.astimezone(zone):%H:%M:%S}"


def day_and_time(at: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment near now: "02:47" today, "tomorrow 09:00", else with its day: "14 Aug 09:00"."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return clock
    if local.date() == today + timedelta(days=1):
        return QCoreApplication.translate("Durations", "tomorrow {time}").format(time=clock)
    if local.date() == today - timedelta(days=1):
        return QCoreApplication.translate("Durations", "yesterday {time}").format(time=clock)
    return f"{day(local.date(), today)} {clock}"


def day(day: date, today: date) -> str:
    """A day as the language writes it, with its year when that is not this year's: "14 Aug", "8月14日", "14 Aug 2025"."""
    pattern = QCoreApplication.translate("Durations", "d MMM", "a date pattern of QLocale")
    if day.year != today.year:
        pattern = QCoreApplication.translate("Durations", "d MMM yyyy", "a date pattern of QLocale")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def short_date(local: datetime) -> str:
    """The weekday and the day as the language writes them: "Mon 23 Nov", "11月23日 周一"."""
    pattern = QCoreApplication.translate("Durations", "ddd d MMM", "a date pattern of QLocale")
    return QLocale().toString(QDate(local.year, local.month, local.day), pattern)
