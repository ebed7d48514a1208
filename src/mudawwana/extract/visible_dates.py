"""Lines of a page that are a date and nothing more: when it was published, changed, or what the page's clock says."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from mudawwana.arabic.fold import fold
from mudawwana.extract.data import read_data
from mudawwana.records import Precision

Role = Literal["published", "modified", "date"]


class Moment(NamedTuple):
    """A day or a minute as written; `zone` is an offset, an IANA name, or None where the line names none."""

    value: str
    precision: Precision
    zone: str | None = None
    weekday_fits: bool = True
    english: bool = False


class VisibleDate(NamedTuple):
    """A line of dates: what it gives for publication and for the last change."""

    text: str
    role: Role
    published: Moment | None
    modified: Moment | None


_WORDS = read_data("words.toml")["dates"]
_MONTHS = {fold(name): number for number, names in enumerate(_WORDS["months"], start=1) for name in names}
_DAYS = {fold(name): number for number, names in enumerate(_WORDS["weekdays"]) for name in names}
_MODIFIED = tuple(map(fold, _WORDS["modified"]))
_PUBLISHED = tuple(map(fold, _WORDS["published"]))
_FILL = frozenset(map(fold, _WORDS["fill"]))
_ZONES = {fold(word): zone for word, zone in _WORDS["zones"].items()}
_PM, _AM = frozenset(map(fold, _WORDS["pm"])), frozenset(map(fold, _WORDS["am"]))
_LABELS = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, {*_MODIFIED, *_PUBLISHED}), key=len, reverse=True)) + r")(?=[\s:\d)-]|$)"
)
_NAMES = {name.replace(" ", ""): number for name, number in _MONTHS.items()}
_TWO_WORDS = sorted((name for name in _MONTHS if " " in name), key=len, reverse=True)
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[:/.\-]")
_TIME = re.compile(r"(?<![\d:])(\d{1,2})\s?[:٫]\s?(\d{2})(?:\s?:\s?(\d{2}))?(?!\s?:|\d)\s*([^\W\d_]+)?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
# A year with the same date in figures glued to it: "24 Mar 202124/3/2021".
_GLUED_YEAR = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}(?:[/.-]\d|\s[^\W\d_]))")
# A date in figures with the same in words glued to it: "2024/10/18١٨ أكتوبر ٢٠٢٤".
_GLUED_DAY = re.compile(r"((?:19|20)\d\d([/-])\d\d\2\d\d)(?=\d{1,2}\s[^\W\d_])")
_GLUED_CLOCK = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_ISO = re.compile(r"\b(\d{4}-\d\d-\d\d)t(\d\d:\d\d(?::\d\d)?)(?:\.\d{1,6})?(z|[+-]\d\d:?\d\d)?")
_OFFSET = re.compile(r"(?<=\s)(?:z|([+-]\d\d):?(\d\d))(?=\s|$)")
# Joomla's "تشرين2" and "كانون1".
_NUMBERED_MONTH = re.compile(r"(تشرين|كانون)([12])(?!\d)")
_DIGIT = re.compile(r"\d")
_CUT = "\x1f"
# A label glued to the name before it: "سهى العانيآخر تحديث 11 يوليو".
_GLUED_LABEL = re.compile(r"(?<=[^\W\d_])(?=(?:آخر|اخر) تحديث)")
LONGEST = 160
_YEARS = range(1990, 2100)


@lru_cache(maxsize=1024)
def read_date(line: str) -> VisibleDate | None:
    """Read a line that is made of dates, their labels and clock times only; None for any other.

    >>> read_date("السبت 27 يناير 2024").published.value, read_date("بدأت في 27 يناير 2024") is None
    ('2024-01-27', True)
    >>> both = read_date("يناير 25, 2024آخر تحديث: يناير 26, 2024")
    >>> both.published.value, both.modified.value
    ('2024-01-25', '2024-01-26')
    >>> read_date("تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً").published.value
    '2020-04-24T21:22'
    """
    if len(line) > LONGEST or _DIGIT.search(line) is None:
        return None
    line_of = _NUMBERED_MONTH.sub(lambda found: f"{found[1]} {'الاول' if found[2] == '1' else 'الثاني'}", fold(line))
    text = _ISO.sub(r"\1 \2 \3", " ".join(line_of.split()))
    text = _GLUED_DAY.sub("\\1" + _CUT, _GLUED_LABEL.sub(" ", text))
    text = _GLUED_YEAR.sub("\\1" + _CUT, _GLUED_CLOCK.sub(r"\1 ", text))
    published = modified = None
    role: Role = "date"
    rest = []
    pieces = [
        (label if n == 0 else "", part) for label, piece in _labelled(text) for n, part in enumerate(piece.split(_CUT))
    ]
    for label, piece in pieces:
        moment, left = _read_piece(piece, published if label in _MODIFIED else None)
        rest += left
        if label in _MODIFIED:
            modified = modified or moment
            role = "modified" if published is None else role
        elif moment and published is None:
            published, role = moment, "published" if label else "date"
    if rest or not (published or modified):
        return None
    return VisibleDate(line.strip(), role, published, modified)


def day_in(text: str) -> str | None:
    """The day that a dateline names in full: "بغداد 27 يناير 2024 (شينخوا)".

    >>> day_in("بغداد 27 يناير 2024 (شينخوا)"), day_in("بغداد 27 يناير (شينخوا)")
    ('2024-01-27', None)
    """
    plain = fold(text)
    for name in _TWO_WORDS:
        plain = plain.replace(name, name.replace(" ", ""))
    day = _numeric_day(plain) or _named_day(plain, _NAMES)
    return day.isoformat() if day else None


class DatedLine(NamedTuple):
    """A line that has a date and, before or behind it, something short: a name, a section, an agency."""

    date: VisibleDate
    rest: str


LONGEST_META = 22
_PARTED = re.compile(r"(?:[|•·–—,،/\\:-]|\s(?:في|بتاريخ|on|at))\s*$", re.I)
_BEGINS_PARTED = re.compile(r"\s*[|•·–—,،/\\-]")
_START = re.compile(r"(?<=[\s|•·–—,،/])(?=\S)|(?<=[a-zA-Z\d])(?=[\u0620-\u064a])|(?<=[\u0620-\u064a])(?=[\da-zA-Z])")


@lru_cache(maxsize=1024)
def read_dated_line(line: str, *, plain: bool = False) -> DatedLine | None:
    """Read a line of a date and one short thing more, parted from it by a mark or glued to it; `plain`: or by a blank.

    >>> found = read_dated_line("أرسلت بواسطة admin في جمعة, 12/06/2020 - 08:15")
    >>> found.date.published.value, found.rest
    ('2020-06-12T08:15', 'أرسلت بواسطة admin')
    >>> read_dated_line("admin2يوليو 18, 2021").rest, read_dated_line("اجتماع مهم يعقد في 18 يوليو 2021") is None
    ('admin2', True)
    """
    blanks = line.count(" ")
    if (
        blanks >= LONGEST_META
        or (blanks >= 16 and "|" not in line)
        or len(line) > LONGEST
        or _DIGIT.search(line) is None
    ):
        return None
    line = _GLUED_LABEL.sub(" | ", line)
    if line.count("|") >= 2 and (in_bar := _in_bar(line)):
        return in_bar
    for found in _START.finditer(line):
        at = found.start()
        head = line[:at].rstrip()
        glued = at == len(head) and not _PARTED.search(head)
        if (plain or glued or _PARTED.search(line[:at])) and (date_line := read_date(line[at:])):
            rest = _PARTED.sub("", head).strip(" |•·–—,،/:-")
            if _IN.search(head) and not _SIGNED.match(rest):
                return None
            return DatedLine(date_line, rest) if rest.count(" ") < (3 if glued or plain else 8) else None
    for found in _BEGINS_PARTED.finditer(line):
        rest = line[found.end() :].strip(" |•·–—,،/:-")
        if rest.count(" ") < 8 and (date_line := read_date(line[: found.start()])):
            return DatedLine(date_line, rest)
    return None


def _in_bar(line: str) -> DatedLine | None:
    """A date between other short things: "سياسة | 26/01/2024, 20:15 | عدد القراءات: 3450"."""
    parts = [part.strip() for part in line.split("|")]
    dates = [(at, found) for at, part in enumerate(parts) if (found := read_date(part))]
    if len(dates) != 1 or len(parts) > 5:
        return None
    rest = " | ".join(part for at, part in enumerate(parts) if at != dates[0][0])
    return DatedLine(dates[0][1], rest) if rest.count(" ") < 12 else None


_IN = re.compile(r"\s(?:في|بتاريخ|on|at)\s*$", re.I)
_SIGNED = re.compile(
    r"\s*(?:(?:أرسلت?|أضيفت?|كتبت?|نشرت?|تم النشر|posted|published|written|submitted)\s+)?(?:بواسطة|من قبل|بقلم|by)\s",
    re.I,
)


def _labelled(text: str) -> list[tuple[str, str]]:
    """The pieces of a line, each with the label that stands before it."""
    pieces, label, at = [], "", 0
    for found in _LABELS.finditer(text):
        if found.start() and text[found.start() - 1].isalpha():
            continue
        pieces.append((label, text[at : found.start()]))
        label, at = found[0], found.end()
    pieces.append((label, text[at:]))
    return [piece for piece in pieces if piece[1].strip(" :-|/•·,")] or [("", "")]


def _read_piece(piece: str, before: Moment | None = None) -> tuple[Moment | None, list[str]]:
    """The moment in a piece, and the words that have no place in a date; a clock alone is of the day of `before`."""
    for name in _TWO_WORDS:
        piece = piece.replace(name, name.replace(" ", ""))
    offset = _OFFSET.search(piece)
    piece = piece[: offset.start()] if offset else piece
    clock = _TIME.search(piece)
    bare = piece
    if clock:
        tail = clock[4] or ""
        end = clock.end() if tail in _PM or tail in _AM else clock.end(3) if clock[3] else clock.end(2)
        bare = piece[: clock.start()] + " " + piece[end:]
    words = [word for word in _TOKEN.findall(bare) if word.isalpha()]
    left = [
        w for w in words if w not in _NAMES and w not in _DAYS and w not in _FILL and w.removeprefix("و") not in _FILL
    ]
    day = _numeric_day(bare) or _named_day(bare, _NAMES) or _hijri_day(bare)
    if day is None and clock and before:
        day = date.fromisoformat(before.value[:10])
    if day is None:
        return None, left if left or not re.search(r"\d", bare) else ["?"]
    weekdays = {_DAYS[word] for word in words if word in _DAYS}
    zone = _offset(offset) if offset else next((_ZONES[word] for word in words if word in _ZONES), None)
    named = any(word in _NAMES or word in _DAYS for word in words)
    english = named and not any("\u0600" <= char <= "\u06ff" for char in piece if char.isalpha())
    value, precision = _with_clock(day, clock)
    return Moment(value, precision, zone, not weekdays or day.weekday() in weekdays, english), left


def _offset(found: re.Match[str]) -> str:
    return f"{found[1]}:{found[2]}" if found[1] else "+00:00"


_HIJRI = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")


def _hijri_day(text: str) -> date | None:
    """The day of a hijri date: "15 رجب 1445 هـ"."""
    if not _HIJRI.search(text):
        return None
    from mudawwana.arabic.dates import find_dates

    days = (mention.value for mention in find_dates(text) if mention.precision == "day" and mention.value)
    return next(map(date.fromisoformat, days), None)


def _with_clock(day: date, clock: re.Match[str] | None) -> tuple[str, Precision]:
    if clock is None:
        return day.isoformat(), "day"
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4] in _PM and hour < 12:
        hour += 12
    elif clock[4] in _AM and hour == 12:
        hour = 0
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second)
    except ValueError:
        return day.isoformat(), "day"
    return moment.isoformat(timespec="seconds" if clock[3] else "minutes"), "second" if clock[3] else "minute"


def _numeric_day(text: str) -> date | None:
    for found in _NUMERIC.finditer(text):
        one, two, three = int(found[1]), int(found[3]), int(found[4])
        year, month, day = (one, two, three) if one > 31 else (three, two, one)
        if month > 12:
            month, day = day, month
        made = _make(year, month, day)
        if made:
            return made
    return None


def _named_day(text: str, names: dict[str, int]) -> date | None:
    """A day with the month as a word: "27 يناير 2024", "يناير 25, 2024", "24 نيسان / ابريل 2020"."""
    tokens = [token for token in _TOKEN.findall(text) if token.isalnum()]
    for at, token in enumerate(tokens):
        if token not in names:
            continue
        end = at
        while end + 1 < len(tokens) and tokens[end + 1] in names:
            end += 1
        before = next((t for t in reversed(tokens[max(0, at - 2) : at]) if t.isdigit()), None)
        after = [t for t in tokens[end + 1 : end + 3] if t.isdigit()]
        if before and len(before) <= 2 and after and len(after[0]) == 4:
            return _make(int(after[0]), names[token], int(before))
        year = next((t for t in tokens[max(0, at - 3) : max(0, at - 1)] if len(t) == 4 and t.isdigit()), None)
        if year and before and len(before) <= 2 and not after:  # "GMT 9:30 2021 الجمعة 9 أبريل"
            return _make(int(year), names[token], int(before))
        if len(after) == 2 and len(after[0]) <= 2 and len(after[1]) == 4:
            return _make(int(after[1]), names[token], int(after[0]))
        if before and len(before) == 4 and after and len(after[0]) <= 2:
            return _make(int(before), names[token], int(after[0]))
    return None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
