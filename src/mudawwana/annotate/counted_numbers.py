"""The numbers of a text that may count something: fractions, ranges, and numbers that are only names."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate.modifiers import DATA
from mudawwana.arabic.fold import fold
from mudawwana.arabic.numbers import NUMBER_WORDS, SCALES, Number, clitic_length, parse_digits, read_number
from mudawwana.arabic.units import NOUNS
from mudawwana.arabic.words import Words

_WINDOW = 14
_RANGE_MARKS = frozenset({"-", "–", "—", "الي", "حتي"})
_DECIMAL_MARK = "ر"  # wire agencies write 10.7 as "7ر10"
_CLITIC_FORMS = frozenset({"و", "ب", "ل", "ف", "ال", "بال", "وال", "ك", "لل", "وب", "ول"})
DEFINITE_UNITS = frozenset("ال" + fold(word) for word in DATA["definite"]["units"])  # only before "آلاف" or "ملايين"
_NOT_COUNTS_AFTER = frozenset(fold(word) for word in DATA["not_counts"]["after"])


class Amount(NamedTuple):
    """A number found: its value (or two), the words it covers, and whether a scale such as "ألف" is in it."""

    value: Number | tuple[Number, Number]
    first: int
    last: int
    scaled: bool
    skipped: int = 0


def plausible(words: Words, number: Amount) -> bool:
    """Say whether a number without a noun may count: a phone number or a year does not."""
    form = words.forms[number.first]
    if not form.isdecimal() or number.first != number.last:
        return True
    return len(form) <= 6 and not 1900 <= int(form) <= 2100


def read_amount(words: Words, index: int, dated: frozenset[int]) -> Amount | None:
    """The number or range of numbers at a word."""
    forms = words.forms
    form = forms[index]
    if form[0].isdecimal():
        pair = _glued_range(form)
        if pair:
            return _scaled_range(forms, pair, index)
    skipped, more = 0, 0
    window = forms[index : index + _WINDOW]
    turned = _turned_decimal(words, index)
    if turned is not None:
        number, pieces = turned
        if number is None:
            return Amount(0, index, index + pieces - 1, False)
        window[:pieces], more = [number], pieces - 1
    elif form[0] == "0" and len(form) > 1 and form.isdecimal():
        return None
    elif len(window) > 2 and index and forms[index - 1] == "(" and window[1] == ")" and window[2] in SCALES:
        del window[1]  # "(45) ألف"
        more = 1
    if form in DEFINITE_UNITS:
        if len(window) < 2 or window[1] not in SCALES:
            return None
        window[0] = form[2:]  # "الخمسة آلاف"
    elif clitic_length(form):
        skipped = 1
        window[0] = form[1:]
    read = read_number(window, 0)
    if read is None or read.kind == "ordinal":
        return None
    one = Amount(read.value, index, index + read.end - 1 + more, read.scaled, skipped)
    return _range(words, one, dated) or one


def _turned_decimal(words: Words, index: int) -> tuple[str | None, int] | None:
    """A fraction written before its whole, and its pieces: "7ر10" is 10.7, and so is "7 .10" where a page was turned.

    Longer chains ("120 .083 .1") tell nothing sure: None for the number.
    """
    forms, starts = words.forms, words.starts
    end = index + 1
    while end + 1 < len(forms) and forms[end - 1][0].isdecimal() and forms[end + 1][0].isdecimal():
        gap = starts[end] - starts[end - 1] - len(forms[end - 1])
        if starts[end + 1] != starts[end] + 1 or (forms[end], gap) not in ((_DECIMAL_MARK, 0), (".", 1)):
            break
        end += 2
    pieces = end - index
    if pieces == 1:
        return None
    whole = parse_digits(forms[index + 2])
    if pieces > 3 or not isinstance(whole, int) or not forms[index].isdecimal():
        return None, pieces
    return f"{whole}.{forms[index]}", pieces


def _glued_range(form: str) -> tuple[Number, Number] | None:
    """ "10-15" as two numbers, the smaller first."""
    low, mark, high = form.partition("-") if "-" in form else form.partition("–")
    if not mark:
        return None
    first, second = parse_digits(low), parse_digits(high)
    return (first, second) if first is not None and second is not None and first < second else None


def _scaled_range(forms: list[str], pair: tuple[Number, Number], index: int) -> Amount:
    """A glued range with the scale after it ("3-4 آلاف")."""
    scale = read_number(["1", *forms[index + 1 : index + 2]], 0)
    if scale and scale.scaled and isinstance(scale.value, int):
        return Amount((pair[0] * scale.value, pair[1] * scale.value), index, index + 1, True)
    return Amount(pair, index, index, False)


def _range(words: Words, one: Amount, dated: frozenset[int]) -> Amount | None:
    """ "10 إلى 15", "بين 10 و15 ألفا": a second number after the first one."""
    forms = words.forms
    mark = one.last + 1
    if mark + 1 >= len(forms) or isinstance(one.value, tuple):
        return None
    between = any(forms[place] in ("بين", "وبين") for place in range(max(one.first - 1, 0), one.first))
    if between and forms[mark] in NOUNS and words.forms[mark + 1 : mark + 2] and forms[mark + 1][0] == "و":
        mark += 1  # "بين 10 آلاف دولار و20 ألف دولار"
    start, window = mark + 1, forms[mark + 1 : mark + 1 + _WINDOW]
    if forms[mark] in ("ال",):
        return None
    if between and forms[mark].startswith("و") and forms[mark] != "و":
        start, window = mark, [forms[mark][1:], *forms[mark + 1 : mark + _WINDOW]]
        if window[0] not in NUMBER_WORDS:
            return None
    elif forms[mark] not in _RANGE_MARKS and not (between and forms[mark] == "و"):
        return None
    if start in dated or not (window[0][0].isdecimal() or window[0] in NUMBER_WORDS):
        return None
    read = read_number(window, 0)
    if read is None or read.kind == "ordinal":
        return None
    low, high = one.value, read.value
    if read.scaled and not one.scaled and low < 1000:  # "بين 10 و15 ألفا"
        scale = next((unit for unit in (10**12, 10**9, 10**6, 1000) if high >= unit), 1)
        if low * scale < high:
            low *= scale
    if low >= high:
        return None
    return Amount((low, high), one.first, start + read.end - 1, read.scaled or one.scaled, one.skipped)


def names_something(words: Words, number: Amount) -> bool:
    """Say whether a number is part of a name, a list, a score, a fraction or a time, and counts nothing."""
    forms, first = words.forms, number.first
    before = forms[first - 1] if first else "\n"
    after = forms[number.last + 1] if number.last + 1 < len(forms) else "\n"
    digits = forms[first][0].isdecimal()
    head = forms[first - 2] if before in _CLITIC_FORMS and first > 1 else before
    if not number.scaled and (before in _NOT_COUNTS_AFTER or head in _NOT_COUNTS_AFTER):
        return True  # "العدد 300", but "بلغ العدد مليونا"
    if after == "منه" and not isinstance(number.value, tuple) and number.value <= 31:
        return True  # "من 17 أيار حتى 27 منه"
    if not digits:
        return False
    touching = first > 0 and words.starts[first - 1] + len(before) == words.starts[first]
    if before in ("/", "#", "@", "_") or (before == ":" and touching) or after in ("/", ":", "_"):
        return True
    if touching and before[0].isalpha() and before not in _CLITIC_FORMS:
        return True
    if before == "-" and first > 1 and touching and forms[first - 2][0].isalpha():
        return True  # "إف-16"
    end = words.starts[number.last] + len(forms[number.last])
    if after[0].isalpha() and after.isascii() and end == words.starts[number.last + 1]:
        return True  # "4G"
    listed = before[0] == "\n" or (before == "(" and first > 1 and forms[first - 2][0] == "\n")
    return listed and after in ("-", "–", ".", ")", "ـ") and not isinstance(number.value, tuple)
