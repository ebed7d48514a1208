"""From a matched expression to its value: an ISO day, month or year, or null where only an anchor could tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from mudawwana.arabic.dates import calendar, context
from mudawwana.arabic.dates.lexer import Token, Tokens, make_date, triple
from mudawwana.arabic.dates.lexicon import AFTER_NUMBER, NAMED_AFTER, NUMBERED, YEAR_NOUNS
from mudawwana.records import DateMention, Precision

Match = re.Match[str]
_HIJRI_YEARS = range(1300, 1500)
_SPOKEN_YEARS = range(1900, 2101)


@dataclass
class Reader:
    """What is read so far: the text's tokens, the anchor, and the last day and year told, for "من العام نفسه"."""

    tokens: Tokens
    anchor: date | None
    year: int | None = None
    month: int | None = None
    day: date | None = None

    def at(self, match: Match, group: str) -> Token | None:
        """The first token of a group of the match that is a value, past an article before digits."""
        if group not in match.re.groupindex or match[group] is None:
            return None
        index = match.start(group)
        if self.tokens.kinds[index] == "l":
            index += 1
        return self.tokens.tokens[index]

    def mention(
        self,
        first: int,
        last: int,
        value: date | str | None,
        precision: Precision | None,
        *,
        relative: bool = False,
        flag: str | None = None,
    ) -> DateMention:
        """A mention over tokens; remembers what later ones may refer to."""
        text = value.isoformat() if isinstance(value, date) else value
        if isinstance(value, date):
            self.day, self.month, self.year = value, value.month, value.year
        elif text:
            self.year = int(text[:4])
            self.month = int(text[5:7]) if len(text) > 4 else None
        tokens = self.tokens.tokens
        return DateMention.model_construct(
            start=tokens[first].start,
            end=tokens[last].end,
            value=text,
            precision=precision if text else None,
            relative=relative,
            flag=flag,
        )


def _span(match: Match) -> tuple[int, int]:
    """The first and last token of a match."""
    return match.start(), match.end() - 1


def _year_token(reader: Reader, match: Match) -> Token | None:
    return reader.at(match, "y") or reader.at(match, "y2")


def _end_without(match: Match, groups: tuple[str, ...]) -> int:
    """The last token of a match whose year is a count: the token before the year's group."""
    starts = [match.start(group) for group in groups if group in match.re.groupindex and match[group]]
    end = min(starts, default=match.end())
    while end > match.start() and match.string[end - 1] in ".,/-faA":
        end -= 1
    return end - 1


def _direction(match: Match) -> str:
    """ "L", "N", "C" or "S" from the adjective of a match, "" where there is none."""
    for group in ("k", "k2", "pk"):
        if group in match.re.groupindex and match[group]:
            return match[group]
    return ""


def _period_year(reader: Reader, match: Match) -> int | None:
    """The year of "من العام الماضي", "من العام نفسه", "هذا العام"."""
    groups = match.re.groupindex
    kind = match["pk"] if "pk" in groups and match["pk"] else ""
    same = kind == "S" or any(group in groups and match[group] == "e" for group in ("ph", "ph2"))
    if same:
        return reader.year
    if reader.anchor is None:
        return None
    return reader.anchor.year + {"L": -1, "N": 1}.get(kind, 0)


def _has_period(match: Match) -> bool:
    groups = match.re.groupindex
    return any(group in groups and match[group] for group in ("pk", "ph2"))


