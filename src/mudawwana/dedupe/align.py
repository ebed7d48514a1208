"""How two articles share their words: exact Jaccard and containment of 5-grams, and the maximal shared passages."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mudawwana.dedupe.fingerprint import GRAM
from mudawwana.dedupe.index import grams
from mudawwana.dedupe.store import I64, U32, U64

BRIDGE = 6
"""Passages go on over this many other words …"""
FAR_BRIDGE = 60
"""… and over this many where half of them are the same words."""
ALIKE = 0.65
"""A passage must share this part of its words with its counterpart."""
FRAME = 0.6
"""Numbers are compared where this part of the shorter article stands in the other."""
OTHER = 4
"""Numbers make a template where they are this part, a quarter, of all words that differ."""
LEAST = 8
"""A shared passage has this many words in common."""
_OPEN = 4
_STEP = 3
_SIGHT = 24
_MOST = 200
_MOST_RUNS = 2000
_SKIPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0))


class Side(NamedTuple):
    """One article, ready for comparison with others."""

    words: U32
    grams: U64
    distinct: U64
    first: I64


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


class Comparison(NamedTuple):
    """What two articles share: distinct 5-grams, the longest unbroken run of words, and passages.

    `longest` counts the equal words of the longest passage that does more than set other numbers into a form.
    """

    shared: int
    grams: int
    other_grams: int
    run: int
    longest: int
    numbers_same: int
    numbers_changed: int
    numbers_replaced: int
    passages: tuple[Passage, ...]

    @property
    def jaccard(self) -> float:
        """Shared 5-grams over those of both."""
        return self.shared / max(1, self.grams + self.other_grams - self.shared)

    @property
    def containment(self) -> float:
        """Shared 5-grams over those of the article that has fewer."""
        return self.shared / max(1, min(self.grams, self.other_grams))


def side_of(words: U32, hashes: U64 | None = None) -> Side:
    """Prepare an article; `hashes`, where given, are grams(words)."""
    hashes = grams(words) if hashes is None else hashes
    first = hashes.argsort(kind="stable")
    distinct = hashes[first]
    repeated = distinct[1:] == distinct[:-1]
    if repeated.any():
        once = np.append(True, ~repeated)
        distinct, first = distinct[once], first[once]
    return Side(words, hashes, distinct, first)


def jaccard(one: Side, two: Side) -> float:
    """Shared 5-grams over those of both."""
    both = np.intersect1d(one.distinct, two.distinct, assume_unique=True).size
    return both / max(1, one.distinct.size + two.distinct.size - both)


def compare(one: Side, two: Side, *, min_containment: float = 0.0, min_run: int = 0) -> Comparison:
    """Align two articles; passages are not looked for where neither threshold can be reached.

    Then `longest` is what it could be at most, so that other thresholds can tell from it whether to look again.

    >>> one, two = (side_of(np.array(row, np.uint32)) for row in ([*range(2, 40, 2)], [0, 0, *range(6, 40, 2)]))
    >>> compare(one, two).passages[0]
    Passage(start=2, end=19, other_start=2, other_end=19, same=17)
    """
    if not two.distinct.size or not one.distinct.size:
        return Comparison(0, one.distinct.size, two.distinct.size, 0, 0, 0, 0, 0, ())
    place = two.distinct.searchsorted(one.grams)
    place[place == two.distinct.size] = 0
    here = (two.distinct[place] == one.grams).nonzero()[0]
    there = two.first[place[here]]
    shared = here.size if one.distinct.size == one.grams.size else np.unique(place[here]).size
    runs = _runs(here, there)
    run = max((length for _, _, length in runs), default=0)
    most = sum(length for _, _, length in runs)
    if most < min_run and shared < min_containment * min(one.distinct.size, two.distinct.size):
        return Comparison(shared, one.distinct.size, two.distinct.size, run, most, 0, 0, 0, ())
    passages = _passages(one.words, two.words, runs)
    same, changed, replaced = _numbers(one.words, two.words, passages)
    longest = max((p.same for p in passages if _tells(one.words, two.words, p)), default=0)
    return Comparison(shared, one.distinct.size, two.distinct.size, run, longest, same, changed, replaced, passages)


def identical(words: int) -> Comparison:
    """The comparison of two articles of the same words."""
    size = max(0, words - GRAM + 1)
    return Comparison(size, size, size, words, words, 1, 0, 0, (Passage(0, words, 0, words, words),))


def _runs(here: I64, there: I64) -> list[tuple[int, int, int]]:
    """Matching 5-grams as unbroken runs of words: (start, other start, words)."""
    if not here.size:
        return []
    breaks = ((here[1:] - here[:-1] != 1) | (there[1:] - there[:-1] != 1)).nonzero()[0] + 1
    if breaks.size >= _MOST_RUNS:
        return _longest_runs(here, there, breaks)
    firsts = [0, *breaks.tolist()]
    lengths = [last - first + GRAM - 1 for first, last in pairwise([*firsts, here.size])]
    return list(zip(here[firsts].tolist(), there[firsts].tolist(), lengths, strict=True))


def _longest_runs(here: I64, there: I64, breaks: I64) -> list[tuple[int, int, int]]:
    """The longest of very many runs, which only endless repetition makes."""
    firsts = np.append(0, breaks)
    lengths = np.diff(np.append(firsts, here.size)) + GRAM - 1
    kept = np.sort(lengths.argsort(kind="stable")[-_MOST_RUNS:])
    firsts, lengths = firsts[kept], lengths[kept]
    return list(zip(here[firsts].tolist(), there[firsts].tolist(), lengths.tolist(), strict=True))


def _passages(one: U32, two: U32, runs: list[tuple[int, int, int]]) -> tuple[Passage, ...]:
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
    return tuple(sorted(kept))


def _join(one: U32, two: U32, chain: Passage, run: tuple[int, int, int]) -> Passage | None:
    """The chain with the run at its end, or None where they do not belong together."""
    start, other, length = run
    if start < chain.start or other < chain.other_start:
        return None
    overlap = max(chain.end - start, chain.other_end - other, 0)
    if overlap >= length:
        same_line = start - other == chain.end - chain.other_end
        return chain if same_line and start + length <= chain.end else None
    start, other, length = start + overlap, other + overlap, length - overlap
    left, right = start - chain.end, other - chain.other_end
    gap = max(left, right)
    if gap > FAR_BRIDGE:
        return None
    between = _common(one[chain.end : start].tolist(), two[chain.other_end : other].tolist())
    joined = Passage(chain.start, start + length, chain.other_start, other + length, chain.same + between + length)
    if gap > BRIDGE and 2 * between < gap:
        return None
    return joined if joined.similarity >= ALIKE else None


def _common(one: list[int], two: list[int]) -> int:
    """How many words two lists share in order: their longest common subsequence, one bit a word (Hyyrö 2004).

    >>> _common([1, 2, 3, 4, 5], [2, 9, 3, 5, 4])
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


