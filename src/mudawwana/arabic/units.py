"""What news counts: the closed set of units and the nouns for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.tables import read_table

_DATA: dict[str, Any] = read_table(Path(__file__).with_name("units.toml"))
UNITS: tuple[str, ...] = (*(unit["id"] for unit in _DATA["unit"]), "other")
KINDS: dict[str, str] = {unit["id"]: unit["kind"] for unit in _DATA["unit"]}


class Noun(NamedTuple):
    """One form of a counted noun: its unit, and whether the form itself says two or more ("جنديان", "جنود")."""

    unit: str
    number: str  # "one", "two" or "many"


def _duals(form: str, kind: str) -> tuple[str, ...]:
    """The dual forms of a singular that cannot be plurals.

    >>> _duals("طائرة", "thing"), _duals("جندي", "person")
    (('طائرتان', 'طائرتين'), ('جنديان',))
    """
    if form.endswith("ة"):
        return (form[:-1] + "تان", form[:-1] + "تين")
    return (form + "ان",) if kind == "person" else (form + "ان", form + "ين")


def _nouns() -> dict[str, Noun]:
    """Each folded form with its unit; a singular or plural wins over a dual spelled alike."""
    forms = list(_forms())
    keys = fold_all(form for form, *_ in forms)
    table: dict[str, Noun] = {}
    for form, unit, number in forms:
        table.setdefault(keys[form], Noun(unit, number))
    return table


_ABBREVIATIONS = frozenset(("كم", "كلم", "سم", "ملم", "كغ", "كغم", "كلغ", "كجم"))  # "كما" is "as"


def _forms() -> Iterator[tuple[str, str, str]]:
    """Every form with its unit and what number it says, the stronger before the weaker."""
    for unit in _DATA["unit"]:
        yield from ((form, unit["id"], "two") for form in unit.get("two", ()))
    for unit in _DATA["unit"]:
        yield from ((form, unit["id"], "one") for form in unit["one"])
        yield from ((form + "ا", unit["id"], "one") for form in unit["one"] if form not in _ABBREVIATIONS)
        yield from ((form, unit["id"], "many") for form in unit["many"])
    for unit in _DATA["unit"]:
        singulars = [form for form in unit["one"] if len(form) > 2 and " " not in form]
        yield from ((dual, unit["id"], "two") for form in singulars for dual in _duals(form, unit["kind"]))


NOUNS = _nouns()


@lru_cache(maxsize=1 << 14)
def unit_of(form: str) -> Noun | None:
    """The unit of a noun in folded letters, with or without the article.

    >>> from mudawwana.arabic.fold import fold
    >>> unit_of(fold("جنديين")), unit_of(fold("المسافة"))
    (Noun(unit='soldiers', number='two'), None)
    """
    if form in NOUNS:
        return NOUNS[form]
    if form.startswith("ال") and len(form) > 4:
        return NOUNS.get(form[2:])
    return None


def is_counted(form: str) -> bool:
    """Say whether a word can stand after a number as what it counts ("شخصا"); the article speaks against it."""
    return form in NOUNS


def is_counted_by(form: str, number: int) -> bool:
    """Say whether a noun has the form that a number asks for: 3-10 a plural, 11-99 an accusative, hundreds a singular.

    >>> from mudawwana.arabic.fold import fold
    >>> is_counted_by(fold("شخصا"), 2014), is_counted_by(fold("عقد"), 2014), is_counted_by(fold("مدرسة"), 2000)
    (True, False, True)
    """
    noun = NOUNS.get(form)
    if noun is None:
        return False
    if KINDS[noun.unit] in ("money", "measure"):
        return True
    rest = number % 100
    if 3 <= rest <= 10:
        return noun.number == "many"
    return noun.number == "one" and (rest <= 2 or form.endswith(("ا", "ه")))