def day_month(reader: Reader, match: Match) -> list[DateMention]:
    """ "السبت 27 كانون الثاني 2024", "4-22 آذار", with what comes before in a range or list."""
    tokens = reader.tokens
    first, last = _span(match)
    month, day = reader.at(match, "m"), reader.at(match, "d")
    if month is None or day is None:
        return []
    year = _year_token(reader, match)
    if year is not None and context.is_counted_number(tokens, tokens.tokens.index(year, first)):
        last, year = _end_without(match, ("y", "y2")), None
    numeral = day.kind in "dp"
    dated = (numeral and not month.value.hijri) or year is not None or bool(match["w"]) or bool(_direction(match))
    dated = dated or month.value.plain or match.string[match.end("d") : match.start("m")] != ""
    if month.value.hijri and not dated and not _hijri_near_enough(reader, match, month):
        return []
    if not context.is_month(tokens, match.start("m"), first, dated=dated):
        return []
    if _is_named(tokens, first) and year is None:
        return []
    named = reader.at(match, "w")
    weekday = named.value if named else None
    make = _day_maker(reader, match, month, year)
    found: list[DateMention] = []
    days = [day.value]
    if day.kind == "p":
        low, high, mark, _ = day.value
        if mark not in "-–" or low >= high:
            return []
        days = [low, high]
    values = [make(number, weekday if len(days) == 1 else None) for number in days]
    relative = year is None and not (
        _has_period(match) and match["pk"] == "S" if "pk" in match.re.groupindex else False
    )
    if year is None or values[0] is not None:
        found += _listed_before(reader, first, make, relative)
    for index, value in enumerate(values):
        start, end = (first, last)
        one = reader.mention(start, end, value, "day", relative=relative, flag=_weekday_flag(value, weekday))
        if len(values) == 2:
            middle = day.start + len(str(days[0]))
            one = one.model_copy(
                update={"start": day.start, "end": middle} if index == 0 else {"start": day.end - len(str(days[1]))}
            )
        found.append(one)
    return found if any(values) or (year is None and reader.anchor is None) else []


def _hijri_near_enough(reader: Reader, match: Match, month: Token) -> bool:
    return match["d"][-1] in "do" and month.value.number not in (2,)


def _is_named(tokens: Tokens, first: int) -> bool:
    return context.form_at(tokens, first - 1) in NAMED_AFTER


def _weekday_flag(value: date | None, weekday: int | None) -> str | None:
    return "weekday_mismatch" if value and weekday is not None and value.weekday() != weekday else None


def _day_maker(
    reader: Reader, match: Match, month: Token, year: Token | None
) -> Callable[[int, int | None], date | None]:
    """A function from a day of the month (and the weekday named with it) to its date."""
    number = month.value.number
    direction = _direction(match)

    def make(day: int, weekday: int | None) -> date | None:
        if month.value.hijri:
            return _hijri_day(reader, number, day, year.value if year else None, direction, weekday)
        if year is not None:
            return make_date(year.value, number, day)
        if _has_period(match) or direction == "S":
            known = _period_year(reader, match) if _has_period(match) else reader.year
            return make_date(known, number, day) if known else None
        return calendar.year_of_day(reader.anchor, number, day, direction) if reader.anchor else None

    return make


def _hijri_day(
    reader: Reader, month: int, day: int, year: int | None, direction: str, weekday: int | None
) -> date | None:
    """The Gregorian day; the crescent was seen a day off the table where the named weekday says so."""
    if year is not None:
        value = calendar.from_hijri(year, month, day) if year in _HIJRI_YEARS else None
    else:
        value = calendar.hijri_near(reader.anchor, month, day, direction) if reader.anchor else None
    if value is None or weekday is None:
        return value
    for off in (0, 1, -1):
        near = calendar.add_days(value, off)
        if near and near.weekday() == weekday:
            return near
    return value


def _listed_before(
    reader: Reader, first: int, make: Callable[[int, int | None], date | None], relative: bool
) -> list[DateMention]:
    """The days before a full date that share its month: "من 4 إلى", "14 و", "14، 15 و"."""
    tokens, kinds = reader.tokens.tokens, reader.tokens.kinds
    found: list[DateMention] = []
    end = first
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
    latin = tokens.words.text[month.start].isascii()
    if year is None and day.kind == "d" and not latin:
        return month_only(reader, match, last=match.start("m"))
    if year is None and not latin and not month.value.plain:
        return month_only(reader, match, last=match.start("m"))
    make = _day_maker(reader, match, month, year)
    named = reader.at(match, "w")
    weekday = named.value if named else None
    value = make(day.value, weekday)
    if year is not None and value is None:
        return []
    flag = _weekday_flag(value, weekday)
    return [reader.mention(*_span(match), value, "day", relative=year is None, flag=flag)]


