"""Words, numbers and marks of a text in one spelling per letter family, each with its place in the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mudawwana.arabic.fold import fold

_GONE = "\x7f"
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PIECES = re.compile(r"\d+(?:[.,:/\-–]\d+)*|[^\W\d_]+|[ \t]*\n\s*|([^\w\s])\1*|_+")
_GONE_RUNS = re.compile(_GONE + "+")


class _OneToOne(dict[int, str]):
    """The folded form of each code point as exactly one character; a mark becomes one that is taken out later."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        form = ("\n" if char in _LINE_ENDS else " ") if char.isspace() else fold(char)
        one = form if len(form) == 1 else _GONE if not form else char
        if code <= 0xFFFF:
            self[code] = one
        return one


_TABLE = _OneToOne()


class Words(NamedTuple):
    """The pieces of a text: folded forms, and for each the place in the text where it starts and ends."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def source(self, index: int) -> str:
        """A piece as the text has it.

        >>> words_of("في آبٍ 2020").source(1)
        'آبٍ'
        """
        return self.text[self.starts[index] : self.ends[index]]


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """Split a text into runs of letters, numbers (with inner marks), line breaks ("\\n") and marks.

    >>> words_of("الـ27 من آذار، ٢٠٢٣").forms
    ['ال', '27', 'من', 'اذار', '،', '2023']
    """
    key = text.translate(_TABLE)
    offsets: list[int] | None = None
    if _GONE in key:
        key, offsets = _without_marks(key)
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECES.finditer(key):
        form = match[0]
        forms.append("\n" if "\n" in form else form)
        starts.append(match.start())
        ends.append(match.end())
    if offsets is not None:
        ends = [offsets[end - 1] + 1 for end in ends]
        starts = [offsets[start] for start in starts]
        ends = [_over_marks(text, end) for end in ends]
    return Words(text, forms, starts, ends)


def _without_marks(key: str) -> tuple[str, list[int]]:
    """The key without its marks, and for each character left its place before."""
    offsets: list[int] = []
    place = 0
    for match in _GONE_RUNS.finditer(key):
        offsets.extend(range(place, match.start()))
        place = match.end()
    offsets.extend(range(place, len(key)))
    return key.replace(_GONE, ""), offsets


def _over_marks(text: str, end: int) -> int:
    """The end of a word moved over the vowel signs and tatweel that follow its last letter."""
    while end < len(text) and ("\u064b" <= text[end] <= "\u0652" or text[end] == "\u0640"):
        end += 1
    return end
