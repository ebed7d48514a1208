"""Numbers as news writes them: digits of all scripts with separators, words, and both together ("2.5 مليون")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from mudawwana.arabic.units import NOUNS

Number = int | float

_PLAIN = re.compile(r"\d{1,15}\Z")
_DECIMAL = re.compile(r"\d{1,12}[.,]\d{1,6}\Z")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,4}(?:\.\d{1,6})?\Z|[1-9]\d{0,2}(?:\.\d{3}){1,4}\Z")


def parse_digits(form: str, *, decimal_point: bool = False) -> Number | None:
    """The value of digits with separators; `decimal_point` reads "1.125" as a fraction, not as thousands.

    >>> parse_digits("1,200"), parse_digits("2.5"), parse_digits("1.200"), parse_digits("1.125", decimal_point=True)
    (1200, 2.5, 1200, 1.125)
    """
    if _PLAIN.match(form):
        return int(form)
    if "،" in form:  # "3،92" and "2،105": the comma of the keyboard
        form = form.replace("،", ",")
    if _THOUSANDS.match(form) and not (decimal_point and form.count(".") == 1 and "," not in form):
        whole = form.replace(",", "")
        if "," in form and "." in whole:
            return float(whole)
        return int(whole.replace(".", ""))
    if _DECIMAL.match(form):
        return float(form.replace(",", "."))
    return None


# Number words in folded letters. Units join to "عشر" (13), to hundreds ("ثلاث مئة") and to scales ("ثلاثة آلاف").
_UNITS = {
    "واحد": 1, "واحده": 1, "احد": 1, "احدي": 1, "حادي": 1,
    "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2,
    "ثلاثه": 3, "ثلاث": 3, "ثلاثا": 3, "اربعه": 4, "اربع": 4, "اربعا": 4, "خمسه": 5, "خمس": 5, "خمسا": 5,
    "سته": 6, "ست": 6, "ستا": 6, "سبعه": 7, "سبع": 7, "سبعا": 7, "ثمانيه": 8, "ثماني": 8, "ثمان": 8, "ثمانيا": 8,
    "تسعه": 9, "تسع": 9, "تسعا": 9, "عشره": 10, "عشر": 10, "عشرا": 10,
}  # fmt: skip
_TENS = {
    stem + end: value
    for stem, value in {
        "عشر": 20,
        "ثلاث": 30,
        "اربع": 40,
        "خمس": 50,
        "ست": 60,
        "سبع": 70,
        "ثمان": 80,
        "تسع": 90,
    }.items()
    for end in ("ون", "ين")
}
_HUNDRED_FORMS = ("مءه", "ماءه", "ميه", "مايه", "ميءه")
_HUNDREDS = {
    **dict.fromkeys(_HUNDRED_FORMS, 100),
    **{form[:-1] + end: 200 for form in ("مءه", "ماءه") for end in ("تان", "تين", "تا", "تي")},
    **{
        stem + form: value
        for stems, value in (
            (("ثلاث", "ثلث"), 300), (("اربع",), 400), (("خمس",), 500), (("ست",), 600), (("سبع",), 700),
            (("ثمان", "ثماني"), 800), (("تسع",), 900),
        )
        for stem in stems
        for form in _HUNDRED_FORMS
    },
}  # fmt: skip
SCALES = {
    "الف": 1000, "الفا": 1000, "الاف": 1000,
    "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6,
    "مليار": 10**9, "مليارا": 10**9, "مليارات": 10**9, "بليون": 10**9, "بليونا": 10**9, "بلايين": 10**9,
    "تريليون": 10**12, "تريليونا": 10**12, "تريليونات": 10**12, "ترليون": 10**12, "ترليونا": 10**12, "ترليونات": 10**12,
}  # fmt: skip
_DUAL_SCALES = {
    "الفي": 2000,  # in construct: "ألفي جندي"
    "مليوني": 2 * 10**6,
    "ملياري": 2 * 10**9,
    **{
        stem + end: 2 * value
        for stem, value in {"الف": 1000, "مليون": 10**6, "مليار": 10**9, "بليون": 10**9, "تريليون": 10**12}.items()
        for end in ("ان", "ين")
    },
}
_NEEDS_NUMBER = frozenset(
    {"الاف", "ملايين", "مليارات", "بلايين", "تريليونات", "ترليونات"}
)  # "آلاف القتلى" counts nothing
_FRACTIONS = {"نصف": 0.5, "ربع": 0.25}
_TEEN = frozenset({"عشر", "عشره"})
_NOT_ALONE = frozenset({"احد", "احدي", "حادي", "واحد", "واحده"})  # "أحد المسؤولين" is no number; "21" has it
_ORDINALS = {
    "اول": 1, "اولي": 1, "حادي": 1, "حاديه": 1, "ثاني": 2, "ثانيه": 2, "ثالث": 3, "ثالثه": 3, "رابع": 4, "رابعه": 4,
    "خامس": 5, "خامسه": 5, "سادس": 6, "سادسه": 6, "سابع": 7, "سابعه": 7, "ثامن": 8, "ثامنه": 8, "تاسع": 9,
    "تاسعه": 9, "عاشر": 10, "عاشره": 10,
}  # fmt: skip
_CARDINALS = {**_UNITS, **_TENS, **_HUNDREDS, **SCALES, **_DUAL_SCALES}
_STARTS = frozenset(_CARDINALS) | frozenset(_FRACTIONS) | {"ال" + word for word in (*_ORDINALS, *_TENS)}
_CLITICS = "وبلف"
NUMBER_WORDS = _STARTS | {clitic + word for word in _STARTS for clitic in _CLITICS}


def clitic_length(form: str) -> int:
    """How many letters of clitics stand before a number word.

    >>> clitic_length("وخمسين"), clitic_length("بثلاثه"), clitic_length("واحد")
    (1, 1, 0)
    """
    return int(form not in _STARTS and form in NUMBER_WORDS)


class NumberRead(NamedTuple):
    """A number read from words: its value, the index after it, and whether it is an ordinal ("السابع")."""

    value: Number
    end: int
    kind: Literal["cardinal", "ordinal"]
    scaled: bool = False


def read_number(forms: Sequence[str], start: int) -> NumberRead | None:
    """The number that begins at a piece: digits, words, or digits with scales.

    >>> read_number(["الفين", "وخمسمءه"], 0).value, read_number(["70", "الف"], 0).value
    (2500, 70000)
    >>> read_number(["السابع", "والعشرين"], 0).value
    27
    """
    first = forms[start]
    if first.startswith("ال") and first not in _CARDINALS:
        return _read_ordinal(forms, start)
    if first in _FRACTIONS:
        scale = forms[start + 1] if start + 1 < len(forms) else ""
        unit = SCALES.get(scale.removeprefix("ال"))
        return NumberRead(int(_FRACTIONS[first] * unit), start + 2, "cardinal", True) if unit else None
    return _read_cardinal(forms, start)


def _read_ordinal(forms: Sequence[str], start: int) -> NumberRead | None:
    word = forms[start][2:]
    following = forms[start + 1] if start + 1 < len(forms) else ""
    if word in _TENS:
        return NumberRead(_TENS[word], start + 1, "ordinal")
    value = _ORDINALS.get(word)
    if value is None:
        return None
    if following in _TEEN and value < 10:
        return NumberRead(value + 10, start + 2, "ordinal")
    if following.startswith("وال") and following[3:] in _TENS:
        return NumberRead(value + _TENS[following[3:]], start + 2, "ordinal")
    return NumberRead(value, start + 1, "ordinal")


def _read_cardinal(forms: Sequence[str], start: int) -> NumberRead | None:
    """Add up groups of thousands; each group is smaller than the scale before it."""
    total: Number = 0
    room: float = float("inf")
    place = start
    scaled = False
    while (group := _read_group(forms, place, joined=place > start)) is not None:
        value, end = group
        unit = SCALES.get(forms[end]) if end < len(forms) else None
        dual = _dual_scale(forms[place], joined=place > start) if end == place + 1 else None
        if dual:
            unit = dual
        elif unit:
            value, end = value * unit, end + 1
        if unit and end < len(forms) and unit < SCALES.get(forms[end], 0):  # "150 ألف مليون"
            value, end = value * SCALES[forms[end]], end + 1
        if value >= room:
            break
        total, place = total + value, end
        scaled = scaled or bool(unit)
        if not unit:
            break
        room = float(unit)
        half = _half(forms, place)
        if half:
            total, place = total + unit * half[0], half[1]
            break
    if place == start:
        return None
    if isinstance(total, float):  # 68.18 * 10**9 is not exact
        total = round(total, 3)
    whole = int(total) if isinstance(total, float) and total.is_integer() else total
    return NumberRead(whole, place, "cardinal", scaled)


def _half(forms: Sequence[str], place: int) -> tuple[float, int] | None:
    """ "ونصف" or "ونصف المليون" after a scale."""
    if place < len(forms) and forms[place].startswith("و") and forms[place][1:] in _FRACTIONS:
        end = place + 1
        if end < len(forms) and forms[end].removeprefix("ال") in SCALES:
            end += 1
        return _FRACTIONS[forms[place][1:]], end
    return None


def _dual_scale(form: str, *, joined: bool) -> int | None:
    """The thousand of "ألفين", the million of "مليونين", as the room that is left after it; also of a lone "ألف"."""
    word = form.removeprefix("و") if joined else form
    if word in _DUAL_SCALES:
        return _DUAL_SCALES[word] // 2
    return SCALES.get(word)


def _read_group(forms: Sequence[str], start: int, *, joined: bool) -> tuple[Number, int] | None:
    """A number below a thousand (or a lone scale), and the index after it; after another group it needs "و"."""
    if start >= len(forms):
        return None
    first = forms[start]
    if joined and first == "و" and start + 1 < len(forms) and forms[start + 1][0].isdecimal():
        value = parse_digits(forms[start + 1])
        return None if value is None else (value, start + 2)
    if first[0].isdecimal():
        following = forms[start + 1] if start + 1 < len(forms) else ""
        digits = None if joined else parse_digits(first, decimal_point=following in SCALES)
        return None if digits is None else (digits, start + 1)
    if joined:
        if not first.startswith("و"):
            return None
        first = first[1:]
    if first in SCALES or first in _DUAL_SCALES:
        is_dual = first[-1] == "ا" and _counts_noun(forms, start + 1)  # "مليونا دولار", not "مليونا و300 ألف"
        value = (SCALES.get(first) or _DUAL_SCALES[first]) * (1 + is_dual)
        return None if first in _NEEDS_NUMBER else (value, start + 1)
    return _read_below_thousand(forms, start, first)


def _counts_noun(forms: Sequence[str], at: int) -> bool:
    """Whether a counted noun in the singular stands at a piece."""
    noun = NOUNS.get(forms[at]) if at < len(forms) else None
    return noun is not None and noun.number == "one"


def _read_below_thousand(forms: Sequence[str], start: int, first: str) -> tuple[int, int] | None:
    place, total = start + 1, 0
    word = first
    if word in _HUNDREDS:
        total, word = _HUNDREDS[word], ""
    elif word in _UNITS and place < len(forms) and forms[place] in _HUNDRED_FORMS:
        total, place, word = _UNITS[word] * 100, place + 1, ""
    if total:
        if place < len(forms) and forms[place].startswith("و") and _is_small(forms[place][1:]):
            word, place = forms[place][1:], place + 1
        else:
            return total, place
    if word in _TENS:
        return total + _TENS[word], place
    if word not in _UNITS and not (word == "بضعه" and total):
        return None
    value = _UNITS[word]
    if place < len(forms):
        following = forms[place]
        if following in _TEEN and value < 10:
            return total + value + 10, place + 1
        if following.startswith("و") and following[1:] in _TENS and value < 10:
            return total + value + _TENS[following[1:]], place + 1
    if word in _NOT_ALONE and not total:
        return None
    return total + value, place


def _is_small(word: str) -> bool:
    return word in _UNITS or word in _TENS