def month_only(reader: Reader, match: Match, last: int | None = None) -> list[DateMention]:
    """ "منتصف أكتوبر الماضي", "كانون الأول 2023"."""
    tokens = reader.tokens
    first, end = _span(match)
    if last is not None:
        end = last
    at = match.start("m")
    month = tokens.tokens[at]
    year = _year_token(reader, match) if last is None else None
    if year is not None and context.is_counted_number(tokens, tokens.tokens.index(year, first)):
        end, year = _end_without(match, ("y", "y2")), None
    direction = _direction(match) if last is None else ""
    dated = year is not None or bool(direction) or "b" in match[0] or match[0].startswith("r")
    if not context.is_month(tokens, at, first, dated=dated):
        return []
    begin = first if match[0].startswith("r") else at
    if month.value.hijri:
        return [reader.mention(begin, end, None, None, relative=year is None, flag="hijri_month")]
    number = month.value.number
    if year is not None:
        return [reader.mention(begin, end, f"{year.value:04}-{number:02}", "month")]
    known: int | None = None
    if _has_period(match) or direction == "S":
        known = _period_year(reader, match) if _has_period(match) else reader.year
    elif reader.anchor:
        direction = direction or context.tense(tokens, first, match.end())
        known = _month_year(reader, match, number, direction)
    value = f"{known:04}-{number:02}" if known else None
    return [reader.mention(begin, end, value, "month", relative=True)]


def _month_year(reader: Reader, match: Match, number: int, direction: str) -> int:
    """The year of a month told without one; a verb in the future never takes it past the month of publication."""
    anchor = reader.anchor
    assert anchor is not None
    if direction == "N" and not _direction(match) and number == anchor.month:
        return anchor.year
    return calendar.year_of_month(anchor, number, direction)


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
    if year in _HIJRI_YEARS:
        day = numbers[2] if numbers[0] == year else numbers[0]
        value = _hijri_day(reader, numbers[1], day, year, "", weekday)
    else:
        value = triple(parts, weekday)
    if value is None:
        return []
    return [reader.mention(*_span(match), value, "day", flag=_weekday_flag(value, weekday))]


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
    direction = _direction(match)
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
    return [
        *_listed_before(reader, match.start(), make, relative),
        reader.mention(*_span(match), value, "day", relative=relative),
    ]


def relative_day(reader: Reader, match: Match) -> list[DateMention]:
    """ "أمس الجمعة", "اليوم السبت 27 كانون الثاني"."""
    tokens = reader.tokens
    at = match.start("e")
    token = tokens.tokens[at]
    form = context.form_at(tokens, at)
    named = reader.at(match, "w")
    if token.kind == "t" and match.end() == at + 1:
        return _today(reader, at)
    if form.endswith("غدا") and len(match[0]) == 1 and _is_verb_ghada(tokens, at):
        return []
    if form.endswith("الغد") and tokens.kinds[at - 1 : at] not in ("q", "R", "z", "s", "f") and named is None:
        return []
    weekday = named.value if named else None
    if match["m"]:
        mentions = _explicit_part(reader, match, weekday)
        if mentions:
            return mentions
    last = match.end("w") - 1 if named else at
    value = calendar.add_days(reader.anchor, token.value) if reader.anchor else None
    flag = _weekday_flag(value, weekday)
    if flag and reader.anchor and value and weekday is not None:
        near = calendar.weekday_near(value, weekday, "")
        if (value - near).days > 2:
            near = calendar.weekday_near(value, weekday, "N")
        if abs((value - near).days) <= 2:
            value = near
    return [reader.mention(at, last, value, "day", relative=True, flag=flag)]


def _explicit_part(reader: Reader, match: Match, weekday: int | None) -> list[DateMention]:
    """The full date after "اليوم السبت" or "أمس": its own year where it has one, else the nearest."""
    month, day = reader.at(match, "m"), reader.at(match, "d")
    if month is None or day is None or day.kind == "p":
        return []
    year = _year_token(reader, match)
    value = _day_maker(reader, match, month, year)(day.value, weekday)
    flag = _weekday_flag(value, weekday)
    return [reader.mention(*_span(match), value, "day", relative=year is None, flag=flag)]


def _today(reader: Reader, at: int) -> list[DateMention]:
    tokens = reader.tokens
    after = context.kind_at(tokens, at + 1)
    if after in ("N", "L"):
        adjective = context.form_at(tokens, at + 1)
        step = -1 if after == "L" else 1
        base = reader.day if adjective.startswith("التالي") and reader.day else reader.anchor
        value = calendar.add_days(base, step) if base else None
        return [reader.mention(at, at + 1, value, "day", relative=True)]
    if not context.is_today(tokens, at):
        return []
    return [reader.mention(at, at, reader.anchor, "day", relative=True)]


