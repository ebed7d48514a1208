"""Dates as machines write them: ISO 8601 and its many neighbours, epochs, mail headers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple

from mudawwana.records import Precision


class Moment(NamedTuple):
    """A point in time as a page gives it: `offset` in minutes where it says one, `clock` in that offset."""

    day: date
    clock: tuple[int, int, int] | None = None
    offset: int | None = None
    precision: Precision = "day"

    @property
    def utc(self) -> datetime | None:
        """The moment in UTC, None where the page does not say the offset."""
        if self.clock is None or self.offset is None:
            return None
        return datetime(
            *self.day.timetuple()[:3], *self.clock, tzinfo=timezone(timedelta(minutes=self.offset))
        ).astimezone(UTC)


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_CLOCK = (
    r"(?:[T\s,|،–-]{1,4}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp]\.?[Mm]\.?|ص|م)?"
    r"\s*(?:(?:UTC|GMT)\s?(?=[+-]\d))?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_YMD = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)" + _CLOCK)
_DMY = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})(?!\d)" + _CLOCK)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$")
_CLOCK_FIRST = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})\s+(\S*\d\S*)$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?:(\d{1,2})\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d{2})(?!\d)"
    + _CLOCK,
    re.I,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_moment(text: str) -> Moment | None:
    """The moment that a machine-written value names; None where it names none that exists.

    >>> parse_moment("2020-08-24T09:23:13Z")
    Moment(day=datetime.date(2020, 8, 24), clock=(9, 23, 13), offset=0, precision='second')
    >>> parse_moment("2020/12/25 01:59").clock, parse_moment("2020-02-30")
    ((1, 59, 0), None)
    """
    return _parsed(text[:100])


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Moment | None:
    text = " ".join(text.translate(_DIGITS).split())
    if (first := _CLOCK_FIRST.search(text)) and not _CLOCK_FIRST.search(first[3]):
        zone = " GMT" if "GMT" in text[: first.start()] else ""
        text = f"{first[3]} {first[1]}:{first[2]}{zone}"
    if _EPOCH.match(text):
        return _from(datetime.fromtimestamp(int(text[:10]), UTC))
    if found := _COMPACT.match(text):
        year, month, day, *clock = found.groups()
        return _moment(year, month, day, clock[0], clock[1], clock[2], None, clock[3])
    if found := _YMD.search(text):
        return _moment(*found.groups())
    if found := _DMY.search(text):
        one, two, year, *clock = found.groups()
        # 4/24/2020 9:22:00 PM is how .NET writes an American date; elsewhere the day stands first.
        american = int(two) > 12 or (
            clock[3] is not None and clock[3][:1] in "AaPp" and clock[2] is not None and "/" in text
        )
        return _moment(year, one, two, *clock) if american else _moment(year, two, one, *clock)
    if found := _ENGLISH.search(text):
        before, month, after, year, *clock = found.groups()
        if before or after:
            return _moment(year, str(_MONTHS.index(month[:3].lower()) + 1), before or after, *clock)
        try:
            return _from(parsedate_to_datetime(text))
        except (ValueError, TypeError, IndexError):
            return None
    return None


def _from(moment: datetime) -> Moment:
    offset = moment.utcoffset()
    minutes = None if offset is None else int(offset.total_seconds() // 60)
    return Moment(moment.date(), (moment.hour, moment.minute, moment.second), minutes, "second")


def _moment(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    half: str | None = None,
    zone: str | None = None,
) -> Moment | None:
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if hour is None or minute is None:
        return Moment(when)
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half[:1] in "PpPم" else 0)
    if hours > 23 or int(minute) > 59:
        return Moment(when)
    return Moment(
        when, (hours, int(minute), min(59, int(second or 0))), _offset(zone), "second" if second else "minute"
    )


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return None if minutes > 14 * 60 else minutes if zone[0] == "+" else -minutes
