"""What a table says of words, remembered: the words of a text that no text before it had are looked up all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import repeat
from typing import Generic, TypeVar

Value = TypeVar("Value")
_MOST = 1 << 20  # characters of words that are remembered


class Told(Generic[Value]):
    """What `tell` says of words; of those that it leaves out, as it does with most, `usual` holds.

    `tell` is asked once for all new words of a text: a call for each would cost more than its answer. What it said is
    looked up in a small table of its own, which stays in the processor's cache.

    >>> lengths = Told(0, lambda words: {word: len(word) for word in words if word.isalpha()})
    >>> list(lengths.of(["بغداد", "2021", "بغداد"]))
    [5, 0, 5]
    """

    def __init__(self, usual: Value, tell: Callable[[Set[str]], Mapping[str, Value]]) -> None:
        self._usual, self._tell = usual, tell
        self._met: set[str] = set()
        self._said: dict[str, Value] = {}
        self._size = 0

    def of(self, words: Iterable[str], types: Set[str] | None = None) -> Iterator[Value]:
        """What is said of each word, in their order; `types` are the words, each once, where they are known already."""
        types = set(words) if types is None else types
        new = types - self._met
        if new:
            if self._size > _MOST:
                self._met.clear()
                self._said.clear()
                self._size, new = 0, types
            self._size += sum(map(len, new))
            self._met |= new
            self._said.update(self._tell(new))
        return map(self._said.get, words, repeat(self._usual))
