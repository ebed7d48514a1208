"""Days told by day and month, in words or in figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mudawwana.arabic.dates import calendar, context
from mudawwana.arabic.dates.figures import make_date, triple
from mudawwana.arabic.dates.lexicon import ATTACKS, NAMED_AFTER, NUMBERED, PARTS
from mudawwana.arabic.dates.months import month_only
from mudawwana.arabic.dates.reader import (
    HIJRI_YEARS,
    Match,
    Reader,
    direction_of,
    end_without,
    has_period,
    lent_year,
    period_year,
    span_of,
    weekday_flag,
    year_token,
)
from mudawwana.arabic.dates.tokens import Token
from mudawwana.records import DateMention

_SEPTEMBER, _ELEVENTH = 9, 11


def day_month(reader: Reader, match: Match) -> list[DateMention]:
    """ "السبت 27 كانون الثاني 2024", "4-22 آذار", with what comes before in a range or list."""
    tokens = reader.tokens
    first, last = span_of(match)
    month, day = reader.at(match, "m"), reader.at(match, "d")
    if month is None or day is None:
        return []
    if day.kind == "o" and tokens.form_before(first) in PARTS:
        return month_only(reader, match)
    year = year_token(reader, match)
    if year is not None and context.is_counted_number(tokens, tokens.tokens.index(year, first)):
        last, year = end_without(match, ("y", "y2")), None
    numeral = day.kind in "dp"
    dated = (numeral and not month.value.hijri) or year is not None or bool(match["w"]) or bool(direction_of(match))
    dated = dated or month.value.plain or match.string[match.end("d") : match.start("m")] != ""
    if month.value.hijri and not dated:  # "3 صفر" is a score
        dated = numeral and month.value.number != 2
    if not context.is_month(tokens, match.start("m"), first, dated=dated):
        return []
    if tokens.form_before(first) in NAMED_AFTER and year is None:
        return []
    named = reader.at(match, "w")
    weekday = named.value if named else None
    make = day_maker(reader, match, month, year)
    found: list[DateMention] = []
    days = [day.value]
    if day.kind == "p":
        low, high, mark, _ = day.value
        if mark not in "-–" or low >= high:
            return []
        days = [low, high]
    values = [make(number, weekday if len(days) == 1 else None) for number in days]
    relative = year is None and not (has_period(match) and match["pk"] == "S") and not lent_year(reader, match, month)
    if year is None or values[0] is not None:
        found += listed_before(reader, first, make, relative)
    if len(values) == 2:
        low, high = reader.halves(match.start("d"))
        found.append(reader.mention(first, last, values[0], "day", relative=relative, span=low))
        found.append(reader.mention(first, last, values[1], "day", relative=relative, span=(high[0], None)))
    else:
        flag = weekday_flag(values[0], weekday)
        found.append(reader.mention(first, last, values[0], "day", relative=relative, flag=flag))
    if any(values) or (year is None and reader.anchor is None):
        return found
    reader.by_anchor |= year is None
    return []


def day_maker(
    reader: Reader, match: Match, month: Token, year: Token | None
) -> Callable[[int, int | None], date | None]:
    """A function from a day of the month (and the weekday named with it) to its date."""
    number = month.value.number
    direction = direction_of(match) or ("L" if year is None and context.is_over(reader.tokens, match.start()) else "")
    lent = None if year or direction or has_period(match) else lent_year(reader, match, month)

    is_attack = number == _SEPTEMBER and reader.tokens.form_before(match.start()) in ATTACKS

    def make(day: int, weekday: int | None) -> date | None:
        if is_attack and day == _ELEVENTH and year is None and not direction_of(match):
            return date(2001, _SEPTEMBER, _ELEVENTH)  # "هجمات 11 سبتمبر"
        if month.value.hijri:
            return hijri_day(reader, number, day, year.value if year else None, direction, weekday)
        if year is not None:
            return make_date(year.value, number, day)
        if lent:
            return make_date(lent, number, day)
        if has_period(match) or direction == "S":
            known = period_year(reader, match) if has_period(match) else reader.year
            return make_date(known, number, day) if known else None
        return calendar.year_of_day(reader.anchor, number, day, direction) if reader.anchor else None

    return make


def hijri_day(
    reader: Reader, month: int, day: int, year: int | None, direction: str, weekday: int | None
) -> date | None:
    """The Gregorian day; the crescent was seen a day off the table where the named weekday says so."""
    if year is not None:
        value = calendar.from_hijri(year, month, day) if year in HIJRI_YEARS else None
    else:
        value = calendar.hijri_near(reader.anchor, month, day, direction) if reader.anchor else None
    if value is None or weekday is None:
        return value
    for off in (0, 1, -1):
        near = calendar.add_days(value, off)
        if near and near.weekday() == weekday:
            return near
    return value


def listed_before(
    reader: Reader, first: int, make: Callable[[int, int | None], date | None], relative: bool
) -> list[DateMention]:
    """The days before a full date that share its month: "من 4 إلى", "14 و", "14، 15 و"."""
    tokens, kinds = reader.tokens.tokens, reader.tokens.kinds
    found: list[DateMention] = []
    end = first
    if end and kinds[end - 1] == "o" and tokens[end].skipped and reader.tokens.form_before(end, 2) == "بين":
        found.append(reader.mention(end - 1, end - 1, make(tokens[end - 1].value, None), "day", relative=relative))
        return found  # "بين العاشر والثالث عشر من أيار"
    while end >= 2 and len(found) < 6:
        mark = end - 1
        if kinds[mark] == "q":
            mark -= 1
        if mark < 1 or kinds[mark] not in "z-&" + ("," if found else ""):
            break
        at = mark - 1
        token = tokens[at]
        if token.kind not in ("d", "o") or (token.kind == "o" and kinds[mark] != "z"):
            break
        start = at - 1 if at and kinds[at - 1] == "l" else at
        if kinds[mark] == "-" and start and kinds[start - 1] not in "gZfWqs,(":
            break
        value = make(token.value, None)
        found.insert(0, reader.mention(start, at, value, "day", relative=relative))
        end = start
    return found


def month_day(reader: Reader, match: Match) -> list[DateMention]:
    """ "يناير 25, 2024"; without a year only "يناير الحادي والعشرين" and Latin "May 25"."""
    tokens = reader.tokens
    month, day, year = reader.at(match, "m"), reader.at(match, "d"), reader.at(match, "y")
    if month is None or day is None:
        return []
    latin = tokens.form(match.start("m")).isascii()
    if year is None and day.kind == "d" and not latin:
        return month_only(reader, match, last=match.start("m"))
    if year is None and not latin and not month.value.plain:
        return month_only(reader, match, last=match.start("m"))
    make = day_maker(reader, match, month, year)
    named = reader.at(match, "w")
    weekday = named.value if named else None
    value = make(day.value, weekday)
    if year is not None and value is None:
        return []
    flag = weekday_flag(value, weekday)
    return [reader.mention(*span_of(match), value, "day", relative=year is None, flag=flag)]


def numeric(reader: Reader, match: Match) -> list[DateMention]:
    """ "27/1/2024", "الثلاثاء ١ / ١٢ / ٢٠٢٠", "27/5/1444هـ"."""
    token = reader.at(match, "t")
    parts = token.value if token else _spaced(reader, match)
    if parts is None:
        return []
    named = reader.at(match, "w")
    weekday = named.value if named else None
    numbers, _, _ = parts
    years = [number for number in (numbers[0], numbers[2]) if number > 31]
    year = years[0] if years else None
    if year in HIJRI_YEARS:
        day = numbers[2] if numbers[0] == year else numbers[0]
        value = hijri_day(reader, numbers[1], day, year, "", weekday)
    else:
        value = triple(parts, weekday)
    if value is None:
        return []
    return [reader.mention(*span_of(match), value, "day", flag=weekday_flag(value, weekday))]


def _spaced(reader: Reader, match: Match) -> Any:
    """The parts of a numeric date that is written with spaces."""
    tokens = reader.tokens.tokens[match.start("n") : match.end("n")]
    if tokens[0].kind == "p":
        first, second, _, _ = tokens[0].value
        return ((first, second, tokens[2].value), (2, 4), "/")
    lengths = (4 if tokens[0].kind == "y" else 2, 4 if tokens[-1].kind == "y" else 2)
    return ((tokens[0].value, tokens[2].value, tokens[4].value), lengths, "/")


def day_of_month(reader: Reader, match: Match) -> list[DateMention]:
    """ "العشرين من الشهر المقبل", "من 4 إلى 22 هذا الشهر", "الـ15 من الشهر نفسه"."""
    day = reader.at(match, "d")
    if day is None or day.kind == "p":
        return []
    if match["c"] and (day.kind != "d" or reader.tokens.kind(match.start() - 1) not in ("g", "q", "s", "z")):
        return []  # "في 27 الجاري": the month stays unsaid
    direction = direction_of(match)
    same = direction == "S" or match["h"] == "e"
    base: date | None = None
    if same and reader.year and reader.month:
        base = make_date(reader.year, reader.month, 1)
    elif not same and reader.anchor:
        months = {"L": -1, "N": 1}.get(direction, 0)
        base = calendar.add_months(reader.anchor.replace(day=1), months)

    def make(number: int, _: int | None) -> date | None:
        return make_date(base.year, base.month, number) if base else None

    value = make(day.value, None)
    relative = not same
    named = reader.at(match, "w")
    flag = weekday_flag(value, named.value if named else None)
    return [
        *listed_before(reader, match.start(), make, relative),
        reader.mention(*span_of(match), value, "day", relative=relative, flag=flag),
    ]


def pair(reader: Reader, match: Match) -> list[DateMention]:
    """ "في 22/4", "22/04": only after a preposition or with a zero before, and never a decimal or a count."""
    tokens = reader.tokens
    at = match.start()
    first, second, mark, padded = tokens.tokens[at].value
    before = tokens.kind(at - 1)
    if mark == "." or tokens.form_before(at) in NUMBERED or context.is_counted_number(tokens, at):
        return []
    if before not in ("g", "q", "W", "j") and not (mark == "/" and padded):
        return []
    orders = ((second, first), (first, second))
    for month, day in orders:
        if 1 <= month <= 12 and make_date(2000, month, day):
            value = calendar.year_of_day(reader.anchor, month, day, "") if reader.anchor else None
            return [reader.mention(at, at, value, "day", relative=True)]
    return []
