"""How like two texts look to a reader who goes by the longest runs (Ratcliff and Obershelp 1988), as difflib has it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from heapq import heappop, heappush
from itertools import count

_LONG = 4000
"""Looking for pieces of text is quick in short ones; in longer ones difflib's table of all places is."""
_Part = tuple[int, int, int, int]


def longest_match(one: str, two: str, part: _Part) -> tuple[int, int, int]:
    """The longest run of letters in one[a:b] and two[c:d]: where it begins in both, and its length.

    Of equally long ones the first in `one`, and there the first in `two`: difflib's choice, at a tenth of its time.

    >>> longest_match("xabcdy", "abzbcd", (0, 6, 0, 6))
    (2, 3, 3)
    """
    first, last, other_first, other_last = part
    within = two[other_first:other_last]
    best, at = 0, first
    place = first
    while place + best < last:
        if one[place : place + best + 1] in within:
            best, at = best + 1, place
            while place + best < last and one[place : place + best + 1] in within:
                best += 1
        place += 1
    return at, other_first + within.find(one[at : at + best]), best


def alike(one: str, two: str, share: float) -> bool:
    """Whether SequenceMatcher(None, one, two, autojunk=False).ratio() >= share; looks no further than it must.

    >>> alike("سعر الطن مئة", "سعر الطن مئتان", 0.8), alike("سعر الطن مئة", "مئة طن", 0.8)
    (True, False)
    """
    whole = len(one) + len(two)
    if not whole:
        return True
    if whole > _LONG:
        return SequenceMatcher(None, one, two, autojunk=False).ratio() >= share
    hope = min(len(one), len(two))
    same, open_parts = 0, [(-hope, (0, len(one), 0, len(two)))]
    while open_parts:
        if 2.0 * same / whole >= share:
            return True
        if 2.0 * (same + hope) / whole < share:
            return False
        room, part = heappop(open_parts)
        at, there, size = longest_match(one, two, part)
        hope += room
        if size:
            same += size
            for rest in ((part[0], at, part[2], there), (at + size, part[1], there + size, part[3])):
                if room := min(rest[1] - rest[0], rest[3] - rest[2]):
                    heappush(open_parts, (-room, rest))
                    hope += room
    return 2.0 * same / whole >= share


def letters(one: Sequence[int], two: Sequence[int]) -> tuple[str, str]:
    """Two lists of words as strings of one letter a word.

    >>> one, two = letters([7, 9, 7], [9])
    >>> one[1] == two, one[0] == one[2]
    (True, True)
    """
    known = dict(zip(dict.fromkeys((*one, *two)), map(chr, count(1)), strict=False))
    return "".join(map(known.__getitem__, one)), "".join(map(known.__getitem__, two))
