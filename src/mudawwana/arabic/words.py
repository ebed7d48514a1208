"""Words, numbers and marks of a text in one spelling per letter family, each with its place in the text."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from mudawwana.arabic.fold import COMMON, COMMON_BYTES, fold

_GONE = "\x7f"
_HUGE = 50_000  # words
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Every piece with the spaces before it, so that no character is left out and the lengths tell the places.
_PIECES = re.compile(
    r" *(?:[\u0621-\u064aa-z]+|\d+(?:[.,:/\-–]\d+|،\d{1,3}(?!\d))*|[()]+|\.+|\n[\n ]*|[^\W\d_]+|[^\w ]|_+)"
)
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
_COMMON_FORMS = "".join(_TABLE[ord(char)] for char in COMMON)


def shared(words: list[str]) -> list[str]:
    """The words of a text; of a huge one each word is kept once, however often it comes again.

    >>> one, other = shared(["نعم" + "ا" * number for number in (1, 1)] * _HUGE)[:2]
    >>> one is other
    True
    """
    if len(words) < _HUGE:
        return words
    kept: dict[str, str] = {}
    return [kept.setdefault(word, word) for word in words]


class Words:
    """The pieces of a text: their folded forms, where each starts in the key, and how to get from there to the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._key = _key_of(text)
        self._places: list[int] = []  # where marks were taken out of the key
        self._gone: list[int] = []  # and how many up to each
        if _GONE in self._key:
            runs = [match.span() for match in _GONE_RUNS.finditer(self._key)]
            self._gone = list(accumulate((end - start for start, end in runs), initial=0))
            self._places = [start - before for (start, _), before in zip(runs, self._gone, strict=False)]
            self._key = self._key.replace(_GONE, "")
        self._pieces = shared(_PIECES.findall(self._key))
        self.forms = shared([piece.lstrip(" ") for piece in self._pieces])

    @cached_property
    def types(self) -> set[str]:
        """The forms, each once."""
        return set(self.forms)

    @cached_property
    def starts(self) -> list[int]:
        """Where each piece starts in the key; many texts are never asked."""
        ends = accumulate(map(len, self._pieces))
        return [end - len(form) for end, form in zip(ends, self.forms, strict=True)]

    def start(self, index: int, skipped: int = 0) -> int:
        """Where a piece starts in the text, without its first `skipped` letters."""
        place = self.starts[index] + skipped
        if not self._places:
            return place
        return place + self._gone[bisect_right(self._places, place)]

    def end(self, index: int, letters: int | None = None) -> int:
        """Where a piece (or its first letters) ends in the text, with the vowel signs of its last letter.

        >>> words = words_of("في آبٍ 2020")
        >>> words.end(1), words.start(2)
        (6, 7)
        """
        place = self.starts[index] + (len(self.forms[index]) if letters is None else letters)
        if not self._places:
            return place
        last = place - 1 + self._gone[bisect_right(self._places, place - 1)]
        marks = _TRAILING_MARKS.match(self.text, last + 1)
        return marks.end() if marks else last + 1


def _key_of(text: str) -> str:
    """The text with one folded character for each of its own."""
    try:
        return codecs.charmap_decode(codecs.charmap_encode(text, "strict", COMMON_BYTES)[0], "strict", _COMMON_FORMS)[0]
    except UnicodeEncodeError:
        return text.translate(_TABLE)


@lru_cache(maxsize=1)  # the finders take a text one after another
def words_of(text: str) -> Words:
    """Split a text into runs of letters, numbers (with inner marks), line breaks and marks.

    >>> words_of("الـ27 من آذار، ٢٠٢٣").forms
    ['ال', '27', 'من', 'اذار', '،', '2023']
    """
    return Words(text)
