"""Visible date lines: full days with the clock time beside them."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.arabic.dates.find import scan
from mudawwana.arabic.dates.lexer import read_tokens
from mudawwana.arabic.dates.lexicon import AM, PM
from mudawwana.arabic.dates.tokens import Token, Tokens
from mudawwana.records import DateMention, Precision

_REACH = 5  # marks and words such as "الساعة" between a date and its time


class Moment(NamedTuple):
    """A day, month or year told without reference to another day, with the time of day where one stands beside it."""

    start: int
    end: int
    value: str
    precision: Precision
    weekday: int | None = None


def find_moments(text: str) -> list[Moment]:
    """The absolute dates of a text with their clock times; `value` has no offset.

    >>> find_moments("تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً")[0].value
    '2020-04-24T21:22'
    """
    tokens = read_tokens(text)
    moments: list[Moment] = []
    for mention, first, after in scan(tokens, None):
        if mention.value is None or mention.precision is None:
            continue
        moments.append(_with_clock(tokens, mention, first, after))
    return moments


def _with_clock(tokens: Tokens, mention: DateMention, first: int, after: int) -> Moment:
    named = next((token.value for token in tokens.tokens[first:after] if token.kind == "W"), None)
    plain = Moment(mention.start, mention.end, mention.value or "", mention.precision or "day", named)
    if mention.precision != "day":
        return plain
    right = range(after, min(after + _REACH, len(tokens.tokens)))
    left = range(first - 1, max(first - 1 - _REACH, -1), -1)
    for side in (right, left):
        for index in side:
            token = tokens.tokens[index]
            if token.kind == "c":
                return _joined(tokens, plain, index)
            if token.kind not in "_|,-(:./tgRfOGHil" or token.last - token.first > 2:
                break
    return plain


def _joined(tokens: Tokens, day: Moment, at: int) -> Moment:
    clock = tokens.tokens[at]
    hour, minute, second = clock.value
    start, end = tokens.start(at), tokens.end(at)
    mark, marked_end = _half_of_day(tokens, at)
    if mark:
        end = marked_end
        if mark == "pm" and hour < 12:
            hour += 12
        elif mark == "am" and hour == 12:
            hour = 0
    if hour == 24:
        return day
    precise = clock.value[2] or tokens.words.forms[clock.first].count(":") == 2
    time = f"T{hour:02}:{minute:02}" + (f":{second:02}" if precise else "")
    precision: Precision = "second" if precise else "minute"
    return Moment(min(day.start, start), max(day.end, end), day.value + time, precision, day.weekday)


def _half_of_day(tokens: Tokens, at: int) -> tuple[str, int]:
    """ "am" or "pm" as told after the time or, with a word such as "بتوقيت" between, not at all."""
    for index in range(at + 1, min(at + 4, len(tokens.tokens))):
        token: Token = tokens.tokens[index]
        form = tokens.form(index)
        if form in PM:
            return "pm", tokens.end(index)
        if form in AM:
            return "am", tokens.end(index)
        if form == "بعد" or token.kind in ".(f,":
            continue
        if form == "الظهر":
            return "pm", tokens.end(index)
        break
    return "", 0
