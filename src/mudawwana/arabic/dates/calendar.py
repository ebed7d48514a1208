"""Days, months and years counted from the day of publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from mudawwana.arabic.dates.figures import make_date

FAR_FUTURE = 3  # months ahead up to which an undated month may lie without a word for the future


def add_days(day: date, days: int) -> date | None:
    """A day some days later, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day some months later, or the last of its month.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def weekday_near(anchor: date, weekday: int, direction: str) -> date:
    """The named day before the anchor ("L"), after it ("N"), in its week ("C"), or the last one up to it ("").

    >>> weekday_near(date(2024, 1, 27), 3, "L"), weekday_near(date(2024, 1, 27), 5, "")
    (datetime.date(2024, 1, 25), datetime.date(2024, 1, 27))
    """
    back = (anchor.weekday() - weekday) % 7
    if direction == "L":
        return anchor - timedelta(days=back or 7)
    if direction == "N":
        return anchor + timedelta(days=7 - back)
    if direction == "C":
        return anchor + timedelta(days=weekday - anchor.weekday())
    return anchor - timedelta(days=back)


def year_of_day(anchor: date, month: int, day: int, direction: str) -> date | None:
    """The day and month nearest to the anchor, or the last ("L") or next ("N") one.

    >>> year_of_day(date(2024, 1, 27), 12, 15, "")
    datetime.date(2023, 12, 15)
    """
    days = [found for year in range(anchor.year - 4, anchor.year + 5) if (found := make_date(year, month, day))]
    if direction == "L":
        days = [found for found in days if found < anchor][-1:]
    elif direction == "N":
        days = [found for found in days if found > anchor][:1]
    elif direction == "C":
        days = [found for found in days if found.year == anchor.year]
    return min(days, key=lambda found: abs((found - anchor).days), default=None)


def year_of_month(anchor: date, month: int, direction: str) -> int:
    """The year of a month named without one: the last ("L") or next ("N"), else the nearest, rather past than future.

    >>> year_of_month(date(2024, 1, 27), 10, ""), year_of_month(date(2024, 1, 27), 3, "")
    (2023, 2024)
    """
    ahead = (month - anchor.month) % 12
    if direction == "C" or (ahead == 0 and direction not in ("L", "N")):
        return anchor.year
    if direction == "N" or (direction != "L" and ahead <= FAR_FUTURE):
        return anchor.year + (month <= anchor.month)
    return anchor.year - (month >= anchor.month)


@lru_cache(maxsize=4096)
def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Umm al-Qura date, None where its table has none (before 1343, after 1500)."""
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_near(anchor: date, month: int, day: int, direction: str) -> date | None:
    """The hijri day and month nearest to the anchor, or the last or next one."""
    this_year = round((anchor.year - 622) * 33 / 32)
    days = [found for year in range(this_year - 2, this_year + 3) if (found := from_hijri(year, month, day))]
    if direction == "L":
        days = [found for found in days if found < anchor][-1:]
    elif direction == "N":
        days = [found for found in days if found > anchor][:1]
    return min(days, key=lambda found: abs((found - anchor).days), default=None)
