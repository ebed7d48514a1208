"""Numbers in shared passages: the same words round other numbers are a template, not one article twice."""

from __future__ import annotations

from itertools import pairwise

from mudawwana.dedupe.passages import Passage
from mudawwana.dedupe.store import U32

FRAME = 0.6
"""Numbers make a template where this part of the shorter article stands in the other …"""
OTHER = 4
"""… and they are this part, a quarter, of all words that differ."""


def figures_of(one: U32, two: U32, passages: tuple[Passage, ...]) -> tuple[int, int, int]:
    """Numbers that stand the same in both, those that make a template of them, and all that stand otherwise."""
    if all(passage.verbatim for passage in passages):
        return 0, 0, 0
    same = changed = replaced = other = 0
    for start, end, other_start, other_end, equal_words in passages:
        other += max(end - start, other_end - other_start) - equal_words
        numbers, others = _figures(one[start:end]), _figures(two[other_start:other_end])
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


def tells(one: U32, two: U32, passage: Passage) -> bool:
    """Whether a passage keeps as many numbers as it changes; one without numbers does."""
    if passage.verbatim:
        return True
    numbers, others = (
        _figures(one[passage.start : passage.end]),
        _figures(two[passage.other_start : passage.other_end]),
    )
    equal = sum(number in others for number in numbers)
    return max(len(numbers), len(others)) - equal <= max(1, equal)


def _figures(words: U32) -> list[list[int]]:
    """The numbers in order; 12.5 and 21/7/2015 are several words and one number, whichever part comes first."""
    places = (words & 1).nonzero()[0]
    if not places.size:
        return []
    breaks = (places[1:] - places[:-1] != 1).nonzero()[0] + 1
    values = words[places].tolist()
    return [sorted(values[first:last]) for first, last in pairwise([0, *breaks.tolist(), places.size])]
