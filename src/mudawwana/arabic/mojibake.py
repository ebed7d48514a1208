"""Text that was decoded with the wrong charset, found and read again.

Three accidents are known: UTF-8 read as windows-1252 or Latin-1 ("Ø§Ù„"), UTF-8 read as windows-1256 ("ط§ظ„"), and
windows-1256 read as windows-1252 ("ÇáÚÑÇÞ"). ftfy repairs the first alone, and only where most of the text is broken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mudawwana.arabic.strange import CONTROLS, INVISIBLE, may_have_mojibake


class Repair(NamedTuple):
    """A broken piece of a text and what it should have been."""

    start: int
    end: int
    new: str


def _bytes_of(charset: str) -> dict[str, int]:
    """The byte that each character came from; bytes that the charset lacks were read as C1 controls."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)} if charset == "cp1252" else {}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(charset)] = byte
        except UnicodeDecodeError:
            table[chr(byte)] = byte
    return table


def _class(table: dict[str, int], first: int, last: int, but: str = "") -> str:
    """A pattern for one character that came from a byte in a range."""
    chars = (char for char, byte in table.items() if first <= byte <= last and char not in but)
    return "[" + "".join(map(re.escape, chars)) + "]"


def _sequences(table: dict[str, int]) -> str:
    """A pattern for one character of UTF-8 in its two or three bytes."""
    rest = _class(table, 0x80, 0xBF)
    return f"(?:{_class(table, 0xC2, 0xDF)}{rest}|{_class(table, 0xE1, 0xEF)}{rest}{rest})"


_LATIN = _bytes_of("cp1252")
_ARABIC = _bytes_of("cp1256")
_WESTERN = {char: bytes([byte]).decode("cp1256") for char, byte in _LATIN.items()}
_READABLE = "".join(char for char, true in _WESTERN.items() if "\u0621" <= true <= "\u0652" or true in "،؛؟«»…–—“”‘’•")
_LETTERS = "".join(char for char, true in _WESTERN.items() if "\u0621" <= true <= "\u064a")
_NOT_STRANGE = "پٹچژڈگکڑںھ،؛؟\xa0\u200c\u200d"  # these may follow ط or ظ in a sound text

_UTF8_AS_LATIN = re.compile(f"(?:{_class(_LATIN, 0xD8, 0xDB)}{_class(_LATIN, 0x80, 0xBF)}){{3}}")
_LATIN_UNITS = re.compile(f"{_sequences(_LATIN)}+")
_TWICE = re.compile(f"(?:Ã[\x98-\x9b˜™š›]{_sequences(_LATIN)}){{2}}")
_UTF8_AS_ARABIC = re.compile(f"(?:{_class(_ARABIC, 0xD8, 0xD9)}{_class(_ARABIC, 0x80, 0xBF, _NOT_STRANGE)}){{2}}")
# Before Python 3.11.5 a possessive group is matched wrongly; a look ahead, which is never entered again, stands for it.
_ARABIC_TOKENS = re.compile(rf"(?<![^ \n\t])[!-~]*+(?:{_sequences(_ARABIC)}[!-~]*+)+(?![^ \n\t])")
_WINDOWS_WORD = re.compile(f"[{_LETTERS}]{{3}}")
_WINDOWS_RUN = f"[{_READABLE}]++(?:[ -@\\[-`{{-~]*+[{_READABLE}]++)*"
_WINDOWS_TOKENS = re.compile(f"(?<![^\\W\\d_])(?=({_WINDOWS_RUN}))\\1(?![^\\W\\d_])")
_HIDDEN = re.compile(f"[{INVISIBLE}{CONTROLS}]+")
_ROUNDS = 4  # one is enough, unless something invisible stands in the middle of a broken piece


def find_mojibake(text: str) -> list[Repair]:
    """The pieces of a text that were read with the wrong charset, in order.

    >>> find_mojibake("ÇáÚÑÇÞ")
    [Repair(start=0, end=6, new='العراق')]
    >>> find_mojibake("مطعم Café à côté")
    []
    """
    if not may_have_mojibake(text):
        return []
    found: list[Repair] = []
    if _TWICE.search(text):
        found += (
            Repair(start, end, _decode(new, _LATIN) or new)
            for start, end, new in _read_again(text, _LATIN_UNITS, _LATIN)
        )
    elif _UTF8_AS_LATIN.search(text):
        found += _read_again(text, _LATIN_UNITS, _LATIN)
    if _UTF8_AS_ARABIC.search(text):
        found += _read_again(text, _ARABIC_TOKENS, _ARABIC)
    if _WINDOWS_WORD.search(text):
        found = _without_overlap(sorted(found), list(_windows(text)))
    return sorted(found)


def _without_overlap(found: list[Repair], more: list[Repair]) -> list[Repair]:
    """Both lists in one, without those of the second that meet one of the first."""
    starts = [piece.start for piece in found]
    for piece in more:
        place = bisect_left(starts, piece.end)
        if not place or found[place - 1].end <= piece.start:
            found.append(piece)
    return found


def _read_again(text: str, pattern: re.Pattern[str], table: dict[str, int]) -> Iterator[Repair]:
    """Take the characters back to their bytes and decode these as UTF-8."""
    for match in pattern.finditer(text):
        if (new := _decode(match[0], table)) is not None:
            yield Repair(match.start(), match.end(), new)


def _decode(piece: str, table: dict[str, int]) -> str | None:
    try:
        return bytes(table[char] if char > "\x7f" else ord(char) for char in piece).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _windows(text: str) -> Iterator[Repair]:
    """Windows-1256 read as windows-1252: whole words of nothing but accented letters, several or a long one."""
    for match in _WINDOWS_TOKENS.finditer(text):
        words = re.findall(f"[{_LETTERS}]{{3,}}", match[0])
        if len(words) > 1 or (words and len(words[0]) > 3 and "Çá" in match[0]):
            yield Repair(match.start(), match.end(), "".join(_WESTERN.get(char, char) for char in match[0]))


def find_mojibake_rounds(text: str) -> Iterator[list[Repair]]:
    """Lists of repairs, each for the text that the one before it left, which also lost what is invisible in it."""
    for _ in range(_ROUNDS):
        found = find_mojibake(text)
        if not found:
            return
        yield found
        text = replace(text, found)
        hidden = [Repair(match.start(), match.end(), "") for match in _HIDDEN.finditer(text)]
        yield hidden
        text = replace(text, hidden)


def replace(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """The text with the changes made.

    >>> replace("abc", [(1, 2, "_")])
    'a_c'
    """
    parts: list[str] = []
    place = 0
    for start, end, new in changes:
        parts += (text[place:start], new)
        place = end
    return "".join([*parts, text[place:]])


def repair(text: str) -> str:
    """The text with every mojibake read again.

    >>> repair("Ø§Ù„Ø¹Ø±Ø§Ù‚")
    'العراق'
    """
    if may_have_mojibake(text):
        for changes in find_mojibake_rounds(text):
            text = replace(text, changes)
    return text
