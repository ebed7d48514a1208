"""All dates of a text: one pass of the grammar over its classes, each match resolved by its rule's builder."""

from __future__ import annotations

from datetime import date, datetime

from mudawwana.arabic.dates.grammar import MASTER, PATTERNS
from mudawwana.arabic.dates.lexer import Tokens, read_tokens
from mudawwana.arabic.dates.resolve import BUILDERS, Reader
from mudawwana.arabic.words import words_of
from mudawwana.records import DateMention


def find_dates(text: str, anchor: date | None = None) -> list[DateMention]:
    """The expressions of time in a text; those that count from its day of publication need that day as `anchor`.

    >>> [(d.value, d.precision) for d in find_dates("في 18 كانون الأول/ديسمبر 2011")]
    [('2011-12-18', 'day')]
    >>> find_dates("أمس الجمعة", anchor=date(2024, 1, 27))[0].value
    '2024-01-26'
    """
    if isinstance(anchor, datetime):
        anchor = anchor.date()
    return [mention for mention, _, _ in scan(read_tokens(words_of(text)), anchor)]


def scan(tokens: Tokens, anchor: date | None) -> list[tuple[DateMention, int, int]]:
    """Each mention with the first token of its match and the one after the last."""
    reader = Reader(tokens, anchor)
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
            while place > match.start() + 1 and tokens.tokens[place - 1].start >= last:
                place -= 1
        else:
            place = match.start() + 1
    return found
