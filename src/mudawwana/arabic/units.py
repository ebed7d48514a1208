"""What news counts: the closed set of units and the nouns for each."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from mudawwana.arabic.fold import fold

_DATA: dict[str, Any] = tomllib.loads((resources.files(__package__) / "units.toml").read_text(encoding="utf-8"))
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
    table: dict[str, Noun] = {}
    for unit in _DATA["unit"]:
        for form in unit.get("two", ()):
            table.setdefault(fold(form), Noun(unit["id"], "two"))
    for unit in _DATA["unit"]:
        for form in unit["one"]:
            table.setdefault(fold(form), Noun(unit["id"], "one"))
            table.setdefault(fold(form + "ا"), Noun(unit["id"], "one"))
        for form in unit["many"]:
            table.setdefault(fold(form), Noun(unit["id"], "many"))
    for unit in _DATA["unit"]:
        for form in unit["one"]:
            if len(form) > 2 and " " not in form:
                for dual in _duals(form, unit["kind"]):
                    table.setdefault(fold(dual), Noun(unit["id"], "two"))
    return table


NOUNS = _nouns()


@lru_cache(maxsize=1 << 14)
def unit_of(form: str) -> Noun | None:
    """The unit of a noun in folded letters, with or without the article.

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