def _is_verb_ghada(tokens: Tokens, at: int) -> bool:
    """Say whether "غدا" is "became": without a tanwin and after a relative word."""
    token = tokens.tokens[at]
    if "ً" in tokens.words.text[token.start : token.end]:
        return False
    return context.form_at(tokens, at - 1) in ("الذي", "قد", "وقد", "فقد", "حيث", "حتي", "ما", "ان")


def weekday(reader: Reader, match: Match) -> list[DateMention]:
    """ "الثلاثاء", "الثلاثاء الماضي", "هذا يوم الجمعة"."""
    tokens = reader.tokens
    at = match.start("w")
    if not match["k"] and not context.is_weekday(tokens, at):
        return []
    direction = match["k"] or ("C" if match["h"] else "") or context.tense(tokens, at, match.end())
    value = None
    if reader.anchor:
        value = calendar.weekday_near(reader.anchor, tokens.tokens[at].value, direction)
    return [reader.mention(*_span(match), value, "day", relative=True)]


def weekday_number(reader: Reader, match: Match) -> list[DateMention]:
    """ "الجمعة 22": the nearest month in which that day is a Friday, else only the weekday."""
    named, day = reader.at(match, "w"), reader.at(match, "d")
    anchor = reader.anchor
    tokens = reader.tokens
    at = match.start("w")
    if named is None or day is None or not context.is_weekday(tokens, at):
        return []
    after = context.kind_at(tokens, match.end())
    if after not in ("", ".", ",", ")", "\n", "|") and context.form_at(tokens, match.end()) not in AFTER_NUMBER:
        return _only_weekday(reader, at)
    if anchor is None:
        return [reader.mention(*_span(match), None, None, relative=True)]
    if day.kind == "o" and day.value <= 5 and match.end("w") == match.start("d"):
        first = anchor.replace(day=1)
        value = make_date(first.year, first.month, 1 + (named.value - first.weekday()) % 7 + 7 * (day.value - 1))
        return [reader.mention(*_span(match), value, "day", relative=True)]
    for months in (0, -1, 1):
        month = calendar.add_months(anchor.replace(day=1), months)
        value = make_date(month.year, month.month, day.value) if month else None
        if value and value.weekday() == named.value:
            return [reader.mention(*_span(match), value, "day", relative=True)]
    return _only_weekday(reader, at)


def _only_weekday(reader: Reader, at: int, direction: str = "") -> list[DateMention]:
    """A weekday by itself: the last one up to the anchor, or the next where the verb is in the future."""
    tokens = reader.tokens
    direction = direction or context.tense(tokens, at, at + 1)
    value = calendar.weekday_near(reader.anchor, tokens.tokens[at].value, direction) if reader.anchor else None
    return [reader.mention(at, at, value, "day", relative=True)]


def weekday_of_week(reader: Reader, match: Match) -> list[DateMention]:
    """ "الأسبوع القادم يوم الأحد", "الجمعة من هذا الأسبوع"; weeks begin on Monday."""
    named = reader.at(match, "w")
    value = None
    if reader.anchor and named:
        weeks = {"L": -7, "N": 7}.get(_direction(match), 0)
        base = calendar.weekday_near(reader.anchor, named.value, "C")
        value = calendar.add_days(base, weeks)
    return [reader.mention(*_span(match), value, "day", relative=True)]


def period(reader: Reader, match: Match) -> list[DateMention]:
    """ "الشهر المقبل", "أواخر العام", "هذا الأسبوع" (a week has no value of its own)."""
    unit = match["u"] or match["u2"] or match["u3"]
    kind = match["k"] or ""
    same = kind == "S" or match["h"] == "e"
    step = {"L": -1, "N": 1}.get(kind, 0)
    first, last = _span(match)
    anchor = reader.anchor
    if unit == "k":
        return [reader.mention(first, last, None, None, relative=True)]
    if unit == "A":
        year = reader.year if same else anchor.year + step if anchor else None
        value = f"{year:04}" if year and 1 <= year <= 9999 else None
        return [reader.mention(first, last, value, "year", relative=not same)]
    if same:
        value = f"{reader.year:04}-{reader.month:02}" if reader.year and reader.month else None
        return [reader.mention(first, last, value, "month")]
    month = calendar.add_months(anchor, step) if anchor else None
    return [reader.mention(first, last, month.isoformat()[:7] if month else None, "month", relative=True)]


