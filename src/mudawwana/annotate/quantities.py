"""How many of what: numbers in digits and words with their modifier and the unit that they count."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from mudawwana.arabic.dates.find import date_words
from mudawwana.arabic.fold import fold
from mudawwana.arabic.numbers import NUMBER_WORDS, SCALES, Number, clitic_length, parse_digits, read_number
from mudawwana.arabic.tables import read_table
from mudawwana.arabic.units import KINDS, NOUNS, Noun, unit_of
from mudawwana.arabic.words import Words, words_of
from mudawwana.records import Modifier, Quantity

_DATA: dict[str, Any] = read_table(Path(__file__).with_name("modifiers.toml"))
_LOOK_BACK = 14
_WINDOW = 14
_SENTENCE_ENDS = frozenset(".؟!?\n؛:")
_RANGE_MARKS = frozenset({"-", "–", "—", "الي", "حتي"})
_PERCENT = frozenset({"%", "بالمءه", "بالماءه", "بالميه", "بالمايه"})
_HUNDRED = frozenset({"المءه", "الماءه", "الميه", "المايه"})
_CURRENCY_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
_DECIMAL_MARK = "ر"  # wire agencies write 10.7 as "7ر10"
_NO_NOUNS = frozenset(fold(word) for word in _DATA["not_counted"]["forms"])
_OTHERS = frozenset({"اخرين", "اخرون", "اخريات"})
_OF_THEM = frozenset({"منها", "منهم", "منهن"})
_OUT_OF = frozenset({"من", "اصل"})
_MARKS = frozenset('"«»“”()')
_TOTALS = frozenset(fold(word) for word in ("العدد", "عددهم", "عددها", "الإجمالي", "المجموع", "الحصيلة", "إجماليهم"))
_ELLIPTIC_AFTER = frozenset(fold(word) for word in ("في", "من", "منها", "منهم", "إلى", "على", "ضد", "لدى", "قرب"))
_KILLED = frozenset(fold(word) for word in ("مقتل", "ومقتل", "بمقتل", "استشهاد", "واستشهاد"))
_WOUNDED = frozenset(fold(word) for word in ("إصابة", "وإصابة", "أصيب", "وأصيب", "جرح", "وجرح", "بإصابة"))
_SOFT = frozenset({"نحو"})
_CLITIC_FORMS = frozenset({"و", "ب", "ل", "ف", "ال", "بال", "وال", "ك", "لل", "وب", "ول"})


def _phrases(table: dict[str, list[str]]) -> dict[tuple[str, ...], Modifier]:
    return {tuple(fold(form).split(" ")): name for name, forms in table.items() for form in forms}  # type: ignore[misc]


_BEFORE = _phrases(_DATA["before"])
_AFTER = _phrases(_DATA["after"])
_NOT_COUNTS_AFTER = frozenset(fold(word) for word in _DATA["not_counts"]["after"])
_CUES = frozenset(fold(word) for word in _DATA["counted_nouns"]["cues"])


class _Number(NamedTuple):
    """A number found: its value (or two), the words it covers, and whether a scale such as "ألف" is in it."""

    value: Number | tuple[Number, Number]
    first: int
    last: int
    scaled: bool
    skipped: int = 0


class _Counted(NamedTuple):
    """What a number counts, and the words that the noun covers together with the number."""

    unit: str | None
    first: int
    last: int


_DUALS = frozenset(form for form, noun in NOUNS.items() if noun.number == "two")


class _Interest(dict[str, str]):
    """What a form can begin: "9" digits, "w" a number in words, "2" a noun in the dual, "." nothing."""

    def __missing__(self, form: str) -> str:
        if form[0].isdecimal():
            kind = "9"
        elif form in NUMBER_WORDS:
            kind = "w"
        else:
            kind = "2" if form in _DUALS or (form[0] in "وبلف" and form[1:] in _DUALS) else "."
        if len(form) < 30 and len(self) < 200_000:
            self[form] = kind
        return kind


_INTEREST = _Interest()
_INTERESTING = re.compile("[9w2]")


def _dual_noun(form: str) -> tuple[Noun | None, int]:
    """The dual noun without article that a form is, and the length of the clitic before it ("بطائرتين")."""
    for skipped in (0, 1):
        noun = NOUNS.get(form[skipped:]) if skipped == 0 or form[0] in "وبلف" else None
        if noun and noun.number == "two":
            return noun, skipped
    return None, 0


def find_quantities(text: str, *, anchor: date | None = None) -> list[Quantity]:
    """The quantities of a text: value, unit and modifier of each; dates, times, scores and names are none.

    `anchor` changes nothing: with the one that `find_dates` had, the words of dates are known already.

    >>> [(q.value, q.unit, q.modifier) for q in find_quantities("نحو 2500 جندي وأكثر من 70 ألف عنصر")]
    [(2500, 'soldiers', 'approx'), (70000, 'fighters', 'more_than')]
    """
    words = words_of(text)
    dated: frozenset[int] | None = None
    found: list[Quantity] = []
    place = 0
    kinds = "".join(map(_INTEREST.__getitem__, words.forms))
    for interesting in _INTERESTING.finditer(kinds):
        index, kind = interesting.start(), interesting[0]
        if index < place:
            continue
        if dated is None:
            dated = date_words(text, anchor)
        if index in dated:
            continue
        quantity, last = _dual(words, index, place) if kind == "2" else _counted_number(words, index, place, dated)
        if quantity is None and found and last == index and kind != "2":
            quantity = _elliptic(words, index, place, found[-1], dated)
        if quantity is not None:
            found.append(quantity)
        if quantity is not None or last > index:
            place = last + 1
    return found


def _dual(words: Words, index: int, place: int) -> tuple[Quantity | None, int]:
    """A noun in the dual by itself: "جنديان" is two soldiers; "قبل يومين" is a date and never comes here."""
    noun, skipped = _dual_noun(words.forms[index])
    if noun is None or (index and _dual_noun(words.forms[index - 1])[0]):  # "طائرتين مسيرتين" are two
        return None, index
    first, modifier = _modifier_before(words, index) if not skipped else (index, None)
    if first < place:
        first, modifier = index, None
    start = words.start(index, skipped) if first == index else _modifier_start(words, first)
    quantity = Quantity(start=start, end=words.end(index), value=2, unit=noun.unit, modifier=modifier)
    return quantity, index


def _counted_number(words: Words, index: int, place: int, dated: frozenset[int]) -> tuple[Quantity | None, int]:
    """The quantity that begins with a number, and its last word."""
    number = _read(words, index, dated)
    if number is None:
        return None, index
    if number.value == 0 and number.last > number.first:
        return None, number.last
    if _names_something(words, number):
        return None, number.last
    first, modifier = _modifier_before(words, number.first) if number.skipped == 0 else (number.first, None)
    if first < place:
        first, modifier = number.first, None
    counted = _counted(words, number, place, sure=modifier is not None or number.scaled)
    number = _exact(words, number, counted)
    last = counted.last
    if modifier is None:
        last, modifier = _modifier_after(words, counted.last)
    unit = counted.unit
    if unit is None:
        unit = _fate(words, first)
    if unit is None and (modifier or number.scaled or _cue_before(words, first) is not None):
        unit = _unit_before(words, first)
    if unit is None and modifier is None and not number.scaled:
        return None, number.last
    if counted.unit is None and modifier is None and not _plausible(words, number):
        return None, number.last
    if isinstance(number.value, tuple):
        modifier = "range"
    begin = min(first, counted.first)
    if begin > place and words.forms[begin - 1] == "(" and ")" in words.forms[begin : last + 1]:
        begin -= 1
    if first < number.first:
        start = _modifier_start(words, begin)
    else:
        start = words.start(begin, number.skipped if begin == number.first else 0)
    return (
        Quantity(start=start, end=words.end(last), value=number.value, unit=unit, modifier=modifier),
        last,
    )


def _elliptic(words: Words, index: int, place: int, earlier: Quantity, dated: frozenset[int]) -> Quantity | None:
    """A number that counts what the one before it counted: "2500 جندي في العراق و900 في سوريا".

    `place` is the first word after the earlier quantity.
    """
    forms = words.forms
    is_rest = forms[index - 1] == "الي" and index - 1 == place and _follows_from(words, earlier)
    if earlier.unit is None or index - place > _LOOK_BACK:
        return None
    if KINDS.get(earlier.unit) in ("time", "measure") and not is_rest:
        return None
    number = _read(words, index, dated)
    if number is None or isinstance(number.value, tuple) or not _plausible(words, number):
        return None
    if any(form[0] in _SENTENCE_ENDS or form in _MARKS for form in forms[place:index]) or _names_something(
        words, number
    ):
        return None
    before = forms[index - 1] if not number.skipped else "و"
    after = forms[number.last + 1] if number.last + 1 < len(forms) else "\n"
    is_part = before in _OUT_OF and index - 1 == place + (before != forms[place])
    is_sum = before == "الي" and any(form in _TOTALS for form in forms[max(place, index - 4) : index])
    is_joined = before in ("و", "مقابل", "،") and after in _ELLIPTIC_AFTER
    if not (is_part or is_sum or is_joined or is_rest or after in _OF_THEM):
        return None
    return Quantity(
        start=words.start(index, number.skipped), end=words.end(number.last), value=number.value, unit=earlier.unit
    )


def _follows_from(words: Words, quantity: Quantity) -> bool:
    """Whether "من" stands before a quantity: "من 5200 جندي إلى 2500"."""
    return words.text[max(0, quantity.start - 6) : quantity.start].split()[-1:] == ["من"]


def _plausible(words: Words, number: _Number) -> bool:
    """Say whether a number without a noun may count: a phone number or a year does not."""
    form = words.forms[number.first]
    if not form.isdecimal() or number.first != number.last:
        return True
    return len(form) <= 6 and not 1900 <= int(form) <= 2100


def _read(words: Words, index: int, dated: frozenset[int]) -> _Number | None:
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
            return _Number(0, index, index + pieces - 1, False)
        window[:pieces], more = [number], pieces - 1
    elif form[0] == "0" and len(form) > 1 and form.isdecimal():
        return None
    elif len(window) > 2 and index and forms[index - 1] == "(" and window[1] == ")" and window[2] in SCALES:
        del window[1]  # "(45) ألف"
        more = 1
    if clitic_length(form):
        skipped = 1
        window[0] = form[1:]
    read = read_number(window, 0)
    if read is None or read.kind == "ordinal":
        return None
    one = _Number(read.value, index, index + read.end - 1 + more, read.scaled, skipped)
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


def _scaled_range(forms: list[str], pair: tuple[Number, Number], index: int) -> _Number:
    """A glued range with the scale after it ("3-4 آلاف")."""
    scale = read_number(["1", *forms[index + 1 : index + 2]], 0)
    if scale and scale.scaled and isinstance(scale.value, int):
        return _Number((pair[0] * scale.value, pair[1] * scale.value), index, index + 1, True)
    return _Number(pair, index, index, False)


def _range(words: Words, one: _Number, dated: frozenset[int]) -> _Number | None:
    """ "10 إلى 15", "بين 10 و15 ألفا": a second number after the first one."""
    forms = words.forms
    mark = one.last + 1
    if mark + 1 >= len(forms) or isinstance(one.value, tuple):
        return None
    between = any(forms[place] in ("بين", "وبين") for place in range(max(one.first - 1, 0), one.first))
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
    return _Number((low, high), one.first, start + read.end - 1, read.scaled or one.scaled, one.skipped)


def _names_something(words: Words, number: _Number) -> bool:
    """Say whether a number is part of a name, a list, a score, a fraction or a time, and counts nothing."""
    forms, first = words.forms, number.first
    before = forms[first - 1] if first else "\n"
    after = forms[number.last + 1] if number.last + 1 < len(forms) else "\n"
    digits = forms[first][0].isdecimal()
    if before in _NOT_COUNTS_AFTER or (before in _CLITIC_FORMS and first > 1 and forms[first - 2] in _NOT_COUNTS_AFTER):
        return True
    if not digits:
        return False
    if before in ("/", ":", "#", "@", "_") or after in ("/", ":", "_"):
        return True
    touching = first > 0 and words.starts[first - 1] + len(before) == words.starts[first]
    if touching and before[0].isalpha() and before not in _CLITIC_FORMS:
        return True
    if before == "-" and first > 1 and touching and forms[first - 2][0].isalpha():
        return True  # "إف-16"
    end = words.starts[number.last] + len(forms[number.last])
    if after[0].isalpha() and after.isascii() and end == words.starts[number.last + 1]:
        return True  # "4G"
    listed = before[0] == "\n" or (before == "(" and first > 1 and forms[first - 2][0] == "\n")
    return listed and after in ("-", "–", ".", ")", "ـ") and not isinstance(number.value, tuple)


def _counted(words: Words, number: _Number, place: int, *, sure: bool) -> _Counted:
    """The noun after a number (or the sign before it) and its unit; words before `place` belong to others.

    `sure`: a modifier or scale makes it a quantity.
    """
    forms, after = words.forms, number.last + 1
    none = _Counted(None, number.first, number.last)
    before = forms[number.first - 1] if number.first > place else ""
    if before in _CURRENCY_SIGNS:
        return _Counted(_CURRENCY_SIGNS[before], number.first - 1, number.last)
    if before == "%":
        return _Counted("percent", number.first - 1, number.last)
    if before == "(" and after + 1 < len(forms) and forms[after] == ")":  # "(12) عاما"
        after += 1
    if after >= len(forms):
        return none
    form = forms[after]
    following = forms[after + 1] if after + 1 < len(forms) else ""
    if form in _PERCENT:
        return _Counted("percent", number.first, after)
    if form in ("في", "ب") and following in _HUNDRED:
        return _Counted("percent", number.first, after + 1)
    if form == "نقطه" and following.startswith("مءوي"):
        return _Counted("percent", number.first, after + 1)
    if noun := unit_of(f"{form} {following}"):
        return _Counted(noun.unit, number.first, after + 1)
    noun = unit_of(form)
    if noun and noun.number != "two" and (form in NOUNS or before == "ال"):
        return _Counted(noun.unit, number.first, after)
    if form == "من" and (noun := unit_of(following)) and noun.number == "many":
        return _Counted(noun.unit, number.first, after + 1)
    if form in _OTHERS:
        return _Counted("persons", number.first, after)
    if _is_unknown_noun(words, number, after, sure=sure):
        return _Counted("other", number.first, after)
    return none


def _is_unknown_noun(words: Words, number: _Number, after: int, *, sure: bool) -> bool:
    """Say whether a word without a unit is counted, by its form: "15 رشقة", "27 كتابا", "ستة مقترحات"."""
    form = words.forms[after]
    value = number.value[1] if isinstance(number.value, tuple) else number.value
    if not form[0].isalpha() or form.isascii() or form.startswith(("ال", "و")) or not isinstance(value, int):
        return False
    if form in _NO_NOUNS or len(form) < 3 or form.endswith("وا"):
        return False
    if sure:
        return not form.startswith(("بال", "لل", "فال", "سي", "ست"))
    if 3 <= value % 100 <= 10:
        return form.endswith(("ات", "ين")) and len(form) > 4
    source = words.text[words.start(after) : words.end(after)]
    is_accusative = form[-1] == "ا" and len(form) > 4 and not form.endswith(("ها", "نا")) and value % 100 > 10
    singular = (source.endswith(("ًا", "اً", "ة", "ةً")) and len(form) > 3) or is_accusative
    return singular and (11 <= value % 100 <= 99 or (value >= 100 and source.endswith("ة")))


def _exact(words: Words, number: _Number, counted: _Counted) -> _Number:
    """The number with "1.125" read as a fraction where it is money or percent, as thousands where it counts."""
    form = words.forms[number.first]
    if number.first != number.last or isinstance(number.value, tuple) or counted.unit is None:
        return number
    if form.count(".") == 1 and KINDS.get(counted.unit) in ("money", "measure"):
        value = parse_digits(form, decimal_point=True)
        return number if value is None else number._replace(value=value)
    return number


@lru_cache(maxsize=1 << 12)
def _without_clitic(form: str) -> str:
    """A modifier without the clitic before it ("بنحو"); words that only look so stay ("فوق")."""
    return form[1:] if form[0] in "وبلف" and len(form) > 3 else form


def _modifier_before(words: Words, first: int) -> tuple[int, Modifier | None]:
    """The modifier that ends right before a number (past "ال" or "ب" written by itself), and its first word."""
    forms = words.forms
    end = first
    while end > 0 and forms[end - 1] in ("ال", "ب", "ل", "(", '"', "$", "%"):
        end -= 1
    for length in (4, 3, 2, 1):
        if end < length:
            continue
        phrase = tuple(forms[end - length : end])
        modifier = _BEFORE.get(phrase) or _BEFORE.get((_without_clitic(phrase[0]), *phrase[1:]))
        if modifier is None and phrase[0].startswith(("و", "ف")) and len(phrase[0]) > 4:
            modifier = _BEFORE.get((_without_clitic(phrase[0][1:]), *phrase[1:]))
        if modifier:
            return end - length, modifier
    return first, None


def _modifier_start(words: Words, index: int) -> int:
    """Where a modifier starts in the text, its clitics left out."""
    form = words.forms[index]
    for skipped in (0, 1, 2):
        if any(phrase[0] == form[skipped:] for phrase in _BEFORE):
            return words.start(index, skipped)
    return words.start(index)


def _modifier_after(words: Words, last: int) -> tuple[int, Modifier | None]:
    """The modifier right after a quantity ("على الأقل", also past one adjective), and its last word."""
    forms = words.forms
    for start in (last + 1, last + 2):
        for length in (2, 1):
            modifier = _AFTER.get(tuple(forms[start : start + length]))
            if modifier:
                return start + length - 1, modifier
        if start < len(forms) and not forms[start][0].isalpha():
            break
    return last, None


def _cue_before(words: Words, first: int) -> int | None:
    """The place of "عدد", "عددهم", "حصيلة" before a number in its clause."""
    forms = words.forms
    for place in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        if forms[place][0] in _SENTENCE_ENDS or forms[place][0].isdecimal():
            return None
        if forms[place] in _CUES:
            return place
    return None


def _fate(words: Words, first: int) -> str | None:
    """What a bare number of people suffered: "مقتل 30 وإصابة 700", "أصيب نحو 12 آخرين"."""
    for form in reversed(words.forms[max(first - 2, 0) : first]):
        if form in _KILLED or form in _WOUNDED:
            return "killed" if form in _KILLED else "wounded"
        if not form[0].isalpha() or form not in _SOFT:
            return None
    return None


def _unit_before(words: Words, first: int) -> str | None:
    """The unit of the noun that was counted before its number: "الجنود الأميركيين وعددهم نحو 2500"."""
    forms = words.forms
    cue = _cue_before(words, first)
    if cue is not None:
        for place in (cue + 1, cue + 2):
            if place < first and forms[place].startswith(("ال", "لل")) and (noun := unit_of(forms[place])):
                return noun.unit
    for place in range((first if cue is None else cue) - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        form = forms[place]
        if form[0] in _SENTENCE_ENDS or form[0].isdecimal() or form in NUMBER_WORDS:
            return None
        noun = unit_of(form.removeprefix("و"))
        if noun and noun.number == "many" and KINDS[noun.unit] not in ("time", "money", "measure"):
            head = unit_of(forms[place - 1]) if place else None  # "الجنود الأميركيين": soldiers, not Americans
            return head.unit if head and head.number == "many" else noun.unit
    return None
