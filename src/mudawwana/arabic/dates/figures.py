"""Dates and clocks in figures, and what class a number has by its form."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from mudawwana.arabic.numbers import parse_digits

_TRIPLE = re.compile(r"(\d{1,4})([/.\-–])(\d{1,2})\2(\d{1,4})\Z")
_PAIR = re.compile(r"(\d{1,2})([/.\-–])(\d{1,2})\Z")
_YEAR_MONTH = re.compile(r"(\d{4})[/\-](\d{1,2})\Z")  # "1842.2" is a number
_MONTH_YEAR = re.compile(r"(\d{1,2})[/\-](\d{4})\Z")
_YEARS = re.compile(r"(\d{4})[/\-–](\d{4})\Z")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::([0-5]\d))?\Z")
EARLIEST, LATEST = 1000, 2199


@lru_cache(maxsize=1 << 14)
def number_class(form: str) -> tuple[str, Any]:
    """The class of digits with inner marks, and their value."""
    if form.isdecimal():
        value = int(form) if len(form) <= 15 else 0
        if len(form) <= 2 and 1 <= value <= 31:
            return "d", value
        if len(form) == 4 and EARLIEST <= value <= LATEST:
            return "y", value
        return "n", value
    if len(form) > 10:
        return "n", None
    if match := _TRIPLE.match(form):
        parts = (int(match[1]), int(match[3]), int(match[4]))
        lengths = (len(match[1]), len(match[4]))
        full = 4 in lengths or (match[2] == "/" and len(match[4]) == 2)  # "4-3-3" is how a team lines up
        return ("T", (parts, lengths, match[2])) if full else ("n", None)
    if match := _YEARS.match(form):
        first, second = int(match[1]), int(match[2])
        return ("Q", (first, second)) if EARLIEST <= first < second <= LATEST else ("n", None)
    if (match := _YEAR_MONTH.match(form)) and 1 <= int(match[2]) <= 12 and EARLIEST <= int(match[1]) <= LATEST:
        return "X", (int(match[1]), int(match[2]))
    if (match := _MONTH_YEAR.match(form)) and 1 <= int(match[1]) <= 12 and EARLIEST <= int(match[2]) <= LATEST:
        return "X", (int(match[2]), int(match[1]))
    if (match := _PAIR.match(form)) and 1 <= int(match[1]) <= 31 and 1 <= int(match[3]) <= 31:
        return "p", (int(match[1]), int(match[3]), match[2], "0" in (match[1][0], match[3][0]))
    if ":" in form:
        return ("c", tuple(int(part or 0) for part in match.groups())) if (match := _CLOCK.match(form)) else ("n", None)
    return "n", parse_digits(form)


def triple(value: tuple[tuple[int, int, int], tuple[int, int], str], weekday: int | None = None) -> date | None:
    """The day of a numeric date, day first where both orders are possible and no weekday speaks against it.

    >>> triple(((1, 12, 2020), (1, 4), "/"), weekday=1)
    datetime.date(2020, 12, 1)
    """
    (first, month, last), (first_digits, last_digits), _ = value
    if first_digits > 2 or (first > 31 and last_digits <= 2):
        orders = [(first, month, last)]
    else:
        year = last if last_digits == 4 else 2000 + last if last < 70 else 1900 + last
        orders = [(year, month, first), (year, first, month)]
    days = [day for order in orders if (day := make_date(*order))]
    return next((day for day in days if day.weekday() == weekday), days[0] if days else None)


def make_date(year: int, month: int, day: int) -> date | None:
    """A day of the Gregorian calendar, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
