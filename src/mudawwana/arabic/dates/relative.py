"""Days counted from the day of publication: "أمس", weekdays, "قبل ثلاثة أيام"."""

from __future__ import annotations

from datetime import date, timedelta

from mudawwana.arabic.dates import calendar, context
from mudawwana.arabic.dates.days import day_maker
from mudawwana.arabic.dates.figures import make_date
from mudawwana.arabic.dates.lexicon import ABOUT, AFTER_NUMBER, PLURAL_UNITS
from mudawwana.arabic.dates.reader import Match, Reader, direction_of, is_before_last, span_of, weekday_flag, year_token
from mudawwana.arabic.dates.tokens import Tokens
from mudawwana.records import DateMention, Precision


def relative_day(reader: Reader, match: Match) -> list[DateMention]:
    """ "أمس الجمعة", "اليوم السبت 27 كانون الثاني"."""
    tokens = reader.tokens
    at = match.start("e")
    token = tokens.tokens[at]
    form = tokens.form(at)
    named = reader.at(match, "w") or reader.at(match, "w2")
    if token.kind == "t" and match.end() == at + 1:
        return _today(reader, at)
    if form.endswith("غدا") and len(match[0]) == 1 and _is_verb_ghada(tokens, at):
        return []
    if form == "غد" and named is None:
        return []  # "غد أفضل"; "غد الأحد" is tomorrow
    if form in ("الغد", "الامس") and tokens.kind(at - 1) not in ("q", "R", "z", "s", "f") and named is None:
        return []  # "حزب الغد", "عدو الأمس"
    weekday = named.value if named else None
    if match["m"]:
        mentions = _explicit_part(reader, match, weekday)
        if mentions:
            return mentions
    last = max(match.end("w"), match.end("w2") + 1) - 1 if named else at
    value = calendar.add_days(reader.anchor, token.value) if reader.anchor else None
    flag = weekday_flag(value, weekday)
    if flag and value and weekday is not None:  # the named day is surer than the day of a crawl or time zone
        next_day = calendar.add_days(value, 1)
        ahead = token.value > 0 or (next_day is not None and next_day.weekday() == weekday)
        value = calendar.weekday_near(value, weekday, "N" if ahead else "")
    return [reader.mention(at, last, value, "day", relative=True, flag=flag)]


def _explicit_part(reader: Reader, match: Match, weekday: int | None) -> list[DateMention]:
    """The full date after "اليوم السبت" or "أمس": its own year where it has one, else the nearest."""
    month, day = reader.at(match, "m"), reader.at(match, "d")
    if month is None or day is None or day.kind == "p":
        return []
    year = year_token(reader, match)
    value = day_maker(reader, match, month, year)(day.value, weekday)
    flag = weekday_flag(value, weekday)
    return [reader.mention(*span_of(match), value, "day", relative=year is None, flag=flag)]


def _today(reader: Reader, at: int) -> list[DateMention]:
    tokens = reader.tokens
    after = tokens.kind(at + 1)
    if after in ("N", "L"):
        step = -1 if after == "L" else 1
        narrated = tokens.form(at + 1).startswith("التالي")
        if narrated and tokens.form(at + 2).startswith("ل"):  # "اليوم التالي للحرب": whatever comes after it
            return []
        base = reader.day if narrated and reader.day else reader.anchor
        value = calendar.add_days(base, step) if base else None
        return [reader.mention(at, at + 1, value, "day", relative=True)]
    if not context.is_today(tokens, at):
        return []
    return [reader.mention(at, at, reader.anchor, "day", relative=True)]


def _is_verb_ghada(tokens: Tokens, at: int) -> bool:
    """Say whether "غدا" is "became": without a tanwin and after a relative word."""
    if "ً" in tokens.source(at):
        return False
    return tokens.form_before(at) in ("الذي", "قد", "وقد", "فقد", "حيث", "حتي", "ما", "ان")


