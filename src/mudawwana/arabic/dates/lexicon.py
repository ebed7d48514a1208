"""What each word can be in a date: one letter per class, read from `names.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.tables import read_table

# The classes of words and numbers, as the grammar writes them:
#   d day number, y year number, n other number, T "27/1/2024", X "2015/3", p "1-5" or "4/22", Q "2014-2018", c "10:30"
#   o ordinal in words, w number in words, u year in words, M month, J hijri month, W weekday, E "أمس", t "اليوم"
#   L "الماضي", N "المقبل", C "الحالي", S "نفسه", m "الشهر", b "شهر", A "العام", a "عام", k "الأسبوع", h "هذا", e "نفس"
#   f "من", g "في", s "منذ", v "قبل", V "بعد", z "إلى", Z "بين", q "يوم", P "عامي", r "أواخر", R "صباح"
#   i unit of time, I two of them, D decade, O "الآن", H "هـ", G "م", j "الموافق", l "ال" before digits, & "و"
_CLASS_OF = {
    "past": "L", "next": "N", "current": "C", "same": "S", "month_definite": "m", "year_definite": "A",
    "week_definite": "k", "this": "h", "the_same": "e", "in": "g", "since": "s", "ago": "v", "after": "V",
    "from": "f", "to": "z", "between": "Z", "two_years": "P", "part_of_period": "r", "part_of_day": "R",
    "hijri_mark": "H", "gregorian_mark": "G", "agreeing": "j", "now": "O",
}  # fmt: skip
_CLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"})


class Month(NamedTuple):
    """A month name: its number, its calendar, and what tells it from the word that is spelled alike."""

    number: int
    hijri: bool = False
    plain: bool = True
    never_after: frozenset[str] = frozenset()
    never_before: frozenset[str] = frozenset()
    marked: bool = False


class Entry(NamedTuple):
    """The class of a word and what it stands for."""

    kind: str
    value: Any = None


DATA: dict[str, Any] = read_table(Path(__file__).with_name("names.toml"))


def _strings(table: Any) -> Iterator[str]:
    """Every string of a table."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, (dict, list)):
        for part in table.values() if isinstance(table, dict) else table:
            yield from _strings(part)


_KEYS = fold_all(_strings(DATA))


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(map(_KEYS.__getitem__, words))


FUTURE = _folded(DATA["tense"]["future"])
REPORTING = _folded(DATA["tense"]["reporting"])
NOT_FUTURE = tuple(map(_KEYS.__getitem__, DATA["tense"]["not_future"]))
NAMED_AFTER = _folded(DATA["named"]["after"])
YEAR_NOUNS = _folded(DATA["year_nouns"]["forms"])
NEVER_WEEKDAY_AFTER = _folded(DATA["weekday_context"]["never_after"])
NEVER_TODAY_AFTER = _folded(DATA["today"]["never_after"])
NEVER_TODAY_BEFORE = _folded(DATA["today"]["never_before"])
NUMBERED = _folded(DATA["numbered"]["forms"])
AFTER_NUMBER = _folded(DATA["after_number"]["forms"])
NEVER_WEEKDAY_BEFORE = _folded(DATA["weekday_context"]["never_before"])
NEVER_YEAR_AFTER = frozenset(word.lstrip("وفبلك") for word in _folded(DATA["general"]["after"]))
ABOUT = _folded(DATA["about"]["forms"])
PARTS = _folded(DATA["parts"]["forms"])
PLURAL_UNITS = _folded(DATA["plural_units"]["forms"])
ATTACKS = _folded(DATA["attacks"]["after"])
OUTLET_WORDS = _folded(DATA["today"]["outlets"])
AM = _folded(DATA["clock"]["am"])
PM = _folded(DATA["clock"]["pm"])


def _months(table: dict[str, Entry]) -> None:
    for key in ("month", "hijri"):
        for row in DATA[key]:
            marked = _folded(row.get("marked", []))
            never = (_folded(row.get("never_after", [])), _folded(row.get("never_before", [])))
            for plain in (True, False):
                for form in map(_KEYS.__getitem__, row.get("plain" if plain else "evidence", [])):
                    month = Month(row["number"], key == "hijri", plain, *never, marked=form in marked)
                    table[form] = Entry("J" if month.hijri else "M", month)


def _table() -> dict[str, Entry]:
    """Each folded word or phrase with its class; the later entries win where a word has two."""
    table: dict[str, Entry] = {}
    for name, kind in _CLASS_OF.items():
        table.update((form, Entry(kind)) for form in _folded(DATA["words"][name]))
    for unit, forms in DATA["count_units"].items():
        table.update((form, Entry("i", unit)) for form in _folded(forms))
    for unit, forms in DATA["two_units"].items():
        table.update((form, Entry("I", unit)) for form in _folded(forms))
    for name, kind, unit in (("month_word", "b", "month"), ("year_word", "a", "year"), ("day_word", "q", "day")):
        table.update((form, Entry(kind, unit)) for form in _folded(DATA["words"][name]))
    for form in _folded(DATA["decades"]["forms"]):
        table[form] = table["ال" + form] = Entry("D")
    for number, forms in DATA["weekday"].items():
        table.update((form, Entry("W", int(number))) for form in _folded(forms))
    for form in _folded(DATA["first_day"]["forms"]):
        table[form] = Entry("o", 1)
    for days, forms in DATA["relative_day"].items():
        table.update((form, Entry("E", int(days))) for form in _folded(forms))
    table.update((form, Entry("t", 0)) for form in _folded(DATA["today"]["forms"]))
    _months(table)
    return table


_ALL = _table()
WORDS: dict[str, Entry] = {form: entry for form, entry in _ALL.items() if " " not in form}
PHRASES: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
for _form in sorted((form for form in _ALL if " " in form), key=len, reverse=True):
    _first, *_rest = _form.split(" ")
    PHRASES.setdefault(_first, []).append((tuple(_rest), _ALL[_form]))

_SEEN: dict[str, tuple[Entry | None, int, str]] = {}
_MOST_SEEN = 50_000


def look_up(word: str) -> tuple[Entry | None, int, str]:
    """The entry of a word, how many letters of clitics come before it, and the word without them.

    >>> look_up("وبالشهر")[0].kind, look_up("للعام")[1], look_up("مسافر")[0] is None
    ('m', 0, True)
    """
    found = _SEEN.get(word)
    if found is None:
        found = _look_up(word)
        if len(_SEEN) > _MOST_SEEN:
            _SEEN.clear()
        if len(word) < 30:
            _SEEN[word] = found
    return found


def _look_up(word: str) -> tuple[Entry | None, int, str]:
    if word in WORDS or word in PHRASES:
        return WORDS.get(word), 0, word
    for length in (1, 2):
        clitics, rest = word[:length], word[length:]
        if clitics not in _CLITICS or len(rest) < (2 if clitics[-1] in "وف" else 3):  # "لم" is no "م"
            continue
        if clitics[-1] == "ل" and rest.startswith("ل"):
            if "ا" + rest in WORDS:  # "للشهر" is "ل" and "الشهر", and no span without the first letter is a word
                return WORDS["ا" + rest], length - 1, "ا" + rest
            continue
        if clitics[-1] == "ك" and not rest.startswith("ال"):
            continue
        if rest in WORDS or rest in PHRASES:
            return WORDS.get(rest), length, rest
    return None, 0, word
