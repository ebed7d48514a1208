"""Words that say how exact a number is: "نحو", "أكثر من", "على الأقل"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from mudawwana.arabic.fold import fold
from mudawwana.arabic.tables import read_table
from mudawwana.arabic.words import Words
from mudawwana.records import Modifier

DATA: dict[str, Any] = read_table(Path(__file__).with_name("modifiers.toml"))


def _phrases(table: dict[str, list[str]]) -> dict[tuple[str, ...], Modifier]:
    return {tuple(fold(form).split(" ")): name for name, forms in table.items() for form in forms}  # type: ignore[misc]


_BEFORE = _phrases(DATA["before"])
_AFTER = _phrases(DATA["after"])


@lru_cache(maxsize=1 << 12)
def _without_clitic(form: str) -> str:
    """A modifier without the clitic before it ("بنحو"); words that only look so stay ("فوق")."""
    return form[1:] if form[0] in "وبلف" and (len(form) > 3 or form in ("ولا", "ولم")) else form


def modifier_before(words: Words, first: int) -> tuple[int, Modifier | None]:
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


def modifier_start(words: Words, index: int) -> int:
    """Where a modifier starts in the text, its clitics left out."""
    form = words.forms[index]
    for skipped in (0, 1, 2):
        if any(phrase[0] == form[skipped:] for phrase in _BEFORE):
            return words.start(index, skipped)
    return words.start(index)


def modifier_after(words: Words, last: int) -> tuple[int, Modifier | None]:
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
