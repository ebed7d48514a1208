"""All dates of a text: one pass of the grammar over its classes, each match resolved by its rule's builder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from mudawwana.arabic.dates import days, months, relative
from mudawwana.arabic.dates.grammar import MASTER, PATTERNS
from mudawwana.arabic.dates.lexer import read_dated
from mudawwana.arabic.dates.reader import Match, Reader
from mudawwana.arabic.dates.tokens import Tokens
from mudawwana.records import DateMention

BUILDERS: dict[str, Callable[[Reader, Match], list[DateMention]]] = {
    "relative": relative.relative_day,
    "day_month": days.day_month,
    "month_day": days.month_day,
    "month": months.month_only,
    "numeric": days.numeric,
    "day_of_month": days.day_of_month,
    "week_day": relative.weekday_of_week,
    "day_week": relative.weekday_of_week,
    "weekday_number": relative.weekday_number,
    "weekday": relative.weekday,
    "since_now": relative.since_now,
    "ago": relative.ago,
    "decade": months.decade,
    "years": months.years,
    "year": months.year,
    "period": months.period,
    "bare_year": months.bare_year,
    "year_month": months.year_month,
    "pair": days.pair,
}


def find_dates(text: str, anchor: date | None = None) -> list[DateMention]:
    """The expressions of time in a text; those that count from its day of publication need that day as `anchor`.

    >>> [(d.value, d.precision) for d in find_dates("في 18 كانون الأول/ديسمبر 2011")]
    [('2011-12-18', 'day')]
    >>> find_dates("أمس الجمعة", anchor=date(2024, 1, 27))[0].value
    '2024-01-26'
    """
    if isinstance(anchor, datetime):
        anchor = anchor.date()
    return [mention for mention, _, _ in _scanned(text, anchor)[0]]


def date_words(text: str, anchor: date | None = None) -> frozenset[int]:
    """The places among `words_of(text)` that belong to dates, so that nobody counts them again.

    They are the same for every anchor; with the one that `find_dates` had they are known already.
    """
    found, by_anchor = _scanned(text, anchor)
    if by_anchor:
        found, _ = _scanned(text, None)
    tokens = read_dated(text).tokens
    return frozenset(
        place for _, first, last in found for place in range(tokens[first].first, tokens[last - 1].last + 1)
    )


@lru_cache(maxsize=2)
def _scanned(text: str, anchor: date | None) -> tuple[list[tuple[DateMention, int, int]], bool]:
    """The mentions of a text, and whether other words might belong to dates with another anchor."""
    reader = Reader(read_dated(text), anchor)
    return _scan(reader), reader.by_anchor


def scan(tokens: Tokens, anchor: date | None) -> list[tuple[DateMention, int, int]]:
    """Each mention with the first token of its match and the one after the last."""
    return _scan(Reader(tokens, anchor))


def _scan(reader: Reader) -> list[tuple[DateMention, int, int]]:
    tokens = reader.tokens
    found: list[tuple[DateMention, int, int]] = []
    place = 0
    while (match := MASTER.search(tokens.kinds, place)) is not None:
        rule = match.lastgroup or ""
        parts = PATTERNS[rule].match(tokens.kinds, match.start())
        mentions = BUILDERS[rule](reader, parts) if parts else []
        if mentions:
            found.extend((mention, match.start(), match.end()) for mention in mentions)
            last = mentions[-1].end
            place = match.end()
            while place > match.start() + 1 and tokens.start(place - 1) >= last:
                place -= 1
        else:
            place = match.start() + 1
    return found
