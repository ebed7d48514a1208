"""Words, numbers and marks of a text in one spelling per letter family, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from mudawwana.arabic.fold import fold

_GONE = "\x7f"
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PIECES = re.compile(r"[\u0621-\u064aa-z]+|\d+(?:[.,:/\-–]\d+|،\d{1,3}(?!\d))*|[()]+|\.+|\n[\n ]*|[^\W\d_]+|[^\w ]|_+")
_GONE_RUNS = re.compile(_GONE + "+")
_TRAILING_MARKS = re.compile("[\u064b-\u0652\u0640]*")


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
    """The pieces of a text: their folded forms, where each starts in the key, and how to get from there to the text.

    `places` are the places in the key where marks were taken out, `gone` how many up to each.
    """

    text: str
    forms: list[str]
    starts: list[int]
    places: list[int]
    gone: list[int]

    def start(self, index: int, skipped: int = 0) -> int:
        """Where a piece starts in the text, without its first `skipped` letters."""
        place = self.starts[index] + skipped
        if not self.places:
            return place
        return place + self.gone[bisect_right(self.places, place)]

    def end(self, index: int, letters: int | None = None) -> int:
        """Where a piece (or its first letters) ends in the text, with the vowel signs of its last letter.

        >>> words = words_of("في آبٍ 2020")
        >>> words.end(1), words.start(2)
        (6, 7)
        """
        place = self.starts[index] + (len(self.forms[index]) if letters is None else letters)
        if not self.places:
            return place
        last = place - 1 + self.gone[bisect_right(self.places, place - 1)]
        marks = _TRAILING_MARKS.match(self.text, last + 1)
        return marks.end() if marks else last + 1


@lru_cache(maxsize=1)  # the finders take a text one after another
def words_of(text: str) -> Words:
    """Split a text into runs of letters, numbers (with inner marks), line breaks and marks.

    >>> words_of("الـ27 من آذار، ٢٠٢٣").forms
    ['ال', '27', 'من', 'اذار', '،', '2023']
    """
    key = text.translate(_TABLE)
    places: list[int] = []
    gone: list[int] = []
    if _GONE in key:
        runs = [match.span() for match in _GONE_RUNS.finditer(key)]
        gone = list(accumulate((end - start for start, end in runs), initial=0))
        places = [start - before for (start, _), before in zip(runs, gone, strict=False)]
        key = key.replace(_GONE, "")
    pieces = list(_PIECES.finditer(key))
    return Words(text, [piece[0] for piece in pieces], [piece.start() for piece in pieces], places, gone)
