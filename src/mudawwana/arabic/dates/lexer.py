"""The pieces of a text as a string of class letters, one a piece, for the grammar to match."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from mudawwana.arabic.dates.lexicon import PHRASES, Entry, Month, look_up
from mudawwana.arabic.numbers import NUMBER_WORDS, parse_digits, read_number
from mudawwana.arabic.words import Words

_PUNCTUATION = {
    "/": "/", "\\": "/", "-": "-", "–": "-", "—": "-", "(": "(", ")": ")", ",": ",", "،": ",", ".": ".", ":": ":", "|": "|",
    "\n": "\n", "و": "&", "ال": "l",
}  # fmt: skip
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_TRIPLE = re.compile(r"(\d{1,4})([/.\-–])(\d{1,2})\2(\d{1,4})\Z")
_PAIR = re.compile(r"(\d{1,2})([/.\-–])(\d{1,2})\Z")
_YEAR_MONTH = re.compile(r"(\d{4})[/.\-](\d{1,2})\Z")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/\-](\d{4})\Z")
_YEARS = re.compile(r"(\d{4})[/\-–](\d{4})\Z")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::([0-5]\d))?\Z")
EARLIEST, LATEST = 1000, 2199


class Token(NamedTuple):
    """One piece with a class: its value, its place in the text, and the words that it covers.

    `sure` is false for a month whose second name stands in a bracket that is still open.
    """

    kind: str
    value: Any
    start: int
    end: int
    first: int
    last: int
    sure: bool = True


class Tokens(NamedTuple):
    """The classes of all pieces as one string, and the token of each."""

    words: Words
    kinds: str
    tokens: list[Token]


def read_tokens(words: Words) -> Tokens:
    """Give every piece of a text its class; numbers in words and double month names become one token."""
    forms, starts, ends = words.forms, words.starts, words.ends
    tokens: list[Token] = []
    index, count = 0, len(forms)
    while index < count:
        form = forms[index]
        start = starts[index]
        if form in _PUNCTUATION:
            if form == ")" and tokens and not tokens[-1].sure:
                tokens[-1] = tokens[-1]._replace(end=ends[index], last=index, sure=True)
                index += 1
                continue
            tokens.append(Token(_PUNCTUATION[form], None, start, ends[index], index, index))
            index += 1
            continue
        if form[0].isdecimal():
            kind, value = _number_class(form)
            tokens.append(Token(kind, value, start, ends[index], index, index))
            index += 1
            continue
        if form in _ORDINAL_ENDS and tokens and tokens[-1].kind == "d":
            tokens[-1] = tokens[-1]._replace(end=ends[index], last=index)
            index += 1
            continue
        entry, skipped, word = look_up(form)
        length = 1
        if word in PHRASES:
            entry, length = _phrase(word, forms, index, entry)
        if entry is None and form in NUMBER_WORDS:
            number = _number_words(words, index)
            if number is not None:
                tokens.append(number)
                index = number.last + 1
                continue
        last = index + length - 1
        if entry is None:
            tokens.append(Token("_", None, start, ends[last], index, last))
        elif entry.kind in "MJ":
            _add_month(tokens, Token(entry.kind, entry.value, start + skipped, ends[last], index, last))
        else:
            tokens.append(Token(entry.kind, entry.value, start + skipped, ends[last], index, last))
        index += length
    return Tokens(words, "".join([token.kind for token in tokens]), tokens)


def _phrase(word: str, forms: list[str], index: int, entry: Entry | None) -> tuple[Entry | None, int]:
    """The longest phrase that begins at a word, else the word's own entry; and how many words it has."""
    for rest, found in PHRASES[word]:
        if tuple(forms[index + 1 : index + 1 + len(rest)]) == rest:
            return found, 1 + len(rest)
    return entry, 1


def _number_words(words: Words, index: int) -> Token | None:
    """A number in words as a token: an ordinal day, a number below 1000, or a year."""
    forms = words.forms
    window = forms[index : index + 12]
    joined = window[0].startswith("و") and window[0][1:] in NUMBER_WORDS and window[0] not in ("واحد", "واحده")
    if joined:
        window[0] = window[0][1:]
    read = read_number(window, 0)
    if read is None:
        return None
    if read.kind == "ordinal":
        kind = "o" if 1 <= read.value <= 31 else "w"
    else:
        kind = "u" if EARLIEST <= read.value <= LATEST and isinstance(read.value, int) else "w"
    last = index + read.end - 1
    return Token(kind, read.value, words.starts[index] + joined, words.ends[last], index, last)


def _add_month(tokens: list[Token], month: Token) -> None:
    """Append a month; "كانون الأول/ديسمبر", "يناير (كانون الثاني)" and the like become one token that is sure."""
    back = 1
    while back <= 3 and len(tokens) >= back and tokens[-back].kind in "/-(,&":
        back += 1
    if len(tokens) >= back and tokens[-back].kind == month.kind:
        other: Month = tokens[-back].value
        if other.number == month.value.number:
            first = tokens[-back]
            opened = any(token.kind == "(" for token in tokens[len(tokens) - back :])
            del tokens[len(tokens) - back :]
            value = month.value._replace(plain=True)
            tokens.append(month._replace(value=value, start=first.start, first=first.first, sure=not opened))
            return
    tokens.append(month)


@lru_cache(maxsize=1 << 14)
def _number_class(form: str) -> tuple[str, Any]:
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
        return ("T", (parts, lengths, match[2])) if 4 in lengths or match[2] in "/-" else ("n", None)
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
