"""What a number counts: the noun after it, before it, or the sign beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from mudawwana.annotate.counted_numbers import Amount
from mudawwana.annotate.modifiers import DATA
from mudawwana.arabic.fold import fold
from mudawwana.arabic.numbers import NUMBER_WORDS, parse_digits
from mudawwana.arabic.units import KINDS, NOUNS, unit_of
from mudawwana.arabic.words import Words

LOOK_BACK = 14
SENTENCE_ENDS = frozenset(".؟!?\n؛:")
_PERCENT = frozenset({"%", "بالمءه", "بالماءه", "بالميه", "بالمايه"})
_HUNDRED = frozenset({"المءه", "الماءه", "الميه", "المايه"})
_CURRENCY_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
_NO_NOUNS = frozenset(fold(word) for word in DATA["not_counted"]["forms"])
_OTHERS = frozenset({"اخرين", "اخرون", "اخريات"})
_KILLED = frozenset(fold(word) for word in ("مقتل", "ومقتل", "بمقتل", "استشهاد", "واستشهاد"))
_WOUNDED = frozenset(fold(word) for word in ("إصابة", "وإصابة", "أصيب", "وأصيب", "جرح", "وجرح", "بإصابة"))
_SOFT = frozenset({"نحو"})
# The patterns of "ركائز", "مشاريع", "أقسام" and "حقول", no letter in front that a verb may have.
_BROKEN_PLURAL = re.compile(r"(?![يتبلوفن])(?:..ا.ي?.|ا..ا.|[^ا].و.)\Z")
_CUES = frozenset(fold(word) for word in DATA["counted_nouns"]["cues"])


class _Counted(NamedTuple):
    """What a number counts, and the words that the noun covers together with the number."""

    unit: str | None
    first: int
    last: int


def noun_counted(words: Words, number: Amount, place: int, *, sure: bool) -> _Counted:
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


def _is_unknown_noun(words: Words, number: Amount, after: int, *, sure: bool) -> bool:
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
        return (form.endswith(("ات", "ين")) and len(form) > 4) or bool(_BROKEN_PLURAL.match(form))
    source = words.text[words.start(after) : words.end(after)]
    is_accusative = form[-1] == "ا" and len(form) > 4 and not form.endswith(("ها", "نا")) and value % 100 > 10
    singular = (source.endswith(("ًا", "اً", "ة", "ةً")) and len(form) > 3) or is_accusative
    return singular and (11 <= value % 100 <= 99 or (value >= 100 and source.endswith("ة")))


def exact_amount(words: Words, number: Amount, counted: _Counted) -> Amount:
    """The number with "1.125" read as a fraction where it is money or percent, as thousands where it counts."""
    form = words.forms[number.first]
    if number.first != number.last or isinstance(number.value, tuple) or counted.unit is None:
        return number
    if form.count(".") == 1 and KINDS.get(counted.unit) in ("money", "measure"):
        value = parse_digits(form, decimal_point=True)
        return number if value is None else number._replace(value=value)
    return number


def cue_before(words: Words, first: int) -> int | None:
    """The place of "عدد", "عددهم", "حصيلة" before a number in its clause."""
    forms = words.forms
    for place in range(first - 1, max(first - 1 - LOOK_BACK, -1), -1):
        if forms[place][0] in SENTENCE_ENDS or forms[place][0].isdecimal():
            return None
        if forms[place] in _CUES:
            return place
    return None


def fate_of_people(words: Words, first: int) -> str | None:
    """What a bare number of people suffered: "مقتل 30 وإصابة 700", "أصيب نحو 12 آخرين"."""
    for form in reversed(words.forms[max(first - 2, 0) : first]):
        if form in _KILLED or form in _WOUNDED:
            return "killed" if form in _KILLED else "wounded"
        if not form[0].isalpha() or form not in _SOFT:
            return None
    return None


def unit_before(words: Words, first: int) -> str | None:
    """The unit of the noun that was counted before its number: "الجنود الأميركيين وعددهم نحو 2500"."""
    forms = words.forms
    cue = cue_before(words, first)
    if cue is not None:
        for place in (cue + 1, cue + 2):
            if place < first and forms[place].startswith(("ال", "لل")) and (noun := unit_of(forms[place])):
                return noun.unit
    for place in range((first if cue is None else cue) - 1, max(first - 1 - LOOK_BACK, -1), -1):
        form = forms[place]
        if form[0] in SENTENCE_ENDS or form[0].isdecimal() or form in NUMBER_WORDS:
            return None
        noun = unit_of(form.removeprefix("و"))
        if noun and noun.number == "many" and KINDS[noun.unit] not in ("time", "money", "measure"):
            head = unit_of(forms[place - 1]) if place else None  # "الجنود الأميركيين": soldiers, not Americans
            return head.unit if head and head.number == "many" else noun.unit
    return None
