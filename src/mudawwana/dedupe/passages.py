"""Maximal shared passages: runs of equal words joined over small gaps, grown over small edits, none within another."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.dedupe.likeness import alike, letters, longest_match

BRIDGE = 6
"""Passages go on over this many other words …"""
FAR_BRIDGE = 60
"""… and over this many where half of them are the same words."""
ALIKE = 0.65
"""A passage must share this part of its words with its counterpart."""
SURE = 0.9
"""From here on nobody doubts that a passage is shared."""
LEAST = 8
"""A shared passage has this many words in common."""
_OPEN = 4
_STEP = 3
_SIGHT = 24
_MOST = 200
_SKIPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0))


class Passage(NamedTuple):
    """Words [start:end] of one article that are words [other_start:other_end] of another, `same` of them equal."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int

    @property
    def similarity(self) -> float:
        """Equal words over the mean length of both sides."""
        return 2 * self.same / (self.end - self.start + self.other_end - self.other_start)

    @property
    def verbatim(self) -> bool:
        """Whether every word is the same."""
        return self.same == self.end - self.start == self.other_end - self.other_start


def passages_of(one: list[int], two: list[int], runs: list[tuple[int, int, int]]) -> tuple[Passage, ...]:
    """Join runs over small gaps, then let each passage grow over small edits; the longest claim their words."""
    chains: list[Passage] = []
    for run in runs:
        for back in range(1, min(_OPEN, len(chains)) + 1):
            joined = _join(one, two, chains[-back], run)
            if joined is not None:
                chains[-back] = joined
                break
        else:
            chains.append(Passage(run[0], run[0] + run[2], run[1], run[1] + run[2], run[2]))
    kept: list[Passage] = []
    for passage in sorted(chains, key=lambda p: (-p.same, p))[:_MOST]:
        free = _outside(one, two, passage, kept)
        if free is not None and free.same >= LEAST:
            kept.append(_grow(one, two, free, kept))
    return tuple(sorted(plain for passage in kept if (plain := _plain(one, two, passage)) is not None))


def _plain(one: list[int], two: list[int], passage: Passage) -> Passage | None:
    """The passage, or its longest verbatim run where a reader who goes by the longest runs would not call it shared.

    Forms that repeat their own phrases can have most words in common in order and yet no two alike side by side.
    """
    if passage.similarity >= SURE:
        return passage
    start, other = passage.start, passage.other_start
    left, right = letters(one[start : passage.end], two[other : passage.other_end])
    if alike(left, right, ALIKE + 0.05):
        return passage
    at, there, size = longest_match(left, right, (0, len(left), 0, len(right)))
    if size < LEAST:
        return None
    return Passage(start + at, start + at + size, other + there, other + there + size, size)


def _join(one: list[int], two: list[int], chain: Passage, run: tuple[int, int, int]) -> Passage | None:
    """The chain with the run at its end, or None where they do not belong together."""
    start, other, length = run
    first, end, other_first, other_end, same = chain
    if start < first or other < other_first:
        return None
    overlap = max(end - start, other_end - other, 0)
    if overlap >= length:
        same_line = start - other == end - other_end
        return chain if same_line and start + length <= end else None
    start, other, length = start + overlap, other + overlap, length - overlap
    left, right = start - end, other - other_end
    gap = left if left > right else right
    if gap > FAR_BRIDGE:
        return None
    between = _between(one, two, (end, start, other_end, other))
    if gap > BRIDGE and 2 * between < gap:
        return None
    same += between + length
    whole = start + length - first + other + length - other_first
    return Passage(first, start + length, other_first, other + length, same) if 2 * same / whole >= ALIKE else None


def _between(one: list[int], two: list[int], part: tuple[int, int, int, int]) -> int:
    """How many words one[a:b] and two[c:d] share in order."""
    start, end, other_start, other_end = part
    if start == end or other_start == other_end:
        return 0
    if end - start == other_end - other_start == 1:
        return int(one[start] == two[other_start])
    return common(one[start:end], two[other_start:other_end])


