"""How many of what: numbers in digits and words with their modifier and the unit that they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from mudawwana.annotate.counted_nouns import (
    LOOK_BACK,
    SENTENCE_ENDS,
    cue_before,
    exact_amount,
    fate_of_people,
    noun_counted,
    unit_before,
)
from mudawwana.annotate.counted_numbers import DEFINITE_UNITS, names_something, plausible, read_amount
from mudawwana.annotate.modifiers import modifier_after, modifier_before, modifier_start
from mudawwana.arabic.dates.find import date_words
from mudawwana.arabic.fold import fold
from mudawwana.arabic.numbers import NUMBER_WORDS
from mudawwana.arabic.told import Told
from mudawwana.arabic.units import KINDS, NOUNS, Noun
from mudawwana.arabic.words import Words, words_of
from mudawwana.records import Quantity

_OF_THEM = frozenset({"منها", "منهم", "منهن"})
_OUT_OF = frozenset({"من", "اصل"})
_MARKS = frozenset('"«»“”()')
_TOTALS = frozenset(fold(word) for word in ("العدد", "عددهم", "عددها", "الإجمالي", "المجموع", "الحصيلة", "إجماليهم"))
_ELLIPTIC_AFTER = frozenset(fold(word) for word in ("في", "من", "منها", "منهم", "إلى", "على", "ضد", "لدى", "قرب"))
_DUALS = frozenset(form for form, noun in NOUNS.items() if noun.number == "two")


def _interest(forms: Iterable[str]) -> dict[str, str]:
    """What forms can begin: "9" digits, "w" a number in words, "2" a noun in the dual; most begin nothing."""
    kinds = {form: "2" for form in forms if form in _DUALS or (form[0] in "وبلف" and form[1:] in _DUALS)}
    kinds |= {form: "w" for form in forms if form in NUMBER_WORDS or form in DEFINITE_UNITS}
    return kinds | {form: "9" for form in forms if form[0].isdecimal()}


_INTEREST = Told(".", _interest)
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
    kinds = "".join(_INTEREST.of(words.forms, words.types))
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
    first, modifier = modifier_before(words, index) if not skipped else (index, None)
    if first < place:
        first, modifier = index, None
    start = words.start(index, skipped) if first == index else modifier_start(words, first)
    quantity = Quantity(start=start, end=words.end(index), value=2, unit=noun.unit, modifier=modifier)
    return quantity, index


def _counted_number(words: Words, index: int, place: int, dated: frozenset[int]) -> tuple[Quantity | None, int]:
    """The quantity that begins with a number, and its last word."""
    number = read_amount(words, index, dated)
    if number is None:
        return None, index
    if number.value == 0 and number.last > number.first:
        return None, number.last
    if names_something(words, number):
        return None, number.last
    first, modifier = modifier_before(words, number.first) if number.skipped == 0 else (number.first, None)
    if first < place:
        first, modifier = number.first, None
    counted = noun_counted(words, number, place, sure=modifier is not None or number.scaled)
    number = exact_amount(words, number, counted)
    last = counted.last
    if modifier is None:
        last, modifier = modifier_after(words, counted.last)
    unit = counted.unit
    if unit is None:
        unit = fate_of_people(words, first)
    after = words.forms[counted.last + 1] if counted.last + 1 < len(words.forms) else ""
    if unit is None and (modifier or number.scaled or after in _OF_THEM or cue_before(words, first) is not None):
        unit = unit_before(words, first)
    if unit is None and modifier is None and not number.scaled:
        return None, number.last
    if counted.unit is None and modifier is None and not plausible(words, number):
        return None, number.last
    if isinstance(number.value, tuple):
        modifier = "range"
    begin = min(first, counted.first)
    if begin > place and words.forms[begin - 1] == "(" and ")" in words.forms[begin : last + 1]:
        begin -= 1
    if first < number.first:
        start = modifier_start(words, begin)
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
    if earlier.unit is None or index - place > LOOK_BACK:
        return None
    if KINDS.get(earlier.unit) in ("time", "measure") and not is_rest:
        return None
    number = read_amount(words, index, dated)
    if number is None or isinstance(number.value, tuple) or not plausible(words, number):
        return None
    if any(form[0] in SENTENCE_ENDS or form in _MARKS for form in forms[place:index]) or names_something(words, number):
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