def _outside(one: U32, two: U32, passage: Passage, kept: list[Passage]) -> Passage | None:
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
        same = _common(one[start:end].tolist(), two[other_start:other_end].tolist())
    trimmed = Passage(start, end, other_start, other_end, same)
    return trimmed if trimmed.similarity >= ALIKE else None


def _grow(one: U32, two: U32, passage: Passage, kept: list[Passage]) -> Passage:
    """Let the ends of a passage go on over one or two other words where at least three equal ones follow."""
    start, end, other_start, other_end, same = passage
    low = max((p.end for p in kept if p.end <= start), default=0)
    high = min((p.start for p in kept if p.start >= end), default=len(one))
    other_low = max((p.other_end for p in kept if p.other_end <= other_start), default=0)
    other_high = min((p.other_start for p in kept if p.other_start >= other_end), default=len(two))
    right = _reach(one[end:high][:_SIGHT].tolist(), two[other_end:other_high][:_SIGHT].tolist())
    left = _reach(one[low:start][: -_SIGHT - 1 : -1].tolist(), two[other_low:other_start][: -_SIGHT - 1 : -1].tolist())
    return Passage(
        start - left[0], end + right[0], other_start - left[1], other_end + right[1], same + left[2] + right[2]
    )


def _reach(one: list[int], two: list[int]) -> tuple[int, int, int]:
    """How far two lists of words that begin differently go on alike: words of one, of two, and equal ones."""
    here = there = same = 0
    while True:
        straight = 0
        for word, other in zip(one[here:], two[there:], strict=False):
            if word != other:
                break
            straight += 1
        here, there, same = here + straight, there + straight, same + straight
        for left, right in _SKIPS:
            a, b = here + left, there + right
            if one[a : a + _STEP] == two[b : b + _STEP] and (len(one) - a >= _STEP or (one[a:] and left == right == 1)):
                here, there = a, b
                break
        else:
            return here, there, same


def _numbers(one: U32, two: U32, passages: tuple[Passage, ...]) -> tuple[int, int, int]:
    """Numbers that stand the same in both, those that make a template of them, and all that stand otherwise."""
    if all(passage.verbatim for passage in passages):
        return 0, 0, 0
    same = changed = replaced = other = 0
    for start, end, other_start, other_end, equal_words in passages:
        other += max(end - start, other_end - other_start) - equal_words
        numbers, others = _numbers_in(one[start:end]), _numbers_in(two[other_start:other_end])
        if len(numbers) == len(others):
            equal = sum(map(list.__eq__, numbers, others))
            changed += len(numbers) - equal
        else:
            equal = sum(number in others for number in numbers)
        same += equal
        replaced += max(0, min(len(numbers), len(others)) - equal)
    covered = sum(passage.same for passage in passages)
    framed = covered >= FRAME * min(len(one), len(two)) and changed * OTHER >= other
    return same, changed if framed else 0, replaced


def _tells(one: U32, two: U32, passage: Passage) -> bool:
    """Whether a passage keeps as many numbers as it changes; one without numbers does."""
    if passage.verbatim:
        return True
    numbers, others = (
        _numbers_in(one[passage.start : passage.end]),
        _numbers_in(two[passage.other_start : passage.other_end]),
    )
    equal = sum(number in others for number in numbers)
    return max(len(numbers), len(others)) - equal <= max(1, equal)


def _numbers_in(words: U32) -> list[list[int]]:
    """The numbers in order; 12.5 and 21/7/2015 are several words and one number, whichever part comes first."""
    places = (words & 1).nonzero()[0]
    if not places.size:
        return []
    breaks = (places[1:] - places[:-1] != 1).nonzero()[0] + 1
    values = words[places].tolist()
    return [sorted(values[first:last]) for first, last in pairwise([0, *breaks.tolist(), places.size])]
