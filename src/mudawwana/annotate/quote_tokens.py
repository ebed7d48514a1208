"""Words and punctuation of a text for finding quotations: keys for looking up, offsets for answering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from mudawwana.arabic.words import shared

Value = TypeVar("Value")

# Unlike the search key, this one keeps "ى" and "ة": "نفى" (he denied) is not "نفي" (denial), "قاله" not "قالة".
_ONE_FORM = tuple(zip("أإآٱیکھہە", "ااااي\u0643ههه", strict=True))
_DIACRITIC = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+")
_TOKEN = re.compile(
    "([\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+|''|\\n|[^\\s\\w\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff])"
)

DOUBLE = frozenset(('"', "“", "”", "„", "‟", "″", "''", "＂"))
ANGLE = frozenset("«»")
SMALL_ANGLE = frozenset("‹›")
SINGLE = frozenset("'‘’‚‛")
MARKS = DOUBLE | ANGLE | SMALL_ANGLE | SINGLE
FAMILY: dict[str, int] = {
    mark: number for number, family in enumerate((DOUBLE, ANGLE, SMALL_ANGLE, SINGLE)) for mark in family
}
COMMAS = frozenset("،,؛;-–—")
STOPS = frozenset((".", "!", "؟", "?", "…", "\n"))
ENDERS = frozenset(("\n", ".", "؟", "?", "!")) | MARKS  # what may end a sentence


_USUAL, _MOST = 24, 1 << 15  # letters of a word, and words, that are remembered


class Remembered(dict[str, Value]):
    """What a function says of a word, looked up in C for the words met before; long ones are not kept.

    >>> length = Remembered(len).__getitem__
    >>> length("بغداد"), length("بغداد")
    (5, 5)
    """

    def __init__(self, tell: Callable[[str], Value]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> Value:
        value = self._tell(word)
        if len(word) <= _USUAL:
            if len(self) >= _MOST:
                self.clear()
            self[word] = value
        return value


_NOBODY: Mapping[int, int] = {}


class Tokens(NamedTuple):
    """The tokens of a text, as parallel lists; `keys` are the words without diacritics and hamza seats on alef."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    people: Mapping[int, int] = _NOBODY  # where names of people begin and end, as far as others found them
    parties: dict[int, Any] | None = None  # what was read where: the same words are asked for again

    def is_word(self, at: int) -> bool:
        """Whether a token is a word or number, not punctuation."""
        return self.keys[at][:1].isalnum()

    def glued(self, at: int) -> bool:
        """Whether no space stands between a token and the one before it."""
        return at > 0 and self.ends[at - 1] == self.starts[at]


def tokenize(text: str) -> Tokens:
    """Cut a text into words and single punctuation characters; white space and bidi marks are left out.

    >>> tokenize("وأكّدت: «نعم»").keys
    ['واكدت', ':', '«', 'نعم', '»']
    """
    folded = _fold(text)
    pieces = _TOKEN.split(folded)  # white space and tokens in turn: all in C, unlike a loop over matches
    keys = shared(pieces[1::2])
    borders = list(accumulate(map(len, pieces)))
    starts, ends = borders[:-1:2], borders[1::2]
    for match in _DIACRITIC.finditer(folded):
        at = bisect_right(starts, match.start()) - 1
        keys[at] = _DIACRITIC.sub("", keys[at]) or keys[at]
    return Tokens(text, keys, starts, ends)


def _fold(text: str) -> str:
    """One form for letters that writers mix up, length unchanged; replacing letter by letter is faster than a table."""
    for letter, form in _ONE_FORM:
        text = text.replace(letter, form)
    return text


def is_diacritic(char: str) -> bool:
    """Whether a character is a vowel sign or the tatweel, which keys leave out."""
    return _DIACRITIC.match(char) is not None


def key_set(words: str) -> frozenset[str]:
    """The keys of the words of a text, as a table to look up in.

    >>> sorted(key_set("إنّ أنّ"))
    ['ان']
    """
    return frozenset(map(key_of, words.split()))


def key_of(word: str) -> str:
    """The key of one word, as `tokenize` makes it.

    >>> key_of("أنّ")
    'ان'
    """
    return _DIACRITIC.sub("", _fold(word))
