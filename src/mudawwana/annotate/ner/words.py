"""Words and punctuation of a text for finding names: folded keys for looking up, offsets for answering."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mudawwana.arabic.fold import fold_word

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"
_TOKEN = re.compile(f"[^\\W_](?:[^\\W_]|[{_MARKS}])*|\\n|[^\\w\\s{_MARKS}]|_")
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


def read_words(text: str) -> Words:
    """Cut a text into words, signs and line ends.

    >>> read_words("قال «السّوداني»").keys
    ['قال', '«', 'السوداني', '»']
    """
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        keys.append(fold_word(match[0]) if end - start <= _LONGEST_WORD and match[0] != "\n" else match[0][:1])
        starts.append(start)
        ends.append(end)
    return Words(text, keys, starts, ends)


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
