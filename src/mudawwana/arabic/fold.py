"""The key for searching and comparing: one form of each family of letters, no diacritics, ASCII digits."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from mudawwana.arabic.mojibake import find_mojibake_rounds, repair

_DATA: dict[str, Any] = tomllib.loads((resources.files(__package__) / "families.toml").read_text(encoding="utf-8"))
_LETTERS: dict[str, str] = {letter: family["to"] for family in _DATA["letters"] for letter in family["from"]}
_HAMZA = "\u0654"  # kept by the table: it joins the letter before it
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")  # "Cf" by Unicode, but visible
_MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08ca-\u08e1\u08e3-\u08ff\u180b-\u180f\ufe00-\ufe0f]"
)
_KEPT_SIGNS = "\ufdfa\ufdfb\ufdfd"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_LARGEST_CACHED = 0xFFFF


class _Table(dict[int, str]):
    """What becomes of each code point; filled when a code point is first seen."""

    def __missing__(self, code: int) -> str:
        result = _fold_char(chr(code))
        if code <= _LARGEST_CACHED:
            self[code] = result
        return result


def _fold_char(char: str) -> str:
    """The folded form of one character out of context; the hamza that joins the letter before it stays."""
    if char == _HAMZA or char in _KEPT_SIGNS:
        return char
    if char in _LETTERS:
        return _LETTERS[char]
    if char.isspace():
        return "\n" if char in _LINE_ENDS else " "
    category = unicodedata.category(char)
    if _MARKS.match(char) or (category in ("Cf", "Cc") and char not in _SEEN_FORMATS):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Cs":
        return "\ufffd"
    if category == "Cn" and (ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"):
        return ""
    if "\ufb50" <= char <= "\ufefc":
        plain = unicodedata.normalize("NFKC", char)
        return char if plain == char else "".join(map(_fold_char, plain.removeprefix(" ")))
    lower = char.lower() if len(char.lower()) == 1 else char
    latin = lower < "\u0250" or "\u1e00" <= lower <= "\u1eff"
    return unicodedata.normalize("NFD", lower)[0].lower() if latin else lower


def _word_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all spellings in words, and what each becomes."""
    letter = "[\u0621-\u064a]"
    clitics = ("", "و", "ف", "ب", "ل", "ك", "ال", "لل", "وال", "بال", "فال", "كال", "ولل", "وب", "ول", "وبال")
    forms: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for family in _DATA["words"]:
        for form in family["from"]:
            forms[form] = family["to"]
            starts = "|".join(f"(?<=(?<!{letter}){clitic}{form})" for clitic in clitics)
            patterns[form] = f"{form}(?!{letter})(?:{starts})" if family.get("whole") else form
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(patterns[form] for form in longest_first)), forms


_TABLE = _Table()
_SEATED = re.compile("[وي]\u0654+|\u0654+")
_SPACES = re.compile(r"[ \n]*\n[ \n]*|  +| (?=،)")
_ENDS = re.compile(r"\A[ \n]+|[ \n]+\Z")
_WORDS, _FORMS = _word_pattern()


def _seated(match: re.Match[str]) -> str:
    return "ء" if match[0][0] in "وي" else ""


def _space(match: re.Match[str]) -> str:
    if "\n" in match[0]:
        return "\n"
    return "" if match.string.startswith("،", match.end()) else " "


def _end(match: re.Match[str]) -> str:
    return ""


def _word(match: re.Match[str]) -> str:
    return _FORMS[match[0]]


def fold(text: str) -> str:
    """The search key of a text.

    >>> fold("الولايات المتحدة الأميركيّة ٢٠٢٠") == fold("الولايات المتحده الامريكية 2020")
    True
    """
    key = repair(text).translate(_TABLE)
    if _HAMZA in key:
        key = _SEATED.sub(_seated, key)
    return _WORDS.sub(_word, _SPACES.sub(_space, key).strip(" \n"))


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """The search key of one word, remembered.

    >>> fold_word("مسؤولية") == fold_word("مسئوليه")
    True
    """
    return fold(word)


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The search key, and for each of its characters the index in `text` of the one it came from.

    One more entry stands at the end: the length of the text.

    >>> key, home = fold_with_offsets("العـــراق")
    >>> key, home[3], home[-1]
    ('العراق', 6, 9)
    """
    key, offsets = text, list(range(len(text)))
    for broken in find_mojibake_rounds(text):
        key, offsets = _replace(key, offsets, broken)
    parts = [_TABLE[ord(char)] for char in key]
    offsets = [offset for offset, part in zip(offsets, parts, strict=True) for _ in part]
    key = "".join(parts)
    for pattern, change in ((_SEATED, _seated), (_SPACES, _space), (_ENDS, _end), (_WORDS, _word)):
        found = [(match.start(), match.end(), change(match)) for match in pattern.finditer(key)]
        key, offsets = _replace(key, offsets, found)
    return key, [*offsets, len(text)]


def _replace(key: str, offsets: list[int], changes: Iterable[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """Put new pieces into the key, carrying the offsets along."""
    parts: list[str] = []
    moved: list[int] = []
    place = 0
    for start, end, new in changes:
        parts += (key[place:start], new)
        moved += offsets[place:start]
        moved += (offsets[min(start + i, end - 1)] for i in range(len(new)))
        place = end
    return "".join([*parts, key[place:]]), moved + offsets[place:]
