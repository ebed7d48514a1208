"""The same statement in several articles: quotations matched by their folded words, each wording kept as a variant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from mudawwana.arabic.fold import fold

_FEWEST_WORDS = 4  # shorter phrases are shared by chance
_LONGEST_LIST = 200  # a word pair that more quotations hold than this tells nothing
_SHARED = 0.6  # part of the shorter wording's word pairs that both must have
_EMPTY = frozenset({"في", "من", "ان", "علي", "الي", "عن", "و", "هذا", "هذه", "التي", "الذي", "ما", "لا", "مع"})


class Wording(NamedTuple):
    """One quotation as one article has it."""

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None


class SharedQuote(NamedTuple):
    """One statement: every wording of it, in the order given; `text` is the longest."""

    text: str
    wordings: tuple[Wording, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have it, each once."""
        return tuple(dict.fromkeys(wording.article for wording in self.wordings))


def match_quotes(wordings: Iterable[Wording]) -> list[SharedQuote]:
    """Statements that two or more articles quote, in the order of their first wording.

    Two wordings are one statement where at least 60 % of the shorter one's folded word pairs stand in the longer one
    too (a share of the shorter, because outlets cut). Joined only to a statement's first wording, so that chains of
    ever less alike wordings cannot grow.

    >>> one = Wording("a", 0, 30, "نتطلع إلى تجديد الحوار الاستراتيجي مع العراق")
    >>> two = Wording("b", 5, 39, "نتطلع الى تجديد الحوار الاستراتيجي")
    >>> [shared.articles for shared in match_quotes([one, two])]
    [('a', 'b')]
    """
    every = list(wordings)
    pairs = [word_pairs(wording.text) for wording in every]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    groups: dict[int, list[int]] = {}
    for number in range(len(every)):
        head = _best_head(number, pairs, holders)
        if head is not None:
            groups[head].append(number)
        elif pairs[number]:
            groups[number] = [number]
            for pair in pairs[number]:
                holders[pair].append(number)
    return [_shared([every[member] for member in members]) for members in groups.values() if _is_shared(every, members)]


def word_pairs(text: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words of a folded quotation, particles left out; empty for a short one.

    >>> sorted(word_pairs("الحوار مع العراق مهم لنا"))
    [('الحوار', 'العراق'), ('العراق', 'مهم'), ('مهم', 'لنا')]
    """
    words = ["".join(char for char in word if char.isalnum()) for word in fold(text).split()]
    words = [word for word in words if word and word not in _EMPTY]
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(pairwise(words))


def _best_head(
    number: int, pairs: Sequence[frozenset[tuple[str, str]]], holders: dict[tuple[str, str], list[int]]
) -> int | None:
    """The earlier wording that shares most with this one, if it is enough."""
    common: Counter[int] = Counter()
    for pair in pairs[number]:
        common.update(holders.get(pair, ())[:_LONGEST_LIST])
    best = min(common, key=lambda head: (-common[head], head), default=None)
    if best is None:
        return None
    shorter = min(len(pairs[number]), len(pairs[best]))
    return best if common[best] >= _SHARED * shorter else None


def _is_shared(every: list[Wording], members: list[int]) -> bool:
    return len({every[member].article for member in members}) > 1


def _shared(members: list[Wording]) -> SharedQuote:
    longest = max(members, key=lambda wording: len(wording.text))
    return SharedQuote(longest.text, tuple(members))