def weekday(reader: Reader, match: Match) -> list[DateMention]:
    """ "الثلاثاء", "الثلاثاء الماضي", "هذا يوم الجمعة"."""
    tokens = reader.tokens
    at = match.start("w")
    if not match["k"] and not context.is_weekday(tokens, at):
        return []
    direction = match["k"] or ("C" if match["h"] else "") or _shared(tokens, match.end())
    direction = direction or context.tense(tokens, at, match.end())
    value = None
    if reader.anchor:
        value = calendar.weekday_near(reader.anchor, tokens.tokens[at].value, direction)
        value -= timedelta(days=7 * is_before_last(reader, match))
        is_night = tokens.kind(at - 1) == "W" or (tokens.kind(at - 1) == "-" and tokens.kind(at - 2) == "W")
        is_night = is_night and not match["k"] and not tokens.tokens[at].skipped
        if is_night and reader.day and (reader.day.weekday() + 1) % 7 == tokens.tokens[at].value:
            value = calendar.add_days(reader.day, 1)  # "ليل السبت - الأحد"
    return [reader.mention(*span_of(match), value, "day", relative=True)]


def _shared(tokens: Tokens, at: int) -> str:
    """What an adjective in the dual says of both days: "الأحد | والاثنين المقبلين", "" where there is none."""
    is_second = tokens.kind(at) == "W" and tokens.tokens[at].skipped > 0
    return tokens.kind(at + 1) if is_second and tokens.form(at + 1).endswith("ين") else ""


def weekday_number(reader: Reader, match: Match) -> list[DateMention]:
    """ "الجمعة 22": the nearest month in which that day is a Friday, else only the weekday."""
    named, day = reader.at(match, "w"), reader.at(match, "d")
    anchor = reader.anchor
    tokens = reader.tokens
    at = match.start("w")
    if named is None or day is None or not context.is_weekday(tokens, at):
        return []
    after = tokens.kind(match.end())
    if after not in ("", ".", ",", ")", "\n", "|") and tokens.form(match.end()) not in AFTER_NUMBER:
        return _only_weekday(reader, at)
    if anchor is None:
        return [reader.mention(*span_of(match), None, None, relative=True)]
    reader.by_anchor = True
    if day.kind == "o" and day.value <= 5 and match.end("w") == match.start("d"):
        first = anchor.replace(day=1)
        value = make_date(first.year, first.month, 1 + (named.value - first.weekday()) % 7 + 7 * (day.value - 1))
        return [reader.mention(*span_of(match), value, "day", relative=True)]
    for months in (0, -1, 1):
        month = calendar.add_months(anchor.replace(day=1), months)
        value = make_date(month.year, month.month, day.value) if month else None
        if value and value.weekday() == named.value:
            return [reader.mention(*span_of(match), value, "day", relative=True)]
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
        weeks = {"L": -7, "N": 7}.get(direction_of(match), 0)
        base = calendar.weekday_near(reader.anchor, named.value, "C")
        value = calendar.add_days(base, weeks)
    return [reader.mention(*span_of(match), value, "day", relative=True)]


_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}


def ago(reader: Reader, match: Match) -> list[DateMention]:
    """ "قبل ثلاثة أيام", "بعد يومين", "منذ أسبوع"; "قبل يومين من الانتخابات" counts from elsewhere and is none."""
    tokens = reader.tokens
    number = reader.at(match, "n")
    unit = tokens.tokens[match.start("two") if match["two"] else match.start("u")].value
    count = 2 if match["two"] else number.value if number else 1
    if match["about"] and tokens.only_form(match.start("about")) not in ABOUT:
        return []
    if number is None and match["two"] is None and tokens.form(match.start("u")) in PLURAL_UNITS:
        return []  # "قبل أيام"
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
    return [reader.mention(*span_of(match), value.isoformat()[:size] if value else None, precision, relative=True)]


def _stepped(anchor: date, unit: str, count: int) -> date | None:
    days, months = _STEPS[unit]
    return calendar.add_days(anchor, days * count) if days else calendar.add_months(anchor, months * count)


_FROM_OTHERS = frozenset({"دون", "قبل", "اجل", "جانب", "جهه", "طرف", "الان", "خلال", "دونه"})


def _counts_from_elsewhere(tokens: Tokens, after: int) -> bool:
    """Say whether "من", "على" or a clause follows that names the event from which is counted."""
    if tokens.kind(after) == "f":
        return tokens.form(after + 1) not in _FROM_OTHERS
    return tokens.form(after) in ("علي", "عن", "لموعد", "فقط", "كامله", "متتاليه", "متواصله")


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
