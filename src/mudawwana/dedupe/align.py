"""How two articles share their words: exact Jaccard and containment of 5-grams, and the runs of words in both."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mudawwana.dedupe.figures import figures_of, tells
from mudawwana.dedupe.fingerprint import GRAM
from mudawwana.dedupe.index import grams
from mudawwana.dedupe.passages import Passage, passages_of
from mudawwana.dedupe.store import I64, U32, U64

_MOST_RUNS = 2000


class Side:
    """One article, ready for comparison with others; what a comparison does not ask for is not worked out."""

    def __init__(self, words: U32, hashes: U64) -> None:
        self.words, self.grams = words, hashes
        self._index: tuple[U64, I64] | None = None
        self._listed: list[int] | None = None

    @property
    def listed(self) -> list[int]:
        """The hashes of the words as a list."""
        if self._listed is None:
            self._listed = self.words.tolist()
        return self._listed

    @property
    def index(self) -> tuple[U64, I64]:
        """The distinct 5-grams in order, and where each stands first."""
        if self._index is None:
            first = self.grams.argsort()
            distinct = self.grams.take(first)
            if (distinct[1:] == distinct[:-1]).any():
                first = self.grams.argsort(kind="stable")
                once = np.append(True, distinct[1:] != distinct[:-1])
                distinct, first = distinct[once], first[once]
            self._index = distinct, first
        return self._index

    @cached_property
    def size(self) -> int:
        """How many distinct 5-grams there are."""
        return len(self._index[0]) if self._index else _distinct(self.grams)


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
    return Side(words, grams(words) if hashes is None else hashes)


def compare(one: Side, two: Side, *, min_containment: float = 0.0, min_run: int = 0) -> Comparison:
    """Align two articles; passages are not looked for where neither threshold can be reached.

    Then `longest` is what it could be at most, so that other thresholds can tell from it whether to look again.

    >>> one, two = (side_of(np.array(row, np.uint32)) for row in ([*range(2, 40, 2)], [0, 0, *range(6, 40, 2)]))
    >>> compare(one, two).passages[0]
    Passage(start=2, end=19, other_start=2, other_end=19, same=17)
    """
    distinct, first = two.index
    if not one.size or not two.size:
        return Comparison(0, one.size, two.size, 0, 0, 0, 0, 0, ())
    place = distinct.searchsorted(one.grams)
    here = (distinct.take(place, mode="clip") == one.grams).nonzero()[0]
    place = place.take(here)
    shared = here.size if one.size == one.grams.size else _distinct(place)
    runs = _runs(here, first.take(place))
    lengths = [length for _, _, length in runs]
    run, most = max(lengths, default=0), sum(lengths)
    if most < min_run and shared < min_containment * min(one.size, two.size):
        return Comparison(shared, one.size, two.size, run, most, 0, 0, 0, ())
    passages = passages_of(one.listed, two.listed, runs)
    same, changed, replaced = figures_of(one.words, two.words, passages)
    longest = max((p.same for p in passages if tells(one.words, two.words, p)), default=0)
    return Comparison(shared, one.size, two.size, run, longest, same, changed, replaced, passages)


def _distinct(values: I64 | U64) -> int:
    """How many values there are, each counted once."""
    ordered = np.sort(values)
    return min(ordered.size, 1) + int((ordered[1:] != ordered[:-1]).sum())


def identical(words: int) -> Comparison:
    """The comparison of two articles of the same words."""
    size = max(0, words - GRAM + 1)
    return Comparison(size, size, size, words, words, 1, 0, 0, (Passage(0, words, 0, words, words),))


def _runs(here: I64, there: I64) -> list[tuple[int, int, int]]:
    """Matching 5-grams as unbroken runs of words: (start, other start, words)."""
    if not here.size:
        return []
    both = (here << 32) + there
    breaks = (both[1:] - both[:-1] != (1 << 32) + 1).nonzero()[0] + 1
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