def common(one: list[int], two: list[int]) -> int:
    """How many words two lists share in order: their longest common subsequence, one bit a word (Hyyrö 2004).

    >>> common([1, 2, 3, 4, 5], [2, 9, 3, 5, 4])
    3
    """
    places: dict[int, int] = {}
    for place, word in enumerate(two):
        places[word] = places.get(word, 0) | 1 << place
    unmatched = full = (1 << len(two)) - 1
    for word in one:
        if word in places:
            step = unmatched & places[word]
            unmatched = (unmatched + step | unmatched - step) & full
    return len(two) - unmatched.bit_count()


def _outside(one: list[int], two: list[int], passage: Passage, kept: list[Passage]) -> Passage | None:
    """The passage without words at its ends that a longer one has; None where little is left or it lies across one."""
    start, end, other_start, other_end, same = passage
    for claimed in kept:
        head = max(claimed.end - start if claimed.start <= start else 0, 0)
        if claimed.other_start <= other_start:
            head = max(head, claimed.other_end - other_start)
        tail = max(end - claimed.start if claimed.end >= end else 0, 0)
        if claimed.other_end >= other_end:
            tail = max(tail, other_end - claimed.other_start)
        clear = end <= claimed.start or claimed.end <= start
        other_clear = other_end <= claimed.other_start or claimed.other_end <= other_start
        if clear and other_clear:
            continue
        head = head if head > 0 and head < end - start else 0
        tail = tail if tail > 0 and tail < end - start else 0
        if head and (not tail or head <= tail):
            start, other_start = start + head, other_start + head
        elif tail:
            end, other_end = end - tail, other_end - tail
        else:
            return None
        if end - start < LEAST or other_end - other_start < LEAST:
            return None
        if one[start] != two[other_start] or one[end - 1] != two[other_end - 1]:
            return None
        same = common(one[start:end], two[other_start:other_end])
    if end - start == passage.end - passage.start:
        return passage
    trimmed = Passage(start, end, other_start, other_end, same)
    return trimmed if trimmed.similarity >= ALIKE else None


def _grow(one: list[int], two: list[int], passage: Passage, kept: list[Passage]) -> Passage:
    """Let the ends of a passage go on over one or two other words where at least three equal ones follow."""
    start, end, other_start, other_end, same = passage
    low, high, other_low, other_high = 0, len(one), 0, len(two)
    for claimed in kept:
        low = max(low, claimed.end) if claimed.end <= start else low
        high = min(high, claimed.start) if claimed.start >= end else high
        other_low = max(other_low, claimed.other_end) if claimed.other_end <= other_start else other_low
        other_high = min(other_high, claimed.other_start) if claimed.other_start >= other_end else other_high
    right = _reach(one[end : min(high, end + _SIGHT)], two[other_end : min(other_high, other_end + _SIGHT)])
    left = _reach(
        one[max(low, start - _SIGHT) : start][::-1], two[max(other_low, other_start - _SIGHT) : other_start][::-1]
    )
    return Passage(
        start - left[0], end + right[0], other_start - left[1], other_end + right[1], same + left[2] + right[2]
    )


def _reach(one: list[int], two: list[int]) -> tuple[int, int, int]:
    """How far two lists of words that begin differently go on alike: words of one, of two, and equal ones."""
    here = there = same = 0
    while here < len(one) and there < len(two):
        straight = 0
        for word, other in zip(one[here:], two[there:], strict=False):
            if word != other:
                break
            straight += 1
        here, there, same = here + straight, there + straight, same + straight
        for left, right in _SKIPS:
            a, b = here + left, there + right
            if a >= len(one) or b >= len(two) or one[a] != two[b]:
                continue
            if one[a : a + _STEP] == two[b : b + _STEP] and (len(one) - a >= _STEP or (one[a:] and left == right == 1)):
                here, there = a, b
                break
        else:
            break
    return here, there, same