def year(reader: Reader, match: Match) -> list[DateMention]:
    """ "عام 2003", "أواخر العام 2019", "سنة 1422هـ"."""
    token = reader.at(match, "y")
    if token is None or not isinstance(token.value, int):
        return []
    if token.kind in "nw" and not 100 <= token.value <= 999:
        return []
    at = match.start("y")
    if "i" in match[0] and token.kind != "y":
        return []
    if context.is_counted_number(reader.tokens, at):
        return []
    first, last = _span(match)
    if match[0].endswith("H") or (token.value in _HIJRI_YEARS and token.kind == "y" and "G" not in match[0]):
        return [reader.mention(first, last, None, None, flag="hijri_year")]
    return [reader.mention(first, last, f"{token.value:04}", "year")]


_YEAR_WORDS = frozenset(
    {"في", "خلال", "منذ", "بحلول", "حتي", "قبل", "بعد", "لغايه", "بين", "وفي", "ومنذ", "since", "in", "مواليد"}
)


def bare_year(reader: Reader, match: Match) -> list[DateMention]:
    """ "منذ 2014", "انتخابات 2021"; a number that counts something is none."""
    tokens = reader.tokens
    at = match.start("y")
    token = tokens.tokens[at]
    before = context.form_at(tokens, match.start() - 1)
    hijri = match[0].endswith("H") and token.value in _HIJRI_YEARS
    if hijri:
        return [reader.mention(*_span(match), None, None, flag="hijri_year")]
    gregorian = match[0].endswith("G") and token.value in _SPOKEN_YEARS
    if not gregorian and not match["r"] and before not in _YEAR_WORDS and before.removeprefix("ال") not in YEAR_NOUNS:
        return []
    if token.kind == "u" and (before not in _YEAR_WORDS or context.kind_at(tokens, at + 1) == "_"):
        return []
    if (token.kind == "y" and token.value not in _SPOKEN_YEARS) or context.is_counted_number(tokens, at):
        return []
    if context.kind_at(tokens, at + 1) in ("w", "u"):
        return []
    return [reader.mention(*_span(match), f"{token.value:04}", "year")]


def years(reader: Reader, match: Match) -> list[DateMention]:
    """ "بين عامي 2003 و2011", "2014-2018": one mention for each year."""
    tokens = reader.tokens
    marked = match[0][0] in "aAP" or context.kind_at(tokens, match.start() - 1) in ("Z", "f", "g", "(", "k")
    if match["q"]:
        at = match.start("q")
        first, last = tokens.tokens[at].value
        if last - first > 100 or context.is_counted_number(tokens, at):
            return []
        token = tokens.tokens[at]
        low = reader.mention(at, at, f"{first:04}", "year").model_copy(update={"end": token.start + 4})
        high = reader.mention(at, at, f"{last:04}", "year").model_copy(update={"start": token.end - 4})
        return [low, high]
    one, two = match.start("y"), match.start("y2")
    values = (tokens.tokens[one].value, tokens.tokens[two].value)
    if not marked or any(value not in _SPOKEN_YEARS for value in values):
        return []
    if context.is_counted_number(tokens, two) or context.is_counted_number(tokens, one):
        return []
    return [reader.mention(at, at, f"{value:04}", "year") for at, value in zip((one, two), values, strict=True)]


_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}


def ago(reader: Reader, match: Match) -> list[DateMention]:
    """ "قبل ثلاثة أيام", "بعد يومين", "منذ أسبوع"; "قبل يومين من الانتخابات" counts from elsewhere and is none."""
    tokens = reader.tokens
    number = reader.at(match, "n")
    unit = tokens.tokens[match.start("two") if match["two"] else match.start("u")].value
    count = 2 if match["two"] else number.value if number else 1
    if not isinstance(count, int) or count > 3000 or (number is not None and number.kind == "o"):
        return []
    if _counts_from_elsewhere(tokens, match.end()):
        return []
    if match["v"] == "s" and unit in ("month", "year"):
        return []
    future = match["v"] == "V"
    if future and context.tense(tokens, match.start(), match.end()) != "N":
        return []
    value = _stepped(reader.anchor, unit, count if future else -count) if reader.anchor else None
    precision: Precision = "day" if unit in ("day", "week") else unit
    size = {"day": 10, "month": 7, "year": 4}[precision]
    return [reader.mention(*_span(match), value.isoformat()[:size] if value else None, precision, relative=True)]


