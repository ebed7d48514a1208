"""Words and punctuation of a text for finding names: folded keys for looking up, offsets for answering."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.told import Told

_NO_LETTERS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"
_MARKS = _NO_LETTERS + "\u0640"
# A word, sign or line end with the spaces before it, so that the lengths of all pieces tell their places.
_PIECE = re.compile(
    f"[^\\S\\n]*(?:[^\\W_]+(?:[{_MARKS}]+[^\\W_]+)*[{_MARKS}]*|\\n|[^\\w\\s{_MARKS}]|_)|[^\\S\\n]+|[{_NO_LETTERS}]+"
)
_BLANK = re.compile(f"[^\\S\\n]*[{_NO_LETTERS}]*")
_INVISIBLE = re.compile(f"[{_MARKS}]")
_LONGEST_WORD = 40  # a longer one is no word: a key of nothing, so that no table keeps it

# Particles that are written in one with a name, as many letters as can be cut off; "لل" is not among them, since
# the article in it belongs to the name: "للبيت الأبيض".
CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")
_CUTS = {clitic: len(clitic) for clitic in CLITICS}


class Words(NamedTuple):
    """The words, punctuation signs and line ends of a text, as parallel lists."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    types: set[str]  # the keys, each once

    def is_word(self, at: int) -> bool:
        """Whether it is a word or number, not a sign."""
        return self.text[self.starts[at]].isalnum()

    def place(self, at: int, letters: int) -> int:
        """Where a word begins after so many of its letters, with their marks.

        >>> words = read_words("وَالعراق")
        >>> words.place(0, 1)
        2
        """
        place, end = self.starts[at], self.ends[at]
        while letters and place < end:
            place += 1
            letters -= 1
            while place < end and _INVISIBLE.match(self.text, place):
                place += 1
        return place


def _keys_of(pieces: Iterable[str]) -> dict[str, tuple[str | None, int]]:
    """The key of each piece of a text that is not only blank, and its length without spaces."""
    words = {piece: piece.lstrip() or piece[-1:] for piece in pieces}
    keys = fold_all(word for word in words.values() if len(word) <= _LONGEST_WORD and not word.isspace())
    return {
        piece: (keys[word] if word in keys else word[0], len(word))
        for piece, word in words.items()
        if word[0].isalnum() or not _BLANK.fullmatch(word)
    }


_KEYS: Told[tuple[str | None, int]] = Told((None, 0), _keys_of)


def read_words(text: str) -> Words:
    """Cut a text into words, signs and line ends.

    >>> read_words("قال «السّوداني»").keys
    ['قال', '«', 'السوداني', '»']
    """
    pieces = _PIECE.findall(text)
    found = list(_KEYS.of(pieces))
    ends = list(accumulate(map(len, pieces)))
    keys = [key for key, _ in found if key is not None]
    if len(keys) < len(found):
        ends = [end for end, (key, _) in zip(ends, found, strict=True) if key is not None]
        found = [one for one in found if one[0] is not None]
    starts = [end - size for end, (_, size) in zip(ends, found, strict=True)]
    return Words(text, keys, starts, ends, set(keys))


@lru_cache(maxsize=1 << 15)
def without_clitics(key: str) -> tuple[tuple[str, int], ...]:
    """What a folded word may be without the particles before it, and how many letters can be cut off for it.

    >>> without_clitics("وللعراق")
    (('للعراق', 1), ('لعراق', 2), ('العراق', 1))
    """
    found = [(key[cut:], cut) for clitic, cut in _CUTS.items() if key.startswith(clitic) and len(key) > cut + 1]
    found += [
        ("ال" + key[len(before) + 2 :], len(before))
        for before in ("", "و", "ف")
        if key.startswith(before + "لل") and len(key) > len(before) + 3
    ]
    return tuple(found)