def _stepped(anchor: date, unit: str, count: int) -> date | None:
    days, months = _STEPS[unit]
    return calendar.add_days(anchor, days * count) if days else calendar.add_months(anchor, months * count)


_FROM_OTHERS = frozenset({"دون", "قبل", "اجل", "جانب", "جهه", "طرف", "الان", "خلال", "دونه"})


def _counts_from_elsewhere(tokens: Tokens, after: int) -> bool:
    """Say whether "من", "على" or a clause follows that names the event from which is counted."""
    if context.kind_at(tokens, after) == "f":
        return context.form_at(tokens, after + 1) not in _FROM_OTHERS
    return context.form_at(tokens, after) in ("علي", "عن", "لموعد", "فقط", "كامله", "متتاليه", "متواصله")


def since_now(reader: Reader, match: Match) -> list[DateMention]:
    """ "2 سنة و1 شهر و21 يوما من الآن": back from the anchor, whatever the order."""
    tokens = reader.tokens.tokens
    value = reader.anchor
    count: int | None = None
    for index in range(match.start(), match.end() - 2):
        token = tokens[index]
        if token.kind in "dw":
            count = token.value
        elif token.kind in "iqbaI" and value is not None:
            steps = 2 if token.kind == "I" else count or 1
            value = _stepped(value, token.value, -steps) if isinstance(steps, int) and steps < 5000 else None
            count = None
    first = match.start() + (match[0][0] == "&")
    return [reader.mention(first, match.end() - 1, value, "day", relative=True)]


def decade(reader: Reader, match: Match) -> list[DateMention]:
    """ "ثمانينيات القرن الماضي": a mention without a value, as a decade has none here."""
    tokens = reader.tokens
    named = len(match[0]) > 1 and context.form_at(tokens, match.end() - 2) == "القرن"
    if not named and context.kind_at(tokens, match.start() - 1) not in ("g", "s", "r"):
        return []
    last = match.end() - 1 if named else match.start()
    if not named and context.kind_at(tokens, match.start() + 1) == "f":
        return []
    return [reader.mention(match.start(), last, None, None)]


def year_month(reader: Reader, match: Match) -> list[DateMention]:
    """ "في 3/2015": not after "القرار" and the like, and the month first only after a preposition."""
    before = match.start() - 1
    year_first = reader.tokens.words.text[reader.tokens.tokens[match.start()].start :][4:5] in ("/", "-")
    if context.form_at(reader.tokens, before) in NUMBERED:
        return []
    if not year_first and context.kind_at(reader.tokens, before) not in ("g", "s", "q", "b"):
        return []
    number, month = reader.tokens.tokens[match.start()].value
    return [reader.mention(*_span(match), f"{number:04}-{month:02}", "month")]


def pair(reader: Reader, match: Match) -> list[DateMention]:
    """ "في 22/4", "22/04": only after a preposition or with a zero before, and never a decimal or a count."""
    tokens = reader.tokens
    at = match.start()
    first, second, mark, padded = tokens.tokens[at].value
    before = context.kind_at(tokens, at - 1)
    if mark == "." or context.form_at(tokens, at - 1) in NUMBERED or context.is_counted_number(tokens, at):
        return []
    if before not in ("g", "q", "W", "j") and not (mark == "/" and padded):
        return []
    orders = ((second, first), (first, second))
    for month, day in orders:
        if 1 <= month <= 12 and make_date(2000, month, day):
            value = calendar.year_of_day(reader.anchor, month, day, "") if reader.anchor else None
            return [reader.mention(at, at, value, "day", relative=True)]
    return []


BUILDERS: dict[str, Callable[[Reader, Match], list[DateMention]]] = {
    "relative": relative_day,
    "day_month": day_month,
    "month_day": month_day,
    "month": month_only,
    "numeric": numeric,
    "day_of_month": day_of_month,
    "week_day": weekday_of_week,
    "day_week": weekday_of_week,
    "weekday_number": weekday_number,
    "weekday": weekday,
    "since_now": since_now,
    "ago": ago,
    "decade": decade,
    "years": years,
    "year": year,
    "period": period,
    "bare_year": bare_year,
    "year_month": year_month,
    "pair": pair,
}
